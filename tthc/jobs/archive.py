"""Write the package of a year: gather in a read, write outside any transaction, seal in a short write."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tthc.core.archive import actions as archive_actions
from tthc.core.archive import queries as archive_queries
from tthc.core.archive import rules
from tthc.core.archive.ports import KeptFile
from tthc.core.archive.queries import record
from tthc.core.files.ports import Stored
from tthc.core.toolbox import Toolbox
from tthc.jobs.attempts import recorded
from tthc.kernel import queued
from tthc.kernel.actor import system
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ZIP = "application/zip"


def export_year(session: Session, toolbox: Toolbox, package_id: int, folder: Path | None = None) -> bool:
    """Write the package to `folder`, or as a zip into the store. False if there was nothing to do."""
    with unit_of_work(session):
        package = archive_queries.package(session, system(), package_id)
        if not queued.take(package, toolbox.clock.now()):
            return False
        agency_id, year, name, as_of = package.agency_id, package.year, package.name, package.asked_at
    with recorded(session, toolbox, lambda: archive_queries.package(session, system(), package_id)):
        actor = system(agency_id)
        contents = record.gather(session, actor, agency_id, year, as_of=as_of)
        session.rollback()
        with tempfile.TemporaryDirectory(prefix="tthc-") as work:
            place = folder or Path(work) / name
            lines = toolbox.site.write(place, rules.pages(contents.year), _files(toolbox, contents))
            stored = None if folder else _packed(toolbox, place)
        with unit_of_work(session):
            package = archive_queries.package(session, system(), package_id)
            head = contents.year.log_head
            archive_actions.seal(session, actor, package, lines, log_head=head, stored=stored, now=toolbox.clock.now())
    return True


def _packed(toolbox: Toolbox, folder: Path) -> Stored:
    """A year may hold more than memory does: the zip goes into the store as a stream."""
    with toolbox.site.pack(folder).open("rb") as stream:
        return toolbox.files.keep(stream, ZIP)


def _files(toolbox: Toolbox, contents: record.Contents) -> Iterator[KeptFile]:
    """One file in memory at a time; each is proved again while it is read."""
    for path, sha256 in sorted(contents.files.items()):
        yield KeptFile(path, toolbox.files.read(sha256), sha256)
    for path, content in sorted(contents.data.items()):
        yield KeptFile.of(path, content)
