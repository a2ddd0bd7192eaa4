"""The clerk's page: which tablets there are, a code for each, and how the agency counts."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.counter import bp
from tthc.blueprints.counter.forms import CounterForm, TargetsForm
from tthc.core.visits import actions as visit_actions
from tthc.core.visits import queries as visit_queries
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import back_to, reply, said

_PATH = "/quan-tri-quay"


@bp.get(_PATH)
@needs(Can.REGISTER_SET_UP)
def devices() -> Any:
    """The agency's tablets, a form for another, and how waiting and satisfaction are counted."""
    return _page()


@bp.post(_PATH)
@needs(Can.REGISTER_SET_UP)
@writes
def add() -> Any:
    """Another tablet; its code is shown this one time."""
    form = _counter_form()
    if form.validate():
        units = {unit_id for unit_id, _ in visit_queries.units(db.session(), actor(), today())}
        try:
            found, code = visit_actions.add_counter(db.session(), actor(), form.unit_id.data, form.name.data or "", units=units, now=now())
        except BadInput as error:
            form.take(error)
        else:
            return reply("counter/code.html", name=found.name, code=code)
    return _page(form=form)


@bp.post(f"{_PATH}/<int:device_id>/ma")
@needs(Can.REGISTER_SET_UP)
@writes
def make_code(device_id: int) -> Any:
    """A new code for a tablet, shown this one time."""
    found = visit_queries.device(db.session(), actor(), device_id)
    code = visit_actions.make_pairing_code(db.session(), actor(), found, now=now())
    return reply("counter/code.html", name=found.name, code=code)


@bp.post(f"{_PATH}/<int:device_id>/thu-hoi")
@needs(Can.REGISTER_SET_UP)
@writes
def revoke(device_id: int) -> Any:
    """The tablet is a stranger from now on."""
    found = visit_queries.device(db.session(), actor(), device_id)
    visit_actions.revoke_counter(db.session(), actor(), found, now=now())
    said(f"Đã thu hồi máy {found.name}. Các lượt chờ đã ghi vẫn còn trong sổ.")
    return back_to("counter.devices")


@bp.post(f"{_PATH}/cach-tinh")
@needs(Can.REGISTER_SET_UP)
@writes
def set_targets() -> Any:
    """What waiting in time and being satisfied mean here."""
    form = TargetsForm()
    if form.validate():
        try:
            visit_actions.set_targets(
                db.session(), actor(), form.target_minutes.data or 0, counts_neutral=form.counts_neutral.data, now=now()
            )
        except BadInput as error:
            form.take(error)
        else:
            said("Đã lưu cách tính.")
            return back_to("counter.devices")
    return _page(targets=form)


def _counter_form() -> CounterForm:
    form = CounterForm()
    form.unit_id.choices = visit_queries.units(db.session(), actor(), today())
    return form


def _page(*, form: CounterForm | None = None, targets: TargetsForm | None = None) -> Any:
    """One of the forms may come back with its errors."""
    known = visit_queries.setting(db.session(), actor().agency_id or 0)
    status = 422 if form or targets else 200
    if form is None:
        form = CounterForm(formdata=None)
        form.unit_id.choices = visit_queries.units(db.session(), actor(), today())
    targets = targets or TargetsForm(formdata=None, target_minutes=known.target_minutes, counts_neutral=known.counts_neutral)
    found = visit_queries.counters(db.session(), actor(), now())
    address = url_for("counter.board", _external=True)
    return reply("counter/devices.html", form=form, targets=targets, counters=found, address=address, status=status)
