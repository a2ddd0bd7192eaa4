from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import reports as made
from tthc.core.indicators import actions as indicator_actions
from tthc.core.indicators import queries as indicator_queries
from tthc.core.reports import actions as report_actions
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.rules import ReportState
from tthc.core.signing import actions, queries, rules
from tthc.core.signing.models import SignedDocument, SigningOrder
from tthc.core.signing.rules import SignatureKind
from tthc.jobs.indicators import count_targets
from tthc.jobs.reports import print_edition, seal_section_report, sign_edition
from tthc.jobs.sweep import sweep
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.errors import Damaged, NotAllowed, Unavailable, WrongState
from tthc.kernel.sections import Section
from tthc.kernel.transaction import begin_write


class Killed(BaseException):
    """What a kill -9 looks like from inside: nothing after it runs."""


class DiesAfter:
    """A tool whose named work is done, and then the process dies."""

    def __init__(self, tool, name):
        self._tool, self._name = tool, name

    def __getattr__(self, name):
        work = getattr(self._tool, name)

        def dying(*args, **kwargs):
            work(*args, **kwargs)
            raise Killed

        return dying if name == self._name else work


@pytest.fixture
def approved(session, office, toolbox, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    print_edition(session, toolbox, edition.id)
    report = session.get_one(Report, edition.report_id)
    order = actions.approve(session, office.actor("leader"), report, shown_sha256=edition.content_sha256, now=now)
    session.commit()
    return order


def test_an_approved_report_is_signed_and_only_then_called_signed(session, toolbox, approved):
    edition = session.get_one(Edition, approved.edition_id)
    report = session.get_one(Report, edition.report_id)
    assert report.state is ReportState.APPROVED
    assert sign_edition(session, toolbox, approved.id)
    signed = queries.signed_of(session, system(), edition.id)
    assert report.state is ReportState.SIGNED
    assert (signed.kind, signed.signer, signed.is_test) == (SignatureKind.SIGNATURE, "Người leader", True)
    assert signed.signed_at == approved.ordered_at
    kept = toolbox.files.read(signed.sha256)
    session.refresh(edition, ["stored_file"])
    frozen = toolbox.files.read(edition.stored_file.sha256)
    assert kept.startswith(frozen)
    assert toolbox.signer.verify(kept)[0].is_valid


def test_with_the_signature_the_figures_of_the_period_are_fixed(session, office, toolbox, approved, now):
    report = session.get_one(Report, session.get_one(Edition, approved.edition_id).report_id)
    clerk, period = office.actor("clerk"), report.period.value
    begin_write(session())
    cell = indicator_queries.cell(session, clerk, office.target.id, report.year, period)
    indicator_actions.enter(session, clerk, cell, Decimal(8), Decimal(10), year=report.year, now=now)
    session.commit()
    assert sign_edition(session, toolbox, approved.id)
    with pytest.raises(WrongState, match="đã được khóa"):
        indicator_actions.enter(session, clerk, cell, Decimal(9), Decimal(10), year=report.year, now=now)


def test_signing_twice_gives_one_signature(session, toolbox, approved):
    assert sign_edition(session, toolbox, approved.id)
    assert not sign_edition(session, toolbox, approved.id)
    order = session.get_one(SigningOrder, approved.id)
    signed = queries.signed_of(session, system(), order.edition_id)
    pdf = toolbox.files.read(signed.sha256)
    again = actions.attach_signature(
        session,
        system(session.get_one(Report, 1).agency_id),
        order,
        pdf,
        toolbox.files.keep(pdf, "application/pdf"),
        [],
        now=order.ordered_at,
    )
    assert again is signed
    assert session.scalar(select(func.count(SignedDocument.id))) == 1


@pytest.mark.parametrize(("tool", "work"), [("signer", "sign"), ("signer", "verify"), ("files", "keep"), ("files", "read")])
def test_a_kill_between_two_steps_is_made_good_by_the_next_try(session, toolbox, approved, tool, work):
    dying = replace(toolbox, **{tool: DiesAfter(getattr(toolbox, tool), work)})
    with pytest.raises(Killed):
        sign_edition(session, dying, approved.id)
    assert session.get_one(Report, 1).state is ReportState.APPROVED
    assert session.scalar(select(func.count(SignedDocument.id))) == 0
    order = session.get_one(SigningOrder, approved.id)
    order.lease_until = None
    session.commit()
    assert sign_edition(session, toolbox, approved.id)
    assert session.scalar(select(func.count(SignedDocument.id))) == 1
    assert session.get_one(Report, 1).state is ReportState.SIGNED


@pytest.mark.parametrize(("tool", "work"), [("press", "print"), ("files", "keep")])
def test_a_kill_while_printing_leaves_the_same_pdf(session, office, toolbox, today, now, tool, work):
    edition = made.submitted(session, office, today=today, now=now)
    with pytest.raises(Killed):
        print_edition(session, replace(toolbox, **{tool: DiesAfter(getattr(toolbox, tool), work)}), edition.id)
    kept = {sha256 for sha256, _, _ in toolbox.files.all()}
    session.get_one(Edition, edition.id).lease_until = None
    session.commit()
    assert print_edition(session, toolbox, edition.id)
    session.refresh(edition, ["stored_file"])
    assert edition.stored_file.sha256 in kept or work == "print"
    assert not print_edition(session, toolbox, edition.id)


def test_while_the_lease_lives_nobody_else_takes_the_work(session, toolbox, approved):
    order = session.get_one(SigningOrder, approved.id)
    assert queued.take(order, toolbox.clock.now())
    session.commit()
    assert not sign_edition(session, toolbox, approved.id)
    order.lease_until = toolbox.clock.now() - timedelta(seconds=1)
    session.commit()
    assert sign_edition(session, toolbox, approved.id)


def test_the_sweeper_asks_again_for_what_waits(session, office, toolbox, today, now, approved):
    count_targets(session, toolbox, office.agency.id, today.year)  # the first figures of a plan are asked for in the same way
    toolbox.queue.forget()
    assert sweep(session, toolbox) == 1
    assert toolbox.queue.asked == [("sign_edition", {"order_id": approved.id})]
    sign_edition(session, toolbox, approved.id)
    assert sweep(session, toolbox) == 0


def test_what_goes_wrong_is_said_and_given_up_after_some_tries(session, toolbox, approved):
    class NoToken:
        is_test = True

        def sign(self, *args, **kwargs):
            raise Unavailable("Không tìm thấy thiết bị ký số.")

    broken = replace(toolbox, signer=NoToken())
    for _ in range(queued.MOST_ATTEMPTS):
        sign_edition(session, broken, approved.id)
        order = session.get_one(SigningOrder, approved.id)
        assert order.problem == "Không tìm thấy thiết bị ký số."
        order.lease_until = None
        session.commit()
    assert not order.is_open
    assert not sign_edition(session, toolbox, approved.id)
    actions.sign_again(session, system(session.get_one(Report, 1).agency_id), order, now=toolbox.clock.now())
    session.commit()
    assert sign_edition(session, toolbox, approved.id)


def test_a_signed_file_that_is_not_the_frozen_one_is_refused(session, toolbox, approved):
    edition = session.get_one(Edition, approved.edition_id)
    session.refresh(edition, ["stored_file"])
    other = toolbox.signer.sign(b"%PDF-1.7 khac", person="Người leader", post="CHỦ TỊCH", reason="", at=approved.ordered_at)
    actor = system(session.get_one(Report, 1).agency_id)
    for pdf in (other, toolbox.files.read(edition.stored_file.sha256)):
        stored = toolbox.files.keep(pdf, "application/pdf")
        with pytest.raises(Damaged):
            actions.attach_signature(session, actor, approved, pdf, stored, toolbox.signer.verify(pdf), now=approved.ordered_at)
    assert session.get_one(Report, 1).state is ReportState.APPROVED


def test_every_doubt_about_a_signature_refuses_it(toolbox, now):
    frozen = b"%PDF-1.7 goc"
    signed = toolbox.signer.sign(frozen, person="A", post="B", reason="", at=now)
    facts = toolbox.signer.verify(signed)
    digest = toolbox.files.keep(frozen, "application/pdf").sha256
    assert rules.why_refused(signed, digest, len(frozen), facts) == ""
    for doubt in ({"is_intact": False}, {"is_trusted": False}, {"covers_whole_file": False}, {"problem": "Chưa kiểm tra được thu hồi"}):
        assert rules.why_refused(signed, digest, len(frozen), [replace(facts[0], **doubt)])
    unknown = [replace(facts[0], is_trusted=False)]
    assert rules.why_refused(signed, digest, len(frozen), unknown, are_roots_known=False) == ""
    assert "nơi cấp" in rules.why_refused(signed, digest, len(frozen), unknown)
    assert rules.why_refused(signed, digest, len(frozen), facts, is_only_signed=False)
    assert rules.why_refused(signed, digest, len(frozen), [])
    assert rules.why_refused(b"x" + signed[1:], digest, len(frozen), facts)


def test_a_section_report_is_printed_and_sealed_by_the_program(session, office, toolbox, today, now):
    officer = office.actor("officer")
    edition = report_actions.section_report(session, officer, Section.PUBLICATION, year=2024, today=today, now=now)
    session.commit()
    seal_section_report(session, toolbox, edition.id)
    signed = queries.signed_of(session, officer, edition.id)
    assert (signed.kind, signed.signed_by_id) == (SignatureKind.SEAL, None)
    assert session.get_one(Report, edition.report_id).state is ReportState.SIGNED


def test_nobody_signs_his_own_report_nor_orders_a_seal_for_a_period(session, office, toolbox, today, now):
    edition = made.submitted(session, office, today=today, now=now)
    print_edition(session, toolbox, edition.id)
    report = session.get_one(Report, edition.report_id)
    drafter = replace(office.actor("leader"), person_id=office.people["clerk"].id)
    with pytest.raises(NotAllowed):
        actions.approve(session, drafter, report, shown_sha256=edition.content_sha256, now=now)
    with pytest.raises(WrongState):
        actions.order_seal(session, system(report.agency_id), edition, now=now)
