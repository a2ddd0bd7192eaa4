"""The tablets of an agency, and what the screen of one shows today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tthc.core.accounts.rules import digest
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Unit
from tthc.core.people.rules import UnitKind
from tthc.core.visits.models import CounterDevice, Visit, VisitSetting
from tthc.core.visits.rules import Setting
from tthc.kernel.actor import Actor, system
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may

_NO_DESKS = (UnitKind.GROUP, UnitKind.OUTSIDE)


@dataclass(frozen=True)
class Counter:
    """A paired tablet, as a request knows it by its cookie."""

    device_id: int
    agency_id: int
    unit_id: int
    name: str
    agency_name: str

    @property
    def actor(self) -> Actor:
        """Who acts at the counter: the program, under the counter's name, for this agency alone."""
        return replace(system(self.agency_id), name=self.name)


@dataclass(frozen=True)
class Ticket:
    """A number and the key under which the tablet knows it."""

    key: str
    number: int


@dataclass(frozen=True)
class Board:
    """What a counter shows: numbers given and waiting, who is being served and not yet asked, today's average."""

    last_number: int
    waiting: tuple[Ticket, ...]
    current: Ticket | None
    average: Decimal | None


@dataclass(frozen=True)
class CounterLine:
    """A tablet in the clerk's list."""

    device_id: int
    name: str
    unit: str
    paired_at: datetime | None
    seen_at: datetime | None
    code_expires_at: datetime | None
    is_waiting: bool  # a code was given out and can still be typed


def counter_of(session: Session, secret: str) -> Counter | None:
    """The tablet that holds this secret, unless it was revoked."""
    if not secret:
        return None
    query = select(CounterDevice.id, CounterDevice.agency_id, CounterDevice.unit_id, CounterDevice.name, Unit.name.label("agency"))
    query = query.join(Unit, Unit.id == CounterDevice.agency_id)
    row = session.execute(query.where(CounterDevice.secret_hash == digest(secret), CounterDevice.revoked_at.is_(None))).one_or_none()
    return Counter(*row) if row else None


def board(session: Session, counter: Counter, day: date) -> Board:
    """The counter on this day; two queries."""
    here = (Visit.agency_id == counter.agency_id, Visit.visited_on == day, Visit.counter == counter.name, Visit.removed_at.is_(None))
    columns = (Visit.ticket_key, Visit.number, Visit.called_at, Visit.satisfaction, Visit.device_id, Visit.id)
    rows = session.execute(select(*columns).where(*here).order_by(Visit.number)).all()
    mine = [row for row in rows if row.device_id == counter.device_id and row.ticket_key]
    waiting = tuple(Ticket(row.ticket_key, row.number) for row in mine if row.called_at is None)
    called = max((row for row in mine if row.called_at is not None), key=lambda row: (row.called_at, row.id), default=None)
    current = Ticket(called.ticket_key, called.number) if called is not None and not called.satisfaction else None
    average = session.scalar(select(func.avg(Visit.waiting_minutes)).where(*here))
    last = max((row.number for row in rows), default=0)
    rounded = None if average is None else Decimal(str(average)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return Board(last, waiting, current, rounded)


def counters(session: Session, actor: Actor, now: datetime) -> list[CounterLine]:
    """The agency's tablets that are not revoked, by name."""
    if not may(actor, Can.REGISTER_SET_UP):
        return []
    query = select(CounterDevice, func.coalesce(func.nullif(Unit.short_name, ""), Unit.name)).join(Unit, Unit.id == CounterDevice.unit_id)
    query = query.where(CounterDevice.agency_id == actor.agency_id, CounterDevice.revoked_at.is_(None))
    found = session.execute(query.order_by(CounterDevice.name, CounterDevice.id))
    return [
        CounterLine(one.id, one.name, unit, one.paired_at, one.seen_at, one.code_expires_at, _is_waiting(one, now)) for one, unit in found
    ]


def _is_waiting(one: CounterDevice, now: datetime) -> bool:
    return one.code_hash is not None and one.code_expires_at is not None and one.code_expires_at > now


def device(session: Session, actor: Actor, device_id: int) -> CounterDevice:
    """A tablet of the actor's agency that is not revoked; NotFound otherwise."""
    query = select(CounterDevice).where(CounterDevice.id == device_id, CounterDevice.revoked_at.is_(None))
    found = session.scalars(query).one_or_none()
    if found is None or not may(actor, Can.REGISTER_SET_UP, found):
        raise NotFound
    return found


def units(session: Session, actor: Actor, today: date) -> list[tuple[int, str]]:
    """The units at whose desk a tablet can stand."""
    found = people_queries.units_of(session, actor.agency_id or 0, today)
    return [(unit.id, unit.short_name or unit.name) for unit in found if unit.kind not in _NO_DESKS]


def setting(session: Session, agency_id: int) -> Setting:
    """How the agency counts; the default until the clerk says otherwise."""
    row = session.get(VisitSetting, agency_id)
    return Setting(row.target_minutes, row.counts_neutral) if row else Setting()
