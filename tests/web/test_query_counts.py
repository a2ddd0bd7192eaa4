"""How many queries each page costs: the number stands here, and neither units nor rows change it (G15)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from tests.factories import people, plans, worlds
from tthc.core.archive import actions as archive_actions
from tthc.core.audit import actions as audit_actions
from tthc.core.books import BOOKS
from tthc.core.evidence.models import Evidence, EvidenceLink
from tthc.core.imports import actions as import_actions
from tthc.core.imports.rules import ImportPurpose
from tthc.core.reports import actions as report_actions
from tthc.core.reports.rules import ReportPeriod
from tthc.core.tasks.models import Duty, Occurrence, State, Task
from tthc.extensions import db
from tthc.kernel.actor import system
from tthc.kernel.sections import Section
from tthc.kernel.statements import counted
from tthc.kernel.text import fold
from tthc.planreader import read as planreader
from tthc.planreader.blocks import from_bytes

TODAY = date(2024, 8, 15)
NOW = datetime(2024, 8, 14, 3, tzinfo=UTC)
# page: (role, address, queries). Two of each load the sign-in and the actor, two the frame.
PAGES = {
    "home of an officer": ("officer", "/", 12),
    "home of a head": ("head", "/", 14),
    "home of the clerk": ("clerk", "/", 14),
    "home of the leader": ("leader", "/", 12),
    "home of an inspector": ("inspector", "/", 7),
    "home of an appraiser": ("appraiser", "/", 6),
    "home of the auditor": ("auditor", "/", 6),
    "month": ("officer", "/viec?thang=2024-08", 12),
    "overview": ("clerk", "/tong-quan", 8),
    "section": ("officer", "/2024/cong-khai", 11),
    "section, page 2": ("officer", "/2024/cong-khai?trang=2", 11),
    "section, keyword": ("officer", "/2024/cong-khai?tu-khoa=viec", 11),
    "section, registers": ("officer", "/2024/cong-khai/so", 9),
    "section without registers": ("officer", "/2024/nong-thon-moi/so", 7),
    "section report": ("officer", "/2024/cong-khai/bao-cao", 17),
    "section, indicators": ("officer", "/2024/mot-cua/chi-tieu", 7),
    "section, evidence": ("officer", "/2024/cong-khai/minh-chung", 12),
    "section, basis": ("officer", "/2024/cong-khai/can-cu", 13),
    "section, print": ("officer", "/2024/cong-khai/in", 16),
    "evidence store": ("clerk", "/minh-chung", 6),
    "queue": ("clerk", "/cho-duyet", 6),
    "plans": ("clerk", "/ke-hoach", 9),
    "plan": ("clerk", "/ke-hoach/1", 10),
    "plan, upload": ("clerk", "/ke-hoach/nhap", 4),
    "plan, check": ("clerk", "/ke-hoach/nhap/1", 9),
    "plan, source of a row": ("clerk", "/ke-hoach/nhap/1?dong=3", 9),
    "plan, row": ("clerk", "/ke-hoach/nhap/1/dong/3", 9),
    "plan, whole text": ("clerk", "/ke-hoach/nhap/1/toan-van", 5),
    "plan, amended file": ("clerk", "/ke-hoach/1/dieu-chinh", 5),
    "plan, difference": ("clerk", "/ke-hoach/nhap/2/thay-doi", 14),
    "plans of the agency above": ("clerk", "/ke-hoach/cap-tren", 6),
    "plan of the agency above": ("clerk", "/ke-hoach/cap-tren/2", 14),
    "assigning": ("clerk", "/ke-hoach/1/phan-cong", 8),
    "task": ("officer", "/viec/1", 9),
    "reports": ("clerk", "/2024/bao-cao", 7),
    "report": ("clerk", "/2024/bao-cao/quy-2", 17),
    "indicators": ("clerk", "/2024/chi-tieu", 8),
    "archive": ("clerk", "/luu-tru", 5),
    "people": ("admin", "/quan-tri", 6),
    "log": ("auditor", "/nhat-ky", 5),
    "search": ("officer", "/tim?q=viec", 7 + len(BOOKS)),
}


def fill(session, office, toolbox, *, units, occurrences):
    """More units, and occurrences in every state spread over them; some with evidence."""
    desks = [office.justice, *(people.unit(session, office.agency, f"Tổ {n}", position=20 + n) for n in range(units - 1))]
    for n, desk in enumerate(desks[1:]):
        people.post(session, desk, people.person(session, f"more.{n}"))
    first = 1000
    numbers = range(first, first + occurrences)
    own = {"agency_id": office.agency.id, "section": Section.PUBLICATION}
    session.execute(insert(Task), [own | _task(office.plan.id, n) for n in numbers])
    session.execute(insert(Duty), [{"task_id": n, "unit_id": desks[n % units].id, "role": "lead", "written_as": "Đơn vị"} for n in numbers])
    session.execute(insert(Occurrence), [own | _occurrence(office, desks[n % units].id, n) for n in numbers])
    proved = [n for n in numbers if _state(n) in (State.SUBMITTED, State.DONE)]
    here = {"agency_id": office.agency.id}
    session.execute(
        insert(Evidence), [here | {"id": n, "unit_id": desks[n % units].id, "kind": "document", "doc_number": f"{n}/BC"} for n in proved]
    )
    session.execute(insert(EvidenceLink), [here | _link(office, desks[n % units].id, n) for n in proved])
    for n in range(occurrences // 25):
        audit_actions.record(session, system(office.agency.id), "assign", "task", first + n, now=NOW)
    clerk = office.actor("clerk")
    report_actions.draft(session, clerk, office.agency.id, 2024, ReportPeriod.Q2, today=TODAY, now=NOW)
    report_actions.section_report(session, clerk, Section.PUBLICATION, year=2024, today=TODAY, now=NOW)
    archive_actions.ask(session, clerk, office.agency.id, 2024, now=NOW)
    _papers(session, office, toolbox, clerk)
    session.commit()


def _papers(session, office, toolbox, clerk):
    """A plan that waits for its check, an amended version of the plan in force, a plan of the agency above."""
    worlds.read_draft(session, toolbox, clerk, office.agency.id, today=TODAY, now=NOW)
    plan = session.merge(office.plan)
    stored = toolbox.files.keep(plans.example("seed-003"), "text/plain; charset=utf-8")
    row = import_actions.stage(session, clerk, stored, "ke-hoach.txt", purpose=ImportPurpose.AMEND, base_plan=plan, now=NOW)
    draft = planreader.read(from_bytes(plans.example("seed-003")))
    import_actions.read(session, system(office.agency.id), row, draft, today=TODAY, now=NOW)
    worlds.offered_plan(session, plan)


def _task(plan_id, n):
    title = f"Việc số {n}"
    return {
        "id": n,
        "plan_id": plan_id,
        "position": n,
        "code": f"PL9.{n}",
        "number": str(n),
        "title": title,
        "text": title,
        "folded": fold(title),
        "due_rule": {"kind": "none"},
        "doubts": [],
    }


def _state(n):
    return (State.NOT_STARTED, State.IN_PROGRESS, State.SUBMITTED, State.DONE, State.RETURNED)[n % 5]


def _occurrence(office, unit_id, n):
    handed_in = _state(n) in (State.SUBMITTED, State.DONE)
    returned = _state(n) is State.RETURNED
    return {
        "id": n,
        "task_id": n,
        "unit_id": unit_id,
        "year": 2024,
        "period": "once",
        "opens_on": date(2024, 7, 1),
        "due_on": date(2024, 8, 1 + n % 28),
        "state": _state(n),
        "submitted_by_id": office.people["second"].id if handed_in else None,
        "submitted_on": date(2024, 8, 14) if handed_in else None,
        "submitted_at": NOW if handed_in else None,
        "settled_on": date(2024, 8, 14) if _state(n) is State.DONE else None,
        "comment": "Bổ sung ảnh chụp" if returned else "",
        "comment_by_id": office.people["clerk"].id if returned else None,
    }


def _link(office, unit_id, n):
    done = _state(n) is State.DONE
    return {
        "id": n,
        "evidence_id": n,
        "occurrence_id": n,
        "unit_id": unit_id,
        "verdict": "accepted" if done else "waiting",
        "submitted_by_id": office.people["second"].id,
        "submitted_on": date(2024, 8, 14),
        "submitted_at": NOW,
        "verified_by_id": office.people["clerk"].id if done else None,
        "verified_at": NOW if done else None,
        "verified_on": date(2024, 8, 14) if done else None,
    }


def measured(as_role):
    """The queries of every page; each is asked for twice, for the first builds statements and templates."""
    browsers, found = {role: as_role(role) for role, _, _ in PAGES.values()}, {}
    for name, (role, path, _) in PAGES.items():
        browsers[role].get(path)
        db.session.remove()  # what the test holds must not answer for the database
        with counted(db.engine) as sent:
            response = browsers[role].get(path)
        assert response.status_code == 200, (name, response.status_code)
        found[name] = len(sent)
    return found


@pytest.mark.parametrize(("units", "occurrences"), [(1, 25), (50, 25), (1, 2000), (50, 2000)])
def test_pages_cost_the_same_however_much_there_is(session, office, toolbox, as_role, units, occurrences):
    fill(session, office, toolbox, units=units, occurrences=occurrences)
    assert measured(as_role) == {name: queries for name, (_, _, queries) in PAGES.items()}


def test_a_page_that_asks_for_every_row_would_be_seen(session, office, toolbox, as_role):
    """The control: one query a row is counted."""
    fill(session, office, toolbox, units=1, occurrences=25)
    with counted(db.engine) as sent:
        for _ in range(25):
            session.get(Task, 1000, populate_existing=True)
    assert len(sent) == 25
