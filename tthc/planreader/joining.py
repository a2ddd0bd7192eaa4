"""Making whole what pages cut: rows of one table, halves of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tthc.kernel.text import fold
from tthc.planreader.block import Block
from tthc.planreader.wording import BULLETS, CAPITALS, is_shouted, low

_PAGE_NUMBER = re.compile(r"\s*(?:trang\s*)?-?\s*\d{1,3}\s*-?\s*", re.IGNORECASE)
_ENUMERATED = re.compile(rf"\s*(?:[{BULLETS}]|o\s+[{CAPITALS}]|\(?[a-zđ]{{1,2}}[.)/]|\d|https?:)")
_SHORTEST_BROKEN_LINE, _LONGEST_BROKEN_LINE = 40, 4000


def joined(pieces: Iterable[Block | None]) -> list[Block]:
    """Blocks in order from pieces as they stand on pages, `None` for a gap: rows and sentences that a page cut are whole again."""
    blocks = _rejoined_paragraphs(_rejoined_tables(list(pieces)))
    return [replace(block, index=index) for index, block in enumerate(blocks)]


def _rejoined_tables(blocks: list[Block | None]) -> list[Block | None]:
    """Rows over page breaks become one table: a repeated header is marked, a row cut in two is one row again."""
    done: list[Block | None] = []
    head: Block | None = None
    table, is_broken = 0, False
    for position, block in enumerate(blocks):
        if block is None or (head and _is_page_number(block, blocks, position)):
            is_broken = True
        elif block.place:
            pass  # stands between, belongs to neither
        elif block.kind == "paragraph":
            head = None
        else:
            table += head is None
            row = replace(block, table=table)
            is_again = head is not None and any(row.cells) and _same_row(row, head)
            if is_broken and not is_again and head and _continues(row):
                _glue(done, row)
                continue
            is_broken = is_again
            head = head or row
            done.append(replace(row, is_header=is_again))
            continue
        done.append(block)
    return done


def _is_page_number(block: Block, blocks: list[Block | None], position: int) -> bool:
    after = next((b for b in blocks[position + 1 : position + 4] if b is not None and not b.place), None)
    return block.kind == "paragraph" and bool(_PAGE_NUMBER.fullmatch(block.text)) and after is not None and after.kind == "row"


def _same_row(one: Block, other: Block) -> bool:
    return [fold(cell or "") for cell in one.cells] == [fold(cell or "") for cell in other.cells]


def _continues(row: Block) -> bool:
    """The second half of a row cut by a page break: no number, and every cell goes on in small letters."""
    filled = [cell for cell in row.cells if cell]
    return len(row.cells) > 1 and not row.cells[0] and bool(filled) and all(cell[0].islower() for cell in filled)


def _glue(done: list[Block | None], rest: Block) -> None:
    for position in range(len(done) - 1, -1, -1):
        row = done[position]
        if row is not None and row.kind == "row" and not row.is_header and not row.place:
            width = max(len(row.cells), len(rest.cells))
            both = zip(_padded(row.cells, width), _padded(rest.cells, width), strict=True)
            done[position] = replace(row, cells=tuple(f"{one or ''} {other or ''}".strip() for one, other in both))
            return
    done.append(rest)


def _padded(cells: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    return cells + ("",) * (width - len(cells))


def _rejoined_paragraphs(blocks: list[Block | None]) -> list[Block]:
    """A sentence that a page break cut is one paragraph again; its pieces stay known."""
    done: list[Block] = []
    last = -1
    for block in blocks:
        if block is None:
            continue
        if block.place:
            done.append(block)
        elif last >= 0 and _is_broken_off(done[last], block):
            first = done[last]
            done[last] = replace(first, text=f"{first.text} {block.text}", parts=(*(first.parts or (first.text,)), block.text))
        else:
            last = len(done)
            done.append(block)
    return done


def _is_broken_off(first: Block, second: Block) -> bool:
    """No stop at the end of a long line, and the next starts with a small letter that is no enumerator or label."""
    if first.kind != "paragraph" or second.kind != "paragraph" or second.number:
        return False
    if (
        not first.text
        or not second.text
        or first.text[-1] in '.;:!?…”"/'
        or not _SHORTEST_BROKEN_LINE <= len(first.text) <= _LONGEST_BROKEN_LINE
        or is_shouted(first.text)
    ):
        return False
    is_label = ":" in second.text[:40] and low(second.text).startswith(("chủ trì", "phối hợp", "thời gian", "sản phẩm", "thực hiện"))
    return second.text[0].islower() and not _ENUMERATED.match(second.text) and not is_label
