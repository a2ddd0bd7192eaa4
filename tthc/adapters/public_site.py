"""A folder of public pages that is replaced as a whole: readers see the old set or the new one, never a mixture and never none."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tthc.core.archive.ports import Published
from tthc.core.archive.rules import Page
from tthc.kernel.errors import Conflict, Unavailable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "documents" / "public"
ASSETS = ("giao-dien.css", "tim.js")
MARK = "CONG-KHAI.sha256"  # lists every file; a folder with it is one of our own
_AT_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE: both names change hands in one step
Files = Iterable[tuple[str, bytes]]


def drawn(pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """The pages as files, with the sheet and the few lines of script that they share."""
    for name in ASSETS:
        yield name, (TEMPLATES / name).read_bytes()
    for page in pages:
        up = "../" * (len(PurePosixPath(page.path).parts) - 1)
        yield page.path, _templates().get_template(f"{page.template}.html").render(up=up, **page.content).encode()


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def publish(folder: Path, files: Files) -> Published:
    """Put the set under this name; nothing is touched where nothing changed."""
    folder = folder.resolve()
    with _spoken(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.parent):
            _mend(folder)
            _require_own(folder)
            draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.moi-", dir=folder.parent))
            try:
                count = _fill(draft, files)
                if _same(draft, folder):
                    return Published(count, is_changed=False)
                os.sync()  # one call for thousands of small files
                _swap(draft, folder)
                return Published(count, is_changed=True)
            finally:
                shutil.rmtree(draft, ignore_errors=True)


def _fill(draft: Path, files: Files) -> int:
    draft.chmod(0o755)
    sums: dict[str, str] = {}
    for name, content in files:
        path = draft / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as stream:  # a name given twice is a fault, not an overwriting
            stream.write(content)
        sums[name] = hashlib.sha256(content).hexdigest()
    (draft / MARK).write_text("".join(f"{sums[name]}  {name}\n" for name in sorted(sums)), "utf-8")
    return len(sums)


def _require_own(folder: Path) -> None:
    """Nobody else's file is ever removed: the folder must be new, empty, or ours with nothing added."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Conflict(f"{folder} là một tệp. Chọn thư mục khác.")
    found = _names(folder)
    if not found:
        return
    if MARK not in found:
        raise Conflict(f"Thư mục {folder} đã có tệp và không phải bộ trang công khai của chương trình. Chọn thư mục trống.")
    foreign = sorted(found - {MARK} - _listed(folder).keys())
    if foreign:
        raise Conflict(f"Thư mục {folder} có tệp không do chương trình ghi: {foreign[0]}. Chuyển tệp đó đi nơi khác rồi thực hiện lại.")


def _same(draft: Path, folder: Path) -> bool:
    mark = folder / MARK
    if not mark.is_file() or mark.read_bytes() != (draft / MARK).read_bytes():
        return False
    return all((folder / name).is_file() and _sum(folder / name) == sha256 for name, sha256 in _listed(folder).items())


def _swap(draft: Path, folder: Path) -> None:
    """Old and new change names in one step; where the file system cannot, in two that the next run can mend."""
    if not folder.exists():
        draft.rename(folder)
    elif not _exchange(draft, folder):
        folder.rename(_aside(folder))
        draft.rename(folder)
        shutil.rmtree(_aside(folder), ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    try:
        rename: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return rename(_AT_HERE, os.fsencode(one), _AT_HERE, os.fsencode(other), _EXCHANGE) == 0


def _mend(folder: Path) -> None:
    """What a killed run left: the old set gets its name back, drafts go."""
    aside = _aside(folder)
    if aside.is_dir():
        if folder.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(folder)
    for left in folder.parent.glob(f".{_plain(folder.name)}.moi-*"):
        shutil.rmtree(left, ignore_errors=True)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.cu")


def _plain(name: str) -> str:
    """The name without what a pattern would read in it."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


def _listed(folder: Path) -> dict[str, str]:
    lines = (folder / MARK).read_text("utf-8", errors="replace").splitlines()
    return {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """One run at a time beside each other; the lock is on the folder itself and leaves nothing behind."""
    handle = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Conflict(f"Một tiến trình khác đang ghi vào {parent}. Chờ tiến trình đó xong rồi thực hiện lại.") from error
    finally:
        os.close(handle)


@contextmanager
def _spoken(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        why = "ổ đĩa đã đầy" if is_full else error.strerror
        raise Unavailable(f"Không ghi được vào {folder}: {why}. Bộ trang cũ còn nguyên.", disk_full=is_full) from error
