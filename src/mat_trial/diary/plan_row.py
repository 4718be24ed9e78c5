"""The locked plan as a row of the diary file, and back."""

import hashlib
import json

import rfc8785
from sqlalchemy import Connection, select, update

from mat_trial import protocol
from mat_trial.diary.rows import TRIAL_ID
from mat_trial.diary.schema import trial
from mat_trial.errors import DiaryError, PlanError
from mat_trial.model import Plan


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
