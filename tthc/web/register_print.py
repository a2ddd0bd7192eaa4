"""A register on paper, as the browser prints it."""

from __future__ import annotations

from typing import Any

from flask import request

from tthc.core.registers import queries
from tthc.extensions import db
from tthc.kernel.vietnamese import day as day_text
from tthc.web.guards import actor, today
from tthc.web.register_ask import asked, narrowed, options
from tthc.web.register_list import caption_of, cell, listed, sums_of
from tthc.web.register_ui import RegisterUi


def printed_parts(ui: RegisterUi, year: int, most: int) -> dict[str, Any]:
    """The whole list for paper, with all its columns but the long ones cut nowhere."""
    session, who, book, day = db.session(), actor(), ui.book, today()
    known = queries.lookups(session, who.agency_id or 0, book, day)
    ask = asked(ui, year, known)
    total = queries.count(session, who, book, ask, today=day, most=None)
    lines = queries.lines(queries.rows(session, who, book, ask, today=day, limit=most), who, book, known)
    columns = listed(book, known)
    sums = queries.sums(session, who, book, ask, today=day) if total else {}
    told = [f"{c.title}: {dict(options(c, known))[ask.filters[c.name]]}" for c in book.columns if c.name in ask.filters]
    told += [view.title for view in book.views if view.slug == ask.view]
    told += [f"{book.day_words} {day_text(ask.on)}"] if ask.on else []
    return {
        "title": book.title,
        "section_title": book.section.title,
        "year": year,
        "columns": columns,
        "rows": [[cell(column, line, 2000).text for column in columns] for line in lines],
        "sums": sums_of(columns, sums),
        "caption": caption_of(book, total, is_narrowed=narrowed(ask), most=queries.COUNTED),
        "narrowed": [*told, *([f'Từ khóa "{ask.words}"'] if ask.words else [])],
        "left_out": total - len(lines),
        "back": ui.href("rows", year, request.args.to_dict()),
    }
