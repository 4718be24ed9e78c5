"""An outcome of a person's own that is yes or no on each day."""

from mat_trial.model import SHARE_OF_DAYS, Better, Outcome

HEADACHE = Outcome(
    name="headache",
    question="Any headache?",
    unit=SHARE_OF_DAYS,
    better=Better.LOWER,
    worthwhile=0.2,
    minimum=0,
    maximum=1,
)
