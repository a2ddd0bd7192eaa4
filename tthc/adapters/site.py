"""A year as a folder of static pages: opens by double-click, needs no server, no script and nothing from outside."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tthc.adapters import public_site
from tthc.core.archive.ports import KeptFile, ManifestLine, Published
from tthc.core.archive.rules import Page
from tthc.kernel import vietnamese
from tthc.kernel.errors import Conflict, Damaged, NotFound, Unavailable

MANIFEST = "MANIFEST.sha256"
STYLE = "giao-dien.css"
TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "documents" / "site"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip knows: equal folders give equal zips
_CHUNK = 1024 * 1024


class Site:
    """Writes, packs and proves sealed folders; puts public pages in their place."""

    def write(self, folder: Path, pages: Iterable[Page], files: Iterable[KeptFile]) -> tuple[ManifestLine, ...]:
        """Write pages, files and the manifest; raises Conflict if the folder exists, Unavailable if the disk refuses."""
        if folder.exists():
            raise Conflict(f"Thư mục {folder} đã có. Chọn thư mục khác.")
        with _beside(folder) as draft:
            lines = [_put(draft, STYLE, (TEMPLATES / STYLE).read_bytes())]
            lines += [_put(draft, page.path, self._draw(page)) for page in pages]
            lines += [_put(draft, file.path, _proved(file)) for file in files]
            lines.sort(key=lambda line: line.path)
            _put(draft, MANIFEST, "".join(f"{line.sha256}  {line.path}\n" for line in lines).encode())
        return tuple(lines)

    def publish(self, folder: Path, pages: Iterable[Page]) -> Published:
        """Put a set of public pages in the place of the one before."""
        return public_site.publish(folder, public_site.drawn(pages))

    def pack(self, folder: Path) -> Path:
        """The folder as one zip beside it; equal folders give equal bytes."""
        place = folder.with_name(f"{folder.name}.zip")
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _EPOCH)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                packed.writestr(entry, path.read_bytes())
        return place

    def verify(self, folder: Path) -> list[str]:
        """One Vietnamese sentence for each file that is missing, extra or changed; empty when the folder is whole."""
        if not folder.is_dir():
            raise NotFound(f"Không có thư mục {folder}.")
        manifest = folder / MANIFEST
        if not manifest.is_file():
            return [f"Thiếu tệp {MANIFEST}: không phải hồ sơ lưu trữ đầy đủ."]
        listed = {}
        for number, line in enumerate(manifest.read_text("utf-8", errors="replace").splitlines(), start=1):
            sha256, gap, name = line.partition("  ")
            if not gap or len(sha256) != 64 or not _is_inside(name):  # noqa: PLR2004 - hex digits of SHA-256
                return [f"{MANIFEST}: dòng {number} không đọc được."]
            listed[name] = sha256
        found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()} - {MANIFEST}
        wrong = [f"Thiếu tệp: {name}" for name in sorted(set(listed) - found)]
        wrong += [f"Tệp thừa: {name}" for name in sorted(found - set(listed))]
        wrong += [f"Tệp đã bị thay đổi: {name}" for name in sorted(found & set(listed)) if _sum(folder / name) != listed[name]]
        return wrong

    def _draw(self, page: Page) -> bytes:
        up = "../" * (len(PurePosixPath(page.path).parts) - 1)
        text = self._templates.get_template(f"{page.template}.html").render(up=up, style=STYLE, **page.content)
        return text.encode()

    @cached_property
    def _templates(self) -> Environment:
        made = Environment(
            loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        made.filters.update(day=lambda value: vietnamese.day(value) if value else "", size=vietnamese.size)
        return made


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder that gets its final name only when the block ends well: a half-made output is never seen (F04)."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            yield draft
            for place, _, _ in os.walk(draft):
                _sync(Path(place))
            draft.chmod(0o755)
            draft.rename(folder)
            _sync(folder.parent)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise Conflict(f"Thư mục {folder} đã có. Chọn thư mục khác.") from error
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Unavailable("Ổ đĩa đã đầy, chưa ghi được hồ sơ lưu trữ.", disk_full=True) from error
        raise Unavailable(f"Không ghi được vào {folder.parent}: {error.strerror}.") from error


def _put(draft: Path, name: str, content: bytes) -> ManifestLine:
    if not _is_inside(name):
        raise ValueError(name)
    path = draft / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return ManifestLine(hashlib.sha256(content).hexdigest(), len(content), name)


def _proved(file: KeptFile) -> bytes:
    if hashlib.sha256(file.content).hexdigest() != file.sha256:
        raise Damaged(f"Tệp lưu trữ đã bị thay đổi: {file.path}.")
    return file.content


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _sum(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return ""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
