"""Damaged files of every kind, few and seeded; `benchmarks/fuzz_readers.py` tries a million."""

import pytest

from fuzz_readers import READERS, fuzz


@pytest.mark.parametrize("reader", READERS)
def test_no_damage_ends_in_a_traceback(reader: str) -> None:
    found = fuzz(reader, seed=0, n_inputs=150)
    assert found.failures == []
    # Some damage is none to a reader: where nothing is ever read, nothing behind it is tried.
    assert 0 < found.n_read[reader] < found.n_inputs[reader]
