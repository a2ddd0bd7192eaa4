"""The official days that come with the program, and counting over them."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

import tthc
from tthc.core.calendar.rules.official import DayKind, OfficialDay, checked_days, read_days
from tthc.kernel.errors import BadInput
from tthc.kernel.working_days import WorkingDays

ROWS = read_days((Path(tthc.__file__).parent / "examples" / "calendar.csv").read_text(encoding="utf-8"))
YEARS = range(2021, 2028)
OFFICE = WorkingDays(
    off=frozenset(row.day for row in ROWS if row.kind is not DayKind.MAKEUP_WORK),
    makeup=frozenset(row.day for row in ROWS if row.kind is DayKind.MAKEUP_WORK),
    names={row.day: row.name for row in ROWS},
    years=frozenset(YEARS),
)
PACKAGE = holidays.country_holidays("VN", years=YEARS)
# What the package does not know: the swap decided by letter 12729/VPCP-KGVX of 25/12/2025.
NOT_IN_PACKAGE = {date(2026, 1, 2), date(2026, 1, 10)}


def every_day(year):
    return (date(year, 1, 1) + timedelta(days=n) for n in range(366 if year % 4 == 0 else 365))


@pytest.mark.parametrize("year", YEARS)
def test_the_office_works_when_the_package_says_so_but_for_named_days(year):
    differing = {day for day in every_day(year) if OFFICE.is_working(day) != PACKAGE.is_working_day(day)}
    assert differing == {day for day in NOT_IN_PACKAGE if day.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_each_year_can_be_a_calendar_and_names_its_source(year):
    rows = checked_days((row for row in ROWS if row.day.year == year), year)
    assert rows
    assert all(row.source for row in rows)
    assert all(("chưa công bố" in row.source) == (year == 2027) for row in rows)


def test_every_swapped_day_has_its_made_up_saturday():
    swapped = sorted(row.day for row in ROWS if row.kind is DayKind.SWAPPED_OFF)
    assert swapped == [date(2024, 4, 29), date(2025, 5, 2), date(2026, 1, 2), date(2026, 8, 31)]
    assert sorted(OFFICE.makeup) == [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]
    for day in swapped:
        named = {row.source for row in ROWS if row.day in OFFICE.makeup and f"{day:%d/%m/%Y}" in row.name}
        assert named == {row.source for row in ROWS if row.day == day}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2021, 1, 4), 20, date(2021, 2, 1)),
        (date(2026, 11, 20), 20, date(2026, 12, 21)),
        (date(2026, 8, 28), 5, date(2026, 9, 9)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # the made-up Saturday
        (date(2026, 8, 22), 1, date(2026, 8, 24)),
        (date(2026, 1, 1), 1, date(2026, 1, 5)),  # 2/1 swapped
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết
        (date(2024, 4, 26), 1, date(2024, 5, 2)),
        (date(2024, 5, 3), 1, date(2024, 5, 4)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2025, 12, 31), 3, date(2026, 1, 7)),
        (date(2026, 9, 9), -5, date(2026, 8, 28)),
        (date(2026, 8, 24), -1, date(2026, 8, 22)),
        (date(2026, 8, 30), 0, date(2026, 8, 30)),
    ],
)
def test_adding_working_days(day, count, expected):
    assert OFFICE.add(day, count) == expected


def test_without_24_november_twenty_days_end_earlier():
    without = WorkingDays(off=OFFICE.off - {date(2026, 11, 24)})
    assert without.add(date(2026, 11, 20), 20) == date(2026, 12, 18)


def test_two_working_days_after_the_cut_off_of_2026():
    assert OFFICE.add(date(2026, 12, 14), 2) == date(2026, 12, 16)


def test_next_and_previous_never_give_the_day_itself():
    assert OFFICE.next_working(date(2026, 8, 28)) == date(2026, 9, 3)
    assert OFFICE.previous_working(date(2026, 9, 3)) == date(2026, 8, 28)


def test_why_a_day_is_off():
    assert OFFICE.why(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert OFFICE.why(date(2026, 11, 21)) == "Thứ Bảy"
    assert WorkingDays(off=frozenset({date(2026, 11, 24)})).why(date(2026, 11, 24)) == "ngày nghỉ"


def test_days_off_and_made_up_between():
    assert OFFICE.days_off(date(2026, 8, 28), date(2026, 9, 3)) == [date(2026, 8, 28) + timedelta(days=n) for n in range(1, 6)]
    assert OFFICE.makeup_days(date(2026, 8, 21), date(2026, 8, 22)) == [date(2026, 8, 22)]
    assert OFFICE.makeup_days(date(2026, 8, 22), date(2026, 8, 31)) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (OfficialDay(date(2025, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"), "Không thuộc năm 2026."),
        (OfficialDay(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"), "Ngày ghi hai lần."),
        (OfficialDay(date(2026, 4, 30), DayKind.HOLIDAY, ""), "Thiếu tên ngày."),
        (OfficialDay(date(2026, 8, 24), DayKind.MAKEUP_WORK, "làm bù"), "Thứ Hai vốn là ngày làm việc, không thể làm bù."),
        (OfficialDay(date(2026, 8, 23), DayKind.SWAPPED_OFF, "hoán đổi"), "Chủ nhật vốn là ngày nghỉ, không thể nghỉ bù hay hoán đổi."),
        (OfficialDay(date(2026, 8, 22), DayKind.COMPENSATORY_OFF, "bù"), "Thứ Bảy vốn là ngày nghỉ, không thể nghỉ bù hay hoán đổi."),
    ],
)
def test_a_calendar_that_cannot_be(row, problem):
    good = OfficialDay(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch")
    with pytest.raises(BadInput) as raised:
        checked_days([good, row], 2026)
    assert raised.value.fields == {f"{row.day:%d/%m/%Y}": problem}


def test_a_year_without_any_day_is_no_calendar():
    with pytest.raises(BadInput, match="không có ngày nào"):
        checked_days([], 2026)


@pytest.mark.parametrize(
    "text",
    [
        "day,kind,name,source\n2026-11-24,holiday,Ngày Văn hóa Việt Nam,NQ 28\n",
        "\ufeffday;kind;name;source\r\n24/11/2026;Nghỉ lễ;Ngày Văn hóa Việt Nam;NQ 28\r\n",
        "source,name,kind,day\nNQ 28,Ngày Văn hóa Việt Nam,nghi le,24.11.26\n",
    ],
)
def test_reading_a_list_as_offices_write_it(text):
    assert read_days(text) == (OfficialDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", "NQ 28"),)


def test_all_rows_that_cannot_be_read_are_named_at_once():
    with pytest.raises(BadInput) as raised:
        read_days("day,kind,name,source\n31/2/2026,holiday,x,y\n1/1/2026,nghỉ chơi,x,y\n1/5/2026\n2/1/2026,làm bù,x,y\n")
    assert list(raised.value.fields) == ["Dòng 2", "Dòng 3", "Dòng 4"]


def test_the_columns_may_have_vietnamese_names():
    assert read_days("Ngày,Loại,Tên,Văn bản\n1/1/2026,nghỉ lễ,x,y\n") == read_days("day,kind,name,source\n1/1/2026,holiday,x,y\n")


@pytest.mark.parametrize("text", ["", "ngày,loại\n1/1/2026,x\n"])
def test_a_file_without_the_columns_is_refused(text):
    with pytest.raises(BadInput, match="ngày, loại, tên, văn bản"):
        read_days(text)
