"""The tablet at the counter: a day with the network cut in the middle, every press once, large things, no axe violation."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import RUN, TAGS, WIDE
from tthc.config import ROOT

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
SIZES = ((1280, 800), (390, 844), (320, 640))
SMALL = """() => [...document.querySelectorAll('button')].filter(one => one.offsetParent && (one.offsetHeight < 64 || one.offsetWidth < 64)).map(one => one.textContent)"""


def check(hand, name):
    """What is wrong with the page as it stands, at each width."""
    hand.page.evaluate(AXE)
    wrong = []
    for width, height in SIZES:
        hand.page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{name} {width}: {words}" for words in hand.page.evaluate(RUN, TAGS)]
        wrong += [f"{name} {width}: too small: {words}" for words in hand.page.evaluate(SMALL)]
        if hand.page.evaluate(WIDE):
            wrong.append(f"{name} {width}: scrolls sideways")
    hand.page.set_viewport_size({"width": 1280, "height": 800})
    return wrong


def visits(server):
    """What the register holds of this counter: numbers, whether they were called, what was said."""
    with closing(sqlite3.connect(server.instance / "tthc.sqlite3")) as base:
        query = "SELECT number, waiting_minutes IS NOT NULL, satisfaction FROM visit WHERE counter = 'Quầy thử' ORDER BY id"
        return base.execute(query).fetchall()


def paired(server, new_hand):
    """A tablet that typed the code which the clerk was given."""
    clerk = new_hand(server).sign_in("minh")
    clerk.go("/quan-tri-quay")
    clerk.page.get_by_label("Tên quầy").fill("Quầy thử")
    clerk.press(clerk.button("Thêm và lấy mã kết nối"))
    code = clerk.page.locator("#code").inner_text()
    assert re.fullmatch(r"\d{4} \d{4}", code)
    tablet = new_hand(server)
    tablet.go("/quay")
    assert check(tablet, "pairing") == []
    tablet.page.get_by_label("Mã kết nối").fill(code)
    tablet.press(tablet.button("Kết nối"))
    expect(tablet.button("Lấy số")).to_be_visible()
    return clerk, tablet


def shows(tablet, **numbers):
    for name, number in numbers.items():
        expect(tablet.page.locator(f"[data-{name}]")).to_have_text(str(number))


def test_a_day_with_the_network_cut(open_office, new_hand):
    server = open_office()
    clerk, tablet = paired(server, new_hand)
    unsent = tablet.page.locator("[data-unsent]")
    assert check(tablet, "empty board") == []
    tablet.press(tablet.button("Lấy số"))
    tablet.press(tablet.button("Lấy số"))
    shows(tablet, last=2, waiting=2)
    tablet.press(tablet.button("Gọi số tiếp theo"))
    shows(tablet, current=1, waiting=1)
    expect(unsent).to_have_text("")
    assert check(tablet, "board") == []

    tablet.context.set_offline(True)
    tablet.press(tablet.page.locator(".tablet__answer--satisfied"))
    tablet.sees("Xin cảm ơn")
    assert check(tablet, "thanks") == []
    expect(unsent).to_contain_text("1 lượt chưa gửi")
    tablet.press(tablet.button("Lấy số"))
    tablet.press(tablet.button("Gọi số tiếp theo"))
    shows(tablet, last=3, current=2, waiting=1)
    expect(unsent).to_contain_text("3 lượt chưa gửi")
    assert visits(server) == [(1, 1, ""), (2, 0, "")]

    tablet.context.set_offline(False)
    expect(unsent).to_have_text("", timeout=20_000)
    assert visits(server) == [(1, 1, "satisfied"), (2, 1, ""), (3, 0, "")]
    tablet.go("/quay")
    shows(tablet, last=3, current=2, waiting=1)
    tablet.context.clear_cookies(name="session")  # what the form's token belongs to is gone: the tablet gets another by itself
    with tablet.expecting(400):
        tablet.press(tablet.page.locator(".tablet__answer--unsatisfied"))
        expect(unsent).to_have_text("", timeout=20_000)
    assert visits(server)[1] == (2, 1, "unsatisfied")
    tablet.troubles = [one for one in tablet.troubles if "ERR_INTERNET_DISCONNECTED" not in one]  # the cut itself

    clerk.go("/quan-tri-quay")
    clerk.page.evaluate(AXE)
    assert clerk.page.evaluate(RUN, TAGS) == []
    clerk.page.set_viewport_size({"width": 320, "height": 640})
    assert not clerk.page.evaluate(WIDE)
    clerk.press(clerk.button(re.compile("Thu hồi")).last)
    clerk.sees("Đã thu hồi máy Quầy thử")
    with tablet.expecting(403):
        tablet.press(tablet.button("Lấy số"))
        expect(unsent).to_contain_text("Máy không còn được kết nối")
    tablet.go("/quay")
    expect(tablet.page.get_by_label("Mã kết nối")).to_be_visible()


def test_a_visit_without_script(open_office, new_hand):
    server = open_office()
    clerk, scripted = paired(server, new_hand)
    tablet = new_hand(server, script=False, state=scripted.context.storage_state())
    tablet.go("/quay")
    tablet.press(tablet.button("Lấy số"))
    tablet.press(tablet.button("Gọi số tiếp theo"))
    shows(tablet, current=1, waiting=0)
    tablet.press(tablet.page.locator(".tablet__answer--neutral"))
    tablet.sees("Xin cảm ơn")
    tablet.page.wait_for_url(re.compile(r"/quay$"), timeout=10_000)  # it returns by itself
    assert visits(server) == [(1, 1, "neutral")]
    clerk.go("/quan-tri-quay")
    clerk.sees("Quầy thử")


def test_a_new_day_and_a_clock_that_was_set(open_office, new_hand):
    server = open_office()
    _, tablet = paired(server, new_hand)
    start = datetime.now(UTC)
    tablet.page.clock.install(time=start)
    tablet.go("/quay")
    tablet.press(tablet.button("Lấy số"))
    shows(tablet, last=1, waiting=1)
    expect(tablet.page.locator("[data-unsent]")).to_have_text("")

    tablet.context.set_offline(True)
    tablet.press(tablet.button("Gọi số tiếp theo"))
    tablet.page.clock.set_system_time(start - timedelta(hours=5))  # set back while the press waits
    tablet.context.set_offline(False)
    tablet.page.evaluate("dispatchEvent(new Event('online'))")
    expect(tablet.page.locator("[data-unsent]")).to_have_text("")
    assert visits(server) == [(1, 1, "")]

    tablet.press(tablet.button("Lấy số"))
    shows(tablet, last=2, waiting=1)
    tablet.context.set_offline(True)  # with the network the server would say which day it is
    tablet.page.clock.set_system_time(start + timedelta(days=1))
    tablet.press(tablet.button("Gọi số tiếp theo"))  # yesterday's number is called no more
    shows(tablet, last="–", waiting=0)
    tablet.troubles = [one for one in tablet.troubles if "ERR_INTERNET_DISCONNECTED" not in one]
