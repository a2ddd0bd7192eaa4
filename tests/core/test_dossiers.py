"""Dossiers, totals and apologies in the database: what follows from a late dossier, form II.06a, measures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError

from tests.factories import people
from tthc.core.audit.models import AuditEntry
from tthc.core.calendar.rules import DEFAULT, period
from tthc.core.dossiers import actions, queries
from tthc.core.dossiers.actions import APOLOGIES, DOSSIERS, TOTALS
from tthc.core.dossiers.models import Apology, Dossier, DossierTotal
from tthc.core.dossiers.queries import counting, form, measures
from tthc.core.dossiers.rules.form import NUMBERS, Figures, Source
from tthc.core.dossiers.rules.lateness import TAKEN_BACK, ApologyRule
from tthc.core.registers import actions as register_actions
from tthc.core.registers import queries as register_queries
from tthc.jobs import dossiers as night
from tthc.kernel.errors import BadInput, NotAllowed

STANDING = Apology.removed_at.is_(None)
Q2, Q3, YEAR = (period(code, 2024, DEFAULT) for code in ("q2", "q3", "year"))


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def enter(session, office, clerk, today, now):
    """A dossier as it is typed: days are (month, day) of 2024."""
    numbers = iter(range(1, 10_000))

    def make(received, due=None, returned=None, **values):
        days = {"received_on": received, "due_on": due, "returned_on": returned}
        typed = {name: date(2024, *day) if day else None for name, day in days.items()}
        given = {"code": f"H{next(numbers):05}", "field": "Hộ tịch", "channel": "direct", "unit_id": office.desk.id}
        return register_actions.enter(session, clerk, DOSSIERS, given | typed | values, today=today, now=now)

    return make


@pytest.fixture
def total(session, office, clerk, today, now):
    def make(of, field="Hộ tịch", level="commune", **figures):
        told = Figures(**figures)
        cells = {name: getattr(told, name) for name in NUMBERS}
        values = {"first_day": of.start, "last_day": of.end, "level": level, "field": field, "unit_id": office.desk.id, **cells}
        return register_actions.enter(session, clerk, TOTALS, values, today=today, now=now)

    return make


def apologies(session):
    return session.scalars(select(Apology).where(Apology.removed_at.is_(None)).order_by(Apology.id)).all()


# --- apologies follow from late dossiers


def test_a_late_dossier_opens_one_apology_with_its_clocks(session, enter, office):
    row = enter((8, 1), (8, 9))
    (apology,) = apologies(session)
    assert (apology.dossier_id, apology.dossier_code, apology.unit_id) == (row.id, row.code, office.desk.id)
    # Due on a Friday: told by Thursday, sent by Monday.
    assert (apology.original_due, apology.tell_by, apology.send_by) == (date(2024, 8, 9), date(2024, 8, 8), date(2024, 8, 12))
    said = session.scalars(select(AuditEntry).where(AuditEntry.thing == "apology")).all()
    assert [(entry.verb, entry.thing_id) for entry in said] == [("open", apology.id)]


def test_dossiers_in_time_open_none_and_those_returned_late_do(session, enter):
    enter((8, 1), (8, 15))
    enter((8, 1), (8, 9), (8, 9))
    enter((8, 1))
    assert apologies(session) == []
    late = enter((8, 1), (8, 9), (8, 12))
    assert [one.dossier_id for one in apologies(session)] == [late.id]


def test_settling_again_opens_nothing_more(session, enter, clerk, office, today, now):
    enter((8, 1), (8, 9))
    assert actions.open_apologies(session, clerk, office.agency.id, today=today, now=now) == 0
    assert len(apologies(session)) == 1


def test_an_untouched_apology_is_taken_back_and_may_come_again(session, enter, clerk, today, now):
    row = enter((8, 1), (8, 9))
    register_actions.edit(session, clerk, DOSSIERS, row, {"due_on": date(2024, 8, 20)}, today=today, now=now)
    assert apologies(session) == []
    assert session.scalars(select(Apology.removal_reason)).all() == [TAKEN_BACK]
    register_actions.edit(session, clerk, DOSSIERS, row, {"due_on": date(2024, 8, 12)}, today=today, now=now)
    assert [one.original_due for one in apologies(session)] == [date(2024, 8, 12)]


def test_an_apology_somebody_wrote_in_stays(session, enter, clerk, today, now):
    row = enter((8, 1), (8, 9))
    (apology,) = apologies(session)
    register_actions.edit(session, clerk, APOLOGIES, apology, {"reason": "Chờ xác minh"}, today=today, now=now)
    register_actions.edit(session, clerk, DOSSIERS, row, {"due_on": date(2024, 8, 20)}, today=today, now=now)
    assert [one.original_due for one in apologies(session)] == [date(2024, 8, 9)]


def test_removing_a_dossier_takes_its_apology_back(session, enter, clerk, now):
    row = enter((8, 1), (8, 9))
    register_actions.remove(session, clerk, DOSSIERS, row, "Nhập nhầm", now=now)
    assert apologies(session) == []


def test_an_apology_that_a_person_removed_is_not_opened_again(session, enter, clerk, office, today, now):
    enter((8, 1), (8, 9))
    register_actions.remove(session, clerk, APOLOGIES, apologies(session)[0], "Công dân đề nghị lùi ngày hẹn", now=now)
    assert actions.open_apologies(session, clerk, office.agency.id, today=today, now=now) == 0


def test_the_night_finds_dossiers_that_became_late(session, enter, office, clerk, today, now):
    enter((8, 1), (8, 16))
    assert apologies(session) == []
    assert actions.open_apologies(session, clerk, office.agency.id, today=today + timedelta(days=2), now=now) == 1


def test_the_night_opens_and_takes_back_so_many_in_one_transaction(session, enter, office, clerk, today, now, monkeypatch):
    rows = [enter((8, 1), (8, 16)) for _ in range(5)]
    early = [enter((8, 1), (8, 9)) for _ in range(3)]
    session.execute(update(Dossier).where(Dossier.id.in_([row.id for row in early])).values(returned_on=date(2024, 8, 9)))
    session.commit()
    at_a_time = []
    monkeypatch.setattr(night, "AT_ONCE", 2)
    event.listen(session(), "before_commit", lambda own: at_a_time.append(len(own.scalars(select(Apology.id).where(STANDING)).all())))
    assert night.open_apologies(session(), today=today + timedelta(days=2), now=now) == 5
    assert at_a_time == [1, 0, 2, 4, 5]  # three go, five come
    assert {one.dossier_id for one in apologies(session)} == {row.id for row in rows}
    assert night.open_apologies(session(), today=today + timedelta(days=2), now=now) == 0


def test_many_late_dossiers_cost_no_more_queries_than_one(session, office, clerk, today, now):
    def seed(first, count):
        for number in range(first, first + count):
            values = {"code": f"N{number}", "field": "Hộ tịch", "channel": "direct", "received_on": date(2024, 8, 1)}
            session.add(Dossier(agency_id=office.agency.id, unit_id=office.desk.id, due_on=date(2024, 8, 2), entered_at=now, **values))
        session.flush()

    def selects():
        sent = []

        def note(_connection, _cursor, statement, *_):
            if statement.startswith("SELECT") and "audit_entry" not in statement:
                sent.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", note)
        opened = actions.open_apologies(session, clerk, office.agency.id, today=today, now=now)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        return opened, len(sent)

    seed(0, 1)
    assert selects()[0] == 1
    seed(1, 1)
    one, few = selects()
    seed(2, 60)
    many, more = selects()
    assert (one, many) == (1, 60)
    assert few == more


def test_an_apology_typed_before_the_due_date_finds_its_dossier(session, enter, clerk, office, today, now):
    row = enter((8, 1), (8, 20))
    values = {"dossier_code": row.code, "reason": "Chờ xác minh", "new_due": date(2024, 8, 28), "unit_id": office.desk.id}
    made = register_actions.enter(session, clerk, APOLOGIES, values | {"told_on": today}, today=today, now=now)
    assert (made.dossier_id, made.original_due, made.send_by) == (row.id, date(2024, 8, 20), date(2024, 8, 21))
    with pytest.raises(BadInput) as error:
        register_actions.enter(session, clerk, APOLOGIES, values, today=today, now=now)
    assert "dossier_code" in error.value.fields


def test_a_dossier_is_rescheduled_once(session, enter, clerk, today, now):
    enter((8, 1), (8, 9))
    (apology,) = apologies(session)
    told = {"reason": "Chờ xác minh", "new_due": date(2024, 8, 20)}
    register_actions.edit(session, clerk, APOLOGIES, apology, told, today=today, now=now)
    # A day that was not sent yet may be put right.
    register_actions.edit(session, clerk, APOLOGIES, apology, {"new_due": date(2024, 8, 21)}, today=today, now=now)
    register_actions.edit(session, clerk, APOLOGIES, apology, {"sent_on": today}, today=today, now=now)
    with pytest.raises(BadInput) as error:
        register_actions.edit(session, clerk, APOLOGIES, apology, {"new_due": date(2024, 8, 30)}, today=today, now=now)
    assert "chỉ được hẹn lại một lần" in error.value.fields["new_due"]


def test_the_applicants_name_is_masked_for_who_does_not_handle_the_dossier(session, enter, office, clerk, today, now):
    enter((8, 1), (8, 9))
    (apology,) = apologies(session)
    register_actions.edit(session, clerk, APOLOGIES, apology, {"applicant": "Nguyễn Văn An"}, today=today, now=now)
    for who, shown in (("head", "Nguyễn Văn An"), ("officer", register_queries.MASK)):
        known = register_queries.lookups(session, office.agency.id, APOLOGIES, today)
        (line,) = register_queries.lines([apology], office.actor(who), APOLOGIES, known)
        assert line.cells["applicant"] == shown


def test_numbers_of_the_clocks_are_the_clerks_to_set(session, enter, clerk, office, today, now):
    enter((8, 1), (8, 9))
    terms = actions.set_apology_terms(session, clerk, ApologyRule(2, 3, "Quyết định số 12/QĐ-UBND"), now=now)
    (apology,) = apologies(session)
    assert (apology.tell_by, apology.send_by) == (date(2024, 8, 7), date(2024, 8, 14))
    assert queries.apology_rule(session, office.agency.id) == ApologyRule(2, 3, "Quyết định số 12/QĐ-UBND")
    with pytest.raises(BadInput) as error:
        actions.set_apology_terms(session, clerk, ApologyRule(-1, 31), version=terms.version, now=now)
    assert set(error.value.fields) == {"tell_before", "send_within"}
    with pytest.raises(NotAllowed):
        actions.set_apology_terms(session, office.actor("officer"), ApologyRule(), now=now)


# --- form II.06a


@pytest.fixture
def quarter(enter):
    """Quarter II and III of 2024: every kind of dossier once."""
    return {
        "carried early": enter((6, 10), (6, 20), (6, 17)),
        "carried late": enter((6, 1), (6, 10), (6, 20)),
        "early": enter((7, 1), (7, 5), (7, 3), channel="online"),
        "on time": enter((7, 1), (7, 5), (7, 5), field="Chứng thực"),
        "at once": enter((7, 2), None, (7, 2), field="Chứng thực", channel="postal"),
        "late": enter((7, 1), (7, 5), (7, 8)),
        "within": enter((8, 10), (8, 15), level="joined", field="Khai sinh liên thông"),
        "overdue": enter((8, 1), (8, 5)),
        "before": enter((3, 20), (3, 25), (3, 25)),
    }


def test_the_form_counts_each_dossier_where_it_belongs(session, clerk, quarter, today):
    found = form.of_period(session, clerk, Q3, today, DEFAULT)
    assert found.total == Figures(online=1, direct=5, carried=2, early=2, on_time=2, late=2, within=1, overdue=1)
    assert found.total.is_balanced
    assert [(group.level, [line.field for line in group.lines]) for group in found.groups] == [
        ("commune", ["Chứng thực", "Hộ tịch"]),
        ("joined", ["Khai sinh liên thông"]),
    ]
    assert [one.source for one in found.told] == [Source.ROWS]
    assert found.is_counted
    assert found.doubts == ()


def test_every_figure_opens_to_as_many_rows(session, clerk, office, quarter, today):
    found = form.of_period(session, clerk, Q3, today, DEFAULT)
    lines = [(line.level, line.field, line.figures) for group in found.groups for line in group.lines] + [("", "", found.total)]
    for level, field, figures in lines:
        for name in NUMBERS:
            behind = counting.of_cell(office.agency.id, name, Q3.start, found.until, level, field)
            assert len(session.scalars(select(Dossier).where(behind)).all()) == getattr(figures, name), (field, name)


def test_carried_over_is_what_the_period_before_left(session, clerk, quarter, today):
    before = form.of_period(session, clerk, Q2, today, DEFAULT)
    assert before.total.pending == form.of_period(session, clerk, Q3, today, DEFAULT).total.carried == 2
    assert before.total.overdue == 1


def test_totals_serve_a_period_without_rows(session, clerk, total, today):
    total(Q2, direct=10, carried=2, early=9, within=3)
    total(Q2, "Đất đai", "joined", direct=4, on_time=4)
    found = form.of_period(session, clerk, Q2, today, DEFAULT)
    assert found.total == Figures(direct=14, carried=2, early=9, on_time=4, within=3)
    assert [one.source for one in found.told] == [Source.TOTALS]
    assert not found.is_counted
    assert found.gaps == ()


def test_rows_and_totals_of_one_period_are_not_added(session, clerk, quarter, total, today):
    total(Q3, direct=3, on_time=3)
    assert form.of_period(session, clerk, Q3, today, DEFAULT).total.received == 8
    total(Q3, "Đất đai", direct=50, on_time=50)
    found = form.of_period(session, clerk, Q3, today, DEFAULT)
    assert found.total.received == 53
    assert (found.told[0].source, found.told[0].rows, found.told[0].totals) == (Source.TOTALS, 8, 53)


def test_a_difference_to_the_period_before_is_told(session, clerk, total, quarter, today):
    total(Q2, direct=40, early=35, within=5)
    found = form.of_period(session, clerk, Q3, today, DEFAULT)
    assert found.doubts[0] == "Tổng số: cột (6) là 2, kỳ trước còn 5 hồ sơ đang giải quyết (cột 11)."


def test_the_year_is_put_together_from_its_quarters(session, clerk, total, quarter, today):
    total(Q2, direct=40, early=38, within=2)
    found = form.of_period(session, clerk, YEAR, today, DEFAULT)
    assert [one.source for one in found.told] == [Source.NONE, Source.TOTALS, Source.ROWS, Source.NONE]
    assert found.total == Figures(online=1, direct=45, early=40, on_time=2, late=2, within=1, overdue=1)
    assert found.total.is_balanced
    assert found.gaps == ((YEAR.start, date(2024, 3, 14)),)


def test_a_period_to_come_or_without_dossiers_is_empty(session, clerk, office, today):
    assert form.of_period(session, clerk, period("q1", 2025, DEFAULT), today, DEFAULT).is_empty
    assert form.of_period(session, clerk, Q3, today, DEFAULT).is_empty


def test_other_agencies_are_not_counted(session, clerk, quarter, office, today, now):
    other = people.agency(session, "Ủy ban nhân dân phường Khác", "UBND phường Khác")
    values = {"code": "X1", "field": "Hộ tịch", "channel": "direct", "received_on": date(2024, 7, 1), "entered_at": now}
    session.add(Dossier(agency_id=other.id, unit_id=other.id, **values))
    session.flush()
    assert form.of_period(session, clerk, Q3, today, DEFAULT).total.received == 8


def test_a_reader_without_a_post_sees_no_form(session, office, today):
    with pytest.raises(NotAllowed):
        form.of_period(session, office.actor("admin"), Q3, today, DEFAULT)


# --- integrity in the database


@pytest.mark.parametrize(
    "wrong",
    [
        {"received": 9, "direct": 8, "settled": 9, "early": 9},
        {"received": 9, "direct": 9, "settled": 8, "early": 9},
        {"received": 9, "direct": 9, "pending": 9, "within": 8},
        {"received": 9, "direct": 9, "settled": 8, "early": 8},
    ],
)
def test_the_database_refuses_totals_that_do_not_add_up(session, office, now, wrong):
    days = {"first_day": Q2.start, "last_day": Q2.end, "level": "commune", "field": "Hộ tịch"}
    cells = dict.fromkeys(NUMBERS, 0) | wrong
    session.add(DossierTotal(agency_id=office.agency.id, unit_id=office.desk.id, entered_at=now, **days, **cells))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("wrong", [{"due_on": date(2024, 6, 30)}, {"returned_on": date(2024, 6, 30)}, {"channel": "fax"}, {"code": ""}])
def test_the_database_refuses_dossiers_that_cannot_be(session, office, now, wrong):
    values = {"code": "1", "field": "Hộ tịch", "channel": "direct", "received_on": date(2024, 7, 1)}
    session.add(Dossier(agency_id=office.agency.id, unit_id=office.desk.id, entered_at=now, **values | wrong))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_code_stands_once_in_an_agency(session, enter, clerk, now):
    row = enter((7, 1), code="A-1")
    with pytest.raises(BadInput):
        enter((7, 2), code="A-1")
    register_actions.remove(session, clerk, DOSSIERS, row, "Nhập nhầm", now=now)
    assert enter((7, 2), code="A-1").id != row.id


# --- measures


def measured(session, office, code, first=Q3.start, last=date(2024, 8, 14)):
    measure = next(one for one in measures.MEASURES if one.code == code)
    return measure.count(session, office.agency.id, first, last)


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("dossier_online", 1, 6),
        ("dossier_on_time", 5, 8),
        ("dossier_transfer", 0, 0),
        ("dossier_satisfaction", 0, 0),
        ("dossier_handling", 0, 0),
        ("dossier_online_full", 0, 0),
    ],
)
def test_what_the_rows_say_is_counted_and_nothing_else(session, office, quarter, code, numerator, denominator):
    found = measured(session, office, code)
    assert (found.numerator, found.denominator) == (Decimal(numerator), Decimal(denominator))
    assert len(found.rows) == (numerator if denominator else 0)


def test_marks_are_shares_of_all_dossiers_they_can_be_of(session, office, enter):
    enter((7, 1), (7, 5), (7, 2), electronic_transfer=True, digitised=True, has_fee=True, fee_online=True, satisfaction="very")
    enter((7, 1), (7, 5), (7, 3), electronic_transfer=False, has_fee=True, satisfaction="dissatisfied", handling_minutes=30)
    enter((7, 1), (8, 20), None, has_fee=False, channel="online", is_online_full=True, reused=True, no_resupply=True)
    enter((7, 1), (7, 5), (7, 4), channel="online", satisfaction="", handling_minutes=60)
    expected = {
        "dossier_transfer": (1, 2),
        "dossier_digitised": (1, 1),
        "dossier_online": (2, 4),
        "dossier_online_full": (1, 1),
        "dossier_fee_online": (1, 1),
        "dossier_no_resupply": (1, 1),
        "dossier_reused": (1, 1),
        "dossier_on_time": (4, 4),
        "dossier_satisfaction": (1, 2),
        "dossier_handling": (45, 2),
    }
    found = {one.code: measured(session, office, one.code) for one in measures.MEASURES}
    assert {code: (int(one.numerator), int(one.denominator)) for code, one in found.items()} == expected


def test_dossiers_of_a_source_without_a_mark_do_not_pull_its_figure_down(session, office, enter):
    enter((7, 1), (7, 5), (7, 2), electronic_transfer=True)
    enter((7, 1), (7, 5), (7, 2), electronic_transfer=False)
    before = measured(session, office, "dossier_transfer")
    enter((7, 1), (7, 5), (7, 2))  # its one-stop system does not say how the papers went
    assert measured(session, office, "dossier_transfer") == before
    assert (before.numerator, before.denominator) == (1, 2)
