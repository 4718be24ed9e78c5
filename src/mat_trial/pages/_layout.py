"""What every page stands in: style, the bar of pages, the banner of an example, the foot."""

import json
from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

import polars as pl
import streamlit as st

from mat_trial.charts import ChartCard, write_csv, write_png, write_svg
from mat_trial.errors import DiaryError, MatTrialError, Problem
from mat_trial.language import _, language, use_language
from mat_trial.language.dates import say_date
from mat_trial.model import TrialSummary
from mat_trial.pages import _state
from mat_trial.pages._language import draw_language_choice
from mat_trial.pages._offers import offer_file
from mat_trial.pages._pictures import Picture

FOLDER = Path(__file__).parent
# Not given to `st.Page`, which would make them the browser tab's icon, fetched from the internet.
BAR_ICONS = {
    "today": ":material/today:",
    "plan": ":material/edit_calendar:",
    "diary": ":material/menu_book:",
    "verdict": ":material/balance:",
}
MARKDOWN = r"\`*_[]<>#|~$:"
"""Letters that mean something to Streamlit's Markdown within a line."""

# Streamlit's page links carry no landmark and no aria-current, and no parameter sets them.
_NAME_THE_BAR = """
<span hidden data-page="{page}"></span>
<script>
(() => {{
  const tell = () => document.querySelectorAll("[class*='st-key-bar_']").forEach((bar) => {{
    bar.setAttribute("role", "navigation");
    bar.setAttribute("aria-label", {label});
    bar.querySelectorAll("a").forEach((link) => {{
      const here = link.closest("[class*='_here']") !== null;
      here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }});
  }});
  tell();
  [100, 400, 1200].forEach((wait) => setTimeout(tell, wait));
}})();
</script>
"""

_SCROLL_UP = """
<span hidden data-seen="{to_see}"></span>
<script>document.querySelector("[data-testid='stMain']").scrollTo(0, 0);</script>
"""


def page_path(name: str) -> Path:
    """Return the script of a page; absolute, for `app.py` also runs from inside a wheel."""
    return FOLDER / f"{name}.py"


def draw_frame(page: st.Page, *, in_bar: Sequence[st.Page]) -> None:
    """Draw what stands around a page, before the page itself runs."""
    st.set_page_config(
        page_title=f"{page.title} · Mat Trial", page_icon=FOLDER / "icon.svg", layout="centered"
    )
    st.html(FOLDER / "style.css")
    # A phone's thumb wants the bar below, a wide screen's eye above; the style shows one of them.
    _draw_bar("top", page, in_bar)
    with st.bottom:
        _draw_bar("bottom", page, in_bar)
    script = _NAME_THE_BAR.format(page=escape(page.title), label=json.dumps(_("Pages")))
    st.html(script, unsafe_allow_javascript=True)
    # There even when empty: what follows keeps its place, and nothing of the page before is seen
    # inside a banner that has just come.
    with st.container(key="banner_place"):
        if _state.in_example():
            _draw_banner()
        elif (past := _state.read_past()) is not None:
            _draw_past_banner(past)


def draw_foot(page: st.Page, *, links: Sequence[st.Page]) -> None:
    """Draw what stands below a page: the ways to what is only read, and the language."""
    with st.container(key="foot"):
        for link in links:
            if link.title != page.title:
                st.page_link(link)
        try:
            draw_language_choice()
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")


def run_page(page: st.Page) -> None:
    """Run a page; what goes wrong with the diary meanwhile is told in its own words."""
    _state.wait_for_warm_up()
    try:
        page.run()
    except MatTrialError as error:
        st.error(quote(str(error)), icon=":material/error:")


def show_told() -> None:
    """Show what was told before the page ran again, where it is seen."""
    message = _state.read_told()
    if message:
        st.success(message, icon=":material/check:")
        scroll_up(message)


def scroll_up(to_see: str) -> None:
    """Bring the top into view when what is to be seen has changed; a rerun keeps the place."""
    st.html(_SCROLL_UP.format(to_see=escape(to_see)), unsafe_allow_javascript=True)


def draw_problems(problems: Sequence[Problem], *, heading: str) -> None:
    """Show everything that is wrong at once, each as what it is and what to do."""
    lines = "\n".join(f"- {_say(problem)}" for problem in problems)
    st.error(f"**{heading}**\n\n{lines}", icon=":material/error:")


def draw_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Show terms and what stands for them, in a list that a screen reader reads as pairs."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in facts)
    st.html(f'<dl class="facts">{rows}</dl>')


def draw_chart(
    picture: Picture, *, key: str, table: pl.DataFrame | None = None, below: bool = False
) -> None:
    """Show a chart between its finding and its figures, or those given in their place.

    Parameters
    ----------
    below
        Whether it belongs to the section above it rather than being one.
    """
    card = picture.card
    (st.subheader if below else st.header)(quote(card.title), anchor=False)
    st.markdown(quote(card.reading))
    st.vega_lite_chart(spec=picture.spec, theme=None, alt=card.alt, key=f"chart_{key}")
    _draw_table(card, card.table if table is None else table, language(), key=key)


# A long table takes a browser longer than all the rest of its page: it comes once it is opened,
# and nothing around it is drawn anew then.
@st.fragment
def _draw_table(card: ChartCard, shown: pl.DataFrame, code: str, *, key: str) -> None:
    use_language(code)
    label = _("The same as a table, and to keep")
    behind = st.expander(label, key=f"table_{key}", on_change="rerun")
    if behind.open:
        with behind:
            title = _("Table: {title}", title=card.title)
            st.table(shown, hide_index=True, border="horizontal", alt=title)
            _offer_files(card, shown, key=key)


def _offer_files(card: ChartCard, shown: pl.DataFrame, *, key: str) -> None:
    files = (
        (_("Picture (PNG)"), "png", "image/png", partial(write_png, card)),
        (_("Picture (SVG)"), "svg", "image/svg+xml", partial(write_svg, card)),
        (_("Table (CSV)"), "csv", "text/csv", partial(write_csv, shown)),
    )
    with st.container(key=f"keep_{key}", horizontal=True):
        for label, suffix, mime, make in files:
            offer_file(
                label,
                make,
                file_name=f"mat-trial-{key}.{suffix}",
                mime=mime,
                key=f"keep_{key}_{suffix}",
            )


def quote(text: str) -> str:
    """Keep text from being read as Markdown: a person's own words above all."""
    return "".join(f"\\{letter}" if letter in MARKDOWN else letter for letter in text)


def _draw_bar(place: str, page: st.Page, in_bar: Sequence[st.Page]) -> None:
    with st.container(key=f"bar_{place}", horizontal=True, gap=None):
        for link in in_bar:
            # The page that opens first has no address of its own.
            name = link.url_path or "today"
            here = "_here" if link.title == page.title else ""
            with st.container(key=f"link_{place}_{name}{here}"):
                st.page_link(link, label=link.title, icon=BAR_ICONS[name], width="stretch")


def _draw_banner() -> None:
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.markdown(_("**This is a simulated example, not your diary.**"), width="stretch")
        if st.button(_("Back to my own diary"), key="leave_example"):
            _state.leave_example()
            st.switch_page(page_path("today"))


def _draw_past_banner(past: TrialSummary) -> None:
    if past.start is None or past.last_day is None:
        said = _("This is a past trial.")
    else:
        said = _(
            "This is a past trial, from {first} to {last}.",
            first=say_date(past.start),
            last=say_date(past.last_day),
        )
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{said}**", width="stretch")
        if st.button(_("Back to the present one"), key="leave_past"):
            _state.leave_past()
            st.switch_page(page_path("today"))


def _say(problem: Problem) -> str:
    return quote(str(problem))
