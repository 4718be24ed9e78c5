"""Use a plainly installed copy as a person would: a verdict, then the app in the browser.

``python .ci/try_installed.py FOLDER`` expects the copy in FOLDER/venv and takes FOLDER for HOME.
"""

# ruff: noqa: INP001 (a script, no package)

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tests"))

from browser.chromium import ARGUMENTS, find_chromium  # noqa: E402 (found on the path just set)

home = Path(sys.argv[1])
command = str(home / "venv" / "bin" / "mat-trial")
environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}

diary, plan = TOP / "sample_data" / "helps.csv", TOP / "sample_data" / "helps.plan.json"
verdict = subprocess.run(  # noqa: S603 (the copy under test)
    [command, "verdict", str(diary), "--plan", str(plan)],
    cwd=home,
    env=environment,
    check=True,
    capture_output=True,
    text=True,
).stdout
print(verdict.splitlines()[0])
if "lowered your pain" not in verdict:
    raise SystemExit("the verdict on the sample diary is not the one it is named for")

# Where this is run in the background, Ctrl-C is ignored, and the app would take that over.
signal.signal(signal.SIGINT, signal.default_int_handler)
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
with subprocess.Popen(  # noqa: S603 (as above)
    [command, "app", "--no-browser", "--port", str(port)],
    cwd=home,
    env=environment,
    stdout=subprocess.PIPE,
    text=True,
) as app:
    line = app.stdout.readline() if app.stdout else ""
    print(line.strip())
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(ARGUMENTS)
            )
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
            print("First page:", page.get_by_role("heading", level=1).first.inner_text())
            browser.close()
    finally:
        app.send_signal(signal.SIGINT)
if app.returncode != 0:
    raise SystemExit(f"the app ended with status {app.returncode}")
