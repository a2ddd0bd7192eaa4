"""The grid of a period, saving it whole or cell by cell, and one target opened down to its rows."""

from __future__ import annotations

from typing import Any

from tthc.blueprints.indicators import bp
from tthc.blueprints.indicators.grid import grid, is_changed, is_half_typed, period_of, row_of, typed, version_of
from tthc.blueprints.indicators.sources import how_counted, source_of
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar import rules as calendar_rules
from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators.queries import Cell
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import back_to, reply, said, wants_fragment


@bp.get("/<int(min=2000, max=2100):year>/chi-tieu")
@needs(Can.INDICATOR_READ)
def year(year: int) -> Any:
    """The grid of the period that is running."""
    return reply("indicators/grid.html", page=grid(year, period_of(year, None)))


@bp.get("/<int(min=2000, max=2100):year>/chi-tieu/<string:slug>")
@needs(Can.INDICATOR_READ)
def period(year: int, slug: str) -> Any:
    """The grid of a period: all targets on one page."""
    return reply("indicators/grid.html", page=grid(year, period_of(year, slug)))


@bp.post("/<int(min=2000, max=2100):year>/chi-tieu/<string:slug>")
@needs(Can.INDICATOR_ENTER)
@writes
def save(year: int, slug: str) -> Any:
    """Keep all figures of the page, or none of them when one cannot be."""
    session = db.session()
    at = period_of(year, slug)
    cells = [cell for cell in indicator_queries.grid(session, actor(), year, at.code) if cell.can_enter]
    errors: dict[int, dict[str, str]] = {}
    for cell in cells:
        try:
            _enter(cell, year)
        except BadInput as error:
            errors[cell.target_id] = error.fields or {"numerator": str(error)}
    if errors:
        session.rollback()
        return reply("indicators/grid.html", status=422, page=grid(year, at, errors))
    said(f"Đã lưu số liệu {at.title[0].lower() + at.title[1:]}.")
    return back_to("indicators.period", year=year, slug=slug)


def _enter(cell: Cell, year: int) -> None:
    numbers = typed(cell)
    if is_changed(cell, numbers):
        indicator_actions.enter(db.session(), actor(), cell, *numbers, year=year, version=version_of(cell), now=now())


@bp.post("/<int(min=2000, max=2100):year>/chi-tieu/<string:slug>/<int:target_id>")
@needs(Can.INDICATOR_ENTER)
@writes
def save_one(year: int, slug: str, target_id: int) -> Any:
    """Keep one row as soon as a number is left; without HTMX the whole page follows."""
    session = db.session()
    at = period_of(year, slug)
    cell = indicator_queries.cell(session, actor(), target_id, year, at.code)
    if wants_fragment() and is_half_typed(cell):
        return "", 204  # the other number is still to come: nothing to say, and nothing to swap under the person's hands
    try:
        _enter(cell, year)
    except BadInput as error:
        session.rollback()
        errors = {target_id: error.fields or {"numerator": str(error)}}
        row = row_of(indicator_queries.cell(session, actor(), target_id, year, at.code), year, at, errors[target_id], is_typed=True)
        return reply("indicators/grid.html", "indicators/_result.html", status=422, page=grid(year, at, errors), row=row, is_cell=True)
    row = row_of(indicator_queries.cell(session, actor(), target_id, year, at.code), year, at)
    return back_to("indicators.period", "indicators/_result.html", context={"row": row, "is_cell": True}, year=year, slug=slug)


@bp.get("/<int(min=2000, max=2100):year>/chi-tieu/<int:target_id>")
@needs(Can.INDICATOR_READ)
def one(year: int, target_id: int) -> Any:
    """One target through its periods, down to the rows that were counted."""
    session, who = db.session(), actor()
    target = indicator_queries.target(session, who, target_id)
    history = indicator_queries.history(session, who, target_id, year)
    known = {p.code: p for p in calendar_rules.periods(year, calendar_queries.schedule(session, who.agency_id))}
    return reply(
        "indicators/one.html",
        target=target,
        goal=indicator_queries.goal_of(target),
        year=year,
        history=[
            (known[cell.period].title, cell, source_of(cell, year, known[cell.period].slug)) for cell in history if cell.period in known
        ],
        first_day=known["year"].start,
        can_choose=may(who, Can.REGISTER_SET_UP),
        **how_counted(target, year),
    )
