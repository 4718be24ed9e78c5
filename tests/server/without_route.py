"""Use the whole app where no network is: a script for `unshare -n`, given an empty folder."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from browser.serving import AppServer
from mat_trial.charts import draw_cycles, write_csv, write_png, write_svg
from mat_trial.cli.main import app as commands
from mat_trial.diary import Diary
from mat_trial.files.plan_json import read_plan
from mat_trial.launch import find_bundle
from mat_trial.model import PAIN
from mat_trial.results import CyclePair
from server.asking import PASS, ask, open_socket

PAGES = ("today", "plan", "diary", "verdict", "mats", "phone", "about")
SAMPLE = find_bundle() / "sample_data" / "helps.csv"
PLAN = SAMPLE.with_suffix(".plan.json")
NOWHERE = ("192.0.2.1", 80)
"""An address kept for documentation, which nobody has."""


def main(folder: Path) -> None:
    interfaces = [name for _, name in socket.if_nameindex()]
    assert interfaces == ["lo"], interfaces
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    os.environ["MAT_TRIAL_DATA"] = str(folder / "data")
    plan, problems = read_plan(PLAN)
    assert plan is not None, problems
    os.environ["MAT_TRIAL_TODAY"] = plan.end.isoformat()
    with Diary.open(folder / "data") as diary:
        diary.lock_plan(plan)
    ask_the_server(folder)
    run_the_commands(folder)
    draw_a_chart()
    visit_the_pages()
    assert count_ways_out() == 0, "something was sent to another machine"
    call_out()
    assert count_ways_out() > 0, "the kernel must count what finds no route"


def ask_the_server(folder: Path) -> None:
    app = AppServer(folder, find_bundle())
    app.start()
    assert ask(app, "/", PASS).status == 200
    assert open_socket(app, headers=PASS).status == 101
    app.stop()
    assert app.went_outside() == []


def run_the_commands(folder: Path) -> None:
    run(f"import {SAMPLE}")
    for asked, out in (
        (f"report {SAMPLE} --plan {PLAN}", "report.pdf"),
        (f"report {SAMPLE} --plan {PLAN}", "report.html"),
        (f"remind --plan {PLAN} --at 20:30", "reminders.ics"),
        (f"paper --plan {PLAN}", "paper.pdf"),
        ("export", "whole.json"),
        ("export", "days.csv"),
        ("export", "days.parquet"),
        ("backup", "backup.db"),
    ):
        file = folder / out
        run(f"{asked} --out {file}")
        assert file.stat().st_size > 0, out


def run(command: str) -> None:
    done = CliRunner().invoke(commands, command.split())
    assert done.exit_code == 0, (command, done.output)


def draw_a_chart() -> None:
    card = draw_cycles([CyclePair(cycle=n, mat=3.0, no_mat=5.0 + n) for n in range(6)], PAIN)
    assert write_png(card)
    assert write_svg(card)
    assert write_csv(card.table)


def visit_the_pages() -> None:
    app = AppTest.from_file(str(find_bundle() / "app.py"), default_timeout=120).run()
    for page in PAGES:
        app.switch_page(f"src/mat_trial/pages/{page}.py").run()
        assert not app.exception, (page, app.exception)
        assert len(app.title) == 1, page
        assert page != "verdict" or app.get("vega_lite_chart")


def count_ways_out() -> int:
    """Return how often the kernel found no route, whatever library or process asked it."""
    lines = Path("/proc/net/snmp").read_text(encoding="ascii").splitlines()
    names, counts = (line.split() for line in lines if line.startswith("Ip: "))
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text("ascii").splitlines())
    return int(counts[names.index("OutNoRoutes")]) + int(six["Ip6OutNoRoutes"])


def call_out() -> None:
    with socket.socket() as caller:
        assert caller.connect_ex(NOWHERE) != 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
