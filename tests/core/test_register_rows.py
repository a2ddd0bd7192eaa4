"""Rows of a register: entered, edited, removed; keys, rights, the log; filters and search."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.factories import people as make
from tests.factories import registers
from tests.factories.registers import BOOK, SampleRow
from tthc.core.audit import queries as audit_queries
from tthc.core.audit.models import AuditEntry
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions, queries
from tthc.core.registers.actions import writing
from tthc.core.registers.queries import Ask
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState


@pytest.fixture
def who(session, office):
    registers.open_book(session)
    return office.actor("officer")


@pytest.fixture
def when(today, now):
    return {"today": today, "now": now}


def codes(session, actor, today, **ask):
    return [row.code for row in queries.rows(session, actor, BOOK, Ask(**ask), today=today)]


def test_a_key_occurs_once_among_rows_that_stand(session, office, who, when, now):
    first = registers.row(session, who, office.justice, code="1.000001")
    other = registers.row(session, who, office.justice, code="1.000002")
    with pytest.raises(BadInput) as caught:
        registers.row(session, who, office.justice, code="1.000001")
    assert caught.value.fields == {"code": "Sổ đã có dòng trùng mã số. Sửa dòng đó hoặc nhập giá trị khác."}
    with pytest.raises(BadInput):
        actions.edit(session, who, BOOK, other, {"code": "1.000001"}, **when)
    actions.remove(session, who, BOOK, first, "Nhập nhầm", now=now)
    assert actions.edit(session, who, BOOK, other, {"code": "1.000001"}, **when)


def test_rows_without_a_key_are_no_doubles(session, office, who, when):
    by_phone = replace(BOOK, key=("phone",))
    registers.row(session, who, office.justice, book=by_phone, code="1.000001", name="A", phone="")
    registers.row(session, who, office.justice, book=by_phone, code="1.000002", name="B", phone="0912")
    assert registers.row(session, who, office.justice, book=by_phone, code="1.000003", name="C", phone="").id
    with pytest.raises(BadInput, match="Chưa lưu được"):
        registers.row(session, who, office.justice, book=by_phone, code="1.000004", name="D", phone="0912")


def test_the_same_key_in_the_same_moment(session, office, who, monkeypatch, today):
    registers.row(session, who, office.justice, code="1.000001")
    monkeypatch.setattr(writing, "_twin", lambda *_: None)  # as if the other row had not been there when this one was checked
    with pytest.raises(BadInput, match="Chưa lưu được") as caught:
        registers.row(session, who, office.justice, code="1.000001")
    assert "trùng mã số" in caught.value.fields["code"]
    assert codes(session, who, today) == ["1.000001"]  # the page with the message can still be made


def test_an_edit_says_only_what_it_changes(session, office, who, when):
    row = registers.row(session, who, office.justice, phone="0912000111")
    assert not actions.edit(session, who, BOOK, row, {"name": row.name, "level": None, "phone": "0912000111"}, **when)
    assert row.version == 1
    assert actions.edit(session, who, BOOK, row, {"amount": 12}, version=1, **when)
    assert (row.version, row.weight) == (3, 24)  # settled in the same act
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.before, entry.after) == ('{"Số lượng":""}', '{"Số lượng":"12"}')
    assert "0912" not in "".join(session.scalars(select(AuditEntry.after)))
    with pytest.raises(Conflict):
        actions.edit(session, who, BOOK, row, {"amount": 13}, version=1, **when)
    assert audit_queries.verify(session).broken_at is None


def test_a_change_is_checked_as_the_whole_row(session, office, who, when):
    row = registers.row(session, who, office.justice, level="full")
    with pytest.raises(BadInput) as caught:
        actions.edit(session, who, BOOK, row, {"on_day": None}, **when)
    assert list(caught.value.fields) == ["on_day"]


def test_each_unit_writes_its_own_rows(session, office, who, when, now):
    row = registers.row(session, who, office.justice)
    stranger = office.actor("second")
    for act in (
        lambda: registers.row(session, stranger, office.justice, code="2"),
        lambda: actions.edit(session, stranger, BOOK, row, {"name": "Khác"}, **when),
        lambda: actions.edit(session, who, BOOK, row, {"unit_id": office.culture.id}, **when),
        lambda: actions.remove(session, stranger, BOOK, row, "Nhầm", now=now),
        lambda: registers.row(session, office.actor("auditor"), office.justice, code="3"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert actions.edit(session, office.actor("clerk"), BOOK, row, {"unit_id": office.culture.id}, **when)


def test_a_removed_row_is_nowhere_but_in_the_log(session, office, who, today, now):
    row = registers.row(session, who, office.justice)
    with pytest.raises(BadInput, match="Nêu lý do"):
        actions.remove(session, who, BOOK, row, " ", now=now)
    actions.remove(session, who, BOOK, row, "Nhập nhầm", now=now)
    assert codes(session, who, today) == []
    with pytest.raises(NotFound):
        queries.one(session, who, BOOK, row.id)
    with pytest.raises(WrongState):
        actions.remove(session, who, BOOK, row, "Lần nữa", now=now)
    assert session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all() == ["enter", "remove"]


def test_filters_search_and_sums(session, office, who, today):
    registers.row(session, who, office.justice, code="1", name="Khai sinh", level="full", is_online=True, amount=5)
    registers.row(session, who, office.justice, code="2", name="Khai tử", level="part", is_online=False, amount=7)
    registers.row(session, who, office.justice, code="3", name="Kết hôn", on_day=date(2023, 2, 1), amount=100)
    assert codes(session, who, today, year=2024) == ["2", "1"]
    assert codes(session, who, today, filters={"level": "full"}) == ["1"]
    assert codes(session, who, today, filters={"is_online": "0"}) == ["2"]
    assert codes(session, who, today, filters={"unit_id": str(office.justice.id)}) == ["2", "1", "3"]
    for nonsense in ({"unit_id": "abc"}, {"unit_id": "9" * 30}, {"is_online": "maybe"}, {"level": "none"}):
        assert codes(session, who, today, filters=nonsense) == []
    assert codes(session, who, today, words="KHAI tu") == ["2"]
    assert codes(session, who, today, words="%") == []
    assert queries.sums(session, who, BOOK, Ask(year=2024), today=today) == {"amount": 12}
    assert queries.count(session, who, BOOK, Ask(), today=today) == 3
    assert queries.count(session, who, BOOK, Ask(), today=today, most=1) == 2
    for ask in (Ask(words="khai"), Ask(year=2024), Ask(words="không có")):
        shown, total = queries.found(session, who, BOOK, ask, today=today)
        assert [row.id for row in shown] == [row.id for row in queries.rows(session, who, BOOK, ask, today=today)]
        assert total == queries.count(session, who, BOOK, ask, today=today)
    assert queries.found(session, who, BOOK, Ask(words="khai"), today=today, offset=1)[1] == 2


def test_personal_words_are_masked_for_who_does_not_handle_the_row(session, office, who, today):
    registers.row(session, who, office.justice, phone="0912000111")

    def phone(role):
        actor = office.actor(role)
        known = queries.lookups(session, actor.agency_id, BOOK, today)
        (line,) = queries.lines(queries.rows(session, actor, BOOK, Ask(), today=today), actor, BOOK, known)
        return line.cells["phone"], line.values["phone"]

    assert phone("officer") == ("0912000111", "0912000111")
    assert phone("auditor") == (queries.MASK, queries.MASK)


def test_other_agencies_see_nothing(session, office, who, today):
    row = registers.row(session, who, office.justice)
    ward = make.agency(session, "UBND xã Khác")
    person = make.person(session, "xa")
    make.post(session, ward, person)
    stranger = people_queries.load_actor(session, person.id, today)
    assert codes(session, stranger, today) == []
    with pytest.raises(NotFound):
        queries.one(session, stranger, BOOK, row.id)


def test_a_row_keeps_the_name_of_a_unit_that_has_ended(session, office, who, today):
    row = registers.row(session, who, office.justice)
    office.justice.valid_to = date(2024, 8, 1)
    session.flush()
    known = queries.lookups(session, office.agency.id, BOOK, today)
    assert queries.lines([row], office.actor("clerk"), BOOK, known)[0].cells["unit_id"] == "Tư pháp - Hộ tịch"
    assert office.justice.id not in known.unit_names
    assert not {office.outside.id, office.specialists.id} & set(known.unit_names)


def test_the_table_refuses_nonsense(session, office, who):
    with pytest.raises(IntegrityError, match="amount"):
        registers.row(session, who, office.justice, amount=-1)
    assert SampleRow.__tablename__ == BOOK.name
