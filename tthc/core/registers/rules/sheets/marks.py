"""The mark of a row in an exported sheet, by which it is known again when the sheet comes back."""

from __future__ import annotations

import hashlib
import re

_MARK = re.compile(r"([0-9]{1,9})-([0-9a-f]{6})")


def row_mark(agency_id: int, register: str, row_id: int) -> str:
    """`125-a3f09c`: the end is made of the register as well, so that a row of another register is not taken for one of this."""
    return f"{row_id}-{hashlib.sha256(f'{agency_id}/{register}/{row_id}'.encode()).hexdigest()[:6]}"


def marked_row(agency_id: int, register: str, mark: str) -> int | None:
    """The row of a mark; None for what is no mark of this register."""
    match = _MARK.fullmatch(mark.strip().lower())
    if match is None or row_mark(agency_id, register, int(match[1])) != match[0]:
        return None
    return int(match[1])
