"""Visits: tablets are paired once and revoked at once, each press counts once, time is believed within reason."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.factories.worlds import second_agency
from tthc.core.accounts.rules import digest
from tthc.core.audit.models import AuditEntry
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.core.visits import actions, queries, rules
from tthc.core.visits.models import CounterDevice, Visit
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, NotAllowed, NotFound, WrongState

MINUTE = 60_000


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def desk(office, session):
    return office.desk.id


@pytest.fixture
def paired(session, clerk, desk, now):
    """A tablet with its secret, and the counter that the secret opens."""
    _, code = actions.add_counter(session(), clerk, desk, "Quầy số 1", units={desk}, now=now)
    attempt = actions.begin_pairing(session(), system(), "10.0.0.1", now=now)
    secret = actions.pair(session(), system(), attempt, code, now=now)
    return queries.counter_of(session(), secret), secret


@pytest.fixture
def counter(paired):
    return paired[0]


def take(session, counter, key, today, now, **values):
    return actions.take(session(), counter.actor, counter, key, today=today, now=now, **values)


def call(session, counter, today, now, key="", **values):
    return actions.call(session(), counter.actor, counter, key, today=today, now=now, **values)


def test_a_visit_from_number_to_answer(session, counter, today, now):
    first, second = (take(session, counter, key, today, now) for key in ("a", "b"))
    assert (first.number, second.number, first.visited_on) == (1, 2, today)
    assert [one.key for one in queries.board(session(), counter, today).waiting] == ["a", "b"]
    called = call(session, counter, today, now + timedelta(minutes=12, seconds=30))
    assert (called.id, called.waiting_minutes, called.called_clock) == (first.id, Decimal("12.5"), "09:12")
    actions.rate(session(), counter.actor, counter, "a", "satisfied", now=now + timedelta(minutes=20))
    board = queries.board(session(), counter, today)
    assert (board.last_number, board.current, board.average) == (2, None, Decimal("12.5"))
    assert [one.key for one in board.waiting] == ["b"]
    entries = session().scalars(select(AuditEntry).where(AuditEntry.thing == "visit").order_by(AuditEntry.id)).all()
    assert [one.verb for one in entries] == ["take_ticket", "take_ticket", "call_ticket", "rate_visit"]
    assert {(one.actor_id, one.actor_name, one.agency_id) for one in entries} == {(None, "Quầy số 1", counter.agency_id)}


def test_a_press_sent_twice_is_one_visit(session, counter, today, now):
    assert take(session, counter, "a", today, now).id == take(session, counter, "a", today, now + timedelta(minutes=1)).id
    first = call(session, counter, today, now + timedelta(minutes=5), "a")
    again = call(session, counter, today, now + timedelta(minutes=50), "a")
    assert (again.id, again.waiting_minutes) == (first.id, Decimal("5.0"))
    actions.rate(session(), counter.actor, counter, "a", "neutral", now=now)
    with pytest.raises(WrongState, match="đã được đánh giá"):
        actions.rate(session(), counter.actor, counter, "a", "unsatisfied", now=now)
    assert session().scalar(select(func.count(Visit.id))) == 1


def test_presses_without_network_keep_their_own_times_and_numbers(session, counter, today, now):
    late = now + timedelta(days=1)
    row = take(session, counter, "a", today + timedelta(days=1), late, number=7, elapsed_ms=24 * 60 * MINUTE)
    assert (row.visited_on, row.number, row.taken_at) == (today, 7, now)
    called = call(session, counter, today + timedelta(days=1), late, "a", elapsed_ms=(24 * 60 - 9) * MINUTE)
    assert called.waiting_minutes == Decimal("9.0")
    assert take(session, counter, "b", today, now, number=7).number == 8  # already given out


@pytest.mark.parametrize(("elapsed", "sentence"), [(-1, "tương lai"), (7 * 24 * 60 * MINUTE + 1, "quá 7 ngày")])
def test_a_time_beyond_reason_is_not_believed(session, counter, today, now, elapsed, sentence):
    with pytest.raises(BadInput, match=sentence):
        take(session, counter, "a", today, now, elapsed_ms=elapsed)
    take(session, counter, "a", today, now)
    for press in (
        lambda: call(session, counter, today, now, elapsed_ms=elapsed),
        lambda: actions.rate(session(), counter.actor, counter, "a", "satisfied", elapsed_ms=elapsed, now=now),
    ):
        with pytest.raises(BadInput, match=sentence):
            press()


def test_a_call_is_never_before_its_number(session, counter, today, now):
    take(session, counter, "a", today, now)
    row = call(session, counter, today, now, elapsed_ms=MINUTE)
    assert (row.called_at, row.waiting_minutes) == (now, Decimal("0.0"))


def test_what_cannot_be_pressed_is_told(session, counter, today, now):
    with pytest.raises(WrongState, match="Chưa có ai chờ"):
        call(session, counter, today, now)
    take(session, counter, "a", today, now)
    with pytest.raises(WrongState, match="chưa được gọi"):
        actions.rate(session(), counter.actor, counter, "a", "satisfied", now=now)
    call(session, counter, today, now)
    with pytest.raises(BadInput):
        actions.rate(session(), counter.actor, counter, "a", "=1+1", now=now)
    for key in ("", "x" * 65):
        with pytest.raises(BadInput):
            take(session, counter, key, today, now)


def test_a_stuck_button_ends(session, counter, today, now):
    take(session, counter, "a", today, now, number=999)
    with pytest.raises(WrongState, match="999 số"):
        take(session, counter, "b", today, now)


def test_another_counter_does_not_know_the_ticket(session, clerk, counter, desk, today, now):
    _, code = actions.add_counter(session(), clerk, desk, "Quầy số 2", units={desk}, now=now)
    attempt = actions.begin_pairing(session(), system(), "10.0.0.2", now=now)
    other = queries.counter_of(session(), actions.pair(session(), system(), attempt, code, now=now))
    take(session, counter, "a", today, now)
    for press in (
        lambda: call(session, other, today, now, "a"),
        lambda: actions.rate(session(), other.actor, other, "a", "satisfied", now=now),
    ):
        with pytest.raises(NotFound):
            press()
    assert take(session, other, "a", today, now).number == 1


def test_only_the_hash_of_a_secret_is_kept_and_a_revoked_tablet_is_a_stranger(session, clerk, paired, now):
    counter, secret = paired
    row = queries.device(session(), clerk, counter.device_id)
    assert (row.secret_hash, row.code_hash) == (digest(secret), None)
    actions.revoke_counter(session(), clerk, row, now=now)
    assert queries.counter_of(session(), secret) is None
    assert queries.counters(session(), clerk, now) == []
    assert queries.counter_of(session(), "") is None


def test_a_code_is_used_once_and_dies_after_a_quarter_of_an_hour(session, clerk, desk, now):
    row, code = actions.add_counter(session(), clerk, desk, "Quầy số 1", units={desk}, now=now)
    late = now + rules.CODE_LASTS
    for typed, at in ((code, late), ("1234567", now), ("12345678x", now), ("", now)):
        with pytest.raises(BadInput):
            actions.pair(session(), system(), actions.begin_pairing(session(), system(), str(typed), now=at), typed, now=at)
    secret = actions.pair(session(), system(), actions.begin_pairing(session(), system(), "ok", now=now), f"{code[:4]} {code[4:]}", now=now)
    with pytest.raises(BadInput):
        actions.pair(session(), system(), actions.begin_pairing(session(), system(), "ok", now=now), code, now=now)
    fresh = actions.make_pairing_code(session(), clerk, row, now=now)
    assert queries.counter_of(session(), secret) is not None  # works until the new code is used
    again = actions.pair(session(), system(), actions.begin_pairing(session(), system(), "ok", now=now), fresh, now=now)
    assert queries.counter_of(session(), secret) is None
    assert queries.counter_of(session(), again).device_id == row.id


def test_guessing_codes_is_slowed_down(session, now):
    for at in range(3):
        assert not actions.begin_pairing(session(), system(), "10.0.0.9", now=now + timedelta(seconds=at)).wait
    assert actions.begin_pairing(session(), system(), "10.0.0.9", now=now + timedelta(seconds=3)).wait
    for number in range(20):  # many addresses together
        attempt = actions.begin_pairing(session(), system(), f"10.0.1.{number}", now=now + timedelta(seconds=4))
    assert attempt.wait > timedelta(minutes=2)


def test_only_the_clerk_sets_up_and_only_in_the_own_agency(session, office, clerk, desk, counter, today, now):
    officer = office.actor("officer")
    row = queries.device(session(), clerk, counter.device_id)
    for act in (
        lambda: actions.add_counter(session(), officer, desk, "Quầy số 9", units={desk}, now=now),
        lambda: actions.make_pairing_code(session(), officer, row, now=now),
        lambda: actions.revoke_counter(session(), officer, row, now=now),
        lambda: actions.set_targets(session(), officer, 20, counts_neutral=False, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert queries.counters(session(), officer, now) == []
    who = second_agency(session)[2]
    stranger = people_queries.load_actor(session(), who["clerk"].id, today)
    assert queries.counters(session(), stranger, now) == []
    with pytest.raises(NotFound):
        queries.device(session(), stranger, row.id)


@pytest.mark.parametrize(("name", "unit"), [("", None), ("x" * 61, None), ("Quầy số 1", None), ("Quầy số 3", 987_654)])
def test_a_tablet_has_a_name_of_its_own_and_a_unit(session, clerk, desk, counter, now, name, unit):
    with pytest.raises(BadInput) as raised:
        actions.add_counter(session(), clerk, unit or desk, name, units={desk}, now=now)
    assert raised.value.fields


def measured(session, agency_id, today):
    found = {one.code: one.count(session(), agency_id, today - timedelta(days=30), today) for one in queries.MEASURES}
    return {code: (one.numerator, one.denominator, len(one.rows)) for code, one in found.items()}


def test_measures_and_what_counts_is_data(session, clerk, counter, today, now):
    for key, minutes, answer in (("a", 10, "satisfied"), ("b", 25, "neutral"), ("c", 40, "unsatisfied"), ("d", 31, "")):
        take(session, counter, key, today, now)
        call(session, counter, today, now + timedelta(minutes=minutes), key)
        if answer:
            actions.rate(session(), counter.actor, counter, key, answer, now=now)
    take(session, counter, "e", today, now)
    assert measured(session, counter.agency_id, today) == {
        "visits_waiting_average": (Decimal("26.5"), 4, 4),
        "visits_waiting_in_time": (2, 4, 2),
        "visits_satisfaction": (1, 3, 1),
    }
    assert actions.set_targets(session(), clerk, 35, counts_neutral=True, now=now)
    assert not actions.set_targets(session(), clerk, 35, counts_neutral=True, now=now)
    found = measured(session, counter.agency_id, today)
    assert (found["visits_waiting_in_time"], found["visits_satisfaction"]) == ((3, 4, 3), (2, 3, 2))
    slow = register_queries.count(session(), clerk, actions.BOOK, register_queries.Ask(2024, "cho-lau"), today=today)
    assert slow == 1
    with pytest.raises(BadInput):
        actions.set_targets(session(), clerk, 0, counts_neutral=True, now=now)
    assert measured(session, counter.agency_id, today - timedelta(days=90))["visits_waiting_average"] == (0, 0, 0)


def test_a_row_can_be_typed_and_its_number_is_its_own(session, clerk, desk, today, now):
    values = {"visited_on": today, "counter": "Quầy số 1", "number": 5, "waiting_minutes": Decimal(12), "satisfaction": "", "unit_id": desk}
    row = register_actions.enter(session(), clerk, actions.BOOK, values, today=today, now=now)
    assert actions.BOOK.describe(row) == "Quầy số 1, số 5 ngày 15/08/2024, chờ 12 phút"
    with pytest.raises(BadInput, match="Chưa lưu được"):
        register_actions.enter(session(), clerk, actions.BOOK, values, today=today, now=now)
    for wrong in ({"visited_on": today + timedelta(days=1)}, {"number": 0}, {"number": 1000}, {"waiting_minutes": Decimal(1441)}):
        with pytest.raises(BadInput) as raised:
            register_actions.enter(session(), clerk, actions.BOOK, values | {"number": 6} | wrong, today=today, now=now)
        assert set(raised.value.fields) == set(wrong)


def test_the_database_refuses_nonsense(session, counter, today, now):
    row = take(session, counter, "a", today, now)
    for name, value in (("satisfaction", "x"), ("number", 0), ("waiting_minutes", -1), ("called_at", now - timedelta(minutes=1))):
        with pytest.raises(IntegrityError), session.begin_nested():
            setattr(row, name, value)
            session.flush()
        session.refresh(row)
    assert session().get_one(CounterDevice, counter.device_id).seen_at == now
