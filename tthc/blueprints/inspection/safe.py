"""Unannounced inspections while nobody else may know of them. The address looks the same for who has none."""

from __future__ import annotations

from typing import Any, TypeVar

from tthc.blueprints.inspection import bp
from tthc.blueprints.inspection.safe_forms import FactsForm, ItemsForm, SealForm, options
from tthc.blueprints.inspection.safe_page import Choice, Forms, badge, choices, letterhead, object_name, past_lines, round_href, safe_page
from tthc.core.sealed import actions, queries
from tthc.core.sealed.queries import Safe, around
from tthc.core.sealed.rules import ROLES, own_lines
from tthc.extensions import db
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure, may
from tthc.web.addresses import row_number
from tthc.web.forms import Form
from tthc.web.guards import actor, needs, now, today, writes
from tthc.web.reply import back_to, reply, said

HERE = "/kiem-tra/dot-xuat"
ONE = f"{HERE}/<int:safe_id>"
AnyForm = TypeVar("AnyForm", bound=Form)


@bp.get(HERE)
@needs(Can.INSPECTION_UNSEAL)
def safes() -> Any:
    """The preparations on whose lists the person stands."""
    lines = [
        (one, ROLES[one.role], badge(is_opened=one.is_opened, is_discarded=one.is_discarded))
        for one in queries.safes(db.session(), actor())
    ]
    return reply("inspection/safes.html", lines=lines, can_seal=may(actor(), Can.INSPECTION_SEAL))


@bp.get(f"{HERE}/them")
@needs(Can.INSPECTION_SEAL)
def safe_new() -> Any:
    """The form of a new one."""
    return _new_page(SealForm(formdata=None, role="head"))


@bp.post(f"{HERE}/them")
@needs(Can.INSPECTION_SEAL)
@writes
def safe_seal() -> Any:
    """Begin one."""
    form = SealForm()
    try:
        if not form.validate():
            return _new_page(form, status=422)
        chosen = row_number(form.head_id.data)
        row = actions.seal(db.session(), actor(), form.facts(), form.chosen_role(), chosen, today=today(), now=now())
    except BadInput as error:
        return _new_page(refused(form, error), status=422)
    said("Đã tạo. Chỉ những người trong danh sách biết đợt kiểm tra này.")
    return back_to("inspection.safe", safe_id=row.id)


@bp.get(ONE)
@needs(Can.INSPECTION_UNSEAL)
def safe(safe_id: int) -> Any:
    """One of them."""
    return one_page(found_safe(safe_id), Forms())


@bp.get(f"{ONE}/sua")
@needs(Can.INSPECTION_UNSEAL)
def safe_edit(safe_id: int) -> Any:
    """Whom, when, on whose decision."""
    found = found_safe(safe_id)
    ensure(actor(), Can.INSPECTION_UNSEAL, found.led)
    found.check_not_over()
    facts = found.facts
    return _facts_page(found, FactsForm(formdata=None, obj=facts, version=str(found.row.version)))


@bp.post(f"{ONE}/sua")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_change(safe_id: int) -> Any:
    """Keep other facts."""
    found, form = found_safe(safe_id), FactsForm()
    try:
        if not form.validate():
            return _facts_page(found, form, status=422)
        actions.change(db.session(), actor(), found, form.facts(), version=row_number(form.version.data), today=today(), now=now())
    except BadInput as error:
        return _facts_page(found, refused(form, error), status=422)
    said("Đã lưu.")
    return back_to("inspection.safe", safe_id=safe_id)


@bp.get(f"{ONE}/danh-muc")
@needs(Can.INSPECTION_UNSEAL)
def safe_items(safe_id: int) -> Any:
    """The checklist: what the plans offer, and own lines."""
    found = found_safe(safe_id)
    ensure(actor(), Can.INSPECTION_UNSEAL, found.led)
    found.check_not_over()
    kept, offered = queries.items(db.session(), safe_id), choices(found)
    known = {(one.item.plan_id, one.item.code, one.item.text): one.key for one in offered}
    ticked = [known[one.plan_id, one.code, one.text] for one in kept if (one.plan_id, one.code, one.text) in known]
    if not kept:  # nothing chosen yet: the whole of the plan, of which a part is taken off
        ticked = [one.key for one in offered if one.item.plan_id is not None]
    own = "\n".join(one.text for one in kept if (one.plan_id, one.code, one.text) not in known)
    return _items_page(found, ItemsForm(formdata=None, chosen=ticked, lines=own), offered)


@bp.post(f"{ONE}/danh-muc")
@needs(Can.INSPECTION_UNSEAL)
@writes
def safe_items_keep(safe_id: int) -> Any:
    """Keep the checklist."""
    found, form = found_safe(safe_id), ItemsForm()
    offered = choices(found)
    try:
        if not form.validate():
            return _items_page(found, form, offered, status=422)
        picked = set(form.chosen.data or ())
        lines = [one.item for one in offered if one.key in picked] + own_lines(form.lines.data or "")
        actions.set_items(db.session(), actor(), found, lines, now=now())
    except BadInput as error:
        return _items_page(found, refused(form, error), offered, status=422)
    said("Đã lưu danh mục kiểm tra.")
    return back_to("inspection.safe", safe_id=safe_id)


@bp.get(f"{ONE}/quyet-dinh")
@needs(Can.INSPECTION_UNSEAL)
def safe_decision(safe_id: int) -> Any:
    """The decision as a draft for paper: printed by the browser, for a job would tell of it in the queue."""
    found = found_safe(safe_id)
    context = {"page": safe_page(found, Forms()), "head": letterhead(found.row.agency_id)}
    return reply("inspection/safe_decision.html", **context)


@bp.get("/<int(min=2000, max=2100):year>/kiem-tra/dot/<int:round_id>/nhat-ky-chuan-bi")
@needs(Can.INSPECTION_READ)
def safe_past(year: int, round_id: int) -> Any:
    """How a round that was announced only on the spot had been prepared."""
    row, past = queries.past_of_round(db.session(), actor(), round_id)
    return reply("inspection/safe_past.html", year=year, row=row, past=past_lines(past), round_href=round_href(round_id))


def found_safe(safe_id: int) -> Safe:
    """A safe on whose list the person stands, or nothing at all."""
    return queries.safe(db.session(), actor(), safe_id)


def refused(form: AnyForm, error: BadInput) -> AnyForm:
    """The form with what was refused; nothing of the request is kept."""
    db.session().rollback()
    form.take(error)
    return form


def one_page(found: Safe, forms: Forms, status: int = 200) -> Any:
    """The page of one."""
    return reply("inspection/safe.html", status=status, page=safe_page(found, forms), forms=forms)


def _new_page(form: SealForm, status: int = 200) -> Any:
    session, agency_id = db.session(), actor().agency_id or 0
    form.offer(around.whom(session, agency_id, form.starts_on.data or today()))
    people = around.colleagues(session, agency_id, today())
    names = {one.person_id: f"{one.name} – {one.title}" for one in people.values() if one.person_id != actor().person_id}
    form.head_id.choices = options(names, "— Người lập —")
    return reply("inspection/safe_facts.html", status=status, form=form, safe_id=None, title="Chuẩn bị kiểm tra đột xuất")


def _facts_page(found: Safe, form: FactsForm, status: int = 200) -> Any:
    form.offer(around.whom(db.session(), found.row.agency_id, form.starts_on.data or found.row.starts_on))
    return reply("inspection/safe_facts.html", status=status, form=form, safe_id=found.row.id, title=f"Sửa: {object_name(found)}")


def _items_page(found: Safe, form: ItemsForm, offered: tuple[Choice, ...], status: int = 200) -> Any:
    picked = set(form.chosen.data or ())
    context = {"form": form, "safe_id": found.row.id, "offered": offered, "picked": picked, "title": object_name(found)}
    return reply("inspection/safe_items.html", status=status, **context)
