"""A plan as a Word file in the layout of Decree 30/2020, with real tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from tthc.adapters.writers.docx_notes import add_notes, set_references, with_marks
from tthc.adapters.writers.docx_tables import frame_table, grid_table
from tthc.adapters.writers.docx_xml import FONT, LOOKS, MM, element, gap, paragraph, rule, run
from tthc.adapters.writers.fair import fair_copy
from tthc.adapters.writers.shapes import Chapter, Frame, Grid, chapters
from tthc.adapters.writers.sides import Line
from tthc.planreader.blocks import Block
from tthc.planreader.wording import low

_SHORT, _LONG = 210.0, 297.0
_TOP, _BOTTOM, _LEFT, _RIGHT = 20.0, 20.0, 30.0, 20.0
# A file says when it was made; one that is written twice is the same twice.
_MADE = datetime(2026, 1, 1, tzinfo=UTC)


def write_docx(blocks: Sequence[Block]) -> bytes:
    """The document; automatic numbers are written as text, so that nothing depends on who opens it."""
    fair, notes = with_marks(fair_copy(blocks))
    document = _empty()
    body = document.element.body
    last = body.sectPr
    made = chapters(fair)
    for position, chapter in enumerate(made):
        is_last = position == len(made) - 1
        section = _section(chapter, is_first=position == 0)
        for one in _chapter(chapter):
            last.addprevious(one)
        if is_last:
            last.attrib.clear()
            last[:] = [child for child in last if child.tag == qn("w:headerReference")] if position == 0 else []
            last.extend(section)
        else:
            if position == 0:
                section[:0] = [child for child in last if child.tag == qn("w:headerReference")]
            last.addprevious(gap(section=section))
    set_references(body)
    add_notes(document, notes)
    _outside_text(document, fair)
    stream = BytesIO()
    document.save(stream)
    return _undated(stream)


def _undated(made: BytesIO) -> bytes:
    """The same parts under one date: python-docx packs them with the hour of writing."""
    stream = BytesIO()
    with ZipFile(made) as parts, ZipFile(stream, "w") as packed:
        for name in parts.namelist():
            packed.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def _chapter(chapter: Chapter) -> Iterator[Any]:
    room = (_LONG if chapter.is_wide else _SHORT) - _LEFT - _RIGHT
    before: Line | Frame | Grid | None = None
    for position, piece in enumerate(chapter.pieces):
        after = chapter.pieces[position + 1] if position + 1 < len(chapter.pieces) else None
        if not isinstance(piece, Line):
            if isinstance(before, Grid | Frame):
                yield gap(6)
            if isinstance(piece, Frame) and not piece.is_letterhead:
                yield gap(12)
            yield grid_table(piece, room) if isinstance(piece, Grid) else frame_table(piece, room)
            if isinstance(piece, Grid) and after is not None:
                yield gap(8)
        else:
            yield paragraph(piece, new_page=_begins_again(chapter, position))
            if piece.look in ("subject", "title") and not (isinstance(after, Line) and after.look in ("subject", "attached")):
                yield rule(room * 0.36)
                yield gap(10)
        before = piece


def _begins_again(chapter: Chapter, position: int) -> bool:
    """A plan that a decision issues begins on a page of its own."""
    titles = [i for i, piece in enumerate(chapter.pieces[: position + 1]) if isinstance(piece, Line) and piece.look == "title"]
    last = chapter.pieces[position]
    return len(titles) > 1 and position in titles and isinstance(last, Line) and low(last.text).startswith("kế hoạch")


def _section(chapter: Chapter, *, is_first: bool) -> Any:
    """Paper and margins; each appendix counts its own pages and hides the first number, as the plan does."""
    width, height = (_LONG, _SHORT) if chapter.is_wide else (_SHORT, _LONG)
    size = {"w:w": round(width * MM), "w:h": round(height * MM)} | ({"w:orient": "landscape"} if chapter.is_wide else {})
    margins = {"top": _TOP, "right": _RIGHT, "bottom": _BOTTOM, "left": _LEFT, "header": 10, "footer": 10, "gutter": 0}
    counts = is_first or chapter.is_appendix
    return element(
        "w:sectPr",
        None,
        element("w:type", {"w:val": "nextPage"}),
        element("w:pgSz", size),
        element("w:pgMar", {f"w:{side}": round(value * MM) for side, value in margins.items()}),
        element("w:pgNumType", {"w:start": 1}) if counts else None,
        element("w:titlePg") if counts else None,
    )


def _empty() -> WordDocument:
    """A document with nothing but the font of Decree 30 and a page number above each page."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = _MADE
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = None
    fonts = style.element.rPr.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    header = document.sections[0].header
    header.is_linked_to_previous = False
    number = header.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
    number.append(element("w:pPr", None, element("w:jc", {"w:val": "center"})))
    for kind in ("begin", None, "separate", "text", "end"):
        number.append(_field_part(kind))
    return document


def _field_part(kind: str | None) -> Any:
    if kind == "text":
        return run("2", LOOKS["number"], is_bold=False)
    made = run("", LOOKS["number"], is_bold=False)
    made.remove(made[-1])
    if kind is None:
        code = element("w:instrText", {"xml:space": "preserve"})
        code.text = " PAGE "
        made.append(code)
    else:
        made.append(element("w:fldChar", {"w:fldCharType": kind}))
    return made


def _outside_text(document: WordDocument, blocks: Sequence[Block]) -> None:
    """Words of headers and footers stay there."""
    section = document.sections[0]
    for place in ("header", "footer"):
        texts = [block.text or " ".join(cell for cell in block.cells if cell) for block in blocks if block.place == place]
        if not texts:
            continue
        part = section.header if place == "header" else section.footer
        part.is_linked_to_previous = False
        for text in texts:
            part._element.append(paragraph(Line(text, "cell-middle")))  # noqa: SLF001 - one way of making paragraphs
