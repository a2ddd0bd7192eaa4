"""PDF to blocks: the text layer by geometry, pages without one through the recogniser of letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from tthc.adapters.readers.pdf_aligned import aligned_table, continued_sides
from tthc.adapters.readers.pdf_columns import stepped, zones_of
from tthc.adapters.readers.pdf_flow import joined_text
from tthc.adapters.readers.pdf_grid import grids_of
from tthc.adapters.readers.pdf_joins import continued, follows
from tthc.adapters.readers.pdf_letters import bands_of
from tthc.adapters.readers.pdf_lines import margins_of, paragraphs_of
from tthc.adapters.readers.pdf_loose import loose_tables, table_of
from tthc.adapters.readers.pdf_pages import Layout, note_number, take_furniture, take_notes, usual_size
from tthc.adapters.readers.pdf_shapes import Line, Margins, Sheet
from tthc.adapters.readers.pdf_source import Pages, damaged
from tthc.adapters.readers.pdf_tables import Table, ruled_table
from tthc.adapters.readers.scanned_numbers import with_roman_numbers
from tthc.kernel.errors import BadFile
from tthc.planreader.blocks import Block, joined

# Every fourth letter of Vietnamese has a mark; a scanner that knows English only leaves almost none.
_FEWEST_MARKS = 0.08


def read_pdf(content: bytes, name: str) -> list[Block]:
    """The blocks of a PDF; raises BadFile with one sentence."""
    try:
        pages = Pages(content, name)
        try:
            sheets = list(pages.sheets())
        finally:
            pages.close()
        blocks = _blocks(_with_pictures(content, name, sheets))
    except (BadFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # a hostile file may break the parser anywhere
        raise damaged(name) from error
    if not any(block.text or any(block.cells) for block in blocks):
        raise BadFile(f'Tệp "{name}" không có chữ để đọc. Kiểm tra lại tệp hoặc tải lên tệp Word gốc.')
    return blocks


def _with_pictures(content: bytes, name: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Pages that are pictures are read by the recogniser; so are those whose scanner did not know Vietnamese."""
    from tthc.adapters.readers import scanned

    bare = [sheet for sheet in sheets if sheet.is_picture and not sheet.words]
    foreign = [sheet for sheet in sheets if sheet.is_scanned and not _is_vietnamese(sheet)]
    wanted = (
        [*bare, *(foreign if scanned.is_available() and len(bare) + len(foreign) <= scanned.MOST_SCANNED_PAGES else [])]
        if bare or foreign
        else []
    )
    found = scanned.recognised(content, name, wanted) if wanted else {}
    return [found.get(sheet.number, sheet) for sheet in sheets]


def _is_vietnamese(sheet: Sheet) -> bool:
    letters = [c for word in sheet.words for c in word.text if c.isalpha()]
    return sum(not c.isascii() for c in letters) > _FEWEST_MARKS * len(letters)


def _blocks(sheets: Sequence[Sheet]) -> list[Block]:
    layouts = [_layout(sheet) for sheet in sheets]
    furniture = take_furniture(layouts)
    size = usual_size(layouts)
    for layout in layouts:
        take_notes(layout, size)
    scanned = {layout.sheet.number for layout in layouts if layout.sheet.is_scanned}
    headers = [Block(0, "paragraph", text, place="header") for place, text in furniture if place == "header"]
    footers = [Block(0, "paragraph", text, place="footer") for place, text in furniture if place == "footer"]
    found = with_roman_numbers([replace(block, is_scanned=block.page in scanned) for block in _running(layouts)])
    return [replace(block, index=index) for index, block in enumerate([*headers, *_whole(found), *footers])]


def _layout(sheet: Sheet) -> Layout:
    grids = grids_of(sheet.across, sheet.down, sheet.words)
    outside = [word for word in sheet.words if all(grid.at(word) is None for grid in grids)]
    tables = [ruled_table(grid, sheet.words, sheet.number) for grid in grids]
    return Layout(sheet, stepped(bands_of(outside, sheet.number)), tables)


def _running(layouts: Sequence[Layout]) -> Iterator[Block]:
    """Paragraphs and rows in the order of reading, footnotes behind the paragraph in which their page ends."""
    margins = margins_of(layouts)
    flow = _flow(layouts, margins)
    number, last = 0, layouts[-1].sheet.number if layouts else 0
    notes = {layout.sheet.number: layout.notes for layout in layouts if layout.notes}
    for is_table, run in groupby(flow, key=lambda item: isinstance(item, Table)):
        items = list(run)
        blocks: list[Block] = []
        if is_table:
            for table in (item for item in items if isinstance(item, Table)):
                number += 1
                blocks += _rows(table, number)
        else:
            blocks += paragraphs_of([item for item in items if isinstance(item, Line)], margins)
        for block in blocks:
            yield from _due_notes(notes, block.page)
            yield block
    yield from _due_notes(notes, last + 1)


def _due_notes(notes: dict[int, list[Line]], page: int) -> Iterator[Block]:
    for number in sorted(number for number in notes if number < page):
        lines = notes.pop(number)
        groups: list[list[Line]] = []
        for line in lines:
            own = note_number(line)
            if groups and (own is None or own != note_number(groups[-1][0], 1)):
                groups[-1].append(line)
            else:
                groups.append([line])
        yield from (Block(0, "paragraph", joined_text(group), place="footnote", page=number) for group in groups)


def _flow(layouts: Sequence[Layout], margins: Mapping[int, Margins]) -> list[Line | Table]:
    """Lines and tables of all pages; a table that goes on over pages is one."""
    flow: list[Line | Table] = []
    for layout in layouts:
        last = flow[-1] if flow else None
        here = margins[layout.sheet.number]
        if isinstance(last, Table) and last.is_placing and layout.bands and margins[last.page].is_like(here):
            above = [band for band in layout.bands if all(band.top < table.top for table in layout.tables)]
            del layout.bands[: continued_sides(last, above, here)]
        for item in sorted(_items(layout, here), key=lambda item: item.top):
            last = flow[-1] if flow else None
            if isinstance(item, Table) and isinstance(last, Table) and follows(last, item):
                continued(last, item)
            else:
                flow.append(item)
    return flow


def _items(layout: Layout, margins: Margins) -> Iterator[Line | Table]:
    yield from layout.tables
    edges = [table.top for table in layout.tables]
    for _, run in groupby(layout.bands, key=lambda band: sum(edge < band.top for edge in edges)):
        bands = list(run)
        position = 0
        for loose in loose_tables(bands):
            yield from _beside(bands[position : loose.start], layout, margins)
            yield table_of(bands, loose, layout.sheet.across)
            position = loose.end
        yield from _beside(bands[position:], layout, margins)


def _beside(bands: Sequence[Line], layout: Layout, margins: Margins) -> Iterator[Line | Table]:
    """Lines, and the rows of letterhead or signature where text stands side by side."""
    position = 0
    for zone in zones_of(bands, margins):
        yield from bands[position : zone.start]
        yield aligned_table(bands, zone, layout.sheet.across, margins)
        position = zone.end
    yield from bands[position:]


def _rows(table: Table, number: int) -> list[Block]:
    return [
        Block(0, "row", cells=tuple(row.cells), bold=row.is_bold, table=number, is_header=row.is_header, page=row.page)
        for row in table.rows
    ]


def _whole(blocks: Sequence[Block]) -> list[Block]:
    """Sentences that were broken in the document itself are made whole; tables are whole already."""
    done: list[Block] = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        pieces = list(run)
        done += joined(pieces) if kind == "paragraph" else pieces
    return done
