"""Pages that are pictures: drawn by the PDF library, read by Tesseract in Vietnamese, with the place of each word and each rule."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median, pvariance
from typing import TYPE_CHECKING

from tthc.adapters.readers.pdf_grid import grids_of
from tthc.adapters.readers.pdf_rules import merged
from tthc.adapters.readers.pdf_shapes import Rule, Sheet, Word
from tthc.kernel.errors import BadFile
from tthc.kernel.text import nfc

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SCANNED_PAGES = 30
_PROGRAM, _LANGUAGE = "tesseract", "vie"
# Tesseract looks for blocks of text by itself, but in a narrow column of numbers it is told that there is one.
_ANY_LAYOUT, _ONE_BLOCK = "3", "6"
_NARROW_COLUMN, _BORDER = 60.0, 1.5
_SECONDS_A_PAGE, _SECONDS = 40, 190
_POINTS_AN_INCH = 72
_DOTS_AN_INCH = 300
_LONGEST_SIDE = 3600
_DARK = 150
_SMALL_SIDE = 900
_ANGLE_STEP, _ANGLE_STEPS = 0.2, 10
# Longer than any stroke of a letter, shorter than the side of a cell with a few lines.
_SHORTEST_RULE = 30.0
_THICKNESS = 2
_WORD_LEVEL = "5"
_FIELDS = 12
_SURE = 30.0
_LONG_LINE = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """A recognised word: its text, the line it was found on, and its box."""

    text: str
    line: tuple[str, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    def moved(self, left: float, top: float) -> _Found:
        return replace(self, x0=self.x0 + left, x1=self.x1 + left, top=self.top + top, bottom=self.bottom + top)


def is_available() -> bool:
    """Whether Tesseract and its Vietnamese are installed."""
    return _LANGUAGE in _languages()


@cache
def _languages() -> frozenset[str]:
    program = shutil.which(_PROGRAM)
    if program is None:
        return frozenset()
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False, env=_environment())
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(f"{told.stdout}\n{told.stderr}".split())


def recognised(content: bytes, name: str, wanted: Sequence[Sheet]) -> dict[int, Sheet]:
    """The pages by number with the words that stand in their pictures; raises BadFile with one sentence."""
    if not is_available():
        raise BadFile(f'Tệp "{name}" là bản chụp, không có chữ để đọc; máy chủ chưa cài bộ nhận dạng chữ tiếng Việt. Tải lên tệp Word gốc.')
    if len(wanted) > MOST_SCANNED_PAGES:
        raise BadFile(f'Tệp "{name}" có {len(wanted)} trang chụp, chỉ nhận dạng được {MOST_SCANNED_PAGES} trang. Tải lên tệp Word gốc.')
    deadline = time.monotonic() + _SECONDS
    with tempfile.TemporaryDirectory(prefix="tthc-scan-") as folder:
        return {sheet.number: _recognised(content, name, sheet, Path(folder), deadline) for sheet in wanted}


def _recognised(content: bytes, name: str, sheet: Sheet, folder: Path, deadline: float) -> Sheet:
    picture, scale = _drawn(content, sheet)
    across, down = _rules(picture, scale)

    def read(part: Image, layout: str) -> list[_Found]:
        path = folder / "page.png"
        part.save(path)
        return list(_found(_read(path, name, layout, deadline), scale))

    words = _words(read(picture, _ANY_LAYOUT))
    for grid in grids_of(across, down, words):
        left, top, right, bottom = grid.xs[0] + _BORDER, grid.ys[0] + _BORDER, grid.xs[1] - _BORDER, grid.ys[-1] - _BORDER
        numbers = [word for word in words if left < word.x0 < right and top < word.foot < bottom]
        if right - left < _NARROW_COLUMN and len(numbers) * 2 < len(grid.regions):
            part = picture.crop((left * scale, top * scale, right * scale, bottom * scale))
            again = _words(
                [found.moved(left, top) for found in read(part, _ONE_BLOCK)], median(word.size for word in words) if words else 0
            )
            words = [word for word in words if word not in numbers] + (again if len(again) > len(numbers) else numbers)
    picture.close()
    return Sheet(sheet.number, sheet.width, sheet.height, words, across, down, is_scanned=True, is_picture=True)


def _drawn(content: bytes, sheet: Sheet) -> tuple[Image, float]:
    """The page in grey, and how many dots make a point."""
    import pypdfium2

    scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, _LONGEST_SIDE / max(sheet.width, sheet.height, 1.0))
    document = pypdfium2.PdfDocument(content)
    try:
        picture = document[sheet.number - 1].render(scale=scale, grayscale=True).to_pil().convert("L")
        return _upright(picture), scale
    finally:
        document.close()


def _upright(picture: Image) -> Image:
    """The page turned so that its lines lie level: then dark and light rows of dots differ most."""
    from PIL.Image import Resampling

    width, height = picture.size
    small = picture.resize((_SMALL_SIDE, max(1, height * _SMALL_SIDE // max(width, 1))), Resampling.BILINEAR)

    def unlike(angle: float) -> float:
        turned = small.rotate(angle, Resampling.BILINEAR, fillcolor=255)
        return pvariance(turned.resize((1, turned.height), Resampling.BOX).tobytes())

    best = max((step * _ANGLE_STEP for step in range(-_ANGLE_STEPS, _ANGLE_STEPS + 1)), key=lambda angle: (unlike(angle), -abs(angle)))
    return picture.rotate(best, Resampling.BICUBIC, fillcolor=255) if best else picture


def _rules(picture: Image, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Long dark runs are the rules of tables; they are wiped out, for the recogniser takes them for letters."""
    from PIL import Image as Images
    from PIL import ImageDraw

    plain = picture.point([0] * _DARK + [255] * (256 - _DARK))
    across = list(_runs(plain, scale))
    down = list(_runs(plain.transpose(Images.Transpose.TRANSPOSE), scale))
    pen = ImageDraw.Draw(picture)
    for row, start, end in across:
        pen.rectangle((start, row - _THICKNESS, end, row + _THICKNESS), fill=255)
    for column, start, end in down:
        pen.rectangle((column - _THICKNESS, start, column + _THICKNESS, end), fill=255)
    lines = [[Rule(at / scale, start / scale, end / scale) for at, start, end in runs] for runs in (across, down)]
    return merged(lines[0]), merged(lines[1])


def _runs(picture: Image, scale: float) -> Iterator[tuple[int, int, int]]:
    width, height = picture.size
    dots = picture.tobytes()
    pattern = re.compile(rb"\x00{%d,}" % int(_SHORTEST_RULE * scale))
    for row in range(height):
        for run in pattern.finditer(dots, row * width, (row + 1) * width):
            yield row, run.start() - row * width, run.end() - row * width


def _read(path: Path, name: str, layout: str, deadline: float) -> str:
    left = max(deadline - time.monotonic(), 0.01)
    command = [
        shutil.which(_PROGRAM) or _PROGRAM,
        str(path),
        "stdout",
        "-l",
        _LANGUAGE,
        "--psm",
        layout,
        "--dpi",
        str(_DOTS_AN_INCH),
        "tsv",
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=min(left, _SECONDS_A_PAGE), check=True, env=_environment())
    except subprocess.TimeoutExpired as error:
        raise BadFile(f'Nhận dạng chữ trong tệp "{name}" quá lâu nên đã dừng. Tải lên tệp Word gốc hoặc tách tệp ngắn hơn.') from error
    except (OSError, subprocess.SubprocessError) as error:
        raise BadFile(f'Không nhận dạng được chữ trong tệp "{name}". Tải lên tệp Word gốc.') from error
    return done.stdout.decode("utf-8", "replace")


def _environment() -> Mapping[str, str]:
    """One thread, and nothing of the program's own settings."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR")}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def _found(table: str, scale: float) -> Iterator[_Found]:
    """The words of Tesseract's table, in points."""
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < _FIELDS or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        left, top, width, height, sure = (float(field) for field in fields[6:11])
        text = nfc(fields[11].strip())
        if sure >= _SURE or any(c.isalnum() for c in text):
            yield _Found(text, tuple(fields[1:5]), left / scale, top / scale, (left + width) / scale, (top + height) / scale)


def _words(found: Sequence[_Found], size: float = 0.0) -> list[Word]:
    """The words with one letter size for the page: heights of single words say nothing."""
    lines: defaultdict[tuple[str, ...], list[_Found]] = defaultdict(list)
    for one in found:
        lines[one.line].append(one)
    # What has no letter on its line is a short rule below the letterhead, or a stain.
    kept = [line for line in lines.values() if any(c.isalnum() for one in line for c in one.text)]
    if not kept:
        return []
    # A long line has letters with marks above and with tails below: it is as tall as the type.
    tall = [line for line in kept if len(line) >= _LONG_LINE] or kept
    size = size or median(max(one.bottom for one in line) - min(one.top for one in line) for line in tall)
    words = []
    for line in kept:
        foot = sorted(one.bottom for one in line)[len(line) // 3]
        for one in line:
            # A crooked page lets lines sink: words far off the common foot keep their own.
            own = foot if abs(one.bottom - foot) < size / 2 else one.bottom
            words.append(Word(one.text, one.x0, one.x1, own, size, lefts=[one.x0] * len(one.text)))
    return words
