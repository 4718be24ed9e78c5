"""What a browser without a key sees: in plain words, how to come in."""

from html import escape

from babel import negotiate_locale
from starlette.responses import HTMLResponse

from mat_trial.language import ENGLISH, LANGUAGES, _, speaking
from mat_trial.server.headers import PLAIN_POLICY
from mat_trial.server.keys import Door

ENTRANCE = "/enter"
"""The address at which a ticket is taken."""

_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>Mat Trial</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; --fill: light-dark(#0f766e, #0f8378); }}
body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 0 auto; padding: 1rem;
  color: light-dark(#171614, #f2f2f2); background: light-dark(#fff, #0e1117); }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
label {{ display: block; margin: 1.5rem 0 .25rem; }}
input, button {{ font: inherit; box-sizing: border-box; width: 100%; min-height: 3rem;
  padding: .5rem; border-radius: .5rem; border: 1px solid #767676; }}
button {{ margin-top: .75rem; border: 0; background: var(--fill); color: #fff; font-weight: 600; }}
</style></head>
<body><main><h1>{title}</h1>{said}
<form action="{entrance}" method="get" autocomplete="off">
<label for="key">{label}</label>
<input id="key" name="key" required autocapitalize="characters" spellcheck="false">
<button>{button}</button></form></main></body></html>"""


def draw_closed(door: Door, accepted: str, *, wrong: bool = False, wait: int = 0) -> HTMLResponse:
    """Return the page for a browser that is not let in.

    Parameters
    ----------
    door
        Where the browser stands.
    accepted
        Its ``Accept-Language`` header.
    wrong
        Whether it came with a code that is wrong, used or too old.
    wait
        Seconds to wait after too many wrong codes; 0 for none.

    Examples
    --------
    >>> draw_closed(Door.PHONE, "").status_code
    403
    """
    language = choose_language(accepted)
    with speaking(language):
        page = _PAGE.format(
            language=language,
            entrance=ENTRANCE,
            title=escape(_("This browser has no key to the diary yet")),
            said="".join(f"<p>{escape(text)}</p>" for text in _explain(door, wrong, wait)),
            label=escape(_("Or type the code")),
            button=escape(_("Open the diary")),
        )
    headers = {"Content-Security-Policy": PLAIN_POLICY}
    if wait:
        headers["Retry-After"] = str(wait)
    return HTMLResponse(page, status_code=429 if wait else 403, headers=headers)


def _explain(door: Door, wrong: bool, wait: int) -> list[str]:  # noqa: FBT001 (from one place)
    said = []
    if wait:
        said.append(_("Too many wrong codes. Wait a minute, then try again."))
    elif wrong:
        said.append(_("This code is wrong, used already, or too old. Each code works once."))
    if door is Door.PHONE:
        said.append(
            _(
                "On the computer, open Mat Trial and go to “Use it on your phone”. Scan the code "
                "that it shows there."
            )
        )
    else:
        said.append(
            _(
                "Open the address that stands in the terminal where Mat Trial was started. It "
                "works once. For a new one, start Mat Trial again."
            )
        )
    return said


def choose_language(accepted: str) -> str:
    """Choose the first language that a browser's ``Accept-Language`` header names and we speak.

    Examples
    --------
    >>> choose_language("fr-CH, de-CH;q=0.9, en;q=0.8"), choose_language("")
    ('de', 'en')
    """
    wanted = [part.split(";")[0].strip() for part in accepted.split(",")]
    return negotiate_locale(wanted, list(LANGUAGES), sep="-") or ENGLISH
