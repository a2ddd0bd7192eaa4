"""The indicator grid: one page, one form; a cell at a time with HTMX; the cut-off closes it."""

import pytest
from sqlalchemy import select

from tests.factories import tasks
from tests.factories.queries import counted
from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators.models import IndicatorValue
from tthc.kernel.actor import system

GRID = "/2024/chi-tieu/quy-3"


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def fields(office):
    def make(numerator, denominator, version=0):
        key = office.target.id
        return {f"numerator-{key}": numerator, f"denominator-{key}": denominator, f"version-{key}": version}

    return make


def value(session):
    session.rollback()
    return session.scalars(select(IndicatorValue)).one_or_none()


def test_the_grid_of_the_running_period(as_role, office):
    page = text(as_role("clerk").get("/2024/chi-tieu"))
    assert "Quý III năm 2024" in page
    assert "hồ sơ nộp trực tuyến" in page
    assert "≥ 80%" in page
    assert "Gửi số liệu" in page


def test_sending_figures_computes_the_share(as_role, office, fields, session):
    clerk = as_role("clerk")
    assert clerk.post(GRID, fields("764", "1.000,0")).status_code == 303
    page = text(clerk.get(GRID))
    assert "76,4%" in page
    assert "Chưa đạt" in page
    assert value(session).numerator == 764


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        ("11", "10", "Số đạt (11) lớn hơn tổng số (10). Kiểm tra lại."),
        ("nhiều", "10", "Số liệu phải là số. Dùng dấu phẩy cho phần thập phân, ví dụ 76,4."),
        ("1.234", "2000", "có hai cách hiểu"),
        ("5", "", "Nhập tổng số trong kỳ."),
    ],
)
def test_figures_that_cannot_be_stay_typed(as_role, office, fields, session, numerator, denominator, words):
    answer = as_role("clerk").post(GRID, fields(numerator, denominator))
    assert answer.status_code == 422
    assert words in text(answer).replace("&#34;", '"')
    assert f'value="{numerator}"' in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    assert value(session) is None


def test_one_wrong_cell_keeps_the_others_unsaved(as_role, office, fields, session):
    other = tasks.target(session, office.plan, "PL1.1", position=2)
    session.commit()
    good = {f"numerator-{other.id}": "5", f"denominator-{other.id}": "10", f"version-{other.id}": "0"}
    assert as_role("clerk").post(GRID, fields("11", "10") | good).status_code == 422
    assert value(session) is None


def test_a_cell_is_saved_when_it_is_left(as_role, office, fields, session):
    clerk = as_role("clerk")
    href = f"{GRID}/{office.target.id}"
    row = text(clerk.htmx("POST", href, data=fields("9", "10")))
    assert row.lstrip().startswith("<td")
    assert f'id="result-{office.target.id}"' in row
    assert "<input class" not in row  # what is being typed is never replaced
    assert "90%" in row
    wrong = clerk.htmx("POST", href, data=fields("19", "10", 1))
    assert wrong.status_code == 422
    assert "lớn hơn tổng số" in text(wrong)
    assert value(session).numerator == 9
    assert clerk.htmx("POST", href, data=fields("8", "10", 0)).status_code == 409


def test_what_the_page_shows_can_be_sent_back_as_it_stands(as_role, office, fields, session):
    clerk = as_role("clerk")
    clerk.post(GRID, fields("1164", "12500"))
    page = text(clerk.get(GRID))
    assert 'value="1164"' in page
    assert "9,31%" in page
    assert clerk.post(GRID, fields("1164", "12500", 1)).status_code == 303
    assert value(session).version == 1


def test_half_a_row_is_left_alone_while_it_is_typed(as_role, office, fields, session):
    clerk = as_role("clerk")
    href = f"{GRID}/{office.target.id}"
    assert clerk.htmx("POST", href, data=fields("9", "")).status_code == 204
    assert clerk.htmx("POST", href, data=fields("", "10")).status_code == 204
    assert value(session) is None
    assert clerk.post(href, fields("9", "")).status_code == 422


def test_a_target_opens_down_to_what_was_counted(as_role, office, session, now):
    clerk = as_role("clerk")
    from tthc.core.indicators import queries as indicator_queries

    cell = indicator_queries.cell(session, system(office.agency.id), office.target.id, 2024, "q2")
    indicator_actions.enter(session, system(office.agency.id), cell, 8, 10, year=2024, rows=[11, 12], now=now)
    session.commit()
    page = text(clerk.get(f"/2024/chi-tieu/{office.target.id}"))
    assert "Tính từ 2 dòng sổ theo dõi: 11, 12" in page
    assert "Quý II năm 2024" in page
    assert clerk.get("/2024/chi-tieu/999").status_code == 404


def test_a_closed_period_shows_figures_without_fields(as_role, office, fields, session, now):
    clerk = as_role("clerk")
    clerk.post(GRID, fields("1137", "1185,5"))
    indicator_actions.close_period(session, system(office.agency.id), office.agency.id, 2024, "q3", now=now)
    session.commit()
    page = text(clerk.get(GRID))
    assert "đã được khóa" in page
    assert f"numerator-{office.target.id}" not in page
    assert ">1.137<" in page
    assert ">1.185,5<" in page
    assert clerk.post(f"{GRID}/{office.target.id}", fields("9", "10", 1)).status_code in (403, 409)
    assert value(session).numerator == 1137


def test_who_may_enter_what(as_role, office, fields, session):
    head = as_role("head")
    assert f"numerator-{office.target.id}" in text(head.get(GRID))
    officer = as_role("officer")
    assert f"numerator-{office.target.id}" not in text(officer.get(GRID))
    officer.post(GRID, fields("9", "10"))
    assert value(session) is None
    assert officer.post(f"{GRID}/{office.target.id}", fields("9", "10")).status_code == 403
    leader = as_role("leader")
    assert "Chế độ chỉ xem" in text(leader.get(GRID))
    assert leader.post(GRID, fields("9", "10")).status_code == 403
    assert as_role("admin").get(GRID).status_code == 404


@pytest.mark.parametrize("path", ["/2024/chi-tieu/quy-5", "/2024/chi-tieu/thang-08", "/2024/chi-tieu/quy-4"])
def test_unknown_periods_are_not_found(as_role, office, path):
    assert as_role("clerk").get(path).status_code == 404


def test_the_page_asks_a_constant_number_of_queries(as_role, office, session):
    clerk = as_role("clerk")
    with counted(session) as few:
        clerk.get(GRID)
    for position in range(2, 52):
        tasks.target(session, office.plan, "PL1.2", position=position)
    session.commit()
    with counted(session) as many:
        assert "hồ sơ nộp trực tuyến" in text(clerk.get(GRID))
    assert len(few) == len(many)
    assert len(many) <= 12
