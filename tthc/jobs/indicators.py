"""Count the figures of targets from the registers: after a change of rows, and every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators import queries as indicator_queries
from tthc.core.toolbox import Toolbox
from tthc.kernel.actor import system
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def count_targets(session: Session, toolbox: Toolbox, agency_id: int, year: int, register: str = "") -> int:
    """Count a year of an agency, one register of it or all; returns how many figures of targets changed. Done twice it changes nothing.

    A row of the second half of December counts for the next year (law.md 1.2), so that year is counted too. Of many writes each asks for
    a count: the first that is done counts them all, and the others find that nothing has changed since.
    """
    return sum(_count(session, toolbox, agency_id, one, register) for one in (year, year + 1))


def count_everything(session: Session, toolbox: Toolbox) -> int:
    """Every agency and year that is running, for the night: a day that passed changes what is overdue without any change of a row."""
    asked = indicator_queries.years_to_count(session, toolbox.clock.today())
    return sum(_count(session, toolbox, agency_id, year, "") for agency_id, year in asked)


def _count(session: Session, toolbox: Toolbox, agency_id: int, year: int, register: str) -> int:
    """Measure in a read, which may take seconds, then write what was found: people never wait for the one who counts."""
    today = toolbox.clock.today()
    session.rollback()  # what was read before may be older than the change that asks
    if register and indicator_queries.is_counted(session, agency_id, year, register, today):
        return 0
    found = indicator_queries.measured(session, agency_id, year, register=register, today=today)
    with unit_of_work(session):
        return indicator_actions.count(session, system(agency_id), agency_id, year, found, now=toolbox.clock.now())
