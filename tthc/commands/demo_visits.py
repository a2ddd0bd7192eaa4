"""The ward's counter: numbers on paper typed into the register until July, then a tablet that counts by itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.visits import actions as visit_actions
from tthc.core.visits import queries as visit_queries
from tthc.core.visits.actions import BOOK
from tthc.kernel.clock import VIETNAM
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from tthc.commands.demo_story import Story
    from tthc.core.visits.queries import Counter

_TODAY = date(2024, 8, 15)
_COUNTER = "Quầy số 1"
_ANSWERS = {"+": "satisfied", "0": "neutral", "-": "unsatisfied", ".": ""}
# day | minutes of waiting, each with the answer: + satisfied, 0 so-so, - not satisfied, . none
_PAPER = """
23/01/2024 | 12+ 18+ 25. 9+
20/02/2024 | 22+ 35- 28+ 15+
12/03/2024 | 8+ 14+ 11. 19+ 24+
16/04/2024 | 31- 20+ 17+ 26.
21/05/2024 | 10+ 13+ 38- 9+ 16.
18/06/2024 | 21+ 12+ 6+ 18+
16/07/2024 | 15+ 42- 33. 27+ 11+
"""
# how many days before the office's day | when the number was taken, minutes until it was called, answer
_TABLET = """
6 | 07:42 6+ 07:55 9+ 08:20 14+ 09:05 22+ 10:10 8+ 13:40 5+ 14:15 12.
3 | 07:35 4+ 07:50 11+ 08:30 19+ 08:45 31- 09:30 24. 10:20 7+ 14:00 9+ 15:10 6+
2 | 07:40 8+ 08:05 10+ 08:40 17+ 09:50 13+ 13:45 4+ 14:30 6.
1 | 07:38 5+ 07:52 7+ 08:15 16+ 08:50 28+ 09:10 34- 10:00 12+ 13:50 9+ 14:40 3+ 15:20 .
"""


def tell(story: Story) -> None:
    """Rows of the first months by the clerk, those of the last days by the tablet's own presses."""
    with unit_of_work(story.session):
        unit_id = _desk(story)
        for line in _PAPER.strip().splitlines():
            _typed(story, unit_id, line)
        counter = _tablet(story, unit_id)
        for line in _TABLET.strip().splitlines():
            _pressed(story, counter, line)


def _desk(story: Story) -> int:
    """The unit whose officers receive dossiers, else that of the clerk."""
    units = people_queries.units_of(story.session, story.agency_id, _TODAY)
    clerk = story.person("minh").units
    return next((unit.id for unit in units if "mot cua" in fold(unit.name)), next(unit.id for unit in units if unit.id in clerk))


def _typed(story: Story, unit_id: int, line: str) -> None:
    day, _, waits = line.partition(" | ")
    visited_on = datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007 - only the day is taken
    clerk, now = story.person("minh"), story.toolbox.clock.now()
    for number, wait in enumerate(waits.split(), start=1):
        values = {"visited_on": visited_on, "counter": _COUNTER, "number": number, "unit_id": unit_id}
        values |= {"waiting_minutes": Decimal(wait[:-1]), "satisfaction": _ANSWERS[wait[-1]]}
        register_actions.enter(story.session, clerk, BOOK, values, today=_TODAY, now=now)


def _tablet(story: Story, unit_id: int) -> Counter:
    """Added by the clerk and paired with its code."""
    session, now = story.session, story.toolbox.clock.now()
    _, code = visit_actions.add_counter(session, story.person("minh"), unit_id, _COUNTER, units={unit_id}, now=now)
    attempt = visit_actions.begin_pairing(session, story.program, "127.0.0.1", now=now)
    found = visit_queries.counter_of(session, visit_actions.pair(session, story.program, attempt, code, now=now))
    if found is None:
        raise LookupError(_COUNTER)
    return found


def _pressed(story: Story, counter: Counter, line: str) -> None:
    """Presses of an earlier day, as a tablet sends them when its network is back: how long ago each was."""
    session, now = story.session, story.toolbox.clock.now()
    ago, _, visits = line.partition(" | ")
    words = visits.split()
    for number, (clock, wait) in enumerate(zip(words[::2], words[1::2], strict=True), start=1):
        key = f"{ago}-{number}"
        taken_at = datetime.combine(now.astimezone(VIETNAM).date() - timedelta(days=int(ago)), time.fromisoformat(clock), VIETNAM)
        taken, called = (_elapsed(now, taken_at + timedelta(minutes=minutes)) for minutes in (0, int(wait[:-1] or 0)))
        visit_actions.take(session, counter.actor, counter, key, elapsed_ms=taken, today=_TODAY, now=now)
        if wait[:-1]:
            visit_actions.call(session, counter.actor, counter, key, elapsed_ms=called, today=_TODAY, now=now)
        if wait[-1] != ".":
            visit_actions.rate(session, counter.actor, counter, key, _ANSWERS[wait[-1]], elapsed_ms=called, now=now)


def _elapsed(now: datetime, moment: datetime) -> int:
    return int((now - moment) / timedelta(milliseconds=1))
