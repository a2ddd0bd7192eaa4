"""The on-site sheet in a real browser: the network is cut, the page is opened again, two people write the same line, no axe violation."""

import sqlite3
from contextlib import closing
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_every_page import RUN, TAGS, WIDE
from tthc.config import ROOT

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
SIZES = ((1366, 768), (390, 844), (320, 640))
SMALL = "() => [...document.querySelectorAll('.mark')].filter(one => one.offsetHeight < 44).length"


def check(hand, name):
    """What is wrong with the page as it stands, at each width."""
    hand.page.evaluate(AXE)
    wrong = []
    for width, height in SIZES:
        hand.page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{name} {width}: {words}" for words in hand.page.evaluate(RUN, TAGS)]
        if hand.page.evaluate(WIDE):
            wrong.append(f"{name} {width}: scrolls sideways")
        if hand.page.evaluate(SMALL):
            wrong.append(f"{name} {width}: an answer is too small for a thumb")
    return wrong


def marks(server):
    """What the database holds of the running round: code, mark, note, photos."""
    photos = "(SELECT count(*) FROM inspection_item_file f WHERE f.item_id = i.id AND NOT f.is_answer)"
    with closing(sqlite3.connect(server.instance / "tthc.sqlite3")) as base:
        query = f"SELECT i.code, i.mark, i.note, {photos} FROM inspection_item i WHERE i.round_id = ? ORDER BY i.position"  # noqa: S608 - fixed words
        return {code: (mark, note, count) for code, mark, note, count in base.execute(query, (running(server),))}


def running(server):
    with closing(sqlite3.connect(server.instance / "tthc.sqlite3")) as base:
        return base.execute("SELECT id FROM inspection_round WHERE starts_on = '2024-08-14'").fetchone()[0]


def photo():
    kept = BytesIO()
    Image.new("RGB", (2400, 1800), "white").save(kept, "JPEG")
    return {"name": "bang.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def line(hand, code):
    return hand.page.locator(".sheet-line", has_text=code)


def test_a_draft_survives_a_lost_connection(open_office, new_hand):
    server = open_office()
    address = f"/2024/kiem-tra/dot/{running(server)}/phieu"
    hand = new_hand(server).sign_in("thao")
    hand.go(address)
    assert check(hand, "sheet") == []
    unsent = hand.page.locator("[data-unsent]")

    line(hand, "35a.5").get_by_label("Không áp dụng").check()
    expect(line(hand, "35a.5").locator(".status")).to_have_text("Không áp dụng")
    assert marks(server)["35a.5"][0] == "not_applicable"

    hand.context.set_offline(True)
    line(hand, "BS.1").get_by_label("Không đạt").check()
    line(hand, "BS.1").get_by_label("Ghi nhận").fill("Thiếu 02 thủ tục")
    line(hand, "BS.1").locator("input[type=file]").set_input_files(photo())
    expect(unsent).to_contain_text("1 nội dung, 1 ảnh chưa gửi")
    assert check(hand, "unsent") == []
    assert marks(server)["BS.1"] == (None, "", 0)

    hand.context.set_offline(False)
    hand.go(address)  # closed and opened again: what was written comes back and goes out by itself
    expect(unsent).to_have_text("", timeout=15000)
    expect(line(hand, "BS.1").locator(".status")).to_have_text("Không đạt")
    expect(line(hand, "BS.1").get_by_label("Ghi nhận")).to_have_value("Thiếu 02 thủ tục")
    expect(line(hand, "BS.1").get_by_role("link", name="Ghi kiến nghị")).to_be_visible()
    assert marks(server)["BS.1"] == ("fail", "Thiếu 02 thủ tục", 1)
    hand.troubles = [one for one in hand.troubles if "ERR_INTERNET_DISCONNECTED" not in one]  # the cut itself


def test_two_people_at_one_line(open_office, new_hand):
    server = open_office()
    address = f"/2024/kiem-tra/dot/{running(server)}/phieu"
    first, second = new_hand(server).sign_in("thao"), new_hand(server).sign_in("vinh")
    for hand in (first, second):
        hand.go(address)
    line(first, "BS.2").get_by_text("Đạt", exact=True).click()
    expect(line(first, "BS.2").locator(".status")).to_have_text("Đạt")
    with second.expecting(409):
        line(second, "BS.2").get_by_text("Không đạt", exact=True).click()
        expect(line(second, "BS.2")).to_contain_text("vừa được người khác trong đoàn ghi")
    expect(line(second, "BS.2")).to_contain_text("Kết quả: Đạt")
    assert check(second, "clash") == []
    assert marks(server)["BS.2"][0] == "pass"
    line(second, "BS.2").get_by_role("button", name="Giữ bản này").click()
    expect(line(second, "BS.2").locator(".status")).to_have_text("Không đạt")
    assert marks(server)["BS.2"][0] == "fail"
    expect(second.page.locator("[data-unsent]")).to_have_text("")


def test_what_one_person_wrote_is_not_sent_under_the_name_of_the_next(open_office, new_hand):
    """One tablet: the page of the first is still open when the second signs in beside it."""
    server = open_office()
    address = f"/2024/kiem-tra/dot/{running(server)}/phieu"
    first, second = new_hand(server).sign_in("thao"), new_hand(server).sign_in("vinh")
    first.go(address)
    before = marks(server)["BS.2"]
    first.context.add_cookies(second.context.cookies())
    with first.expecting(400, 403):
        line(first, "BS.2").get_by_text("Không đạt", exact=True).click()
        expect(first.page.locator("[data-unsent]")).to_contain_text("1 nội dung chưa gửi. Máy đang dùng tài khoản khác")
    assert marks(server)["BS.2"] == before
