"""Figures that registers count: the rows behind them, taking them over, how a target is counted, and all that registers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import redirect, url_for

from tthc.blueprints.indicators import bp
from tthc.blueprints.indicators.forms import MeasureForm
from tthc.blueprints.indicators.grid import period_of
from tthc.blueprints.indicators.sources import list_href, measure_of, source_of
from tthc.core.books import BOOKS
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar import rules as calendar_rules
from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators import queries as indicator_queries
from tthc.core.indicators import rules as indicator_rules
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.kernel.text import fold
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.lines import page_number, pages
from tthc.web.register_ui import known_registers
from tthc.web.reply import back_to, reply, said

if TYPE_CHECKING:
    from tthc.core.plans.models import Target

_YEAR = "/<int(min=2000, max=2100):year>/chi-tieu"


@dataclass(frozen=True)
class Figure:
    """What a register says of one measure, period by period; `asked` are the targets of plans that want it."""

    title: str
    register: str
    href: str | None
    values: tuple[str, ...]
    counted: str
    asked: tuple[tuple[str, str], ...]


@bp.get(f"{_YEAR}/tu-so")
@needs(Can.INDICATOR_READ)
def from_registers(year: int) -> Any:
    """Everything that registers count in a year, whether or not a plan asks for it."""
    session, who = db.session(), actor()
    found = indicator_queries.register_figures(session, who, year)
    codes = {one.period for one in found}
    every = calendar_rules.periods(year, calendar_queries.schedule(session, who.agency_id))
    shown = [one for one in every if one.code in codes]
    return reply(
        "indicators/registers.html",
        year=year,
        periods=shown,
        figures=_figures(found, [one.code for one in shown], year),
        counted_at=max((one.counted_at for one in found), default=None),
    )


def _figures(found: Sequence[Any], periods: Sequence[str], year: int) -> list[Figure]:
    asked = indicator_queries.asked_for(db.session(), actor(), year)
    by_code: dict[str, dict[str, Any]] = {}
    for one in found:
        by_code.setdefault(one.code, {})[one.period] = one
    return [_figure(code, rows, periods, asked.get(code, ()), year) for code, rows in by_code.items() if measure_of(code)]


def _figure(code: str, rows: dict[str, Any], periods: Sequence[str], asked: Sequence[Target], year: int) -> Figure:
    measure = indicator_queries.MEASURES[code]
    goal = indicator_rules.Goal("=", Decimal(0), None, measure.unit)
    judged = {period: indicator_rules.judge(goal, one.numerator, one.denominator) for period, one in rows.items()}
    values = tuple((judged[period].value_text or judged[period].words) if period in judged else "–" for period in periods)
    is_share = goal.is_share
    last = next((judged[period].counted for period in reversed(periods) if period in judged and is_share), "")
    targets = tuple(
        (indicator_queries.goal_of(target).words, url_for("indicators.one", year=year, target_id=target.id)) for target in asked
    )
    return Figure(measure.title, BOOKS[measure.register].title, list_href(measure, year), values, last, targets)


@bp.get(f"{_YEAR}/<string:slug>/<int:target_id>/dong")
@needs(Can.INDICATOR_READ)
def counted(year: int, slug: str, target_id: int) -> Any:
    """The rows behind a figure."""
    session, who, at = db.session(), actor(), period_of(year, slug)
    cell = indicator_queries.cell(session, who, target_id, year, at.code)
    source = source_of(cell, year, slug)
    if source is None:
        return redirect(url_for("indicators.one", year=year, target_id=target_id))  # typed by a person: its page says so
    ids = cell.rows if cell.measure else cell.counted.rows if cell.counted else ()
    measure = indicator_queries.MEASURES[cell.measure or (cell.counted.code if cell.counted else "")]
    size = indicator_queries.PAGE
    opened = indicator_queries.counted_rows(session, who, BOOKS[measure.register], ids, offset=(page_number() - 1) * size)
    ui = known_registers().get(measure.register)
    links = [(words, ui.href("row", year, row_id=row_id) if ui else None) for row_id, words in opened.rows]
    on_page = ids[(page_number() - 1) * size :][:size]
    context: dict[str, Any] = {"cell": cell, "source": source, "measure": measure, "opened": opened, "links": links}
    return reply("indicators/counted.html", year=year, period=at, pages=pages(on_page, len(ids), size), **context)


@bp.post(f"{_YEAR}/<string:slug>/<int:target_id>/theo-so")
@needs(Can.INDICATOR_ENTER)
@writes
def take(year: int, slug: str, target_id: int) -> Any:
    """The register's figure in place of the typed one."""
    at = period_of(year, slug)
    cell = indicator_queries.cell(db.session(), actor(), target_id, year, at.code)
    indicator_actions.take_over(db.session(), actor(), cell, year=year, now=now())
    said(f"Đã lấy số liệu theo sổ theo dõi, {at.title[0].lower() + at.title[1:]}.")
    return back_to("indicators.period", year=year, slug=slug)


@bp.get(f"{_YEAR}/<int:target_id>/cach-tinh")
@needs(Can.REGISTER_SET_UP)
def measure(year: int, target_id: int) -> Any:
    """How a target is counted."""
    target = indicator_queries.target(db.session(), actor(), target_id)
    kept = indicator_queries.choice(db.session(), actor(), target_id)
    return _measure_page(year, target, MeasureForm(formdata=None, code=kept.code if kept else ""))


@bp.post(f"{_YEAR}/<int:target_id>/cach-tinh")
@needs(Can.REGISTER_SET_UP)
@writes
def measure_choose(year: int, target_id: int) -> Any:
    """Count it otherwise, or not at all."""
    form = MeasureForm()
    target = indicator_queries.target(db.session(), actor(), target_id)
    try:
        code = form.code.data or ""
        indicator_actions.choose_measure(db.session(), actor(), target, code, year=year, today=today(), now=now())
    except BadInput as error:
        db.session.rollback()
        form.take(error)
        return _measure_page(year, indicator_queries.target(db.session(), actor(), target_id), form, status=422)
    agency_id = target.agency_id
    after_commit(lambda: toolbox().queue.enqueue("count_targets", agency_id=agency_id, year=year))
    said("Đã lưu cách tính." if code else "Từ nay số liệu của chỉ tiêu do người nhập.")
    return back_to("indicators.one", year=year, target_id=target_id)


def _measure_page(year: int, target: Target, form: MeasureForm, status: int = 200) -> Any:
    fitting = [one for one in indicator_queries.MEASURES.values() if fold(one.unit) == fold(target.measure)]
    form.offer([(one.code, f"{one.title} ({BOOKS[one.register].title})") for one in fitting])
    goal = indicator_queries.goal_of(target)
    return reply("indicators/measure.html", status=status, year=year, target=target, goal=goal, form=form)
