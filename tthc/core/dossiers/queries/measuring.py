"""All that is counted of dossiers for several spans of days in one pass over the days received, and one over the days returned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from tthc.core.dossiers.models import Dossier
from tthc.core.dossiers.queries.counting import conditions
from tthc.core.dossiers.rules.columns import ONLINE, SATISFIED, VERY_SATISFIED
from tthc.core.dossiers.rules.stretches import lies_in, stretches
from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Days

_Key = tuple[str, Days]
_Numbers = dict[str, int]
_Day = InstrumentedAttribute[Any]


@dataclass(frozen=True)
class _Share:
    """`part` of the rows `among`: those whose source says anything of it. A row of a source that is silent is in neither number."""

    part: ColumnElement[bool]
    among: ColumnElement[bool]

    def numbers(self) -> tuple[ColumnElement[int], ...]:
        """Whole and part."""
        return _number(self.among), _number(and_(self.among, self.part))


def _flag(mark: InstrumentedAttribute[bool | None], *among: ColumnElement[bool]) -> _Share:
    """Rows with a mark, of those that are marked with yes or no."""
    return _Share(mark.is_(True), and_(mark.is_not(None), *among))


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(Dossier.id).filter(condition)


_RATED = Dossier.satisfaction != ""
_OF_RECEIVED: Mapping[str, _Share] = {
    "dossier_transfer": _flag(Dossier.electronic_transfer),
    "dossier_online": _Share(Dossier.channel == ONLINE, Dossier.channel != ""),
    "dossier_online_full": _flag(Dossier.is_online_full, Dossier.channel == ONLINE),
    "dossier_fee_online": _flag(Dossier.fee_online, Dossier.has_fee.is_(True)),
    "dossier_no_resupply": _flag(Dossier.no_resupply),
    "dossier_reused": _flag(Dossier.reused),
}
_OF_SETTLED: Mapping[str, _Share] = {
    "dossier_digitised": _flag(Dossier.digitised),
    "dossier_satisfaction": _Share(Dossier.satisfaction.in_((SATISFIED, VERY_SATISFIED)), _RATED),
}
_ON_TIME, _HANDLING = "dossier_on_time", "dossier_handling"
_IN_TIME = or_(Dossier.returned_on <= Dossier.due_on, Dossier.due_on.is_(None))  # returned at once: no day was given


def counted_together(session: Session, agency_id: int, asked: Sequence[Days]) -> Mapping[_Key, Counted]:
    """Code of a measure and span -> what was counted; four queries whatever the number of dossiers, measures and spans."""
    spans = tuple(dict.fromkeys(asked))
    if not spans:
        return {}
    received = _per_span(session, agency_id, Dossier.received_on, _columns(_OF_RECEIVED), spans)
    timely: dict[str, ColumnElement[int]] = {"settled": func.count(Dossier.id), "in_time": _number(_IN_TIME)}
    minutes = Dossier.handling_minutes
    timed: dict[str, ColumnElement[int]] = {"minutes": func.coalesce(func.sum(minutes), 0), "timed": func.count(minutes)}
    settled = _per_span(session, agency_id, Dossier.returned_on, _columns(_OF_SETTLED) | timely | timed, spans)
    pending = _pending(session, agency_id, spans)
    found: dict[_Key, Counted] = {}
    for span in spans:
        for code in (*_OF_RECEIVED, *_OF_SETTLED):
            numbers = (received if code in _OF_RECEIVED else settled)[span]
            found[code, span] = Counted(Decimal(numbers[f"{code} 1"]), Decimal(numbers[f"{code} 0"]))
        number, in_time = settled[span], settled[span]["in_time"] + pending[span]["within"]
        found[_ON_TIME, span] = Counted(Decimal(in_time), Decimal(number["settled"] + pending[span]["pending"]))
        average = round(Decimal(number["minutes"]) / number["timed"], 1) if number["timed"] else Decimal(0)
        # The average itself, and over how many dossiers.
        found[_HANDLING, span] = Counted(average, Decimal(number["timed"]))
    return _with_rows(session, agency_id, found)


def _columns(shares: Mapping[str, _Share]) -> dict[str, ColumnElement[int]]:
    return {f"{code} {place}": number for code, share in shares.items() for place, number in enumerate(share.numbers())}


def _there(agency_id: int) -> ColumnElement[bool]:
    return and_(Dossier.agency_id == agency_id, Dossier.removed_at.is_(None))


def _per_span(
    session: Session, agency_id: int, day: _Day, columns: Mapping[str, ColumnElement[int]], spans: Sequence[Days]
) -> dict[Days, _Numbers]:
    """The spans of a year overlap, so that each stretch of days is counted once and added to the spans it lies in."""
    cut = stretches(spans)
    each = [
        select(literal(place), *(column.label(name) for name, column in columns.items())).where(_there(agency_id), day.between(*stretch))
        for place, stretch in enumerate(cut)
    ]
    return _summed(session, each, columns, [[span for span in spans if lies_in(stretch, span)] for stretch in cut], spans)


def _pending(session: Session, agency_id: int, spans: Sequence[Days]) -> dict[Days, _Numbers]:
    """What was pending at the end of each span, and what of it was within its time; in two stretches of the index that form II.06a uses."""
    # Wrapped, so that no database takes the index of the list, which holds all the years before.
    received = func.coalesce(Dossier.received_on, Dossier.received_on)
    each: list[Any] = []
    for place, (_, last) in enumerate(spans):
        within = or_(Dossier.due_on.is_(None), Dossier.due_on >= last)
        here = select(literal(place), func.count(Dossier.id), _number(within)).where(_there(agency_id), received <= last)
        each += [here.where(Dossier.returned_on.is_(None)), here.where(Dossier.returned_on > last)]
    return _summed(session, each, ("pending", "within"), [[span] for span in spans], spans)


def _summed(
    session: Session, each: Sequence[Any], names: Iterable[str], given: Sequence[Sequence[Days]], spans: Sequence[Days]
) -> dict[Days, _Numbers]:
    """Lines of numbers, each headed by its place in `given`: the spans to which it is added; one query."""
    sums: dict[Days, _Numbers] = {span: dict.fromkeys(names, 0) for span in spans}
    for place, *numbers in session.execute(union_all(*each)):
        for span in given[place]:
            for name, number in zip(names, numbers, strict=True):
                sums[span][name] += int(number)
    return sums


def _with_rows(session: Session, agency_id: int, found: Mapping[_Key, Counted]) -> dict[_Key, Counted]:
    """The rows behind the figures that have few; one query for all of them, none where each has none or too many."""
    few = [key for key, one in found.items() if 0 < ((one.denominator or 0) if key[0] == _HANDLING else one.numerator) <= MOST_ROWS]
    behind: dict[_Key, list[int]] = {key: [] for key in few}
    if few:
        wanted = [_behind(code, span) for code, span in few]
        marks = [case((one, 1), else_=0) for one in wanted]
        at_desk = or_(Dossier.returned_on.is_(None), Dossier.returned_on >= min(first for _, (first, _) in few))
        here = and_(_there(agency_id), Dossier.received_on <= max(last for _, (_, last) in few), at_desk)
        for row_id, *is_behind in session.execute(select(Dossier.id, *marks).where(here, or_(*wanted)).order_by(Dossier.id)):
            for key, is_one in zip(few, is_behind, strict=True):
                if is_one:
                    behind[key].append(row_id)
    return {key: Counted(one.numerator, one.denominator, tuple(behind.get(key, ()))) for key, one in found.items()}


def _behind(code: str, span: Days) -> ColumnElement[bool]:
    """The rows that made the numerator of a measure in a span."""
    if code == _ON_TIME:
        each = conditions(*span)
        return or_(each["early"], each["on_time"], each["within"])
    if code == _HANDLING:
        return and_(Dossier.returned_on.between(*span), Dossier.handling_minutes.is_not(None))
    if code in _OF_RECEIVED:
        day, share = Dossier.received_on.between(*span), _OF_RECEIVED[code]
    else:
        day, share = Dossier.returned_on.between(*span), _OF_SETTLED[code]
    return and_(day, share.among, share.part)
