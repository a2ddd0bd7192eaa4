"""The page of one row: what stands in it, its files, what it proves and may prove, who changed what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from tthc.core.audit import queries as audit_queries
from tthc.core.registers import queries
from tthc.core.registers.rules import Column
from tthc.extensions import db
from tthc.kernel.policy import may
from tthc.web.document_buttons import DocumentButton, buttons
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_form import FilesForm
from tthc.web.register_list import Cell, cell
from tthc.web.register_proof_lines import Proofs, proofs_of
from tthc.web.register_ui import RegisterUi
from tthc.web.reply import reply
from tthc.web.words import act_words

_LONGEST = 20_000


@dataclass(frozen=True)
class Change:
    """What one entry of the log changed in one column."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Past:
    """One entry of a row's history."""

    at: datetime
    who: str
    words: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class RowPage:
    """Everything `section/row.html` shows."""

    ui: RegisterUi
    year: int
    row_id: int
    title: str
    section_title: str
    section_href: str
    register_href: str
    values: tuple[tuple[Column, Cell], ...]
    edit_href: str | None
    remove_href: str | None
    history: tuple[Past, ...]
    panel: Any
    proofs: Proofs
    act: Link | None
    badge: Any
    documents: tuple[DocumentButton, ...]


def row_page(ui: RegisterUi, year: int, row_id: int) -> RowPage:
    """Load the page; a constant number of queries."""
    session, who, book = db.session(), actor(), ui.book
    row = queries.one(session, who, book, row_id)
    known = queries.lookups(session, who.agency_id or 0, book, today())
    (line,) = queries.lines([row], who, book, known)
    is_writer = may(who, book.write, row)
    left_out = ui.left_out(row) if ui.left_out else ()
    at: dict[str, Any] = {"row_id": row_id}
    return RowPage(
        ui=ui,
        year=year,
        row_id=row_id,
        title=book.describe(row) or f"Dòng {row_id}",
        section_title=book.section.title,
        section_href=url_for(f"{book.section.value}.page", year=year),
        register_href=ui.href("rows", year),
        values=tuple((column, cell(column, line, _LONGEST)) for column in book.columns if column.name not in left_out),
        edit_href=ui.href("row_edit", year, **at) if is_writer else None,
        remove_href=ui.href("row_remove", year, **at) if is_writer else None,
        history=history(book.name, row_id),
        panel=ui.panel_of(row, year) if ui.panel_of else None,
        proofs=proofs_of(ui, year, row),
        act=ui.act_of(row, year) if ui.act_of and is_writer else None,
        badge=line.badge,
        documents=buttons(ui, year, "row", row_id),
    )


def show_row(ui: RegisterUi, year: int, row_id: int, files_form: FilesForm | None = None, status: int = 200) -> Any:
    """The page; `files_form` is the form of files that was refused."""
    form = files_form or FilesForm(formdata=None)
    return reply("section/row.html", status=status, page=row_page(ui, year, row_id), form=form)


def history(register: str, row_id: int) -> tuple[Past, ...]:
    """Who did what to the row, newest first, with what stood before and after."""
    found = audit_queries.histories(db.session(), {register: [row_id]})
    return tuple(Past(entry.at, entry.actor_name, act_words(entry).words, _changes(entry)) for entry in found)


def _changes(entry: Any) -> tuple[Change, ...]:
    before, after = _read(entry.before), _read(entry.after)
    if entry.verb == "enter":
        return ()  # the row itself stands on the page
    if entry.verb == "remove":
        before = {}
    titles = [*before, *(title for title in after if title not in before)]
    return tuple(Change(_TITLES.get(title, title), before.get(title, ""), after.get(title, "")) for title in titles)


_TITLES: Mapping[str, str] = {"reason": "Lý do"}


def _read(text: str) -> dict[str, str]:
    kept = json.loads(text) if text else {}
    return {str(title): str(words) for title, words in kept.items()} if isinstance(kept, dict) else {}
