"""Print a frozen edition, sign or seal it. Each step may be killed before or after: what is done is found, the rest is done again.

Nothing slow runs inside a transaction: read, end it, render or sign, then write (render → keep → row → sign → verify → row).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tthc.core.reports import actions as report_actions
from tthc.core.reports import queries as report_queries
from tthc.core.reports.rules import ReportKind
from tthc.core.signing import actions as signing_actions
from tthc.core.signing import queries as signing_queries
from tthc.core.signing.rules import SignatureKind
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.document import canonical, fingerprint
from tthc.kernel.errors import Damaged, Unavailable
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PDF = "application/pdf"
DATA = "du-lieu.json"


def print_edition(session: Session, toolbox: Toolbox, edition_id: int) -> bool:
    """Print the PDF of a frozen edition; a section's is then ordered to be sealed. False if there was nothing to do."""
    with unit_of_work(session):
        edition = report_queries.edition(session, system(), edition_id)
        if not queued.take(edition, toolbox.clock.now()):
            return False
        content, sha256 = edition.content, edition.content_sha256
    with recorded(session, toolbox, lambda: report_queries.edition(session, system(), edition_id)):
        if fingerprint(content) != sha256:
            raise Damaged("Nội dung đã chốt của báo cáo không còn nguyên vẹn; không in.")
        shown = content | {"is_test": toolbox.signer.is_test}
        pdf = toolbox.press.print("report", shown, attachments={DATA: canonical(content)}, identifier=sha256)
        stored = toolbox.files.keep(pdf, PDF)
        with unit_of_work(session):
            edition = report_queries.edition(session, system(), edition_id)
            actor, now = system(edition.report.agency_id), toolbox.clock.now()
            report_actions.keep_pdf(session, actor, edition, stored, now=now)
            is_sealed = edition.report.kind is ReportKind.SECTION
            order_id = signing_actions.order_seal(session, actor, edition, now=now).id if is_sealed else None
        if order_id is not None:
            toolbox.queue.enqueue("sign_edition", order_id=order_id)
    return True


def sign_edition(session: Session, toolbox: Toolbox, order_id: int) -> bool:
    """Carry out an order to sign or seal; "đã ký" is said only after the result was read back and found valid."""
    with unit_of_work(session):
        order = signing_queries.order(session, system(), order_id)
        if not queued.take(order, toolbox.clock.now()):
            return False
        content, file = order.edition.content, order.edition.stored_file
        if file is None:
            raise Unavailable("Tệp PDF của báo cáo chưa in xong.")
        kind, person, post, at, sha256 = order.kind, order.person, order.post, order.ordered_at, file.sha256
    with recorded(session, toolbox, lambda: signing_queries.order(session, system(), order_id)):
        frozen, reason = toolbox.files.read(sha256), content["subject"]
        # `at` is the moment of the order, so that a second try after a crash signs the same words.
        if kind is SignatureKind.SEAL:
            signed = toolbox.signer.seal(frozen, reason=reason, agency=person, at=at)
        else:
            signed = toolbox.signer.sign(frozen, person=person, post=post, reason=reason, at=at)
        facts = toolbox.signer.verify(signed)
        stored = toolbox.files.keep(signed, PDF)
        # What was kept is what was verified: read back from the store, not from memory.
        kept = toolbox.files.read(stored.sha256)
        is_only_signed = toolbox.signer.adds_only_signatures(frozen, kept)
        with unit_of_work(session):
            order = signing_queries.order(session, system(), order_id)
            actor = system(order.edition.report.agency_id)
            now = toolbox.clock.now()
            signing_actions.attach_signature(session, actor, order, kept, stored, facts, is_only_signed=is_only_signed, now=now)
    return True


def seal_section_report(session: Session, toolbox: Toolbox, edition_id: int) -> None:
    """Print and seal a section's progress report in one go."""
    print_edition(session, toolbox, edition_id)
    order = signing_queries.order_of(session, system(), edition_id)
    if order is not None:
        sign_edition(session, toolbox, order.id)
