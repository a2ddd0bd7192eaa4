"""The frame of a section's page: what stands above the tabs, and the open tab below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from flask import current_app, g, request, url_for

from tthc.core.tasks.queries import counting
from tthc.core.tasks.rules import Counts
from tthc.extensions import db
from tthc.kernel.sections import Section
from tthc.web import section_report
from tthc.web.addresses import asked_number
from tthc.web.frame import has_plan
from tthc.web.guards import actor, today
from tthc.web.indicator_lines import IndicatorLine, indicator_lines
from tthc.web.lines import Link, Pages, Tab
from tthc.web.reply import reply

_TABS = (
    ("", "Nhiệm vụ"),
    ("/so", "Sổ theo dõi"),
    ("/chi-tieu", "Chỉ tiêu"),
    ("/minh-chung", "Minh chứng"),
    ("/can-cu", "Căn cứ, trích kế hoạch"),
)
_OWN_TABS = "section_tabs"


@dataclass(frozen=True)
class SectionPage:
    """What `section/page.html` and the open tab show; a tab that is not open leaves its part empty."""

    section_title: str
    year: int
    plan_href: str | None
    trail: str
    count_sentence: str
    tabs: list[Tab]
    indicators: list[Any] = field(default_factory=list)
    print_href: str | None = None
    report: Any = None
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


def add_tabs(app: Any, section: Section, tabs: Callable[[int], Sequence[Tab]]) -> None:
    """A section tells the application which pages of its own stand beside the common tabs."""
    app.extensions.setdefault(_OWN_TABS, {})[section] = tabs


def answer(section: Section, year: int, panel: str, parts: dict[str, Any], page: str = "section/page.html") -> Any:
    """The section with this panel open; HTMX gets the panel alone."""
    template = f"section/{panel}.html"
    return reply(page, template, page=section_page(section, year, parts), panel=template)


def section_page(section: Section, year: int, parts: dict[str, Any]) -> SectionPage:
    """What stands above the tabs, the tabs, and the parts of the open one."""
    counts = counts_of(section, year)
    home = url_for(f"{section.value}.page", year=year)
    tabs = [Tab(title, home + tail + plan_query(), counts.total if not tail else None, _is_open(home, tail)) for tail, title in _TABS]
    tabs += current_app.extensions.get(_OWN_TABS, {}).get(section, _none)(year)
    if parts.get("register") is None:  # above a register nothing stands between the tabs and its rows
        parts = parts | {
            "indicators": targets_of(section, year)[:4],
            "print_href": home + "/in",
            "report": section_report.state(section, year),
        }
    return SectionPage(
        section_title=section.title,
        year=year,
        plan_href=url_for("plans.listing"),
        trail="",
        count_sentence=count_sentence(counts) if has_plan() else f"Chưa có kế hoạch năm {year}.",
        tabs=tabs,
        **parts,
    )


def _none(_year: int) -> Sequence[Tab]:
    return ()


def _is_open(home: str, tail: str) -> bool:
    return request.path == home + tail or (bool(tail) and request.path.startswith(f"{home}{tail}/"))


def counts_of(section: Section, year: int) -> Counts:
    """How the section stands; asked once a request, for the sentence, the tabs and the pills."""
    if "section_counts" not in g:
        g.section_counts = counting.counts(db.session(), actor(), today=today(), year=year, section=section, plan_id=plan_id())
    return cast("Counts", g.section_counts)


def targets_of(section: Section, year: int) -> list[IndicatorLine]:
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


def plan_id() -> int | None:
    """The one plan that the page is narrowed to."""
    return asked_number("ke-hoach")


def plan_query() -> str:
    """The same for the addresses of the tabs."""
    return f"?ke-hoach={plan_id()}" if plan_id() else ""
