"""A criteria set put together from what was typed: every row is checked, each fault is one sentence that names row and field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tthc.core.criteria.rules import IndicatorKind, Subject
from tthc.core.criteria.rules.set_rows import LONGEST, TITLES, Row, clean, kind_of, lines_of, number_of, points_of, threshold_of
from tthc.core.criteria.rules.sets import NOTHING, WHOLE, CriterionLine, IndicatorLine, SetTable
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import number, percent

MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: the row (from 0; None for the head or the whole), the field, one sentence."""

    row: int | None
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the rows."""

    title: str = ""
    subject: Subject | None = None
    basis: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    least_total: Decimal | None = None
    least_share: Decimal | None = None
    conditions: str = ""
    is_unsure: bool = False
    note: str = ""


@dataclass(slots=True)
class _Draft:
    """A criterion while its rows are read."""

    row: int
    line: CriterionLine
    indicators: list[tuple[int, IndicatorLine]]


def assemble(head: Head, rows: Sequence[Row]) -> tuple[SetTable, list[Problem]]:
    """The set and everything that is wrong with it; only a set without a problem may be kept. Empty rows are passed over."""
    problems: list[Problem] = []
    drafts: list[_Draft] = []
    for at, row in enumerate(rows):
        if row.is_empty:
            continue
        if row.is_criterion:
            drafts.append(_Draft(at, _criterion(at, row, problems), []))
        elif drafts:
            drafts[-1].indicators.append((at, _indicator(at, row, problems)))
        else:
            problems.append(Problem(at, "title", "Chỉ tiêu đứng trước tiêu chí đầu tiên. Thêm dòng tiêu chí ở phía trên."))
    _number(drafts)
    problems += _same_numbers(drafts)
    for draft in drafts:
        problems += _sums(draft)
    table = _table(head, drafts)
    problems += _head_problems(head, table)
    if len(rows) > MOST_ROWS:
        problems.append(Problem(None, "rows", f"Bảng có {number(len(rows))} dòng. Nhập nhiều nhất {MOST_ROWS} dòng."))
    return table, sorted(problems, key=lambda one: -1 if one.row is None else one.row)


def _table(head: Head, drafts: Sequence[_Draft]) -> SetTable:
    criteria = tuple(replace(draft.line, indicators=tuple(line for _, line in draft.indicators)) for draft in drafts)
    conditions = tuple(lines_of(head.conditions).split("\n")) if clean(head.conditions) else ()
    return SetTable(
        tidy(clean(head.title)),
        head.subject or Subject.LAW_ACCESS,
        criteria,
        lines_of(head.basis),
        head.valid_from,
        head.valid_to,
        head.least_total,
        head.least_share,
        conditions,
        head.is_unsure,
        lines_of(head.note),
    )


def _criterion(at: int, row: Row, problems: list[Problem]) -> CriterionLine:
    points = _read(at, row, "points", points_of, problems)
    words = {name: _words(at, row, name, problems) for name in ("number", "title", "note")}
    if not words["title"]:
        problems.append(Problem(at, "title", "Thiếu tên tiêu chí. Nhập tên tiêu chí."))
    problems += [
        Problem(at, name, f"{TITLES[name]} là của chỉ tiêu: ghi ở dòng chỉ tiêu, để trống ở dòng tiêu chí.")
        for name in ("threshold", "evidence")
        if getattr(row, name).strip()
    ]
    return CriterionLine(words["number"], words["title"], (), points, words["note"], row.is_unsure, row.id)


def _indicator(at: int, row: Row, problems: list[Problem]) -> IndicatorLine:
    points = _read(at, row, "points", points_of, problems)
    told, threshold = _read(at, row, "threshold", threshold_of, problems) or (None, None)
    kind = _read(at, row, "kind", kind_of, problems)
    words = {name: _words(at, row, name, problems) for name in LONGEST}
    if not words["title"]:
        problems.append(Problem(at, "title", "Thiếu tên chỉ tiêu. Nhập tên chỉ tiêu."))
    if kind is None:
        kind = told or (IndicatorKind.POINTS if points is not None else IndicatorKind.PASS)
        if told is None and threshold is not None and points is None:
            problems.append(Problem(at, "threshold", f"Mức đạt {number(threshold)} là tỷ lệ hay điểm: ghi thêm % hoặc điểm."))
            threshold = None
    elif told is not None and told is not kind and threshold is not None:
        problems.append(Problem(at, "threshold", "Mức đạt không khớp với cách chấm. Sửa một trong hai ô."))
    problems += [Problem(at, "threshold", words) for words in _out_of_bounds(kind, threshold, points)]
    rest = (words["evidence"], words["note"], row.is_unsure, row.id)
    return IndicatorLine(words["number"], words["title"], kind, threshold, points, *rest)


def _out_of_bounds(kind: IndicatorKind, threshold: Decimal | None, points: Decimal | None) -> list[str]:
    if threshold is None:
        return []
    if kind is IndicatorKind.PERCENT and threshold > WHOLE:
        return [f"Mức đạt {percent(threshold, 2)} lớn hơn 100%. Nhập mức từ 0% đến 100%."]
    if kind is IndicatorKind.POINTS and points is not None and threshold > points:
        return [f"Mức đạt {number(threshold)} điểm lớn hơn điểm tối đa {number(points)}. Sửa mức đạt hoặc điểm tối đa."]
    if kind is IndicatorKind.PASS:
        return ["Cách chấm Đạt / Không đạt không có mức bằng số. Bỏ trống mức đạt hoặc chọn cách chấm khác."]
    return []


def _read(at: int, row: Row, name: str, reader: Callable[[str], Any], problems: list[Problem]) -> Any:
    try:
        return reader(getattr(row, name))
    except BadInput as error:
        sentence = str(error)
        if not sentence.startswith(TITLES[name]):
            sentence = f"{TITLES[name]}: {sentence}"
        problems.append(Problem(at, name, sentence))
        return None


def _words(at: int, row: Row, name: str, problems: list[Problem]) -> str:
    raw = getattr(row, name)
    text = number_of(raw) if name == "number" else tidy(clean(raw)) if name == "title" else lines_of(raw)
    if len(text) > LONGEST[name]:
        problems.append(Problem(at, name, f"{TITLES[name]} dài quá {number(LONGEST[name])} ký tự. Rút gọn lại."))
    return text


def _number(drafts: Sequence[_Draft]) -> None:
    """Rows without a number get the next free one; 1, 2, 3 that begin anew in each criterion become 2.1, 2.2, 2.3."""
    taken = {draft.line.number for draft in drafts}
    for place, draft in enumerate(drafts, 1):
        if not draft.line.number:
            found = next(str(n) for n in range(place, place + MOST_ROWS * 2) if str(n) not in taken)
            taken.add(found)
            draft.line = replace(draft.line, number=found)
    counted = Counter(line.number for draft in drafts for _, line in draft.indicators if line.number.isdecimal())
    begins_anew = any(
        count > 1 and len({d.row for d in drafts for _, line in d.indicators if line.number == each}) > 1 for each, count in counted.items()
    )
    for draft in drafts:
        own = [line.number for _, line in draft.indicators]
        for place, (at, line) in enumerate(draft.indicators):
            if line.number.isdecimal() and begins_anew:
                draft.indicators[place] = at, replace(line, number=f"{draft.line.number}.{line.number}")
            elif not line.number:
                found = next(f"{draft.line.number}.{n}" for n in range(place + 1, MOST_ROWS * 2) if f"{draft.line.number}.{n}" not in own)
                own.append(found)
                draft.indicators[place] = at, replace(line, number=found)


def _same_numbers(drafts: Sequence[_Draft]) -> list[Problem]:
    numbered = [(draft.row, "Tiêu chí", draft.line.number) for draft in drafts]
    numbered += [(at, "Chỉ tiêu", line.number) for draft in drafts for at, line in draft.indicators]
    seen: set[tuple[str, str]] = set()
    found = []
    for at, what, name in numbered:
        if (what, fold(name)) in seen:
            found.append(Problem(at, "number", f"{what} {name} có hai lần. Sửa số của một dòng."))
        seen.add((what, fold(name)))
    return found


def _sums(draft: _Draft) -> list[Problem]:
    """Points of indicators that do not add up to those of the criterion."""
    most = draft.line.most_points
    known = [line.most_points for _, line in draft.indicators if line.most_points is not None]
    total = sum(known, NOTHING)
    is_whole = known and not any(line.kind is IndicatorKind.POINTS and line.most_points is None for _, line in draft.indicators)
    if most is None or not known or total == most or (total < most and not is_whole):
        return []
    words = f"Tiêu chí {draft.line.number} có {number(most)} điểm nhưng các chỉ tiêu cộng lại là {number(total)} điểm. Sửa cho khớp."
    return [Problem(draft.row, "points", words)]


def _head_problems(head: Head, table: SetTable) -> list[Problem]:
    found: list[tuple[str, str]] = []
    if not table.title:
        found.append(("title", "Nhập tên bộ tiêu chí."))
    if head.subject is None:
        found.append(("subject", "Chọn lĩnh vực: Nông thôn mới hoặc Chuẩn tiếp cận pháp luật."))
    if head.valid_from is None:
        found.append(("valid_from", "Nhập ngày bắt đầu áp dụng."))
    if head.valid_from and head.valid_to and head.valid_to < head.valid_from:
        found.append(("valid_to", "Ngày hết áp dụng trước ngày bắt đầu áp dụng. Kiểm tra lại."))
    if head.least_share is not None and not NOTHING <= head.least_share <= WHOLE:
        found.append(("least_share", f"Tỷ lệ {percent(head.least_share, 2)} nằm ngoài mức 0% đến 100%."))
    is_whole = not any(line.kind is IndicatorKind.POINTS and line.most_points is None for line in table.indicators)
    if head.least_total is not None and is_whole and table.most_points and head.least_total > table.most_points:
        words = f"Tổng điểm cần đạt {number(head.least_total)} lớn hơn tổng điểm tối đa {number(table.most_points)}."
        found.append(("least_total", words))
    if not table.criteria:
        found.append(("rows", "Bảng chưa có tiêu chí nào. Thêm ít nhất một tiêu chí."))
    return [Problem(None, name, sentence) for name, sentence in found]
