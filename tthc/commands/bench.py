"""`cli.py bench`: make a large sample province; measure the main pages and jobs on provinces of growing size."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tthc.commands import entrance
from tthc.commands.session import bare_tools, open_app

if TYPE_CHECKING:
    from flask import Flask

TASKS = 120
_FILES = 40  # different evidence files, shared by the communes
_FILE_SIZE = 50_000


@click.group()
def command() -> None:
    """Tạo dữ liệu lớn và đo tốc độ."""


@command.command()
@click.option("--communes", type=click.IntRange(1, 1000), default=20, show_default=True, help="Số xã.")
@click.option("--tasks", type=click.IntRange(1, 2000), default=TASKS, show_default=True, help="Số nhiệm vụ của mỗi xã.")
def seed(communes: int, tasks: int) -> None:
    """Ghi một tỉnh mẫu vào cơ sở dữ liệu trống của thư mục instance."""
    started = time.perf_counter()
    written = fill(open_app(), communes, tasks)
    click.echo(f"Đã ghi {written} dòng cho {communes} xã trong {time.perf_counter() - started:.1f} giây.")


@command.command()
@click.option("--communes", default="1,20,200", show_default=True, help="Các cỡ tỉnh, cách nhau bằng dấu phẩy.")
@click.option("--tasks", type=click.IntRange(10, 2000), default=TASKS, show_default=True, help="Số nhiệm vụ của mỗi xã.")
def run(communes: str, tasks: int) -> None:
    """Đo p50, p95 và số truy vấn trên thư mục tạm; không đụng đến dữ liệu đang dùng."""
    from tthc.commands.measure import HEADING, measure

    sizes = [int(part) for part in communes.split(",") if part.strip().isdecimal()]
    click.echo(HEADING)
    for size in sizes:
        with temporary_office() as app:
            fill(app, size, tasks)
            for line in measure(app, size):
                click.echo(line)


@command.command()
def reading() -> None:
    """Đo thời gian và bộ nhớ khi đọc kế hoạch 60 trang ở từng định dạng."""
    from tthc.commands.measure_reading import HEADING, measure_reading

    click.echo(HEADING)
    for line in measure_reading(bare_tools()):
        click.echo(line)


@command.command()
@click.option("--procedures", type=click.IntRange(0, 100_000), default=10_000, show_default=True, help="Số thủ tục.")
@click.option("--dossiers", type=click.IntRange(0, 1_000_000), default=200_000, show_default=True, help="Số hồ sơ.")
@click.option("--feedback", type=click.IntRange(0, 100_000), default=20_000, show_default=True, help="Số phản ánh, kiến nghị.")
@click.option("--findings", type=click.IntRange(0, 100_000), default=5_000, show_default=True, help="Số kiến nghị sau kiểm tra.")
@click.option("--rows", type=click.IntRange(1, 20_000), default=20_000, show_default=True, help="Số dòng của tệp nhập thử.")
def registers(procedures: int, dossiers: int, feedback: int, findings: int, rows: int) -> None:
    """Đo trang danh sách của sổ đầy bên sổ trống và thời gian nhập tệp; mã thoát 1 nếu chậm hơn mức cho phép."""
    from tthc.commands.measure_registers import HEADING, pages, sheet

    with temporary_office() as empty, temporary_office() as full:
        for app in (empty, full):
            fill(app, 1, TASKS)
        started = time.perf_counter()
        written = fill_registers(full, procedures=procedures, dossiers=dossiers, feedback=feedback, findings=findings)
        click.echo(f"Đã ghi {written} dòng vào các sổ trong {time.perf_counter() - started:.1f} giây.")
        click.echo(HEADING)
        is_slow = False
        for line, is_good in pages(empty, full):
            click.echo(line)
            is_slow |= not is_good
        for register in ("dossier", "feedback"):
            for line in sheet(full, rows, register):
                click.echo(line)
    if is_slow:
        raise click.exceptions.Exit(1)


@command.command()
@click.option("--only", default="", help="Chỉ đo các trang có tên chứa chữ này.")
def judging(only: str) -> None:
    """Đo các trang kiểm tra, chấm điểm, rà soát của cơ quan nhiều dữ liệu bên cơ quan ít dữ liệu; mã thoát 1 nếu vượt mức cho phép."""
    from tthc.commands.measure_judging import HEADING, pages, prepare, reports
    from tthc.jobs.province_judging import LEAST, Size

    with temporary_office() as least, temporary_office() as full:
        for app, size in ((least, LEAST), (full, Size())):
            fill(app, 1, TASKS)
            started = time.perf_counter()
            click.echo(f"Đã ghi {prepare(app, size)} dòng trong {time.perf_counter() - started:.1f} giây.")
        click.echo(HEADING)
        is_slow = False
        for line, is_good in pages(least, full, only):
            click.echo(line if is_good else f"{line}  !")
            is_slow |= not is_good
        for line in reports(least, full):
            click.echo(line)
    if is_slow:
        raise click.exceptions.Exit(1)


def fill_registers(app: Flask, *, procedures: int, dossiers: int, feedback: int, findings: int) -> int:
    """The large registers of the first commune, kept by its last desk. Returns the rows written."""
    from tthc.core.people import queries as people_queries
    from tthc.extensions import db
    from tthc.jobs import province_findings, province_registers

    with app.app_context():
        session, today = db.session(), app.extensions["clock"].today()
        agency_id = people_queries.agencies(session)[0].id
        desks = [unit.id for unit in people_queries.units_of(session, agency_id, today)]
        numbers = {"procedures": procedures, "dossiers": dossiers, "feedback": feedback}
        written = province_registers.fill(session, agency_id, desks[-1], **numbers)
        return written + province_findings.fill(session, agency_id, desks, findings=findings)


def fill(app: Flask, communes: int, tasks: int) -> int:
    """The province with its evidence files; people of the first commune can sign in. Returns the rows written."""
    from tthc.extensions import db
    from tthc.jobs import province

    store = app.extensions["toolbox"].files
    with app.app_context():
        kept = [store.keep(_file(number), "application/pdf") for number in range(_FILES)]
        return province.build(db.session(), communes=communes, tasks=tasks, files=[(one.sha256, one.size) for one in kept])


def _file(number: int) -> bytes:
    head = b"%PDF-1.4\n% " + str(number).encode() + b"\n"
    return head + bytes(_FILE_SIZE - len(head) - 6) + b"%%EOF\n"


@contextmanager
def temporary_office() -> Iterator[Flask]:
    """An application on a folder that is gone afterwards, with the demonstration's certificate."""
    from tthc.commands.migrate import upgrade
    from tthc.commands.reset import prepare_demonstration

    before = os.environ.get("TTHC_INSTANCE")
    with tempfile.TemporaryDirectory(prefix="tthc-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["TTHC_INSTANCE"] = folder
        try:
            prepare_demonstration(Path(folder))
            app = entrance().create_app()
            upgrade(app)
            yield app
        finally:
            os.environ.pop("TTHC_INSTANCE")
            if before is not None:
                os.environ["TTHC_INSTANCE"] = before
