"""What a label, a cell or a sentence says about time, as a deadline rule with the dates it prints."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tthc.kernel.due import DueRule, Kind
from tthc.kernel.text import tidy
from tthc.planreader.relative import relative
from tthc.planreader.spans import Span, spans_in
from tthc.planreader.wording import low

_CONTINUOUS = re.compile(
    r"thường xuyên|liên tục|(?:^|trong |cả |suốt )+(?:các )?năm học|suốt (?:quá trình|thời gian)"
    r"|(?:các |trong )ngày làm việc (?:trong tuần|hằng|hàng)|các ngày làm việc|giờ hành chính"
    r"|(?:hàng|hằng"
    r"|mỗi) (?:ngày|tuần)"
)
_PERIOD = re.compile(
    r"(?:\d+ lần|một lần)\s*/\s*(?:\d+\s*)?(?:tháng|quý|năm)|(?:hàng|hằng|mỗi|theo|định kỳ)\s+(?:\d\s+)?(tháng|quý|năm)\b"
    r"|(?:các|từng)\s+(?:tháng|quý) trong năm|quý(?: i)?(?:\W[^.;]{0,60})?\W(?:0?6|sáu) tháng\W[^.;]{0,90}\Wnăm(?!\s*\d)(?!\w)"
    r"|^(?:tháng|quý) (?:trước|vào) ngày \d|(?:mỗi|hằng|hàng|từng) (?:năm học|học kỳ)"
    r"|tháng (?:liền kề|kế tiếp|sau|tiếp theo)|tháng (?:cuối|đầu)(?: của)? (?:quý|kỳ)"
)
_EVERY_FEW = re.compile(r"(\d{1,2}|một|ba|sáu) tháng\s*(?:/|một|0?1)\s*(?:0?1 )?lần")
_REGULAR = re.compile(r"định kỳ|các kỳ báo cáo|theo kỳ")
_RATE_A_YEAR = re.compile(r"(?:\d+|một|hai) lần\s*/\s*năm")
_REQUEST = re.compile(
    r"khi (?:có|phát sinh|xảy ra|được|cần|nhận|trung ương|cấp trên)|ngay (?:sau )?khi|theo (?:yêu cầu|đề nghị)|đột xuất|phát sinh"
)
_SUPERIOR = re.compile(
    r"theo (?:\S+ ){0,2}?(?:kế hoạch|kh\b|hướng dẫn|chỉ đạo|lộ trình|chương trình|lịch|mốc|quy định|tiến độ"
    r"|thông báo|văn bản|thời hạn|thời gian)"
)
# A cell may begin with a bullet.
_AT_HEAD = 4
_YEAR_END = re.compile(r"(?:cuối|hết|đến) năm(?:\s*(\d{4}))?")
_WHOLE_YEAR = re.compile(
    r"(?:trong|cả|suốt)\s*(?:các tháng trong\s*)?năm(?! học)(?:\s*(\d{4}))?|^(?:hoàn thành |thực hiện |trong )*(?:năm\s*)?(20\d{2})[\s.]*$"
)
_YEARS = re.compile(r"(?:năm|giai đoạn|^)\s*(20\d{2})\s*(?:-|đến)\s*(?:hết\s*)?(?:năm\s*)?(20\d{2})(?!\d)")
# "Thí điểm quý IV/2026; mở rộng năm 2027": the last milestone is a whole year.
_LATER_YEAR = re.compile(r"(?:;|,|và|đến)\s*(?:hết )?(?:[^\W\d]+\s+){0,4}năm (20\d{2})[\s.]*$")
_SEVERAL_YEARS = re.compile(r"năm 20\d{2}(?:\s*(?:,|và)\s*(?:năm )?20\d{2})+")
_IN_YEAR = re.compile(r"(?:trong|vào) năm (20\d{2})")
_FROM_YEAR = re.compile(
    r"(?:từ )?năm\s*(20\d{2}) (?:và |, )?(?:(?:duy trì |tiếp tục |thực hiện )*(?:trong )?(?:các|những) năm (?:tiếp theo|sau|tiếp)|trở đi)"
)


def read_time(text: str, year: int, *, is_deadline: bool = False) -> DueRule:
    """The rule in a time label or cell; `is_deadline` says that the label itself means an end ("hoàn thành")."""
    written = tidy(text)
    words = low(written)
    if _RATE_A_YEAR.search(words) and (spans := list(spans_in(words, year))):
        return _combined(spans, written)
    for reading in (relative, _continuous, _recurring, _awaited):
        rule = reading(words, written, year)
        if rule is not None:
            return rule
    spans = list(spans_in(words, year, is_deadline=is_deadline))
    if spans:
        return _combined(spans, written)
    return _vague(words, written, year)


def _continuous(words: str, written: str, _: int) -> DueRule | None:
    found = _CONTINUOUS.search(words)
    is_first = found is not None and found.start() < _AT_HEAD
    return DueRule(Kind.CONTINUOUS, text=written) if is_first else None


def _recurring(words: str, written: str, _: int) -> DueRule | None:
    """Monthly before quarterly before yearly: of several periods the shortest sets the pace."""
    every = _EVERY_FEW.search(words)
    if every:
        months = int(every[1]) if every[1].isdigit() else 1 if every[1] == "một" else 3
        return DueRule({1: Kind.MONTHLY, 12: Kind.YEARLY}.get(months, Kind.QUARTERLY), text=written)
    found = [match.group() for match in _PERIOD.finditer(words)]
    periods = " ".join(found)
    if "quý" in periods or "cuối" in periods or "đầu" in periods:
        kind = Kind.MONTHLY if re.search(r"(?:hàng|hằng|mỗi) tháng", words) else Kind.QUARTERLY
    elif re.search(r"(?<!\d )tháng", periods):
        kind = Kind.MONTHLY
    elif re.search(r"6 tháng", periods) or (not found and _REGULAR.search(words)):
        kind = Kind.QUARTERLY
    elif found:
        kind = Kind.QUARTERLY if re.search(r"quý(?!\s*[iv\d])", words) else Kind.YEARLY
    else:
        return None
    return DueRule(kind, text=written)


def _awaited(words: str, written: str, _: int) -> DueRule | None:
    """A cell that begins with its condition waits for it, whatever date it mentions afterwards."""
    for pattern, kind in ((_REQUEST, Kind.ON_REQUEST), (_SUPERIOR, Kind.PER_SUPERIOR_PLAN)):
        if re.match(rf"(?:ngay |sau |thực hiện |hoàn thành |dự kiến |\()*(?:{pattern.pattern})", words):
            return DueRule(kind, text=written)
    return None


def _vague(words: str, written: str, year: int) -> DueRule:
    """Years instead of days; then what waits for a request or for another document."""
    if _CONTINUOUS.search(words):
        return DueRule(Kind.CONTINUOUS, text=written)
    named = _years(words, year)
    if named is not None:
        return replace(named, text=written)
    if _REQUEST.search(words):
        return DueRule(Kind.ON_REQUEST, text=written)
    return DueRule(Kind.PER_SUPERIOR_PLAN if _SUPERIOR.search(words) else Kind.NONE, text=written)


def _years(words: str, year: int) -> DueRule | None:
    spans, open_end = _YEARS.findall(words), _FROM_YEAR.search(words)
    named_years = [int(one) for span in spans for one in span] or _listed_years(words)
    if named_years and (len(named_years) > 1) and all(first <= last for first, last in spans):
        return DueRule(Kind.MONTH_RANGE, date(min(named_years), 1, 1), date(max(named_years), 12, 31))
    if open_end:
        return DueRule(Kind.CONTINUOUS, date(int(open_end[1]), 1, 1))
    end, whole = _YEAR_END.search(words), _WHOLE_YEAR.search(words)
    ends = int((end and end.group(1)) or year)
    named = int((whole and (whole.group(1) or whole.group(2))) or year)
    if end and ends:
        return DueRule(Kind.DATE, None, date(ends, 12, 31))
    return DueRule(Kind.MONTH_RANGE, date(named, 1, 1), date(named, 12, 31)) if whole and named else None


def _listed_years(words: str) -> list[int]:
    """Years one after another ("năm 2026, 2027") or as milestones ("vào năm 2027 …, vào năm 2030")."""
    listed = _SEVERAL_YEARS.search(words)
    return [int(one) for one in (re.findall(r"20\d{2}", listed.group()) if listed else _IN_YEAR.findall(words))]


def _combined(spans: list[Span], written: str) -> DueRule:
    """Several milestones run from the first start to the last end."""
    # "Trước ngày 05/6 và ngày 05/12": what the first day limits, the later single days limit too.
    is_list_of_limits = spans[0].start is None
    starts = [span.start for span in spans if span.start and not (is_list_of_limits and span.start == span.due)]
    dues = [span.due for span in spans if span.due]
    start, due = min(starts, default=None), max(dues, default=None)
    later = _LATER_YEAR.search(low(written))
    if due and later and int(later[1]) > due.year:
        return DueRule(Kind.MONTH_RANGE, start, date(int(later[1]), 12, 31), text=written)
    if len(spans) == 1:
        return DueRule(spans[0].kind, start, due, before=spans[0].is_before, text=written)
    is_before = any(span.is_before and span.due == due for span in spans)
    kind = Kind.MONTH_RANGE if start and due else Kind.DATE
    return DueRule(kind, start, due, before=is_before, text=written)
