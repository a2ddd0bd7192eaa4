"""The register of the units' own reports on a year's inspections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request, url_for

from tthc.core.inspections.actions import RETURNS as RETURN_BOOK
from tthc.web.addresses import asked_number
from tthc.web.guards import actor, today
from tthc.web.lines import Link
from tthc.web.register_ui import RegisterUi


def _links(year: int) -> Sequence[Link]:
    return (Link("Chương trình kiểm tra", url_for("inspection.programme", year=year)),)


def _prefill() -> Mapping[str, Any]:
    """The year of the page, and the unit whose report is missing where its line was pressed."""
    who, year = actor(), (request.view_args or {}).get("year") or today().year
    own = {"unit_id": who.holdings[0].unit_id if who.holdings else None}
    return {"year": str(year), "reported_on": today(), "object_id": asked_number("don-vi"), **own}


RETURNS = RegisterUi(
    RETURN_BOOK,
    "bao-cao-don-vi",
    "Báo cáo của đơn vị",
    add_words="Ghi báo cáo của đơn vị",
    links=_links,
    prefill=_prefill,
)
