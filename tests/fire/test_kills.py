"""The program killed while it writes: a short run of the harness that kills it 500 times."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HARNESS = Path(__file__).parents[2] / "benchmarks" / "kill_storage.py"
posix = pytest.mark.skipif(sys.platform == "win32", reason="only POSIX systems fork")


@posix
def test_a_killed_program_leaves_all_that_it_said_was_done(tmp_path: Path) -> None:
    out = tmp_path / "kills.json"
    # Apart from pytest, because a process with threads had better not fork.
    done = subprocess.run(
        [sys.executable, str(HARNESS), "--kills", "20", "--seed", "5", "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr or done.stdout
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert figures["kills"] == 20
    assert sum(kind["kills"] for kind in figures["killed_in"].values()) == 20
    assert (figures["days_lost"], figures["backups_not_whole"], figures["findings"]) == (0, 0, [])
