"""The locked plan as a row of the diary file, and back."""

import hashlib
import json

import rfc8785
from sqlalchemy import Connection, func, select, update

from mat_trial import protocol
from mat_trial.diary.rows import TRIAL_ID
from mat_trial.diary.schema import entry, trial
from mat_trial.errors import DiaryError, PlanError
from mat_trial.model import Amendment, Plan


def write_plan(connection: Connection, plan: Plan) -> None:
    """Write the plan as canonical JSON, with its hash, where none is yet.

    Parameters
    ----------
    connection
        In a transaction for writing.
    plan
        One that may be locked.

    Raises
    ------
    DiaryError
        When a plan is there already.
    """
    values = {
        "plan_json": rfc8785.dumps(protocol.plan_document(plan)).decode(),
        "sha256": protocol.plan_digest(plan),
        "locked_at": plan.locked_at.isoformat(),
    }
    not_yet = (trial.c.id == TRIAL_ID) & trial.c.plan_json.is_(None)
    if not connection.execute(update(trial).where(not_yet).values(values)).rowcount:
        raise DiaryError(
            "A plan is locked already, and a locked plan stays as it is. Nothing was changed. "
            "Go on with that plan, or begin another trial in another data folder."
        )


def change_plan(connection: Connection, plan: Plan) -> None:
    """Write the plan in place of the one it amends.

    Parameters
    ----------
    connection
        In a transaction for writing.
    plan
        The stored plan with more amendments.

    Raises
    ------
    DiaryError
        When it is anything else, or a pause would put off days that are written down.
    """
    there = read_plan(connection)
    amended = there
    for change in plan.amendments[len(there.amendments) if there else 0 :]:
        if amended is not None:
            _refuse_pause_of_written_days(connection, change)
            amended = protocol.apply_amendment(amended, change)
    if amended is None or amended != plan:
        raise DiaryError(
            "The plan in this diary is another one: it may have been changed in another tab or "
            "window. Nothing was saved. Reload the page and look at what stands there now."
        )
    values = {
        "plan_json": rfc8785.dumps(protocol.plan_document(plan)).decode(),
        "sha256": protocol.plan_digest(plan),
    }
    connection.execute(update(trial).where(trial.c.id == TRIAL_ID).values(values))


def _refuse_pause_of_written_days(connection: Connection, change: Amendment) -> None:
    if change.kind != "pause":
        return
    late = (entry.c.trial_id == TRIAL_ID) & (entry.c.date >= change.date)
    written = connection.execute(select(func.max(entry.c.date)).where(late)).scalar()
    if written is not None:
        raise DiaryError(
            f"{written} is written down already, so it cannot be put off. Nothing was changed. "
            "Let the pause begin on a later day."
        )


def read_plan(connection: Connection) -> Plan | None:
    """Read the plan and check its hash; None before one is locked.

    Parameters
    ----------
    connection
        In a transaction.

    Raises
    ------
    DiaryError
        When it is not the plan that was locked, or cannot be read.
    """
    row = connection.execute(select(trial).where(trial.c.id == TRIAL_ID)).one()
    if row.plan_json is None:
        return None
    # Over the text that was locked, so that fields a later version adds to plans change nothing.
    found = hashlib.sha256(row.plan_json.encode()).hexdigest()
    if found != row.sha256:
        raise DiaryError(
            "The plan in this diary is not the one that was locked: its SHA-256 is "
            f"{found}, and it was {row.sha256}. Put a backup of the diary in its place, "
            "or compare it with the plan you printed or exported."
        )
    try:
        return protocol.plan_from_document(json.loads(row.plan_json))
    except PlanError as error:
        raise DiaryError(
            f"The plan in this diary cannot be read: {error}. "
            "Open the diary with the version of Mat Trial that locked it."
        ) from error


def remove_plan(connection: Connection) -> None:
    """Take the plan out again.

    Parameters
    ----------
    connection
        In a transaction for writing, of a scratch diary.
    """
    connection.execute(update(trial).values(plan_json=None, sha256=None, locked_at=None))
