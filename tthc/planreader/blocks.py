"""The seam between file formats and the grammar: a document is a list of blocks, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tthc.kernel.text import fold, nfc, tidy
from tthc.planreader.refusals import UnreadablePlan
from tthc.planreader.wording import is_shouted, low

_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]{2,}")
_TAGS = re.compile(r"</?(?:b|i|u|em|strong)>", re.IGNORECASE)
_LINE_MARKS = re.compile(r"\s*(?:⏎|<br\s*/?>)\s*", re.IGNORECASE)
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_STAR_BULLET = re.compile(r"^\s*\* ")
_PIPE_RULE = re.compile(r"[\s|:-]+")
_PAGE_NUMBER = re.compile(r"\s*(?:trang\s*)?-?\s*\d{1,3}\s*-?\s*", re.IGNORECASE)
_ENUMERATED = re.compile(r"\s*(?:[-+•*]|\(?[a-zđ]{1,2}[.)/]|\d|https?:)")
_SHORTEST_BROKEN_LINE, _LONGEST_BROKEN_LINE = 40, 4000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table.

    `number` is an automatic number that the word processor draws but does not write. A cell that is `None` continues the cell
    above it; `parts` are the pieces of a paragraph that a page break cut, kept apart for the ledger. `place` tells what stands
    outside the running text, `page` is counted from 1 where the format has pages; what a scan was read from is never certain.
    """

    index: int
    kind: Literal["paragraph", "row"]
    text: str = ""
    cells: tuple[str | None, ...] = ()
    bold: bool = False
    level: int = 0
    number: str = ""
    is_header: bool = False
    table: int = 0
    parts: tuple[str, ...] = ()
    place: Literal["", "header", "footer", "footnote"] = ""
    page: int = 0
    is_scanned: bool = False


def from_bytes(content: bytes) -> list[Block]:
    """The blocks of a text file in UTF-8."""
    if b"\x00" in content[:4096]:
        raise UnreadablePlan("Tệp này không phải tệp văn bản. Lưu kế hoạch ở dạng văn bản (.txt, UTF-8) rồi đọc lại.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadablePlan("Không đọc được chữ trong tệp: tệp không ở bảng mã Unicode UTF-8.") from error
    return from_text(text)


def from_text(text: str) -> list[Block]:
    """The blocks of plain text: a line is a paragraph, tabs or bars make a table row, markdown marks become hints."""
    lines = _SPACES.sub(" ", nfc(text)).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return joined(_lines(lines))


def joined(pieces: Iterable[Block | None]) -> list[Block]:
    """Blocks in order from pieces as they stand on pages, `None` for a gap: rows and sentences that a page cut are whole again."""
    blocks = _rejoined_paragraphs(_rejoined_tables(list(pieces)))
    return [replace(block, index=index) for index, block in enumerate(blocks)]


@dataclass
class _Marks:
    """Whether a bold span is open: it may run over several lines of one paragraph."""

    is_open: bool = False


def _lines(text: str) -> Iterator[Block | None]:
    """A block a line; `None` stands for an empty line."""
    marks = _Marks()
    for line in re.split(r"[\n\v\x1c-\x1e\x85\u2028\u2029]", text):
        if not line.strip():
            marks.is_open = False
            yield Block(0, "row", cells=("",) * (line.count("\t") + 1)) if "\t" in line else None
            continue
        yield from _line(line, marks)


def _line(line: str, marks: _Marks) -> Iterator[Block]:
    opened, starts = marks.is_open, line.lstrip(" #").startswith("**")
    if line.count("**") % 2:
        marks.is_open = not marks.is_open
    heading = _HEADING.match(line)
    plain = _TAGS.sub(" ", line[heading.end() :] if heading else line)
    plain = _STAR_BULLET.sub("- ", plain).replace("*", "")
    cells = _cells(plain)
    if cells is not None:
        yield Block(0, "row", cells=cells, bold="<b>" in line or starts)
    elif plain.strip():
        text = tidy(_LINE_MARKS.sub(" ", plain))
        yield Block(0, "paragraph", text, bold=starts or opened or bool(heading), level=len(heading.group(1)) if heading else 0)


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table row, or `None` for a paragraph; the `|` rule below a header has no cells worth keeping."""
    if "\t" in line:
        parts = line.split("\t")
    elif line.strip().startswith("|") and line.count("|") > 1:
        parts = [] if _PIPE_RULE.fullmatch(line) else line.strip().strip("|").split("|")
    elif " | " in line:
        parts = line.split(" | ")
    else:
        return None
    return tuple("\n".join(map(tidy, _LINE_MARKS.split(part))).strip() for part in parts)


def _rejoined_tables(blocks: list[Block | None]) -> list[Block | None]:
    """Rows over page breaks become one table: a repeated header is marked, a row cut in two is one row again."""
    done: list[Block | None] = []
    head: Block | None = None
    table, is_broken = 0, False
    for position, block in enumerate(blocks):
        if block is None or (head and _is_page_number(block, blocks, position)):
            is_broken = True
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
    after = next((b for b in blocks[position + 1 : position + 4] if b is not None), None)
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
        if row is not None and row.kind == "row" and not row.is_header:
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
    for block in blocks:
        if block is None:
            continue
        if done and _is_broken_off(done[-1], block):
            first = done[-1]
            done[-1] = replace(first, text=f"{first.text} {block.text}", parts=(*(first.parts or (first.text,)), block.text))
        else:
            done.append(block)
    return done


def _is_broken_off(first: Block, second: Block) -> bool:
    """No stop at the end of a long line, and the next starts with a small letter that is no enumerator or label."""
    if first.kind != "paragraph" or second.kind != "paragraph" or second.number:
        return False
    if first.text[-1] in '.;:!?…”"/' or not _SHORTEST_BROKEN_LINE <= len(first.text) <= _LONGEST_BROKEN_LINE or is_shouted(first.text):
        return False
    is_label = ":" in second.text[:40] and low(second.text).startswith(("chủ trì", "phối hợp", "thời gian", "sản phẩm", "thực hiện"))
    return second.text[0].islower() and not _ENUMERATED.match(second.text) and not is_label
