"""The table of docs/validity.md: its bars, its figures made again, and the rivals in it."""

import csv
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

import rivals
from mat_trial.operating import Trials, lay_out_people, simulate_trials
from mat_trial.stats.simulate import SCENARIOS, Scenario
from operating_characteristics import DESIGNS, SD, measure_cell
from validity_page import COVERAGE, LEAST_OF_ORACLE, compare_with_oracle, find_failures

DOCS = Path(__file__).parents[1] / "docs"
MISSING = next(scenario for scenario in SCENARIOS if scenario.code == "missing")
ONE_SIDED = 0.05


def read_rows() -> list[dict[str, str | float | None]]:
    with (DOCS / "validity.csv").open(encoding="utf-8") as file:
        return [
            {
                key: value if key in {"design", "scenario"} else float(value)
                for key, value in row.items()
            }
            for row in csv.DictReader(file)
        ]


def simulate(scenario: Scenario = MISSING, *, name: str = "pairs 4 d × 7") -> Trials:
    layouts = lay_out_people(DESIGNS[name], n_people=40, seed=1)
    return simulate_trials(layouts, scenario, benefit=0.8, autocorrelation=0.3, sd=SD, seed=1)


def each_diary(trials: Trials) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """Return day, score, mat and cycle of each person's analysed days."""
    return [
        (np.flatnonzero(keep), score[keep], mat[keep], cycle[keep])
        for score, keep, mat, cycle in zip(
            trials.score,
            trials.analysed,
            trials.layouts.on_mat,
            trials.layouts.cycle,
            strict=True,
        )
    ]


def stack(day: np.ndarray, mat: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(day)), day, mat])


def test_the_table_has_every_cell_once() -> None:
    cells = [(row["design"], row["phi"], row["scenario"]) for row in read_rows()]
    assert len(cells) == len(set(cells)) == len(DESIGNS) * 4 * len(SCENARIOS)


def test_no_cell_says_helps_too_often_and_coverage_fails_only_where_the_page_says() -> None:
    failures = find_failures(read_rows())
    assert [row for row, figure in failures if figure == "false_helps"] == []
    assert {row["design"] for row, _ in failures} <= {"fixed 14 d × 4"}
    page = (DOCS / "validity.md").read_text(encoding="utf-8")
    for row, figure in failures:
        assert f"{row['design']}, φ {row['phi']:g}, `{row['scenario']}`" in page
        assert abs(float(row[figure] or 0) - np.mean(COVERAGE)) < 0.04


def test_power_is_close_to_that_of_an_oracle() -> None:
    assert compare_with_oracle(read_rows()) >= LEAST_OF_ORACLE


def test_a_cell_that_misses_a_bar_is_found() -> None:
    row = read_rows()[-2]
    assert find_failures([row]) == []
    assert find_failures([row | {"false_helps": 0.066}])[0][1] == "false_helps"
    assert find_failures([row | {"coverage": 0.929}])[0][1] == "coverage"


@pytest.mark.parametrize("name", ["pairs 2 d × 14", "days 56 d, runs to 3"])
def test_a_cell_comes_out_the_same_when_it_is_made_again(name: str) -> None:
    (row,) = (
        row
        for row in read_rows()
        if (row["design"], row["phi"], row["scenario"]) == (name, 0.3, "heavy_tails")
    )
    again = measure_cell(name, 0.3, next(s for s in SCENARIOS if s.code == "heavy_tails"))
    assert again.keys() == row.keys()
    for figure, value in again.items():
        if isinstance(value, float):
            # Another release of numpy may round a person across the line, but not many.
            assert row[figure] == pytest.approx(value, abs=0.001), figure


def test_welchs_t_is_scipys() -> None:
    trials = simulate()
    expected = [
        stats.ttest_ind(score[mat], score[~mat], equal_var=False, alternative="less").pvalue
        < ONE_SIDED
        for _, score, mat, _ in each_diary(trials)
    ]
    assert rivals.find_by_welch(trials).tolist() == expected
    assert 0 < sum(expected) < 40


def test_the_paired_t_is_scipys() -> None:
    trials = simulate()
    expected = []
    for _, score, mat, cycle in each_diary(trials):
        whole = [c for c in np.unique(cycle) if len(np.unique(mat[cycle == c])) == 2]
        on, off = (
            np.array([score[(cycle == c) & (mat == kind)].mean() for c in whole])
            for kind in (True, False)
        )
        expected.append(stats.ttest_rel(on, off, alternative="less").pvalue < ONE_SIDED)
    assert rivals.find_by_pairs(trials).tolist() == expected
    assert 0 < sum(expected) < 40


def test_newey_west_is_statsmodels() -> None:
    trials = simulate()
    lags = int(4 * (trials.analysed.sum(-1).mean() / 100) ** (2 / 9))
    expected = []
    for day, score, mat, _ in each_diary(trials):
        fitted = sm.OLS(score, stack(day, mat)).fit(
            cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
        )
        expected.append(stats.t.cdf(fitted.tvalues[2], len(day) - 3) < ONE_SIDED)
    assert rivals.find_by_newey_west(trials).tolist() == expected
    assert 0 < sum(expected) < 40


@pytest.mark.parametrize("scenario", [SCENARIOS[0], MISSING], ids=["whole", "missing"])
def test_the_oracle_is_statsmodels_gls_told_the_truth(scenario: Scenario) -> None:
    trials = simulate(scenario)
    expected = []
    for day, score, mat, _ in each_diary(trials):
        covariance = SD**2 * 0.3 ** np.abs(day[:, None] - day)
        fitted = sm.GLS(score, stack(day, mat), sigma=covariance).fit()
        se = np.sqrt(fitted.normalized_cov_params[2, 2])
        expected.append(stats.norm.cdf(fitted.params[2] / se) < ONE_SIDED)
    found = rivals.find_by_oracle(trials, autocorrelation=0.3, sd=SD)
    assert found.tolist() == expected
    assert 0 < sum(expected) < 40
