"""The buttons with which papers of register rows are asked for, on a list and on a row's page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from tthc.core.registers.queries.documents import documents_of
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi

ROW = "dong"


@dataclass(frozen=True)
class DocumentButton:
    """One paper: the address that makes it (POST), and where its sentences are changed, for who may."""

    title: str
    href: str
    wording: Link | None


def buttons(ui: RegisterUi, year: int, of: str, row_id: int | None = None) -> tuple[DocumentButton, ...]:
    """The papers of the list as it is narrowed now, or of one row."""
    query = {ROW: str(row_id)} if row_id is not None else {k: v for k, v in request.args.to_dict().items() if k != "trang"}
    is_clerk = may(actor(), Can.REGISTER_SET_UP)
    return tuple(
        DocumentButton(
            title=one.title,
            href=ui.href("document_ask", year, query, kind=one.kind),
            wording=Link("Sửa câu chữ", ui.href("document_wording", year, kind=one.kind)) if one.wording and is_clerk else None,
        )
        for one in documents_of(ui.book, of)
    )
