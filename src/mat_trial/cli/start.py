"""`mat-trial app`: the app for this computer, and for phones where that is asked for."""

from typing import Annotated

import typer

from mat_trial.cli.out import refuse
from mat_trial.errors import Problem
from mat_trial.language import _


def start_app(
    *,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port to listen on. Without it: a free one."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Whether a browser is opened.")] = True,
    phone: Annotated[
        bool,
        typer.Option(
            "--phone",
            help="Let your phone in over your network, by a code to scan. Trust that network: "
            "nothing on it is encrypted.",
        ),
    ] = False,
    phone_address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="With --phone: this computer's address in that network."
        ),
    ] = None,
    key: Annotated[
        bool,
        typer.Option(
            "--key",
            help="Where other people have accounts on this computer: let a browser in only by "
            "the address in the terminal.",
        ),
    ] = False,
    new_keys: Annotated[
        bool, typer.Option("--new-key", help="Shut out every phone and browser let in before.")
    ] = False,
) -> None:
    """Start the app on this computer; the same as no command.

    Example: mat-trial app --phone
    """
    # Other commands start faster without these.
    from mat_trial.launch import start_app as launch  # noqa: PLC0415 - as above
    from mat_trial.server.network import find_own_address  # noqa: PLC0415 - as above

    if phone_address is not None and not phone:
        problem = Problem(
            where="--phone-address",
            value=phone_address,
            wrong=_("was given without --phone"),
            allowed=_("both, or neither"),
            remedy=_("Add --phone to let phones in."),
        )
        refuse([problem])
    address = find_own_address(phone_address) if phone else None
    raise typer.Exit(
        launch(port=port, open_browser=browser, phone=address, ask_key=key, new_keys=new_keys)
    )
