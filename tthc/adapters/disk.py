"""Files on the local disk, named by their SHA-256: once a caller hears of a file, a power cut cannot take it away."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import re
import stat
import sys
import tempfile
import time
from collections import deque
from collections.abc import Container, Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from tthc.adapters.inspect import inspect
from tthc.core.files.ports import Stored
from tthc.core.files.rules import clean_name
from tthc.kernel.errors import BadFile, Damaged, NotFound, Unavailable

_CHUNK = 1024 * 1024
_IN_MEMORY = 32 * _CHUNK  # above any upload: only packages are larger
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PATIENCE = 600.0  # seconds; two disk errors within it close the store for writing (trust.md F07)
_DISK_FULL = "Máy chủ đã hết dung lượng lưu trữ; tệp chưa được lưu. Báo quản trị hệ thống, rồi thử lại."
_DISK_BROKEN = "Ổ đĩa lưu trữ báo lỗi; tệp chưa được lưu. Báo quản trị hệ thống, rồi thử lại."
_CLOSED = "Kho tệp tạm ngừng nhận tệp vì ổ đĩa báo lỗi liên tiếp; vẫn đọc được tệp đã lưu. Báo quản trị hệ thống."
_DAMAGED = "Tệp đã lưu không còn khớp mã kiểm tra; nội dung không được đưa ra. Báo quản trị hệ thống khôi phục từ bản sao lưu."


class DiskStore:
    """Content-addressed store: `aa/bb/<sha256>`, written once, read-only, proved at every reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._temporary = folder / "tmp"
        self._errors: deque[float] = deque(maxlen=2)

    def put(self, stream: BinaryIO, name: str, limit: int) -> Stored:
        """Store an upload after checking its content."""
        name = clean_name(name)
        with self._temporary_file() as (temp, handle):
            sha256, size = self._copy(stream, handle, name, limit)
            checked = inspect(temp, name)
            self._place(temp, sha256, size)
        return Stored(sha256, size, checked.media_type, checked.warnings)

    def keep(self, content: bytes | BinaryIO, media_type: str) -> Stored:
        """Store bytes that the program made itself."""
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        with self._temporary_file() as (temp, handle):
            sha256, size = self._copy(stream, handle, "", sys.maxsize)
            self._place(temp, sha256, size)
        return Stored(sha256, size, media_type)

    def read(self, sha256: str) -> bytes:
        """All bytes, proved against their SHA-256."""
        content = _bytes_of(self._path(sha256))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(_DAMAGED)
        return content

    def open(self, sha256: str) -> BinaryIO:
        """The proved bytes as a stream. What fits in memory is sent as it was hashed; a package of a year is read a second time."""
        path = self._path(sha256)
        if path.is_file() and path.stat().st_size > _IN_MEMORY:
            return _proved(path, sha256)
        return io.BytesIO(self.read(sha256))

    def all(self) -> Iterator[tuple[str, int, float]]:
        """(SHA-256, size, time of change) of each stored file."""
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            facts = path.lstat()
            if _SHA256.fullmatch(path.name) and stat.S_ISREG(facts.st_mode):
                yield path.name, facts.st_size, facts.st_mtime

    def sweep(self, known: Container[str], older_than: timedelta) -> list[str]:
        """Remove old files that no row knows, and what broken uploads left."""
        latest = time.time() - older_than.total_seconds()
        gone = [sha256 for sha256, _, changed_at in list(self.all()) if changed_at < latest and sha256 not in known]
        for sha256 in gone:
            self._path(sha256).unlink(missing_ok=True)
        for left in self._temporary.glob("*.part"):
            if left.stat().st_mtime < latest:
                left.unlink(missing_ok=True)
                gone.append(left.name)
        return gone

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise NotFound
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    @contextlib.contextmanager
    def _temporary_file(self) -> Iterator[tuple[Path, BinaryIO]]:
        """A new file in the store's own file system; whatever goes wrong, it is gone afterwards and never used again."""
        if len(self._errors) == self._errors.maxlen and time.monotonic() - self._errors[0] < _PATIENCE:
            raise Unavailable(_CLOSED)
        with self._disk_errors():
            self._temporary.mkdir(parents=True, exist_ok=True)
            descriptor, place = tempfile.mkstemp(suffix=".part", dir=self._temporary)
        temp = Path(place)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as handle:
                yield temp, handle
        finally:
            with contextlib.suppress(OSError):  # a disk that refuses even this keeps the remains for the sweep
                temp.unlink()

    def _copy(self, stream: BinaryIO, handle: BinaryIO, name: str, limit: int) -> tuple[str, int]:
        """Steps 1 and 2 of the write path: hash and count while streaming, then flush, fsync and close."""
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                too_large = f'Tệp "{name}" lớn hơn {limit // (1024 * 1024)} MB. Chụp lại ở độ phân giải thấp hơn hoặc tách tệp.'
                raise BadFile(too_large, too_large=True)
            digest.update(chunk)
            with self._disk_errors():
                _write_all(handle, chunk)
        with self._disk_errors():
            handle.flush()
            os.fsync(handle.fileno())
            handle.close()
        return digest.hexdigest(), size

    def _place(self, temp: Path, sha256: str, size: int) -> None:
        """Steps 4 to 6: rename if absent, else compare; fsync the folder and its parents; make it read-only."""
        path = self._path(sha256)
        with self._disk_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not os.path.lexists(path)
            if is_new:
                os.rename(temp, path)  # noqa: PTH104 - the one call that decides; named as the recipe names it
            else:
                self._compare(path, sha256, size)
                os.utime(path)  # young again: the sweep must not take it before its new row is written
            try:
                # All three, always: a process may have died between making a folder and its fsync.
                for folder in (path.parent, path.parent.parent, self._folder):
                    _fsync_folder(folder)
            except OSError:
                # After an error the kernel may call a second fsync fine although nothing was written: begin anew.
                if is_new:
                    path.unlink(missing_ok=True)
                raise
            path.chmod(0o440)

    def _compare(self, path: Path, sha256: str, size: int) -> None:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size != size:
            raise Damaged(_DAMAGED)
        self.read(sha256)

    @contextlib.contextmanager
    def _disk_errors(self) -> Iterator[None]:
        """Say an error of the disk in words; count those of a dying disk."""
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise Unavailable(_DISK_FULL, disk_full=True) from error
            if error.errno == errno.EIO:
                self._errors.append(time.monotonic())
            raise Unavailable(_DISK_BROKEN) from error


def _opened(path: Path) -> io.BufferedReader:
    """The file for reading; a link in the store is never followed (trust.md UP-07)."""
    try:
        return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb")
    except FileNotFoundError as error:
        raise NotFound from error
    except OSError as error:
        raise Damaged(_DAMAGED) from error


def _proved(path: Path, sha256: str) -> BinaryIO:
    """The open file, hashed from end to end and wound back."""
    handle = _opened(path)
    try:
        found = hashlib.file_digest(handle, "sha256").hexdigest()
        handle.seek(0)
    except OSError as error:
        handle.close()
        raise Damaged(_DAMAGED) from error
    if found != sha256:
        handle.close()
        raise Damaged(_DAMAGED)
    return handle


def _bytes_of(path: Path) -> bytes:
    with _opened(path) as handle:
        try:
            return handle.read()
        except OSError as error:
            raise Damaged(_DAMAGED) from error


def _write_all(handle: BinaryIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[handle.write(rest) :]


def _fsync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders; NTFS journals its own listings
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
