"""Many units at once, and groups that name agencies below."""

from datetime import date

import pytest

from tests.factories import people
from tthc.commands.people_lists import read_units
from tthc.core.people import actions, queries
from tthc.core.people.models import UnitKind
from tthc.core.people.rules import MOST_NAMES, read_names
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, NotAllowed
from tthc.kernel.text import fold

NAMES = "1. Sở Tư pháp; STP\n2. Sở Nội vụ\tSNV\n\n- Ban Quản lý các khu công nghiệp;\n  sở tư PHÁP  \n"


def add(session, office, actor=None, *, today, now, **values):
    given = actions.UnitList(**{"names": NAMES} | values)
    return actions.add_units(session, actor or office.actor("admin"), office.agency.id, given, today=today, now=now)


def test_names_of_a_list_are_read_as_people_write_them():
    assert read_names(NAMES) == [("Sở Tư pháp", "STP"), ("Sở Nội vụ", "SNV"), ("Ban Quản lý các khu công nghiệp", "")]
    for text, words in (
        ("", "mỗi dòng một đơn vị"),
        ("x" * 301, "Dòng 1 quá dài"),
        ("\n".join(map(str, range(1000, 1301))), f"tối đa {MOST_NAMES}"),
    ):
        with pytest.raises(BadInput, match=words):
            read_names(text)


def test_a_list_makes_units_in_its_order_and_puts_them_into_a_group(session, office, today, now):
    made = add(session, office, new_group="Các Sở, ban, ngành", valid_from=date(2021, 1, 1), today=today, now=now)
    assert [one.name for one in made.made] == ["Sở Tư pháp", "Sở Nội vụ", "Ban Quản lý các khu công nghiệp"]
    assert [one.short_name for one in made.made] == ["STP", "SNV", ""]
    assert {one.parent_id for one in made.made} == {office.agency.id}
    ids = [one.id for one in made.made]
    assert queries.members(session, [made.group.id], date(2021, 6, 1)) == {made.group.id: ids}
    assert queries.members(session, [made.group.id], date(2020, 12, 31)) == {made.group.id: []}
    assert [one.id for one in queries.units_of(session, office.agency.id, today)][-4:-1] == ids or set(ids) <= {
        one.id for one in queries.units_of(session, office.agency.id, today)
    }


def test_a_name_that_is_there_is_not_made_again_but_joins_the_group(session, office, today, now):
    first = add(session, office, today=today, now=now)
    again = add(session, office, names="sở nội vụ\nSTP\nSở Y tế", new_group="Các sở", today=today, now=now)
    assert ([one.name for one in again.made], again.known) == (["Sở Y tế"], ("Sở Nội vụ", "Sở Tư pháp"))
    known = {one.name: one.id for one in first.made}
    assert set(queries.members(session, [again.group.id], today)[again.group.id]) == {
        known["Sở Nội vụ"],
        known["Sở Tư pháp"],
        again.made[0].id,
    }
    third = add(session, office, names="Sở Y tế", new_group="CÁC SỞ", today=today, now=now)
    assert (third.made, third.group.id) == ((), again.group.id)


def test_who_may_not_and_kinds_that_are_none(session, office, today, now):
    with pytest.raises(NotAllowed):
        add(session, office, office.actor("clerk"), today=today, now=now)
    for kind in (UnitKind.AGENCY, UnitKind.GROUP, "nonsense"):
        with pytest.raises(BadInput, match="Chọn phòng"):
            add(session, office, kind=kind, today=today, now=now)


def test_a_group_names_agencies_below_and_gives_them_no_work_here(session, office, today, now):
    below = people.agency(session, "Ủy ban nhân dân xã Dưới", parent_id=office.agency.id)
    deeper = people.agency(session, "Ủy ban nhân dân thôn Sâu", parent_id=below.id)
    aside = people.agency(session, "Ủy ban nhân dân xã Bên")
    group = people.group(session, office.agency, "UBND cấp xã", [])
    admin = office.actor("admin")
    ids = [below.id, deeper.id, office.outside.id, office.justice.id]
    actions.set_members(session, admin, group.id, ids, on=date(2024, 1, 1), now=now)
    assert set(queries.members(session, [group.id], today)[group.id]) == set(ids)
    assert queries.expand(session, [group.id], today) == {group.id: [office.justice.id]}
    with pytest.raises(BadInput, match="cơ quan cấp dưới"):
        actions.set_members(session, admin, group.id, [aside.id], on=today, now=now)
    below.valid_to = date(2024, 6, 30)
    session.flush()
    with pytest.raises(BadInput, match="đang hoạt động"):
        actions.set_members(session, admin, group.id, [below.id], on=today, now=now)


TABLE = """Tên,Tên viết tắt,Loại,Thuộc,Nhóm,Từ ngày,Đến ngày
Sở Tư pháp,STP,,,"Các Sở, ban, ngành",01/01/2021,
Phòng Công chứng,,phòng,Sở Tư pháp,,,
Ủy ban nhân dân huyện Mẫu,,cơ quan,,UBND cấp huyện,,30/06/2025
Ủy ban nhân dân xã Mẫu,,cơ quan,Ủy ban nhân dân huyện Mẫu,UBND cấp xã,,
"""


def test_a_table_makes_a_province_with_the_agencies_below_it(session, office, today, now):
    rows = read_units(TABLE, "department", "")
    assert actions.add_listed(session, system(office.agency.id), office.agency.id, rows, today=today, now=now) == (4, 0)
    units = {one.name: one for one in queries.units_of(session, office.agency.id, today)}
    assert units["Phòng Công chứng"].parent_id == units["Sở Tư pháp"].id
    below = {one.name: one for one in queries.agencies_below(session, office.agency.id, today)}
    district, commune = below["Ủy ban nhân dân huyện Mẫu"], below["Ủy ban nhân dân xã Mẫu"]
    assert (district.valid_to, commune.parent_id, commune.agency_id) == (date(2025, 6, 30), district.id, commune.id)
    groups = {fold(name): unit.id for name, unit in units.items() if unit.kind is UnitKind.GROUP}
    assert queries.members(session, [groups["ubnd cap xa"]], today) == {groups["ubnd cap xa"]: [commune.id]}
    assert actions.add_listed(session, system(office.agency.id), office.agency.id, rows, today=today, now=now) == (0, 4)
    with pytest.raises(NotAllowed):
        actions.add_listed(session, office.actor("clerk"), office.agency.id, rows, today=today, now=now)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tên,Lạ\nSở A,1\n", "cột không rõ"),
        ("Tên,Loại\nSở A,chi cục\n", 'Dòng 2: không có loại "chi cục"'),
        ("Tên,Từ ngày\nSở A,hôm kia\n", "Dòng 2"),
        ("Tên,Loại\n,phòng\n", "Dòng 2 chưa có tên"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(text, words):
    with pytest.raises(BadInput, match=words):
        read_units(text, "department", "")


def test_a_unit_below_nobody_is_refused(session, office, today, now):
    rows = read_units("Tên,Thuộc\nPhòng A,Sở Không Có\n", "department", "")
    with pytest.raises(BadInput, match='không có đơn vị "Sở Không Có"'):
        actions.add_listed(session, system(office.agency.id), office.agency.id, rows, today=today, now=now)
