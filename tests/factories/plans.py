"""Plans on their way in."""

from datetime import UTC, date, datetime

from tthc.adapters.office import Office
from tthc.config import ROOT
from tthc.core.calendar import actions as calendar_actions
from tthc.core.files.ports import Stored
from tthc.core.imports import actions as import_actions
from tthc.kernel.actor import system

NOW = datetime(2024, 8, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 8, 15)
_OFFICE = Office()  # its child stays warm for all tests


def example(name="seed-002"):
    """The bytes of one of the example plans."""
    return (ROOT / "tthc" / "examples" / f"{name}.txt").read_bytes()


def staged(session, actor, content=None, name="ke-hoach.txt", sha256="ab" * 32):
    """An uploaded plan that waits to be read."""
    content = example() if content is None else content
    return import_actions.stage(session, actor, Stored(sha256, len(content), "text/plain"), name, now=NOW)


def checked(session, actor, content=None, name="ke-hoach.txt", sha256="ab" * 32):
    """An uploaded plan that was read and waits for a check."""
    content = example() if content is None else content
    calendar_actions.seed(session, system(), now=NOW)
    row = staged(session, actor, content, name, sha256)
    import_actions.read(session, system(row.agency_id), row, _OFFICE.draft(content, name), today=TODAY, now=NOW)
    return row


def loaded(session, actor, **values):
    """A plan brought in whole; returns the import and the plan."""
    row = checked(session, actor, **values)
    return row, import_actions.load(session, actor, row, today=TODAY, now=NOW)
