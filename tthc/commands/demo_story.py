"""The year of the demonstration as a story: every step is an action that a person or the worker could have done."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tthc.commands.demo_paper import FIGURES, PAPERS, photo, reason
from tthc.commands.demo_people import AGENCY, DESKS, PASSWORD, PEOPLE, SPECIALISTS
from tthc.commands.demo_registers import REGISTERS
from tthc.config import ROOT
from tthc.core.accounts import actions as account_actions
from tthc.core.archive import actions as archive_actions
from tthc.core.calendar import actions as calendar_actions
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.core.files import actions as file_actions
from tthc.core.imports import actions as import_actions
from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators import queries as indicator_queries
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.core.people.rules import UnitKind
from tthc.core.reports import actions as report_actions
from tthc.core.reports.rules import ReportPeriod
from tthc.core.signing import actions as signing_actions
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks import queries as task_queries
from tthc.jobs import JOBS
from tthc.kernel.actor import Actor, system
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.kernel.transaction import unit_of_work
from tthc.planreader import read as planreader

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tthc.core.people.models import Unit
    from tthc.core.tasks.rules import Line
    from tthc.core.toolbox import Toolbox

TODAY = date(2024, 8, 15)
ISSUED = date(2024, 3, 1)
PLAN = ROOT / "tthc" / "examples" / "seed-002.txt"


@dataclass
class Story:
    """Who tells: the session, the tools, the agency and its people by name."""

    session: Session
    toolbox: Toolbox
    agency_id: int = 0

    def person(self, username: str, day: date = TODAY) -> Actor:
        """A person of the ward as an actor."""
        found = people_queries.person_named(self.session, username)
        actor = people_queries.load_actor(self.session, found.id, day) if found else None
        if actor is None:
            raise LookupError(username)
        return actor

    @property
    def program(self) -> Actor:
        """The program itself, in the ward."""
        return system(self.agency_id)


def tell(session: Session, toolbox: Toolbox) -> None:
    """The whole year until the office's day; each chapter is one unit of work."""
    story = Story(session, toolbox)
    for chapter in (_found_the_ward, _import_the_plan, _appoint, _wake, _work):
        with unit_of_work(session):
            chapter(story)
    for register in REGISTERS:
        register.tell(story)
    with unit_of_work(session):
        _count(story)
    for period, day in ((ReportPeriod.Q1, date(2024, 3, 15)), (ReportPeriod.Q2, date(2024, 6, 15))):
        _report(story, period, day)
    _section_report(story)
    _archive(story)


def _found_the_ward(story: Story) -> None:
    now = story.toolbox.clock.now()
    calendar_actions.seed(story.session, system(), now=now)
    story.agency_id = people_actions.add_agency(story.session, system(), now=now, **AGENCY).id
    desks = [_unit(story, name, UnitKind.DESK, position) for position, name in enumerate(DESKS, 1)]
    # "Các công chức chuyên môn" are those who settle dossiers; the office coordinates them.
    group = _unit(story, SPECIALISTS, UnitKind.GROUP, 100)
    members = [desk.id for desk in desks if desk.name.startswith("Công chức") and "Văn phòng" not in desk.name]
    people_actions.set_members(story.session, system(), group.id, members, on=date(2024, 1, 1), now=now)


def _unit(story: Story, name: str, kind: UnitKind, position: int) -> Unit:
    now = story.toolbox.clock.now()
    return people_actions.add_unit(story.session, system(), story.agency_id, name=name, kind=kind, position=position, now=now)


def _import_the_plan(story: Story) -> None:
    now, content = story.toolbox.clock.now(), PLAN.read_bytes()
    stored = story.toolbox.files.keep(content, "text/plain")
    row = import_actions.stage(story.session, story.program, stored, PLAN.name, now=now)
    draft = planreader.read(story.toolbox.office.read(content, PLAN.name))
    import_actions.read(story.session, story.program, row, draft, today=ISSUED, now=now)
    import_actions.load(story.session, story.program, row, today=ISSUED, now=now)


def _appoint(story: Story) -> None:
    now = story.toolbox.clock.now()
    units = people_queries.units_of(story.session, story.agency_id, TODAY)
    for one in PEOPLE:
        person = people_actions.add_person(story.session, system(), username=one.username, full_name=one.full_name, now=now)
        places = [u.id for u in units if u.kind != "group" and any(fold(u.name).startswith(begins) for begins in one.units)]
        for unit_id in places or [story.agency_id]:
            people_actions.add_post(story.session, system(), unit_id, person_id=person.id, role=one.role, title=one.title, now=now)
        if one.signs_in:
            account_actions.set_password(story.session, system(), person.id, PASSWORD, today=TODAY, now=now)


def _wake(story: Story) -> None:
    """Requests came for two sleeping tasks."""
    clerk, now = story.person("minh"), story.toolbox.clock.now()
    sleeping = [x for x in _all(story) if x.state == "dormant"]
    comment = next(x for x in sleeping if x.section is not Section.DIRECTION)
    training = next(x for x in sleeping if x.section is Section.DIRECTION)
    for line, why, due in (
        (comment, "Công văn số 1542/VP-NC ngày 29/7/2024 về góp ý dự thảo Quyết định công bố lĩnh vực hộ tịch", date(2024, 8, 9)),
        (training, "Giấy mời tập huấn nghiệp vụ số 77/GM-UBND ngày 12/8/2024 của UBND thị xã", date(2024, 8, 28)),
    ):
        occurrence = task_queries.occurrence(story.session, clerk, line.occurrence_id)
        task_actions.trigger(story.session, clerk, occurrence, why, due, today=date(2024, 8, 1), now=now)


def _all(story: Story) -> list[Line]:
    return task_queries.section_lines(story.session, story.program, today=TODAY, year=2024, limit=5000)


def _work(story: Story) -> None:
    """Everything due before the office's day is done, but for what makes a real office: late, returned, waiting."""
    doers = {unit: story.person(one.username) for one in PEOPLE for unit in story.person(one.username).units if one.role != "admin"}
    lines = [x for x in _all(story) if x.is_open and x.opens_on <= TODAY]
    for number, line in enumerate(sorted(lines, key=lambda x: (x.due_on or TODAY, x.occurrence_id))):
        doer = story.person("minh") if line.unit_id == story.agency_id else doers.get(line.unit_id)
        if doer is not None:
            _tick(story, line, doer, number)


def _tick(story: Story, line: Line, doer: Actor, number: int) -> None:
    due = line.due_on or date(2024, 7, 31)
    ahead = due >= TODAY
    if line.period.startswith("2024-") or (not ahead and number % 29 == 7) or (ahead and number % 5):  # noqa: PLR2004
        return  # still to do, some of it overdue
    day = min(due - timedelta(days=3), TODAY - timedelta(days=3)) if number % 11 else min(due + timedelta(days=2), TODAY)
    day = max(day, line.opens_on, ISSUED)
    occurrence = task_queries.occurrence(story.session, doer, line.occurrence_id)
    links = evidence_actions.submit(
        story.session, doer, occurrence, _proofs(story, line, day, number), today=day, now=story.toolbox.clock.now()
    )
    if ahead and number % 10 == 0:
        return  # waits for the verdict
    verifier = story.person("vinh" if doer.person_id == story.person("minh").person_id else "minh")
    act: dict[str, Any] = {"today": min(day + timedelta(days=1), TODAY), "now": story.toolbox.clock.now()}
    if ahead and number % 3 == 0:
        evidence_actions.send_back(story.session, verifier, links[0], "Bổ sung ảnh chụp bảng niêm yết tại trụ sở.", **act)
    else:
        evidence_actions.verify(story.session, verifier, links[0], **act)


def _proofs(story: Story, line: Line, day: date, number: int) -> list[Proof]:
    if line.section is Section.REVIEW and line.period == "q1":
        return [Proof("nothing", note=reason())]
    if number % 4 == 1:
        name, content = f"anh-minh-chung-{number:03d}.png", photo(number)
        stored = story.toolbox.files.put(io.BytesIO(content), name, len(content))
        file = file_actions.register(story.session, stored, now=story.toolbox.clock.now())
        return [Proof("file", stored_file_id=file.id, file_name=name, subject=line.title[:120])]
    symbol, subject = PAPERS[line.section]
    return [Proof("document", doc_number=f"{number + 11:02d}/{symbol}", doc_date=day, issuer=AGENCY["short_name"], subject=subject)]


def _count(story: Story) -> None:
    """The figures of the targets, quarter by quarter: counted in the registers where one counts them, the others by hand."""
    clerk, now = story.person("minh"), story.toolbox.clock.now()
    found = indicator_queries.measured(story.session, story.agency_id, 2024, today=TODAY)
    indicator_actions.count(story.session, story.program, story.agency_id, 2024, found, now=now)
    for period, figures in FIGURES.items():
        for cell, (part, whole) in zip(indicator_queries.grid(story.session, clerk, 2024, period), figures, strict=False):
            if not cell.measure:
                indicator_actions.enter(story.session, clerk, cell, part, whole, year=2024, now=now)


def _report(story: Story, period: ReportPeriod, day: date) -> None:
    """Drafted and submitted by the clerk, signed by the chairman."""
    session, now = story.session, story.toolbox.clock.now
    with unit_of_work(session):
        clerk = story.person("minh")
        report = report_actions.draft(session, clerk, story.agency_id, 2024, period, today=day, now=now())
        edition = report_actions.submit(session, clerk, report, now=now())
        edition_id, report_id, shown = edition.id, report.id, edition.content_sha256
    JOBS["print_edition"](session, story.toolbox, edition_id=edition_id)
    with unit_of_work(session):
        from tthc.core.reports import queries as report_queries

        leader = story.person("vinh")
        order = signing_actions.approve(session, leader, report_queries.report(session, leader, report_id), shown_sha256=shown, now=now())
        order_id = order.id
    JOBS["sign_edition"](session, story.toolbox, order_id=order_id)


def _section_report(story: Story) -> None:
    with unit_of_work(story.session):
        clerk, now = story.person("minh"), story.toolbox.clock.now()
        edition = report_actions.section_report(story.session, clerk, Section.ONE_STOP, year=2024, today=TODAY, now=now)
        edition_id = edition.id
    JOBS["print_edition"](story.session, story.toolbox, edition_id=edition_id)
    JOBS["sweep"](story.session, story.toolbox)


def _archive(story: Story) -> None:
    with unit_of_work(story.session):
        package_id = archive_actions.ask(story.session, story.person("minh"), story.agency_id, 2024, now=story.toolbox.clock.now()).id
    JOBS["export_year"](story.session, story.toolbox, package_id=package_id)
