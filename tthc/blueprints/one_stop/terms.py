"""The agency's numbers for apologies."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tthc.blueprints.one_stop import bp
from tthc.blueprints.one_stop.forms import TermsForm
from tthc.core.dossiers import actions as dossier_actions
from tthc.core.dossiers import queries as dossier_queries
from tthc.core.dossiers.rules.lateness import ApologyRule
from tthc.extensions import db
from tthc.kernel.errors import BadInput, Conflict
from tthc.kernel.policy import Can, may
from tthc.web.guards import actor, needs, now, writes
from tthc.web.reply import back_to, reply, said

_TERMS = "/<int(min=2000, max=2100):year>/mot-cua/thoi-han-xin-loi"


@bp.get(_TERMS)
@needs(Can.REGISTER_READ)
def terms(year: int) -> Any:
    """The numbers that hold."""
    return _page(year, _filled())


@bp.post(_TERMS)
@needs(Can.REGISTER_SET_UP)
@writes
def terms_save(year: int) -> Any:
    """Set them."""
    form = TermsForm()
    if not form.validate():
        return _page(year, form, status=422)
    asked = ApologyRule(int(form.tell_before.data or 0), int(form.send_within.data or 0), form.basis.data or "")
    try:
        dossier_actions.set_apology_terms(db.session(), actor(), asked, version=form.version.data, now=now())
    except (BadInput, Conflict) as error:
        db.session.rollback()
        form.take(error if isinstance(error, BadInput) else BadInput(str(error)))
        return _page(year, form, status=422 if isinstance(error, BadInput) else 409)
    said("Đã lưu. Hạn của các văn bản xin lỗi chưa gửi được tính lại.")
    return back_to("one_stop.terms", year=year)


def _filled() -> TermsForm:
    agency_id = actor().agency_id or 0
    rule, row = dossier_queries.apology_rule(db.session(), agency_id), dossier_queries.apology_terms(db.session(), agency_id)
    version = row.version if row else None
    return TermsForm(formdata=None, tell_before=str(rule.tell_before), send_within=str(rule.send_within), basis=rule.basis, version=version)


def _page(year: int, form: TermsForm, status: int = 200) -> Any:
    back = url_for("one_stop.rows", year=year, register="xin-loi")
    rule = dossier_queries.apology_rule(db.session(), actor().agency_id or 0)
    can_set = may(actor(), Can.REGISTER_SET_UP)
    return reply("one_stop/terms.html", status=status, year=year, form=form, rule=rule, can_set=can_set, back=back)
