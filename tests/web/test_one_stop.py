"""The one-stop desk on the screen: the standing of the period, form II.06a and the rows behind it, apologies and their terms."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from tests.factories import dossiers, people
from tests.factories.queries import counted
from tthc.core.dossiers.actions import TOTALS
from tthc.core.dossiers.models import Apology, ApologyTerms, Dossier, FormSheet
from tthc.core.dossiers.rules.form import CELLS
from tthc.core.registers import actions as register_actions
from tthc.jobs import JOBS
from tthc.kernel.clock import Clock
from tthc.kernel.transaction import begin_write

ROWS = "/2024/mot-cua/so/ho-so"
FORM = "/2024/mot-cua/bieu-06a"
TERMS = "/2024/mot-cua/thoi-han-xin-loi"


class At(Clock):
    """The night after the office's day."""

    def now(self):
        return datetime(2024, 8, 15, 17, 0, tzinfo=UTC)

    def today(self):
        return date(2024, 8, 16)


@pytest.fixture
def desk(session, office, today, now):
    """Three dossiers of the third quarter: returned in time, returned late, overdue."""
    clerk = office.actor("clerk")
    days = [
        {"due_on": date(2024, 7, 5), "returned_on": date(2024, 7, 4), "channel": "online"},
        {"due_on": date(2024, 7, 5), "returned_on": date(2024, 7, 9)},
        {"due_on": date(2024, 8, 13), "field": "Đất đai"},
    ]
    office.dossiers = [
        dossiers.dossier(session, clerk, office.desk, today=today, now=now, code=f"H-{number}", **values)
        for number, values in enumerate(days, 1)
    ]
    session.commit()
    return office


def text_of(response):
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_the_standing_of_the_period_stands_above_the_list_and_opens_to_rows(as_role, desk):
    page = text_of(as_role("officer").get(ROWS))
    assert "Quý III năm 2024" in page
    assert "1 đang giải quyết quá hạn" in page
    assert "ky=quy-3&amp;cot=13" in page
    # Nothing to open behind a nought.
    assert "0 đang giải quyết trong hạn</li>" in page
    # What was received and returned is summed in the form: a list of 200,000 rows does not wait for it.
    assert "hồ sơ nhận giải quyết</" not in page


def test_the_form_shows_the_current_period_and_says_where_it_comes_from(as_role, desk):
    page = text_of(as_role("leader").get(FORM))
    assert "Biểu II.06a quý III năm 2024" in page
    assert "Số liệu lấy từ 3 hồ sơ trong sổ." in page
    assert "Các đẳng thức của biểu đúng ở mọi dòng" in page
    assert "số liệu đến ngày 15/08/2024" in page


def test_each_figure_opens_to_exactly_its_rows(as_role, desk):
    client = as_role("officer")
    page = text_of(client.get(FORM))
    links = re.findall(r'href="(/2024/mot-cua/bieu-06a/ho-so[^"]+)">([\d.]+)<span', page)
    assert len(links) > 20
    for href, figure in links:
        rows = text_of(client.get(href.replace("&amp;", "&")))
        assert f"{figure} hồ sơ, quý III năm 2024" in rows
        assert rows.count("data-row") == int(figure)


@pytest.mark.parametrize("query", ["ky=quy-3&cot=2", "ky=quy-3&cot=14", "ky=quy-9&cot=3", "ky=quy-1&cot=3", "cot=x"])
def test_rows_behind_no_figure_are_not_there(as_role, desk, query):
    assert as_role("officer").get(f"{FORM}/ho-so?{query}").status_code == 404


def test_every_period_has_its_form(as_role, desk):
    client = as_role("officer")
    for slug in ("quy-1", "quy-2", "quy-3", "nam", "thang-07"):
        page = text_of(client.get(f"{FORM}?ky={slug}"))
        assert ("chưa có số liệu" in page) == (slug in ("quy-1", "quy-2"))
    assert client.get(f"{FORM}?ky=quy-4").status_code == 404


def test_totals_are_shown_without_links_and_differences_are_told(as_role, desk, session, office, today, now):
    figures = dict.fromkeys(CELLS, 0) | {"received": 9, "direct": 9, "settled": 4, "on_time": 4, "pending": 5, "within": 5}
    values = {
        "first_day": date(2024, 3, 15),
        "last_day": date(2024, 6, 14),
        "level": "commune",
        "field": "Hộ tịch",
        "unit_id": office.desk.id,
    }
    begin_write(session())
    register_actions.enter(session, office.actor("clerk"), TOTALS, values | figures, today=today, now=now)
    session.commit()
    page = text_of(as_role("officer").get(f"{FORM}?ky=quy-2"))
    assert "số liệu tổng hợp (9 hồ sơ)" in page
    assert "/ho-so?" not in page
    page = text_of(as_role("officer").get(f"{FORM}?ky=quy-3"))
    assert "cột (6) là 0, kỳ trước còn 5 hồ sơ" in page


def test_the_form_is_printed(as_role, desk):
    page = text_of(as_role("officer").get(f"{FORM}/in?ky=quy-3"))
    assert "Biểu số II.06a/VPCP/KSTT" in page
    assert "<nav" not in page


def test_the_form_is_a_sheet(as_role, desk, session, toolbox):
    client = as_role("officer")
    asked = client.post(f"{FORM}/tai?ky=quy-3")
    assert asked.status_code == 303
    form_sheet_id = session.scalars(select(FormSheet.id)).one()
    assert ("write_form", {"form_sheet_id": form_sheet_id}) in toolbox.queue.asked
    assert "Đang lập tệp Excel" in text_of(client.get(asked.location))
    assert JOBS["write_form"](session(), toolbox, form_sheet_id=form_sheet_id)
    assert not JOBS["write_form"](session(), toolbox, form_sheet_id=form_sheet_id)
    page = text_of(client.get(asked.location))
    assert f"/mot-cua/bieu-06a/{form_sheet_id}/tep" in page
    file = client.get(f"/mot-cua/bieu-06a/{form_sheet_id}/tep")
    (sheet, *notes) = toolbox.sheets.read(file.data, "bieu.xlsx", most_rows=1000)
    rows = [row for row in sheet.rows if any(row)]
    assert rows[-1][1:] == ("Tổng số", 3, 1, 2, 0, 2, 1, 0, 1, 1, 0, 1)
    assert any("3 hồ sơ trong sổ" in str(cell) for note in notes for row in note.rows for cell in row)


def test_a_form_without_figures_is_no_sheet(as_role, office, session):
    client = as_role("officer")
    assert client.post(f"{FORM}/tai?ky=quy-1").status_code == 303
    assert "chưa có số liệu" in text_of(client.get(f"{FORM}?ky=quy-1"))
    assert session.scalar(select(func.count(FormSheet.id))) == 0


def test_a_sheet_of_another_agency_is_not_there(as_role, desk, session, other_agency_sheet):
    assert as_role("officer").get(f"/mot-cua/bieu-06a/{other_agency_sheet}").status_code == 404


@pytest.fixture
def other_agency_sheet(session, office, now):
    other = people.agency(session, "Ủy ban nhân dân phường Khác", "UBND phường Khác")
    row = FormSheet(agency_id=other.id, year=2024, period="q3", content={"title": "x"}, file_name="x.xlsx")
    session.add(row)
    session.commit()
    return row.id


def test_an_apology_shows_its_clocks_its_dossier_and_the_next_step(as_role, desk, session):
    apology = session.scalars(select(Apology).where(Apology.dossier_code == "H-3")).one()
    listing = text_of(as_role("clerk").get("/2024/mot-cua/so/xin-loi"))
    assert "Hẹn lại<" in listing
    assert "Quá hạn gửi 1 ngày" in listing
    page = text_of(as_role("clerk").get(f"/2024/mot-cua/so/xin-loi/{apology.id}"))
    assert "Gửi văn bản xin lỗi chậm nhất ngày 14/08/2024" in page
    assert "quá hạn 1 ngày" in page
    assert "Hồ sơ H-3" in page
    assert "In văn bản xin lỗi (mẫu 04)" in page
    late = desk.dossiers[2]
    assert f"/2024/mot-cua/so/xin-loi/{apology.id}" in text_of(as_role("officer").get(f"{ROWS}/{late.id}"))
    assert "/so/xin-loi/" not in text_of(as_role("officer").get(f"{ROWS}/{desk.dossiers[0].id}"))


def test_a_second_rescheduling_is_refused_on_the_screen(as_role, desk, session):
    apology = session.scalars(select(Apology).where(Apology.dossier_code == "H-3")).one()
    here, clerk = f"/2024/mot-cua/so/xin-loi/{apology.id}/sua", as_role("clerk")
    typed = {"dossier_code": "H-3", "unit_id": str(desk.desk.id), "reason": "Chờ xác minh", "sent_on": "15/08/2024", "version": "1"}
    assert clerk.post(here, typed | {"new_due": "20/08/2024"}).status_code == 303
    refused = clerk.post(here, typed | {"new_due": "28/08/2024", "version": "2"})
    assert refused.status_code == 422
    assert "chỉ được hẹn lại một lần" in refused.get_data(as_text=True)


def test_the_clerk_sets_the_numbers_of_apologies(as_role, desk, session):
    clerk = as_role("clerk")
    assert clerk.post(TERMS, {"tell_before": "2", "send_within": "5", "basis": "Quyết định số 12/QĐ-UBND"}).status_code == 303
    assert session.scalars(select(ApologyTerms.send_within)).one() == 5
    assert session.scalars(select(Apology.send_by).where(Apology.dossier_code == "H-3")).one() == date(2024, 8, 20)
    for wrong in (
        {"tell_before": "x", "send_within": "1"},
        {"tell_before": "1", "send_within": "31"},
        {"tell_before": "-1", "send_within": "1"},
    ):
        refused = clerk.post(TERMS, wrong)
        assert refused.status_code == 422
        assert "từ 0 đến 30" in refused.get_data(as_text=True)
    page = text_of(as_role("officer").get(TERMS))
    assert "Quyết định số 12/QĐ-UBND" in page
    assert "<input" not in page.split("<main")[1].split("</main")[0]
    assert as_role("officer").post(TERMS, {"tell_before": "1", "send_within": "1"}).status_code == 403


def test_a_stale_save_of_the_numbers_is_told(as_role, desk, session):
    clerk = as_role("clerk")
    clerk.post(TERMS, {"tell_before": "2", "send_within": "5"})
    stale = clerk.post(TERMS, {"tell_before": "3", "send_within": "5", "version": "7"})
    assert stale.status_code == 409
    assert "vừa được người khác sửa" in stale.get_data(as_text=True)


def asked(statements):
    return len([one for one in statements if one.startswith("SELECT")])


@pytest.mark.parametrize("path", [ROWS, FORM, f"{FORM}?ky=nam", f"{FORM}/ho-so?ky=quy-3&cot=3", "/2024/mot-cua/so/xin-loi"])
def test_pages_cost_as_many_queries_for_many_dossiers_as_for_few(as_role, desk, session, office, now, path):
    client = as_role("officer")
    client.get(path)
    with counted(session) as few:
        client.get(path)
    begin_write(session())
    for number in range(60):
        days = {"received_on": date(2024, 7, 1), "due_on": date(2024, 7, 5), "returned_on": date(2024, 7, 5)}
        values = {"code": f"N{number}", "field": f"Lĩnh vực {number % 7}", "channel": "direct", "entered_at": now}
        session.add(Dossier(agency_id=office.agency.id, unit_id=office.desk.id, **values, **days))
    session.commit()
    with counted(session) as many:
        client.get(path)
    assert asked(many) == asked(few)


def test_the_night_opens_apologies(desk, session, toolbox, office, now):
    # Nothing was ever stored here: what the log holds is enough for the night to begin.
    tools = replace(toolbox, clock=At())
    begin_write(session())
    values = {"code": "Đêm-1", "field": "Hộ tịch", "channel": "direct", "entered_at": now, "received_on": date(2024, 8, 1)}
    session.add(Dossier(agency_id=office.agency.id, unit_id=office.desk.id, due_on=date(2024, 8, 14), **values))
    session.commit()
    assert JOBS["night_work"](session(), tools)
    assert session.scalars(select(Apology.dossier_code).order_by(Apology.id.desc()).limit(1)).one() == "Đêm-1"
