"""What may stand at a place in JSON, in the language of the moment and not in Pydantic's."""

from typing import TYPE_CHECKING

from mat_trial.language import _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def say_expected(detail: "ErrorDetails", *, otherwise: str) -> str:
    """Say what is allowed where Pydantic found something else.

    Parameters
    ----------
    otherwise
        What to say where it is neither a type nor one of a few values that is wanted.

    Examples
    --------
    >>> fault = {"type": "int_type", "loc": (), "msg": "", "input": "1"}
    >>> say_expected(fault, otherwise="a value that fits")
    'a whole number'
    """
    kind = detail["type"]
    if kind in {"enum", "literal_error"}:
        return str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    expected = {
        "int": _("a whole number"),
        "float": _("a number"),
        "finite": _("a number"),
        "bool": _("true or false"),
        "string": _("text"),
        "date": _("a date such as 2027-01-04"),
        "datetime": _("a time such as 2027-01-04T20:00:00Z"),
        "timezone": _("a time such as 2027-01-04T20:00:00Z"),
        "list": _("a list"),
        "tuple": _("a list"),
        "dict": _("keys and values in braces"),
        "dataclass": _("keys and values in braces"),
    }
    return expected.get(kind.partition("_")[0], otherwise)
