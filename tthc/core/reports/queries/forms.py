"""Statistical forms that a report carries in its annexes: figures of registers, as they stood on the report's day."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tthc.core.calendar.rules import Period, Schedule
from tthc.core.dossiers.queries import form as dossier_form
from tthc.core.dossiers.rules.form import Figures, cells
from tthc.core.reports.models import Report
from tthc.core.reports.rules import Form, ReportKind
from tthc.kernel.actor import system
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day, number

_GROUPS = ("I", "II", "III", "IV")
# Form II.06a of Circular 01/2020/TT-VPCP; the widths fit an upright page.
_COLUMNS = (
    ("(1) TT", "center", 5),
    ("(2) Lĩnh vực", "left", 15),
    ("(3) Nhận giải quyết", "right", 8),
    ("(4) Trực tuyến", "right", 7),
    ("(5) Trực tiếp, BCCI", "right", 7),
    ("(6) Từ kỳ trước", "right", 7),
    ("(7) Đã giải quyết", "right", 8),
    ("(8) Trước hạn", "right", 7),
    ("(9) Đúng hạn", "right", 7),
    ("(10) Quá hạn", "right", 7),
    ("(11) Đang giải quyết", "right", 8),
    ("(12) Trong hạn", "right", 7),
    ("(13) Quá hạn", "right", 7),
)


def annexed(session: Session, of: Report, period: Period, schedule: Schedule) -> tuple[Form, ...]:
    """Form II.06a in the period's report; an office that keeps no dossiers and no totals has none."""
    if of.kind is not ReportKind.PERIOD or of.section not in (None, Section.ONE_STOP):
        return ()
    found = dossier_form.of_period(session, system(of.agency_id), period, of.as_of, schedule)
    if found.is_empty:
        return ()
    rows = []
    for numeral, group in zip(_GROUPS, found.groups, strict=False):
        rows.append((numeral, group.title, *_words(group.sum)))
        rows += [(str(place), line.field, *_words(line.figures)) for place, line in enumerate(group.lines, start=1)]
    rows.append(("", "Tổng số", *_words(found.total)))
    window = f"từ ngày {day(period.start)} đến ngày {day(found.until)}; đơn vị tính: hồ sơ"
    notes = tuple(f"Số kỳ trước chuyển sang chưa khớp: {sentence}" for sentence in found.doubts[:1])
    return (Form("Biểu II.06a. Tình hình, kết quả giải quyết thủ tục hành chính", window, _COLUMNS, tuple(rows), notes),)


def _words(figures: Figures) -> list[str]:
    return [number(count) for count in cells(figures)]
