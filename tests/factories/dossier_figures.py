"""What is counted of dossiers, each figure by itself and in the plainest way: what the pass over all of them must agree with."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tthc.core.dossiers.models import Dossier
from tthc.core.dossiers.queries.counting import conditions, here
from tthc.core.dossiers.rules.columns import ONLINE, SATISFIED, VERY_SATISFIED
from tthc.core.registers.queries.measure import MOST_ROWS, Counted

_Of = Callable[[date, date], ColumnElement[bool]]


def _received(start: date, end: date) -> ColumnElement[bool]:
    return Dossier.received_on.between(start, end)


def _settled(start: date, end: date) -> ColumnElement[bool]:
    return Dossier.returned_on.between(start, end)


def _share(part: ColumnElement[bool], whole: _Of, told: ColumnElement[bool]) -> Callable[[Session, int, date, date], Counted]:
    """`part` of the rows of `whole` whose source says anything of it (`told`)."""

    def count(session: Session, agency_id: int, start: date, end: date) -> Counted:
        all_of_it = and_(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), whole(start, end), told)
        total, found = session.execute(select(func.count(Dossier.id), _number(part)).where(all_of_it)).one()
        return _counted(session, and_(all_of_it, part), int(found or 0), int(total))

    return count


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _counted(session: Session, rows: ColumnElement[bool], found: int, total: int) -> Counted:
    ids = tuple(session.scalars(select(Dossier.id).where(rows).order_by(Dossier.id))) if 0 < found <= MOST_ROWS else ()
    return Counted(Decimal(found if total else 0), Decimal(total), ids if total else ())


def _flag(mark: InstrumentedAttribute[bool | None], whole: _Of, *, among: ColumnElement[bool] | None = None) -> Callable[..., Counted]:
    """Rows with a mark, of those that are marked with yes or no."""
    of: _Of = whole if among is None else lambda start, end: and_(whole(start, end), among)
    return _share(mark.is_(True), of, mark.is_not(None))


def _on_time(session: Session, agency_id: int, start: date, end: date) -> Counted:
    """(Returned in time + pending in time) ÷ all (indices 766, group 2.1)."""
    each = conditions(start, end)
    at_desk = here(agency_id, start, end)
    in_time = or_(each["early"], each["on_time"], each["within"])
    query = select(_number(in_time), _number(or_(each["settled"], each["pending"]))).where(at_desk)
    found, total = session.execute(query).one()
    return _counted(session, and_(at_desk, in_time), int(found or 0), int(total or 0))


def _minutes(column: InstrumentedAttribute[int | None], whole: _Of) -> Callable[[Session, int, date, date], Counted]:
    """The average of a time over the rows that tell it."""

    def count(session: Session, agency_id: int, start: date, end: date) -> Counted:
        rows = and_(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None), whole(start, end), column.is_not(None))
        total, number = session.execute(select(func.coalesce(func.sum(column), 0), func.count(Dossier.id)).where(rows)).one()
        ids = tuple(session.scalars(select(Dossier.id).where(rows).order_by(Dossier.id))) if 0 < number <= MOST_ROWS else ()
        # The average itself, and over how many dossiers.
        return Counted(round(Decimal(int(total or 0)) / number, 1) if number else Decimal(0), Decimal(number), ids)

    return count


_PLEASED = Dossier.satisfaction.in_((SATISFIED, VERY_SATISFIED))
_RATED = Dossier.satisfaction != ""


def _rated(start: date, end: date) -> ColumnElement[bool]:
    return and_(_settled(start, end), _RATED)


FIGURES = {
    "dossier_transfer": _flag(Dossier.electronic_transfer, _received),
    "dossier_digitised": _flag(Dossier.digitised, _settled),
    "dossier_online": _share(Dossier.channel == ONLINE, _received, Dossier.channel != ""),
    "dossier_online_full": _flag(Dossier.is_online_full, _received, among=Dossier.channel == ONLINE),
    "dossier_fee_online": _flag(Dossier.fee_online, _received, among=Dossier.has_fee.is_(True)),
    "dossier_no_resupply": _flag(Dossier.no_resupply, _received),
    "dossier_reused": _flag(Dossier.reused, _received),
    "dossier_on_time": _on_time,
    "dossier_satisfaction": _share(_PLEASED, _rated, _RATED),
    "dossier_handling": _minutes(Dossier.handling_minutes, _settled),
}
