"""Weights over the wire: first view, second view, and each kind of file (experience.md section 5)."""

import gzip
import re
import urllib.request

import pytest

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser
KB = 1024
FIRST, AGAIN, REQUESTS = 60 * KB, 15 * KB, 6
HTML, CSS, JS = 15 * KB, 12 * KB, 25 * KB


class Wire:
    """What came over the wire since the last reading: headers and bodies as the browser's network layer counted them.

    What the browser had in its cache counts nothing.
    """

    def __init__(self, page):
        self.sizes = {}
        self._asked = {}
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Network.enable")
        self._devtools.on("Network.responseReceived", self._began)
        self._devtools.on("Network.loadingFinished", self._ended)

    def _began(self, event):
        response = event["response"]
        if not response.get("fromDiskCache"):
            self._asked[event["requestId"]] = response["url"]

    def _ended(self, event):
        if event["requestId"] in self._asked and event["encodedDataLength"]:
            self.sizes[self._asked[event["requestId"]]] = event["encodedDataLength"]

    def reading(self):
        found, self.sizes = self.sizes, {}
        return found


@pytest.fixture(scope="module")
def addresses(shared_office, chromium):
    """Home, a section and a task, each with the person who has most on it."""
    context = chromium.new_context()
    hand = Hand(context, shared_office.url).sign_in("hanh")
    state = context.storage_state()
    hand.go("/2024/mot-cua")
    task = hand.page.locator(".task__title a").first.get_attribute("href")
    context.close()
    return {"home": "/", "section": "/2024/mot-cua", "task": task}, state


@pytest.mark.parametrize("name", ["home", "section", "task"])
def test_views(name, addresses, shared_office, new_hand):
    places, state = addresses
    hand = new_hand(shared_office, state=state)
    wire = Wire(hand.page)
    hand.go(places[name])
    hand.page.wait_for_load_state("networkidle")
    first = wire.reading()
    assert len(first) <= REQUESTS, sorted(first)
    assert sum(first.values()) <= FIRST, first
    hand.go(places[name])
    hand.page.wait_for_load_state("networkidle")
    again = wire.reading()
    assert len(again) <= 2, sorted(again)  # the page, and at most one more
    assert 0 < sum(again.values()) <= AGAIN, again


@pytest.mark.parametrize("name", ["home", "section", "task"])
def test_files(name, addresses, shared_office):
    places, state = addresses
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in state["cookies"])
    html, size = _fetched(shared_office.url + places[name], cookies)
    assert size <= HTML
    page = html.decode()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert sheets
    assert scripts
    css = sum(_fetched(shared_office.url + one)[1] for one in sheets)
    js = sum(_fetched(shared_office.url + one)[1] for one in scripts)
    assert css <= CSS
    assert js <= JS


def _fetched(address, cookies=""):
    """The content, and its size as it travels: the server must have compressed it."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Cookie": cookies})  # noqa: S310 - our own server
    with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
        raw = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip", address
    return gzip.decompress(raw), len(raw)
