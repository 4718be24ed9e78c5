"""How long a report takes, warm: the time a person waits, and the share of each part.

``uv run benchmarks/report_time.py`` reads the sample trial, makes each kind of report once to warm
up, and prints the median of some runs.
"""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import read_plan
from mat_trial.report import Case, write_html, write_pdf
from mat_trial.verdict import assess

SAMPLES = Path(__file__).parents[1] / "sample_data"
RUNS = 7
MOST_SECONDS = 2.0


def time_median(run: Callable[[], object]) -> float:
    """Return the median seconds of some runs after one to warm up."""
    run()
    seconds = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main() -> None:
    """Print the times, and fail where a report takes longer than a person should wait."""
    plan, problems = read_plan(SAMPLES / "helps.plan.json")
    if plan is None:
        raise SystemExit("\n".join(map(str, problems)))
    entries = read_diary(SAMPLES / "helps.csv", condition_needed=False).entries
    case = Case(
        plan=plan,
        entries=tuple(entries),
        verdict=assess(entries, plan=plan, as_of=plan.end),
        today=plan.end,
        made_at=dt.datetime.now(dt.UTC),
    )
    verdict = time_median(lambda: assess(entries, plan=plan, as_of=plan.end))
    pdf, html = time_median(lambda: write_pdf(case)), time_median(lambda: write_html(case))
    print(f"verdict {verdict:.3f} s, PDF {pdf:.3f} s, HTML {html:.3f} s")
    print(f"The PDF takes {pdf / verdict:.1f} times as long as the verdict it reports.")
    if max(pdf, html) > MOST_SECONDS:
        sys.exit(f"A report takes longer than {MOST_SECONDS} s.")


if __name__ == "__main__":
    main()
