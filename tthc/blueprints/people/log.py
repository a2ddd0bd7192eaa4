"""The log: who did what to which thing, and whether its chain is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request

from tthc.blueprints.people import bp
from tthc.core.audit import queries as audit_queries
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.web.addresses import asked_number
from tthc.web.guards import actor, needs
from tthc.web.reply import reply
from tthc.web.words import act_words, thing_words

_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One entry as the page shows it."""

    id: int
    at: datetime
    actor_name: str
    words: str
    before: str
    after: str
    hash: str


@bp.get("/nhat-ky")
@needs(Can.AUDIT_READ)
def log() -> Any:
    """One page of the agency's log, the newest first; `?kiem-tra=1` proves the whole chain."""
    before_id = asked_number("truoc")
    entries = audit_queries.page(db.session(), actor(), before_id=before_id, size=_PAGE + 1)
    older = entries[_PAGE - 1].id if len(entries) > _PAGE else None
    verdict = audit_queries.verify(db.session()) if request.args.get("kiem-tra") else None
    lines = [_line(entry) for entry in entries[:_PAGE]]
    return reply("people/log.html", entries=lines, older=older, is_first=before_id is None, verdict=verdict)


def _line(entry: Any) -> Line:
    about = thing_words(entry)
    thing = f" ({about})" if about else ""
    return Line(entry.id, entry.at, entry.actor_name, act_words(entry).words + thing, entry.before, entry.after, entry.hash)
