"""The list of a register: pills, filters, a page of rows, sums; everything that narrows it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for

from tthc.core.registers import queries
from tthc.core.registers.queries import Ask, Book
from tthc.core.registers.rules import UNIT, Column, Kind, Lookups, shown
from tthc.extensions import db
from tthc.kernel.policy import may
from tthc.kernel.vietnamese import number
from tthc.web.document_buttons import DocumentButton, buttons
from tthc.web.guards import actor, today
from tthc.web.lines import Link, Pages, Tab, page_number, pages, with_query
from tthc.web.register_ask import LONGEST_DAY, asked, asked_day, filtering, is_named, named, narrowed, options
from tthc.web.register_form import writable_units
from tthc.web.register_ui import RegisterUi

_LONGEST_CELL = 160
_MOST_WITH_UNIT = 8  # columns; it stands on the row's page and in the filter anyway
NUMBERS = (Kind.COUNT, Kind.NUMBER, Kind.MONEY)


@dataclass(frozen=True)
class Cell:
    """A value in words; `href` where it is an address of its own."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row of the list."""

    href: str
    cells: tuple[Cell, ...]
    badge: Any = None
    act: Link | None = None


@dataclass(frozen=True)
class Choice:
    """A column the list can be narrowed by, with what can be chosen."""

    name: str
    title: str
    options: tuple[tuple[str, str, bool], ...]
    typed: str | None = None  # what was written, where there are too many options to list


@dataclass(frozen=True)
class RegisterList:
    """What `section/_registers.html` shows of the open register."""

    ui: RegisterUi
    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    sums: tuple[str, ...]
    views: tuple[Tab, ...]
    choices: tuple[Choice, ...]
    view: str
    keyword: str
    is_narrowed: bool
    narrowed_by: int
    empty: str
    here: str
    add_href: str | None
    upload_href: str | None
    export_href: str
    print_href: str
    links: tuple[Link, ...]
    banner: Any
    documents: tuple[DocumentButton, ...]
    day_words: str
    day_text: str
    day_problem: str
    has_badges: bool
    has_acts: bool


def list_parts(uis: Sequence[RegisterUi], ui: RegisterUi, year: int) -> dict[str, Any]:
    """The open register's parts of the section page; a constant number of queries."""
    session, who, book, day = db.session(), actor(), ui.book, today()
    known = queries.lookups(session, who.agency_id or 0, book, day)
    ask = asked(ui, year, known)
    found, total = queries.found(session, who, book, ask, today=day, offset=(page_number() - 1) * queries.PAGE)
    columns = listed(book, known)
    lines = queries.lines(found, who, book, known)
    sums = queries.sums(session, who, book, ask, today=day) if total else {}
    return {
        "registers": tuple(Tab(each.tab, each.href("rows", year), None, each is ui) for each in uis),
        "pages": _pages(lines, total, queries.most(ask)),
        "register": _list(ui, year, known, ask, total, columns, found, lines, sums),
    }


def _pages(lines: Sequence[queries.Line], total: int, most: int) -> Pages | None:
    """Paging; counting ends where nobody turns pages any more."""
    here = pages(lines, total, queries.PAGE)
    return replace(here, total=most, is_more=True) if here and total > most else here


def _list(
    ui: RegisterUi,
    year: int,
    known: Lookups,
    ask: Ask,
    total: int,
    columns: tuple[Column, ...],
    found: Sequence[Any],
    lines: Sequence[queries.Line],
    sums: Mapping[str, Any],
) -> RegisterList:
    is_narrowed = narrowed(ask)
    rows = tuple(table_row(ui, year, columns, line, row) for line, row in zip(lines, found, strict=True))
    return RegisterList(
        ui=ui,
        title=ui.book.title,
        caption=caption_of(ui.book, total, is_narrowed=is_narrowed, most=queries.most(ask)),
        columns=columns,
        rows=rows,
        sums=sums_of(columns, sums),
        views=_views(ui.book, ask),
        choices=tuple(_choice(column, ask, known) for column in filtering(ui.book, known)),
        view=ask.view,
        keyword=ask.words,
        is_narrowed=is_narrowed,
        narrowed_by=len(ask.filters) + (ask.on is not None),
        empty=_empty(ask, year, is_narrowed=is_narrowed),
        here=ui.href("rows", year),
        banner=ui.banner_of(year) if ui.banner_of else None,
        documents=buttons(ui, year, "list") if lines else (),
        day_words=ui.book.day_words if ui.book.on_day else "",
        day_text=request.args.get("ngay", "")[:LONGEST_DAY],
        day_problem=asked_day(ui.book)[1],
        has_badges=any(row.badge for row in rows),
        has_acts=any(row.act for row in rows),
        **_doors(ui, year, known),
    )


def _doors(ui: RegisterUi, year: int, known: Lookups) -> dict[str, Any]:
    """Where one can go from the list."""
    is_writer = may(actor(), ui.book.write) and bool(writable_units(actor(), ui.book, known))
    query = {name: text for name, text in request.args.to_dict().items() if name != "trang"}
    return {
        "add_href": _add_href(ui, year) if is_writer else None,
        "upload_href": ui.href("sheet_upload", year) if is_writer else None,
        "export_href": ui.href("sheet_export", year, query),
        "print_href": ui.href("rows_print", year, query),
        "links": tuple(ui.links(year)) if ui.links else (),
    }


def _add_href(ui: RegisterUi, year: int) -> str:
    return url_for(ui.add_endpoint, year=year) if ui.add_endpoint else ui.href("row_add", year)


def listed(book: Book, known: Lookups) -> tuple[Column, ...]:
    """The columns of the list; the unit's is left out where there is one unit only, or no room for it."""
    columns = [column for column in book.columns if column.is_listed]
    has_unit = len(known.unit_names) > 1 and len(columns) <= _MOST_WITH_UNIT
    return tuple(column for column in columns if has_unit or column.name != UNIT.name)


def table_row(ui: RegisterUi, year: int, columns: Sequence[Column], line: queries.Line, row: Any) -> TableRow:
    """A line with its address, how it stands and the step that is next for who may take it."""
    act = ui.act_of(row, year) if ui.act_of and may(actor(), ui.book.write, row) else None
    return TableRow(ui.href("row", year, row_id=line.row_id), tuple(cell(column, line) for column in columns), line.badge, act)


def cell(column: Column, line: queries.Line, longest: int = _LONGEST_CELL) -> Cell:
    """A cell of the list: long words are cut, an address is a link."""
    text = line.cells[column.name]
    if column.kind is Kind.LINK and text.lower().startswith(("https://", "http://")):
        return Cell(text.split("//", 1)[1].split("/", 1)[0], text)
    return Cell(text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…")


def sums_of(columns: Sequence[Column], sums: Mapping[str, Any]) -> tuple[str, ...]:
    """The sums in words, a place for each column; nothing where nothing is summed."""
    if not sums:
        return ()
    return tuple(shown(column, sums[column.name]) if column.name in sums else "" for column in columns)


def caption_of(book: Book, total: int, *, is_narrowed: bool, most: int) -> str:
    """How many rows there are, in words; counting ends at `most`."""
    counted = f"{number(total)} {book.row_words}" if total <= most else f"Hơn {number(most)} {book.row_words}"
    return f"{counted} theo bộ lọc này" if is_narrowed else counted


def _views(book: Book, ask: Ask) -> tuple[Tab, ...]:
    if not book.views:
        return ()
    every = Tab("Tất cả", with_query(loc=None, trang=None), None, not ask.view)
    offered = [view for view in book.views if view.is_pill or view.slug == ask.view]
    return (every, *(Tab(v.title, with_query(loc=v.slug, trang=None), None, v.slug == ask.view) for v in offered))


def _choice(column: Column, ask: Ask, known: Lookups) -> Choice:
    if is_named(column, known):
        return Choice(column.name, column.title, (), named(column, known))
    chosen = ask.filters.get(column.name, "")
    return Choice(column.name, column.title, tuple((value, words, value == chosen) for value, words in options(column, known)))


def _empty(ask: Ask, year: int, *, is_narrowed: bool) -> str:
    if ask.words:
        return f'Không tìm thấy "{ask.words}". Thử bớt từ hoặc tìm theo số ký hiệu.'
    return "Không có dòng nào theo bộ lọc này." if is_narrowed else f"Sổ năm {year} chưa có dòng nào."
