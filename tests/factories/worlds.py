"""An agency with one of everything that an address can name."""

import hashlib
import secrets
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from tests.factories import (
    assessments,
    criteria_sets,
    dossiers,
    feedback,
    findings,
    inspection_rounds,
    people,
    plans,
    procedures,
    register_worlds,
    sealed,
    tasks,
)
from tthc.core.archive import actions as archive_actions
from tthc.core.communication import actions as communication_actions
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.core.feedback.actions import setting_up as feedback_setting_up
from tthc.core.feedback.rules.clocks import CIRCULAR
from tthc.core.files import actions as file_actions
from tthc.core.imports import actions as import_actions
from tthc.core.inspections.actions import programme as programme_actions
from tthc.core.inspections.actions.programme import NewClass
from tthc.core.people import queries as people_queries
from tthc.core.people.models import LoginSession, Unit
from tthc.core.plans import actions as plan_actions
from tthc.core.reports import actions as report_actions
from tthc.core.reports.rules import ReportPeriod
from tthc.core.tasks.models import State
from tthc.core.visits import actions as visit_actions
from tthc.jobs import JOBS
from tthc.kernel.actor import Role, system
from tthc.kernel.sections import Section
from tthc.planreader import read as planreader
from tthc.planreader.blocks import from_bytes

YEAR = 2024


def second_agency(session):
    """Another ward with a desk, a person of every role and one plan with a task."""
    ward = people.agency(session, "Ủy ban nhân dân phường Xa Lạ", "UBND phường Xa Lạ")
    desk = people.unit(session, ward, "Bộ phận Xa Lạ")
    who = {}
    for role in Role:
        who[role.value] = people.person(session, f"far.{role}", f"Người lạ {role}")
        place = ward if role in (Role.LEADER, Role.INSPECTOR, Role.AUDITOR) else desk
        people.post(session, place, who[role.value], role, "Chức danh lạ")
    staff = people.unit(session, ward, "Văn phòng Xa Lạ")
    plan = tasks.plan(session, ward, title="Kế hoạch xa lạ")
    task = tasks.task(session, plan, staff, "Việc xa lạ")
    return ward, staff, who, plan, task


def sign_in_row(session, person):
    """A sign-in of the person; the token that goes into the cookie."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    hashed = hashlib.sha256(token.encode()).hexdigest()
    row = LoginSession(person_id=person.id, token_hash=hashed, created_at=now, seen_at=now, proven_at=now)
    session.add(row)
    session.flush()
    return token, row


@cache
def _example():
    return planreader.read(from_bytes(plans.example()))


def read_draft(session, toolbox, clerk, agency_id, *, today, now):
    """An uploaded plan that was read and waits for a check."""
    stored = toolbox.files.keep(plans.example() + str(agency_id).encode(), "text/plain; charset=utf-8")
    draft = import_actions.stage(session, clerk, stored, "ke-hoach.txt", now=now)
    import_actions.read(session, system(agency_id), draft, _example(), today=today, now=now)
    return draft


def offered_plan(session, plan):
    """A plan of the agency above, given down to the agency of this plan."""
    above = people.agency(session, f"Ủy ban nhân dân cấp trên {plan.agency_id}", "UBND cấp trên")
    session.get_one(Unit, plan.agency_id).parent_id = above.id
    shared = tasks.plan(session, above, plan.year, "Kế hoạch của cấp trên", is_shared=True)
    tasks.task(session, shared, people.unit(session, above, "Văn phòng cấp trên"), "Việc của cấp trên")
    return shared


def plan_agency(session, plan):
    """The agency whose plan it is."""
    return session.get_one(Unit, plan.agency_id)


def plan_with_file(session, plan, file):
    """The plan with a document that can be written as an office file."""
    plan = session.merge(plan)
    plan.stored_file_id = file.id
    return plan


def one_of_everything(session, toolbox, who, plan, task, unit, *, today, now):
    """{name of a route's parameter: id}, made by the real actions; committed."""
    clerk = people_queries.load_actor(session, who["clerk"].id, today)
    worker = people.person(session, f"worker.{unit.id}")
    post = people.post(session, unit, worker)
    officer = people_queries.load_actor(session, worker.id, today)
    open_one = tasks.occurrence(session, task, unit, period="q2")
    tasks.occurrence(session, task, unit, period="2024-08-01", state=State.DORMANT)
    stored = toolbox.files.keep(b"%PDF-1.4\n" + task.title.encode(), "application/pdf")
    file = file_actions.register(session, stored, now=now)
    proof = Proof("file", stored_file_id=file.id, file_name="bien-ban.pdf")
    (waiting,) = evidence_actions.submit(
        session, officer, tasks.occurrence(session, task, unit, period="q1"), [proof], today=today, now=now
    )
    target = tasks.target(session, plan, position=9)
    edition = report_actions.section_report(session, clerk, Section.PUBLICATION, year=YEAR, today=today, now=now)
    report = report_actions.draft(session, clerk, plan.agency_id, YEAR, ReportPeriod.Q2, today=today, now=now)
    package = archive_actions.ask(session, clerk, plan.agency_id, YEAR, now=now)
    draft = read_draft(session, toolbox, clerk, plan.agency_id, today=today, now=now)
    offer = offered_plan(session, plan)
    written = plan_actions.ask_export(session, clerk, plan_with_file(session, plan, file), "docx", now=now)
    plan_actions.keep_export(session, clerk, written, stored, now=now)
    _, row = sign_in_row(session, worker)
    counter, _ = visit_actions.add_counter(session, clerk, unit.id, f"Quầy {unit.id}", units={unit.id}, now=now)
    said = feedback.received(session, clerk, unit, today=today, now=now)
    term = feedback_setting_up.set_term(session, clerk, CIRCULAR.as_dict() | {"valid_from": today}, now=now)
    procedure = procedures.announced(session, clerk, unit, today=today)
    safe = sealed.filled(session, toolbox, clerk, unit, today=today, now=now)
    ids = {
        "safe_id": safe.row.id,
        "reader_id": safe.readers[0].id,
        "paper_id": sealed.paper(session, safe).id,
        "set_id": criteria_sets.kept(session, clerk, now=now).id,
        "place_id": procedures.sheets(session, procedure)[0].place_id,
        "change_id": procedures.changes(session, procedure)[0].id,
        "feedback_id": said.id,
        **register_worlds.one_of_everything(session, toolbox, clerk, unit, today=today, now=now),
        "term_id": term.id,
        "device_id": counter.id,
        "form_sheet_id": dossiers.form_sheet(session, toolbox, clerk, unit, today=today, now=now).id,
        "task_id": task.id,
        "occurrence_id": open_one.id,
        "link_id": waiting.id,
        "plan_id": plan.id,
        "target_id": target.id,
        "edition_id": edition.id,
        "report_id": report.id,
        "package_id": package.id,
        "draft_id": draft.id,
        "offered_id": offer.id,
        "export_id": written.id,
        "session_id": row.id,
        "unit_id": unit.id,
        "person_id": worker.id,
        "post_id": post.id,
        **assessments.one_of_everything(session, toolbox, who, officer, plan_agency(session, plan), today=today, now=now),
        "topic_id": communication_actions.add_topic(session, clerk, YEAR, "Chứng thực điện tử", now=now).id,
    }
    ids["class_id"] = programme_actions.add_class(session, clerk, YEAR, NewClass("Các bộ phận", Decimal(50)), now=now).id
    ids |= findings.handed_in(session, clerk, proof, today=today, now=now)
    inspector = people_queries.load_actor(session, who["inspector"].id, today)
    ids |= inspection_rounds.one_of_everything(session, toolbox, clerk, inspector, unit, today=today, now=now)
    sealed.opened_as(session, clerk, unit, ids["round_id"], today=today, now=now)
    ids["review_id"] = ids["row_id"]["review"]
    session.commit()
    JOBS["seal_section_report"](session(), toolbox, edition_id=ids["edition_id"])
    JOBS["export_year"](session(), toolbox, package_id=ids["package_id"])
    session.commit()
    return ids
