"""What a unit's report on a year's inspections asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tthc.core.registers.rules import UNIT, Column, Kind, Lookups
from tthc.kernel.vietnamese import number

UNITS = "returning_units"  # in Lookups.known: unit id → name, whom the agency can inspect
_YEAR = re.compile(r"20[0-9]{2}")

COLUMNS: tuple[Column, ...] = (
    Column(
        "object_id",
        "Đơn vị báo cáo",
        Kind.CHOICE,
        is_required=True,
        choices_from=UNITS,
        is_filter=True,
        spellings=("tên đơn vị", "đơn vị được kiểm tra", "cơ quan báo cáo", "sở, ngành, địa phương"),
    ),
    Column("year", "Năm", Kind.CODE, is_required=True, longest=4, is_listed=False, spellings=("năm báo cáo", "kỳ báo cáo")),
    Column("reported_on", "Ngày báo cáo", Kind.DAY, is_required=True, spellings=("ngày", "ngày văn bản", "ngày gửi")),
    Column("number", "Số, ký hiệu", longest=120, spellings=("số báo cáo", "số văn bản", "số ký hiệu")),
    Column(
        "units_total",
        "Số đơn vị trực thuộc",
        Kind.COUNT,
        is_required=True,
        is_summed=True,
        spellings=("tổng số đơn vị", "tổng số phòng, ban", "tổng số đơn vị trực thuộc"),
        hint="Phòng, ban, đơn vị trực thuộc phải tổ chức kiểm tra trong năm.",
    ),
    Column(
        "units_inspected",
        "Số đơn vị đã kiểm tra",
        Kind.COUNT,
        is_required=True,
        is_summed=True,
        spellings=("đã kiểm tra", "số đơn vị được kiểm tra"),
    ),
    Column("found", "Số tồn tại, kiến nghị", Kind.COUNT, is_required=True, is_summed=True, spellings=("số kiến nghị", "số tồn tại")),
    Column("put_right", "Số đã khắc phục", Kind.COUNT, is_required=True, is_summed=True, spellings=("đã khắc phục",)),
    Column("note", "Ghi chú", Kind.LONG, longest=2000, is_listed=False),
    replace(UNIT, title="Đơn vị theo dõi", is_filter=False, is_listed=False),
)


def faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is wrong with a row whose values were each read well."""
    found: dict[str, str] = {}
    if not _YEAR.fullmatch(values["year"]):
        found["year"] = f'Năm "{values["year"]}" không hợp lệ. Nhập năm bằng bốn chữ số, ví dụ {lookups.today.year}.'
    elif values["reported_on"].year < int(values["year"]):
        found["reported_on"] = f"Ngày báo cáo trước năm {values['year']}. Sửa ngày báo cáo hoặc năm."
    if values["reported_on"] > lookups.today:
        found["reported_on"] = f"Ngày báo cáo {values['reported_on']:%d/%m/%Y} chưa đến. Ghi sổ sau khi nhận báo cáo."
    if values["units_inspected"] > values["units_total"]:
        most = number(values["units_total"])
        found["units_inspected"] = f"Số đơn vị đã kiểm tra lớn hơn số đơn vị trực thuộc ({most}). Kiểm tra lại hai số."
    if values["put_right"] > values["found"]:
        found["put_right"] = f"Số đã khắc phục lớn hơn số tồn tại, kiến nghị ({number(values['found'])}). Kiểm tra lại hai số."
    return found
