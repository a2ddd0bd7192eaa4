"""Child processes for work on content that cannot be trusted: limits, no network, no secrets (trust.md RN-03, RN-04)."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import io
import logging
import os
import pickle
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from tthc.kernel.errors import DomainError

_WATCH_SECONDS = 2
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
_FRAMES = 40
Result = TypeVar("Result")
logger = logging.getLogger(__name__)


class Lost(Exception):
    """The child died, or ran out of time or memory: what it was given was too much for it."""


class Fault(Exception):
    """The work raised something that is no sentence; the text is its traceback."""


class _Received(pickle.Unpickler):
    """A child that a hostile file has taken over may send anything: only plain values and instances of our own classes come in."""

    def find_class(self, module: str, name: str) -> type:
        found = getattr(sys.modules.get(module), name, None)
        if not isinstance(found, type) or found.__module__ != module or not (module == "datetime" or module.startswith("tthc.")):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


@dataclass(frozen=True)
class Limits:
    """What one task may use, and after how many tasks the child is replaced."""

    cpu_seconds: int = 60
    wall_seconds: float = 120
    memory: int = 1024 * 1024 * 1024
    tasks: int = 50
    is_quiet: bool = False  # libraries that complain about a broken file have nobody to complain to


class Child:
    """One warm process, started at the first task, replaced after some and when it dies; one task at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turn = Lock()
        self._process: Any = None
        self._pipe: Any = None
        self._done = 0

    def run(self, work: Callable[..., Result], *args: object, wall_seconds: float | None = None) -> Result:
        """What `work(*args)` gives in the child; raises its DomainError, Lost or Fault."""
        with self._turn:
            pipe = self._running()
            try:
                pipe.send((work, args))
                has_worked, found = self._answer(pipe, wall_seconds or self._limits.wall_seconds)
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                raise Lost(f"died: {self._drop()}") from error
            except BaseException:
                self._drop()
                raise
            self._done += 1
            if self._done >= self._limits.tasks or isinstance(found, Lost):
                self._drop()
        if has_worked:
            return found
        raise found

    def _answer(self, pipe: Connection, wall_seconds: float) -> tuple[bool, Any]:
        if not pipe.poll(wall_seconds):
            raise Lost("out of time")
        return _Received(io.BytesIO(pipe.recv_bytes(self._limits.memory))).load()

    def close(self) -> None:
        """Stop the child; the next task starts another."""
        with self._turn:
            self._drop()

    def _running(self) -> Connection:
        if self._process is not None and not self._process.is_alive():
            self._drop()
        if self._process is None:
            spawn = get_context("spawn")
            self._pipe, theirs = spawn.Pipe()
            self._process = spawn.Process(target=_serve, args=(theirs, os.getpid(), self._limits), daemon=True)
            self._process.start()
            theirs.close()
            atexit.register(self._drop)
        return self._pipe

    def _drop(self) -> int | None:
        """End the child with all it started; its exit code."""
        process, self._process, self._done = self._process, None, 0
        if process is None:
            return None
        atexit.unregister(self._drop)
        self._pipe.close()
        for pid in (*_below(process.pid), process.pid):
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        with contextlib.suppress(OSError, AttributeError):  # what a dead child left behind is still of its group
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
        code: int | None = process.exitcode
        process.close()
        return code


def _below(pid: int) -> Iterator[int]:
    """The programs that a child started, and those they started."""
    with contextlib.suppress(OSError):
        for task in list(Path(f"/proc/{pid}/task").iterdir()):
            for child in map(int, (task / "children").read_text().split()):
                yield from _below(child)
                yield child


def _serve(pipe: Connection, parent: int, limits: Limits) -> None:
    """The life of a child: one task after the other, until the parent closes the pipe."""
    _give_up(parent, limits)
    with contextlib.suppress(EOFError, OSError):
        while True:
            work, args = pipe.recv()
            _allow_seconds(limits.cpu_seconds)
            pipe.send_bytes(_outcome(work, args))


def _outcome(work: Callable[..., object], args: tuple[object, ...]) -> bytes:
    """Whether the work was done and what it gave, or the error it raised."""
    try:
        return pickle.dumps((True, work(*args)))
    except DomainError as error:
        return pickle.dumps((False, error))
    except MemoryError:
        return pickle.dumps((False, Lost("out of memory")))
    except Exception:  # noqa: BLE001 - not every error can be sent; its text can
        return pickle.dumps((False, Fault(traceback.format_exc(_FRAMES))))


def _give_up(parent: int, limits: Limits) -> None:
    """What a child gives up before its first task: secrets, the network, memory without end."""
    for name in set(os.environ) - set(_KEPT):
        del os.environ[name]
    for each in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C and the end of a service are for the parent, which then stops the child
        signal.signal(each, _stay)
    with contextlib.suppress(OSError, AttributeError):  # not on Windows, and not every kernel allows it
        os.setpgid(0, 0)
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.is_quiet:
        logging.disable()
        warnings.simplefilter("ignore")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _stay(*_: object) -> None:
    """A handler, because what the child starts would inherit that a signal is ignored."""


def _leave_with(parent: int) -> None:
    """A child whose parent was killed would work for nobody; what it started goes too."""
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _allow_seconds(seconds: int) -> None:
    """A fresh allowance for this task; the kernel ends the child that overdraws it."""
    with contextlib.suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))
