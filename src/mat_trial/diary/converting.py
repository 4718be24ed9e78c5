"""One database's content written into another, row by row, and compared: plain and locked."""

import sqlite3

_QUERY = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
_NUMBERS = ("application_id", "user_version")


def copy_content(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Write all that one database holds into an empty one, in one transaction.

    SQLite's own copying takes pages as they are, which a plain and a locked file do not share.

    Parameters
    ----------
    source
        Held, so that nobody writes meanwhile.
    target
        Empty.

    Examples
    --------
    >>> from contextlib import closing
    >>> with closing(sqlite3.connect(":memory:")) as a, closing(sqlite3.connect(":memory:")) as b:
    ...     a.isolation_level = b.isolation_level = None
    ...     _cursor = a.executescript("CREATE TABLE day (pain REAL); INSERT INTO day VALUES (4)")
    ...     copy_content(a, b)
    ...     is_same(a, b)
    True
    """
    parts = source.execute(_QUERY).fetchall()
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    for kind, name, sql in parts:
        if kind == "table":
            target.execute(sql)
            for row in source.execute(f"SELECT * FROM {_quote(name)}"):  # noqa: S608 (quoted)
                marks = ", ".join("?" * len(row))
                target.execute(f"INSERT INTO {_quote(name)} VALUES ({marks})", row)  # noqa: S608 (as above)
    # After the rows, for which a trigger must not fire.
    for kind, _name, sql in parts:
        if kind != "table" and sql:
            target.execute(sql)
    for number in _NUMBERS:
        (value,) = source.execute(f"PRAGMA {number}").fetchone()
        target.execute(f"PRAGMA {number} = {value}")
    target.execute("COMMIT")


def is_same(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    """Whether two databases hold the same: tables, rows in their order, and version.

    Parameters
    ----------
    one, other
        Any two.
    """
    return _read_all(one) == _read_all(other)


def _read_all(connection: sqlite3.Connection) -> list[object]:
    parts = sorted(connection.execute(_QUERY).fetchall())
    rows = [
        connection.execute(f"SELECT * FROM {_quote(name)}").fetchall()  # noqa: S608 (quoted)
        for kind, name, _sql in parts
        if kind == "table"
    ]
    numbers = [connection.execute(f"PRAGMA {number}").fetchone() for number in _NUMBERS]
    return [parts, rows, numbers]


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
