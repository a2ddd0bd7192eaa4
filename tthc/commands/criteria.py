"""`cli.py criteria`: criteria sets from the command line: list them, load one from a sheet, write one as a sheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tthc.commands.session import acting_for
from tthc.kernel.errors import BadFile, BadInput, NotFound, Unavailable

if TYPE_CHECKING:
    from tthc.core.criteria.rules.set_sheets import Found

_AGENCY = click.option("--agency", help="Tên đơn vị; cần khi hệ thống có nhiều đơn vị.")


@click.group()
def command() -> None:
    """Bộ tiêu chí: liệt kê, nhập, xuất."""


@command.command("list")
@_AGENCY
def list_sets(agency: str | None) -> None:
    """Liệt kê bộ tiêu chí của đơn vị, của cấp trên và bộ có sẵn chưa dùng."""
    from tthc.core.criteria.queries import sets, shipped
    from tthc.kernel.vietnamese import day

    with acting_for(agency) as (session, _, actor, _):
        for line in sets.lines(session, actor.agency_id):
            until = f" đến {day(line.valid_to)}" if line.valid_to else ""
            state = "; ngừng dùng" if line.withdrawn_on else ""
            click.echo(
                f"{line.set_id:>6}  {line.title}; từ {day(line.valid_from)}{until}; {line.indicators} chỉ tiêu; {line.agency}{state}"
            )
        taken = sets.taken(session, actor.agency_id)
        for one in shipped.shipped():
            if one.code not in taken:
                click.echo(f"có sẵn  {one.table.title}; {one.code}")


@command.command("take")
@click.argument("code")
@_AGENCY
def take_set(code: str, agency: str | None) -> None:
    """Dùng bộ có sẵn CODE: chép thành bộ của đơn vị."""
    from tthc.core.criteria.actions import sets as actions

    with acting_for(agency) as (session, toolbox, actor, _):
        row = actions.take(session, actor, code, now=toolbox.clock.now())
        click.echo(f"Đã thêm bộ tiêu chí {row.id}: {row.title}.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_AGENCY
@click.option("--check-only", is_flag=True, help="Chỉ kiểm tra, không ghi.")
def import_set(file: Path, agency: str | None, check_only: bool) -> None:
    """Nhập một bộ tiêu chí từ tệp .xlsx hoặc .csv; một ô sai thì không ghi dòng nào."""
    from tthc.core.criteria.actions import sets as actions
    from tthc.core.criteria.rules import set_sheets
    from tthc.core.criteria.rules.set_tables import MOST_ROWS

    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadFile(f"Không đọc được tệp {file}.") from error
    with acting_for(agency) as (session, toolbox, actor, _):
        found = set_sheets.read(toolbox.sheets.read(content, file.name, most_rows=MOST_ROWS * 2))
        told = _problems(found)
        if not told and not check_only:
            row = actions.write(session, actor, found.head, found.rows, now=toolbox.clock.now())
            click.echo(f"Đã nhập bộ tiêu chí {row.id}: {row.title}.")
            return
    for words in told:
        click.echo(words, err=True)
    if told:
        click.echo(f"Có {len(told)} nội dung cần sửa. Chưa ghi dòng nào.", err=True)
        sys.exit(1)
    click.echo(f"Đã kiểm tra {len(found.rows)} dòng, không có lỗi. Chưa ghi dòng nào.")


def _problems(found: Found) -> list[str]:
    """Every fault of cells, head and rows, one sentence each."""
    from tthc.core.criteria.rules.set_heads import head_of
    from tthc.core.criteria.rules.set_tables import assemble

    head, unread = head_of(found.head)
    _, problems = assemble(head, found.rows)
    fields = {one.field for one in unread}
    return [found.told(one) for one in (*found.problems, *unread, *(p for p in problems if p.row is not None or p.field not in fields))]


@command.command("export")
@click.argument("set_id", type=click.IntRange(1, 2**31 - 1))
@click.argument("file", type=click.Path(path_type=Path))
@_AGENCY
def export_set(set_id: int, file: Path, agency: str | None) -> None:
    """Ghi bộ tiêu chí số SET_ID ra tệp .xlsx; nhập lại tệp được đúng bộ đó."""
    from tthc.core.criteria.queries import sets
    from tthc.core.criteria.rules.set_writing import cells, columns, head_lines

    with acting_for(agency) as (session, toolbox, actor, _):
        row = sets.one(session, actor, set_id)
        if row.agency_id not in sets.scope(session, actor.agency_id):
            raise NotFound
        table = sets.table_of(row)
        content = toolbox.sheets.write("Bộ tiêu chí", columns(), cells(table), notes=head_lines(table))
    try:
        with file.open("xb") as target:
            target.write(content)
    except FileExistsError as error:
        raise BadInput(f"Tệp {file} đã có. Chọn tên khác.") from error
    except OSError as error:
        raise Unavailable(f"Không ghi được tệp {file}.") from error
    click.echo(f"Đã ghi {len(table.indicators)} chỉ tiêu vào {file}.")
