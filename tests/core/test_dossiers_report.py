"""Form II.06a in the annex of a period's report: as it stood on the report's day."""

from datetime import date

import pytest

from tests.factories import dossiers
from tthc.core.reports import actions as report_actions
from tthc.core.reports import queries as report_queries
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import ReportPeriod
from tthc.kernel.sections import Section


def annex_of(content):
    return [part for part in content["annexes"] if "II.06a" in part["heading"]]


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def report(session, office, clerk, now):
    def make():
        on = date(2024, 6, 15)
        return report_actions.draft(session, clerk, office.agency.id, 2024, ReportPeriod.Q2, today=on, now=now)

    return make


def test_the_report_of_a_period_carries_the_form(session, office, clerk, report, today, now):
    for number, returned in enumerate((date(2024, 6, 5), date(2024, 6, 20)), 1):
        days = {"received_on": date(2024, 6, 3), "due_on": date(2024, 6, 7), "returned_on": returned}
        dossiers.dossier(session, clerk, office.desk, today=today, now=now, code=f"H-{number}", **days)
    (annex,) = annex_of(report().content)
    assert annex["heading"].startswith("Phụ lục II")
    table = annex["blocks"][0]
    assert "từ ngày 15/03/2024 đến ngày 14/06/2024" in table["caption"]
    assert sum(table["widths"]) == 100
    # The one returned on 20/06 was still pending, and overdue, when the quarter closed.
    assert table["rows"] == [
        ["I", "Thủ tục hành chính cấp xã", "2", "0", "2", "0", "1", "1", "0", "0", "1", "0", "1"],
        ["1", "Hộ tịch", "2", "0", "2", "0", "1", "1", "0", "0", "1", "0", "1"],
        ["", "Tổng số", "2", "0", "2", "0", "1", "1", "0", "0", "1", "0", "1"],
    ]


def test_an_office_without_dossiers_has_no_such_annex(report):
    assert annex_of(report().content) == []


def test_a_dossier_entered_later_is_told_as_a_change(session, office, clerk, report, today, now):
    days = {"received_on": date(2024, 6, 3), "due_on": date(2024, 6, 7), "returned_on": date(2024, 6, 5)}
    dossiers.dossier(session, clerk, office.desk, today=today, now=now, code="H-1", **days)
    made = report()
    assert not facts.standing(session, made).is_outdated
    dossiers.dossier(session, clerk, office.desk, today=today, now=now, code="H-2", **days)
    assert facts.standing(session, report_queries.report(session, clerk, made.id)).is_outdated


def test_the_report_of_a_section_has_none(session, office, clerk, today, now):
    dossiers.dossier(session, clerk, office.desk, today=today, now=now)
    edition = report_actions.section_report(session, clerk, Section.ONE_STOP, year=2024, today=today, now=now)
    assert annex_of(edition.content) == []
