"""How far the reading of a file has come, as macros/_job.html shows it."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.web.report_job import Job


def import_job(row: Any) -> Job:
    """The job of one import: next year's file is made first, then read like any other."""
    here = url_for("plans.check", draft_id=row.id)
    running = f'Đang đọc tệp "{row.file_name}".' if row.stored_file_id else f"Đang lập văn bản kế hoạch năm {row.year}."
    return Job(
        id=f"import-{row.id}",
        href=here,
        is_running=row.is_open,
        percent=None,
        words=running if row.is_open else "Đã đọc xong.",
        problem=row.problem,
        result_href=here if row.is_read else None,
        result_words="Xem kết quả đọc",
    )
