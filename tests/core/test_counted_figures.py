"""Figures of targets counted from registers: they follow rows, typed figures stay, closed periods too."""

import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, func, select

from tests.factories import communication
from tests.factories import counted as counted_office
from tests.factories.queries import counted
from tthc.core.audit.models import AuditEntry
from tthc.core.books import BOOKS
from tthc.core.communication import queries as communication_queries
from tthc.core.communication.actions import BOOK
from tthc.core.communication.models import TopicYear
from tthc.core.indicators import actions, queries
from tthc.core.indicators.models import IndicatorValue, RegisterFigure, TargetMeasure
from tthc.core.plans.models import PlanState
from tthc.core.registers import actions as register_actions
from tthc.jobs.indicators import count_everything, count_targets
from tthc.jobs.sweep import sweep
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, NotAllowed, NotFound, WrongState


@pytest.fixture
def told(session, office):
    return counted_office.told(session, office)


enter = counted_office.article


def communication_topics(session, clerk):
    return communication_queries.topics(session, clerk, 2024)


def count(session, office, now, **more):
    found = queries.measured(session, office.agency.id, 2024, today=communication.TODAY, **more)
    return actions.count(session, system(office.agency.id), office.agency.id, 2024, found, now=now)


def cell(session, office, target, period="q3"):
    return queries.cell(session, office.actor("clerk"), target.id, 2024, period)


def entries(session, verb):
    return session.scalars(select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id)).all()


def test_counting_writes_each_open_period_from_the_start_of_the_year(session, told, now):
    assert count(session, told, now) == 6
    for period, part in (("q1", 0), ("q2", 1), ("q3", 1)):
        found = cell(session, told, told.share, period)
        assert (found.numerator, found.denominator, found.measure) == (part, 2, "communication_topics")
        assert found.who == ""
    assert cell(session, told, told.share).rows == (told.item.id,)
    assert cell(session, told, told.share, "q2").until == date(2024, 6, 14)
    assert cell(session, told, told.share).judgement.words == "50%, chỉ tiêu ≥ 80%: chưa đạt"
    assert cell(session, told, told.news).judgement.words == "1 tin, bài, chỉ tiêu ≥ 4 tin, bài: chưa đạt"
    assert cell(session, told, told.share, "year").numerator is None  # the year begins to be counted after the third cut-off
    assert cell(session, told, told.target).numerator is None  # online dossiers: the office keeps no such register


def test_counting_again_changes_nothing_and_says_nothing(session, told, now):
    count(session, told, now)
    versions = {row.id: row.version for row in session.scalars(select(IndicatorValue))}
    said = session.scalar(select(func.count(AuditEntry.id)))
    assert count(session, told, now) == 0
    assert {row.id: row.version for row in session.scalars(select(IndicatorValue))} == versions
    assert session.scalar(select(func.count(AuditEntry.id))) == said


def test_figures_follow_rows_that_are_entered_changed_and_removed(session, told, now, today):
    clerk = told.actor("clerk")
    count(session, told, now)
    other = enter(session, told, 1, date(2024, 7, 1), "Bài hai")
    assert count(session, told, now) == 2  # the third quarter of both targets
    assert cell(session, told, told.share).judgement.value_text == "100%"
    assert cell(session, told, told.share, "q2").judgement.value_text == "50%"
    register_actions.edit(session, clerk, BOOK, other, {"held_on": date(2024, 5, 30)}, today=today, now=now)
    count(session, told, now)
    assert cell(session, told, told.share, "q2").judgement.value_text == "100%"
    register_actions.remove(session, clerk, BOOK, other, "Ghi nhầm", today=today, now=now)
    count(session, told, now)
    assert cell(session, told, told.share).rows == (told.item.id,)
    register_actions.remove(session, clerk, BOOK, told.item, "Ghi nhầm", today=today, now=now)
    count(session, told, now)
    # The register is empty: it says nothing, and so does the figure.
    assert cell(session, told, told.share).numerator is None
    assert session.scalar(select(func.count(RegisterFigure.id))) == 0
    assert {entry.after["period"] for entry in map(parsed, entries(session, "clear"))} == {"q1", "q2", "q3"}


def parsed(entry):
    after = entry.after if isinstance(entry.after, dict) else json.loads(entry.after)
    return SimpleNamespace(after=after, actor_name=entry.actor_name)


def test_nothing_arose_is_said_and_no_share_of_nothing(session, told, now):
    session.execute(delete(TopicYear))  # no plan asks for a topic any more
    count(session, told, now)
    assert cell(session, told, told.share).judgement.words == "Không phát sinh trong kỳ"


def test_a_typed_figure_stays_until_its_person_takes_the_registers(session, told, now):
    clerk = told.actor("clerk")
    actions.enter(session, clerk, cell(session, told, told.share), Decimal(2), Decimal(2), year=2024, now=now)
    count(session, told, now)
    found = cell(session, told, told.share)
    assert (found.numerator, found.measure, found.differs) == (2, "", True)
    assert (found.counted.numerator, found.counted.denominator, found.counted.rows) == (1, 2, (told.item.id,))
    with pytest.raises(NotAllowed):
        actions.take_over(session, told.actor("officer"), found, year=2024, now=now)
    assert actions.take_over(session, clerk, found, year=2024, now=now)
    found = cell(session, told, told.share)
    assert (found.numerator, found.measure, found.differs, found.who) == (1, "communication_topics", False, "Người clerk")
    assert not actions.take_over(session, clerk, found, year=2024, now=now)
    assert parsed(entries(session, "count")[-1]).actor_name == "Người clerk"
    enter(session, told, 1, date(2024, 7, 1), "Bài hai")
    count(session, told, now)
    assert cell(session, told, told.share).numerator == 2  # from then on it follows the register
    with pytest.raises(WrongState):
        actions.take_over(session, clerk, cell(session, told, told.target), year=2024, now=now)


def test_typing_over_a_counted_figure_and_emptying_it_again(session, told, now):
    clerk = told.actor("clerk")
    count(session, told, now)
    actions.enter(session, clerk, cell(session, told, told.share), Decimal(2), Decimal(2), year=2024, now=now)
    assert cell(session, told, told.share).differs
    assert count(session, told, now) == 0
    actions.enter(session, clerk, cell(session, told, told.share), None, None, year=2024, now=now)
    found = cell(session, told, told.share)
    assert (found.numerator, found.measure) == (1, "communication_topics")


def test_a_closed_period_is_never_touched_and_keeps_its_rows(session, told, now, today):
    clerk = told.actor("clerk")
    count(session, told, now)
    actions.close_period(session, system(told.agency.id), told.agency.id, 2024, "q2", now=now)
    register_actions.remove(session, clerk, BOOK, told.item, "Ghi nhầm", today=today, now=now)
    enter(session, told, 1, date(2024, 5, 20), "Bài hai")
    enter(session, told, 0, date(2024, 5, 21), "Bài ba")
    count(session, told, now)
    closed = cell(session, told, told.share, "q2")
    assert (closed.numerator, closed.rows, closed.is_closed, closed.counted) == (1, (told.item.id,), True, None)
    assert cell(session, told, told.share, "q3").numerator == 2
    with pytest.raises((WrongState, NotAllowed)):
        actions.take_over(session, clerk, closed, year=2024, now=now)
    with pytest.raises(NotFound):
        actions.take_over(session, clerk, queries.cell(session, clerk, 987654, 2024, "q2"), year=2024, now=now)


def test_a_period_that_was_closed_while_it_was_measured_is_not_touched(session, told, now):
    found = queries.measured(session, told.agency.id, 2024, today=communication.TODAY)
    clerk = told.actor("clerk")
    actions.enter(session, clerk, cell(session, told, told.share, "q2"), Decimal(2), Decimal(2), year=2024, now=now)
    actions.close_period(session, system(told.agency.id), told.agency.id, 2024, "q2", now=now)
    actions.count(session, system(told.agency.id), told.agency.id, 2024, found, now=now)
    assert cell(session, told, told.news, "q2").numerator is None
    assert cell(session, told, told.news, "q3").numerator == 1


def test_the_clerk_changes_or_switches_off_what_is_counted(session, told, now, today):
    clerk = told.actor("clerk")
    count(session, told, now)
    kept = queries.choice(session, clerk, told.share.id)
    assert (kept.code, kept.chosen_by_id) == ("communication_topics", None)
    with pytest.raises(NotAllowed):
        actions.choose_measure(session, told.actor("head"), told.share, "", year=2024, today=today, now=now)
    for wrong in ("nothing-like-it", "communication_items"):  # the second counts articles, the target is a share
        with pytest.raises(BadInput):
            actions.choose_measure(session, clerk, told.share, wrong, year=2024, today=today, now=now)
    assert actions.choose_measure(session, clerk, told.share, "", year=2024, today=today, now=now)
    assert not actions.choose_measure(session, clerk, told.share, "", year=2024, today=today, now=now)
    assert cell(session, told, told.share).numerator is None
    assert count(session, told, now) == 0  # the program does not overrule a person
    assert actions.choose_measure(session, clerk, told.share, "communication_topics", year=2024, today=today, now=now)
    assert cell(session, told, told.share).numerator == 1
    assert [parsed(entry).actor_name for entry in entries(session, "choose_measure")][-2:] == ["Người clerk"] * 2


def test_a_target_whose_words_changed_is_read_again(session, told, now):
    count(session, told, now)
    told.share.metric = "Công chức được tập huấn"
    told.share.text = "100% công chức được tập huấn"
    session.flush()
    count(session, told, now)
    assert cell(session, told, told.share).numerator is None
    assert session.scalars(select(TargetMeasure.code).where(TargetMeasure.target_id == told.share.id)).one() == ""


def test_what_no_plan_in_force_sets_is_not_counted(session, told, now):
    told.news.removed_on = date(2024, 6, 1)
    session.flush()
    count(session, told, now)
    assert session.scalar(select(func.count(IndicatorValue.id)).where(IndicatorValue.target_id == told.news.id)) == 0
    told.plan.state = PlanState.UNDONE
    session.flush()
    assert count(session, told, now) == 0


def test_only_the_program_and_the_clerk_count(session, told, now):
    found = queries.measured(session, told.agency.id, 2024, today=communication.TODAY)
    for role in ("officer", "leader", "auditor", "admin"):
        with pytest.raises(NotAllowed):
            actions.count(session, told.actor(role), told.agency.id, 2024, found, now=now)


def test_one_register_is_counted_alone(session, told, now):
    assert count(session, told, now, register="dossier") == 0
    assert session.scalar(select(func.count(RegisterFigure.id))) == 0
    assert count(session, told, now, register="communication_item") == 6


def test_counting_asks_no_more_queries_for_more_rows(session, told, now):
    enter(session, told, 0, date(2024, 1, 31), "Bài đầu năm")  # what nothing was counted of has no rows to ask for
    count(session, told, now)
    with counted(session) as few:
        count(session, told, now)
    for day in range(1, 29):
        enter(session, told, day % 2, date(2024, 2, day), f"Bài {day}")
    count(session, told, now)
    with counted(session) as many:
        count(session, told, now)
    assert len(many) <= len(few)


def test_a_figure_is_counted_again_for_every_register_whose_rows_change_it():
    asked = {register: {one.code for one in queries.MEASURES.values() if one.follows(register)} for register in BOOKS}
    assert {"posted_everywhere", "posted_on_time"} <= asked["procedure"] & asked["announcement"] & asked["posting"]
    assert "procedures_online" in asked["announcement"] - asked["posting"]
    assert "announced_on_time" in asked["procedure"]
    assert all({one.register, *one.also} <= set(BOOKS) for one in queries.MEASURES.values())


def test_the_job_counts_and_the_night_counts_everything(session, told, toolbox):
    session.commit()
    assert count_targets(session(), toolbox, told.agency.id, 2024, "communication_item") == 6
    assert count_targets(session(), toolbox, told.agency.id, 2024) == 0
    enter(session, told, 1, date(2024, 7, 1), "Bài hai")
    session.commit()
    assert count_everything(session(), toolbox) == 2
    assert count_everything(session(), toolbox) == 0


def counts_done(monkeypatch):
    """How often registers are read from now on."""
    done = []
    measure = queries.measured
    monkeypatch.setattr(queries, "measured", lambda *at, **more: done.append(more["register"]) or measure(*at, **more))
    return done


def test_of_many_changes_in_a_row_the_first_count_does_for_all(session, told, toolbox, monkeypatch):
    session.commit()
    at = (toolbox, told.agency.id, 2024, "communication_item")
    assert count_targets(session(), *at) == 6
    done = counts_done(monkeypatch)
    for day in (1, 2, 3):
        enter(session, told, 1, date(2024, 7, day), f"Bài {day}")
    session.commit()
    assert count_targets(session(), *at) == 2
    assert done == ["communication_item"] * 2  # this year and the next
    done.clear()
    assert [count_targets(session(), *at) for _ in range(2)] == [0, 0]
    assert done == []
    enter(session, told, 1, date(2024, 7, 4), "Bài bốn")
    session.commit()
    assert count_targets(session(), *at) == 2
    assert cell(session, told, told.news).numerator == 5


def test_a_new_day_is_counted_though_nothing_was_written(session, told, toolbox, monkeypatch):
    session.commit()
    at = (toolbox, told.agency.id, 2024, "communication_item")
    count_targets(session(), *at)
    monkeypatch.setattr(type(toolbox.clock), "today", lambda _: date(2024, 8, 16))
    done = counts_done(monkeypatch)
    count_targets(session(), *at)
    assert done


def test_a_count_whose_message_was_lost_is_asked_for_by_the_sweep(session, told, toolbox):
    session.commit()
    asked = ("count_targets", {"agency_id": told.agency.id, "year": 2024, "register": ""})
    sweep(session(), toolbox)
    assert asked in toolbox.queue.asked  # the office was never counted
    count_targets(session(), toolbox, told.agency.id, 2024)
    toolbox.queue.forget()
    sweep(session(), toolbox)
    assert not [job for job, _ in toolbox.queue.asked if job == "count_targets"]
    enter(session, told, 1, date(2024, 7, 1), "Bài hai")
    session.commit()
    sweep(session(), toolbox)
    [ids] = [ids for job, ids in toolbox.queue.asked if job == "count_targets"]
    assert ids == {"agency_id": told.agency.id, "year": 2024, "register": "communication_item"}
    assert count_targets(session(), toolbox, **ids) == 2
    assert queries.uncounted(session(), date(2024, 8, 15)) == []


def test_what_registers_say_is_seen_by_readers_of_the_agency_only(session, told, now):
    count(session, told, now)
    found = queries.register_figures(session, told.actor("leader"), 2024, "q3")
    assert {one.code for one in found} == {code for code, one in queries.MEASURES.items() if one.register == "communication_item"}
    assert queries.register_figures(session, told.actor("admin"), 2024) == []
    assert queries.choice(session, told.actor("admin"), told.share.id) is None
    opened = queries.counted_rows(session, told.actor("leader"), BOOK, cell(session, told, told.share).rows)
    assert (opened.rows, opened.gone, opened.total) == (((told.item.id, "Bài (Trang thông tin điện tử, ngày 02/05/2024)"),), 0, 1)
    register_actions.remove(session, told.actor("clerk"), BOOK, told.item, "Ghi nhầm", today=communication.TODAY, now=now)
    assert queries.counted_rows(session, told.actor("leader"), BOOK, (told.item.id,)).gone == 1
