"""What follows from dossiers and apologies: a late dossier opens an apology with its clocks, one that is late no more takes it back.

Everything is found by comparing tables, not by rows that were handed in: one row or twenty thousand cost the same queries, and a
second run finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.audit.rules import Act
from tthc.core.calendar import queries as calendar_queries
from tthc.core.dossiers import queries
from tthc.core.dossiers.models import Apology, Dossier
from tthc.core.dossiers.rules.faults import procedure_of
from tthc.core.dossiers.rules.lateness import TAKEN_BACK, ApologyRule, clocks, unnamed
from tthc.core.procedures import queries as procedure_queries
from tthc.kernel.actor import Actor
from tthc.kernel.due import WorkingDays
from tthc.kernel.errors import BadInput, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day


def settle_dossiers(session: Session, actor: Actor, rows: Sequence[Dossier], *, today: date, now: datetime) -> None:
    """Fields that the register of procedures knows; apologies opened and taken back."""
    if any(not row.field for row in rows):
        known = procedure_queries.known(session, rows[0].agency_id)
        for row in rows:
            procedure = procedure_of(known, row.procedure_code)
            if not row.field and procedure:
                row.field = procedure.field
                row.folded = fold(f"{row.code} {row.procedure_code} {row.field}")
        session.flush()
    if rows:
        open_apologies(session, actor, rows[0].agency_id, today=today, now=now)


def open_apologies(session: Session, actor: Actor, agency_id: int, *, today: date, now: datetime, most: int | None = None) -> int:
    """One apology for each late dossier that has none; those that nobody touched and nothing asks for go. Returns how many were opened.

    `most` is how many are opened at once: whoever has other people waiting calls again while it is reached.
    """
    take_back_apologies(session, actor, agency_id, today=today, now=now)
    # One that a person removed with a reason stays removed; one that the program took back may come again.
    kept = exists().where(Apology.dossier_id == Dossier.id, or_(Apology.removed_at.is_(None), Apology.removal_reason != TAKEN_BACK))
    named = exists().where(Apology.agency_id == agency_id, Apology.dossier_code == Dossier.code, Apology.removed_at.is_(None))
    query = select(Dossier).where(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), queries.late(today), ~kept, ~named)
    late = session.scalars(query.order_by(Dossier.id).limit(most)).all()
    if not late:
        return 0
    context = _Context(session, agency_id, [row.due_on for row in late if row.due_on])
    made = [_opened(row, context, now) for row in late]
    session.add_all(made)
    session.flush()
    after = {row.id: {"Mã hồ sơ": row.dossier_code, "Ngày hẹn trả ban đầu": day(row.original_due)} for row in made if row.original_due}
    _record(session, actor, "open", after, now=now)
    return len(made)


class _Context:
    """What an apology takes from elsewhere; three queries for any number of them."""

    def __init__(self, session: Session, agency_id: int, days: Sequence[date]) -> None:
        self.rule: ApologyRule = queries.apology_rule(session, agency_id)
        self.procedures: Mapping[str, Any] = procedure_queries.known(session, agency_id)
        years = {one.year for one in days} or {0}
        self.calendar: WorkingDays = calendar_queries.working_days(session, {min(years) - 1, max(years) + 1})

    def fill(self, apology: Apology, dossier: Dossier) -> None:
        """The dossier's part of an apology; the original day stays what it was when the apology was opened."""
        procedure = procedure_of(self.procedures, dossier.procedure_code)
        apology.dossier_id = dossier.id
        apology.procedure_name = procedure.name if procedure else unnamed(dossier.procedure_code, dossier.field)
        if dossier.due_on is not None:
            dates = clocks(dossier.due_on, self.rule, self.calendar)
            apology.original_due, apology.tell_by, apology.send_by = dossier.due_on, dates.tell_by, dates.send_by
        apology.folded = fold(f"{apology.dossier_code} {apology.procedure_name} {apology.reason} {apology.signer}")


def _opened(dossier: Dossier, context: _Context, now: datetime) -> Apology:
    made = Apology(agency_id=dossier.agency_id, unit_id=dossier.unit_id, entered_at=now, dossier_code=dossier.code)
    made.reason = made.applicant = made.signer = ""
    context.fill(made, dossier)
    return made


def take_back_apologies(session: Session, actor: Actor, agency_id: int, *, today: date, now: datetime, most: int | None = None) -> int:
    """Apologies that nobody touched and that nothing asks for any more go, at most so many at once. Returns how many."""
    untouched = (
        Apology.entered_by_id.is_(None),
        Apology.told_on.is_(None),
        Apology.sent_on.is_(None),
        Apology.new_due.is_(None),
        Apology.reason == "",
        Apology.applicant == "",
    )
    query = select(Apology).join(Dossier, Dossier.id == Apology.dossier_id).where(Apology.agency_id == agency_id, *untouched)
    in_time = or_(Dossier.removed_at.is_not(None), ~func.coalesce(queries.late(today), False))
    gone = session.scalars(query.where(Apology.removed_at.is_(None), in_time).order_by(Apology.id).limit(most)).all()
    for apology in gone:
        apology.removed_at, apology.removal_reason = now, TAKEN_BACK
    session.flush()
    _record(session, actor, "take_back", {one.id: {"Mã hồ sơ": one.dossier_code} for one in gone}, now=now)
    return len(gone)


def settle_apologies(session: Session, actor: Actor, rows: Sequence[Apology], *, today: date, now: datetime) -> None:  # noqa: ARG001 - the shape of a settle
    """Apologies that were typed find their dossier, its days and their clocks; three more queries only where one has none yet."""
    _keep_sent(session, rows)
    loose = [row for row in rows if row.original_due is None and row.removed_at is None]
    if not loose:
        return
    query = (
        select(Apology, Dossier)
        .join(Dossier, (Dossier.agency_id == Apology.agency_id) & (Dossier.code == Apology.dossier_code) & Dossier.removed_at.is_(None))
        .where(Apology.agency_id == loose[0].agency_id, Apology.removed_at.is_(None), Apology.original_due.is_(None))
    )
    found = session.execute(query.order_by(Apology.id)).all()
    context = _Context(session, loose[0].agency_id, [dossier.due_on for _, dossier in found if dossier.due_on])
    for apology, dossier in found:
        context.fill(apology, dossier)
    session.flush()


def _keep_sent(session: Session, rows: Sequence[Apology]) -> None:
    """A dossier is rescheduled once (form 04): a paper that went out is neither removed nor given to another dossier for a second one."""
    if any(row.removed_at is not None and row.sent_on is not None for row in rows):
        raise WrongState("Văn bản xin lỗi đã gửi nên không xóa được; hồ sơ chỉ được hẹn lại một lần.")
    settled = {row.dossier_id: row for row in rows if row.dossier_id is not None and row.removed_at is None}
    codes = select(Dossier.id, Dossier.code).where(Dossier.id.in_(settled), Dossier.removed_at.is_(None))
    moved = {
        settled[dossier_id].dossier_code: code for dossier_id, code in session.execute(codes) if settled[dossier_id].dossier_code != code
    }
    if not moved:
        return
    others = select(Dossier.code).where(Dossier.agency_id == rows[0].agency_id, Dossier.code.in_(moved), Dossier.removed_at.is_(None))
    if other := session.scalar(others.order_by(Dossier.code).limit(1)):
        told = f'Dòng này là của hồ sơ "{moved[other]}". Giữ nguyên mã hồ sơ; thêm dòng mới cho hồ sơ "{other}".'
        raise BadInput("Chưa lưu được.", {"dossier_code": told})


def restart_clocks(session: Session, actor: Actor, agency_id: int) -> int:
    """The clocks of apologies that wait, counted again after the agency's numbers changed; returns how many."""
    ensure(actor, Can.REGISTER_SET_UP)
    waiting = select(Apology).where(Apology.agency_id == agency_id, Apology.removed_at.is_(None), queries.WAITING)
    found = [one for one in session.scalars(waiting.order_by(Apology.id)) if one.original_due]
    if found:
        context = _Context(session, agency_id, [one.original_due for one in found if one.original_due])
        for one in found:
            dates = clocks(one.original_due or date.min, context.rule, context.calendar)
            one.tell_by, one.send_by = dates.tell_by, dates.send_by
        session.flush()
    return len(found)


def _record(session: Session, actor: Actor, verb: str, after: Mapping[int, Mapping[str, str]], *, now: datetime) -> None:
    if after:
        audit.record_many(session, actor, [Act(verb, Apology.__tablename__, row_id, {}, words) for row_id, words in after.items()], now=now)
