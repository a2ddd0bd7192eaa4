"""Phản ánh, kiến nghị: what citizens report about administrative rules and conduct."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import url_for

from tthc.blueprints.feedback.panel import feedback_panel
from tthc.core.feedback.actions import BOOK
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi
from tthc.web.section_kit import section_blueprint


def _links(year: int) -> Sequence[Link]:
    """What only the clerk may set."""
    return (Link("Thời hạn và mẫu trả lời", url_for("feedback.settings", year=year)),) if may(actor(), Can.REGISTER_SET_UP) else ()


def _prefill() -> Mapping[str, Any]:
    who = actor()
    return {"received_on": today(), "receiver": who.name, "unit_id": who.holdings[0].unit_id if who.holdings else None}


def _left_out(_row: Any) -> Collection[str]:
    """The panel says the words, in full or without people's data; badge and clocks say how far it is."""
    return ("content", "told", "state", "next_due_on", "entry")


FEEDBACK = RegisterUi(
    BOOK,
    "phan-anh",
    "Phản ánh, kiến nghị",
    add_words="Tiếp nhận phản ánh",
    panel="feedback/_panel.html",
    panel_of=feedback_panel,
    panel_side="feedback/_panel_side.html",
    left_out=_left_out,
    links=_links,
    prefill=_prefill,
    add_endpoint="feedback.receive",
    desk=("cho-chuyen", "dang-xu-ly", "qua-han"),
)
bp = section_blueprint(Section.FEEDBACK, __name__, FEEDBACK)

from tthc.blueprints.feedback import receiving, settings, views  # noqa: E402, F401
