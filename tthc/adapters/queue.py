"""The job queue: huey on a SQLite file of its own.

The queue only wakes the worker. The truth is the row (`Queued`), so a lost message or a killed worker delays a job and
never loses it: every minute the job `sweep` asks again for each row that waits without a live lease.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import Any

from huey import SqliteHuey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

SWEEP = "sweep"
SWEEP_SECONDS = 60.0
logger = logging.getLogger(__name__)

Job = Callable[..., object]
Work = Callable[[], AbstractContextManager[tuple[Any, Any]]]


class Queue:
    """Wakes the worker with a job's name and the ids of its rows."""

    def __init__(self, path: Path, jobs: Mapping[str, Job], work: Work) -> None:
        self._path = path
        self._jobs = jobs
        self._work = work

    def enqueue(self, name: str, **ids: int | str) -> None:
        """Ask for a job; called after the commit that made the row."""
        if name not in self._jobs:
            raise KeyError(name)
        self._task(name, ids)

    def waiting(self) -> int:
        """How many messages nobody has taken yet."""
        return int(self._huey.pending_count())

    def serve(self, stopped: threading.Event, sweep_every: float = SWEEP_SECONDS) -> None:
        """Do jobs until `stopped` is set; the job in hand is finished first."""
        consumer = _Consumer(self._huey, workers=1, initial_delay=0.1, max_delay=0.5, periodic=False, shutdown_timeout=20)
        consumer.start()
        while True:
            if SWEEP in self._jobs:
                self.enqueue(SWEEP)
            if stopped.wait(sweep_every):
                break
        consumer.stop(graceful=True)

    def perform(self, name: str, ids: Mapping[str, int | str]) -> None:
        """Do one job now; a failure is logged and left to the sweeper."""
        try:
            with self._work() as (session, toolbox):
                self._jobs[name](session, toolbox, **ids)
        except BaseException:  # the renderer's fatal error is no Exception, and one bad job must not end the worker
            logger.exception("job %s %s failed", name, dict(ids))

    @cached_property
    def _huey(self) -> SqliteHuey:
        # Results are not kept: the row says how a job ended.
        return SqliteHuey("tthc", filename=str(self._path), results=False, serializer=_Json(), timeout=10)

    @cached_property
    def _task(self) -> Callable[[str, Mapping[str, int | str]], object]:
        task: Callable[[str, Mapping[str, int | str]], object] = self._huey.task(name="perform")(self.perform)
        return task


class _Json(Serializer):
    """Messages as JSON: a queue file from elsewhere can then name a job but never bring code."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps([data.id, data.name, data.args]).encode()

    def _deserialize(self, data: bytes) -> Message:
        task_id, name, args = json.loads(data)
        return Message(task_id, name, None, 0, 0, None, args, {}, None, None, None, None)


class _Consumer(Consumer):
    """The caller owns the signals: it sets the event that `serve` waits for."""

    def _set_signal_handlers(self) -> None:
        pass
