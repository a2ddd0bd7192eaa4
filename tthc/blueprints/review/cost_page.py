"""The page of a cost sheet: lines as they were typed, what is wrong with them, and the sums with how they came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tthc.blueprints.review.registers import REVIEWS
from tthc.core.reviews import queries
from tthc.core.reviews.actions.costing import Asked
from tthc.core.reviews.queries import Income, Kept
from tthc.core.reviews.rules.costs import PART_WORDS, PARTS, SIDES, Reckoning, Step, Terms, explained, reckon, year_explained
from tthc.core.reviews.rules.diagram import Flow, flow
from tthc.core.reviews.rules.sheet import CELLS, MOST_STEPS, VOLUMES, Typed, copied, pasted, read_steps, read_volumes, typed_step
from tthc.core.reviews.rules.words import WordKind
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import may
from tthc.kernel.vietnamese import number
from tthc.web.addresses import row_number
from tthc.web.guards import actor

_MORE = 3  # empty lines that one press adds


@dataclass(frozen=True)
class Sheet:
    """What was sent or is kept, as texts."""

    lines: tuple[Typed, ...]
    volumes: Mapping[str, str]
    gdp_year: str
    version: int | None


@dataclass(frozen=True)
class Sum:
    """A step in the table of sums."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Sums:
    """The result, explained step by step."""

    lines: tuple[Sum, ...]
    reckoning: Reckoning
    before_year: str
    after_year: str
    income: str
    flow: Flow


@dataclass(frozen=True)
class CostPage:
    """Everything `review/costs.html` shows."""

    year: int
    title: str
    row_href: str
    register_href: str
    action: str
    reckon_href: str
    can_write: bool
    sheet: Sheet
    faults: Mapping[str, str]
    sums: Sums | None
    incomes: Sequence[Income]
    suggested: tuple[str, ...]
    note: str
    is_unsaved: bool = False

    parts = tuple((part, PART_WORDS[part]) for part in PARTS)
    sides = tuple((side, f"{words} rà soát") for side, words in SIDES.items())
    volumes = tuple(VOLUMES.items())


def sent_sheet() -> Sheet:
    """The sheet in the request: one list a column, cut where a browser sends fewer of one than of another."""
    titles, columns = request.form.getlist("title"), [request.form.getlist(name) for name in CELLS]
    many = min(len(titles), MOST_STEPS + _MORE)
    lines = [Typed(titles[at], tuple(column[at] if at < len(column) else "" for column in columns)) for at in range(many)]
    volumes = {name: request.form.get(name, "") for name in VOLUMES}
    return Sheet(tuple(lines), volumes, request.form.get("gdp_year", ""), row_number(request.form.get("version")))


def kept_sheet(kept: Kept) -> Sheet:
    """What was saved."""
    terms = kept.terms
    volumes = {
        "before_times": number(terms.before.times),
        "before_subjects": number(terms.before.subjects),
        "after_times": number(terms.after.times),
        "after_subjects": number(terms.after.subjects),
    }
    return Sheet(tuple(typed_step(step) for step in kept.steps), volumes, str(kept.gdp_year), kept.version)


def new_sheet(suggested: Sequence[str], incomes: Sequence[Income], year: int) -> Sheet:
    """An empty sheet: the usual steps, once a year for one, with the latest product per head of an earlier year."""
    known = next((one.year for one in incomes if one.year < year), incomes[-1].year)
    return Sheet(tuple(Typed(title) for title in suggested), dict.fromkeys(VOLUMES, "1"), str(known), None)


def changed(sheet: Sheet) -> Sheet | None:
    """The sheet after a button that only changes lines: more, one less, pasted, copied; None where it is to be saved."""
    form, lines = request.form, list(sheet.lines)
    if form.get("bo", "").isdecimal():
        at = row_number(form.get("bo"))
        lines = [line for place, line in enumerate(lines) if place != at]
    elif form.get("viec") == "them":
        lines = [*lines, *[Typed()] * _MORE][: MOST_STEPS + _MORE]
    elif form.get("viec") == "chep":
        lines = copied(lines)
    elif form.get("viec") == "dan":
        lines = [*(line for line in lines if any(cell.strip() for cell in line.cells)), *pasted(form.get("cells", ""))]
    else:
        return None
    return Sheet(tuple(lines[: MOST_STEPS + _MORE]), sheet.volumes, sheet.gdp_year, sheet.version)


def read_sheet(sheet: Sheet, suggested: Sequence[str]) -> tuple[Asked, dict[str, str]]:
    """The values of a sheet, and a sentence for each field that cannot be read."""
    steps, faults = read_steps(sheet.lines, frozenset(suggested))
    before, after, more = read_volumes(sheet.volumes)
    return Asked(steps, before, after, row_number(sheet.gdp_year) or 0), more | faults


def sums_of(asked: Asked, faults: dict[str, str], gdp_per_head: int | None) -> Sums | None:
    """The sums of what can be read; an amount beyond all bounds becomes a fault."""
    if gdp_per_head is None:
        return None
    try:
        terms = Terms(gdp_per_head, asked.before, asked.after)
        return _sums(asked.steps, terms, reckon(asked.steps, terms))
    except BadInput as error:
        faults["before_times"] = str(error)
        return None


def _sums(steps: Sequence[Step], terms: Terms, found: Reckoning) -> Sums:
    income = found.income
    return Sums(
        lines=tuple(Sum(step.title, explained(step.before, income), explained(step.after, income)) for step in steps),
        reckoning=found,
        before_year=year_explained(found.before, terms.before),
        after_year=year_explained(found.after, terms.after),
        income=f"{number(terms.gdp_per_head)} đ ÷ (12 tháng × 22 ngày × 8 giờ) = {number(income)} đ/giờ",
        flow=flow(steps, income),
    )


def cost_page(row: Any, year: int, sheet: Sheet | None = None, faults: dict[str, str] | None = None) -> CostPage:
    """Load the page; a constant number of queries, however many steps."""
    session, agency_id = db.session(), row.agency_id
    kept, incomes = queries.kept(session, row.id), queries.incomes(session, agency_id)
    suggested = tuple(one.title for one in queries.word_lines(session, agency_id, WordKind.STEP) if one.is_used)
    is_kept = sheet is None and kept is not None
    shown = sheet or (kept_sheet(kept) if kept else new_sheet(suggested, incomes, row.ends_on.year))
    asked, wrong = read_sheet(shown, suggested)
    gdp = kept.terms.gdp_per_head if is_kept and kept else next((one.gdp_per_head for one in incomes if one.year == asked.gdp_year), None)
    found = wrong if faults is None else faults
    return CostPage(
        year=year,
        title=row.subject,
        row_href=REVIEWS.href("row", year, row_id=row.id),
        register_href=REVIEWS.href("rows", year),
        action=url_for("review.costs_keep", year=year, review_id=row.id),
        reckon_href=url_for("review.costs_reckon", year=year, review_id=row.id),
        can_write=may(actor(), REVIEWS.book.write, row),
        sheet=shown,
        faults=found if sheet is not None else {},
        sums=sums_of(asked, found, gdp) if asked.steps else None,
        incomes=incomes,
        suggested=suggested,
        note=_note(kept, incomes) if is_kept else "",
        is_unsaved=sheet is not None,
    )


def _note(kept: Kept | None, incomes: Sequence[Income]) -> str:
    """What was announced anew since the sheet was saved; nothing is reckoned again by itself."""
    now = next((one.gdp_per_head for one in incomes if kept and one.year == kept.gdp_year), None)
    if kept is None or now is None or now == kept.terms.gdp_per_head:
        return ""
    old = number(kept.terms.gdp_per_head)
    return f"Mức GDP năm {kept.gdp_year} đã đổi từ {old} đ thành {number(now)} đ sau khi lưu bảng. Bấm Lưu để tính theo mức mới."
