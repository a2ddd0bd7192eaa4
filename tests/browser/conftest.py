"""One prepared demonstration for all browser tests; each server works on its own copy."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.hand import Hand
from tests.browser.serving import Server, copy_of

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """An instance folder with the whole year of the demonstration; nobody works on it."""
    folder = tmp_path_factory.mktemp("prepared")
    Server(folder, "--demo").stop()
    return folder


@pytest.fixture(scope="session")
def open_office(prepared, tmp_path_factory):
    """Start the server on a fresh copy; stopped when the session ends."""
    servers = []

    def start():
        servers.append(Server(copy_of(prepared, tmp_path_factory.mktemp("office") / "instance")))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def shared_office(open_office):
    """A server for tests that only look, or that each touch a task of their own."""
    return open_office()


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; Playwright's own browser is never downloaded."""
    program = shutil.which("chromium")
    assert program, "chromium is missing: run `make setup`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_hand(chromium):
    """Open a browser of its own at a server; what went wrong unseen fails the test at its end."""
    hands = []

    def open_browser(server, *, script=True, state=None, **options):
        context = chromium.new_context(
            viewport=SCREEN,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            java_script_enabled=script,
            storage_state=state,
            **options,
        )
        context.set_default_timeout(15_000)
        hands.append(Hand(context, server.url))
        return hands[-1]

    yield open_browser
    troubles = [trouble for hand in hands for trouble in hand.troubles]
    for hand in hands:
        hand.context.close()
    assert troubles == []
