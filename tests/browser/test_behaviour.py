"""How pages behave when hands are quick, lines break, sessions end and files are wrong (experience.md section 4)."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser import story
from tests.browser.hand import PASSWORD

pytestmark = pytest.mark.browser
MIB = 1024 * 1024
VISIBLE = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const zone = element.closest('.drop-ready')?.querySelector('.drop');
    const drawn = zone ? getComputedStyle(zone) : style;
    return {outline: drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 2, inside: box.top >= 0 && box.bottom <= innerHeight + 1,
            words: element.textContent.trim() || element.getAttribute('name')};
}"""


@pytest.fixture(scope="module")
def office(open_office):
    """These tests change the tasks they touch."""
    return open_office()


@pytest.fixture
def officer(new_hand, office):
    """The month of the officer whose home lists the most that is open."""
    hand = new_hand(office).sign_in("hanh")
    hand.go("/viec?thang=2024-09")
    return hand


def open_rows(hand):
    """Each call gives rows that still may be ticked; the list is followed by ids, for rows change under the hand."""
    found = hand.page.locator(".task", has=hand.page.get_by_role("link", name=re.compile("Báo hoàn thành|Bổ sung minh chứng")))
    return [hand.page.locator("#" + row.get_attribute("id")) for row in found.all()]


def opened(hand, row):
    hand.press(hand.link(re.compile("Báo hoàn thành|Bổ sung minh chứng"), row))
    expect(row.locator("[data-panel] input[type=file]")).to_be_focused()
    return row


def count(office, query, *values):
    with closing(sqlite3.connect(office.instance / "tthc.sqlite3")) as base:
        return base.execute(query, values).fetchone()[0]


def occurrence_of(row):
    return int(row.get_attribute("id").removeprefix("task-"))


def test_three_quick_clicks_make_one_record(officer, office):
    row = opened(officer, open_rows(officer)[0])
    occurrence = occurrence_of(row)
    row.get_by_label("Số, ký hiệu văn bản").fill("9071/BC-UBND")
    officer.button("Xác nhận hoàn thành", row).evaluate("button => { button.click(); button.click(); button.click(); }")
    officer.sees("Chờ duyệt", row)
    officer.page.wait_for_timeout(500)
    assert count(office, "SELECT count(*) FROM evidence_link WHERE occurrence_id = ?", occurrence) == 1
    assert count(office, "SELECT count(*) FROM evidence WHERE doc_number = '9071/BC-UBND'") == 1


def test_three_quick_clicks_without_htmx_make_one_record(officer, office):
    row = open_rows(officer)[0]
    occurrence = occurrence_of(row)
    officer.go(officer.link(re.compile("Báo hoàn thành"), row).get_attribute("href"))
    officer.page.get_by_label("Số, ký hiệu văn bản").fill("9072/BC-UBND")
    officer.button("Xác nhận hoàn thành").evaluate("button => { button.click(); button.click(); button.click(); }")
    officer.page.wait_for_url(re.compile(r"/viec/\d+$"))
    assert count(office, "SELECT count(*) FROM evidence_link WHERE occurrence_id = ?", occurrence) == 1


def test_refusal_keeps_values_and_the_chosen_file(officer, tmp_path):
    row = opened(officer, open_rows(officer)[0])
    officer.choose(row.locator("label.link"), story.small_pdf(tmp_path, "anh-niem-yet.pdf"))
    officer.sees("anh-niem-yet.pdf", row)
    row.get_by_label("Số, ký hiệu văn bản").fill("9073/BC-UBND")
    row.get_by_label("Ngày văn bản").fill("31/02/2024")
    row.get_by_label("Ghi chú").fill("đã niêm yết")
    with officer.expecting(422):
        officer.press(officer.button("Xác nhận hoàn thành", row))
        officer.sees("Ngày không hợp lệ. Nhập theo dạng ngày/tháng/năm, ví dụ 15/08/2024.", row)
    assert row.get_by_label("Số, ký hiệu văn bản").input_value() == "9073/BC-UBND"
    assert row.get_by_label("Ngày văn bản").input_value() == "31/02/2024"
    assert row.get_by_label("Ghi chú").input_value() == "đã niêm yết"
    assert row.locator("input[type=file]").evaluate("input => [...input.files].map(file => file.name)") == ["anh-niem-yet.pdf"]
    officer.sees("anh-niem-yet.pdf", row)
    wrong = row.get_by_label("Ngày văn bản")
    expect(wrong).to_be_focused()
    assert wrong.get_attribute("aria-invalid") == "true"
    wrong.fill("14/08/2024")
    officer.press(officer.button("Xác nhận hoàn thành", row))
    officer.sees("Chờ duyệt", row)


def forget(hand, new_hand, office):
    """The browser has lost its cookie: signed out in another window."""
    hand.context.clear_cookies()


def end(hand, new_hand, office):
    """The server has ended the sign-in; the browser still holds its cookie."""
    other = new_hand(office).sign_in("hanh")
    other.go("/phien")
    other.press(other.button(re.compile("mọi nơi")))
    other.page.wait_for_url(re.compile("/dang-nhap"))


@pytest.mark.parametrize("ends", [forget, end])
def test_session_ends_and_the_request_is_repeated(ends, officer, new_hand, office):
    row = opened(officer, open_rows(officer)[0])
    occurrence = occurrence_of(row)
    number = f"74-{ends.__name__}/BC-UBND"
    row.get_by_label("Số, ký hiệu văn bản").fill(number)
    ends(officer, new_hand, office)
    dialog = officer.page.locator("#session-dialog")
    with officer.expecting(401, 422):
        officer.press(officer.button("Xác nhận hoàn thành", row))
        expect(dialog).to_be_visible()
        assert row.get_by_label("Số, ký hiệu văn bản").input_value() == number
        dialog.get_by_label("Tên đăng nhập").fill("hanh")
        dialog.get_by_label("Mật khẩu").fill("sai")
        officer.enter()
        officer.sees("Tên đăng nhập hoặc mật khẩu không đúng.", dialog)
        dialog.get_by_label("Mật khẩu").fill(PASSWORD)
        officer.enter()
        expect(dialog).not_to_be_visible()
        officer.sees("Chờ duyệt", row)
    assert count(office, "SELECT count(*) FROM evidence_link WHERE occurrence_id = ?", occurrence) == 1


def test_back_after_filters(officer):
    officer.go("/2024/mot-cua")
    page = officer.page
    before = page.locator(".task").count()
    officer.press(page.locator(".filters").get_by_role("link", name=re.compile("^Đã xong")))
    page.wait_for_url(re.compile("loc=da-xong"))
    expect(page.locator(".filters [aria-current]")).to_contain_text("Đã xong")
    officer.press(page.locator(".filters").get_by_role("link", name=re.compile("^Quá hạn")))
    page.wait_for_url(re.compile("loc=qua-han"))
    page.go_back()
    expect(page.locator(".filters [aria-current]")).to_contain_text("Đã xong")
    expect(page.locator("header.header")).to_be_visible()
    page.go_back()
    expect(page.locator(".filters [aria-current]")).to_contain_text("Kỳ này")
    expect(page.locator(".task")).to_have_count(before)
    officer.press(page.locator(".task__title a").first)
    page.wait_for_url(re.compile("/viec/"))
    page.go_back()
    expect(page.locator(".task")).to_have_count(before)


def test_confirm_is_near_by_keyboard(officer, tmp_path):
    row = open_rows(officer)[0]
    officer.link(re.compile("Báo hoàn thành"), row).focus()
    officer.enter()
    expect(row.locator("[data-panel]")).to_be_visible()
    expect(row.locator("input[type=file]")).to_be_focused()
    row.locator("input[type=file]").set_input_files(story.small_pdf(tmp_path))
    officer.sees("bao-cao.pdf", row)
    steps = [officer.page.evaluate(VISIBLE)]
    while "Xác nhận hoàn thành" not in steps[-1]["words"]:
        officer.page.keyboard.press("Tab")
        steps.append(officer.page.evaluate(VISIBLE))
        assert len(steps) <= 6, steps
    assert [step for step in steps if not step["outline"] or not step["inside"]] == []
    officer.enter()
    officer.sees("Chờ duyệt", row)
    expect(row.locator("[data-title]")).to_be_focused()


def test_nothing_to_see_after_leaving(office, new_hand):
    hand = new_hand(office).sign_in("phuc")
    hand.go("/viec")
    hand.press(hand.button("Đăng xuất").first)
    hand.page.wait_for_url(re.compile("/dang-nhap"))
    hand.page.go_back()
    expect(hand.page.get_by_label("Mật khẩu")).to_be_visible()
    assert "/dang-nhap" in hand.page.url
    assert hand.page.locator(".task").count() == 0
    assert hand.page.evaluate("Object.keys(localStorage).length") == 0


def test_too_large_file(officer, tmp_path):
    large = tmp_path / "ban-chup.pdf"
    large.write_bytes(story.small_pdf(tmp_path).read_bytes() + b"\0" * (20 * MIB))
    row = opened(officer, open_rows(officer)[0])
    row.get_by_label("Ghi chú").fill("giữ lại")
    officer.choose(row.locator("label.link"), large)
    with officer.expecting(413):
        officer.press(officer.button("Xác nhận hoàn thành", row))
        officer.sees('Tệp "ban-chup.pdf" lớn hơn 20 MB. Chụp lại ở độ phân giải thấp hơn hoặc tách tệp.', row)
    assert row.get_by_label("Ghi chú").input_value() == "giữ lại"


def test_wrong_kind_of_file(officer, tmp_path):
    wrong = tmp_path / "anh.pdf"
    wrong.write_bytes(b"MZ\x90\x00" + b"\0" * 2000)
    row = opened(officer, open_rows(officer)[0])
    officer.choose(row.locator("label.link"), wrong)
    with officer.expecting(422):
        officer.press(officer.button("Xác nhận hoàn thành", row))
        officer.sees('Tệp "anh.pdf" không đúng loại. Chỉ nhận PDF, Word, Excel và ảnh.', row)


def test_old_version_is_refused(officer, new_hand, office):
    row = opened(officer, open_rows(officer)[0])
    task = officer.page.url
    other = new_hand(office).sign_in("hanh")
    other.page.goto(task)
    same = opened(other, other.page.locator("#" + row.get_attribute("id")))
    same.get_by_label("Số, ký hiệu văn bản").fill("9075/BC-UBND")
    other.press(other.button("Xác nhận hoàn thành", same))
    other.sees("Chờ duyệt", same)
    row.get_by_label("Số, ký hiệu văn bản").fill("9076/BC-UBND")
    with officer.expecting(409):
        with officer.page.expect_response(lambda answer: answer.request.method == "POST") as refused:
            officer.press(officer.button("Xác nhận hoàn thành", row))
        assert refused.value.status == 409
        expect(row.get_by_role("alert")).to_be_visible()
    assert row.get_by_label("Số, ký hiệu văn bản").input_value() == "9076/BC-UBND"
    assert count(office, "SELECT count(*) FROM evidence WHERE doc_number = '9076/BC-UBND'") == 0


def test_line_breaks_and_the_words_stay(officer):
    row = opened(officer, open_rows(officer)[0])
    row.get_by_label("Số, ký hiệu văn bản").fill("9077/BC-UBND")
    officer.page.route("**/bao-xong/*", lambda route: route.abort("internetdisconnected"))
    officer.press(officer.button("Xác nhận hoàn thành", row))
    officer.sees("Mất kết nối mạng. Nội dung đã nhập vẫn còn trên máy; thử lại khi có mạng.", row)
    assert row.get_by_label("Số, ký hiệu văn bản").input_value() == "9077/BC-UBND"
    officer.page.unroute("**/bao-xong/*")
    officer.press(officer.button("Thử lại", row))
    officer.sees("Chờ duyệt", row)
    # The line was cut on purpose: the browser and htmx each write their own line about it.
    told = re.compile("ERR_INTERNET_DISCONNECTED|htmx:(sendError|afterRequest)")
    officer.troubles[:] = [one for one in officer.troubles if not told.search(one)]
