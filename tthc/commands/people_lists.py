"""A table of units as an office keeps it: a plain list of names, or CSV with the titles of its columns."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

from tthc.core.people import actions as people_actions
from tthc.core.people import rules
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import parse_day

_COLUMNS = {
    "ten": "name",
    "ten don vi": "name",
    "ten viet tat": "short_name",
    "loai": "kind",
    "thuoc": "parent",
    "nhom": "group",
    "tu ngay": "valid_from",
    "den ngay": "valid_to",
}
_DAYS = ("valid_from", "valid_to")
_KINDS = {
    "phong": "department",
    "so": "department",
    "bo phan": "department",
    "vi tri": "desk",
    "don vi ngoai": "outside",
    "co quan": "agency",
    **{kind: kind for kind in ("department", "desk", "outside", "agency")},
}


def read_units(text: str, kind: str, group: str) -> list[people_actions.ListedUnit]:
    """The rows; what a row leaves empty is what the options say."""
    lines = [line for line in text.splitlines() if line.strip()]
    titles = [_COLUMNS.get(fold(tidy(cell))) for cell in next(csv.reader(lines[:1]), [])]
    if "name" not in titles:
        names = rules.read_names(text)
        return [people_actions.ListedUnit(name, short_name, kind, group=group) for name, short_name in names]
    if None in titles:
        raise BadInput(f"Dòng tiêu đề có cột không rõ. Các cột nhận được: {', '.join(_COLUMNS)}.")
    return [_row(place, dict(zip(titles, cells, strict=False)), kind, group) for place, cells in enumerate(csv.reader(lines[1:]), start=2)]


def _row(place: int, cells: dict[str | None, str], kind: str, group: str) -> people_actions.ListedUnit:
    found: dict[str, Any] = {name: tidy(text) for name, text in cells.items() if name and tidy(text)}
    if "name" not in found:
        raise BadInput(f"Dòng {place} chưa có tên đơn vị.")
    for name in _DAYS:
        found[name] = _day(place, found[name]) if name in found else None
    asked = fold(found.get("kind", kind))
    if asked not in _KINDS:
        raise BadInput(f'Dòng {place}: không có loại "{found["kind"]}". Ghi một trong: phòng, vị trí, đơn vị ngoài, cơ quan.')
    return people_actions.ListedUnit(**found | {"kind": _KINDS[asked], "group": found.get("group", group)})


def _day(place: int, text: str) -> date:
    try:
        return parse_day(text)
    except BadInput as error:
        raise BadInput(f"Dòng {place}: {error}") from error
