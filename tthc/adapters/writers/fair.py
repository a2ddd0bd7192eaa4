"""The fair copy of a plan: what the pages of its source did to it (cuts, repeated headers, page numbers) is healed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tthc.adapters.readers.docx_symbols import plain
from tthc.kernel.text import tidy
from tthc.planreader.blocks import Block

# What XML 1.0 cannot hold, and signs of nobody's alphabet.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\uf000-\ufffd\U00010000-\U0010ffff]")
_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)


def fair_copy(blocks: Iterable[Block]) -> list[Block]:
    """The blocks as a file of ours holds them and gives them back.

    Automatic numbers become text, sentences and rows are whole, a repeated header stands once (Word repeats it by itself), page
    numbers are drawn anew. Rows of one table have one width, and a first row continues nothing.
    """
    done: list[Block] = []
    for block in blocks:
        if block.is_header or (block.place in ("header", "footer") and _PAGE_NUMBER.fullmatch(block.text)):
            continue
        if block.kind == "row":
            done.append(replace(block, cells=tuple(_cell(cell) for cell in block.cells), page=0, is_scanned=False))
        elif text := _clean(f"{block.number} {block.text}"):
            done.append(replace(block, text=text, number="", parts=(), level=0, page=0, is_scanned=False))
    return [replace(block, index=i) for i, block in enumerate(_even(done))]


def _clean(text: str) -> str:
    return tidy(plain(_FORBIDDEN.sub("", text), ""))


def _cell(cell: str | None) -> str | None:
    return None if cell is None else "\n".join(filter(None, map(_clean, cell.split("\n"))))


def _even(blocks: Sequence[Block]) -> list[Block]:
    """Every row as wide as its table, `None` only below a cell, tables counted from 1, no row without a word."""
    done: list[Block] = []
    start = 0
    while start < len(blocks):
        end = start + 1
        if blocks[start].kind == "row":
            while end < len(blocks) and blocks[end].kind == "row" and blocks[end].table == blocks[start].table:
                end += 1
            done += _even_rows(blocks[start:end])
        else:
            done.append(blocks[start])
        start = end
    return done


def _even_rows(rows: Sequence[Block]) -> list[Block]:
    width = max(len(row.cells) for row in rows)
    first, *others = rows
    opened = replace(first, cells=tuple(cell or "" for cell in first.cells))
    return [replace(row, cells=row.cells + ("",) * (width - len(row.cells))) for row in (opened, *others)]
