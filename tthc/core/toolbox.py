"""The tools a view, a command or a job may use; the factory alone fills the box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tthc.core.archive.ports import SiteWriter
from tthc.core.communication.ports import CalendarWriter
from tthc.core.files.ports import DocumentPress, FileStore, Sheets
from tthc.core.plans.ports import ReadOffice, WritePlan
from tthc.core.signing.ports import Signer
from tthc.kernel.clock import Clock


class Enqueue(Protocol):
    """Wakes the worker; the row it names is the truth."""

    def enqueue(self, name: str, **ids: int | str) -> None:
        """Ask for a job, after the commit that made its row."""


@dataclass(frozen=True)
class Toolbox:
    """All ports."""

    files: FileStore
    press: DocumentPress
    signer: Signer
    office: ReadOffice
    writer: WritePlan
    sheets: Sheets
    calendars: CalendarWriter
    site: SiteWriter
    queue: Enqueue
    clock: Clock
