"""One page for the doctor: a finished trial as tagged PDF, and as HTML that holds all it needs."""

from mat_trial.report.case import Case
from mat_trial.report.html import write_html
from mat_trial.report.pdf import write_pdf

__all__ = ["Case", "write_html", "write_pdf"]
