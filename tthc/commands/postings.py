"""`cli.py postings`: the public pages of an agency, and whether everything hangs that must."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tthc.commands.session import Day, office

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tthc.core.postings.queries import Stale
    from tthc.kernel.actor import Actor

_AGENCY = click.option("--agency", "name", default="", metavar="TÊN", help="Tên cơ quan; bỏ trống nếu chỉ có một cơ quan.")
_WORDS = {
    "missing": "Chưa niêm yết: {code} {name} tại {place}; hạn {due}{late}.",
    "overdue": "Quá hạn niêm yết: {code} {name} tại {place}; hạn {due}{late}.",
    "remove": "Phải gỡ{over}: {code} {name} tại {place}; gỡ từ {due}{check}.",
}


_DAY = click.option("--day", "on", type=Day(), help="Ngày cần xem; mặc định là hôm nay.")


@click.group()
def command() -> None:
    """Bộ trang công khai thủ tục và kiểm tra việc niêm yết."""


@command.command("site")
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="Thư mục trống hoặc bộ trang đã lập trước đó.")
@_AGENCY
@_DAY
def site(folder: Path, name: str, on: date | None) -> None:
    """Lập bộ trang công khai thủ tục để đặt lên bất kỳ máy chủ web nào; mã thoát 1 nếu không ghi được."""
    from tthc.core.archive.queries import public

    with office() as (session, toolbox, clock):
        pages = public.pages(session, _agency(session, name), on or clock.today())
        session.rollback()  # nothing slow is done inside a transaction
        made = toolbox.site.publish(folder, pages)
    click.echo(f"Đã ghi {made.files} tệp vào {folder}." if made.is_changed else f"Bộ trang trong {folder} không có gì thay đổi.")


@command.command("check")
@_AGENCY
@_DAY
@click.option("--json", "as_json", is_flag=True, help="In ra dạng JSON.")
def check(name: str, on: date | None, as_json: bool) -> None:
    """So việc phải niêm yết với việc đang niêm yết; mã thoát 1 khi thiếu, quá hạn hoặc có tờ phải gỡ."""
    from tthc.core.postings import queries as posting_queries
    from tthc.kernel.vietnamese import day, number

    with office() as (session, _, clock):
        today = on or clock.today()
        found = posting_queries.stale(session, _agency(session, name), today)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str, indent=1))
    else:
        for one in found:
            click.echo(_line(one))
        click.echo(f"Ngày {day(today)}: {number(len(found))} việc cần làm." if found else f"Ngày {day(today)}: niêm yết đầy đủ.")
    if found:
        sys.exit(1)


def _line(one: Stale) -> str:
    """In the words of the badge that the list of sheets shows."""
    from tthc.kernel.vietnamese import day, number

    days = number(one.days)
    told = {"late": f", trễ {days} ngày", "over": f", quá {days} ngày"} if one.days > 0 else {"late": "", "over": ""}
    check = f", hạn kiểm tra {day(one.check_by)}" if one.check_by else ""
    return _WORDS[one.kind].format(**asdict(one), **told, due=day(one.due_on), check=check)


def _agency(session: Session, name: str) -> Actor:
    from tthc.core.people import queries as people_queries
    from tthc.kernel.actor import system
    from tthc.kernel.errors import BadInput

    agencies = people_queries.agencies(session)
    chosen = people_queries.agency_named(session, name) if name else agencies[0] if len(agencies) == 1 else None
    if chosen is None:
        known = "; ".join(one.name for one in agencies)
        raise BadInput(f"Chọn cơ quan bằng --agency: {known}" if known else "Chưa có cơ quan nào trong hệ thống.")
    return system(chosen.id)
