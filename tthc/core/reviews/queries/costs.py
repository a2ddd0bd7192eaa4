"""The cost sheet of a review as plain values, and what it is reckoned with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.procedures.models import Procedure
from tthc.core.procedures.rules import short_code
from tthc.core.reviews.models import ReviewCost, ReviewIncome, ReviewStep, ReviewWord
from tthc.core.reviews.rules.costs import GDP_PER_HEAD, PARTS, Reckoning, Side, Step, Terms, Volume, reckon
from tthc.core.reviews.rules.words import STARTING, WordKind, codes_in


@dataclass(frozen=True)
class Kept:
    """A sheet as it was saved."""

    version: int
    gdp_year: int
    terms: Terms
    steps: tuple[Step, ...]

    @property
    def reckoning(self) -> Reckoning:
        """Its result."""
        return reckon(self.steps, self.terms)


@dataclass(frozen=True)
class Income:
    """The yearly product per head of a year; `is_own` where the agency wrote it."""

    year: int
    gdp_per_head: int
    source: str = ""
    is_own: bool = False
    version: int | None = None

    @property
    def per_hour(self) -> int:
        """Đồng an hour."""
        return Terms(self.gdp_per_head).income


@dataclass(frozen=True)
class WordLine:
    """A word of a list as its page shows it."""

    code: str
    title: str
    is_used: bool


@dataclass(frozen=True)
class Named:
    """A procedure that a review names, as the register has it."""

    code: str
    name: str
    procedure_id: int | None


def kept(session: Session, review_id: int) -> Kept | None:
    """The sheet of a review; two queries, however many steps."""
    return kept_of(session, [review_id]).get(review_id)


def kept_of(session: Session, review_ids: Sequence[int]) -> dict[int, Kept]:
    """The sheets of these reviews; two queries."""
    sheets = session.scalars(select(ReviewCost).where(ReviewCost.review_id.in_(review_ids))).all()
    query = select(ReviewStep).where(ReviewStep.review_id.in_(review_ids)).order_by(ReviewStep.review_id, ReviewStep.position)
    steps = dict[int, list[Step]]()
    for row in session.scalars(query):
        steps.setdefault(row.review_id, []).append(Step(row.title, _side(row, "before"), _side(row, "after")))
    return {one.review_id: Kept(one.version, one.gdp_year, _terms(one), tuple(steps.get(one.review_id, ()))) for one in sheets}


def _side(row: ReviewStep, side: str) -> Side:
    return Side(**{part: getattr(row, f"{side}_{part}") for part in PARTS})


def _terms(row: ReviewCost) -> Terms:
    return Terms(
        row.gdp_per_head,
        Volume(Decimal(row.before_times), row.before_subjects),
        Volume(Decimal(row.after_times), row.after_subjects),
    )


def incomes(session: Session, agency_id: int) -> list[Income]:
    """Each year's product per head, newest first: the agency's own figure, else the one the program begins with."""
    found = {year: Income(year, gdp) for year, gdp in GDP_PER_HEAD.items()}
    for row in session.scalars(select(ReviewIncome).where(ReviewIncome.agency_id == agency_id)):
        found[row.year] = Income(row.year, row.gdp_per_head, row.source, is_own=True, version=row.version)
    return [found[year] for year in sorted(found, reverse=True)]


def word_lines(session: Session, agency_id: int, kind: WordKind) -> list[WordLine]:
    """A list in its order, words out of use among them."""
    lines = {code: WordLine(code, title, is_used=True) for code, title in STARTING[kind].items()}
    query = select(ReviewWord.code, ReviewWord.title, ReviewWord.is_used).where(ReviewWord.agency_id == agency_id, ReviewWord.kind == kind)
    for code, title, is_used in session.execute(query.order_by(ReviewWord.position, ReviewWord.id)):
        lines[code] = WordLine(code, title, is_used=is_used)
    return list(lines.values())


def words_of(session: Session, agency_id: int, kind: WordKind) -> Mapping[str, str]:
    """Code -> words of a list; those out of use come last, for rows that name them."""
    found = word_lines(session, agency_id, kind)
    return {one.code: one.title for one in sorted(found, key=lambda one: not one.is_used)}


def procedures_named(session: Session, agency_id: int, texts: Sequence[str]) -> list[list[Named]]:
    """For each text the procedures of its codes; what the register does not have has no name and no page. One query."""
    shorts = {short_code(code) for text in texts for code in codes_in(text)}
    query = select(Procedure.short_code, Procedure.id, Procedure.name).where(
        Procedure.agency_id == agency_id, Procedure.removed_at.is_(None), Procedure.short_code.in_(shorts)
    )
    found = {short: (row_id, name) for short, row_id, name in session.execute(query)} if shorts else {}
    return [[_named(code, found.get(short_code(code))) for code in codes_in(text)] for text in texts]


def _named(code: str, found: tuple[int, str] | None) -> Named:
    return Named(code, found[1], found[0]) if found else Named(code, "", None)
