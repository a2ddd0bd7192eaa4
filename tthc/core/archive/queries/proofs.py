"""Accepted evidence of a year, with the files that lie beside its pages."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from tthc.core.archive import rules
from tthc.core.archive.rules import Paper, Proof
from tthc.core.evidence import queries as evidence_queries
from tthc.core.evidence.models import Evidence, EvidenceLink, Verdict
from tthc.core.files.models import StoredFile
from tthc.core.people.models import Person
from tthc.core.registers.models import RegisterFile
from tthc.core.tasks.models import Occurrence, State
from tthc.kernel.vietnamese import day

SETTLED = {State.DONE: "Hoàn thành", State.NOT_APPLICABLE: "Không phát sinh"}


def accepted(session: Session, agency_id: int, year: int, files: dict[str, str]) -> dict[int, list[Proof]]:
    """Occurrence -> its accepted evidence; the bytes that go along are noted in `files`."""
    sender, judge = aliased(Person), aliased(Person)
    query = (
        select(EvidenceLink, Evidence, StoredFile, sender.full_name, judge.full_name)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .join(Occurrence, Occurrence.id == EvidenceLink.occurrence_id)
        .join(sender, sender.id == EvidenceLink.submitted_by_id)
        .outerjoin(judge, judge.id == EvidenceLink.verified_by_id)
        .outerjoin(StoredFile, StoredFile.id == Evidence.stored_file_id)
        .where(EvidenceLink.agency_id == agency_id, Occurrence.year == year, EvidenceLink.verdict == Verdict.ACCEPTED)
        .where(Occurrence.state.in_(SETTLED))
        .order_by(EvidenceLink.id)
    )
    papers = _papers(session, agency_id, year, files)
    found: dict[int, list[Proof]] = defaultdict(list)
    for link, proof, stored, who, judged_by in session.execute(query):
        path = lay(files, "minh-chung", proof.file_name, stored) if stored else ""
        found[link.occurrence_id].append(
            Proof(
                title=evidence_queries.name_of(proof),
                file_name=proof.file_name,
                path=path,
                sha256=stored.sha256 if stored else "",
                size=stored.size if stored else 0,
                document="; ".join(filter(None, (proof.issuer, proof.subject if proof.row_id is None else ""))),
                note=proof.note,
                sent=f"{who}, {day(link.submitted_on)}",
                accepted=f"{judged_by}, {day(link.verified_on)}" if link.verified_on else "",
                papers=papers.get((proof.register, proof.row_id or 0), ()),
            )
        )
    return found


def _papers(session: Session, agency_id: int, year: int, files: dict[str, str]) -> dict[tuple[str, int], tuple[Paper, ...]]:
    """The files of rows that were accepted as evidence; those that may name people stay in the house."""
    proved = (
        select(Evidence.register, Evidence.row_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .join(Occurrence, Occurrence.id == EvidenceLink.occurrence_id)
        .where(EvidenceLink.agency_id == agency_id, Occurrence.year == year, EvidenceLink.verdict == Verdict.ACCEPTED)
        .where(Evidence.row_id.is_not(None), Occurrence.state.in_(SETTLED))
        .distinct()
        .subquery()
    )
    query = (
        select(RegisterFile, StoredFile)
        .join(StoredFile, StoredFile.id == RegisterFile.stored_file_id)
        .join(proved, and_(proved.c.register == RegisterFile.register, proved.c.row_id == RegisterFile.row_id))
        .where(RegisterFile.agency_id == agency_id, RegisterFile.removed_at.is_(None), RegisterFile.is_personal.is_(False))
        .order_by(RegisterFile.id)
    )
    found: dict[tuple[str, int], tuple[Paper, ...]] = defaultdict(tuple)
    for paper, stored in session.execute(query):
        path = lay(files, "minh-chung", paper.file_name, stored)
        found[paper.register, paper.row_id] += (Paper(paper.file_name, path, stored.sha256, stored.size),)
    return found


def lay(files: dict[str, str], folder: str, name: str, stored: StoredFile) -> str:
    """Where a stored file lies in the folder."""
    path = f"{folder}/{rules.safe_name(name, stored.sha256)}"
    files[path] = stored.sha256
    return path
