"""A plan as the office has it: a Word file, its check, its amended version, the next year, and the file that comes out again."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE, check
from tests.factories import amended

pytestmark = pytest.mark.browser
UNIT = "Phòng Văn hóa và Thông tin"  # leads the task that the amended version says anew
DESK = "Công chức Văn phòng - Thống kê"  # the clerk's own
NUMBER = "88/BC-UBND"


@pytest.fixture(scope="module")
def office(open_office):
    """The story changes much, so it has an office of its own."""
    return open_office()


@pytest.fixture(scope="module")
def axe():
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The plan and its amended version, as they lie on the clerk's desk."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "ke-hoach.docx").write_bytes(amended.original())
    (folder / "ke-hoach-dieu-chinh.docx").write_bytes(amended.amended())
    return folder


@pytest.fixture
def clerk(new_hand, office):
    return new_hand(office).sign_in("minh")


def upload(hand, file, href="/ke-hoach/nhap"):
    """Choose the file and press the button; counting starts after it."""
    hand.go(href)
    hand.page.set_input_files("input[type=file]", file)
    hand.button("Tải lên và kiểm tra").click()
    hand.clicks = 0


def waited(hand, target, seconds=90):
    """The page looks again by itself; without script it does so a few times, then a person reloads it."""
    end = time.monotonic() + seconds
    while not target.is_visible():
        assert time.monotonic() < end, hand.page.locator("main").inner_text()
        hand.page.wait_for_timeout(500)
        if time.monotonic() > end - seconds + 15:
            hand.page.reload()
    return target


def confirm(hand):
    return hand.button(re.compile("^Xác nhận và tạo \\d+ nhiệm vụ"))


def plan_href(hand, year):
    """The plan of a year in the list of the desk."""
    hand.go("/ke-hoach")
    return hand.page.locator("main .list > li", has_text=f"Năm {year}").locator("a").first.get_attribute("href")


def test_a_word_file_becomes_tasks(clerk, axe, papers):
    hand = clerk
    hand.go("/ke-hoach")
    hand.sees("Nhập kế hoạch")
    hand.go("/ke-hoach/nhap")
    assert check(hand, axe, "upload") == []
    upload(hand, papers / "ke-hoach.docx")
    with hand.within(4):
        waited(hand, confirm(hand))
        _looks_at_a_row(hand)
        _chooses_a_unit(hand)
        hand.press(confirm(hand))
        hand.sees("Đã tạo kế hoạch và nhiệm vụ.")
    hand.sees("Các bản đã nhập")
    assert check(hand, axe, "plan") == []


def _looks_at_a_row(hand):
    """Its source stands beside as soon as the row has the focus; the keyboard is enough."""
    row = hand.page.locator(".line", has_text=amended.REWORDED)
    row.locator("[data-title]").focus()
    expect(hand.page.locator(".source__own")).to_contain_text(amended.REWORDED)
    box = hand.page.locator("#source").bounding_box()
    assert 0 <= box["y"] < 768
    assert box["x"] > row.bounding_box()["x"]


def _chooses_a_unit(hand):
    """One answer holds for every row of the unit, and is kept at once."""
    question = hand.page.get_by_label(UNIT, exact=True)
    if not question.is_visible():
        hand.press(hand.page.locator("summary", has_text="Đơn vị đã nhận ra"))
    desk = question.locator("option", has_text=DESK).first.get_attribute("value")
    hand.clicks += 1
    with hand.page.expect_response(lambda answer: answer.url.endswith("/luu")) as saved:
        question.select_option(desk)
    assert saved.value.status == 200
    expect(hand.page.get_by_label(UNIT, exact=True)).to_have_value(desk)


def test_every_page_of_a_check(clerk, axe, papers):
    hand = clerk
    upload(hand, papers / "ke-hoach.docx")
    waited(hand, confirm(hand))
    wrong = check(hand, axe, "check")
    here = hand.page.url.partition("?")[0]
    with hand.page.expect_response(lambda answer: "/toan-van" in answer.url):
        hand.page.locator("summary", has_text="Toàn văn và cách hiểu").click()
    expect(hand.page.locator("#whole-text .passage").first).to_be_visible()
    wrong += check(hand, axe, "check, whole text open")
    _corrects_a_row(hand)
    wrong += check(hand, axe, "check, a row corrected")
    for part in ("/toan-van", "/dong/3", "?xem=can-kiem-tra"):
        hand.go(here.removeprefix(hand.url) + part)
        wrong += check(hand, axe, part)
    assert wrong == []
    hand.go(here.removeprefix(hand.url))
    hand.button("Bỏ lần nhập này").click()
    hand.sees("Đã bỏ lần nhập này.")


def _corrects_a_row(hand):
    """In its place: the form opens under the hand, the focus comes back to the row's title."""
    row = hand.page.locator(".line").nth(1)
    place = row.get_attribute("id")
    hand.link(re.compile("^Sửa"), row).click()
    form = hand.page.locator(f"#{place} form")
    expect(form.get_by_label("Nội dung", exact=True)).to_be_focused()
    form.get_by_label("Sản phẩm").fill("Báo cáo chuyên đề")
    form.get_by_label("Sản phẩm").press("Enter")
    hand.sees("Sản phẩm: Báo cáo chuyên đề", hand.page.locator(f"#{place}"))
    hand.sees("Đã lưu dòng đã sửa.")
    expect(hand.page.locator(f"#{place} [data-title]")).to_be_focused()
    hand.button(re.compile("^Bỏ dòng này")).first.click()
    expect(hand.page.locator(".line--out")).to_have_count(1)


def test_an_amended_plan_keeps_its_evidence(clerk, axe, papers):
    hand = clerk
    href = plan_href(hand, 2025)
    task_href = _reports_done(hand, href)
    upload(hand, papers / "ke-hoach-dieu-chinh.docx", href + "/dieu-chinh")
    with hand.within(2):
        hand.press(waited(hand, hand.button("Xem thay đổi trước khi điều chỉnh")))
        hand.sees("có 1 minh chứng, giữ nguyên")
        expect(hand.page.locator("ins", has_text="và thay mới")).to_be_visible()
        hand.sees(amended.ADDED)
        assert check(hand, axe, "difference") == []
        hand.page.get_by_label(f"Lý do bỏ: {amended.REMOVED}").fill("Không còn phù hợp với thực tế.")
        hand.press(hand.button(re.compile("^Xác nhận điều chỉnh: giữ \\d+, đổi 1, thêm 1, bỏ 1 nhiệm vụ")))
        hand.sees("Đã điều chỉnh kế hoạch.")
    hand.go(task_href)
    hand.sees(NUMBER)
    hand.sees("Rà soát và thay mới toàn bộ bảng niêm yết")
    hand.sees("Chờ duyệt")
    hand.go(href)
    versions = hand.page.locator("section:has(#versions) li")
    expect(versions).to_have_count(2)


def _reports_done(hand, href):
    """Evidence for the task that will be said anew; returns the address of the task."""
    hand.go(href)
    row = hand.page.locator(".extract p", has_text=amended.REWORDED)
    address = row.get_by_role("link", name=re.compile("^Xem nhiệm vụ")).get_attribute("href")
    hand.go(address)
    hand.link(re.compile("^Báo hoàn thành")).first.click()
    hand.page.get_by_label("Số, ký hiệu văn bản").fill(NUMBER)
    hand.button("Xác nhận hoàn thành").click()
    hand.sees("Chờ duyệt")
    return address


def test_the_next_year(clerk, axe, tmp_path):
    hand = clerk
    hand.go(plan_href(hand, 2025))
    with hand.within(2):
        hand.press(hand.button("Lập kế hoạch năm 2026"))
        waited(hand, confirm(hand))
        hand.sees(re.compile("Từ năm 2025: \\d+ nhiệm vụ chưa xong"))
        assert check(hand, axe, "next year, check") == []
        file = hand.page.evaluate("fetch(document.querySelector('main a[href$=\"/tep\"]').href).then(a => a.status)")
        assert file == 200
        hand.press(confirm(hand))
        hand.sees("Đã tạo kế hoạch và nhiệm vụ.")
    assert check(hand, axe, "next year, plan") == []
    hand.link(re.compile("^Xem nhiệm vụ")).first.click()
    hand.link("Xem nhiệm vụ của năm trước").click()
    hand.sees("Kế hoạch 2025")


def test_the_plan_as_a_word_file_is_known_again(clerk, axe, tmp_path):
    hand = clerk
    href = plan_href(hand, 2025)
    hand.go(href)
    with hand.within(2):
        hand.press(hand.button("Tải Word (.docx)"))
        ready = waited(hand, hand.link("Tải Word (.docx)"))
        assert check(hand, axe, "file of a plan") == []
        file = hand.download(ready, tmp_path)
    assert file.suffix == ".docx"
    upload(hand, file)
    waited(hand, confirm(hand))
    hand.sees("Đã có kế hoạch cùng tên của năm 2025.")
    hand.sees("Rà soát và thay mới toàn bộ bảng niêm yết")
    hand.sees(amended.ADDED)
    hand.button("Bỏ lần nhập này").click()


def test_the_whole_import_without_script(new_hand, open_office, papers):
    hand = new_hand(open_office(), script=False).sign_in("minh")
    upload(hand, papers / "ke-hoach.docx")
    waited(hand, confirm(hand))
    hand.page.locator(".line [data-title]").nth(2).click()
    expect(hand.page.locator(".source__own")).to_be_visible()
    with hand.within(1):
        hand.press(confirm(hand))
        hand.sees("Đã tạo kế hoạch và nhiệm vụ.")
    href = hand.page.url.removeprefix(hand.url)
    upload(hand, papers / "ke-hoach-dieu-chinh.docx", href + "/dieu-chinh")
    waited(hand, hand.button("Xem thay đổi trước khi điều chỉnh")).click()
    hand.page.get_by_label(f"Lý do bỏ: {amended.REMOVED}").fill("Không còn phù hợp.")
    hand.button(re.compile("^Xác nhận điều chỉnh")).click()
    hand.sees("Đã điều chỉnh kế hoạch.")
