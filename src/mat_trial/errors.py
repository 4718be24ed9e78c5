"""What can go wrong: exceptions for programs, problems as data for people."""

from dataclasses import dataclass

from mat_trial.language import _


class MatTrialError(Exception):
    """Base of every error this package raises on purpose."""


class PlanError(MatTrialError, ValueError):
    """A plan, design or protocol that cannot be."""


class DiaryError(MatTrialError):
    """A diary that cannot be opened, read or written."""


class StaleDayError(DiaryError):
    """Days that were changed in another window since they were read: nothing was written."""


class LostDiaryError(DiaryError):
    """A diary whose file is damaged, gone or another program's: a backup can take its place.

    Parameters
    ----------
    wrong
        What is wrong, in sentences. A page shows these alone, for it has a button for the backup.
    besides
        What else can be done, in sentences; empty where there is nothing else.

    Examples
    --------
    >>> print(LostDiaryError("The diary is damaged.", "Or mend it."))
    The diary is damaged. The command mat-trial restore latest puts the last backup in its place
    and keeps what is there now. Or mend it.
    """

    def __init__(self, wrong: str, besides: str = "") -> None:
        restore = _(
            "The command mat-trial restore latest puts the last backup in its place and keeps "
            "what is there now."
        )
        super().__init__(" ".join(filter(None, (wrong, restore, besides))))
        self.wrong = wrong
        self.besides = besides


class AnalysisError(MatTrialError, ValueError):
    """Figures that cannot be computed from what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A user's mistake, as data, so that all of them can be told at once.

    Parameters
    ----------
    where
        The place, as a person would look it up: ``"diary.csv, line 12, pain"``.
    value
        What stands there, as it was written; None where something is absent.
    wrong
        What is wrong with it: a clause without a full stop.
    allowed
        What may stand there: a clause without a full stop.
    remedy
        What to do: a sentence.

    Examples
    --------
    >>> print(Problem(where="line 12, pain", value="11", wrong="is above 10",
    ...               allowed="0 to 10, or blank", remedy="Correct it or leave it blank."))
    line 12, pain: '11' is above 10. Allowed: 0 to 10, or blank. Correct it or leave it blank.
    """

    where: str
    value: str | None = None
    wrong: str
    allowed: str
    remedy: str

    def __str__(self) -> str:
        """One line that names the value, what is allowed and the remedy."""
        if self.value is None:
            return _(
                "{where}: {wrong}. Allowed: {allowed}. {remedy}",
                where=self.where,
                wrong=self.wrong,
                allowed=self.allowed,
                remedy=self.remedy,
            )
        return _(
            "{where}: {value} {wrong}. Allowed: {allowed}. {remedy}",
            where=self.where,
            value=repr(_shorten(self.value)),
            wrong=self.wrong,
            allowed=self.allowed,
            remedy=self.remedy,
        )


def _shorten(value: str, longest: int = 60) -> str:
    return value if len(value) <= longest else value[: longest - 1] + "…"
