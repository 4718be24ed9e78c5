"""Keys: a ticket lets one browser in, once; the pass it gets in return lets it in again.

A key is a small file, named by the key's hash and holding the time it ends. So a ticket can be
taken once only, whoever asks at the same moment, and a key is gone as soon as its file is.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mat_trial.errors import MatTrialError
from mat_trial.language import _

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter that looks like another: a ticket may have to be typed."""
N_LETTERS = 16
N_IN_GROUP = 4


class Door(StrEnum):
    """Which way a browser comes: from this computer itself, or from the network."""

    COMPUTER = "computer"
    PHONE = "phone"


TICKET_LASTS = {Door.COMPUTER: dt.timedelta(days=1), Door.PHONE: dt.timedelta(minutes=15)}
# A year and a bit is the most that browsers keep a cookie; a trial on a phone takes two months.
PASS_LASTS = {Door.COMPUTER: dt.timedelta(days=400), Door.PHONE: dt.timedelta(days=90)}


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one diary.

    Parameters
    ----------
    folder
        Where they lie; made when the first key is, for its owner alone.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     keys = Keys(Path(folder) / "keys")
    ...     ticket = keys.issue_ticket(Door.PHONE)
    ...     given = keys.redeem_ticket(Door.PHONE, ticket)
    ...     keys.admits(Door.PHONE, given), keys.redeem_ticket(Door.PHONE, ticket)
    (True, None)
    """

    folder: Path

    def issue_ticket(self, door: Door) -> str:
        """Make a ticket and return it, in groups of letters as it is shown.

        Raises
        ------
        MatTrialError
            When the folder cannot be written to.
        """
        letters = "".join(secrets.choice(LETTERS) for _letter in range(N_LETTERS))
        self._keep("ticket", door, letters, TICKET_LASTS[door])
        groups = range(0, N_LETTERS, N_IN_GROUP)
        return "-".join(letters[start : start + N_IN_GROUP] for start in groups)

    def redeem_ticket(self, door: Door, written: str) -> str | None:
        """Take a ticket, however it was typed, and return a new pass for it; None for a wrong one.

        Raises
        ------
        MatTrialError
            When the folder cannot be written to.
        """
        letters = "".join(letter for letter in written.upper() if letter in LETTERS)
        ticket = self._find("ticket", door, letters)
        if ticket is None:
            return None
        try:
            ticket.unlink()
        except FileNotFoundError:
            return None  # somebody else was quicker
        given = secrets.token_urlsafe(32)
        self._keep("pass", door, given, PASS_LASTS[door])
        return given

    def drop_ticket(self, door: Door, ticket: str) -> None:
        """Forget a ticket that is not wanted any more."""
        kept = self._find("ticket", door, ticket.replace("-", ""))
        if kept is not None:
            kept.unlink(missing_ok=True)

    def is_ticket_open(self, door: Door, ticket: str) -> bool:
        """Tell whether this ticket can still be taken."""
        return self._find("ticket", door, ticket.replace("-", "")) is not None

    def admits(self, door: Door, given: str) -> bool:
        """Tell whether this is a pass for that door."""
        return self._find("pass", door, given) is not None

    def count_passes(self, door: Door) -> int:
        """Count the browsers that were let in by that door and still may come."""
        return sum(_is_open(path) for path in self._list("pass", door))

    def shut_out(self, door: Door) -> None:
        """Forget every ticket and pass of that door."""
        for kind in ("ticket", "pass"):
            for path in self._list(kind, door):
                path.unlink(missing_ok=True)

    def _list(self, kind: str, door: Door) -> Iterator[Path]:
        return self.folder.glob(f"{kind}-{door}-*")

    def _find(self, kind: str, door: Door, key: str) -> Path | None:
        sought = _name(kind, door, key)
        found = None
        for path in self._list(kind, door):
            if hmac.compare_digest(path.name, sought):
                found = path
        return found if found is not None and _is_open(found) else None

    def _keep(self, kind: str, door: Door, key: str, lasts: dt.timedelta) -> None:
        try:
            for folder in (self.folder.parent, self.folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            for path in (*self._list("ticket", door), *self._list("pass", door)):
                if not _is_open(path):
                    path.unlink(missing_ok=True)
            path = self.folder / _name(kind, door, key)
            # Written whole and private before it has the name that counts.
            draft = path.with_name(f"draft-{secrets.token_hex(8)}")
            draft.touch(mode=0o600, exist_ok=False)
            draft.write_text((dt.datetime.now(dt.UTC) + lasts).isoformat(), encoding="utf-8")
            draft.replace(path)
        except OSError as error:
            raise MatTrialError(
                _(
                    "No key can be kept in {folder}: {reason}. Set MAT_TRIAL_DATA to a folder "
                    "that is yours to write to.",
                    folder=self.folder,
                    reason=error.strerror or error,
                )
            ) from error


def open_keys() -> Keys:
    """Return the keys that lie beside the person's diary.

    Examples
    --------
    >>> open_keys().folder.name
    'keys'
    """
    from mat_trial.diary import data_folder  # noqa: PLC0415 - it would load the database as well

    return Keys(data_folder() / "keys")


def _name(kind: str, door: Door, key: str) -> str:
    return f"{kind}-{door}-{hashlib.sha256(key.encode()).hexdigest()}"


def _is_open(path: Path) -> bool:
    with suppress(OSError, ValueError):
        ends = dt.datetime.fromisoformat(path.read_text(encoding="utf-8"))
        return dt.datetime.now(dt.UTC) < ends
    return False
