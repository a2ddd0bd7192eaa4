"""Sheets of one-stop systems as they are: found under letterheads and merged headers, told row by row, loaded, loaded again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.factories.dossiers import Total, case, list_sheet, simple_totals_sheet, totals_sheet
from tests.factories.markup_sheets import form_page, form_xml, list_page
from tthc.core.calendar.rules import DEFAULT, period
from tthc.core.dossiers.actions import DOSSIERS, TOTALS
from tthc.core.dossiers.models import Apology, Dossier, DossierTotal
from tthc.core.dossiers.queries import form
from tthc.core.dossiers.rules.form import Figures
from tthc.core.registers import actions
from tthc.core.registers.models import RegisterImport
from tthc.core.registers.rules.sheets import Preview
from tthc.jobs.registers import load_register, read_register

Q2, Q3 = period("q2", 2024, DEFAULT), period("q3", 2024, DEFAULT)
WINDOW = {"first_day": "15/03/2024", "last_day": "14/06/2024"}


@pytest.fixture
def bring(session, office, toolbox, now):
    """A sheet uploaded by the head of the desk and read by the worker: its row and its preview."""

    def make(book, content, **given):
        who = office.actor("head")
        stored = toolbox.files.keep(content, "application/octet-stream")
        row = actions.stage(session, who, book, stored, "bao-cao.xlsx", given=given, now=now)
        session.commit()
        assert read_register(session(), toolbox, row.id)
        session.expire_all()
        row = session.get_one(RegisterImport, row.id)
        return row, Preview.from_json(row.preview)

    return make


@pytest.fixture
def load(session, office, toolbox, now):
    """Confirm a sheet and let the worker write it."""

    def make(book, row):
        actions.ask_load(session, office.actor("head"), book, row, now=now)
        session.commit()
        assert load_register(session(), toolbox, row.id)
        session.expire_all()
        assert session.get_one(RegisterImport, row.id).state == "loaded"

    return make


def three_months():
    """Dossiers of three months: one returned late, one overdue, one left from before."""
    found = [case(number, date(2024, 6, 17) + timedelta(days=number), field="Chứng thực") for number in range(40)]
    found += [
        case(100, date(2024, 6, 10), days=10, returned=9),
        case(101, date(2024, 7, 1), days=3, returned=5, channel="BCCI"),
        case(102, date(2024, 8, 1), days=5, returned=None, channel="Nộp trực tuyến"),
        case(103, date(2024, 8, 10), days=20, returned=None, satisfaction=None, handling=None),
    ]
    return found


def test_the_list_of_dossiers_is_read_as_it_is(session, bring, load):
    row, preview = bring(DOSSIERS, list_sheet(three_months()))
    assert preview.problem_count == 0, preview.problems
    assert not preview.asks_mapping, preview.headers
    assert preview.counts["new"] == 44
    load(DOSSIERS, row)
    late = session.scalars(select(Dossier).where(Dossier.code.contains("-0101"))).one()
    assert (late.received_on, late.due_on, late.returned_on) == (date(2024, 7, 1), date(2024, 7, 4), date(2024, 7, 6))
    assert (late.channel, late.field, late.digitised, late.reused, late.electronic_transfer) == ("postal", "Hộ tịch", True, False, True)
    assert (late.satisfaction, late.handling_minutes) == ("satisfied", 35)
    overdue = session.scalars(select(Dossier).where(Dossier.code.contains("-0102"))).one()
    assert (overdue.returned_on, overdue.channel) == (None, "online")


def test_three_months_of_dossiers_make_the_form_and_the_apologies(session, office, bring, load, today):
    row, _ = bring(DOSSIERS, list_sheet(three_months()))
    load(DOSSIERS, row)
    found = form.of_period(session, office.actor("clerk"), Q3, today, DEFAULT)
    assert found.total == Figures(online=1, direct=42, carried=1, early=41, late=1, within=1, overdue=1)
    assert sorted(session.scalars(select(Apology.dossier_code))) == ["000.15.37.H56-240701-0101", "000.15.37.H56-240801-0102"]


def test_the_same_list_again_changes_nothing_and_a_day_of_return_is_a_change(session, bring, load):
    load(DOSSIERS, bring(DOSSIERS, list_sheet(three_months()))[0])
    _, preview = bring(DOSSIERS, list_sheet(three_months()))
    assert (preview.counts["same"], preview.counts["new"], preview.counts["changed"]) == (44, 0, 0)
    later = three_months()
    later[-2].returned = date(2024, 8, 14)
    row, preview = bring(DOSSIERS, list_sheet(later))
    assert (preview.counts["same"], preview.counts["changed"]) == (43, 1)
    load(DOSSIERS, row)
    assert session.scalars(select(Dossier.returned_on).where(Dossier.code.contains("-0102"))).one() == date(2024, 8, 14)


def test_wrong_dossiers_are_named_and_nothing_is_written(session, bring):
    cases = three_months()
    cases[3].due = cases[3].received - timedelta(days=1)
    cases[7].channel = "Fax"
    cases[9].code = cases[8].code
    _, preview = bring(DOSSIERS, list_sheet(cases))
    told = {(one.row, one.title): one.words for one in preview.problems}
    # The first dossier stands in row 10 of the sheet.
    assert "trước ngày tiếp nhận" in told[13, "Ngày hẹn trả"]
    assert '"Fax"' in told[17, "Hình thức nộp"]
    assert any(row == 19 for row, _ in told)
    assert not preview.is_loadable
    assert session.scalars(select(Dossier)).all() == []


COMMUNE = [
    Total("Hộ tịch", online=53, direct=37, carried=3, early=58, on_time=30, late=1, within=4),
    Total("Chứng thực", online=26, direct=90, early=70, on_time=46),
]
JOINED = [Total("Đăng ký khai sinh, thường trú, bảo hiểm y tế", online=8, direct=3, early=9, within=2)]


def test_the_form_of_the_one_stop_system_is_read_with_its_groups(session, office, bring, load, today):
    row, preview = bring(TOTALS, totals_sheet(COMMUNE, JOINED), **WINDOW)
    assert preview.problem_count == 0, preview.problems
    assert not preview.asks_mapping, (preview.headers, preview.missing)
    assert preview.counts["new"] == 3
    assert len(preview.skipped) == 3
    load(TOTALS, row)
    lines = session.scalars(select(DossierTotal).order_by(DossierTotal.id)).all()
    assert [(one.level, one.field, one.received, one.pending) for one in lines] == [
        ("commune", "Hộ tịch", 93, 4),
        ("commune", "Chứng thực", 116, 0),
        ("joined", "Đăng ký khai sinh, thường trú, bảo hiểm y tế", 11, 2),
    ]
    found = form.of_period(session, office.actor("clerk"), Q2, today, DEFAULT)
    assert found.total == Figures(online=87, direct=130, carried=3, early=137, on_time=76, late=1, within=6)


@pytest.mark.parametrize("make", [form_page, form_xml])
def test_a_form_that_only_calls_itself_excel_is_read_and_known_again(session, bring, load, make):
    row, preview = bring(TOTALS, make(COMMUNE), **WINDOW)
    assert preview.problem_count == 0, preview.problems
    assert not preview.asks_mapping, (preview.headers, preview.missing)
    assert (preview.counts["new"], len(preview.skipped)) == (2, 2)
    load(TOTALS, row)
    lines = session.scalars(select(DossierTotal).order_by(DossierTotal.id)).all()
    assert [(one.level, one.field, one.online, one.direct, one.carried, one.received, one.settled, one.pending) for one in lines] == [
        ("commune", "Hộ tịch", 53, 37, 3, 93, 89, 4),
        ("commune", "Chứng thực", 26, 90, 0, 116, 116, 0),
    ]
    for again in (form_page, form_xml, totals_sheet):
        _, preview = bring(TOTALS, again(COMMUNE), **WINDOW)
        assert (preview.problem_count, preview.counts["same"], preview.counts["new"]) == (0, 2, 0)


def test_a_list_saved_as_a_page_is_the_list(bring, load):
    row, preview = bring(DOSSIERS, list_page(three_months()))
    assert preview.problem_count == 0, preview.problems
    assert preview.counts["new"] == 44
    load(DOSSIERS, row)
    _, preview = bring(DOSSIERS, list_sheet(three_months()))
    assert (preview.counts["same"], preview.counts["new"], preview.counts["changed"]) == (44, 0, 0)


def test_a_plain_table_with_days_of_its_own_is_read(session, bring, load):
    row, preview = bring(TOTALS, simple_totals_sheet(COMMUNE, Q2.start, Q2.end))
    assert preview.problem_count == 0, preview.problems
    assert not preview.asks_mapping, (preview.headers, preview.missing)
    load(TOTALS, row)
    assert len(session.scalars(select(DossierTotal)).all()) == 2


def test_figures_that_do_not_add_up_name_row_column_and_both_figures(session, bring):
    wrong = [COMMUNE[0], Total("Chứng thực", online=26, direct=90, early=70, on_time=46, received=120)]
    _, preview = bring(TOTALS, totals_sheet(wrong), **WINDOW)
    (one,) = preview.problems
    assert (one.row, one.title) == (13, "(3) Nhận giải quyết: tổng số")
    assert "120" in one.words
    assert "26 + 90 + 0 = 116" in one.words
    assert session.scalars(select(DossierTotal)).all() == []


def test_carried_over_that_differs_is_a_warning_and_loads(session, bring, load):
    load(TOTALS, bring(TOTALS, totals_sheet(COMMUNE), **WINDOW)[0])
    next_one = [Total("Hộ tịch", direct=5, carried=9, early=14)]
    row, preview = bring(TOTALS, totals_sheet(next_one), first_day="15/06/2024", last_day="14/09/2024")
    assert preview.problem_count == 0
    assert any("kỳ trước còn 4" in one.words for one in preview.warnings)
    load(TOTALS, row)
