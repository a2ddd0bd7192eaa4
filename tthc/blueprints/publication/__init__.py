"""Công bố, công khai: procedures announced by the province and posted where citizens look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from tthc.blueprints.publication import panels
from tthc.blueprints.publication.banner import coverage_banner
from tthc.core.postings.actions import ANNOUNCEMENTS, POSTINGS, PROCEDURES
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi
from tthc.web.section_kit import section_blueprint

GIVEN = ("change_kind", "decision_number", "decision_on", "decision_effective_on", "decision_issuer")


def _places(year: int) -> Sequence[Link]:
    """The places are shown to everybody and changed by the clerk."""
    title = "Nơi niêm yết, thời hạn" if may(actor(), Can.REGISTER_SET_UP) else "Nơi niêm yết"
    return (Link(title, url_for("publication.places", year=year)),)


def _issued_today() -> Mapping[str, Any]:
    return {"issued_on": today(), "kind": "list"}


POSTING_UI = RegisterUi(
    POSTINGS,
    "niem-yet",
    "Niêm yết",
    add_words="Ghi nhận niêm yết",
    banner="publication/_coverage.html",
    banner_of=coverage_banner,
    panel="publication/_posting.html",
    panel_of=panels.posting_panel,
    links=_places,
    add_endpoint="publication.mark",
    act_of=panels.next_step,
    desk=("phai-niem-yet", "phai-go", "qua-han"),
)
PROCEDURE_UI = RegisterUi(
    PROCEDURES,
    "thu-tuc",
    "Thủ tục",
    add_words="Thêm thủ tục",
    panel="publication/_procedure.html",
    panel_of=panels.procedure_panel,
    given=GIVEN,
)
ANNOUNCEMENT_UI = RegisterUi(
    ANNOUNCEMENTS,
    "quyet-dinh",
    "Quyết định công bố",
    add_words="Thêm quyết định",
    panel="publication/_announcement.html",
    panel_of=panels.announcement_panel,
    prefill=_issued_today,
)
bp = section_blueprint(Section.PUBLICATION, __name__, PROCEDURE_UI, POSTING_UI, ANNOUNCEMENT_UI)

from tthc.blueprints.publication import marking, places, views  # noqa: E402, F401
