"""Serve the app: the one place besides the pages that knows Streamlit.

``python -m mat_trial.server.serve BUNDLE PORT`` is what `mat_trial.launch` starts.
"""

import os
import socket
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit.web import bootstrap

from mat_trial.language import _
from mat_trial.server.browser_name import BrowserName
from mat_trial.server.doors import HOST, Doors, asks_for_key, phone_address
from mat_trial.server.guard import Guard
from mat_trial.server.headers import SafeHeaders
from mat_trial.server.home_screen import HomeScreenHead, make_routes
from mat_trial.server.keys import open_keys
from mat_trial.server.settings import read_settings

GRACE_SECONDS = 5


def serve(bundle: Path, port: int) -> None:
    """Serve until standard input closes: on loopback, and on the phone's address if there is one.

    Parameters
    ----------
    bundle
        Folder with ``app.py`` and ``.streamlit/config.toml``.
    port
        The port, the same on each address.
    """
    phone = phone_address()
    app = make_app(bundle, Doors(port=port, phone=phone, all_need_key=asks_for_key()))
    _enforce(read_settings(bundle, port=port, phone=phone))
    keep_path(bundle)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            ws="websockets-sansio",
            # Never the addresses that were asked for: the first one holds a key.
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    threading.Thread(target=_stop_with_parent, args=[server], daemon=True).start()
    addresses = [HOST] if phone is None else [HOST, phone]
    server.run(sockets=[_bind(address, port) for address in addresses])


def make_app(bundle: Path, doors: Doors) -> st.App:
    """Return the app behind its guard."""
    return st.App(
        bundle / "app.py",
        routes=make_routes(),
        middleware=[
            Middleware(SafeHeaders),
            Middleware(Guard, doors=doors, keys=open_keys()),
            Middleware(BrowserName),
            Middleware(HomeScreenHead),
        ],
    )


def keep_path(bundle: Path) -> None:
    """Keep the app's folder on the path of imports for good, as its last place.

    Streamlit puts it there for each run of a page and takes it away after; an import that goes on
    in another thread meanwhile steps over a folder and does not find what is there.
    """
    folder = os.path.abspath(bundle)  # noqa: PTH100 - as Streamlit looks for it
    if folder not in sys.path:
        sys.path.append(folder)


def _enforce(settings: Mapping[str, Any]) -> None:
    bootstrap.load_config_options(dict(settings))
    # Streamlit only warns of a name it does not know, and some later release may rename one.
    loose = [name for name, value in settings.items() if st.get_option(name) != value]
    if loose:
        names = ", ".join(loose)
        raise SystemExit(_("Streamlit does not keep to these settings: {names}", names=names))


def _bind(address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET)
    if sys.platform != "win32":  # there it would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    return listener


def _stop_with_parent(server: uvicorn.Server) -> None:
    # Standard input is a pipe from the parent that closes however the parent ends, SIGKILL and
    # Windows included.
    os.read(0, 1)
    server.should_exit = True
    time.sleep(2 * GRACE_SECONDS)
    os._exit(1)  # it did not stop by itself


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
