"""One question, three rooms; hits with the very marks that were typed come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tthc.blueprints.search import bp
from tthc.core.evidence import queries as evidence_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.tasks import queries as task_queries
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.kernel.text import nfc, tidy
from tthc.web.formatting import place
from tthc.web.guards import actor, needs
from tthc.web.reply import reply

_LONGEST_QUESTION = 100
_SHORTEST_QUESTION = 2
_EXCERPT = 240


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    href: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What one room found."""

    title: str
    slug: str
    hits: tuple[Hit, ...]


@bp.get("/tim")
@needs(Can.TASK_READ)
def page() -> Any:
    """Search all rooms; one query a room however much there is."""
    words = tidy(request.args.get("q", ""))[:_LONGEST_QUESTION]
    groups = _ask(words) if len(words) >= _SHORTEST_QUESTION else ()
    return reply("search/page.html", words=words, groups=groups, is_asked=bool(words))


def _ask(words: str) -> tuple[Found, ...]:
    session, who = db.session(), actor()
    tasks = [
        Hit(task.title or task.text, url_for("tasks.page", task_id=task.id), (place(task.code), task.section.title))
        for task in task_queries.search(session, who, words)
    ]
    evidence = [
        Hit(line.title, url_for("tasks.page", task_id=line.task_id), (line.task_title, line.unit, line.badge.text))
        for line in evidence_queries.search(session, who, words)
    ]
    paragraphs = [
        Hit(
            _excerpt(hit.text, words),
            url_for("plans.document", plan_id=hit.plan_id, _anchor=f"p-{hit.position}"),
            (hit.plan_title, f"Năm {hit.year}"),
        )
        for hit in plan_queries.search(session, who, words)
    ]
    rooms = (("Nhiệm vụ", "tasks", tasks), ("Minh chứng", "evidence", evidence), ("Văn bản kế hoạch", "plans", paragraphs))
    return tuple(Found(title, slug, _marked_first(hits, words)) for title, slug, hits in rooms if hits)


def _marked_first(hits: Iterable[Hit], words: str) -> tuple[Hit, ...]:
    """What was typed comes first, though "tuyển" finds "tuyến" too."""
    typed = nfc(words).lower()
    return tuple(sorted(hits, key=lambda hit: typed not in " ".join((hit.title, *hit.words)).lower()))


def _excerpt(text: str, words: str) -> str:
    """The part of a long paragraph around the words."""
    if len(text) <= _EXCERPT:
        return text
    at = max(nfc(text).lower().find(nfc(words).lower()), 0)
    start = max(at - _EXCERPT // 3, 0)
    return ("…" if start else "") + text[start : start + _EXCERPT].strip() + "…"
