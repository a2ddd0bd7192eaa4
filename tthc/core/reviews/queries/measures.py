"""What can be counted of reviews and drafts for a target of the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tthc.core.procedures.models import Procedure
from tthc.core.procedures.queries import in_force_on, is_public
from tthc.core.procedures.rules import short_code
from tthc.core.registers.queries.measure import MOST_ROWS, Counted, Measure
from tthc.core.reviews.models import DraftRegulation, Review
from tthc.core.reviews.rules.words import Result, codes_in

_REVIEW, _DRAFT = "review", "draft_regulation"
ADOPTED = (Result.ADOPTED, Result.PARTLY)


def _there(agency_id: int) -> ColumnElement[bool]:
    return and_(Review.agency_id == agency_id, Review.removed_at.is_(None))


def _saving(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """What adopted proposals save of what their procedures cost before; reviews without a cost sheet say nothing of it."""
    where = and_(_there(agency_id), Review.result.in_(ADOPTED), Review.decision_on.between(first, last), Review.cost_before > 0)
    rows = session.execute(select(Review.id, Review.saving, Review.cost_before).where(where).order_by(Review.id)).all()
    saved, before = sum(row.saving for row in rows), sum(row.cost_before for row in rows)
    # More cost is no saving below nothing: figures of targets are zero or more.
    return Counted(Decimal(max(saved, 0)), Decimal(before), _ids([row.id for row in rows]))


def _planned(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Planned reviews due in these days that were finished in time for the figure."""
    where = and_(_there(agency_id), Review.is_planned, Review.ends_on.between(first, last))
    rows = session.execute(select(Review.id, Review.finished_on).where(where).order_by(Review.id)).all()
    done = [row.id for row in rows if row.finished_on is not None and row.finished_on <= last]
    return Counted(Decimal(len(done)), Decimal(len(rows)), _ids(done))


def _reached(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Procedures in force on the last day that some review of these days names, of all in force."""
    where = and_(_there(agency_id), Review.ends_on.between(first, last), Review.procedure_codes != "")
    rows = session.execute(select(Review.id, Review.procedure_codes).where(where).order_by(Review.id)).all()
    in_force = and_(Procedure.agency_id == agency_id, Procedure.removed_at.is_(None), in_force_on(last), is_public())
    known = set(session.scalars(select(Procedure.short_code).where(in_force)))
    named = {row.id: known & {short_code(code) for code in codes_in(row.procedure_codes)} for row in rows}
    reached = set[str]().union(*named.values())
    return Counted(Decimal(len(reached)), Decimal(len(known)), _ids([row_id for row_id, codes in named.items() if codes]))


def _finished(session: Session, agency_id: int, first: date, last: date) -> Counted:
    rows = list(session.scalars(select(Review.id).where(_there(agency_id), Review.finished_on.between(first, last)).order_by(Review.id)))
    return Counted(Decimal(len(rows)), None, _ids(rows))


def _assessed(session: Session, agency_id: int, first: date, last: date) -> Counted:
    """Drafts with procedures that were assessed, of all such drafts; nothing of nothing is no share, never 0 %."""
    where = and_(
        DraftRegulation.agency_id == agency_id,
        DraftRegulation.removed_at.is_(None),
        DraftRegulation.has_procedures.is_(True),
        DraftRegulation.drafted_on.between(first, last),
    )
    total = session.scalar(select(func.count()).select_from(DraftRegulation).where(where)) or 0
    done = list(
        session.scalars(select(DraftRegulation.id).where(where, DraftRegulation.is_assessed.is_(True)).order_by(DraftRegulation.id))
    )
    return Counted(Decimal(len(done)), Decimal(total), _ids(done))


def _ids(rows: list[int]) -> tuple[int, ...]:
    return tuple(rows) if len(rows) <= MOST_ROWS else ()


MEASURES: tuple[Measure, ...] = (
    Measure(
        "review_saving",
        "Tỷ lệ cắt giảm chi phí tuân thủ của các phương án được thông qua",
        "%",
        _REVIEW,
        _saving,
        (("chi phi tuan thu",), ("cat giam", "chi phi"), ("don gian hoa", "chi phi")),
        view="da-thong-qua",
    ),
    Measure(
        "review_planned",
        "Tỷ lệ thủ tục trong kế hoạch được rà soát đúng kế hoạch",
        "%",
        _REVIEW,
        _planned,
        (("ra soat", "ke hoach"), ("ke hoach ra soat",)),
    ),
    Measure(
        "review_reached",
        "Tỷ lệ thủ tục đang thực hiện được đưa vào rà soát",
        "%",
        _REVIEW,
        _reached,
        (("dua vao ra soat",), ("dang thuc hien", "ra soat")),
        also=("procedure", "announcement"),
    ),
    Measure("review_finished", "Số thủ tục, nhóm thủ tục được rà soát", "thủ tục", _REVIEW, _finished, (("ra soat",),)),
    Measure(
        "draft_assessed",
        "Tỷ lệ dự thảo có quy định thủ tục được đánh giá tác động",
        "%",
        _DRAFT,
        _assessed,
        (("danh gia tac dong",), ("du thao", "danh gia tac dong")),
        view="co-thu-tuc",
    ),
)
