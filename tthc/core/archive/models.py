"""A sealed year: what was asked for, and the manifest that proves it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person
from tthc.kernel.tables import Base, Moment, Queued


class ArchivePackage(Queued, Base):
    """One export of a year; `stored_file` is the zip of the button, empty when the folder was written by the command line."""

    __tablename__ = "archive_package"
    __table_args__ = (Index(None, "agency_id", "year", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    asked_at: Mapped[datetime] = mapped_column(Moment)  # everything in the package is as of this moment
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    manifest_sha256: Mapped[str | None] = mapped_column(String(64))
    files: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(default=0)
    audit_hash: Mapped[str] = mapped_column(String(64), default="")  # head of the log's chain when it was sealed

    asked_by: Mapped[Person | None] = relationship(lazy="raise")
    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
