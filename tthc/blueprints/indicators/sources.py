"""Where a figure comes from, in words: which register, until which day, when it was counted, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask import url_for

from tthc.core.books import BOOKS
from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators import rules as indicator_rules
from tthc.core.indicators.queries import Cell
from tthc.core.registers.queries.measure import Measure
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor
from tthc.web.register_ui import known_registers

if TYPE_CHECKING:
    from tthc.core.plans.models import Target


@dataclass(frozen=True)
class Source:
    """What stands below a figure that a register counts.

    `is_counted`: the figure that stands is the register's; else a person typed it, and `take_href` puts the register's in its place.
    """

    register: str
    counted: str
    until: date | None
    at: datetime | None
    is_counted: bool
    differs: bool
    rows_href: str
    list_href: str | None
    take_href: str | None


def measure_of(code: str) -> Measure | None:
    """The measure of a code; a code that no room counts any more is passed over."""
    return indicator_queries.MEASURES.get(code)


def source_of(cell: Cell, year: int, slug: str) -> Source | None:
    """What a register has to do with this figure; None where it has nothing."""
    measure = measure_of(cell.measure or (cell.counted.code if cell.counted else ""))
    if measure is None:
        return None
    said = cell.judgement
    if not cell.measure and cell.counted:
        said = indicator_rules.judge(cell.goal, cell.counted.numerator, cell.counted.denominator)
    return Source(
        register=BOOKS[measure.register].title,
        counted=said.counted,
        until=cell.counted.until if cell.counted else cell.until,
        at=cell.counted.counted_at if cell.counted else cell.entered_at,
        is_counted=bool(cell.measure),
        differs=cell.differs,
        rows_href=url_for("indicators.counted", year=year, slug=slug, target_id=cell.target_id),
        list_href=list_href(measure, year),
        take_href=url_for("indicators.take", year=year, slug=slug, target_id=cell.target_id) if cell.differs and cell.can_enter else None,
    )


def list_href(measure: Measure, year: int) -> str | None:
    """The list of the register in which the counted rows stand; None for who may not read registers."""
    ui = known_registers().get(measure.register)
    if ui is None or not may(actor(), Can.REGISTER_READ):
        return None
    return ui.href("rows", year, loc=measure.view or None)


def how_counted(target: Target, year: int) -> dict[str, Any]:
    """What `indicators/_formula.html` says of a target."""
    session, kept = db.session(), indicator_queries.choice(db.session(), actor(), target.id)
    measure = measure_of(kept.code) if kept else None
    return {
        "measure": measure,
        "register": BOOKS[measure.register].title if measure else "",
        "has_rows": measure is not None and indicator_queries.is_kept(session, target.agency_id, measure.register),
        "register_href": list_href(measure, year) if measure else None,
        "chosen_by": kept.chosen_by.full_name if kept and kept.chosen_by else "",
        "chosen_at": kept.chosen_at if kept else None,
    }
