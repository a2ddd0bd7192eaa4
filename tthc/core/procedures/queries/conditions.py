"""Conditions on procedures and decisions that lists, counts and figures share."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from tthc.core.procedures.models import Announcement, Procedure, ProcedureChange
from tthc.core.procedures.rules import ChangeKind, Nature


def in_force_on(day: date) -> ColumnElement[bool]:
    """In force on the day. The latest span is kept in the row; only one that was abolished and announced again is looked up in its life."""
    latest = and_(
        or_(Procedure.in_force_from.is_(None), Procedure.in_force_from <= day),
        or_(Procedure.in_force_until.is_(None), Procedure.in_force_until > day),
    )
    return or_(latest, and_(Procedure.span_count > 1, _by_life(day)))


def _by_life(day: date) -> ColumnElement[bool]:
    own = ProcedureChange.procedure_id == Procedure.id
    before = select(ProcedureChange.kind).where(own, ProcedureChange.effective_on <= day)
    last = before.order_by(ProcedureChange.effective_on.desc(), ProcedureChange.id.desc()).limit(1).correlate(Procedure).scalar_subquery()
    # Before its first decision a procedure was in force, unless that decision made it.
    unborn = case((ProcedureChange.kind == ChangeKind.NEW, ChangeKind.ABOLISHED), else_=ChangeKind.NEW)
    first = (
        select(unborn).where(own).order_by(ProcedureChange.effective_on, ProcedureChange.id).limit(1).correlate(Procedure).scalar_subquery()
    )
    return func.coalesce(last, first) != ChangeKind.ABOLISHED


def coming(day: date) -> ColumnElement[bool]:
    """Announced, and not yet in force."""
    return and_(Procedure.in_force_from > day, or_(Procedure.in_force_until.is_(None), Procedure.in_force_until > day))


def abolished_by(day: date) -> ColumnElement[bool]:
    """Abolished on this day or before."""
    return Procedure.in_force_until <= day


def is_public() -> ColumnElement[bool]:
    """For citizens: procedures between offices hang on no board."""
    return Procedure.nature != Nature.INTERNAL


def procedures_of_year(year: int) -> ColumnElement[bool]:
    """In force on some day of the year, or announced by its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begun = or_(Procedure.in_force_from.is_(None), Procedure.in_force_from <= last, Procedure.decision_on <= last)
    return and_(begun, or_(Procedure.in_force_until.is_(None), Procedure.in_force_until >= first))


def procedure_order() -> tuple[ColumnElement[Any], ...]:
    """By field, then by code, as annexes of decisions list them."""
    return (Procedure.field.expression, Procedure.short_code.expression)


def announcements_of_year(year: int) -> ColumnElement[bool]:
    """Decisions that take effect in the year: then their procedures have to hang."""
    return Announcement.effective_on.between(date(year, 1, 1), date(year, 12, 31))


def announcement_order() -> tuple[ColumnElement[Any], ...]:
    """The latest effect first."""
    return (Announcement.effective_on.desc(),)
