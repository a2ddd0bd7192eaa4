"""Inspections, scores and reviews of one office in bulk, for measuring only: rows that nobody entered, written without their log."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tthc.core.accounts import rules as account_rules
from tthc.jobs.province import PASSWORD
from tthc.jobs.province_rows import Rows
from tthc.kernel.bulk import last_id, write_rows
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SINCE = date(2020, 1, 1)
_INSPECTOR = 4  # of the first commune
_UNIT = {"short_name": "", "valid_from": _SINCE}
_USED = ("unit", "person", "post", "evidence")  # tables that the sample office has filled


@dataclass(frozen=True)
class Size:
    """How much there is of everything; the least has one of each, so that the pages of one row exist in both offices."""

    agencies: int = 200  # below the office
    units: int = 1_000  # in classes, the agencies among them
    rounds: int = 1_000
    items: int = 30  # lines of each checklist
    findings: int = 5_000
    assessments: int = 300
    reviews: int = 2_000
    steps: int = 20  # of each cost sheet
    rows: int = 2_000  # returns, trainings, budget lines, each


LEAST = Size(agencies=1, units=3, rounds=1, items=1, findings=1, assessments=1, reviews=1, steps=1, rows=1)


@dataclass(frozen=True)
class Place:
    """The office and whom it inspects."""

    agency_id: int
    desks: tuple[int, ...]
    below: tuple[int, ...]  # agencies
    units: tuple[int, ...]  # everybody in a class
    inspector: int
    appraiser: int
    clerks: tuple[int, ...]  # one of each agency below


def fill(session: Session, agency_id: int, desks: Sequence[int], size: Size, *, inspector: int = _INSPECTOR) -> int:
    """Everything of an office that has a plan already; returns the rows written."""
    from tthc.jobs import province_inspections, province_reviews, province_scores

    rows = Rows()
    with unit_of_work(session):
        for table in _USED:
            rows.ids[table] = itertools.count(last_id(session, table) + 1)
    with unit_of_work(session):
        place = _place(rows, agency_id, desks, inspector, size)
        province_inspections.fill(rows, place, size)
        province_scores.fill(rows, place, size)
        province_reviews.fill(rows, place, size)
        return write_rows(session, rows.tables)


def _place(rows: Rows, agency_id: int, desks: Sequence[int], inspector: int, size: Size) -> Place:
    secret = account_rules.hash_password(PASSWORD)
    appraiser = rows.add("person", username="appraiser.0", full_name="Người thẩm định", password_hash=secret)
    rows.add("post", unit_id=agency_id, person_id=appraiser, role="appraiser", title="Cán bộ thẩm định")
    below, clerks = [], []
    for number in range(size.agencies):
        unit = _agency(rows, agency_id, f"Ủy ban nhân dân xã Cấp Dưới {number + 1}", number)
        office = rows.add("unit", **_UNIT, agency_id=unit, parent_id=unit, kind="desk", name="Văn phòng", position=1)
        person = rows.add(
            "person", username=f"below.{number}", full_name=f"Công chức {number}", password_hash=secret if number == 0 else None
        )
        rows.add("post", unit_id=office, person_id=person, role="clerk", title="Công chức Văn phòng")
        below.append(unit)
        clerks.append(person)
    # The others are agencies of the third level: an office inspects many, but few units of its own keep its registers.
    third = range(size.units - len(below) - 1)
    more = [_agency(rows, below[n % len(below)], f"Ủy ban nhân dân khu vực {n + 1}", n) for n in third]
    return Place(agency_id, tuple(desks), tuple(below), (*below, *more, desks[0]), inspector, appraiser, tuple(clerks))


def _agency(rows: Rows, parent: int, name: str, position: int) -> int:
    made = rows.add("unit", **_UNIT, agency_id=None, parent_id=parent, kind="agency", name=name, position=position)
    rows.tables["unit"][-1]["agency_id"] = made  # an agency is its own
    return made


def spread(first: date, number: int, days: int) -> date:
    """A day in the so many days after the first; neighbours in number lie far apart."""
    return first + timedelta(days=number * 37 % days)
