"""Tasks made from a plan, given to other units, dated and woken."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import people as make
from tthc.core.calendar import actions as calendar_actions
from tthc.core.calendar import queries as calendar_queries
from tthc.core.tasks import actions, queries
from tthc.core.tasks.models import Occurrence, State, Task
from tthc.core.tasks.queries import counting
from tthc.core.tasks.rules import NewDuty, NewTask
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.transaction import begin_write

TODAY = date(2024, 8, 15)


def new_task(duties, kind="content", rule=None, position=10):
    return NewTask(
        kind=kind,
        section="one_stop",
        section_reason="thử",
        position=position,
        code=f"PL2.{position}",
        number=str(position),
        title="Số hóa kết quả",
        text="Số hóa kết quả giải quyết thủ tục",
        deliverable=None,
        time_text="Thường xuyên",
        due_rule=rule or {"kind": "continuous"},
        confidence=0.9,
        doubts=(),
        duties=tuple(duties),
    )


def create(session, office, *tasks, now):
    begin_write(session())
    days = calendar_queries.working_days(session, (2024, 2025))
    return actions.create_all(session, system(office.agency.id), office.plan, tasks, days=days, now=now)


def test_a_group_that_leads_gives_each_member_something_to_tick(session, office, now):
    (task,) = create(session, office, new_task([NewDuty(office.specialists.id, "lead", "Công chức chuyên môn")]), now=now)
    found = {(o.unit_id, o.period) for o in task.occurrences}
    assert found == {(u.id, p) for u in (office.justice, office.culture) for p in ("q1", "q2", "q3", "year")}


def test_coordinating_units_tick_nothing_and_nobody_named_means_the_agency(session, office, now):
    (task,) = create(session, office, new_task([NewDuty(office.staff.id, "coordinate", "Văn phòng")]), now=now)
    assert {o.unit_id for o in task.occurrences} == {office.agency.id}


def test_a_standing_duty_without_time_is_read_and_not_ticked(session, office, now):
    standing = new_task([NewDuty(office.staff.id, "lead", "Văn phòng")], kind="organisation", rule={"kind": "none"})
    dated = new_task(
        [NewDuty(office.staff.id, "lead", "Văn phòng")], kind="organisation", rule={"kind": "date", "due": "2024-11-15"}, position=11
    )
    first, second = create(session, office, standing, dated, now=now)
    assert (len(first.occurrences), len(second.occurrences)) == (0, 1)


def test_the_same_unit_named_twice_has_one_duty(session, office, now):
    duties = [NewDuty(office.staff.id, "lead", "VP-TK"), NewDuty(office.staff.id, "lead", "VP - TK")]
    (task,) = create(session, office, new_task(duties), now=now)
    assert len(task.duties) == 1


def whole(session, task):
    return queries.task_page(session, system(task.agency_id), task.id)


def test_assigning_moves_what_was_not_begun_and_keeps_the_rest(session, office, today, now):
    begun = office.occurrences.posting
    begin_write(session())
    clerk = office.actor("clerk")
    actions.start(session, office.actor("officer"), session.get_one(Occurrence, begun.id), today=today, now=now)
    actions.assign(session, clerk, office.tasks.posting, [NewDuty(office.culture.id, "lead", "Văn hóa")], today=today, now=now)
    session.commit()
    states = {o.unit_id: o.state for o in whole(session, office.tasks.posting).occurrences}
    assert states == {office.justice.id: State.IN_PROGRESS, office.culture.id: State.NOT_STARTED}


def test_assigning_needs_a_leading_unit_and_the_right(session, office, today, now):
    with pytest.raises(BadInput):
        actions.assign(
            session, office.actor("clerk"), office.tasks.posting, [NewDuty(office.staff.id, "coordinate", "VP")], today=today, now=now
        )
    with pytest.raises(NotAllowed):
        actions.assign(
            session, office.actor("officer"), office.tasks.posting, [NewDuty(office.staff.id, "lead", "VP")], today=today, now=now
        )


def test_a_due_date_set_by_hand_says_who_set_it(session, office, now):
    begin_write(session())
    occurrence = session.get_one(Occurrence, office.occurrences.guide.id)
    actions.set_due(session, office.actor("clerk"), occurrence, date(2024, 9, 30), confirmed=False, now=now)
    assert occurrence.due_on == date(2024, 9, 30)
    assert occurrence.due_is_set
    assert "Người clerk" in occurrence.due_explanation


def test_a_stale_page_is_told_both_versions(session, office, now):
    begin_write(session())
    occurrence = session.get_one(Occurrence, office.occurrences.guide.id)
    with pytest.raises(Conflict) as caught:
        actions.set_due(session, office.actor("clerk"), occurrence, date(2024, 9, 30), confirmed=False, now=now, version=7)
    assert caught.value.theirs["Hạn"] == "31/08/2024"
    assert caught.value.mine == {"Hạn": "30/09/2024"}


def test_a_date_outside_the_year_is_confirmed_first(session, office, now):
    occurrence = session.get_one(Occurrence, office.occurrences.guide.id)
    with pytest.raises(BadInput):
        actions.set_due(session, office.actor("clerk"), occurrence, date(2026, 1, 1), confirmed=False, now=now)


def test_a_sleeping_task_wakes_and_sleeps_on(session, office, today, now):
    begin_write(session())
    occurrence = session.get_one(Occurrence, office.occurrences.spread.id)
    occurrence.state = State.DORMANT
    session.flush()
    woken = actions.trigger(session, office.actor("clerk"), occurrence, "Công văn 12/UBND-VX", date(2024, 8, 30), today=today, now=now)
    again = actions.trigger(session, office.actor("clerk"), occurrence, "Công văn 13/UBND-VX", None, today=today, now=now)
    assert (woken.period, woken.state, woken.due_on) == ("2024-08-15", State.NOT_STARTED, date(2024, 8, 30))
    assert again.period == "2024-08-15-2"
    assert occurrence.state is State.DORMANT


@pytest.mark.parametrize(("why", "due", "field"), [("", None, "why"), ("Công văn", date(2024, 8, 1), "due_on")])
def test_a_trigger_needs_its_reason_and_a_day_to_come(session, office, today, now, why, due, field):
    begin_write(session())
    occurrence = session.get_one(Occurrence, office.occurrences.spread.id)
    occurrence.state = State.DORMANT
    with pytest.raises(BadInput) as caught:
        actions.trigger(session, office.actor("clerk"), occurrence, why, due, today=today, now=now)
    assert field in caught.value.fields


def test_only_a_sleeping_task_wakes(session, office, today, now):
    occurrence = session.get_one(Occurrence, office.occurrences.spread.id)
    with pytest.raises(WrongState):
        actions.trigger(session, office.actor("clerk"), occurrence, "Công văn", None, today=today, now=now)


def test_a_new_calendar_moves_computed_dates_only(session, office, now):
    begin_write(session())
    for task, occurrence in ((office.tasks.posting, office.occurrences.posting), (office.tasks.guide, office.occurrences.guide)):
        session.get_one(Task, task.id).due_rule = {"kind": "relative", "days": 5, "working": True, "from": "2024-08-26"}
        session.get_one(Occurrence, occurrence.id).due_on = date(2024, 9, 2)
    session.get_one(Occurrence, office.occurrences.guide.id).due_is_set = True
    calendar_actions.seed(session, system(), now=now)
    assert actions.recompute_due(session, system(), 2024, now=now) == 2  # the posting, and the desk's: no rule, no computed date
    assert session.get_one(Occurrence, office.occurrences.posting.id).due_on == date(2024, 9, 4)
    assert session.get_one(Occurrence, office.occurrences.guide.id).due_on == date(2024, 9, 2)


def test_lists_show_only_the_own_agency(session, office, today):
    other = make.agency(session, "Ủy ban nhân dân xã Khác", "UBND xã Khác")
    session.commit()
    stranger = system(other.id)
    assert queries.section_lines(session, stranger, today=today, year=2024) == []
    assert queries.late_lines(session, stranger, today=today) == []
    assert queries.search(session, stranger, "niêm yết") == []
    with pytest.raises(NotFound):
        queries.task_page(session, stranger, office.tasks.posting.id)
    with pytest.raises(NotFound):
        queries.occurrence(session, stranger, office.occurrences.posting.id)


def test_the_administrator_reads_no_work(session, office, today):
    admin = office.actor("admin")
    assert queries.section_lines(session, admin, today=today, year=2024) == []
    assert counting.counts(session, admin, today=today, year=2024).total == 0
    with pytest.raises(NotFound):
        queries.line(session, admin, office.occurrences.posting.id, today=today)


@pytest.mark.parametrize("words", ["niem yet", "NIÊM YẾT", "thu tuc niem"])
def test_search_needs_no_tone_marks(session, office, words):
    assert [t.id for t in queries.search(session, office.actor("officer"), words)] == [office.tasks.posting.id]


def test_search_takes_wildcards_literally(session, office):
    assert queries.search(session, office.actor("officer"), "%") == [t for t in session.scalars(select(Task)) if "%" in t.folded]


def test_counts(session, office, today):
    counts = counting.counts(session, office.actor("head"), today=today, year=2024)
    assert (counts.total, counts.done, counts.late, counts.open, counts.mine) == (4, 0, 1, 4, 1)
    frame = counting.frame(session, office.actor("clerk"), today=today)
    assert (frame.agency_short, frame.year, sum(frame.late.values())) == ("UBND phường An Bình", 2024, 1)


def test_of_two_clerks_assigning_at_once_the_second_is_told(session, office, today, now):
    begin_write(session())
    clerk, task = office.actor("clerk"), session.get_one(Task, office.tasks.posting.id)
    seen = task.version
    actions.assign(session, clerk, task, [NewDuty(office.culture.id, "lead", "Văn hóa")], today=today, now=now, version=seen)
    with pytest.raises(Conflict):
        actions.assign(session, clerk, task, [NewDuty(office.staff.id, "lead", "Văn phòng")], today=today, now=now, version=seen)
    assert {o.unit_id for o in whole(session, task).occurrences} == {office.culture.id}
