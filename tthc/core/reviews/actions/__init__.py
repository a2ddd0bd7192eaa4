"""The registers of reviews and of drafts, and what is done to them besides writing rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.calendar import queries as calendar_queries
from tthc.core.registers.queries import told
from tthc.core.registers.queries.book import Book, Document, View
from tthc.core.reviews import queries
from tthc.core.reviews.actions.costing import keep_costs
from tthc.core.reviews.actions.setting_up import set_income, set_words
from tthc.core.reviews.models import DraftRegulation, Review
from tthc.core.reviews.queries import printing
from tthc.core.reviews.rules import columns, drafts, papers, standing
from tthc.core.reviews.rules.drafts import DraftKind
from tthc.core.reviews.rules.words import RESULTS, Result
from tthc.kernel.actor import Actor
from tthc.kernel.sections import Section
from tthc.kernel.vietnamese import day, percent

__all__ = ["DRAFTS", "REVIEWS", "keep_costs", "set_income", "set_words"]


_LONGEST = 500  # signs of a review's name


def _describe(row: Review) -> str:
    if row.result and row.decision_on:
        share = f", cắt giảm {percent(row.saving_percent, 2)} chi phí" if row.saving_percent and row.result != Result.REFUSED else ""
        return f"Rà soát {row.subject}: {RESULTS[row.result].lower()} tại {row.decision_number}{share}"
    if row.submitted_on:
        return f"Rà soát {row.subject}: đã gửi phương án tại {row.submission_number}"
    return f"Rà soát {row.subject}" + (f": hoàn thành ngày {day(row.finished_on)}" if row.finished_on else "")


def _describe_draft(row: DraftRegulation) -> str:
    if row.kind == DraftKind.NONE or not row.has_procedures:
        return row.title
    return f"{row.title} ({'đã' if row.is_assessed else 'chưa'} đánh giá tác động)"


def _settle(session: Session, actor: Actor, rows: Sequence[Review], **_: Any) -> None:
    """A review that names its procedures only by their codes is called after the register."""
    unnamed = [row for row in rows if not row.subject and row.removed_at is None]
    found = queries.procedures_named(session, actor.agency_id or 0, [row.procedure_codes for row in unnamed])
    for row, procedures in zip(unnamed, found, strict=True):
        row.subject = "; ".join(one.name for one in procedures if one.name)[:_LONGEST]
        row.folded = told.folded(REVIEWS, row)
    session.flush()


def _settle_drafts(session: Session, actor: Actor, rows: Sequence[DraftRegulation], *, today: date, now: datetime) -> None:  # noqa: ARG001
    """A quarter without drafts says so in its title."""
    nothing = [row for row in rows if row.kind == DraftKind.NONE and row.removed_at is None]
    schedule = calendar_queries.schedule(session, actor.agency_id) if nothing else None
    for row in nothing:
        if schedule is not None:
            row.title = drafts.nothing_words(drafts.quarter_of(row.drafted_on, schedule))
            row.folded = told.folded(DRAFTS, row)
    session.flush()


REVIEWS = Book(
    name="review",
    title="Sổ rà soát, đơn giản hóa",
    row_words="thủ tục rà soát",
    section=Section.REVIEW,
    model=Review,
    columns=columns.COLUMNS,
    key=("subject", "begins_on"),
    of_year=queries.reviews_of_year,
    order=queries.review_order,
    describe=_describe,
    views=(
        View("qua-han", "Quá hạn", lambda today: Review.finished_on.is_(None) & (Review.ends_on < today)),
        View("dang-ra-soat", "Đang rà soát", lambda today: Review.finished_on.is_(None) & (Review.ends_on >= today)),
        View("chua-gui", "Chưa gửi phương án", lambda _: queries.unsent()),
        View("cho-quyet-dinh", "Chờ quyết định", lambda _: Review.result == Result.WAITING),
        View("da-thong-qua", "Được thông qua", lambda _: Review.result.in_((Result.ADOPTED, Result.PARTLY))),
        View("khong-thong-qua", "Không được thông qua", lambda _: Review.result == Result.REFUSED),
        View("chua-tinh-chi-phi", "Chưa tính chi phí", lambda _: queries.unreckoned(), is_pill=False),
    ),
    check=standing.faults,
    look_up=queries.look_up,
    settle=_settle,
    complete=standing.completed,
    badge=standing.badge,
    documents=(
        Document("ke-hoach", "In kế hoạch rà soát", "review_plan", printing.plan, wording=papers.PLAN),
        Document("bao-cao", "In báo cáo rà soát", "review_report", printing.report, of="row", wording=papers.REPORT, most=1),
        Document("phuong-an", "In tờ trình phương án", "review_proposal", printing.proposal, of="row", wording=papers.PROPOSAL, most=1),
    ),
    searched=("subject", "procedure_codes", "reason_words", "proposal_words", "submission_number", "decision_number"),
)
DRAFTS = Book(
    name="draft_regulation",
    title="Sổ dự thảo văn bản có quy định thủ tục hành chính",
    row_words="dự thảo",
    section=Section.REVIEW,
    model=DraftRegulation,
    columns=drafts.COLUMNS,
    key=("title", "drafted_on"),
    of_year=queries.drafts_of_year,
    order=queries.draft_order,
    describe=_describe_draft,
    views=(
        View(
            "chua-danh-gia",
            "Chưa đánh giá tác động",
            lambda _: DraftRegulation.has_procedures.is_(True) & DraftRegulation.is_assessed.is_not(True),
        ),
        View("co-thu-tuc", "Có quy định thủ tục", lambda _: DraftRegulation.has_procedures.is_(True)),
        View("khong-phat-sinh", "Không phát sinh", lambda _: DraftRegulation.kind == DraftKind.NONE),
    ),
    check=drafts.faults,
    look_up=queries.draft_look_up,
    settle=_settle_drafts,
    complete=drafts.completed,
    badge=drafts.badge,
    documents=(Document("danh-sach", "In danh sách dự thảo", "review_drafts", printing.drafts, wording=papers.DRAFTS),),
    searched=("title", "drafter", "opinion_number", "opinion"),
)
