"""What each block of a plan looks like on paper: letterhead, title, headings, body, tables, signature, appendices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from tthc.adapters.writers.sides import Line, Side, closing_side, letterhead_side, look_in_frame, with_superior
from tthc.planreader.blocks import Block
from tthc.planreader.head import is_head_line, read_head
from tthc.planreader.numbering import ARABIC, LETTER, ROMAN, is_numbered, number_of
from tthc.planreader.regions import Regions, is_closing, is_recipients, is_title, split
from tthc.planreader.tables import Table, task_tables
from tthc.planreader.wording import is_shouted, low, word_count

WIDE_TABLE = 6
_BASIS = re.compile(r"[-\s]*căn cứ\b")
_ATTACHED = re.compile(r"\((?:kèm|ban hành|đính kèm)")
_LONGEST_SUBHEADING = 25
_TITLE_LINES = 6
_LONGEST_TITLE = 50
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines side by side without borders; `is_lines` where they were lines, not cells, in the plan."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    is_lines: bool
    is_right_first: bool = False

    @property
    def is_letterhead(self) -> bool:
        """The lines are those of a letterhead, not of a signature."""
        return any(line.look in ("country", "motto", "number") for row in self.rows for lines in row for line in lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with borders: its rows, how many of them are headers, which are groups, what columns hold."""

    rows: tuple[Block, ...]
    headers: int
    groups: frozenset[int]
    roles: tuple[str, ...]

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(len(row.cells) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pieces that share a paper: the plan itself, a wide table in it, or an appendix with page numbers of its own."""

    pieces: tuple[Line | Frame | Grid, ...]
    is_appendix: bool = False

    @property
    def is_wide(self) -> bool:
        """The paper lies on its side."""
        return any(isinstance(piece, Grid) and piece.width >= WIDE_TABLE for piece in self.pieces)


def chapters(blocks: Sequence[Block]) -> list[Chapter]:
    """The plan cut where the paper changes; headers and footers are left to the writer."""
    regions = split([block for block in blocks if not block.place])
    plan = [*_opening(regions), *_body(regions.body), *_closing(regions.closing)]
    found = _with_signature(list(_by_paper(plan)))
    return found + [Chapter(tuple(_appendix(piece)), is_appendix=True) for piece in regions.appendices]


def _by_paper(pieces: Sequence[Line | Frame | Grid]) -> Iterator[Chapter]:
    """A wide table turns the paper, and takes the heading and the words that introduce it along."""
    upright: list[Line | Frame | Grid] = []
    for piece in pieces:
        if not (isinstance(piece, Grid) and piece.width >= WIDE_TABLE):
            upright.append(piece)
            continue
        start = len(upright)
        while start > 0 and _introduces(upright[start - 1]):
            start -= 1
        if upright[:start]:
            yield Chapter(tuple(upright[:start]))
        yield Chapter((*upright[start:], piece))
        upright = []
    if upright:
        yield Chapter(tuple(upright))


def _with_signature(found: list[Chapter]) -> list[Chapter]:
    """A signature alone does not turn the paper back."""
    if len(found) > 1 and found[-2].is_wide and all(isinstance(piece, Frame) for piece in found[-1].pieces):
        return [*found[:-2], Chapter(found[-2].pieces + found[-1].pieces)]
    return found


def _introduces(piece: Line | Frame | Grid) -> bool:
    return isinstance(piece, Line) and (piece.look in ("heading", "subheading") or piece.text.rstrip().endswith(":"))


def _opening(regions: Regions) -> Iterator[Line | Frame | Grid]:
    blocks = list(regions.opening)
    title = next((i for i, block in enumerate(blocks) if _opens_title(block)), len(blocks))
    sides = [(letterhead_side(block), block) for block in blocks[:title]]
    head = next((i for i, (side, _) in enumerate(sides) if side is None), len(sides))
    if head and all(block.kind == "paragraph" for block in blocks[:head]):
        yield from _frame([(side, block) for side, block in sides[:head] if side], "letterhead")
        blocks = blocks[head:]
    subject = read_head(regions).title or ""
    in_preamble, before = False, ""
    for is_row, group in groupby(blocks, key=lambda block: (block.kind == "row", block.table)):
        if is_row[0]:
            yield _grid_or_frame(list(group), "letterhead" if not in_preamble else "")
            continue
        for block in group:
            in_preamble = in_preamble or (not is_head_line(block) and not _opens_title(block))
            line = _opening_line(block, subject)
            # What a decision is about stands below its name, as the subject of a plan does.
            is_about = line.look == "body" and before == "title" and is_head_line(block) and word_count(block.text) <= _LONGEST_TITLE
            yield replace(line, look="subject") if is_about else line
            before = line.look if not block.text.endswith(":") else ""


def _opens_title(block: Block) -> bool:
    words = low(block.text)
    return is_title(block) or (
        block.kind == "paragraph" and is_shouted(block.text) and words.startswith(("kế hoạch", "quyết định", "nghị quyết", "chương trình"))
    )


def _opening_line(block: Block, subject: str) -> Line:
    words = low(block.text)
    if _opens_title(block):
        return Line(block.text, "title")
    if _ATTACHED.match(words):
        return Line(block.text, "attached", block.bold)
    if len(block.text) > _FEWEST_LETTERS and block.text in subject:
        return Line(block.text, "subject", block.bold)
    if is_shouted(block.text):
        return Line(block.text, "centred", block.bold)
    return Line(block.text, "basis" if _BASIS.match(words) else "body", block.bold)


def _body(blocks: Sequence[Block]) -> Iterator[Line | Frame | Grid]:
    for key, group in groupby(blocks, key=lambda block: (block.kind == "row", block.table)):
        if key[0]:
            yield grid(list(group))
        else:
            yield from (_body_line(block) for block in group)


def _body_line(block: Block) -> Line:
    number = number_of(block.text)
    if number and number.rank <= ROMAN and word_count(block.text) <= _LONGEST_TITLE:
        return Line(block.text, "heading", block.bold)
    is_short = word_count(block.text) <= _LONGEST_SUBHEADING and not block.text.rstrip().endswith((".", ";", ",", ":"))
    if number and ARABIC <= number.rank < LETTER and is_short:
        return Line(block.text, "subheading", block.bold)
    # A whole paragraph in heavy type is a slip of the conversion it came from.
    return Line(block.text, "body", block.bold and word_count(block.text) <= _LONGEST_TITLE)


def _closing(blocks: Sequence[Block]) -> Iterator[Line | Frame | Grid]:
    sided: list[tuple[Side, Block]] = []
    rest = list(blocks)
    side: Side = "left"
    while rest and rest[0].kind == "paragraph":
        told = closing_side(rest[0], side)
        if told is None:
            break
        side = told
        sided.append((side, rest.pop(0)))
    yield from _frame(sided, "closing")
    for key, group in groupby(rest, key=lambda block: (block.kind == "row", block.table)):
        if key[0]:
            yield _grid_or_frame(list(group), "closing")
        else:
            yield from map(_body_line, group)


def _frame(sided: Sequence[tuple[Side, Block]], where: Literal["letterhead", "closing"]) -> Iterator[Line | Frame]:
    """Lines of two sides as rows of two cells, each row read before the next; lines of one side stay as they are."""
    runs = [(side, tuple(block for _, block in run)) for side, run in groupby(sided, key=lambda one: one[0])]
    if {side for side, _ in runs} != {"left", "right"}:
        yield from (replace(look_in_frame(block.text, side, where), bold=block.bold) for side, run in runs for block in run)
        return
    is_right_first = [side for side, _ in runs] == ["right", "left"]
    rows: list[dict[Side, tuple[Block, ...]]] = []
    for side, run in runs:
        if not rows or side in rows[-1] or (side == "left" and not is_right_first):
            rows.append({})
        rows[-1][side] = run
    yield Frame(tuple(_frame_row(row, where) for row in rows), is_lines=True, is_right_first=is_right_first)


def _frame_row(row: dict[Side, tuple[Block, ...]], where: str) -> tuple[tuple[Line, ...], ...]:
    sides: tuple[Side, Side] = ("left", "right")
    lines = [[replace(look_in_frame(block.text, side, where), bold=block.bold) for block in row.get(side, ())] for side in sides]
    return tuple(with_superior(one) for one in lines)


def _grid_or_frame(rows: list[Block], where: str) -> Grid | Frame:
    """Cells with a letterhead or a signature have no borders."""
    lines = [line for row in rows for cell in row.cells for line in (cell or "").split("\n")]
    is_closing_table = any(is_closing(line) for line in lines)
    is_letterhead = where == "letterhead" and any("độc lập" in low(line) or low(line).startswith("số") for line in lines)
    if not is_closing_table and not is_letterhead:
        return grid(rows)
    kind = "letterhead" if is_letterhead else "closing"
    cells = tuple(tuple(_cell_lines(row, i, kind) for i in range(len(row.cells))) for row in rows)
    return Frame(cells, is_lines=False)


def _cell_lines(row: Block, column: int, kind: str) -> tuple[Line, ...]:
    side: Side = "left" if column < len(row.cells) / 2 else "right"
    text = row.cells[column] or ""
    if kind == "closing" and any(is_recipients(line) for line in text.split("\n")):
        side = "left"
    return with_superior([look_in_frame(line, side, kind) for line in text.split("\n")]) if text else ()


def grid(rows: list[Block]) -> Grid:
    """A table with its header rows counted, as the grammar reads them."""
    tables: list[Table] = task_tables(rows)
    if not tables:
        is_header = all(cell and len(cell) <= 60 and not is_numbered(Block(0, "paragraph", cell)) for cell in rows[0].cells)  # noqa: PLR2004
        return Grid(tuple(rows), int(is_header and len(rows) > 1), frozenset(), ())
    table = tables[0]
    named = {header.index for header in table.headers if not header.is_header}
    last = max(i for i, row in enumerate(rows) if row.index in named) + 1
    groups = frozenset(row.block.index for row in table.rows if row.is_group)
    return Grid(tuple(rows), last if last <= len(named) + 1 else 0, groups, table.roles)


def _appendix(piece: Sequence[Block]) -> Iterator[Line | Frame | Grid]:
    top = next((i for i, block in enumerate(piece) if i >= _TITLE_LINES or block.kind == "row" or is_numbered(block)), len(piece))
    for i, block in enumerate(piece[:top]):
        if i == 0 or is_shouted(block.text):
            yield Line(block.text, "appendix" if is_shouted(block.text) else "centred", block.bold)
        else:
            yield Line(block.text, "attached" if _ATTACHED.match(low(block.text)) else "body", block.bold)
    yield from _body(piece[top:])
