"""Units, people, posts and sign-ins as others read them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from tthc.core.people import rules
from tthc.core.people.models import GroupMember, Person, Post, Unit, UnitSpelling
from tthc.core.people.rules import UnitKind
from tthc.kernel.actor import Actor, Holding, Role
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold, tidy


def valid_on(day: date, model: type[Unit | Post | GroupMember]) -> ColumnElement[bool]:
    """The condition of being valid that day; the last day counts."""
    begins: InstrumentedAttribute[date | None] = model.valid_from
    ends: InstrumentedAttribute[date | None] = model.valid_to
    return and_(or_(begins.is_(None), begins <= day), or_(ends.is_(None), ends >= day))


def load_actor(session: Session, person_id: int, today: date) -> Actor | None:
    """The active person with the posts held today in one agency, or None; one query, a second for heads."""
    query = select(Person.full_name, Post, Unit.agency_id).join(Post, Post.person_id == Person.id).join(Unit, Unit.id == Post.unit_id)
    held = session.execute(
        query.where(Person.id == person_id, Person.is_active, valid_on(today, Post), valid_on(today, Unit)).order_by(Post.id)
    ).all()
    if not held:
        return None
    # Rights of one agency must not reach into another: only the posts of the first one count.
    agency_id = held[0].agency_id
    posts = [row.Post for row in held if row.agency_id == agency_id]
    parents = parents_of(session, agency_id, today) if any(p.role is Role.HEAD for p in posts) else {}
    holdings = tuple(
        Holding(p.id, p.unit_id, p.role, p.title, rules.subtree(parents, p.unit_id) if p.role is Role.HEAD else frozenset()) for p in posts
    )
    return Actor(person_id, held[0].full_name, agency_id, holdings)


# --- units


def agency(session: Session, agency_id: int) -> Unit:
    """An agency by id."""
    found = session.get(Unit, agency_id)
    if found is None or found.kind is not UnitKind.AGENCY:
        raise NotFound
    return found


def agencies(session: Session) -> Sequence[Unit]:
    """All agencies of the installation, by name."""
    return session.scalars(select(Unit).where(Unit.kind == UnitKind.AGENCY).order_by(Unit.name, Unit.id)).all()


def agencies_above(session: Session, agency_id: int) -> list[int]:
    """The agencies this one stands below, the nearest first."""
    links = select(Unit.id, Unit.parent_id).where(Unit.kind == UnitKind.AGENCY, Unit.parent_id.is_not(None))
    return rules.chain({row.id: row.parent_id for row in session.execute(links)}, agency_id)


def agency_named(session: Session, name: str) -> Unit | None:
    """The agency of this name, however the letters are cased or accented."""
    return next((one for one in agencies(session) if fold(one.name) == fold(tidy(name))), None)


def unit(session: Session, actor: Actor, unit_id: int) -> Unit:
    """A unit of the actor's agency."""
    found = session.get(Unit, unit_id)
    if found is None or not (actor.is_system or found.agency_id == actor.agency_id):
        raise NotFound
    return found


def units_of(session: Session, agency_id: int, day: date) -> list[Unit]:
    """The agency's units valid that day, itself first, in their order."""
    query = select(Unit).where(Unit.agency_id == agency_id, valid_on(day, Unit))
    return list(session.scalars(query.order_by(Unit.kind != UnitKind.AGENCY, Unit.position, Unit.id)))


def parents_of(session: Session, agency_id: int, day: date | None = None) -> dict[int, int | None]:
    """Unit → unit above, of all times or of one day."""
    query = select(Unit.id, Unit.parent_id).where(Unit.agency_id == agency_id)
    return {row.id: row.parent_id for row in session.execute(query if day is None else query.where(valid_on(day, Unit)))}


@dataclass(frozen=True)
class UnitLine:
    """A unit in the tree; `depth` 0 is the agency."""

    unit_id: int
    parent_id: int | None
    depth: int
    name: str
    short_name: str
    kind: UnitKind
    valid_to: date | None
    is_closed: bool
    people: int


def tree(session: Session, actor: Actor, today: date) -> list[UnitLine]:
    """All units of the agency, closed ones too, each below its parent."""
    ensure(actor, Can.PEOPLE_MANAGE)
    people = select(Post.unit_id, func.count(func.distinct(Post.person_id)).label("people")).where(valid_on(today, Post))
    counted = people.group_by(Post.unit_id).subquery()
    query = select(Unit, func.coalesce(counted.c.people, 0)).outerjoin(counted, counted.c.unit_id == Unit.id)
    rows = session.execute(query.where(Unit.agency_id == actor.agency_id).order_by(Unit.position, Unit.id)).all()
    below: dict[int | None, list[tuple[Unit, int]]] = {}
    for one, count in rows:
        below.setdefault(one.parent_id, []).append((one, count))
    lines: list[UnitLine] = []
    # An agency may stand below another one: its own tree begins with itself.
    waiting = [(one, count, 0) for one, count in rows if one.id == actor.agency_id]
    while waiting:
        one, count, depth = waiting.pop()
        closed = not rules.is_valid_on(None, one.valid_to, today)
        lines.append(UnitLine(one.id, one.parent_id, depth, one.name, one.short_name, one.kind, one.valid_to, closed, count))
        waiting.extend((child, n, depth + 1) for child, n in reversed(below.get(one.id, [])))
    return lines


def agencies_below(session: Session, agency_id: int, day: date) -> list[Unit]:
    """The agencies that stand below this one that day, at whichever depth, by name."""
    found = session.scalars(select(Unit).where(Unit.kind == UnitKind.AGENCY).order_by(Unit.name, Unit.id)).all()
    parents = {one.id: one.parent_id for one in found}
    return [one for one in found if agency_id in rules.chain(parents, one.id) and rules.is_valid_on(one.valid_from, one.valid_to, day)]


def expand(session: Session, unit_ids: Collection[int], day: date) -> dict[int, list[int]]:
    """Who does the work of a unit: a group → its members valid that day; a body outside → nobody, for it is named and never given work.

    An agency below, in a group of this one, takes work over into a plan of its own: nothing is to be ticked for it here.
    """
    return _expanded(session, unit_ids, day, only_workers=True)


def members(session: Session, unit_ids: Collection[int], day: date) -> dict[int, list[int]]:
    """Whom a group names: all its members valid that day, bodies outside and agencies below among them; any other unit → itself."""
    return _expanded(session, unit_ids, day, only_workers=False)


def _expanded(session: Session, unit_ids: Collection[int], day: date, *, only_workers: bool) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {one: [] for one in unit_ids}
    member = aliased(Unit)
    query = (
        select(Unit.id, Unit.kind, Unit.agency_id, GroupMember.unit_id, member.kind.label("member_kind"), member.agency_id.label("of"))
        .outerjoin(GroupMember, and_(GroupMember.group_id == Unit.id, valid_on(day, GroupMember)))
        .outerjoin(member, member.id == GroupMember.unit_id)
        .where(Unit.id.in_(found))
        .order_by(Unit.id, GroupMember.id)
    )
    for row in session.execute(query):
        if row.kind is not UnitKind.GROUP:
            found[row.id] = [] if only_workers and row.kind is UnitKind.OUTSIDE else [row.id]
        elif row.unit_id is not None and (not only_workers or (row.member_kind is not UnitKind.OUTSIDE and row.of == row.agency_id)):
            found[row.id].append(row.unit_id)
    return found


def spellings(session: Session, agency_id: int) -> dict[str, int]:
    """Folded spelling → unit, as far as it has been asked."""
    query = select(UnitSpelling.folded, UnitSpelling.unit_id).where(UnitSpelling.agency_id == agency_id)
    return {row.folded: row.unit_id for row in session.execute(query)}


# --- people and posts


@dataclass(frozen=True)
class PersonLine:
    """A person in the list; `posts` are those of today as "title, unit", the unit alone where the title repeats it."""

    person_id: int
    username: str
    name: str
    posts: tuple[str, ...]
    is_active: bool
    has_password: bool


def people_of(session: Session, actor: Actor, today: date) -> list[PersonLine]:
    """Everybody who has or had a post in the agency, by name."""
    ensure(actor, Can.PEOPLE_MANAGE)
    query = select(Person, Post, Unit.name).join(Post, Post.person_id == Person.id).join(Unit, Unit.id == Post.unit_id)
    people: dict[Person, list[str]] = {}
    for one, held, unit_name in session.execute(
        query.where(Unit.agency_id == actor.agency_id).order_by(Person.full_name, Person.id, Post.id)
    ):
        posts = people.setdefault(one, [])
        if rules.is_valid_on(held.valid_from, held.valid_to, today):
            posts.append(held.title if held.title == unit_name else f"{held.title}, {unit_name}")
    return [
        PersonLine(p.id, p.username, p.full_name, tuple(posts), p.is_active, bool(p.password_hash) and not p.must_change_password)
        for p, posts in people.items()
    ]


def home_of(session: Session, person_id: int) -> int | None:
    """The agency that keeps the person's account: that of the first post."""
    query = select(Unit.agency_id).join(Post, Post.unit_id == Unit.id).where(Post.person_id == person_id)
    return session.scalar(query.order_by(Post.id).limit(1))


def person(session: Session, actor: Actor, person_id: int) -> Person:
    """A person whose account the actor's agency keeps."""
    ensure(actor, Can.PEOPLE_MANAGE)
    found = session.get(Person, person_id)
    if found is None or not (actor.is_system or home_of(session, person_id) == actor.agency_id):
        raise NotFound
    return found


def person_named(session: Session, username: str) -> Person | None:
    """The person with this login name."""
    return session.scalar(select(Person).where(Person.username == username.strip().lower()))


def username_of(session: Session, person_id: int) -> str:
    """The login name."""
    return session.scalars(select(Person.username).where(Person.id == person_id)).one()


def posts_of(session: Session, actor: Actor, *, person_id: int | None = None, unit_id: int | None = None) -> Sequence[Post]:
    """The posts of a person or of a unit within the agency, the latest first, with unit and person loaded."""
    ensure(actor, Can.PEOPLE_MANAGE)
    query = select(Post).join(Unit, Unit.id == Post.unit_id).options(joinedload(Post.unit), joinedload(Post.person))
    for column, value in ((Post.person_id, person_id), (Post.unit_id, unit_id)):
        query = query if value is None else query.where(column == value)
    return session.scalars(query.where(Unit.agency_id == actor.agency_id).order_by(Post.valid_to.is_not(None), Post.id.desc())).all()


def post(session: Session, actor: Actor, post_id: int) -> Post:
    """A post of the actor's agency, with its unit."""
    found = session.scalar(select(Post).where(Post.id == post_id).options(joinedload(Post.unit)))
    if found is None or not (actor.is_system or found.unit.agency_id == actor.agency_id):
        raise NotFound
    return found
