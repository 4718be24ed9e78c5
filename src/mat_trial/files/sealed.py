"""Files encrypted with a passphrase, in the age format that other programs open too."""

from pathlib import Path

import pyrage

from mat_trial.errors import Problem
from mat_trial.files.sources import TextFormat, read_bytes
from mat_trial.language import _

SUFFIX = ".age"
_HEADER = b"age-encryption.org/v1"


def seal(data: bytes, passphrase: str) -> bytes:
    """Encrypt a file; it takes about a second, so that trying passphrases takes long.

    Parameters
    ----------
    data
        The file as it is.
    passphrase
        Without it nobody opens what is returned.

    Examples
    --------
    >>> is_sealed(seal(b"date,pain", "five words picked by chance"))
    True
    """
    sealed: bytes = pyrage.passphrase.encrypt(data, passphrase)
    return sealed


def is_sealed(data: bytes) -> bool:
    """Tell whether a file begins as an age file does, whatever may be wrong with it.

    Examples
    --------
    >>> is_sealed(b"date,pain")
    False
    """
    return data.startswith(_HEADER)


def unseal(source: Path | bytes, passphrase: str, *, name: str) -> tuple[bytes, list[Problem]]:
    """Open a file that `seal` or another age program encrypted with a passphrase.

    Parameters
    ----------
    source
        A file, or the bytes of one.
    passphrase
        As typed.
    name
        What the file is called in problems.

    Returns
    -------
    What was encrypted, nothing where there is any problem, and the problems.

    Examples
    --------
    >>> data, problems = unseal(b"age-encryption.org/v1", "any words", name="diary.csv.age")
    >>> print(problems[0])
    diary.csv.age: does not open with this passphrase. Allowed: a whole age file of at most 200
    MB, and its passphrase. Type it again: capitals and spaces count. If you are sure of it, the
    file may be damaged or locked with a key: take another copy.
    """
    expected = TextFormat(
        allowed=_("a whole age file of at most 200 MB, and its passphrase"),
        remedy=_(
            "Type it again: capitals and spaces count. If you are sure of it, the file may be "
            "damaged or locked with a key: take another copy."
        ),
    )
    data, problems = read_bytes(source, name=name, expected=expected)
    if problems:
        return b"", problems
    try:
        opened: bytes = pyrage.passphrase.decrypt(data, passphrase)
    except pyrage.DecryptError:
        wrong = _("does not open with this passphrase")
        return b"", [Problem(where=name, wrong=wrong, **expected._asdict())]
    return opened, []
