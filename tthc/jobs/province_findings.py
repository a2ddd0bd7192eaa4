"""Findings of one office in bulk, for measuring only: rounds of three years and what they found, written without their log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tthc.jobs.province import TODAY, YEAR
from tthc.kernel.bulk import write_rows
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_A_ROUND = 20  # findings
_YEARS = 3
_OPEN = 9999  # in every later year's book
_WHAT = ("Chưa niêm yết công khai thủ tục", "Hồ sơ trả chậm không xin lỗi", "Sổ theo dõi ghi thiếu cột", "Chưa số hóa kết quả")
_AT = datetime(YEAR, 1, 2, tzinfo=UTC)


def fill(session: Session, agency_id: int, unit_ids: Sequence[int], *, findings: int) -> int:
    """Rounds at these units with so many findings, half of them of this year; returns the rows written."""
    shared = {"agency_id": agency_id, "unit_id": unit_ids[-1], "entered_at": _AT}
    count = -(-findings // _A_ROUND)
    rounds = [shared | _round(number, unit_ids) for number in range(1, count + 1)]
    rows = [shared | row for row in _findings(findings, rounds)]
    with unit_of_work(session):
        return write_rows(session, {"inspection_round": rounds, "inspection_finding": rows})


def _round(number: int, unit_ids: Sequence[int]) -> dict[str, Any]:
    year = YEAR if number % 2 else YEAR - 1 - number // 2 % (_YEARS - 1)
    first = date(year, 1, 10) + timedelta(days=number * 7 % 180)
    return {
        "id": number,
        "object_id": unit_ids[number % len(unit_ids)],
        "object_name": f"Đơn vị {number % len(unit_ids)}",
        "form": "planned",
        "starts_on": first,
        "ends_on": first,
        "minutes_on": first,
        "concluded_on": first + timedelta(days=10),
        "conclusion_number": f"{number}/TB-UBND",
        "folded": f"don vi {number}",
    }


def _findings(findings: int, rounds: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number in range(findings):
        held = rounds[number // _A_ROUND]
        words = f"{_WHAT[number % len(_WHAT)]} lĩnh vực số {number}"
        due = held["starts_on"] + timedelta(days=30 + number % 60)
        handed = due - timedelta(days=3) if number % 4 and due < TODAY else None
        closed = due if handed and number % 3 else None
        yield {
            "round_id": held["id"],
            "year": held["starts_on"].year,
            "until_year": closed.year if closed else _OPEN,
            "found_on": held["starts_on"],
            "observation": words,
            "remedy": "Khắc phục, báo cáo kết quả bằng văn bản",
            "owner_id": held["object_id"],
            "due_on": due,
            "original_due_on": due,
            "handed_on": handed,
            "closed_on": closed,
            "turn_on": date.max if closed else date(9998, 12, 31) if handed else due,
            "folded": fold(words),
        }
