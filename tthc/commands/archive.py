"""`cli.py archive`: export a year as a sealed folder, or prove one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tthc.commands.session import bare_tools, office


@click.group()
def command() -> None:
    """Xuất và kiểm tra hồ sơ lưu trữ của một năm."""


@command.command("export")
@click.option("--year", type=click.IntRange(2000, 2100), required=True, help="Năm của kế hoạch.")
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="Thư mục sẽ tạo; chưa được có.")
@click.option("--agency", "name", help="Tên đơn vị; cần khi hệ thống có nhiều đơn vị.")
def export(year: int, folder: Path, name: str | None) -> None:
    """Ghi hồ sơ lưu trữ của một năm ra thư mục mở được không cần máy chủ."""
    from tthc.core.archive import actions as archive_actions
    from tthc.core.archive import queries as archive_queries
    from tthc.core.people import queries as people_queries
    from tthc.jobs.archive import export_year
    from tthc.kernel.actor import system
    from tthc.kernel.errors import BadInput, Conflict, Unavailable
    from tthc.kernel.transaction import unit_of_work

    folder = folder.resolve()
    if folder.exists():
        raise Conflict(f"Thư mục {folder} đã có. Chọn thư mục khác.")
    with office() as (session, toolbox, clock):
        agencies = people_queries.agencies(session)
        chosen = people_queries.agency_named(session, name) if name else agencies[0] if len(agencies) == 1 else None
        if chosen is None:
            raise BadInput("Chọn đơn vị bằng --agency: " + "; ".join(one.name for one in agencies))
        actor = system(chosen.id)
        package_id = archive_actions.ask(session, actor, chosen.id, year, now=clock.now()).id
        session.commit()
        export_year(session, toolbox, package_id, folder)
        with unit_of_work(session):
            package = archive_queries.package(session, actor, package_id)
            if package.manifest_sha256 is None:
                raise Unavailable(package.problem or "Chưa xuất được hồ sơ lưu trữ.")
            click.echo(f"Đã ghi {package.files} tệp vào {folder}; MANIFEST.sha256 có mã {package.manifest_sha256}.")


@command.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
def verify(folder: Path) -> None:
    """Kiểm tra từng tệp của một thư mục lưu trữ; mã thoát 1 nếu có tệp sai."""
    wrong = bare_tools().site.verify(folder)
    for sentence in wrong:
        click.echo(sentence, err=True)
    if wrong:
        click.echo(f"Hồ sơ không nguyên vẹn: {len(wrong)} tệp sai.", err=True)
        sys.exit(1)
    click.echo("Hồ sơ lưu trữ nguyên vẹn.")
