"""Procedures and the decisions that announce them: entered, changed, abolished, corrected, in force on a day."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import people, procedures
from tests.factories import queries as sent
from tthc.core.postings.actions import ANNOUNCEMENTS, PROCEDURES, withdraw_change
from tthc.core.procedures import actions as procedure_actions
from tthc.core.procedures import queries
from tthc.core.procedures.models import Announcement, ProcedureChange
from tthc.core.procedures.rules import Terms
from tthc.core.registers import actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, NotAllowed, NotFound, WrongState


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def when(today, now):
    return {"today": today, "now": now}


def listed(session, actor, today, **asked):
    rows = register_queries.rows(session, actor, PROCEDURES, Ask(**asked), today=today)
    return [row.code for row in rows]


def changes(session, row):
    return session.scalars(select(ProcedureChange).where(ProcedureChange.procedure_id == row.id).order_by(ProcedureChange.id)).all()


def test_a_procedure_brings_its_decision_into_the_register(session, office, clerk):
    one = procedures.announced(session, clerk, office.justice)
    two = procedures.announced(session, clerk, office.justice, "1.004884", "Đăng ký lại khai sinh", decision_number="1023/qđ-ubnd")
    decision = session.scalars(select(Announcement)).one()
    assert (decision.number, decision.effective_on, decision.procedure_count) == ("1023/QĐ-UBND", date(2024, 8, 12), 2)
    assert one.announcement_id == two.announcement_id == decision.id
    assert two.decision_number == "1023/QĐ-UBND"  # one decision has one spelling
    assert (one.in_force_from, one.in_force_until) == (date(2024, 8, 12), None)


def test_settling_twice_changes_nothing(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    version = row.version
    PROCEDURES.settle(session, clerk, [row], **when)
    session.flush()
    assert (len(changes(session, row)), row.version) == (1, version)


def test_in_force_on_a_day(session, office, clerk, today):
    procedures.procedure(session, clerk, office.justice, "1.000001", "Từ xưa")
    row = procedures.announced(session, clerk, office.justice, "1.000002", "Mới")
    procedures.announced(session, clerk, office.justice, "1.000003", "Sắp có", decision_effective_on=date(2024, 9, 1))
    procedures.change(session, clerk, row, "abolished")
    session.flush()
    assert listed(session, clerk, today, view="dang-co-hieu-luc") == ["1.000001"]
    assert listed(session, clerk, today, view="sap-co-hieu-luc") == ["1.000003"]
    assert listed(session, clerk, today, view="da-bai-bo") == ["1.000002"]
    assert listed(session, clerk, today, on=date(2024, 8, 13)) == ["1.000001", "1.000002"]
    assert listed(session, clerk, today, on=date(2024, 9, 1)) == ["1.000001", "1.000003"]
    assert [one["code"] for one in queries.in_force(session, clerk, date(2024, 8, 11))] == ["1.000001"]
    assert queries.abolished(session, clerk, today) == [
        {
            "code": "1.000002",
            "name": "Mới",
            "decision": "Quyết định số 1200/QĐ-UBND ngày 10/08/2024 của UBND tỉnh Mẫu",
            "abolished_on": "2024-08-14",
        }
    ]


def test_one_that_was_abolished_and_announced_again_has_two_spans(session, office, clerk, today):
    row = procedures.announced(session, clerk, office.justice, decision_on=date(2023, 1, 5), decision_effective_on=date(2023, 2, 1))
    again = {"decision_number": "88/QĐ-UBND", "decision_on": date(2024, 7, 1), "decision_effective_on": date(2024, 7, 15)}
    gone = {"decision_number": "77/QĐ-UBND", "decision_on": date(2023, 5, 1), "decision_effective_on": date(2023, 6, 1)}
    procedures.change(session, clerk, row, "abolished", **gone)
    procedures.change(session, clerk, row, "new", **again)
    days = [date(2023, 1, 31), date(2023, 3, 1), date(2023, 6, 1), date(2024, 7, 14), date(2024, 7, 15)]
    assert [bool(listed(session, clerk, today, on=day)) for day in days] == [False, True, False, False, True]
    assert (row.in_force_from, row.span_count) == (date(2024, 7, 15), 2)
    assert [line.words for line in queries.life(session, clerk, row.id)] == ["Ban hành mới", "Bãi bỏ", "Ban hành mới"]


def test_an_earlier_decision_entered_later_does_not_hide_the_latest(session, office, clerk):
    row = procedures.announced(session, clerk, office.justice)
    old = {"decision_number": "5/QĐ-UBND", "decision_on": date(2019, 1, 5), "decision_effective_on": date(2019, 2, 1)}
    procedures.change(session, clerk, row, "new", **old)
    assert (row.decision_number, row.in_force_from) == ("1023/QĐ-UBND", date(2019, 2, 1))
    assert len(changes(session, row)) == 2


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"code": "đăng ký khai sinh"}, "code"),
        ({"code": "1.004873.000.00.00.H35"}, "code"),
        ({"code": "1.009999", "change_kind": "abolished", **procedures.LATER}, "code"),
        ({"code": "1.009999", "change_kind": "abolished"}, "decision_number"),
    ],
)
def test_what_is_refused(session, office, clerk, values, column):
    procedures.procedure(session, clerk, office.justice)
    with pytest.raises(BadInput) as refused:
        procedures.procedure(session, clerk, office.justice, **values)
    assert column in refused.value.fields


def test_codes_of_other_issuers_are_only_warned_about(session, office, clerk, today):
    row = procedures.procedure(session, clerk, office.justice, "B-BNN-287853-TT", "Mã cũ")
    known = register_queries.lookups(session, office.agency.id, PROCEDURES, today)
    assert "khác dạng" in PROCEDURES.warn({"code": row.code}, known)["code"]
    assert PROCEDURES.warn({"code": "1.004873", **procedures.DECISION}, known) == {}
    assert "chưa gắn" in PROCEDURES.warn({"code": "1.004873", "decision_number": "1/QĐ"}, known)["decision_number"]


def test_a_procedure_without_any_decision_is_kept_and_said(session, office, clerk, today):
    """Nobody knows since when it is in force: its sheets are due from the day on which it was entered, and that is said."""
    row = procedures.procedure(session, clerk, office.justice)
    assert (row.in_force_from, row.decision_number) == (None, "")
    assert {sheet.due_on for sheet in procedures.sheets(session, row)} == {today}
    known = register_queries.lookups(session, office.agency.id, PROCEDURES, today)
    said = PROCEDURES.warn({"code": row.code}, known)["decision_number"]
    assert said.startswith("Chưa ghi quyết định công bố: ")
    assert "hạn niêm yết tính từ ngày nhập" in said
    assert "decision_number" not in PROCEDURES.warn({"code": row.code, **procedures.DECISION}, known)


def test_a_code_may_be_shortened_by_hand(session, office, clerk, when):
    row = procedures.procedure(session, clerk, office.justice, "2.003001.000.00.00.H99")
    actions.edit(session, clerk, PROCEDURES, row, {"code": "2.003001"}, **when)
    assert (row.code, row.short_code) == ("2.003001", "2.003001")


def test_a_corrected_decision_moves_its_procedures(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    own = procedures.announced(session, clerk, office.justice, "1.000009", "Hiệu lực riêng", decision_effective_on=date(2024, 9, 1))
    decision = session.scalars(select(Announcement)).one()
    actions.edit(session, clerk, ANNOUNCEMENTS, decision, {"number": "1032/QĐ-UBND", "effective_on": date(2024, 8, 13)}, **when)
    assert (row.decision_number, row.in_force_from) == ("1032/QĐ-UBND", date(2024, 8, 13))
    assert (own.decision_number, own.in_force_from) == ("1032/QĐ-UBND", date(2024, 9, 1))
    with pytest.raises(WrongState, match="còn thủ tục"):
        actions.remove(session, clerk, ANNOUNCEMENTS, decision, "nhập nhầm", **when)


def test_a_decision_attached_by_mistake_is_taken_off(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    procedures.change(session, clerk, row, "abolished")
    last = changes(session, row)[-1]
    wrong = session.get_one(Announcement, last.announcement_id)
    withdraw_change(session, clerk, last, **when)
    assert (row.decision_number, row.in_force_until, row.change_kind) == ("1023/QĐ-UBND", None, "new")
    assert wrong.procedure_count == 0
    actions.remove(session, clerk, ANNOUNCEMENTS, wrong, "nhập nhầm", **when)


def test_a_procedure_removed_from_the_register_leaves_its_decision(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    actions.remove(session, clerk, PROCEDURES, row, "nhập nhầm", **when)
    assert session.scalars(select(Announcement)).one().procedure_count == 0
    assert procedures.announced(session, clerk, office.justice).id != row.id  # the code is free again


def test_the_sheet_says_only_what_is_known(session, office, clerk):
    row = procedures.announced(
        session, clerk, office.justice, field="Hộ tịch", time_limit="05 ngày làm việc", fee="Không", online_level="full"
    )
    assert queries.sheet(row) == {
        "code": "1.004873",
        "name": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "level": "",
        "parts": [{"title": "Thời hạn giải quyết", "text": "05 ngày làm việc"}, {"title": "Phí, lệ phí", "text": "Không"}],
        "online": "Toàn trình",
        "time_limit": "05 ngày làm việc",
        "decision": "Quyết định số 1023/QĐ-UBND ngày 05/08/2024 của UBND tỉnh Mẫu",
        "effective_on": "2024-08-12",
        "link": "",
    }
    assert row.working_days == 5


def test_figures(session, office, clerk, today):
    procedures.announced(
        session, clerk, office.justice, online_level="full", internal_workflow="QĐ 9/QĐ-UBND", decision_on=date(2024, 8, 7)
    )
    procedures.procedure(
        session, clerk, office.justice, "1.000002", "Hai", online_level="part", national_link="https://dichvucong.gov.vn/2"
    )
    procedures.procedure(session, clerk, office.justice, "1.000003", "Ba", online_level="none")
    procedures.procedure(session, clerk, office.justice, "1.000004", "Nội bộ", nature="internal", online_level="full")
    procedures.announced(session, clerk, office.justice, "1.000005", "Gấp", **procedures.LATER)
    figures = {one.code: one.count(session, office.agency.id, date(2024, 1, 1), today) for one in queries.MEASURES}
    shares = {code: (int(one.numerator), int(one.denominator)) for code, one in figures.items()}
    assert shares == {
        "announced_on_time": (1, 2),
        "procedures_online": (2, 4),
        "procedures_online_full": (1, 4),
        "workflows_published": (1, 4),
        "internal_announced": (0, 1),
        "parts_complete": (0, 4),
        "nationally_linked": (1, 4),
    }
    assert len(figures["procedures_online"].rows) == 2


def test_the_days_of_the_office_are_data(session, office, clerk, now, today):
    procedures.announced(session, clerk, office.justice, decision_on=date(2024, 8, 7))
    on_time = queries.MEASURES[0].count
    procedure_actions.set_terms(session, clerk, Terms(10, 3, "Quyết định số 1/QĐ-UBND"), now=now)
    assert queries.terms(session, office.agency.id) == Terms(10, 3, "Quyết định số 1/QĐ-UBND")
    assert int(on_time(session, office.agency.id, date(2024, 1, 1), today).numerator) == 0
    with pytest.raises(BadInput):
        procedure_actions.set_terms(session, clerk, Terms(-1, 3), now=now)
    with pytest.raises(NotAllowed):
        procedure_actions.set_terms(session, office.actor("officer"), Terms(1, 3), now=now)


def test_codes_are_found_in_both_forms(session, office, clerk):
    row = procedures.procedure(session, clerk, office.justice, "1.004873.000.00.00.H35")
    known = queries.known(session, office.agency.id)
    assert known["1.004873"].procedure_id == known[row.code].procedure_id == row.id


def test_nothing_of_another_agency_is_hinted_at(session, office, clerk, today, now):
    far = people.ward_of_the_example(session, today)
    row = procedures.announced(session, far.clerk, far.staff)
    step = changes(session, row)[0]
    own = procedures.announced(session, clerk, office.justice)  # the same code and decision, in another register
    assert own.announcement_id != row.announcement_id
    assert queries.life(session, clerk, row.id) == []
    assert queries.touched(session, clerk, row.announcement_id) == []
    with pytest.raises(NotFound):
        queries.change(session, clerk, step.id)
    stranger = people.person(session, "someone")
    people.post(session, office.culture, stranger, Role.OFFICER)
    with pytest.raises(NotAllowed):
        withdraw_change(session, office.actor("second"), changes(session, own)[0], today=today, now=now)


def test_any_number_of_rows_is_settled_with_the_same_number_of_queries(session, office, clerk, when):
    counts = []
    for number in (2, 40):
        rows = procedures.written(office.justice, number)
        session.add_all(rows)
        with sent.counted(session) as seen:
            PROCEDURES.settle(session, clerk, rows, **when)
        counts.append(len(seen))
    assert counts[1] <= counts[0]
