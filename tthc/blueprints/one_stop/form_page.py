"""Form II.06a as the screen shows it: figures with the rows behind them, where they come from, what does not agree."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from tthc.blueprints.one_stop.registers import rows_href, this_period
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import Period, PeriodKind, months, periods
from tthc.core.calendar.rules import period as period_named
from tthc.core.dossiers.queries import form as form_queries
from tthc.core.dossiers.queries.form import Form, Told
from tthc.core.dossiers.rules.form import CELLS, Figures, Source, gap_words
from tthc.extensions import db
from tthc.kernel.errors import NotFound
from tthc.kernel.vietnamese import day, number
from tthc.web.guards import actor, today
from tthc.web.lines import Link, Tab


@dataclass(frozen=True)
class Cell:
    """A figure; `href` opens its rows."""

    words: str
    href: str | None
    about: str  # what is counted, for those who hear the page


@dataclass(frozen=True)
class Line:
    """A line of the form; a group's and the total are in bold."""

    number: str
    title: str
    cells: tuple[Cell, ...]
    is_sum: bool = False


@dataclass(frozen=True)
class FormPage:
    """What `one_stop/form.html` and its print view show."""

    year: int
    period: Period
    title: str
    window: str
    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    gaps: str
    doubts: tuple[str, ...]
    is_balanced: bool
    is_empty: bool
    tabs: tuple[Tab, ...]
    months: tuple[Tab, ...]
    links: tuple[Link, ...]

    @property
    def notes(self) -> list[str]:
        """What stands below the form on paper and in the sheet."""
        carried = [f"Số kỳ trước chuyển sang chưa khớp: {sentence}" for sentence in self.doubts]
        missing = [f"Chưa có số liệu {self.gaps}."] if self.gaps else []
        return [self.window, *self.sources, *missing, *carried]


_GROUPS = ("I", "II", "III", "IV")
_ABOUT = {name: f"cột {place}" for place, name in enumerate(CELLS, start=3)}


def form_of(year: int, asked: str) -> Form:
    """The form of the period in the address, of the current one where it names none; NotFound where there is no such period."""
    session, who = db.session(), actor()
    schedule = calendar_queries.schedule(session, who.agency_id)
    period = period_named(asked, year, schedule) if asked else this_period(year, schedule)
    if period is None:
        raise NotFound
    return form_queries.of_period(session, who, period, today(), schedule)


def form_page(form: Form) -> FormPage:
    """The page of a form."""
    period, lines = form.period, list[Line]()
    for numeral, group in zip(_GROUPS, form.groups, strict=False):
        lines.append(Line(numeral, group.title, _cells(form, group.sum, group.level), is_sum=True))
        lines += [
            Line(str(place), line.field, _cells(form, line.figures, line.level, line.field))
            for place, line in enumerate(group.lines, start=1)
        ]
    lines.append(Line("", "Tổng số", _cells(form, form.total), is_sum=True))
    return FormPage(
        year=period.year,
        period=period,
        title=f"Biểu II.06a {period.words}",
        window=_window(form),
        lines=tuple(lines),
        sources=tuple(_source(one, period) for one in form.told if one.source is not Source.NONE),
        gaps=gap_words(form.gaps),
        doubts=form.doubts,
        is_balanced=form.is_balanced,
        is_empty=form.is_empty,
        tabs=tuple(_tab(one, period, _short(one)) for one in periods(period.year, form.schedule)),
        months=tuple(_tab(one, period, f"Tháng {place}") for place, one in enumerate(months(period.year, form.schedule), start=1)),
        links=(
            Link("Sổ hồ sơ", url_for("one_stop.rows", year=period.year, register="ho-so")),
            Link("Số liệu theo lĩnh vực", url_for("one_stop.rows", year=period.year, register="so-lieu")),
        ),
    )


def _short(one: Period) -> str:
    """`Quý III`, `Cả năm`."""
    return "Cả năm" if one.kind is PeriodKind.YEAR else one.title.split(" năm ")[0]


def _tab(one: Period, current: Period, title: str) -> Tab:
    return Tab(title, url_for("one_stop.form", year=one.year, ky=one.slug), None, one.code == current.code)


def _window(form: Form) -> str:
    said = f"Kỳ báo cáo: {form.period.words} (từ ngày {day(form.period.start)} đến ngày {day(form.period.end)})"
    return said if form.until == form.period.end else f"{said}; số liệu đến ngày {day(form.until)}"


def _cells(form: Form, figures: Figures, level: str = "", field: str = "") -> tuple[Cell, ...]:
    about = field or "nhóm" if level else "tổng số"
    return tuple(
        Cell(
            number(count := getattr(figures, name)),
            rows_href(form.period, name, level, field) if form.is_counted and count else None,
            f"{_ABOUT[name]}, {about}",
        )
        for name in CELLS
    )


def _source(told: Told, period: Period) -> str:
    """Which source serves some days; rows and totals of the same days are never added."""
    days = "" if (told.start, told.end) == (period.start, period.end) else f" từ {day(told.start)} đến {day(told.end)}"
    chosen, other = (
        (f"{number(told.rows)} hồ sơ trong sổ", f"số liệu tổng hợp ({number(told.totals)} hồ sơ)")
        if told.source is Source.ROWS
        else (f"số liệu tổng hợp ({number(told.totals)} hồ sơ)", f"{number(told.rows)} hồ sơ trong sổ")
    )
    if told.rows and told.totals:
        why = "" if told.source is Source.ROWS else " vì sổ còn thiếu hồ sơ"
        return f"Số liệu{days} lấy từ {chosen}{why}; không cộng với {other}."
    return f"Số liệu{days} lấy từ {chosen}."
