"""Designs side by side: all that fit, measured as they are, and the one to recommend."""

from dataclasses import replace

import pytest

from mat_trial.designs import design_problems
from mat_trial.model import DaysDesign, Design, FixedDesign, Look, PairsDesign
from mat_trial.operating import Person
from mat_trial.power import Finding, measure_power
from mat_trial.power.compare import (
    Option,
    compare_designs,
    list_designs,
    order_options,
    recommend,
)
from mat_trial.power.pieces import measure_in_pieces
from mat_trial.results import Call

SHORT, LONG = PairsDesign(period_days=2, cycles=14), PairsDesign(period_days=4, cycles=7)
DAILY = DaysDesign(days=56)
FIXED = FixedDesign(phases=4, phase_days=14)


def make_finding(benefit: float, power: float) -> Finding:
    return Finding(
        benefit=benefit,
        n_people=1_000,
        calls=dict.fromkeys(Call, 0.0) | {Call.HELPS: power, Call.UNCLEAR: 1 - power},
        mean_days=56.0,
        mean_benefit=benefit,
    )


def make_option(
    design: Design, power: float, *, switches: float = 20, p_value: float | None = 0.001
) -> Option:
    return Option(
        design=design,
        nothing=make_finding(0.0, 0.05),
        worthwhile=make_finding(1.0, power),
        smallest_p=p_value,
        n_switches=switches,
        n_mat_days=28,
    )


@pytest.mark.parametrize("days", [8, 13, 28, 42, 56, 84, 366])
def test_every_design_listed_fits_and_can_be_used(days: int) -> None:
    designs = list_designs(days)
    assert all(design.days <= days and not design_problems(design) for design in designs)
    # What is left over is too short for another cycle.
    for design in designs:
        if isinstance(design, PairsDesign) and design.cycles < 60:
            assert design.days + 2 * design.period_days > days


def test_eight_weeks_have_every_kind_of_design() -> None:
    designs = list_designs(56)
    assert [design.period_days for design in designs if isinstance(design, PairsDesign)] == [
        1,
        2,
        3,
        4,
        7,
    ]
    assert {design.kind for design in designs} == {"pairs", "days", "change_points", "fixed"}


def test_a_comparison_is_what_the_plan_itself_would_be_measured_at() -> None:
    person = Person(sd=1.3, autocorrelation=0.4, worthwhile=1.2)
    [option] = compare_designs([SHORT], person, n_people=400, seed=3)
    nothing, worthwhile = measure_power(
        SHORT,
        person,
        [Look(day=56, boundary=0.95)],
        benefits=[0.0, 1.2],
        n_people=400,
        seed=3,
    )
    assert (option.nothing, option.worthwhile) == (nothing, worthwhile)
    assert option.power == worthwhile.power


def test_the_costs_of_a_design_are_counted() -> None:
    short, fixed, daily = compare_designs([SHORT, FIXED, DAILY], Person(), n_people=50)
    # One switch within each pair, and between two pairs in half of the cases.
    assert short.n_switches == pytest.approx(14 + 13 / 2, abs=0.3)
    assert (fixed.n_switches, fixed.n_mat_days) == (3, 28)
    assert daily.n_switches > short.n_switches
    assert (fixed.smallest_p, short.smallest_p) == (None, 2 / 2**14)


def test_a_wider_spread_finds_less_and_a_larger_effect_more() -> None:
    def find(person: Person) -> float:
        return compare_designs([SHORT], person, n_people=500)[0].power

    usual = Person()
    assert find(replace(usual, sd=2.5)) < find(usual) < find(replace(usual, worthwhile=2.0))


def test_progress_ends_at_all_of_it() -> None:
    told: list[float] = []
    compare_designs([SHORT, LONG], Person(), n_people=20, progress=told.append)
    assert told == [0.5, 1.0]


def test_the_most_powerful_is_recommended() -> None:
    best = make_option(SHORT, 0.8)
    assert recommend([make_option(LONG, 0.7, switches=10), best]) is best


def test_of_designs_alike_the_one_with_fewer_switches_is_recommended() -> None:
    fewer = make_option(LONG, 0.785, switches=10)
    assert recommend([make_option(SHORT, 0.8), fewer]) is fewer


def test_a_change_every_day_is_recommended_only_where_nothing_else_can_be_sure() -> None:
    daily, unsure = make_option(DAILY, 0.9), make_option(LONG, 0.6, p_value=0.125)
    assert recommend([daily, unsure]) is daily
    pairs = make_option(SHORT, 0.6)
    assert recommend([daily, unsure, pairs]) is pairs


def test_nothing_is_recommended_where_chance_could_explain_it_all() -> None:
    assert recommend([make_option(FIXED, 0.9, p_value=None)]) is None
    assert recommend([make_option(LONG, 0.9, p_value=0.0625)]) is None
    assert recommend([]) is None


def test_the_recommended_one_stands_first() -> None:
    daily, pairs, fixed = (
        make_option(DAILY, 0.9),
        make_option(SHORT, 0.8),
        make_option(FIXED, 0.85, p_value=None),
    )
    assert order_options([fixed, pairs, daily]) == [pairs, daily, fixed]


def test_pieces_add_up_to_the_whole() -> None:
    looks = [Look(day=28, boundary=0.99), Look(day=56, boundary=0.96)]
    told: list[float] = []
    [pooled] = measure_in_pieces(
        SHORT, Person(), looks, benefits=[1.0], n_people=1_200, seed=2, progress=told.append
    )
    [first], [second] = (
        measure_power(SHORT, Person(), looks, benefits=[1.0], n_people=n_people, seed=seed)
        for n_people, seed in ((1_000, 200), (200, 201))
    )
    assert pooled.n_people == 1_200
    assert pooled.power == pytest.approx((1_000 * first.power + 200 * second.power) / 1_200)
    assert pooled.mean_days == pytest.approx(
        (1_000 * first.mean_days + 200 * second.mean_days) / 1_200
    )
    assert sum(pooled.calls.values()) == pytest.approx(1)
    assert told == [0.5, 1.0]
