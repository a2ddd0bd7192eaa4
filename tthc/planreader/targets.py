"""Numbers that must be reached: shares anywhere, counts where the words say that they are a bar or stand among the goals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from tthc.planreader.draft import DraftTarget
from tthc.planreader.metrics import Figure, names_of
from tthc.planreader.wording import low, without_brackets

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
AT_LEAST = r"tối thiểu|ít nhất|thấp nhất|không dưới|không thấp hơn|không ít hơn|trên|hơn|≥|>=|>"
AT_MOST = r"tối đa|không quá|nhiều nhất|không vượt quá|dưới|≤|<=|<"
_BETWEEN = r"(?:\s+(?:là|đạt|tương ứng|từ|còn|có|được|khoảng|ở mức|bằng))*\s*"
_SIGN = r"(?:%|phần trăm)"
_SHARE = re.compile(
    rf"(?P<bar>{AT_LEAST}|{AT_MOST})?(?:{_BETWEEN})?(?P<value>{_NUMBER})(?:\s*{_SIGN})?(?:\s*(?:-|đến)\s*(?P<top>{_NUMBER}))?\s*{_SIGN}(?P<rate>\s*/\s*(?:năm"
    rf"|quý|tháng))?(?P<up>\s*trở lên)?"
)
_COUNT = re.compile(
    rf"(?:(?P<bar>{AT_LEAST}|{AT_MOST}){_BETWEEN}"
    rf"|(?P<reach>(?:đạt|có|bảo đảm|đảm bảo|lên|xuống|còn)\s+)?(?P<from>từ\s+)"
    rf"|(?P<plain>(?:^|(?<=[\s(:;,]))))"
    rf"(?P<value>{_NUMBER})(?P<up>(?=\s+\S+(?:\s+\S+){{0,4}}?\s+trở lên))?(?:\s*-\s*(?P<top>{_NUMBER}))?\s+"
    r"(?=(?P<noun>[^\d\s.,;:()/%][^\d.;:()%]*))"
)
_RANK = re.compile(
    rf"(?:trong nhóm|trong (?:top|tốp)|nằm trong|thuộc nhóm|(?:top|tốp))\s+(?P<value>{_NUMBER})(?!\s*%)"
    r"(?:\s*(?P<noun>[^\d.;:()]{0,40}?)\s*(?:dẫn đầu|đứng đầu|đầu|cao nhất|tốt nhất)|\s+(?:của|toàn|cả|trong)(?!\w)|(?=[.,;)]|$))"
)
_MEASURES = re.compile(r"(?:phút|giờ|ngày làm việc|ngày|ha|mw|km|m2|triệu đồng|tỷ đồng|lượt người|lần|hộ|điểm|hồ sơ)(?!\w)")
_SIZES = re.compile(r"(?:phút|giờ|ngày làm việc|ngày|ha|mw|km|m2|triệu đồng|tỷ đồng|điểm)(?!\w)")
# How often something happens is a bar; how many issues or posts come out of it is an amount.
_EVENTS = ("lần", "cuộc", "buổi", "đợt", "kỳ", "phiên", "lượt")
_TERMS = ("ngày", "ngày làm việc", "tháng", "tuần", "giờ", "giờ làm việc")
_COUNTED_FROM = re.compile(r"[^.;]{0,40}?(?:kể từ|tính từ|sau khi|từ khi|từ ngày|sau ngày|trước khi|trước ngày|so với ngày)(?!\w)")
# A counted noun ends where its clause goes on.
_NOUN_END = re.compile(
    r"\s(?:và|đạt|được|có|trên|tại|về|đăng|tham gia|trong|để|cho|của|thuộc|trở lên|với|ở|theo(?! dõi)|so|do|vào|đến|là|mỗi|khi|nâng|bảo đảm"
    r"|hoàn thành|đối với|lĩnh vực)(?!\w)"
)
_PERIODS = ("năm", "quý", "tháng", "tuần", "ngày")
_BREAKS = re.compile(r"[;:]|\.\s|,\s|\svà\s")
_PREDICATE = re.compile(r"(?<!\w)(?:được|đạt|có|là|phải|thực hiện|hoàn thành|triển khai|tăng|giảm)(?!\w)")
_VERB_OF_SHARE = re.compile(r"(?:đạt|còn)\s")
_NO_COUNT_AFTER = re.compile(
    r"(?:số|năm|tháng|ngày|quý|điều|khoản|điểm|phụ lục|biểu|giai đoạn|đề án|mục|bước|nhóm|quyết định|kế hoạch|nghị định|lần thứ)\s*$"
)
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĐ]{3,6}(?!\w)")
_WHOLE = 100
# No sentence sets more bars than this: what has more is a row of figures.
_MOST_IN_LINE = 60
_LONGEST_LIST_PART = 9
# "05 xã, thị trấn" counts one kind of thing; a longer second part is a clause of its own.
_LONGEST_SECOND = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A number with its bar, at its place in the text."""

    start: int
    end: int
    op: str
    value: float
    unit: str
    top: float | None = None
    is_bare: bool = False


def targets_in(
    section: str, text: str, *, is_goal: bool = False, is_time: bool = False, abbreviations: Collection[str] = (), about: str = ""
) -> list[DraftTarget]:
    """The targets of one paragraph or cell; among goals a plain count is a target too, `about` is what the cell stands beside.

    A counted noun that the plan also abbreviates is named by the abbreviation, so that one unit has one name; in a time
    label days are a term.
    """
    words = low(text)
    found = sorted([*_shares(words), *_ranks(words)], key=lambda one: one.start)
    taken = [(one.start, one.end) for one in found]
    counts = [one for one in _counts(words, is_goal=is_goal) if not any(a < one.end and one.start < b for a, b in taken)]
    ordered = sorted([*found, *(one for one in counts if not (is_time and one.unit in _TERMS))], key=lambda one: one.start)
    named = (replace(one, unit=_abbreviated(one.unit, abbreviations)) for one in ordered)
    found = list(_with_shared_bars(words, list(islice(named, _MOST_IN_LINE))))
    names = names_of(text, [Figure(one.start, one.end, one.unit, bool(_SIZES.match(one.unit))) for one in found], about)
    return [_target(section, text, words, one, name) for one, name in zip(found, names, strict=True)]


def abbreviations_in(text: str) -> frozenset[str]:
    """Abbreviations in capitals that a text uses."""
    return frozenset(_ABBREVIATION.findall(text))


def _abbreviated(unit: str, abbreviations: Collection[str]) -> str:
    initials = "".join(word[0] for word in unit.split()).upper()
    return initials if initials in abbreviations else unit


def number(written: str) -> float:
    """A number as offices write it: a comma before decimals, points between thousands; a point before one or two digits is a comma."""
    plain = written.replace(".", ",") if re.fullmatch(r"\d+\.\d\d?", written) else written.replace(".", "")
    return float(plain.replace(",", "."))


def bound_of(bar: str | None, *, is_up: bool = False) -> str:
    """Whether words before a figure mean at least, at most or just that."""
    if bar and re.fullmatch(AT_MOST, bar):
        return "<="
    return ">=" if bar or is_up else "="


def _shares(words: str) -> Iterator[_Found]:
    for match in _SHARE.finditer(words):
        top = number(match["top"]) if match["top"] else None
        unit = "%" + re.sub(r"\s", "", match["rate"] or "")
        op = ">=" if top is not None else bound_of(match["bar"], is_up=bool(match["up"]))
        is_bare = match["bar"] is None and not match["up"] and top is None
        yield _Found(match.start(), match.end(), op, number(match["value"]), unit, top, is_bare)


def _ranks(words: str) -> Iterator[_Found]:
    for match in _RANK.finditer(words):
        yield _Found(match.start(), match.end(), "<=", number(match["value"]), (match["noun"] or "").strip() or "hạng")


def _counts(words: str, *, is_goal: bool) -> Iterator[_Found]:
    outside = without_brackets(words)
    previous: _Found | None = None
    for match in _COUNT.finditer(outside):
        noun = _noun(match["noun"])
        is_up = bool(match["from"] and match["up"] is not None and (match["reach"] or is_goal))
        is_barred = bool(match["bar"]) or is_up
        is_measured = bool(_MEASURES.match(noun))
        in_list = previous is not None and bool(re.fullmatch(r"\s*(?:,|và|;)?\s*", outside[previous.end : match.start()]))
        if (
            not noun
            or noun in ("tuổi", "năm", "năm tuổi")
            or _NO_COUNT_AFTER.search(outside[: match.start("value")].removesuffix(match["from"] or ""))
        ):
            continue
        if match["bar"] in ("trên", "hơn", "dưới") and not (is_goal or is_measured or _is_reached(outside, match.start())):
            continue
        end = match.start("noun") + len(noun)
        per = _per(outside[end:], noun)
        if not is_barred and not in_list and not (per and noun in _EVENTS) and not (is_goal and _is_goal_count(outside, match)):
            continue
        if noun in _TERMS and _is_term(outside, match, end):
            continue
        op = bound_of(match["bar"], is_up=is_up) if is_barred or previous is None or not in_list else previous.op
        previous = _Found(match.start(), end, op, number(match["value"]), noun + per, _top(match))
        yield previous


def _is_term(words: str, match: re.Match[str], end: int) -> bool:
    """Days counted from an event or back from one are a deadline, not a bar."""
    return bool(_COUNTED_FROM.match(words, end) or re.search(r"trước\s*$", words[: match.start()]))


def _top(match: re.Match[str]) -> float | None:
    return number(match["top"]) if match["top"] else None


def _is_reached(words: str, position: int) -> bool:
    return bool(re.search(r"(?:đạt|có|lên)\s*$", words[:position]))


def _is_goal_count(words: str, match: re.Match[str]) -> bool:
    """Among goals: a count at the head of a clause, or after a verb of making or raising."""
    before = words[: match.start("value")].rstrip()
    return not before or bool(re.search(r"(?:mới|lên|đạt|có|khoảng|thêm|xây dựng|thành lập|hoàn thành|tổ chức|phấn đấu|[;:])$", before))


def _noun(written: str) -> str:
    noun = written.strip()
    measure = _MEASURES.match(noun)
    if measure:
        return measure.group()
    end = _NOUN_END.search(noun)
    noun = noun[: end.start()] if end else noun
    first, comma, second = noun.partition(", ")
    is_one_kind = comma and len(second.split()) <= _LONGEST_SECOND
    return (noun if is_one_kind else first).split("/")[0].strip(" ,-")


def _per(rest: str, noun: str) -> str:
    """A rate for a period belongs to the unit; "for one transaction" says what is measured."""
    match = re.match(r"\s*/\s*(?:0?1\s+)?(\w+)", rest)
    return f"/{match[1]}" if match and match[1] in _PERIODS and noun else ""


def _with_shared_bars(words: str, found: list[_Found]) -> Iterator[_Found]:
    """Bars of "ít nhất 50% A; 60% B" hold for B too, as long as B says nothing of its own; all is never "at least"."""
    previous: _Found | None = None
    for one in found:
        goes_on = previous is not None and previous.op != "=" and previous.unit == one.unit and _only_lists(words, previous, one)
        previous = replace(one, op=previous.op) if previous and goes_on and one.is_bare and one.value != _WHOLE else one
        yield previous


def _only_lists(words: str, first: _Found, second: _Found) -> bool:
    between = words[first.end : second.start]
    ending = re.split(r"[;.]", words[second.end :])[0]
    if _VERB_OF_SHARE.search(words[second.start : second.end]):
        return False
    is_short = len(between.split()) <= _LONGEST_LIST_PART and bool(re.search(r"[;,]|\svà\s*$", between + " "))
    return is_short and not _PREDICATE.search(between) and not _PREDICATE.search(ending[:60])


def _target(section: str, text: str, words: str, one: _Found, name: str) -> DraftTarget:
    breaks = [match.end() for match in _BREAKS.finditer(words, 0, one.start) if match.group() != ", "]
    start = breaks[-1] if breaks else 0
    after = re.search(r"[;.](?:\s|$)", words[one.end :])
    end = one.end + after.start() if after else len(text)
    clause = text[start:end].strip()
    written = text[one.end - len(one.unit) : one.end]
    unit = written if written.isupper() else one.unit
    return DraftTarget(section, clause, name, one.op, one.value, unit, one.top)
