"""The real app, as it ships, in a process of its own and on a diary of its own."""

import datetime as dt
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Protocol

from mat_trial.launch import (
    find_port,
    is_healthy,
    server_command,
    server_environment,
    stop_server,
)
from mat_trial.server.doors import HOST
from mat_trial.server.keys import Door, Keys

START_SECONDS = 60
KNOWN = "what-browsers-under-test-come-with"
WITNESS = Path(__file__).parent / "witness"


class AppServer:
    """Start and stop the app; the diary stays in `data` in between."""

    def __init__(
        self, folder: Path, bundle: Path, *, phone: str | None = None, ask_key: bool = False
    ) -> None:
        self.phone = phone
        self.ask_key = ask_key
        self.data = folder / "data"
        self.keys = Keys(self.data / "keys")
        self.port = find_port(0, hosts=[HOST] if phone is None else [HOST, phone])
        self._bundle = bundle
        self._log = folder / "server.log"
        self._witnessed = folder / "witnessed.log"
        self._moved_day = folder / "day"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self, today: dt.date | None = None) -> None:
        """Start on the data as they are; `today` is what the app takes for today's date."""
        environment = server_environment(os.environ, phone=self.phone, ask_key=self.ask_key) | {
            "MAT_TRIAL_DATA": str(self.data),
            "MAT_TRIAL_WITNESS": str(self._witnessed),
            "MAT_TRIAL_MOVED_DAY": str(self._moved_day),
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(WITNESS), os.environ.get("PYTHONPATH")])
            ),
        }
        environment.pop("MAT_TRIAL_TODAY", None)
        # As if the browsers under test had come in before.
        self.keys._keep("pass", Door.COMPUTER, KNOWN, dt.timedelta(days=1))
        if today is not None:
            environment["MAT_TRIAL_TODAY"] = today.isoformat()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                server_command(self._bundle, self.port),
                env=environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not is_healthy(self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The app did not start:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._process is not None:
            stop_server(self._process)
            self._process = None

    def restart(self, today: dt.date | None = None) -> None:
        """Start anew, as on another day, at the same address and on the same diary."""
        self.stop()
        self.start(today)

    def move_day(self, today: dt.date) -> None:
        """Go on as on another day, as an app does that nobody stops."""
        assert self._process is not None
        self._moved_day.write_text(today.isoformat(), encoding="utf-8")
        self._process.send_signal(signal.SIGUSR1)
        deadline = time.monotonic() + START_SECONDS
        while self._moved_day.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def log(self) -> str:
        """What the server said, tracebacks of pages included."""
        return self._log.read_text(encoding="utf-8")

    def went_outside(self) -> list[str]:
        """Addresses beyond this machine that the server looked up, called or listened on."""
        if not self._witnessed.exists():
            return []
        return self._witnessed.read_text(encoding="utf-8").splitlines()


class StartServer(Protocol):
    """The fixture `server`: each call starts the app, or that of `bundle`, on an empty diary."""

    def __call__(
        self, today: dt.date | None = None, *, bundle: Path | None = None
    ) -> AppServer: ...
