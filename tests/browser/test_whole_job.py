"""The whole job in one story, each journey with its clicks counted (experience.md section 1)."""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import story

pytestmark = pytest.mark.browser
WORK = "Triển khai các Chương trình, Đề án, Dự án"  # the clerk's own submission, waiting for the chairman
REASON = "Không có yêu cầu góp ý trong kỳ này."
COMMENT = "Bổ sung bản chụp văn bản có chữ ký."


@pytest.fixture(scope="module")
def office(open_office):
    """The story changes much, so it has an office of its own."""
    return open_office()


def rows(hand, card):
    """The task rows of one card of the home page."""
    return hand.page.locator(f"section.card:has(> .card__head #{card})").locator(".task")


def opened(hand, row):
    """Press the row's button; the panel opens under it. The row is followed by its id."""
    task = hand.page.locator("#" + row.get_attribute("id"))
    hand.press(hand.link(re.compile("Báo hoàn thành|Bổ sung minh chứng"), task))
    expect(task.locator("[data-panel] input[type=file]")).to_be_focused()
    return task


def test_officer_sees_and_ticks(office, new_hand, tmp_path):
    hand = new_hand(office).sign_in("hanh")
    with hand.within(0):
        hand.sees("Việc của tôi trong tháng 8")
        hand.sees("3 việc")
        expect(rows(hand, "urgent")).to_have_count(2)
        expect(rows(hand, "due")).to_have_count(1)
        hand.sees("Đã hoàn thành trong tháng (1)")
    late, request = (hand.page.locator("#" + row.get_attribute("id")) for row in rows(hand, "urgent").all())
    with hand.within(3):
        task = opened(hand, late)
        hand.choose(task.locator("label.link"), story.small_pdf(tmp_path))
        hand.sees("bao-cao.pdf", task)
        hand.press(hand.button("Xác nhận hoàn thành", task))
        hand.sees("Chờ duyệt", late)
    hand.sees('Đã ghi nhận. Nhiệm vụ chuyển sang "Chờ duyệt".')
    with hand.within(2):
        task = opened(hand, request)
        task.get_by_label("Không phát sinh trong kỳ: lý do").fill(REASON)
        hand.press(hand.button("Xác nhận không phát sinh", task))
        hand.sees("Chờ duyệt", request)
    with hand.within(2):
        task = opened(hand, hand.page.locator(".task", has_text="Hạn 31/08/2024").first)
        task.get_by_label("Số, ký hiệu văn bản").fill("45/BC-UBND")
        hand.enter()
        hand.sees("Chờ duyệt", task)
    hand.go("/")
    assert rows(hand, "waiting").count() == 3
    assert rows(hand, "urgent").count() == rows(hand, "due").count() == 0
    hand.sees("Không còn việc nào trong tháng 8.")


def test_clerk_verifies_and_returns(office, new_hand):
    hand = new_hand(office).sign_in("minh")
    hand.sees("Chờ tôi duyệt")
    with hand.within(2):
        hand.press(hand.link(re.compile("^Thực hiện chứng thực bản sao điện tử")).first)
        hand.sees("Minh chứng đã gửi")
        hand.sees("bao-cao.pdf")
        hand.press(hand.button(re.compile("^Duyệt")))
        hand.sees("Đã duyệt minh chứng của Trần Thị Hạnh.")
    hand.go("/")
    with hand.within(3):
        hand.press(hand.link(re.compile("^Góp ý các TTHC")).first)
        hand.sees(REASON)
        hand.press(hand.page.locator("summary", has_text="Trả lại"))
        hand.page.get_by_label("Lý do trả lại").fill(COMMENT)
        hand.press(hand.button("Gửi ý kiến, trả lại"))
        hand.sees("Đã trả lại kèm ý kiến.")


def test_nobody_verifies_their_own(office, new_hand):
    leader = new_hand(office).sign_in("vinh")
    leader.go("/cho-duyet")
    leader.press(leader.link(re.compile("^" + WORK)).first)
    leader.sees("Lê Văn Minh")
    address = leader.page.locator("form[action$='/duyet']").get_attribute("action")
    clerk = new_hand(office).sign_in("minh")
    clerk.go("/cho-duyet")
    assert clerk.link(re.compile("^" + WORK)).count() == 0
    with clerk.expecting(403):  # refused as well where the button is not shown
        answer = clerk.page.evaluate(
            """async (address) => {
                const body = new FormData();
                body.set('csrf_token', document.querySelector('meta[name=csrf-token]').content);
                return (await fetch(address, {method: 'POST', body})).status;
            }""",
            address,
        )
    assert answer == 403


def test_officer_answers_the_comment(office, new_hand):
    hand = new_hand(office).sign_in("hanh")
    first = hand.page.locator(".task").first
    hand.sees(COMMENT, first)
    hand.sees("Lê Văn Minh:", first)
    hand.sees("Bị trả lại", first)
    with hand.within(2):
        task = opened(hand, first)
        task.get_by_label("Số, ký hiệu văn bản").fill("46/BC-UBND")
        hand.press(hand.button("Xác nhận hoàn thành", task))
        hand.sees("Chờ duyệt", task)


def test_report_is_drafted_submitted_and_signed(office, new_hand, tmp_path):
    clerk = new_hand(office).sign_in("minh")
    with clerk.within(3):
        clerk.press(clerk.button("Lập báo cáo quý III"))
        clerk.sees("Đã lập báo cáo.")
        clerk.sees("Còn thiếu")
        clerk.press(clerk.button("Trình ký"))
        clerk.sees("Đã trình ký.")
    figure = clerk.page.locator(".card:has(#figures) tbody a").first
    assert clerk.go(figure.get_attribute("href")).status == 200
    address = "/2024/bao-cao/quy-3"
    clerk.go(address)
    # The worker prints it; the page asks by itself and says when it is ready.
    expect(clerk.page.get_by_text("Tệp PDF đã sẵn sàng.")).to_be_visible(timeout=60_000)

    leader = new_hand(office).sign_in("vinh")
    leader.sees("1 báo cáo chờ ký")
    leader.press(leader.link(re.compile("^Đọc và ký")))
    leader.press(leader.page.locator("summary", has_text="Phê duyệt và ký"))
    leader.page.locator("#sign").get_by_label("Mật khẩu").fill("sai-mat-khau")
    with leader.expecting(422):
        with leader.page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
            leader.press(leader.button("Ký"))
        assert waiting.value.status == 422
        leader.sees("Mật khẩu không đúng.")
    leader.go("/")
    with leader.within(3):
        leader.press(leader.link(re.compile("^Đọc và ký")))
        leader.press(leader.page.locator("summary", has_text="Phê duyệt và ký"))
        leader.page.locator("#sign").get_by_label("Mật khẩu").fill("hat-gao-lang-ta-38")
        leader.press(leader.button("Ký"))
        leader.sees("Đã phê duyệt.")
    signed = leader.link("Tải báo cáo đã ký (PDF)")
    expect(signed).to_be_visible(timeout=60_000)
    story.assert_signed(office.instance, leader.download(signed, tmp_path))


def test_section_report_is_sealed(office, new_hand, tmp_path):
    hand = new_hand(office).sign_in("minh")
    hand.go("/2024/chi-dao")
    with hand.within(1):
        hand.press(hand.button("Lập báo cáo tiến độ (PDF)"))
        hand.sees("Tệp đang được chuẩn bị.")
    ready = hand.page.locator("#section-report").get_by_role("link", name=re.compile("đã ký"))
    expect(ready).to_be_visible(timeout=60_000)
    story.assert_signed(office.instance, hand.download(ready, tmp_path))


def test_archive_opens_anywhere(office, new_hand, chromium, tmp_path):
    hand = new_hand(office).sign_in("minh")
    with hand.within(3):
        hand.press(hand.link("Lưu trữ"))
        hand.press(hand.button("Xuất hồ sơ lưu trữ"))
        newest = hand.page.locator(".list > li").first
        ready = hand.link("Tải về (zip)", newest)
        expect(ready).to_be_visible(timeout=90_000)
        package = hand.download(ready, tmp_path)
    archive = story.unpack(package, tmp_path / "unpacked")
    story.assert_intact(office.instance, archive)
    _assert_readable(chromium, archive)


def _assert_readable(chromium, archive):
    """Every page opens from the folder with no server, no script and no network, and every link leads to a file."""
    context = chromium.new_context(java_script_enabled=False, offline=True)
    asked, heard = [], []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    todo, seen = [(archive / "index.html").as_uri()], set()
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        assert page.title()
        for href in page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))"):
            target = urljoin(address, href).partition("#")[0]
            assert target.startswith(archive.as_uri()), href
            if target.endswith(".html"):
                todo.append(target)
            else:
                _assert_there(target)
    context.close()
    assert len(seen) > 8
    assert {url for url in asked if not url.startswith("file:")} == set()
    assert heard == []


def _assert_there(address):
    assert Path(unquote(urlsplit(address).path)).is_file(), address
