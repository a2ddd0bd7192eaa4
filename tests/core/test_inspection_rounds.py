"""Rounds: who may be on a team, what a unit is told, the sheet, the minutes, the conclusion."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import inspection_rounds as made
from tests.factories import people
from tests.factories.queries import counted
from tthc.core.audit.models import AuditEntry
from tthc.core.files.ports import Stored
from tthc.core.inspections.actions import ROUNDS, answering, minutes, open_round, rounds, sheet, team
from tthc.core.inspections.models import InspectionItem, InspectionRound
from tthc.core.inspections.queries import checklist as checklist_queries
from tthc.core.inspections.queries import minutes as minutes_queries
from tthc.core.inspections.queries import rounds as queries
from tthc.core.inspections.queries.objects import is_within, objects
from tthc.core.inspections.rules import Form, Mark, MemberRole, Side
from tthc.core.inspections.rules.opening import NewItem, NewMember, NewRound
from tthc.core.inspections.rules.outline import key
from tthc.core.inspections.rules.rounds import proposed_days
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers.queries import rows as register_rows
from tthc.core.registers.queries.lists import Ask
from tthc.kernel.actor import Role
from tthc.kernel.document import fingerprint
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState

LATER = date(2024, 9, 10)


@pytest.fixture
def begun(session, office, today, now):
    """A round of the justice desk that began yesterday: the inspector leads, two lines."""
    row = made.ready(session, office, office.justice, "inspector", today=today, now=now)
    session.commit()
    return row


@pytest.fixture
def coming(session, office, today, now):
    """A round of September with a head and two lines."""
    row = made.ready(session, office, office.justice, "inspector", starts_on=LATER, today=today, now=now)
    session.commit()
    return row


def fields(error):
    return dict(error.value.fields)


# --- whom


def test_an_agency_inspects_its_own_tree_and_the_agencies_below(session, office, today):
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    office.agency.parent_id = above.id
    session.flush()
    assert office.agency.id in objects(session, above.id, today)
    assert office.justice.id not in objects(session, above.id, today)
    mine = objects(session, office.agency.id, today)
    assert {office.agency.id, office.justice.id, office.desk.id, office.outside.id} <= set(mine)
    assert office.specialists.id not in mine
    assert above.id not in mine
    assert is_within(session, office.justice.id, office.agency.id, today)
    assert is_within(session, office.justice.id, above.id, today)
    assert not is_within(session, office.agency.id, office.justice.id, today)


def test_a_unit_that_is_no_more_on_the_first_day_is_named(session, office, today, now):
    office.culture.valid_to = date(2024, 6, 30)
    session.flush()
    clerk = office.actor("clerk")
    made.entered(session, clerk, office.culture, office.staff, starts_on=date(2024, 6, 28), today=today, now=now)
    with pytest.raises(BadInput) as error:
        made.entered(session, clerk, office.culture, office.staff, starts_on=date(2024, 7, 1), today=today, now=now)
    said = fields(error)["object_id"]
    assert "Văn hóa - Xã hội" in said
    assert "30/06/2024" in said
    assert "01/07/2024" in said


def test_what_is_unannounced_is_not_typed_for_a_day_to_come(session, office, today, now):
    clerk = office.actor("clerk")
    with pytest.raises(BadInput) as error:
        made.entered(session, clerk, office.justice, office.staff, form="unannounced", starts_on=LATER, today=today, now=now)
    assert "form" in fields(error)
    row = made.entered(session, clerk, office.justice, office.staff, form="unannounced", starts_on=date(2023, 5, 4), today=today, now=now)
    assert row.id


def test_only_who_inspects_enters_rounds(session, office, today, now):
    for role in ("officer", "head", "leader", "auditor", "appraiser"):
        with pytest.raises(NotAllowed):
            made.entered(session, office.actor(role), office.justice, office.staff, today=today, now=now)


# --- the team


def test_who_works_in_the_inspected_unit_is_refused_with_the_reason(session, office, today, now):
    clerk = office.actor("clerk")
    row = made.entered(session, clerk, office.justice, office.staff, today=today, now=now)
    with pytest.raises(BadInput) as error:
        team.add_member(session, clerk, row, NewMember(office.people["officer"].id, "", "", MemberRole.MEMBER), now=now)
    said = fields(error)["person_id"]
    assert "Người officer" in said
    assert "Tư pháp - Hộ tịch" in said
    below = people.unit(session, office.agency, "Tổ hộ tịch", parent=office.justice)
    worker = people.person(session, "worker", "Người tổ hộ tịch")
    people.post(session, below, worker)
    with pytest.raises(BadInput, match="Chưa thêm được"):
        team.add_member(session, clerk, row, NewMember(worker.id, "", "", MemberRole.MEMBER), now=now)
    team.add_member(session, clerk, row, NewMember(office.people["second"].id, "", "", MemberRole.MEMBER), now=now)


def test_a_post_counts_on_the_days_of_the_round(session, office, today, now):
    clerk, moved = office.actor("clerk"), people.person(session, "moved", "Người chuyển đến")
    people.post(session, office.culture, moved, valid_to=date(2024, 8, 31))
    people.post(session, office.justice, moved, valid_from=date(2024, 9, 1))
    now_ok = made.entered(session, clerk, office.justice, office.staff, today=today, now=now)
    team.add_member(session, clerk, now_ok, NewMember(moved.id, "", "", MemberRole.MEMBER), now=now)
    later = made.entered(session, clerk, office.justice, office.staff, starts_on=LATER, today=today, now=now)
    with pytest.raises(BadInput):
        team.add_member(session, clerk, later, NewMember(moved.id, "", "", MemberRole.MEMBER), now=now)
    values = {column.name: getattr(now_ok, column.name) for column in ROUNDS.entered} | {
        "starts_on": date(2024, 9, 3),
        "ends_on": date(2024, 9, 3),
    }
    with pytest.raises(BadInput) as error:
        register_actions.edit(session, clerk, ROUNDS, now_ok, values, today=today, now=now)
    assert "Người chuyển đến" in fields(error)["object_id"]


def test_one_head_one_secretary_guests_by_name(session, office, begun, now):
    clerk = office.actor("clerk")
    with pytest.raises(BadInput) as error:
        team.add_member(session, clerk, begun, NewMember(office.people["second"].id, "", "", MemberRole.HEAD), now=now)
    assert "Trưởng đoàn" in fields(error)["role"]
    guest = NewMember(None, " Trần  Văn Khách ", "Mặt trận Tổ quốc", MemberRole.SECRETARY)
    member = team.add_member(session, clerk, begun, guest, now=now)
    assert (member.person_id, member.name) == (None, "Trần Văn Khách")
    with pytest.raises(BadInput):
        team.add_member(session, clerk, begun, NewMember(None, "Trần Văn Khách", "", MemberRole.MEMBER), now=now)
    assert [one.role for one in queries.team(session, begun.id)] == ["head", "secretary"]
    team.remove_member(session, clerk, begun, member.id, now=now)
    with pytest.raises(BadInput):
        team.add_member(session, clerk, begun, NewMember(None, "", "", MemberRole.MEMBER), now=now)


# --- what is looked at


def test_lines_come_from_the_plan_in_its_order_and_stay(session, office, today, now):
    made.outlined(session, office.plan)
    clerk = office.actor("clerk")
    offered = checklist_queries.offered_items(session, office.agency.id, 2024)
    assert [(one.code, one.above) for one in offered[:3]] == [
        ("II.1.1", "1. Công tác lãnh đạo, chỉ đạo"),
        ("II.1.2", "1. Công tác lãnh đạo, chỉ đạo"),
        ("II.2", ""),
    ]
    assert [one.plan_id for one in offered[3:]] == [None] * 6
    row = made.entered(session, clerk, office.justice, office.staff, today=today, now=now)
    keys = [key(one) for one in offered]
    made.listed(session, clerk, row, ticked=[keys[2], keys[0]], own="Dòng riêng", now=now)
    assert [one.code for one in queries.items(session, row.id)] == ["II.1.1", "II.2", "BS.1"]
    items = made.listed(session, clerk, row, ticked=keys[:3], own="Dòng thêm\nDòng riêng", now=now)
    assert [(one.position, one.code) for one in items] == [(1, "II.1.1"), (2, "II.1.2"), (3, "II.2"), (4, "BS.2"), (5, "BS.1")]
    made.led(session, clerk, row, office.people["inspector"], now=now)
    sheet.mark(session, office.actor("inspector"), row, items[4], Mark.PASS, "", today=today, now=now)
    with pytest.raises(WrongState, match=r"BS\.1"):
        made.listed(session, clerk, row, ticked=keys[:3], own="", now=now)


# --- notice and the unit's own report


def test_a_notice_needs_a_head_lines_and_enough_days(session, office, today, now):
    clerk = office.actor("clerk")
    row = made.entered(session, clerk, office.justice, office.staff, starts_on=date(2024, 8, 21), today=today, now=now)
    days = {"on": today, "report_due_on": date(2024, 8, 20), "today": today, "now": now}
    with pytest.raises(WrongState, match="Trưởng đoàn"):
        rounds.notify(session, clerk, row, **days)
    made.led(session, clerk, row, office.people["inspector"], now=now)
    with pytest.raises(WrongState, match="nội dung"):
        rounds.notify(session, clerk, row, **days)
    made.listed(session, clerk, row, now=now)
    with pytest.raises(BadInput) as error:
        rounds.notify(session, clerk, row, **days)
    assert "5 ngày làm việc" in fields(error)["is_confirmed"]
    assert "14/08/2024" in fields(error)["is_confirmed"]
    with pytest.raises(BadInput) as error:
        rounds.notify(session, clerk, row, **days | {"on": today + timedelta(days=1), "report_due_on": date(2024, 8, 22)})
    assert set(fields(error)) == {"on", "report_due_on"}
    rounds.notify(session, clerk, row, **days, is_confirmed=True)
    assert (row.notified_on, row.report_due_on) == (today, date(2024, 8, 20))


def test_a_notice_on_the_last_day_for_it_needs_no_confirmation(session, office, today, now):
    """Thursday 15/08 is five working days before Thursday 22/08."""
    row = made.ready(session, office, office.justice, "inspector", starts_on=date(2024, 8, 22), today=today, now=now)
    rounds.notify(session, office.actor("clerk"), row, on=today, report_due_on=date(2024, 8, 20), today=today, now=now)
    assert row.notified_on == today


def test_the_days_are_the_agencys_own(session, office, coming, today, now):
    clerk = office.actor("clerk")
    assert coming.conclusion_due_on == date(2024, 10, 1)
    with pytest.raises(BadInput) as error:
        rounds.set_terms(session, clerk, 0, None, 0, now=now)
    assert set(fields(error)) == {"report_days", "conclusion_days"}
    rounds.set_terms(session, clerk, 3, 1, 10, now=now)
    assert coming.conclusion_due_on == date(2024, 9, 24)
    assert proposed_days(coming, queries.terms(session, office.agency.id), queries.calendar(session, [LATER]), today) == (
        date(2024, 9, 5),
        date(2024, 9, 9),
    )
    with pytest.raises(NotAllowed):
        rounds.set_terms(session, office.actor("inspector"), 3, 1, 10, now=now)


def test_the_unit_sees_a_round_from_the_notice_on_and_reports_line_by_line(session, office, coming, today, now):
    officer, clerk = office.actor("officer"), office.actor("clerk")
    with pytest.raises(NotFound):
        queries.inspected(session, officer, coming.id, today)
    made.told(session, clerk, coming, report_due_on=today - timedelta(days=0), today=today, now=now)
    assert queries.inspected(session, officer, coming.id, today) is coming
    with pytest.raises(NotFound):
        queries.inspected(session, office.actor("second"), coming.id, today)
    first, second = queries.items(session, coming.id)
    answering.keep_answers(session, officer, coming, {first.id: ("Đã ban hành kế hoạch", first.version)}, today=today, now=now)
    with pytest.raises(BadInput) as error:
        answering.keep_answers(session, officer, coming, {}, send=True, today=today, now=now)
    assert list(fields(error)) == [f"answer-{second.id}"]
    assert coming.answered_on is None
    with pytest.raises(Conflict):
        answering.keep_answers(session, officer, coming, {first.id: ("Khác", first.version - 1)}, today=today, now=now)
    late = today + timedelta(days=2)
    answering.keep_answers(session, officer, coming, {second.id: ("Không phát sinh", second.version)}, send=True, today=late, now=now)
    assert coming.answered_on == late
    entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "send_answer")).one()
    assert "2 ngày" in entry.after
    with pytest.raises(WrongState, match="đã gửi"):
        answering.keep_answers(session, officer, coming, {first.id: ("Sửa lại", first.version)}, today=late, now=now)
    with pytest.raises(NotAllowed):
        answering.keep_answers(session, clerk, coming, {}, today=late, now=now)


def test_an_agency_below_answers_the_one_above(session, office, today, now):
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    office.agency.parent_id = above.id
    inspector, room = people.person(session, "above"), people.unit(session, above, "Phòng Nội vụ")
    people.post(session, room, inspector, Role.CLERK)
    session.flush()
    actor = people_queries.load_actor(session, inspector.id, today)
    row = made.entered(session, actor, office.agency, room, starts_on=LATER, today=today, now=now)
    made.led(session, actor, row, inspector, now=now)
    made.listed(session, actor, row, now=now)
    made.told(session, actor, row, today=today, now=now)
    assert queries.inspected(session, office.actor("leader"), row.id, today) is row
    assert queries.inspected(session, office.actor("clerk"), row.id, today) is row
    with pytest.raises(NotFound):
        queries.inspected(session, office.actor("officer"), row.id, today)
    with pytest.raises(NotFound):
        queries.one(session, office.actor("clerk"), row.id)


# --- the sheet


def test_the_sheet_opens_on_the_first_day_for_the_team(session, office, begun, coming, today, now):
    head = office.actor("inspector")
    (first, _), (later, _) = queries.items(session, begun.id), queries.items(session, coming.id)
    with pytest.raises(WrongState, match="10/09/2024"):
        sheet.mark(session, head, coming, later, Mark.PASS, "", today=today, now=now)
    assert sheet.mark(session, head, begun, first, Mark.FAIL, "Thiếu sổ", version=first.version, today=today, now=now)
    assert not sheet.mark(session, head, begun, first, Mark.FAIL, "Thiếu sổ", version=1, today=today, now=now), "sent again"
    with pytest.raises(Conflict) as error:
        sheet.mark(session, head, begun, first, Mark.PASS, "", version=1, today=today, now=now)
    assert error.value.theirs == {"Kết quả": "Không đạt", "Ghi chú": "Thiếu sổ"}
    for role in ("officer", "leader", "auditor", "second"):
        with pytest.raises(NotAllowed):
            sheet.mark(session, office.actor(role), begun, first, Mark.PASS, "", today=today, now=now)
    team.add_member(session, office.actor("clerk"), begun, NewMember(office.people["second"].id, "", "", MemberRole.MEMBER), now=now)
    assert sheet.mark(session, office.actor("second"), begun, first, Mark.PASS, "", today=today, now=now)


def test_the_sheet_is_filled_in_on_the_first_day_itself(session, office, today, now):
    row = made.ready(session, office, office.justice, "inspector", starts_on=today, today=today, now=now)
    item = queries.items(session, row.id)[0]
    assert sheet.mark(session, office.actor("inspector"), row, item, Mark.PASS, "", today=today, now=now)


def test_a_photo_sent_twice_is_there_once(session, office, begun, today, now):
    head, item = office.actor("inspector"), queries.items(session, begun.id)[0]
    stored = Stored("a" * 64, 10, "image/jpeg")
    kept = sheet.attach_photo(session, head, begun, item, stored, "anh.jpg", today=today, now=now)
    assert sheet.attach_photo(session, head, begun, item, stored, "anh.jpg", today=today, now=now).id == kept.id
    sheet.detach_photo(session, head, begun, kept, today=today, now=now)
    assert queries.item_files(session, begun.id) == {}


# --- minutes and conclusion


def test_minutes_are_signed_by_both_sides_and_frozen(session, office, begun, today, now):
    head, officer = office.actor("inspector"), office.actor("officer")
    with pytest.raises(WrongState, match="2 nội dung"):
        minutes.write_minutes(session, head, begun, made.worded(begun), today=today, now=now)
    made.marked(session, head, begun, fail=(2,), today=today, now=now)
    assert not minutes.write_minutes(session, head, begun, made.worded(begun), today=today, now=now)
    kept = minutes_queries.minutes(session, begun.id)
    assert fingerprint(kept.content) == kept.content_hash
    for actor, side in ((office.actor("clerk"), Side.TEAM), (head, Side.UNIT), (office.actor("second"), Side.UNIT)):
        with pytest.raises(NotAllowed):
            minutes.sign_minutes(session, actor, begun, side, kept.content_hash, today=today, now=now)
    with pytest.raises(Conflict):
        minutes.sign_minutes(session, head, begun, Side.TEAM, "0" * 64, today=today, now=now)
    told, kept.content = kept.content, kept.content | {"findings": "Sửa thẳng trong cơ sở dữ liệu"}
    with pytest.raises(Conflict):  # what is signed has the fingerprint that was read
        minutes.sign_minutes(session, head, begun, Side.TEAM, kept.content_hash, today=today, now=now)
    kept.content = told
    minutes.sign_minutes(session, head, begun, Side.TEAM, kept.content_hash, today=today, now=now)
    assert begun.minutes_on is None
    assert minutes.write_minutes(session, head, begun, made.worded(begun, opinion="Nhất trí"), today=today, now=now), "taken back"
    assert minutes_queries.signatures(session, begun.id) == []
    minutes.sign_minutes(session, officer, begun, Side.UNIT, kept.content_hash, today=today, now=now)
    item = queries.items(session, begun.id)[0]
    sheet.mark(session, head, begun, item, Mark.NOT_APPLICABLE, "", today=today, now=now)
    with pytest.raises(WrongState, match="thay đổi"):
        minutes.sign_minutes(session, head, begun, Side.TEAM, kept.content_hash, today=today, now=now)
    made.signed(session, head, officer, begun, today=today, now=now)
    assert begun.minutes_on == today
    with pytest.raises(WrongState, match="đã được hai bên ký"):
        sheet.mark(session, head, begun, item, Mark.PASS, "", today=today, now=now)
    with pytest.raises(WrongState):
        minutes.write_minutes(session, head, begun, made.worded(begun, opinion="Khác"), today=today, now=now)
    values = {column.name: getattr(begun, column.name) for column in ROUNDS.entered} | {"object_id": office.culture.id}
    with pytest.raises(BadInput):
        register_actions.edit(session, office.actor("clerk"), ROUNDS, begun, values, today=today, now=now)


def test_a_signed_paper_stands_for_the_unit(session, office, begun, today, now):
    head = office.actor("inspector")
    made.marked(session, head, begun, today=today, now=now)
    minutes.write_minutes(session, head, begun, made.worded(begun), today=today, now=now)
    content_hash = minutes_queries.minutes(session, begun.id).content_hash
    with pytest.raises(BadInput) as error:
        minutes.take_paper(session, head, begun, minutes.Paper("", "", date(2024, 8, 16), None, ""), content_hash, today=today, now=now)
    assert set(fields(error)) == {"name", "signed_on", "files"}
    paper = minutes.Paper("Nguyễn Thị An", "Trưởng bộ phận", today, Stored("b" * 64, 9, "application/pdf"), "bien-ban.pdf")
    minutes.take_paper(session, head, begun, paper, content_hash, today=today, now=now)
    minutes.sign_minutes(session, head, begun, Side.TEAM, content_hash, today=today, now=now)
    assert begun.minutes_on == today


def written(session, head, row, today, now):
    """The fingerprint of minutes that nobody signed yet."""
    made.marked(session, head, row, today=today, now=now)
    minutes.write_minutes(session, head, row, made.worded(row), today=today, now=now)
    return minutes_queries.minutes(session, row.id).content_hash


def test_one_side_does_not_sign_twice(session, office, begun, today, now):
    """The secretary cannot stand in for the unit by signing after the head."""
    clerk, head = office.actor("clerk"), office.actor("inspector")
    team.add_member(session, clerk, begun, NewMember(office.people["appraiser"].id, "", "", MemberRole.SECRETARY), now=now)
    content_hash = written(session, head, begun, today, now)
    minutes.sign_minutes(session, head, begun, Side.TEAM, content_hash, today=today, now=now)
    for actor in (head, office.actor("appraiser")):
        with pytest.raises(WrongState, match="đã ký biên bản này"):
            minutes.sign_minutes(session, actor, begun, Side.TEAM, content_hash, today=today, now=now)
    assert begun.minutes_on is None
    assert len(minutes_queries.signatures(session, begun.id)) == 1


@pytest.mark.parametrize("is_paper_first", [True, False])
def test_minutes_are_of_the_later_of_both_days(session, office, begun, is_paper_first, today, now):
    head = office.actor("inspector")
    content_hash = written(session, head, begun, today, now)
    paper = minutes.Paper("Nguyễn Thị An", "", begun.starts_on, Stored("b" * 64, 9, "application/pdf"), "bien-ban.pdf")
    acts = [
        lambda: minutes.take_paper(session, head, begun, paper, content_hash, today=today, now=now),
        lambda: minutes.sign_minutes(session, head, begun, Side.TEAM, content_hash, today=today, now=now),
    ]
    for act in acts if is_paper_first else reversed(acts):
        act()
    assert {one.signed_on for one in minutes_queries.signatures(session, begun.id)} == {begun.starts_on, today}
    assert begun.minutes_on == today


def test_who_is_on_the_team_signs_neither_for_the_unit_nor_as_a_plain_member(session, office, begun, today, now):
    second = office.people["second"]
    team.add_member(session, office.actor("clerk"), begun, NewMember(second.id, "", "", MemberRole.MEMBER), now=now)
    content_hash = written(session, office.actor("inspector"), begun, today, now)
    with pytest.raises(NotAllowed, match="Trưởng đoàn hoặc Thư ký"):
        minutes.sign_minutes(session, office.actor("second"), begun, Side.TEAM, content_hash, today=today, now=now)
    people.post(session, office.justice, second)  # and came to work in the inspected unit afterwards
    with pytest.raises(NotAllowed, match="không ký thay đơn vị"):
        minutes.sign_minutes(session, office.actor("second"), begun, Side.UNIT, content_hash, today=today, now=now)
    assert minutes_queries.signatures(session, begun.id) == []


def test_a_conclusion_is_never_before_the_minutes(session, office, begun, today, now):
    head = office.actor("inspector")
    made.marked(session, head, begun, today=today, now=now)
    made.signed(session, head, office.actor("officer"), begun, today=today, now=now)
    with pytest.raises(BadInput) as error:
        rounds.conclude(session, head, begun, number="15/TB-UBND", on=begun.starts_on, text="Đạt.", today=today, now=now)
    assert fields(error) == {"on": "Ngày kết luận phải từ ngày 15/08/2024 đến hôm nay."}


def test_a_conclusion_closes_the_round(session, office, begun, today, now):
    head = office.actor("inspector")
    given = {"number": "15/TB-UBND", "on": today, "text": "Đạt yêu cầu.", "today": today, "now": now}
    with pytest.raises(WrongState, match="phiếu"):
        rounds.conclude(session, head, begun, **given)
    made.marked(session, head, begun, today=today, now=now)
    with pytest.raises(WrongState, match="Biên bản"):
        rounds.conclude(session, head, begun, **given)
    made.signed(session, head, office.actor("officer"), begun, today=today, now=now)
    with pytest.raises(BadInput) as error:
        rounds.conclude(session, head, begun, **given | {"number": " ", "on": today + timedelta(days=1), "text": ""})
    assert set(fields(error)) == {"number", "on", "text"}
    rounds.conclude(session, head, begun, **given)
    assert ROUNDS.badge(begun, today).text == "Đã kết luận"
    with pytest.raises(WrongState, match="đã kết luận"):
        rounds.cancel(session, office.actor("clerk"), begun, "Nhầm", today=today, now=now)


def test_a_round_is_called_off_with_a_reason(session, office, coming, today, now):
    clerk = office.actor("clerk")
    with pytest.raises(BadInput):
        rounds.cancel(session, clerk, coming, "  ", today=today, now=now)
    with pytest.raises(Conflict):
        rounds.cancel(session, clerk, coming, "Trùng lịch", version=coming.version + 1, today=today, now=now)
    rounds.cancel(session, clerk, coming, "Trùng lịch", today=today, now=now)
    assert ROUNDS.badge(coming, today).text == "Đã hủy"
    for act in (lambda: made.listed(session, clerk, coming, now=now), lambda: made.told(session, clerk, coming, today=today, now=now)):
        with pytest.raises(WrongState, match="đã hủy"):
            act()


def test_badges_follow_the_days_and_every_round_is_in_one_pill(session, office, today, now):
    clerk = office.actor("clerk")
    days = {"Dự kiến": LATER, "Đang kiểm tra": today, "Chờ kết luận": date(2024, 8, 1), "Quá hạn kết luận 17 ngày": date(2024, 7, 8)}
    found = {
        words: made.entered(session, clerk, office.justice, office.staff, starts_on=on, today=today, now=now) for words, on in days.items()
    }
    assert {words: ROUNDS.badge(row, today).text for words, row in found.items()} == {words: words for words in days}
    at = [{row.id for row in register_rows(session, clerk, ROUNDS, Ask(2024, view.slug), today=today)} for view in ROUNDS.views]
    assert sorted(one for ids in at for one in ids) == sorted(row.id for row in found.values())


def test_a_conclusion_due_today_is_not_late(session, office, today, now):
    row = made.entered(session, office.actor("clerk"), office.justice, office.staff, starts_on=date(2024, 7, 25), today=today, now=now)
    assert row.conclusion_due_on == today
    badges = [ROUNDS.badge(row, on) for on in (today, today + timedelta(days=1))]
    assert [(one.text, one.kind) for one in badges] == [("Chờ kết luận", "soon"), ("Quá hạn kết luận 1 ngày", "late")]


# --- from the safe


@pytest.mark.parametrize("roles", [(MemberRole.MEMBER, MemberRole.SECRETARY), (MemberRole.HEAD, MemberRole.HEAD), ()])
def test_what_the_safe_hands_over_has_exactly_one_head(session, office, roles, today, now):
    who = [office.people[name] for name in ("leader", "appraiser")]
    members = tuple(NewMember(one.id, one.full_name, "", role) for one, role in zip(who, roles, strict=False))
    new = NewRound(office.justice.id, today, today, "Một phần", "9/QĐ", today, "f" * 64, members, ())
    with pytest.raises(WrongState, match="một Trưởng đoàn"):
        open_round(session, office.actor("inspector"), new, today=today, now=now)
    assert session.scalar(select(func.count(InspectionRound.id))) == 0


def test_what_the_safe_hands_over_becomes_one_round_with_one_entry(session, office, today, now):
    head = office.people["leader"]
    members = (NewMember(head.id, "Người leader", "Chủ tịch", MemberRole.HEAD),)
    items = (NewItem("II.1.1", "Kết quả triển khai", office.plan.id, "1. Chỉ đạo"), NewItem("BS.1", "Khác"))
    new = NewRound(office.justice.id, today, today, "Một phần", "9/QĐ", today, "f" * 64, members, items, {"Tệp": "không"})
    before = session.scalar(select(func.count(AuditEntry.id)))
    row = open_round(session, office.actor("leader"), new, today=today, now=now)
    assert session.scalar(select(func.count(AuditEntry.id))) == before + 1
    assert (row.form, row.object_name, row.safe_hash) == (Form.UNANNOUNCED, "Tư pháp - Hộ tịch", "f" * 64)
    assert [one.above for one in queries.items(session, row.id)] == ["1. Chỉ đạo", ""]
    assert row.conclusion_due_on
    with pytest.raises(NotAllowed):
        open_round(session, office.actor("auditor"), new, today=today, now=now)
    inside = (NewMember(office.people["officer"].id, "Người officer", "", MemberRole.HEAD),)
    with pytest.raises(WrongState, match="Người officer"):
        open_round(
            session,
            office.actor("inspector"),
            NewRound(office.justice.id, today, today, "", "", None, "", inside, ()),
            today=today,
            now=now,
        )


def test_my_rounds_in_a_constant_number_of_queries(session, office, begun, today, now):
    inspector = office.actor("inspector")

    def mine():
        session.expire_all()
        session.execute(select(1))
        with counted(session) as seen:
            found = queries.mine(session, inspector)
        return found, len(seen)

    found, first = mine()
    assert [one.object_name for one in found] == ["Tư pháp - Hộ tịch"]
    for day in (1, 2, 3):
        made.ready(session, office, office.culture, "inspector", starts_on=date(2024, 9, day + 3), today=today, now=now)
    session.commit()
    found, more = mine()
    assert len(found) == 4
    assert more == first
    assert session.scalar(select(func.count(InspectionRound.id))) == 4
    assert session.scalar(select(func.count(InspectionItem.id))) == 8
