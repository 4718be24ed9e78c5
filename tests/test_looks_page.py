"""The table of docs/looks.md keeps the bars of early looks."""

from pathlib import Path

import numpy as np
import pytest

from early_looks import _bet

PAGE = (Path(__file__).parents[1] / "docs" / "looks.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## pairs 2 d × 14")[2].partition("## ")[0]


def read_row(rule: str, phi: float, benefit: float) -> list[float]:
    """Return called a benefit, called harm, called not worthwhile, mean days, two estimates."""
    (row,) = (
        line
        for line in SECTION.splitlines()
        if line.startswith(f"| {rule} | {phi:g} | {benefit:g} |")
    )
    return [float(cell) for cell in row.strip("|").split("|")[3:]]


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.6])
def test_nobody_is_told_of_a_benefit_too_often(phi: float) -> None:
    called_benefit, called_harm, *_ = read_row("46 looks", phi, 0)
    assert called_benefit <= 0.050
    assert called_harm <= 0.050


def test_early_looks_find_a_point_and_settle_two_points_soon() -> None:
    assert read_row("46 looks", 0.3, 1)[0] >= 0.76
    assert read_row("46 looks", 0.3, 2)[3] <= 22


def test_the_betting_rival_bets_nothing_before_it_has_seen_a_difference() -> None:
    wealth = _bet(np.array([[2.0, 3.0, 3.0]]))
    # No stake in the first cycle; then 3/(1.5·2) = 1 and 3/(1.5·2.5) = 0.8 of each bet.
    bets = np.array([sign * size / 10 for size in range(1, 10) for sign in (1, -1)])
    expected = [1.0, (1 + bets).mean(), ((1 + bets) * (1 + 0.8 * bets)).mean()]
    np.testing.assert_allclose(wealth[0], expected)
