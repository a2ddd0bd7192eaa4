"""What `cli.py bench registers` measures: list pages of full registers beside those of empty ones, and a sheet of many rows loaded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from tthc.commands.measure import Samples, Visitor
from tthc.core.files.ports import CellValue, SheetColumn
from tthc.extensions import db
from tthc.jobs import JOBS
from tthc.jobs.province import YEAR
from tthc.kernel.actor import system
from tthc.kernel.errors import WrongState

if TYPE_CHECKING:
    from flask import Flask

HEADING = f"{'trang':<34}{'lần':>5}{'trống p95':>11}{'đầy p95':>10}{'gấp':>6}{'truy vấn':>14}"
MOST = 3.0  # p95 of a full register to that of the empty one
_TIMES, _PAGE = 30, "?trang=3"
PAGES = (
    ("thủ tục", "cong-khai/so/thu-tuc", ""),
    ("thủ tục, trang 3", "cong-khai/so/thu-tuc", _PAGE),
    ("thủ tục, tìm", "cong-khai/so/thu-tuc", "?tu-khoa=ho+tich"),
    ("hồ sơ", "mot-cua/so/ho-so", ""),
    ("hồ sơ, trang 3", "mot-cua/so/ho-so", _PAGE),
    ("hồ sơ, tìm", "mot-cua/so/ho-so", "?tu-khoa=0123456"),
    ("phản ánh", "phan-anh/so/phan-anh", ""),
    ("phản ánh, tìm", "phan-anh/so/phan-anh", "?tu-khoa=dat+dai"),
    ("kiến nghị sau kiểm tra", "kiem-tra/so/kien-nghi", ""),
    ("kiến nghị, trang 3", "kiem-tra/so/kien-nghi", _PAGE),
    ("kiến nghị, quá hạn", "kiem-tra/so/kien-nghi", "?loc=qua-han"),
    ("kiến nghị, tìm", "kiem-tra/so/kien-nghi", "?tu-khoa=so+hoa"),
    ("đợt kiểm tra", "kiem-tra/so/dot-kiem-tra", ""),
)


def pages(empty: Flask, full: Flask) -> Iterator[tuple[str, bool]]:
    """One line a page, and whether it keeps its bounds; the two offices are visited in turn, so that both meet the same machine."""
    before, after = Visitor(empty, "clerk.0"), Visitor(full, "clerk.0")
    for name, path, query in PAGES:
        address = f"/{YEAR}/{path}{query}"
        first, second = Samples(name, engine_of(empty)), Samples(name, engine_of(full))
        before.get(address)
        after.get(address)
        for _ in range(_TIMES):
            first.take(partial(before.get, address))
            second.take(partial(after.get, address))
        yield _line(name, first, second)


def _line(name: str, empty: Samples, full: Samples) -> tuple[str, bool]:
    before, after = empty.share(0.95), full.share(0.95)
    times = after / before
    asked = f"{span(empty.queries)} / {span(full.queries)}"
    words = f"{name:<34}{len(full.times):>5}{before:>11.1f}{after:>10.1f}{times:>6.1f}{asked:>14}"
    return words, times <= MOST and len(full.queries) == 1


def span(counts: set[int]) -> str:
    """A number of queries, or the least and the most."""
    return str(min(counts)) if len(counts) == 1 else f"{min(counts)}-{max(counts)}"


def engine_of(app: Flask) -> Any:
    """What its queries go through."""
    with app.app_context():
        return db.engine


def sheet(app: Flask, rows: int, register: str = "dossier") -> Iterator[str]:
    """Read, check and load a workbook of so many rows through the jobs; seconds of the clock, and of this process in brackets."""
    from tthc.core.books import BOOKS
    from tthc.core.people import queries as people_queries
    from tthc.core.registers import actions, queries
    from tthc.core.registers.rules.sheets import Preview

    with app.app_context():
        session, toolbox = db.session(), app.extensions["toolbox"]
        agency = people_queries.agencies(session)[0].id
        actor, book, clock = system(agency), BOOKS[register], toolbox.clock
        content = _WORKBOOKS[register](toolbox, rows)
        stored = toolbox.files.keep(content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        import_id = actions.stage(session, actor, book, stored, f"{register}.xlsx", now=clock.now()).id
        session.commit()
        read = _took(partial(JOBS["read_register"], session, toolbox, import_id=import_id))
        row = queries.register_import(session, actor, book, import_id)
        preview = Preview.from_json(row.preview)
        if not preview.is_loadable:
            raise WrongState("; ".join(one.words for one in preview.problems[:3]) or row.problem or "Tệp đo chưa đọc được.")
        actions.ask_load(session, actor, book, row, now=clock.now())
        session.commit()
        loaded = _took(partial(JOBS["load_register"], session, toolbox, import_id=import_id))
        if queries.register_import(session, actor, book, import_id).state != "loaded":
            raise WrongState("Tệp đo chưa nhập được.")
        yield f"nhập {rows} {book.row_words} ({len(content) / 1e6:.1f} MB): kiểm tra {read} giây, ghi {loaded} giây"


def _took(work: Callable[[], Any]) -> str:
    began, busy = time.perf_counter(), time.process_time()
    work()
    return f"{time.perf_counter() - began:.1f} ({time.process_time() - busy:.1f})"


def _dossiers(toolbox: Any, rows: int) -> bytes:
    from tthc.jobs.province_registers import FIELDS

    heads = ("STT", "Mã hồ sơ", "Lĩnh vực", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả", "Hình thức nộp", "Có phí", "Số hóa", "Toàn trình")

    def line(number: int) -> tuple[CellValue, ...]:
        day, field = number % 28 + 1, FIELDS[number % len(FIELDS)]
        dates = (date(YEAR, 6, day), f"{day:02}/07/{YEAR}", date(YEAR, 6, day) + timedelta(days=15))
        return (number + 1, f"N{number:07}", field, *dates, "Trực tuyến", "Có", "x", "Không")

    written: bytes = toolbox.sheets.write("Hồ sơ", [SheetColumn(head) for head in heads], map(line, range(rows)))
    return written


def _feedback(toolbox: Any, rows: int) -> bytes:
    """An old book: most rows were answered, some late, some are still in hand."""
    first_heads = ("Số", "Ngày tiếp nhận", "Kênh tiếp nhận", "Họ và tên", "SĐT", "Nội dung phản ánh", "Phân loại", "Ngày chuyển")
    heads = (*first_heads, "Ngày trả lời", "Kết quả xử lý", "Nội dung trả lời", "Ngày công khai", "Nội dung công khai")

    def line(number: int) -> tuple[CellValue, ...]:
        received = date(YEAR - 3, 1, 2) + timedelta(days=number % 900)
        name, phone = f"Nguyễn Văn {number:05}", f"09{number:08}"
        first = (number + 1, received, "Điện thoại chuyên dùng", name, phone, f"Hẹn trả hồ sơ {number} sai ngày. Gọi {phone} gặp {name}.")
        classed, handed = "Hành vi hành chính", received + timedelta(days=3)
        if number % 10 == 0:
            return (*first, classed, handed, None, None, None, None, None)
        answered = received + timedelta(days=10 + number % 15)
        done = (answered, "Đã giải thích, hướng dẫn", f"Kính gửi {name}: đã hướng dẫn, xin lỗi vì hẹn trả sai ngày.")
        return (*first, classed, handed, *done, answered + timedelta(days=1), f"Hẹn trả hồ sơ {number} sai ngày")

    written: bytes = toolbox.sheets.write("Sổ PAKN", [SheetColumn(head) for head in heads], map(line, range(rows)))
    return written


_WORKBOOKS: dict[str, Callable[[Any, int], bytes]] = {"dossier": _dossiers, "feedback": _feedback}
