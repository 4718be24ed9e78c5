"""The language of the app: the person's own choice, else their browser's, else this machine's.

The choice is kept in the diary file, so that phone and computer agree on it.
"""

import streamlit as st
from babel import negotiate_locale

from mat_trial.errors import DiaryError
from mat_trial.language import LANGUAGES, _, language, use_language
from mat_trial.pages import _state

SETTING = "language"

# Streamlit has no parameter for the language of the page or of an option.
_NAME_LANGUAGES = """
<span hidden data-language="{language}"></span>
<script>
(() => {{
  document.documentElement.lang = "{language}";
  const names = {names};
  const options = "[class*='st-key-language_'] [data-testid='stRadioOption']";
  const tell = () => document.querySelectorAll(options).forEach(
    (option) => {{ option.lang = names[option.textContent.trim()]; }}
  );
  tell();
  [100, 400, 1200].forEach((wait) => setTimeout(tell, wait));
}})();
</script>
"""


def speak() -> None:
    """Say everything in the language of this browser from now on, in this run of the script.

    Where neither the person nor the browser names one that there is, it stays the machine's.
    """
    for wanted in (_read_choice(), st.context.locale):
        found = match_language(wanted)
        if found is not None:
            use_language(found)
            return


def match_language(wanted: str | None) -> str | None:
    """Return the code of the language that a browser or a person means; None where there is none.

    Parameters
    ----------
    wanted
        A language tag, such as ``de-AT``.
    """
    tags = [(wanted or "").lower()]
    return negotiate_locale(tags, list(LANGUAGES), sep="-")


def draw_language_choice() -> None:
    """Draw the choice of a language, each in its own words, and keep what is chosen.

    Raises
    ------
    DiaryError
        When it cannot be kept.
    """
    spoken = language()
    # Named after the language spoken: where another window chose, it begins anew from that.
    chosen = st.radio(
        _("Language"),
        list(LANGUAGES),
        index=list(LANGUAGES).index(spoken),
        format_func=LANGUAGES.__getitem__,
        horizontal=True,
        key=f"language_{spoken}",
    )
    names = {name: code for code, name in LANGUAGES.items()}
    st.html(_NAME_LANGUAGES.format(language=spoken, names=names), unsafe_allow_javascript=True)
    if chosen != spoken:
        _state.open_own_diary().keep_setting(SETTING, chosen)
        st.rerun()


def _read_choice() -> str | None:
    # A diary that cannot be opened is told of by the page, in the browser's language.
    try:
        return _state.open_own_diary().setting(SETTING)
    except DiaryError:
        return None
