"""What single cells of a row say: its number, and who leads the team that does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tthc.kernel.text import tidy
from tthc.planreader.numbering import ARABIC, DECIMAL, PART, ROMAN, Number, number_of, roman_value

_TEAM = re.compile(
    r"\((?:do )?([^():;]{3,80}?) (?:chủ trì|làm trưởng đoàn|là trưởng đoàn|làm đầu mối)\)"
    r"|(?:do|:)\s*([^():;\n]{3,80}?) (?:chủ trì|làm trưởng đoàn|là trưởng đoàn)\s*$|(?:[Cc]hủ trì|[Tt]rưởng đoàn):\s*([^();\n]{3,80})"
)


def is_group_number(label: str) -> bool:
    """A roman numeral or a capital."""
    plain = label.strip(" .)/")
    return bool(roman_value(plain)) or (len(plain) == 1 and plain.isupper())


def number_in(label: str, title: str) -> Number | None:
    """The number in its own cell, or at the head of the title where that cell is empty."""
    plain = label.strip(" .)/")
    if not plain:
        found = number_of(title)
        return found or _bare_roman(title)
    if roman_value(plain):
        return Number(ROMAN, plain, title)
    if len(plain) == 1 and plain.isalpha():
        return Number(PART if plain.isupper() else DECIMAL + 3, plain, title)
    if plain.replace(".", "").isdigit():
        parts = plain.split(".")
        return Number(ARABIC if len(parts) == 1 else DECIMAL + len(parts) - 2, ".".join(part.lstrip("0") or "0" for part in parts), title)
    return None


def _bare_roman(title: str) -> Number | None:
    """Number and title in one cell without a stop: "V Tiếp nhận …"."""
    first, _, rest = title.partition(" ")
    return Number(ROMAN, first, rest.strip()) if rest and roman_value(first) else None


def team_lead(cells: Sequence[str], roles: Sequence[str]) -> str:
    """Who leads the team of a merged cell: "Đoàn số 1 (Sở Nội vụ chủ trì)"."""
    for cell, role in zip(cells, roles, strict=False):
        found = _TEAM.search(tidy(cell)) if not role or role == "object" else None
        if found:
            return next(name for name in found.groups() if name)
    return ""
