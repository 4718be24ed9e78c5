"""The numbers that Vega itself writes on an axis are in the language's form."""

import altair as alt
import polars as pl
import pytest

from mat_trial.charts.files import write_svg
from mat_trial.charts.theme import LIGHT, frame_card
from mat_trial.language import speaking
from mat_trial.wording.charts import ChartWords


@pytest.mark.parametrize(("code", "number"), [("en", "0.5"), ("de", "0,5"), ("es", "0,5")])
def test_an_axis_has_the_decimal_sign_of_the_language(code: str, number: str) -> None:
    table = pl.DataFrame({"x": [0.0, 1.0]})
    layer = alt.Chart(table).mark_point().encode(x=alt.X("x:Q"))
    words = ChartWords(title="t", reading="r", alt="a")
    with speaking(code):
        card = frame_card([layer], words=words, table=table, palette=LIGHT, width=300, height=80)
    assert f">{number}" in write_svg(card).decode()
