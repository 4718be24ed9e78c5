"""What could make a verdict wrong: each caution a sentence or three with its numbers."""

from mat_trial.cautions.find import find_cautions

__all__ = ["find_cautions"]
