"""The whole job again with scripts switched off: forms, 303 and pages, nothing else."""

import re
import time

import pytest

from tests.browser import story

pytestmark = pytest.mark.browser
COMMENT = "Bổ sung bản chụp văn bản có chữ ký."
REPORT = "/2024/bao-cao/quy-3"


@pytest.fixture(scope="module")
def office(open_office):
    return open_office()


@pytest.fixture
def plain(new_hand, office):
    """Sign in with a browser that runs no script."""
    return lambda username: new_hand(office, script=False).sign_in(username)


def redirected(hand, target):
    """Press; the POST is answered by 303, so that a reload sends nothing twice."""
    with hand.page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        hand.press(target)
    assert waiting.value.status == 303, waiting.value.url


def reloaded_until(hand, target, seconds=90):
    """Without the script a person reloads the page to see how far the worker is."""
    end = time.monotonic() + seconds
    while not target.is_visible():
        assert time.monotonic() < end, "the worker did not finish"
        hand.page.wait_for_timeout(700)
        hand.page.reload()
    return target


def panel_of(hand, title):
    """Open "Báo hoàn thành" of a task: a page of its own."""
    hand.go("/")
    hand.press(hand.page.locator(".task", has_text=title).get_by_role("link", name=re.compile("Báo hoàn thành|Bổ sung minh chứng")))
    assert "/bao-xong/" in hand.page.url
    return hand.page.locator("main")


def test_officer(plain, tmp_path):
    hand = plain("hanh")
    hand.sees("3 việc")
    with hand.within(3):
        panel = panel_of(hand, "Thực hiện chứng thực bản sao")
        hand.choose(panel.locator("input[type=file]"), story.small_pdf(tmp_path))
        redirected(hand, hand.button("Xác nhận hoàn thành", panel))
    hand.sees('Đã ghi nhận. Nhiệm vụ chuyển sang "Chờ duyệt".')
    with hand.within(2):
        panel = panel_of(hand, "Hạn 31/08/2024")
        panel.get_by_label("Số, ký hiệu văn bản").fill("45/BC-UBND")
        redirected(hand, hand.button("Xác nhận hoàn thành", panel))
    panel = panel_of(hand, "Góp ý các TTHC")
    with hand.expecting(422), hand.page.expect_response(lambda answer: answer.request.method == "POST") as refused:
        hand.press(hand.button("Xác nhận không phát sinh", panel))
    assert refused.value.status == 422
    hand.sees("Chưa lưu được. Có 1 nội dung cần sửa:")
    assert hand.page.title().startswith("Lỗi:")
    panel.get_by_label("Không phát sinh trong kỳ: lý do").fill("Không có yêu cầu góp ý trong kỳ này.")
    redirected(hand, hand.button("Xác nhận không phát sinh", panel))
    hand.go("/")
    hand.sees("Không còn việc nào trong tháng 8.")


def test_clerk_and_officer_again(plain):
    clerk = plain("minh")
    with clerk.within(2):
        clerk.press(clerk.link(re.compile("^Thực hiện chứng thực bản sao điện tử")).first)
        redirected(clerk, clerk.button(re.compile("^Duyệt")))
    clerk.sees("Đã duyệt minh chứng của Trần Thị Hạnh.")
    clerk.go("/")
    clerk.press(clerk.link(re.compile("^Góp ý các TTHC")).first)
    clerk.press(clerk.page.locator("summary", has_text="Trả lại"))
    clerk.page.get_by_label("Lý do trả lại").fill(COMMENT)
    redirected(clerk, clerk.button("Gửi ý kiến, trả lại"))
    officer = plain("hanh")
    officer.sees(COMMENT, officer.page.locator(".task").first)
    panel = panel_of(officer, COMMENT)
    panel.get_by_label("Số, ký hiệu văn bản").fill("46/BC-UBND")
    redirected(officer, officer.button("Xác nhận hoàn thành", panel))
    officer.sees("Chờ duyệt")


def test_report(plain, office, tmp_path):
    clerk = plain("minh")
    with clerk.within(3):
        redirected(clerk, clerk.button("Lập báo cáo quý III"))
        redirected(clerk, clerk.button("Trình ký"))
    reloaded_until(clerk, clerk.page.get_by_text("Tệp PDF đã sẵn sàng."))
    leader = plain("vinh")
    with leader.within(3):
        leader.press(leader.link(re.compile("^Đọc và ký")))
        leader.press(leader.page.locator("summary", has_text="Phê duyệt và ký"))
        leader.page.locator("#sign").get_by_label("Mật khẩu").fill("hat-gao-lang-ta-38")
        redirected(leader, leader.button("Ký"))
    signed = reloaded_until(leader, leader.link("Tải báo cáo đã ký (PDF)"))
    story.assert_signed(office.instance, leader.download(signed, tmp_path))


def test_section_report_and_archive(plain, office, tmp_path):
    hand = plain("minh")
    hand.go("/2024/mot-cua")
    redirected(hand, hand.button("Lập báo cáo tiến độ (PDF)"))
    ready = reloaded_until(hand, hand.page.locator("#section-report .muted", has_text="Đã ký số"))
    assert ready
    sealed = hand.download(hand.page.locator("#section-report").get_by_role("link", name=re.compile("PDF")), tmp_path)
    story.assert_signed(office.instance, sealed)
    hand.go("/luu-tru")
    redirected(hand, hand.button("Xuất hồ sơ lưu trữ"))
    package = reloaded_until(hand, hand.link("Tải về (zip)", hand.page.locator(".list > li").first))
    archive = story.unpack(hand.download(package, tmp_path), tmp_path / "unpacked")
    story.assert_intact(office.instance, archive)


def test_leaving_by_the_button(plain):
    hand = plain("hanh")
    redirected(hand, hand.button("Đăng xuất").first)
    assert "/dang-nhap" in hand.page.url
    hand.go("/viec")
    assert "/dang-nhap" in hand.page.url
