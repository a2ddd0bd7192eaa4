"""Packages as they are read; `record` gathers what goes into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Session, joinedload

from tthc.core.archive.models import ArchivePackage
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.errors import NotFound
from tthc.kernel.policy import Can, may

_WHOLE = (joinedload(ArchivePackage.stored_file), joinedload(ArchivePackage.asked_by))


def visible(actor: Actor) -> ColumnElement[bool]:
    """Packages of the actor's agency, for those who may read the archive."""
    if actor.is_system and actor.agency_id is None:
        return true()
    return ArchivePackage.agency_id == actor.agency_id if may(actor, Can.ARCHIVE_READ) else false()


def packages(session: Session, actor: Actor, *, limit: int = 25) -> Sequence[ArchivePackage]:
    """The newest packages first."""
    query = select(ArchivePackage).where(visible(actor)).options(*_WHOLE)
    return session.scalars(query.order_by(ArchivePackage.id.desc()).limit(limit)).all()


def package(session: Session, actor: Actor, package_id: int) -> ArchivePackage:
    """A package by id; NotFound outside the actor's scope."""
    found = session.scalars(select(ArchivePackage).where(ArchivePackage.id == package_id, visible(actor)).options(*_WHOLE)).one_or_none()
    if found is None:
        raise NotFound
    return found


def waiting(session: Session, now: datetime) -> list[int]:
    """Packages that nobody is making."""
    return queued.waiting(session, ArchivePackage, now)
