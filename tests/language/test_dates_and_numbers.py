"""Dates and numbers in each language's own form."""

import datetime as dt

import pytest

from mat_trial.language import LANGUAGES, speaking
from mat_trial.language.dates import list_weekdays, say_month, say_span
from mat_trial.language.numbers import format_number, format_plain


@pytest.mark.parametrize(("code", "written"), [("en", "−1.25"), ("de", "−1,25"), ("es", "−1,25")])
def test_decimals_have_the_sign_of_the_language(code: str, written: str) -> None:
    with speaking(code):
        assert format_number(-1.25, 2) == written
        assert format_plain(-1.25) == written


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_week_has_seven_names_and_a_year_twelve(code: str) -> None:
    with speaking(code):
        assert len(set(list_weekdays())) == 7
        assert len({say_month(dt.date(2027, month, 1)) for month in range(1, 13)}) == 12


def test_a_span_over_two_months_names_both() -> None:
    assert say_span(dt.date(2027, 1, 30), dt.date(2027, 2, 2)) == "30 Jan–2 Feb"
