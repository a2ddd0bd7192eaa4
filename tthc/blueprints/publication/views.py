"""What the publication desk does beside the kit: take a decision off a procedure."""

from __future__ import annotations

from typing import Any

from tthc.blueprints.publication import bp
from tthc.core.postings import actions as posting_actions
from tthc.core.postings.actions import POSTINGS, PROCEDURES
from tthc.core.procedures import queries as procedure_queries
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount
from tthc.web.reply import back_to, said


@bp.post("/<int(min=2000, max=2100):year>/cong-khai/thu-tuc/quyet-dinh/<int:change_id>/go")
@needs(Can.REGISTER_WRITE)
@writes
def change_withdraw(year: int, change_id: int) -> Any:
    """The decision was attached by mistake."""
    session = db.session()
    found = procedure_queries.change(session, actor(), change_id)
    row = posting_actions.withdraw_change(session, actor(), found, today=today(), now=now())
    recount(PROCEDURES, year)
    recount(POSTINGS, year)
    said(f"Đã gỡ quyết định khỏi thủ tục {row.code}. Tờ niêm yết theo quyết định đó được rút lại.")
    return back_to("publication.row", year=year, register="thu-tuc", row_id=row.id)
