"""Report periods (which days they cover, when the report is due) and what a list of official days must be.

The cut-off day and the day "before" which a report is due are local decisions (Decree 09/2019 and provincial rules), so
both are arguments; the defaults are those of the Decree and of the yearly plans.
"""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tthc.kernel.due import Computed, DueRule, Kind, WorkingDays, compute
from tthc.kernel.errors import BadInput

DEFAULT_CUTOFF_DAY = 14
DEFAULT_BEFORE_DAY = 17
ONCE = "once"  # period code of work done one time

_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_NUMERALS = ("I", "II", "III")
# Quarter IV has no report of its own: the yearly report replaces it.
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3}
_SLUGS = {"q1": "quy-1", "q2": "quy-2", "q3": "quy-3", "year": "nam"}


class PeriodKind(StrEnum):
    """How long a reporting window is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Terms:
    """The two days a schedule sets: data are closed on `cutoff_day`, the report is due before `before_day`."""

    cutoff_day: int = DEFAULT_CUTOFF_DAY
    before_day: int = DEFAULT_BEFORE_DAY


@dataclass(frozen=True, slots=True)
class Schedule:
    """An agency's terms for each kind of period."""

    month: Terms = Terms()
    quarter: Terms = Terms()
    year: Terms = Terms()

    def terms(self, kind: PeriodKind) -> Terms:
        """The terms of one kind."""
        return {PeriodKind.MONTH: self.month, PeriodKind.QUARTER: self.quarter, PeriodKind.YEAR: self.year}[kind]


DEFAULT = Schedule()


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting window, both ends included; `code` is q1, q2, q3, year or month-01 … month-12."""

    code: str
    year: int
    title: str
    start: date
    end: date

    @property
    def kind(self) -> PeriodKind:
        """Month, quarter or year."""
        if self.code in _QUARTERS:
            return PeriodKind.QUARTER
        return PeriodKind.YEAR if self.code == PeriodKind.YEAR else PeriodKind.MONTH

    @property
    def words(self) -> str:
        """The title inside a sentence: `quý III năm 2024`."""
        return self.title[0].lower() + self.title[1:]

    @property
    def slug(self) -> str:
        """Address part: `quy-1`, `nam`, `thang-08`."""
        return _SLUGS.get(self.code) or self.code.replace("month", "thang")


def periods(year: int, schedule: Schedule = DEFAULT) -> tuple[Period, ...]:
    """The year's reports in the order they fall due: quarters I to III, then the year."""
    quarterly, yearly = schedule.quarter.cutoff_day, schedule.year.cutoff_day
    quarters = tuple(
        _window(code, f"Quý {_NUMERALS[number - 1]} năm {year}", year, 3 * number, 3, quarterly) for code, number in _QUARTERS.items()
    )
    return (*quarters, _window("year", f"Năm {year}", year, 12, 12, yearly))


def months(year: int, schedule: Schedule = DEFAULT) -> tuple[Period, ...]:
    """The twelve monthly windows, for work that a local rule wants reported every month."""
    cutoff_day = schedule.month.cutoff_day
    return tuple(_window(f"month-{m:02}", f"Tháng {m} năm {year}", year, m, 1, cutoff_day) for m in range(1, 13))


def period(code_or_slug: str, year: int, schedule: Schedule = DEFAULT) -> Period | None:
    """The period of a code or of an address part; None if there is none."""
    every = (*periods(year, schedule), *months(year, schedule))
    return next((one for one in every if code_or_slug in {one.code, one.slug}), None)


def period_of(day: date, schedule: Schedule = DEFAULT) -> Period:
    """The report that a day's work enters first: a quarter's, and the year's from the third cut-off on."""
    year = day.year if day <= _cutoff(day.year, 12, schedule.year.cutoff_day) else day.year + 1
    return next(one for one in periods(year, schedule) if one.start <= day <= one.end)


def report_due(of: Period, before_day: int = DEFAULT_BEFORE_DAY) -> date:
    """The last day for the report: "trước ngày 17" is the 16th of the month in which the period ends, day off or not."""
    return _limit(of, before_day) - timedelta(days=1)


def report_deadline(of: Period, calendar: WorkingDays, schedule: Schedule = DEFAULT) -> Computed:
    """The same day with its explanation and, if it is a day off, the warning and the better day."""
    limit = _limit(of, schedule.terms(of.kind).before_day)
    text = f"báo cáo {of.title}, số liệu chốt ngày {of.end:%d/%m/%Y}, gửi trước ngày {limit:%d/%m/%Y}"
    rule = DueRule(kind=Kind.DATE, due=limit, before=True, text=text)
    return compute(rule, (limit - timedelta(days=1)).year, calendar)


def periods_for(rule: DueRule, year: int, schedule: Schedule = DEFAULT) -> tuple[Period, ...]:
    """The periods in which a recurring task is confirmed; empty for a task that is done once.

    "Thường xuyên" and "hằng quý" are confirmed with each report. A rule that starts or ends within the year leaves out the
    periods that close before it starts or open after it ends.
    """
    match rule.kind:
        case Kind.CONTINUOUS | Kind.QUARTERLY:
            every = periods(year, schedule)
        case Kind.MONTHLY:
            every = months(year, schedule)
        case Kind.YEARLY:
            every = periods(year, schedule)[-1:]
        case _:
            return ()
    first, last = rule.start or date.min, rule.due or date.max
    return tuple(one for one in every if first <= one.end and one.start <= last)


def checked_terms(terms: Terms) -> Terms:
    """The terms if every month can keep them, else BadInput; a cut-off on day 31 is the last day of shorter months."""
    wrong = {}
    if not 1 <= terms.cutoff_day <= _LONGEST_MONTH:
        wrong["cutoff_day"] = f"Nhập ngày từ 1 đến {_LONGEST_MONTH}."
    if not 1 <= terms.before_day <= _SHORTEST_MONTH:
        wrong["before_day"] = f"Nhập ngày từ 1 đến {_SHORTEST_MONTH}."
    if wrong:
        raise BadInput("Lịch báo cáo chưa hợp lệ.", wrong)
    return terms


def _window(code: str, title: str, year: int, last_month: int, length: int, cutoff_day: int) -> Period:
    opens = _cutoff(year, last_month - length, cutoff_day) + timedelta(days=1)
    return Period(code, year, title, opens, _cutoff(year, last_month, cutoff_day))


def _cutoff(year: int, month: int, cutoff_day: int) -> date:
    """The closing day of a month (its last day where it is shorter); month 0 is December of the year before."""
    year, month = (year - 1, month + 12) if month < 1 else (year, month)
    return date(year, month, min(cutoff_day, month_lengths.monthrange(year, month)[1]))


def _limit(of: Period, before_day: int) -> date:
    """The day before which the report is due: in the month of the cut-off, or in the next where that day has passed."""
    if before_day > of.end.day:
        return of.end.replace(day=before_day)
    return (of.end.replace(day=1) + timedelta(days=31)).replace(day=before_day)
