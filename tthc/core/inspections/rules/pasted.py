"""Findings of an old conclusion as they are pasted: a line each, with its parts between tabs or upright strokes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tthc.kernel.errors import BadInput
from tthc.kernel.text import nfc, tidy
from tthc.kernel.vietnamese import parse_day

MOST = 300
_PARTS = 5
_CODE = re.compile(r"(?:[IVX]+|\d+)(?:\.[0-9a-zđ]+)+\.?", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[-–•+*]|\d+[.)])\s+")  # a dash or a number of a list


@dataclass(frozen=True, slots=True)
class Pasted:
    """One line: what was found, what has to be done, until when, and when it was closed."""

    number: int
    observation: str
    remedy: str = ""
    due_on: date | None = None
    closed_on: date | None = None
    code: str = ""


def read(text: str, *, today: date) -> list[Pasted]:
    """The lines that hold something; BadInput names the line that cannot be read."""
    lines = [(number, line) for number, line in enumerate(nfc(text).splitlines(), 1) if tidy(line)]
    if not lines:
        raise BadInput("Chưa lưu được.", {"findings": "Kiến nghị: dán hoặc nhập mỗi kiến nghị một dòng."})
    if len(lines) > MOST:
        raise BadInput("Chưa lưu được.", {"findings": f"Kiến nghị: nhiều nhất {MOST} dòng một lần. Nhập tệp .xlsx ở sổ kiến nghị."})
    return [_line(number, line, today) for number, line in lines]


def _line(number: int, line: str, today: date) -> Pasted:
    parts = [tidy(part) for part in re.split(r"\t|\s*\|\s*", line)]
    code = parts.pop(0).rstrip(".") if len(parts) > 1 and _CODE.fullmatch(parts[0]) else ""
    if len(parts) >= _PARTS:
        raise _wrong(number, "có nhiều phần hơn nội dung, biện pháp, hạn, ngày khép")
    observation, remedy, due, closed = (*parts, "", "", "")[: _PARTS - 1]
    observation = _LEAD.sub("", observation)
    if not observation:
        raise _wrong(number, "chưa có nội dung kiến nghị")
    return Pasted(number, observation, remedy, _day(number, "hạn", due, today), _day(number, "ngày khép", closed, today), code)


def _day(number: int, name: str, text: str, today: date) -> date | None:
    try:
        return parse_day(text, today=today) if text else None
    except BadInput as error:
        raise _wrong(number, f'{name} "{text[:30]}" không phải là ngày, ví dụ 15/08/2024') from error


def _wrong(number: int, what: str) -> BadInput:
    return BadInput("Chưa lưu được.", {"findings": f"Kiến nghị, dòng {number}: {what}."})
