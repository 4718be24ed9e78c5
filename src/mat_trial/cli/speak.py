"""The option that says in which language a file for people is written."""

from typing import Annotated, Literal

import typer

from mat_trial.language import speaking


def _speak(context: typer.Context, code: str | None) -> str | None:
    if code is not None:
        # Ends with the command, so that commands run after it in the same program are untouched.
        context.with_resource(speaking(code))
    return code


Language = Annotated[
    Literal["en", "de", "es"] | None,
    typer.Option(
        "--language",
        help="What is written and said is in this language. Without it: the one that "
        "MAT_TRIAL_LANGUAGE names, else English.",
        # Before the other options, so that what is wrong with them is said in it too.
        is_eager=True,
        callback=_speak,
    ),
]
