"""How far the printing and signing of an edition has come, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from tthc.core.signing import queries as signing_queries
from tthc.extensions import db
from tthc.web.guards import actor

if TYPE_CHECKING:
    from tthc.core.reports.models import Edition
    from tthc.core.signing.models import SigningOrder
    from tthc.kernel.tables import Queued

_LATER = " Máy chủ sẽ tự làm lại sau ít phút."


@dataclass(frozen=True)
class Job:
    """Work in the background (macros/_job.html)."""

    id: str
    href: str
    is_running: bool
    percent: int | None
    words: str
    problem: str | None
    result_href: str | None
    result_words: str | None


def edition_job(edition: Edition) -> Job:
    """Printing first, then the signature; the newest file there is can be downloaded."""
    order = signing_queries.order_of(db.session(), actor(), edition.id)
    running = edition if edition.is_open else order
    is_running = running is not None and running.is_open
    has_file = edition.stored_file_id is not None
    return Job(
        id=f"edition-{edition.id}",
        href=url_for("reports.progress", edition_id=edition.id),
        is_running=is_running,
        percent=None,
        words=_words(edition, order),
        problem=_problem(running),
        result_href=url_for("reports.download", edition_id=edition.id) if has_file and not is_running else None,
        result_words=_result(order) if has_file else None,
    )


def _words(edition: Edition, order: SigningOrder | None) -> str:
    if edition.is_open:
        return "Tệp đang được chuẩn bị. Có thể tiếp tục làm việc khác; sẽ có thông báo khi tải về được."
    if order is None:
        return "Tệp PDF đã sẵn sàng." if edition.stored_file_id else ""
    if order.is_open:
        return "Đang ký số và kiểm tra chữ ký."
    return "" if order.problem else "Đã ký số, chữ ký đã được kiểm tra."


def _result(order: SigningOrder | None) -> str:
    is_signed = order is not None and not order.is_open and not order.problem
    return "Tải báo cáo đã ký (PDF)" if is_signed else "Tải bản chưa ký (PDF)"


def _problem(row: Queued | None) -> str | None:
    if row is None or not row.problem:
        return None
    return row.problem + (_LATER if row.is_open and "tự làm lại" not in row.problem else "")
