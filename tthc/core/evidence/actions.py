"""Hand in evidence, accept it, send it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import select, union
from sqlalchemy.orm import Session, joinedload

from tthc.core.audit import actions as audit
from tthc.core.evidence import rules
from tthc.core.evidence.models import Evidence, EvidenceKind, EvidenceLink, Verdict
from tthc.core.evidence.rules import Proof
from tthc.core.files.rules import clean_name
from tthc.core.tasks import actions as task_actions
from tthc.core.tasks.models import Occurrence, State
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, NotAllowed, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import fold

UNDO = timedelta(minutes=10)


class Scope(Protocol):
    """Whose evidence it is: an occurrence, a line of a score sheet, a finding."""

    @property
    def agency_id(self) -> int:
        """The agency that keeps it."""

    @property
    def unit_id(self) -> int:
        """The unit that hands it in."""


def keep(
    session: Session, actor: Actor, scope: Scope, proof: Proof, *, today: date, now: datetime, can: Can = Can.EVIDENCE_SUBMIT
) -> Evidence:
    """Evidence that is no answer to a task; the room that asks links it and hands in its own right on the scope (`can`)."""
    ensure(actor, can, scope)
    if actor.person_id is None:
        raise NotAllowed("Chỉ người dùng mới thêm minh chứng được.")
    rules.check([proof], today=today)
    evidence, is_new = _kept(session, scope, proof)
    if is_new:
        after = {"kind": evidence.kind, "title": evidence.file_name or evidence.doc_number or evidence.subject or evidence.note}
        audit.record(session, actor, "keep", "evidence", evidence.id, now=now, after=after, agency_id=evidence.agency_id)
    return evidence


def submit(
    session: Session,
    actor: Actor,
    occurrence: Occurrence,
    proofs: Sequence[Proof],
    *,
    today: date,
    now: datetime,
    version: int | None = None,
) -> list[EvidenceLink]:
    """Report an occurrence as done with its proofs; it then waits for a verdict."""
    ensure(actor, Can.EVIDENCE_SUBMIT, occurrence)
    if actor.person_id is None:
        raise NotAllowed("Chỉ người dùng mới báo hoàn thành được.")
    task_actions.check_version(occurrence, version, {"Trạng thái": "Báo hoàn thành"})
    rules.check(proofs, today=today)
    links = [_link(session, actor, occurrence, proof, today, now) for proof in proofs]
    before = {"state": occurrence.state}
    task_actions.move(session, occurrence, State.SUBMITTED, today=today, now=now, person_id=actor.person_id)
    after = {"state": occurrence.state, "evidence": [link.evidence_id for link in links]}
    audit.record(session, actor, "submit", "occurrence", occurrence.id, now=now, before=before, after=after)
    return links


def _link(session: Session, actor: Actor, occurrence: Occurrence, proof: Proof, today: date, now: datetime) -> EvidenceLink:
    evidence, _ = _kept(session, occurrence, proof)
    return _offer(session, actor, evidence, occurrence, today, now)


def _kept(session: Session, scope: Scope, proof: Proof) -> tuple[Evidence, bool]:
    if same := _frozen(session, scope, proof):
        return same, False
    evidence = _evidence(scope, proof)
    session.add(evidence)
    session.flush()
    return evidence, True


def _frozen(session: Session, scope: Scope, proof: Proof) -> Evidence | None:
    """A row under the same words is one piece of evidence, whatever it proves; an edited row is offered under its new words."""
    if proof.kind != EvidenceKind.ROW:
        return None
    same = (Evidence.register == proof.register, Evidence.row_id == proof.row_id, Evidence.subject == proof.subject)
    query = select(Evidence).where(Evidence.agency_id == scope.agency_id, *same)
    return session.scalars(query.order_by(Evidence.id).limit(1)).first()


def _evidence(scope: Scope, proof: Proof) -> Evidence:
    file_name = clean_name(proof.file_name) if proof.file_name else ""
    return Evidence(
        agency_id=scope.agency_id,
        unit_id=scope.unit_id,
        kind=EvidenceKind(proof.kind),
        stored_file_id=proof.stored_file_id,
        file_name=file_name,
        doc_number=proof.doc_number.strip(),
        doc_date=proof.doc_date,
        issuer=proof.issuer,
        subject=proof.subject,
        note=proof.note.strip(),
        register=proof.register,
        row_id=proof.row_id,
        folded=fold(f"{file_name} {proof.doc_number} {proof.issuer} {proof.subject} {proof.note}"),
    )


def _offer(session: Session, actor: Actor, evidence: Evidence, occurrence: Occurrence, today: date, now: datetime) -> EvidenceLink:
    link = EvidenceLink(
        evidence_id=evidence.id,
        occurrence_id=occurrence.id,
        agency_id=occurrence.agency_id,
        unit_id=occurrence.unit_id,
        submitted_by_id=actor.person_id,
        submitted_at=now,
        submitted_on=today,
    )
    session.add(link)
    session.flush()
    return link


def verify(session: Session, actor: Actor, link: EvidenceLink, *, today: date, now: datetime) -> Occurrence:
    """Accept the submission that this link is part of: all its waiting links, and the occurrence is done."""
    ensure(actor, Can.EVIDENCE_VERIFY, link)
    links = _judge(session, actor, link, Verdict.ACCEPTED, "", today, now)
    evidence_ids = [one.evidence_id for one in links]
    kinds = set(session.scalars(select(Evidence.kind).where(Evidence.id.in_(evidence_ids))))
    state = State.NOT_APPLICABLE if kinds == {EvidenceKind.NOTHING} else State.DONE
    return _settle(session, actor, link, state, "verify", "", evidence_ids, today=today, now=now)


def send_back(session: Session, actor: Actor, link: EvidenceLink, comment: str, *, today: date, now: datetime) -> Occurrence:
    """Return the submission with a reason; the unit sees it at the top of its work."""
    ensure(actor, Can.EVIDENCE_VERIFY, link)
    if not comment.strip():
        raise BadInput("Nêu lý do trả lại.", {"comment": "Nêu lý do trả lại để đơn vị biết cần bổ sung gì."})
    links = _judge(session, actor, link, Verdict.RETURNED, comment.strip(), today, now)
    evidence_ids = [one.evidence_id for one in links]
    return _settle(session, actor, link, State.RETURNED, "send_back", comment.strip(), evidence_ids, today=today, now=now)


def _settle(
    session: Session,
    actor: Actor,
    link: EvidenceLink,
    state: State,
    verb: str,
    comment: str,
    evidence_ids: list[int],
    *,
    today: date,
    now: datetime,
) -> Occurrence:
    occurrence = session.get_one(Occurrence, link.occurrence_id)
    task_actions.move(session, occurrence, state, today=today, now=now, person_id=actor.person_id, comment=comment)
    after = {"state": state, "evidence": evidence_ids, "comment": comment}
    audit.record(session, actor, verb, "occurrence", occurrence.id, now=now, before={"state": State.SUBMITTED}, after=after)
    return occurrence


def _judge(
    session: Session, actor: Actor, link: EvidenceLink, verdict: Verdict, comment: str, today: date, now: datetime
) -> list[EvidenceLink]:
    query = select(EvidenceLink).where(EvidenceLink.occurrence_id == link.occurrence_id, EvidenceLink.verdict == Verdict.WAITING)
    links = list(session.scalars(query.order_by(EvidenceLink.id)))
    if link not in links:
        raise WrongState("Minh chứng này đã có người xử lý. Tải lại trang để xem kết quả.")
    for one in links:
        ensure(actor, Can.EVIDENCE_VERIFY, one)
        one.verdict, one.comment = verdict, comment
        one.verified_by_id, one.verified_at, one.verified_on = actor.person_id, now, today
    session.flush()
    return links


def withdraw(session: Session, actor: Actor, occurrence: Occurrence, *, today: date, now: datetime) -> None:
    """Take one's own submission back within ten minutes, while nobody has judged it."""
    ensure(actor, Can.EVIDENCE_SUBMIT, occurrence)
    if occurrence.state is not State.SUBMITTED or occurrence.submitted_by_id != actor.person_id or occurrence.submitted_at is None:
        raise WrongState("Việc này không còn hoàn tác được.")
    if now - occurrence.submitted_at > UNDO:
        raise WrongState("Đã quá 10 phút nên không hoàn tác được. Đề nghị người duyệt trả lại.")
    waiting = select(EvidenceLink).where(EvidenceLink.occurrence_id == occurrence.id, EvidenceLink.verdict == Verdict.WAITING)
    links = list(session.scalars(waiting.options(joinedload(EvidenceLink.evidence))))
    for link in links:
        session.delete(link)
    session.flush()
    _forget(session, [link.evidence for link in links])
    task_actions.take_back(session, occurrence)
    audit.record(session, actor, "withdraw", "occurrence", occurrence.id, now=now, after={"state": occurrence.state, "on": today})


def _forget(session: Session, offered: Sequence[Evidence]) -> None:
    """Evidence that proves nothing any more goes; it may still prove another task, a line of a score sheet, a finding."""
    ids = [one.id for one in offered]
    # The rooms that link evidence stand above this one: what refers to it is read from the tables.
    tables = [table for table in Evidence.metadata.sorted_tables if table is not Evidence.__table__]
    links = [key.parent for table in tables for key in table.foreign_keys if key.column is Evidence.__table__.c.id]
    kept = set(session.scalars(union(*(select(link).where(link.in_(ids)) for link in links))))
    for one in offered:
        if one.id not in kept:
            session.delete(one)
    session.flush()
