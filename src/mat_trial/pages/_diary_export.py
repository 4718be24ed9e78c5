"""Files out: the days for other programs, and all that the diary holds for another machine."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from mat_trial.diary import Diary
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.diary_formats import write_parquet
from mat_trial.files.sealed import SUFFIX, seal
from mat_trial.files.whole_json import write_whole
from mat_trial.language import _
from mat_trial.model import Entry
from mat_trial.pages._diary_sealed import draw_sealing
from mat_trial.pages._offers import offer_file


def draw_export(diary: Diary, entries: list[Entry]) -> None:
    """Hand the days and the whole diary out as files, each made when it is asked for."""
    st.header(_("Take it with you"), anchor=False)
    sealing = draw_sealing()
    files = (
        (_("The days, for a spreadsheet (CSV)"), "csv", "text/csv", partial(write_diary, entries)),
        (
            _("The days, for other programs (Parquet)"),
            "parquet",
            "application/octet-stream",
            partial(write_parquet, entries),
        ),
        (
            _("Everything, for another machine (JSON)"),
            "json",
            "application/json",
            lambda: write_whole(diary.take_out()),
        ),
    )
    for label, suffix, mime, make in files:
        offer_file(
            label,
            _seal_made(make, sealing.passphrase) if sealing.passphrase else make,
            file_name=f"diary.{suffix}" + (SUFFIX if sealing.wanted else ""),
            mime="application/octet-stream" if sealing.wanted else mime,
            disabled=sealing.wanted and sealing.passphrase is None,
            icon=":material/download:",
            width="stretch",
            key=f"export_{suffix}",
        )
    st.caption(
        _(
            "“Everything” holds your plans, every change and every look too. Keep these files as "
            "you would keep a diary: anyone who has one can read it."
        )
        if not sealing.wanted
        else _("“Everything” holds your plans, every change and every look too.")
    )


def _seal_made(make: Callable[[], bytes], passphrase: str) -> Callable[[], bytes]:
    return lambda: seal(make(), passphrase)
