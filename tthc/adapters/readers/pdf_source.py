"""Pages of a PDF as the PDF library gives them: letters and drawn lines, turned the way the page is shown."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from tthc.adapters.readers.old_letters import letters_of
from tthc.adapters.readers.pdf_letters import Letter, Style, words_of
from tthc.adapters.readers.pdf_rules import Outline, rules_of
from tthc.adapters.readers.pdf_shapes import Sheet
from tthc.kernel.errors import BadFile

MOST_PAGES = 300
_MOST_LETTERS_A_PAGE = 40_000
_MOST_OBJECTS_A_PAGE = 60_000
_MOST_SEGMENTS = 400
_DEEPEST = 6
_SAMPLE = 400
_FONT_NAME = 128
_FORCED_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "-bd")
_HIDDEN_MODES = {3, 7}
_OUTLINED = 2
_WHITE = 250
_PICTURE_SHARE = 0.5
# The library writes this sign for a hyphen at the end of a line; in TCVN3 the place of the soft hyphen is a letter.
_HYPHEN, _SURROGATES = 2, range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class _View:
    """The visible part of a page and the quarter turns until its text stands upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:  # noqa: PLR2004 - upside down
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


class Pages:
    """An opened PDF; raises BadFile with one sentence for what cannot be read."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content = content  # the library reads from these bytes as long as the document is open
        self.document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not self.document:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise BadFile(f'Tệp "{name}" đặt mật khẩu hoặc hạn chế quyền. Bỏ mật khẩu rồi tải lên.')
            raise damaged(name)
        self.count = pdfium.FPDF_GetPageCount(self.document)
        if self.count > MOST_PAGES:
            self.close()
            raise BadFile(f'Tệp "{name}" có {self.count} trang nên không phải là kế hoạch. Tách riêng phần kế hoạch rồi tải lên.')
        if self.count < 1:
            self.close()
            raise damaged(name)

    def close(self) -> None:
        """Give the library's memory back."""
        pdfium.FPDF_CloseDocument(self.document)

    def sheets(self) -> Iterator[Sheet]:
        """The pages in order."""
        for number in range(self.count):
            page = pdfium.FPDF_LoadPage(self.document, number)
            if not page:
                yield Sheet(number + 1, 1.0, 1.0)
                continue
            try:
                yield _sheet(page, number + 1)
            finally:
                pdfium.FPDF_ClosePage(page)


def damaged(name: str) -> BadFile:
    """The sentence for a file that no program could open."""
    return BadFile(f'Tệp "{name}" bị hỏng, không đọc được nội dung. Xuất lại PDF từ bản gốc rồi tải lên.')


def _sheet(page: Any, number: int) -> Sheet:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        view = _view(page, text)
        letters = list(_letters(text, view))
    finally:
        pdfium.FPDFText_ClosePage(text)
    width, height = view.size
    outlines, picture = _drawn(page, view)
    across, down = rules_of(outlines)
    hidden = [letter for letter in letters if letter.style.is_hidden and letter.text.strip()]
    shown = [letter for letter in letters if not letter.style.is_hidden]
    is_picture = picture > _PICTURE_SHARE * width * height
    # A scanner writes the letters it recognised invisibly over the picture; beside visible text they only say it again.
    is_scanned = bool(hidden) and not any(letter.text.strip() for letter in shown)
    return Sheet(number, width, height, words_of(letters if is_scanned else shown), across, down, is_scanned, is_picture)


def _view(page: Any, text: Any) -> _View:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    if box.right <= box.left or box.top <= box.bottom:
        box.left, box.bottom, box.right, box.top = 0.0, 0.0, 595.0, 842.0
    count = min(pdfium.FPDFText_CountChars(text), _SAMPLE)
    angles = Counter(round(-pdfium.FPDFText_GetCharAngle(text, i) / (math.pi / 2)) % 4 for i in range(count))
    rotation = pdfium.FPDFPage_GetRotation(page)
    if rotation < 0 or rotation > 3:  # noqa: PLR2004 - quarter turns
        rotation = 0
    # The angle counts against the clock, the turns with it: text that runs upwards is read after one turn to the right.
    turns = angles.most_common(1)[0][0] if angles else rotation
    return _View(box.left, box.bottom, box.right, box.top, turns)


def _letters(text: Any, view: _View) -> Iterator[Letter]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, Style] = {}
    for i in range(min(pdfium.FPDFText_CountChars(text), _MOST_LETTERS_A_PAGE)):
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code in _SURROGATES or code in (0, 0xFFFE, 0xFFFF):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        drawn = pdfium.FPDFText_GetTextObject(text, i)
        address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if address not in styles:
            styles[address] = _style(text, i, drawn)
        one, other = view.point(box.left, box.top), view.point(box.right, box.bottom)
        foot = view.point(x.value, y.value)[1]
        if not math.isfinite(one[0] + other[0] + foot):
            continue  # a broken matrix puts the letter nowhere
        sign = "\u00ad" if letters_of(styles[address].font) else "-"
        letter = sign if code == _HYPHEN else chr(code)
        yield Letter(letter, min(one[0], other[0]), max(one[0], other[0]), foot, styles[address])


def _style(text: Any, i: int, drawn: Any) -> Style:
    matrix, name, flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
    size = pdfium.FPDFText_GetFontSize(text, i)
    if pdfium.FPDFText_GetMatrix(text, i, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    pdfium.FPDFText_GetFontInfo(text, i, name, _FONT_NAME, flags)
    font = name.value.decode("utf-8", "replace")
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    is_bold = any(word in font.lower() for word in _BOLD_NAMES) or bool(flags.value & _FORCED_BOLD) or mode == _OUTLINED
    return Style(max(size, 1.0), is_bold=is_bold, is_hidden=mode in _HIDDEN_MODES, font=font.partition("+")[2] or font)


def _drawn(page: Any, view: _View) -> tuple[list[Outline], float]:
    """Outlines of everything drawn with lines, and the area of the largest picture."""
    outlines: list[Outline] = []
    largest = 0.0
    for thing, kind, matrices in islice(_objects(page), _MOST_OBJECTS_A_PAGE):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            (x0, y0), (x1, y1) = (_at(x, y, matrices, view) for x, y in ((0, 0), (1, 1)))
            largest = max(largest, abs((x1 - x0) * (y1 - y0)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and (outline := _outline(thing, matrices, view)):
            outlines.append(outline)
    return outlines, largest


_Matrix = tuple[float, float, float, float, float, float]


def _objects(page: Any) -> Iterator[tuple[Any, int, list[_Matrix]]]:
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _with_inner(pdfium.FPDFPage_GetObject(page, i), [], 0)


def _with_inner(thing: Any, outer: list[_Matrix], depth: int) -> Iterator[tuple[Any, int, list[_Matrix]]]:
    """The object, or for a form the objects in it; matrices from the inside to the outside."""
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    matrices = [(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), *outer]
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield thing, kind, matrices
    elif depth < _DEEPEST:
        for i in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _with_inner(pdfium.FPDFFormObj_GetObject(thing, i), matrices, depth + 1)


def _at(x: float, y: float, matrices: list[_Matrix], view: _View) -> tuple[float, float]:
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return view.point(x, y)


def _outline(path: Any, matrices: list[_Matrix], view: _View) -> Outline | None:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    colour = [ctypes.c_uint() for _ in range(4)]
    ask = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    if not (fill.value or stroke.value) or (ask(path, *colour) and (min(c.value for c in colour[:3]) > _WHITE or not colour[3].value)):
        return None
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    scale = math.sqrt(abs(math.prod(a * d - b * c for a, b, c, d, _, _ in matrices)))
    pieces: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not pieces:
            pieces.append([])
        pieces[-1].append(_at(x.value, y.value, matrices, view))
        if pdfium.FPDFPathSegment_GetClose(segment):
            pieces[-1].append(pieces[-1][0])
    return Outline(pieces, width.value * scale, is_stroked=bool(stroke.value))
