"""The write path of evidence: after an error nothing is half-written, and a simple retry works."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from datetime import timedelta

import pytest

from tthc.adapters.disk import DiskStore
from tthc.adapters.null import NullPress
from tthc.kernel.errors import BadFile, Damaged, NotFound, Unavailable

MIB = 1024 * 1024
PDF = NullPress().print("sample", {"số": 1})
SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def store(tmp_path):
    return DiskStore(tmp_path / "files")


def put(store, content=PDF, name="Báo cáo.pdf", limit=20 * MIB):
    return store.put(io.BytesIO(content), name, limit)


def everything(tmp_path):
    return sorted(path.name for path in (tmp_path / "files").rglob("*") if path.is_file())


class Failing:
    """Fails the chosen call with the chosen error, then lets all others through."""

    def __init__(self, real, number, at=1):
        self.real, self.number, self.at, self.calls, self.targets = real, number, at, 0, []

    def __call__(self, *arguments, **keywords):
        self.calls += 1
        if isinstance(arguments[0], int):
            self.targets.append(os.fstat(arguments[0]).st_ino)
        if self.calls == self.at:
            raise OSError(self.number, os.strerror(self.number))
        return self.real(*arguments, **keywords)


def test_bytes_come_back_as_they_were(store, tmp_path):
    stored = put(store)
    assert (stored.sha256, stored.size, stored.media_type, stored.warnings) == (SHA, len(PDF), "application/pdf", ())
    assert store.read(SHA) == PDF == store.open(SHA).read()
    assert everything(tmp_path) == [SHA]
    path = tmp_path / "files" / SHA[:2] / SHA[2:4] / SHA
    assert stat.S_IMODE(path.stat().st_mode) == 0o440


def test_what_is_too_large_for_memory_goes_in_and_out_as_a_stream(store, tmp_path, monkeypatch):
    monkeypatch.setattr("tthc.adapters.disk._IN_MEMORY", 10)
    stored = store.keep(io.BytesIO(PDF), "application/pdf")
    assert (stored.sha256, stored.size) == (SHA, len(PDF))
    with store.open(SHA) as stream:
        assert stream.fileno()  # the file itself, wound back after it was hashed
        assert stream.read() == PDF
    path = tmp_path / "files" / SHA[:2] / SHA[2:4] / SHA
    path.chmod(0o640)
    path.write_bytes(PDF[:-1] + b"x")
    with pytest.raises(Damaged):
        store.open(SHA)
    path.unlink()
    path.symlink_to(tmp_path)
    with pytest.raises(Damaged):
        store.open(SHA)
    path.unlink()
    with pytest.raises(NotFound):
        store.open(SHA)


def test_same_bytes_are_kept_once_and_become_young(store, tmp_path):
    put(store)
    path = tmp_path / "files" / SHA[:2] / SHA[2:4] / SHA
    os.utime(path, (0, 0))
    assert put(store, name="khác.pdf").sha256 == SHA
    assert everything(tmp_path) == [SHA]
    assert store.sweep(set(), timedelta(hours=24)) == []


def test_order_of_the_write_path(store, monkeypatch, tmp_path):
    steps = []
    real_fsync, real_rename, real_chmod = os.fsync, os.rename, os.chmod

    def fsync(descriptor):
        steps.append("fsync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "fsync file")
        real_fsync(descriptor)

    def rename(source, target):
        assert source.parent.parent == tmp_path / "files"
        steps.append("rename")
        real_rename(source, target)

    def chmod(*arguments, **keywords):
        steps.append("chmod")
        real_chmod(*arguments, **keywords)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "chmod", chmod)
    put(store)
    assert steps == ["fsync file", "rename", "fsync folder", "fsync folder", "fsync folder", "chmod"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize(
    ("call", "at"), [("fsync", 1), ("fsync", 2), ("fsync", 3), ("fsync", 4), ("rename", 1), ("chmod", 1), ("mkdir", 1), ("open", 1)]
)
def test_disk_error_leaves_nothing_half_written_and_retry_works(store, tmp_path, monkeypatch, call, at, number):
    with monkeypatch.context() as broken:
        failing = Failing(getattr(os, call), number, at)
        broken.setattr(os, call, failing)
        with pytest.raises(Unavailable) as raised:
            put(store)
    assert raised.value.disk_full is (number in (errno.ENOSPC, errno.EDQUOT))
    assert failing.calls == at, "nothing may go on after the failed call"
    assert everything(tmp_path) in ([], [SHA])
    if call == "fsync":
        assert everything(tmp_path) == []
    assert put(store).sha256 == SHA
    assert store.read(SHA) == PDF
    assert everything(tmp_path) == [SHA]


def test_failed_fsync_is_never_repeated_on_the_same_file(store, monkeypatch):
    failing = Failing(os.fsync, errno.EIO)
    monkeypatch.setattr(os, "fsync", failing)
    keeper = []  # holds the dead file's number, so that a new file cannot get the same
    real_unlink = os.unlink

    def unlink(path, **keywords):
        keeper.append(os.open(path, os.O_RDONLY))
        real_unlink(path, **keywords)

    monkeypatch.setattr(os, "unlink", unlink)
    with pytest.raises(Unavailable):
        put(store)
    put(store)
    assert failing.targets[0] not in failing.targets[1:]
    for descriptor in keeper:
        os.close(descriptor)


def test_two_disk_errors_close_the_store_for_writing_but_not_for_reading(store, monkeypatch):
    put(store)
    with monkeypatch.context() as broken:
        for _ in range(2):
            broken.setattr(os, "fsync", Failing(os.fsync, errno.EIO))
            with pytest.raises(Unavailable, match="Ổ đĩa lưu trữ báo lỗi"):
                put(store)
    with pytest.raises(Unavailable, match="tạm ngừng nhận tệp"):
        put(store)
    assert store.read(SHA) == PDF


def test_really_full_disk(store, tmp_path):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, hard))  # Python ignores SIGXFSZ, so the write itself fails
    try:
        with pytest.raises(Unavailable) as raised:
            store.keep(b"x" * 3 * MIB, "application/octet-stream")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert raised.value.disk_full
    assert everything(tmp_path) == []


def test_too_large_is_refused_before_the_rest_is_read(store, tmp_path):
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"%PDF-" + b"x" * (size - 5)

    stream = Endless()
    with pytest.raises(BadFile) as raised:
        store.put(stream, "ảnh chụp.pdf", 20 * MIB)
    assert str(raised.value) == 'Tệp "ảnh chụp.pdf" lớn hơn 20 MB. Chụp lại ở độ phân giải thấp hơn hoặc tách tệp.'
    assert raised.value.too_large
    assert stream.given <= 22 * MIB
    assert everything(tmp_path) == []


def test_broken_upload_leaves_nothing(store, tmp_path):
    class Cut(io.RawIOBase):
        calls = 0

        def read(self, size=-1):
            self.calls += 1
            if self.calls > 1:
                raise ConnectionResetError
            return PDF

    with pytest.raises(ConnectionResetError):
        store.put(Cut(), "a.pdf", 20 * MIB)
    assert everything(tmp_path) == []


@pytest.mark.parametrize("position", [0, len(PDF) // 2, len(PDF) - 1])
def test_one_flipped_bit_at_rest_is_found_before_a_byte_leaves(store, tmp_path, position):
    put(store)
    path = tmp_path / "files" / SHA[:2] / SHA[2:4] / SHA
    path.chmod(0o600)
    changed = bytearray(PDF)
    changed[position] ^= 1
    path.write_bytes(changed)
    for read in (store.read, store.open):
        with pytest.raises(Damaged):
            read(SHA)
    with pytest.raises(Damaged):
        put(store)


def test_links_in_the_store_are_not_followed(store, tmp_path):
    put(store)
    path = tmp_path / "files" / SHA[:2] / SHA[2:4] / SHA
    outside = tmp_path / "outside"
    outside.write_bytes(PDF)
    path.unlink()
    path.symlink_to(outside)
    with pytest.raises(Damaged):
        store.read(SHA)
    with pytest.raises(Damaged):
        put(store)
    assert list(store.all()) == []


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64, SHA + "\n"])
def test_unknown_names_are_not_found(store, name):
    with pytest.raises(NotFound):
        store.read(name)


def test_sweep_takes_only_old_files_without_a_row(store, tmp_path):
    known, orphan, young = (store.keep(content, "text/plain").sha256 for content in (b"1", b"2", b"3"))
    left = tmp_path / "files" / "tmp" / "dead.part"
    left.write_bytes(b"half")
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file() and path.name != young:
            os.utime(path, (0, 0))
    assert store.sweep({known}, timedelta(hours=24)) == [orphan, "dead.part"]
    assert [sha256 for sha256, _, _ in store.all()] == sorted([known, young])
