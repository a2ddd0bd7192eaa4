"""One kit makes the eight sections: the same page, tabs and button over the same work; only registers differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, redirect, request, url_for

from tthc.core.evidence import queries as evidence_queries
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.rules import Counts
from tthc.extensions import db
from tthc.kernel.policy import Can, may
from tthc.kernel.sections import Section
from tthc.web import section_basis, section_report
from tthc.web.evidence_lines import evidence_lines
from tthc.web.frame import current_year, has_plan
from tthc.web.guards import actor, needs, today, writes
from tthc.web.lines import Link, Tab, page_number, pages, task_lines, with_query
from tthc.web.register_list import list_parts
from tthc.web.register_ui import RegisterUi, remember
from tthc.web.register_views import add_registers
from tthc.web.reply import reply
from tthc.web.section_page import add_tabs, answer, counts_of, plan_id, section_page, targets_of

_FILTERS = (
    ("ky-nay", "Kỳ này", "current"),
    ("tat-ca", "Tất cả", "total"),
    ("cua-toi", "Của tôi", "mine"),
    ("qua-han", "Quá hạn", "late"),
    ("cho-duyet", "Chờ duyệt", "waiting"),
    ("chua-xong", "Chưa xong", "open"),
    ("da-xong", "Đã xong", "done"),
)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def section_blueprint(
    section: Section, import_name: str, *uis: RegisterUi, tabs: Callable[[int], Sequence[Tab]] | None = None
) -> Blueprint:
    """The routes every section has: the page with its tabs, its registers, print view, short address, progress report.

    `tabs` are pages of its own that stand beside the common ones.
    """
    bp = Blueprint(section.value, import_name)
    bp.record_once(lambda setup: remember(setup.app, uis))
    if tabs is not None:
        bp.record_once(lambda setup: add_tabs(setup.app, section, tabs))
    home = f"/<int(min={_FIRST_YEAR}, max={_LAST_YEAR}):year>/{section.slug}"

    @bp.get(home)
    @needs(Can.TASK_READ)
    def page(year: int) -> Any:
        """The tasks of the section."""
        return answer(section, year, "_tasks", _tasks(section, year))

    @bp.get(f"{home}/so")
    @needs(Can.TASK_READ)
    def registers(year: int) -> Any:
        """The registers of the section: the first one is open."""
        if not uis or not may(actor(), Can.REGISTER_READ):
            return answer(section, year, "_registers", {})
        return answer(section, year, "_registers", list_parts(uis, uis[0], year), "section/registers.html")

    @bp.get(f"{home}/chi-tieu")
    @needs(Can.INDICATOR_READ)
    def indicators(year: int) -> Any:
        """The targets of the section and what was reached."""
        return answer(section, year, "_indicators", _indicators(section, year))

    @bp.get(f"{home}/minh-chung")
    @needs(Can.TASK_READ)
    def evidence(year: int) -> Any:
        """The evidence of the section."""
        return answer(section, year, "_evidence", _evidence(section, year))

    @bp.get(f"{home}/can-cu")
    @needs(Can.PLAN_READ)
    def basis(year: int) -> Any:
        """Legal bases and the plan's own words."""
        return answer(section, year, "_basis", _basis(section, year))

    @bp.get(f"{home}/in")
    @needs(Can.TASK_READ)
    def printed(year: int) -> Any:
        """Everything of the section on one page for paper."""
        parts = {
            **_tasks(section, year, limit=2000, default="tat-ca"),
            **_indicators(section, year),
            **_evidence(section, year, limit=2000),
            **_basis(section, year),
        }
        return reply("section/print.html", page=section_page(section, year, parts | {"pages": None}))

    @bp.get(f"/{section.slug}")
    @needs(Can.TASK_READ)
    def short() -> Any:
        """The short address goes to the latest year that has a plan."""
        return redirect(url_for(f"{section.value}.page", year=current_year()))

    _add_reports(bp, home, section)
    add_registers(bp, home, uis)
    return bp


def _add_reports(bp: Blueprint, home: str, section: Section) -> None:
    @bp.get(f"{home}/bao-cao")
    @needs(Can.REPORT_READ)
    def report_text(year: int) -> Any:
        """The section's newest progress report for reading."""
        return reply("section/report.html", page=section_report.text(section, year))

    @bp.post(f"{home}/bao-cao")
    @needs(Can.REPORT_SEAL)
    @writes
    def report(year: int) -> Any:
        """The section's progress report as a sealed PDF."""
        return section_report.make(section, year)


def _tasks(section: Section, year: int, limit: int = task_queries.PAGE, default: str = _FILTERS[0][0]) -> dict[str, Any]:
    session, who = db.session(), actor()
    chosen = request.args.get("loc", default)
    keyword = request.args.get("tu-khoa", "").strip()[:100]
    scope: dict[str, Any] = {"today": today(), "year": year, "section": section, "plan_id": plan_id()}
    counts = counts_of(section, year)
    lines = task_queries.section_lines(
        session, who, **scope, filter_by=chosen, words=keyword, offset=(page_number() - 1) * limit, limit=limit
    )
    filters = tuple(
        Tab(title, with_query(loc=None if name == _FILTERS[0][0] else name, trang=None), getattr(counts, field), chosen == name)
        for name, title, field in _FILTERS
    )
    total = next((f.count for f in filters if f.is_current), counts.total) or 0
    found_all = keyword and len(lines) < limit
    return {
        "filters": filters,
        "filter_href": request.path,
        "keyword": keyword,
        "lines": tuple(task_lines(lines, who)),
        "pages": None if found_all else pages(lines, total, limit),
        "empty": _empty(counts, keyword, year),
    }


def _empty(counts: Counts, keyword: str, year: int) -> str:
    if keyword:
        return f'Không tìm thấy "{keyword}". Thử bớt từ hoặc tìm theo số ký hiệu.'
    if counts.total:
        return "Không có việc nào theo bộ lọc này."
    if not has_plan():
        return "Nhiệm vụ xuất hiện tại đây khi Văn phòng nhập kế hoạch."
    return f'Kế hoạch năm {year} không giao nhiệm vụ nào trong nội dung này. Khi lập báo cáo, mục này ghi "Không phát sinh".'


def _indicators(section: Section, year: int) -> dict[str, Any]:
    return {
        "all_indicators": tuple(targets_of(section, year)),
        "entry": Link("Nhập số liệu", url_for("indicators.year", year=year)),
    }


def _evidence(section: Section, year: int, limit: int = 25) -> dict[str, Any]:
    session, who = db.session(), actor()
    found = evidence_queries.store(session, who, year=year, section=section, offset=(page_number() - 1) * limit, limit=limit)
    total = evidence_queries.count(session, who, year=year, section=section)
    return {"evidence": tuple(evidence_lines(found)), "pages": pages(found, total, limit)}


def _basis(section: Section, year: int) -> dict[str, Any]:
    return {"plans": section_basis.extracts(section, year)}
