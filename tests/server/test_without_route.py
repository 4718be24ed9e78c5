"""Where a process has no network at all, everything works, and nothing tries to get out."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

TESTS = Path(__file__).parents[1]


def test_all_works_without_a_route_and_nothing_asks_for_one(tmp_path: Path) -> None:
    if sys.platform != "linux" or which("unshare") is None or which("ip") is None:
        pytest.skip("no unshare and ip (util-linux, iproute2) to take the network away with")
    alone = ["unshare", "--net"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("only root may take the network away")
    done = subprocess.run(
        [*alone, sys.executable, str(TESTS / "server" / "without_route.py"), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
