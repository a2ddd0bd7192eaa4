"""Views of the archive desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import url_for

from tthc.blueprints.archive import bp
from tthc.core.archive import actions as archive_actions
from tthc.core.archive import queries as archive_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.policy import Can, may
from tthc.web.addresses import sent_number
from tthc.web.attachment import attachment
from tthc.web.frame import current_year
from tthc.web.guards import actor, after_commit, needs, now, today, toolbox, writes
from tthc.web.reply import back_to, reply, said
from tthc.web.report_job import Job

if TYPE_CHECKING:
    from tthc.core.archive.models import ArchivePackage

_EARLIEST, _LATEST = 2000, 2100
_YEARS_BACK = 5


@dataclass(frozen=True)
class Line:
    """A package in the list."""

    title: str
    who: str
    asked_at: datetime
    files: int
    size: int
    manifest: str | None
    job: Job


@bp.get("/luu-tru")
@needs(Can.ARCHIVE_READ)
def listing() -> Any:
    """The packages, newest first, and the button that makes one."""
    year = current_year()
    years = sorted({*range(today().year - _YEARS_BACK, today().year + 1), year}, reverse=True)
    lines = [_line(package) for package in archive_queries.packages(db.session(), actor())]
    return reply("archive/listing.html", lines=lines, years=years, year=year, can_export=may(actor(), Can.ARCHIVE_EXPORT))


@bp.post("/luu-tru")
@needs(Can.ARCHIVE_EXPORT)
@writes
def export() -> Any:
    """Ask for the package of a year; the worker writes it."""
    year = sent_number("year")
    if year is None or not _EARLIEST <= year <= _LATEST:
        raise BadInput("Chọn năm trong danh sách.", {"year": "Chọn năm trong danh sách."})
    who = actor()
    package_id = archive_actions.ask(db.session(), who, who.agency_id or 0, year, now=now()).id
    _wake(package_id)
    said("Tệp đang được chuẩn bị. Có thể tiếp tục làm việc khác; sẽ có thông báo khi tải về được.", "info")
    return back_to("archive.listing")


@bp.get("/luu-tru/<int:package_id>/tien-do")
@needs(Can.ARCHIVE_READ)
def progress(package_id: int) -> Any:
    """How far the package is."""
    package = archive_queries.package(db.session(), actor(), package_id)
    return reply("archive/progress.html", "macros/_job.html", job=_job(package), title=package.name, back=url_for("archive.listing"))


@bp.get("/luu-tru/<int:package_id>/tep")
@needs(Can.ARCHIVE_READ)
def download(package_id: int) -> Any:
    """The package as a zip, proved against its hash."""
    package = archive_queries.package(db.session(), actor(), package_id)
    if package.stored_file is None:
        raise NotFound
    return attachment(package.stored_file, f"{package.name}.zip")


def _line(package: ArchivePackage) -> Line:
    who = package.asked_by.full_name if package.asked_by else "Hệ thống"
    return Line(f"Năm {package.year}", who, package.asked_at, package.files, package.bytes, package.manifest_sha256, _job(package))


def _job(package: ArchivePackage) -> Job:
    has_file = package.stored_file_id is not None
    return Job(
        id=f"package-{package.id}",
        href=url_for("archive.progress", package_id=package.id),
        is_running=package.is_open,
        percent=None,
        words="Tệp đang được chuẩn bị."
        if package.is_open
        else "Đã ghi ra thư mục bằng dòng lệnh."
        if package.files and not has_file
        else "",
        problem=package.problem,
        result_href=url_for("archive.download", package_id=package.id) if has_file else None,
        result_words="Tải về (zip)" if has_file else None,
    )


def _words(package: ArchivePackage) -> str:
    if package.is_open:
        return "Tệp đang được chuẩn bị."
    return "Đã ghi ra thư mục bằng dòng lệnh." if package.files and package.stored_file_id is None else ""


def _wake(package_id: int) -> None:
    after_commit(lambda: toolbox().queue.enqueue("export_year", package_id=package_id))
