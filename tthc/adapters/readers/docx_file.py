"""Word files (.docx) to blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tthc.adapters.readers.docx_lines import columns_in, lines_whole, pasted_width
from tthc.adapters.readers.docx_package import Element, Package, W, toggle
from tthc.adapters.readers.docx_story import Pieces, Story
from tthc.adapters.readers.refusals import refused
from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block, joined
from tthc.planreader.labels import column_role

_NARROW, _LETTERHEAD = 2, 3


def read_docx(content: bytes, name: str) -> list[Block]:
    """The blocks of a Word file; raises BadFile with one sentence when it cannot be read."""
    try:
        return _read(Package(content, name))
    except (BadFile, MemoryError):
        raise
    except Exception as error:  # a broken file breaks anywhere: in the zip, in the XML, in a number
        raise refused("broken", name) from error


def _read(package: Package) -> list[Block]:
    body = package.document.find(f"{W}body")
    story = Story(package)
    pieces = [] if body is None else story.pieces(body)
    opening, margins = _margins(package, story)
    pieces = [*opening, *pieces]
    last_table = max((piece.table for piece in pieces if piece), default=0)
    pieces = _tables_whole(list(columns_in(pieces, last_table)))
    blocks = [*_sentences_whole(pieces), *margins]
    return [replace(block, index=index) for index, block in enumerate(blocks)]


def _margins(package: Package, story: Story) -> tuple[Pieces, list[Block]]:
    """What the first page alone has above its text, and one block for each other line of headers and footers."""
    opening: Pieces = []
    found: dict[str, Block] = {}
    for section in package.document.iter(f"{W}sectPr"):
        for place, reference in _references(section):
            root = package.linked(reference)
            if root is None:
                continue
            lines = [line for line in story.plain(root) if _has_words(line)]
            is_first = place == "header" and reference.get(f"{W}type") == "first"
            if is_first and not opening and not found and len(lines) >= _LETTERHEAD and toggle(section, "titlePg"):
                opening = story.pieces(root)
                continue
            for line in lines:
                found.setdefault(line, Block(0, "paragraph", line, place="header" if place == "header" else "footer"))
    return opening, list(found.values())


def _references(section: Element) -> Iterator[tuple[str, Element]]:
    """Headers before footers, those of the first page first."""
    for place in ("header", "footer"):
        for reference in sorted(section.findall(f"{W}{place}Reference"), key=lambda one: one.get(f"{W}type") != "first"):
            yield place, reference


def _has_words(line: str) -> bool:
    """More than a page number, whose fields have been left out, or typed by hand."""
    return any(c.isalpha() for c in line.lower().replace("trang", ""))


def _tables_whole(pieces: Pieces) -> Pieces:
    """Word breaks a long table only where its author did: the part below an empty line goes on, with or without its header."""
    whole: list[Pieces] = []
    for table, group in groupby(pieces, key=lambda piece: piece.table if piece is not None and piece.kind == "row" else 0):
        rows = list(group)
        above = -2 if len(whole) > 1 and not any(whole[-1]) else -1
        if table and whole and _goes_on(whole[above], rows):
            del whole[len(whole) + above + 1 :]
            whole[-1] += [None, *rows]
        else:
            whole.append(rows)
    return [piece for segment in whole for piece in _marked(segment)]


def _goes_on(above: Pieces, rows: Pieces) -> bool:
    first, top = above[0], rows[0]
    if first is None or top is None or first.kind != "row" or len(first.cells) != len(top.cells) or len(top.cells) <= _NARROW:
        return False
    names = [column_role(cell) for cell in top.cells if cell]
    is_other_header = len(names) > _NARROW and all(names) and top.cells != first.cells
    return not is_other_header


def _marked(segment: Pieces) -> Pieces:
    """The rows of one table, with its number on each and its repeated headers marked."""
    first = segment[0]
    if first is None or first.kind != "row":
        return segment
    return [replace(row, table=first.table) for row in joined(segment)]


def _sentences_whole(pieces: Sequence[Block | None]) -> list[Block]:
    """Paragraphs directly below one another may be one sentence that was pasted with its line ends; an empty line parts them."""
    runs: list[list[Block]] = []
    for is_text, group in groupby(pieces, key=lambda piece: piece is not None and piece.kind == "paragraph" and not piece.place):
        blocks = [piece for piece in group if piece is not None]
        runs.append(joined(blocks) if is_text else blocks)
    width = pasted_width([block for run in runs for block in run])
    return [block for run in runs for block in (lines_whole(run, width) if width else run)]
