"""How a round ends: with a conclusion, or called off."""

from __future__ import annotations

from typing import Any

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.round_forms import CancelForm, ConclusionForm
from tthc.blueprints.inspection.round_panel import row_href
from tthc.blueprints.inspection.rounds import HERE, carried_out, found, round_page
from tthc.core.inspections.actions import ROUNDS
from tthc.core.inspections.actions import rounds as actions
from tthc.core.inspections.queries import finding_lines, rounds
from tthc.core.inspections.rules.minutes import composed
from tthc.core.inspections.rules.rounds import ensure_open
from tthc.extensions import db
from tthc.kernel.policy import Can
from tthc.web.addresses import row_number
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.register_counting import recount


@bp.get(f"{HERE}/ket-luan")
@needs(Can.INSPECTION_RUN)
def conclusion(year: int, round_id: int) -> Any:
    """The conclusion, composed of the sheet and the findings."""
    row = found(round_id, Can.INSPECTION_RUN)
    ensure_open(row, signed=False)
    return _conclusion_page(row, year)


@bp.post(f"{HERE}/ket-luan")
@needs(Can.INSPECTION_RUN)
@writes
def conclusion_give(year: int, round_id: int) -> Any:
    """Give it."""
    row, form = found(round_id, Can.INSPECTION_RUN), ConclusionForm()

    def give() -> None:
        told: dict[str, Any] = {"number": form.number.data or "", "on": form.on.data, "text": form.text.data or ""}
        actions.conclude(db.session(), actor(), row, **told, version=row_number(form.version.data), today=today(), now=now())
        recount(ROUNDS, year)

    def again(wrong: Form) -> Any:
        return _conclusion_page(rounds.one(db.session(), actor(), round_id), year, wrong)

    return carried_out(form, give, again, "Đã ghi kết luận. Đợt kiểm tra đã khóa.", row_href(row, year))


def _conclusion_page(row: Any, year: int, wrong: Form | None = None) -> Any:
    items = rounds.items(db.session(), row.id)
    findings = finding_lines.findings_of(db.session(), row.id, today())
    late = (row.answered_on - row.report_due_on).days if row.answered_on and row.report_due_on else 0
    given = {"on": today(), "text": row.conclusion or composed(items, max(late, 0)), "version": row.version}
    form = wrong or ConclusionForm(formdata=None, **given)
    return round_page("inspection/round_conclusion.html", row, year, form, wrong, findings=findings, at=rounds.standing(db.session(), row))


@bp.get(f"{HERE}/huy")
@needs(Can.INSPECTION_PLAN)
def cancel(year: int, round_id: int) -> Any:
    """Ask why."""
    row = found(round_id, Can.INSPECTION_PLAN)
    return round_page("inspection/round_cancel.html", row, year, CancelForm(formdata=None, version=row.version))


@bp.post(f"{HERE}/huy")
@needs(Can.INSPECTION_PLAN)
@writes
def cancel_it(year: int, round_id: int) -> Any:
    """Call it off."""
    row, form = found(round_id, Can.INSPECTION_PLAN), CancelForm()

    def call_off() -> None:
        version = row_number(form.version.data)
        actions.cancel(db.session(), actor(), row, form.reason.data or "", version=version, today=today(), now=now())
        recount(ROUNDS, year)

    def again(wrong: Form) -> Any:
        return round_page("inspection/round_cancel.html", rounds.one(db.session(), actor(), round_id), year, wrong, wrong)

    return carried_out(form, call_off, again, "Đã hủy đợt kiểm tra.", row_href(row, year))
