"""The primary analysis against its definition, an independent program and its own symmetries."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.errors import AnalysisError
from mat_trial.stats import ar1, mixture
from stats.definition import fit_by_definition

ALTERNATING = np.tile([0, 0, 1, 1], 7)


def simulate(seed: int, days: int = 28, effect: float = -1.0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    on_mat = np.resize(ALTERNATING, days)
    return on_mat, 5 + effect * on_mat + random.normal(0, 1.5, days)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agrees_with_the_definition_where_days_are_missing(seed: int) -> None:
    on_mat, score = simulate(seed)
    kept = np.random.default_rng(seed).random(28) < 0.8
    day = np.arange(28)[kept]
    posterior = ar1.fit_posterior(day, score[kept], on_mat[kept])
    columns = np.column_stack([np.ones(len(day)), day - day.mean(), on_mat[kept]])
    mean, below = fit_by_definition(day, score[kept], columns)
    assert posterior.mean == pytest.approx(mean, abs=1e-5)
    assert posterior.cdf(0.0) == pytest.approx(below, abs=1e-5)


def test_any_columns_may_stand_beside_any_target() -> None:
    on_mat, score = simulate(4)
    day, ones = np.arange(28.0), np.ones(28)
    pill = np.random.default_rng(4).integers(0, 2, 28).astype(float)
    kept = np.random.default_rng(5).random((4, 28)) < 0.8
    # One row a model: plain, without trend, with the pill beside, the trend itself.
    beside = np.stack([[day, 0 * ones], [ones, 0 * ones], [day, pill], [on_mat, ones]])
    beside[:, :, :] = np.where(kept[:, None], beside, np.nan)
    targets = np.stack([on_mat, on_mat, on_mat, day])
    fitted = ar1.fit_posteriors(
        day[None],
        score[None],
        np.where(kept, targets, np.nan),
        included=kept,
        beside=np.swapaxes(beside, 1, 2),
    )
    models = [[ones, day, on_mat], [ones, on_mat], [ones, day, pill, on_mat], [ones, on_mat, day]]
    for row, (model, days) in enumerate(zip(models, kept, strict=True)):
        columns = np.column_stack(model)[days]
        mean, below = fit_by_definition(day[days], score[days], columns)
        assert fitted.mean[row] == pytest.approx(mean, abs=1e-5)
        assert fitted[row].cdf(0.0) == pytest.approx(below, abs=1e-5)
        assert fitted.dof[row] == days.sum() - len(model)


def read_references() -> dict[str, dict[str, Any]]:
    path = Path(__file__).parents[3] / "shared" / "reference" / "posterior.json"
    found: dict[str, dict[str, Any]] = json.loads(path.read_text()) if path.exists() else {}
    return found


REFERENCES = read_references()


def test_there_are_reference_posteriors(shared: Path) -> None:
    assert len(REFERENCES) == 21


@pytest.mark.parametrize("name", REFERENCES)
def test_agrees_with_an_independent_program(name: str, shared: Path) -> None:
    expected = REFERENCES[name]
    file, _, person = name.partition("/")
    diary = pl.read_csv(shared / "data" / f"{file}.csv", try_parse_dates=True)
    if person:
        diary = diary.filter(pl.col("person") == person)
    (score,) = (c for c in diary.columns if c not in {"person", "date", "condition"})
    diary = diary.drop_nulls(score).sort("date")
    posterior = ar1.fit_posterior(
        (diary["date"] - diary["date"].min()).dt.total_days().to_numpy(),
        diary[score].to_numpy(),
        (diary["condition"] == "mat").to_numpy(),
    )
    sign = 1 if expected["better"] == "higher" else -1
    low, high = posterior.quantile([0.025, 0.975])
    above = 1 - posterior.cdf([0.0, sign * expected["worthwhile"]])
    chances = above if sign > 0 else 1 - above
    assert diary.height == expected["n"]
    assert posterior.mean == pytest.approx(expected["mean"], abs=0.01)
    assert [low, high] == pytest.approx(expected["ci95"], abs=0.01)
    assert chances[0] == pytest.approx(expected["chance_benefit"], abs=0.01)
    assert chances[1] == pytest.approx(expected["chance_worthwhile"], abs=0.01)
    assert posterior.autocorrelation == pytest.approx(expected["autocorrelation"], abs=0.01)


@given(seed=st.integers(0, 10**6), shift=st.floats(-50, 50), scale=st.floats(0.1, 20))
def test_shifting_and_scaling_the_scores_only_scales_the_effect(
    seed: int, shift: float, scale: float
) -> None:
    on_mat, score = simulate(seed)
    plain = ar1.fit_posterior(np.arange(28), score, on_mat)
    turned = ar1.fit_posterior(np.arange(28), shift + scale * score, on_mat)
    assert turned.mean == pytest.approx(scale * plain.mean, rel=1e-6, abs=1e-6)
    assert turned.sd == pytest.approx(scale * plain.sd, rel=1e-6)
    assert turned.cdf(0.0) == pytest.approx(float(plain.cdf(0.0)), abs=1e-6)
    assert turned.autocorrelation == pytest.approx(float(plain.autocorrelation), abs=1e-6)


@given(seed=st.integers(0, 10**6))
def test_swapping_the_conditions_mirrors_the_posterior(seed: int) -> None:
    on_mat, score = simulate(seed)
    plain = ar1.fit_posterior(np.arange(28), score, on_mat)
    swapped = ar1.fit_posterior(np.arange(28), score, 1 - on_mat)
    assert swapped.mean == pytest.approx(-plain.mean, abs=1e-9)
    assert swapped.quantile([0.05, 0.95]) == pytest.approx(-plain.quantile([0.95, 0.05]), abs=1e-8)
    assert swapped.cdf(0.0) == pytest.approx(1 - plain.cdf(0.0), abs=1e-9)


def test_adding_a_trend_to_the_scores_changes_nothing() -> None:
    on_mat, score = simulate(5)
    plain = ar1.fit_posterior(np.arange(28), score, on_mat)
    trended = ar1.fit_posterior(np.arange(28), score - 0.1 * np.arange(28), on_mat)
    assert trended.mean == pytest.approx(plain.mean, abs=1e-9)


@given(seed=st.integers(0, 10**6), p=st.floats(0.001, 0.999))
def test_quantile_undoes_cdf(seed: int, p: float) -> None:
    on_mat, score = simulate(seed, days=12)
    posterior = ar1.fit_posterior(np.arange(12), score, on_mat)
    assert posterior.cdf(posterior.quantile(p)) == pytest.approx(p, abs=1e-8)


def test_density_is_the_slope_of_the_cdf_and_sums_to_one() -> None:
    on_mat, score = simulate(6)
    posterior = ar1.fit_posterior(np.arange(28), score, on_mat)
    x = np.linspace(-6, 4, 4001)
    density = posterior.density(x)
    assert np.trapezoid(density, x) == pytest.approx(1, abs=1e-4)
    assert density == pytest.approx(np.gradient(posterior.cdf(x), x), abs=1e-4)


def test_a_batch_gives_what_one_by_one_gives() -> None:
    on_mat, score = simulate(7)
    included = np.random.default_rng(7).random((5, 28)) < 0.7
    batch = ar1.fit_posteriors(np.arange(28)[None], score[None], on_mat[None], included=included)
    for row, kept in enumerate(included):
        single = ar1.fit_posterior(np.arange(28)[kept], score[kept], on_mat[kept])
        assert batch.mean[row] == pytest.approx(float(single.mean), abs=1e-10)
        assert batch.cdf(0.0)[row] == pytest.approx(float(single.cdf(0.0)), abs=1e-10)
        assert batch.quantile(0.05)[row] == pytest.approx(float(single.quantile(0.05)), abs=1e-8)


def test_whitened_rows_are_independent_and_of_equal_variance() -> None:
    day, phi = np.array([0, 1, 2, 5, 6, 9]), 0.6
    covariance = phi ** np.abs(np.subtract.outer(day, day))
    white = ar1.whiten(day, np.linalg.cholesky(covariance), phi)
    assert white @ white.T == pytest.approx(np.eye(6), abs=1e-12)


@pytest.mark.parametrize("days", [64, 366, 1826])
@pytest.mark.parametrize("seed", [8, 9, 10])
def test_the_grid_is_fine_enough(days: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    on_mat, score = simulate(seed, days=days)
    coarse = ar1.fit_posterior(np.arange(days), score, on_mat)
    monkeypatch.setattr(mixture, "NODES", ())
    monkeypatch.setattr(mixture, "MOST_NODES", 501)
    fine = ar1.fit_posterior(np.arange(days), score, on_mat)
    assert fine.phi.size > coarse.phi.size
    assert coarse.quantile([0.025, 0.975]) == pytest.approx(
        fine.quantile([0.025, 0.975]), abs=1e-5
    )


@pytest.mark.parametrize(
    ("score", "on_mat", "said"),
    [
        ([5, 6, 4, 5], [0, 1, 0, 1], "4 scored days are too few"),
        ([5, 6, 4, 5, 6, 3], [1, 1, 1, 1, 1, 1], "Both kinds of day are needed"),
        ([5, 5, 5, 5, 5, 5], [0, 1, 0, 1, 1, 0], "no day-to-day spread"),
        ([5, 3, 5, 3, 3, 5], [0, 1, 0, 1, 1, 0], "no day-to-day spread"),
        ([1, 2, 3, 4, 5, 6], [0, 1, 0, 1, 1, 0], "no day-to-day spread"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_the_reason(
    score: list[float], on_mat: list[int], said: str
) -> None:
    with pytest.raises(AnalysisError, match=said):
        ar1.fit_posterior(np.arange(len(score)), score, on_mat)
