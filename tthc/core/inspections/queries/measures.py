"""What can be counted of a year's programme for a target of the plan: the share of a class that was inspected."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tthc.core.inspections.queries.coverage import reporters, returns
from tthc.core.inspections.queries.programme import ClassFacts, classes
from tthc.core.inspections.queries.visits import of_year
from tthc.core.registers.queries.measure import Counted, Measure
from tthc.kernel.text import fold

_ROUNDS, _RETURNS = "inspection_round", "inspection_return"
_INSPECTED = "duoc kiem tra"
_DEPARTMENTS = re.compile(r"\b(so|ban|nganh)\b.*\b(ban|nganh)\b")
_DISTRICTS = re.compile(r"\bcap huyen\b|\b(quan|huyen|thi xa)\b")
_COMMUNES = re.compile(r"\bcap xa\b|\b(xa|phuong), (phuong|xa|thi tran|dac khu)\b")


def _all(_title: str) -> bool:
    return True


def _like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda title: pattern.search(title) is not None


def _share(wants: Callable[[str], bool]) -> Callable[[Session, int, date, date], Counted]:
    """Distinct inspected units of the classes so called against their active units; the rows are the rounds that count."""

    def count(session: Session, agency_id: int, _first: date, last: date) -> Counted:
        year = last.year
        meant = [one for one in classes(session, agency_id, year) if not one.is_internal and wants(fold(one.title))]
        active = {unit.unit_id for one in meant for unit in one.active(year)}
        # A reporting year begins in December; a programme is of the calendar year, so all its rounds up to the last day count.
        rounds = [one for one in of_year(session, agency_id, year) if one.object_id in active and one.counts(last)]
        inspected = {one.object_id for one in rounds}
        return Counted(Decimal(len(inspected)), Decimal(len(active)), tuple(one.round_id for one in rounds))

    return count


def _internal(session: Session, agency_id: int, _first: date, last: date) -> Counted:
    """The units' own units that they inspected, from their reports; who has not reported has inspected nobody."""
    year = last.year
    asked = {one.unit_id for one in reporters([one for one in classes(session, agency_id, year) if one.is_internal], year)}
    found = [one for one in returns(session, agency_id, year) if one.reported_on <= last and (not asked or one.object_id in asked)]
    total, inspected = sum(one.units_total for one in found), sum(one.units_inspected for one in found)
    return Counted(Decimal(inspected), Decimal(total), tuple(one.row_id for one in found))


def _reported(session: Session, agency_id: int, _first: date, last: date) -> Counted:
    """Units that handed in their report, of those that have to."""
    year = last.year
    found: list[ClassFacts] = classes(session, agency_id, year)
    asked = {one.unit_id for one in reporters(found, year)}
    rows = [one for one in returns(session, agency_id, year) if one.reported_on <= last and one.object_id in asked]
    return Counted(Decimal(len(rows)), Decimal(len(asked)), tuple(one.row_id for one in rows))


COVERAGE_MEASURES: tuple[Measure, ...] = (
    Measure(
        "inspection_departments",
        "Tỷ lệ sở, ban, ngành được kiểm tra",
        "%",
        _ROUNDS,
        _share(_like(_DEPARTMENTS)),
        (("so, ban, nganh", _INSPECTED), ("so, nganh", _INSPECTED)),
    ),
    Measure(
        "inspection_districts",
        "Tỷ lệ đơn vị cấp huyện được kiểm tra",
        "%",
        _ROUNDS,
        _share(_like(_DISTRICTS)),
        (("cap huyen", _INSPECTED),),
    ),
    Measure(
        "inspection_communes",
        "Tỷ lệ đơn vị cấp xã được kiểm tra",
        "%",
        _ROUNDS,
        _share(_like(_COMMUNES)),
        (("cap xa", _INSPECTED), ("xa, phuong", _INSPECTED), ("phuong, xa", _INSPECTED)),
    ),
    Measure("inspection_units", "Tỷ lệ đơn vị trong chương trình được kiểm tra", "%", _ROUNDS, _share(_all), (("don vi", _INSPECTED),)),
    Measure(
        "inspection_internal",
        "Tỷ lệ đơn vị trực thuộc được kiểm tra nội bộ",
        "%",
        _RETURNS,
        _internal,
        # "Đơn vị trực thuộc được kiểm tra" alone is the rule for agencies with many units: whose, is for a person to say.
        (("don vi", "phong, ban chuyen mon", "don vi truc thuoc", _INSPECTED),),
    ),
    Measure(
        "inspection_returns",
        "Tỷ lệ đơn vị gửi báo cáo kết quả kiểm tra",
        "%",
        _RETURNS,
        _reported,
        (("don vi", "bao cao ket qua kiem tra"),),
    ),
)
