"""The canonical form of a plan, and the hash that is taken over it."""

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from mat_trial.errors import PlanError
from mat_trial.model import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _plan_adapter() -> "TypeAdapter[Plan]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - a verdict without a plan starts without it

    return TypeAdapter(Plan)


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON data, without its hash.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> plan_document(plan)["design"]
    {'kind': 'pairs', 'period_days': 2, 'cycles': 6}
    """
    document: dict[str, Any] = _plan_adapter().dump_python(plan, mode="json")
    if not plan.conceal:
        # Plans locked before there was the choice keep the hash they were locked with.
        del document["conceal"]
    if plan.decision is None:
        # The same.
        del document["decision"]
    return document


def plan_from_document(document: dict[str, Any]) -> Plan:
    """Return the plan that JSON data describe.

    Raises
    ------
    PlanError
        When the data describe no plan.

    Examples
    --------
    >>> plan_from_document({})
    Traceback (most recent call last):
    mat_trial.errors.PlanError: ...
    """
    from pydantic import ValidationError  # noqa: PLC0415 - as above

    try:
        return _plan_adapter().validate_python(document)
    except ValidationError as error:
        raise PlanError(str(error)) from error


def plan_digest(plan: Plan) -> str:
    """Return the SHA-256, in hexadecimal, of the plan's canonical JSON (RFC 8785).

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> len(plan_digest(plan))
    64
    """
    return digest_document(plan_document(plan))


def digest_document(document: dict[str, Any]) -> str:
    """Return the SHA-256, in hexadecimal, of JSON data in canonical form (RFC 8785).

    Examples
    --------
    >>> digest_document({"b": 1.0, "a": 2}) == digest_document({"a": 2, "b": 1})
    True
    """
    import rfc8785  # noqa: PLC0415 - as above

    return hashlib.sha256(rfc8785.dumps(document)).hexdigest()
