"""Tuyên truyền: what is told to citizens about procedures and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from tthc.core.communication import queries as communication_queries
from tthc.core.communication.actions import BOOK
from tthc.core.communication.queries import Untold
from tthc.extensions import db
from tthc.kernel.sections import Section
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi
from tthc.web.section_kit import section_blueprint


def _links(year: int) -> Sequence[Link]:
    return (
        Link("Ma trận chủ đề", url_for("communication.coverage", year=year)),
        Link("Danh sách chủ đề", url_for("communication.topics", year=year)),
        Link("Tải lịch (.ics)", url_for("communication.calendar", year=year)),
    )


def _banner(year: int) -> Untold:
    return communication_queries.untold(db.session(), actor(), year)


def _prefill() -> Mapping[str, Any]:
    return {"held_on": today(), "author": actor().name}


ITEMS = RegisterUi(
    BOOK,
    "tin-bai",
    "Tin, bài",
    add_words="Thêm tin, bài",
    banner="communication/_banner.html",
    banner_of=_banner,
    links=_links,
    prefill=_prefill,
)
bp = section_blueprint(Section.COMMUNICATION, __name__, ITEMS)

from tthc.blueprints.communication import topics, views  # noqa: E402, F401
