"""The ward's one-stop desk: totals of the year before, eight months of dossiers from the one-stop system's sheet, apologies.

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
_FIRST = date(2023, 12, 4)  # a few dossiers of December are left over when the reporting year begins on the 15th
_BEGINS = date(2023, 12, 18)
# field | dossiers of the year so far | working days given | received online in a hundred
_FIELDS = (
    ("Chứng thực", 470, 0, 60),
    ("Hộ tịch", 370, 3, 78),
    ("Bảo trợ xã hội", 150, 10, 70),
    ("Đất đai", 95, 15, 60),
    ("Người có công", 65, 7, 75),
)
_FEES_ONLINE, _DIGITISED, _PLEASED = 55, 76, 96  # in a hundred
# The dossiers that went wrong: place in the list of their field -> working days beyond the promised day, None: not returned yet.
_LATE = {("Hộ tịch", 282): 2, ("Bảo trợ xã hội", 112): 3, ("Đất đai", 74): 4, ("Hộ tịch", 330): 1}
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
# Columns 4, 5, 6, 8, 9, 10, 12, 13 of form II.06a of summer 2023, and 4, 5, 8, 9, 10 of the autumn after it.
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
    """Totals of the last two stretches of 2023, the sheet of this year so far, apologies: some sent, some waiting."""
    rows = _dossiers(story)
    _load(story, TOTALS, "so-lieu-nam-2023.xlsx", _total_columns(), _totals(rows))
    _load(story, DOSSIERS, "ho-so-mot-cua-2024.xlsx", [SheetColumn(title, 18, kind) for title, kind in _HEADERS], rows)
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
    """The year until the office's day, and what was left from before; the same in every demonstration."""
    codes = _codes(story)
    found = []
    for place, (field, count, given, online) in enumerate(_FIELDS):
        for number in range(count):
            received = _office_day(_FIRST + timedelta(days=number * (_TODAY - _FIRST).days // count), back=True)
            if _ahead(received, given) < _BEGINS:  # it was returned in the year before, which has totals
                received = _office_day(_BEGINS + timedelta(days=number % 9))
            due = _ahead(received, given)
            days = (received, due, _returned(field, number, received, due))
            found.append(_dossier((field, codes.get(field, "")), days, number * 7 + place, online))
    for number, (field, due) in enumerate(_STUCK):
        given = next(days for name, _, days, _ in _FIELDS if name == field)
        found.append(_dossier((field, codes.get(field, "")), (_ahead(due, -given), due, None), 9000 + number, 0))
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
    return max(day, _BEGINS) if day <= _TODAY else None


def _dossier(of: tuple[str, str], days: tuple[date, date, date | None], number: int, online: int) -> list[CellValue]:
    """A row of the sheet; its marks follow from its number alone, spread evenly."""
    received, _, returned = days
    is_online, has_fee = _share(number, 37, online), number % 4 < 3  # noqa: PLR2004
    is_rated, is_pleased = returned and number % 4 != 3, _share(number, 91, _PLEASED)  # noqa: PLR2004
    return [
        f"000.24.18.H50-{received:%y%m%d}-{number + 1:04}",
        of[1],
        of[0],
        *days,
        "Trực tuyến" if is_online else "BCCI" if number % 31 == 0 else "Trực tiếp",
        _mark(is_online and number % 7),
        _mark(has_fee),
        _mark(has_fee and _share(number, 53, _FEES_ONLINE)),
        _mark(returned and _share(number, 61, _DIGITISED)),
        _mark(number % 13 > 2),  # noqa: PLR2004
        _mark(number % 5),
        "Có",
        ("Hài lòng" if is_pleased else "Không hài lòng") if is_rated else None,
        25 + number * 3 % 41 if returned else None,
    ]


def _share(number: int, step: int, of_hundred: int) -> bool:
    """So many of a hundred numbers that follow each other."""
    return number * step % 100 < of_hundred


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
    """Summer as it was counted; autumn so that it leaves what this year's sheet begins with."""
    first, second = (date(2023, 6, 15), date(2023, 9, 14)), (date(2023, 9, 15), date(2023, 12, 14))
    found: list[list[CellValue]] = []
    for field, (one, two) in _QUARTERS.items():
        found.append([field, *first, "Cấp xã", *_cells(*one)])
        left = sum(1 for row in rows if row[2] == field and str(row[3]) < "2023-12-15")
        online, direct, early, on_time, late = two
        carried = one[6] + one[7]
        # What the autumn received in person is what its ends ask for.
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
