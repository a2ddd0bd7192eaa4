"""The grid of a period: one page, one form, a row for each target; what was typed stays typed through an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import request, url_for

from tthc.blueprints.indicators.sources import Source, source_of
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar import rules as calendar_rules
from tthc.core.calendar.rules import Period
from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators.queries import Cell
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.vietnamese import number, parse_number
from tthc.web.addresses import sent_number
from tthc.web.guards import actor, today
from tthc.web.lines import Tab

Errors = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True)
class Row:
    """One target as the grid draws it."""

    cell: Cell
    numerator: str
    denominator: str
    errors: Mapping[str, str]
    href: str
    save_href: str
    source: Source | None


@dataclass(frozen=True)
class Grid:
    """Everything `indicators/grid.html` shows."""

    year: int
    period: Period
    periods: tuple[Tab, ...]
    rows: tuple[Row, ...]
    can_enter: bool
    is_closed: bool
    errors: tuple[tuple[str, str], ...]
    save_href: str


def period_of(year: int, slug: str | None) -> Period:
    """The period of an address; without one the period in which today lies, else the year's last."""
    schedule = calendar_queries.schedule(db.session(), actor().agency_id)
    if slug is None:
        found = calendar_rules.period_of(today(), schedule)
        return found if found.year == year else calendar_rules.periods(year, schedule)[-1]
    known = next((one for one in calendar_rules.periods(year, schedule) if one.slug == slug), None)
    if known is None:
        raise NotFound
    return known


def grid(year: int, period: Period, errors: Errors | None = None) -> Grid:
    """The page's rows; with errors, what was typed."""
    wrong = errors or {}
    cells = indicator_queries.grid(db.session(), actor(), year, period.code)
    rows = tuple(row_of(cell, year, period, wrong.get(cell.target_id), is_typed=errors is not None) for cell in cells)
    periods = calendar_rules.periods(year, calendar_queries.schedule(db.session(), actor().agency_id))
    told = [(f"{field}-{target_id}", sentence) for target_id, fields in wrong.items() for field, sentence in fields.items()]
    return Grid(
        year=year,
        period=period,
        periods=tuple(
            Tab(one.title, url_for("indicators.period", year=year, slug=one.slug), is_current=one.code == period.code) for one in periods
        ),
        rows=rows,
        can_enter=any(cell.can_enter for cell in cells),
        is_closed=any(cell.is_closed for cell in cells),
        errors=tuple(told),
        save_href=url_for("indicators.save", year=year, slug=period.slug),
    )


def row_of(cell: Cell, year: int, period: Period, errors: Mapping[str, str] | None = None, *, is_typed: bool = False) -> Row:
    """One row; `is_typed` keeps the text of the request."""
    numerator, denominator = _shown(cell.numerator), _shown(cell.denominator)
    if is_typed:
        numerator = request.form.get(f"numerator-{cell.target_id}", numerator)
        denominator = request.form.get(f"denominator-{cell.target_id}", denominator)
    href = url_for("indicators.one", year=year, target_id=cell.target_id)
    save_href = url_for("indicators.save_one", year=year, slug=period.slug, target_id=cell.target_id)
    return Row(cell, numerator, denominator, errors or {}, href, save_href, source_of(cell, year, period.slug))


def _shown(value: Decimal | None) -> str:
    """In a field without marks of thousands: "1.164" typed back would have two readings."""
    return "" if value is None else number(value).replace(".", "")


def typed(cell: Cell) -> tuple[Decimal | None, Decimal | None]:
    """The two numbers as typed; raises BadInput with the field that cannot be read."""
    return _typed("numerator", cell.target_id), _typed("denominator", cell.target_id)


def _typed(field: str, target_id: int) -> Decimal | None:
    text = request.form.get(f"{field}-{target_id}", "").strip()
    try:
        return parse_number(text) if text else None
    except BadInput as error:
        raise BadInput(str(error), {field: str(error)}) from error


def is_half_typed(cell: Cell) -> bool:
    """Whether one of the two numbers of a share is still empty."""
    fields = [request.form.get(f"{field}-{cell.target_id}", "").strip() for field in ("numerator", "denominator")]
    return cell.goal.is_share and any(fields) and not all(fields)


def version_of(cell: Cell) -> int | None:
    """The version the person saw."""
    return sent_number(f"version-{cell.target_id}")


def is_changed(cell: Cell, numbers: tuple[Any, Any]) -> bool:
    """Whether a row has to be saved at all."""
    return numbers[0] != cell.numerator or (cell.goal.is_share and numbers[1] != cell.denominator)
