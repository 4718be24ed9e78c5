"""The randomisation test against its definition, by enumeration and by its symmetries."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mat_trial.errors import AnalysisError
from mat_trial.stats.randomisation import RandomisationTest, run_randomisation

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

whole_scores = st.integers(0, 10)


def list_pairs(cycles: int, period_days: int = 1) -> Bools:
    halves = [[first, not first] for first in (False, True)]
    rows = [np.ravel(choice) for choice in itertools.product(halves, repeat=cycles)]
    return np.repeat(np.array(rows, bool), period_days, axis=1)


def list_balanced(days: int) -> Bools:
    chosen = itertools.combinations(range(days), days // 2)
    return np.array([np.isin(np.arange(days), mat) for mat in chosen])


def find_p_by_definition(
    day: Ints, score: Floats, assignments: Bools, observed: int, delta: float
) -> float:
    """METHOD.md word for word: R and M built, every U taken anew from the shifted scores."""
    r = 0.4 ** np.abs(np.subtract.outer(day, day)).astype(float)
    x = np.column_stack([np.ones(len(day)), day])
    inverse = np.linalg.inv(r)
    m = inverse - inverse @ x @ np.linalg.inv(x.T @ inverse @ x) @ x.T @ inverse
    shifted = score - delta * assignments[observed]
    u = np.empty(len(assignments))
    for index, z in enumerate(assignments.astype(float)):
        u[index] = z @ m @ shifted / np.sqrt(z @ m @ z) if 0 < z.sum() < len(z) else np.nan
    near, tied = 1e-9 * np.sqrt(score @ m @ score), np.isnan(u)
    upper = (tied | (u >= u[observed] - near)).mean()
    lower = (tied | (u <= u[observed] + near)).mean()
    return float(min(1.0, 2 * min(upper, lower)))


def find_every_p(day: Ints, score: Floats, assignments: Bools) -> Floats:
    """The p-value with each assignment in turn as the observed one; 1 where it is refused."""
    found = []
    for observed in range(len(assignments)):
        try:
            found.append(run_randomisation(day, score, assignments, observed=observed).p_value)
        except AnalysisError:
            found.append(1.0)
    return np.array(found)


def simulate(seed: int, days: int, on_mat: Bools, effect: float = -1.0) -> Floats:
    random = np.random.default_rng(seed)
    return 5 + 0.03 * np.arange(days) + effect * on_mat + random.normal(0, 1.5, days)


def check_against_definition(day: Ints, score: Floats, assignments: Bools, observed: int) -> None:
    test = run_randomisation(day, score, assignments, observed=observed)
    step = 1e-4 * (1 + np.ptp(test.thresholds))
    corners = [test.estimate, test.thresholds[0], test.thresholds[-1], *(test.ci95 or ())]
    deltas = np.concatenate(
        [np.linspace(-6, 6, 25), corners, np.array(corners) - step, np.array(corners) + step]
    )
    expected = [find_p_by_definition(day, score, assignments, observed, x) for x in deltas]
    assert test.p_value_at(deltas).tolist() == pytest.approx(expected)
    assert test.p_value == pytest.approx(
        find_p_by_definition(day, score, assignments, observed, 0.0)
    )


@pytest.mark.parametrize(("cycles", "period_days", "observed"), [(6, 2, 37), (7, 1, 0), (3, 4, 5)])
def test_agrees_with_the_definition_at_every_effect(
    cycles: int, period_days: int, observed: int
) -> None:
    assignments = list_pairs(cycles, period_days)
    days = assignments.shape[1]
    score = simulate(cycles, days, assignments[observed])
    check_against_definition(np.arange(days), score, assignments, observed)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agrees_with_the_definition_on_whole_scores_with_days_missing(seed: int) -> None:
    assignments = list_pairs(6, 2)
    score = simulate(seed, 24, assignments[seed]).round()
    kept = np.random.default_rng(seed).random(24) < 0.75
    check_against_definition(np.arange(24)[kept], score[kept], assignments[:, kept], observed=seed)


def test_agrees_with_the_definition_where_each_day_is_drawn() -> None:
    assignments = list_balanced(8)
    score = simulate(4, 8, assignments[11])
    check_against_definition(np.arange(8), score, assignments, observed=11)


def test_agrees_with_the_definition_where_assignments_leave_one_condition_alone() -> None:
    # Of the days drawn, the first four remain: some assignments have only mat days on them.
    assignments = list_balanced(8)[:, :4]
    assert assignments.all(axis=1).sum() == 1
    assert (~assignments).all(axis=1).sum() == 1
    score = np.array([6.0, 2.0, 5.0, 4.0])
    observed = int(np.flatnonzero((assignments == [0, 1, 0, 1]).all(axis=1))[0])
    check_against_definition(np.arange(4), score, assignments, observed)


@pytest.mark.parametrize("seed", [None, 18])
def test_agrees_with_the_definition_on_more_rows_than_one_piece(seed: int | None) -> None:
    # In their usual order only half of the rows are worked out; in another, all of them.
    order = np.arange(2**13)
    if seed is not None:
        order = np.random.default_rng(seed).permutation(order)
    assignments = list_pairs(13)[order]
    score = simulate(5, 26, assignments[3000])
    test = run_randomisation(np.arange(26), score, assignments, observed=3000)
    for delta in (-1.0, 0.0):
        expected = find_p_by_definition(np.arange(26), score, assignments, 3000, delta)
        assert test.p_value_at(delta) == expected


@pytest.mark.parametrize("days", [3, 8, 9, 16, 23, 64, 70])
def test_order_of_the_rows_changes_nothing(days: int) -> None:
    random = np.random.default_rng(days)
    half = random.random((50, days)) < 0.5
    half[7, :3] = 0, 1, 0
    rows = np.vstack([half, ~half[::-1]])
    order = random.permutation(100)
    score = simulate(days, days, rows[7])
    kept = np.sort(random.choice(2 * days, days, replace=False))
    test = run_randomisation(kept, score, rows, observed=7)
    other = run_randomisation(
        kept, score, rows[order], observed=int(np.flatnonzero(order == 7)[0])
    )
    assert other.thresholds == pytest.approx(test.thresholds, rel=1e-9, abs=1e-11)
    assert (other.p_value, other.smallest_p) == (test.p_value, test.smallest_p)
    assert test.p_value == pytest.approx(find_p_by_definition(kept, score, rows, 7, 0.0))


def test_interval_holds_every_effect_that_is_not_ruled_out() -> None:
    assignments = list_pairs(8)
    score = simulate(6, 16, assignments[77])
    test = run_randomisation(np.arange(16), score, assignments, observed=77)
    assert test.ci95 is not None
    low, high = test.ci95
    assert low < test.estimate < high
    assert (test.p_value_at([low, test.estimate, high]) > 0.05).all()
    assert (test.p_value_at([low - 1e-6, high + 1e-6]) <= 0.05).all()


@pytest.mark.parametrize("cycles", [4, 5, 6])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_whatever_the_scores_a_small_p_is_as_rare_as_it_says(
    cycles: int, data: st.DataObject
) -> None:
    score = np.array(
        data.draw(st.lists(whole_scores, min_size=2 * cycles, max_size=2 * cycles)), float
    )
    kept = np.array(
        data.draw(st.lists(st.booleans(), min_size=2 * cycles, max_size=2 * cycles)), bool
    )
    assignments = list_pairs(cycles)[:, kept]
    p_values = find_every_p(np.flatnonzero(kept), score[kept], assignments)
    for alpha in np.unique(p_values):
        assert (p_values <= alpha).mean() <= alpha + 1e-12


@pytest.mark.parametrize("seed", range(8))
def test_small_p_is_rare_under_drift_steps_and_outliers(seed: int) -> None:
    random = np.random.default_rng(seed)
    drift = np.cumsum(random.standard_t(2, 12)) + np.repeat([0, 4, -3], 4)
    p_values = find_every_p(np.arange(12), drift, list_pairs(6))
    for alpha in np.unique(p_values):
        assert (p_values <= alpha).mean() <= alpha + 1e-12
    # Each pair of mirrored assignments shares its p, and one pair reaches the smallest.
    assert (p_values == 2 / 64).sum() == 2


@pytest.mark.parametrize("effect", [-2.0, 0.0, 0.7])
def test_interval_covers_the_true_effect_over_all_assignments(effect: float) -> None:
    assignments = list_pairs(6)
    noise = np.random.default_rng(7).standard_t(3, 12)
    covered = 0
    for observed, on_mat in enumerate(assignments):
        test = run_randomisation(
            np.arange(12), noise + effect * on_mat, assignments, observed=observed
        )
        assert test.ci95 is not None
        covered += test.ci95[0] <= effect <= test.ci95[1]
    # 62 of 64: the two assignments with the most extreme statistic rule the truth out.
    assert covered == 62


def run_pairs(
    score: Floats, assignments: Bools | None = None, observed: int = 37
) -> RandomisationTest:
    chosen = list_pairs(6) if assignments is None else assignments
    return run_randomisation(np.arange(len(score)), score, chosen, observed=observed)


@given(score=st.lists(whole_scores, min_size=12, max_size=12, unique=False))
@settings(max_examples=30, deadline=None)
def test_swapping_the_conditions_mirrors_the_result(score: list[int]) -> None:
    values = np.array(score) + simulate(8, 12, list_pairs(6)[37])
    test, swapped = run_pairs(values), run_pairs(values, ~list_pairs(6))
    assert swapped.p_value == test.p_value
    assert swapped.estimate == pytest.approx(-test.estimate)
    assert swapped.thresholds == pytest.approx(-test.thresholds[::-1])
    assert test.ci95 is not None
    assert swapped.ci95 == pytest.approx((-test.ci95[1], -test.ci95[0]))


@pytest.mark.parametrize(("level", "slope"), [(1e8, 0.0), (-3.0, 0.8), (0.0, -25.0)])
def test_adding_a_constant_or_a_line_changes_nothing(level: float, slope: float) -> None:
    score = simulate(9, 12, list_pairs(6)[37]).round()
    test, moved = run_pairs(score), run_pairs(score + level + slope * np.arange(12))
    assert moved.p_value == test.p_value
    assert moved.thresholds == pytest.approx(test.thresholds, abs=1e-9)
    assert moved.estimate == pytest.approx(test.estimate)


@pytest.mark.parametrize("factor", [1e-6, 2.5, 1e6])
def test_scaling_the_scores_scales_the_effects(factor: float) -> None:
    score = simulate(10, 12, list_pairs(6)[37]).round()
    test, scaled = run_pairs(score), run_pairs(factor * score)
    assert scaled.p_value == test.p_value
    assert scaled.thresholds == pytest.approx(factor * test.thresholds, rel=1e-6)
    assert scaled.tolerance == pytest.approx(factor * test.tolerance)
    at_ends = scaled.p_value_at(factor * test.thresholds)
    assert at_ends.tolist() == test.p_value_at(test.thresholds).tolist()


def test_negative_factor_mirrors() -> None:
    score = simulate(11, 12, list_pairs(6)[37])
    assert run_pairs(-score).estimate == pytest.approx(-run_pairs(score).estimate)
    assert run_pairs(-score).p_value == run_pairs(score).p_value


def test_same_difference_in_every_cycle_is_one_tie() -> None:
    # Nothing but the mat moves these scores, so every assignment passes at 0.1 + 0.2.
    on_mat = list_pairs(6)[37]
    test = run_pairs(4 + 0.01 * np.arange(12) - (0.1 + 0.2) * on_mat)
    assert np.ptp(test.thresholds) < test.tolerance
    assert test.p_value_at([-0.3, 0.0, -0.31, -0.29]).tolist() == [1.0, 2 / 64, 2 / 64, 2 / 64]
    assert test.ci95 == pytest.approx((-0.3, -0.3))


def test_tenths_that_tie_only_up_to_rounding_count_as_ties() -> None:
    # The same scores ten times as large are whole numbers, where sums are exact.
    whole = np.array([6, 4, 3, 6, 6, 4, 3, 6, 6, 4, 3, 6], float)
    tenths = whole / 10
    assert find_every_p(np.arange(12), tenths, list_pairs(6)).tolist() == (
        find_every_p(np.arange(12), whole, list_pairs(6)).tolist()
    )
    assert run_pairs(tenths + 1e4).p_value == run_pairs(whole).p_value


def test_cycle_that_was_missed_altogether_changes_no_p_value() -> None:
    assignments, kept = list_pairs(7), np.r_[0:4, 6:14]
    score = simulate(12, 14, assignments[100])[kept]
    doubled = run_randomisation(kept, score, assignments[:, kept], observed=100)
    distinct, index = np.unique(assignments[:, kept], axis=0, return_inverse=True)
    single = run_randomisation(kept, score, distinct, observed=int(index[100]))
    assert (doubled.n_assignments, single.n_assignments) == (128, 64)
    assert doubled.smallest_p == single.smallest_p == 2 / 64
    assert len(doubled.thresholds) == 126
    assert doubled.p_value == single.p_value
    assert doubled.ci95 == single.ci95
    assert doubled.estimate == pytest.approx(single.estimate)


@pytest.mark.parametrize("cycles", [3, 4, 5, 6, 8])
def test_smallest_p_of_pairs_is_two_in_all_assignments(cycles: int) -> None:
    assignments = list_pairs(cycles)
    day = np.arange(2 * cycles)
    score = 5 - 8.0 * assignments[1] + np.random.default_rng(13).normal(0, 0.1, 2 * cycles)
    test = run_randomisation(day, score, assignments, observed=1)
    assert test.p_value == test.smallest_p == 2 / 2**cycles
    assert (test.ci95 is None) == (test.smallest_p > 0.05) == (cycles < 6)


def test_forty_assignments_are_just_enough_for_an_interval() -> None:
    assignments = list_pairs(6)[:40]
    score = simulate(14, 12, assignments[3])
    enough = run_pairs(score, assignments, observed=3)
    assert enough.ci95 == (enough.thresholds[0], enough.thresholds[-1])
    assert run_pairs(score, assignments[:39], observed=3).ci95 is None


def test_sample_counts_the_observed_assignment_once_more() -> None:
    whole = list_pairs(6)
    drawn = np.random.default_rng(15).integers(0, 64, 99)
    score = simulate(15, 12, whole[37], effect=-0.5)
    rows = np.vstack([whole[drawn], whole[37]])
    test = run_randomisation(np.arange(12), score, rows, observed=99, exact=False)
    alone = [run_pairs(score, whole[[37, other]], observed=0) for other in drawn if other != 37]
    higher = sum(bool((pair.thresholds <= 0).all()) for pair in alone)
    b = min(higher, len(alone) - higher) + (drawn == 37).sum()
    assert test.p_value == pytest.approx(2 * (b + 1) / (99 + 1))
    assert (test.n_assignments, test.exact) == (100, False)
    assert run_pairs(score).exact


@pytest.mark.parametrize("cycles", [3, 4, 6])
def test_estimate_is_in_the_middle_whatever_one_day_does(cycles: int) -> None:
    assignments = list_pairs(cycles)
    score = simulate(17, 2 * cycles, assignments[2])
    score[3] += 50
    test = run_pairs(score, assignments, observed=2)
    assert (test.thresholds < test.estimate).sum() == (test.thresholds > test.estimate).sum()
    assert test.p_value_at(test.estimate) == 1.0


def test_curve_takes_any_shape_and_gives_the_same() -> None:
    test = run_pairs(simulate(16, 12, list_pairs(6)[37]))
    assert test.p_value_at(0.0).shape == ()
    assert test.p_value_at(0.0) == test.p_value
    assert test.p_value_at(np.zeros((2, 3))).shape == (2, 3)


SCORES = [5.0, 3.0, 6.0, 2.0, 4.0, 3.0]
SIX_DAYS = list(range(6))
PAIRS = list_pairs(3)


@pytest.mark.parametrize(
    ("day", "score", "assignments", "observed", "said"),
    [
        (SIX_DAYS, SCORES, PAIRS, 8, r"cannot be row 8. 0 to 7 are the rows"),
        (SIX_DAYS, SCORES, PAIRS, -1, r"cannot be row -1"),
        (SIX_DAYS, SCORES[:5], PAIRS, 0, r"scores of shape \(5,\).* do not fit together"),
        (SIX_DAYS, SCORES, PAIRS[:, :5], 0, r"shape \(8, 5\) do not fit together"),
        (SIX_DAYS, SCORES, PAIRS[0], 0, r"shape \(6,\) do not fit together"),
        ([SIX_DAYS], [SCORES], [PAIRS], 0, r"do not fit together"),
        (SIX_DAYS, SCORES, PAIRS[:1], 0, r"A reference set of 1 leaves nothing"),
        ([0, 1], SCORES[:2], PAIRS[:, :2], 0, r"2 scored days are too few"),
        ([0, 1, 1, 2, 3, 4], SCORES, PAIRS, 0, r"not in rising order"),
        (SIX_DAYS, [*SCORES[:5], np.nan], PAIRS, 0, r"missing or infinite"),
        (SIX_DAYS, [4.0] * 6, PAIRS, 0, r"no spread around a straight line"),
        (SIX_DAYS, [0.0] * 6, PAIRS, 0, r"no spread around a straight line"),
        (SIX_DAYS, [1.1, 1.2, 1.3, 1.4, 1.5, 1.6], PAIRS, 0, r"no spread around"),
        (SIX_DAYS, SCORES, [[True] * 6, *PAIRS], 0, r"told apart from the passing of time"),
        (SIX_DAYS, SCORES, PAIRS[[2, 2]], 0, r"come to the same"),
        (SIX_DAYS, SCORES, [PAIRS[2], [False] * 6], 0, r"come to the same"),
    ],
)
def test_refuses_what_cannot_be_tested(
    day: npt.ArrayLike,
    score: npt.ArrayLike,
    assignments: npt.ArrayLike,
    observed: int,
    said: str,
) -> None:
    with pytest.raises(AnalysisError, match=said):
        run_randomisation(day, score, assignments, observed=observed)
