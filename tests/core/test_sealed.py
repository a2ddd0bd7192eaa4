"""The safe: who may stand on its list, what its log holds, that nothing of it counts elsewhere, and its opening."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from tests.factories import people, sealed
from tthc.core.audit import queries as audit_queries
from tthc.core.audit.actions import REQUEST_KEY
from tthc.core.audit.models import AuditEntry
from tthc.core.audit.rules import entry_hash
from tthc.core.files.models import StoredFile
from tthc.core.inspections.models import InspectionItem, InspectionMember, InspectionRound
from tthc.core.inspections.rules import Form, MemberRole
from tthc.core.registers.models import RegisterFile
from tthc.core.sealed import actions, queries
from tthc.core.sealed.models import SealedEntry, SealedFile, SealedItem, SealedReader, SealedRound
from tthc.core.sealed.queries import around, chains
from tthc.core.sealed.rules import Item, SafeRole, own_lines
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.tables import Base

TABLES = (SealedRound, SealedReader, SealedItem, SealedFile, SealedEntry)


@pytest.fixture
def inspector(office):
    return office.actor("inspector")


@pytest.fixture
def safe(session, office, toolbox, inspector, today, now):
    return sealed.filled(session, toolbox, inspector, office.culture, today=today, now=now)


def again(session, actor, safe):
    return queries.safe(session, actor, safe.row.id)


def refusal(error):
    return next(iter(error.value.fields.values()))


def test_who_stands_on_no_list_finds_nothing(session, office, safe):
    for role in ("officer", "head", "clerk", "leader", "appraiser", "auditor", "admin", "second"):
        with pytest.raises(NotFound):
            queries.safe(session, office.actor(role), safe.row.id)
        if role != "admin":
            assert queries.safes(session, office.actor(role)) == []


def test_who_begins_it_is_on_its_list(session, office, inspector, safe):
    [line] = queries.safes(session, inspector)
    assert (line.safe_id, line.object_name, line.role) == (safe.row.id, office.culture.name, SafeRole.HEAD)
    assert [(one.name, one.role) for one in safe.readers] == [(inspector.name, SafeRole.HEAD)]


def test_numbers_say_nothing(session, office, toolbox, inspector, today, now):
    made = [sealed.filled(session, toolbox, inspector, office.culture, today=today, now=now).row.id for _ in range(5)]
    assert len(set(made)) == 5
    assert all(abs(a - b) > 1 for a in made for b in made if a != b)
    assert max(made) > 1_000_000
    for table in TABLES:
        keys = session.scalars(select(table.id)).all()
        assert min(keys) > 1000, table.__tablename__
    assert session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")) == 0


def test_no_key_points_out_of_the_safe():
    names = {table.__tablename__ for table in TABLES}
    for table in Base.metadata.tables.values():
        targets = {key.column.table.name for key in table.foreign_keys}
        if table.name in names:
            assert targets <= names, table.name
        else:
            assert not targets & names, table.name


def test_nothing_stands_outside(session, office, toolbox, inspector, today, now):
    def outside():
        tables = [table for table in Base.metadata.sorted_tables if not table.name.startswith("sealed_")]
        return {table.name: session.execute(select(table)).all() for table in tables}

    before = outside()
    safe = sealed.filled(session, toolbox, inspector, office.culture, today=today, now=now)
    actions.add_reader(session, inspector, safe, SafeRole.MEMBER, person_id=office.people["appraiser"].id, today=today, now=now)
    actions.discard(session, inspector, again(session, inspector, safe), "Đổi kế hoạch", now=now)
    assert outside() == before
    assert session.scalar(select(func.count(SealedFile.id))) == 1


def test_a_person_of_the_unit_is_refused_with_the_reason(session, office, inspector, today, now):
    below = people.unit(session, office.agency, "Nhà văn hóa khu phố", parent=office.culture)
    worker = people.person(session, "duoi", "Người ở dưới")
    people.post(session, below, worker)
    session.flush()
    safe = sealed.sealed(session, inspector, office.culture, today=today, now=now)
    for who in (office.people["second"], worker):
        with pytest.raises(BadInput) as error:
            actions.add_reader(session, inspector, safe, SafeRole.MEMBER, person_id=who.id, today=today, now=now)
        assert refusal(error).startswith(f"{who.full_name} công tác tại {office.culture.name}")
    with pytest.raises(BadInput) as error:
        sealed.sealed(session, office.actor("clerk"), office.staff, today=today, now=now)
    assert "công tác tại" in refusal(error)


def test_who_answers_for_the_unit_is_refused(session, office, inspector, today, now):
    part = people.unit(session, office.agency, "Tổ một cửa", parent=office.desk)
    safe = sealed.sealed(session, inspector, part, today=today, now=now)
    with pytest.raises(BadInput) as error:
        actions.add_reader(session, inspector, safe, SafeRole.ORDERER, person_id=office.people["head"].id, today=today, now=now)
    assert "phụ trách Tổ một cửa" in refusal(error)


def test_who_is_posted_to_the_unit_later_reads_no_more(session, office, inspector, today, now):
    safe = sealed.sealed(session, inspector, office.culture, today=today, now=now)
    other = office.people["appraiser"]
    actions.add_reader(session, inspector, safe, SafeRole.MEMBER, person_id=other.id, today=today, now=now)
    assert queries.safe(session, office.actor("appraiser"), safe.row.id)
    people.post(session, office.culture, other)
    session.flush()
    moved = office.actor("appraiser")
    assert queries.safes(session, moved) == []
    with pytest.raises(NotFound):
        queries.safe(session, moved, safe.row.id)
    with pytest.raises(BadInput, match="công tác tại"):
        actions.open_(session, inspector, again(session, inspector, safe), today=today, now=now)


def test_two_heads_at_the_beginning_are_refused(session, office, inspector, today, now):
    with pytest.raises(BadInput) as error:
        sealed.sealed(session, inspector, office.culture, today=today, now=now, head_id=office.people["appraiser"].id)
    assert list(error.value.fields) == ["head_id"]


def test_who_ordered_it_only_reads(session, office, inspector, today, now):
    leader = office.actor("leader")
    safe = sealed.sealed(session, leader, office.culture, today=today, now=now, role=SafeRole.ORDERER, head_id=inspector.person_id)
    with pytest.raises(NotAllowed):
        actions.note(session, leader, safe, "x", now=now)
    with pytest.raises(NotAllowed):
        actions.open_(session, leader, safe, today=today, now=now)
    actions.note(session, inspector, again(session, inspector, safe), "x", now=now)


def test_the_last_head_stays_and_one_secretary_is_enough(session, office, inspector, safe, today, now):
    with pytest.raises(BadInput, match="trưởng đoàn"):
        actions.remove_reader(session, inspector, safe, safe.readers[0].id, now=now)
    at = {"today": today, "now": now}
    actions.add_reader(session, inspector, safe, SafeRole.SECRETARY, person_id=office.people["appraiser"].id, **at)
    with pytest.raises(BadInput, match="thư ký"):
        actions.add_reader(session, inspector, again(session, inspector, safe), SafeRole.SECRETARY, name="Khách", **at)
    with pytest.raises(BadInput, match="trưởng đoàn"):
        actions.add_reader(session, inspector, again(session, inspector, safe), SafeRole.MEMBER, person_id=inspector.person_id, **at)
    session.expire_all()
    actions.add_reader(session, inspector, again(session, inspector, safe), SafeRole.HEAD, person_id=office.people["officer"].id, **at)
    found = again(session, inspector, safe)
    assert [one.role for one in found.readers] == [SafeRole.HEAD, SafeRole.SECRETARY, SafeRole.MEMBER]
    own = next(one for one in found.readers if one.person_id == inspector.person_id)
    actions.remove_reader(session, inspector, found, own.id, now=now)
    with pytest.raises(NotFound):
        again(session, inspector, safe)


def test_the_administrator_and_strangers_cannot_be_put_on_it(session, office, inspector, safe, today, now):
    far = people.person(session, "xa")
    people.post(session, people.agency(session, "UBND phường khác"), far, Role.INSPECTOR)
    session.flush()
    for who in (office.people["admin"].id, far.id, 10**6):
        with pytest.raises(BadInput, match="đang công tác"):
            actions.add_reader(session, inspector, safe, SafeRole.MEMBER, person_id=who, today=today, now=now)


@pytest.mark.parametrize(
    ("field", "values", "words"),
    [
        ("object_id", {"unit": "agency"}, "toàn cơ quan"),
        ("object_id", {"unit": "closed"}, "không còn vào ngày 15/08/2024"),
        ("ends_on", {"ends_on": date(2024, 8, 14)}, "không được trước"),
        ("ends_on", {"starts_on": date(2024, 8, 1)}, "trước hôm nay"),
        ("content", {"content": "  "}, "Nhập nội dung"),
        ("decided_on", {"decided_on": date(2024, 8, 16)}, "Ngày quyết định"),
    ],
)
def test_bad_input_names_the_field(session, office, inspector, today, now, field, values, words):
    office.closed = people.unit(session, office.agency, "Đã giải thể", valid_to=date(2024, 6, 30))
    session.flush()
    unit = getattr(office, values.pop("unit", "culture"))
    with pytest.raises(BadInput) as error:
        sealed.sealed(session, inspector, unit, today=today, now=now, **values)
    assert words in error.value.fields[field]


def test_a_stale_change_shows_both(session, office, inspector, safe, today, now):
    new = sealed.facts(office.culture, ends_on=today + timedelta(days=2))
    actions.change(session, inspector, safe, new, version=1, today=today, now=now)
    with pytest.raises(Conflict) as error:
        actions.change(session, inspector, safe, sealed.facts(office.culture), version=1, today=today, now=now)
    assert error.value.theirs == {"Đến ngày": "17/08/2024"}
    assert error.value.mine == {"Đến ngày": "15/08/2024"}


def test_another_unit_is_refused_while_one_of_its_people_knows(session, office, inspector, safe, today, now):
    officer = office.people["officer"]
    actions.add_reader(session, inspector, safe, SafeRole.MEMBER, person_id=officer.id, today=today, now=now)
    found = again(session, inspector, safe)
    with pytest.raises(BadInput) as error:
        actions.change(session, inspector, found, sealed.facts(office.justice), version=found.row.version, today=today, now=now)
    assert refusal(error).startswith(f"{officer.full_name} công tác tại {office.justice.name}")
    assert found.row.object_id == office.culture.id
    actions.remove_reader(session, inspector, found, next(one.id for one in found.readers if one.person_id == officer.id), now=now)
    found = again(session, inspector, safe)
    actions.change(session, inspector, found, sealed.facts(office.justice), version=found.row.version, today=today, now=now)
    assert found.row.object_id == office.justice.id


def test_the_log_is_chained_and_every_meddling_is_found(session, safe):
    assert queries.verify(session)
    assert [one.verb for one in queries.past(session, safe.row.id)] == ["note", "keep_file", "set_items", "seal"]
    for statement in ("UPDATE sealed_entry SET after = '{}'", "DELETE FROM sealed_entry"):
        with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
            session.execute(text(statement))
    for name in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER sealed_entry_no_{name}"))
    meddlings = (
        "UPDATE sealed_entry SET after = '{}' WHERE number = 2",
        "DELETE FROM sealed_entry WHERE number = 2",
        "DELETE FROM sealed_entry WHERE number = 4",
        "DELETE FROM sealed_entry",
        "UPDATE sealed_entry SET safe_id = safe_id + 1, number = number + 10 WHERE number = 4",
        "UPDATE sealed_entry SET previous_hash = 'x' WHERE number = 3",
        (
            "INSERT INTO sealed_entry (id, safe_id, number, at, actor_name, verb, before, after, previous_hash, hash)"
            " SELECT 1, safe_id + 1, number, at, actor_name, verb, before, after, previous_hash, 'x' FROM sealed_entry WHERE number = 1"
        ),
    )
    for statement in meddlings:
        with session.no_autoflush:
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            kept = session.begin_nested()
            session.execute(text(statement))
            session.expire_all()
            assert not queries.verify(session), statement
            kept.rollback()
    session.expire_all()
    assert queries.verify(session)


def test_a_log_told_anew_to_its_end_is_found(session, safe):
    """Its hashes fit one another: only the end that the safe itself knows gives it away."""
    last = queries.past(session, safe.row.id)[0]
    session.execute(text("DROP TRIGGER sealed_entry_no_update"))
    told = entry_hash(last.previous_hash, chains.fields(last) | {"after": "{}"})
    session.execute(update(SealedEntry).where(SealedEntry.id == last.id).values(after="{}", hash=told))
    session.expire_all()
    assert not queries.verify(session)


def test_a_request_that_comes_twice_is_known(session, inspector, safe, now):
    session.info[REQUEST_KEY] = "k" * 64
    actions.note(session, inspector, safe, "một", now=now)
    actions.note(session, inspector, safe, "hai", now=now)
    assert queries.is_done(session, "k" * 64)
    assert REQUEST_KEY not in session.info
    assert not audit_queries.is_done(session, "k" * 64)


def test_lines_that_people_type():
    assert own_lines("- Niêm yết\n\n  Thu   phí  \nNiêm yết") == [Item("", "Niêm yết"), Item("", "Thu phí")]


def test_hints_come_only_from_what_is_seen(session, office, inspector, safe, today, now):
    """Another's safe for the same unit and day tells nothing; one's own does."""
    clerk = office.actor("clerk")
    days = (today, today)
    other = sealed.sealed(session, clerk, office.culture, today=today, now=now)
    assert around.clashes(session, clerk, office.culture.id, days, frozenset({clerk.person_id}), other.row.id) == []
    second = sealed.sealed(session, inspector, office.justice, today=today, now=now)
    [words] = around.clashes(session, inspector, office.justice.id, days, frozenset({inspector.person_id}), second.row.id)
    assert office.culture.name in words
    assert inspector.name in words


def test_opening_makes_the_round(session, office, inspector, safe, today, now):
    actions.add_reader(session, inspector, safe, SafeRole.SECRETARY, name="Trần Khách", title="Phòng Tư pháp", today=today, now=now)
    actions.add_reader(session, inspector, safe, SafeRole.ORDERER, person_id=office.people["leader"].id, today=today, now=now)
    before = session.scalar(select(func.count(AuditEntry.id)))
    made = actions.open_(session, inspector, again(session, inspector, safe), today=today, now=now)
    row = session.get_one(InspectionRound, made.id)
    assert (row.form, row.object_id, row.starts_on, row.content) == (Form.UNANNOUNCED, office.culture.id, today, sealed.CONTENT)
    assert row.safe_hash == safe.row.last_hash
    team = session.scalars(select(InspectionMember).where(InspectionMember.round_id == row.id).order_by(InspectionMember.id)).all()
    assert [(one.name, one.role) for one in team] == [(inspector.name, MemberRole.HEAD), ("Trần Khách", MemberRole.SECRETARY)]
    items = session.scalars(select(InspectionItem).where(InspectionItem.round_id == row.id).order_by(InspectionItem.position)).all()
    assert [(one.code, one.text) for one in items] == [("II.1.a", "Niêm yết thủ tục hành chính"), ("BS.1", "Thu phí, lệ phí")]
    [file] = session.scalars(select(RegisterFile).where(RegisterFile.row_id == row.id)).all()
    assert (file.register, file.file_name) == ("inspection_round", "quyet-dinh-mat.pdf")
    assert session.get_one(StoredFile, file.stored_file_id).media_type == "application/pdf"
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.id > before)).all()
    assert (entry.verb, entry.thing, entry.thing_id) == ("open", "inspection_round", row.id)
    assert row.safe_hash in entry.after
    assert "quyet-dinh-mat.pdf" in entry.after
    found, past = queries.past_of_round(session, office.actor("second"), row.id)
    assert (found.id, past[0].verb, past[0].hash) == (row.id, "open", row.safe_hash)
    assert queries.verify(session)
    assert audit_queries.verify(session).broken_at is None


def test_opening_happens_once_and_on_its_days(session, office, inspector, today, now):
    later = sealed.sealed(session, inspector, office.culture, today=today, now=now, starts_on=today + timedelta(days=3))
    with pytest.raises(WrongState, match="Chưa đến ngày"):
        actions.open_(session, inspector, later, today=today, now=now)
    with pytest.raises(WrongState, match="Đã quá ngày"):
        actions.open_(session, inspector, later, today=today + timedelta(days=9), now=now)
    actions.open_(session, inspector, later, today=today + timedelta(days=3), now=now)
    for act in (actions.open_, actions.discard, actions.note):
        with pytest.raises(WrongState, match="đã công bố"):
            at = {"today": today, "now": now} if act is actions.open_ else {"now": now}
            act(session, inspector, again(session, inspector, later), *(("x",) if act is not actions.open_ else ()), **at)
    assert session.scalar(select(func.count(InspectionRound.id))) == 1


def test_a_unit_that_is_gone_is_said_at_the_opening(session, office, inspector, today, now):
    later = sealed.sealed(session, inspector, office.culture, today=today, now=now, starts_on=today + timedelta(days=3))
    session.merge(office.culture).valid_to = today
    session.flush()
    with pytest.raises(BadInput, match="không còn vào ngày kiểm tra"):
        actions.open_(session, inspector, later, today=today + timedelta(days=3), now=now)


def test_a_plan_that_was_taken_back_holds_nothing(session, office, inspector, safe, today, now):
    actions.set_items(session, inspector, safe, [Item("II.1", "Một", office.plan.id), Item("II.2", "Hai", 987_654)], now=now)
    row = actions.open_(session, inspector, safe, today=today, now=now)
    items = session.scalars(select(InspectionItem).where(InspectionItem.round_id == row.id).order_by(InspectionItem.position)).all()
    assert [(one.text, one.plan_id) for one in items] == [("Một", office.plan.id), ("Hai", None)]


def test_the_columns_of_the_round_and_of_the_safe_agree():
    """What the safe hands over fits where it goes."""
    for name in ("content", "decision_number"):
        wide, narrow = (inspect(table).columns[name].type.length for table in (InspectionRound, SealedRound))
        assert wide == narrow
