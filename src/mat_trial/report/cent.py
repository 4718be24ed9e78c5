"""The items of CENT 2015, which says what a report of an n-of-1 trial tells, and where they are.

Of the 44 items those that concern a lone trial are listed, in words of our own.

References
----------
Vohra S et al. CONSORT extension for reporting N-of-1 trials (CENT) 2015 statement. BMJ
2015;350:h1738, 10.1136/bmj.h1738. Shamseer L et al., explanation and elaboration. BMJ
2015;350:h1793, 10.1136/bmj.h1793.
"""

from collections.abc import Mapping
from typing import NamedTuple

from mat_trial.language import _, mark

SOURCE = "CENT 2015, doi:10.1136/bmj.h1738"
NOT_HERE = mark("Not in this report yet")


class Item(NamedTuple):
    """An item: its number, what it asks for, and the place that answers it.

    Parameters
    ----------
    place
        A section's code, or ``"title"``, ``"answer"`` or ``"figure"``; empty where `remark`
        says why it is not there.
    """

    number: str
    asks: str
    place: str
    remark: str = ""


ITEMS = (
    Item("1a", mark("named as an n-of-1 trial"), "title"),
    Item("1b", mark("a summary"), "answer"),
    Item(
        "2a",
        mark("background, and why one person"),
        "",
        mark("in the app, under “What is known about mats”"),
    ),
    Item("2b", mark("the question"), "plan"),
    Item("3a", mark("design, number and length of periods"), "plan"),
    Item("3b", mark("changes after the start"), "changes"),
    Item("4a", mark("what the person has, in their words"), "plan"),
    Item(
        "4a", mark("other illness and treatment"), "", mark("not asked beyond the safety screen")
    ),
    Item("4b", mark("where it was done"), "", mark("not asked; the trial is meant for home")),
    Item("4c", mark("ethics approval"), "", mark("none: no research, but a person’s own trial")),
    Item("5", mark("what was done in each period"), "plan"),
    Item("6a", mark("what was measured"), "plan"),
    Item("6a", mark("how well the scores measure"), "", mark("not examined: plain 0–10 scores")),
    Item("6b", mark("changes of what is measured"), "changes"),
    Item("7a", mark("why so many days"), "", mark("settled in the app before the lock")),
    Item("7b", mark("looks on the way, and when to stop"), "plan"),
    Item("8", mark("how the order was drawn"), "plan"),
    Item("8", mark("the order itself"), "periods"),
    Item("9", mark("whether the order was concealed"), "limits"),
    Item("10", mark("who drew the order"), "plan"),
    Item("11", mark("blinding"), "limits"),
    Item("12", mark("analysis"), "result"),
    Item("12", mark("carry-over, trend and correlation of days"), "cautions"),
    Item(
        "12",
        mark("doubts looked for"),
        "",
        mark(
            "missing, late, changed days; use of mat and painkillers; ends of the scale; drift; "
            "likeness of days; carry-over; stretches that decide: only what was found is told"
        ),
    ),
    Item("13", mark("periods that were completed"), "periods"),
    Item("13", mark("days that are missing"), "kinds"),
    Item("14", mark("dates"), "periods"),
    Item("14", mark("why it ended"), "changes"),
    Item("15", mark("the person at the start"), "plan"),
    Item("16", mark("days analysed on each kind of day"), "kinds"),
    Item("17", mark("every day’s and every period’s result"), "figure"),
    Item("17", mark("effect and its precision"), "result"),
    Item("18", mark("further analyses"), "sensitivity"),
    Item("19", mark("harms on each kind of day"), "kinds"),
    Item("20", mark("limits"), "limits"),
    Item("21", mark("for whom it holds"), "limits"),
    Item("22", mark("what it means"), "answer"),
    Item(
        "23", mark("registration"), "", mark("none; the fingerprint shows which plan was locked")
    ),
    Item("24", mark("where the plan can be found"), "fingerprint"),
    Item("25", mark("who paid"), "", mark("not asked")),
)


def locate_items(places: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Say of each item its number, what it asks for and where it stands.

    Parameters
    ----------
    places
        Heading by code of what this report has; an item whose place is not there is not covered.

    Examples
    --------
    >>> locate_items({"title": "Title"})[0]
    ('1a', 'named as an n-of-1 trial', 'Title')
    """
    return [
        (item.number, _(item.asks), _(item.remark) or places.get(item.place, _(NOT_HERE)))
        for item in ITEMS
    ]


def group_items(places: Mapping[str, str]) -> list[tuple[str, str]]:
    """Say in short which items stand in each place, and which are answered here, or not at all.

    Examples
    --------
    >>> dict(group_items({"title": "Title", "plan": "Plan"}))["Plan"]
    '2b, 3a, 4a, 5, 6a, 7b, 8, 10, 15'
    """
    groups: dict[str, list[str]] = {}
    for item in ITEMS:
        if not item.remark:
            heading = places.get(item.place, _(NOT_HERE))
            groups.setdefault(heading, []).append(item.number)
    grouped = [(heading, ", ".join(dict.fromkeys(found))) for heading, found in groups.items()]
    said = [f"{item.number} {_(item.asks)} ({_(item.remark)})" for item in ITEMS if item.remark]
    return [*grouped, (_("Answered here"), "; ".join(said))]
