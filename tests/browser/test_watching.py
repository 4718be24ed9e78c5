"""The watchers themselves: each must be able to fail a test."""

import datetime as dt
import shutil
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from browser.serving import AppServer, StartServer
from browser.watching import (
    STREAMLIT_OWN,
    OpenPage,
    Watch,
    check_accessibility,
    is_local,
    wait_until_idle,
)
from mat_trial.launch import find_bundle

STAND_IN = """
import os, socket, time
import streamlit as st

st.title(os.environ.get("MAT_TRIAL_TODAY", "no day"))
if st.button("Count slowly"):
    time.sleep(0.7)
    st.session_state["count"] = st.session_state.get("count", 0) + 1
st.write("Counted", st.session_state.get("count", 0))
st.file_uploader("Diary file")
"""
# From a thread, from a child, from the page itself.
CALLS_OUT = """
import subprocess, sys, threading

def listen_everywhere():
    with socket.socket(type=socket.SOCK_DGRAM) as listener:
        listener.bind(("", 0))

thread = threading.Thread(target=listen_everywhere)
thread.start()
thread.join()
CHILD = "import socket; socket.gethostbyname('child.mat-trial.invalid')"
subprocess.run([sys.executable, "-c", CHILD], check=False)
socket.getaddrinfo("mat-trial.invalid", 80)
"""


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    bundle = tmp_path / "bundle"
    shutil.copytree(find_bundle() / ".streamlit", bundle / ".streamlit")
    (bundle / "app.py").write_text(STAND_IN, encoding="utf-8")
    return bundle


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8501/", True),
        ("ws://localhost:8501/_stcore/stream", True),
        ("data:image/png;base64,AA", True),
        ("blob:http://127.0.0.1:8501/1", True),
        ("http://192.168.1.2/", False),
        ("https://example.org/font.woff2", False),
        ("wss://127.0.0.1.example.org/", False),
    ],
)
def test_only_this_machine_is_local(url: str, local: bool) -> None:  # noqa: FBT001 (a parameter)
    assert is_local(url) is local


def test_requests_and_complaints_of_a_page_are_seen(chromium: Browser) -> None:
    context = chromium.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_content(
        """<img src="http://example.org/beacon.png"><script>
        console.error("so it goes");
        new WebSocket("ws://example.org/socket");
        setTimeout(() => { throw new Error("and so on"); });
        </script>"""
    )
    page.wait_for_timeout(200)
    context.close()
    assert {"http://example.org/beacon.png", "ws://example.org/socket"} <= set(watch.outside)
    assert any("so it goes" in complaint for complaint in watch.complaints)
    assert any("and so on" in complaint for complaint in watch.complaints)


def test_faults_of_ours_are_found_even_beside_streamlits_own(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        """<html lang="en"><title>t</title><main><h1>t</h1>
        <section data-testid="stFileUploaderDropzone" role="presentation" aria-label="a"></section>
        <section id="ours" role="presentation" aria-label="b"></section>
        <p id="pale" style="color: #aaa; background: #fff">pale</p></main></html>"""
    )
    found = check_accessibility(page)
    page.close()
    assert [line.split(":")[0] for line in found] == [
        "color-contrast",
        "presentation-role-conflict",
    ]
    assert "#pale" in found[0]
    assert "#ours" in found[1]


def test_a_page_is_waited_for_and_only_streamlits_own_faults_are_let_pass(
    server: StartServer, page_at: OpenPage, stand_in: Path
) -> None:
    page = page_at(390, 844)
    page.goto(server(bundle=stand_in).url)
    wait_until_idle(page)
    for count in (1, 2):
        started = time.monotonic()
        page.get_by_role("button", name="Count slowly").click()
        wait_until_idle(page)
        expect(page.get_by_text(f"Counted {count}")).to_be_visible(timeout=1)
        assert 0.7 < time.monotonic() - started < 3
    # One that Streamlit has mended must leave the list.
    rules = {violation["id"] for violation in Axe().run(page).response["violations"]}
    assert rules == set(STREAMLIT_OWN)
    assert check_accessibility(page) == []


def test_another_day_on_the_same_diary(
    server: StartServer, page_at: OpenPage, stand_in: Path
) -> None:
    app = server(dt.date(2027, 1, 4), bundle=stand_in)
    page = page_at(390, 844)
    page.goto(app.url)
    expect(page.get_by_role("heading", name="2027-01-04")).to_be_visible()
    wait_until_idle(page)
    app.restart(dt.date(2027, 1, 5))
    page.reload()
    expect(page.get_by_role("heading", name="2027-01-05")).to_be_visible()
    app.move_day(dt.date(2027, 1, 6))
    page.reload()
    expect(page.get_by_role("heading", name="2027-01-06")).to_be_visible()


def test_a_server_that_calls_out_is_seen(
    tmp_path: Path, stand_in: Path, chromium: Browser
) -> None:
    with (stand_in / "app.py").open("a", encoding="utf-8") as script:
        script.write(CALLS_OUT)
    app = AppServer(tmp_path, stand_in)
    app.start()
    context = chromium.new_context()
    page = context.new_page()
    page.goto(app.url)
    expect(page.get_by_text("gaierror")).to_be_visible()
    context.close()
    app.stop()
    assert app.went_outside() == [
        "socket.bind any",
        "socket.gethostbyname child.mat-trial.invalid",
        "socket.getaddrinfo mat-trial.invalid",
    ]
    assert "Traceback" in app.log()
