"""Procedures, decisions and sheets, made through the registers as people make them."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from tthc.core.postings.actions import ANNOUNCEMENTS, POSTINGS, PROCEDURES
from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.procedures.models import Procedure, ProcedureChange
from tthc.core.registers import actions

TODAY = date(2024, 8, 15)
NOW = datetime(2024, 8, 15, 2, 0, tzinfo=UTC)
NUMBER = "1023/QĐ-UBND"
DECISION = {
    "decision_number": NUMBER,
    "decision_on": date(2024, 8, 5),
    "decision_effective_on": date(2024, 8, 12),
    "decision_issuer": "UBND tỉnh Mẫu",
}
LATER = {
    "decision_number": "1200/QĐ-UBND",
    "decision_on": date(2024, 8, 10),
    "decision_effective_on": date(2024, 8, 14),
    "decision_issuer": "UBND tỉnh Mẫu",
}


def procedure(session, actor, unit, code="1.004873", name="Đăng ký khai sinh", *, today=TODAY, **values):
    """A procedure as somebody types it; without a decision unless one is given."""
    told = {"code": code, "name": name, "unit_id": unit.id, "time_limit": "", **values}
    return actions.enter(session, actor, PROCEDURES, told, today=today, now=NOW)


def announced(session, actor, unit, code="1.004873", name="Đăng ký khai sinh", *, today=TODAY, **values):
    """A procedure that a decision made."""
    return procedure(session, actor, unit, code, name, today=today, change_kind="new", **(DECISION | values))


def written(unit, number):
    """So many procedures of one decision as a sheet writes them, before anything follows from them."""
    return [
        Procedure(
            agency_id=unit.agency_id,
            unit_id=unit.id,
            entered_at=NOW,
            code=f"{number}.{index:06}",
            short_code=f"{number}.{index:06}",
            name="Thủ tục",
            change_kind="new",
            **DECISION,
        )
        for index in range(number)
    ]


def change(session, actor, row, kind, *, today=TODAY, **values):
    """A later decision touches a procedure."""
    return actions.edit(session, actor, PROCEDURES, row, {"code": row.code, "change_kind": kind, **(LATER | values)}, today=today, now=NOW)


def decision(session, actor, unit, number=NUMBER, *, today=TODAY, **values):
    """A decision as somebody types it."""
    told = {"number": number, "issued_on": date(2024, 8, 5), "effective_on": date(2024, 8, 12), "unit_id": unit.id, **values}
    return actions.enter(session, actor, ANNOUNCEMENTS, told, today=today, now=NOW)


def sheets(session, row, *, place=None, gone=False):
    """The sheets of a procedure that stand in the register, in the order of places."""
    query = select(Posting).join(PostingPlace, PostingPlace.id == Posting.place_id).where(Posting.procedure_id == row.id)
    query = query if gone else query.where(Posting.removed_at.is_(None))
    found = session.scalars(
        query.order_by(PostingPlace.position, Posting.due_on, Posting.id).execution_options(populate_existing=True)
    ).all()
    return [one for one in found if place is None or one.place_name == place]


def changes(session, row):
    """The decisions that touched a procedure, in the order in which they were entered."""
    query = select(ProcedureChange).where(ProcedureChange.procedure_id == row.id)
    return list(session.scalars(query.order_by(ProcedureChange.id)))


def sheet(session, actor, row, place, *, today=TODAY, **values):
    """A sheet as somebody types it."""
    told = {"procedure_code": row.code, "place_id": place.id, "decision_number": row.decision_number, "unit_id": row.unit_id, **values}
    return actions.enter(session, actor, POSTINGS, told, today=today, now=NOW)
