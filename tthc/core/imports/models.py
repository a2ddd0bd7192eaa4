"""A plan on its way in: the stored file, what was read from it and what people answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person
from tthc.core.plans.models import Plan
from tthc.kernel.tables import Base, Moment, Queued, Versioned, words


class ImportState(StrEnum):
    """Waiting for a person's check, loaded into a plan, undone again, or thrown away."""

    WAITING = "waiting"
    LOADED = "loaded"
    UNDONE = "undone"
    DISCARDED = "discarded"


class ImportDraft(Queued, Versioned, Base):
    """One import; nothing of it is a plan until it is loaded. `finished_at` tells that it was read."""

    __tablename__ = "import_draft"
    __table_args__ = (
        CheckConstraint("state NOT IN ('loaded', 'undone') OR plan_id IS NOT NULL", name="plan"),
        Index(None, "agency_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    file_name: Mapped[str] = mapped_column(String(255))
    state: Mapped[ImportState] = mapped_column(words(ImportState), default=ImportState.WAITING)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # rules.frozen; empty until read
    units: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # spelling -> Proposal.as_json
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    stored_file: Mapped[StoredFile] = relationship(lazy="raise")
    plan: Mapped[Plan | None] = relationship(lazy="raise")
    created_by: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def is_read(self) -> bool:
        """The file was read and its rows can be checked."""
        return bool(self.draft)
