"""What a person answers and corrects before anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tthc.core.audit import actions as audit
from tthc.core.imports import queries, rules
from tthc.core.imports.models import ImportDraft
from tthc.core.imports.rules import corrections, states
from tthc.core.people import queries as people_queries
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, ensure
from tthc.kernel.sections import Section
from tthc.kernel.text import fold

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def answer(
    session: Session,
    actor: Actor,
    row: ImportDraft,
    *,
    units: Mapping[str, str],
    sections: Mapping[int, str],
    skipped: frozenset[int],
    year: int | None = None,
    version: int | None = None,
    now: datetime,
) -> None:
    """Keep what a person chose: `units` maps spellings to `id:7`, `desk:Name`, `group:Name` or `outside:Name`."""
    _open(actor, row, version)
    if not set(sections.values()) <= set(Section):
        raise BadInput("Chọn nội dung trong danh sách.")
    agency, known = queries.known_units(session, row.agency_id, now.date())
    names = {unit.id: unit for unit in (agency, *known)}
    row.units = {spelling: _answered(unit, units.get(spelling), names) for spelling, unit in row.units.items()}
    rows = [{**corrections.put(line, sections.get(key)), "is_skipped": key in skipped} for key, line in enumerate(row.draft["rows"])]
    row.draft = {**row.draft, "rows": rows, "year": year or row.draft["year"]}
    audit.record(session, actor, "answer", "import_draft", row.id, now=now, after={"units": len(units), "skipped": sorted(skipped)})


def _answered(unit: Mapping[str, Any], chosen: str | None, names: Mapping[int, rules.KnownUnit]) -> dict[str, Any]:
    kind, _, name = (chosen or "").partition(":")
    known = next((one for unit_id, one in names.items() if str(unit_id) == name), None) if kind == "id" else None
    if known is not None:
        return {**unit, "unit_id": known.id, "name": known.name, "kind": str(known.kind), "members": [], "score": 1.0}
    if kind in {"desk", "department", "group", "outside"} and name.strip():
        members = unit["members"] if kind == "group" else []
        return {**unit, "unit_id": None, "name": name.strip()[:300], "kind": kind, "members": members, "score": 1.0}
    return dict(unit)


def correct(
    session: Session,
    actor: Actor,
    row: ImportDraft,
    key: int,
    *,
    title: str,
    lead: str,
    coordinate: str,
    deliverable: str,
    time_text: str,
    section: str | None = None,
    version: int | None = None,
    now: datetime,
) -> None:
    """Keep what a person wrote over one row; units are named as the plan would, several parted by ";". The time is read again."""
    _open(actor, row, version)
    before = _line(row, key)
    typed = corrections.Typed(title, lead, coordinate, deliverable, time_text, section)
    line = corrections.corrected(before, typed, row.draft["year"])
    _keep(session, row, key, line, now)
    change = {name: line[name] for name in corrections.FIELDS if line[name] != before[name]}
    audit.record(session, actor, "correct", "import_draft", row.id, now=now, after={"row": key} | change)


def add_row(session: Session, actor: Actor, row: ImportDraft, paragraph_index: int, *, version: int | None = None, now: datetime) -> int:
    """A paragraph the reader took for text becomes a task, to be corrected like the others; returns the key of its row."""
    _open(actor, row, version)
    paragraph = next((p for p in row.draft["paragraphs"] if p["index"] == paragraph_index), None)
    if paragraph is None:
        raise NotFound
    line = corrections.row_of(paragraph, row.draft)
    key = len(row.draft["rows"])
    row.draft = {**row.draft, "rows": [*row.draft["rows"], line]}
    audit.record(session, actor, "add_row", "import_draft", row.id, now=now, after={"row": key, "paragraph": paragraph_index})
    return key


def skip(
    session: Session, actor: Actor, row: ImportDraft, key: int, *, is_skipped: bool, version: int | None = None, now: datetime
) -> None:
    """Leave one row out, or take it back in; a row that a person added and leaves out is kept, so that keys stand."""
    _open(actor, row, version)
    line = {**_line(row, key), "is_skipped": is_skipped}
    row.draft = {**row.draft, "rows": [line if n == key else other for n, other in enumerate(row.draft["rows"])]}
    verb = "skip_row" if is_skipped else "take_row"
    audit.record(session, actor, verb, "import_draft", row.id, now=now, after={"row": key})


def _open(actor: Actor, row: ImportDraft, version: int | None) -> None:
    ensure(actor, Can.PLAN_IMPORT, row)
    states.ensure_waiting(row, is_read=True)
    states.ensure_seen(row, version)


def _line(row: ImportDraft, key: int) -> dict[str, Any]:
    if not 0 <= key < len(row.draft["rows"]):
        raise NotFound
    return dict(row.draft["rows"][key])


def _keep(session: Session, row: ImportDraft, key: int, line: Mapping[str, Any], now: datetime) -> None:
    """Names that no row had yet are asked for like the others; answers given stay."""
    row.draft = {**row.draft, "rows": [line if n == key else other for n, other in enumerate(row.draft["rows"])]}
    told = {fold(spelling) for spelling in row.units}
    fresh = [name for name in rules.spellings_in(row.draft) if fold(name) not in told]
    if not fresh:
        return
    agency, known = queries.known_units(session, row.agency_id, now.date())
    proposals = rules.propose_units(fresh, agency, known, people_queries.spellings(session, row.agency_id))
    row.units = {**row.units, **{proposal.spelling: proposal.as_json() for proposal in proposals}}
