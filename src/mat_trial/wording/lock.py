"""What is said about the lock, before and after."""

from mat_trial.diary import FEWEST_LETTERS
from mat_trial.errors import Problem
from mat_trial.language import _, _n, mark

WARNING = mark(
    "If you forget the passphrase, your diary is lost. Nobody can get it back, and no program."
)
FILE_WARNING = mark(
    "If you forget this passphrase, nobody can open the file. Keep it where you will find it."
)
ADVICE = mark(
    "Best are five words picked by chance, such as from a book opened at random. Write them down "
    "and keep the paper away from this computer."
)
LEFTOVERS = mark(
    "Files you took out before stay as they are. What is deleted from a disk, above all from an "
    "SSD or a memory stick, can sometimes be read again by a specialist."
)
_FEW_WORDS, _FEW_LETTERS = 5, 20


def passphrase_problems(passphrase: str, again: str, *, where: str) -> list[Problem]:
    """Find what is wrong with a new passphrase; it is not shown itself.

    Parameters
    ----------
    passphrase
        As typed.
    again
        As typed the second time.
    where
        What the field or option is called.

    Examples
    --------
    >>> print(*passphrase_problems("short", "short", where="Passphrase"))
    Passphrase: has 5 letters. Allowed: 12 letters or more. Make it longer.
    """
    problems = []
    if len(passphrase) < FEWEST_LETTERS:
        problems.append(
            Problem(
                where=where,
                wrong=_n("has {n} letter", "has {n} letters", len(passphrase)),
                allowed=_n("{n} letter or more", "{n} letters or more", FEWEST_LETTERS),
                remedy=_("Make it longer."),
            )
        )
    elif passphrase != again:
        problems.append(
            Problem(
                where=where,
                wrong=_("is not the same both times"),
                allowed=_("the same twice"),
                remedy=_("Type it again."),
            )
        )
    return problems


def describe_strength(passphrase: str) -> str:
    """Say plainly how well a passphrase holds.

    Parameters
    ----------
    passphrase
        A new one.

    Examples
    --------
    >>> print(describe_strength("123456789012"))
    Only digits: a computer can try them all. Take words.
    """
    if passphrase.isdigit():
        return _("Only digits: a computer can try them all. Take words.")
    if len(set(passphrase)) < FEWEST_LETTERS // 2:
        return _("The same few letters again and again: easy to guess. Take words.")
    if len(passphrase.split()) >= _FEW_WORDS and len(passphrase) >= _FEW_LETTERS:
        return _("Strong, if chance picked the words. A known sentence or a song is not.")
    return _(
        "It keeps out a curious person. It may not keep out someone with many computers and time."
    )
