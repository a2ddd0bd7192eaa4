"""The work of the night: open apologies for dossiers that became late, forget old sign-ins, sweep the store and read some of it again."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tthc.core.accounts import actions as account_actions
from tthc.core.files import actions as file_actions
from tthc.core.files import queries as file_queries
from tthc.core.files.ports import FileStore
from tthc.core.files.rules import NightCheck
from tthc.core.sealed import queries as sealed_queries
from tthc.core.toolbox import Toolbox
from tthc.jobs.dossiers import open_apologies
from tthc.jobs.indicators import count_everything
from tthc.kernel.actor import system
from tthc.kernel.errors import Damaged, NotFound
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ORPHAN_AFTER = timedelta(hours=24)  # younger bytes may belong to a row that is being written
logger = logging.getLogger(__name__)


@dataclass
class _Bad:
    damaged: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)


def night_work(session: Session, toolbox: Toolbox) -> bool:
    """Do it if this night's has not been done; False if it has. A killed run is begun again: nothing is noted before the end."""
    now = toolbox.clock.now()
    is_due, files = file_queries.is_due(session, now), file_queries.tonight(session, now)
    session.rollback()
    if not is_due:
        return False
    bad = _read_again(toolbox.files, files)
    known = file_queries.known(session) | sealed_queries.known_files(session)
    _prove_safes(session, toolbox.files)
    session.rollback()
    swept = len(toolbox.files.sweep(known, ORPHAN_AFTER))
    counted = count_everything(session, toolbox)
    opened = open_apologies(session, today=toolbox.clock.today(), now=now)
    with unit_of_work(session):
        forgotten = account_actions.forget_sign_ins(session, system(), now=now)
        found = NightCheck(now, len(files), tuple(bad.damaged), tuple(bad.missing), swept, forgotten)
        file_actions.note_check(session, system(), found)
    logger.info("night: %s; %s apologies opened, %s figures counted anew", found, opened, counted)
    return True


def _prove_safes(session: Session, store: FileStore) -> None:
    """Only what is wrong is said, and only to who keeps the machine: a count in the log would tell that something lies in a safe."""
    if not sealed_queries.verify(session):
        logger.error("a log that is kept apart does not hold")
    for sha256 in sorted(sealed_queries.known_files(session)):
        try:
            store.read(sha256)
        except (NotFound, Damaged):
            logger.exception("stored bytes kept apart are damaged or missing: %s", sha256)


def _read_again(store: FileStore, files: Mapping[int, str]) -> _Bad:
    bad = _Bad()
    for file_id, sha256 in files.items():
        try:
            store.read(sha256)
        except NotFound:
            bad.missing.append(file_id)
        except Damaged:
            bad.damaged.append(file_id)
    if bad.damaged or bad.missing:
        logger.error("stored files: damaged %s, missing %s", bad.damaged, bad.missing)
    return bad
