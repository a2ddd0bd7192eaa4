"""The eight sections by one kit: the same page, tabs, filters, search, print view and short address."""

import re

import pytest

from tests.factories import tasks
from tthc.kernel.sections import Section

SECTIONS = [pytest.param(section, id=section.value) for section in Section]
TABS = {"so": "Sổ theo dõi", "chi-tieu": "Chỉ tiêu", "minh-chung": "Minh chứng", "can-cu": "Căn cứ, trích kế hoạch"}
FILTERS = ("tat-ca", "cua-toi", "qua-han", "cho-duyet", "chua-xong", "da-xong")


@pytest.fixture
def task(session, office):
    """put(section, n) gives the justice desk n tasks of a section."""

    def put(section, count=1, title="Công việc mẫu có dấu"):
        for position in range(100, 100 + count):
            made = tasks.task(session, office.plan, office.justice, f"{title} {position}", section, str(position), position)
            tasks.occurrence(session, made, office.justice)
        session.commit()

    return put


def text(response):
    assert response.status_code == 200
    return response.get_data(as_text=True)


def rows(html):
    return re.findall(r'id="task-\d+"', html)


@pytest.mark.parametrize("section", SECTIONS)
def test_the_page_has_its_title_its_tabs_and_its_tasks(section, task, as_role):
    task(section)
    html = text(as_role("officer").get(f"/2024/{section.slug}"))
    assert section.title in html
    assert "Công việc mẫu có dấu 100" in html
    for tail, title in TABS.items():
        assert f'href="/2024/{section.slug}/{tail}"' in html
        assert title in html


@pytest.mark.parametrize("tail", TABS)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_tab_opens_as_a_page_and_as_a_fragment(section, tail, office, as_role):
    browser = as_role("clerk")
    page = text(browser.get(f"/2024/{section.slug}/{tail}"))
    assert page.lstrip().lower().startswith("<!doctype")
    assert re.search(r'<[^>]+aria-current="page"[^>]*>\s*' + re.escape(TABS[tail]), page), "the open tab is marked"
    part = text(browser.htmx("GET", f"/2024/{section.slug}/{tail}"))
    assert part.lstrip().startswith('<div id="section-panel"')


@pytest.mark.parametrize("section", SECTIONS)
def test_filters_and_keyword_narrow_the_list(section, task, as_role):
    task(section, 3)
    browser = as_role("officer")
    everything = rows(text(browser.get(f"/2024/{section.slug}")))
    assert len(everything) >= 3
    for name in FILTERS:
        found = rows(text(browser.htmx("GET", f"/2024/{section.slug}?loc={name}")))
        assert set(found) <= set(everything)
    assert len(rows(text(browser.get(f"/2024/{section.slug}?loc=cua-toi")))) >= 3
    assert rows(text(browser.get(f"/2024/{section.slug}?loc=da-xong"))) == []
    without_marks = rows(text(browser.get(f"/2024/{section.slug}?tu-khoa=cong+viec+mau+101")))
    assert len(without_marks) == 1
    nothing = text(browser.get(f"/2024/{section.slug}?tu-khoa=khongcogi"))
    assert rows(nothing) == []
    assert "Không tìm thấy &#34;khongcogi&#34;" in nothing


@pytest.mark.parametrize("section", SECTIONS)
def test_a_year_without_tasks_says_so(section, office, as_role):
    html = text(as_role("officer").get(f"/2025/{section.slug}"))
    assert "Kế hoạch năm 2025 không giao nhiệm vụ nào trong nội dung này." in html


@pytest.mark.parametrize("section", SECTIONS)
def test_long_lists_come_in_pages_that_together_hold_everything(section, task, as_role):
    task(section, 60)
    browser = as_role("officer")
    first = text(browser.get(f"/2024/{section.slug}?loc=cua-toi"))
    later = [rows(text(browser.get(f"/2024/{section.slug}?loc=cua-toi&trang={number}"))) for number in (2, 3, 4)]
    seen = [rows(first), *later]
    assert len(seen[0]) == 25
    everything = [row for page in seen for row in page]
    assert len(everything) == len(set(everything)) >= 60


@pytest.mark.parametrize("section", SECTIONS)
def test_the_print_view_holds_all_rows_and_no_menu(section, task, as_role):
    task(section, 60)
    html = text(as_role("officer").get(f"/2024/{section.slug}/in"))
    assert all(f"Công việc mẫu có dấu {number}" in html for number in range(100, 160))
    assert "<nav" not in html
    assert "<form" not in html


@pytest.mark.parametrize("section", SECTIONS)
def test_the_short_address_goes_to_the_latest_year_with_a_plan(section, session, office, as_role):
    browser = as_role("officer")
    assert browser.get(f"/{section.slug}").headers["Location"] == f"/2024/{section.slug}"
    tasks.plan(session, office.agency, year=2025, title="Kế hoạch năm sau")
    session.commit()
    assert browser.get(f"/{section.slug}").headers["Location"] == f"/2025/{section.slug}"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_plan_narrows_the_page(section, session, office, task, as_role):
    task(section)
    other = tasks.plan(session, office.agency, title="Kế hoạch bổ sung")
    made = tasks.task(session, other, office.justice, "Việc của kế hoạch bổ sung", section, "1", 1)
    tasks.occurrence(session, made, office.justice)
    session.commit()
    browser = as_role("officer")
    both = text(browser.get(f"/2024/{section.slug}"))
    assert "Việc của kế hoạch bổ sung" in both
    assert "Công việc mẫu có dấu" in both
    one = text(browser.get(f"/2024/{section.slug}?ke-hoach={other.id}"))
    assert "Việc của kế hoạch bổ sung" in one
    assert "Công việc mẫu có dấu" not in one


@pytest.mark.parametrize("section", SECTIONS)
def test_the_report_button_stands_only_for_those_who_may_press_it(section, office, as_role):
    action = f'action="/2024/{section.slug}/bao-cao"'
    assert action in text(as_role("clerk").get(f"/2024/{section.slug}"))
    assert action not in text(as_role("auditor").get(f"/2024/{section.slug}"))
