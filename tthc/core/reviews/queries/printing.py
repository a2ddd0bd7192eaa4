"""Papers of reviews and drafts: rows in, the plain values of a paper out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.registers.rules import Lookups
from tthc.core.registers.rules.documents import Printing
from tthc.core.reviews.models import DraftRegulation, Review
from tthc.core.reviews.queries.costs import kept_of
from tthc.core.reviews.rules import papers
from tthc.core.reviews.rules.columns import LEVEL_WORDS
from tthc.core.reviews.rules.drafts import KINDS, DraftKind
from tthc.core.reviews.rules.papers import Costs, Facts
from tthc.core.reviews.rules.words import ANSWERS, CRITERIA, PROPOSALS, REASONS
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day, number, percent


def plan(_session: Session, printing: Printing, rows: Sequence[Review]) -> dict[str, Any]:
    """The year's plan: what stands in it; all rows where none is marked as planned."""
    chosen = [row for row in rows if row.is_planned] or list(rows)
    ordered = sorted(chosen, key=lambda row: (row.begins_on, row.ends_on, row.id))
    return papers.plan(printing, printing.year or ordered[0].ends_on.year, [_facts(row, printing.lookups) for row in ordered])


def report(session: Session, printing: Printing, rows: Sequence[Review]) -> dict[str, Any]:
    """The report of one review."""
    (row,) = rows
    return papers.report(printing, _facts(row, printing.lookups), _costs(session, row))


def proposal(session: Session, printing: Printing, rows: Sequence[Review]) -> dict[str, Any]:
    """The submission of one proposal."""
    (row,) = rows
    return papers.proposal(printing, _facts(row, printing.lookups), _costs(session, row))


def drafts(_session: Session, printing: Printing, rows: Sequence[DraftRegulation]) -> dict[str, Any]:
    """The list of drafts, oldest first."""
    ordered = sorted(rows, key=lambda row: (row.drafted_on, row.id))
    return papers.drafts(printing, [_drafted(row, printing.lookups) for row in ordered], _told(ordered))


def _told(rows: Sequence[DraftRegulation]) -> str:
    with_procedures = [row for row in rows if row.has_procedures]
    if not with_procedures:
        return "Không phát sinh dự thảo văn bản có quy định thủ tục hành chính."
    assessed = sum(bool(row.is_assessed) for row in with_procedures)
    share = percent(assessed * 100 / len(with_procedures), 2)
    return f"Đã đánh giá tác động {number(assessed)}/{number(len(with_procedures))} dự thảo có quy định thủ tục hành chính ({share})."


def _costs(session: Session, row: Review) -> Costs | None:
    found = kept_of(session, [row.id]).get(row.id)
    return Costs(found.gdp_year, found.terms, found.steps, found.reckoning) if found else None


def _facts(row: Review, known: Lookups | None) -> Facts:
    reason = REASONS.get(row.reason, "")
    return Facts(
        subject=row.subject,
        codes=row.procedure_codes,
        unit=_unit(row.unit_id, known),
        reason=f"{reason}: {tidy(row.reason_words)}" if row.reason_words else reason,
        begins=day(row.begins_on),
        ends=day(row.ends_on),
        product=row.product,
        criteria=[(title, ANSWERS.get(getattr(row, name), ""), tidy(getattr(row, f"{name}_words"))) for name, title in CRITERIA.items()],
        proposals=[PROPOSALS[one] for one in (row.proposal, row.proposal_2, row.proposal_3) if one],
        proposal_words=row.proposal_words,
        level=known.known[LEVEL_WORDS].get(row.level, "") if known and row.level else "",
        number=row.submission_number,
        sent_on=row.submitted_on.isoformat() if row.submitted_on else "",
    )


def _unit(unit_id: int, known: Lookups | None) -> str:
    return (known.unit_names.get(unit_id) or known.former_units.get(unit_id, "")) if known else ""


def _drafted(row: DraftRegulation, known: Lookups | None) -> Mapping[str, str]:
    if row.kind == DraftKind.NONE:
        assessed = ""
    elif not row.has_procedures:
        assessed = "Không quy định thủ tục"
    else:
        on = f" ngày {day(row.assessed_on)}" if row.assessed_on else ""
        assessed = f"Đã đánh giá{on}" if row.is_assessed else "Chưa đánh giá"
    return {
        "title": row.title,
        "kind": KINDS.get(row.kind, ""),
        "drafter": row.drafter or _unit(row.unit_id, known),
        "drafted_on": day(row.drafted_on),
        "assessed": assessed,
        "opinion": f"Số {row.opinion_number} ngày {day(row.opinion_on)}" if row.opinion_on else "",
    }
