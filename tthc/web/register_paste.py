"""Cells pasted from a spreadsheet: with or without their header, shown again as they were pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tthc.core.registers.queries import Book
from tthc.core.registers.rules.sheets import pasted
from tthc.kernel.text import fold
from tthc.web.register_form import entered

MOST_SHOWN = 200  # rows that a page can be asked to draw as a grid


def as_file(text: str, book: Book) -> bytes:
    """The pasted cells as a file; a header is put above cells that came without one, in the order of the register."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if lines.strip() and not has_header(lines, book):
        titles = [column.title for column in entered(book)]
        width = max(line.count("\t") for line in lines.split("\n")) + 1
        lines = "\t".join(titles[:width]) + "\n" + lines
    return pasted(lines)


def order_words(book: Book) -> str:
    """The columns of cells that came without a header, as `as_file` names them."""
    return "; ".join(column.title for column in entered(book))


def has_header(text: str, book: Book) -> bool:
    """Whether the first line names columns of the register."""
    first = [fold(cell) for cell in text.split("\n", 1)[0].split("\t")]
    names = {fold(name) for column in book.columns for name in (column.title, *column.spellings)}
    return any(cell in names for cell in first)


def shown_again(content: bytes) -> str:
    """The pasted text as the box held it; nothing where it is too much for a page."""
    text = content.decode("utf-8", "replace").strip("\n")
    return text if text.count("\n") <= MOST_SHOWN else ""


def marks(problems: Sequence[Any]) -> str:
    """Which cells are wrong, as the grid reads it: `row:letter`, a line each, with what is wrong after it."""
    return "\n".join(f"{p.row}:{p.letter}:{p.words}" for p in problems if p.row and p.letter)


def given_texts(form: Any, names: Sequence[str]) -> Mapping[str, str]:
    """What was said once for all rows."""
    return {name: form[name].typed_text() for name in names if form[name].typed_text()}
