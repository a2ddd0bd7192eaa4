"""One question to every room and every register; hits with the very marks that were typed come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tthc.blueprints.search import bp
from tthc.core.evidence import queries as evidence_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.registers import queries as register_queries
from tthc.core.registers.queries import Ask
from tthc.core.tasks import queries as task_queries
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.kernel.text import nfc, tidy
from tthc.web.formatting import place
from tthc.web.frame import current_year
from tthc.web.guards import actor, needs, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi, known_registers
from tthc.web.reply import reply

_LONGEST_QUESTION = 100
_SHORTEST_QUESTION = 2
_EXCERPT = 240
_MOST_ROWS = 5  # of one register


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
    more: Link | None = None


@bp.get("/tim")
@needs(Can.TASK_READ)
def page() -> Any:
    """Search all rooms and registers; one query each however much there is."""
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
    found = [Found(title, slug, _marked_first(hits, words)) for title, slug, hits in rooms]
    return tuple(group for group in (*found, *(_rows(ui, words) for ui in known_registers().values())) if group.hits)


def _rows(ui: RegisterUi, words: str) -> Found:
    """The first rows of a register; its own list shows the rest."""
    book, year = ui.book, current_year()
    found = register_queries.rows(db.session(), actor(), book, Ask(words=words), today=today(), limit=_MOST_ROWS + 1)
    hits = [Hit(book.describe(row), ui.href("row", year, row_id=row.id), (book.section.title,)) for row in found[:_MOST_ROWS]]
    more = Link(f"Xem trong sổ năm {year}", ui.href("rows", year, {"tu-khoa": words})) if len(found) > _MOST_ROWS else None
    return Found(book.title, book.name.replace("_", "-"), _marked_first(hits, words), more)


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
