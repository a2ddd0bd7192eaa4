"""Rows of a criteria set moved about while it is written: added, put higher or lower, left out; nothing is kept by it."""

from __future__ import annotations

from collections.abc import Sequence

from tthc.core.criteria.rules.set_rows import Row


def moved(rows: Sequence[Row], act: str) -> list[Row]:
    """The rows after `add-criterion`, `add-3`, `up-3`, `down-3` or `remove-3`; anything else leaves them as they are."""
    found = list(rows)
    verb, _, rest = act.partition("-")
    if act == "add-criterion":
        return [*found, Row(is_criterion=True), Row()]
    at = next((each for each in range(len(found)) if str(each) == rest), None)  # what was sent may be any text
    return _MOVES[verb](found, at) if verb in _MOVES and at is not None else found


def _end(rows: Sequence[Row], at: int) -> int:
    """Where the block of a row ends: a criterion takes its indicators with it."""
    if not rows[at].is_criterion:
        return at + 1
    return next((after for after in range(at + 1, len(rows)) if rows[after].is_criterion), len(rows))


def _add(rows: list[Row], at: int) -> list[Row]:
    return [*rows[: at + 1], Row(), *rows[at + 1 :]]


def _remove(rows: list[Row], at: int) -> list[Row]:
    return [*rows[:at], *rows[_end(rows, at) :]]


def _up(rows: list[Row], at: int) -> list[Row]:
    before = next((each for each in range(at - 1, -1, -1) if rows[each].is_criterion), None) if rows[at].is_criterion else at - 1
    if before is None or before < 0 or (not rows[at].is_criterion and before == 0 and rows[0].is_criterion):
        return rows  # an indicator never stands above the first criterion
    end = _end(rows, at)
    return [*rows[:before], *rows[at:end], *rows[before:at], *rows[end:]]


def _down(rows: list[Row], at: int) -> list[Row]:
    after = _end(rows, at)
    if after >= len(rows):
        return rows
    end = _end(rows, after) if rows[at].is_criterion else after + 1
    return [*rows[:at], *rows[after:end], *rows[at:after], *rows[end:]]


_MOVES = {"add": _add, "remove": _remove, "up": _up, "down": _down}
