"""A whole diary from another machine: shown first, then taken in place of what is there."""

import streamlit as st

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.files.whole_json import read_whole
from mat_trial.language import _, _n
from mat_trial.pages import _state
from mat_trial.pages._layout import draw_problems, quote


def draw_whole_file(diary: Diary, name: str, data: bytes) -> None:
    """Say what a whole-diary file holds, and take it in once told to."""
    whole, problems = read_whole(data, name=name)
    if whole is None:
        heading = _("Nothing was taken in. Please put this right first:")
        draw_problems(problems, heading=heading)
        return
    n_days = sum(len(trial.days) for trial in whole.trials)
    st.markdown(_n("This is a whole diary: {n} day.", "This is a whole diary: {n} days.", n_days))
    replace = False
    if not diary.take_out().is_empty:
        replace = st.checkbox(
            _("Replace all that is in my diary now; a backup of it is kept"), key="whole_replace"
        )
        if not replace:
            return
    if st.button(_("Take in the whole diary"), type="primary", key="whole_take"):
        try:
            diary.take_in(whole, replace=replace)
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
            return
        _state.forget_upload()
        _state.forget_day()
        _state.tell_next(_("The whole diary was taken in."))
        st.rerun()
