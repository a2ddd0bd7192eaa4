"""What inspections found wrong, what its owner did about it, and what the re-check said."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.evidence.models import Evidence, Judged
from tthc.core.inspections.rules.findings import FindingAct
from tthc.core.people.models import Person
from tthc.core.registers.models import RegisterRow
from tthc.kernel.tables import Base, Moment, Versioned, words


class InspectionFinding(RegisterRow, Base):
    """A finding of a round (kiến nghị sau kiểm tra): observation, cause, remedy, owner, day. How it stands follows from its days."""

    __tablename__ = "inspection_finding"
    __table_args__ = (
        CheckConstraint("observation <> ''", name="observation"),
        CheckConstraint("repeat_of_id <> id", name="repeat"),
        CheckConstraint("due_on >= found_on", name="due"),
        CheckConstraint("closed_on >= found_on", name="closed"),
        # Everything that the list and its pills ask of a row, in the order of the list.
        Index(
            "ix_inspection_finding_listed",
            "agency_id",
            "turn_on",
            "id",
            "year",
            "until_year",
            "removed_at",
            "handed_on",
            "closed_on",
            "due_on",
        ),
        Index(None, "owner_id", "closed_on", "due_on"),
        Index(None, "agency_id", "owner_id", "year"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("inspection_round.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_item.id"), index=True)
    year: Mapped[int] = mapped_column(default=0)  # in which it was found
    until_year: Mapped[int] = mapped_column(default=9999)  # in which it was closed: an open one stands in the book of every later year
    found_on: Mapped[date]
    code: Mapped[str] = mapped_column(String(60), default="")  # the checklist's line, as the plan numbers it
    observation: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # who has to put it right: the inspected unit or one below it
    due_on: Mapped[date | None]
    original_due_on: Mapped[date | None]  # a day given after the re-check never hides that the first one was missed
    handed_on: Mapped[date | None]  # what the owner did waits for the re-check, or was accepted
    closed_on: Mapped[date | None]
    reopened_on: Mapped[date | None]
    repeat_of_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_finding.id"), index=True)
    repeats: Mapped[str] = mapped_column(String(200), default="")  # "Lặp lại lần 2: 2022, 2023"
    turn_on: Mapped[date] = mapped_column(default=date.max)  # what is due first stands first
    is_copied: Mapped[bool] = mapped_column(default=False)  # of a round by another body: here it is only written down

    @property
    def judged_unit_id(self) -> int | None:
        """The unit whose people do not write this finding; none where another body judged."""
        return None if self.is_copied else self.owner_id


class InspectionRemedy(Judged, Versioned, Base):
    """What the owner says he did about a finding; whoever handed it in never judges it."""

    __tablename__ = "inspection_remedy"
    __table_args__ = (
        CheckConstraint("(verdict = 'waiting') = (verified_at IS NULL)", name="judged"),
        CheckConstraint("verified_by_id <> submitted_by_id", name="judge"),
        CheckConstraint("words <> ''", name="words"),
        Index(None, "finding_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("inspection_finding.id"))
    words: Mapped[str] = mapped_column(Text)

    proofs: Mapped[list[InspectionProof]] = relationship(lazy="raise", order_by="InspectionProof.id")
    submitted_by: Mapped[Person] = relationship(lazy="raise", foreign_keys="InspectionRemedy.submitted_by_id")
    verified_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys="InspectionRemedy.verified_by_id")


class InspectionProof(Base):
    """Evidence handed in with a remedy."""

    __tablename__ = "inspection_proof"
    __table_args__ = (UniqueConstraint("remedy_id", "evidence_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    remedy_id: Mapped[int] = mapped_column(ForeignKey("inspection_remedy.id"))
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)

    evidence: Mapped[Evidence] = relationship(lazy="raise")


class InspectionFindingStep(Base):
    """One line of a finding's history: who did what, when, in which words; never changed."""

    __tablename__ = "inspection_finding_step"
    __table_args__ = (Index(None, "finding_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("inspection_finding.id"))
    act: Mapped[FindingAct] = mapped_column(words(FindingAct))
    done_on: Mapped[date]
    done_at: Mapped[datetime] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]  # the day that holds after the step

    done_by: Mapped[Person | None] = relationship(lazy="raise")
