"""What `cli.py bench run` measures: pages and writes through the whole application, reports and archives through their jobs."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from tthc.extensions import db
from tthc.jobs import JOBS
from tthc.jobs.province import PASSWORD, YEAR
from tthc.jobs.province_words import DESKS
from tthc.kernel.actor import system
from tthc.kernel.errors import WrongState
from tthc.kernel.statements import counted
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from flask import Flask

HEADING = f"{'việc':<22}{'xã':>5}{'lần':>6}{'p50 ms':>10}{'p95 ms':>10}{'truy vấn':>10}"
_PAGES, _WRITES, _DRAFTS, _SLOW = 30, 15, 5, 3
_OK = (200, 303)


@dataclass
class Samples:
    """Times and query counts of one piece of work."""

    name: str
    engine: Any
    times: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)

    def take(self, work: Callable[[], Any]) -> Any:
        """Run it once more."""
        with counted(self.engine) as sent:
            started = time.perf_counter()
            result = work()
            self.times.append((time.perf_counter() - started) * 1000)
        self.queries.add(len(sent))
        return result

    def share(self, share: float) -> float:
        """The time within which this share of the runs was done, in milliseconds."""
        return sorted(self.times)[math.ceil(len(self.times) * share) - 1]

    def line(self, size: int) -> str:
        """As printed under HEADING."""
        low, high = min(self.queries), max(self.queries)
        queries = str(low) if low == high else f"{low}-{high}"
        return f"{self.name:<22}{size:>5}{len(self.times):>6}{self.share(0.5):>10.1f}{self.share(0.95):>10.1f}{queries:>10}"


class Visitor:
    """Somebody signed in, without a network between."""

    def __init__(self, app: Flask, username: str) -> None:
        self._client = app.test_client()
        self._token = self._found(r'name="csrf_token"[^>]*value="([^"]+)"', "/dang-nhap")[0]
        self.post("/dang-nhap", username=username, password=PASSWORD, tiep="/")
        self._token = self._found(r'name="csrf_token"[^>]*value="([^"]+)"', "/mat-khau")[0]

    def get(self, path: str) -> str:
        """The page, which must be there."""
        return self._checked(self._client.get(path), path)

    def post(self, path: str, **fields: str) -> str:
        """Send a form."""
        return self._checked(self._client.post(path, data={"csrf_token": self._token, **fields}), path)

    def _found(self, pattern: str, path: str) -> list[Any]:
        return re.findall(pattern, self.get(path))

    def links(self, pattern: str, path: str) -> list[Any]:
        """What a page links to, each once."""
        return list(dict.fromkeys(self._found(pattern, path)))

    @staticmethod
    def _checked(answer: Any, path: str) -> str:
        if answer.status_code not in _OK:
            raise WrongState(f"{path} trả lời {answer.status_code}; không đo tiếp được.")
        return str(answer.get_data(as_text=True))


def measure(app: Flask, size: int) -> Iterator[str]:
    """One line for each piece of work on a province of this size."""
    with app.app_context():
        engine = db.engine
    # Requests bring their own application context, as on a server; only the jobs get ours.
    officers, clerk = [Visitor(app, f"officer{desk}.0") for desk in range(len(DESKS))], Visitor(app, "clerk.0")
    for samples in (*_pages(engine, officers[0], clerk), *_writes(engine, officers, clerk)):
        yield samples.line(size)
    with app.app_context():
        for samples in _jobs(engine, app):
            yield samples.line(size)


def _pages(engine: Any, officer: Visitor, clerk: Visitor) -> Iterator[Samples]:
    for name, visitor, path in (
        ("trang đầu (công chức)", officer, "/"),
        ("trang đầu (văn phòng)", clerk, "/"),
        ("trang nội dung", officer, f"/{YEAR}/mot-cua"),
        ("trang nhiệm vụ", officer, "/viec/1"),
        ("hàng chờ duyệt", clerk, "/cho-duyet"),
    ):
        samples = Samples(name, engine)
        visitor.get(path)  # compiled templates are what a server has
        for _ in range(_PAGES):
            samples.take(partial(visitor.get, path))
        yield samples


def _writes(engine: Any, officers: Sequence[Visitor], clerk: Visitor) -> Iterator[Samples]:
    ticks, verdicts = Samples("báo xong", engine), Samples("duyệt", engine)
    open_work = [(one, address) for one in officers for address in one.links(r'href="(/viec/\d+/bao-xong/\d+)"', "/viec?thang=2024-08")]
    for officer, address in open_work[:_WRITES]:
        ticks.take(partial(officer.post, address, number="12/BC-UBND"))
    yield ticks
    for _ in range(_WRITES):
        waiting = clerk.links(r'action="(/minh-chung/\d+/duyet)"', "/cho-duyet")
        if not waiting:
            break
        verdicts.take(partial(clerk.post, waiting[0]))
    yield verdicts


def _jobs(engine: Any, app: Flask) -> Iterator[Samples]:
    from tthc.core.archive import actions as archive_actions
    from tthc.core.people import queries as people_queries
    from tthc.core.reports import actions as report_actions
    from tthc.core.reports.rules import ReportPeriod
    from tthc.kernel.sections import Section

    session, toolbox, clock = db.session(), app.extensions["toolbox"], app.extensions["clock"]
    agency = people_queries.agencies(session)[0].id
    actor, times = system(agency), {"today": clock.today(), "now": clock.now()}
    drafts, prints, archives = Samples("lập dự thảo báo cáo", engine), Samples("in và ký PDF", engine), Samples("lưu trữ một năm", engine)

    def draft() -> None:
        with unit_of_work(session):
            report_actions.draft(session, actor, agency, YEAR, ReportPeriod.Q3, **times)

    for _ in range(_DRAFTS):
        drafts.take(draft)
    yield drafts
    for nth, section in enumerate((Section.FEEDBACK, Section.ONE_STOP, Section.PUBLICATION, Section.DIRECTION)):
        with unit_of_work(session):
            edition = report_actions.section_report(session, actor, section, year=YEAR, **times).id
        if not nth:  # starts the press, which a worker does once
            JOBS["seal_section_report"](session, toolbox, edition_id=edition)
            continue
        prints.take(partial(JOBS["seal_section_report"], session, toolbox, edition_id=edition))
    yield prints
    for _ in range(_SLOW):
        with unit_of_work(session):
            package = archive_actions.ask(session, actor, agency, YEAR, now=clock.now()).id
        archives.take(partial(JOBS["export_year"], session, toolbox, package_id=package))
    yield archives
