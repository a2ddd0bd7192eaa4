"""Units, people and posts."""

from datetime import UTC, datetime

from tthc.core.people import queries as people_queries
from tthc.core.people.models import GroupMember, Person, Post, Unit, UnitKind
from tthc.kernel.actor import Role

NOW = datetime(2024, 8, 15, 2, 0, tzinfo=UTC)


def agency(session, name="Ủy ban nhân dân phường An Bình", short_name="UBND phường An Bình", **values):
    unit = Unit(
        kind=UnitKind.AGENCY, name=name, short_name=short_name, symbol="UBND", place="An Bình", superior="UBND THỊ XÃ MẪU", **values
    )
    session.add(unit)
    session.flush()
    unit.agency_id = unit.id
    session.flush()
    return unit


def unit(session, agency, name, kind=UnitKind.DESK, parent=None, **values):
    made = Unit(agency_id=agency.id, parent_id=(parent or agency).id, kind=kind, name=name, **values)
    session.add(made)
    session.flush()
    return made


def group(session, agency, name, members):
    made = unit(session, agency, name, kind=UnitKind.GROUP)
    session.add_all(GroupMember(group_id=made.id, unit_id=m.id) for m in members)
    session.flush()
    return made


def ward_of_the_example(session, day):
    """The ward that issued the second example plan, with `staff` and `clerk` (an actor on this day)."""
    ward = agency(session, "Ủy ban nhân dân phường Trung Lương", "UBND phường Trung Lương")
    ward.staff = unit(session, ward, "Văn phòng - Thống kê", position=1)
    clerk = person(session, "minh")
    post(session, ward.staff, clerk, Role.CLERK)
    ward.clerk = people_queries.load_actor(session, clerk.id, day)
    return ward


def person(session, username, full_name=None, password_hash=None, **values):
    made = Person(username=username, full_name=full_name or username.title(), password_hash=password_hash, **values)
    session.add(made)
    session.flush()
    return made


def post(session, unit, person, role=Role.OFFICER, title="Công chức", **values):
    made = Post(unit_id=unit.id, person_id=person.id, role=role, title=title, **values)
    session.add(made)
    session.flush()
    return made
