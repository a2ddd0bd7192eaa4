"""What the section's signed report says of its two registers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.reviews.models import Review
from tthc.core.reviews.queries.standing import (
    DraftsStanding,
    QuarterTold,
    ReviewsStanding,
    drafts_standing,
    quarters_told,
    reviews_standing,
)
from tthc.core.reviews.rules.standing import badge
from tthc.core.reviews.rules.words import PROPOSALS
from tthc.kernel.document import Block, heading, table, text
from tthc.kernel.vietnamese import day, number, percent

_MOST = 40  # reviews named one by one; the book has them all
_COLUMNS = (
    ("TT", "center", 6),
    ("Thủ tục, nhóm thủ tục", "left", 34),
    ("Hạn hoàn thành", "center", 14),
    ("Phương án", "left", 18),
    ("Cắt giảm (%)", "right", 10),
    ("Tình trạng", "left", 18),
)


def chapter(session: Session, agency_id: int, year: int, *, as_of: date) -> tuple[Block, ...]:
    """Blocks of the report; () when neither register has a row of the year."""
    return (*_reviews(session, agency_id, year, as_of), *_drafts(session, agency_id, year, as_of))


def _reviews(session: Session, agency_id: int, year: int, as_of: date) -> tuple[Block, ...]:
    found = reviews_standing(session, agency_id, year, today=as_of)
    if not found.total:
        return ()
    query = select(Review).where(
        Review.agency_id == agency_id, Review.removed_at.is_(None), Review.ends_on.between(date(year, 1, 1), date(year, 12, 31))
    )
    rows = session.scalars(query.order_by(Review.ends_on, Review.id).limit(_MOST)).all()
    lines = [
        [
            str(place),
            row.subject,
            day(row.ends_on),
            PROPOSALS.get(row.proposal, ""),
            number(row.saving_percent) if row.saving_percent is not None else "",
            badge(row, as_of).text,
        ]
        for place, row in enumerate(rows, start=1)
    ]
    caption = f"Kết quả rà soát thủ tục hành chính năm {year}" + (f" ({_MOST} dòng đầu)" if found.total > _MOST else "")
    return (heading("Rà soát, đánh giá thủ tục hành chính"), text(_told(found, year)), table(caption, _COLUMNS, lines))


def _told(found: ReviewsStanding, year: int) -> str:
    parts = [f"Năm {year} rà soát {number(found.total)} thủ tục, nhóm thủ tục; đã hoàn thành {number(found.finished)}"]
    parts += [f"quá hạn {number(found.late)}"] if found.late else []
    parts += [f"chờ cấp có thẩm quyền quyết định {number(found.waiting)} phương án"] if found.waiting else []
    parts += [f"được thông qua {number(found.adopted)} phương án"] if found.adopted else []
    parts += [f"không được thông qua {number(found.refused)} phương án"] if found.refused else []
    sentence = ", ".join(parts) + "."
    if found.percent is None:
        return sentence
    money = f"{number(found.saving)} đồng mỗi năm trên tổng số {number(found.before)} đồng"
    return f"{sentence} Các phương án được thông qua cắt giảm {money} chi phí tuân thủ ({percent(found.percent, 2)})."


def _drafts(session: Session, agency_id: int, year: int, as_of: date) -> tuple[Block, ...]:
    told = [one for one in quarters_told(session, agency_id, year, today=as_of) if not one.is_ahead]
    found = drafts_standing(session, agency_id, told[0].quarter.start, as_of) if told else DraftsStanding()
    if not found.total and not any(one.is_nothing for one in told):
        return ()
    return (heading("Kiểm soát quy định thủ tục hành chính trong dự thảo văn bản"), text(_told_drafts(found, told)))


def _told_drafts(found: DraftsStanding, told: list[QuarterTold]) -> str:
    nothing = ", ".join(one.quarter.title for one in told if one.is_nothing)
    silent = f"Không phát sinh trong {nothing}." if nothing else ""
    if not found.with_procedures:
        return f"Không phát sinh dự thảo văn bản có quy định thủ tục hành chính. {silent}".strip()
    share = percent(_share(found), 2)
    drafts = f"Có {number(found.with_procedures)} dự thảo có quy định thủ tục hành chính"
    return f"{drafts}; đã đánh giá tác động {number(found.assessed)} dự thảo ({share}). {silent}".strip()


def _share(found: DraftsStanding) -> Decimal:
    return Decimal(found.assessed * 100) / found.with_procedures
