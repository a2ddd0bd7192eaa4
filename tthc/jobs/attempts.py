"""One try at a row that waits: what goes wrong is written on the row, for the person who asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tthc.core.toolbox import Toolbox
from tthc.kernel import queued
from tthc.kernel.errors import DomainError
from tthc.kernel.tables import Queued
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FAILED = "Máy chủ chưa xử lý được yêu cầu; sẽ tự làm lại sau ít phút."
logger = logging.getLogger(__name__)


@contextmanager
def recorded(session: Session, toolbox: Toolbox, load: Callable[[], Queued]) -> Iterator[None]:
    """Run the block; if it raises, note the sentence on the row and let the sweeper ask again later."""
    try:
        yield
    except BaseException as error:
        sentence = str(error) if isinstance(error, DomainError) else FAILED
        with unit_of_work(session):
            queued.fail(load(), sentence, toolbox.clock.now())
        if not isinstance(error, DomainError):
            raise
        logger.warning("job put off: %s", sentence)
