"""The cost of compliance of a review: an editable table, before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import request

from tthc.blueprints.review import bp
from tthc.blueprints.review.cost_page import changed, cost_page, read_sheet, sent_sheet
from tthc.blueprints.review.registers import REVIEWS
from tthc.blueprints.review.steps import ROW
from tthc.core.registers import queries as register_queries
from tthc.core.reviews import actions, queries
from tthc.core.reviews.rules.words import WordKind
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict
from tthc.kernel.policy import Can, ensure
from tthc.web.guards import actor, needs, now, writes
from tthc.web.register_counting import recount
from tthc.web.reply import reply, said, see_other

_PAGE = "review/costs.html"
_CHANGED = "Bảng chi phí vừa được người khác sửa. Xem bảng đã lưu trên trang của thủ tục; bấm Lưu nếu vẫn thay bằng bảng dưới đây."


def _row(review_id: int) -> Any:
    return register_queries.one(db.session(), actor(), REVIEWS.book, review_id)


@bp.get(f"{ROW}/chi-phi")
@needs(Can.REGISTER_READ)
def costs(year: int, review_id: int) -> Any:
    """The sheet as it is kept, or a new one with the usual steps."""
    return reply(_PAGE, page=cost_page(_row(review_id), year))


@bp.post(f"{ROW}/chi-phi/tinh")
@needs(Can.REGISTER_WRITE)
@writes
def costs_reckon(year: int, review_id: int) -> Any:
    """The sums of what is being typed; nothing is kept."""
    row = _row(review_id)
    ensure(actor(), REVIEWS.book.write, row)
    return reply(_PAGE, "review/_sums.html", page=cost_page(row, year, sent_sheet()))


@bp.post(f"{ROW}/chi-phi")
@needs(Can.REGISTER_WRITE)
@writes
def costs_keep(year: int, review_id: int) -> Any:
    """Save the sheet; the buttons that change lines only show it again."""
    session, row = db.session(), _row(review_id)
    ensure(actor(), REVIEWS.book.write, row)
    sent, status = sent_sheet(), 422
    other = changed(sent)
    if other is not None:
        return reply(_PAGE, page=cost_page(row, year, other, {}))
    suggested = [one.title for one in queries.word_lines(session, row.agency_id, WordKind.STEP)]
    asked, faults = read_sheet(sent, suggested)
    try:
        if not faults:
            found = actions.keep_costs(session, actor(), row, asked, version=sent.version, now=now())
            said(f"Đã lưu bảng chi phí. {found.words}")
            recount(REVIEWS.book, year)
            return see_other(request.path)
    except BadInput as error:
        session.rollback()
        faults = dict(error.fields) or {"before_times": str(error)}
    except Conflict:
        session.rollback()
        found_now = queries.kept(session, review_id)
        sent, status = replace(sent, version=found_now.version if found_now else None), 409
        faults = {"title-0": _CHANGED}
    return reply(_PAGE, status=status, page=cost_page(_row(review_id), year, sent, faults))
