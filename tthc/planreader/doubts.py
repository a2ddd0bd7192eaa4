"""What a person must decide about a task before it is stored; what the program only proposes is no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tthc.kernel.due import DueRule, Kind
from tthc.kernel.text import fold
from tthc.planreader.unit_names import likeness, taken_apart
from tthc.planreader.units import begins_unit
from tthc.planreader.wording import bare, low

_SURE = 0.85
_IF_ANY = re.compile(r"\((?:nếu|khi) (?:có|cần|phát sinh)[^()]*\)")
_SHORT_UNIT = re.compile(r"(?:cb|cc|cbcc|cbccvc|bp|bbt|pvhcc|ttpvhcc|tt|tổ|ban|hội|đoàn|các)\b|ngành|cá nhân|tập thể|.*(?:đoàn|ban|hội)\b")
_WHOLE = 0.95
_WEIGHT = 0.15


def confidence_of(doubts: Sequence[str]) -> float:
    """How surely a task was read: each doubt takes away the same."""
    return round(max(0.1, _WHOLE - _WEIGHT * len(doubts)), 2)


def doubts_about(duties: Mapping[str, tuple[str, ...]], rule: DueRule, outcome: str, *, is_duty: bool = False) -> list[str]:
    """The doubts about who, when and what comes out; a duty of the organisation part need not name a day."""
    return [*_about_units(duties), *_about_time(rule, is_duty=is_duty), *_about_outcome(outcome)]


def _about_units(duties: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    leads = duties.get("lead", ())
    if not leads:
        yield "Không có đơn vị chủ trì"
    for unit in leads:
        if not begins_unit(unit) and not _SHORT_UNIT.match(low(unit)):
            yield f"Chưa rõ “{unit}” là đơn vị nào"
        twin = next((other for other in duties.get("coordinate", ()) if _is_same(unit, other)), None)
        if twin:
            yield f"“{unit}” vừa chủ trì vừa phối hợp" + (f" (“{twin}”)" if fold(twin) != fold(unit) else "")


def _is_same(one: str, other: str) -> bool:
    return fold(one) == fold(other) or likeness(taken_apart(one), taken_apart(other))[0] >= _SURE


def _about_time(rule: DueRule, *, is_duty: bool) -> Iterator[str]:
    written = bare(rule.text)
    if rule.kind is Kind.NONE and written:
        yield f"Chưa hiểu thời hạn “{written}”"
    elif rule.kind is Kind.NONE and not is_duty:
        yield "Không có thời hạn"
    elif rule.kind is Kind.PER_SUPERIOR_PLAN:
        yield f"Thời hạn theo văn bản khác: “{written}”"
    elif rule.start and rule.due and rule.start > rule.due:
        yield f"Ngày bắt đầu sau ngày kết thúc: “{written}”"
    condition = _IF_ANY.search(low(rule.text))
    if condition:
        yield f"Thời hạn ghi “{condition[0]}”: xác định có phải thực hiện hay không"


def _about_outcome(outcome: str) -> Iterator[str]:
    found = _IF_ANY.search(low(outcome))
    if found:
        yield f"Sản phẩm ghi “{found[0]}”: xác định có phải nộp hay không"
