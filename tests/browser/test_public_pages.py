"""The public pages from a plain folder: no axe violation, no side scroll, nothing from outside; the search is only a help."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.printing import OFFICE, procedure
from tthc.adapters.site import Site
from tthc.config import ROOT
from tthc.core.archive.rules import Page
from tthc.core.registers.rules import public_pages

pytestmark = pytest.mark.browser
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ((1366, 768), (390, 844), (320, 640))
PAGES = ("index.html", "thu-tuc/1.004874.html", "linh-vuc/ho-tich.html", "da-bai-bo.html", "phan-anh-kien-nghi.html")
RUN = """async (tags) => (await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}))
    .violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web") / "công khai"
    gone = [{"code": "1.000001.000.00.00.H42", "name": "Thủ tục cũ", "decision": "Quyết định số 5/QĐ-UBND", "abolished_on": "2024-03-01"}]
    told = {"number": "05/2024", "kind": "Hành vi hành chính", "received_on": "2024-07-01", "published_on": "2024-07-20"}
    published = [
        told | {"content": "Hướng dẫn chưa rõ.", "answer": "Đã hướng dẫn lại.", "office": "UBND phường", "link": "https://a.vn/1.pdf"}
    ]
    procedures = [procedure(number, link="https://thutuc.dichvucong.gov.vn/x" if number == 2 else "") for number in range(1, 31)]
    drawn = public_pages.pages_of(OFFICE, date(2024, 8, 15), procedures, gone, published)
    Site().publish(folder, [Page(*one) for one in drawn])
    return folder


@pytest.fixture
def tab(chromium):
    page = chromium.new_context(locale="vi-VN").new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_everybody(site, tab, name):
    tab.goto((site / name).as_uri())
    assert tab.complaints == []
    assert all(url.startswith(site.as_uri()) for url in tab.asked)
    tab.evaluate(AXE)  # it reads the style sheet by itself, which a browser forbids below file://
    wrong = []
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        wrong += [f"{width}: {words}" for words in tab.evaluate(RUN, TAGS)]
        wrong += [f"{width}: scrolls sideways"] if tab.evaluate(WIDE) else []
    assert wrong == []


def test_the_search_narrows_without_tone_marks(site, tab):
    tab.goto((site / "index.html").as_uri())
    tab.get_by_label("Tìm theo tên hoặc mã thủ tục").fill("dang ky KHAI sinh 004873")
    assert tab.locator(".procedures li:visible").all_inner_texts() == ["Thủ tục đăng ký khai sinh 1.004873"]
    assert tab.locator("section:visible h2").all_inner_texts() == ["Hộ tịch"]
    assert tab.get_by_role("status").inner_text() == "Có 1 thủ tục."
    tab.get_by_label("Tìm theo tên hoặc mã thủ tục").fill("đất đai xyz")
    assert tab.get_by_role("status").inner_text() == "Không tìm thấy thủ tục nào. Thử bớt từ."
    tab.get_by_label("Tìm theo tên hoặc mã thủ tục").fill("")
    assert tab.locator(".procedures li:visible").count() == 30


def test_everything_can_be_read_and_reached_without_script(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.locator(".procedures li:visible").count() == 30
    assert page.locator("form:visible").count() == 0
    page.get_by_role("link", name="Chứng thực").first.click()
    page.locator("section:target a").nth(1).click()
    assert "thu-tuc/" in page.url
    assert page.get_by_role("heading", level=1).is_visible()
    page.get_by_role("link", name="Chứng thực").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lĩnh vực: Chứng thực"
    context.close()


def test_a_page_is_printed_without_what_only_a_screen_needs(site, tab):
    tab.goto((site / "thu-tuc" / "1.004873.html").as_uri())
    tab.emulate_media(media="print")
    assert tab.get_by_role("navigation").count() == 0
    assert tab.get_by_role("heading", level=1).is_visible()
