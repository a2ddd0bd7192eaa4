"""What every page's frame shows: the office, the person, the navigation and the notices."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from flask import Flask, current_app, g, get_flashed_messages, url_for
from markupsafe import Markup

from tthc.core.tasks.queries import counting
from tthc.core.tasks.rules import Frame
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.web import navigation
from tthc.web.guards import today

PRODUCT = "Kiểm soát thủ tục hành chính"


@dataclass(frozen=True)
class Office:
    """The agency as the header shows it."""

    agency_name: str
    short_name: str
    help_contact: str
    is_demo: bool
    demo_day: Any
    product_name: str = PRODUCT
    product_short: str = "Kiểm soát TTHC"

    @property
    def agency_name_upper(self) -> str:
        """For the agency line only: capitals are typed, never made by CSS."""
        return self.agency_name.upper()


@dataclass(frozen=True)
class Person:
    """Who is signed in."""

    name: str
    title: str
    id: int | None  # whose drafts a browser keeps: two people may have one name


@dataclass(frozen=True)
class Notice:
    """One sentence in `#notice`."""

    text: str
    kind: str = "done"
    undo_href: str | None = None
    undo_words: str | None = None


def init_app(app: Flask) -> None:
    """Globals for macros (imported without context) and the context of pages."""
    app.jinja_env.globals.update(asset=asset, request_key=request_key, may=_may, Can=Can)
    app.context_processor(_context)


def frame() -> Frame | None:
    """The agency, the year and the counts of this request; one query."""
    if g.get("actor") is None:
        return None
    if "frame" not in g:
        g.frame = counting.frame(db.session(), g.actor, today=today())
    return cast("Frame", g.frame)


def has_plan() -> bool:
    """Whether the agency has any plan in force."""
    found = frame()
    return bool(found and found.year)


def current_year() -> int:
    """The latest year that has a plan, else the office's year."""
    found = frame()
    return found.year if found and found.year else today().year


def asset(name: str) -> str:
    """Address of a static file with its content's hash, so that browsers may keep it for a year."""
    return url_for("static", filename=name, v=_fingerprint(str(current_app.static_folder), name))


@cache
def _fingerprint(folder: str, name: str) -> str:
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]


def request_key() -> Markup:
    """A hidden key that lets a request be carried out once, however often it is sent."""
    return Markup('<input type="hidden" name="request_key" value="{}">').format(secrets.token_urlsafe(18))


def _may(can: Can | str, thing: Any = None) -> bool:
    return may(g.get("actor"), Can(can), thing)


def _context() -> dict[str, Any]:
    settings = current_app.extensions["settings"]
    found = frame()
    actor = g.get("actor")
    return {
        "nav": navigation.groups(actor, found, current_year()) if actor else [],
        "office": Office(
            agency_name=found.agency_name if found else "",
            short_name=(found.agency_short or found.agency_name) if found else "",
            help_contact=settings.help_contact,
            is_demo=settings.is_demo,
            demo_day=today() if settings.is_demo else None,
        ),
        "person": Person(actor.name, actor.title, actor.person_id) if actor else None,
        "today": today(),
        "notices": [Notice(text, kind, undo_href) for kind, (text, undo_href) in _flashed()],
    }


def _flashed() -> list[tuple[str, tuple[str, str | None]]]:
    return cast("list[tuple[str, tuple[str, str | None]]]", get_flashed_messages(with_categories=True))
