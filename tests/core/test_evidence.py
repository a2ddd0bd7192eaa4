"""Evidence handed in, judged, sent back, taken back."""

import sqlite3
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import people as make
from tthc.core.audit import queries as audit_queries
from tthc.core.audit.models import AuditEntry
from tthc.core.evidence import actions, queries
from tthc.core.evidence.models import Evidence, EvidenceLink, Verdict
from tthc.core.evidence.rules import Proof
from tthc.core.people import queries as people_queries
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.models import Occurrence, State
from tthc.extensions import db
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.policy import Can
from tthc.kernel.transaction import begin_write, prepare_engine, unit_of_work

DOCUMENT = Proof("document", doc_number="45/BC-UBND")


@pytest.fixture
def hand_in(session, office, today, now):
    def submit(role="officer", which="posting", proofs=(DOCUMENT,)):
        begin_write(session())
        occurrence = session.get_one(Occurrence, getattr(office.occurrences, which).id)
        links = actions.submit(session, office.actor(role), occurrence, proofs, today=today, now=now)
        session.commit()
        return links

    return submit


def state_of(session, office, which="posting"):
    return session.get_one(Occurrence, getattr(office.occurrences, which).id).state


def test_the_ordinary_way(session, office, hand_in, today, now):
    (link,) = hand_in()
    assert state_of(session, office) is State.SUBMITTED
    begin_write(session())
    actions.verify(session, office.actor("clerk"), session.get_one(EvidenceLink, link.id), today=today, now=now)
    session.commit()
    assert state_of(session, office) is State.DONE
    verbs = session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    assert verbs == ["submit", "verify"]
    assert audit_queries.verify(session).broken_at is None


def test_nothing_to_report_becomes_not_applicable(session, office, hand_in, today, now):
    (link,) = hand_in(proofs=[Proof("nothing", note="Không có hồ sơ nào trong kỳ.")])
    begin_write(session())
    actions.verify(session, office.actor("clerk"), session.get_one(EvidenceLink, link.id), today=today, now=now)
    assert state_of(session, office) is State.NOT_APPLICABLE


def test_several_proofs_are_one_submission(session, office, hand_in, today, now):
    links = hand_in(proofs=[DOCUMENT, Proof("document", doc_number="46/BC-UBND")])
    begin_write(session())
    actions.verify(session, office.actor("clerk"), session.get_one(EvidenceLink, links[1].id), today=today, now=now)
    assert {link.verdict for link in session.scalars(select(EvidenceLink))} == {Verdict.ACCEPTED}


def test_sent_back_with_a_reason_and_handed_in_again(session, office, hand_in, today, now):
    (link,) = hand_in()
    begin_write(session())
    clerk = office.actor("clerk")
    with pytest.raises(BadInput):
        actions.send_back(session, clerk, session.get_one(EvidenceLink, link.id), "  ", today=today, now=now)
    actions.send_back(session, clerk, session.get_one(EvidenceLink, link.id), "Thiếu ảnh bảng niêm yết.", today=today, now=now)
    session.commit()
    occurrence = session.get_one(Occurrence, office.occurrences.posting.id)
    assert (occurrence.state, occurrence.comment) == (State.RETURNED, "Thiếu ảnh bảng niêm yết.")
    hand_in()
    assert state_of(session, office) is State.SUBMITTED


@pytest.mark.parametrize("role", ["second", "leader", "inspector", "appraiser", "auditor", "admin"])
def test_only_the_unit_hands_in(hand_in, role):
    with pytest.raises(NotAllowed):
        hand_in(role)


@pytest.mark.parametrize(
    ("doer", "which", "judge", "allowed"),
    [
        ("officer", "posting", "clerk", True),
        ("officer", "posting", "leader", True),
        ("officer", "posting", "officer", False),
        ("officer", "posting", "head", False),
        ("officer", "posting", "auditor", False),
        ("head", "digitise", "head", False),
        ("head", "digitise", "clerk", True),
        ("clerk", "guide", "clerk", False),
        ("clerk", "guide", "leader", True),
    ],
)
def test_who_judges_whom(session, office, hand_in, today, now, doer, which, judge, allowed):
    (link,) = hand_in(doer, which)
    begin_write(session())
    found = session.get_one(EvidenceLink, link.id)
    if allowed:
        actions.verify(session, office.actor(judge), found, today=today, now=now)
        assert found.verdict is Verdict.ACCEPTED
    else:
        with pytest.raises(NotAllowed):
            actions.verify(session, office.actor(judge), found, today=today, now=now)


def test_work_of_the_agency_itself_is_the_leaders_to_verify(session, office, hand_in, today, now):
    begin_write(session())
    second = make.person(session, "clerk.two", "Người clerk hai")
    make.post(session, office.culture, second, Role.CLERK, "Văn thư")
    session.get_one(Occurrence, office.occurrences.posting.id).unit_id = office.agency.id
    session.commit()
    (link,) = hand_in("clerk")
    other = people_queries.load_actor(session, second.id, today)
    assert task_queries.to_verify(session, other, today=today) == []
    begin_write(session())
    with pytest.raises(NotAllowed):
        actions.verify(session, other, session.get_one(EvidenceLink, link.id), today=today, now=now)
    actions.verify(session, office.actor("leader"), session.get_one(EvidenceLink, link.id), today=today, now=now)


def test_a_verdict_is_given_once(session, office, hand_in, today, now):
    (link,) = hand_in()
    begin_write(session())
    actions.verify(session, office.actor("clerk"), session.get_one(EvidenceLink, link.id), today=today, now=now)
    with pytest.raises(WrongState):
        actions.send_back(session, office.actor("leader"), session.get_one(EvidenceLink, link.id), "muộn", today=today, now=now)


def test_done_work_is_not_handed_in_twice(hand_in):
    hand_in()
    with pytest.raises(WrongState):
        hand_in()


def test_taken_back_within_ten_minutes(session, office, hand_in, today, now):
    hand_in()
    begin_write(session())
    occurrence = session.get_one(Occurrence, office.occurrences.posting.id)
    with pytest.raises(WrongState):
        actions.withdraw(session, office.actor("officer"), occurrence, today=today, now=now + timedelta(minutes=11))
    actions.withdraw(session, office.actor("officer"), occurrence, today=today, now=now + timedelta(minutes=9))
    assert occurrence.state is State.IN_PROGRESS
    assert session.scalar(select(func.count(Evidence.id))) == 0


def test_a_stale_form_is_a_conflict(session, office, today, now):
    begin_write(session())
    occurrence = session.get_one(Occurrence, office.occurrences.posting.id)
    with pytest.raises(Conflict):
        actions.submit(session, office.actor("officer"), occurrence, [DOCUMENT], today=today, now=now, version=9)


def test_what_waits_is_for_those_concerned_and_what_is_accepted_for_all(session, office, hand_in, today, now):
    (link,) = hand_in()
    assert queries.link(session, office.actor("clerk"), link.id)
    for role in ("second", "head", "admin"):
        with pytest.raises(NotFound):
            queries.link(session, office.actor(role), link.id)
    begin_write(session())
    actions.verify(session, office.actor("clerk"), session.get_one(EvidenceLink, link.id), today=today, now=now)
    session.commit()
    assert queries.link(session, office.actor("second"), link.id)
    with pytest.raises(NotFound):
        queries.link(session, office.actor("admin"), link.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence_link SET verified_by_id = submitted_by_id, verified_at = submitted_at, verdict = 'accepted'",
        "UPDATE evidence_link SET verdict = 'accepted'",
        "UPDATE evidence SET doc_number = ''",
        "UPDATE occurrence SET submitted_on = NULL WHERE state = 'submitted'",
        "UPDATE occurrence SET state = 'finished'",
        "UPDATE audit_entry SET actor_name = 'khác'",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_nonsense(session, hand_in, statement):
    hand_in()
    with pytest.raises(IntegrityError):
        session.execute(text(statement))


def test_of_two_verdicts_at_once_exactly_one_holds(session, office, hand_in, today, now, tmp_path):
    """Two verifiers press at the same moment, fifty times: one wins, the other is told; no lock error."""
    link_id = hand_in()[0].id
    path = tmp_path / "race.sqlite3"
    with sqlite3.connect(path) as copy:
        db.engine.raw_connection().driver_connection.backup(copy)
    engine = create_engine(f"sqlite:///{path}")
    prepare_engine(engine)
    who = {role: office.people[role].id for role in ("clerk", "leader")}
    outcomes = []

    def press(role, barrier):
        with Session(engine) as own:
            barrier.wait()
            try:
                with unit_of_work(own):
                    actor = people_queries.load_actor(own, who[role], today)
                    actions.verify(own, actor, own.get_one(EvidenceLink, link_id), today=today, now=now)
                outcomes.append("won")
            except WrongState:
                outcomes.append("told")

    for _ in range(50):
        barrier = threading.Barrier(2)
        threads = [threading.Thread(target=press, args=(role, barrier)) for role in who]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with Session(engine) as own, unit_of_work(own):
            own.execute(text("UPDATE evidence_link SET verdict='waiting', verified_at=NULL, verified_by_id=NULL"))
            own.execute(text("UPDATE occurrence SET state='submitted' WHERE state='done'"))
    engine.dispose()
    assert sorted(outcomes) == ["told"] * 50 + ["won"] * 50


def test_evidence_is_kept_for_a_line_that_is_no_task(session, office, today, now):
    scope = SimpleNamespace(agency_id=office.agency.id, unit_id=office.justice.id)
    begin_write(session())
    first = actions.keep(session, office.actor("officer"), scope, DOCUMENT, today=today, now=now)
    row = Proof("row", register="posting", row_id=4, subject="Niêm yết 05 thủ tục hộ tịch")
    second, third = (actions.keep(session, office.actor("officer"), scope, row, today=today, now=now) for _ in range(2))
    session.commit()
    assert (first.agency_id, first.unit_id, first.folded.strip()) == (office.agency.id, office.justice.id, "45/bc-ubnd")
    assert second is third
    assert session.scalars(select(AuditEntry.verb)).all() == ["keep", "keep"]  # the same row a second time adds nothing


def test_keeping_asks_for_the_right_that_the_room_hands_in(session, office, today, now):
    scope = SimpleNamespace(agency_id=office.agency.id, unit_id=office.justice.id)
    begin_write(session())
    with pytest.raises(NotAllowed):
        actions.keep(session, office.actor("second"), scope, DOCUMENT, today=today, now=now)
    assert actions.keep(session, office.actor("second"), scope, DOCUMENT, today=today, now=now, can=Can.CRITERIA_SCORE).id
    with pytest.raises(BadInput):
        actions.keep(session, office.actor("officer"), scope, Proof("document"), today=today, now=now)
    session.rollback()
