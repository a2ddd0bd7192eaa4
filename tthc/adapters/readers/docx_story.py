"""The running text of a Word file in reading order: paragraphs, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tthc.adapters.captions import LEFT_FIRST, RIGHT_FIRST
from tthc.adapters.readers.docx_lines import paragraphs_in
from tthc.adapters.readers.docx_numbers import Numbers
from tthc.adapters.readers.docx_package import Element, Package, W, val
from tthc.adapters.readers.docx_styles import Look, Styles, over, paragraph_look
from tthc.adapters.readers.docx_tables import Cell, Layout, layout
from tthc.adapters.readers.docx_text import MC, TextReader, Words, alternatives, joins_next
from tthc.adapters.readers.old_letters import is_old, is_unicode
from tthc.kernel.text import tidy
from tthc.planreader.blocks import Block

_THROUGH = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_MANY_PARAGRAPHS = 10
Pieces = list[Block | None]


class Story:
    """Reads the parts of one document; lists count on from one part to the next."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.part("styles"))
        self._numbers = Numbers(package.part("numbering"), self._styles)
        self._text = TextReader(self._styles)
        self._notes = {kind: _notes(package.part(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self._is_mostly_unicode = _is_mostly_unicode(package.document)
        self._table = 0
        self._waiting: list[tuple[str, str]] = []

    def pieces(self, container: Element) -> Pieces:
        """Blocks as they stand in a container, `None` for an empty paragraph; text is raw, with its tabs."""
        return list(self._pieces(container, is_cell=False))

    def plain(self, container: Element) -> list[str]:
        """The lines of a container without rows or gaps: for headers, footers and notes."""
        found = [piece for piece in self._pieces(container, is_cell=True) if piece]
        lines = [line for piece in found for text in (piece.cells or (self._flat(piece),)) for line in (text or "").split("\n")]
        return [line for line in map(tidy, lines) if line]

    def _pieces(self, container: Element, *, is_cell: bool) -> Iterator[Block | None]:
        words = Words()
        for child in _blocks(container):
            if child.tag == f"{W}tbl":
                yield from self._left_over(words, is_cell=is_cell)
                words = Words()
                yield from self._table_pieces(child, is_cell=is_cell)
                continue
            properties = child.find(f"{W}pPr")
            look = over(self._styles.paragraph(val(properties, "pStyle")), paragraph_look(properties))
            self._text.read(child, look, words)
            if not joins_next(child):
                yield from self._paragraph(words, look, self._number(look), is_cell=is_cell)
                words = Words()
        yield from self._left_over(words, is_cell=is_cell)

    def _left_over(self, words: Words, *, is_cell: bool) -> Iterator[Block | None]:
        """The text of a paragraph whose end is gone and that no other follows."""
        if words.pieces or words.boxes_before or words.notes:
            yield from self._paragraph(words, Look(), "", is_cell=is_cell)

    def _number(self, look: Look) -> str:
        return "" if look.number is None else self._numbers.next(look.number[0], look.number[1], look.ids)

    def _paragraph(self, words: Words, look: Look, number: str, *, is_cell: bool) -> Iterator[Block | None]:
        """A paragraph with the text boxes anchored in it and the notes it refers to."""
        yield from self._boxes(words.boxes_before, is_cell=is_cell)
        text = words.text(is_mostly_unicode=self._is_mostly_unicode)
        if tidy(text).split(" ", 1)[0] == number:
            number = ""  # typed as well as drawn: nobody means it twice
        block = Block(0, "paragraph", text, bold=words.is_bold, level=look.level or 0, number=number)
        if look.is_contents:
            yield replace(block, text=tidy(text), place="header") if text.strip() else None
        elif is_cell:
            yield block if text.strip() or number else None
        elif text.strip():
            yield from paragraphs_in(block)
        else:
            yield None
        self._waiting += words.notes
        if not is_cell:
            yield from self._waiting_notes()
        yield from self._boxes(words.boxes_after, is_cell=is_cell)

    def _boxes(self, boxes: list[Element], *, is_cell: bool) -> Iterator[Block | None]:
        for box in boxes:
            yield from self._pieces(box, is_cell=is_cell)

    def _waiting_notes(self) -> Iterator[Block]:
        """The notes referred to since the last time; inside a table they wait until it is whole."""
        waiting, self._waiting = self._waiting, []
        for kind, note_id in waiting:
            note = self._notes[kind].pop(note_id, None)
            text = "" if note is None else " ".join(self.plain(note))
            if text:
                yield Block(0, "paragraph", text, place="footnote")

    def _table_pieces(self, table: Element, *, is_cell: bool) -> Iterator[Block | None]:
        """Rows of a table; a frame around text is no table."""
        found = layout(table)
        caption = val(table.find(f"{W}tblPr"), "tblCaption")
        if found.width == 1 or caption in {LEFT_FIRST, RIGHT_FIRST}:
            for row in found.rows:
                for cell in row[:: -1 if caption == RIGHT_FIRST else 1]:
                    yield from self._pieces(cell.element, is_cell=is_cell)
        else:
            yield from self._rows(found, is_cell=is_cell)
        if not is_cell:
            yield from self._waiting_notes()

    def _rows(self, found: Layout, *, is_cell: bool) -> Iterator[Block | None]:
        self._table += 1
        number = self._table
        for row in found.rows:
            if len(row) == 1 and not is_cell and _is_frame(row[0].element):
                yield from self._pieces(row[0].element, is_cell=False)
                self._table += 1
                number = self._table
                continue
            cells: list[str | None] = [""] * found.width
            are_bold = []
            for cell in row:
                cells[cell.column], is_bold = self._cell(cell)
                are_bold += [is_bold] if cells[cell.column] else []
            yield Block(0, "row", cells=tuple(cells), table=number, bold=bool(are_bold) and all(are_bold))

    def _cell(self, cell: Cell) -> tuple[str | None, bool]:
        """The text of a cell, a line a paragraph; what stands in a cell that is merged upwards is not printed."""
        if cell.is_continued:
            return None, False
        pieces = [piece for piece in self._pieces(cell.element, is_cell=True) if piece]
        lines = [tidy(line) for piece in pieces for line in self._flat(piece).replace("\f", "\n").split("\n")]
        return "\n".join(line for line in lines if line), bool(pieces) and all(piece.bold for piece in pieces if piece.text.strip())

    def _flat(self, piece: Block) -> str:
        """A block inside a cell: a table in a table keeps its words, a line a row."""
        if piece.kind == "row":
            return " ".join(cell.replace("\n", " ") for cell in piece.cells if cell)
        return f"{piece.number} {piece.text}" if piece.number else piece.text


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables, through content controls and the like."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _THROUGH:
            yield from _blocks(child)
        elif child.tag == f"{MC}AlternateContent":
            for chosen in alternatives(child):
                yield from _blocks(chosen)


def _is_frame(cell: Element) -> bool:
    """A cell over the whole width that holds a page rather than a line: a table, or many paragraphs."""
    return next(cell.iter(f"{W}tbl"), None) is not None or sum(1 for one in _blocks(cell) if one.tag == f"{W}p") >= _MANY_PARAGRAPHS


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    """Notes by their ids, without the lines that separate them from the text."""
    found = [] if root is None else root.findall(W + kind)
    return {note.get(f"{W}id", ""): note for note in found if note.get(f"{W}type", "normal") == "normal"}


def _is_mostly_unicode(document: Element) -> bool:
    texts = [text.text or "" for text in document.iter(f"{W}t")]
    return sum(map(is_unicode, texts)) > sum(map(is_old, texts))
