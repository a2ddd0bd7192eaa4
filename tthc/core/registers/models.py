"""What all registers share: the columns of a row, a sheet on its way in, the mapping of a source's columns, a sheet on its way out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person
from tthc.kernel.tables import Base, Moment, Queued, Versioned, words


class RegisterRow(Versioned):
    """Columns of every register's row; a removed row stays for the log and for what it has proved, and is in no list."""

    id: Mapped[int] = mapped_column(primary_key=True)
    entered_at: Mapped[datetime] = mapped_column(Moment)
    folded: Mapped[str] = mapped_column(Text, default="")  # kernel.text.fold of what search looks through
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    removal_reason: Mapped[str] = mapped_column(Text, default="")

    @declared_attr
    @classmethod
    def agency_id(cls) -> Mapped[int]:
        """Whose register."""
        return mapped_column(ForeignKey("unit.id"))

    @declared_attr
    @classmethod
    def unit_id(cls) -> Mapped[int]:
        """The unit that keeps the row."""
        return mapped_column(ForeignKey("unit.id"), index=True)

    @declared_attr
    @classmethod
    def entered_by_id(cls) -> Mapped[int | None]:
        """Who wrote it; nobody where the program did."""
        return mapped_column(ForeignKey("person.id"))

    @declared_attr
    @classmethod
    def register_import_id(cls) -> Mapped[int | None]:
        """The sheet it came with."""
        return mapped_column(ForeignKey("register_import.id"), index=True)


class RegisterFile(Base):
    """A photo or a paper that belongs to a row: the proof of a posting, the paper of an answer. Taken off, it stays for the log."""

    __tablename__ = "register_file"
    __table_args__ = (Index(None, "register", "row_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    register: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    note: Mapped[str] = mapped_column(String(300), default="")
    is_personal: Mapped[bool] = mapped_column(default=False)  # of a row that names people: who may not read them may not open it
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)

    stored_file: Mapped[StoredFile] = relationship(lazy="raise")


class RegisterImportState(StrEnum):
    """What became of a sheet."""

    WAITING = "waiting"
    LOADING = "loading"
    LOADED = "loaded"
    DISCARDED = "discarded"


class RegisterImport(Queued, Versioned, Base):
    """One sheet (a file, or cells that were pasted) for one register; nothing of it is a row until it is loaded."""

    __tablename__ = "register_import"
    __table_args__ = (Index(None, "agency_id", "register", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # the unit that keeps rows which name none
    register: Mapped[str] = mapped_column(String(40))
    state: Mapped[RegisterImportState] = mapped_column(words(RegisterImportState), default=RegisterImportState.WAITING)
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    file_name: Mapped[str] = mapped_column(String(255))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # header of the sheet -> column, as answered
    given: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # column -> text for rows that leave it empty
    preview: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # rules.sheets.Preview as JSON; empty until read
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    stored_file: Mapped[StoredFile] = relationship(lazy="raise")
    created_by: Mapped[Person | None] = relationship(lazy="raise")


class ColumnMapping(Base):
    """What a person once said about the headers of a source's sheets, so that nobody asks again."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("agency_id", "register", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    register: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(64))  # SHA-256 of the folded headers: sheets of one source have the same
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class RegisterExport(Queued, Base):
    """A register as a sheet, made by the worker."""

    __tablename__ = "register_export"
    __table_args__ = (Index(None, "agency_id", "register", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    register: Mapped[str] = mapped_column(String(40))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # year, view, words, filters
    file_name: Mapped[str] = mapped_column(String(255))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")


class RegisterDocument(Queued, Base):
    """A paper of some rows (a posting sheet, a letter, the printed book), made by the worker as the one who asked may see them."""

    __tablename__ = "register_document"
    __table_args__ = (
        CheckConstraint("finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL", name="file"),
        Index(None, "agency_id", "register", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    register: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # rows, or year, view, words, filters
    file_name: Mapped[str] = mapped_column(String(255))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")


class DocumentWording(Versioned, Base):
    """The sentences of a paper that an agency says in its own way; those it left alone are not kept."""

    __tablename__ = "document_wording"
    __table_args__ = (UniqueConstraint("agency_id", "register", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    register: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    sentences: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
