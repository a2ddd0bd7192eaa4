"""Units in time, posts and the rights that follow them, one account from birth to its end."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from tests.factories import people
from tthc.core.accounts import actions as account_actions
from tthc.core.accounts import queries as account_queries
from tthc.core.accounts import rules as account_rules
from tthc.core.audit import queries as audit_queries
from tthc.core.people import actions, queries
from tthc.core.people.models import GroupMember, LoginAttempt, LoginSession, Person, UnitKind
from tthc.extensions import db
from tthc.kernel.actor import Role, system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.transaction import begin_write

DAY = timedelta(days=1)
LIMITS = {"idle": timedelta(minutes=30), "absolute": timedelta(hours=12)}
GOOD = "vại cà muối nén đá cuội"


@pytest.fixture
def writing(session, office):
    begin_write(session())
    return session()


@pytest.fixture
def admin(office):
    return office.actor("admin")


@pytest.fixture
def abroad(session, office):
    """Another agency with a desk and an officer."""
    ward = people.agency(session, "Ủy ban nhân dân phường Khác", "UBND phường Khác")
    desk = people.unit(session, ward, "Văn phòng")
    who = people.person(session, "abroad", "Người nơi khác")
    post = people.post(session, desk, who, Role.OFFICER, "Công chức")
    session.commit()
    begin_write(session())
    return ward, desk, who, post


def count_queries(session, act):
    seen = []
    session.rollback()
    event.listen(db.engine, "before_cursor_execute", listener := lambda *call: seen.append(call[2]))
    act()
    event.remove(db.engine, "before_cursor_execute", listener)
    return len([s for s in seen if not s.startswith(("BEGIN", "ROLLBACK"))])


# --- who acts


def test_an_actor_is_the_posts_of_today(session, office, today):
    actor = queries.load_actor(session(), office.people["clerk"].id, today)
    assert (actor.name, actor.agency_id) == ("Người clerk", office.agency.id)
    assert [(h.unit_id, h.role) for h in actor.holdings] == [(office.staff.id, Role.CLERK)]


@pytest.mark.parametrize(("role", "most"), [("officer", 1), ("clerk", 1), ("head", 2)])
def test_an_actor_costs_one_query_and_a_head_two(session, office, today, role, most):
    person_id = office.people[role].id
    assert count_queries(session, lambda: queries.load_actor(session(), person_id, today)) == most


def test_a_head_answers_for_everything_below(session, office, today):
    below = people.unit(session, office.agency, "Quầy 1", parent=office.desk)
    deeper = people.unit(session, office.agency, "Quầy 1a", parent=below)
    closed = people.unit(session, office.agency, "Quầy cũ", parent=office.desk, valid_to=today - DAY)
    session.commit()
    desks = queries.load_actor(session(), office.people["head"].id, today).desks
    assert {office.desk.id, below.id, deeper.id} <= desks
    assert closed.id not in desks
    assert office.justice.id not in desks


@pytest.mark.parametrize(
    ("begins", "ends", "has_it"), [(None, None, True), (0, None, True), (1, None, False), (None, 0, True), (None, -1, False), (-5, 5, True)]
)
def test_a_post_holds_from_its_first_to_its_last_day(session, office, today, begins, ends, has_it):
    who = people.person(session, "temp")
    span = {key: None if n is None else today + n * DAY for key, n in (("valid_from", begins), ("valid_to", ends))}
    people.post(session, office.staff, who, Role.CLERK, "Tạm thời", **span)
    session.commit()
    assert (queries.load_actor(session(), who.id, today) is not None) == has_it


def test_rights_of_one_agency_do_not_reach_into_another(session, office, abroad, today):
    ward, _, who, _ = abroad
    people.post(session, office.agency, who, Role.LEADER, "Chủ tịch")
    session.commit()
    actor = queries.load_actor(session(), who.id, today)
    assert actor.agency_id == ward.id
    assert not actor.has_role(Role.LEADER)


def test_who_is_switched_off_or_unknown_is_nobody(session, office, today):
    office.people["officer"].is_active = False
    session.commit()
    assert queries.load_actor(session(), office.people["officer"].id, today) is None
    assert queries.load_actor(session(), 10**6, today) is None


# --- units


def test_a_unit_is_added_below_another(writing, office, admin, now):
    made = actions.add_unit(writing, admin, office.agency.id, name="  Quầy   số 1 ", parent_id=office.desk.id, now=now)
    assert (made.name, made.parent_id, made.agency_id, made.kind) == ("Quầy số 1", office.desk.id, office.agency.id, UnitKind.DESK)
    [entry] = audit_queries.histories(writing, {"unit": [made.id]})
    assert (entry.verb, entry.actor_id, entry.agency_id) == ("add_unit", admin.person_id, office.agency.id)
    assert "Quầy số 1" in entry.after


@pytest.mark.parametrize(
    ("values", "field"), [({"name": "  "}, "name"), ({"name": "x" * 301}, "name"), ({"name": "x", "kind": "agency"}, "kind")]
)
def test_what_is_no_unit(writing, office, admin, now, values, field):
    with pytest.raises(BadInput) as caught:
        actions.add_unit(writing, admin, office.agency.id, **values, now=now)
    assert list(caught.value.fields) == [field]


def test_only_the_system_founds_an_agency(writing, admin, now):
    with pytest.raises(NotAllowed):
        actions.add_agency(writing, admin, name="Ủy ban nhân dân phường Mới", now=now)
    made = actions.add_agency(writing, system(), name="Ủy ban nhân dân phường Mới", symbol="UBND", now=now)
    assert made.agency_id == made.id
    assert queries.agency_named(writing, "uy ban nhan dan phuong moi") is made


@pytest.mark.parametrize("role", ["officer", "head", "clerk", "leader", "inspector", "appraiser", "auditor"])
def test_nobody_but_the_administrator_manages_people(writing, office, now, role):
    actor = office.actor(role)
    unit, person = office.justice, office.people["second"]
    attempts = [
        lambda: actions.add_unit(writing, actor, office.agency.id, name="x", now=now),
        lambda: actions.rename_unit(writing, actor, unit.id, unit.version, name="x", now=now),
        lambda: actions.move_unit(writing, actor, unit.id, unit.version, office.staff.id, now=now),
        lambda: actions.close_unit(writing, actor, unit.id, unit.version, on=now.date(), successor_id=None, now=now),
        lambda: actions.set_members(writing, actor, office.specialists.id, [], on=now.date(), now=now),
        lambda: actions.add_person(writing, actor, username="abc", full_name="x", now=now),
        lambda: actions.rename_person(writing, actor, person.id, person.version, full_name="x", now=now),
        lambda: actions.set_active(writing, actor, person.id, person.version, is_active=False, now=now),
        lambda: actions.add_post(writing, actor, unit.id, person_id=person.id, role=Role.LEADER, title="x", now=now),
        lambda: account_actions.make_code(writing, actor, person.id, now=now),
        lambda: account_actions.set_password(writing, actor, person.id, GOOD, today=now.date(), now=now),
        lambda: actions.end_sign_ins(writing, actor, person.id, now=now),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert not writing.new
    assert not writing.dirty


def test_an_administrator_sees_nothing_of_another_agency(writing, admin, abroad, now):
    ward, desk, who, post = abroad
    attempts = [
        lambda: actions.rename_unit(writing, admin, desk.id, 1, name="x", now=now),
        lambda: actions.rename_person(writing, admin, who.id, 1, full_name="x", now=now),
        lambda: actions.set_active(writing, admin, who.id, 1, is_active=False, now=now),
        lambda: actions.add_post(writing, admin, admin.holdings[0].unit_id, person_id=who.id, role=Role.OFFICER, title="x", now=now),
        lambda: actions.end_post(writing, admin, post.id, 1, on=now.date(), now=now),
        lambda: account_actions.make_code(writing, admin, who.id, now=now),
        lambda: queries.person(writing, admin, who.id),
        lambda: queries.unit(writing, admin, desk.id),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(NotAllowed):
        actions.add_unit(writing, admin, ward.id, name="x", now=now)
    assert who.id not in {line.person_id for line in queries.people_of(writing, admin, now.date())}


def test_a_stale_save_shows_both_texts(writing, office, admin, now):
    seen = office.justice.version
    actions.rename_unit(writing, admin, office.justice.id, seen, name="Tư pháp", now=now)
    with pytest.raises(Conflict) as caught:
        actions.rename_unit(writing, admin, office.justice.id, seen, name="Hộ tịch", now=now)
    assert (caught.value.theirs, caught.value.mine) == ({"Tên đơn vị": "Tư pháp"}, {"Tên đơn vị": "Hộ tịch"})
    assert str(caught.value) == "Người admin đã sửa nội dung này lúc 09:00. Xem thay đổi trước khi lưu."


def test_a_unit_never_lands_below_itself(writing, office, admin, now):
    below = actions.add_unit(writing, admin, office.agency.id, name="Quầy", parent_id=office.desk.id, now=now)
    for parent in (office.desk.id, below.id):
        with pytest.raises(BadInput, match="nằm trong chính"):
            actions.move_unit(writing, admin, office.desk.id, office.desk.version, parent, now=now)
    moved = actions.move_unit(writing, admin, below.id, below.version, office.staff.id, position=3, now=now)
    assert (moved.parent_id, moved.position) == (office.staff.id, 3)
    with pytest.raises(NotFound):
        actions.move_unit(writing, admin, office.agency.id, office.agency.version, office.staff.id, now=now)


def test_a_closed_unit_keeps_its_name_in_the_past_and_names_its_successor(writing, office, admin, now, today):
    closed = actions.close_unit(
        writing, admin, office.justice.id, office.justice.version, on=today, successor_id=office.culture.id, now=now
    )
    assert (closed.valid_to, closed.succeeded_by_id) == (today, office.culture.id)
    assert office.justice.id in {one.id for one in queries.units_of(writing, office.agency.id, today)}
    assert office.justice.id not in {one.id for one in queries.units_of(writing, office.agency.id, today + DAY)}
    assert queries.load_actor(writing, office.people["officer"].id, today) is not None
    assert queries.load_actor(writing, office.people["officer"].id, today + DAY) is None
    with pytest.raises(WrongState):
        actions.close_unit(writing, admin, closed.id, closed.version, on=today, successor_id=None, now=now)


def test_a_unit_with_units_below_or_a_wrong_successor_stays_open(writing, office, admin, abroad, now, today):
    actions.add_unit(writing, admin, office.agency.id, name="Quầy", parent_id=office.desk.id, now=now)
    with pytest.raises(WrongState, match="đơn vị trực thuộc"):
        actions.close_unit(writing, admin, office.desk.id, office.desk.version, on=today, successor_id=None, now=now)
    for successor in (office.justice.id, abroad[1].id):
        with pytest.raises(BadInput):
            actions.close_unit(writing, admin, office.justice.id, office.justice.version, on=today, successor_id=successor, now=now)


def test_an_administrator_does_not_close_the_unit_under_his_own_feet(writing, office, admin, now, today):
    with pytest.raises(NotAllowed):
        actions.close_unit(writing, admin, office.staff.id, office.staff.version, on=today, successor_id=None, now=now)


def test_a_group_stands_for_its_members_of_the_day(writing, office, admin, now, today):
    group = office.specialists.id
    actions.set_members(writing, admin, group, [office.culture.id, office.staff.id], on=today, now=now)

    def on(day):
        return set(queries.expand(writing, [group], day)[group])

    assert on(today - DAY) == {office.justice.id, office.culture.id}
    assert on(today) == {office.culture.id, office.staff.id}
    actions.set_members(writing, admin, group, [office.justice.id], on=today + 10 * DAY, now=now)
    assert on(today + 10 * DAY) == {office.justice.id}
    assert on(today + 5 * DAY) >= {office.culture.id, office.staff.id}
    assert len(writing.scalars(select(GroupMember).where(GroupMember.group_id == group)).all()) == 3
    with pytest.raises(BadInput):
        actions.set_members(writing, admin, group, [group], on=today, now=now)
    with pytest.raises(BadInput):
        actions.set_members(writing, admin, office.justice.id, [office.culture.id], on=today, now=now)


def test_any_other_unit_stands_for_itself_in_one_query(session, office, today):
    ids = [office.justice.id, office.specialists.id, office.outside.id]
    found = queries.expand(session(), ids, today)
    assert found[office.justice.id] == [office.justice.id]
    assert set(found[office.specialists.id]) == {office.justice.id, office.culture.id}
    assert count_queries(session, lambda: queries.expand(session(), ids * 20, today)) == 1


def test_a_spelling_is_asked_once_and_kept(writing, office, now):
    clerk, agency = office.actor("clerk"), office.agency.id
    actions.remember_spelling(writing, clerk, agency, "VP – TK", office.staff.id, now=now)
    actions.remember_spelling(writing, clerk, agency, "vp – tk ", office.staff.id, now=now)
    assert queries.spellings(writing, agency) == {"vp – tk": office.staff.id}
    actions.remember_spelling(writing, clerk, agency, "VP – TK", office.desk.id, now=now)
    assert queries.spellings(writing, agency) == {"vp – tk": office.desk.id}
    assert [e.verb for e in audit_queries.page(writing, office.actor("leader"))] == ["remember_spelling", "remember_spelling"]
    with pytest.raises(NotAllowed):
        actions.remember_spelling(writing, office.actor("officer"), agency, "x", office.desk.id, now=now)


def test_the_tree_is_drawn_in_order_with_two_queries(session, office, admin, today):
    lines = queries.tree(session(), admin, today)
    assert [(line.name, line.depth) for line in lines][:2] == [("Ủy ban nhân dân phường An Bình", 0), ("Công chức chuyên môn", 1)]
    assert {line.name: line.people for line in lines}["Văn phòng - Thống kê"] == 2
    few = count_queries(session, lambda: (queries.tree(session(), admin, today), queries.people_of(session(), admin, today)))
    for n in range(30):
        who = people.person(session, f"p{n:02}")
        people.post(session, people.unit(session, office.agency, f"Đơn vị {n}"), who, Role.OFFICER, "Công chức")
    session.commit()
    assert count_queries(session, lambda: (queries.tree(session(), admin, today), queries.people_of(session(), admin, today))) == few == 2


# --- people and posts


def test_a_person_gets_rights_by_a_post_and_loses_them_with_it(writing, office, admin, now, today):
    who = actions.add_person(writing, admin, username=" Lan.TP ", full_name="Lê  Thị Lan", now=now)
    assert (who.username, who.full_name) == ("lan.tp", "Lê Thị Lan")
    assert queries.load_actor(writing, who.id, today) is None
    post = actions.add_post(writing, admin, office.justice.id, person_id=who.id, role=Role.OFFICER, title="Công chức", now=now)
    assert queries.load_actor(writing, who.id, today).has_role(Role.OFFICER)
    actions.end_post(writing, admin, post.id, post.version, on=today - DAY, now=now)
    assert queries.load_actor(writing, who.id, today) is None
    assert who.id in {line.person_id for line in queries.people_of(writing, admin, today)}


@pytest.mark.parametrize("username", ["", "ab", "lê.lan", "lan tp", "-lan", "x" * 61, "lan@tp", "CLERK"])
def test_what_is_no_login_name(writing, admin, username, now):
    with pytest.raises(BadInput) as caught:
        actions.add_person(writing, admin, username=username, full_name="Lan", now=now)
    assert "username" in caught.value.fields


def test_groups_and_outside_units_have_no_posts_and_time_runs_forward(writing, office, admin, now, today):
    who = office.people["second"].id
    for unit in (office.specialists, office.outside):
        with pytest.raises(BadInput):
            actions.add_post(writing, admin, unit.id, person_id=who, role=Role.OFFICER, title="x", now=now)
    post = actions.add_post(writing, admin, office.desk.id, person_id=who, role=Role.OFFICER, title="x", valid_from=today, now=now)
    with pytest.raises(BadInput):
        actions.end_post(writing, admin, post.id, post.version, on=today - DAY, now=now)


def test_nobody_gives_himself_rights(writing, office, admin, now, today):
    me = writing.get_one(Person, admin.person_id)
    own = queries.posts_of(writing, admin, person_id=me.id)[0]
    for attempt in (
        lambda: actions.add_post(writing, admin, office.agency.id, person_id=me.id, role=Role.LEADER, title="Chủ tịch", now=now),
        lambda: actions.end_post(writing, admin, own.id, own.version, on=today, now=now),
        lambda: actions.set_active(writing, admin, me.id, me.version, is_active=False, now=now),
        lambda: account_actions.make_code(writing, admin, me.id, now=now),
    ):
        with pytest.raises(NotAllowed, match="chính mình"):
            attempt()


# --- passwords and sign-ins


def test_nobody_sets_the_password_of_another(writing, office, admin, now, today):
    who = office.people["second"].id
    with pytest.raises(NotAllowed):
        account_actions.set_password(writing, admin, who, GOOD, today=today, now=now)
    account_actions.set_password(writing, office.actor("second"), who, GOOD, today=today, now=now)
    assert account_rules.is_password(writing.get_one(Person, who).password_hash, GOOD)
    assert GOOD not in str([(e.before, e.after) for e in audit_queries.last(writing, 10)])
    with pytest.raises(BadInput, match="khác"):
        account_actions.set_password(writing, office.actor("second"), who, GOOD, today=today, now=now)


def test_the_password_rules_know_post_and_names(writing, office, now, today):
    leader = office.actor("leader")
    for password in ("rổ khoai bốc", "an bình gặm cỏ ven đê sông", "người leader đi chợ xa"):
        with pytest.raises(BadInput):
            account_actions.set_password(writing, leader, leader.person_id, password, today=today, now=now)


def test_a_code_is_kept_as_a_hash_and_runs_out(writing, office, admin, now):
    code = account_actions.make_code(writing, admin, office.people["second"].id, now=now)
    row = office.people["second"]
    assert row.must_change_password
    assert row.password_expires_at == now + timedelta(hours=72)
    assert row.password_hash.startswith("$argon2id$")
    assert account_rules.is_password(row.password_hash, code)
    assert code not in str([(e.before, e.after) for e in audit_queries.last(writing, 10)])


def attempt_of(writing, now, username="second", source="10.0.0.1"):
    return account_actions.begin_attempt(writing, system(), username, source, now=now)


def test_a_try_counts_as_failed_until_it_has_succeeded(writing, office, now):
    actor = office.actor("second")
    made = attempt_of(writing, now)
    assert [row.succeeded for row in writing.scalars(select(LoginAttempt))] == [False]
    token = account_actions.sign_in(writing, actor, made, address="10.0.0.1", device="x" * 500, rehashed=None, now=now)
    writing.expire_all()
    assert [row.succeeded for row in writing.scalars(select(LoginAttempt))] == [True]
    found = account_queries.sign_in_of(writing, token, now=now, **LIMITS)
    assert (found.person_id, found.address, len(found.device)) == (actor.person_id, "10.0.0.1", 200)
    assert account_queries.sign_in_of(writing, token + "x", now=now, **LIMITS) is None


def test_a_password_changed_in_between_does_not_open(writing, office, now):
    made = attempt_of(writing, now)
    office.people["second"].password_hash = "changed meanwhile"
    writing.flush()
    with pytest.raises(NotAllowed):
        account_actions.sign_in(writing, office.actor("second"), made, address="", device="", rehashed=None, now=now)


def test_a_thousand_guesses_from_twenty_addresses(writing, office, now):
    """AU-04: at most thirty are looked at within the hour, and the owner gets in all the while."""
    owner = attempt_of(writing, now - 30 * DAY, source="10.1.1.1")
    account_actions.sign_in(writing, office.actor("second"), owner, address="10.1.1.1", device="", rehashed=None, now=now - 30 * DAY)
    looked_at = 0
    for guess in range(1000):
        at = now + timedelta(seconds=3.6 * guess)
        looked_at += not attempt_of(writing, at, source=f"192.168.0.{guess % 20}").wait
        if guess % 100 == 50:
            assert not attempt_of(writing, at, source=f"{account_rules.DEVICE}owner-{guess}").wait
    assert looked_at <= 30
    assert not attempt_of(writing, now + timedelta(hours=1), source="10.1.1.1").wait
    assert not attempt_of(writing, now, username="nobody-else", source="10.2.2.2").wait


def test_old_tries_and_sign_ins_are_forgotten(writing, office, now):
    for days in (0, 89, 91):
        at = now - days * DAY
        made = attempt_of(writing, at)
        account_actions.sign_in(writing, office.actor("second"), made, address="", device="", rehashed=None, now=at)
    assert account_actions.forget_sign_ins(writing, system(), now=now) == 2
    assert len(writing.scalars(select(LoginSession)).all()) == 2


def test_at_most_four_hashes_are_worked_on_at_once():
    """Eight at once would take 512 MiB; four take 256 (AU-03)."""

    def resident():
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * 4096

    before, peak = resident(), 0
    threads = [threading.Thread(target=account_rules.is_password, args=(None, GOOD)) for _ in range(12)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        peak = max(peak, resident())
        time.sleep(0.005)
    assert peak - before < 300 * 1024 * 1024
