"""What `cli.py bench judging` measures: pages of inspections, scores and reviews, of a full office beside one with a row of each."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tthc.commands.measure import Samples, Visitor
from tthc.commands.measure_registers import MOST, engine_of, span
from tthc.config import ROOT
from tthc.extensions import db
from tthc.jobs.province import YEAR
from tthc.kernel.actor import system
from tthc.kernel.sections import Section
from tthc.kernel.transaction import unit_of_work

if TYPE_CHECKING:
    from flask import Flask

    from tthc.jobs.province_judging import Size

_FIGURES = f"{'ít p50':>8}{'ít p95':>8}{'đầy p50':>9}{'đầy p95':>9}{'gấp p50':>8}{'p95':>6}"
HEADING = f"{'trang':<30}{'người':<12}{_FIGURES}{'truy vấn':>12}{'KB':>6}"
_TIMES, _KB, _HEAVIEST = 30, 1024, 15
_Y, _I, _N, _R = f"/{YEAR}", f"/{YEAR}/kiem-tra", f"/{YEAR}/nong-thon-moi", f"/{YEAR}/ra-soat"
_ROUNDS, _FINDINGS, _RETURNS = f"{_I}/so/dot-kiem-tra", f"{_I}/so/kien-nghi", f"{_I}/so/bao-cao-don-vi"


@dataclass(frozen=True)
class Page:
    """A page that somebody opens."""

    name: str
    who: str
    path: str


PAGES = (
    Page("đợt kiểm tra", "clerk.0", _ROUNDS),
    Page("đợt kiểm tra, trang 3", "clerk.0", f"{_ROUNDS}?trang=3"),
    Page("đợt kiểm tra, thêm", "clerk.0", f"{_ROUNDS}/them"),
    Page("đợt kiểm tra, một đợt", "clerk.0", f"{_ROUNDS}/1"),
    Page("kiến nghị", "clerk.0", _FINDINGS),
    Page("kiến nghị, trang 3", "clerk.0", f"{_FINDINGS}?trang=3"),
    Page("kiến nghị, quá hạn", "clerk.0", f"{_FINDINGS}?loc=qua-han"),
    Page("kiến nghị, tìm", "clerk.0", f"{_FINDINGS}?tu-khoa=niem+yet"),
    Page("kiến nghị, thêm", "clerk.0", f"{_FINDINGS}/them"),
    Page("kiến nghị, một dòng", "clerk.0", f"{_FINDINGS}/1"),
    Page("kiến nghị, thêm từ đợt", "inspector.0", f"{_I}/dot/1/kien-nghi/them"),
    Page("kết luận đã có", "clerk.0", f"{_I}/ket-luan-da-co"),
    Page("báo cáo đơn vị", "clerk.0", _RETURNS),
    Page("báo cáo đơn vị, thêm", "clerk.0", f"{_RETURNS}/them"),
    Page("chương trình", "clerk.0", f"{_I}/chuong-trinh"),
    Page("nhóm, đề xuất", "clerk.0", f"{_I}/chuong-trinh/1"),
    Page("nhóm nội bộ", "clerk.0", f"{_I}/chuong-trinh/3"),
    Page("chọn đơn vị", "clerk.0", f"{_I}/chuong-trinh/1/don-vi"),
    Page("lịch kiểm tra", "clerk.0", f"{_I}/chuong-trinh/lich"),
    Page("lịch .ics", "clerk.0", f"{_I}/chuong-trinh/lich.ics"),
    Page("được kiểm tra", "clerk.0", f"{_I}/duoc-kiem-tra"),
    Page("được kiểm tra, xã dưới", "below.0", f"{_I}/duoc-kiem-tra"),
    Page("đợt của tôi", "inspector.0", f"{_I}/cua-toi"),
    Page("phiếu tại chỗ", "inspector.0", f"{_I}/dot/1/phieu"),
    Page("đoàn", "clerk.0", f"{_I}/dot/1/doan"),
    Page("nội dung", "clerk.0", f"{_I}/dot/1/noi-dung"),
    Page("biên bản", "inspector.0", f"{_I}/dot/1/bien-ban"),
    Page("nội dung kiểm tra (mục)", "clerk.0", _I),
    Page("chỉ tiêu kiểm tra", "clerk.0", f"{_I}/chi-tieu"),
    Page("bộ tiêu chí", "appraiser.0", "/bo-tieu-chi"),
    Page("một bộ tiêu chí", "appraiser.0", "/bo-tieu-chi/2"),
    Page("chấm điểm", "clerk.0", f"{_N}/cham-diem"),
    Page("bảng chấm 14 chỉ tiêu", "clerk.0", f"{_N}/cham-diem/{{own}}"),
    Page("một chỉ tiêu", "clerk.0", f"{_N}/cham-diem/{{own}}/chi-tieu/{{line}}"),
    Page("hồ sơ đề nghị", "clerk.0", f"{_N}/cham-diem/{{own}}/ho-so"),
    Page("thẩm định, danh sách", "appraiser.0", f"{_N}/tham-dinh"),
    Page("thẩm định một xã", "appraiser.0", f"{_N}/tham-dinh/1"),
    Page("rà soát", "clerk.0", f"{_R}/so/ra-soat"),
    Page("rà soát, trang 3", "clerk.0", f"{_R}/so/ra-soat?trang=3"),
    Page("rà soát, một dòng", "clerk.0", f"{_R}/so/ra-soat/1"),
    Page("chi phí", "clerk.0", f"{_R}/ho-so/1/chi-phi"),
    Page("dự thảo", "clerk.0", f"{_R}/so/du-thao"),
    Page("tập huấn", "clerk.0", f"{_Y}/chi-dao/so/tap-huan"),
    Page("kinh phí", "clerk.0", f"{_Y}/chi-dao/so/kinh-phi"),
    Page("trang đầu", "clerk.0", "/"),
    Page("trang đầu", "officer0.0", "/"),
    Page("trang đầu", "inspector.0", "/"),
    Page("trang đầu", "appraiser.0", "/"),
    Page("trang đầu", "leader.0", "/"),
    Page("trang đầu, xã dưới", "below.0", "/"),
    Page("chỉ tiêu cả năm", "clerk.0", f"{_Y}/chi-tieu"),
    Page("kiểm lại kế hoạch", "clerk.0", "/ke-hoach/nhap/1"),
    Page("tìm", "clerk.0", "/tim?q=niem+yet"),
)


def pages(least: Flask, full: Flask, only: str = "") -> Iterator[tuple[str, bool]]:
    """One line a page, and whether it keeps its bounds; the two offices are visited in turn, so that both meet the same machine."""
    before, after = _People(least), _People(full)
    for page in PAGES:
        if only and not re.search(only, page.name):
            continue
        first, second = Samples(page.name, before.engine), Samples(page.name, after.engine)
        for one in (before, after):
            one.get(page)
        for _ in range(_TIMES):
            first.take(partial(before.get, page))
            body = second.take(partial(after.get, page))
        yield _line(page, first, second, len(gzip.compress(body.encode())) / _KB)


class _People:
    """An office and who is signed in there."""

    def __init__(self, app: Flask) -> None:
        self._app, self._visitors, self.engine = app, dict[str, Visitor](), engine_of(app)
        with app.app_context():
            self._ids = _ids()

    def get(self, page: Page) -> str:
        """The page as that person sees it."""
        if page.who not in self._visitors:
            self._visitors[page.who] = Visitor(self._app, page.who)
        return self._visitors[page.who].get(page.path.format(**self._ids))


def _office() -> int:
    """The office that is measured: the first agency that was written, those below it came later."""
    from tthc.core.people import queries as people_queries

    return min(one.id for one in people_queries.agencies(db.session()))


def _ids() -> dict[str, int]:
    """The office's own sheet and its first line."""
    from tthc.core.criteria.queries import assessments, sheet

    session, today = db.session(), date(YEAR, 8, 15)
    actor = system(_office())
    own = assessments.own(session, actor.agency_id, YEAR, today=today)[0].assessment_id
    held = sheet.sheet(session, assessments.one(session, actor, own), today=today)
    return {"own": own, "line": held.lines[0].row.id}


def _line(page: Page, few: Samples, many: Samples, size: float) -> tuple[str, bool]:
    half, most = many.share(0.5) / few.share(0.5), many.share(0.95) / few.share(0.95)
    times = f"{few.share(0.5):>8.1f}{few.share(0.95):>8.1f}{many.share(0.5):>9.1f}{many.share(0.95):>9.1f}{half:>8.1f}{most:>6.1f}"
    words = f"{page.name:<30}{page.who:<12}{times}{f'{span(few.queries)} / {span(many.queries)}':>12}{size:>6.1f}"
    return words, most <= MOST and size <= _HEAVIEST and len(many.queries) == 1


def prepare(app: Flask, size: Size) -> int:
    """The office with so much of everything, and next year's plan on its way in. Returns the rows written."""
    from tthc.core.people import queries as people_queries
    from tthc.jobs import province_judging

    with app.app_context():
        session, today = db.session(), app.extensions["clock"].today()
        agency_id = _office()
        desks = [unit.id for unit in people_queries.units_of(session, agency_id, today)]
        written = province_judging.fill(session, agency_id, desks, size)
        _next_plan(app, agency_id)
        return written


def _next_plan(app: Flask, agency_id: int) -> None:
    from tthc.core.imports import actions as import_actions
    from tthc.planreader import read as planreader
    from tthc.planreader.blocks import from_bytes

    session, toolbox, clock, actor = db.session(), app.extensions["toolbox"], app.extensions["clock"], system(agency_id)
    content = (ROOT / "tthc" / "examples" / "seed-002.txt").read_bytes()
    with unit_of_work(session):
        stored = toolbox.files.keep(content, "text/plain; charset=utf-8")
        row = import_actions.stage(session, actor, stored, "ke-hoach.txt", now=clock.now())
        import_actions.read(session, actor, row, planreader.read(from_bytes(content)), today=clock.today(), now=clock.now())


def reports(least: Flask, full: Flask) -> Iterator[str]:
    """The sections' reports with the chapters of their registers, in seconds of the clock and of this process."""
    for section in (Section.INSPECTION, Section.NEW_RURAL, Section.REVIEW, Section.DIRECTION):
        few, many = _report(least, section), _report(full, section)
        yield f"{'báo cáo ' + section.value:<42}{few:>16}{many:>26}"


def _report(app: Flask, section: Section) -> str:
    from tthc.core.reports import actions as report_actions

    with app.app_context():
        session, clock = db.session(), app.extensions["clock"]
        actor = system(_office())
        began, busy = time.perf_counter(), time.process_time()
        with unit_of_work(session):
            report_actions.section_report(session, actor, section, year=YEAR, today=clock.today(), now=clock.now())
        return f"{time.perf_counter() - began:.2f} ({time.process_time() - busy:.2f})"
