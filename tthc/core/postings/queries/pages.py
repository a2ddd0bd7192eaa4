"""Sheets to be marked together, what was said last, places for the clerk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tthc.core.people.models import Unit
from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.postings.queries.conditions import stands
from tthc.core.postings.rules import MEDIA, USUAL_FORM, Medium, Standing
from tthc.core.procedures.models import Procedure
from tthc.core.procedures.queries import is_public
from tthc.kernel.actor import Actor, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may

MOST_AT_ONCE = 100
TO_POST = (Standing.DUE, Standing.LATE, Standing.COMING)
_SOME = 12


@dataclass(frozen=True)
class Group:
    """Sheets of one decision at one place that wait for the same act."""

    announcement_id: int | None
    number: str
    place_id: int
    place: str
    count: int
    first_due: date | None


@dataclass(frozen=True)
class PlaceLine:
    """A place as the clerk's page shows it."""

    place_id: int
    version: int
    name: str
    medium: Medium
    medium_words: str
    unit_id: int | None
    unit: str
    active_from: date | None
    active_to: date | None
    hanging: int


def _visible(actor: Actor):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a condition
    own = and_(Posting.agency_id == actor.agency_id, Posting.removed_at.is_(None))
    return own if may(actor, Can.REGISTER_READ) else Posting.id.is_(None)


def _own_work(actor: Actor):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a condition
    """The rows of Can.REGISTER_WRITE: all for the clerk, those of the own units and desks for others."""
    if actor.is_system or actor.has_role(Role.CLERK):
        return _visible(actor)
    return and_(_visible(actor), Posting.unit_id.in_(actor.units | actor.desks))


def postings(session: Session, actor: Actor, row_ids: Collection[int]) -> list[Posting]:
    """These sheets, all of them, in the order of the register; NotFound if one is outside the actor's scope."""
    wanted = set(row_ids)
    query = select(Posting).where(Posting.id.in_(wanted), _visible(actor)).order_by(Posting.procedure_code, Posting.id)
    found = list(session.scalars(query))
    if len(found) != len(wanted):
        raise NotFound
    return found


def to_mark(
    session: Session, actor: Actor, day: date, *, is_removal: bool, place_id: int | None, announcement_id: int | None
) -> tuple[list[Posting], int]:
    """What waits of the actor's own work to be hung (or taken down), narrowed to a place and a decision, and how many there are."""
    wanted = stands(day, Standing.MUST_GO) if is_removal else stands(day, *TO_POST)
    conditions = [_own_work(actor), wanted]
    conditions += [Posting.place_id == place_id] if place_id is not None else []
    if announcement_id is not None:  # 0 asks for the sheets that no decision asked for
        conditions.append(Posting.announcement_id == announcement_id if announcement_id else Posting.announcement_id.is_(None))
    total = session.scalar(select(func.count(Posting.id)).where(*conditions)) or 0
    query = select(Posting).where(*conditions).order_by(Posting.due_on, Posting.place_id, Posting.procedure_code, Posting.id)
    return list(session.scalars(query.limit(MOST_AT_ONCE))), total


def groups(session: Session, actor: Actor, day: date, *, is_removal: bool) -> list[Group]:
    """What waits, decision by decision and place by place, the most urgent first."""
    wanted = stands(day, Standing.MUST_GO) if is_removal else stands(day, *TO_POST)
    first = func.min(Posting.remove_on if is_removal else Posting.due_on)
    columns = (Posting.announcement_id, Posting.decision_number, Posting.place_id, Posting.place_name)
    query = select(*columns, func.count(), first).where(_own_work(actor), wanted).group_by(*columns)
    return [Group(*row) for row in session.execute(query.order_by(first, Posting.place_id, Posting.announcement_id).limit(_SOME))]


def waiting_places(session: Session, actor: Actor, day: date, announcement_id: int | None) -> list[int]:
    """The places where sheets of this decision wait for the actor to hang them."""
    same = Posting.announcement_id == announcement_id if announcement_id else Posting.announcement_id.is_(None)
    query = select(Posting.place_id).where(_own_work(actor), stands(day, *TO_POST), same)
    return sorted(set(session.scalars(query.distinct())))


def last_marked(session: Session, actor: Actor) -> Posting | None:
    """The sheet this person marked last: the next one is often like it."""
    query = select(Posting).where(_visible(actor), Posting.marked_by_id == actor.person_id, Posting.marked_at.is_not(None))
    return session.scalars(query.order_by(Posting.marked_at.desc(), Posting.id.desc()).limit(1)).first()


def usual_form(session: Session, place_id: int | None) -> str:
    """The form that is usual at a place."""
    medium = session.scalar(select(PostingPlace.medium).where(PostingPlace.id == place_id)) if place_id else None
    return USUAL_FORM.get(medium, "paper") if medium else ""


def places(session: Session, actor: Actor) -> list[PlaceLine]:
    """All places of the agency in their order, with what hangs there."""
    if not may(actor, Can.REGISTER_READ):
        raise NotFound
    hung = select(Posting.place_id, func.count().label("number")).where(
        _visible(actor), Posting.posted_on.is_not(None), Posting.removed_on.is_(None)
    )
    counted = hung.group_by(Posting.place_id).subquery()
    query = (
        select(PostingPlace, func.coalesce(func.nullif(Unit.short_name, ""), Unit.name), func.coalesce(counted.c.number, 0))
        .outerjoin(Unit, Unit.id == PostingPlace.unit_id)
        .outerjoin(counted, counted.c.place_id == PostingPlace.id)
        .where(PostingPlace.agency_id == actor.agency_id)
    )
    return [
        PlaceLine(
            row.id, row.version, row.name, row.medium, MEDIA[row.medium], row.unit_id, unit or "", row.active_from, row.active_to, number
        )
        for row, unit, number in session.execute(query.order_by(PostingPlace.position, PostingPlace.id))
    ]


def place(session: Session, actor: Actor, place_id: int) -> PostingPlace:
    """A place of the actor's agency."""
    query = select(PostingPlace).where(PostingPlace.id == place_id, PostingPlace.agency_id == actor.agency_id)
    found = session.scalars(query).one_or_none()
    if found is None or not may(actor, Can.REGISTER_READ):
        raise NotFound
    return found


def public_procedures(session: Session, agency_id: int) -> list[int]:
    """The procedures for citizens, whose sheets a place has to hold."""
    return list(session.scalars(select(Procedure.id).where(Procedure.agency_id == agency_id, Procedure.removed_at.is_(None), is_public())))


def procedures_of(session: Session, rows: Sequence[Posting]) -> list[Procedure]:
    """The procedures of sheets, each once, in the order of the sheets."""
    ids = list(dict.fromkeys(row.procedure_id for row in rows if row.procedure_id))
    found = {row.id: row for row in session.scalars(select(Procedure).where(Procedure.id.in_(ids)))}
    return [found[row_id] for row_id in ids if row_id in found]


def state_at_places(session: Session, actor: Actor, procedure_id: int) -> list[Posting]:
    """All sheets of a procedure, what is to do first."""
    query = select(Posting).where(_visible(actor), Posting.procedure_id == procedure_id)
    return list(session.scalars(query.order_by(Posting.rank.desc(), Posting.place_id, Posting.id)))
