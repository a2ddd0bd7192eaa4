"""Ask for a year's package, and seal it once it has been written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tthc.core.archive import rules
from tthc.core.archive.models import ArchivePackage
from tthc.core.archive.ports import ManifestLine
from tthc.core.audit import actions as audit
from tthc.core.files import actions as file_actions
from tthc.core.files.ports import Stored
from tthc.core.people import queries as people_queries
from tthc.kernel import queued
from tthc.kernel.actor import Actor
from tthc.kernel.policy import Can, ensure


def ask(session: Session, actor: Actor, agency_id: int, year: int, *, now: datetime) -> ArchivePackage:
    """Ask for the package of a year as of now; the worker writes it."""
    agency = people_queries.agency(session, agency_id)
    ensure(actor, Can.ARCHIVE_EXPORT, agency)
    package = ArchivePackage(
        agency_id=agency_id,
        year=year,
        name=rules.folder_name(agency.short_name or agency.name, year),
        asked_at=now,
        asked_by_id=actor.person_id,
    )
    queued.ask(package, now)
    session.add(package)
    session.flush()
    audit.record(session, actor, "ask", "archive_package", package.id, now=now, after={"year": year}, agency_id=agency_id)
    return package


def seal(
    session: Session,
    actor: Actor,
    package: ArchivePackage,
    lines: Sequence[ManifestLine],
    *,
    log_head: str,
    stored: Stored | None,
    now: datetime,
) -> ArchivePackage:
    """Keep the proof of a written package: its manifest, and the zip if it was packed; a second time it changes nothing."""
    ensure(actor, Can.ARCHIVE_EXPORT, package)
    if package.manifest_sha256 is None:
        manifest = "".join(f"{line.sha256}  {line.path}\n" for line in lines)
        package.manifest_sha256 = hashlib.sha256(manifest.encode()).hexdigest()
        package.files, package.bytes = len(lines), sum(line.size for line in lines)
        package.audit_hash = log_head
        package.stored_file_id = file_actions.register(session, stored, now=now).id if stored else None
        after = {"year": package.year, "files": package.files, "manifest_sha256": package.manifest_sha256}
        audit.record(session, actor, "seal", "archive_package", package.id, now=now, after=after, agency_id=package.agency_id)
    queued.finish(package, now)
    session.flush()
    return package
