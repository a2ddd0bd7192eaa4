"""Inspections in bulk, for measuring only: a programme, rounds with team and checklist, what they found, what the units report."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tthc.jobs.province import TODAY, YEAR
from tthc.jobs.province_judging import spread
from tthc.kernel.text import fold

if TYPE_CHECKING:
    from tthc.jobs.province_judging import Place, Size
    from tthc.jobs.province_rows import Rows

AT = datetime(YEAR, 1, 2, tzinfo=UTC)
_CLASSES, _TEAMS, _OPEN = 3, 10, 9999
_WHAT = ("Chưa niêm yết công khai thủ tục", "Hồ sơ trả chậm không xin lỗi", "Sổ theo dõi ghi thiếu cột", "Chưa số hóa kết quả")


def fill(rows: Rows, place: Place, size: Size) -> None:
    """The whole of it."""
    _programme(rows, place)
    own = {"agency_id": place.agency_id, "unit_id": place.desks[0], "entered_at": AT}
    held = [_round(rows, place, own, number) for number in range(size.rounds)]
    for number, one in enumerate(held):
        head = place.clerks[number % len(place.clerks)] if number % _TEAMS else place.inspector
        rows.add("inspection_member", round_id=one["id"], person_id=head, name="Người kiểm tra", title="", role="head")
        for line in range(size.items):
            _item(rows, one, number, line)
    for number in range(size.findings):
        _finding(rows, place, own | {"round": held[number % len(held)]}, number)
    for number in range(size.rows):
        _return(rows, place, own, number)


def _programme(rows: Rows, place: Place) -> None:
    rows.add("inspection_programme", agency_id=place.agency_id, year=YEAR, gap_days=30, return_due_on=date(YEAR, 11, 15))
    for number in range(_CLASSES):
        shared = {"agency_id": place.agency_id, "year": YEAR, "position": number + 1, "quota": (20, 50, 60)[number]}
        one = rows.add("inspection_class", **shared, title=f"Nhóm đơn vị {number + 1}", is_internal=number == _CLASSES - 1)
        for unit in place.units[number::_CLASSES]:
            rows.add("inspection_object", class_id=one, unit_id=unit)


def _round(rows: Rows, place: Place, own: dict[str, Any], number: int) -> dict[str, Any]:
    """The first is under way; half of the others are of this year, and of those three in four are over."""
    year = YEAR - (0, 1, 0, 2)[number % 4]
    first = spread(date(year, 1, 8), number, 220 if year < YEAR or number % 8 else 330)
    first = first if number else TODAY - timedelta(days=1)
    is_over = first < TODAY - timedelta(days=20)
    row: dict[str, Any] = {
        "object_id": place.units[number * 7 % len(place.units)],
        "object_name": f"Đơn vị được kiểm tra {number}",
        "form": "planned",
        "starts_on": first,
        "ends_on": first + timedelta(days=1),
        "content": "Công tác kiểm soát thủ tục hành chính",
        "notified_on": first - timedelta(days=9),
        "minutes_on": first + timedelta(days=1) if is_over else None,
        "concluded_on": first + timedelta(days=12) if is_over else None,
        "conclusion_number": f"{number + 1}/TB-UBND" if is_over else "",
        "folded": f"don vi duoc kiem tra {number}",
    }
    return row | {"id": rows.add("inspection_round", **own, **row)}


def _item(rows: Rows, held: dict[str, Any], number: int, line: int) -> None:
    is_marked = held["minutes_on"] is not None
    rows.add(
        "inspection_item",
        round_id=held["id"],
        position=line + 1,
        code=f"II.{line // 5 + 1}.{line % 5 + 1}",
        above=f"{line // 5 + 1}. Nội dung kiểm tra",
        text=f"Việc niêm yết, tiếp nhận, giải quyết và số hóa hồ sơ thủ tục hành chính lĩnh vực {line + 1}",
        answer="Đã thực hiện theo kế hoạch.",
        mark=("pass", "fail", "pass")[(number + line) % 3] if is_marked else None,
        marked_at=AT if is_marked else None,
    )


def _finding(rows: Rows, place: Place, own: dict[str, Any], number: int) -> None:
    held = own.pop("round")
    words, due = f"{_WHAT[number % len(_WHAT)]} lĩnh vực số {number}", held["starts_on"] + timedelta(days=30 + number % 60)
    due = due if number else TODAY - timedelta(days=1)  # one in every office is late
    handed = due - timedelta(days=3) if number % 4 and due < TODAY else None
    closed = due if handed and number % 3 else None
    finding = rows.add(
        "inspection_finding",
        **own,
        round_id=held["id"],
        year=held["starts_on"].year,
        until_year=closed.year if closed else _OPEN,
        found_on=held["starts_on"],
        code=f"II.1.{number % 5 + 1}",
        observation=words,
        remedy="Khắc phục, báo cáo kết quả bằng văn bản",
        owner_id=held["object_id"],
        due_on=due,
        original_due_on=due,
        handed_on=handed,
        closed_on=closed,
        turn_on=date.max if closed else date(9998, 12, 31) if handed else due,
        folded=fold(words),
    )
    if handed:
        judged = {"verified_by_id": place.inspector, "verified_at": AT, "verified_on": closed} if closed else _UNJUDGED
        rows.add(
            "inspection_remedy",
            finding_id=finding,
            words="Đã khắc phục.",
            verdict="accepted" if closed else "waiting",
            submitted_by_id=place.clerks[0],
            submitted_at=AT,
            submitted_on=handed,
            **judged,
        )


_UNJUDGED = {"verified_by_id": None, "verified_at": None, "verified_on": None}


def _return(rows: Rows, place: Place, own: dict[str, Any], number: int) -> None:
    year = YEAR - number // len(place.units)
    rows.add(
        "inspection_return",
        **own,
        year=str(year),
        object_id=place.units[number % len(place.units)],
        reported_on=spread(date(year, 3, 1), number, 150),
        number=f"{number + 1}/BC-UBND",
        units_total=number % 9 + 4,
        units_inspected=number % 5,
        found=number % 7,
        put_right=0,
        folded=f"{number + 1} bc ubnd",
    )
