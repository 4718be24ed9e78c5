"""Tables laid aside in a file without a name, where they would fill the memory."""

import io
import os
import tempfile
import weakref
from collections.abc import Callable
from typing import IO

import polars as pl

Laid = Callable[[], pl.DataFrame]
"""Gives a table back."""


class Shelf:
    """Tables on the disk, in the folder for temporary files.

    Their file has no name there, or loses it with the process: nothing stays behind, however the
    process ends. It is made with the first table.

    Examples
    --------
    >>> laid = Shelf().lay(pl.DataFrame({"pain": [4.0]}))
    >>> laid().rows()
    [(4.0,)]
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def lay(self, table: pl.DataFrame) -> Laid:
        """Lay a table aside; where the disk has no room for it, it stays in memory."""
        packed = table.write_ipc(None, compression="lz4").getvalue()
        n_bytes = len(packed)
        try:
            file = self._file = self._file or self._open()
            start = file.seek(0, os.SEEK_END)
            is_laid = file.write(packed) == n_bytes
        except OSError:
            is_laid = False
        if not is_laid:
            return lambda: table

        return lambda: self._take(file, start, n_bytes)

    def _open(self) -> IO[bytes]:
        # Without a buffer, which would hold what the disk refused and refuse it ever again.
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it ends with the shelf
        weakref.finalize(self, file.close)
        return file

    # What is laid aside holds on to its shelf, with which the file ends.
    def _take(self, file: IO[bytes], start: int, n_bytes: int) -> pl.DataFrame:
        file.seek(start)
        return pl.read_ipc(io.BytesIO(file.read(n_bytes)))
