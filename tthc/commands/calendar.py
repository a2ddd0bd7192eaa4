"""`cli.py calendar`: the reporting days of an agency, or of all that have none of their own; law leaves them to each province."""

from __future__ import annotations

import click

from tthc.commands.session import office
from tthc.core.calendar import actions as calendar_actions
from tthc.core.calendar import queries as calendar_queries
from tthc.core.calendar.rules import PeriodKind, Terms
from tthc.core.people import queries as people_queries
from tthc.kernel.actor import system
from tthc.kernel.errors import NotFound

_KINDS = {PeriodKind.MONTH: "Báo cáo tháng", PeriodKind.QUARTER: "Báo cáo quý", PeriodKind.YEAR: "Báo cáo năm"}


@click.group("calendar")
def command() -> None:
    """Lịch chốt số liệu và gửi báo cáo."""


@command.command("report-days")
@click.option("--agency", default="", metavar="TÊN", help="Tên cơ quan; bỏ trống để đặt hoặc xem lịch chung.")
@click.option("--kind", type=click.Choice([str(kind) for kind in PeriodKind]), help="Loại kỳ báo cáo; bỏ trống để chỉ xem.")
@click.option("--cutoff", type=click.IntRange(1, 31), help="Ngày chốt số liệu trong tháng cuối kỳ.")
@click.option("--before", type=click.IntRange(1, 28), help="Gửi báo cáo trước ngày này.")
@click.option("--source", default="", metavar="VĂN-BẢN", help="Văn bản quy định, ví dụ: Quyết định số 12/QĐ-UBND.")
def report_days(agency: str, kind: str | None, cutoff: int | None, before: int | None, source: str) -> None:
    """Xem hoặc đặt ngày chốt số liệu và hạn gửi báo cáo."""
    if kind and not (cutoff and before and source.strip()):
        raise click.UsageError("Nêu đủ --cutoff, --before và --source.")
    with office() as (session, _, clock):
        agency_id = None
        if agency:
            place = people_queries.agency_named(session, agency)
            if place is None:
                raise NotFound(f'Không có cơ quan "{agency}".')
            agency_id = place.id
        if kind and cutoff and before:
            terms, who = Terms(cutoff, before), system(agency_id)
            calendar_actions.set_schedule(session, who, agency_id, PeriodKind(kind), terms, source=source.strip(), now=clock.now())
        schedule = calendar_queries.schedule(session, agency_id)
    for each, title in _KINDS.items():
        found = schedule.terms(each)
        click.echo(f"{title}: chốt số liệu ngày {found.cutoff_day}, gửi trước ngày {found.before_day}.")
    if kind:
        click.echo("Việc của các kế hoạch đã nhập giữ nguyên hạn; lịch mới dùng cho báo cáo và cho kế hoạch nhập sau.")
