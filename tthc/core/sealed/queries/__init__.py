"""What lies in the safes of those who ask: nothing here answers anybody who stands on no list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from tthc.core.inspections.models import InspectionRound
from tthc.core.people.models import Unit
from tthc.core.sealed.models import SealedEntry, SealedFile, SealedItem, SealedReader, SealedRound
from tthc.core.sealed.queries.chains import verify
from tthc.core.sealed.rules import TEAM, Facts, SafeRole, Seen
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound, WrongState
from tthc.kernel.policy import Can, ensure, may

__all__ = ["Safe", "SafeLine", "files", "is_done", "items", "known_files", "one_file", "past", "past_of_round", "safe", "safes", "verify"]
_ORDER = {role: place for place, role in enumerate(SafeRole)}


@dataclass(frozen=True)
class Safe:
    """A safe with the people who know of it, the head first."""

    row: SealedRound
    readers: tuple[SealedReader, ...]

    @property
    def seen(self) -> Seen:
        """For reading: everybody of the list."""
        return self._seen(self.readers)

    @property
    def led(self) -> Seen:
        """For changing and opening: the team; who ordered it only reads."""
        return self._seen([one for one in self.readers if one.role in TEAM])

    def _seen(self, readers: Sequence[SealedReader]) -> Seen:
        team = frozenset(one.person_id for one in readers if one.person_id is not None)
        return Seen(self.row.agency_id, self.row.object_id, team)

    @property
    def is_over(self) -> bool:
        """Opened or given up: nothing of it changes any more."""
        return self.row.opened_at is not None or self.row.discarded_at is not None

    @property
    def facts(self) -> Facts:
        """Whom, when, on whose decision."""
        row = self.row
        return Facts(row.object_id, row.starts_on, row.ends_on, row.content, row.decision_number, row.decided_on)

    def check_not_over(self) -> None:
        """WrongState once it is over."""
        if self.row.opened_at is not None:
            raise WrongState("Đợt kiểm tra đã công bố nên không sửa phần chuẩn bị nữa. Mở đợt kiểm tra trong sổ để ghi tiếp.")
        if self.row.discarded_at is not None:
            raise WrongState("Việc chuẩn bị này đã bỏ nên không sửa được nữa.")


@dataclass(frozen=True)
class SafeLine:
    """A safe in the list of somebody who stands on its own list."""

    safe_id: int
    object_name: str
    starts_on: date
    ends_on: date
    role: SafeRole
    is_opened: bool
    is_discarded: bool
    opened_round_id: int | None


def safes(session: Session, actor: Actor) -> list[SafeLine]:
    """The safes on whose lists the actor stands, the latest first."""
    ensure(actor, Can.INSPECTION_UNSEAL)
    query = (
        select(SealedRound, SealedReader.role, Unit.name)
        .join(SealedReader, SealedReader.safe_id == SealedRound.id)
        .outerjoin(Unit, Unit.id == SealedRound.object_id)
        .where(SealedReader.person_id == actor.person_id, SealedRound.agency_id == actor.agency_id)
        .order_by(SealedRound.starts_on.desc(), SealedRound.id)
    )
    found = session.execute(query).all()
    own = frozenset() if actor.person_id is None else frozenset({actor.person_id})
    return [
        SafeLine(
            row.id,
            name or "",
            row.starts_on,
            row.ends_on,
            role,
            row.opened_at is not None,
            row.discarded_at is not None,
            row.opened_round_id,
        )
        for row, role, name in found
        if may(actor, Can.INSPECTION_UNSEAL, Seen(row.agency_id, row.object_id, own))
    ]


def safe(session: Session, actor: Actor, safe_id: int) -> Safe:
    """A safe on whose list the actor stands; for everybody else there is none."""
    row = session.get(SealedRound, safe_id)
    readers = session.scalars(select(SealedReader).where(SealedReader.safe_id == safe_id)).all()
    if row is None:
        raise NotFound
    found = Safe(row, tuple(sorted(readers, key=lambda one: (_ORDER[one.role], one.name, one.id))))
    if not may(actor, Can.INSPECTION_UNSEAL, found.seen):
        raise NotFound
    return found


def items(session: Session, safe_id: int) -> Sequence[SealedItem]:
    """The checklist of a safe that was found, in its order."""
    return session.scalars(select(SealedItem).where(SealedItem.safe_id == safe_id).order_by(SealedItem.position)).all()


def files(session: Session, safe_id: int) -> Sequence[SealedFile]:
    """The papers of a safe that was found, as they were added."""
    query = select(SealedFile).where(SealedFile.safe_id == safe_id, SealedFile.removed_at.is_(None))
    return session.scalars(query.order_by(SealedFile.added_at, SealedFile.id)).all()


def one_file(session: Session, found: Safe, paper_id: int) -> SealedFile:
    """A paper of this safe."""
    paper = session.get(SealedFile, paper_id)
    if paper is None or paper.safe_id != found.row.id or paper.removed_at is not None:
        raise NotFound
    return paper


def past(session: Session, safe_id: int) -> Sequence[SealedEntry]:
    """The log of a safe that was found, the newest first."""
    return session.scalars(select(SealedEntry).where(SealedEntry.safe_id == safe_id).order_by(SealedEntry.number.desc())).all()


def past_of_round(session: Session, actor: Actor, round_id: int) -> tuple[InspectionRound, Sequence[SealedEntry]]:
    """What was done in the safe from which a round came, for whoever may read the round."""
    ensure(actor, Can.INSPECTION_READ)
    row = session.get(InspectionRound, round_id)
    if row is None or row.removed_at is not None or not may(actor, Can.INSPECTION_READ, row):
        raise NotFound
    safe_id = session.scalar(select(SealedRound.id).where(SealedRound.opened_round_id == round_id))
    if safe_id is None:
        raise NotFound
    return row, past(session, safe_id)


def known_files(session: Session) -> frozenset[str]:
    """The SHA-256 of every paper that lies or lay in a safe, for the night's sweep."""
    return frozenset(session.scalars(select(SealedFile.sha256)))


def is_done(session: Session, request_key: str) -> bool:
    """Whether a request with this key was already carried out in a safe."""
    return bool(session.scalar(select(exists().where(SealedEntry.request_key == request_key))))
