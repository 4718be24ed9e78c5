"""The locked plan as a row of the diary file, and back."""

import hashlib
import json
from functools import lru_cache

import rfc8785
from sqlalchemy import Connection, func, select, update

from mat_trial import protocol
from mat_trial.diary import schema
from mat_trial.diary.schema import entry
from mat_trial.diary.trial_rows import find_span, list_trials
from mat_trial.errors import DiaryError, LostDiaryError, PlanError
from mat_trial.language import _
from mat_trial.model import Amendment, Plan


def write_plan(connection: Connection, trial: int, plan: Plan) -> None:
    """Write the plan as canonical JSON, with its hash, where none is yet.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose plan it is.
    plan
        One that may be locked.

    Raises
    ------
    DiaryError
        When a plan is there already, or an earlier trial reaches into this one.
    """
    _refuse_days_of_past(connection, trial, plan)
    values = {
        "plan_json": rfc8785.dumps(protocol.plan_document(plan)).decode(),
        "sha256": protocol.plan_digest(plan),
        "locked_at": plan.locked_at.isoformat(),
    }
    not_yet = (schema.trial.c.id == trial) & schema.trial.c.plan_json.is_(None)
    if not connection.execute(update(schema.trial).where(not_yet).values(values)).rowcount:
        raise DiaryError(
            _(
                "A plan is locked already, and a locked plan stays as it is. Nothing was changed. "
                "Go on with that plan, or begin another trial when it is over."
            )
        )


def _refuse_days_of_past(connection: Connection, trial: int, plan: Plan) -> None:
    for earlier in list_trials(connection):
        if earlier == trial:
            continue
        before = read_plan(connection, earlier)
        _n_days, _first, written = find_span(connection, earlier)
        ends = (written, None if before is None else before.last_day)
        last = max((end for end in ends if end is not None), default=None)
        if last is not None and plan.start <= last:
            raise DiaryError(
                _(
                    "The plan was not locked. It begins on {start}, but an earlier trial has days "
                    "up to {last}. A day belongs to one trial only. Choose a later start.",
                    start=plan.start,
                    last=last,
                )
            )


def change_plan(connection: Connection, trial: int, plan: Plan) -> None:
    """Write the plan in place of the one it amends.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose plan it is.
    plan
        The stored plan with more amendments.

    Raises
    ------
    DiaryError
        When it is anything else, or a pause would put off days that are written down.
    """
    there = read_plan(connection, trial)
    amended = there
    for change in plan.amendments[len(there.amendments) if there else 0 :]:
        if amended is not None:
            _refuse_pause_of_written_days(connection, trial, change)
            amended = protocol.apply_amendment(amended, change)
    if amended is None or amended != plan:
        raise DiaryError(
            _(
                "The plan in this diary is another one: it may have been changed in another tab "
                "or window. Nothing was saved. Reload the page and look at what stands there now."
            )
        )
    values = {
        "plan_json": rfc8785.dumps(protocol.plan_document(plan)).decode(),
        "sha256": protocol.plan_digest(plan),
    }
    connection.execute(update(schema.trial).where(schema.trial.c.id == trial).values(values))


def _refuse_pause_of_written_days(connection: Connection, trial: int, change: Amendment) -> None:
    if change.kind != "pause":
        return
    late = (entry.c.trial_id == trial) & (entry.c.date >= change.date)
    written = connection.execute(select(func.max(entry.c.date)).where(late)).scalar()
    if written is not None:
        raise DiaryError(
            _(
                "{written} is written down already, so it cannot be put off. Nothing was changed. "
                "Let the pause begin on a later day.",
                written=written,
            )
        )


def read_plan(connection: Connection, trial: int) -> Plan | None:
    """Read the plan and check its hash; None before one is locked.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose plan it is.

    Raises
    ------
    DiaryError
        When it is not the plan that was locked, or cannot be read.
    """
    return parse_plan(*read_plan_text(connection, trial))


def parse_plan(text: str | None, digest: str | None) -> Plan | None:
    """Make a plan of the text that was locked, and check its hash; None where there is no text.

    Parameters
    ----------
    text, digest
        From `read_plan_text`.

    Raises
    ------
    DiaryError
        When it is not the plan that was locked, or cannot be read.
    """
    if text is None:
        return None
    # Over the text that was locked, so that fields a later version adds to plans change nothing.
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != digest:
        raise LostDiaryError(
            _(
                "The plan in this diary is not the one that was locked: its SHA-256 is "
                "{found}, and it was {digest}. Nothing was changed.",
                found=found,
                digest=digest,
            ),
            _("Or compare it with the plan you printed or exported."),
        )
    try:
        return _parse(text)
    except PlanError as error:
        raise DiaryError(
            _(
                "The plan in this diary cannot be read: {error}. "
                "Open the diary with the version of Mat Trial that locked it.",
                error=error,
            )
        ) from error


# The pages ask for the same few plans again and again, and each takes milliseconds.
@lru_cache(maxsize=64)
def _parse(text: str) -> Plan:
    return protocol.plan_from_document(json.loads(text))


def read_plan_text(connection: Connection, trial: int) -> tuple[str | None, str | None]:
    """Read the plan as the text that was locked, and its hash; None for both before that.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose plan it is.
    """
    chosen = select(schema.trial).where(schema.trial.c.id == trial)
    row = connection.execute(chosen).one()
    return row.plan_json, row.sha256
