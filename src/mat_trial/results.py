"""What an analysis finds: the frozen types that words, charts and files are made from."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from mat_trial.model import Outcome
from mat_trial.stats.patterns import CarryOver, Drift
from mat_trial.stats.pingouin_tests import PingouinResults
from mat_trial.stats.posterior import Posterior
from mat_trial.stats.randomisation import RandomisationTest


class Call(StrEnum):
    """The six verdicts."""

    HELPS = "helps"
    HELPS_A_LITTLE = "helps_a_little"
    MAKES_WORSE = "makes_worse"
    NO_WORTHWHILE_EFFECT = "no_worthwhile_effect"
    UNCLEAR = "unclear"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An interval that holds the effect with probability `level`, with equal tails."""

    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The effect of the mat on one outcome: mat − no mat, in outcome units.

    Parameters
    ----------
    mean
        Posterior mean.
    ci95, interval
        The 95% interval, and the one that goes with the verdict (tails of 1 − boundary each).
    chance_benefit, chance_worthwhile
        Chances, 0 to 1, of any benefit and of one at least as large as is worthwhile, both in
        the outcome's own good direction.
    autocorrelation
        Posterior mean of the day-to-day autocorrelation φ, −0.3 to 0.95.
    sd
        Day-to-day standard deviation around trend and effect, in outcome units.
    """

    mean: float
    ci95: Interval
    interval: Interval
    chance_benefit: float
    chance_worthwhile: float
    autocorrelation: float
    sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """How many days there are of each kind; see `daily` for the labels.

    Parameters
    ----------
    planned
        Days of the plan, or, without one, days from the diary's first to its last.
    recorded
        Planned days with a score.
    analysed, missing
        By condition, in the order mat, no mat: days that enter the analysis, and days due that
        have no score.
    washout
        Days recorded after a switch and left out on purpose.
    without_condition
        Days in the diary's gaps, whose condition nobody wrote down.
    phases
        Analysed phases by condition, in the order mat, no mat.
    """

    planned: int
    recorded: int
    analysed: tuple[int, int]
    missing: tuple[int, int]
    washout: int = 0
    without_condition: int = 0
    phases: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """How the trial was kept to, on the analysed days; pairs are in the order mat, no mat.

    Parameters
    ----------
    late
        Days written down more than a day later.
    changed
        Days changed more than a day later.
    at_best, at_worst
        No-mat days with the best and with the worst score there is.
    use_known, used
        Days on which it is known whether the mat was used, and those on which it was.
    rescue_known, rescue
        Days on which the use of rescue medication is known, and those with it.
    """

    late: int = 0
    changed: int = 0
    at_best: int = 0
    at_worst: int = 0
    use_known: tuple[int, int] = (0, 0)
    used: tuple[int, int] = (0, 0)
    rescue_known: tuple[int, int] = (0, 0)
    rescue: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePair:
    """Mean score of each half of one cycle, over its analysed days."""

    cycle: int
    mat: float
    no_mat: float

    @property
    def difference(self) -> float:
        """Mat − no mat, in outcome units."""
        return self.mat - self.no_mat


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something that could make the verdict wrong: a sentence or three with its numbers.

    Parameters
    ----------
    code
        Stable name for programs: ``"fragile"``.
    message
        One sentence for people.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondaryResult:
    """An outcome beside the primary one; it never changes the verdict.

    Parameters
    ----------
    p_value, p_holm
        Two-sided p of Pingouin's regression, and the same after Holm over all outcomes; None
        where it cannot be had.
    """

    outcome: Outcome
    effect: Effect | None
    p_value: float | None
    p_holm: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityLine:
    """The same question with one choice made otherwise; it stands beside, never instead.

    Parameters
    ----------
    code
        Stable name: ``"as_used"``, ``"without_late"``, ``"without_changed"`` (only where a day
        was), ``"adjusted_for_rescue"``, ``"without_trend"`` or ``"longer_washout"``.
    n_days
        Days analysed for this line; 0 where it was not computed.
    effect, call
        The effect, and what the verdict rule makes of it; None where they cannot be had.
    reason
        Why not, as a clause without a full stop; empty where `effect` is given.
    """

    code: str
    n_days: int
    effect: Effect | None
    call: Call | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the same scores say when asked otherwise.

    Parameters
    ----------
    lines
        One sensitivity line a code, computed or with the reason why not.
    n_left_out, n_decisive
        Stretches of days that were left out, one at a time, and those of them without which the
        verdict is another and the effect moves by more than its own standard error.
    drift, carry_over
        None where they may be chance.
    """

    lines: tuple[SensitivityLine, ...] = ()
    n_left_out: int = 0
    n_decisive: int = 0
    drift: Drift | None = None
    carry_over: CarryOver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All figures about one diary and its primary outcome.

    Parameters
    ----------
    boundary
        The chance that counts as sure at this look.
    effect, posterior, pingouin
        None where they cannot be computed, or before the look; a caution then says why.
    randomisation
        None where it cannot be had; `no_randomisation` then says why, as a clause.
    cycles
        One pair for each cycle with analysed days in both halves.
    p_holm
        Two-sided p of Pingouin's regression after Holm over all outcomes.
    """

    outcome: Outcome
    boundary: float
    days: DayCounts
    conduct: Conduct = Conduct()
    effect: Effect | None = None
    posterior: Posterior | None = None
    cycles: tuple[CyclePair, ...] = ()
    pingouin: PingouinResults | None = None
    randomisation: RandomisationTest | None = None
    no_randomisation: str = ""
    p_holm: float | None = None
    secondary: tuple[SecondaryResult, ...] = ()
    sensitivity: tuple[SensitivityLine, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLook:
    """A look of the plan with its date: see `model.Look`."""

    day: int
    date: dt.date
    boundary: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksSoFar:
    """How far one person has come in the looks of the plan.

    Parameters
    ----------
    looks
        All looks of the plan, in order.
    n_undecided
        Looks that have been and did not settle it.
    stands
        The look that the verdict stands at; None before there is one.
    as_of
        Last day that the verdict and its counts take in.
    n_days_after
        Scored days after the look that stands; they change nothing.
    """

    looks: tuple[DatedLook, ...]
    n_undecided: int
    stands: DatedLook | None
    as_of: dt.date
    n_days_after: int = 0

    @property
    def next(self) -> DatedLook | None:
        """The look to come; None once the verdict stands."""
        return self.looks[self.n_undecided] if self.stands is None else None

    @property
    def is_early(self) -> bool:
        """Whether the verdict stands at a look before the last."""
        return self.stands not in (None, self.looks[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The call, with what is still missing where it is `too_early`.

    Parameters
    ----------
    missing
        Plain sentences that say what is still needed; empty unless the call is `too_early`.
    looks
        Where it stands in the looks of the plan; None without a plan.
    corrected
        The effect freed of the lean of an early stop, mat − no mat, in outcome units; None where
        nobody computed it.
    """

    call: Call
    analysis: Analysis
    missing: tuple[str, ...] = ()
    looks: LooksSoFar | None = None
    corrected: float | None = None

    @property
    def is_early(self) -> bool:
        """Whether it stands at a look before the plan's last."""
        return self.looks is not None and self.looks.is_early
