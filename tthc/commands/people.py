"""`cli.py people`: agencies, units, people and posts; the only way to make the first administrator (AU-08)."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import click

from tthc.commands.people_lists import read_units
from tthc.commands.session import Day, office
from tthc.core.accounts import actions as account_actions
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.kernel.actor import Actor, Role, system
from tthc.kernel.errors import BadInput, NotFound
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day

_KINDS = ("department", "desk", "group", "outside")
_AGENCY = click.option("--agency", default="", metavar="TÊN", help="Tên cơ quan; bỏ trống nếu chỉ có một cơ quan.")


@click.group("people")
def command() -> None:
    """Đơn vị, người dùng, vị trí công tác và vai trò."""


@command.command("add-admin")
@click.option("--username", required=True, help="Tên đăng nhập.")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--agency", required=True, metavar="TÊN", help="Tên cơ quan; được lập nếu chưa có.")
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ dòng đầu của đầu vào chuẩn, không hỏi.")
def add_admin(username: str, name: str, agency: str, password_stdin: bool) -> None:
    """Tạo người quản trị (người đầu tiên chỉ tạo được bằng lệnh này)."""
    password = (
        sys.stdin.readline().rstrip("\r\n") if password_stdin else click.prompt("Mật khẩu", hide_input=True, confirmation_prompt=True)
    )
    with office() as (session, _, clock):
        now, today = clock.now(), clock.today()
        place = people_queries.agency_named(session, agency)
        is_new = place is None
        place = place or people_actions.add_agency(session, system(), name=agency, now=now)
        person = people_actions.add_person(session, system(place.id), username=username, full_name=name, now=now)
        people_actions.add_post(session, system(), place.id, person_id=person.id, role=Role.ADMIN, title="Quản trị viên", now=now)
        account_actions.set_password(session, system(place.id), person.id, password, today=today, now=now)
        made = f'Đã lập cơ quan "{place.name}". ' if is_new else ""
        told = f'{made}Đã tạo người quản trị "{person.username}" của {place.name}.'
    click.echo(told)


@command.command("add-agency")
@click.option("--name", required=True, help="Tên đầy đủ, ví dụ: Ủy ban nhân dân phường …")
@click.option("--short-name", default="", help="Tên viết tắt.")
@click.option("--superior", default="", help="Cơ quan cấp trên in đầu văn bản.")
@click.option("--place", default="", help="Địa danh.")
@click.option("--symbol", default="", help="Ký hiệu trong số văn bản.")
@click.option("--public-address", default="", metavar="ĐỊA_CHỈ", help="Địa chỉ đặt bộ trang công khai thủ tục, ví dụ https://….")
@click.option("--feedback-contact", default="", metavar="NƠI", help="Nơi tiếp nhận phản ánh, kiến nghị: địa chỉ, điện thoại, thư điện tử.")
def add_agency(name: str, **texts: Any) -> None:
    """Lập một cơ quan."""
    with office() as (session, _, clock):
        if people_queries.agency_named(session, name):
            raise BadInput(f'Đã có cơ quan "{name}".')
        made = people_actions.add_agency(session, system(), name=name, now=clock.now(), **texts)
        told = f'Đã lập cơ quan "{made.name}", số {made.id}.'
    click.echo(told)


@command.command("place-below")
@click.option("--agency", required=True, metavar="TÊN", help="Cơ quan cấp dưới.")
@click.option("--superior", default="", metavar="TÊN", help="Cơ quan cấp trên trực tiếp; bỏ trống nếu không còn thuộc cơ quan nào.")
def place_below(agency: str, superior: str) -> None:
    """Đặt một cơ quan dưới cơ quan cấp trên, để nhận nhiệm vụ từ kế hoạch cấp trên giao."""
    with office() as (session, _, clock):
        below, above = (people_queries.agency_named(session, name) if name else None for name in (agency, superior))
        if below is None or (superior and above is None):
            raise NotFound(f'Không có cơ quan "{superior if below else agency}".')
        people_actions.place_below(session, system(), below.id, above.id if above else None, now=clock.now())
        told = f'Đã đặt "{below.name}" dưới "{above.name}".' if above else f'"{below.name}" không còn thuộc cơ quan cấp trên nào.'
    click.echo(told)


@command.command("units")
@_AGENCY
def units(agency: str) -> None:
    """In cây đơn vị."""
    with office() as (session, _, clock):
        for line in people_queries.tree(session, _system(session, agency), clock.today()):
            until = f", đến hết {day(line.valid_to)}" if line.valid_to else ""
            click.echo(f"{'  ' * line.depth}{line.name}  [số {line.unit_id}, {line.kind}, {line.people} người{until}]")


@command.command("add-unit")
@_AGENCY
@click.option("--name", required=True, help="Tên đơn vị.")
@click.option("--short-name", default="", help="Tên viết tắt.")
@click.option("--kind", type=click.Choice(_KINDS), default="desk", show_default=True)
@click.option("--parent", default="", metavar="TÊN|SỐ", help="Đơn vị cấp trên; bỏ trống nếu trực thuộc cơ quan.")
@click.option("--from", "valid_from", type=Day(), help="Có hiệu lực từ ngày.")
def add_unit(agency: str, parent: str, **values: Any) -> None:
    """Thêm đơn vị."""
    with office() as (session, _, clock):
        actor = _system(session, agency)
        parent_id = _unit_id(session, actor, parent, clock.today()) if parent else None
        made = people_actions.add_unit(session, actor, actor.agency_id or 0, parent_id=parent_id, now=clock.now(), **values)
        told = f'Đã thêm đơn vị "{made.name}", số {made.id}.'
    click.echo(told)


@command.command("add-units")
@_AGENCY
@click.option("--file", "source", type=click.File(encoding="utf-8-sig"), required=True, help="Mỗi dòng một tên, hoặc CSV có dòng tiêu đề.")
@click.option(
    "--kind", type=click.Choice(("agency", *_KINDS)), default="department", show_default=True, help="Loại của dòng không ghi loại."
)
@click.option("--into", "group", default="", metavar="TÊN", help="Nhóm của dòng không ghi nhóm; được lập nếu chưa có.")
def add_units(agency: str, source: Any, kind: str, group: str) -> None:
    """Thêm nhiều đơn vị từ danh sách (cột: tên, tên viết tắt, loại, thuộc, nhóm, từ ngày, đến ngày); loại agency là cơ quan cấp dưới."""
    with office() as (session, _, clock):
        actor, rows = _system(session, agency), read_units(source.read(), kind, group)
        made, known = people_actions.add_listed(session, actor, actor.agency_id or 0, rows, today=clock.today(), now=clock.now())
        told = f"Đã thêm {made} đơn vị" + (f"; {known} đơn vị đã có." if known else ".")
    click.echo(told)


@command.command("add")
@_AGENCY
@click.option("--username", required=True, help="Tên đăng nhập.")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--unit", required=True, metavar="TÊN|SỐ", help="Đơn vị của vị trí đầu tiên.")
@click.option("--role", type=click.Choice([str(role) for role in Role]), default="officer", show_default=True)
@click.option("--title", required=True, help="Chức danh.")
def add(agency: str, username: str, name: str, unit: str, role: str, title: str) -> None:
    """Thêm người dùng và in mã một lần để người đó tự đặt mật khẩu."""
    with office() as (session, _, clock):
        actor, now = _system(session, agency), clock.now()
        person = people_actions.add_person(session, actor, username=username, full_name=name, now=now)
        unit_id = _unit_id(session, actor, unit, clock.today())
        people_actions.add_post(session, actor, unit_id, person_id=person.id, role=Role(role), title=title, now=now)
        code = account_actions.make_code(session, actor, person.id, now=now)
        told = f'Đã thêm "{person.username}". Mã một lần (72 giờ, trang /ma-mot-lan): {code}'
    click.echo(told)


@command.command("code")
@click.option("--username", required=True, help="Tên đăng nhập.")
def code(username: str) -> None:
    """Cấp mã một lần cho người quên mật khẩu."""
    with office() as (session, _, clock):
        made = account_actions.make_code(session, system(), _person_id(session, username), now=clock.now())
    click.echo(f"Mã một lần (72 giờ, trang /ma-mot-lan): {made}")


@command.command("add-post")
@_AGENCY
@click.option("--username", required=True, help="Tên đăng nhập.")
@click.option("--unit", required=True, metavar="TÊN|SỐ", help="Đơn vị.")
@click.option("--role", type=click.Choice([str(role) for role in Role]), required=True)
@click.option("--title", required=True, help="Chức danh.")
@click.option("--from", "valid_from", type=Day(), help="Từ ngày.")
def add_post(agency: str, username: str, unit: str, role: str, title: str, valid_from: date | None) -> None:
    """Giao thêm một vị trí công tác."""
    with office() as (session, _, clock):
        actor, person_id = _system(session, agency), _person_id(session, username)
        values: dict[str, Any] = {"role": Role(role), "title": title, "valid_from": valid_from, "now": clock.now()}
        unit_id = _unit_id(session, actor, unit, clock.today())
        told = f"Đã thêm vị trí số {people_actions.add_post(session, actor, unit_id, person_id=person_id, **values).id}."
    click.echo(told)


@command.command("end-post")
@click.option("--post", "post_id", type=int, required=True, metavar="SỐ", help="Số của vị trí (xem `people list`).")
@click.option("--on", type=Day(), help="Ngày cuối; mặc định là hôm nay.")
def end_post(post_id: int, on: date | None) -> None:
    """Kết thúc một vị trí công tác."""
    with office() as (session, _, clock):
        post = people_queries.post(session, system(), post_id)
        people_actions.end_post(session, system(), post_id, post.version, on=on or clock.today(), now=clock.now())
        told = f'Đã kết thúc vị trí "{post.title}" từ hết ngày {day(on or clock.today())}.'
    click.echo(told)


@command.command("list")
@_AGENCY
def listing(agency: str) -> None:
    """In người dùng và vị trí công tác."""
    with office() as (session, _, clock):
        actor = _system(session, agency)
        posts = people_queries.posts_of(session, actor)
        for line in people_queries.people_of(session, actor, clock.today()):
            state = "" if line.is_active else "  (đã ngừng)"
            click.echo(f"{line.username:<20}{line.name}{state}")
            for post in reversed([p for p in posts if p.person_id == line.person_id]):
                until = f", đến hết {day(post.valid_to)}" if post.valid_to else ""
                click.echo(f"{'':<20}vị trí {post.id}: {post.title}, {post.unit.name} [{post.role}]{until}")


def _system(session: Any, agency: str) -> Actor:
    """The program acting for the agency of that name, or for the only one."""
    found = people_queries.agencies(session)
    chosen = [one for one in found if not agency or fold(one.name) == fold(agency) or str(one.id) == agency]
    if not chosen:
        raise NotFound(f'Không có cơ quan "{agency}".' if agency else "Chưa có cơ quan nào. Lập bằng lệnh `people add-agency`.")
    if len(chosen) > 1:
        raise BadInput("Có nhiều cơ quan; chỉ rõ bằng --agency: " + "; ".join(one.name for one in chosen))
    return system(chosen[0].id)


def _unit_id(session: Any, actor: Actor, typed: str, today: date) -> int:
    units = people_queries.units_of(session, actor.agency_id or 0, today)
    found = [one for one in units if str(one.id) == typed or fold(typed) in (fold(one.name), fold(one.short_name))]
    if len(found) != 1:
        raise NotFound(f'Không có đơn vị "{typed}".' if not found else f'Có {len(found)} đơn vị tên "{typed}"; chỉ rõ bằng số.')
    return found[0].id


def _person_id(session: Any, username: str) -> int:
    found = people_queries.person_named(session, username)
    if found is None:
        raise NotFound(f'Không có người dùng "{username}".')
    return found.id
