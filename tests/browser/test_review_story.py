"""A procedure is reviewed: planned, its cost reckoned to the known case of 1.024.000 and 231.000 đ, proposed, decided, printed."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE, check
from tests.browser.test_import_story import waited

pytestmark = pytest.mark.browser
HOME = "/2024/ra-soat"
# As a person copies it from a sheet: title, five figures before, five after.
CELLS = """TT\tBước\tSố giờ\tThuê\tGiấy tờ\tĐi lại\tPhí\tSố giờ\tThuê\tGiấy tờ\tĐi lại\tPhí
1\tChuẩn bị giấy tờ\t4\t\t\t\t\t0,5
2\tSao chụp, chứng thực\t1\t\t24.000\t\t50.000
3\tĐi lại\t6\t\t\t200.000
4\tChờ đợi\t2
5\tĐiền tờ khai\t1\t\t\t\t\t1,5
6\tNộp lệ phí\t\t\t\t\t50.000\t\t\t\t\t100.000
7\tNhận kết quả qua bưu chính\t\t\t\t\t\t\t\t\t31.000
"""


@pytest.fixture(scope="module")
def office(open_office):
    """The story changes the year's reviews, so it has an office of its own."""
    return open_office()


@pytest.fixture(scope="module")
def axe():
    return AXE.read_text("utf-8")


def test_a_review_from_its_plan_to_the_decision(office, new_hand, axe, tmp_path):
    sets_the_income(new_hand(office).sign_in("minh"), axe)
    officer = new_hand(office).sign_in("hanh")
    href = plans(officer, axe, "Cấp bản sao trích lục hộ tịch")
    with officer.within(10):
        reckons(officer, axe)
        finishes(officer, axe, href)
        sends(officer)
    clerk = new_hand(office).sign_in("minh")
    clerk.go(href)
    decides(clerk, axe)
    prints(clerk, href, tmp_path)


def test_the_same_sheet_without_script(office, new_hand, axe):
    officer = new_hand(office, script=False).sign_in("hanh")
    plans(officer, axe, "Đăng ký nhận cha, mẹ, con", is_checked=False)
    officer.press(officer.link("Tính chi phí tuân thủ"))
    pastes(officer)
    officer.sees("Kết quả (chưa lưu)")
    officer.press(officer.button("Lưu", officer.page.locator("form")).last)
    officer.sees("Đã lưu bảng chi phí. Chi phí tuân thủ cắt giảm 793.000 đồng (77,44%)")


def sets_the_income(hand, axe):
    """105.600.000 đ a year are 50.000 đ an hour."""
    hand.go(f"{HOME}/cai-dat")
    hand.page.get_by_label("Năm", exact=True).fill("2023")
    hand.page.get_by_label("GDP bình quân đầu người (đồng/năm)").fill("105.600.000")
    hand.page.get_by_label("Nguồn số liệu").fill("Niên giám thống kê")
    hand.press(hand.button(re.compile("mức GDP$")))
    hand.sees("Đã lưu mức GDP bình quân đầu người năm 2023.")
    expect(hand.page.get_by_role("row", name=re.compile("^2023")).get_by_role("cell").nth(1)).to_have_text("50.000")
    assert check(hand, axe, "settings") == []


def plans(hand, axe, subject, *, is_checked=True):
    """A review for the plan of the year; the address of its page."""
    hand.go(f"{HOME}/so/ra-soat")
    hand.press(hand.link("Thêm thủ tục rà soát"))
    hand.page.get_by_label("Thủ tục, nhóm thủ tục").fill(subject)
    hand.page.get_by_label("Lý do lựa chọn (bắt buộc)").select_option(label="Cơ quan tự lựa chọn")
    hand.page.get_by_label("Ngày bắt đầu (bắt buộc)").fill("01/08/2024")
    if is_checked:
        assert check(hand, axe, "plan") == []
    hand.press(hand.page.get_by_role("button", name="Lưu", exact=True))
    hand.sees("Đã thêm thủ tục rà soát vào sổ.")
    return hand.page.url.removeprefix(hand.url)


def pastes(hand):
    hand.press(hand.page.get_by_text("Dán từ Excel"))
    hand.page.get_by_label("Các ô đã sao chép").fill(CELLS)
    hand.press(hand.button("Đưa vào bảng"))
    expect(hand.page.get_by_label("Bước 7: tên bước")).to_have_value("Nhận kết quả qua bưu chính")


def reckons(hand, axe):
    """Sums follow the typing; a figure that cannot be is named; saved, the row has the result."""
    page = hand.page
    hand.press(hand.link("Tính chi phí tuân thủ"))
    pastes(hand)
    page.get_by_label("Bước 3, trước rà soát: số giờ").fill("8")
    hand.sees("Chi phí tuân thủ cắt giảm 893.000 đồng (79,45%)")
    page.get_by_label("Bước 3, trước rà soát: số giờ").fill("-6")
    with hand.expecting(422):
        hand.enter()
        hand.sees("Bước 3 (Đi lại), trước rà soát, số giờ")
    assert check(hand, axe, "refused sheet") == []
    page.get_by_label("Bước 3, trước rà soát: số giờ").fill("6")
    hand.enter()
    hand.sees("Đã lưu bảng chi phí. Chi phí tuân thủ cắt giảm 793.000 đồng (77,44%), từ 1.024.000 đồng còn 231.000 đồng mỗi năm.")
    hand.sees("6 giờ × 50.000 đ + đi lại, bưu chính 200.000 đ = 500.000 đ")
    assert check(hand, axe, "cost sheet") == []


def finishes(hand, axe, href):
    hand.go(href)
    hand.page.get_by_label("Phương án (bắt buộc)").select_option(label="Cắt giảm giấy tờ")
    hand.page.get_by_label("Nội dung phương án").fill("Bỏ bản sao giấy tờ.")
    assert check(hand, axe, "review") == []
    hand.press(hand.page.get_by_role("button", name="Lưu", exact=True))
    hand.sees("Đã rà soát, chưa gửi phương án")


def sends(hand):
    hand.page.get_by_label("Cấp có thẩm quyền quyết định").select_option(label="Cấp tỉnh")
    hand.page.get_by_label("Số văn bản gửi phương án").fill("77/TTr-UBND")
    hand.press(hand.page.get_by_role("button", name="Lưu", exact=True))
    hand.sees("Chờ quyết định từ 15/08/2024")


def decides(hand, axe):
    hand.page.get_by_label("Kết quả (bắt buộc)").select_option(label="Được thông qua")
    hand.page.get_by_label("Số quyết định, văn bản trả lời").fill("2100/QĐ-UBND")
    hand.press(hand.page.get_by_role("button", name="Lưu", exact=True))
    hand.sees("Phương án đã được thông qua tại 2100/QĐ-UBND ngày 15/08/2024.")
    assert check(hand, axe, "decided review") == []


def prints(hand, href, folder):
    hand.press(hand.button("In báo cáo rà soát"))
    file = hand.download(waited(hand, hand.page.locator("main a", has_text=re.compile("Tải|PDF")).last), folder)
    told = " ".join(subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout.split())
    assert "Chi phí tuân thủ cắt giảm 793.000 đồng (77,44%)" in told
    assert "SƠ ĐỒ THỰC HIỆN THỦ TỤC" in told
    hand.go(f"{HOME}/so/ra-soat?loc=da-thong-qua")
    hand.sees("Cấp bản sao trích lục hộ tịch")
    assert href
