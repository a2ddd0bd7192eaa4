"""How duties and states are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SOON = 7  # days before the due date from which a row says so
DUTY_WORDS = {
    "lead": "Chủ trì",
    "implement": "Thực hiện",
    "coordinate": "Phối hợp",
    "advise": "Hướng dẫn",
    "appraise": "Thẩm định",
    "monitor": "Theo dõi, đôn đốc",
}
WORDS = {
    "not_started": "Chưa thực hiện",
    "in_progress": "Đang thực hiện",
    "submitted": "Chờ duyệt",
    "returned": "Bị trả lại",
    "done": "Hoàn thành",
    "not_applicable": "Không phát sinh",
    "dormant": "Khi có yêu cầu",
}


@dataclass(frozen=True)
class Badge:
    """A state as it is said today: text, kind (colour) and icon."""

    text: str
    kind: str
    icon: str = ""


def badge(state: str, *, opens_on: date, due_on: date | None, submitted_on: date | None, today: date) -> Badge:
    """The state in the words of the office (experience.md 3.7, lines 1-12)."""
    if state in ("done", "not_applicable"):
        late = (submitted_on - due_on).days if submitted_on and due_on and state == "done" else 0
        return Badge(f"Hoàn thành, trễ {late} ngày", "done") if late > 0 else Badge(WORDS[state], "done")
    if state in ("submitted", "returned", "dormant"):
        return Badge(WORDS[state], {"submitted": "waiting", "returned": "returned", "dormant": "idle"}[state])
    if opens_on > today:
        return Badge("Chưa đến kỳ", "idle")
    return _by_date(state, None if due_on is None else (due_on - today).days)


def _by_date(state: str, left: int | None) -> Badge:
    if left is not None and left < 0:
        return Badge(f"Quá hạn {-left} ngày", "late")
    if left == 0:
        return Badge("Đến hạn hôm nay", "soon")
    if left is not None and left <= SOON:
        return Badge(f"Còn {left} ngày", "soon")
    return Badge(WORDS[state], "doing" if state == "in_progress" else "idle")
