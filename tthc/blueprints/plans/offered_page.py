"""The tasks of a superior's plan as the agency below chooses from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from tthc.core.tasks.rules import DUTY_WORDS
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import number
from tthc.web.formatting import place

if TYPE_CHECKING:
    from tthc.core.imports.queries import Assignment, OfferedPage, OfferedTask

_ALIKE = 0.3
"""From this share of common words on, own work is like the task: the unit that leads it is proposed."""


@dataclass(frozen=True)
class OfferedLine:
    """A task that can be taken over, or already was (`href`)."""

    task_id: int
    title: str
    where: str
    duties: tuple[tuple[str, str], ...]
    time: str
    deliverable: str
    is_chosen: bool
    unit_id: int | None
    href: str | None


@dataclass(frozen=True)
class OfferedView:
    """The whole page."""

    title: str
    words: str
    plans: Sequence[Any]
    units: Sequence[Any]
    open: tuple[OfferedLine, ...]
    taken: tuple[OfferedLine, ...]
    chosen: int


def offered_view(
    page: OfferedPage, plans: Sequence[Any], units: Sequence[Any], own: Sequence[Assignment], chosen: Mapping[int, int] | None
) -> OfferedView:
    """Everything the page shows; `chosen` is what was sent and refused."""
    workers = [unit for unit in units if unit.kind in ("desk", "department")] or list(units)
    leads = [(_words(line.title), _lead(line)) for line in own]
    lines = [_line(task, workers, leads, chosen) for task in page.tasks]
    open_ones = tuple(line for line in lines if line.href is None)
    plan = page.plan
    return OfferedView(
        title=plan.title,
        words=", ".join(filter(None, (plan.issuer, plan.number, f"năm {plan.year}", f"{number(plan.tasks)} nhiệm vụ"))),
        plans=plans,
        units=workers,
        open=open_ones,
        taken=tuple(line for line in lines if line.href is not None),
        chosen=sum(line.is_chosen for line in open_ones),
    )


def _line(
    task: OfferedTask, workers: Sequence[Any], leads: Sequence[tuple[frozenset[str], int | None]], chosen: Mapping[int, int] | None
) -> OfferedLine:
    asked = None if chosen is None else chosen.get(task.task_id)
    return OfferedLine(
        task_id=task.task_id,
        title=task.title or task.text,
        where=place(task.code),
        duties=tuple((DUTY_WORDS[role], names) for role, names in task.duties),
        time=task.time_text,
        deliverable=task.deliverable,
        is_chosen=task.is_ours if chosen is None else task.task_id in chosen,
        unit_id=asked or _unit_for(task, workers, leads),
        href=url_for("tasks.page", task_id=task.taken_task_id) if task.taken_task_id else None,
    )


def _unit_for(task: OfferedTask, workers: Sequence[Any], leads: Sequence[tuple[frozenset[str], int | None]]) -> int | None:
    """The desk that leads the likest work of the own plan; else the first."""
    words, known = _words(task.title or task.text), {unit.id for unit in workers}
    scored = [(len(words & other) / len(words | other), unit_id) for other, unit_id in leads if unit_id in known and words | other]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _ALIKE else next((unit.id for unit in workers), None)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _lead(line: Assignment) -> int | None:
    return next((unit_id for unit_id, role in line.duties if role == "lead"), None)
