"""Each row of a sheet judged: new, changed, the same or wrong, with every reason; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tthc.core.registers.rules.columns import Column
from tthc.core.registers.rules.sheets.reading import Bench, Judged, Known, Rules
from tthc.core.registers.rules.values import is_nothing, is_same, read
from tthc.kernel.errors import BadInput

_DOUBLE = "Trùng {titles} với dòng {row} của tệp. Giữ lại một dòng hoặc sửa giá trị."
_KNOWN = "Sổ đã có dòng trùng {titles} (mã dòng {mark}). Xóa dòng này khỏi tệp, hoặc sửa giá trị."
_BY_STEPS = "Ô này chỉ đọc khi thêm dòng mới, dòng này đã có trong sổ. Giữ nguyên ô, rồi ghi thay đổi bằng các bước xử lý ở trang của dòng."
_NO_PAST = "Tài khoản không có quyền nhập việc đã xử lý trong sổ cũ của đơn vị này. Để trống ô, hoặc đề nghị văn phòng nhập."
_OTHERS = "Tài khoản không có quyền ghi sổ cho đơn vị này. Chọn đơn vị khác hoặc đề nghị đơn vị đó nhập."


def keys_of(bench: Bench, judged: Sequence[Judged]) -> dict[tuple[Any, ...], list[Judged]]:
    """Rows by key, given and computed values among them; rows that are wrong or have no key are left out."""
    found: dict[tuple[Any, ...], list[Judged]] = {}
    for one in judged:
        if "" in one.faults or not bench.rules.key:
            continue
        key = key_of(bench.rules, bench.rules.complete(_whole(one, bench.given)))
        if key is not None:
            found.setdefault(key, []).append(one)
    return found


def key_of(rules: Rules, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """A row's key; None where nothing of it is there."""
    key = tuple(None if values.get(name) == "" else values.get(name) for name in rules.key)
    return key if any(part is not None for part in key) else None


def _whole(one: Judged, given: Mapping[str, Any]) -> dict[str, Any]:
    if one.known is not None:
        return dict(one.known.values) | one.values
    return {name: value for name, value in given.items() if name not in one.values} | one.values


def compare(bench: Bench, judged: Sequence[Judged], by_key: Mapping[tuple[Any, ...], Known], tell: Callable[[int], None]) -> None:
    """Say of each row whether it is new, changed or the same, and what else is wrong with it."""
    _join(bench, judged, by_key)
    columns = bench.by_name
    for count, one in enumerate(judged, start=1):
        if "" not in one.faults:
            _finish(bench, one, columns)
        if not count % 1000:
            tell(count)
    _double(bench, judged, by_key)


def _join(bench: Bench, judged: Sequence[Judged], by_key: Mapping[tuple[Any, ...], Known]) -> None:
    """A row without a mark may stand for the row of its key (Book.merges): what it leaves empty stays as it is."""
    for key, rows in keys_of(bench, judged).items():
        twin = by_key.get(key)
        for one in rows:
            if twin is None or one.known is not None or one.raw.mark or not bench.rules.merges(_whole(one, bench.given)):
                continue
            given = {name: value for name, value in bench.given.items() if name != "unit_id" and name not in one.filled}
            one.known, one.values = twin, dict(bench.rules.joined(twin.values, given | one.values))
            one.raw.cells = {name: value for name, value in one.raw.cells.items() if name in one.filled}


def _finish(bench: Bench, one: Judged, columns: Mapping[str, Column]) -> None:
    for name, column in columns.items():
        if name in one.faults or name in one.values or (one.known is not None and (name not in one.raw.cells or name in one.filled)):
            continue
        if one.known is None and name in bench.given:
            one.values[name] = bench.given[name]
            continue
        try:
            one.values[name] = read(column, None, bench.lookups)
        except BadInput as error:
            one.faults[name] = str(error)
    if one.faults:
        return
    one.values = dict(bench.rules.complete((dict(one.known.values) if one.known else {}) | one.values))
    if one.known is not None:
        one.before = {name: one.known.values[name] for name in columns if not is_same(one.known.values[name], one.values.get(name))}
        if not one.before:
            return
        one.faults |= {name: _BY_STEPS for name in one.before if columns[name].is_carried}
    if not bench.may_write(one.values["unit_id"]) or (one.known is not None and not one.known.is_writable):
        one.faults["unit_id"] = _OTHERS
    one.faults |= {name: words for name, words in bench.rules.check(one.values, bench.lookups).items() if words}
    if one.known is None:
        _brought(bench, one, columns)
    one.warnings = bench.rules.warn(one.values, bench.lookups)


def _brought(bench: Bench, one: Judged, columns: Mapping[str, Column]) -> None:
    """What a new row brings of the past: who may bring it, and whether it holds together."""
    named = [name for name, column in columns.items() if column.is_carried and not is_nothing(one.values.get(name))]
    if not named:
        return
    if not bench.may_bring(one.values["unit_id"]):
        one.faults[named[0]] = _NO_PAST
    one.faults = dict(bench.rules.brought(one.values, bench.lookups)) | one.faults


def _double(bench: Bench, judged: Sequence[Judged], by_key: Mapping[tuple[Any, ...], Known]) -> None:
    titles = listed([column.title for column in bench.rules.columns if column.name in bench.rules.key])
    named = next((column.name for column in bench.rules.carried if column.name in bench.rules.key), "")
    for key, rows in keys_of(bench, judged).items():
        first, twin = rows[0], by_key.get(key)
        for one in (one for one in rows[1:] if not keeps_key(bench.rules, one, key)):
            one.faults.setdefault(named, _DOUBLE.format(titles=titles, row=first.raw.number))
        for one in rows:
            is_other = twin is not None and one.verdict in ("new", "changed") and (one.known is None or one.known.row_id != twin.row_id)
            if twin is not None and is_other and not keeps_key(bench.rules, one, key):
                one.faults[named] = _KNOWN.format(titles=titles, mark=twin.mark)


def keeps_key(rules: Rules, one: Judged, key: tuple[Any, ...]) -> bool:
    """A row known by its mark that keeps its key is no new duplicate: numbers of decisions begin again each year."""
    return one.known is not None and bool(one.raw.mark) and key_of(rules, rules.complete(one.known.values)) == key


def listed(titles: Sequence[str]) -> str:
    """`mã số và ngày ghi`."""
    small = [title[:1].lower() + title[1:] if not title[1:2].isupper() else title for title in titles]
    return small[0] if len(small) == 1 else f"{', '.join(small[:-1])} và {small[-1]}" if small else ""
