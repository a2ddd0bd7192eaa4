"""The year's rounds by month, on the page and for the calendar of a phone or an office program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response

from tthc.blueprints.inspection import ROUNDS, bp
from tthc.core.communication.ports import Event
from tthc.core.inspections.rules import FORMS
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.kernel.vietnamese import day
from tthc.web.guards import actor, needs, now, today, toolbox
from tthc.web.reply import reply

_HOME = "/<int(min=2000, max=2100):year>/kiem-tra/chuong-trinh"
_MOST = 2_000


@dataclass(frozen=True)
class Line:
    """A round in the calendar."""

    days: str
    unit: str
    words: tuple[str, ...]
    badge: Badge | None
    href: str


@bp.get(f"{_HOME}/lich")
@needs(Can.INSPECTION_READ)
def programme_calendar(year: int) -> Any:
    """The rounds of the year, month by month."""
    months: dict[int, list[Line]] = {}
    for row in _rounds(year):
        months.setdefault(row.starts_on.month, []).append(_line(row, year))
    return reply(
        "inspection/programme_calendar.html",
        year=year,
        months=months,
        total=sum(map(len, months.values())),
        rounds_href=ROUNDS.href("rows", year),
    )


@bp.get(f"{_HOME}/lich.ics")
@needs(Can.INSPECTION_READ)
def programme_ics(year: int) -> Response:
    """The same as a file that calendars read."""
    events = [_event(row) for row in _rounds(year) if row.cancelled_on is None]
    content = toolbox().calendars.write(f"Kiểm tra {year}", events, at=now())
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="kiem-tra-{year}.ics"'
    return answer


def _rounds(year: int) -> list[Any]:
    found = register_queries.rows(db.session(), actor(), ROUNDS.book, Ask(year=year), today=today(), limit=_MOST)
    return sorted(found, key=lambda row: (row.starts_on, row.id))


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _line(row: Any, year: int) -> Line:
    words = tuple(one for one in (FORMS[row.form], row.body) if one)
    badge = ROUNDS.book.badge(row, today())
    return Line(_days(row.starts_on, row.ends_on), row.object_name, words, badge, ROUNDS.href("row", year, row_id=row.id))


def _event(row: Any) -> Event:
    told = [FORMS[row.form], f"Cơ quan kiểm tra: {row.body}" if row.body else "", row.content]
    return Event(
        uid=f"inspection-round-{row.id}",
        day=row.starts_on,
        title=f"Kiểm tra {row.object_name}",
        note="\n".join(one for one in told if one),
        category="Kiểm tra",
        changes=row.version,
        last=row.ends_on,
    )
