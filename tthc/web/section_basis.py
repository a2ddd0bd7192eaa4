"""The plan's own words for a section: legal bases and the paragraphs its tasks came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from tthc.core.plans import queries as plan_queries
from tthc.core.tasks import queries as task_queries
from tthc.extensions import db
from tthc.kernel.sections import Section
from tthc.web.guards import actor

if TYPE_CHECKING:
    from tthc.core.plans.models import Plan


@dataclass(frozen=True)
class Passage:
    """One paragraph; `href` leads to the task it became."""

    text: str
    is_heading: bool
    href: str | None


@dataclass(frozen=True)
class Extract:
    """What one plan says for the section."""

    title: str
    href: str
    bases: tuple[str, ...]
    paragraphs: tuple[Passage, ...]


def extracts(section: Section, year: int) -> tuple[Extract, ...]:
    """All plans of the year; two queries and one more a plan."""
    session, who = db.session(), actor()
    codes: dict[int, dict[str, int]] = {}
    for plan_id, code, task_id in task_queries.codes(session, who, year=year, section=section):
        codes.setdefault(plan_id, {})[code] = task_id
    return tuple(_extract(plan, codes.get(plan.id, {})) for plan in plan_queries.plans_of_year(session, who, year))


def _extract(plan: Plan, tasks: dict[str, int]) -> Extract:
    found = plan_queries.paragraphs(db.session(), actor(), plan.id, [*tasks, *{code.rpartition(".")[0] for code in tasks}])
    passages, seen = [], set()
    for one in found:
        is_heading = one.role == "heading"
        if one.code not in tasks and not is_heading:
            continue
        href = url_for("tasks.page", task_id=tasks[one.code]) if one.code in tasks and one.code not in seen else None
        seen.add(one.code)
        passages.append(Passage(one.text, is_heading, href))
    href = url_for("plans.document", plan_id=plan.id)
    title = plan.title[:1].upper() + plan.title[1:]
    return Extract(title, href, tuple(basis_words(b) for b in plan.legal_bases), tuple(passages))


def basis_words(basis: dict[str, str | None]) -> str:
    """Such as "Nghị định số 61/2018/NĐ-CP ngày 23/04/2018", or the title of a basis without a number."""
    if not basis.get("number"):
        return str(basis.get("title") or basis.get("kind") or "")
    dated = basis.get("date") or ""
    parts = dated.split("-")
    return f"{basis.get('kind') or 'Văn bản'} số {basis['number']}" + (f" ngày {'/'.join(reversed(parts))}" if len(parts) == 3 else "")  # noqa: PLR2004
