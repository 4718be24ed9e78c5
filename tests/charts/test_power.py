"""Power against days: a line a plan, told apart by shape and dash, the recommended one heavy."""

from collections.abc import Sequence

import pytest

from charts.drawing import PHONE, find_clashes, layers_of, rows_of, spec
from mat_trial.charts.power import draw_power
from mat_trial.operating import Person
from mat_trial.power.compare import Option, compare_designs, list_designs


def measure(
    person: Person, days: Sequence[int] = (28, 42, 56, 84), n_people: int = 300
) -> dict[int, list[Option]]:
    return {n: compare_designs(list_designs(n), person, n_people=n_people) for n in days}


def test_every_plan_has_a_shape_and_a_dash_of_its_own() -> None:
    chart = spec(draw_power(measure(Person())))
    for mark, channel in (("point", "shape"), ("line", "strokeDash")):
        for layer in layers_of(chart, mark):
            scale = layer["encoding"][channel]["scale"]
            assert len(scale["domain"]) == 8
            assert len({str(look) for look in scale["range"]}) == 8


def test_the_recommended_plan_is_drawn_last_heavy_and_solid() -> None:
    chart = spec(draw_power(measure(Person())))
    thin, heavy = layers_of(chart, "line")
    assert {row["family"] for row in rows_of(chart, heavy)} == {"pairs of 2 days"}
    assert "pairs of 2 days" not in {row["family"] for row in rows_of(chart, thin)}
    assert heavy["mark"]["strokeWidth"] > 2 * thin["mark"]["strokeWidth"]
    scale = heavy["encoding"]["strokeDash"]["scale"]
    looks = dict(zip(scale["domain"], scale["range"], strict=True))
    assert looks["pairs of 2 days"] == [1, 0]


def test_it_draws_what_was_measured_and_tells_it_in_words() -> None:
    by_days = measure(Person(), (28, 56))
    card = draw_power(by_days)
    chart = spec(card)
    drawn = {
        (row["days"], row["Plan"]): row["power"]
        for layer in layers_of(chart, "point")
        for row in rows_of(chart, layer)
    }
    assert drawn[56, "14 pairs of 2 days"] == by_days[56][1].power
    assert len(drawn) == 16
    assert card.title == "56 days find it in 4 of 5 trials"
    assert "28 days" in card.reading
    assert "from 28 to 56" in card.alt
    assert card.table.columns == ["Days", "Plan", "Finds it"]
    assert len(card.table) == 16


def test_the_title_says_so_where_no_length_is_enough() -> None:
    card = draw_power(measure(Person(sd=4.0)))
    assert card.title == "Not even 84 days find it in 4 of 5 trials"


@pytest.mark.parametrize("sd", [0.5, 1.5, 4.0])
def test_no_text_is_cut_off_or_drawn_over_another(sd: float) -> None:
    assert find_clashes(draw_power(measure(Person(sd=sd), n_people=50), width=PHONE)) == []


def test_without_any_sure_plan_no_line_stands_out() -> None:
    by_days = {
        28: [option for option in measure(Person(), (28,))[28] if option.smallest_p is None]
    }
    card = draw_power(by_days)
    thin, heavy = layers_of(spec(card), "line")
    assert len(rows_of(spec(card), thin)) == 1
    assert rows_of(spec(card), heavy) == []
