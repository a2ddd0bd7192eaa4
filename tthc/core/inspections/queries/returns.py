"""What the register of the units' reports needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionReturn
from tthc.core.inspections.queries.objects import objects
from tthc.core.inspections.rules.returns import UNITS


def of_year(year: int) -> ColumnElement[bool]:
    """The reports about a year, whenever they came."""
    return InspectionReturn.year == str(year)


def newest_first() -> tuple[ColumnElement[Any], ...]:
    """The order of the register."""
    return (InspectionReturn.reported_on.desc(),)


def look_up(session: Session, agency_id: int) -> Mapping[str, Any]:
    """Whom the agency can inspect, by name; one query."""
    return {UNITS: objects(session, agency_id)}
