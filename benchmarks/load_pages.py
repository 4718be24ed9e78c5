"""How long the pages take on a diary of five years and twenty trials, and ten browsers at once.

``uv run benchmarks/load_pages.py``, from the top of the project, makes such a diary, starts the
app on it as it ships, and measures each page warm, from the click until nothing more is drawn in
Chromium, and apart from it what the page's script took in the server. Then ten browsers turn to
the same pages at the same instant, and each saves a day of its own. It prints what it found,
writes ``docs/reliability/load.json``, and fails where anything was lost or went wrong.
"""

import datetime as dt
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import (  # noqa: E402 - path first
    Browser,
    Locator,
    Page,
    ViewportSize,
    sync_playwright,
)

from browser.chromium import ARGUMENTS, find_chromium  # noqa: E402 - path first
from browser.serving import AppServer  # noqa: E402 - path first
from browser.watching import Watch, wait_until_idle  # noqa: E402 - path first
from five_years import TODAY, write_five_years  # noqa: E402 - path first
from mat_trial.diary import Diary  # noqa: E402 - path first
from mat_trial.launch import find_bundle  # noqa: E402 - path first
from mat_trial.model import StoredEntry  # noqa: E402 - path first
from reliability import PAGES  # noqa: E402 - path first

OUT = ROOT / "docs" / "reliability" / "load.json"
RUNS = 5
N_BROWSERS = 10
SIZE: ViewportSize = {"width": 1280, "height": 800}
PATIENCE_MS = 120_000
HEAD_START_MS = 400
"""Before all browsers act at the same instant: each is told of it beforehand."""
IN_BAR = ("today", "plan", "diary", "verdict")
TIMES = "MAT_TRIAL_SCRIPT_TIMES"
# What the app's own entry does, and then a line with the seconds that took.
TIMED_APP = """\
import os, runpy, time
start = time.perf_counter()
try:
    runpy.run_path({app!r})
finally:
    with open(os.environ["MAT_TRIAL_SCRIPT_TIMES"], "a") as file:
        file.write(f"{{time.perf_counter() - start}}\\n")
"""
# The last moment at which anything was put on screen, or the browser was still at work on it.
NOTE_DRAWING = """
window.matLoad = {clicked: 0, drawn: 0};
const drawn = (at) => { window.matLoad.drawn = Math.max(window.matLoad.drawn, at); };
new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => drawn(performance.now()))))
  .observe(document, {subtree: true, childList: true, characterData: true,
                      attributeFilter: ["data-test-script-state", "data-stale"]});
new PerformanceObserver((list) => list.getEntries().forEach(
  (task) => drawn(task.startTime + task.duration))).observe({type: "longtask"});
"""
CLICK = """(element, wait) => setTimeout(() => {
  window.matLoad.clicked = performance.now();
  element.click();
}, wait)"""
READ_SECONDS = "(window.matLoad.drawn - window.matLoad.clicked) / 1000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One way to a page: seconds until all is drawn, and those that the script took of them."""

    drawn: float
    script: float


class Server:
    """The app on a diary of five years; its scripts say how long they took."""

    def __init__(self, folder: Path) -> None:
        bundle = folder / "bundle"
        shutil.copytree(find_bundle() / ".streamlit", bundle / ".streamlit")
        entry = TIMED_APP.format(app=str(find_bundle() / "app.py"))
        (bundle / "app.py").write_text(entry, encoding="utf-8")
        self._times = folder / "times"
        os.environ[TIMES] = str(self._times)
        self.app = AppServer(folder, bundle)
        write_five_years(self.app.data)

    def read_script_seconds(self) -> list[float]:
        """Return the seconds of each run of a page since the last call."""
        times = [float(line) for line in self._times.read_text(encoding="utf-8").split()]
        self._times.write_text("", encoding="utf-8")
        return times


def measure_pages(page: Page, server: Server) -> dict[str, dict[str, list[Visit]]]:
    """Visit every page of the present trial and of two past ones, each several times."""
    page.goto(server.app.url)
    wait_until_idle(page)
    found = {"present": _visit_all(page, server, tuple(PAGES))}
    with Diary.open(server.app.data) as diary:
        first, second, *_others = diary.trials()
    for trial in (first, second):
        _visit(page, server, _link(page, "plan"))
        _visit(page, server, page.locator(f".st-key-trial_{trial.id} button"))
        name = "past, without a plan" if trial is first else "past"
        found[f"{name}, {trial.n_days} days"] = _visit_all(page, server, IN_BAR)
        _visit(page, server, page.locator(".st-key-leave_past button"))
    return found


def _visit_all(page: Page, server: Server, names: Sequence[str]) -> dict[str, list[Visit]]:
    visits: dict[str, list[Visit]] = defaultdict(list)
    for run in range(RUNS + 1):
        for name in names:
            visit = _visit(page, server, _link(page, name))
            # The first one warms the page up.
            if run:
                visits[name].append(visit)
    return visits


def _visit(page: Page, server: Server, link: Locator) -> Visit:
    server.read_script_seconds()
    link.evaluate(CLICK, 0)
    wait_until_idle(page)
    return Visit(drawn=page.evaluate(READ_SECONDS), script=sum(server.read_script_seconds()))


def _link(page: Page, name: str) -> Locator:
    return page.locator("a:visible", has_text=PAGES[name]).first


def visit_at_once(pages: Sequence[Page], server: Server) -> dict[str, object]:
    """Let all browsers open pages at the same instant, save a day each, and read the verdict.

    Returns
    -------
    figures
        The seconds of each step, in order; how many saved days are missing, and how many others
        are no longer what they were.
    """
    for page in pages:
        page.goto(server.app.url, wait_until="commit")
    for page in pages:
        wait_until_idle(page)
    for name in IN_BAR:
        act_at_once([_link(page, name) for page in pages])
    steps = {
        name: act_at_once([_link(page, name) for page in pages])
        for name in ("today", "plan", "verdict", "diary")
    }
    with Diary.open(server.app.data) as diary:
        before = diary.stored_days()
        days = [day.entry.date for day in before[-len(pages) :]]
        for page in pages:
            page.locator(".st-key-open_days summary").click()
        steps["open a day"] = act_at_once(
            [
                page.locator(f".st-key-open_{day} button")
                for page, day in zip(pages, days, strict=True)
            ]
        )
        wanted = [9.0 - stored.entry.scores["pain"] for stored in before[-len(pages) :]]
        steps["tap a score"] = act_at_once(
            [
                page.locator("[class*=st-key-score_pain_] [role=radio]").nth(int(score))
                for page, score in zip(pages, wanted, strict=True)
            ]
        )
        buttons = [page.locator("[class*=st-key-save_] button") for page in pages]
        steps["save"] = act_at_once(buttons)
        told = sum(page.get_by_text("is saved.").count() for page in pages)
        steps["verdict, made anew"] = act_at_once([_link(page, "verdict") for page in pages])
        saved = dict(zip(days, wanted, strict=True))
        lost, disturbed = compare(before, diary.stored_days(), saved)
    return {
        "browsers": len(pages),
        "steps": {name: _tell(seconds) for name, seconds in steps.items()},
        "told_saved": told,
        "lost": lost,
        "disturbed": disturbed,
    }


def act_at_once(elements: Sequence[Locator]) -> list[float]:
    """Click one element in each browser at the same instant; return the seconds until drawn."""
    at = time.monotonic() + HEAD_START_MS / 1000 * max(1, len(elements) / 5)
    for element in elements:
        element.evaluate(CLICK, max(0, (at - time.monotonic()) * 1000))
    time.sleep(max(0, at - time.monotonic()) + 0.05)
    for element in elements:
        wait_until_idle(element.page)
    return [element.page.evaluate(READ_SECONDS) for element in elements]


def compare(
    before: Sequence[StoredEntry], after: Sequence[StoredEntry], wanted: Mapping[dt.date, float]
) -> tuple[int, int]:
    """Count saved scores that are not there, and other days that are no longer what they were."""
    there = {day.entry.date: day for day in after}
    lost = sum(there[day].entry.scores["pain"] != score for day, score in wanted.items())
    others = [day for day in before if day.entry.date not in wanted]
    return lost, sum(there[day.entry.date] != day for day in others)


def _tell(seconds: Sequence[float]) -> dict[str, float]:
    found = {"least": min(seconds), "median": statistics.median(seconds), "most": max(seconds)}
    return {name: round(value, 3) for name, value in found.items()}


def describe_diary(folder: Path) -> dict[str, object]:
    """Say how large the diary is."""
    with Diary.open(folder) as diary:
        megabytes = diary.path.stat().st_size / 1e6
        trials = diary.take_out().trials
    days = [day.entry for trial in trials for day in trial.days]
    return {
        "days": len(days),
        "trials": len(trials),
        "changes": sum(len(trial.changes) for trial in trials),
        "notes": sum(bool(day.note) for day in days),
        "megabytes": round(megabytes, 1),
    }


@contextmanager
def open_pages(browser: Browser, server: Server, number: int) -> Iterator[list[Page]]:
    """Open that many browsers that know nothing of each other; all must be quiet at the end."""
    contexts = [
        browser.new_context(
            viewport=SIZE, locale="en-GB", reduced_motion="reduce", timezone_id="UTC"
        )
        for _ in range(number)
    ]
    watches = [Watch(context) for context in contexts]
    for context in contexts:
        context.add_init_script(NOTE_DRAWING)
        context.set_default_timeout(PATIENCE_MS)
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()
    complaints = [said for watch in watches for said in (*watch.complaints, *watch.outside)]
    if complaints or "Traceback" in server.app.log():
        sys.exit("\n".join([*complaints, server.app.log()]))


def describe_machine(browser: Browser, busy: float) -> dict[str, object]:
    """Say on what it was measured, and how many of its cores other programs kept busy before."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    found = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return {
        "processor": next(found, platform.processor()),
        "cores": os.cpu_count(),
        "busy": busy,
        "system": platform.system(),
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "chromium": browser.version.partition(".")[0],
    }


def main() -> None:
    """Measure, print and write down."""
    busy = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        described = describe_diary(server.app.data)
        server.app.start(TODAY)
        try:
            with open_pages(browser, server, 1) as (page,):
                pages = measure_pages(page, server)
            with open_pages(browser, server, N_BROWSERS) as many:
                at_once = visit_at_once(many, server)
        finally:
            server.app.stop()
        figures: dict[str, Any] = {
            "runs": RUNS,
            "diary": described,
            "pages": {
                trial: {
                    name: {
                        "drawn": _tell([visit.drawn for visit in visits]),
                        "script": _tell([visit.script for visit in visits]),
                    }
                    for name, visits in found.items()
                }
                for trial, found in pages.items()
            },
            "at_once": at_once,
            "machine": describe_machine(browser, busy),
        }
        browser.close()
    told = json.dumps(figures, indent=1, ensure_ascii=False)
    print(told)
    OUT.write_text(told + "\n", encoding="utf-8")
    if at_once["lost"] or at_once["disturbed"] or at_once["told_saved"] != N_BROWSERS:
        sys.exit("What the browsers saved at once is not all there.")


if __name__ == "__main__":
    main()
