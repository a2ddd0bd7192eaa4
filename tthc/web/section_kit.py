"""One kit makes the eight sections: the same page, tabs and button over the same work; only registers differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, g, redirect, request, url_for

from tthc.core.evidence import queries as evidence_queries
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.queries import counting
from tthc.core.tasks.rules import Counts
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.kernel.sections import Section
from tthc.web import section_basis, section_report
from tthc.web.addresses import asked_number
from tthc.web.evidence_lines import evidence_lines
from tthc.web.frame import current_year, has_plan
from tthc.web.guards import actor, needs, today, writes
from tthc.web.indicator_lines import IndicatorLine, indicator_lines
from tthc.web.lines import Link, Pages, Tab, page_number, pages, task_lines, with_query
from tthc.web.reply import reply

_FILTERS = (
    ("ky-nay", "Kỳ này", "current"),
    ("tat-ca", "Tất cả", "total"),
    ("cua-toi", "Của tôi", "mine"),
    ("qua-han", "Quá hạn", "late"),
    ("cho-duyet", "Chờ duyệt", "waiting"),
    ("chua-xong", "Chưa xong", "open"),
    ("da-xong", "Đã xong", "done"),
)
_TABS = (
    ("", "Nhiệm vụ"),
    ("/so", "Sổ theo dõi"),
    ("/chi-tieu", "Chỉ tiêu"),
    ("/minh-chung", "Minh chứng"),
    ("/can-cu", "Căn cứ, trích kế hoạch"),
)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class SectionPage:
    """What `section/page.html` and the open tab show; a tab that is not open leaves its part empty."""

    section_title: str
    year: int
    plan_href: str | None
    trail: str
    count_sentence: str
    indicators: list[Any]
    tabs: list[Tab]
    print_href: str | None
    report: Any
    filters: tuple[Tab, ...] = ()
    filter_href: str = ""
    keyword: str = ""
    lines: tuple[Any, ...] = ()
    pages: Pages | None = None
    empty: str = ""
    all_indicators: tuple[Any, ...] = ()
    entry: Link | None = None
    evidence: tuple[Any, ...] = ()
    plans: tuple[Any, ...] = ()
    registers: tuple[Tab, ...] = ()
    register: Any = None


def section_blueprint(section: Section, import_name: str) -> Blueprint:
    """The routes every section has: the page with its tabs, print view, short address, progress report."""
    bp = Blueprint(section.value, import_name)
    home = f"/<int(min={_FIRST_YEAR}, max={_LAST_YEAR}):year>/{section.slug}"

    @bp.get(home)
    @needs(Can.TASK_READ)
    def page(year: int) -> Any:
        """The tasks of the section."""
        return _answer(section, year, "_tasks", _tasks(section, year))

    @bp.get(f"{home}/so")
    @needs(Can.TASK_READ)
    def registers(year: int) -> Any:
        """The registers of the section."""
        return _answer(section, year, "_registers", {})

    @bp.get(f"{home}/chi-tieu")
    @needs(Can.INDICATOR_READ)
    def indicators(year: int) -> Any:
        """The targets of the section and what was reached."""
        return _answer(section, year, "_indicators", _indicators(section, year))

    @bp.get(f"{home}/minh-chung")
    @needs(Can.TASK_READ)
    def evidence(year: int) -> Any:
        """The evidence of the section."""
        return _answer(section, year, "_evidence", _evidence(section, year))

    @bp.get(f"{home}/can-cu")
    @needs(Can.PLAN_READ)
    def basis(year: int) -> Any:
        """Legal bases and the plan's own words."""
        return _answer(section, year, "_basis", _basis(section, year))

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
        return reply("section/print.html", page=_page(section, year, parts | {"pages": None}))

    @bp.post(f"{home}/bao-cao")
    @needs(Can.REPORT_SEAL)
    @writes
    def report(year: int) -> Any:
        """The section's progress report as a sealed PDF."""
        return section_report.make(section, year)

    @bp.get(f"/{section.slug}")
    @needs(Can.TASK_READ)
    def short() -> Any:
        """The short address goes to the latest year that has a plan."""
        return redirect(url_for(f"{section.value}.page", year=current_year()))

    return bp


def _answer(section: Section, year: int, panel: str, parts: dict[str, Any]) -> Any:
    template = f"section/{panel}.html"
    return reply("section/page.html", template, page=_page(section, year, parts), panel=template)


def _page(section: Section, year: int, parts: dict[str, Any]) -> SectionPage:
    counts = _counts(section, year)
    home = url_for(f"{section.value}.page", year=year)
    tabs = [
        Tab(title, home + tail + _plan_query(), counts.total if not tail else None, request.path == home + tail) for tail, title in _TABS
    ]
    return SectionPage(
        section_title=section.title,
        year=year,
        plan_href=url_for("plans.listing"),
        trail="",
        count_sentence=count_sentence(counts) if has_plan() else f"Chưa có kế hoạch năm {year}.",
        indicators=_targets(section, year)[:4],
        tabs=tabs,
        print_href=home + "/in",
        report=section_report.state(section, year),
        **parts,
    )


def _counts(section: Section, year: int) -> Counts:
    """How the section stands; asked once a request, for the sentence, the tabs and the pills."""
    if "section_counts" not in g:
        g.section_counts = counting.counts(db.session(), actor(), today=today(), year=year, section=section, plan_id=_plan_id())
    return cast("Counts", g.section_counts)


def _targets(section: Section, year: int) -> list[IndicatorLine]:
    """The section's targets; asked once a request, for the strip and the tab."""
    if "section_targets" not in g:
        g.section_targets = indicator_lines(year, section=section)
    return cast("list[IndicatorLine]", g.section_targets)


def count_sentence(counts: Counts) -> str:
    """Such as "11 việc: 2 hoàn thành, 1 chờ duyệt, 7 đang trong hạn, 1 quá hạn."."""
    if not counts.total:
        return "Kế hoạch năm này không giao nhiệm vụ nào trong nội dung này."
    parts = [
        (counts.done, "hoàn thành"),
        (counts.waiting, "chờ duyệt"),
        (counts.open - counts.late, "đang trong hạn"),
        (counts.late, "quá hạn"),
        (counts.total - counts.done - counts.waiting - counts.open, "khi có yêu cầu"),
    ]
    return f"{counts.total} việc: " + ", ".join(f"{n} {words}" for n, words in parts if n) + "."


def _plan_id() -> int | None:
    return asked_number("ke-hoach")


def _plan_query() -> str:
    return f"?ke-hoach={_plan_id()}" if _plan_id() else ""


def _tasks(section: Section, year: int, limit: int = task_queries.PAGE, default: str = _FILTERS[0][0]) -> dict[str, Any]:
    session, who = db.session(), actor()
    chosen = request.args.get("loc", default)
    keyword = request.args.get("tu-khoa", "").strip()[:100]
    scope: dict[str, Any] = {"today": today(), "year": year, "section": section, "plan_id": _plan_id()}
    counts = _counts(section, year)
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
        "all_indicators": tuple(_targets(section, year)),
        "entry": Link("Nhập số liệu", url_for("indicators.year", year=year)),
    }


def _evidence(section: Section, year: int, limit: int = 25) -> dict[str, Any]:
    session, who = db.session(), actor()
    found = evidence_queries.store(session, who, year=year, section=section, offset=(page_number() - 1) * limit, limit=limit)
    total = evidence_queries.count(session, who, year=year, section=section)
    return {"evidence": tuple(evidence_lines(found)), "pages": pages(found, total, limit)}


def _basis(section: Section, year: int) -> dict[str, Any]:
    return {"plans": section_basis.extracts(section, year)}
