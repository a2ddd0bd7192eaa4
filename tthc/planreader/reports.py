"""Sentences that order a report: one deadline for each period they name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tthc.kernel.due import Kind
from tthc.planreader.draft import DraftReportDeadline, DraftTask
from tthc.planreader.phrases import phrase_in
from tthc.planreader.wording import low, sentences

_ORDERS = re.compile(r"báo cáo|báo kết quả|sơ kết")
_PERIODS = (
    ("monthly", r"(?:hàng|hằng|mỗi) tháng|báo cáo tháng"),
    ("quarterly", r"(?:0?3|ba) tháng\s*(?:/|một|0?1)\s*lần"),
    (
        "quarterly",
        r"(?:hàng|hằng|mỗi|định kỳ|cuối|đầu|cuối của|đầu của) quý|quý,? (?:và )?(?:6 tháng|năm)|quý [iv]+ và năm",
    ),
    (
        "quarterly",
        r"báo cáo (?:kết quả |tình hình |thực hiện )*quý",
    ),
    ("half_yearly", r"(?<!\d)0?6 tháng|sáu tháng"),
    ("yearly", r"(?:hàng|hằng|cả|,|và|báo cáo|tổng kết|kết quả|quý|tháng) năm(?!\s*\d)(?!\w)|quý [iv]+ và năm"),
)
_DAY = re.compile(r"(?:trước|chậm nhất|muộn nhất)[^.;()]*?ngày \d[^.,;()]*|ngày \d{1,2}[/ ][^.,;()]*|chậm nhất[^.;()]*")
_REPORT_TASK = re.compile(r"(?:thực hiện |bảo đảm )?(?:tốt |nghiêm )?(?:chế độ )?(?:tổng hợp,? )?(?:(?:xây dựng|lập|định kỳ) )?báo cáo")
# "Trước ngày 10/6 và ngày 10/12 hằng năm": two days half a year apart are the two reports of a year.
_TWICE_A_YEAR = re.compile(
    r"ngày\s*\d{1,2}\s*(?:/|tháng)\s*(\d{1,2})(?!\d)[^.;]{0,40}?ngày\s*\d{1,2}\s*(?:/|tháng)\s*(\d{1,2})(?!\d)"
    r"[^.;]{0,20}?(?:hằng|hàng|mỗi) năm"
)
_HALF_YEAR = range(4, 8)
_UNNAMED = "Không nêu ngày"
_CLAUSE = re.compile(r";\s+")


def report_deadlines(lines: Iterable[tuple[str, str]], tasks: Iterable[DraftTask]) -> list[DraftReportDeadline]:
    """Deadlines from lines (section, text) and from tasks whose work is a report and whose time comes again."""
    found: dict[tuple[str, str], DraftReportDeadline] = {}
    for section, text in lines:
        for sentence in sentences(text):
            for deadline in _in_sentence(section, sentence):
                found.setdefault((section, deadline.period), deadline)
    for task in tasks:
        for deadline in _in_task(task):
            found.setdefault((task.section, deadline.period), deadline)
    return [deadline for key, deadline in found.items() if not _is_vaguer(key, found)]


def _is_vaguer(key: tuple[str, str], found: dict[tuple[str, str], DraftReportDeadline]) -> bool:
    return key[1] == "periodic" and any(section == key[0] and period != "periodic" for section, period in found)


def periods_in(text: str) -> list[str]:
    """The reporting periods that a text names."""
    words = low(text)
    found = dict.fromkeys(period for period, pattern in _PERIODS if re.search(pattern, words))
    twice = _TWICE_A_YEAR.search(words)
    is_halved = twice is not None and int(twice[2]) - int(twice[1]) in _HALF_YEAR
    return ["half_yearly", "yearly"] if is_halved and set(found) <= {"yearly"} else list(found)


def _in_sentence(section: str, sentence: str) -> list[DraftReportDeadline]:
    words = low(sentence)
    clauses = [clause for clause in _CLAUSE.split(words) if _ORDERS.search(clause)]
    if not clauses:
        return []
    ordering = " ; ".join(clauses)
    day = _DAY.search(ordering)
    rule = day.group().strip() if day else _UNNAMED
    periods = periods_in(ordering)
    if not periods and day and phrase_in(ordering) and _is_ordered_by_day(ordering):
        periods = ["once"]
    elif not periods and re.search(
        r"(?:^|[;,.] |\()định kỳ[^;.]{0,20}báo cáo|báo cáo[^;.]{0,20}(?:định kỳ|(?:hằng|hàng|mỗi) tuần)", ordering
    ):
        periods = ["periodic"]
    return [DraftReportDeadline(section, sentence.strip(), period, rule) for period in periods]


def _is_ordered_by_day(ordering: str) -> bool:
    """The day is that of the report: the report is named before it, with nothing between that has a day of its own."""
    day, order = _DAY.search(ordering), _ORDERS.search(ordering)
    return bool(day and order and order.start() < day.start() and re.search(r"trước|chậm nhất|muộn nhất", day.group()))


def _in_task(task: DraftTask) -> list[DraftReportDeadline]:
    if not task.time_text or not _REPORT_TASK.match(low(task.text)):
        return []
    periods = periods_in(f"báo cáo {task.time_text}")
    if not periods and task.time_kind == Kind.DATE and task.due:
        periods = ["yearly" if re.search(r"năm(?!\s*\d)|tổng kết", low(task.text)) else "once"]
    elif not periods and task.time_kind == Kind.QUARTERLY:
        periods = ["periodic"]
    return [DraftReportDeadline(task.section, task.text, period, task.time_text) for period in periods]
