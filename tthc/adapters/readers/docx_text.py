"""The text of a Word paragraph as it is printed: tracked changes accepted, fields shown by their results, hidden text left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from tthc.adapters.readers.docx_package import Element, W, toggle, val
from tthc.adapters.readers.docx_styles import Look, Styles, letters_look, over
from tthc.adapters.readers.docx_symbols import old, plain, symbol
from tthc.adapters.readers.old_letters import Letters, is_old, is_unicode, letters_of, to_unicode

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_BOX = f"{W}txbxContent"
_THROUGH = {W + tag for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent")}
_THROUGH |= {f"{W}ruby", f"{W}rubyBase", f"{_MATH}oMathPara"}
_LINE = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_DRAWN = {f"{W}drawing", f"{W}pict", f"{W}object"}
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Piece:
    """Text of one look."""

    text: str
    letters: Letters
    is_capitals: bool
    is_bold: bool


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    has_result: bool = False


@dataclass(slots=True)
class Words:
    """What paragraphs hold, in order: pieces of text, references to notes, text boxes before and after the first letter."""

    pieces: list[_Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes_before: list[Element] = field(default_factory=list)
    boxes_after: list[Element] = field(default_factory=list)

    @property
    def is_bold(self) -> bool:
        """All that has letters or figures is bold."""
        shown = [piece.is_bold for piece in self.pieces if any(c.isalnum() for c in piece.text)]
        return bool(shown) and all(shown)

    def text(self, *, is_mostly_unicode: bool) -> str:
        """The text with line breaks, page breaks and tabs as such; old letters become Unicode unless only the font's name is old."""
        typed = "".join(piece.text for piece in self.pieces if piece.letters)
        is_stale = bool(typed) and (is_unicode(typed) or (is_mostly_unicode and not is_old(typed)))
        shown = []
        for (letters, is_capitals), group in groupby(self.pieces, key=lambda piece: (piece.letters, piece.is_capitals)):
            text = "".join(piece.text for piece in group)
            text = plain(text, "") if is_stale else to_unicode(text, letters)
            shown.append(text.upper() if is_capitals else text)
        return "".join(shown)


class TextReader:
    """Reads paragraphs into words with the help of the document's styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: Element, look: Look, words: Words) -> None:
        """Add what a paragraph holds; a field that opens in it ends in it, because a broken one must not swallow the rest."""
        _Run(self._styles, look, words).walk(paragraph)


class _Run:
    """The walk through one paragraph."""

    def __init__(self, styles: Styles, look: Look, words: Words) -> None:
        self._styles, self._look, self._words = styles, look, words
        self._fields: list[_Field] = []

    def walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _THROUGH:
                self.walk(child)
            elif tag == f"{W}fldSimple":
                if not _PAGE_FIELD.match(child.get(f"{W}instr", "")):
                    self.walk(child)
            elif tag == f"{MC}AlternateContent":
                for chosen in alternatives(child):
                    self.walk(chosen)
            elif tag == f"{_MATH}oMath":
                self._add("".join(child.itertext(f"{_MATH}t")), self._look)

    def _run(self, run: Element) -> None:
        look = self._run_look(run)
        for part in run:
            tag = part.tag
            if tag == f"{W}fldChar":
                self._field(part.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1].instruction += part.text or ""
            elif tag == f"{W}ruby":
                self.walk(part)
            elif not look.hidden and all(one.has_result and not _PAGE_FIELD.match(one.instruction) for one in self._fields):
                self._part(part, tag, look)

    def _part(self, part: Element, tag: str, look: Look) -> None:
        if tag == f"{W}t":
            self._add(part.text or "", look)
        elif tag in _LINE:
            is_break = tag == f"{W}br" and part.get(f"{W}type") in {"page", "column"}
            self._add("\f" if is_break else _LINE[tag], look)
        elif tag == f"{W}sym":
            font, code = part.get(f"{W}font", ""), part.get(f"{W}char", "")
            self._add(symbol(font, int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0), Look(bold=look.bold))
        elif tag == f"{W}softHyphen" and letters_of(look.font):
            self._add("\u00ad", look)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            self._words.notes.append((tag.removeprefix(W).removesuffix("Reference"), part.get(f"{W}id", "")))
        elif tag in _DRAWN or tag == f"{MC}AlternateContent":
            boxes = self._words.boxes_after if any(piece.text.strip() for piece in self._words.pieces) else self._words.boxes_before
            boxes.extend(_text_boxes([part]))

    def _run_look(self, run: Element) -> Look:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return self._look
        style = self._styles.character(val(properties, "rStyle"))
        look = over(self._look, style)
        if style.bold and self._look.bold:  # bold of a style on bold of a style takes it away again
            look = over(look, Look(bold=False))
        return over(look, letters_look(properties))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, look: Look) -> None:
        letters = letters_of(look.font)
        text = old(text) if letters else plain(text, look.font)
        if text:
            self._words.pieces.append(_Piece(text, letters, bool(look.capitals), bool(look.bold)))


def alternatives(element: Element) -> list[Element]:
    """The one version of alternative content that is read: the first choice, or the fallback where only that has text."""
    choices, fallback = element.findall(f"{MC}Choice"), element.findall(f"{MC}Fallback")
    has_text = [one for one in [*choices, *fallback] if next(one.iter(f"{W}t"), None) is not None]
    return (has_text or choices or fallback)[:1]


def _text_boxes(elements: Iterable[Element]) -> list[Element]:
    """The text boxes in a drawing, each once, without those inside them."""
    found: list[Element] = []
    for element in elements:
        if element.tag == TEXT_BOX:
            found.append(element)
        else:
            found += _text_boxes(alternatives(element) if element.tag == f"{MC}AlternateContent" else element)
    return found


def joins_next(paragraph: Element) -> bool:
    """The paragraph's end is deleted, hidden or only a dropped capital's: what follows is printed in the same paragraph."""
    properties = paragraph.find(f"{W}pPr")
    mark = None if properties is None else properties.find(f"{W}rPr")
    frame = None if properties is None else properties.find(f"{W}framePr")
    is_drop_cap = frame is not None and frame.get(f"{W}dropCap") in {"drop", "margin"}
    if mark is None:
        return is_drop_cap
    is_gone = any(mark.find(W + tag) is not None for tag in ("del", "moveFrom"))
    return is_drop_cap or is_gone or bool(toggle(mark, "vanish"))
