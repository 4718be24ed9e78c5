"""Find a Chromium, and install Debian's where that is possible. Standard library only, so that
`.ci/run` can call it before anything is installed: it prints the path it found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",  # root in a container has no other way
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The browser's own errands do not leave the machine either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def find_chromium() -> str | None:
    """Return the Chromium to drive: MAT_TRIAL_CHROMIUM, or the first on the PATH."""
    if chosen := os.environ.get("MAT_TRIAL_CHROMIUM"):
        return chosen
    return next(filter(None, map(shutil.which, COMMANDS)), None)


def can_install() -> bool:
    """Tell whether this is a Debian on which we are root."""
    return (
        Path("/etc/debian_version").exists()
        and shutil.which("apt-get") is not None
        and os.geteuid() == 0
    )


def install_chromium() -> str | None:
    """Install Debian's Chromium and return its path."""
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qy", "chromium"]):
        subprocess.run(
            command, check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
    return find_chromium()


if __name__ == "__main__":
    print(find_chromium() or (install_chromium() if can_install() else None))
    sys.exit()
