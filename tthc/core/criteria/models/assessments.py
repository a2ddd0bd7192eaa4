"""What a commune scores by a set in a year: the sheet, its lines and proofs, comments, meetings, steps, terms and papers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.criteria.models.sets import CriteriaSet, CriterionIndicator
from tthc.core.criteria.rules.assessments import AssessmentState, LineVerdict, MeetingKind
from tthc.core.evidence.models import Evidence, Judged
from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person, Unit
from tthc.kernel.tables import Base, Moment, Queued, Versioned, words


class Assessment(Versioned, Base):
    """One commune, one set, one year. `appraising_agency_id` stands only while the sheet is with that agency: a draft is its author's."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("agency_id", "set_id", "year"),
        CheckConstraint("state NOT IN ('sent', 'appraised', 'decided', 'announced') OR appraising_agency_id IS NOT NULL", name="sent"),
        CheckConstraint("state NOT IN ('decided', 'announced') OR (is_met IS NOT NULL AND decided_on IS NOT NULL)", name="decided"),
        CheckConstraint("posted_to IS NULL OR posted_to >= posted_from", name="posted"),
        Index(None, "appraising_agency_id", "year", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # the unit that opened it and keeps its proofs
    set_id: Mapped[int] = mapped_column(ForeignKey("criteria_set.id"), index=True)
    year: Mapped[int]
    state: Mapped[AssessmentState] = mapped_column(words(AssessmentState), default=AssessmentState.SCORING)
    appraising_agency_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    returned_by_agency_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)  # until it is sent again
    own_conditions: Mapped[list[Any]] = mapped_column(JSON, default=list)  # True, False or None for each condition of the set
    conditions: Mapped[list[Any]] = mapped_column(JSON, default=list)  # the same as decided
    posted_place: Mapped[str] = mapped_column(String(300), default="")
    posted_from: Mapped[date | None]
    posted_to: Mapped[date | None]
    portal_place: Mapped[str] = mapped_column(String(300), default="")
    portal_from: Mapped[date | None]
    portal_to: Mapped[date | None]
    radio_times: Mapped[int | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who sent it: he appraises none of it
    sent_on: Mapped[date | None]
    letter_number: Mapped[str] = mapped_column(String(120), default="")
    appraised_on: Mapped[date | None]
    is_met: Mapped[bool | None]
    decision_number: Mapped[str] = mapped_column(String(120), default="")
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    announced_on: Mapped[date | None]
    announced_place: Mapped[str] = mapped_column(String(300), default="")
    reported_on: Mapped[date | None]
    report_number: Mapped[str] = mapped_column(String(120), default="")

    criteria_set: Mapped[CriteriaSet] = relationship(lazy="raise")
    agency: Mapped[Unit] = relationship(lazy="raise", foreign_keys=agency_id)
    lines: Mapped[list[ScoreLine]] = relationship(lazy="raise", order_by="ScoreLine.id", back_populates="assessment")


class ScoreLine(Versioned, Base):
    """One indicator of the sheet: the commune's answer with its ground, and what the appraiser says of it."""

    __tablename__ = "score_line"
    __table_args__ = (
        UniqueConstraint("assessment_id", "indicator_id"),
        CheckConstraint("NOT is_not_applicable OR reason <> ''", name="not_applicable"),
        CheckConstraint("verdict IS NULL OR verdict = 'agreed' OR comment <> ''", name="verdict"),
        CheckConstraint("appraised_by_id <> answered_by_id", name="appraiser"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("criterion_indicator.id"), index=True)
    is_passed: Mapped[bool | None]
    figure: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    is_not_applicable: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")  # why it does not apply
    explanation: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    verdict: Mapped[LineVerdict | None] = mapped_column(words(LineVerdict))
    appraised_is_passed: Mapped[bool | None]
    appraised_figure: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    comment: Mapped[str] = mapped_column(Text, default="")  # why it was lowered, what is asked
    appraised_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    appraised_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_on: Mapped[date | None]
    question: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[str] = mapped_column(Text, default="")
    replied_on: Mapped[date | None]

    assessment: Mapped[Assessment] = relationship(lazy="raise", back_populates="lines")
    indicator: Mapped[CriterionIndicator] = relationship(lazy="raise")


class ScoreProof(Judged, Base):
    """Evidence for a line; one piece may serve many lines, each link has its own verdict."""

    __tablename__ = "score_proof"
    __table_args__ = (
        UniqueConstraint("score_line_id", "evidence_id"),
        CheckConstraint("(verdict = 'waiting') = (verified_at IS NULL)", name="judged"),
        CheckConstraint("verified_by_id <> submitted_by_id", name="judge"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    score_line_id: Mapped[int] = mapped_column(ForeignKey("score_line.id", ondelete="CASCADE"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)

    line: Mapped[ScoreLine] = relationship(lazy="raise")
    evidence: Mapped[Evidence] = relationship(lazy="raise")


class AssessmentComment(Versioned, Base):
    """What somebody said of the draft while it hung out, about a line or the whole, and what was answered."""

    __tablename__ = "assessment_comment"
    __table_args__ = (CheckConstraint("words <> ''", name="words"), Index(None, "assessment_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("criterion_indicator.id"))
    sender: Mapped[str] = mapped_column(String(200))
    received_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None]

    indicator: Mapped[CriterionIndicator | None] = relationship(lazy="raise")


class AssessmentMeeting(Versioned, Base):
    """The commune's meeting over its draft, or the council of the appraising agency."""

    __tablename__ = "assessment_meeting"
    __table_args__ = (
        UniqueConstraint("assessment_id", "kind"),
        CheckConstraint("present >= 0 AND (in_favour IS NULL OR in_favour <= present)", name="present"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    kind: Mapped[MeetingKind] = mapped_column(words(MeetingKind))
    held_on: Mapped[date]
    papers_on: Mapped[date | None]  # when the members got the papers
    place: Mapped[str] = mapped_column(String(300), default="")
    chair: Mapped[str] = mapped_column(String(200))
    secretary: Mapped[str] = mapped_column(String(200), default="")
    members: Mapped[str] = mapped_column(Text)  # one a line
    present: Mapped[int]
    in_favour: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text, default="")  # what was said and concluded


class AssessmentStep(Base):
    """What was done with the sheet, when and by whom, with the reason where it went back."""

    __tablename__ = "assessment_step"
    __table_args__ = (Index(None, "assessment_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    move: Mapped[str] = mapped_column(String(24))
    words: Mapped[str] = mapped_column(Text, default="")
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    done_on: Mapped[date]
    done_at: Mapped[datetime] = mapped_column(Moment)

    done_by: Mapped[Person | None] = relationship(lazy="raise")


class AssessmentTerms(Versioned, Base):
    """The terms an agency sets for a set (rules.clocks.Terms); agencies below score by them."""

    __tablename__ = "assessment_terms"
    __table_args__ = (UniqueConstraint("agency_id", "set_id"), CheckConstraint("quorum_of <= quorum_in", name="quorum"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    set_id: Mapped[int] = mapped_column(ForeignKey("criteria_set.id", ondelete="CASCADE"), index=True)
    office_days: Mapped[int]
    portal_days: Mapped[int]
    radio_times: Mapped[int]
    send_before: Mapped[str] = mapped_column(String(5))
    supplement_days: Mapped[int]
    council_most: Mapped[int]
    quorum_of: Mapped[int]
    quorum_in: Mapped[int]
    papers_days: Mapped[int]
    decide_before: Mapped[str] = mapped_column(String(5))
    announce_days: Mapped[int]
    report_before: Mapped[str] = mapped_column(String(5))
    basis: Mapped[str] = mapped_column(Text, default="")
    is_unsure: Mapped[bool] = mapped_column(default=False)


class AssessmentPaper(Queued, Base):
    """A paper of an assessment (score sheet, report, minutes, letter, comments, decision), printed by the worker."""

    __tablename__ = "assessment_paper"
    __table_args__ = (
        CheckConstraint("finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL", name="file"),
        Index(None, "assessment_id", "agency_id", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # of who asked: a draft of the one is no paper of the other
    kind: Mapped[str] = mapped_column(String(40))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    file_name: Mapped[str] = mapped_column(String(255))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
