"""Feedback that says the same as another: linked with one press, it follows the other's answer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tthc.core.feedback import queries
from tthc.core.feedback.actions.taking import follow, ready, surroundings, take
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules.steps import WAYS, Act
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import ensure


def link(session: Session, actor: Actor, row: Feedback, main: Feedback, *, today: date, now: datetime, version: int | None = None) -> None:
    """Let the row follow `main`; what followed the row follows `main` as well."""
    ready(actor, row, Act.LINK, version)
    ensure(actor, WAYS[Act.LINK].right, row)
    if main.id == row.id or main.agency_id != row.agency_id:
        raise BadInput("Chưa gộp được.", {"number": "Chọn một phản ánh khác trong sổ."})
    if main.main_id is not None:
        told = f"Phản ánh số {main.entry} đã gộp vào số {main.main_number}. Gộp vào số đó."
        raise BadInput("Chưa gộp được.", {"number": told})
    around = surroundings(session, row, today, today)
    for one in (row, *queries.followers(session, row)):
        one.main_id, one.main_number = main.id, main.entry
        follow(session, actor, one, main, Act.LINK, around, now=now)


def unlink(session: Session, actor: Actor, row: Feedback, *, today: date, now: datetime, version: int | None = None) -> None:
    """Let the row go its own way again, from its classification on."""
    ensure(actor, WAYS[Act.UNLINK].right, row)
    told = f"Tách khỏi phản ánh số {row.main_number}."
    followed = (
        "main_id",
        "outcome",
        "answered_on",
        "resolved_on",
        "published_on",
        "refusal",
        "has_ground",
        "assigned_unit_id",
        "transferred_on",
        "started_on",
        "paused_on",
        "archived_on",
        "last_word_on",
    )
    changes = dict.fromkeys(followed) | {"main_number": "", "answer": "", "office": ""}
    take(session, actor, row, Act.UNLINK, told, changes=changes, version=version, today=today, now=now)
