"""Registers of one office in bulk, for measuring only: rows that nobody entered, written without their log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tthc.jobs.province import TODAY, YEAR
from tthc.jobs.province_words import FAMILY, GIVEN
from tthc.kernel.bulk import write_rows
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = ("Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội", "Người có công", "Nuôi con nuôi", "Thi đua, khen thưởng", "Môi trường")
_ACTS = ("Đăng ký", "Xác nhận", "Cấp lại", "Thay đổi", "Trợ cấp", "Chứng thực", "Công nhận")
_CHANNELS = ("online", "direct", "postal")
_WAYS = ("phone", "post", "portal")
_AT = datetime(YEAR, 1, 2, tzinfo=UTC)
_CHUNK = 20_000


def fill(session: Session, agency_id: int, unit_id: int, *, procedures: int, dossiers: int, feedback: int) -> int:
    """Fill the three large registers of an office; returns the rows written."""
    written = 0
    for table, rows in (
        ("procedure", (_procedure(number) for number in range(procedures))),
        ("dossier", (_dossier(number) for number in range(dossiers))),
        ("feedback", (_feedback(number) for number in range(feedback))),
    ):
        shared = {"agency_id": agency_id, "unit_id": unit_id, "entered_at": _AT}
        for chunk in _chunks(shared | row for row in rows):
            with unit_of_work(session):
                written += write_rows(session, {table: chunk})
    return written


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _procedure(number: int) -> dict[str, Any]:
    code, field = f"1.{number:06}", FIELDS[number % len(FIELDS)]
    name = f"{_ACTS[number % len(_ACTS)]} {field.lower()} theo mẫu số {number}"
    begun = date(YEAR - 3, 1, 1) + timedelta(days=number * 37 % 1300)
    return {
        "code": f"{code}.000.00.00.H56",
        "short_code": code,
        "name": name,
        "field": field,
        "decision_on": begun - timedelta(days=15),
        "in_force_from": begun,
        "folded": fold(f"{code} {name} {field}"),
    }


def _dossier(number: int) -> dict[str, Any]:
    code, field = f"H56.1-{number:07}", FIELDS[number * 7 % len(FIELDS)]
    received = date(YEAR, 1, 1) + timedelta(days=number * 37 % 227)
    due = received + timedelta(days=3 + number % 10)
    returned = None if due >= TODAY else due + timedelta(days=3) if number % 1000 == 0 else due - timedelta(days=2)
    return {
        "code": code,
        "field": field,
        "received_on": received,
        "due_on": due,
        "returned_on": max(received, returned) if returned else None,
        "channel": _CHANNELS[number % 3],
        "folded": fold(f"{code} {field}"),
    }


def _feedback(number: int) -> dict[str, Any]:
    received = date(YEAR, 1, 1) + timedelta(days=number * 37 % 227)
    person = f"{FAMILY[number % len(FAMILY)]} {GIVEN[number * 7 % len(GIVEN)]}"
    content = f"Phản ánh về {FIELDS[number % len(FIELDS)].lower()} tại tổ {number % 30 + 1}"
    is_open = number % 50 == 0
    return {
        "year": YEAR,
        "number": number + 1,
        "channel": _WAYS[number % len(_WAYS)],
        "received_on": received,
        "person": person,
        "phone": f"09{number:08}",
        "content": content,
        "told": content,
        "state": "received" if is_open else "archived",
        "turn_on": received + timedelta(days=7) if is_open else date.max,
        "next_due_on": received + timedelta(days=7) if is_open else None,
        "folded": fold(content),
    }
