"""The calendar and the reporting days in the database: what is read, changed, refused and recorded."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, event, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tthc.core.audit.models import AuditEntry
from tthc.core.calendar import actions, queries
from tthc.core.calendar.models import CalendarDay, ReportSchedule
from tthc.core.calendar.rules import PeriodKind, Schedule, Terms
from tthc.core.calendar.rules.official import DayKind, OfficialDay
from tthc.kernel.actor import Actor, Holding, Role, system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from tthc.kernel.tables import Base

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
NEW_YEAR = OfficialDay(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch", "Bộ luật Lao động 2019")
CULTURE_DAY = OfficialDay(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16")
SATURDAY = OfficialDay(date(2026, 8, 22), DayKind.MAKEUP_WORK, "làm bù cho ngày 31/08/2026")


def person(role, agency_id=1):
    return Actor(7, "Nguyễn Thị Lan", agency_id, (Holding(1, 2, role, "chức danh"),))


ADMIN = person(Role.ADMIN)


@pytest.fixture
def session():
    engine = create_engine("sqlite://", poolclass=StaticPool)
    tables = [Base.metadata.tables[name] for name in ("audit_entry", "calendar_day", "report_schedule")]
    Base.metadata.create_all(engine, tables=tables)
    with Session(engine) as session:
        yield session
    engine.dispose()


def replace_2026(session, *rows, actor=ADMIN):
    return actions.replace_year(session, actor, 2026, rows, source="Thông báo 9441/TB-BNV", now=NOW)


def audit(session):
    return session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()


def test_replacing_a_year_says_which_days_changed_and_records_them(session):
    assert replace_2026(session, CULTURE_DAY, NEW_YEAR).added == (NEW_YEAR.day, CULTURE_DAY.day)
    renamed = OfficialDay(NEW_YEAR.day, NEW_YEAR.kind, "Tết Tây", NEW_YEAR.source)
    changed = replace_2026(session, SATURDAY, renamed)
    assert (changed.added, changed.removed, changed.altered) == ((SATURDAY.day,), (CULTURE_DAY.day,), (NEW_YEAR.day,))
    assert changed.days == (NEW_YEAR.day, SATURDAY.day, CULTURE_DAY.day)
    assert [(row.day, row.name, row.source) for row in queries.days(session, 2026)] == [
        (NEW_YEAR.day, "Tết Tây", "Bộ luật Lao động 2019"),
        (SATURDAY.day, SATURDAY.name, "Thông báo 9441/TB-BNV"),  # the source of the list
    ]
    entry = audit(session)[-1]
    assert (entry.verb, entry.thing, entry.actor_name) == ("replace_year", "calendar_day", "Nguyễn Thị Lan")
    assert json.loads(entry.before) == {"2026-01-01": "holiday: Tết Dương lịch", "2026-11-24": "holiday: Ngày Văn hóa Việt Nam"}
    assert json.loads(entry.after) == {
        "source": "Thông báo 9441/TB-BNV",
        "2026-01-01": "holiday: Tết Tây",
        "2026-08-22": "makeup_work: làm bù cho ngày 31/08/2026",
    }


def test_the_same_list_again_changes_and_records_nothing(session):
    replace_2026(session, NEW_YEAR, CULTURE_DAY)
    assert replace_2026(session, CULTURE_DAY, NEW_YEAR).days == ()
    assert len(audit(session)) == 1


def test_other_years_stay_as_they_are(session):
    actions.seed(session, system(), now=NOW)
    before = queries.days(session, 2025), queries.days(session, 2027)
    replace_2026(session, NEW_YEAR)
    assert (queries.days(session, 2025), queries.days(session, 2027)) == before


def test_a_list_that_cannot_be_changes_nothing(session):
    replace_2026(session, NEW_YEAR)
    with pytest.raises(BadInput):
        replace_2026(session, CULTURE_DAY, CULTURE_DAY)
    assert queries.days(session, 2026) == (NEW_YEAR,)
    assert len(audit(session)) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_changes_the_calendar(session, role):
    with pytest.raises(NotAllowed):
        replace_2026(session, NEW_YEAR, actor=person(role))
    with pytest.raises(NotAllowed):
        actions.seed(session, person(role), now=NOW)
    with pytest.raises(NotAllowed):
        actions.set_schedule(session, person(role), 1, PeriodKind.QUARTER, Terms(), source="QĐ", now=NOW)


def test_seeding_loads_all_years_once_and_leaves_what_an_administrator_changed(session):
    replace_2026(session, NEW_YEAR)
    assert {day.year for day in actions.seed(session, system(), now=NOW).added} == {2021, 2022, 2023, 2024, 2025, 2027}
    assert queries.days(session, 2026) == (NEW_YEAR,)
    assert actions.seed(session, system(), now=NOW).days == ()


def test_the_calendar_of_some_years_is_read_in_one_query(session):
    actions.seed(session, system(), now=NOW)
    session.commit()
    statements = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: statements.append(call[2]))
    office = queries.working_days(session, [2026, 2024])
    assert len(statements) == 1
    assert office.years == {2024, 2025, 2026}
    assert office.add(date(2026, 8, 28), 5) == date(2026, 9, 9)
    assert office.add(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert office.why(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"


def test_an_empty_calendar_knows_no_year(session):
    office = queries.working_days(session, [2026])
    assert (office.years, office.is_working(date(2026, 1, 1))) == (frozenset(), True)


def test_the_database_refuses_a_day_twice_and_an_unknown_kind(session):
    session.execute(insert(CalendarDay).values(day=NEW_YEAR.day, kind=DayKind.HOLIDAY, name="a", source="b"))
    with pytest.raises(IntegrityError):
        session.execute(insert(CalendarDay).values(day=NEW_YEAR.day, kind=DayKind.SWAPPED_OFF, name="a", source="b"))
    connection = session.connection()
    with pytest.raises(IntegrityError):
        connection.exec_driver_sql("INSERT INTO calendar_day (day, kind, name, source) VALUES ('2026-01-02', 'party', 'a', 'b')")


def set_terms(session, agency_id, terms, *, actor=ADMIN, kind=PeriodKind.QUARTER, version=None):
    return actions.set_schedule(session, actor, agency_id, kind, terms, source="Quyết định 01/2023", now=NOW, version=version)


def test_an_agency_has_its_own_days_or_the_default_ones(session):
    assert queries.schedule(session, 1) == Schedule()
    set_terms(session, 1, Terms(20, 25))
    set_terms(session, None, Terms(14, 18), actor=system())
    set_terms(session, None, Terms(15, 20), actor=system(), kind=PeriodKind.YEAR)
    assert queries.schedule(session, 1) == Schedule(quarter=Terms(20, 25), year=Terms(15, 20))
    assert queries.schedule(session, 2) == queries.schedule(session, None) == Schedule(quarter=Terms(14, 18), year=Terms(15, 20))


def test_changing_a_schedule_records_before_and_after(session):
    first = set_terms(session, 1, Terms(14, 17))
    again = set_terms(session, 1, Terms(20, 25), version=first.version)
    assert again.id == first.id
    entry = audit(session)[-1]
    assert (entry.verb, entry.thing, entry.thing_id, entry.agency_id) == ("set_schedule", "report_schedule", first.id, 1)
    assert json.loads(entry.before)["Gửi trước ngày"] == "17"
    assert json.loads(entry.after) == {"Ngày chốt số liệu": "20", "Gửi trước ngày": "25", "Căn cứ": "Quyết định 01/2023"}


def test_a_stale_schedule_is_a_conflict_with_both_versions(session):
    stale = set_terms(session, 1, Terms(14, 17)).version
    set_terms(session, 1, Terms(20, 25))
    with pytest.raises(Conflict) as raised:
        set_terms(session, 1, Terms(10, 12), version=stale)
    assert raised.value.theirs["Gửi trước ngày"] == "25"
    assert raised.value.mine["Gửi trước ngày"] == "12"
    assert queries.schedule(session, 1).quarter == Terms(20, 25)


@pytest.mark.parametrize("agency_id", [2, None])
def test_an_administrator_sets_the_days_of_his_own_agency_only(session, agency_id):
    with pytest.raises(NotFound):
        set_terms(session, agency_id, Terms())


def test_terms_that_no_month_can_keep_are_refused_before_the_database(session):
    with pytest.raises(BadInput):
        set_terms(session, 1, Terms(14, 31))
    assert session.scalars(select(ReportSchedule)).all() == []


@pytest.mark.parametrize(
    ("agency_id", "cutoff_day", "due_before_day"),
    [(None, 14, 17), (1, 14, 17), (2, 0, 17), (2, 32, 17), (2, 14, 29), (2, 14, 0)],
)
def test_the_database_refuses_a_second_schedule_and_impossible_days(session, agency_id, cutoff_day, due_before_day):
    set_terms(session, None, Terms(), actor=system())
    set_terms(session, 1, Terms())
    row = ReportSchedule(
        agency_id=agency_id, period_kind=PeriodKind.QUARTER, cutoff_day=cutoff_day, due_before_day=due_before_day, source="x"
    )
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()
