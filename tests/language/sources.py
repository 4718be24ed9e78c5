"""The files that may hold sentences, and how these are marked."""

from pathlib import Path

TOP = Path(__file__).parents[2]
KEYWORDS = {"_": None, "_n": (1, 2), "mark": None}


def list_sources() -> list[Path]:
    """List the files that may hold sentences."""
    return [TOP / "app.py", *sorted((TOP / "src").rglob("*.py"))]
