"""Files to keep: each made when it is asked for, and not for every look at its page."""

from collections.abc import Callable
from contextvars import copy_context
from typing import Literal

import streamlit as st


def offer_file(
    label: str,
    make: Callable[[], bytes | str],
    *,
    file_name: str,
    mime: str,
    key: str,
    icon: str | None = None,
    disabled: bool = False,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """Draw the button of a file.

    Parameters
    ----------
    make
        Makes its content once the button is pressed, from what it knows already: it is no part
        of a page's run any more.
    """
    # Streamlit makes it in another thread, which would speak English again.
    context = copy_context()
    st.download_button(
        label,
        data=lambda: context.copy().run(make),
        file_name=file_name,
        mime=mime,
        key=key,
        icon=icon,
        disabled=disabled,
        on_click="ignore",
        width=width,
    )
