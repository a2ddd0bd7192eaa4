"""One target in one period, with what stands and what the registers say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tthc.core.indicators import rules
from tthc.core.indicators.models import IndicatorValue, RegisterFigure
from tthc.core.indicators.rules import Goal, Judgement
from tthc.core.plans.models import Target
from tthc.kernel.actor import Actor, Role
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section


@dataclass(frozen=True)
class Counted:
    """What the registers say of a target in a period."""

    code: str
    numerator: Decimal
    denominator: Decimal | None
    rows: tuple[int, ...]
    until: date
    counted_at: datetime


@dataclass(frozen=True)
class Cell:
    """One target in one period, as the grid asks for it; `unit_id` is the unit for which the actor may enter."""

    target_id: int
    agency_id: int
    unit_id: int | None
    task_code: str
    section: Section
    metric: str
    text: str
    goal: Goal
    period: str
    numerator: Decimal | None
    denominator: Decimal | None
    judgement: Judgement
    rows: tuple[int, ...]
    who: str
    entered_at: datetime | None
    is_closed: bool
    version: int
    can_enter: bool
    measure: str = ""  # the figure that stands was counted in a register
    until: date | None = None
    counted: Counted | None = None  # what the registers say now

    @property
    def differs(self) -> bool:
        """Whether a person typed another figure than the registers say."""
        if self.counted is None or self.measure or self.numerator is None:
            return False
        theirs = (self.counted.numerator, self.counted.denominator if self.goal.is_share else None)
        return (self.numerator, self.denominator if self.goal.is_share else None) != theirs


def goal_of(target: Target) -> Goal:
    """The number a target sets."""
    return Goal(target.op, target.value, target.value_max, target.measure)


def cell_of(
    actor: Actor,
    target: Target,
    row: IndicatorValue | None,
    who: str | None,
    figure: RegisterFigure | None,
    period: str,
    unit_id: int | None,
) -> Cell:
    """A target's row of the grid."""
    goal = goal_of(target)
    numerator, denominator = (row.numerator, row.denominator) if row else (None, None)
    is_closed = bool(row and row.closed_at)
    allowed = actor.is_system or actor.has_role(Role.CLERK) or unit_id is not None
    return Cell(
        target_id=target.id,
        agency_id=target.agency_id,
        unit_id=unit_id,
        task_code=target.task_code,
        section=target.section,
        metric=target.metric,
        text=target.text,
        goal=goal,
        period=period,
        numerator=numerator,
        denominator=denominator,
        judgement=rules.judge(goal, numerator, denominator),
        rows=tuple(row.rows) if row else (),
        who=who or "",
        entered_at=row.entered_at if row else None,
        is_closed=is_closed,
        version=row.version if row else 0,
        can_enter=allowed and not is_closed and may(actor, Can.INDICATOR_ENTER),
        measure=row.measure if row else "",
        until=row.until if row else None,
        counted=_counted(figure) if figure and not is_closed else None,
    )


def _counted(figure: RegisterFigure) -> Counted:
    return Counted(figure.code, figure.numerator, figure.denominator, tuple(figure.rows), figure.until, figure.counted_at)
