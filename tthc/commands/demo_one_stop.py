"""The ward's one-stop desk: totals of two quarters, three months of dossiers from the one-stop system's sheet, apologies for the late ones.

Sheets are read by the worker's jobs, which open transactions of their own: `tell` is called outside of one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tthc.core.dossiers.actions import APOLOGIES, DOSSIERS, TOTALS
from tthc.core.dossiers.rules.figures import FIGURES, TOTAL_COLUMNS
from tthc.core.files.ports import CellValue, SheetColumn
from tthc.core.people import queries as people_queries
from tthc.core.procedures import queries as procedure_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask, Book
from tthc.jobs import JOBS
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tthc.commands.demo_story import Story

_YEAR = 2024
_TODAY = date(2024, 8, 15)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SATURDAY = 5
# field | dossiers of three months | working days given | share received online, in tenths
_FIELDS = (
    ("Chứng thực", 118, 0, 2),
    ("Hộ tịch", 96, 3, 6),
    ("Bảo trợ xã hội", 41, 10, 4),
    ("Đất đai", 27, 15, 3),
    ("Người có công", 18, 7, 5),
)
# The dossiers that went wrong: place in the list of their field -> working days beyond the promised day, None: not returned yet.
_LATE = {("Hộ tịch", 14): 2, ("Bảo trợ xã hội", 9): 3, ("Đất đai", 6): 4, ("Hộ tịch", 58): 1}
_STUCK = (("Đất đai", date(2024, 8, 13)), ("Bảo trợ xã hội", date(2024, 8, 14)), ("Người có công", date(2024, 8, 9)))
_HEADERS = (
    ("Mã số hồ sơ", "text"),
    ("Mã TTHC", "text"),
    ("Lĩnh vực", "text"),
    ("Ngày tiếp nhận", "day"),
    ("Ngày hẹn trả", "day"),
    ("Ngày trả kết quả", "day"),
    ("Hình thức nộp", "text"),
    ("DVC toàn trình", "text"),
    ("Phí, lệ phí", "text"),
    ("Thanh toán trực tuyến", "text"),
    ("Số hóa kết quả", "text"),
    ("Tái sử dụng", "text"),
    ("Không nộp lại giấy tờ", "text"),
    ("Luân chuyển hồ sơ điện tử", "text"),
    ("Đánh giá", "text"),
    ("Thời gian xử lý (phút)", "count"),
)
# Columns 4, 5, 6, 8, 9, 10, 12, 13 of form II.06a of the first quarter, and 4, 5, 8, 9, 10 of the second.
_QUARTERS = {
    "Chứng thực": ((21, 84, 0, 61, 44, 0, 0, 0), (26, 90, 70, 46, 0)),
    "Hộ tịch": ((44, 39, 3, 52, 28, 1, 5, 0), (53, 37, 58, 34, 1)),
    "Bảo trợ xã hội": ((12, 22, 2, 19, 10, 1, 6, 0), (15, 24, 22, 18, 1)),
    "Đất đai": ((5, 17, 4, 11, 8, 2, 5, 0), (8, 16, 13, 10, 1)),
    "Người có công": ((6, 9, 1, 8, 5, 0, 3, 0), (8, 8, 9, 7, 0)),
}
_REASONS = (
    "Phải xác minh nguồn gốc sử dụng đất tại thực địa do hồ sơ lưu trữ thiếu bản đồ giải thửa.",
    "Cơ quan phối hợp trả lời kết quả xác minh chậm so với đề nghị.",
    "Công chức thụ lý nghỉ chế độ, người được phân công thay chưa kịp xử lý.",
)
_APPLICANTS = ("Nguyễn Thị Hoa", "Trần Văn Lộc", "Phan Thị Bích", "Lê Đình Sáu")


def tell(story: Story) -> None:
    """Totals of quarters I and II, the sheet of the third quarter so far, apologies: some sent, some waiting."""
    rows = _dossiers(story)
    _load(story, TOTALS, "so-lieu-quy-1-quy-2.xlsx", _total_columns(), _totals(rows))
    _load(story, DOSSIERS, "ho-so-mot-cua-quy-3.xlsx", [SheetColumn(title, 18, kind) for title, kind in _HEADERS], rows)
    with unit_of_work(story.session) as session:
        _apologise(story, session)


def _load(story: Story, book: Book, name: str, columns: list[SheetColumn], rows: list[list[CellValue]]) -> None:
    """A sheet the way an officer brings it in: stored, read, looked at, confirmed, written."""
    session, toolbox, clerk = story.session, story.toolbox, story.person("minh")
    units = people_queries.units_of(session, story.agency_id, _TODAY)
    desk = next((unit.id for unit in units if fold(unit.name).startswith("bo phan")), min(clerk.units))
    stored = toolbox.files.keep(toolbox.sheets.write("Hồ sơ", columns, rows), _XLSX)
    with unit_of_work(session):
        import_id = register_actions.stage(session, clerk, book, stored, name, unit_id=desk, now=toolbox.clock.now()).id
    JOBS["read_register"](session, toolbox, import_id=import_id)
    with unit_of_work(session):
        row = register_queries.register_import(session, clerk, book, import_id)
        register_actions.ask_load(session, clerk, book, row, now=toolbox.clock.now())
    JOBS["load_register"](session, toolbox, import_id=import_id)


# --- dossiers


def _dossiers(story: Story) -> list[list[CellValue]]:
    """The third quarter until the office's day, and what was left from before; the same in every demonstration."""
    codes = _codes(story)
    found = []
    for place, (field, count, given, online) in enumerate(_FIELDS):
        for number in range(count):
            received = _office_day(date(2024, 6, 6) + timedelta(days=(number * 69) // max(1, count - 1)), back=True)
            if _ahead(received, given) < date(2024, 6, 17):  # it was returned in the quarter before, which has totals
                received = _office_day(date(2024, 6, 17) + timedelta(days=number % 9))
            due = _ahead(received, given)
            found.append(
                _dossier(field, codes.get(field, ""), received, due, _returned(field, number, received, due), number * 7 + place, online)
            )
    for number, (field, due) in enumerate(_STUCK):
        given = next(days for name, _, days, _ in _FIELDS if name == field)
        found.append(_dossier(field, codes.get(field, ""), _ahead(due, -given), due, None, 900 + number, 4))
    return sorted(found, key=lambda row: str(row[3]))


def _codes(story: Story) -> dict[str, str]:
    """The first procedure of each field, where the register of procedures has one."""
    found: dict[str, str] = {}
    for one in procedure_queries.known(story.session, story.agency_id).values():
        if not one.is_abolished:
            found.setdefault(one.field, one.code)
    return found


def _returned(field: str, number: int, received: date, due: date) -> date | None:
    late = _LATE.get((field, number))
    day = _ahead(due, late) if late else due if number % 3 else max(received, _ahead(due, -1))
    return max(day, date(2024, 6, 17)) if day <= _TODAY else None


def _dossier(field: str, code: str, received: date, due: date, returned: date | None, number: int, online: int) -> list[CellValue]:
    is_online, has_fee = number % 10 < online, number % 4 < 3  # noqa: PLR2004
    return [
        f"000.24.18.H50-{received:%y%m%d}-{number + 1:04}",
        code,
        field,
        received,
        due,
        returned,
        "Trực tuyến" if is_online else "BCCI" if number % 31 == 0 else "Trực tiếp",
        _mark(is_online and number % 7),
        _mark(has_fee),
        _mark(has_fee and (is_online or number % 5 == 0)),
        _mark(returned and number % 9),
        _mark(number % 13 > 2),  # noqa: PLR2004
        _mark(number % 5),
        _mark(number % 50),
        None if returned is None or number % 4 == 3 else "Không hài lòng" if number % 60 == 5 else "Hài lòng",  # noqa: PLR2004
        25 + number * 3 % 41 if returned else None,
    ]


def _mark(told: object) -> str:
    return "Có" if told else "Không"


def _office_day(day: date, *, back: bool = False) -> date:
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=-1 if back else 1)
    return day


def _ahead(day: date, count: int) -> date:
    """So many weekdays later, or earlier where the number is below zero."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while day.weekday() >= _SATURDAY:
            day += step
    return day


# --- totals of the quarters before


def _total_columns() -> list[SheetColumn]:
    kinds = {"first_day": "day", "last_day": "day"} | {column.name: "count" for column in FIGURES}
    return [SheetColumn(column.title, 18, kinds.get(column.name, "text")) for column in TOTAL_COLUMNS if column.name != "unit_id"]


def _totals(rows: list[list[CellValue]]) -> list[list[CellValue]]:
    """Quarter I as it was counted; quarter II so that it leaves what the third quarter's sheet begins with."""
    first, second = (date(2023, 12, 15), date(2024, 3, 14)), (date(2024, 3, 15), date(2024, 6, 14))
    found: list[list[CellValue]] = []
    for field, (one, two) in _QUARTERS.items():
        found.append([field, *first, "Cấp xã", *_cells(*one)])
        left = sum(1 for row in rows if row[2] == field and str(row[3]) < "2024-06-15")
        online, direct, early, on_time, late = two
        carried = one[6] + one[7]
        # What the quarter received in person is what its ends ask for.
        direct = early + on_time + late + left - carried - online
        found.append([field, *second, "Cấp xã", *_cells(online, direct, carried, early, on_time, late, left, 0)])
    return found


def _cells(online: int, direct: int, carried: int, early: int, on_time: int, late: int, within: int, overdue: int) -> list[int]:
    settled, pending = early + on_time + late, within + overdue
    return [online + direct + carried, online, direct, carried, settled, early, on_time, late, pending, within, overdue]


# --- apologies


def _apologise(story: Story, session: Session) -> None:
    """Those for dossiers that were late until July are sent; one of August is prepared, the others wait."""
    clerk, today, now = story.person("minh"), _TODAY, story.toolbox.clock.now()
    late = register_queries.rows(session, clerk, APOLOGIES, Ask(year=_YEAR), today=today, limit=None)
    for number, row in enumerate(reversed(late)):
        due = row.original_due
        values: dict[str, Any] = {"applicant": _APPLICANTS[number % len(_APPLICANTS)], "reason": _REASONS[number % len(_REASONS)]}
        values |= {"new_due": _ahead(due, 6), "signer": story.person("vinh").name, "told_on": _ahead(due, -1)}
        if due < date(2024, 8, 9):
            values |= {"sent_on": _ahead(due, 1 if number else 2)}
        elif due > date(2024, 8, 9):
            continue
        register_actions.edit(session, clerk, APOLOGIES, row, values, today=today, now=now)
