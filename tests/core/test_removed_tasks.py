"""A task or target that an amended plan removed: in no list, count, report, search or queue; on its own page, in the store and in the log."""

import pytest
from sqlalchemy import select

from tests.factories import tasks
from tthc.core.archive.queries import record
from tthc.core.audit import queries as audit_queries
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence import queries as evidence_queries
from tthc.core.evidence.models import EvidenceLink
from tthc.core.evidence.rules import Proof
from tthc.core.imports import queries as import_queries
from tthc.core.indicators import queries as indicator_queries
from tthc.core.plans import queries as plan_queries
from tthc.core.reports.queries import facts
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.actions import revising
from tthc.core.tasks.models import State
from tthc.core.tasks.queries import counting
from tthc.kernel.actor import system
from tthc.kernel.errors import NotFound, WrongState
from tthc.kernel.sections import Section

YEAR = 2024
ROLES = ("officer", "head", "clerk", "leader", "inspector", "auditor", "second")


@pytest.fixture
def world(session, office, today, now):
    """The office with evidence waiting on one task and accepted on another."""
    officer, clerk = office.actor("officer"), office.actor("clerk")
    accepted = tasks.occurrence(session, office.tasks.posting, office.justice, period="q1")
    for work, number in ((office.occurrences.posting, "1/BC"), (accepted, "2/BC")):
        evidence_actions.submit(session, officer, work, [Proof("document", doc_number=number)], today=today, now=now)
    link = session.scalars(select(EvidenceLink).where(EvidenceLink.occurrence_id == accepted.id)).one()
    evidence_actions.verify(session, clerk, link, today=today, now=now)
    office.waiting = session.scalars(select(EvidenceLink).where(EvidenceLink.occurrence_id == office.occurrences.posting.id)).one()
    session.commit()
    return office


def remove(session, world, task, today, now, *, has_evidence):
    clerk = world.actor("clerk")
    task = task_queries.task_page(session, clerk, task.id)
    revising.remove(session, clerk, task, "không còn phù hợp", has_evidence=has_evidence, today=today, now=now)
    session.commit()


def everywhere(session, world, task_id, today):
    """Every list, count and search of the program -> whether (or how often) it knows of the task's work."""
    found = {}
    for role in ROLES:
        who = world.actor(role)
        lines = {
            "desk": task_queries.desk_lines(session, who, today=today, until=today.replace(month=12, day=31)),
            "section": task_queries.section_lines(session, who, today=today, year=YEAR, section=Section.PUBLICATION),
            "all sections": task_queries.section_lines(session, who, today=today, year=YEAR),
            "plan": task_queries.section_lines(session, who, today=today, year=YEAR, plan_id=world.plan.id),
            "words": task_queries.section_lines(session, who, today=today, year=YEAR, words="niem yet"),
            "late": task_queries.late_lines(session, who, today=today.replace(month=12)),
            "late units": [line for line, _ in task_queries.late_units(session, who, today=today.replace(month=12))],
            "queue": task_queries.to_verify(session, who, today=today),
        }
        found |= {(role, name): any(line.task_id == task_id for line in of) for name, of in lines.items()}
        found[role, "search"] = any(task.id == task_id for task in task_queries.search(session, who, "niem yet"))
        found[role, "codes"] = any(one == task_id for *_, one in task_queries.codes(session, who, year=YEAR, section=Section.PUBLICATION))
        frame = counting.frame(session, who, today=today)
        found[role, "frame"] = (frame.to_do, frame.to_verify, frame.late.get(Section.PUBLICATION, 0))
        found[role, "counts"] = counting.counts(session, who, today=today, year=YEAR, section=Section.PUBLICATION).total
        found[role, "by section"] = sum(c.total for c in counting.counts_by_section(session, who, today=today, year=YEAR).values())
        found[role, "by unit"] = sum(c.total for _, _, c in counting.counts_by_unit(session, who, today=today, year=YEAR))
        found[role, "assigning"] = any(line.task_id == task_id for line in import_queries.assignments(session, who, world.plan.id))
        found[role, "outline"] = task_id in import_queries.task_ids(session, who, world.plan.id).values()
        found[role, "plans"] = import_queries.tasks_by_plan(session, who).get(world.plan.id, 0)
        found[role, "own targets"] = len(indicator_queries.standings(session, who, YEAR, mine=True))
    program = system(world.agency.id)
    found["report"] = any(piece.task_id == task_id for piece in facts._pieces(session, world.agency.id, YEAR, today))
    found["recomputed"] = any(o.task_id == task_id for o in session.scalars(task_queries.computed_once(YEAR)))
    found["export"] = len(import_queries.rows_now(session, world.plan.id))
    found["reminders"] = any(line.task_id == task_id for line in task_queries.late_lines(session, program, today=today.replace(month=12)))
    return found


def test_what_is_removed_is_nowhere_and_what_stays_is_where_it_was(session, world, today, now):
    gone, stays = world.tasks.posting, world.tasks.spread
    before, other = everywhere(session, world, gone.id, today), everywhere(session, world, stays.id, today)
    flags = {key for key, value in before.items() if value is True}
    assert {("officer", "desk"), ("clerk", "section"), ("clerk", "search"), ("clerk", "queue"), ("clerk", "outline"), "report"} <= flags
    remove(session, world, gone, today, now, has_evidence=True)
    after = everywhere(session, world, gone.id, today)
    assert [key for key, value in after.items() if value is True] == []
    assert all(after[role, "counts"] == 0 for role in ROLES)
    assert all(after[role, "by unit"] == before[role, "by unit"] - 2 for role in ROLES)
    assert after["clerk", "frame"][1] == before["clerk", "frame"][1] - 1
    assert after["clerk", "plans"] == before["clerk", "plans"] - 1
    assert after["export"] == before["export"] - 1
    kept = everywhere(session, world, stays.id, today)
    assert {key: value for key, value in kept.items() if value is True} == {key: value for key, value in other.items() if value is True}


def test_its_page_its_evidence_and_the_log_stay(session, world, today, now):
    task = world.tasks.posting
    remove(session, world, task, today, now, has_evidence=True)
    for role in ROLES:
        page = task_queries.task_page(session, world.actor(role), task.id)
        assert (page.removed_on, page.removal_reason) == (today, "không còn phù hợp")
        assert len(page.occurrences) == 2
    clerk = world.actor("clerk")
    assert len(evidence_queries.of_task(session, clerk, task.id)) == 2
    assert {line.doc_number for line in evidence_queries.store(session, clerk, year=YEAR)} == {"1/BC", "2/BC"}
    assert [entry.verb for entry in audit_queries.histories(session, {"task": [task.id]})] == ["remove"]


def test_nothing_more_is_done_on_it(session, world, today, now):
    task, work = world.tasks.posting, world.occurrences.posting
    remove(session, world, task, today, now, has_evidence=True)
    clerk = world.actor("clerk")
    with pytest.raises(NotFound):
        task_queries.occurrence(session, clerk, work.id)
    acts = (
        lambda: evidence_actions.verify(session, clerk, world.waiting, today=today, now=now),
        lambda: evidence_actions.send_back(session, clerk, world.waiting, "bổ sung", today=today, now=now),
        lambda: task_actions.assign(session, clerk, task, [], today=today, now=now),
    )
    for act in acts:
        with pytest.raises(WrongState, match="đã bỏ khỏi kế hoạch"):
            act()
        session.rollback()
    assert work.state is State.SUBMITTED


def test_the_archive_keeps_what_was_accepted_and_counts_no_open_work(session, world, today, now):
    posting, spread = world.tasks.posting, world.tasks.spread
    remove(session, world, posting, today, now, has_evidence=True)
    remove(session, world, spread, today, now, has_evidence=False)
    program = system(world.agency.id)
    kept = {one.task_id: one for one in record.gather(session, program, world.agency.id, YEAR, as_of=now).year.tasks}
    assert spread.id not in kept
    assert len(kept[posting.id].ticks) == 1
    assert kept[posting.id].explanation.startswith("Đã bỏ khỏi kế hoạch ngày 15/08/2024. Lý do: không còn phù hợp")


def test_a_removed_target_is_in_no_list_but_keeps_its_page(session, world, today):
    clerk = world.actor("clerk")
    other = tasks.target(session, world.plan, "PL1.2", metric="thanh toán trực tuyến", position=2)
    world.target.removed_on = today
    session.commit()
    assert [cell.target_id for cell in indicator_queries.grid(session, clerk, YEAR, "q2")] == [other.id]
    assert [one.target_id for one in indicator_queries.standings(session, clerk, YEAR)] == [other.id]
    assert [target.id for target, _ in facts.measured(session, world.agency.id, YEAR)] == [other.id]
    assert [line.targets for line in plan_queries.listing(session, clerk)] == [1]
    with pytest.raises(NotFound):
        indicator_queries.cell(session, clerk, world.target.id, YEAR, "q2")
    assert indicator_queries.target(session, clerk, world.target.id) is world.target
