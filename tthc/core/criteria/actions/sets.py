"""Criteria sets are kept as the agency's own data: taken, written as a table, followed by a new edition, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from tthc.core.audit import actions as audit
from tthc.core.criteria.models.sets import CriteriaSet, Criterion, CriterionIndicator
from tthc.core.criteria.queries import sets, shipped
from tthc.core.criteria.rules.set_heads import head_of
from tthc.core.criteria.rules.set_rows import Row
from tthc.core.criteria.rules.set_tables import Problem, assemble
from tthc.core.criteria.rules.set_writing import told
from tthc.core.criteria.rules.sets import SetTable
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, Conflict, WrongState
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day, number

_ONE_DAY = timedelta(days=1)


class BadTable(BadInput):
    """A table in which something is wrong: nothing of it is kept. `problems` says every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            f"Chưa lưu được. Có {number(len(problems))} nội dung cần sửa.",
            {one.field: one.sentence for one in reversed(problems) if one.row is None},
        )
        self.problems = tuple(problems)


def write(
    session: Session,
    actor: Actor,
    texts: Mapping[str, str],
    rows: Sequence[Row],
    *,
    row: CriteriaSet | None = None,
    version: int | None = None,
    now: datetime,
) -> CriteriaSet:
    """Keep a whole table as it was typed: a new set, or the new content of one that nobody has scored by."""
    ensure(actor, Can.CRITERIA_SET_UP, row)
    if row is not None:
        _check_unused(session, row)
    head, problems = head_of(texts)
    table, more = assemble(head, rows)
    if row is not None:
        _check_version(row, version, table)
    read = {one.field for one in problems}
    problems += [one for one in more if one.row is not None or one.field not in read]
    if problems:
        raise BadTable(problems)
    if row is None:
        return _add(session, actor, table, "add", now=now)
    before = told(sets.table_of(row))
    _fill_head(row, table)
    session.execute(
        delete(CriterionIndicator).where(CriterionIndicator.criterion_id.in_(select(Criterion.id).where(Criterion.set_id == row.id)))
    )
    session.execute(delete(Criterion).where(Criterion.set_id == row.id))
    flag_modified(row, "title")  # the table's rows are rows of their own: the set's version rises with them all the same
    session.flush()
    _fill_rows(session, row, table)
    _record(session, actor, "edit", row, now=now, before=before, after=told(table))
    return row


def take(session: Session, actor: Actor, code: str, *, now: datetime) -> CriteriaSet:
    """Take a set that comes with the program: from now on it is the agency's own data."""
    ensure(actor, Can.CRITERIA_SET_UP)
    found = shipped.named(code)
    if code in sets.taken(session, actor.agency_id):
        raise WrongState("Cơ quan đã dùng bộ tiêu chí này. Mở bộ trong danh sách để sửa.")
    return _add(session, actor, found.table, "take", shipped_code=code, now=now)


def copy(session: Session, actor: Actor, row: CriteriaSet, *, now: datetime) -> CriteriaSet:
    """Copy a set of an agency above as the own one, which may then be changed."""
    ensure(actor, Can.CRITERIA_SET_UP)
    if row.agency_id == actor.agency_id:
        raise WrongState("Bộ này đã là của cơ quan. Lập bản mới của bộ nếu nội dung thay đổi.")
    return _add(session, actor, sets.table_of(row), "copy", now=now)


def renew(
    session: Session, actor: Actor, row: CriteriaSet, valid_from: date | None, *, version: int | None = None, now: datetime
) -> CriteriaSet:
    """A new edition from a day on, to be changed; the old one ends the day before and keeps what was scored by it."""
    ensure(actor, Can.CRITERIA_SET_UP, row)
    _check_version(row, version)
    if row.withdrawn_on is not None:
        raise WrongState(f"Bộ tiêu chí đã ngừng dùng từ ngày {day(row.withdrawn_on)}.")
    if valid_from is None:
        raise BadInput("Chưa lập được.", {"valid_from": "Nhập ngày bắt đầu áp dụng bản mới."})
    if valid_from <= row.valid_from:
        words = f"Ngày áp dụng bản mới phải sau ngày {day(row.valid_from)}, ngày bắt đầu của bản này."
        raise BadInput("Chưa lập được.", {"valid_from": words})
    if row.valid_to is not None and valid_from > row.valid_to + _ONE_DAY:
        words = f"Bản này hết áp dụng từ ngày {day(row.valid_to)}. Nhập ngày không sau ngày {day(row.valid_to + _ONE_DAY)}."
        raise BadInput("Chưa lập được.", {"valid_from": words})
    valid_to = row.valid_to if row.valid_to and row.valid_to >= valid_from else None
    table = replace(sets.table_of(row), valid_from=valid_from, valid_to=valid_to)
    before = told(sets.table_of(row))
    row.valid_to = valid_from - _ONE_DAY
    session.flush()
    _record(session, actor, "edit", row, now=now, before=before, after=told(sets.table_of(row)))
    return _add(session, actor, table, "renew", follows_id=row.id, now=now)


def withdraw(session: Session, actor: Actor, row: CriteriaSet, *, version: int | None = None, today: date, now: datetime) -> None:
    """Stop offering a set; what was scored by it keeps it."""
    ensure(actor, Can.CRITERIA_SET_UP, row)
    _check_version(row, version)
    if row.withdrawn_on is not None:
        raise WrongState(f"Bộ tiêu chí đã ngừng dùng từ ngày {day(row.withdrawn_on)}.")
    row.withdrawn_on = today
    session.flush()
    audit.record(session, actor, "withdraw", "criteria_set", row.id, now=now, after={"Tên": row.title, "Ngừng dùng": day(today)})


def resume(session: Session, actor: Actor, row: CriteriaSet, *, version: int | None = None, now: datetime) -> None:
    """Offer a withdrawn set again."""
    ensure(actor, Can.CRITERIA_SET_UP, row)
    _check_version(row, version)
    if row.withdrawn_on is None:
        raise WrongState("Bộ tiêu chí đang được dùng.")
    if row.shipped_code and row.shipped_code in sets.taken(session, row.agency_id):
        raise WrongState("Cơ quan đang dùng một bản khác của bộ tiêu chí này.")
    before, row.withdrawn_on = {"Ngừng dùng": day(row.withdrawn_on)}, None
    session.flush()
    audit.record(session, actor, "resume", "criteria_set", row.id, now=now, before=before, after={"Tên": row.title})


def _check_unused(session: Session, row: CriteriaSet) -> None:
    if reason := sets.fixed_because(session, row):
        raise WrongState(reason)


def _check_version(row: CriteriaSet, version: int | None, mine: SetTable | None = None) -> None:
    """Somebody saved in between: what differs is shown, line by line."""
    if version is None or version == row.version:
        return
    theirs, ours = told(sets.table_of(row)), told(mine) if mine else {}
    differ = [name for name in {**theirs, **ours} if theirs.get(name, "") != ours.get(name, "")] if mine else []
    raise Conflict(
        "Bộ tiêu chí vừa được người khác sửa. Xem nội dung mới trước khi lưu.",
        {name: theirs.get(name, "") for name in differ},
        {name: ours.get(name, "") for name in differ},
    )


def _add(
    session: Session,
    actor: Actor,
    table: SetTable,
    verb: str,
    *,
    shipped_code: str = "",
    follows_id: int | None = None,
    now: datetime,
) -> CriteriaSet:
    row = CriteriaSet(agency_id=actor.agency_id, shipped_code=shipped_code, follows_id=follows_id)
    _fill_head(row, table)
    session.add(row)
    session.flush()
    _fill_rows(session, row, table)
    _record(session, actor, verb, row, now=now, after=told(table))
    return row


def _fill_head(row: CriteriaSet, table: SetTable) -> None:
    for name in ("title", "subject", "basis", "valid_from", "valid_to", "least_total", "least_share", "is_unsure", "note"):
        setattr(row, name, getattr(table, name))
    row.conditions = "\n".join(table.conditions)


def _fill_rows(session: Session, row: CriteriaSet, table: SetTable) -> None:
    for place, one in enumerate(table.criteria, 1):
        criterion = Criterion(set_id=row.id, position=place, number=one.number, title=one.title)
        criterion.most_points, criterion.note, criterion.is_unsure = one.most_points, one.note, one.is_unsure
        session.add(criterion)
        session.flush()
        session.add_all(
            CriterionIndicator(
                criterion_id=criterion.id,
                position=at,
                **{
                    name: getattr(line, name)
                    for name in ("number", "title", "kind", "threshold", "most_points", "evidence", "note", "is_unsure")
                },
            )
            for at, line in enumerate(one.indicators, 1)
        )
    session.flush()
    session.expire(row, ["criteria"])


def _record(
    session: Session,
    actor: Actor,
    verb: str,
    row: CriteriaSet,
    *,
    now: datetime,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str],
) -> None:
    """The whole of a new set; of a changed one only what is different."""
    if before is not None:
        changed = {name for name in {*before, *after} if before.get(name, "") != after.get(name, "")}
        before = {"Tên": row.title} | {name: text for name, text in before.items() if name in changed}
        after = {name: text for name, text in after.items() if name in changed}
    audit.record(session, actor, verb, "criteria_set", row.id, now=now, before=before, after=after)
