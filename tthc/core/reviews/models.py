"""Reviews of procedures with their cost sheets, drafts with procedures, and what the clerk keeps for both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tthc.core.registers.models import RegisterRow
from tthc.core.reviews.rules.drafts import KINDS, OUTCOMES
from tthc.core.reviews.rules.sheet import LONGEST_TITLE
from tthc.core.reviews.rules.words import ANSWERS, LONGEST_WORD, PROPOSALS, REASONS, RESULTS, WordKind
from tthc.kernel.tables import Base, Versioned, words


def _one_of(column: str, choices: object) -> str:
    """A CHECK for a choice that may be left empty."""
    return f"{column} IN ('', {', '.join(repr(str(word)) for word in choices)})"  # type: ignore[attr-defined]


class Review(RegisterRow, Base):
    """One procedure or group of linked ones: why and until when it is reviewed, what was found, proposed and decided."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("begins_on <= ends_on", name="days"),
        CheckConstraint(_one_of("reason", REASONS), name="reason"),
        CheckConstraint(_one_of("result", RESULTS), name="result"),
        *(CheckConstraint(_one_of(name, ANSWERS), name=name) for name in ("necessity", "reasonableness", "legality", "cost")),
        *(CheckConstraint(_one_of(name, PROPOSALS), name=name) for name in ("proposal", "proposal_2", "proposal_3")),
        CheckConstraint("cost_before >= 0 AND cost_after >= 0", name="costs"),
        Index(None, "agency_id", "ends_on", "id"),
        Index(None, "agency_id", "decision_on", "result"),
    )

    subject: Mapped[str] = mapped_column(String(500), default="")
    procedure_codes: Mapped[str] = mapped_column(String(500), default="")
    is_planned: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(24))
    reason_words: Mapped[str] = mapped_column(Text, default="")
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    product: Mapped[str] = mapped_column(String(500))
    finished_on: Mapped[date | None]
    necessity: Mapped[str] = mapped_column(String(24), default="")
    necessity_words: Mapped[str] = mapped_column(Text, default="")
    reasonableness: Mapped[str] = mapped_column(String(24), default="")
    reasonableness_words: Mapped[str] = mapped_column(Text, default="")
    legality: Mapped[str] = mapped_column(String(24), default="")
    legality_words: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[str] = mapped_column(String(24), default="")
    cost_words: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str] = mapped_column(String(24), default="")
    proposal_2: Mapped[str] = mapped_column(String(24), default="")
    proposal_3: Mapped[str] = mapped_column(String(24), default="")
    proposal_words: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[str | None] = mapped_column(String(24))  # the code of a ReviewWord
    submission_number: Mapped[str] = mapped_column(String(120), default="")
    submitted_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(String(24), default="")
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    decision_on: Mapped[date | None]
    result_words: Mapped[str] = mapped_column(Text, default="")
    # Kept by the cost sheet, so that lists and sums need not read its steps.
    cost_before: Mapped[int | None] = mapped_column(BigInteger)
    cost_after: Mapped[int | None] = mapped_column(BigInteger)
    saving: Mapped[int | None] = mapped_column(BigInteger)
    saving_percent: Mapped[Decimal | None] = mapped_column(Numeric(20, 2))


class ReviewCost(Versioned, Base):
    """The cost sheet of a review; the yearly product it was reckoned with stays, whatever is announced later."""

    __tablename__ = "review_cost"
    __table_args__ = (
        CheckConstraint("gdp_per_head > 0", name="gdp"),
        CheckConstraint("before_times >= 0 AND after_times >= 0 AND before_subjects >= 0 AND after_subjects >= 0", name="volume"),
        UniqueConstraint("review_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    gdp_year: Mapped[int]
    gdp_per_head: Mapped[int] = mapped_column(BigInteger)
    before_times: Mapped[Decimal] = mapped_column(Numeric(12, 4))
    before_subjects: Mapped[int]
    after_times: Mapped[Decimal] = mapped_column(Numeric(12, 4))
    after_subjects: Mapped[int]


class ReviewStep(Base):
    """One step of the sheet; what is NULL on a side was not written, and a side of NULLs does not have the step."""

    __tablename__ = "review_step"
    __table_args__ = (
        CheckConstraint("before_hours >= 0 AND before_hired >= 0 AND before_materials >= 0", name="before"),
        CheckConstraint("before_travel >= 0 AND before_fee >= 0", name="before_money"),
        CheckConstraint("after_hours >= 0 AND after_hired >= 0 AND after_materials >= 0", name="after"),
        CheckConstraint("after_travel >= 0 AND after_fee >= 0", name="after_money"),
        UniqueConstraint("review_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    before_hours: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    before_hired: Mapped[int | None] = mapped_column(BigInteger)
    before_materials: Mapped[int | None] = mapped_column(BigInteger)
    before_travel: Mapped[int | None] = mapped_column(BigInteger)
    before_fee: Mapped[int | None] = mapped_column(BigInteger)
    after_hours: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    after_hired: Mapped[int | None] = mapped_column(BigInteger)
    after_materials: Mapped[int | None] = mapped_column(BigInteger)
    after_travel: Mapped[int | None] = mapped_column(BigInteger)
    after_fee: Mapped[int | None] = mapped_column(BigInteger)


class ReviewIncome(Versioned, Base):
    """The yearly product per head of a year, as the agency reckons with it."""

    __tablename__ = "review_income"
    __table_args__ = (CheckConstraint("gdp_per_head > 0", name="gdp"), UniqueConstraint("agency_id", "year"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    gdp_per_head: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(300), default="")


class ReviewWord(Base):
    """A level or a kind of step as the agency says it; one it no longer uses stays, for rows that name it."""

    __tablename__ = "review_word"
    __table_args__ = (CheckConstraint("title <> ''", name="title"), UniqueConstraint("agency_id", "kind", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[WordKind] = mapped_column(words(WordKind))
    code: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(String(LONGEST_WORD))
    position: Mapped[int]
    is_used: Mapped[bool] = mapped_column(default=True)


class DraftRegulation(RegisterRow, Base):
    """A draft that may hold procedures, or the answer that a quarter had none."""

    __tablename__ = "draft_regulation"
    __table_args__ = (
        CheckConstraint(_one_of("kind", KINDS), name="kind"),
        CheckConstraint(_one_of("outcome", OUTCOMES), name="outcome"),
        CheckConstraint("kind <> '' AND (kind = 'none' OR title <> '')", name="title"),
        CheckConstraint("kind <> 'none' OR has_procedures IS NULL", name="nothing"),
        Index(None, "agency_id", "drafted_on", "id"),
    )

    title: Mapped[str] = mapped_column(String(500), default="")
    kind: Mapped[str] = mapped_column(String(24))
    drafted_on: Mapped[date]
    drafter: Mapped[str] = mapped_column(String(300), default="")
    has_procedures: Mapped[bool | None]
    is_assessed: Mapped[bool | None]
    assessed_on: Mapped[date | None]
    opinion_number: Mapped[str] = mapped_column(String(120), default="")
    opinion_on: Mapped[date | None]
    opinion: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(24), default="")
