"""What an amended plan changes: which task is which, what is said differently, what is new and what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tthc.core.imports.rules.matching import Text, best_matches
from tthc.core.tasks.rules import DUTY_WORDS
from tthc.kernel.text import fold, tidy

Kind = Literal["same", "changed", "added", "removed"]
Change = tuple[str, str, str]
"""What is said differently: its label, before, after."""

_EDGES = " .;,:"
_RENUMBERED = "Số thứ tự"
_TIME = "Thời gian"
_RULE_KEYS = ("kind", "start", "due", "before", "days", "months", "working")


@dataclass(frozen=True, slots=True)
class OldTask:
    """A task of the plan in force, with the units its document names."""

    task_id: int
    kind: str
    code: str
    title: str
    text: str
    deliverable: str | None
    time_text: str | None
    due_rule: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """One task before and after; a renumbering alone is `same` with two codes."""

    kind: Kind
    task_id: int | None
    row_key: int | None
    code_before: str
    code_after: str
    title_before: str
    title_after: str
    changes: tuple[Change, ...] = ()

    @property
    def are_units_changed(self) -> bool:
        """Whether other units are named."""
        return any(label in DUTY_WORDS.values() for label, _, _ in self.changes)

    @property
    def is_time_changed(self) -> bool:
        """Whether another time is set."""
        return any(label == _TIME for label, _, _ in self.changes)


def differences(old: Sequence[OldTask], rows: Sequence[Mapping[str, Any]]) -> tuple[Difference, ...]:
    """Every task once: in the order of the amended plan, those removed after the ones they followed.

    A row has the keys of a draft's row, `key`, and in the lists of units the names that the units have in the office.
    """
    found: dict[int, int] = {}
    for kind in dict.fromkeys([*(task.kind for task in old), *(row["kind"] for row in rows)]):
        mine = [n for n, task in enumerate(old) if task.kind == kind]
        theirs = [n for n, row in enumerate(rows) if row["kind"] == kind]
        before = [Text.of_task(old[n].title, old[n].text, old[n].code) for n in mine]
        after = [Text.of_task(rows[n]["short_title"], rows[n]["text"], rows[n]["section"]) for n in theirs]
        pairs = best_matches(before, after)
        found |= {mine[one]: theirs[other] for one, other in pairs.items()}
    return tuple(_in_order(old, rows, found))


def _in_order(old: Sequence[OldTask], rows: Sequence[Mapping[str, Any]], pairs: Mapping[int, int]) -> list[Difference]:
    by_row = {other: one for one, other in pairs.items()}
    after: dict[int, list[Difference]] = {}
    place = -1
    for n, task in enumerate(old):
        if n in pairs:
            place = pairs[n]
        else:
            after.setdefault(place, []).append(Difference("removed", task.task_id, None, task.code, "", task.title, ""))
    listed = list(after.get(-1, []))
    for n, row in enumerate(rows):
        listed.append(_compared(old[by_row[n]], row) if n in by_row else _added(row))
        listed += after.get(n, [])
    return listed


def _added(row: Mapping[str, Any]) -> Difference:
    return Difference("added", None, row["key"], "", row["section"], "", row["short_title"])


def _compared(task: OldTask, row: Mapping[str, Any]) -> Difference:
    changes = tuple(_changes(task, row))
    renumbered = ((_RENUMBERED, task.code, row["section"]),) if task.code != row["section"] else ()
    return Difference(
        "changed" if changes else "same",
        task.task_id,
        row["key"],
        task.code,
        row["section"],
        task.title,
        row["short_title"],
        (*changes, *renumbered),
    )


def _changes(task: OldTask, row: Mapping[str, Any]) -> list[Change]:
    found: list[Change] = []
    if _differs(task.text, row["text"]):
        found.append(("Nội dung", task.text, row["text"]))
    elif _differs(task.title, row["short_title"]):
        found.append(("Nội dung", task.title, row["short_title"]))
    for role, label in DUTY_WORDS.items():
        before, after = list(task.units.get(role, ())), list(row.get(role) or ())
        if {fold(name) for name in before} != {fold(name) for name in after}:
            found.append((label, "; ".join(before), "; ".join(after)))
    if _differs(task.deliverable, row["deliverable"]):
        found.append(("Sản phẩm", task.deliverable or "", row["deliverable"] or ""))
    if _differs(task.time_text, row["time_text"]) or not _is_same_rule(task.due_rule, row["due_rule"]):
        found.append((_TIME, task.time_text or "", row["time_text"] or ""))
    return found


def _is_same_rule(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two deadline rules give the same days, however they are written."""
    return all((one.get(key) or None) == (other.get(key) or None) for key in _RULE_KEYS)


def _differs(one: str | None, other: str | None) -> bool:
    """Spaces and a closing mark are no change; letters, tone marks and case are."""
    return tidy(one or "").strip(_EDGES) != tidy(other or "").strip(_EDGES)


@dataclass(frozen=True, slots=True)
class OldTarget:
    """A target of the plan in force."""

    target_id: int
    code: str
    text: str
    op: str
    value: float
    value_max: float | None
    measure: str


@dataclass(frozen=True, slots=True)
class TargetDifference:
    """One target before and after; `key` is its place in the amended draft."""

    kind: Kind
    target_id: int | None
    key: int | None
    before: str
    after: str


def target_differences(old: Sequence[OldTarget], targets: Sequence[Mapping[str, Any]]) -> tuple[TargetDifference, ...]:
    """Targets keep their figures where the text is the same target's and the measure has not changed."""
    pairs: dict[int, int] = {}
    for measure in dict.fromkeys(one.measure for one in old):
        mine = [n for n, one in enumerate(old) if one.measure == measure]
        theirs = [n for n, one in enumerate(targets) if one["unit"][:40] == measure]
        texts = [Text(_figured(old[n].text, old[n].value), old[n].code) for n in mine]
        found = best_matches(texts, [Text(_figured(targets[n]["text"], targets[n]["value"]), targets[n]["task_section"]) for n in theirs])
        pairs |= {mine[one]: theirs[other] for one, other in found.items()}
    by_key = {other: one for one, other in pairs.items()}
    listed = [
        _target(old[by_key[n]], n, one) if n in by_key else TargetDifference("added", None, n, "", one["text"])
        for n, one in enumerate(targets)
    ]
    return (*listed, *(TargetDifference("removed", one.target_id, None, one.text, "") for n, one in enumerate(old) if n not in pairs))


def _figured(text: str, value: float) -> str:
    """Several targets of one sentence have one text: the figure tells them apart."""
    return f"{text} {value:g} {value:g}"


def _target(old: OldTarget, key: int, new: Mapping[str, Any]) -> TargetDifference:
    now = (new["op"], float(new["value"]), new.get("value_max"))
    is_same = (old.op, float(old.value), old.value_max) == now and not _differs(old.text, new["text"])
    return TargetDifference("same" if is_same else "changed", old.target_id, key, old.text, new["text"])
