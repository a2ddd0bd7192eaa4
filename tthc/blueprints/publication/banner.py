"""What stands above the list of postings: how much of what is in force hangs, and what waits to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tthc.core.postings import queries as posting_queries
from tthc.core.postings.queries import Coverage, Group
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.vietnamese import day, number, percent
from tthc.web.guards import actor, today
from tthc.web.lines import Link


@dataclass(frozen=True)
class PlaceLine:
    """A place in the banner: its share and the lists behind its figures."""

    name: str
    percent_words: str
    percent: float | None
    is_met: bool | None
    posted_words: str
    posted_href: str
    missing: Link | None
    to_remove: Link | None
    target_percent: float | None = None  # law sets no share: everything hangs


@dataclass(frozen=True)
class Waiting:
    """Sheets of one decision at one place that wait for the same act."""

    words: str
    act: Link | None


@dataclass(frozen=True)
class Banner:
    """What `publication/_coverage.html` shows."""

    sentence: str
    places: tuple[PlaceLine, ...]
    waiting: tuple[Waiting, ...]


def coverage_banner(year: int) -> Banner:
    """How much of what is in force hangs, place by place, and what waits to be done."""
    session, who, now_on = db.session(), actor(), today()
    found = posting_queries.coverage(session, who, now_on)
    waiting: list[Waiting] = []
    if may(who, Can.REGISTER_WRITE):
        for is_removal in (True, False):
            groups = posting_queries.groups(session, who, now_on, is_removal=is_removal)
            waiting += [_waiting(year, one, is_removal=is_removal) for one in groups]
    return Banner(_sentence(found), tuple(_place(year, one, found.in_force) for one in found.places), tuple(waiting))


def _sentence(found: Coverage) -> str:
    if not found.in_force:
        return "Danh mục chưa có thủ tục nào đang có hiệu lực."
    share = percent(found.percent) if found.percent is not None else "0%"
    return f"{number(found.everywhere)} trong {number(found.in_force)} thủ tục đang có hiệu lực ({share}) được niêm yết ở đủ các nơi."


def _place(year: int, one: Any, in_force: int) -> PlaceLine:
    def listed(view: str) -> str:
        return url_for("publication.rows", year=year, register="niem-yet", loc=view, place_id=one.place_id)

    return PlaceLine(
        name=one.name,
        percent_words=percent(one.percent) if one.percent is not None else "–",
        percent=float(one.percent) if one.percent is not None else None,
        is_met=None if one.percent is None else one.missing == 0,
        posted_words=f"{number(one.posted)} trong {number(in_force)} thủ tục",
        posted_href=listed("da-niem-yet"),
        missing=Link(f"Còn thiếu {number(one.missing)}", listed("phai-niem-yet")) if one.missing else None,
        to_remove=Link(f"Phải gỡ {number(one.to_remove)}", listed("phai-go")) if one.to_remove else None,
    )


def _waiting(year: int, one: Group, *, is_removal: bool) -> Waiting:
    decision = f"Quyết định số {one.number}" if one.number else "Chưa gắn quyết định"
    what, act = ("phải gỡ", "Ghi nhận đã gỡ") if is_removal else ("phải niêm yết", "Ghi nhận đã niêm yết")
    since = f" từ {day(one.first_due)}" if one.first_due else ""
    at: dict[str, Any] = {"noi": one.place_id, "quyet-dinh": one.announcement_id or 0}
    href = url_for("publication.mark", year=year, viec="go" if is_removal else None, **at)
    return Waiting(f"{one.place}: {number(one.count)} thủ tục {what}{since} ({decision})", Link(act, href))
