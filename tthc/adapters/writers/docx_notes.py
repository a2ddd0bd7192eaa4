"""Footnotes of a Word file: a mark in the text where the note belongs, and the part that holds the notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.xmlchemy import serialize_for_reading

from tthc.adapters.writers.docx_xml import LOOKS, element, reference, run
from tthc.planreader.blocks import Block

# A letter of nobody's alphabet stands for the mark of a note until the text is written.
FIRST_MARK, LAST_MARK = 0xE000, 0xEFFF
_MARKS = re.compile(f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]")


def with_marks(blocks: Iterable[Block]) -> tuple[list[Block], list[str]]:
    """The blocks without footnotes, a mark at the end of the block that each stood below, and the notes in order."""
    done: list[Block] = []
    notes: list[str] = []
    for block in blocks:
        if block.place != "footnote" or not done or FIRST_MARK + len(notes) >= LAST_MARK:
            done.append(block)
            continue
        mark = chr(FIRST_MARK + len(notes))
        notes.append(block.text or " ".join(cell for cell in block.cells if cell))
        done[-1] = _marked(done[-1], mark)
    return done, notes


def _marked(block: Block, mark: str) -> Block:
    if block.kind == "paragraph":
        return replace(block, text=block.text + mark)
    cells = list(block.cells)
    last = max((i for i, cell in enumerate(cells) if cell), default=0)
    cells[last] = (cells[last] or "") + mark
    return replace(block, cells=tuple(cells))


def set_references(root: Any) -> None:
    """The marks in written text become references to their notes."""
    for text in list(root.iter(f"{{{root.nsmap['w']}}}t")):
        marks = _MARKS.findall(text.text or "")
        text.text = _MARKS.sub("", text.text or "")
        for mark in reversed(marks):
            text.getparent().addnext(reference(ord(mark) - FIRST_MARK + 1))


def add_notes(document: WordDocument, notes: Sequence[str]) -> None:
    """The part of the file that holds the notes."""
    if not notes:
        return
    kinds = ("separator", "continuationSeparator")
    lines = [_note(i - 1, element("w:r", None, element(f"w:{kind}")), {"w:type": kind}) for i, kind in enumerate(kinds)]
    look = LOOKS["recipient"]
    for i, text in enumerate(notes):
        own = element("w:r", None, element("w:rPr", None, element("w:vertAlign", {"w:val": "superscript"})), element("w:footnoteRef"))
        lines.append(_note(i + 1, own, {}, run(f" {text}", look, is_bold=False)))
    root = element("w:footnotes", None, *lines)
    content = serialize_for_reading(root).encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, mark: Any, kind: dict[str, str], *runs: Any) -> Any:
    return element("w:footnote", {**kind, "w:id": number}, element("w:p", None, mark, *runs))
