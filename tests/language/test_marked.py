"""Whatever a person could read is marked for the catalogues, or stands here with the reason."""

from functools import cache
from pathlib import Path

import pytest

from language.sources import TOP, list_sources
from language.unmarked import Unmarked, find_unmarked

NOT_SAID = {
    "charts/difference.py write_below": "an expression for the browser",
    "cli/command.py _say_range": "in the help, which is English",
    "cli/main.py HELP": "the help, which is English",
    "charts/theme.py FONT": "fonts",
    "report/figure.py PRINT_FONT": "fonts",
    "report/figure.py SCREEN_FONT": "fonts",
    "report/html.py POLICY": "a header",
    "report/html.py _align": "markup",
    "wording/charts.py compare_halves": "a code, said elsewhere",
    "server/headers.py FIXED": "headers",
    "server/headers.py POLICY": "a header",
    "server/headers.py PLAIN_POLICY": "a header",
    "server/headers.py _dress": "a header",
    "server/browser_name.py _naming": "a header",
    "server/home_screen.py WHERE": "a script",
    "wording/plan_sheet.py _STYLE": "a style sheet",
    "pages/_rescue.py COMMAND": "a command, as it is typed",
    "reminders/calendar.py PRODUCT": "a name for programs",
    "files/whole_json.py KIND": "a name for programs",
    "language/catalogue.py _check": "there is no language to say it in",
}
"""What is no sentence, by its file and the constant or function that it stands in."""

DAYS = "a value in the DAILY frame or of a day's fate, which `wording` says"
COLUMN = "a column of what is drawn, whose name `charts.theme` says"
NAME = "a name, in every language the same"
WORDS_KEPT = {
    "outside the plan": DAYS,
    "not yet": DAYS,
    "no condition": DAYS,
    "no score": DAYS,
    "to come": DAYS,
    "Finds it": COLUMN,
    "Most likely": COLUMN,
    "Most likely and range": COLUMN,
    "Hedges' g": NAME,
    "Mat Trial": NAME,
    "person": NAME,
}
"""What is the same in every language, wherever it stands."""


@cache
def find_all() -> list[Unmarked]:
    return [
        found
        for path in list_sources()
        for found in find_unmarked(path.read_text(encoding="utf-8"), name_place(path))
    ]


def name_place(path: Path) -> str:
    return path.relative_to(TOP).as_posix().removeprefix("src/mat_trial/")


def list_excuses(found: Unmarked) -> set[str]:
    return {*NOT_SAID} & {*found.places} or {*WORDS_KEPT} & {found.part}


def test_every_sentence_is_marked() -> None:
    left = [found for found in find_all() if not list_excuses(found)]
    assert [f"{found.places[0]}:{found.line}: {found.part}" for found in left] == []


def test_every_excuse_is_needed() -> None:
    used = set().union(*map(list_excuses, find_all()))
    assert {*NOT_SAID, *WORDS_KEPT} - used == set()


@pytest.mark.parametrize(
    "code",
    [
        'st.markdown("Not said")',
        'st.button("Save")',
        'st.text_input(label, placeholder="Pain")',
        'st.html(f"<p>{n} days left</p>")',
        "st.html(f\"<img alt='Pain over time'>\")",
        'st.error(f"**{n}** days left")',
        'Problem(where=where, wrong="missing", allowed=_("a date"), remedy=_("Give one."))',
        'raise DiaryError(f"The diary holds {n} people.")',
        'def say(): return "yes"',
        'X = {"mat": "mat day"}',
    ],
)
def test_what_is_not_marked_is_found(code: str) -> None:
    (found,) = find_unmarked(code, "wording/x.py")
    assert not list_excuses(found)


@pytest.mark.parametrize(
    "code",
    [
        '"""Say it."""',
        'st.markdown(_("Said."))',
        'X = mark("Said in time.")',
        '_n("{n} day left", "{n} days left", n)',
        "st.html(f\"<div class='steps wide'>{said}</div><style>b, i {{top: 0}}</style>\")",
        'st.session_state.get("plan")',
        'raise ValueError("no number at all")',
        'typer.Option(help="The file to write.")',
        'run("SELECT date FROM entry")',
    ],
)
def test_what_is_no_sentence_is_passed_over(code: str) -> None:
    assert list(find_unmarked(code, "wording/x.py")) == []
