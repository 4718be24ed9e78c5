"""The fonts that pages are set in: those that packages ship, never those of the machine."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")
"""The face that stands in where the text face lacks a letter; see ``page.typ``."""


def font_folder() -> Path:
    """Return the folder of the fonts that Matplotlib ships.

    Raises
    ------
    ModuleNotFoundError
        When Matplotlib is not installed.

    Examples
    --------
    >>> all((font_folder() / face).is_file() for face in FACES)
    True
    """
    # Looked up, not imported: Matplotlib itself takes half a second.
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("Matplotlib, which ships the fonts, is not installed.")
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


@cache
def load_fonts() -> typst.Fonts:
    """Load the fonts once.

    Examples
    --------
    >>> {"DejaVu Sans", "Libertinus Serif"} <= set(load_fonts().families())
    True
    """
    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


@cache
def list_characters() -> frozenset[str]:
    """List the characters that every face can show.

    Examples
    --------
    >>> "ß" in list_characters(), "中" in list_characters()
    (True, False)
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only what prints need wait for it

    maps = []
    for face in FACES:
        with TTFont(font_folder() / face, lazy=True) as font:
            maps.append(frozenset(map(chr, font.getBestCmap())))
    return frozenset.intersection(*maps)
