"""Report periods: which days they cover, what they are called and when the report is due.

The cut-off day and the day "before" which a report is due are local decisions (Decree 09/2019 and provincial rules), so
both are arguments; the defaults are those of the Decree and of the yearly plans.
"""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta

from tthc.kernel.due import Computed, DueRule, Kind, WorkingDays, compute
from tthc.kernel.errors import BadInput

DEFAULT_CUTOFF_DAY = 14
DEFAULT_BEFORE_DAY = 17
FEWEST_IN_MONTH = 28
"""No day later than this exists in every month."""

ONCE = "once"
"""Period code of a task that is done one time."""

_NUMERALS = ("I", "II", "III")
# Quarter IV has no report of its own: the yearly report replaces it.
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3}
_SLUGS = {"q1": "quy-1", "q2": "quy-2", "q3": "quy-3", "year": "nam"}


@dataclass(frozen=True, slots=True)
class Terms:
    """The two days of the month that a schedule sets."""

    cutoff_day: int = DEFAULT_CUTOFF_DAY
    before_day: int = DEFAULT_BEFORE_DAY


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting window, both ends included; `code` is q1, q2, q3, year or month-01 … month-12."""

    code: str
    year: int
    title: str
    start: date
    end: date

    @property
    def slug(self) -> str:
        """Address part: `quy-1`, `nam`, `thang-08`."""
        return _SLUGS.get(self.code) or self.code.replace("month", "thang")


def periods(year: int, cutoff_day: int = DEFAULT_CUTOFF_DAY) -> tuple[Period, ...]:
    """The year's reports in the order they fall due: quarters I to III, then the year."""
    quarters = tuple(
        Period(
            code,
            year,
            f"Quý {_NUMERALS[number - 1]} năm {year}",
            _opens(year, 3 * number, 3, cutoff_day),
            _cutoff(year, 3 * number, cutoff_day),
        )
        for code, number in _QUARTERS.items()
    )
    return (*quarters, Period("year", year, f"Năm {year}", _opens(year, 12, 12, cutoff_day), _cutoff(year, 12, cutoff_day)))


def months(year: int, cutoff_day: int = DEFAULT_CUTOFF_DAY) -> tuple[Period, ...]:
    """The twelve monthly windows, for work that a local rule wants reported every month."""
    return tuple(
        Period(f"month-{m:02}", year, f"Tháng {m} năm {year}", _opens(year, m, 1, cutoff_day), _cutoff(year, m, cutoff_day))
        for m in range(1, 13)
    )


def period(code_or_slug: str, year: int, cutoff_day: int = DEFAULT_CUTOFF_DAY) -> Period | None:
    """The period of a code or of an address part; None if there is none."""
    every = (*periods(year, cutoff_day), *months(year, cutoff_day))
    return next((one for one in every if code_or_slug in {one.code, one.slug}), None)


def period_of(day: date, cutoff_day: int = DEFAULT_CUTOFF_DAY) -> Period:
    """The report that a day's work enters first: a quarter's, and the year's from the third cut-off on."""
    year = day.year if day <= _cutoff(day.year, 12, cutoff_day) else day.year + 1
    return next(one for one in periods(year, cutoff_day) if one.start <= day <= one.end)


def report_due(of: Period, before_day: int = DEFAULT_BEFORE_DAY) -> date:
    """The last day for the report: "trước ngày 17" is the 16th of the month in which the period ends, day off or not."""
    return of.end.replace(day=before_day) - timedelta(days=1)


def report_deadline(of: Period, calendar: WorkingDays, before_day: int = DEFAULT_BEFORE_DAY) -> Computed:
    """The same day with its explanation and, if it is a day off, the warning and the better day."""
    limit = of.end.replace(day=before_day)
    text = f"báo cáo {of.title}, trước ngày {before_day} của tháng cuối kỳ; chốt số liệu ngày {of.end:%d/%m/%Y}"
    return compute(DueRule(kind=Kind.DATE, due=limit, before=True, text=text), of.year, calendar)


def periods_for(rule: DueRule, year: int, cutoff_day: int = DEFAULT_CUTOFF_DAY) -> tuple[Period, ...]:
    """The periods in which a recurring task is confirmed; empty for a task that is done once.

    "Thường xuyên" and "hằng quý" are confirmed with each report. A rule that starts or ends within the year leaves out the
    periods that close before it starts or open after it ends.
    """
    match rule.kind:
        case Kind.CONTINUOUS | Kind.QUARTERLY:
            every = periods(year, cutoff_day)
        case Kind.MONTHLY:
            every = months(year, cutoff_day)
        case Kind.YEARLY:
            every = periods(year, cutoff_day)[-1:]
        case _:
            return ()
    first, last = rule.start or date.min, rule.due or date.max
    return tuple(one for one in every if first <= one.end and one.start <= last)


def checked_terms(terms: Terms) -> Terms:
    """The terms if every month can keep them; else BadInput."""
    wrong = {
        name: f"Nhập ngày từ 1 đến {FEWEST_IN_MONTH}."
        for name, value in (("cutoff_day", terms.cutoff_day), ("before_day", terms.before_day))
        if not 1 <= value <= FEWEST_IN_MONTH
    }
    if not wrong and terms.before_day <= terms.cutoff_day + 1:
        wrong = {"before_day": "Hạn gửi báo cáo phải sau ngày chốt số liệu."}
    if wrong:
        raise BadInput("Lịch báo cáo chưa hợp lệ.", wrong)
    return terms


def _cutoff(year: int, month: int, cutoff_day: int) -> date:
    """The closing day of a month; month 0 is December of the year before."""
    year, month = (year - 1, month + 12) if month < 1 else (year, month)
    return date(year, month, min(cutoff_day, month_lengths.monthrange(year, month)[1]))


def _opens(year: int, last_month: int, length: int, cutoff_day: int) -> date:
    return _cutoff(year, last_month - length, cutoff_day) + timedelta(days=1)
