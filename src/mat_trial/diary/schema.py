"""The tables of the diary file, and the steps that bring an older file up to date."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
)

from mat_trial.diary.connection import APPLICATION_ID, for_writing
from mat_trial.diary.place import is_cut
from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.language import _

metadata = MetaData()

trial = Table(
    "trial",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_json", Text),
    Column("sha256", Text),
    Column("locked_at", Text),
)

# Times are text with their offset: SQLite has no type that keeps it.
entry = Table(
    "entry",
    metadata,
    Column("trial_id", Integer, ForeignKey("trial.id"), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("condition", Text),
    Column("used_mat", Boolean),
    Column("minutes", Float),
    Column("rescue_medication", Boolean),
    Column("skin_harm", Boolean),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text),
    Column("changed_at", Text),
    Column("version", Integer, nullable=False),
)

score = Table(
    "score",
    metadata,
    Column("trial_id", Integer, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("value", Float, nullable=False),
    ForeignKeyConstraint(
        ["trial_id", "date"], ["entry.trial_id", "entry.date"], ondelete="CASCADE"
    ),
)

peek = Table(
    "peek",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trial_id", Integer, ForeignKey("trial.id"), nullable=False),
    Column("at", Text, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("trial_id", Integer, ForeignKey("trial.id"), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("answers", Text, nullable=False),
)

# What stood there and what stands there since are JSON, which tells 1 from true and "" from none.
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("trial_id", Integer, ForeignKey("trial.id"), nullable=False),
    Column("date", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("trial_id", Integer, ForeignKey("trial.id"), primary_key=True),
    Column("at", Text, nullable=False),
    Column("still_used", Text),
    Column("note", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of the tables, written out in SQL; once released it stays as it is.

    Parameters
    ----------
    name
        What it does, for whoever reads the list.
    statements
        SQL, carried out in order, in one transaction.
    """

    name: str
    statements: tuple[str, ...]


STEPS = (
    Step(
        name="trial, its days and their scores",
        statements=(
            f"PRAGMA application_id = {APPLICATION_ID}",
            """
            CREATE TABLE trial (
                id INTEGER NOT NULL PRIMARY KEY,
                plan_json TEXT,
                sha256 TEXT,
                locked_at TEXT,
                CHECK ((plan_json IS NULL) = (sha256 IS NULL)),
                CHECK ((plan_json IS NULL) = (locked_at IS NULL))
            )
            """,
            """
            CREATE TABLE entry (
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                date DATE NOT NULL,
                condition TEXT CHECK (condition IN ('mat', 'no_mat')),
                used_mat BOOLEAN CHECK (used_mat IN (0, 1)),
                minutes FLOAT,
                rescue_medication BOOLEAN CHECK (rescue_medication IN (0, 1)),
                note TEXT NOT NULL,
                recorded_at TEXT,
                changed_at TEXT,
                version INTEGER NOT NULL,
                PRIMARY KEY (trial_id, date)
            )
            """,
            """
            CREATE TABLE score (
                trial_id INTEGER NOT NULL,
                date DATE NOT NULL,
                outcome TEXT NOT NULL,
                value FLOAT NOT NULL,
                PRIMARY KEY (trial_id, date, outcome),
                FOREIGN KEY (trial_id, date) REFERENCES entry (trial_id, date) ON DELETE CASCADE
            )
            """,
            # Days may be written down before a plan is locked; the plan is filled in here later.
            "INSERT INTO trial (id) VALUES (1)",
        ),
    ),
    Step(
        name="when the numbers were looked at before a look",
        statements=(
            """
            CREATE TABLE peek (
                id INTEGER NOT NULL PRIMARY KEY,
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                at TEXT NOT NULL
            )
            """,
        ),
    ),
    Step(
        name="whether the skin was hurt",
        statements=("ALTER TABLE entry ADD COLUMN skin_harm BOOLEAN CHECK (skin_harm IN (0, 1))",),
    ),
    Step(
        name="half-filled forms",
        statements=(
            """
            CREATE TABLE draft (
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                date DATE NOT NULL,
                answers TEXT NOT NULL,
                PRIMARY KEY (trial_id, date)
            )
            """,
        ),
    ),
    Step(
        name="what was changed, when and how",
        statements=(
            """
            CREATE TABLE change (
                id INTEGER NOT NULL PRIMARY KEY,
                trial_id INTEGER NOT NULL REFERENCES trial (id),
                date DATE NOT NULL,
                version INTEGER NOT NULL,
                at TEXT NOT NULL,
                source TEXT NOT NULL,
                field TEXT NOT NULL,
                old TEXT NOT NULL,
                new TEXT NOT NULL
            )
            """,
            "CREATE INDEX change_of_day ON change (trial_id, date)",
        ),
    ),
    Step(
        name="whether the mat is still in use, four weeks later",
        statements=(
            """
            CREATE TABLE follow_up (
                trial_id INTEGER NOT NULL PRIMARY KEY REFERENCES trial (id),
                at TEXT NOT NULL,
                still_used TEXT CHECK (still_used IN ('yes', 'no', 'sometimes')),
                note TEXT NOT NULL
            )
            """,
        ),
    ),
    Step(
        name="how the app is to be",
        statements=(
            """
            CREATE TABLE setting (
                name TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            )
            """,
        ),
    ),
)


def bring_up_to_date(
    engine: Engine,
    path: Path,
    steps: tuple[Step, ...] = STEPS,
    *,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Check that the file is a whole diary of ours, then take the steps it still lacks.

    Parameters
    ----------
    engine
        One from `open_engine`.
    path
        The file, to be named in what is said.
    steps
        All steps there are, in order; the file's version counts those it has had.
    before
        Called once before the first step is taken on a file that holds anything.

    Raises
    ------
    DiaryError
        When the file is another program's, damaged, or of a newer version.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary.connection import open_engine
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "diary.db"
    ...     path.touch()
    ...     engine = open_engine(path)
    ...     bring_up_to_date(engine, path)
    ...     with engine.connect() as connection:
    ...         connection.exec_driver_sql("PRAGMA user_version").scalar() == len(STEPS)
    True
    """
    with engine.connect() as connection:
        _refuse_foreign(connection, path)
        _refuse_damaged(connection, path)
        found = _read_version(connection)
        holds_anything = found > 0 and _holds_anything(connection)
    if found > len(steps):
        raise DiaryError(
            _(
                "The diary {path} was written by a newer Mat Trial (file version {found}; this "
                "one knows up to {n}). Nothing was changed. Update Mat Trial and open it again.",
                path=path,
                found=found,
                n=len(steps),
            )
        )
    if holds_anything and found < len(steps):
        before()
    for version, step in enumerate(steps[found:], start=found + 1):
        with for_writing(engine).begin() as connection:
            # Another window may have taken this step between the look above and the lock here.
            if _read_version(connection) < version:
                for statement in step.statements:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _holds_anything(connection: Connection) -> bool:
    asked = (
        "SELECT EXISTS (SELECT 1 FROM entry) "
        "OR EXISTS (SELECT 1 FROM trial WHERE plan_json IS NOT NULL)"
    )
    return bool(connection.exec_driver_sql(asked).scalar_one())


def _read_version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _refuse_foreign(connection: Connection, path: Path) -> None:
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    n_parts = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if application != APPLICATION_ID and (application, n_parts) != (0, 0):
        raise LostDiaryError(
            _(
                "The file {path} belongs to another program, not to Mat Trial. Nothing in it was "
                "changed.",
                path=path,
            ),
            _(
                "Or move that file to another folder, or set MAT_TRIAL_DATA to a folder of your "
                "diary's own."
            ),
        )


def _refuse_damaged(connection: Connection, path: Path) -> None:
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if is_cut(path, int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())):
        found = [_("its end is missing")]
    if found != ["ok"]:
        raise LostDiaryError(
            _(
                "The diary {path} is damaged ({found}). Nothing in it was changed.",
                path=path,
                found=found[0],
            )
        )
