"""Every page of every role at three widths: no axe violation, no side scroll, no console error, no outside address.

The pages are found, not listed: all links of the navigation, then the first row of each list, so a new page comes along by itself.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tthc.config import ROOT

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ((1366, 768), (390, 844), (320, 640))
ROLES = ("hanh", "phuc", "minh", "vinh", "thao", "son", "lan", "tuan")
DEEPEST = 3
# The first row stands for its list: addresses that differ only in their numbers are one page.
NUMBER = re.compile(r"\d+")
RUN = """async (tags) => (await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}))
    .violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))"""
# Tokens and keys differ at every request; what is left of two equal pages is equal.
ONCE = re.compile(r'value="[^"]{20,}"')
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LINKS = "links => links.map(link => link.getAttribute('href'))"


@pytest.fixture(scope="module")
def axe():
    return AXE.read_text("utf-8")


def check(hand, axe, name):
    """What is wrong with the page as it stands, at each width."""
    wrong = []
    if not hand.page.evaluate("'axe' in window"):
        hand.page.evaluate(axe)
    for width, height in SIZES:
        hand.page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{name} {width}: {words}" for words in hand.page.evaluate(RUN, TAGS)]
        if hand.page.evaluate(WIDE):
            wrong.append(f"{name} {width}: scrolls sideways")
    hand.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    return wrong


def kind(href):
    """Pages whose addresses differ only in numbers, filters or paging are the same page."""
    return NUMBER.sub("0", urlsplit(href).path)


def links_of(page):
    found = page.locator("a[href]").evaluate_all(LINKS)
    return [href.partition("#")[0] for href in found if href.startswith("/") and not href.startswith("//")]


def is_file(href):
    return re.search(r"/(tep|pdf|mau|xuat)$|/tep-|/tep/\d+$|\.(pdf|zip|csv|xlsx|json|ics)$", urlsplit(href).path) is not None


def walk(hand, axe, known):
    """Open each kind of page once, the nearest first; returns what is wrong and the pages seen.

    `known` holds the content that was judged under another role: word for word the same is not judged again.
    """
    todo, seen, wrong = [("/", 0)], set(), []
    while todo:
        href, depth = todo.pop(0)
        if kind(href) in seen or is_file(href):
            continue
        seen.add(kind(href))
        answer = hand.go(href)
        if answer.status != 200:
            wrong.append(f"{href}: {answer.status}")
            continue
        content = ONCE.sub("", hand.page.locator("main").inner_html())
        if content not in known:
            wrong += check(hand, axe, href)
            known.add(content)
        if depth < DEEPEST:
            todo += [(found, depth + 1) for found in links_of(hand.page)]
    return wrong, seen


@pytest.fixture(scope="module")
def known():
    return set()


@pytest.mark.parametrize("username", ROLES)
def test_pages(username, shared_office, new_hand, axe, known):
    hand = new_hand(shared_office).sign_in(username)
    wrong, seen = walk(hand, axe, known)
    assert wrong == [], "\n".join(wrong)
    assert len(seen) >= (8 if username == "tuan" else 60)


def test_pages_before_signing_in(shared_office, new_hand, axe):
    hand = new_hand(shared_office)
    wrong = []
    for address in ("/dang-nhap", "/ma-mot-lan", "/huong-dan"):
        hand.go(address)
        wrong += check(hand, axe, address)
    hand.go("/dang-nhap")
    with hand.expecting(422):
        hand.page.fill("input[name=username]", "hanh")
        hand.enter()
        hand.sees("Nhập mật khẩu.")
    wrong += check(hand, axe, "/dang-nhap refused")
    assert wrong == []


def test_panel_and_its_refusal(shared_office, new_hand, axe):
    hand = new_hand(shared_office).sign_in("hanh")
    rows = hand.page.locator(".task", has=hand.page.get_by_role("link", name=re.compile("Báo hoàn thành")))
    ids = [row.get_attribute("id") for row in rows.all()][:2]
    for one in ids:
        hand.press(hand.link(re.compile("Báo hoàn thành"), hand.page.locator("#" + one)))
        expect(hand.page.locator(f"#{one} [data-panel]")).to_be_visible()
    wrong = check(hand, axe, "two panels")
    with hand.expecting(422):
        hand.press(hand.button("Xác nhận hoàn thành", hand.page.locator("#" + ids[0])))
        hand.sees("Đính kèm ít nhất một minh chứng hoặc nhập số văn bản.")
    wrong += check(hand, axe, "panel refused")
    with hand.expecting(422):
        hand.press(hand.button("Xác nhận không phát sinh", hand.page.locator("#" + ids[1])))
        hand.sees("Nêu lý do không phát sinh.")
    wrong += check(hand, axe, "no event refused")
    assert wrong == []


def test_return_forms(shared_office, new_hand, axe):
    hand = new_hand(shared_office).sign_in("minh")
    hand.go("/cho-duyet")
    hand.press(hand.page.locator("summary", has_text="Trả lại"))
    wrong = check(hand, axe, "return form")
    with hand.expecting(422):
        hand.press(hand.button("Gửi ý kiến, trả lại"))
        hand.sees("Nêu lý do trả lại")
    wrong += check(hand, axe, "return form refused")
    assert wrong == []


def test_menu_of_the_phone(shared_office, new_hand, axe):
    hand = new_hand(shared_office).sign_in("minh")
    hand.page.set_viewport_size({"width": 390, "height": 844})
    menu = hand.page.locator("#menu")
    expect(menu).not_to_be_visible()
    hand.press(hand.link("Danh mục").first)
    expect(menu).to_be_visible()
    hand.page.evaluate(axe)
    assert hand.page.evaluate(RUN, TAGS) == []
    assert not hand.page.evaluate(WIDE)
    hand.press(hand.link("Đóng danh mục"))
    expect(menu).not_to_be_visible()


def test_dialogs_and_folds(shared_office, new_hand, axe):
    hand = new_hand(shared_office).sign_in("minh")
    hand.page.keyboard.press("?")
    expect(hand.page.locator("#keys-dialog")).to_be_visible()
    wrong = check(hand, axe, "keys")
    hand.page.keyboard.press("Escape")
    hand.go("/2024/bao-cao/quy-2")
    hand.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    wrong += check(hand, axe, "report, all folds open")
    hand.go("/2024/chi-dao")
    hand.press(hand.page.locator(".task__title a").first)
    hand.page.wait_for_url(re.compile("/viec/"))
    hand.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    wrong += check(hand, axe, "task, all folds open")
    assert wrong == []


def test_refusals_are_pages_too(shared_office, new_hand, axe):
    hand = new_hand(shared_office).sign_in("hanh")
    with hand.expecting(404):
        assert hand.go("/khong-co-trang-nay").status == 404
        wrong = check(hand, axe, "404")
        assert hand.go("/quan-tri").status == 404
    assert wrong == []
