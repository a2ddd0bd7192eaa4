"""Imports every room's models once, so that the mapper and the migrations know all tables."""

from __future__ import annotations

import tthc.core.archive.models
import tthc.core.audit.models
import tthc.core.budgets.models
import tthc.core.calendar.models
import tthc.core.communication.models
import tthc.core.criteria.models
import tthc.core.dossiers.models
import tthc.core.evidence.models
import tthc.core.feedback.models
import tthc.core.files.models
import tthc.core.imports.models
import tthc.core.indicators.models
import tthc.core.inspections.models
import tthc.core.people.models
import tthc.core.plans.models
import tthc.core.postings.models
import tthc.core.procedures.models
import tthc.core.registers.models
import tthc.core.reports.models
import tthc.core.reviews.models
import tthc.core.sealed.models
import tthc.core.signing.models
import tthc.core.tasks.models
import tthc.core.trainings.models
import tthc.core.visits.models  # noqa: F401
from tthc.kernel.tables import Base

metadata = Base.metadata
