"""Say that a finding repeats those of earlier years: one press, and every year shows the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.inspections.models import InspectionFinding, InspectionFindingStep
from tthc.core.inspections.queries import repeats as queries
from tthc.core.inspections.rules import repeats as rules
from tthc.core.inspections.rules.findings import FindingAct
from tthc.core.inspections.rules.rounds import RoundScope
from tthc.kernel.actor import Actor
from tthc.kernel.errors import WrongState
from tthc.kernel.policy import Can, ensure, may

F = InspectionFinding


def confirm(session: Session, actor: Actor, row: F, scope: RoundScope, *, today: date, now: datetime) -> None:
    """Link a finding with those that were proposed for it, each year with the one before; `scope` is its round."""
    _ensure_writer(actor, row, scope)
    proposed = queries.similar(session, row)
    if not proposed:
        raise WrongState("Không còn kiến nghị tương tự của các năm trước. Tải lại trang.")
    before = queries.all_of(session, [one.row_id for one in proposed])
    linked: Sequence[F] = [*sorted(before.values(), key=lambda one: (one.year, one.id)), row]
    for earlier, later in pairwise(linked):
        if later is row or later.repeat_of_id is None:
            _link(session, actor, later, earlier, today=today, now=now)


def _link(session: Session, actor: Actor, later: F, earlier: F, *, today: date, now: datetime) -> None:
    later.repeat_of_id = earlier.id
    session.flush()
    later.repeats = rules.told([one.year for one in queries.repeated(session, later)])
    step = InspectionFindingStep(finding_id=later.id, act=FindingAct.REPEAT, done_on=today, done_at=now, done_by_id=actor.person_id)
    step.words, step.due_on = later.repeats, later.due_on
    session.add(step)
    session.flush()
    audit.record(session, actor, "repeat", "inspection_finding", later.id, now=now, after={"Lặp lại": later.repeats})


def unlink(session: Session, actor: Actor, row: F, scope: RoundScope, *, now: datetime) -> None:
    """It repeats nothing after all."""
    _ensure_writer(actor, row, scope)
    if row.repeat_of_id is None:
        raise WrongState("Kiến nghị này không ghi là lặp lại. Tải lại trang.")
    before = {"Lặp lại": row.repeats}
    row.repeat_of_id, row.repeats = None, ""
    session.flush()
    audit.record(session, actor, "unlink_repeat", "inspection_finding", row.id, now=now, before=before)


def _ensure_writer(actor: Actor, row: F, scope: RoundScope) -> None:
    if not may(actor, Can.INSPECTION_FIND, row):
        ensure(actor, Can.INSPECTION_RUN, scope)
