"""Days and numbers as people type them, and as they are shown."""

from datetime import date
from decimal import Decimal

import pytest

from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import TwoReadings, day, long_day, month, number, parse_day, parse_number, percent, size

SEVENTH = date(2024, 8, 7)


@pytest.mark.parametrize(
    "typed",
    [
        "7/8/2024",
        "07/08/2024",
        "07-08-2024",
        "7.8.24",
        "7.8.2024",
        "07082024",
        " 7 / 8 / 2024 ",
        "2024-08-07",
        "hôm nay",
        "Hôm nay",
        "hom nay",
    ],
)
def test_a_day_as_people_type_it(typed):
    assert parse_day(typed, today=SEVENTH) == SEVENTH


@pytest.mark.parametrize("typed", ["ho\u0302m nay", "HÔM NAY"])
def test_a_day_in_any_unicode_form(typed):
    assert parse_day(typed, today=SEVENTH) == SEVENTH


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31/02/2024",
        "29/2/2023",
        "7/13/2024",
        "0/8/2024",
        "7/8/224",
        "7/8/0024",
        "7/8/1824",
        "7/8/20244",
        "070824",
        "7082024",
        "7/8",
        "mai",
        "٧/٨/٢٠٢٤",
    ],
)
def test_a_day_that_is_none(typed):
    with pytest.raises(BadInput, match=r"^Ngày không hợp lệ\. Nhập theo dạng ngày/tháng/năm, ví dụ 15/08/2024\.$"):
        parse_day(typed, today=SEVENTH)


def test_today_only_where_the_caller_knows_it():
    with pytest.raises(BadInput):
        parse_day("hôm nay")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("76,4", "76.4"),
        ("76.4", "76.4"),
        ("76,4%", "76.4"),
        ("76,4 %", "76.4"),
        (" 25 ", "25"),
        ("0", "0"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1,234", "1.234"),  # the comma is the decimal mark: one reading only
        ("0.234", "0.234"),
        ("1234.567", "1234.567"),
        ("33,59%", "33.59"),
        ("2.989,5", "2989.5"),
    ],
)
def test_a_number_as_people_type_it(typed, expected):
    assert parse_number(typed) == Decimal(expected)


@pytest.mark.parametrize(
    ("typed", "shown", "choices"),
    [
        ("1.234", "1.234", ("1234", "1,234")),
        ("98.765%", "98.765", ("98765", "98,765")),
        ("-1.500", "-1.500", ("-1500", "-1,500")),
    ],
)
def test_a_number_with_two_readings_is_asked_and_each_choice_has_one(typed, shown, choices):
    with pytest.raises(TwoReadings) as raised:
        parse_number(typed)
    assert str(raised.value) == f'"{shown}" có hai cách hiểu: {choices[0]} hay {choices[1]}. Chọn cách đúng.'
    assert raised.value.choices == choices
    whole, fraction = (parse_number(choice) for choice in choices)
    assert whole == fraction * 1000


@pytest.mark.parametrize(
    "typed", ["", "%", "abc", "1.2.3", "12.34,5", "1,2,3", "1 234", "5%%", "1e5", "NaN", "Infinity", "--1", "٣", "76,", ",5", "1.23.456"]
)
def test_what_is_no_number(typed):
    with pytest.raises(BadInput, match=r"^Số liệu phải là số\. Dùng dấu phẩy cho phần thập phân, ví dụ 76,4\.$"):
        parse_number(typed)


def test_days_as_shown():
    assert day(date(2024, 8, 5)) == "05/08/2024"
    assert long_day(date(2024, 8, 15)) == "Thứ Năm, 15/08/2024"
    assert long_day(date(2021, 11, 14)) == "Chủ nhật, 14/11/2021"
    assert month(date(2024, 8, 5)) == "tháng 8 năm 2024"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (Decimal("100.00"), None, "100"),
        (Decimal("76.450"), None, "76,45"),
        (Decimal("0.25"), 1, "0,3"),
        (2.5, 0, "3"),
        (-1234.56, 1, "-1.234,6"),
        (Decimal("-0.04"), 1, "0,0"),
        (1000, 2, "1.000,00"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_numbers_as_shown(value, decimals, shown):
    assert number(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(98.7, "98,7%"), (Decimal("98.66"), "98,7%"), (100, "100%"), (0, "0%"), (Decimal("66.04"), "66%")]
)
def test_percentages_as_shown(value, shown):
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 B"),
        (512, "512 B"),
        (1023, "1.023 B"),
        (1024, "1,0 KB"),
        (1258291, "1,2 MB"),
        (20 * 1024**2, "20 MB"),
        (1024**2 - 1, "1,0 MB"),
        (5 * 1024**5, "5.120 TB"),
    ],
)
def test_sizes_as_shown(count, shown):
    assert size(count) == shown
