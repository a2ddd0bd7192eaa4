"""Order a signature, and keep the signed file once it has been verified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.models import StoredFile
from tthc.core.files.ports import Stored
from tthc.core.indicators import actions as indicator_actions
from tthc.core.reports import actions as report_actions
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.rules import ReportKind
from tthc.core.signing import rules
from tthc.core.signing.models import SignedDocument, SigningOrder
from tthc.core.signing.ports import SignatureFacts
from tthc.core.signing.rules import SignatureKind
from tthc.kernel import queued
from tthc.kernel.actor import Actor, system
from tthc.kernel.errors import Damaged, WrongState
from tthc.kernel.policy import Can, ensure


def approve(session: Session, actor: Actor, report: Report, *, shown_sha256: str, now: datetime) -> SigningOrder:
    """The leader approves the edition he read and orders his signature; the caller has checked the password given again."""
    ensure(actor, Can.REPORT_SIGN, report)
    edition = report_actions.approve(session, actor, report, shown_sha256=shown_sha256, now=now)
    words = edition.content["signature"]
    return _order(session, actor, edition, report, SignatureKind.SIGNATURE, words["name"], words["post"], words["on_behalf"], now)


def order_seal(session: Session, actor: Actor, edition: Edition, *, now: datetime) -> SigningOrder:
    """The agency's seal on a section report: ordered by the program once the PDF is there."""
    report = session.get_one(Report, edition.report_id)
    ensure(actor, Can.REPORT_SEAL, report)
    if report.kind is not ReportKind.SECTION:
        raise WrongState("Báo cáo kỳ do lãnh đạo ký, không đóng dấu tự động.")
    return _order(session, actor, edition, report, SignatureKind.SEAL, edition.content["agency"]["name"], "", "", now)


def sign_again(session: Session, actor: Actor, order: SigningOrder, *, now: datetime) -> SigningOrder:
    """Ask once more for a signature that was given up (token unplugged, certificate missing); the approval stands."""
    report = session.get_one(Report, session.get_one(Edition, order.edition_id).report_id)
    ensure(actor, Can.REPORT_SEAL, report)
    if not order.is_open and _signed(session, order) is None:
        queued.ask(order, now)
        session.flush()
    return order


def attach_signature(
    session: Session,
    actor: Actor,
    order: SigningOrder,
    pdf: bytes,
    stored: Stored,
    facts: Sequence[SignatureFacts],
    *,
    now: datetime,
    is_only_signed: bool = True,
    are_roots_known: bool = True,
) -> SignedDocument:
    """Enter a verified signed file in the ledger and say "đã ký"; a second time it changes nothing."""
    edition = session.get_one(Edition, order.edition_id)
    report = session.get_one(Report, edition.report_id)
    ensure(actor, Can.REPORT_SEAL, report)
    done = _signed(session, order)
    if done is not None:
        queued.finish(order, now)
        session.flush()
        return done
    if order.kind is SignatureKind.SIGNATURE and order.ordered_by_id in {report.drafted_by_id, report.submitted_by_id}:
        raise WrongState("Người lập báo cáo không tự ký báo cáo của mình.")
    frozen = session.get_one(StoredFile, edition.stored_file_id)
    why = rules.why_refused(pdf, frozen.sha256, frozen.size, facts, is_only_signed=is_only_signed, are_roots_known=are_roots_known)
    if why:
        raise Damaged(why)
    document = _ledger_line(order, stored, facts, now)
    document.stored_file_id = file_actions.register(session, stored, now=now).id
    session.add(document)
    queued.finish(order, now)
    session.flush()
    after = {"edition": edition.number, "kind": order.kind, "sha256": stored.sha256, "signer": document.signer}
    audit.record(session, actor, "attach_signature", "signed_document", document.id, now=now, after=after, agency_id=report.agency_id)
    report_actions.mark_signed(session, actor, edition, now=now)
    if report.kind is ReportKind.PERIOD:  # "Sau khi ký, số liệu quý được khóa"
        indicator_actions.close_period(session, system(report.agency_id), report.agency_id, report.year, report.period.value, now=now)
    return document


def _ledger_line(order: SigningOrder, stored: Stored, facts: Sequence[SignatureFacts], now: datetime) -> SignedDocument:
    """What was read from the last signature; the certificate's words as they are."""
    last = facts[-1]
    return SignedDocument(
        edition_id=order.edition_id,
        kind=order.kind,
        sha256=stored.sha256,
        signer=last.signer,
        organisation=last.organisation,
        issuer=last.issuer,
        signed_at=last.signed_at or now,
        is_test=last.is_test,
        facts=[asdict(one) | {"signed_at": one.signed_at.isoformat() if one.signed_at else None} for one in facts],
        signed_by_id=order.ordered_by_id,
    )


def _signed(session: Session, order: SigningOrder) -> SignedDocument | None:
    query = select(SignedDocument).where(SignedDocument.edition_id == order.edition_id, SignedDocument.kind == order.kind)
    return session.scalars(query).one_or_none()


def _order(
    session: Session,
    actor: Actor,
    edition: Edition,
    report: Report,
    kind: SignatureKind,
    person: str,
    post: str,
    on_behalf: str,
    now: datetime,
) -> SigningOrder:
    query = select(SigningOrder).where(SigningOrder.edition_id == edition.id, SigningOrder.kind == kind)
    found = session.scalars(query).one_or_none()
    if found is not None:
        return found
    order = SigningOrder(
        edition_id=edition.id,
        kind=kind,
        ordered_by_id=actor.person_id,
        ordered_at=now,
        person=person,
        post=post,
        on_behalf=on_behalf,
    )
    queued.ask(order, now)
    session.add(order)
    session.flush()
    audit.record(
        session,
        actor,
        "order_signature",
        "signing_order",
        order.id,
        now=now,
        after={"edition": edition.id, "kind": kind},
        agency_id=report.agency_id,
    )
    return order
