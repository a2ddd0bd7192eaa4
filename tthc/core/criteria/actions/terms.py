"""The terms of a set's assessments, as the agency sets them when the law is settled or changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.criteria.models import AssessmentTerms, CriteriaSet
from tthc.core.criteria.queries.assessments import as_terms, own_terms
from tthc.core.criteria.rules.clocks import Terms, check_terms
from tthc.kernel.actor import Actor
from tthc.kernel.errors import Conflict
from tthc.kernel.policy import Can, ensure


def set_terms(
    session: Session, actor: Actor, chosen: CriteriaSet, values: Mapping[str, Any], *, version: int | None = None, now: datetime
) -> bool:
    """Keep the terms for a set; False if nothing changed."""
    row = own_terms(session, actor.agency_id, chosen.id)
    thing = row or AssessmentTerms(agency_id=actor.agency_id, set_id=chosen.id)
    ensure(actor, Can.CRITERIA_SET_UP, thing)
    check_terms(dict(values))
    if version is not None and version != (row.version if row else 0):
        raise Conflict("Thời hạn vừa được người khác sửa. Tải lại trang trước khi lưu.")
    before = as_terms(row).as_dict() if row else None
    after = Terms(**values).as_dict()
    if before == after:
        return False
    for name, value in after.items():
        setattr(thing, name, value)
    session.add(thing)
    session.flush()
    audit.record(session, actor, "set_terms", "assessment_terms", thing.id, now=now, before=before, after=after)
    return True
