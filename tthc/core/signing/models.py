"""Orders to sign, and the ledger of what was signed: one edition, one signature of a kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.reports.models import Edition
from tthc.core.signing.rules import SignatureKind
from tthc.kernel.tables import Base, Moment, Queued, words


class SigningOrder(Queued, Base):
    """Somebody with the right to do so ordered a signature; the worker carries it out."""

    __tablename__ = "signing_order"
    __table_args__ = (
        UniqueConstraint("edition_id", "kind"),
        CheckConstraint("kind = 'seal' OR ordered_by_id IS NOT NULL", name="person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    kind: Mapped[SignatureKind] = mapped_column(words(SignatureKind))
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ordered_at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200))
    on_behalf: Mapped[str] = mapped_column(String(200), default="")

    edition: Mapped[Edition] = relationship(lazy="raise")


class SignedDocument(Base):
    """The signed bytes and what was read from their signature; never changed."""

    __tablename__ = "signed_document"
    __table_args__ = (UniqueConstraint("edition_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    kind: Mapped[SignatureKind] = mapped_column(words(SignatureKind))
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))  # of the whole file: the signature itself does not cover its own bytes
    signer: Mapped[str] = mapped_column(String(300))
    organisation: Mapped[str] = mapped_column(String(300))
    issuer: Mapped[str] = mapped_column(String(300))
    signed_at: Mapped[datetime] = mapped_column(Moment)
    is_test: Mapped[bool]
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    edition: Mapped[Edition] = relationship(lazy="raise")
    stored_file: Mapped[StoredFile] = relationship(lazy="raise")
