"""Figures by period: who enters which, what the year says, and the cut-off that fixes them."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import tasks
from tests.factories.queries import counted
from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators.models import IndicatorValue
from tthc.core.plans.models import PlanState
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.sections import Section


def cell(session, actor, office, period="q3"):
    return indicator_queries.cell(session, actor, office.target.id, 2024, period)


def enter(session, actor, office, numerator, denominator, now, period="q3", **more):
    numbers = [None if n is None else Decimal(n) for n in (numerator, denominator)]
    return indicator_actions.enter(session, actor, cell(session, actor, office, period), *numbers, year=2024, now=now, **more)


def test_entering_keeps_the_counts_and_computes_the_share(session, office, now):
    clerk = office.actor("clerk")
    row = enter(session, clerk, office, 764, 1000, now, rows=[3, 5])
    found = cell(session, clerk, office)
    assert (found.judgement.value_text, found.judgement.is_met, found.rows) == ("76,4%", False, (3, 5))
    assert found.who == "Người clerk"
    assert not hasattr(row, "percent")


def test_the_desk_that_leads_enters_its_own_targets_only(session, office, now):
    head, officer = office.actor("head"), office.actor("officer")  # the task of the target belongs to the head's desk
    assert cell(session, head, office).unit_id == office.desk.id
    enter(session, head, office, 8, 10, now)
    assert not cell(session, officer, office).can_enter
    with pytest.raises(NotAllowed):
        enter(session, officer, office, 8, 10, now)
    with pytest.raises(NotAllowed):
        enter(session, office.actor("leader"), office, 8, 10, now)


def test_figures_can_be_corrected_and_taken_away(session, office, now):
    clerk = office.actor("clerk")
    enter(session, clerk, office, 7, 10, now)
    enter(session, clerk, office, 9, 10, now, version=1)
    assert cell(session, clerk, office).judgement.value_text == "90%"
    enter(session, clerk, office, None, None, now)
    assert session.scalar(select(func.count(IndicatorValue.id))) == 0


def test_a_plan_of_several_years_has_each_period_once_a_year(session, office, now):
    office.plan.year_end = 2025
    clerk = office.actor("clerk")
    enter(session, clerk, office, 7, 10, now)
    later = indicator_queries.cell(session, clerk, office.target.id, 2025, "q3")
    indicator_actions.enter(session, clerk, later, Decimal(9), Decimal(10), year=2025, now=now, version=later.version)
    assert cell(session, clerk, office).judgement.value_text == "70%"
    assert indicator_queries.cell(session, clerk, office.target.id, 2025, "q3").judgement.value_text == "90%"


def test_a_stale_entry_is_a_conflict_with_both_figures(session, office, now):
    clerk = office.actor("clerk")
    enter(session, clerk, office, 7, 10, now)
    with pytest.raises(Conflict) as refused:
        enter(session, clerk, office, 9, 10, now, version=0)
    assert refused.value.theirs == {"Số liệu": "7/10"}
    assert refused.value.mine == {"Số liệu": "9/10"}


def test_impossible_figures_leave_nothing(session, office, now):
    with pytest.raises(BadInput):
        enter(session, office.actor("clerk"), office, 11, 10, now)
    assert session.scalar(select(func.count(IndicatorValue.id))) == 0


def test_a_target_without_whole_keeps_the_value_itself(session, office, now):
    office.target.measure, office.target.op, office.target.value = "phút", "<=", Decimal(30)
    session.flush()
    clerk = office.actor("clerk")
    row = enter(session, clerk, office, "25.5", 9, now)
    assert row.denominator is None
    assert cell(session, clerk, office).judgement.is_met is True


def test_the_cut_off_fixes_the_period_and_no_other(session, office, now):
    clerk = office.actor("clerk")
    other = tasks.target(session, office.plan, "PL1.1", position=2)
    enter(session, clerk, office, 7, 10, now)
    assert indicator_actions.close_period(session, system(office.agency.id), office.agency.id, 2024, "q3", now=now) == 1
    for target_id in (office.target.id, other.id):
        late = indicator_queries.cell(session, clerk, target_id, 2024, "q3")
        with pytest.raises(WrongState, match="đã được khóa"):
            indicator_actions.enter(session, clerk, late, Decimal(8), Decimal(10), year=2024, now=now)
    assert not cell(session, clerk, office).can_enter
    enter(session, clerk, office, 8, 10, now, period="year")
    with pytest.raises(NotAllowed):
        indicator_actions.close_period(session, office.actor("officer"), office.agency.id, 2024, "year", now=now)


def test_the_year_stands_at_its_latest_period(session, office, now):
    clerk = office.actor("clerk")
    for period, numerator in (("q1", 3), ("q3", 9), ("q2", 5)):
        enter(session, clerk, office, numerator, 10, now, period=period)
    (now_at,) = indicator_queries.standings(session, clerk, 2024)
    assert (now_at.period, now_at.judgement.value_text) == ("q3", "90%")
    (until,) = indicator_queries.standings(session, clerk, 2024, until="q2")
    assert (until.period, until.judgement.value_text) == ("q2", "50%")
    assert [one.period for one in indicator_queries.history(session, clerk, office.target.id, 2024)] == ["q1", "q2", "q3"]


def test_standings_of_a_section_of_a_desk_and_of_an_undone_plan(session, office):
    clerk = office.actor("clerk")
    assert len(indicator_queries.standings(session, clerk, 2024, section=Section.ONE_STOP)) == 1
    assert indicator_queries.standings(session, clerk, 2024, section=Section.REVIEW) == []
    assert len(indicator_queries.standings(session, office.actor("head"), 2024, mine=True)) == 1
    assert indicator_queries.standings(session, office.actor("officer"), 2024, mine=True) == []
    assert indicator_queries.standings(session, clerk, 2023) == []
    office.plan.state = PlanState.UNDONE
    session.flush()
    assert indicator_queries.standings(session, clerk, 2024) == []


def test_nobody_else_sees_the_targets(session, office):
    for stranger in (system(None), office.actor("admin")):
        assert indicator_queries.grid(session, stranger, 2024, "q3") == []
        with pytest.raises(NotFound):
            cell(session, stranger, office)


def test_the_grid_asks_a_constant_number_of_queries(session, office, now):
    clerk = office.actor("clerk")
    enter(session, clerk, office, 7, 10, now)
    with counted(session) as few:
        indicator_queries.grid(session, clerk, 2024, "q3")
    for position in range(2, 60):
        tasks.target(session, office.plan, "PL1.2", position=position)
    with counted(session) as many:
        assert len(indicator_queries.grid(session, clerk, 2024, "q3")) == 59
    assert len(few) == len(many) == 2
