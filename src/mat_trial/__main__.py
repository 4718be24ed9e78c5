"""`python -m mat_trial` is `mat-trial`."""

from mat_trial.cli import run

run()
