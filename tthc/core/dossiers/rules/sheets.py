"""Sheets as one-stop systems give them: lines of groups and of sums are told from those of fields, and spellings made alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tthc.core.dossiers.rules.columns import COMMUNE, DOSSIER_COLUMNS, JOINED, LEVELS
from tthc.core.dossiers.rules.figures import FIGURES
from tthc.core.registers.rules import Kind
from tthc.kernel.text import fold, tidy

_MARKS = tuple(column.name for column in DOSSIER_COLUMNS if column.kind is Kind.FLAG)
_SUM = re.compile(r"(tong|cong)( so| cong)?( ho so)?[ :.]*")
_NUMERAL = re.compile(r"(i|ii|iii|iv|v|vi|[a-d])[.)]?")
_LEVELS = (("lien thong", JOINED), ("cap xa", COMMUNE), ("cap huyen", "district"), ("cap tinh", "province"))
_GROUP = re.compile(r"(([ivx]+|[a-d])[.)] *)?(cac |linh vuc )?(tthc|thu tuc|lien thong|cap (xa|huyen|tinh)|giai quyet tthc)\b")


def arrange_totals(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any] | str]:
    """Lines of groups ("I. TTHC cấp xã") give their level to those below; they and "Tổng số" carry sums and are left out."""
    level, found = COMMUNE, list[Mapping[str, Any] | str]()
    for row in rows:
        name, ordinal = _said(row, "field"), _said(row, "")
        if _SUM.fullmatch(name) or _SUM.fullmatch(ordinal):
            found.append("Dòng tổng số; tổng được tính lại từ các lĩnh vực.")
        elif (told := _level(name, ordinal)) is not None:
            level = told
            found.append(f'Dòng nhóm "{tidy(str(row.get("field") or ""))[:60]}"; các lĩnh vực bên dưới thuộc nhóm {LEVELS[level].lower()}.')
        else:
            # An empty cell of the form is a nought.
            zeros = {column.name: 0 for column in FIGURES if column.name in row and row[column.name] in (None, "", "-")}
            found.append({**row, **zeros, **({} if row.get("level") else {"level": LEVELS[level]})})
    return found


def arrange_dossiers(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any] | str]:
    """A mark that the sheet keeps at all is "no" where its cell is empty; one that it does not keep stays unknown."""
    kept = {name for row in rows for name in _MARKS if _said(row, name)}
    return [{**row, **{name: False for name in kept if name in row and not _said(row, name)}} for row in rows]


def _said(row: Mapping[str, Any], name: str) -> str:
    return fold(tidy(str(row.get(name) if row.get(name) is not None else "")))


def _level(name: str, ordinal: str) -> str | None:
    """The level of a group's line; None for a field's. A field has an Arabic number, or none, and names no level."""
    if not _GROUP.match(name) and not (_NUMERAL.fullmatch(ordinal) and any(words in name for words, _ in _LEVELS)):
        return None
    return next((level for words, level in _LEVELS if words in name), None)
