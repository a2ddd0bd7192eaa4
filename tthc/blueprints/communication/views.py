"""The coverage of topics by month, and the year as a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, url_for

from tthc.blueprints.communication import ITEMS, bp
from tthc.core.communication import queries as communication_queries
from tthc.core.communication.rules.coverage import MONTHS, Coverage, Row
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor, needs, now, today, toolbox
from tthc.web.lines import Link
from tthc.web.reply import reply

_YEAR = "/<int(min=2000, max=2100):year>/tuyen-truyen"
_NO_TOPIC = "chua-gan-chu-de"


@dataclass(frozen=True)
class Cell:
    """A figure with the rows behind it; `words` stand for it where there is none."""

    count: int
    href: str | None
    words: str
    is_later: bool


@dataclass(frozen=True)
class Line:
    """A topic through the months."""

    title: str
    is_asked: bool
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Matrix:
    """What `communication/coverage.html` shows."""

    year: int
    sentence: str
    never: tuple[str, ...]
    months: tuple[int, ...]
    lines: tuple[Line, ...]
    sums: tuple[Cell, ...]
    total: Cell
    links: tuple[Link, ...]


@bp.get(f"{_YEAR}/ma-tran")
@needs(Can.REGISTER_READ)
def coverage(year: int) -> Any:
    """Topic by month."""
    return reply("communication/coverage.html", page=_matrix(year))


@bp.get(f"{_YEAR}/ma-tran/in")
@needs(Can.REGISTER_READ)
def coverage_print(year: int) -> Any:
    """The same on paper."""
    return reply("communication/coverage_print.html", page=_matrix(year))


@bp.get(f"{_YEAR}/lich.ics")
@needs(Can.REGISTER_READ)
def calendar(year: int) -> Response:
    """What was told and what is due, for the calendar of a phone or an office program."""
    found = communication_queries.events(db.session(), actor(), year, today=today())
    content = toolbox().calendars.write(f"Tuyên truyền {year}", found, at=now())
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="tuyen-truyen-{year}.ics"'
    return answer


def _matrix(year: int) -> Matrix:
    found = communication_queries.coverage(db.session(), actor(), year)
    links = [Link("Danh sách chủ đề", url_for("communication.topics", year=year))] if may(actor(), Can.REGISTER_SET_UP) else []
    return Matrix(
        year=year,
        sentence=_sentence(found, year),
        never=found.never,
        months=tuple(MONTHS),
        lines=tuple(_line(row, year) for row in found.rows),
        sums=tuple(_cell(count, year, month, "") for month, count in zip(MONTHS, found.sums, strict=True)),
        total=_cell(found.total, year, None, ""),
        links=(*links, Link("Sổ tuyên truyền", ITEMS.href("rows", year))),
    )


def _sentence(found: Coverage, year: int) -> str:
    if not found.rows:
        return f"Năm {year} chưa có chủ đề và chưa có tin, bài nào."
    if not found.asked:
        return f"Năm {year} chưa có chủ đề nào lấy từ kế hoạch."
    if found.never:
        return f"Kế hoạch năm {year} có {number(found.asked)} chủ đề; {number(len(found.never))} chủ đề chưa có tin, bài nào:"
    return f"Cả {number(found.asked)} chủ đề của kế hoạch năm {year} đã được tuyên truyền."


def _line(row: Row, year: int) -> Line:
    narrowed = f"topic_id={row.topic_id}" if row.topic_id is not None else f"loc={_NO_TOPIC}"
    cells = tuple(_cell(count, year, month, narrowed) for month, count in zip(MONTHS, row.counts, strict=True))
    return Line(row.title, row.is_asked, cells, _cell(row.total, year, None, narrowed))


def _cell(count: int, year: int, month: int | None, narrowed: str) -> Cell:
    day = today()
    is_later = month is not None and (year, month) > (day.year, day.month)
    query = "&".join(part for part in (narrowed, f"month={month}" if month else "") if part)
    href = ITEMS.href("rows", year) + (f"?{query}" if query else "")
    return Cell(count, href if count else None, "chưa đến" if is_later else "chưa có", is_later and not count)
