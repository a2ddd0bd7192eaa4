"""Many units at once, from a list of names."""

from __future__ import annotations

from typing import Any

from tthc.blueprints.people import bp
from tthc.blueprints.people.forms import UnitListForm, choices
from tthc.core.people import actions as people_actions
from tthc.core.people import queries as people_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.kernel.vietnamese import number
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import back_to, reply, said

_HERE = "/quan-tri/don-vi/them-nhieu"


@bp.get(_HERE)
@needs(Can.PEOPLE_MANAGE)
def new_units() -> Any:
    """A list to paste."""
    return reply("people/units_new.html", form=_offered(UnitListForm(formdata=None, parent_id=actor().agency_id)))


@bp.post(_HERE)
@needs(Can.PEOPLE_MANAGE)
@writes
def add_units() -> Any:
    """Make a unit of every name, and put them into their group."""
    form = _offered(UnitListForm())
    if form.validate():
        values = {name: form[name].data for name in ("names", "kind", "parent_id", "group_id", "valid_from")}
        given = people_actions.UnitList(**values, new_group=form.new_group.data or "")
        try:
            listed = people_actions.add_units(db.session(), actor(), actor().agency_id or 0, given, today=today(), now=now())
        except BadInput as error:
            db.session().rollback()
            form.take(error)
        else:
            said(_told(listed))
            return back_to("people.overview")
    return reply("people/units_new.html", form=form, status=422)


def _told(listed: people_actions.Listed) -> str:
    words = f"Đã thêm {number(len(listed.made))} đơn vị."
    if listed.known:
        few = ", ".join(listed.known[:5]) + ("…" if len(listed.known) > len(listed.known[:5]) else "")
        words += f" {number(len(listed.known))} đơn vị đã có: {few}."
    return words + (f' Các đơn vị thuộc nhóm "{listed.group.name}".' if listed.group else "")


def _offered(form: UnitListForm) -> UnitListForm:
    units = people_queries.units_of(db.session(), actor().agency_id or 0, today())
    form.parent_id.choices = choices((one.id, one.name) for one in units if one.kind not in ("group", "outside"))
    groups = choices((one.id, one.name) for one in units if one.kind == "group")
    form.group_id.choices = [*choices([("", "Không")]), *groups]
    return form
