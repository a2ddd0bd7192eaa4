"""Official days: what a list of holidays and make-up days may say, and how one is read from a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import parse_day, weekday
from tthc.kernel.working_days import is_weekend


class DayKind(StrEnum):
    """Why a day is not what the day of the week says (Labour Code 2019, articles 111 and 112; swaps by government letter)."""

    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    SWAPPED_OFF = "swapped_off"
    MAKEUP_WORK = "makeup_work"


_KIND_WORDS = {
    "nghi le": DayKind.HOLIDAY,
    "nghi bu": DayKind.COMPENSATORY_OFF,
    "nghi hoan doi": DayKind.SWAPPED_OFF,
    "lam bu": DayKind.MAKEUP_WORK,
} | {str(kind): kind for kind in DayKind}
_COLUMNS = {"day": "ngày", "kind": "loại", "name": "tên", "source": "văn bản"}
_HEADINGS = {fold(words): column for column, words in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """One row of the calendar; an empty source means that of the whole list."""

    day: date
    kind: DayKind
    name: str
    source: str = ""


def read_days(text: str) -> tuple[OfficialDay, ...]:
    """The rows of a CSV, its columns named in English or Vietnamese; all rows that cannot be read are named at once."""
    lines = text.removeprefix("\ufeff").splitlines()
    # Excel with Vietnamese settings separates by semicolons.
    reader = csv.DictReader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    try:
        reader.fieldnames = [_HEADINGS.get(fold(name or ""), name) for name in reader.fieldnames or ()]
        table = list(reader) if set(_COLUMNS) <= set(reader.fieldnames) else None
    except csv.Error as error:
        raise BadInput("Tệp lịch nghỉ không đọc được: một ô quá dài hoặc thiếu dấu ngoặc kép.") from error
    if table is None:
        raise BadInput(f"Tệp lịch nghỉ cần có các cột: {', '.join(_COLUMNS.values())}.")
    rows, wrong = [], {}
    for line, row in enumerate(table, start=2):
        day, kind, name, source = (tidy(row[column] or "") for column in _COLUMNS)
        try:
            rows.append(OfficialDay(parse_day(day), _KIND_WORDS[fold(kind)], name, source))
        except BadInput as error:
            wrong[f"Dòng {line}"] = str(error)
        except KeyError:
            wrong[f"Dòng {line}"] = "Loại ngày phải là: nghỉ lễ, nghỉ bù, nghỉ hoán đổi hoặc làm bù."
    if wrong:
        raise BadInput(f"Tệp lịch nghỉ có {len(wrong)} dòng chưa đúng.", wrong)
    return tuple(rows)


def checked_days(rows: Iterable[OfficialDay], year: int) -> tuple[OfficialDay, ...]:
    """The rows in order, if they can be a year's calendar; else BadInput naming each day that cannot."""
    seen: dict[date, OfficialDay] = {}
    wrong: dict[str, str] = {}
    for row in rows:
        if problem := _problem(row, year, seen):
            wrong[row.day.strftime("%d/%m/%Y")] = problem
        seen[row.day] = row
    if wrong or not seen:
        raise BadInput(f"Lịch nghỉ năm {year} {f'có {len(wrong)} ngày chưa đúng' if wrong else 'không có ngày nào'}.", wrong)
    return tuple(seen[day] for day in sorted(seen))


def _problem(row: OfficialDay, year: int, seen: Iterable[date]) -> str | None:
    if row.day.year != year:
        return f"Không thuộc năm {year}."
    if row.day in seen:
        return "Ngày ghi hai lần."
    if not row.name:
        return "Thiếu tên ngày."
    if row.kind is DayKind.MAKEUP_WORK and not is_weekend(row.day):
        return f"{weekday(row.day)} vốn là ngày làm việc, không thể làm bù."
    if row.kind in {DayKind.COMPENSATORY_OFF, DayKind.SWAPPED_OFF} and is_weekend(row.day):
        return f"{weekday(row.day)} vốn là ngày nghỉ, không thể nghỉ bù hay hoán đổi."
    return None
