"""What is said of letters that a page cannot show."""

from mat_trial.language import _, _n
from mat_trial.typeset import STAND_IN


def say_replaced(replaced: tuple[str, ...]) -> str:
    """Say which letters the stand-in stands for; empty where it stands for none."""
    if not replaced:
        return ""
    n_most = 6
    listed = "; ".join(replaced[:n_most])
    if len(replaced) > n_most:
        return _n(
            "{sign} stands for letters that this page cannot show: {listed}; and {n} more.",
            "{sign} stands for letters that this page cannot show: {listed}; and {n} more.",
            len(replaced) - n_most,
            sign=STAND_IN,
            listed=listed,
        )
    return _(
        "{sign} stands for letters that this page cannot show: {listed}.",
        sign=STAND_IN,
        listed=listed,
    )
