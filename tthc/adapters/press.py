"""The press: documents printed in child processes that have limits, no network and no secrets (trust.md RN-03, RN-04)."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import Lock, Thread

from tthc.core.files.ports import NOTHING
from tthc.kernel.errors import Unavailable

_CPU_SECONDS = 60
_WALL_SECONDS = 120
_MEMORY = 1024 * 1024 * 1024
_WATCH_SECONDS = 2
_TASKS_PER_CHILD = 50  # WeasyPrint does not give memory back
_KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TEMP",
    "TMP",
    "TMPDIR",
    "SYSTEMROOT",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "WEASYPRINT_DLL_DIRECTORIES",
)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_STOPPED = "Chưa in được văn bản: quá thời gian hoặc bộ nhớ cho phép. Rút gọn nội dung hoặc xuất ra tệp Excel (.xlsx)."


class Press:
    """One warm child, started at the first document, replaced after fifty and made anew when it dies.

    One document at a time: with more, Python 3.11 miscounts idle children and forgets to replace the retired one.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def print(
        self, template: str, content: Mapping[str, object], *, attachments: Mapping[str, bytes] = NOTHING, identifier: str = ""
    ) -> bytes:
        """Fill the template of that name and print it as PDF/A."""
        with self._turn:
            try:
                waiting: Future[bytes] = self._running().submit(_in_child, template, dict(content), dict(attachments), identifier)
                return waiting.result(timeout=_WALL_SECONDS)
            except (BrokenProcessPool, TooLate, MemoryError) as error:
                self._drop()
                raise Unavailable(_STOPPED) from error

    def close(self) -> None:
        """Stop the child."""
        with self._turn:
            self._drop()

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            spawn = get_context("spawn")
            self._pool = ProcessPoolExecutor(
                1, mp_context=spawn, initializer=_enter, initargs=(os.getpid(),), max_tasks_per_child=_TASKS_PER_CHILD
            )
        return self._pool

    def _drop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            for child in list((pool._processes or {}).values()):  # noqa: SLF001 - Python 3.14 has terminate_workers() for this
                child.kill()
            pool.shutdown(wait=True, cancel_futures=True)


def _enter(parent: int) -> None:
    """What a child gives up before its first document: secrets, the network, memory without end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops the child
    for name in set(os.environ) - set(_KEPT):
        del os.environ[name]
    with contextlib.suppress(OSError, AttributeError):  # not on Windows, and not every kernel allows it
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    """A child whose parent was killed would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(0)


def _in_child(template: str, content: Mapping[str, object], attachments: Mapping[str, bytes], identifier: str) -> bytes:
    from tthc.adapters.rendering import render

    _allow_seconds(_CPU_SECONDS)
    return render(template, content, attachments, identifier)


def _allow_seconds(seconds: int) -> None:
    """A fresh allowance for this document; the kernel ends the child that overdraws it."""
    with contextlib.suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))
