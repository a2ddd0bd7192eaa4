"""Vietnamese words for what the code names in English, where several desks say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

DUTY_WORDS = {
    "lead": "Chủ trì",
    "implement": "Thực hiện",
    "coordinate": "Phối hợp",
    "advise": "Hướng dẫn",
    "appraise": "Thẩm định",
    "monitor": "Theo dõi, đôn đốc",
}
_ACTS = {
    "submit": "Báo hoàn thành",
    "verify": "Duyệt minh chứng",
    "send_back": "Trả lại minh chứng",
    "withdraw": "Hoàn tác báo hoàn thành",
    "start": "Bắt đầu thực hiện",
    "assign": "Phân công lại",
    "set_due": "Đổi hạn",
    "trigger": "Ghi nhận việc phát sinh",
    "recompute_due": "Tính lại hạn theo lịch mới",
}


@dataclass(frozen=True)
class Act:
    """One entry of a history."""

    at: datetime
    who: str
    words: str
    href: str | None = None


def act_words(entry: Any) -> Act:
    """A log entry as a person reads it."""
    return Act(entry.at, entry.actor_name, _ACTS.get(entry.verb, entry.verb))
