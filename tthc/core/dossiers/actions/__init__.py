"""The registers of the one-stop desk: dossiers, totals by field, apologies; the terms of apologies; form II.06a as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tthc.core.dossiers import queries
from tthc.core.dossiers.actions.forms import ask_form, keep_form
from tthc.core.dossiers.actions.settling import open_apologies, settle_apologies, settle_dossiers, take_back_apologies
from tthc.core.dossiers.actions.terms import set_apology_terms
from tthc.core.dossiers.models import Apology, Dossier, DossierTotal
from tthc.core.dossiers.queries import letters
from tthc.core.dossiers.rules import columns, faults, figures, lateness, sheets
from tthc.core.registers.queries.book import Book, View
from tthc.core.tasks.rules import Badge
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day

__all__ = ["APOLOGIES", "DOSSIERS", "TOTALS", "ask_form", "keep_form", "open_apologies", "set_apology_terms", "take_back_apologies"]


def _dossier_words(row: Dossier) -> str:
    end = f"trả ngày {day(row.returned_on)}" if row.returned_on else "đang giải quyết"
    due = f", hẹn trả ngày {day(row.due_on)}" if row.due_on else ""
    return f"Hồ sơ {row.code} ({row.field}): tiếp nhận ngày {day(row.received_on)}{due}, {end}"


def _dossier_badge(row: Dossier, today: date) -> Badge | None:
    late = lateness.days_late(row.due_on, row.returned_on, today) if row.due_on else 0
    if row.returned_on is not None:
        early = row.due_on is not None and row.returned_on < row.due_on
        return Badge(f"Trả quá hạn {late} ngày", "late") if late else Badge("Trả trước hạn" if early else "Trả đúng hạn", "done")
    if late:
        return Badge(f"Quá hạn {late} ngày", "late")
    left = (row.due_on - today).days if row.due_on else None
    if left is None:
        return Badge("Đang giải quyết", "doing")
    return Badge("Đến hạn hôm nay" if left == 0 else f"Còn {left} ngày", "soon" if left <= _SOON else "doing")


_SOON = 3


def _total_words(row: DossierTotal) -> str:
    said = (
        f"tiếp nhận {row.received}, đã giải quyết {row.settled} (quá hạn {row.late}), đang giải quyết {row.pending} (quá hạn {row.overdue})"
    )
    return f"{row.field}, {columns.LEVELS[row.level].lower()}, từ {day(row.first_day)} đến {day(row.last_day)}: {said}"


def _apology_words(row: Apology) -> str:
    due = f", hẹn trả ngày {day(row.original_due)}" if row.original_due else ""
    new = f", hẹn lại ngày {day(row.new_due)}" if row.new_due else ""
    sent = f", gửi ngày {day(row.sent_on)}" if row.sent_on else ", chưa gửi"
    return f"Xin lỗi và hẹn lại hồ sơ {row.dossier_code}{due}{new}{sent}"


def _apology_badge(row: Apology, today: date) -> Badge | None:
    if row.sent_on is not None:
        return Badge("Đã gửi", "done")
    if row.send_by is None or row.send_by >= today:
        return Badge("Chờ gửi", "waiting")
    return Badge(f"Quá hạn gửi {(today - row.send_by).days} ngày", "late")


def _hides(actor: Actor, row: Apology) -> bool:
    """The applicant's name is for the unit that answers for the dossier and for the clerk."""
    return not may(actor, Can.REGISTER_WRITE, row)


def _with_level(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The desk's own level where none is said."""
    return {**values, "level": values.get("level") or columns.COMMUNE}


def _always(_values: object) -> bool:
    return True


DOSSIERS = Book(
    name="dossier",
    title="Hồ sơ một cửa",
    row_words="hồ sơ",
    section=Section.ONE_STOP,
    model=Dossier,
    columns=columns.DOSSIER_COLUMNS,
    key=("code",),
    of_year=queries.dossiers_of_year,
    order=queries.newest_dossiers,
    describe=_dossier_words,
    views=(
        View("trong-ky", "Trong kỳ báo cáo", queries.this_period),
        View("dang-giai-quyet", "Đang giải quyết", lambda _: queries.PENDING),
        View("sap-den-han", "Sắp đến hạn", queries.due_soon),
        View("qua-han", "Quá hạn", queries.overdue),
        View("tra-qua-han", "Trả quá hạn", lambda _: queries.RETURNED_LATE),
    ),
    check=faults.dossier_faults,
    look_up=queries.dossier_look_up,
    settle=settle_dossiers,
    arrange=sheets.arrange_dossiers,
    # The one-stop system's list is loaded again and again: a known code with a day of return is the same dossier, settled.
    merges=_always,
    badge=_dossier_badge,
    searched=("code", "procedure_code", "field"),
)

TOTALS = Book(
    name="dossier_total",
    title="Số liệu hồ sơ theo lĩnh vực",
    row_words="dòng số liệu",
    section=Section.ONE_STOP,
    model=DossierTotal,
    columns=figures.TOTAL_COLUMNS,
    key=("first_day", "last_day", "level", "field"),
    of_year=queries.totals_of_year,
    order=queries.newest_totals,
    describe=_total_words,
    check=faults.total_faults,
    look_up=queries.total_look_up,
    complete=_with_level,
    warn=faults.total_doubts,
    arrange=sheets.arrange_totals,
    merges=_always,
    searched=("field",),
)

APOLOGIES = Book(
    name="apology",
    title="Xin lỗi và hẹn lại",
    row_words="văn bản xin lỗi",
    section=Section.ONE_STOP,
    model=Apology,
    columns=columns.APOLOGY_COLUMNS,
    key=("dossier_code",),
    of_year=queries.apologies_of_year,
    order=queries.newest_apologies,
    describe=_apology_words,
    views=(
        View("cho-gui", "Chờ gửi", lambda _: queries.WAITING),
        View("qua-han-gui", "Quá hạn gửi", queries.sent_late),
        View("da-gui", "Đã gửi", lambda _: Apology.sent_on.is_not(None)),
        View("qua-han-hen-lai", "Quá hạn đã hẹn lại", queries.promised_late),
    ),
    check=faults.apology_faults,
    look_up=queries.apology_look_up,
    settle=settle_apologies,
    merges=_always,
    badge=_apology_badge,
    hides=_hides,
    documents=(letters.LETTER,),
    searched=("dossier_code", "procedure_name", "reason", "signer"),
)
