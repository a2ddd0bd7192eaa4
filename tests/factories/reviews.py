"""Rows of the registers of reviews and drafts."""

from datetime import date

from tthc.core.registers import actions as register_actions
from tthc.core.reviews.actions import DRAFTS, REVIEWS
from tthc.kernel.actor import Actor

_EMPTY = {"text": "", "long": "", "choice": "", "flag": None, "day": None}


def _blank(book):
    return {column.name: _EMPTY.get(column.kind.value) for column in book.entered} | ({"level": None} if book is REVIEWS else {})


def review(session, actor: Actor, unit, *, today, now, **changes):
    values = _blank(REVIEWS) | {
        "subject": "Xác nhận tình trạng hôn nhân",
        "procedure_codes": "1.004873",
        "unit_id": unit.id,
        "is_planned": True,
        "reason": "own",
        "begins_on": date(2024, 3, 1),
        "ends_on": date(2024, 6, 30),
        "product": "Báo cáo kết quả rà soát",
    }
    if "subject" in changes and "procedure_codes" not in changes:
        values["procedure_codes"] = ""
    return register_actions.enter(session, actor, REVIEWS, values | changes, today=today, now=now)


def changed(session, actor: Actor, row, *, today, now, **changes):
    book = REVIEWS if row.__tablename__ == "review" else DRAFTS
    values = {column.name: getattr(row, column.name) for column in book.entered} | changes
    register_actions.edit(session, actor, book, row, values, today=today, now=now)
    return row


def finished(session, actor: Actor, row, *, today, now):
    return changed(
        session, actor, row, today=today, now=now, finished_on=date(2024, 6, 20), proposal="cut_papers", proposal_words="Bỏ bản sao."
    )


def adopted(session, actor: Actor, row, *, today, now):
    finished(session, actor, row, today=today, now=now)
    sent = {"level": "province", "submission_number": "12/TTr-UBND", "submitted_on": date(2024, 6, 25)}
    changed(session, actor, row, today=today, now=now, **sent)
    decided = {"result": "adopted", "decision_number": "1200/QĐ-UBND", "decision_on": date(2024, 8, 1)}
    return changed(session, actor, row, today=today, now=now, **decided)


def draft(session, actor: Actor, unit, *, today, now, **changes):
    values = _blank(DRAFTS) | {
        "title": "Quyết định ban hành quy chế quản lý chợ",
        "kind": "decision",
        "unit_id": unit.id,
        "drafted_on": date(2024, 5, 2),
        "has_procedures": True,
        "outcome": "drafting",
    }
    return register_actions.enter(session, actor, DRAFTS, values | changes, today=today, now=now)
