"""The minutes as a value: composed of the sheet, worded by the team, signed as they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.inspections.rules import MARKS, MEMBER_ROLES, Mark
from tthc.core.inspections.rules.papers import basis
from tthc.core.registers.rules.printing import lines
from tthc.kernel.document import fingerprint


@dataclass(frozen=True, slots=True)
class Wording:
    """What the team says in the minutes in its own words."""

    held_on: date
    place: str
    unit_side: str
    findings: str
    opinion: str


def content(row: Any, team: Sequence[Any], items: Sequence[Any], wording: Wording) -> dict[str, Any]:
    """Everything that is signed, as plain values."""
    return {
        "round_id": row.id,
        "object_id": row.object_id,
        "object": row.object_name,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "basis": basis(row.decision_number, row.decided_on),
        "held_on": wording.held_on.isoformat(),
        "place": wording.place,
        "team": [{"name": one.name, "title": one.title, "role": MEMBER_ROLES[one.role]} for one in team],
        "unit_side": lines(wording.unit_side),
        "items": sheet(items),
        "findings": wording.findings,
        "opinion": wording.opinion,
    }


def sheet(items: Sequence[Any]) -> list[dict[str, str]]:
    """The lines of the sheet in words."""
    return [
        {"code": one.code, "above": one.above, "text": one.text, "mark": MARKS[one.mark] if one.mark else "", "note": one.note}
        for one in items
    ]


def composed(items: Sequence[Any], sent_late: int | None = None) -> str:
    """What the sheet says in sentences, offered to the team as a beginning; `sent_late`: days, where the unit's report was late."""
    count = {mark: sum(one.mark == mark for one in items) for mark in Mark}
    counted = f"{count[Mark.PASS]} nội dung đạt, {count[Mark.FAIL]} nội dung không đạt"
    if count[Mark.NOT_APPLICABLE]:
        counted += f", {count[Mark.NOT_APPLICABLE]} nội dung không áp dụng"
    said = [f"Đã kiểm tra {len(items)} nội dung: {counted}."]
    if sent_late:
        said.append(f"Đơn vị gửi báo cáo trễ {sent_late} ngày so với thời hạn yêu cầu.")
    failed = [one for one in items if one.mark == Mark.FAIL]
    if failed:
        said.append("Nội dung không đạt:")
        said += [f"- Mục {one.code}: {one.note or one.text}" for one in failed]
    return "\n".join(said)


def is_stale(kept: Any, row: Any, team: Sequence[Any], items: Sequence[Any]) -> bool:
    """Whether the sheet, the team or the round was changed after the minutes were written."""
    wording = Wording(kept.held_on, kept.place, kept.unit_side, kept.findings, kept.opinion)
    return fingerprint(content(row, team, items, wording)) != kept.content_hash
