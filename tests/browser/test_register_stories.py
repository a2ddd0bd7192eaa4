"""What registers are for, from the paper that arrives to the task that is ticked: nothing is typed twice."""

import re
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE, check
from tests.browser.test_import_story import waited
from tests.factories import dossiers

pytestmark = pytest.mark.browser
POSTINGS = "/2024/cong-khai/so/niem-yet"
PROCEDURES = "/2024/cong-khai/so/thu-tuc"
MARK = "/2024/cong-khai/niem-yet/ghi-nhan"
NUMBER, GONE = "2205/QĐ-UBND", "2290/QĐ-UBND"
CODES = [f"1.9010{n:02}" for n in range(1, 13)]


@pytest.fixture(scope="module")
def office(open_office):
    """The stories change much, so they have an office of their own."""
    return open_office()


@pytest.fixture(scope="module")
def axe():
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """What lies on the desk: the annex of a decision with 12 procedures, a photo of the board."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "phu-luc.xlsx").write_bytes(annex())
    Image.new("RGB", (640, 480), "#d8d2c4").save(folder / "bang-niem-yet.jpg", "JPEG")
    return folder


def annex():
    """The table of a decision as the province sends it."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Phụ lục I")
        sheet.write_row(0, 0, ["DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH"])
        sheet.write_row(2, 0, ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết"])
        for at, code in enumerate(CODES):
            sheet.write_row(3 + at, 0, [at + 1, code, f"Thủ tục mẫu của quyết định số {at + 1}", "Hộ tịch", "05 ngày làm việc"])
    return content.getvalue()


def says_the_decision(hand, kind, number, issued, effective):
    """Once for all rows of the sheet."""
    page = hand.page
    page.get_by_label("Nội dung công bố").select_option(label=kind)
    page.get_by_label("Số quyết định công bố").fill(number)
    page.get_by_label("Ngày quyết định", exact=True).fill(issued)
    page.get_by_label("Ngày quyết định có hiệu lực").fill(effective)


def confirms(hand, rows):
    """The check says what would be written; nothing is until it is confirmed."""
    button = hand.button(f"Xác nhận và ghi {rows} dòng")
    waited(hand, button)
    hand.press(button)
    waited(hand, hand.page.get_by_text(re.compile("^Đã ghi [0-9]")))


def marks(hand, photo, words, query=""):
    """Everything that waits at a place, ticked beforehand, with one photo; until nothing waits."""
    for _ in range(40):
        hand.go(MARK + query)
        if hand.page.get_by_text(re.compile("^Không có tờ nào phải")).is_visible():
            return
        hand.page.set_input_files("#photos", photo)
        hand.press(hand.button(words))
        hand.page.wait_for_load_state()
    raise AssertionError("sheets still wait")


def percentages(hand):
    hand.go(POSTINGS)
    return hand.page.locator("#section-panel .indicator__value").all_inner_texts()


def test_a_decision_with_twelve_procedures(office, new_hand, desk, axe):
    hand = new_hand(office).sign_in("minh")
    hand.go(f"{PROCEDURES}/nhap")
    assert check(hand, axe, "upload") == []
    says_the_decision(hand, "Ban hành mới", NUMBER, "05/08/2024", "10/08/2024")
    hand.page.set_input_files("#file", desk / "phu-luc.xlsx")
    hand.press(hand.button("Tải lên và kiểm tra"))
    waited(hand, hand.button("Xác nhận và ghi 12 dòng"))
    assert check(hand, axe, "check of a sheet") == []
    confirms(hand, 12)
    hand.go(f"{POSTINGS}?tu-khoa={NUMBER.split('/', maxsplit=1)[0]}")
    caption = hand.page.locator("caption")
    expect(caption).to_contain_text(f"{4 * len(CODES)} tờ niêm yết theo bộ lọc này")  # each at four places
    assert set(percentages(hand)) != {"100%"}
    assert check(hand, axe, "postings") == []

    hand.page.set_viewport_size({"width": 390, "height": 844})
    hand.go(MARK)
    assert check(hand, axe, "marking") == []
    hand.page.set_viewport_size({"width": 390, "height": 844})
    marks(hand, desk / "bang-niem-yet.jpg", "Ghi nhận đã niêm yết")
    hand.page.set_viewport_size({"width": 1366, "height": 768})

    hand.go(f"{PROCEDURES}/nhap")
    says_the_decision(hand, "Bãi bỏ", GONE, "09/08/2024", "12/08/2024")
    hand.page.fill("#text", f"Mã TTHC\tTên thủ tục hành chính\n{CODES[0]}\tThủ tục mẫu của quyết định số 1")
    expect(hand.page.locator(".grid input")).to_have_count(4)
    hand.press(hand.button("Tải lên và kiểm tra"))
    confirms(hand, 1)
    hand.go(f"{POSTINGS}?loc=phai-go&tu-khoa={CODES[0]}")
    hand.sees("Phải gỡ")
    marks(hand, desk / "bang-niem-yet.jpg", "Ghi nhận đã gỡ", "?viec=go")
    assert set(percentages(hand)) == {"100%"}
    ticks_a_task(new_hand(office).sign_in("hanh"), axe)


def ticks_a_task(hand, axe):
    """A sheet that hangs is used as evidence with one press, by an officer whose task of this section is open."""
    hand.go(f"{POSTINGS}?tu-khoa={CODES[1]}")
    hand.press(hand.page.locator("tbody th a").first)
    assert check(hand, axe, "a row") == []
    row = hand.page.url
    hand.press(hand.button(re.compile("^Dùng làm minh chứng.*100% TTHC nội bộ")))
    hand.sees("Chờ duyệt")
    task = hand.page.locator(".proofs a[href^='/viec/']").first
    hand.press(task)
    hand.page.wait_for_url(re.compile("/viec/"))
    assert hand.page.locator(f"a[href='{row.partition(hand.url)[2]}']").is_visible(), "the task shows the row, and leads to it"


YEAR = 2022  # a year of which the demonstration knows nothing, so that the form holds the rows of this sheet alone
DOSSIERS = f"/{YEAR}/mot-cua/so/ho-so"
APOLOGIES = "/2024/mot-cua/so/xin-loi"


def three_months():
    """Rows of the one-stop system from 15/06 to 14/09: 24 returned in time, one returned late, one not returned and late."""
    days = [date(YEAR, month, day) for month in (6, 7, 8) for day in range(16, 24)]
    rows = [dossiers.case(n, day, returned=n % 4) for n, day in enumerate(days, 1)]
    rows.append(dossiers.case(90, date(YEAR, 8, 24), returned=9))
    return [*rows, dossiers.case(91, date(YEAR, 8, 25), returned=None)]


def test_three_months_of_dossiers(office, new_hand, tmp_path, axe):
    hand, cases = new_hand(office).sign_in("minh"), three_months()
    sheet = tmp_path / "so-theo-doi.xlsx"
    sheet.write_bytes(dossiers.list_sheet(cases))
    hand.go(f"{DOSSIERS}/nhap")
    hand.page.set_input_files("#file", sheet)
    hand.press(hand.button("Tải lên và kiểm tra"))
    confirms(hand, len(cases))
    hand.go(f"/{YEAR}/mot-cua/bieu-06a?ky=quy-3")
    assert check(hand, axe, "form II.06a") == []
    row = hand.page.locator("table tr", has_text="Hộ tịch").first.inner_text()
    figures = {int(column): int(count) for count, column in re.findall(r"(\d+)\s*hồ sơ, cột (\d+)", row)}
    assert figures == {3: 26, 5: 26, 7: 25, 8: 18, 9: 6, 10: 1, 11: 1, 13: 1}, row

    late_one = cases[-1].code
    hand.go(f"{APOLOGIES}?tu-khoa={late_one}")
    if not hand.page.locator("tbody th a").count():
        hand.go(f"/{YEAR}/mot-cua/so/xin-loi?tu-khoa={late_one}")
    hand.press(hand.page.locator("tbody th a").first)
    hand.press(hand.page.get_by_role("link", name="Sửa", exact=True))
    hand.page.get_by_label("Lý do").first.fill("Chờ kết quả xác minh của cơ quan phối hợp")
    hand.page.get_by_label(re.compile("^Ngày hẹn lại")).first.fill("20/08/2024")
    hand.press(hand.button("Lưu"))
    hand.sees("Đã lưu thay đổi.")
    hand.press(hand.button(re.compile("xin lỗi")).first)
    link = hand.page.locator("a", has_text=re.compile("Tải|PDF")).last
    waited(hand, link)
    letter = hand.download(link, tmp_path).read_bytes()
    assert letter.startswith(b"%PDF")


FEEDBACK = "/2024/phan-anh"


PERSON = "Nguyễn Thị Mẫu"
PHONE = "0912 345 678"


def receives(hand, content, received):
    """What somebody said on the telephone, in the book; the next step stands on its page."""
    with hand.within(3):
        hand.go(f"{FEEDBACK}/so/phan-anh")
        hand.press(hand.link("Tiếp nhận phản ánh").first)
        hand.page.locator("main [name=channel]").select_option(index=1)
        hand.page.locator("main [name=received_on]").fill(received)
        hand.page.locator("main [name=person]").fill(PERSON)
        hand.page.locator("main [name=phone]").fill(PHONE)
        hand.page.locator("main [name=content]").fill(content)
        hand.press(hand.page.get_by_role("button", name="Lưu", exact=True))
    hand.page.wait_for_url(re.compile("/so/phan-anh/"))
    return hand.page.url.partition(hand.url)[2]


def steps(hand, row, words, **typed):
    """One step on the page of the row: what is asked, and the one button."""
    hand.go(row)
    form = hand.page.locator("section[aria-labelledby=next-step] form").first
    with hand.within(2):
        for name, value in typed.items():
            field = form.locator(f"[name={name}]").first
            if field.get_attribute("type") == "radio":
                hand.press(form.locator(f"[name={name}][value={value}]"))
            elif form.locator(f"select[name={name}]").count():
                field.select_option(value=value)
            else:
                field.fill(value)
        hand.press(form.get_by_role("button").first)
    hand.sees(words)


def is_masked(hand, row, words):
    """Who only reads finds the words and the state, and nobody's name or number: on the page, in the list, by search."""
    for path in (row, f"{FEEDBACK}/so/phan-anh", f"{FEEDBACK}/so/phan-anh/in"):
        hand.go(path)
        shown = hand.page.content()
        assert PERSON not in shown, path
        assert PHONE not in shown, path
        assert words in shown, path
    hand.go(row)
    assert hand.page.locator("section[aria-labelledby=next-step] form").count() == 0
    for typed in (PERSON, PHONE):
        hand.go(f"{FEEDBACK}/so/phan-anh?tu-khoa={typed}")
        hand.sees("Không tìm thấy")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_feedback_from_receipt_to_publication(office, new_hand, axe, script):
    clerk, officer = new_hand(office, script=script).sign_in("minh"), new_hand(office, script=script).sign_in("hanh")
    words = f"Hẹn trả giấy khai sinh không đúng ngày ({script})"
    row = receives(clerk, f"{words}. Gọi lại {PHONE} gặp {PERSON}", "14/08/2024")
    clerk.sees("Bước tiếp theo: Phân loại")
    looks(clerk, axe, script, "received")
    steps(clerk, row, "Bước tiếp theo: Giao đơn vị xử lý", classed="conduct")
    clerk.go(row)
    desk = clerk.page.locator("section[aria-labelledby=next-step] select[name=unit_id] option", has_text="Tư pháp").first
    steps(clerk, row, "Công chức Tư pháp", unit_id=desk.get_attribute("value"))
    officer.go(f"{FEEDBACK}/so/phan-anh?tu-khoa={PHONE}")
    assert officer.page.locator(f"tbody a[href='{row}']").count() == 1, "who handles it finds it by telephone"
    steps(officer, row, "Bước tiếp theo: Trả lời")
    looks(officer, axe, script, "handled")
    steps(officer, row, "Bước tiếp theo: Công khai kết quả", outcome="set_right", text="Đã chấn chỉnh bộ phận tiếp nhận.", on="15/08/2024")
    steps(clerk, row, "Đã công khai", content="Hẹn trả không đúng ngày.", result="Đã chấn chỉnh.", on="15/08/2024")
    looks(clerk, axe, script, "published")
    badges = clerk.page.locator("main").inner_text()
    assert "Xong 15/08/2024" in badges
    assert not re.search(r"trễ \d+ ngày|quá hạn \d+ ngày", badges.casefold())
    clerk.go(f"{FEEDBACK}/so/phan-anh?loc=da-cong-khai")
    assert clerk.page.locator(f"tbody a[href='{row}']").count() == 1
    auditor = new_hand(office, script=script).sign_in("lan")
    is_masked(auditor, row, words)
    auditor.go(row)
    looks(auditor, axe, script, "read by the auditor")


def looks(hand, axe, script, name):
    """No violation and no side scroll at three widths; without script there is nothing that could ask."""
    if script:
        assert check(hand, axe, f"feedback {name}") == []


def test_feedback_that_goes_late(office, new_hand, axe):
    hand = new_hand(office).sign_in("minh")
    row = receives(hand, "Niêm yết mức phí không rõ tại bảng tầng 1", "01/07/2024")
    hand.sees("Quá hạn 24 ngày")  # to be answered by 22/07; the office's day is 15/08
    looks(hand, axe, script=True, name="late")
    hand.go(f"{FEEDBACK}/so/phan-anh?loc=qua-han")
    expect(hand.page.locator("tbody tr", has=hand.page.locator(f"a[href='{row}']"))).to_contain_text(re.compile("[Qq]uá hạn"))
    looks(hand, axe, script=True, name="list of what is late")
    steps(hand, row, "Bước tiếp theo: Giao đơn vị xử lý", classed="conduct")
    hand.go(row)
    desk = hand.page.locator("section[aria-labelledby=next-step] select[name=unit_id] option", has_text="Tư pháp").first
    steps(hand, row, "Nhận xử lý", unit_id=desk.get_attribute("value"))
    steps(hand, row, "Bước tiếp theo: Trả lời")
    steps(hand, row, "trễ 24 ngày", outcome="explained", text="Đã bổ sung bảng phí.", on="15/08/2024")
    auditor = new_hand(office).sign_in("lan")
    is_masked(auditor, row, "Niêm yết mức phí")
    auditor.go(row)
    auditor.sees("trễ 24 ngày")
