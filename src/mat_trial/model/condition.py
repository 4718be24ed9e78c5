"""The two kinds of day."""

from enum import StrEnum


class Condition(StrEnum):
    """What a day is assigned to: the mat, or its comparator."""

    MAT = "mat"
    NO_MAT = "no_mat"

    @property
    def other(self) -> "Condition":
        """The condition that this one is compared with."""
        return Condition.NO_MAT if self is Condition.MAT else Condition.MAT
