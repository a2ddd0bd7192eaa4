"""The opening of a safe is all or nothing: its process killed (-9) at every statement, and two of the team who open at once."""

import os
import signal
import threading
from collections import Counter

import pytest
from sqlalchemy import event, func, select

from tests.core.test_killed_jobs import FORKED, Countdown, Place, put_down
from tests.factories import sealed
from tthc.core.audit import queries as audit_queries
from tthc.core.audit.models import AuditEntry
from tthc.core.files.models import StoredFile
from tthc.core.inspections.models import InspectionItem, InspectionMember, InspectionRound
from tthc.core.people import queries as people_queries
from tthc.core.registers.models import RegisterFile
from tthc.core.sealed import actions, queries
from tthc.core.sealed.models import SealedEntry, SealedRound
from tthc.core.sealed.rules import SafeRole
from tthc.kernel.errors import Conflict, WrongState
from tthc.kernel.transaction import unit_of_work

MADE = (InspectionRound, InspectionMember, InspectionItem, RegisterFile, StoredFile, AuditEntry, SealedEntry)


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "start"
    folder.mkdir()
    return Place(folder)


@pytest.fixture
def safe_id(session, office, toolbox, today, now, place):
    inspector = office.actor("inspector")
    found = sealed.filled(session, toolbox, inspector, office.culture, today=today, now=now)
    member = office.people["appraiser"].id
    actions.add_reader(session, inspector, found, SafeRole.MEMBER, person_id=member, today=today, now=now)
    put_down(session, place)
    return found.row.id


def open_it(session, safe_id, person_id, today, now):
    with unit_of_work(session):
        actor = people_queries.load_actor(session, person_id, today)
        actions.open_(session, actor, queries.safe(session, actor, safe_id), today=today, now=now)


def counts(session):
    session.rollback()
    return tuple(session.scalar(select(func.count()).select_from(table)) for table in MADE)


def killed_at(here, step, *asked):
    """Whether the opening, in a process of its own, was killed at this statement."""

    def work():
        countdown = Countdown(step)
        with here.session() as session:
            event.listen(session.get_bind(), "before_cursor_execute", countdown.step)
            event.listen(session.get_bind(), "commit", countdown.step)
            event.listen(session, "after_commit", countdown.step)
            open_it(session, *asked)
        os._exit(0)

    child = FORKED.Process(target=work)
    child.start()
    child.join(60)
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


def test_a_killed_opening_leaves_all_or_nothing(place, tmp_path, office, safe_id, today, now):
    asked = (safe_id, office.people["inspector"].id, today, now)
    with place.session() as own:
        before = counts(own)
    seen, step = Counter(), 0
    while True:
        step += 1
        here = place.copy(tmp_path / f"step-{step}")
        was_killed = killed_at(here, step, *asked)
        with here.session() as own:
            after = counts(own)
            row = own.get_one(SealedRound, safe_id)
            is_open = row.opened_at is not None
            assert (after == before) is not is_open
            assert queries.verify(own)
            assert audit_queries.verify(own).broken_at is None
            seen[is_open] += 1
            if is_open:
                assert after[0] == before[0] + 1
                with pytest.raises(WrongState):
                    open_it(own, *asked)
            else:
                open_it(own, *asked)
                assert counts(own)[0] == before[0] + 1
        if not was_killed:
            break
    assert seen[False] >= 15
    assert seen[True] >= 1


def test_of_two_who_open_at_once_one_wins(place, office, safe_id, today, now):
    told, gate = [], threading.Barrier(2)

    def run(person_id):
        with place.session() as own:
            gate.wait()
            try:
                open_it(own, safe_id, person_id, today, now)
                told.append("opened")
            except (WrongState, Conflict) as error:
                told.append(type(error).__name__)

    both = [threading.Thread(target=run, args=(office.people[role].id,)) for role in ("inspector", "appraiser")]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert sorted(told) == ["WrongState", "opened"]
    with place.session() as own:
        assert counts(own)[0] == 1
        assert queries.verify(own)
