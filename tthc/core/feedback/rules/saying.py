"""What somebody writes at a step: never empty, no blank of a template left, no day before the receipt or to come."""

from __future__ import annotations

from datetime import date

from tthc.kernel.errors import BadInput
from tthc.kernel.vietnamese import day


def written_on(since: date, typed: date | None, today: date, event: str = "ngày tiếp nhận") -> date:
    """The day on a paper that is written down later: not before the receipt (or the opening again), not to come."""
    if typed is not None and not since <= typed <= today:
        raise BadInput("Chưa lưu được.", {"on": f"Nhập ngày từ {event} ({day(since)}) đến hôm nay ({day(today)})."})
    return typed or today


def said_something(words: str, name: str, sentence: str) -> str:
    """The words of a step, which may not be empty and hold no blank of a template."""
    text = words.strip()
    if not text:
        raise BadInput("Chưa lưu được.", {name: sentence})
    if "…" in text:
        raise BadInput("Chưa lưu được.", {name: "Nội dung còn chỗ để trống (…) của mẫu. Điền hoặc bỏ chỗ trống."})
    return text
