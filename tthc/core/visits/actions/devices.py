"""Tablets at the counters: set up by the clerk, paired with a one-use code, revoked at once; and how the agency counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tthc.core.accounts import queries as account_queries
from tthc.core.accounts import rules as account_rules
from tthc.core.audit import actions as audit
from tthc.core.people.models import LoginAttempt
from tthc.core.visits import queries, rules
from tthc.core.visits.models import CounterDevice, VisitSetting
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.text import tidy

_THING = "counter_device"
_TRIES = account_rules.digest("/quay")  # the name under which tries of all codes are counted; no account can have it
_WRONG = "Mã kết nối không đúng hoặc đã hết hạn. Đề nghị văn thư cấp mã mới."


@dataclass(frozen=True)
class _Scope:
    agency_id: int
    unit_id: int | None = None


@dataclass(frozen=True)
class Attempt:
    """A try to pair, counted before the code is looked at; `wait` is how long the next one must wait."""

    attempt_id: int
    wait: timedelta


def add_counter(session: Session, actor: Actor, unit_id: int, name: str, *, units: set[int], now: datetime) -> tuple[CounterDevice, str]:
    """A tablet for a unit's desk, and the code that it is paired with."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, _Scope(agency_id, unit_id))
    words = tidy(name)
    faults = {}
    if unit_id not in units:
        faults["unit_id"] = "Chọn đơn vị đặt quầy."
    if not words or len(words) > rules.LONGEST_NAME:
        faults["name"] = f"Nhập tên quầy, không quá {rules.LONGEST_NAME} ký tự, ví dụ Quầy số 1."
    elif _is_taken(session, agency_id, words):
        faults["name"] = f'Đã có máy tên "{words}". Nhập tên khác hoặc thu hồi máy cũ.'
    if faults:
        raise BadInput("Chưa thêm được.", faults)
    row = CounterDevice(agency_id=agency_id, unit_id=unit_id, name=words, created_by_id=actor.person_id, created_at=now)
    session.add(row)
    session.flush()
    audit.record(session, actor, "add_counter", _THING, row.id, now=now, after={"name": words, "unit_id": unit_id})
    return row, _new_code(session, row, now)


def make_pairing_code(session: Session, actor: Actor, row: CounterDevice, *, now: datetime) -> str:
    """Another code for a tablet that lost its cookie or was replaced; the one paired so far works until the code is used."""
    ensure(actor, Can.REGISTER_SET_UP, row)
    audit.record(session, actor, "make_pairing_code", _THING, row.id, now=now, after={"name": row.name})
    return _new_code(session, row, now)


def revoke_counter(session: Session, actor: Actor, row: CounterDevice, *, now: datetime) -> None:
    """From now on the tablet is a stranger; its visits stay."""
    ensure(actor, Can.REGISTER_SET_UP, row)
    row.revoked_at, row.secret_hash, row.code_hash = now, None, None
    session.flush()
    audit.record(session, actor, "revoke_counter", _THING, row.id, now=now, before={"name": row.name})


def begin_pairing(session: Session, actor: Actor, source: str, *, now: datetime) -> Attempt:
    """Count the try as failed before the code is looked at, as at the sign-in (trust.md AU-04)."""
    ensure(actor, Can.REGISTER_SET_UP)
    wait = account_rules.wait(account_queries.failures(session, _TRIES, source, now), now)
    if wait:
        return Attempt(0, wait)
    row = LoginAttempt(username=_TRIES, address=source[:60], at=now, succeeded=False)
    session.add(row)
    session.flush()
    return Attempt(row.id, wait)


def pair(session: Session, actor: Actor, attempt: Attempt, typed: str, *, now: datetime) -> str:
    """Exchange the code for the tablet's own secret, which is kept only as its SHA-256; the code is used up."""
    ensure(actor, Can.REGISTER_SET_UP)
    code = account_rules.digest(rules.checked_code(typed))
    query = select(CounterDevice).where(CounterDevice.code_hash == code, CounterDevice.revoked_at.is_(None))
    row = session.scalars(query.with_for_update()).one_or_none()
    if row is None or row.code_expires_at is None or row.code_expires_at <= now:
        raise BadInput(_WRONG, {"code": _WRONG})
    secret = account_rules.new_token()
    row.secret_hash, row.code_hash, row.code_expires_at = account_rules.digest(secret), None, None
    row.paired_at = row.seen_at = now
    session.execute(update(LoginAttempt).where(LoginAttempt.id == attempt.attempt_id).values(succeeded=True))
    session.flush()
    audit.record(session, actor, "pair_counter", _THING, row.id, now=now, after={"name": row.name}, agency_id=row.agency_id)
    return secret


def set_targets(session: Session, actor: Actor, target_minutes: int, *, counts_neutral: bool, now: datetime) -> bool:
    """What waiting in time and being satisfied mean here; False when nothing is different."""
    agency_id = actor.agency_id or 0
    ensure(actor, Can.REGISTER_SET_UP, _Scope(agency_id))
    if not 1 <= target_minutes <= 600:  # noqa: PLR2004 - a working day
        raise BadInput("Chưa lưu được.", {"target_minutes": "Nhập số phút từ 1 đến 600."})
    before, after = queries.setting(session, agency_id), rules.Setting(target_minutes, counts_neutral)
    if before == after:
        return False
    row = session.get(VisitSetting, agency_id) or VisitSetting(agency_id=agency_id)
    row.target_minutes, row.counts_neutral = target_minutes, counts_neutral
    session.add(row)
    session.flush()
    told = [{"target_minutes": one.target_minutes, "counts_neutral": one.counts_neutral} for one in (before, after)]
    audit.record(session, actor, "set_visit_targets", "visit_setting", agency_id, now=now, before=told[0], after=told[1])
    return True


def _new_code(session: Session, row: CounterDevice, now: datetime) -> str:
    """A code that no other tablet waits with."""
    code = rules.new_code()
    while session.scalar(select(CounterDevice.id).where(CounterDevice.code_hash == account_rules.digest(code))) is not None:
        code = rules.new_code()
    row.code_hash, row.code_expires_at = account_rules.digest(code), now + rules.CODE_LASTS
    session.flush()
    return code


def _is_taken(session: Session, agency_id: int, name: str) -> bool:
    query = select(CounterDevice.id).where(CounterDevice.agency_id == agency_id, CounterDevice.name == name)
    return session.scalar(query.where(CounterDevice.revoked_at.is_(None))) is not None
