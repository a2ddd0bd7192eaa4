"""Home by role, the month view, who is late, help."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from tthc.blueprints.home import bp, coordination, desk, overview
from tthc.kernel.actor import Role
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor, needs, open_to_all
from tthc.web.reply import reply


@bp.get("/")
@needs(Can.OFFICE_USE)
def show() -> Any:
    """What this person has to look at first."""
    who = actor()
    if not may(who, Can.TASK_READ):
        return redirect(url_for("people.overview"))
    if who.has_role(Role.LEADER):
        return reply("home/leader.html", page=coordination.leader())
    if who.has_role(Role.CLERK):
        return reply("home/clerk.html", page=coordination.clerk())
    if not who.has_role(Role.OFFICER, Role.HEAD):
        return reply("home/auditor.html", page=coordination.reader())
    return reply("home/officer.html", page=desk.month_page(request.args.get("thang", "")))


@bp.get("/viec")
@needs(Can.TASK_READ)
def month() -> Any:
    """The work of one's own desk in a month, whatever else one is."""
    return reply("home/officer.html", page=desk.month_page(request.args.get("thang", ""), everything="xem" in request.args))


@bp.get("/tong-quan")
@needs(Can.TASK_OVERSEE)
def overview_page() -> Any:
    """Who and what is behind."""
    return reply("home/overview.html", page=overview.page())


@bp.get("/huong-dan")
@open_to_all(reason="the guide tells nothing of the office and helps people who cannot sign in")
def guide() -> Any:
    """A short guide."""
    return reply("home/help.html")
