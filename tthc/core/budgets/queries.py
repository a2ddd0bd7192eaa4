"""What can be asked of the agency's money: groups, tasks it may serve, sums of a year, what reports say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.budgets import rules
from tthc.core.budgets.models import BudgetGroup, BudgetLine
from tthc.core.budgets.rules import GROUPS, TASK_YEARS, TASKS, GroupSum, Sums
from tthc.core.plans.models import Plan, PlanState
from tthc.core.tasks.models import Task
from tthc.kernel.actor import Actor
from tthc.kernel.document import Block, heading, table, text
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number

_LONGEST_TASK = 90
_COLUMNS = (("Nhóm nội dung", "left", 46), ("Dự toán (đồng)", "right", 18), ("Đã chi (đồng)", "right", 18), ("Còn lại (đồng)", "right", 18))


def of_year(year: int) -> ColumnElement[bool]:
    """The lines of a budget year."""
    return BudgetLine.budget_year == str(year)


def by_group() -> tuple[ColumnElement[Any], ...]:
    """The order of the register."""
    return (BudgetLine.group_number.asc(),)


def is_over(_today: date) -> ColumnElement[bool]:
    """More was spent than set aside."""
    return BudgetLine.spent > BudgetLine.estimate


def own_groups(session: Session, agency_id: int) -> dict[int, BudgetGroup]:
    """The groups that the agency worded or added, by number."""
    return {row.number: row for row in session.scalars(select(BudgetGroup).where(BudgetGroup.agency_id == agency_id))}


def groups(session: Session, agency_id: int) -> dict[int, str]:
    """Number -> words of every group of the agency; one query."""
    return rules.titles((place, row.title) for place, row in own_groups(session, agency_id).items())


def used_groups(session: Session, agency_id: int) -> set[int]:
    """The groups under which something is booked."""
    query = select(BudgetLine.group_number).where(BudgetLine.agency_id == agency_id, BudgetLine.removed_at.is_(None))
    return set(session.scalars(query.distinct()))


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """Groups and tasks a row may name: those of the last two years with a plan, and those that rows name already; two queries."""
    newest = select(func.max(Plan.year)).where(Plan.agency_id == agency_id, Plan.state == PlanState.ACTIVE).scalar_subquery()
    in_use = select(BudgetLine.task_id).where(BudgetLine.agency_id == agency_id, BudgetLine.task_id.is_not(None))
    query = (
        select(Task.id, Task.code, Task.title, Plan.year, Plan.year_end, Plan.number)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Task.agency_id == agency_id, Plan.state == PlanState.ACTIVE, Task.removed_on.is_(None))
        .where(or_(Plan.year >= newest - 1, Plan.year_end >= newest - 1, Task.id.in_(in_use)))
        .order_by(Plan.year.desc(), Plan.id, Task.position, Task.id)
    )
    found = session.execute(query).all()
    named: dict[int, str] = {}
    for row in found:
        words = _task_words(row, _LONGEST_TASK)
        # Two plans of a year may number their tasks alike.
        named[row.id] = f"{words} (kế hoạch {row.number or row.id})" if words in named.values() else words
    years = {row.id: range(row.year, (row.year_end or row.year) + 1) for row in found}
    return {GROUPS: rules.named(groups(session, agency_id)), TASKS: named, TASK_YEARS: years}


def _task_words(row: Any, longest: int) -> str:
    title = row.title if len(row.title) <= longest else row.title[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
    return f"{row.year}, {row.code}: {title}"


def sums(session: Session, actor: Actor, year: int) -> Sums:
    """What the agency has set aside and spent in a year; two queries."""
    if actor.agency_id is None or not may(actor, Can.REGISTER_READ):
        return Sums((), 0)
    return _sums(session, actor.agency_id, year, None)


def _sums(session: Session, agency_id: int, year: int, as_of: date | None) -> Sums:
    here = and_(BudgetLine.agency_id == agency_id, BudgetLine.removed_at.is_(None), of_year(year))
    if as_of is not None:  # a paper dated after the report's day is none of its figures
        here = and_(here, or_(BudgetLine.doc_on.is_(None), BudgetLine.doc_on <= as_of))
    query = select(
        BudgetLine.group_number,
        func.sum(BudgetLine.estimate),
        func.sum(func.coalesce(BudgetLine.spent, 0)),
        func.sum(case((is_over(date.min), 1), else_=0)),
    )
    rows = session.execute(query.where(here).group_by(BudgetLine.group_number).order_by(BudgetLine.group_number)).all()
    if not rows:
        return Sums((), 0)
    words = groups(session, agency_id)
    found = tuple(GroupSum(place, words.get(place, str(place)), int(estimate), int(spent)) for place, estimate, spent, _ in rows)
    return Sums(found, sum(int(over) for *_, over in rows))


def chapter(session: Session, agency_id: int, year: int, *, as_of: date) -> tuple[Block, ...]:
    """What the section's report says of the year's money, by group; nothing where no line was booked."""
    found = _sums(session, agency_id, year, as_of)
    if not found.groups:
        return ()
    total = found.total
    said = f"Dự toán năm {year}: {number(total.estimate)} đồng; đã chi {number(total.spent)} đồng; còn {number(total.left)} đồng."
    if found.over:
        said += f" Có {number(found.over)} khoản chi vượt dự toán."
    lines = [_line(f"{one.number}. {one.title}", one) for one in found.groups]
    return (
        heading("Kinh phí kiểm soát thủ tục hành chính"),
        text(said),
        table("Kinh phí theo nhóm nội dung", _COLUMNS, [*lines, _line(total.title, total)]),
    )


def _line(words: str, one: GroupSum) -> tuple[str, ...]:
    return words, number(one.estimate), number(one.spent), number(one.left)
