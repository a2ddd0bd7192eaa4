"""Save the cost sheet of a review; its sums go into the row, for lists and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from tthc.core.audit import actions as audit
from tthc.core.reviews import queries
from tthc.core.reviews.models import Review, ReviewCost, ReviewStep
from tthc.core.reviews.queries import Income
from tthc.core.reviews.rules.costs import PARTS, Reckoning, Step, Terms, Volume, reckon
from tthc.core.reviews.rules.sheet import MOST_STEPS
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import number, percent


@dataclass(frozen=True)
class Asked:
    """A sheet to save: its steps, how often and for how many on each side, and the year whose product per head is taken."""

    steps: tuple[Step, ...]
    before: Volume
    after: Volume
    gdp_year: int


def keep_costs(session: Session, actor: Actor, review: Review, asked: Asked, *, version: int | None = None, now: datetime) -> Reckoning:
    """Replace the sheet; `version` is that of the sheet which was shown, None where there was none."""
    ensure(actor, Can.REGISTER_WRITE, review)
    if review.removed_at is not None:
        raise WrongState("Dòng rà soát này đã bị xóa khỏi sổ nên không tính chi phí được.")
    if not asked.steps:
        raise BadInput("Bảng chưa có bước nào.", {"title-0": "Bảng chưa có bước nào. Ghi ít nhất một bước."})
    if len(asked.steps) > MOST_STEPS:
        raise BadInput(f"Bảng có quá {MOST_STEPS} bước. Gộp bớt các bước.")
    sheet = session.scalars(select(ReviewCost).where(ReviewCost.review_id == review.id)).one_or_none()
    if (sheet.version if sheet else None) != version:
        raise Conflict("Bảng chi phí vừa được người khác sửa. Tải lại trang rồi nhập lại phần thay đổi.", {}, {})
    terms = Terms(_income(session, review.agency_id, asked.gdp_year).gdp_per_head, asked.before, asked.after)
    found = reckon(asked.steps, terms)
    before = _said(review)
    _write(session, review, sheet or _new(session, review), asked, terms)
    review.cost_before, review.cost_after = found.before.year, found.after.year
    review.saving, review.saving_percent = found.saving, found.percent
    session.flush()
    audit.record(session, actor, "reckon", "review", review.id, now=now, before=before, after=_said(review), agency_id=review.agency_id)
    return found


def _income(session: Session, agency_id: int, year: int) -> Income:
    for one in queries.incomes(session, agency_id):
        if one.year == year:
            return one
    raise BadInput("Chưa có mức GDP của năm này.", {"gdp_year": f"Chưa có mức GDP bình quân đầu người năm {year}. Chọn năm khác."})


def _new(session: Session, review: Review) -> ReviewCost:
    made = ReviewCost(review_id=review.id)
    session.add(made)
    return made


def _write(session: Session, review: Review, sheet: ReviewCost, asked: Asked, terms: Terms) -> None:
    sheet.gdp_year, sheet.gdp_per_head = asked.gdp_year, terms.gdp_per_head
    sheet.before_times, sheet.before_subjects = asked.before.times, asked.before.subjects
    sheet.after_times, sheet.after_subjects = asked.after.times, asked.after.subjects
    if sheet.id is not None:
        flag_modified(sheet, "gdp_year")  # the version of the sheet is that of its steps too
    session.execute(delete(ReviewStep).where(ReviewStep.review_id == review.id))
    for position, step in enumerate(asked.steps, start=1):
        row = ReviewStep(review_id=review.id, position=position, title=step.title)
        for part in PARTS:
            setattr(row, f"before_{part}", getattr(step.before, part))
            setattr(row, f"after_{part}", getattr(step.after, part))
        session.add(row)


def _said(review: Review) -> dict[str, str]:
    if review.cost_before is None or review.cost_after is None:
        return {}
    share = percent(review.saving_percent, 2) if review.saving_percent is not None else "không tính được"
    return {
        "Chi phí trước (đồng/năm)": number(review.cost_before),
        "Chi phí sau (đồng/năm)": number(review.cost_after),
        "Cắt giảm": share,
    }
