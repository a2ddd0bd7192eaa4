"""What of the procedures in force hangs where on a day, and what differs from what law and decisions ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.postings.queries.conditions import hung_on, is_active, stands
from tthc.core.postings.rules import Standing
from tthc.core.procedures.models import Procedure
from tthc.core.procedures.queries import in_force_on, is_public
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may


@dataclass(frozen=True)
class PlaceCoverage:
    """One place: how many procedures in force hang there, how many sheets have to go."""

    place_id: int
    name: str
    posted: int
    missing: int
    to_remove: int
    percent: Decimal | None  # None where nothing is in force


@dataclass(frozen=True)
class Coverage:
    """Procedures for citizens in force on the day, place by place; `everywhere` hang at every place."""

    in_force: int
    everywhere: int
    percent: Decimal | None
    places: tuple[PlaceCoverage, ...]


@dataclass(frozen=True)
class Stale:
    """One difference: `kind` is missing (due and not hung), overdue (late by `days`) or remove (hangs though nothing asks for it).

    What has to go is due on its day and late once `check_by` has passed, as its badge says.
    """

    kind: str
    code: str
    name: str
    place: str
    due_on: date
    days: int
    check_by: date | None = None


def _percent(part: int, whole: int) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None


def _asked(agency_id: int, day: date) -> tuple[ColumnElement[bool], ...]:
    return (Procedure.agency_id == agency_id, Procedure.removed_at.is_(None), is_public(), in_force_on(day))


def coverage(session: Session, actor: Actor, day: date) -> Coverage:
    """Live, in four queries whatever there is to count."""
    if not may(actor, Can.REGISTER_READ):
        raise NotFound
    return coverage_of(session, actor.agency_id or 0, day)


def coverage_of(session: Session, agency_id: int, day: date) -> Coverage:
    """The same for a figure, which no person asks for."""
    query = select(PostingPlace.id, PostingPlace.name).where(PostingPlace.agency_id == agency_id, is_active(day))
    places = session.execute(query.order_by(PostingPlace.position, PostingPlace.id)).all()
    in_force = session.scalar(select(func.count(Procedure.id)).where(*_asked(agency_id, day))) or 0
    own = and_(Posting.agency_id == agency_id, Posting.removed_at.is_(None))
    must_go = select(Posting.place_id, func.count()).where(own, stands(day, Standing.MUST_GO)).group_by(Posting.place_id)
    to_remove: dict[int, int] = dict(session.execute(must_go).all())
    everywhere, posted = _hung(session, own, day, [row.id for row in places])
    return Coverage(
        in_force,
        everywhere,
        _percent(everywhere, in_force),
        tuple(_place(row.id, row.name, posted.get(row.id, 0), in_force, to_remove.get(row.id, 0)) for row in places),
    )


def _place(place_id: int, name: str, posted: int, in_force: int, to_remove: int) -> PlaceCoverage:
    return PlaceCoverage(place_id, name, posted, in_force - posted, to_remove, _percent(posted, in_force))


def _hung(session: Session, own: ColumnElement[bool], day: date, place_ids: list[int]) -> tuple[int, dict[int, int]]:
    """How many procedures hang at all these places, and how many at each: one pass in the order of the index."""
    if not place_ids:
        return 0, {}
    at = [func.count().filter(Posting.place_id == place_id).label(f"at_{place_id}") for place_id in place_ids]
    each = select(*at).where(own, hung_on(day)).group_by(Posting.procedure_id).subquery()
    is_everywhere = reduce(add, each.c) == len(place_ids)
    sums = (func.coalesce(func.sum(one), 0) for one in each.c)
    found = session.execute(select(func.count().filter(is_everywhere), *sums)).one()
    return found[0], dict(zip(place_ids, map(int, found[1:]), strict=True))


def stale(session: Session, actor: Actor, day: date) -> list[Stale]:
    """Everything that has to hang and does not, and what hangs and has to go; three queries."""
    if not may(actor, Can.REGISTER_READ):
        raise NotFound
    agency_id = actor.agency_id or 0
    found = _to_remove(session, agency_id, day)
    query = select(Procedure.id, Procedure.code, Procedure.name, PostingPlace.id, PostingPlace.name, Procedure.in_force_from)
    asked = query.join(PostingPlace, PostingPlace.agency_id == Procedure.agency_id).where(is_active(day), *_asked(agency_id, day))
    hung, due = _standing_sheets(session, agency_id, day)
    for procedure_id, code, name, place_id, place, in_force_from in session.execute(asked):
        if (procedure_id, place_id) in hung:
            continue
        due_on = due.get((procedure_id, place_id)) or in_force_from or day
        if due_on <= day:
            found.append(Stale("overdue" if due_on < day else "missing", code, name, place, due_on, (day - due_on).days))
    return sorted(found, key=lambda one: (one.kind, one.due_on, one.code, one.place))


def _to_remove(session: Session, agency_id: int, day: date) -> list[Stale]:
    query = select(Posting.procedure_code, Posting.procedure_name, Posting.place_name, Posting.remove_on, Posting.check_by)
    here = query.where(Posting.agency_id == agency_id, Posting.removed_at.is_(None), stands(day, Standing.MUST_GO))
    return [
        Stale("remove", code, name, place, on, max(0, (day - check_by).days) if check_by else 0, check_by)
        for code, name, place, on, check_by in session.execute(here)
        if on
    ]


def _standing_sheets(session: Session, agency_id: int, day: date) -> tuple[set[tuple[int, int]], dict[tuple[int, int], date]]:
    """(procedure, place) of what hangs, and since when what does not had to."""
    query = select(Posting.procedure_id, Posting.place_id, Posting.due_on, hung_on(day))
    waits = stands(day, Standing.HANGING, Standing.COMING, Standing.DUE, Standing.LATE)
    hung: set[tuple[int, int]] = set()
    due: dict[tuple[int, int], date] = {}
    own = (Posting.agency_id == agency_id, Posting.removed_at.is_(None), Posting.procedure_id.is_not(None))
    for procedure_id, place_id, due_on, is_hung in session.execute(query.where(*own, waits).order_by(Posting.due_on, Posting.id)):
        if is_hung:
            hung.add((procedure_id or 0, place_id))
        elif due_on is not None and due_on <= day:
            due[procedure_id or 0, place_id] = due_on
    return hung, due
