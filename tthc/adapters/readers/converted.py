"""Old and foreign office files (.doc, .odt, .rtf, .xls, .ods) rewritten by LibreOffice as .docx or .xlsx, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from tthc.adapters.readers.refusals import refused
from tthc.kernel.errors import BadFile

_SECONDS = 60
_LARGEST = 64 * 1024 * 1024
_WORD, _EXCEL = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
# By format: how LibreOffice must read the file, whatever its content pretends to be, and what it writes.
_FILTERS = {
    "doc": ("MS Word 97", _WORD),
    "wps": ("MS Word 97", _WORD),
    "odt": ("writer8", _WORD),
    "rtf": ("Rich Text Format", _WORD),
    "xls": ("MS Excel 97", _EXCEL),
    "ods": ("calc8", _EXCEL),
}
_PLACES = ("/usr/lib/libreoffice/program", "/opt/libreoffice/program", r"C:\Program Files\LibreOffice\program")
# No macro runs, no link is followed, and nothing is asked: the profile is new for each file.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
)


def is_available() -> bool:
    """Whether LibreOffice is installed."""
    return _program() is not None


def convert(content: bytes, name: str, kind: str) -> bytes:
    """The same document as .docx or .xlsx; raises BadFile with one sentence where that cannot be had."""
    reads, writes = _FILTERS[kind]
    suffix = writes.partition(":")[0]
    program = _program()
    if program is None:
        saved = "Mở tệp bằng Excel, lưu lại dạng .xlsx" if suffix == "xlsx" else "Mở tệp bằng Word, lưu lại dạng .docx"
        raise BadFile(f"Máy chủ chưa cài LibreOffice nên không đọc được tệp .{kind}. {saved} rồi tải lên.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        _write_profile(folder / "profile" / "user")
        source, made = folder / f"in.{kind}", folder / "out" / f"in.{suffix}"
        source.write_bytes(content)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        command += [f"--infilter={reads}", "--convert-to", writes, "--outdir", str(made.parent), str(source)]
        if not _has_ended(command, folder):
            raise refused("too much", name)
        if not made.is_file() or not 0 < made.stat().st_size < _LARGEST:
            raise refused("broken", name)
        return made.read_bytes()


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for place in _PLACES if (path := shutil.which("soffice", path=place))), None)


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>', "utf-8"
    )


def _has_ended(command: list[str], folder: Path) -> bool:
    """Run LibreOffice to its end; after a minute it is ended with all it started."""
    environment = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        _limit_files(process.pid)
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)
    return True


def _limit_files(pid: int) -> None:
    """What LibreOffice writes must not fill the disk."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the starter and the program it started: they are one group of their own."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
