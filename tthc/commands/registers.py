"""`cli.py registers`: the registers of an office from the command line: list them, load and write sheets, check every row."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tthc.commands.session import acting_for
from tthc.kernel.errors import BadFile, BadInput, Unavailable

if TYPE_CHECKING:
    from tthc.core.registers.queries import Book
    from tthc.core.registers.rules.sheets import Preview

_AGENCY = click.option("--agency", help="Tên đơn vị; cần khi hệ thống có nhiều đơn vị.")
_MOST_TOLD = 50


@click.group()
def command() -> None:
    """Sổ theo dõi: liệt kê, nhập, xuất, kiểm tra."""


@command.command("list")
@_AGENCY
@click.option("--year", type=click.IntRange(2000, 2100), help="Chỉ đếm dòng của năm này.")
def list_registers(agency: str | None, year: int | None) -> None:
    """Liệt kê các sổ và số dòng của từng sổ."""
    from tthc.core.books import BOOKS
    from tthc.core.registers import queries
    from tthc.core.registers.queries import Ask

    with acting_for(agency) as (session, _, actor, today):
        for name, book in sorted(BOOKS.items()):
            count = queries.count(session, actor, book, Ask(year=year), today=today, most=None)
            click.echo(f"{name:<24}{count:>9}  {book.title}")


@command.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@_AGENCY
@click.option("--check-only", is_flag=True, help="Chỉ kiểm tra, không ghi.")
def import_sheet(name: str, file: Path, agency: str | None, check_only: bool) -> None:
    """Nhập một tệp .xlsx hoặc .csv vào sổ NAME; một dòng sai thì không ghi dòng nào."""
    from tthc.core.registers import actions, queries
    from tthc.jobs.registers import load_register, read_register

    book, content = _book(name), _content(file)
    with acting_for(agency) as (session, toolbox, actor, _):
        clock = toolbox.clock
        stored = toolbox.files.keep(content, toolbox.sheets.look(content, file.name))
        import_id = actions.stage(session, actor, book, stored, file.name, now=clock.now()).id
        session.commit()
        read_register(session, toolbox, import_id)
        row = queries.register_import(session, actor, book, import_id)
        preview = _told(row)
        if not check_only and preview.is_loadable:
            actions.ask_load(session, actor, book, row, now=clock.now())
            session.commit()
            load_register(session, toolbox, import_id)
            row = queries.register_import(session, actor, book, import_id)
            if row.state != "loaded":
                raise Unavailable(row.problem or "Chưa ghi được dòng nào.")
            click.echo(f"Đã ghi {preview.to_write} dòng vào sổ {book.title}.")
            return
        actions.discard(session, actor, book, row, now=clock.now())
    _stop_unless_right(preview)
    click.echo("Chưa ghi dòng nào." if check_only else "Không có dòng nào cần ghi.")


@command.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@_AGENCY
@click.option("--year", type=click.IntRange(2000, 2100), help="Chỉ các dòng của năm này.")
def export_sheet(name: str, file: Path, agency: str | None, year: int | None) -> None:
    """Ghi sổ NAME ra tệp .xlsx nhập lại được."""
    from tthc.core.registers.queries import Ask, exported

    book = _book(name)
    with acting_for(agency) as (session, toolbox, actor, today):
        made = exported.exported(session, actor, book, Ask(year=year), today=today)
        content = toolbox.sheets.write(made.title, made.columns, made.rows, notes=made.notes)
    try:
        with file.open("xb") as target:
            target.write(content)
    except FileExistsError as error:
        raise BadInput(f"Tệp {file} đã có. Chọn tên khác.") from error
    except OSError as error:
        raise Unavailable(f"Không ghi được tệp {file}.") from error
    click.echo(f"Đã ghi {len(made.rows)} dòng của sổ {book.title} vào {file}.")


@command.command("check")
@click.argument("name", required=False)
@_AGENCY
@click.option("--year", type=click.IntRange(2000, 2100), help="Chỉ các dòng của năm này.")
def check(name: str | None, agency: str | None, year: int | None) -> None:
    """Kiểm tra lại từng dòng của một sổ hoặc mọi sổ theo quy tắc hiện hành; mã thoát 1 nếu có dòng sai."""
    from tthc.core.books import BOOKS
    from tthc.core.registers.queries import checking

    wrong = 0
    with acting_for(agency) as (session, _, actor, today):
        for book in [_book(name)] if name else [BOOKS[one] for one in sorted(BOOKS)]:
            found = checking.faults(session, actor, book, year=year, today=today)
            for fault in found[:_MOST_TOLD]:
                click.echo(f"{book.title}, dòng {fault.mark}: {fault.words}", err=True)
            if len(found) > _MOST_TOLD:
                click.echo(f"{book.title}: còn {len(found) - _MOST_TOLD} lỗi khác.", err=True)
            wrong += len(found)
    if wrong:
        click.echo(f"Có {wrong} lỗi.", err=True)
        sys.exit(1)
    click.echo("Mọi dòng đều đúng quy tắc.")


def _book(name: str) -> Book:
    from tthc.core.books import BOOKS

    if name not in BOOKS:
        raise BadInput(f"Không có sổ {name}. Các sổ: {', '.join(sorted(BOOKS))}.")
    return BOOKS[name]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadFile(f"Không đọc được tệp {file}.") from error


def _told(row: Any) -> Preview:
    """What reading found, printed; a file that could not be read at all says why."""
    from tthc.core.registers.rules.sheets import Preview

    preview = Preview.from_json(row.preview)
    if not row.preview:
        raise Unavailable(row.problem or "Chưa đọc được tệp.")
    for problem in preview.problems:
        click.echo(f"{problem.where}: {problem.words}", err=True)
    for warning in preview.warnings:
        click.echo(f"Lưu ý: {warning.where}: {warning.words}")
    for note in preview.notes:
        click.echo(note)
    if preview.counts:
        names = {"new": "mới", "changed": "thay đổi", "same": "không đổi", "wrong": "sai", "skipped": "bỏ qua"}
        click.echo("Dòng: " + ", ".join(f"{preview.counts.get(key, 0)} {words}" for key, words in names.items()) + ".")
    return preview


def _stop_unless_right(preview: Preview) -> None:
    if preview.missing:
        raise BadInput(f"Tệp thiếu cột bắt buộc: {', '.join(preview.missing)}.")
    if preview.asks_mapping:
        doubtful = ", ".join(f'"{one.title}"' for one in preview.headers if one.column and not one.is_sure)
        raise BadInput(f"Chưa chắc cột {doubtful} là cột nào của sổ. Đổi tên cột theo tên cột của sổ rồi chạy lại.")
    if preview.problem_count:
        raise BadInput(f"Tệp có {preview.problem_count} lỗi; chưa ghi dòng nào.")
