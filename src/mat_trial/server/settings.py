"""The settings of the bundle as Streamlit takes them, and stronger than any other place's."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def read_settings(bundle: Path, *, port: int, phone: str | None = None) -> dict[str, Any]:
    """Return every setting in force, by its dotted name.

    Parameters
    ----------
    bundle
        Folder with ``.streamlit/config.toml``.
    port
        Port to serve on.
    phone
        Address on the local network that may be named as host besides; None for none.

    Examples
    --------
    >>> from mat_trial.launch import find_bundle
    >>> settings = read_settings(find_bundle(), port=8501)
    >>> settings["server.address"], settings["server.port"]
    ('127.0.0.1', 8501)
    """
    committed = tomllib.loads((bundle / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    settings = dict(_flatten(committed)) | {"server.port": port}
    if phone is not None:
        settings["server.allowedHosts"] = [*settings["server.allowedHosts"], phone]
    return settings


def _flatten(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value
