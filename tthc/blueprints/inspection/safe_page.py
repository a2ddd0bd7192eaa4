"""What the pages of a safe show; everything comes from one safe, and from what the person may see of the rest anyway."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from tthc.blueprints.inspection.safe_forms import DiscardForm, NoteForm, PapersForm, ReaderForm, options
from tthc.core.inspections.queries.checklist import outlines
from tthc.core.inspections.queries.objects import objects
from tthc.core.people import queries as people_queries
from tthc.core.sealed import queries
from tthc.core.sealed.queries import Safe, around
from tthc.core.sealed.queries.chains import is_whole
from tthc.core.sealed.rules import ACTS, ROLES, TEAM, Item
from tthc.core.tasks.rules import Badge
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web.forms import Form
from tthc.web.guards import actor, today
from tthc.web.register_ui import row_href


@dataclass(frozen=True)
class Past:
    """One entry of a safe's log."""

    number: int
    at: datetime
    who: str
    words: str
    changes: tuple[tuple[str, str, str], ...]
    hash: str


@dataclass(frozen=True)
class Forms:
    """The forms of the page; one of them may have been refused."""

    reader: ReaderForm = field(default_factory=lambda: ReaderForm(formdata=None))
    papers: PapersForm = field(default_factory=lambda: PapersForm(formdata=None))
    note: NoteForm = field(default_factory=lambda: NoteForm(formdata=None))
    discard: DiscardForm = field(default_factory=lambda: DiscardForm(formdata=None))
    wrong: Form | None = None


@dataclass(frozen=True)
class SafePage:
    """Everything `inspection/safe.html` shows."""

    safe: Safe
    title: str
    badge: Badge
    can_write: bool
    can_open: bool
    readers: tuple[tuple[Any, str], ...]
    team: tuple[tuple[Any, str], ...]  # the readers without who only ordered it
    items: Any
    papers: Any
    hints: tuple[str, ...]
    past: tuple[Past, ...]
    is_whole: bool
    round_href: str | None


def safe_page(safe: Safe, forms: Forms) -> SafePage:
    """The page; a constant number of queries."""
    session, who, row = db.session(), actor(), safe.row
    can_write = not safe.is_over and may(who, Can.INSPECTION_UNSEAL, safe.led)
    team = frozenset(one.person_id for one in safe.readers if one.person_id is not None and one.role in TEAM)
    hints = () if safe.is_over else around.clashes(session, who, row.object_id, (row.starts_on, row.ends_on), team, row.id)
    colleagues = around.colleagues(session, row.agency_id, today()) if can_write else {}
    forms.reader.person_id.choices = options({one.person_id: f"{one.name} – {one.title}" for one in colleagues.values()}, "— Chọn người —")
    return SafePage(
        safe=safe,
        title=object_name(safe),
        badge=badge(is_opened=row.opened_at is not None, is_discarded=row.discarded_at is not None),
        can_write=can_write,
        can_open=can_write and row.starts_on <= today() <= row.ends_on,
        readers=tuple((one, ROLES[one.role]) for one in safe.readers),
        team=tuple((one, ROLES[one.role]) for one in safe.readers if one.role in TEAM),
        items=queries.items(session, row.id),
        papers=queries.files(session, row.id),
        hints=tuple(hints),
        past=past_lines(queries.past(session, row.id)),
        is_whole=is_whole(session, row),
        round_href=round_href(row.opened_round_id),
    )


def object_name(safe: Safe) -> str:
    """The inspected unit by name, also where it is no more."""
    return objects(db.session(), safe.row.agency_id).get(safe.row.object_id, "Đơn vị được kiểm tra")


def round_href(round_id: int | None) -> str | None:
    """The round that came of it."""
    return row_href("inspection_round", round_id) if round_id else None


def badge(*, is_opened: bool, is_discarded: bool) -> Badge:
    """How far it is."""
    if is_opened:
        return Badge("Đã công bố", "done")
    return Badge("Đã bỏ", "idle") if is_discarded else Badge("Đang chuẩn bị", "doing")


def past_lines(entries: Any) -> tuple[Past, ...]:
    """The log as it is read."""
    return tuple(Past(one.number, one.at, one.actor_name, ACTS.get(one.verb, one.verb), _changes(one), one.hash) for one in entries)


def _changes(entry: Any) -> tuple[tuple[str, str, str], ...]:
    before, after = json.loads(entry.before), json.loads(entry.after)
    titles = [*before, *(title for title in after if title not in before)]
    return tuple((title, before.get(title, ""), after.get(title, "")) for title in titles if before.get(title) or after.get(title))


@dataclass(frozen=True)
class Choice:
    """A line of the plan that can be ticked; its key is made of its own words, so that a changed plan moves no tick."""

    key: str
    item: Item
    above: str
    plan: str


def choices(safe: Safe) -> tuple[Choice, ...]:
    """What the plans of the year offer for a checklist."""
    found = [(outline, line) for outline in outlines(db.session(), safe.row.agency_id, safe.row.starts_on.year) for line in outline.lines]
    return tuple(
        Choice(_key(plan.plan_id, line.code, line.text), Item(line.code, line.text, plan.plan_id, line.above), line.above, plan.title)
        for plan, line in found
    )


def _key(plan_id: int | None, code: str, text: str) -> str:
    return sha256(f"{plan_id}\n{code}\n{text}".encode()).hexdigest()[:16]


def letterhead(agency_id: int) -> Any:
    """The agency as its decisions name it."""
    return people_queries.agency(db.session(), agency_id)
