"""`plan`: reading and importing plan documents from the command line."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import NoReturn

import click

from tthc.commands.plan_import import content_of, import_plan
from tthc.commands.session import bare_tools
from tthc.kernel.errors import BadInput
from tthc.planreader.draft import PlanDraft
from tthc.planreader.refusals import NotAPlan

_UNREADABLE, _NOT_A_PLAN = 2, 3


@click.group("plan")
def command() -> None:
    """Kế hoạch: đọc và nhập văn bản kế hoạch."""
    # Why a broken file broke its reader is for the server's log; here the sentence is enough.
    logging.getLogger("tthc").addHandler(logging.NullHandler())


command.add_command(import_plan)


@command.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In toàn bộ kết quả dạng JSON.")
def read(file: Path, as_json: bool) -> None:
    """Đọc một văn bản kế hoạch (.docx, .pdf, .xlsx, .txt; .doc, .odt, .rtf, .xls khi có LibreOffice), không ghi gì vào cơ sở dữ liệu."""
    draft = _draft(file)
    if as_json:
        click.echo(json.dumps(draft.as_json(), ensure_ascii=False, indent=1))
    else:
        click.echo(_summary(draft))


def _draft(file: Path) -> PlanDraft:
    office = bare_tools().office
    try:
        draft: PlanDraft = office.draft(content_of(file, office.largest), file.name)
    except NotAPlan as error:
        _stop(str(error), _NOT_A_PLAN)
    except BadInput as error:
        _stop(str(error), _UNREADABLE)
    return draft


def _stop(sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)


def _summary(draft: PlanDraft) -> str:
    head = draft.head
    doubtful = sum(1 for task in draft.tasks if task.doubts)
    lines = [
        f"Kế hoạch: {head.title or 'không thấy tên'}",
        f"Số {head.number or '(để trống)'}, {head.place or '(không thấy nơi)'}, ngày {head.date or '(để trống)'}",
        f"Cơ quan ban hành: {head.issuer or 'không thấy'}",
        f"{len(draft.sections)} mục, {len(draft.tasks)} nhiệm vụ ({doubtful} cần xem lại)",
        f"{len(draft.organisation_tasks)} việc tổ chức thực hiện",
        f"{len(draft.targets)} chỉ tiêu, {len(draft.report_deadlines)} hạn báo cáo, {len(draft.paragraphs)} đoạn và ô đã ghi nhận",
    ]
    for task in draft.tasks:
        time = " → ".join(filter(None, (task.time_text or "-", task.time_note)))
        lines.append(f"  {task.section}  {task.text[:100]}  [{'; '.join(task.lead) or '-'}]  {time}")
    return "\n".join(lines)
