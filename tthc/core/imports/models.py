"""A plan on its way in: the stored file, what was read from it and what people answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tthc.core.files.models import StoredFile
from tthc.core.imports.rules.states import ImportPurpose, ImportState
from tthc.core.people.models import Person
from tthc.core.plans.models import Plan
from tthc.kernel.tables import Base, Moment, Queued, Versioned, words

__all__ = ["ImportDraft", "ImportPurpose", "ImportState"]


class ImportDraft(Queued, Versioned, Base):
    """One import; nothing of it is a plan until it is loaded. `finished_at` tells that it was read."""

    __tablename__ = "import_draft"
    __table_args__ = (
        CheckConstraint("state NOT IN ('loaded', 'undone') OR plan_id IS NOT NULL", name="plan"),
        CheckConstraint("purpose = 'roll_over' OR stored_file_id IS NOT NULL", name="file"),
        CheckConstraint("(purpose = 'new') = (base_plan_id IS NULL)", name="base"),
        CheckConstraint("purpose <> 'roll_over' OR year IS NOT NULL", name="year"),
        Index(None, "agency_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    purpose: Mapped[ImportPurpose] = mapped_column(words(ImportPurpose), default=ImportPurpose.NEW)
    base_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)  # the plan amended, or that of the year before
    year: Mapped[int | None]  # the year a plan is rolled over to
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))  # the worker makes the file of a roll-over
    file_name: Mapped[str] = mapped_column(String(255))
    state: Mapped[ImportState] = mapped_column(words(ImportState), default=ImportState.WAITING)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # rules.frozen; empty until read
    units: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # spelling -> Proposal.as_json
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)

    stored_file: Mapped[StoredFile | None] = relationship(lazy="raise")
    plan: Mapped[Plan | None] = relationship(lazy="raise", foreign_keys=plan_id)
    base_plan: Mapped[Plan | None] = relationship(lazy="raise", foreign_keys=base_plan_id)
    created_by: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def is_read(self) -> bool:
        """The file was read and its rows can be checked."""
        return bool(self.draft)
