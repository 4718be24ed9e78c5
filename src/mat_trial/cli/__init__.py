"""The commands."""

from mat_trial.cli.main import run

__all__ = ["run"]
