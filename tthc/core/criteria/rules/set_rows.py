"""Cells of a criteria set as people write them: "≥ 90%", "Đạt", "từ 3 điểm trở lên", "7,5"; typed on the screen or in a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from tthc.core.criteria.rules import KINDS, IndicatorKind
from tthc.core.criteria.rules.sets import CriterionLine, IndicatorLine, SetTable
from tthc.core.registers.rules.columns import Column, Kind
from tthc.core.registers.rules.values import text_of
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import number, parse_number

LONGEST = {"number": 20, "title": 1000, "evidence": 2000, "note": 1000}
TITLES = {
    "number": "Số",
    "title": "Tên tiêu chí, chỉ tiêu",
    "kind": "Cách chấm",
    "threshold": "Mức đạt",
    "points": "Điểm tối đa",
    "evidence": "Minh chứng",
    "note": "Ghi chú",
    "is_unsure": "Cần đối chiếu",
}
HEADS = {
    "title": "Tên bộ tiêu chí",
    "subject": "Lĩnh vực",
    "basis": "Căn cứ",
    "valid_from": "Áp dụng từ ngày",
    "valid_to": "Áp dụng đến hết ngày",
    "least_total": "Tổng điểm cần đạt",
    "least_share": "Tỷ lệ điểm cần đạt của mỗi tiêu chí",
    "conditions": "Điều kiện",
    "is_unsure": "Cần đối chiếu văn bản gốc",
    "note": "Lưu ý",
}
_CELL = Column("text", "Ô", Kind.LONG)
_LARGEST = Decimal(10) ** 5
_CENTS = -2
_MARKED = frozenset({"x", "co", "1", "true", "dung", "✓", "v", "can", "can doi chieu"})
_LEAST = re.compile(
    r"(?:dat )?(?:(?:>=|=>|≥|tu|toi thieu|it nhat|khong duoi|dat tu|=) ?)*(?P<figure>[0-9][0-9.,]*) ?(?P<unit>%|phan tram|diem|d)?"
    r"(?: ?(?:tro len|hoac hon))?"
)
_MOST = re.compile(r"(?:<|<=|≤|duoi|khong qua|toi da|it hon).*")
_ABOVE = re.compile(r"(?:>|tren|lon hon|hon)(?! ?=).*")
_POINTS = re.compile(r"(?P<figure>[0-9][0-9.,]*) ?(?:diem|d)?")
_YES = frozenset({"dat", "dat / khong dat", "dat/khong dat", "co", "x", "-", "–"})
_UNITS = {"%": IndicatorKind.PERCENT, "phan tram": IndicatorKind.PERCENT, "diem": IndicatorKind.POINTS, "d": IndicatorKind.POINTS}
_WORD_BEFORE = re.compile(r"^(tieu chi|chi tieu|tc|ct|muc) ?(?=[0-9ivx])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was typed: a criterion, or an indicator of the criterion above it."""

    is_criterion: bool = False
    number: str = ""
    title: str = ""
    kind: str = ""
    threshold: str = ""
    points: str = ""
    evidence: str = ""
    note: str = ""
    is_unsure: bool = False
    id: int | None = field(default=None, compare=False)
    place: str = field(default="", compare=False)  # where it stands: 'Trang "Bộ", dòng 7'

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        return not any((self.number, self.title, self.threshold, self.points, self.evidence, self.note))


def clean(typed: object) -> str:
    """What was typed or stands in a cell, as text: lines tidied, the empty ones at its ends and signs that cannot be seen left out."""
    return text_of(typed, _CELL)


def number_of(typed: str) -> str:
    """The number of a row: `Tiêu chí 1`, `1.`, `1)` are 1."""
    text = tidy(clean(typed))
    if match := _WORD_BEFORE.match(fold(text)):
        text = text[match.end() :]
    return text.rstrip(".):;- ").lstrip("( ")


def lines_of(typed: str) -> str:
    """Text of several lines, each tidied, the empty ones left out."""
    return "\n".join(line for line in clean(typed).split("\n") if line)


def is_marked(typed: str) -> bool:
    """Whether a cell carries a mark."""
    return fold(typed) in _MARKED


def kind_of(typed: str) -> IndicatorKind | None:
    """How an indicator is measured, in the words of the sheet; None where nothing is said."""
    words = fold(typed)
    if not words:
        return None
    for kind in IndicatorKind:
        if words in (kind.value, fold(KINDS[kind])):
            return kind
    if "%" in words or words.startswith(("ty le", "ti le", "phan tram")):
        return IndicatorKind.PERCENT
    if "diem" in words:
        return IndicatorKind.POINTS
    if words.startswith(("dat", "co / khong", "co/khong")):
        return IndicatorKind.PASS
    known = ", ".join(f'"{each}"' for each in KINDS.values())
    raise BadInput(f'không có cách chấm "{typed[:40]}". Ghi một trong: {known}.')


def threshold_of(typed: str) -> tuple[IndicatorKind | None, Decimal | None]:
    """The least that is asked for and what its unit says of the kind."""
    words = fold(typed)
    if not words:
        return None, None
    if words in _YES:
        return IndicatorKind.PASS, None
    if match := _LEAST.fullmatch(words):
        return _UNITS.get(match["unit"] or ""), _figure(match["figure"])
    shown = typed[:60]
    if _MOST.fullmatch(words):
        raise BadInput(f'"{shown}" là mức tối đa. Ghi mức nhỏ nhất được tính đạt, ví dụ ≥ 90%.')
    if _ABOVE.fullmatch(words):
        raise BadInput(f'"{shown}" chưa rõ mức bằng có được tính đạt không. Ghi mức nhỏ nhất được tính đạt, ví dụ ≥ 90%.')
    raise BadInput(f'không đọc được "{shown}". Ghi Đạt, tỷ lệ (≥ 90%) hoặc số điểm (3 điểm).')


def points_of(typed: str) -> Decimal | None:
    """The most points of a row."""
    words = fold(typed)
    if not words or words in ("-", "–"):
        return None
    match = _POINTS.fullmatch(words)
    if match is None:
        raise BadInput(f'"{typed[:40]}" không phải là số điểm. Ghi số, dùng dấu phẩy cho phần thập phân, ví dụ 7,5.')
    found = _figure(match["figure"])
    if found <= 0:
        raise BadInput("điểm tối đa phải lớn hơn 0. Bỏ trống nếu không tính điểm.")
    return found


def _figure(typed: str) -> Decimal:
    found = parse_number(typed)
    exponent = found.normalize().as_tuple().exponent
    if found >= _LARGEST or (isinstance(exponent, int) and exponent < _CENTS):
        raise BadInput(f"số {number(found)} không hợp lệ. Nhập số nhỏ hơn {number(_LARGEST)}, nhiều nhất hai chữ số thập phân.")
    return found


def figure_text(value: Decimal | None) -> str:
    """A figure as a cell holds it: without marks of thousands, which have two readings."""
    return "" if value is None else number(value).replace(".", "")


def rows_of(table: SetTable) -> list[Row]:
    """The rows of a set as they would be typed."""
    found: list[Row] = []
    for criterion in table.criteria:
        found.append(_criterion_row(criterion))
        found += [_indicator_row(line) for line in criterion.indicators]
    return found


def _criterion_row(one: CriterionLine) -> Row:
    points = figure_text(one.most_points)
    return Row(True, one.number, one.title, points=points, note=one.note, is_unsure=one.is_unsure, id=one.id)


def _indicator_row(one: IndicatorLine) -> Row:
    unit = {IndicatorKind.PERCENT: "%", IndicatorKind.POINTS: " điểm", IndicatorKind.PASS: ""}[one.kind]
    threshold = figure_text(one.threshold) + unit if one.threshold is not None else ""
    words = (one.number, one.title, KINDS[one.kind], threshold, figure_text(one.most_points), one.evidence, one.note)
    return Row(False, *words, is_unsure=one.is_unsure, id=one.id)
