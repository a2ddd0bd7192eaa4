"""`plan import`: bring a plan in from the command line, as the program itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput
from tthc.kernel.text import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlalchemy.orm import Session

    from tthc.core.imports.models import ImportDraft
    from tthc.kernel.actor import Actor
    from tthc.kernel.clock import Clock

_NOT_A_PLAN = 3
_COMMITTEE = "Ủy ban nhân dân"


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--agency", required=True, help="Tên cơ quan ban hành kế hoạch; chưa có thì được lập.")
@click.option("--year", type=int, help="Năm của kế hoạch, khi văn bản không ghi.")
@click.option("--yes", "is_confirmed", is_flag=True, help="Nhận mọi đề nghị về đơn vị, không hỏi lại.")
def import_plan(file: Path, agency: str, year: int | None, is_confirmed: bool) -> None:
    """Nhập một kế hoạch: đọc, đối chiếu đơn vị, tạo nhiệm vụ và chỉ tiêu; hoặc nhập hết, hoặc không ghi gì."""
    from tthc.commands.session import office
    from tthc.core.files.rules import clean_name
    from tthc.core.imports import actions as import_actions
    from tthc.core.imports import queries as import_queries
    from tthc.kernel.transaction import begin_write
    from tthc.planreader.refusals import NotAPlan

    with office() as (session, toolbox, clock):
        content = content_of(file, toolbox.office.largest)
        session.rollback()  # reading and asking take their time: nobody else's writing waits for them
        now, today = clock.now(), clock.today()
        try:
            draft = toolbox.office.draft(content, file.name)
        except NotAPlan as error:
            click.echo(str(error), err=True)
            sys.exit(_NOT_A_PLAN)
        stored = toolbox.files.keep(content, toolbox.office.look(content, file.name))

        def checked() -> tuple[Actor, ImportDraft]:
            begin_write(session)
            actor = system(_agency(session, tidy(agency), clock))
            row = import_actions.stage(session, actor, stored, clean_name(file.name), now=now)
            import_actions.read(session, actor, row, draft, today=today, now=now)
            import_actions.answer(session, actor, row, units={}, sections={}, skipped=frozenset(), year=year, now=now)
            return actor, row

        actor, row = checked()
        for sentence in import_queries.warnings(session, row):
            click.echo(sentence, err=True)
        if not is_confirmed:
            proposals = row.units
            session.rollback()
            _ask(proposals)
            actor, row = checked()
        plan = import_actions.load(session, actor, row, today=today, now=now)
        read = row.draft
        kinds = [line["kind"] for line in read["rows"]]
        told = (
            f"Đã nhập kế hoạch năm {plan.year} của {tidy(agency)}: {kinds.count('content')} nhiệm vụ, "
            f"{kinds.count('organisation')} trách nhiệm tổ chức thực hiện, {len(read['targets'])} chỉ tiêu, "
            f"{len(row.units)} cách viết đơn vị, {len(read['paragraphs'])} đoạn."
        )
    click.echo(told)


def content_of(file: Path, largest: int) -> bytes:
    """The bytes of the file, and one more than the limit of one that is above it."""
    try:
        with file.open("rb") as opened:
            return opened.read(largest + 1)
    except FileNotFoundError as error:
        raise BadInput(f'Không tìm thấy tệp "{file}".') from error
    except OSError as error:
        raise BadInput(f'Không mở được tệp "{file}".') from error


def _agency(session: Session, name: str, clock: Clock) -> int:
    from tthc.core.people import actions as people_actions
    from tthc.core.people import queries as people_queries

    if not name:
        raise BadInput("Nhập tên cơ quan ban hành kế hoạch.")
    found = people_queries.agency_named(session, name)
    if found is None:
        short = name.replace(_COMMITTEE, "UBND") if name.startswith(_COMMITTEE) else ""
        found = people_actions.add_agency(session, system(), name=name, short_name=short, now=clock.now())
    return found.id


def _ask(units: Mapping[str, Mapping[str, Any]]) -> None:
    for spelling, unit in units.items():
        if not unit["is_kept"]:
            click.echo(f"  {spelling} -> {unit['name']} ({unit['reason']})")
    click.confirm("Nhận các đề nghị trên và nhập kế hoạch?", abort=True)
