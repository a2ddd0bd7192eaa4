"""Evidence with its official identity, and its links to the things it proves; the verdict sits on the link."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person, Unit
from tthc.core.tasks.models import Occurrence
from tthc.kernel.tables import Base, Moment, Versioned, words


class EvidenceKind(StrEnum):
    """A stored file, a document named by its number, a register's row, or nothing to report with a reason ("không phát sinh")."""

    FILE = "file"
    DOCUMENT = "document"
    NOTHING = "nothing"
    ROW = "row"


class Verdict(StrEnum):
    """What the verifier said of a link."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Judged:
    """Columns and checks of everything that is judged: nobody judges his own, and a verdict has its time."""

    verdict: Mapped[Verdict] = mapped_column(words(Verdict), default=Verdict.WAITING)
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_on: Mapped[date]
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    verified_on: Mapped[date | None]
    comment: Mapped[str] = mapped_column(Text, default="")

    @declared_attr
    @classmethod
    def submitted_by_id(cls) -> Mapped[int]:
        """Who handed it in."""
        return mapped_column(ForeignKey("person.id"))

    @declared_attr
    @classmethod
    def verified_by_id(cls) -> Mapped[int | None]:
        """Who judged it."""
        return mapped_column(ForeignKey("person.id"))


class Evidence(Base):
    """A proof: bytes or the identity of a document (số, ký hiệu, ngày, cơ quan, trích yếu), or a reason why there is none."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(kind = 'file') = (stored_file_id IS NOT NULL)", name="file"),
        CheckConstraint("kind <> 'document' OR doc_number <> ''", name="document"),
        CheckConstraint("kind <> 'nothing' OR note <> ''", name="nothing"),
        CheckConstraint("(kind = 'row') = (row_id IS NOT NULL)", name="row"),
        CheckConstraint("kind <> 'row' OR (register <> '' AND subject <> '')", name="row_words"),
        Index(None, "agency_id", "id"),
        Index(None, "register", "row_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[EvidenceKind] = mapped_column(words(EvidenceKind))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255), default="")
    doc_number: Mapped[str] = mapped_column(String(120), default="")
    doc_date: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(String(300), default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    register: Mapped[str] = mapped_column(String(40), default="")  # the register of an offered row; `subject` freezes what it said
    row_id: Mapped[int | None]
    folded: Mapped[str] = mapped_column(Text, default="")

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise", foreign_keys=unit_id)
    links: Mapped[list[EvidenceLink]] = relationship(lazy="raise", order_by="EvidenceLink.id", back_populates="evidence")


class EvidenceLink(Judged, Versioned, Base):
    """Evidence offered for one occurrence."""

    __tablename__ = "evidence_link"
    __table_args__ = (
        CheckConstraint("(verdict = 'waiting') = (verified_at IS NULL)", name="judged"),
        CheckConstraint("verified_by_id <> submitted_by_id", name="judge"),
        Index(None, "agency_id", "verdict", "id"),
        Index(None, "occurrence_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrence.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))

    evidence: Mapped[Evidence] = relationship(lazy="raise", back_populates="links")
    occurrence: Mapped[Occurrence] = relationship(lazy="raise")
    submitted_by: Mapped[Person] = relationship(lazy="raise", foreign_keys="EvidenceLink.submitted_by_id")
    verified_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys="EvidenceLink.verified_by_id")

    @property
    def is_settled(self) -> bool:
        """Accepted: open to the whole agency."""
        return self.verdict is Verdict.ACCEPTED
