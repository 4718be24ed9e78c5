"""Daily scores: their scale, their good direction and the smallest worthwhile effect."""

from dataclasses import dataclass
from enum import StrEnum

from mat_trial.errors import PlanError, Problem
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_plain

SHARE_OF_DAYS = mark("share of days")
"""The unit of an outcome that is yes or no on each day, kept as 1 and 0."""


class Better(StrEnum):
    """The good direction of an outcome."""

    LOWER = "lower"
    HIGHER = "higher"

    @property
    def worse(self) -> "Better":
        """The other direction."""
        return Better.HIGHER if self is Better.LOWER else Better.LOWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A daily score with a good direction and the person's smallest worthwhile effect.

    Signs turn here and nowhere else.

    Parameters
    ----------
    name
        Lower-case name of the diary column: ``"pain"``.
    question
        The exact wording the person answers each day.
    unit
        What one step of the score is called: ``"points"``.
    better
        The good direction.
    worthwhile
        Smallest worthwhile effect, in outcome units, above zero; fixed before day one.
    minimum, maximum
        Ends of the scale; None where the scale has no such end.

    Raises
    ------
    PlanError
        When the worthwhile effect is not above zero or the scale's ends are out of order.

    Examples
    --------
    >>> pain = Outcome(name="pain", question="How bad?", better=Better.LOWER, worthwhile=1.0,
    ...                minimum=0, maximum=10)
    >>> pain.benefit(-1.3)
    1.3
    >>> round(pain.chance_better(0.2), 1)
    0.8
    """

    name: str
    question: str
    unit: str = "points"
    better: Better
    worthwhile: float
    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        """Refuse an outcome that no score could be judged by."""
        if not 0 < self.worthwhile < float("inf"):
            problem = Problem(
                where=self.name,
                wrong=_(
                    "a smallest worthwhile effect of {worthwhile} is not above zero",
                    worthwhile=format_plain(self.worthwhile),
                ),
                allowed=_("any number above 0"),
                remedy=_("Give the change that would matter to you."),
            )
            raise PlanError(problem)
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            problem = Problem(
                where=self.name,
                wrong=_(
                    "the scale runs from {minimum} to {maximum}",
                    minimum=format_plain(self.minimum),
                    maximum=format_plain(self.maximum),
                ),
                allowed=_("a lowest score below the highest"),
                remedy=_("Swap or correct the two ends."),
            )
            raise PlanError(problem)

    @property
    def is_yes_no(self) -> bool:
        """Whether each day is answered by yes (1) or no (0)."""
        return (self.minimum, self.maximum, self.unit) == (0, 1, SHARE_OF_DAYS)

    @property
    def label(self) -> str:
        """The name as people read it: words, not underscores."""
        return self.name.replace("_", " ")

    @property
    def best(self) -> float | None:
        """The end of the scale that cannot be bettered; None where it has no such end."""
        return self.minimum if self.better is Better.LOWER else self.maximum

    @property
    def worst(self) -> float | None:
        """The end of the scale that cannot get worse; None where it has no such end."""
        return self.maximum if self.better is Better.LOWER else self.minimum

    def benefit(self, effect: float) -> float:
        """Turn an effect (mat − no mat) so that positive is good; turning again turns it back."""
        return -effect if self.better is Better.LOWER else effect

    def chance_better(self, chance_higher: float) -> float:
        """Turn the chance that the mat scores higher into the chance that it scores better."""
        return 1 - chance_higher if self.better is Better.LOWER else chance_higher


PAIN = Outcome(
    name="pain",
    question=mark("How bad was your pain today, on average?"),
    better=Better.LOWER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
SLEEP = Outcome(
    name="sleep",
    question=mark("How well did you sleep last night?"),
    better=Better.HIGHER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
MOOD = Outcome(
    name="mood",
    question=mark("How was your mood today?"),
    better=Better.HIGHER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
STANDARD_OUTCOMES = {outcome.name: outcome for outcome in (PAIN, SLEEP, MOOD)}
