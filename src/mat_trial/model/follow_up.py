"""The look back, four weeks after a trial."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

StillUsed = Literal["yes", "no", "sometimes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What the person answered, once, when asked whether the mat is still in use.

    Parameters
    ----------
    at
        When, with a zone.
    still_used
        None where the person did not wish to say; the question is not asked again then.
    note
        Anything else, in the person's own words.

    Examples
    --------
    >>> FollowUp(at=dt.datetime(2027, 4, 1, 20, tzinfo=dt.UTC), still_used="sometimes").note
    ''
    """

    at: dt.datetime
    still_used: StillUsed | None
    note: str = ""
