"""Findings: who writes them, who puts them right, who closes them; repeats; what old conclusions leave."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.factories import findings, people
from tthc.core.audit import queries as audit_queries
from tthc.core.evidence.models import Evidence
from tthc.core.evidence.rules import Proof
from tthc.core.inspections.actions import FINDINGS, past, programme, remedies, repeats
from tthc.core.inspections.actions.findings import OWN_UNIT
from tthc.core.inspections.actions.programme import NewClass
from tthc.core.inspections.models import InspectionFinding, InspectionRound
from tthc.core.inspections.queries import chapter, finding_figures, finding_lines, rounds
from tthc.core.inspections.queries import findings as queries
from tthc.core.inspections.queries import repeats as repeat_queries
from tthc.core.inspections.rules import pasted
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState

PAPER = Proof("document", doc_number="15/BC-TP", doc_date=date(2024, 8, 1))


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def inspected(session, office, clerk, at):
    """A round at the justice desk."""
    return findings.round_of(session, clerk, office.justice.id, **at)


@pytest.fixture
def row(session, clerk, inspected, at):
    """An open finding of the justice desk, due on 31/08/2024."""
    return findings.finding(session, clerk, inspected, **at)


def handed(session, office, row, at, **values):
    return remedies.hand_in(session, office.actor("officer"), row, "Đã niêm yết đủ", proofs=[PAPER], **at, **values)


def state(session, row, today):
    return queries.badge(row, today).text


def test_a_finding_goes_from_its_entry_to_its_end(session, office, clerk, row, at, today):
    assert state(session, row, today) == "Chưa khắc phục"
    handed(session, office, row, at)
    assert state(session, row, today) == "Chờ phúc tra"
    remedies.reopen(session, clerk, row, "Còn thiếu một thủ tục", date(2024, 9, 10), **at)
    assert (state(session, row, today), row.due_on, row.original_due_on) == ("Mở lại", date(2024, 9, 10), date(2024, 8, 31))
    handed(session, office, row, at)
    remedies.close(session, clerk, row, "Đã kiểm tra tại bảng", **at)
    assert (state(session, row, today), row.until_year) == ("Đã khép", 2024)
    acts = [step.act.value for step in queries.steps(session, row)]
    assert acts == ["close", "hand_in", "reopen", "hand_in", "enter"]
    told = [entry.verb for entry in audit_queries.histories(session, {"inspection_finding": [row.id]})]
    assert sorted(told) == sorted(["enter", "hand_in", "reopen", "hand_in", "close"])
    assert [one.verdict.value for one in queries.remedies(session, row)] == ["accepted", "returned"]


def test_a_day_missed_is_told_after_the_closing_too(session, office, clerk, inspected, now):
    row = findings.finding(session, clerk, inspected, due_on=date(2024, 8, 1), today=date(2024, 7, 1), now=now)
    assert queries.badge(row, date(2024, 8, 15)).text == "Quá hạn 14 ngày"
    handed(session, office, row, {"today": date(2024, 8, 6), "now": now})
    remedies.reopen(session, clerk, row, "Chưa đủ", date(2024, 8, 20), today=date(2024, 8, 7), now=now)
    handed(session, office, row, {"today": date(2024, 8, 15), "now": now})
    remedies.close(session, clerk, row, today=date(2024, 8, 15), now=now)
    assert queries.badge(row, date(2024, 8, 15)).text == "Đã khép, trễ 14 ngày"


@pytest.mark.parametrize("role", ["officer", "second", "head", "auditor", "appraiser"])
def test_who_may_not_close(session, office, row, at, role):
    handed(session, office, row, at)
    with pytest.raises(NotAllowed):
        remedies.close(session, office.actor(role), row, **at)


def test_nobody_of_the_owner_closes_it_whatever_else_he_is(session, office, clerk, row, at, today):
    insider = people.person(session, "inside")
    people.post(session, office.justice, insider, Role.OFFICER)
    people.post(session, office.agency, insider, Role.INSPECTOR)
    below = people.unit(session, office.agency, "Tổ hộ tịch", parent=office.justice)
    lower = people.person(session, "lower")
    people.post(session, below, lower, Role.OFFICER)
    people.post(session, office.agency, lower, Role.INSPECTOR)
    handed(session, office, row, at)
    for one in (insider, lower):
        with pytest.raises(NotAllowed, match=r"^Kết quả phúc tra: .*không được khép"):
            remedies.close(session, people_queries.load_actor(session, one.id, today), row, **at)


def test_who_handed_it_in_never_closes_it(session, office, clerk, at, today):
    """The clerk answers for the agency as a whole; somebody else re-checks."""
    whole = findings.round_of(session, clerk, office.agency.id, body="Ủy ban nhân dân thị xã Mẫu", **at)
    row = findings.finding(session, clerk, whole, **at)
    remedies.hand_in(session, clerk, row, "Đã ban hành kế hoạch", proofs=[PAPER], **at)
    with pytest.raises(NotAllowed, match=r"^Kết quả phúc tra"):
        remedies.close(session, clerk, row, **at)
    other = people.person(session, "other")
    people.post(session, office.staff, other, Role.CLERK)
    remedies.close(session, people_queries.load_actor(session, other.id, today), row, **at)
    assert row.closed_on == today


def test_the_database_refuses_a_judge_of_his_own(session, office, row, at):
    remedy = handed(session, office, row, at)
    remedy.verdict, remedy.verified_at, remedy.verified_by_id = "accepted", at["now"], remedy.submitted_by_id
    with pytest.raises(IntegrityError):
        session.flush()


def test_an_officer_of_another_unit_hands_nothing_in(session, office, row, at):
    for role in ("second", "inspector", "clerk", "leader"):
        with pytest.raises(NotAllowed):
            remedies.hand_in(session, office.actor(role), row, "Đã xong", proofs=[PAPER], **at)


def test_nothing_is_handed_in_twice_or_checked_before_it_came(session, office, clerk, row, at):
    with pytest.raises(WrongState):
        remedies.close(session, clerk, row, **at)
    handed(session, office, row, at)
    with pytest.raises(WrongState):
        handed(session, office, row, at)
    with pytest.raises(Conflict):
        remedies.close(session, clerk, row, version=row.version - 1, **at)


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"words": "  "}, "words", "Kết quả khắc phục"),
        ({"proofs": []}, "files", "Minh chứng"),
    ],
)
def test_what_is_missing_is_said_with_its_field(session, office, row, at, values, field, says):
    given = {"words": "Đã niêm yết", "proofs": [PAPER]} | values
    with pytest.raises(BadInput) as error:
        remedies.hand_in(session, office.actor("officer"), row, given.pop("words"), **given, **at)
    assert error.value.fields[field].startswith(says)


@pytest.mark.parametrize(
    ("words", "due", "field"), [("", date(2024, 9, 1), "words"), ("Còn thiếu", None, "due_on"), ("Còn thiếu", date(2024, 8, 14), "due_on")]
)
def test_opening_again_says_what_is_wrong_and_until_when(session, office, clerk, row, at, words, due, field):
    handed(session, office, row, at)
    with pytest.raises(BadInput) as error:
        remedies.reopen(session, clerk, row, words, due, **at)
    assert list(error.value.fields) == [field]


def test_what_is_still_wrong_may_be_due_today(session, office, clerk, row, at, today):
    handed(session, office, row, at)
    remedies.reopen(session, clerk, row, "Treo lại bảng trong ngày", today, **at)
    assert row.due_on == today


def test_a_closed_finding_is_opened_again(session, office, clerk, row, at, today):
    handed(session, office, row, at)
    remedies.close(session, clerk, row, **at)
    remedies.reopen(session, clerk, row, "Bảng niêm yết đã bị gỡ", date(2024, 9, 15), **at)
    assert (state(session, row, today), row.until_year, row.handed_on) == ("Mở lại", 9999, None)


# --- evidence


def offered(session, unit, agency):
    found = Evidence(agency_id=agency.id, unit_id=unit.id, kind="document", doc_number="7/BC")
    session.add(found)
    session.flush()
    return found


def test_evidence_of_another_unit_is_refused_with_its_field(session, office, row, at):
    with pytest.raises(BadInput) as error:
        handed(session, office, row, at, evidence_ids=[offered(session, office.culture, office.agency).id])
    assert error.value.fields["evidence"] == "Minh chứng đã có: minh chứng này của đơn vị khác. Chọn minh chứng của Tư pháp - Hộ tịch."
    handed(session, office, row, at, evidence_ids=[offered(session, office.justice, office.agency).id])
    (remedy,) = queries.remedies(session, row)
    assert len(remedy.proofs) == 2


def test_a_row_of_another_unit_is_refused_with_its_field(session, office, clerk, row, inspected, at):
    others = findings.finding(session, clerk, inspected, observation="Việc của sổ khác", unit_id=office.culture.id, **at)
    with pytest.raises(BadInput) as error:
        handed(session, office, row, at, rows=[(FINDINGS, others)])
    assert error.value.fields["row"].startswith("Dòng trong sổ: dòng này do đơn vị khác theo dõi")


# --- who writes, and what is refused


def test_who_works_in_the_unit_does_not_write_about_it(session, office, clerk, at):
    own = findings.round_of(session, clerk, office.staff.id, **at)
    with pytest.raises(BadInput) as error:
        findings.finding(session, clerk, own, **at)
    assert error.value.fields == {"owner_id": OWN_UNIT}
    row = findings.finding(session, office.actor("inspector"), own, **at)
    for change in ({"observation": "Không có gì"}, {"owner_id": office.justice.id}):
        values = {column.name: getattr(row, column.name) for column in FINDINGS.entered} | change
        with pytest.raises(NotAllowed):
            register_actions.edit(session, clerk, FINDINGS, row, values, **at)
    with pytest.raises(NotAllowed):
        register_actions.remove(session, clerk, FINDINGS, row, "thử", **at)


def test_what_another_body_found_is_copied_by_the_clerk_himself(session, office, clerk, at):
    theirs = findings.round_of(session, clerk, office.staff.id, body="Ủy ban nhân dân thị xã Mẫu", **at)
    row = findings.finding(session, clerk, theirs, **at)
    assert row.is_copied
    assert row.judged_unit_id is None


def refused(session, clerk, inspected, at, **values):
    with pytest.raises(BadInput) as error:
        findings.finding(session, clerk, inspected, **at, **values)
    return error.value.fields


def test_bad_input_names_its_field(session, office, clerk, inspected, at):
    assert refused(session, clerk, inspected, at, owner_id=office.culture.id)["owner_id"] == (
        "Đơn vị phải khắc phục: Văn hóa - Xã hội không phải là Tư pháp - Hộ tịch, cũng không trực thuộc Tư pháp - Hộ tịch. "
        "Chọn đơn vị được kiểm tra hoặc đơn vị trực thuộc."
    )
    assert refused(session, clerk, inspected, at, due_on=date(2024, 6, 19))["due_on"] == (
        "Hạn khắc phục 19/06/2024 trước ngày phát hiện 20/06/2024. Nhập hạn từ ngày phát hiện trở đi."
    )
    on_the_day = findings.finding(session, clerk, inspected, observation="Sửa ngay", due_on=findings.FOUND, **at)
    assert on_the_day.due_on == on_the_day.found_on
    assert "sau ngày hôm nay" in refused(session, clerk, inspected, at, found_on=date(2024, 8, 16))["found_on"]
    assert "trước ngày bắt đầu" in refused(session, clerk, inspected, at, found_on=date(2024, 6, 19))["found_on"]


def test_a_unit_below_the_inspected_one_may_own_a_finding(session, office, clerk, at):
    whole = findings.round_of(session, clerk, office.agency.id, body="Thị xã", **at)
    assert findings.finding(session, clerk, whole, owner_id=office.culture.id, **at).owner_id == office.culture.id


def test_the_team_writes_findings_and_nobody_else(session, office, inspected, at, today):
    scope = rounds.scope(session, inspected)
    values = {
        "round_id": inspected.id,
        "owner_id": office.justice.id,
        "found_on": inspected.ends_on,
        "due_on": None,
        "code": "",
        "cause": "",
    }
    values |= {"remedy": "", "unit_id": office.culture.id, "observation": "Hồ sơ thiếu phiếu hẹn"}
    second = office.actor("second")
    from tthc.core.inspections.actions.findings import note

    with pytest.raises(NotAllowed):
        note(session, second, scope, values, **at)
    team = type(scope)(scope.agency_id, scope.unit_id, frozenset({second.person_id}))
    assert note(session, second, team, values, **at).entered_by_id == second.person_id


# --- what the list asks


def test_an_open_finding_stands_in_the_book_of_every_later_year(session, office, clerk, row, at, today):
    def years():
        asked = [register_queries.Ask(year=year) for year in (2023, 2024, 2025)]
        return [register_queries.count(session, clerk, FINDINGS, ask, today=today) for ask in asked]

    assert years() == [0, 1, 1]
    handed(session, office, row, at)
    remedies.close(session, clerk, row, **at)
    assert years() == [0, 1, 0]


def test_pills_follow_the_days(session, office, clerk, inspected, row, at, today):
    late = findings.finding(session, clerk, inspected, observation="Trễ", due_on=date(2024, 8, 14), **at)
    waiting = findings.finding(session, clerk, inspected, observation="Chờ", **at)
    handed(session, office, waiting, at)

    def shown(view):
        ask = register_queries.Ask(year=2024, view=view)
        return [one.id for one in register_queries.rows(session, clerk, FINDINGS, ask, today=today)]

    assert shown("chua-khac-phuc") == [late.id, row.id]
    assert shown("qua-han") == [late.id]
    assert shown("cho-phuc-tra") == [waiting.id]
    assert shown("da-khep") == shown("mo-lai") == shown("lap-lai") == []
    assert shown("") == [late.id, row.id, waiting.id]


# --- repeats


def earlier(session, clerk, office, year, at, **values):
    unit = values.pop("unit_id", office.justice.id)
    days = session.scalars(select(InspectionRound.starts_on).where(InspectionRound.object_id == unit)).all()
    before = findings.round_of(session, clerk, unit, on=date(year, 5, 10) + timedelta(days=len(days)), **at)
    return findings.finding(session, clerk, before, due_on=date(year, 7, 1), **at, **values)


def test_a_repeat_is_proposed_and_confirmed_by_one_press(session, office, clerk, inspected, at, today):
    first = earlier(session, clerk, office, 2022, at)
    second = earlier(session, clerk, office, 2023, at, observation="Chưa niêm yết công khai đủ thủ tục hộ tịch")
    earlier(session, clerk, office, 2023, at, observation="Sổ tiếp dân ghi không đầy đủ các cột")
    row = findings.finding(session, clerk, inspected, **at)
    assert [one.row_id for one in repeat_queries.similar(session, row)] == [second.id, first.id]
    repeats.confirm(session, clerk, row, rounds.scope(session, inspected), **at)
    assert (row.repeats, second.repeats, first.repeats) == ("Lặp lại lần 2: 2022, 2023", "Lặp lại lần 1: 2022", "")
    assert [one.id for one in repeat_queries.repeated(session, row)] == [second.id, first.id]
    register_actions.remove(session, clerk, FINDINGS, second, "nhập nhầm", **at)
    session.refresh(row)
    assert (row.repeat_of_id, row.repeats) == (None, "")


def test_the_same_line_of_the_checklist_is_proposed_and_other_units_are_not(session, office, clerk, inspected, at):
    same = earlier(session, clerk, office, 2023, at, code="II.2.a", observation="Khác hẳn lời")
    earlier(session, clerk, office, 2023, at, unit_id=office.culture.id)
    row = findings.finding(session, clerk, inspected, code="II.2.a", observation="Hồ sơ trả trễ hẹn", **at)
    assert [one.row_id for one in repeat_queries.similar(session, row)] == [same.id]


def test_the_unit_that_took_over_repeats_what_its_predecessor_was_told(session, office, clerk, inspected, at):
    gone = people.unit(session, office.agency, "Ban Tư pháp", valid_to=date(2023, 12, 31), succeeded_by_id=office.justice.id)
    before = earlier(session, clerk, office, 2023, at, unit_id=gone.id)
    row = findings.finding(session, clerk, inspected, **at)
    assert [one.row_id for one in repeat_queries.similar(session, row)] == [before.id]
    assert [one.row_id for one in finding_lines.unanswered(session, office.agency.id, office.justice.id, at["today"])] == [
        before.id,
        row.id,
    ]


def test_entering_says_that_an_earlier_year_said_the_same(session, office, clerk, inspected, at, today):
    earlier(session, clerk, office, 2023, at)
    known = register_queries.lookups(session, office.agency.id, FINDINGS, today)
    values = {"owner_id": office.justice.id, "found_on": date(2024, 6, 20), "observation": "Chưa niêm yết công khai thủ tục hộ tịch"}
    assert FINDINGS.warn(values, known)["observation"].startswith("Năm 2023 đã có kiến nghị tương tự: “Chưa niêm yết")
    assert not FINDINGS.warn(values | {"found_on": date(2023, 6, 20)}, known)


# --- the inspected, also in another agency


def test_an_agency_below_sees_its_own_findings_and_nothing_else(session, office, clerk, row, at, today):
    lower = people.agency(session, "Ủy ban nhân dân phường Dưới", "UBND phường Dưới", parent_id=office.agency.id)
    their_clerk, their_officer = people.person(session, "duoi"), people.person(session, "duoi2")
    people.post(session, people.unit(session, lower, "Văn phòng Dưới"), their_clerk, Role.CLERK)
    people.post(session, people.unit(session, lower, "Tư pháp Dưới"), their_officer, Role.OFFICER)
    at_theirs = findings.round_of(session, clerk, lower.id, **at)
    theirs = findings.finding(session, clerk, at_theirs, observation="Chưa có kế hoạch kiểm soát thủ tục", **at)
    who, other = (people_queries.load_actor(session, one.id, today) for one in (their_clerk, their_officer))
    assert [one.row_id for one in finding_lines.to_answer(session, who, 2024, today)] == [theirs.id]
    assert [one.row.id for one in finding_lines.told_rounds(session, who, 2024, today)] == [at_theirs.id]
    assert finding_lines.asked_of(session, who, today) == finding_lines.Asked(1, 0)
    assert not finding_lines.to_answer(session, other, 2024, today)
    assert queries.owned(session, who, theirs.id) is theirs
    for actor, one in ((who, row), (other, theirs)):
        with pytest.raises(NotFound):
            queries.known(session, actor, one.id)
    remedies.hand_in(session, who, theirs, "Đã ban hành kế hoạch số 12", proofs=[PAPER], **at)
    assert queries.remedies(session, theirs)[0].proofs[0].evidence.agency_id == lower.id
    with pytest.raises(NotAllowed):
        remedies.close(session, who, theirs, **at)
    remedies.close(session, clerk, theirs, **at)


def test_a_planned_round_is_told_only_when_it_was_announced(session, office, clerk, at, today, now):
    soon = findings.round_of(session, clerk, office.justice.id, on=today + timedelta(days=20), **at)
    officer = office.actor("officer")
    assert not finding_lines.told_rounds(session, officer, 2024, today)
    soon.notified_on = today
    session.flush()
    assert [one.row.id for one in finding_lines.told_rounds(session, officer, 2024, today)] == [soon.id]


# --- conclusions that are there already


def test_a_past_conclusion_is_entered_with_its_findings(session, office, clerk, at, today):
    values = {column.name: None for column in _round_columns()} | {
        "object_id": office.justice.id,
        "form": "planned",
        "unit_id": office.staff.id,
    }
    values |= {
        "starts_on": date(2023, 4, 3),
        "ends_on": date(2023, 4, 4),
        "concluded_on": date(2023, 4, 20),
        "conclusion_number": "21/KL-UBND",
    }
    values |= {"body": "", "content": "", "decision_number": "", "conclusion": ""}
    text = "II.1.a\tChưa có kế hoạch năm\tBan hành kế hoạch\t30/05/2023\t25/05/2023\n\n- Sổ theo dõi ghi thiếu cột | Bổ sung"
    lines = pasted.read(text, today=today)
    row, made = past.enter_conclusion(session, clerk, values, lines, **at)
    assert [(one.observation, one.code, one.closed_on, one.round_id) for one in made] == [
        ("Chưa có kế hoạch năm", "II.1.a", date(2023, 5, 25), row.id),
        ("Sổ theo dõi ghi thiếu cột", "", None, row.id),
    ]
    assert next(step.words for step in queries.steps(session, made[0])) == "Chép từ sổ cũ."
    with pytest.raises(BadInput) as error:
        past.enter_conclusion(
            session, clerk, values | {"starts_on": date(2023, 4, 4)}, pasted.read("A | b | 01/01/2023", today=today), **at
        )
    assert error.value.fields["findings"].startswith("Kiến nghị, dòng 1: Hạn khắc phục 01/01/2023 trước ngày phát hiện 20/04/2023")


def _round_columns():
    from tthc.core.inspections.actions import ROUNDS

    return ROUNDS.entered


def test_what_is_left_open_goes_to_the_next_plan(session, office, clerk, row, at, today):
    done = earlier(session, clerk, office, 2023, at, observation="Đã xong từ lâu", closed_on=date(2023, 7, 1))
    left = earlier(session, clerk, office, 2023, at, observation="Còn nợ")
    assert [one.row_id for one in finding_lines.left_open(session, clerk, 2024, today)] == [left.id, row.id]
    assert session.get(InspectionFinding, done.id).handed_on == date(2023, 7, 1)
    assert [one.row_id for one in finding_lines.left_open(session, clerk, 2023, today)] == [left.id]


# --- figures


def test_figures_of_a_year_as_they_were_on_a_day(session, office, clerk, inspected, row, at, today, now):
    late = findings.finding(session, clerk, inspected, observation="Trễ từ đầu tháng", due_on=date(2024, 8, 1), **at)
    earlier(session, clerk, office, 2023, at, observation="Của năm trước còn nợ")
    earlier(session, clerk, office, 2023, at, observation="Của năm trước đã xong", closed_on=date(2023, 8, 1))
    handed(session, office, row, at)
    found = finding_figures.finding_figures(session, office.agency.id, 2024, as_of=today)
    assert found.all == finding_figures.Counts(total=3, open=2, late=2, waiting=1, closed=0)
    assert (found.carried, [one.observation for one in found.overdue]) == (1, ["Của năm trước còn nợ", "Trễ từ đầu tháng"])
    before = finding_figures.finding_figures(session, office.agency.id, 2024, as_of=date(2024, 7, 31))
    assert (before.all.late, before.all.waiting) == (1, 0)
    remedies.hand_in(session, office.actor("officer"), late, "Xong", proofs=[PAPER], **at)
    remedies.close(session, clerk, late, **at)
    kinds = [block["kind"] for block in finding_figures.finding_blocks(session, office.agency.id, 2024, as_of=today)]
    assert kinds == ["heading", "text", "table", "text", "list"]
    assert chapter(session, office.agency.id, 2024, as_of=today)[-1]["items"] == [
        "Tư pháp - Hộ tịch: Của năm trước còn nợ (hạn 01/07/2023)."
    ]
    assert finding_figures.finding_blocks(session, office.agency.id, 2022, as_of=today) == ()


def test_a_class_that_was_taken_out_is_no_line_of_the_figures(session, office, clerk, row, at, today, now):
    made = programme.add_class(session, clerk, 2024, NewClass("Bộ phận chuyên môn", Decimal(50)), now=now)
    programme.set_units(session, clerk, made, [row.owner_id], now=now)
    figures = finding_figures.finding_figures(session, office.agency.id, 2024, as_of=today)
    assert [title for title, _ in figures.by_class] == ["Bộ phận chuyên môn"]
    programme.remove_class(session, clerk, made, "Gộp vào nhóm khác", now=now)
    figures = finding_figures.finding_figures(session, office.agency.id, 2024, as_of=today)
    assert [title for title, _ in figures.by_class] == ["Đơn vị ngoài các nhóm của chương trình"]


def test_the_share_put_right_and_in_time(session, office, clerk, inspected, row, at, today, now):
    quick = findings.finding(session, clerk, inspected, observation="Xong sớm", due_on=date(2024, 8, 10), **at)
    slow = findings.finding(session, clerk, inspected, observation="Xong trễ", due_on=date(2024, 8, 1), **at)
    for one in (quick, slow):
        handed(session, office, one, {"today": date(2024, 8, 9), "now": now})
        remedies.close(session, clerk, one, **at)
    in_time, put_right = (measure.count(session, office.agency.id, date(2024, 1, 1), today) for measure in finding_figures.FINDING_MEASURES)
    assert (put_right.numerator, put_right.denominator) == (2, 3)
    assert (in_time.numerator, in_time.denominator, in_time.rows) == (1, 2, (quick.id,))
