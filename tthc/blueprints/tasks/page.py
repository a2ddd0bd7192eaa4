"""The page of a task, put together from its room, its evidence and the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.audit import queries as audit_queries
from tthc.core.evidence import queries as evidence_queries
from tthc.core.imports import queries as import_queries
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks import rules as task_rules
from tthc.core.tasks.rules import DUTY_WORDS, Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day, number
from tthc.web.guards import actor, today
from tthc.web.lines import period_title
from tthc.web.words import act_words


@dataclass(frozen=True)
class Occasion:
    """One thing to tick, with its evidence and what this person may do to it."""

    id: int
    unit: str
    period_title: str
    due_on: Any
    explanation: tuple[str, ...]
    badge: Badge
    comment: Any
    evidence: tuple[Any, ...]
    version: int
    complete_href: str | None
    start_href: str | None
    undo_href: str | None
    due_href: str | None
    trigger_href: str | None


@dataclass(frozen=True)
class TaskPage:
    """Everything `tasks/page.html` shows."""

    task: Any
    section_title: str
    section_href: str
    plan_href: str
    duties: tuple[tuple[str, str], ...]
    explanation: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    history: tuple[Any, ...]
    assign_href: str | None
    removed: str
    links: tuple[tuple[str, str, str | None], ...]
    give_back_href: str | None


def task_page(task_id: int) -> TaskPage:
    """Load the page; a constant number of queries."""
    session, who = db.session(), actor()
    task = task_queries.task_page(session, who, task_id)
    evidence: dict[int, list[Any]] = {}
    for line in evidence_queries.of_task(session, who, task_id):
        evidence.setdefault(line.occurrence_id, []).append(line)
    duties = tuple((DUTY_WORDS[d.role], _named(d)) for d in task.duties)
    history = audit_queries.histories(session, {"task": [task.id], "occurrence": [o.id for o in task.occurrences]})
    return TaskPage(
        task=task,
        section_title=task.section.title,
        section_href=url_for(f"{task.section.value}.page", year=task.plan.year),
        plan_href=url_for("plans.document", plan_id=task.plan_id),
        duties=duties,
        explanation=tuple(task.due_explanation.splitlines()),
        occasions=tuple(_occasion(o, tuple(evidence.get(o.id, ())), is_removed=task.removed_on is not None) for o in task.occurrences),
        history=tuple(act_words(entry) for entry in history),
        assign_href=url_for("plans.assign", plan_id=task.plan_id) if may(who, Can.TASK_ASSIGN, task) and not task.removed_on else None,
        removed=f"Đã bỏ khỏi kế hoạch ngày {day(task.removed_on)}. Lý do: {task.removal_reason}" if task.removed_on else "",
        links=tuple(_links(task)),
        give_back_href=url_for("plans.give_back", task_id=task.id) if _may_give_back(task) else None,
    )


def _may_give_back(task: Any) -> bool:
    """What was taken over from above goes back while nobody has begun it."""
    is_untouched = all(o.state in ("not_started", "dormant") for o in task.occurrences)
    return bool(task.source_task_id) and is_untouched and may(actor(), Can.PLAN_CASCADE, task)


def _links(task: Any) -> list[tuple[str, str, str | None]]:
    """The same task a year before, the superior's task it carries out, the agencies below that carry it out: term, words, address."""
    found: list[tuple[str, str, str | None]] = []
    if task.previous_task_id:
        found.append(("Năm trước", "Xem nhiệm vụ của năm trước", url_for("tasks.page", task_id=task.previous_task_id)))
    if task.source_task_id:
        href = url_for("plans.offered") if may(actor(), Can.PLAN_CASCADE) else None
        found.append(("Cấp trên giao", "Nhận từ kế hoạch của cấp trên", href))
    if task.plan.is_shared:
        taken = import_queries.takers(db.session(), actor(), task.id)
        words = f"{number(taken.count)} cơ quan: {'; '.join(taken.agencies)}" if taken.count else "Chưa có cơ quan nào"
        found.append(("Cấp dưới đã nhận", words, None))
    return found


def _named(duty: Any) -> str:
    same = duty.written_as == duty.unit.name
    return duty.unit.name if same else f"{duty.unit.name} (văn bản ghi: {duty.written_as})"


def _occasion(o: Any, evidence: tuple[Any, ...], *, is_removed: bool) -> Occasion:
    """What is removed from the plan offers nothing to press: its addresses answer nobody."""
    who = actor()
    at: dict[str, Any] = {"task_id": o.task_id, "occurrence_id": o.id}
    is_open = task_rules.is_open(o.state) and not is_removed
    completes = is_open and may(who, Can.EVIDENCE_SUBMIT, o)
    undoes = o.state == "submitted" and not is_removed and o.submitted_by_id == who.person_id
    sleeps = o.state == "dormant" and not is_removed
    return Occasion(
        id=o.id,
        unit=o.unit.name,
        period_title=period_title(o.period, o.year),
        due_on=o.due_on,
        explanation=tuple(o.due_explanation.splitlines()),
        badge=task_rules.badge(o.state, opens_on=o.opens_on, due_on=o.due_on, submitted_on=o.submitted_on, today=today()),
        comment=task_queries.comment_on(who, o, o.comment_by.full_name if o.comment_by else ""),
        evidence=evidence,
        version=o.version,
        complete_href=url_for("tasks.complete", **at) if completes else None,
        start_href=url_for("tasks.start", **at) if completes and o.state == "not_started" else None,
        undo_href=url_for("tasks.withdraw", **at) if undoes else None,
        due_href=url_for("tasks.set_due", **at) if is_open and may(who, Can.TASK_ASSIGN, o) else None,
        trigger_href=url_for("tasks.trigger", **at) if sleeps and may(who, Can.TASK_TRIGGER, o) else None,
    )
