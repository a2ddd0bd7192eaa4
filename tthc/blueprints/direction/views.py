"""The content groups under which money is booked."""

from __future__ import annotations

from typing import Any

from tthc.blueprints.direction import BUDGET, bp
from tthc.blueprints.direction.forms import GroupsForm, groups_form
from tthc.core.budgets import actions as budget_actions
from tthc.core.budgets import queries as budget_queries
from tthc.core.budgets import rules
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import back_to, reply, said

_HERE = "/<int(min=2000, max=2100):year>/chi-dao/nhom-noi-dung-chi"


@bp.get(_HERE)
@needs(Can.REGISTER_SET_UP)
def budget_groups(year: int) -> Any:
    """The groups, each in a field."""
    groups = budget_queries.groups(db.session(), actor().agency_id or 0)
    return _page(year, groups_form(groups, data={"seen": rules.mark(groups)}))


@bp.post(_HERE)
@needs(Can.REGISTER_SET_UP)
@writes
def budget_groups_keep(year: int) -> Any:
    """Keep the words of all groups."""
    form = groups_form(budget_queries.groups(db.session(), actor().agency_id or 0))
    try:
        is_changed = budget_actions.set_groups(db.session(), actor(), form.titles(), seen=form.seen.data, now=now())
    except BadInput as error:
        db.session().rollback()
        form.take(BadInput(str(error), form.blame(error.fields)))
        return _page(year, form, status=422)
    said("Đã lưu nhóm nội dung chi." if is_changed else "Không có gì thay đổi.")
    return back_to("direction.budget_groups", year=year)


def _page(year: int, form: GroupsForm, status: int = 200) -> Any:
    return reply("direction/groups.html", status=status, year=year, form=form, back=BUDGET.href("rows", year))
