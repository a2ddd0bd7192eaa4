"""`cli.py doctor`: does this machine do what the program promises? One line a check, exit code 1 if one fails (OP-04)."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tthc.commands import entrance
from tthc.commands.migrate import require_current
from tthc.commands.session import bare_tools
from tthc.config import ROOT, instance_folder
from tthc.kernel.clock import VIETNAM
from tthc.kernel.errors import BadInput, DomainError, Unavailable

if TYPE_CHECKING:
    from flask import Flask

    from tthc.core.plans.ports import ReadOffice

FONT = "Liberation Serif"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES} | {"đ"}
LETTERS = frozenset(letter for lower in _LOWER - set("aeiouy") for letter in (lower, lower.upper()))  # 134
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
ENOUGH = 1024**3
_OLD_FILE = rb"{\rtf1\ansi Ke hoach kiem soat thu tuc hanh chinh}"
Found = TypeVar("Found")


def interpreter() -> str:
    """Python's version."""
    if sys.version_info[:2] != (3, 11):
        raise Unavailable(f"cần Python 3.11, đang dùng {sys.version.split()[0]}.")
    return sys.version.split()[0]


def font() -> str:
    """The file that fontconfig picks for the documents' font has every Vietnamese letter; its name alone says nothing."""
    try:
        found = subprocess.run(["fc-match", "-f", "%{file}", FONT], capture_output=True, text=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable("không chạy được fc-match. Cài gói fontconfig và fonts-liberation2.") from error
    path = Path(found)
    lacking = letters_lacking(path)
    if lacking:
        raise Unavailable(f"phông {path.name} thiếu {len(lacking)} chữ tiếng Việt ({' '.join(lacking[:5])} …). Cài gói fonts-liberation2.")
    if not path.name.startswith("LiberationSerif"):
        raise Unavailable(f"chưa có phông {FONT}, máy thay bằng {path.name}. Cài gói fonts-liberation2.")
    return f"{path.name}, đủ {len(LETTERS)} chữ tiếng Việt"


def letters_lacking(path: Path) -> list[str]:
    """Which of the 134 letters a font file cannot draw."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=0) as opened:
        return sorted(letter for letter in LETTERS if ord(letter) not in opened.getBestCmap())


def printing() -> bytes:
    """A page made by the PDF engine in a process of its own."""
    order = [sys.executable, "-m", "weasyprint", "-q", "-", "-"]
    done = subprocess.run(order, input="<p>Kiểm tra".encode(), capture_output=True, check=False, timeout=60)
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Unavailable(f"không tạo được PDF ({' '.join(last)}). Cài gói libpangoft2-1.0-0 và libharfbuzz-subset0.")
    return done.stdout


def disk(instance: Path) -> str:
    """The instance folder can be written to and has room."""
    try:
        with tempfile.TemporaryFile(dir=instance) as stream:
            stream.write(b"x")
            stream.flush()
    except OSError as error:
        raise Unavailable(f"không ghi được vào {instance}: {error.strerror}.") from error
    free = shutil.disk_usage(instance).free
    if free < ENOUGH:
        raise Unavailable(f"chỉ còn {free // 1024**2} MB trống ở {instance}; cần ít nhất 1 GB.")
    return f"còn {free // 1024**3} GB trống"


def time_of_day() -> str:
    """The machine's clock is not behind the program's own files."""
    now = datetime.now(UTC)
    made = datetime.fromtimestamp((ROOT / "cli.py").stat().st_mtime, UTC)
    if now < made:
        raise Unavailable(f"đồng hồ máy chạy chậm (đang là {now:%d/%m/%Y}). Chỉnh lại giờ.")
    return f"{now:%d/%m/%Y %H:%M} UTC"


def front_end() -> str:
    """The front-end files are those of the lock file."""
    folder = ROOT / "tthc" / "static" / "vendor"
    try:
        lines = (folder / "MANIFEST.sha256").read_text("utf-8").splitlines()
        files = {line[66:]: line[:64] for line in lines}
        changed = [name for name, sha256 in files.items() if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256]
    except OSError as error:
        raise Unavailable("thiếu tệp giao diện. Chạy make setup.") from error
    if changed:
        raise Unavailable(f"tệp giao diện {', '.join(changed)} đã bị thay đổi. Chạy make setup.")
    return f"{len(files)} tệp"


def database(app: Flask) -> str:
    """SQLite keeps what it acknowledged and refuses broken references; PostgreSQL does so by itself."""
    from tthc.extensions import db

    if db.engine.dialect.name != "sqlite":
        return str(db.engine.dialect.name)
    connection = db.engine.raw_connection()
    try:
        found = {name: connection.cursor().execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    finally:
        connection.close()
    if found != PRAGMAS:
        raise Unavailable(f"thiết lập SQLite không đúng: {found}.")
    require_current(app)
    return "SQLite, WAL, synchronous=FULL, khóa ngoại bật, đúng phiên bản"


def signature(app: Flask, pdf: bytes) -> str:
    """The configured certificate signs a page, and the signature is judged intact."""
    if app.extensions["settings"].signer.kind == "none":
        raise Unavailable("chưa cấu hình chữ ký số ([signer] trong instance/config.toml).")
    signer = app.extensions["toolbox"].signer
    now = app.extensions["clock"].now()
    facts = signer.verify(signer.seal(pdf, reason="Kiểm tra máy chủ", agency="Kiểm tra", at=now))
    if not facts or not facts[0].is_intact:
        raise Unavailable("chữ ký vừa tạo không kiểm tra được.")
    return f"{facts[0].signer}{' (thử nghiệm)' if signer.is_test else ''}"


def stored_files() -> str:
    """What the last night's look at the stored files found."""
    from tthc.core.files import queries as file_queries
    from tthc.extensions import db

    last = file_queries.last_check(db.session())
    db.session().rollback()
    if last is None:
        return "chưa đến lượt kiểm tra hằng đêm"
    if bad := [f"{len(ids)} tệp {words}" for ids, words in ((last.damaged, "hỏng"), (last.missing, "mất")) if ids]:
        rows = ", ".join(str(one) for one in (*last.damaged, *last.missing)[:10])
        raise Unavailable(f"{' và '.join(bad)} (bảng stored_file, dòng {rows}). Khôi phục từ bản sao lưu.")
    return f"kiểm tra {last.checked} tệp ngày {last.at.astimezone(VIETNAM):%d/%m/%Y}, nguyên vẹn"


def converter(office: ReadOffice) -> str:
    """LibreOffice, which rewrites old office files before they are read, rewrites one."""
    if ".rtf" not in office.suffixes():
        raise Unavailable("chưa cài; kế hoạch .doc, .odt, .rtf, .xls phải lưu lại thành .docx, .xlsx. Cài gói libreoffice-writer-nogui.")
    try:
        office.read(_OLD_FILE, "kiem-tra.rtf")
    except BadInput as error:
        raise Unavailable("đã cài nhưng không chuyển được tệp. Cài lại gói libreoffice-writer-nogui.") from error
    finally:
        office.close()
    return "đọc được .doc, .odt, .rtf, .xls"


def letters_of_scans() -> str:
    """Tesseract with Vietnamese, which reads the letters of a scanned PDF."""
    lacking = Unavailable("chưa cài; PDF chỉ có ảnh chụp chưa đọc được. Cài gói tesseract-ocr và tesseract-ocr-vie.")
    try:
        known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise lacking from error
    if "vie" not in known.split():
        raise lacking
    return "đọc được PDF chụp bằng tiếng Việt"


def _offer(label: str, check: Callable[[], str]) -> None:
    """Print one line about a program that adds something and is not needed."""
    try:
        click.echo(f"Đạt  {label}: {check()}")
    except Unavailable as error:
        click.echo(f"Bỏ   {label} (không bắt buộc): {error}")


def _check(label: str, check: Callable[[], Found], words: str = "") -> Found | None:
    """Print one line; what was found, or None if the check failed."""
    try:
        found = check()
    except DomainError as error:
        click.echo(f"LỖI  {label}: {error}")
        return None
    click.echo(f"Đạt  {label}: {words or found}")
    return found


@click.command()
def command() -> None:
    """Kiểm tra máy chủ, phông chữ, cơ sở dữ liệu, chữ ký."""
    instance = instance_folder()
    results: list[object] = [
        _check("Python", interpreter),
        _check("Đồng hồ", time_of_day),
        _check("Phông chữ", font),
        _check("Tệp giao diện", front_end),
        _check("Ổ đĩa", lambda: disk(instance)),
    ]
    pdf = _check("Tạo PDF", printing, "được")
    _offer("LibreOffice", lambda: converter(bare_tools().office))
    _offer("Tesseract", letters_of_scans)
    app = _check("Cấu hình", entrance().create_app, str(instance))
    if app:
        with app.app_context():
            results.append(_check("Cơ sở dữ liệu", lambda: database(app)))
            if results[-1]:
                results.append(_check("Kho tệp", stored_files))
            if pdf:
                results.append(_check("Chữ ký số", lambda: signature(app, pdf)))
    if None in (*results, pdf, app):
        raise SystemExit(1)
