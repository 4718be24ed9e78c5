"""The words and tables of docs/validity.md, from the rows of operating_characteristics.py."""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import mean

from mat_trial.stats.simulate import SCENARIOS

Row = Mapping[str, str | float | None]

MOST_FALSE_HELPS = {"randomised": 0.065, "fixed": 0.075}
COVERAGE = (0.93, 0.97)
LEAST_OF_ORACLE = 0.95
FLOOR = "near_floor"
RIVALS = {
    "": "ours",
    "welch_": "Welch t, days",
    "newey_west_": "Newey–West",
    "paired_t_": "paired t, cycles",
    "oracle_": "oracle",
}
STRESSES = {
    "weekly_cycle": "**A strong weekly wave** looks like an effect where periods of three or four "
    "days move in and out of step with the week; whole weeks and single days stand it better. "
    "False helps by the size of the wave, above and below the middle:",
    "drift": "**A level that wanders far** looks like an effect where phases are long. False "
    "helps by how far it is off by the end:",
}
FIGURES = {
    "false helps": "false_helps",
    "false worse": "false_worse",
    "false no worthwhile effect": "false_no_worthwhile",
    "coverage, no effect": "coverage",
    "coverage, 1 point": "coverage_worthwhile",
    "power 0.5": "power_0.5",
    "power 1": "power_1",
    "power 2": "power_2",
    "oracle 0.5": "oracle_power_0.5",
    "oracle 1": "oracle_power_1",
    "oracle 2": "oracle_power_2",
}


def write_page(
    rows: Sequence[Row], stresses: Sequence[Row], *, n_people: int, sd: float, worthwhile: float
) -> str:
    """Return the page as Markdown."""
    error = 1.96 * math.sqrt(0.05 * 0.95 / n_people)
    parts = [
        "# What the method does on simulated people",
        "Made by `python benchmarks/operating_characteristics.py`; every figure of it, and those "
        "of the rivals, stands in [validity.csv](validity.csv).",
        f"{n_people:,} simulated people a cell, 56 days, day-to-day SD {sd:g}, autocorrelation φ, "
        f"worthwhile effect {worthwhile:g} point, one look at the end, boundary .95. The same "
        "people live through every true benefit, and every method reads the same diaries. Monte "
        f"Carlo error of a share near .05: ±{error:.3f} (95%), so of two hundred cells some ten "
        "stand that much off by chance alone.",
        "- **false helps**, **false worse**: share called a benefit (`helps` or "
        "`helps_a_little`) or harm when the mat does nothing.\n"
        "- **false no worthwhile effect**: share called so when the benefit is exactly the "
        "worthwhile one.\n"
        "- **coverage**: share of 95% intervals that hold the truth.\n"
        "- **power**: share called a benefit when there is one of that many points.\n"
        "- **oracle**: least squares that is told the true φ and SD; nobody can know them.",
        "## The bars",
        _list_bars(rows),
        "## Where it fails",
        _tell_failures(rows),
        *(_tabulate_stress(stresses, kind) for kind in STRESSES),
        "## Beside what others do",
        _tell_rivals(rows),
        "## The scenarios",
        "\n".join(f"- `{scenario.code}`: {scenario.title}" for scenario in SCENARIOS),
        "## Every cell",
        *(_tabulate_design(rows, name) for name in dict.fromkeys(row["design"] for row in rows)),
    ]
    return "\n\n".join(parts) + "\n"


def find_failures(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """List the cells, floor cells apart, that miss a bar, each with the figure that does."""
    failures = []
    for row in rows:
        if row["scenario"] == FLOOR:
            continue
        if _figure(row, "false_helps") > MOST_FALSE_HELPS[_kind(row)]:
            failures.append((row, "false_helps"))
        failures += [
            (row, name)
            for name in ("coverage", "coverage_worthwhile")
            if not COVERAGE[0] <= _figure(row, name) <= COVERAGE[1]
        ]
    return failures


def compare_with_oracle(rows: Sequence[Row]) -> float:
    """Return our power over the oracle's, both averaged over randomised cells and benefits."""
    cells = [row for row in rows if _kind(row) == "randomised" and row["scenario"] != FLOOR]
    ours, oracle = (
        mean(
            _figure(row, f"{who}power_{benefit}") for row in cells for benefit in ("0.5", "1", "2")
        )
        for who in ("", "oracle_")
    )
    return ours / oracle


def _kind(row: Row) -> str:
    return "fixed" if str(row["design"]).startswith("fixed") else "randomised"


def _figure(row: Row, name: str) -> float:
    value = row[name]
    if value is None:
        raise ValueError(f"{_name(row)} has no {name}: too few people got a figure")
    return float(value)


def _list_bars(rows: Sequence[Row]) -> str:
    lines = ["| bar | worst cell | where |", "|---|---|---|"]
    sound = [row for row in rows if row["scenario"] != FLOOR]
    for kind, most in MOST_FALSE_HELPS.items():
        worst = max((row for row in sound if _kind(row) == kind), key=_by("false_helps"))
        lines.append(
            f"| false helps, {kind}, at most {most:.3f} | {worst['false_helps']:.3f} | "
            f"{_name(worst)} |"
        )
    for name in ("coverage", "coverage_worthwhile"):
        for pick, bound in ((min, COVERAGE[0]), (max, COVERAGE[1])):
            worst = pick(sound, key=_by(name))
            lines.append(
                f"| {'at least' if pick is min else 'at most'} {bound:.2f} {_title(name)} | "
                f"{worst[name]:.3f} | {_name(worst)} |"
            )
    lines.append(
        f"| power at least {LEAST_OF_ORACLE:.2f} of the oracle's, randomised, averaged | "
        f"{compare_with_oracle(rows):.3f} | |"
    )
    return "\n".join(lines)


def _tell_failures(rows: Sequence[Row]) -> str:
    failures = find_failures(rows)
    floor = [row for row in rows if row["scenario"] == FLOOR]
    missed = mean(_figure(row, "false_no_worthwhile") for row in floor)
    benefit = mean(_figure(row, "mean_benefit_worthwhile") for row in floor)
    warned = mean(_figure(row, "warned_of_floor") for row in floor)
    lines = [
        "How large a trend, a wave or a drift is in the scenarios is our choice; the last two "
        "tables of this section show what larger ones do.",
        f"**Near the floor** a benefit of 1 point is seen as {benefit:.2f} on average and called "
        f"`no_worthwhile_effect` by {missed:.0%} instead of 5%: scores cannot fall below the best "
        f"one. {warned:.0%} of these people get the caution `floor`.",
        f"**Outside the bars**, floor cells apart: {len(failures)} of "
        f"{3 * (len(rows) - len(floor))} figures.",
    ]
    if failures:
        table = ["| cell | figure | value |", "|---|---|---|"]
        table += [f"| {_name(row)} | {_title(name)} | {row[name]:.3f} |" for row, name in failures]
        lines.append("\n".join(table))
    return "\n\n".join(lines)


def _tabulate_stress(stresses: Sequence[Row], kind: str) -> str:
    rows = [row for row in stresses if row["kind"] == kind]
    sizes = sorted({_figure(row, "size") for row in rows})
    head = (
        f"| design | φ | {' | '.join(f'{size:g} SD' for size in sizes)} |\n"
        f"|---|---|{'---|' * len(sizes)}"
    )
    cells: dict[tuple[str, float], dict[float, float]] = {}
    for row in rows:
        cell = cells.setdefault((str(row["design"]), _figure(row, "phi")), {})
        cell[_figure(row, "size")] = _figure(row, "false_helps")
    lines = [
        f"| {name} | {phi:g} | {' | '.join(f'{cell[size]:.3f}' for size in sizes)} |"
        for (name, phi), cell in cells.items()
    ]
    return "\n\n".join([STRESSES[kind], "\n".join([head, *lines])])


def _tell_rivals(rows: Sequence[Row]) -> str:
    parts = [
        "Averaged over the scenarios but the floor. Power beside a false-positive share far "
        "above .05 is no power: it is the same laxness."
    ]
    for title, name in (("False helps", "false_helps"), ("Power for 1 point", "power_1")):
        head = f"| {title} | φ | {' | '.join(RIVALS.values())} |\n|---|---|{'---|' * len(RIVALS)}"
        lines = [head]
        for design in dict.fromkeys(row["design"] for row in rows):
            for phi in dict.fromkeys(_figure(row, "phi") for row in rows):
                cells = [
                    row
                    for row in rows
                    if row["design"] == design and row["phi"] == phi and row["scenario"] != FLOOR
                ]
                shares = (mean(_figure(row, rival + name) for row in cells) for rival in RIVALS)
                lines.append(
                    f"| {design} | {phi:g} | {' | '.join(f'{share:.3f}' for share in shares)} |"
                )
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _tabulate_design(rows: Sequence[Row], name: str | float | None) -> str:
    lines = [f"### {name}\n", f"| scenario | φ | {' | '.join(FIGURES)} |"]
    lines.append(f"|---|---|{'---|' * len(FIGURES)}")
    lines += [
        f"| `{row['scenario']}` | {row['phi']:g} | "
        f"{' | '.join(f'{row[figure]:.3f}' for figure in FIGURES.values())} |"
        for row in rows
        if row["design"] == name
    ]
    return "\n".join(lines)


def _by(name: str) -> Callable[[Row], float]:
    return lambda row: _figure(row, name)


def _name(row: Row) -> str:
    return f"{row['design']}, φ {row['phi']:g}, `{row['scenario']}`"


def _title(figure: str) -> str:
    return next(title for title, name in FIGURES.items() if name == figure)
