"""What follows from rows: the decision of a procedure is in its register, its life has one step a decision, and both know of each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tthc.core.audit import actions as audit
from tthc.core.audit.rules import Act
from tthc.core.procedures import rules
from tthc.core.procedures.models import Announcement, Procedure, ProcedureChange
from tthc.core.procedures.rules import Change, ChangeKind
from tthc.kernel.actor import Actor
from tthc.kernel.errors import WrongState
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day

_Key = tuple[str, date]


@dataclass(frozen=True)
class _Step:
    """One change with its decision, as the row shows its latest."""

    change: Change
    announcement_id: int
    number: str
    issued_on: date
    issuer: str


def settle_procedures(session: Session, actor: Actor, rows: Sequence[Procedure], *, today: date, now: datetime) -> None:  # noqa: ARG001 - the shape of settle
    """Attach each row to its decision, making the decision where the register has none, and keep what lists read."""
    loaded(session, Procedure, rows)
    alive = [row for row in rows if row.removed_at is None]
    attached = [row for row in alive if row.decision_number and row.decision_on and row.decision_effective_on]
    decisions = _decisions(session, actor, attached, now)
    _keep_changes(session, attached, decisions)
    keep_life(session, alive)
    _keep_counts(session, [row.id for row in rows])


def settle_announcements(session: Session, actor: Actor, rows: Sequence[Announcement], *, today: date, now: datetime) -> None:  # noqa: ARG001 - the shape of settle
    """Carry a corrected decision into the life of its procedures; one that has procedures cannot be removed."""
    loaded(session, Announcement, rows)
    gone = [row for row in rows if row.removed_at is not None]
    if gone and any(touched_by(session, [row.id for row in gone])):
        raise WrongState("Quyết định này còn thủ tục nên chưa xóa được. Gỡ quyết định khỏi từng thủ tục trước.")
    days = {row.id: row.effective_on for row in rows if row.removed_at is None}
    own = select(ProcedureChange).where(ProcedureChange.announcement_id.in_(days), ProcedureChange.has_own_day.is_(False))
    for change in session.scalars(own):
        change.effective_on = days[change.announcement_id]
    session.flush()
    keep_life(session, touched_by(session, days))


def loaded(session: Session, model: type[Any], rows: Sequence[Any]) -> None:
    """A new row knows only what it was given; the rest of all rows comes with one read instead of one a row."""
    session.flush()
    if any(inspect(row).unloaded for row in rows):
        session.scalars(select(model).where(model.id.in_([row.id for row in rows]))).all()


def touched_by(session: Session, announcement_ids: Collection[int]) -> list[Procedure]:
    """The procedures, not removed, that these decisions touch."""
    query = select(Procedure).join(ProcedureChange, ProcedureChange.procedure_id == Procedure.id)
    here = query.where(ProcedureChange.announcement_id.in_(announcement_ids), Procedure.removed_at.is_(None))
    return list(session.scalars(here).unique())


def _key(number: str, issued_on: date) -> _Key:
    return fold(number).replace(" ", ""), issued_on


def _decisions(session: Session, actor: Actor, rows: Sequence[Procedure], now: datetime) -> dict[_Key, Announcement]:
    if not rows:
        return {}
    wanted = {_key(row.decision_number, row.decision_on): row for row in reversed(rows)}  # type: ignore[arg-type]
    days = {issued_on for _, issued_on in wanted}
    here = (Announcement.agency_id == rows[0].agency_id, Announcement.removed_at.is_(None), Announcement.issued_on.in_(days))
    found = {
        _key(row.number, row.issued_on): row for row in session.scalars(select(Announcement).where(*here).order_by(Announcement.id.desc()))
    }
    made = {key: _new(actor, row, now) for key, row in wanted.items() if key not in found}
    session.add_all(made.values())
    session.flush()
    if made:
        acts = [Act("enter", "announcement", one.id, {}, _told(one)) for one in made.values()]
        audit.record_many(session, actor, acts, now=now, agency_id=rows[0].agency_id)
    return found | made


def _told(one: Announcement) -> dict[str, str]:
    return {"Số, ký hiệu": one.number, "Ngày ban hành": day(one.issued_on), "Ngày có hiệu lực": day(one.effective_on)}


def _new(actor: Actor, row: Procedure, now: datetime) -> Announcement:
    return Announcement(
        agency_id=row.agency_id,
        unit_id=row.unit_id,
        entered_by_id=actor.person_id,
        entered_at=now,
        register_import_id=row.register_import_id,
        number=row.decision_number,
        issued_on=row.decision_on,
        effective_on=row.decision_effective_on,
        issuer=row.decision_issuer,
        folded=fold(f"{row.decision_number} {row.decision_issuer}"),
    )


def _keep_changes(session: Session, rows: Sequence[Procedure], decisions: Mapping[_Key, Announcement]) -> None:
    ids = [row.id for row in rows]
    found: dict[int, dict[int, ProcedureChange]] = {}
    for change in session.scalars(select(ProcedureChange).where(ProcedureChange.procedure_id.in_(ids))):
        found.setdefault(change.procedure_id, {})[change.announcement_id] = change
    new: list[dict[str, Any]] = []
    for row in rows:
        decision, own = decisions[_key(row.decision_number, row.decision_on)], found.get(row.id, {})  # type: ignore[arg-type]
        # A decision that says nothing of its kind makes a procedure that no other decision knows, and amends one that others do.
        kind = ChangeKind(row.change_kind) if row.change_kind else ChangeKind.AMENDED if own.keys() - {decision.id} else ChangeKind.NEW
        said = {"kind": kind, "effective_on": row.decision_effective_on, "has_own_day": row.decision_effective_on != decision.effective_on}
        kept = own.get(decision.id)
        if kept is None:
            new.append({"agency_id": row.agency_id, "procedure_id": row.id, "announcement_id": decision.id, **said})
            continue
        for name, value in said.items():
            if getattr(kept, name) != value:
                setattr(kept, name, value)
    session.flush()
    if new:
        session.execute(insert(ProcedureChange), new)


def keep_life(session: Session, rows: Iterable[Procedure]) -> None:
    """Keep in each row when it is in force, and its latest decision; one read and one write, however many rows."""
    by_id = {row.id: row for row in rows}
    steps: dict[int, list[_Step]] = {}
    query = (
        select(ProcedureChange, Announcement.number, Announcement.issued_on, Announcement.issuer)
        .join(Announcement, ProcedureChange.announcement_id == Announcement.id)
        .where(ProcedureChange.procedure_id.in_(by_id))
    )
    for change, number, issued_on, issuer in session.execute(query):
        step = _Step(Change(change.effective_on, change.id, change.kind), change.announcement_id, number, issued_on, issuer)
        steps.setdefault(change.procedure_id, []).append(step)
    changed = [row | {"row_id": row_id} for row_id, one in by_id.items() if (row := _differs(one, steps.get(row_id, [])))]
    _write(session, Procedure, changed)
    for row in changed:
        for name in row.keys() - {"row_id"}:
            set_committed_value(by_id[row["row_id"]], name, row[name])


_KEPT = (
    "in_force_from",
    "in_force_until",
    "span_count",
    "announcement_id",
    "change_kind",
    "decision_number",
    "decision_on",
    "decision_effective_on",
    "decision_issuer",
)


def _differs(row: Procedure, steps: Sequence[_Step]) -> dict[str, Any]:
    """All that settle keeps, if any of it is not in the row yet."""
    kept = {name: getattr(row, name) for name in _KEPT}
    spans = rules.spans(step.change for step in steps)
    told: dict[str, Any] = {
        "in_force_from": spans[-1].since,
        "in_force_until": spans[-1].until,
        "span_count": len(spans),
        "announcement_id": None,
    }
    if steps:
        last = max(steps, key=lambda step: step.change)
        told |= {
            "announcement_id": last.announcement_id,
            "change_kind": str(last.change.kind),
            "decision_number": last.number,
            "decision_on": last.issued_on,
            "decision_effective_on": last.change.effective_on,
            "decision_issuer": last.issuer or row.decision_issuer,
        }
    wanted = kept | told
    return wanted if wanted != kept else {}


def _keep_counts(session: Session, procedure_ids: Collection[int]) -> None:
    concerned = select(ProcedureChange.announcement_id).where(ProcedureChange.procedure_id.in_(procedure_ids))
    query = (
        select(ProcedureChange.announcement_id, func.count(Procedure.id))
        .outerjoin(Procedure, (Procedure.id == ProcedureChange.procedure_id) & Procedure.removed_at.is_(None))
        .where(ProcedureChange.announcement_id.in_(concerned))
        .group_by(ProcedureChange.announcement_id)
    )
    counted = {announcement_id: number for announcement_id, number in session.execute(query)}  # noqa: C416 - a row is no pair for mypy
    rows = session.scalars(select(Announcement).where(Announcement.id.in_(concerned))).all()
    changed = [{"row_id": row.id, "procedure_count": counted.get(row.id, 0)} for row in rows]
    changed = [one for one, row in zip(changed, rows, strict=True) if one["procedure_count"] != row.procedure_count]
    _write(session, Announcement, changed)
    for row in rows:
        set_committed_value(row, "procedure_count", counted.get(row.id, 0))


def _write(session: Session, model: type[Any], changed: Sequence[Mapping[str, Any]]) -> None:
    """What the program keeps for itself is no edit: versions of rows stay as they are."""
    if changed:
        table, names = model.__table__, changed[0].keys() - {"row_id"}
        session.connection().execute(
            update(table).where(table.c.id == bindparam("row_id")).values({name: bindparam(name) for name in sorted(names)}), list(changed)
        )
