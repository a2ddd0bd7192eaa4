"""The seam between file formats and the grammar: a document is a list of blocks, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tthc.kernel.text import nfc, tidy
from tthc.planreader.block import Block, from_json
from tthc.planreader.joining import joined
from tthc.planreader.refusals import UnreadablePlan
from tthc.planreader.wrapped import unwrapped

__all__ = ["Block", "from_bytes", "from_json", "from_text", "joined"]

_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]{2,}")
_TAGS = re.compile(r"</?(?:b|i|u|em|strong)>", re.IGNORECASE)
_LINE_MARKS = re.compile(r"\s*(?:⏎|<br\s*/?>)\s*", re.IGNORECASE)
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_STAR_BULLET = re.compile(r"^\s*\* ")
_PIPE_RULE = re.compile(r"[\s|:-]+")


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
    return joined(_lines(unwrapped(lines)))


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
    elif line.startswith("|") and line.count("|") > 1:
        parts = [] if _PIPE_RULE.fullmatch(line) else line.strip().strip("|").split("|")
    elif " | " in line:
        parts = line.split("|")
    else:
        return None
    return tuple("\n".join(map(tidy, _LINE_MARKS.split(part))).strip() for part in parts)
