"""Dates and numbers in each language's own form."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from mat_trial.language import LANGUAGES, speaking
from mat_trial.language.dates import list_weekdays, say_date, say_month, say_span, typed_date
from mat_trial.language.numbers import format_number, format_plain, read_number, write_number


@pytest.mark.parametrize(("code", "written"), [("en", "−1.25"), ("de", "−1,25"), ("es", "−1,25")])
def test_decimals_have_the_sign_of_the_language(code: str, written: str) -> None:
    with speaking(code):
        assert format_number(-1.25, 2) == written
        assert format_plain(-1.25) == written


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_date_is_typed_in_the_order_in_which_it_is_said(code: str) -> None:
    day = dt.date(2027, 1, 4)
    with speaking(code):
        form, said = typed_date(), say_date(day)
    at = [form.index(part) for part in ("DD", "MM", "YYYY")]
    assert at == sorted(at)
    assert said.index("4") < said.index("2027")
    # Streamlit takes few forms, and refuses the others.
    script = f"import streamlit\nstreamlit.date_input('x', format={form!r})"
    assert not AppTest.from_string(script).run().exception


@given(st.integers(-(10**9), 10**9), st.sampled_from(list(LANGUAGES)))
def test_what_is_written_to_be_typed_is_read_as_the_same_number(parts: int, code: str) -> None:
    with speaking(code):
        assert read_number(write_number(parts / 10**4)) == (parts / 10**4, None)


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "4.5", 4.5),
        ("en", "4,5", None),
        ("en", "1.500", 1.5),
        ("de", "4,5", 4.5),
        ("de", "4.5", 4.5),
        ("de", "0.500", 0.5),
        ("de", "1,500", 1.5),
        ("de", "1.500", None),
        ("es", "1.500,5", None),
        ("es", "1e3", None),
    ],
)
def test_a_number_is_read_only_where_it_can_be_read_in_one_way(
    code: str, text: str, number: float | None
) -> None:
    with speaking(code):
        read, wrong = read_number(text)
    assert read == number
    assert (wrong is None) == (number is not None)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_week_has_seven_names_and_a_year_twelve(code: str) -> None:
    with speaking(code):
        assert len(set(list_weekdays())) == 7
        assert len({say_month(dt.date(2027, month, 1)) for month in range(1, 13)}) == 12


def test_a_span_over_two_months_names_both() -> None:
    assert say_span(dt.date(2027, 1, 30), dt.date(2027, 2, 2)) == "30 Jan–2 Feb"
