"""The registers of the one-stop section: what stands above their lists and beside their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import Period, PeriodKind, Schedule, period_of, periods
from tthc.core.dossiers import actions as dossier_actions
from tthc.core.dossiers import queries as dossier_queries
from tthc.core.dossiers.queries import form as form_queries
from tthc.core.dossiers.rules import lateness
from tthc.core.dossiers.rules.columns import COMMUNE, DIRECT
from tthc.core.dossiers.rules.figures import FIGURES
from tthc.core.dossiers.rules.form import NUMBERS, Figures
from tthc.core.visits.actions import BOOK as VISITS
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day, number
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi


@dataclass(frozen=True)
class Figure:
    """A figure in words; `href` opens its rows, or nothing where totals made it."""

    words: str
    href: str | None
    is_late: bool = False


@dataclass(frozen=True)
class Banner:
    """The standing of the period, above the list of dossiers."""

    period: Period
    figures: tuple[Figure, ...]
    form_href: str


@dataclass(frozen=True)
class ApologyPanel:
    """The clocks of an apology and the dossier it is for."""

    clocks: tuple[str, ...]
    dossier: Link | None
    terms: Link | None
    basis: str


def this_period(year: int, schedule: Schedule) -> Period:
    """The reporting period of today, or the whole year where that is another."""
    now = period_of(today(), schedule)
    return now if now.year == year else periods(year, schedule)[-1]


def rows_href(period: Period, column: str, level: str = "", field: str = "") -> str:
    """The address of the dossiers behind a figure."""
    # What is None is left out of the address.
    return url_for("one_stop.form_rows", year=period.year, ky=period.slug, cot=NUMBERS[column], cap=level or None, linh_vuc=field or None)


def _banner(year: int) -> Banner:
    """The figures of the quarter that runs; of another year, and in the year's last quarter, the form alone tells."""
    schedule = calendar_queries.schedule(db.session(), actor().agency_id)
    period = this_period(year, schedule)
    href = url_for("one_stop.form", year=year, ky=period.slug)
    if period.kind is PeriodKind.YEAR:
        return Banner(period, (), href)
    found, is_counted = form_queries.brief(db.session(), actor(), period, today())
    figures = tuple(
        Figure(f"{number(n)} {words}", rows_href(period, column) if n and is_counted else None, is_late)
        for column, n, words, is_late in _standing(found)
        if not is_counted or column in _PENDING
    )
    return Banner(period, figures, href)


_PENDING = ("within", "overdue")  # what is told of rows; their sums are in the form


def _standing(found: Figures) -> tuple[tuple[str, int, str, bool], ...]:
    return (
        ("received", found.received, "hồ sơ nhận giải quyết", False),
        ("early", found.early, "trả trước hạn", False),
        ("on_time", found.on_time, "trả đúng hạn", False),
        ("late", found.late, "trả quá hạn", found.late > 0),
        ("within", found.within, "đang giải quyết trong hạn", False),
        ("overdue", found.overdue, "đang giải quyết quá hạn", found.overdue > 0),
    )


def _links(year: int) -> Sequence[Link]:
    return (Link("Biểu II.06a", url_for("one_stop.form", year=year)),)


def _apology_links(year: int) -> Sequence[Link]:
    return (Link("Quy định thời hạn xin lỗi", url_for("one_stop.terms", year=year)),)


def _total_links(year: int) -> Sequence[Link]:
    """The form, and the upload with the days of the period that closed last or still runs, for who may write."""
    links = [Link("Biểu II.06a", url_for("one_stop.form", year=year))]
    if may(actor(), Can.REGISTER_WRITE):
        schedule = calendar_queries.schedule(db.session(), actor().agency_id)
        for one in [each for each in periods(year, schedule)[:-1] if each.start <= today()][-2:]:
            href = TOTALS.href("sheet_upload", year, first_day=day(one.start), last_day=day(one.end))
            links.append(Link(f"Nhập số liệu {one.words}", href))
    return links


def _visit_links(_year: int) -> Sequence[Link]:
    return (Link("Máy tại quầy", url_for("counter.devices")),) if may(actor(), Can.REGISTER_SET_UP) else ()


def _new_dossier() -> Mapping[str, Any]:
    return {"received_on": today(), "channel": DIRECT, "level": COMMUNE}


def _new_total() -> Mapping[str, Any]:
    period = period_of(today(), calendar_queries.schedule(db.session(), actor().agency_id))
    return {"first_day": period.start, "last_day": period.end, "level": COMMUNE} | dict.fromkeys((c.name for c in FIGURES), 0)


def _dossier_panel(row: Any, year: int) -> Link | None:
    apology = dossier_queries.apology_of(db.session(), row.id)
    return Link("Xem văn bản xin lỗi và hẹn lại", APOLOGIES.href("row", year, row_id=apology.id)) if apology else None


def _apology_panel(row: Any, year: int) -> ApologyPanel | None:
    if not (row.original_due and row.tell_by and row.send_by):
        return None
    dates = lateness.Clocks(row.tell_by, row.send_by)
    dossier = dossier_queries.dossier_of(db.session(), row)
    terms = dossier_queries.apology_rule(db.session(), row.agency_id)
    return ApologyPanel(
        clocks=lateness.clock_words(row.original_due, row.told_on, row.sent_on, dates, today()),
        dossier=Link(f"Hồ sơ {dossier.code}", DOSSIERS.href("row", year, row_id=dossier.id)) if dossier else None,
        terms=Link("Quy định thời hạn xin lỗi", url_for("one_stop.terms", year=year)),
        basis=terms.basis,
    )


def _next_step(row: Any, year: int) -> Link | None:
    if row.sent_on is not None:
        return None
    words = "Ghi đã gửi" if row.new_due and row.reason else "Hẹn lại"
    return Link(words, APOLOGIES.href("row_edit", year, row_id=row.id))


DOSSIERS = RegisterUi(
    dossier_actions.DOSSIERS,
    "ho-so",
    "Hồ sơ",
    add_words="Thêm hồ sơ",
    banner="one_stop/_banner.html",
    banner_of=_banner,
    panel="one_stop/_dossier.html",
    panel_of=_dossier_panel,
    links=_links,
    prefill=_new_dossier,
    desk=("qua-han",),
)
TOTALS = RegisterUi(
    dossier_actions.TOTALS,
    "so-lieu",
    "Số liệu theo lĩnh vực",
    add_words="Thêm số liệu",
    links=_total_links,
    prefill=_new_total,
    given=("first_day", "last_day"),
)
APOLOGIES = RegisterUi(
    dossier_actions.APOLOGIES,
    "xin-loi",
    "Xin lỗi, hẹn lại",
    add_words="Thêm văn bản xin lỗi",
    panel="one_stop/_apology.html",
    panel_of=_apology_panel,
    links=_apology_links,
    act_of=_next_step,
    desk=("cho-gui", "qua-han-gui"),
)
VISIT_ROWS = RegisterUi(VISITS, "luot-cho", "Lượt chờ", add_words="Thêm lượt chờ", links=_visit_links)
EVERY = (DOSSIERS, TOTALS, APOLOGIES, VISIT_ROWS)
