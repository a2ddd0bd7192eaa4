"""The register of findings: its book, and what follows when a row is entered, edited, read from a sheet or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tthc.core.inspections.actions.holding import OWN_UNIT, hold_findings
from tthc.core.inspections.models import InspectionFinding, InspectionFindingStep, InspectionItem, InspectionRound
from tthc.core.inspections.queries import finding_papers
from tthc.core.inspections.queries import findings as queries
from tthc.core.inspections.queries.finding_choices import look_up as look_up_findings
from tthc.core.inspections.queries.repeats import Past
from tthc.core.inspections.rules import findings as rules
from tthc.core.inspections.rules.finding_words import SIMILAR, doubts, lines
from tthc.core.inspections.rules.rounds import RoundScope
from tthc.core.registers import actions as register_actions
from tthc.core.registers.queries.book import Book, Document, View
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

F = InspectionFinding


def settle(session: Session, actor: Actor, rows: Sequence[F], *, today: date, now: datetime) -> None:  # noqa: ARG001 - every book's own call
    """Set what follows from rows: years, their place in the list, the line of the checklist; write the first lines of new ones."""
    ensure(actor, Can.INSPECTION_READ)
    round_ids = {row.round_id for row in rows}
    found = session.execute(select(InspectionRound.id, InspectionRound.body).where(InspectionRound.id.in_(round_ids)))
    bodies = {row.id: row.body for row in found}
    _ensure_outside(session, actor, [row for row in rows if not bodies[row.round_id]])
    _let_go(session, [row.id for row in rows if row.removed_at is not None])
    kept = [row for row in rows if row.removed_at is None]
    items = _items(session, round_ids)
    steps = [step for row in kept if row.year == 0 for step in _first_lines(row, actor, now)]
    for row in kept:
        _settled(row, items, is_copied=bool(bodies[row.round_id]))
    session.flush()
    if steps:
        session.connection().execute(InspectionFindingStep.metadata.tables[InspectionFindingStep.__tablename__].insert(), steps)


def _ensure_outside(session: Session, actor: Actor, rows: Sequence[F]) -> None:
    """Nobody writes a finding about the unit in which he works; what another body found may be copied by anybody."""
    if rows and not actor.is_system and queries.workplaces(session, actor) & {row.owner_id for row in rows}:
        raise BadInput("Chưa lưu được.", {"owner_id": OWN_UNIT})


def _let_go(session: Session, removed: Sequence[int]) -> None:
    """What repeated a removed finding repeats it no longer."""
    if removed:
        session.execute(update(F).where(F.repeat_of_id.in_(removed)).values({"repeat_of_id": None, "repeats": ""}))


def _items(session: Session, round_ids: set[int]) -> dict[tuple[int, str], int]:
    """(round, folded code) → the line of the checklist."""
    query = select(InspectionItem.round_id, InspectionItem.code, InspectionItem.id).where(InspectionItem.round_id.in_(round_ids))
    found: dict[tuple[int, str], int] = {}
    for round_id, code, item_id in session.execute(query.where(InspectionItem.code != "").order_by(InspectionItem.position)):
        found.setdefault((round_id, fold(code)), item_id)
    return found


def _settled(row: F, items: Mapping[tuple[int, str], int], *, is_copied: bool) -> None:
    row.year, row.is_copied = row.found_on.year, is_copied
    row.item_id = items.get((row.round_id, fold(row.code)))
    if row.closed_on is not None and row.handed_on is None:
        row.handed_on = row.closed_on
    if row.reopened_on is None:
        row.original_due_on = row.due_on
    rules.place(row)


def _first_lines(row: F, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    at = {"finding_id": row.id, "done_at": now, "done_by_id": actor.person_id, "due_on": row.due_on}
    return [at | {"act": act, "done_on": on, "words": words} for act, on, words in lines(row.found_on, row.handed_on, row.closed_on)]


def _look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """What reading a finding needs to know, and what earlier years said once a row is compared with them."""
    return dict(look_up_findings(session, agency_id)) | {SIMILAR: Past(session, agency_id)}


BOOK = Book(
    name=queries.BOOK_NAME,
    title="Sổ kiến nghị sau kiểm tra",
    row_words="kiến nghị",
    section=Section.INSPECTION,
    model=F,
    columns=rules.COLUMNS,
    key=(),
    of_year=queries.of_year,
    order=queries.due_first,
    describe=queries.describe,
    views=(
        View("chua-khac-phuc", "Chưa khắc phục", lambda _: queries.is_open()),
        View("qua-han", "Quá hạn", queries.is_late),
        View("cho-phuc-tra", "Chờ phúc tra", lambda _: queries.is_waiting()),
        View("mo-lai", "Mở lại", lambda _: queries.is_again()),
        View("da-khep", "Đã khép", lambda _: F.closed_on.is_not(None)),
        View("lap-lai", "Lặp lại", lambda _: F.repeat_of_id.is_not(None)),
    ),
    check=rules.faults,
    look_up=_look_up,
    settle=settle,
    hold=hold_findings,
    brought=rules.brought,
    bring=Can.INSPECTION_FIND,
    warn=doubts,
    badge=queries.badge,
    documents=(Document("so-theo-doi", "In sổ theo dõi", "book", finding_papers.book),),
    read=Can.INSPECTION_READ,
    write=Can.INSPECTION_FIND,
    searched=("observation", "code", "cause", "remedy"),
)
# The same book for somebody of the team who keeps no register: `note` has asked for the right on the round.
TEAM_BOOK = replace(BOOK, write=Can.INSPECTION_READ)


def note(session: Session, actor: Actor, scope: RoundScope, values: Mapping[str, Any], *, today: date, now: datetime) -> F:
    """A finding written down by somebody of the round's team."""
    ensure(actor, Can.INSPECTION_RUN, scope)
    row: F = register_actions.enter(session, actor, TEAM_BOOK, values, today=today, now=now)
    return row
