"""What the life of procedures asks to hang: one sheet a decision and place, opened, replaced and ended in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from tthc.core.audit import actions as audit
from tthc.core.calendar import queries as calendar_queries
from tthc.core.postings import rules
from tthc.core.postings.actions.placing import places_of
from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.postings.rules import Duty
from tthc.core.procedures import queries as procedure_queries
from tthc.core.procedures.actions import loaded
from tthc.core.procedures.models import Announcement, Procedure, ProcedureChange
from tthc.core.procedures.rules import Change, Nature
from tthc.kernel.actor import Actor
from tthc.kernel.text import fold
from tthc.kernel.working_days import WorkingDays

_TAKEN_BACK = "Quyết định không còn công bố thủ tục này tại nơi này."
_TABLE = Posting.__table__
# What is kept in a sheet's row; everything else people type.
_KEPT = (
    "procedure_id",
    "procedure_code",
    "procedure_name",
    "place_name",
    "short_code",
    "announcement_id",
    "decision_number",
    "due_on",
    "remove_on",
    "check_by",
    "rank",
    "folded",
    "removed_at",
    "removal_reason",
)
_READ = (*_KEPT, "id", "place_id", "posted_on", "removed_on", "note")
_Old = RowMapping | dict[str, Any]


@dataclass
class _Office:
    """What the work needs to know, read once."""

    places: Sequence[PostingPlace]
    numbers: Mapping[int, str]  # announcement -> number
    days: WorkingDays
    check_days: int
    today: date
    now: datetime
    added: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    taken_back: int = 0


def keep_sheets(session: Session, actor: Actor, procedure_ids: Collection[int], *, today: date, now: datetime) -> dict[int, dict[str, Any]]:
    """Bring the sheets of these procedures in line with their lives; returns what was changed in rows that stood before, by id."""
    session.flush()
    procedures = session.scalars(select(Procedure).where(Procedure.id.in_(procedure_ids))).all()
    if not procedures:
        return {}
    agency_id = procedures[0].agency_id
    lives, numbers = _lives(session, procedure_ids)
    years = {today.year, *(change.effective_on.year for life in lives.values() for change, _ in life)}
    office = _Office(
        places=places_of(session, actor, agency_id, now=now),
        numbers=numbers,
        days=calendar_queries.working_days(session, {*years, max(years) + 1}),
        check_days=procedure_queries.terms(session, agency_id).check_days,
        today=today,
        now=now,
    )
    sheets = _sheets(session, procedure_ids)
    for procedure in procedures:
        is_over = procedure.removed_at is not None or procedure.nature == Nature.INTERNAL
        asked = () if is_over else rules.duties(lives.get(procedure.id, ()))
        for place in office.places:
            _keep(office, procedure, place, asked, sheets.get((procedure.id, place.id), []))
    return _write(session, actor, agency_id, office)


def _lives(session: Session, procedure_ids: Collection[int]) -> tuple[dict[int, list[tuple[Change, int]]], dict[int, str]]:
    query = select(ProcedureChange, Announcement.number).join(Announcement, ProcedureChange.announcement_id == Announcement.id)
    lives: dict[int, list[tuple[Change, int]]] = {}
    numbers = {}
    for change, number in session.execute(query.where(ProcedureChange.procedure_id.in_(procedure_ids))):
        lives.setdefault(change.procedure_id, []).append((Change(change.effective_on, change.id, change.kind), change.announcement_id))
        numbers[change.announcement_id] = number
    return lives, numbers


def _sheets(session: Session, procedure_ids: Collection[int]) -> dict[tuple[int, int], list[_Old]]:
    found: dict[tuple[int, int], list[_Old]] = {}
    query = select(*(getattr(Posting, name) for name in _READ)).where(Posting.procedure_id.in_(procedure_ids)).order_by(Posting.id)
    for row in session.execute(query).mappings():
        found.setdefault((row["procedure_id"], row["place_id"]), []).append(row)
    return found


def _keep(office: _Office, procedure: Procedure, place: PostingPlace, asked: Iterable[Duty], old: Sequence[_Old]) -> None:
    # A row that somebody removed with a reason stays removed; of two for one decision the one that still stands counts.
    known: dict[int | None, _Old] = {
        row["announcement_id"]: row for row in sorted(old, key=lambda row: (row["removed_at"] is None, row["id"]))
    }
    duties = list(asked)
    known = _adopted(known, duties)
    for duty in duties:
        row = known.pop(duty.decision, None)
        since = _since(duty, place, row, office.today)
        until = rules.earlier(duty.until, place.active_to)
        if row is not None:
            _bring_in_line(office, procedure, place, row, duty.decision, since, until)
        elif until is None or until > max(since, office.today):
            new = {"place_id": place.id, "posted_on": None, "removed_on": None, "note": "", "removed_at": None, "removal_reason": ""}
            told = _told(office, procedure, place, new, duty.decision, since, until)
            office.added.append(told | {"place_id": place.id, "unit_id": place.unit_id or procedure.unit_id})
    for row in known.values():
        _end(office, procedure, place, row)


def _adopted(known: dict[int | None, _Old], duties: Sequence[Duty]) -> dict[int | None, _Old]:
    """A sheet that hung before its decision was known belongs to the first decision that has none."""
    nameless = known.get(None)
    if nameless is None or any(duty.decision is None for duty in duties):
        return known
    heir = next((duty.decision for duty in duties if duty.decision not in known), None)
    if heir is None:
        return known
    others: dict[int | None, _Old] = {decision: row for decision, row in known.items() if decision is not None}
    return others | {heir: nameless}


def _since(duty: Duty, place: PostingPlace, row: _Old | None, today: date) -> date:
    begun = duty.since or (row["due_on"] if row else None) or today
    return max(begun, place.active_from) if place.active_from else begun


def _told(
    office: _Office, procedure: Procedure, place: PostingPlace, row: _Old, decision: int | None, since: date | None, until: date | None
) -> dict[str, Any]:
    number = office.numbers.get(decision, "") if decision is not None else row.get("decision_number", "")
    must_go = until is not None and row["posted_on"] is not None
    return {
        "procedure_id": procedure.id,
        "procedure_code": procedure.code,
        "procedure_name": procedure.name,
        "place_name": place.name,
        "short_code": procedure.short_code,
        "announcement_id": decision,
        "decision_number": number,
        "due_on": since,
        "remove_on": until,
        "check_by": office.days.add(until, office.check_days) if must_go and until else None,
        "rank": rules.rank(since, row["posted_on"], until, row["removed_on"], office.today),
        "folded": fold(f"{procedure.code} {procedure.name} {number} {row['note']}"),
        "removed_at": None,
        "removal_reason": "",
    }


def _bring_in_line(
    office: _Office, procedure: Procedure, place: PostingPlace, row: _Old, decision: int | None, since: date, until: date | None
) -> None:
    if row["removed_at"] is not None and row["removal_reason"] != _TAKEN_BACK:
        return
    _change(office, row, _told(office, procedure, place, row, decision, since, until))


def _end(office: _Office, procedure: Procedure, place: PostingPlace, row: _Old) -> None:
    """Nothing asks for this sheet: it goes, or was never needed."""
    if row["removed_at"] is not None:
        return
    told = _told(office, procedure, place, row, row["announcement_id"], row["due_on"], row["remove_on"] or office.today)
    if row["posted_on"] is None:
        told |= {"removed_at": office.now, "removal_reason": _TAKEN_BACK}
        office.taken_back += 1
    _change(office, row, told)


def _change(office: _Office, row: _Old, told: dict[str, Any]) -> None:
    if any(row[name] != value for name, value in told.items()):
        office.changed.append(told | {"row_id": row["id"]})


def _write(session: Session, actor: Actor, agency_id: int, office: _Office) -> dict[int, dict[str, Any]]:
    if office.added:
        given = {"agency_id": agency_id, "entered_at": office.now}
        session.execute(insert(Posting), [row | given for row in office.added])
    if office.changed:
        order = update(_TABLE).where(_TABLE.c.id == bindparam("row_id")).values({name: bindparam(name) for name in _KEPT})  # type: ignore[arg-type]
        session.connection().execute(order, office.changed)
    if office.added or office.taken_back:
        after = {"Mở": len(office.added), "Rút": office.taken_back}
        audit.record(session, actor, "open_sheets", "posting", None, now=office.now, after=after, agency_id=agency_id)
    return {row["row_id"]: row for row in office.changed}


def settle_postings(session: Session, actor: Actor, rows: Sequence[Posting], *, today: date, now: datetime) -> None:
    """Find the procedure and the decision of rows that people typed; then everything about them is kept as for any sheet."""
    loaded(session, Posting, rows)
    ids = _procedure_ids(session, rows)
    decisions = _decisions(session, ids.values())
    for row in rows:
        procedure_id = ids.get(row.short_code, row.procedure_id)
        if row.procedure_id != procedure_id:
            row.procedure_id = procedure_id
        meant = decisions.get((procedure_id or 0, row.decision_number), [None])
        if row.decision_number and row.announcement_id not in meant:
            row.announcement_id = meant[-1]
    changed = keep_sheets(session, actor, {row.procedure_id for row in rows if row.procedure_id}, today=today, now=now)
    for row in rows:
        if row.id in changed and row.removed_at is None:
            for name in _KEPT:
                set_committed_value(row, name, changed[row.id][name])


def _procedure_ids(session: Session, rows: Sequence[Posting]) -> dict[str, int]:
    query = select(Procedure.short_code, Procedure.id).where(
        Procedure.agency_id.in_({row.agency_id for row in rows}),
        Procedure.short_code.in_({row.short_code for row in rows}),
        Procedure.removed_at.is_(None),
    )
    return {code: row_id for code, row_id in session.execute(query)}  # noqa: C416 - a row is no pair for mypy


def _decisions(session: Session, procedure_ids: Iterable[int]) -> dict[tuple[int, str], list[int | None]]:
    """Procedure and number -> decisions, the newest last: numbers begin again each year."""
    query = (
        select(ProcedureChange.procedure_id, Announcement.number, Announcement.id)
        .join(Announcement, ProcedureChange.announcement_id == Announcement.id)
        .where(ProcedureChange.procedure_id.in_(list(procedure_ids)))
    )
    found: dict[tuple[int, str], list[int | None]] = {}
    for procedure_id, number, row_id in session.execute(query.order_by(Announcement.issued_on, Announcement.id)):
        found.setdefault((procedure_id, number), []).append(row_id)
    return found
