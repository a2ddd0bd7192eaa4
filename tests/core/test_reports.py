from dataclasses import replace

import pytest
from sqlalchemy import event, select

from tests.factories import reports as made
from tests.factories import tasks
from tthc.core.audit.models import AuditEntry
from tthc.core.evidence.models import Verdict
from tthc.core.reports import actions, queries
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.queries import facts
from tthc.core.reports.rules import ReportPeriod, ReportState
from tthc.jobs.reports import print_edition
from tthc.kernel.document import fingerprint
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from tthc.kernel.sections import Section

Q3 = ReportPeriod.Q3


def draft(session, office, role="clerk", *, today, now):
    return actions.draft(session, office.actor(role), office.agency.id, 2024, Q3, today=today, now=now)


def figures(report):
    return {figure["label"]: figure["value"] for figure in report.content["figures"]}


def test_a_draft_is_filled_from_accepted_work_only(session, office, toolbox, today, now):
    clerk, officer = office.people["clerk"], office.people["officer"]
    made.proof(session, toolbox, office.occurrences.posting, officer, clerk, now=now)
    made.proof(
        session, toolbox, office.occurrences.spread, office.people["second"], clerk, now=now, verdict=Verdict.WAITING, doc_number="99/TB"
    )
    made.value(session, office.target, 764, 1000, now=now)
    report = draft(session, office, today=today, now=now)
    assert report.state is ReportState.DRAFT
    assert figures(report) == {
        "Chỉ đạo, điều hành: đã xong": "0/1",
        "Công bố, công khai: đã xong": "1/1",
        "Một cửa, liên thông: đã xong": "0/1",
        "Một cửa, liên thông: quá hạn": "1",
        "Tuyên truyền: đã xong": "0/1",
        "Tuyên truyền: chờ duyệt": "1",
        "Hồ sơ nộp trực tuyến (≥ 80%)": "76,4%",
    }
    assert "45/BC-UBND" in str(report.content)
    assert "99/TB" not in str(report.content)
    assert report.content["signature"]["name"] == office.people["leader"].full_name
    standing = facts.standing(session, report)
    assert not standing.is_outdated
    assert [gap.link for gap in standing.gaps] == [
        f"/viec/{t.id}" for t in (office.tasks.digitise, office.tasks.guide, office.tasks.spread)
    ]


def test_drafting_again_refreshes_figures_keeps_words_and_says_what_changed(session, office, toolbox, today, now):
    report = draft(session, office, today=today, now=now)
    actions.reword(session, office.actor("clerk"), report, {"causes": "Máy quét hỏng.", "one_stop": ""}, version=report.version, now=now)
    assert report.wording == {"causes": "Máy quét hỏng."}
    made.proof(session, toolbox, office.occurrences.digitise, office.people["head"], office.people["clerk"], now=now)
    assert facts.standing(session, report).is_outdated
    again = draft(session, office, today=today, now=now)
    assert again is report
    assert "Một cửa, liên thông: quá hạn: 1 → 0" in report.changes
    assert "Máy quét hỏng." in str(report.content)
    assert session.scalars(select(Report.id)).all() == [report.id]


def test_only_the_clerk_drafts_and_only_named_parts_are_worded(session, office, today, now):
    with pytest.raises(NotAllowed):
        draft(session, office, "officer", today=today, now=now)
    report = draft(session, office, today=today, now=now)
    clerk = office.actor("clerk")
    with pytest.raises(BadInput):
        actions.reword(session, clerk, report, {"opening": "Khác"}, version=report.version, now=now)
    with pytest.raises(BadInput):
        actions.reword(session, clerk, report, {"causes": "x" * 4001}, version=report.version, now=now)
    with pytest.raises(BadInput):
        actions.reword(session, clerk, report, {}, version=report.version, now=now, signer_post_id=999)
    with pytest.raises(Conflict) as stale:
        actions.reword(session, clerk, report, {"causes": "Của tôi"}, version=report.version + 7, now=now)
    assert stale.value.mine == {"Nguyên nhân": "Của tôi"}


def test_submitting_freezes_an_edition_that_later_changes_do_not_touch(session, office, toolbox, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    report = session.get_one(Report, edition.report_id)
    assert (report.state, edition.number, edition.is_open) == (ReportState.SUBMITTED, 1, True)
    frozen = dict(edition.content)
    assert edition.content_sha256 == fingerprint(frozen)
    made.proof(session, toolbox, office.occurrences.digitise, office.people["head"], office.people["clerk"], now=now)
    standing = facts.standing(session, report)
    assert standing.is_outdated
    assert standing.changes
    assert session.get_one(Edition, edition.id).content == frozen
    with pytest.raises(WrongState):
        draft(session, office, today=today, now=now)
    with pytest.raises(WrongState):
        actions.submit(session, office.actor("clerk"), report, now=now)


def test_a_returned_report_can_be_mended_and_gets_a_new_edition(session, office, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    report = session.get_one(Report, edition.report_id)
    with pytest.raises(BadInput):
        actions.send_back(session, office.actor("leader"), report, "  ", now=now)
    with pytest.raises(NotAllowed):
        actions.send_back(session, office.actor("clerk"), report, "Thiếu số liệu", now=now)
    actions.send_back(session, office.actor("leader"), report, "Thiếu số liệu", now=now)
    assert (report.state, report.comment) == (ReportState.RETURNED, "Thiếu số liệu")
    draft(session, office, today=today, now=now)
    second = actions.submit(session, office.actor("clerk"), report, now=now)
    assert (second.number, report.comment) == (2, "")


def test_the_leader_approves_what_he_was_shown_and_nothing_else(session, office, toolbox, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    report, leader = session.get_one(Report, edition.report_id), office.actor("leader")
    with pytest.raises(WrongState, match="PDF đang được chuẩn bị"):
        actions.approve(session, leader, report, shown_sha256=edition.content_sha256, now=now)
    session.commit()
    assert print_edition(session, toolbox, edition.id)
    for actor, shown, error in (
        (office.actor("clerk"), edition.content_sha256, NotAllowed),
        (leader, "0" * 64, Conflict),
        (replace(leader, name="Người khác"), edition.content_sha256, NotAllowed),
        (replace(leader, person_id=office.people["clerk"].id), edition.content_sha256, NotAllowed),
    ):
        with pytest.raises(error):
            actions.approve(session, actor, report, shown_sha256=shown, now=now)
    actions.approve(session, leader, report, shown_sha256=edition.content_sha256, now=now)
    assert report.state is ReportState.APPROVED
    with pytest.raises(WrongState):
        actions.send_back(session, leader, report, "Muộn", now=now)


def test_a_changed_content_is_not_approved(session, office, toolbox, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    print_edition(session, toolbox, edition.id)
    report = session.get_one(Report, edition.report_id)
    edition.content = edition.content | {"subject": "Khác"}
    session.flush()
    with pytest.raises(Conflict):
        actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=now)


def test_unchanged_work_gives_the_same_section_edition(session, office, toolbox, today, now):
    officer = office.actor("officer")
    first = actions.section_report(session, officer, Section.PUBLICATION, year=2024, today=today, now=now)
    assert actions.section_report(session, officer, Section.PUBLICATION, year=2024, today=today, now=now) is first
    made.proof(session, toolbox, office.occurrences.posting, office.people["officer"], office.people["clerk"], now=now)
    second = actions.section_report(session, officer, Section.PUBLICATION, year=2024, today=today, now=now)
    assert (first.number, second.number) == (1, 2)
    assert second.content["prepared_by"] == officer.name
    with pytest.raises(NotAllowed):
        actions.section_report(session, office.actor("auditor"), Section.PUBLICATION, year=2024, today=today, now=now)


def test_drafts_are_seen_by_those_who_write_or_sign(session, office, today, now):
    report = draft(session, office, today=today, now=now)
    seen = {
        role: queries.period_report(session, office.actor(role), 2024, Q3) for role in ("clerk", "leader", "officer", "auditor", "admin")
    }
    assert seen == {"clerk": report, "leader": report, "officer": None, "auditor": None, "admin": None}
    actions.submit(session, office.actor("clerk"), report, now=now)
    assert queries.period_report(session, office.actor("auditor"), 2024, Q3) is report
    assert queries.period_report(session, office.actor("admin"), 2024, Q3) is None


def test_every_step_is_in_the_log(session, office, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    of_report = (AuditEntry.thing == "report") & (AuditEntry.thing_id == edition.report_id)
    verbs = session.scalars(select(AuditEntry.verb).where(of_report).order_by(AuditEntry.id)).all()
    assert verbs == ["draft", "submit"]


def test_facts_take_a_constant_number_of_queries(session, office, today, now):
    report = draft(session, office, today=today, now=now)

    def queries_of():
        session.flush()
        session.expire_all()
        said = []

        def note(*args):
            said.append(args[2])

        event.listen(session.get_bind(), "before_cursor_execute", note)
        try:
            facts.standing(session, session.get_one(Report, report.id))
        finally:
            event.remove(session.get_bind(), "before_cursor_execute", note)
        return len(said)

    before = queries_of()
    for n in range(30):
        task = tasks.task(session, office.plan, office.justice, f"Việc {n}", Section.REVIEW, str(n), 10 + n)
        tasks.occurrence(session, task, office.justice)
        tasks.target(session, office.plan, f"PL1.{n}", position=10 + n)
    assert queries_of() == before <= 12
