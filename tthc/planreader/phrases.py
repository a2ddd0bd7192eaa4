"""Explicit time phrases in running text; dates of cited documents and habits named in passing are none."""

from __future__ import annotations

import re

from tthc.planreader.wording import low, without_brackets

_DATE = r"(?:ngày\s*)?\d{1,2}\s*(?:[/.]|tháng)\s*\d{1,2}(?:\s*(?:[/.]|năm)\s*\d{4})?(?![\d/])"
_MONTH = r"tháng\s*\d{1,2}(?:\s*(?:/|năm)\s*\d{4})?(?![\d/])"
_MONTH_AND_YEAR = r"tháng\s*\d{1,2}\s*(?:/|năm)\s*\d{4}"
_CLOCK = r"\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}(?:\s?phút)?,?"
_LIMIT = rf"(?:hoàn thành |xong |hoàn thành xong )?(?:trước|chậm nhất|muộn nhất|đến hết)(?: là| vào| trong| đến| hết)*(?: {_CLOCK})?"
_EVERY = r"(?:hàng|hằng|mỗi)"
_IN_BRACKETS = re.compile(
    r"\(((?:ngay |sau )?(?:khi có|khi phát sinh|theo (?:kế hoạch|hướng dẫn|kh|lịch|chương trình) (?:của|tại))[^()]*)\)"
)
_BRACKET = re.compile(r"\(([^()]{4,120})\)")
_BEFORE_TIME = re.compile(
    r"(?:[^;]*[;,]\s*)?(?:[^;,]*\s)?(?:dự kiến|hoàn thành|thực hiện|xong|vào)(?: vào| trong)*\s*$|(?:dự kiến|vào|trong)?\s*$"
)
# Counted from an event or back from one.
_SINCE = r"(?:kể từ|tính từ|sau khi|sau mỗi)[^.;()]*"
_COUNTED = (
    rf"(?:trong |chậm nhất )*(?:thời (?:hạn|gian) |vòng )?\d{{1,3}} (?:ngày(?: làm việc)?|tháng|giờ),? {_SINCE}",
    r"(?:chậm nhất |ít nhất |tối thiểu )*\d{1,3} ngày(?: làm việc)? trước (?:khi|ngày)[^.;()]*",
    r"trước (?:ít nhất |tối thiểu )?\d{1,3} ngày(?: làm việc)?(?: so với[^.;()]*)?",
    r"trong (?:cùng )?ngày(?: làm việc)?,? (?:kể từ|tính từ)[^.;()]*",
    r"(?:chậm nhất )?trong (?:thời hạn|vòng) \d{1,3} (?:ngày làm việc|ngày|giờ)(?: (?:sau|từ|đối với)[^.;()]*)?(?=[.;,]|$)",
)
_RECURRING_DAYS = (
    rf"{_LIMIT} ngày \d{{1,2}} (?:của tháng|tháng cuối|{_EVERY} tháng|tháng đầu)[^.,;()]*",
    r"(?<!\w)(?:hàng |hằng )?(?:tháng|quý) (?:trước|vào) ngày \d{1,2}(?![\d/]| tháng \d)",
    rf"(?:đầu|cuối|giữa) (?:{_EVERY}|các|từng) (?:năm học|học kỳ|năm|quý|tháng|tuần|kỳ)",
)
# Days, months and quarters of the calendar: several in a sentence are the milestones of one work.
_DATED = (
    rf"(?:từ )?{_DATE}\s*(?:-|đến)\s*(?:hết )?{_DATE}(?<=\d)",
    rf"từ {_MONTH}\s*(?:-|đến)\s*(?:hết )?{_MONTH}",
    rf"{_LIMIT} {_DATE}(?:(?:,| và)(?: trước)? {_DATE})*",
    rf"tuần (?:thứ )?\w+ (?:của )?{_MONTH}",
    rf"{_LIMIT} {_MONTH}",
    rf"{_LIMIT} quý [iv]+(?:\s*(?:/|năm)\s*\d{{4}})?",
    rf"(?<!kể )(?<!hiệu lực )(?<!hành )từ (?=ngày){_DATE}",
    r"(?:hoàn thành )?(?:trong |từ )?quý [iv]+\s*(?:/|năm)\s*\d{4}",
    r"(?:hoàn thành |thực hiện )?(?:trong|từ) quý [iv]+(?!\w)|(?:hoàn thành|thực hiện|trong|hoàn thành trong) tháng \d{1,2}(?![\d/])",
    r"(?:hoàn thành|trong|thực hiện) (?:trong )?(?:0?6|sáu) tháng (?:đầu|cuối) năm(?:\s*\d{4})?",
    r"hoàn thành (?:trong|xong trong) năm(?:\s*\d{4})?|trước khi kết thúc năm(?:\s*\d{4})?",
    r"theo lộ trình (?:của|tại|do)[^.,;()]*",
    r"theo (?:kế hoạch|hướng dẫn) của (?:ubnd|sở|bộ|tỉnh|thành phố|huyện|trung ương|cấp trên)[^.,;()]*(?=\W*$)",
    rf"(?<!ngày \d\d )(?<!ngày \d )(?:trong |từ |vào |: ){_MONTH_AND_YEAR}",
)
_REGULAR = (
    rf"(?:vào|dự kiến|lúc) (?:lúc |vào )?(?:{_CLOCK} )?(?:sáng |chiều |thứ \w+,? )*(?=ngày){_DATE}",
    r"(?:định kỳ )?(?:\d{1,2}|một|ba|sáu) tháng (?:một|1|01|/) ?lần",
    r"quý(?: i)?\s[^.;]{0,60}(?<!\d)(?:0?6|sáu) tháng\s[^.;]{0,90}\snăm(?!\s*\d)(?!\w)[^.;]*",
    r"định kỳ (?:0?6|sáu) tháng(?:\s[^.;]{0,60}?(?:,|và)\s+năm(?!\s*\d)(?!\w)[^.;]*)?",
    rf"(?:định kỳ|thường kỳ) {_EVERY} năm",
    rf"{_EVERY} (?:năm|quý|tháng) (?:một|hai|ba|\d+) lần|(?:một|hai|ba|\d+) lần {_EVERY} (?:năm|quý|tháng)",
    rf"(?:định kỳ )?{_EVERY} (?:tháng|quý)(?:,? (?:và )?(?:hàng |hằng )?(?:tháng|quý|năm)(?!\w))*",
)
_LATE = (
    r"(?<!kết quả )(?<!kết quả đạt được )(?:trong|vào) năm 20\d\d(?=\W*$|[,;.])",
    r"giai đoạn 20\d\d\s*-\s*20\d\d(?=[^.]*?;[^.]*?giai đoạn 20\d\d\s*-\s*20\d\d)",
    r"(?:thực hiện|duy trì|tiến hành) (?:thường xuyên|liên tục)(?:, (?:thường xuyên|liên tục))?(?=\W*$|[.;])",
    r"(?:ngay )?khi (?:có|xảy ra|phát sinh) [^.;,()]{2,60}(?=\W*$)|^khi (?:có|xảy ra|phát sinh) [^.;,()]{2,60}(?=,)",
)
_YEARS = re.compile(r"(?:trong|vào) năm 20\d\d|giai đoạn 20\d\d\s*-\s*20\d\d")
_PHRASES = tuple(re.compile(pattern) for pattern in (*_COUNTED, *_RECURRING_DAYS, *_DATED, *_REGULAR, *_LATE))
_MILESTONES = frozenset(re.compile(pattern) for pattern in _DATED)
_SPANNING = re.compile("|".join(f"(?:{pattern})" for pattern in (*_DATED[:10], _DATED[-1])))
_EVERY_AFTER = re.compile(rf"(?:\s*\([^()]*\))?\s*{_EVERY} (?:năm|quý|tháng)(?!\w)")
_EVERY_YEAR = re.compile(r"(?<!\w)(?:định kỳ )?(?:hàng|hằng) năm,?\s")
_SENTENCE = re.compile(r"\.\s")
# What stands between two milestones of one work is short; a clause that reports, or recurs, is another work.
_MOST_BETWEEN = 8
_OTHER_WORK = re.compile(r"(?<!\w)(?:hằng|hàng|định kỳ|gửi|tổng hợp|tổ chức thực hiện)(?!\w)")
_REPORT = re.compile(r"báo cáo")
_PERIOD_BEFORE = re.compile(r"(?:tháng|quý|năm|kỳ)\s*$")


def phrase_in(text: str) -> str | None:
    """The time phrase of a sentence, as written; of several the one that binds most."""
    words = low(text)
    outside = without_brackets(words)
    for pattern in _PHRASES:
        match = pattern.search(outside)
        if match:
            start, end = _whole(words, outside, match, is_dated=pattern in _MILESTONES)
            return text[start:end].strip(" .,;:")
    waiting = _IN_BRACKETS.search(words)
    return text[waiting.start(1) : waiting.end(1)].strip() if waiting else _bracketed(text, words)


def _whole(words: str, outside: str, match: re.Match[str], *, is_dated: bool) -> tuple[int, int]:
    """From the first milestone of the sentence to the last, and with the words that make a day come again every year."""
    start, end = match.span()
    if match.re.pattern.startswith(("(?<!kết quả", "giai đoạn")):
        dates = list(_YEARS.finditer(outside))
        start, end = dates[0].start(), dates[-1].end()
    if not is_dated:
        return start, end
    first, last = _sentence(outside, start)
    for other in _SPANNING.finditer(outside, first, last):
        if other.end() <= start and _goes_on(outside, first, other.start(), other.end(), start):
            start = other.start()
        elif other.start() >= end and _goes_on(outside, first, start, end, other.start()):
            end = other.end()
        elif other.start() < end and other.end() > start:
            start, end = min(start, other.start()), max(end, other.end())
    again = _EVERY_AFTER.match(words, end)
    if again:
        return start, again.end()
    every = None if re.search(r"20\d\d", words[start:end]) else _EVERY_YEAR.search(outside, first, start)
    return (every.start(), end) if every else (start, end)


def _goes_on(words: str, first: int, start: int, end: int, following: int) -> bool:
    """Two milestones belong to one work."""
    between = words[end:following]
    is_report = bool(_REPORT.search(words, first, start))
    is_other = _OTHER_WORK.search(between) or (_REPORT.search(between) and not is_report)
    return len(between.split()) <= _MOST_BETWEEN and not is_other


def _sentence(words: str, position: int) -> tuple[int, int]:
    before = [mark.end() for mark in _SENTENCE.finditer(words, 0, position)]
    after = _SENTENCE.search(words, position)
    return (before[-1] if before else 0), (after.start() if after else len(words))


def _bracketed(text: str, words: str) -> str | None:
    """A bracket that holds a time, alone or after who does it: "(từ ngày … đến ngày …)", "(xã thực hiện trong năm 2027)"."""
    for bracket in _BRACKET.finditer(words):
        if not _PERIOD_BEFORE.search(words, max(bracket.start() - 10, 0), bracket.start()):
            found = time_in_bracket(text[bracket.start(1) : bracket.end(1)])
            if found:
                return found
    return None


def time_in_bracket(text: str) -> str | None:
    """The time that the words of a bracket give."""
    words = low(text)
    for pattern in _IN_A_BRACKET:
        match = pattern.search(words)
        if match and _BEFORE_TIME.match(words[: match.start()]):
            start, end = _whole(words, words, match, is_dated=pattern in _MILESTONES)
            return text[start:end].strip(" .,;")
    return None


_IN_A_BRACKET = (
    *(re.compile(pattern) for pattern in _RECURRING_DAYS),
    *_PHRASES[len(_COUNTED) + len(_RECURRING_DAYS) : len(_COUNTED) + len(_RECURRING_DAYS) + len(_DATED)],
    re.compile(r"tháng \d{1,2}(?:(?:,| và| -|-) ?(?:tháng )?\d{1,2})*(?:\s*/\s*\d{4})?(?=\W*$)"),
    re.compile(r"quý [iv]+(?:(?:,| và| -|-) ?(?:quý )?[iv]+)*(?:\s*(?:/|năm)\s*\d{4})?(?=\W*$)"),
    re.compile(rf"dự kiến (?:vào )?(?=ngày){_DATE}"),
    re.compile(r"(?:trong |cả )?năm 20\d\d(?=\W*$)"),
    re.compile(rf"thường xuyên(?=\W*$)|{_EVERY} (?:năm|quý|tháng)(?=\W*$)"),
)
