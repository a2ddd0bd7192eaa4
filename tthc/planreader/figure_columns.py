"""Tables of targets: which column says what is measured, in what unit, and which figure is the plan's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tthc.kernel.text import tidy
from tthc.planreader.blocks import Block
from tthc.planreader.wording import low

_NUMBER = re.compile(r"^(?:s\.?\s?t\.?\s?t\.?|t\.?\s?t\.?|số tt|số thứ tự|#)$")
_MEASURED = re.compile(
    r"^(?:các |tên |nội dung |hệ thống )*(?:chỉ tiêu|mục tiêu|tiêu chí|chỉ số)(?!.*(?:nhiệm vụ|công việc|hoạt động|giải pháp|giao))"
)
_UNIT = re.compile(r"^(?:đơn vị tính|đvt|đơn vị đo(?: lường)?|đơn vị)$")
_SET = re.compile(r"kế hoạch|mục tiêu|chỉ tiêu|phấn đấu|giao|đăng ký|cần đạt|phải đạt|^đạt|^mức|giá trị|dự kiến|số lượng|chỉ số")
_REACHED = re.compile(r"thực hiện|kết quả|ước|hiện trạng|hiện nay|đã đạt|thực trạng|so sánh|so với|tăng, giảm|tăng/giảm|cùng kỳ|điểm")
_WORK = re.compile(r"thời gian|thời hạn|sản phẩm")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_FIGURE = re.compile(r"[^\W\d]{0,10}(?:\s[^\W\d]+){0,3}\s*[≥≤<>=+-]*\s*\d")
_HEADER_ROWS = 3
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """The role of each column ("number", "content", "measure", "figure" or nothing), their names and the rows that name them."""

    roles: tuple[str, ...]
    names: tuple[str, ...]
    headers: tuple[Block, ...]


def figure_columns(blocks: Sequence[Block], year: int = 0) -> FigureColumns | None:
    """The columns of a table whose rows are targets; nothing where it hands out work or reports what was reached."""
    for position, block in enumerate(blocks[:_HEADER_ROWS]):
        names = [low(tidy(cell or "")) for cell in block.cells[:_MOST_COLUMNS]]
        measured = next((i for i, name in enumerate(names) if _MEASURED.match(name)), None)
        if measured is None or len(names) < _FEWEST_COLUMNS:
            continue
        headers = [block]
        second = blocks[position + 1] if position + 1 < len(blocks) else None
        if second and _is_second_header(second, names, measured):
            names = [f"{one} {two}".strip() for one, two in zip(_spread(names), _padded(second, len(names)), strict=False)]
            headers.append(second)
        body = [one for one in blocks[position + len(headers) :] if not one.is_header]
        return _columns(names, measured, headers, body, year)
    return None


def is_aim(name: str) -> bool:
    """A column of targets, by its name."""
    return bool(_MEASURED.match(low(name)))


def _columns(names: list[str], measured: int, headers: list[Block], body: Sequence[Block], year: int) -> FigureColumns | None:
    unit = next((i for i, name in enumerate(names) if _UNIT.match(name) and i > measured and _is_short(body, i)), None)
    figures = [i for i, name in enumerate(names) if i > measured and i != unit and _may_be_set(name) and _holds_figures(body, i)]
    if not figures or (unit is None and any(_WORK.search(name) for name in names)):
        return None
    wanted = [i for i in figures if not any(int(named) < year for named in _YEAR.findall(names[i]))]
    roles = ["" for _ in names]
    roles[measured] = "content"
    for i in wanted or figures[-1:]:
        roles[i] = "figure"
    if unit is not None:
        roles[unit] = "measure"
    number = next((i for i, name in enumerate(names[:measured]) if _NUMBER.match(name)), None)
    if number is not None:
        roles[number] = "number"
    return FigureColumns(tuple(roles), tuple(names), tuple(headers))


def _may_be_set(name: str) -> bool:
    """A column of what is wanted: so named, or a year alone; never what a year has brought."""
    return bool(_SET.search(name) or _YEAR.search(name)) and not _REACHED.search(name)


def _holds_figures(body: Sequence[Block], column: int) -> bool:
    filled = [cell for block in body if column < len(block.cells) and (cell := tidy(block.cells[column] or ""))]
    return bool(filled) and sum(bool(_FIGURE.match(low(cell))) for cell in filled) * 2 > len(filled)


def _is_short(body: Sequence[Block], column: int) -> bool:
    """Units of measure are a word or two and no figures; "Đơn vị" above names of offices is none."""
    filled = [cell for block in body if column < len(block.cells) and (cell := tidy(block.cells[column] or ""))]
    return bool(filled) and sum(len(cell.split()) <= _FEWEST_COLUMNS for cell in filled) * 2 > len(filled)


def _is_second_header(block: Block, names: Sequence[str], measured: int) -> bool:
    """Below "Kế hoạch" stand years or levels, nothing below the number and what is measured."""
    cells = _padded(block, len(names))
    filled = [cell for cell in cells if cell]
    plain = all(_YEAR.search(cell) or not re.search(r"\d", cell) for cell in filled)
    return bool(filled) and plain and not any(cells[: measured + 1])


def _spread(names: Sequence[str]) -> list[str]:
    """A name that spans columns holds for each of them."""
    spread: list[str] = []
    for name in names:
        spread.append(name or (spread[-1] if spread else ""))
    return spread


def _padded(block: Block, width: int) -> list[str]:
    cells = [low(tidy(cell or "")) for cell in block.cells[:width]]
    return cells + [""] * (width - len(cells))
