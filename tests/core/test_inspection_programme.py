"""The programme of the first example plan in a province: classes, units, coverage, returns, proposal, measures, chapter, papers."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import inspection_programme as province_of
from tests.factories import people, tasks
from tests.factories.queries import counted
from tthc.core.audit.models import AuditEntry
from tthc.core.inspections import queries
from tthc.core.inspections.actions import planning, programme
from tthc.core.inspections.actions.handing_in import hand_in
from tthc.core.inspections.actions.planning import NewRounds
from tthc.core.inspections.actions.programme import NewClass, NewTerms
from tthc.core.inspections.models import InspectionClass, InspectionFinding, InspectionRound
from tthc.core.inspections.queries import choosing, proposal, year_papers
from tthc.core.inspections.queries import coverage as coverage_queries
from tthc.core.inspections.queries import programme as programme_queries
from tthc.core.inspections.queries.asked import asked_of
from tthc.core.inspections.queries.visits import clashes_of
from tthc.core.inspections.rules.proposing import LONGEST_FIRST, WORST_FIRST
from tthc.core.people import queries as people_queries
from tthc.core.people.models import UnitKind
from tthc.core.registers.queries import documents as document_queries
from tthc.core.registers.rules.documents import Printing
from tthc.kernel.actor import Role
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState

NOW, DAY, END = province_of.NOW, province_of.DAY, date(2021, 12, 31)


@pytest.fixture
def tinh(session):
    made = province_of.province(session)
    session.commit()
    return made


@pytest.fixture
def ready(session, tinh):
    """With the classes of the plan, and the departments and districts as those who inspect below them."""
    programme.derive_classes(session, tinh.clerk, 2021, now=NOW)
    tinh.classes = list(session.scalars(select(InspectionClass).order_by(InspectionClass.position)))
    programme.set_units(session, tinh.clerk, tinh.classes[3], [one.id for one in (*tinh.boards, *tinh.districts)], now=NOW)
    return tinh


def standing(session, tinh, as_of=END):
    return coverage_queries.programme(session, tinh.top.id, 2021, as_of)


def figures(found):
    return [(one.facts.title, one.coverage.active, one.coverage.needed, one.coverage.inspected, one.badge.text) for one in found.classes]


def test_the_plans_numbers_become_classes_with_the_units_of_their_groups(session, tinh):
    assert programme.derive_classes(session, tinh.clerk, 2021, now=NOW) == 5
    assert figures(standing(session, tinh)) == [
        ("Sở, ban, ngành", 10, 5, 0, "Còn thiếu 5"),
        ("UBND cấp huyện", 11, 7, 0, "Còn thiếu 7"),
        ("UBND cấp xã trên địa bàn tỉnh", 14, 3, 0, "Còn thiếu 3"),
        ("Phòng, ban chuyên môn, đơn vị trực thuộc", 0, 0, 0, "Chưa chọn đơn vị"),
        ("Đơn vị trực thuộc", 0, 0, 0, "Chưa chọn đơn vị"),
    ]
    first = session.scalars(select(InspectionClass).order_by(InspectionClass.position)).first()
    assert first.target_id is not None
    assert "50% Sở, ban, ngành" in first.source
    assert programme.derive_classes(session, tinh.clerk, 2021, now=NOW) == 0
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.verb == "derive_classes")).all()) == 1


def test_a_year_whose_plans_set_no_number_gives_no_class(session, tinh):
    with pytest.raises(WrongState, match="không đặt chỉ tiêu kiểm tra"):
        programme.derive_classes(session, tinh.clerk, 2022, now=NOW)


def test_a_class_is_typed_edited_and_taken_out_with_a_reason(session, ready):
    clerk = ready.clerk
    row = programme.add_class(session, clerk, 2021, NewClass("Các trường học", Decimal("33.5")), now=NOW)
    assert (row.position, row.quota) == (6, Decimal("33.5"))
    with pytest.raises(BadInput) as refused:
        programme.add_class(session, clerk, 2021, NewClass("các TRƯỜNG học", Decimal(101)), now=NOW)
    assert set(refused.value.fields) == {"title", "quota"}
    for quota, is_number in ((None, False), (Decimal(0), False), (Decimal("1.234"), False), (Decimal("2.5"), True)):
        with pytest.raises(BadInput):
            programme.add_class(session, clerk, 2021, NewClass("Khác", quota, is_number), now=NOW)
    with pytest.raises(Conflict):
        programme.edit_class(session, clerk, row, NewClass("Trường", Decimal(40)), version=7, now=NOW)
    assert programme.edit_class(session, clerk, row, NewClass("Trường", Decimal(40), is_number=True), version=row.version, now=NOW)
    assert not programme.edit_class(session, clerk, row, NewClass("Trường", Decimal(40), is_number=True), now=NOW)
    with pytest.raises(BadInput, match="Chưa bỏ được"):
        programme.remove_class(session, clerk, row, " ", now=NOW)
    programme.remove_class(session, clerk, ready.classes[0], "Tỉnh giao Thanh tra thực hiện", now=NOW)
    assert programme.derive_classes(session, clerk, 2021, now=NOW) == 0  # what was taken out by hand stays out
    assert "Sở, ban, ngành" not in [one[0] for one in figures(standing(session, ready))]
    with pytest.raises(NotFound):
        programme_queries.one(session, clerk, ready.classes[0].id, 2021)


def test_who_may_set_the_programme(session, office, now):
    made = programme.add_class(session, office.actor("inspector"), 2024, NewClass("Bộ phận", Decimal(50)), now=now)
    for role in ("officer", "head", "leader", "auditor", "appraiser", "admin"):
        who = office.actor(role)
        for act in (
            lambda who: programme.derive_classes(session, who, 2024, now=now),
            lambda who: programme.add_class(session, who, 2024, NewClass("X", Decimal(1)), now=now),
            lambda who: programme.edit_class(session, who, made, NewClass("X", Decimal(1)), now=now),
            lambda who: programme.remove_class(session, who, made, "lý do", now=now),
            lambda who: programme.set_units(session, who, made, [], now=now),
            lambda who: programme.set_programme(session, who, 2024, NewTerms(10), now=now),
            lambda who: planning.plan_rounds(session, who, made, NewRounds([], None, 1, 0), today=DAY, now=now),
        ):
            with pytest.raises(NotAllowed):
                act(who)


def test_units_are_those_the_agency_can_inspect(session, ready):
    other = people.agency(session, "Ủy ban nhân dân tỉnh Khác", "UBND tỉnh Khác")
    with pytest.raises(BadInput, match="Chưa lưu được"):
        programme.set_units(session, ready.clerk, ready.classes[0], [other.id], now=NOW)
    assert programme.set_units(session, ready.clerk, ready.classes[0], [one.id for one in ready.boards[:3]], now=NOW) == (0, 7)
    assert programme.set_units(session, ready.clerk, ready.classes[0], [one.id for one in ready.boards[:3]], now=NOW) == (0, 0)
    told = session.scalars(select(AuditEntry).where(AuditEntry.verb == "set_class_units").order_by(AuditEntry.id.desc())).first()
    assert "Sở thứ 10" in str(told.before)


def test_pasted_names_are_resolved_by_every_spelling(session, ready):
    units = choosing.choices(session, ready.top.id, 2021)
    found = choosing.named(session, ready.top.id, "UBND huyện 3\nỦy ban nhân dân xã 14\nSở thứ 2\nHuyện 99", units)
    assert found.unit_ids == (ready.districts[2].id, ready.wards[13].id, ready.boards[1].id)
    assert found.unread == ("Huyện 99",)


def test_coverage_counts_distinct_units_on_a_day_whoever_inspected(session, ready):
    wards, clerk = ready.wards, ready.clerk
    province_of.held(session, clerk, ready.staff, wards[0], date(2021, 4, 5), minutes_on=date(2021, 4, 6))
    province_of.held(session, clerk, ready.staff, wards[0], date(2021, 9, 6), minutes_on=date(2021, 9, 7))
    province_of.held(session, clerk, ready.staff, wards[1], date(2021, 5, 5), concluded_on=date(2021, 5, 30), body="Thanh tra tỉnh")
    waiting = province_of.held(session, clerk, ready.staff, wards[2], date(2021, 6, 7))
    assert figures(standing(session, ready))[2][3:] == (2, "Còn thiếu 1")
    assert figures(standing(session, ready, date(2021, 5, 1)))[2][3:] == (1, "Còn thiếu 2")
    waiting.minutes_on = date(2021, 6, 8)
    session.flush()
    found = standing(session, ready)
    assert figures(found)[2][3:] == (3, "Đạt")
    assert (found.rounds, found.finished) == (4, 4)
    states = {one.name: one for one in found.classes[2].units}
    assert states[wards[2].name].round_id == waiting.id  # the figure opens down to its rounds
    assert states[wards[5].name].badge.text == "Chưa kiểm tra"


def test_a_unit_abolished_before_the_year_leaves_the_denominator(session, ready):
    ready.wards[13].valid_to = date(2020, 12, 31)
    ready.wards[12].valid_to = date(2021, 3, 31)  # it was there in the year
    session.flush()
    state = standing(session, ready).classes[2]
    assert (state.coverage.active, state.coverage.needed) == (13, 3)
    assert state.left_out == ((ready.wards[13].name, "Kết thúc ngày 31/12/2020, trước năm 2021"),)
    # It may stay ticked, and a new one of that kind is not offered.
    assert ready.wards[13].id not in {one.unit_id for one in choosing.choices(session, ready.top.id, 2021)}
    held = [one.id for one in ready.wards]
    assert programme.set_units(session, ready.clerk, ready.classes[2], held, now=NOW) == (0, 0)


def test_who_did_not_report_by_the_plans_day_counts_as_not_having_done_it(session, ready):
    found = standing(session, ready, date(2021, 11, 14))
    assert found.terms.due_on == date(2021, 11, 14)  # "trước ngày 15/11/2021"
    assert "trước ngày 15/11/2021" in found.terms.due_words
    assert "Thứ Sáu, 12/11/2021" in found.terms.due_warning
    assert not found.is_past_due
    assert len(found.reporting) == 21
    boards, clerk = ready.boards, ready.clerk
    province_of.returned(session, clerk, ready.staff, boards[0], date(2021, 11, 10), 10, 6, found=4, put_right=3)
    province_of.returned(session, clerk, ready.staff, boards[1], date(2021, 11, 12), 10, 5)
    province_of.returned(session, clerk, ready.staff, boards[2], date(2021, 11, 20), 3, 3)  # after the day
    late = standing(session, ready, date(2021, 11, 15))
    assert late.is_past_due
    assert len(late.unreported) == 19
    assert boards[2].name in [one.name for one in late.unreported]
    state = standing(session, ready).classes[3]
    assert (state.coverage.inspected, state.coverage.needed, state.total, state.inspected) == (2, 21, 23, 14)
    assert {one.name: one.is_met for one in state.units}[boards[1].name] is False  # 5 of 10 is less than 60 %


def test_the_agency_may_set_another_day_and_another_distance(session, ready):
    clerk = ready.clerk
    assert programme.set_programme(session, clerk, 2021, NewTerms(45, date(2021, 11, 20), "CV 12/UBND"), version=0, now=NOW)
    terms = programme_queries.terms(session, ready.top.id, 2021)
    assert (terms.gap_days, terms.due_on, terms.due_words) == (45, date(2021, 11, 20), "CV 12/UBND")
    assert not programme.set_programme(session, clerk, 2021, NewTerms(45, date(2021, 11, 20), "CV 12/UBND"), now=NOW)
    with pytest.raises(Conflict):
        programme.set_programme(session, clerk, 2021, NewTerms(10), version=0, now=NOW)
    with pytest.raises(BadInput) as refused:
        programme.set_programme(session, clerk, 2021, NewTerms(900, date(2023, 1, 1), "x" * 600), now=NOW)
    assert set(refused.value.fields) == {"gap_days", "due_on", "note"}


def test_returns_are_refused_with_a_sentence_on_the_field(session, ready):
    clerk, board = ready.clerk, ready.boards[0]
    for values, field in (
        ({"inspected": 11}, "units_inspected"),
        ({"found": 1, "put_right": 2}, "put_right"),
        ({"year": "21"}, "year"),
        ({"year": "2022"}, "reported_on"),
    ):
        with pytest.raises(BadInput) as refused:
            province_of.returned(session, clerk, ready.staff, board, date(2021, 11, 1), **values)
        assert list(refused.value.fields) == [field]
    with pytest.raises(BadInput):
        province_of.returned(session, clerk, ready.staff, board, date(2022, 1, 5))  # a day to come
    province_of.returned(session, clerk, ready.staff, board, date(2021, 11, 1))
    with pytest.raises(BadInput, match="Chưa lưu được"):
        province_of.returned(session, clerk, ready.staff, board, date(2021, 11, 2))  # one a unit and year


def test_whom_to_inspect_next_and_why(session, ready):
    boards, clerk = ready.boards, ready.clerk
    old = province_of.held(session, clerk, ready.staff, boards[0], date(2019, 5, 6), concluded_on=date(2019, 6, 3))
    province_of.held(session, clerk, ready.staff, boards[1], date(2021, 4, 5))  # already planned
    finding = {"agency_id": ready.top.id, "unit_id": ready.staff.id, "entered_at": NOW, "round_id": old.id, "owner_id": boards[0].id}
    for due in (date(2019, 12, 31), date(2021, 12, 31)):
        session.add(InspectionFinding(**finding, found_on=date(2019, 5, 6), observation="Chưa niêm yết", due_on=due))
    task = tasks.task(session, ready.plan, boards[2])
    tasks.occurrence(session, task, boards[2], due_on=date(2021, 2, 1))
    session.flush()
    state = coverage_queries.class_state(session, ready.classes[0], date(2021, 6, 1))
    found = proposal.candidates(session, ready.top.id, state, date(2021, 6, 1), LONGEST_FIRST)
    assert boards[1].id not in [one.unit_id for one in found]
    assert found[0].unit_id == boards[2].id  # never inspected, and with work overdue
    assert found[0].reasons == ("Sổ chưa ghi lần kiểm tra nào", "1 việc quá hạn")
    assert found[-1].reasons == ("Kiểm tra gần nhất ngày 06/05/2019", "1 kiến nghị quá hạn khắc phục", "1 kiến nghị chưa khắc phục")
    worst = proposal.candidates(session, ready.top.id, state, date(2021, 6, 1), WORST_FIRST)
    assert [one.unit_id for one in worst[:2]] == [boards[0].id, boards[2].id]


def test_one_press_makes_rounds_on_working_days(session, ready):
    chosen = [one.id for one in ready.boards[:3]]
    new = NewRounds(chosen, date(2021, 3, 5), 1, ready.staff.id, "Toàn phần")
    made = planning.plan_rounds(session, ready.clerk, ready.classes[0], new, today=DAY, now=NOW)
    assert [(one.object_id, one.starts_on.isoformat()) for one in made] == [
        (chosen[0], "2021-03-05"),  # a Friday
        (chosen[1], "2021-03-08"),
        (chosen[2], "2021-03-09"),
    ]
    assert all((one.content, one.body) == ("Toàn phần", "") for one in made)
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.thing == "inspection_round")).all()) == 3
    for wrong, field in (
        (NewRounds([], date(2021, 3, 5), 1, ready.staff.id), "units"),
        (NewRounds([ready.wards[0].id], date(2021, 3, 5), 1, ready.staff.id), "units"),
        (NewRounds(chosen, None, 1, ready.staff.id), "first_on"),
        (NewRounds(chosen, date(2021, 2, 26), 1, ready.staff.id), "first_on"),
        (NewRounds(chosen, date(2022, 3, 5), 1, ready.staff.id), "first_on"),
        (NewRounds(chosen, date(2021, 12, 31), 1, ready.staff.id), "first_on"),
        (NewRounds(chosen, date(2021, 3, 5), 99, ready.staff.id), "length"),
    ):
        with pytest.raises(BadInput) as refused:
            planning.plan_rounds(session, ready.clerk, ready.classes[0], wrong, today=DAY, now=NOW)
        assert list(refused.value.fields) == [field]


def test_a_unit_that_ends_before_its_round_is_refused_by_name(session, ready):
    ready.boards[1].valid_to = date(2021, 3, 6)
    session.flush()
    new = NewRounds([one.id for one in ready.boards[:2]], date(2021, 3, 5), 1, ready.staff.id)
    with pytest.raises(BadInput) as refused:
        planning.plan_rounds(session, ready.clerk, ready.classes[0], new, today=DAY, now=NOW)
    assert "Sở thứ 2" in refused.value.fields["units"]


def test_two_teams_at_one_unit_are_told_across_agencies_once_announced(session, ready):
    ward, district = ready.wards[0], ready.districts[0]
    province_of.held(session, ready.clerk, ready.staff, ward, date(2021, 5, 4))
    desk = people.unit(session, district, "Văn phòng huyện", kind=UnitKind.DEPARTMENT)
    clerk = people.person(session, "huyen.minh")
    people.post(session, desk, clerk, Role.CLERK)
    who = people_queries.load_actor(session, clerk.id, DAY)
    ward.parent_id = district.id
    district.parent_id = ready.top.id
    session.flush()
    theirs = province_of.held(session, who, desk, ward, date(2021, 5, 20))
    assert clashes_of(session, ready.top.id, 2021) == []  # not announced: nobody's business but the district's
    theirs.notified_on = date(2021, 5, 3)
    session.flush()
    (found,) = clashes_of(session, ready.top.id, 2021)
    assert (found.days, found.second.body, found.second.round_id) == (16, district.name, 0)
    programme.set_programme(session, ready.clerk, 2021, NewTerms(16), now=NOW)
    assert clashes_of(session, ready.top.id, 2021) == []


def test_teams_at_units_the_agency_does_not_inspect_are_nobodys_news(session, ready):
    """Two announced rounds of a district inside its own house: the province is told nothing, the district is."""
    district = ready.districts[0]
    desk, room = (people.unit(session, district, name, kind=UnitKind.DEPARTMENT) for name in ("Văn phòng huyện", "Phòng Nội vụ"))
    clerk = people.person(session, "huyen.minh")
    people.post(session, desk, clerk, Role.CLERK)
    who = people_queries.load_actor(session, clerk.id, DAY)
    for day in (date(2021, 5, 4), date(2021, 5, 10)):
        province_of.held(session, who, desk, room, day).notified_on = date(2021, 5, 3)
    session.flush()
    assert clashes_of(session, ready.top.id, 2021) == []
    assert len(clashes_of(session, district.id, 2021)) == 1


def test_entering_a_round_too_close_warns_and_stops_nothing(session, ready):
    from tthc.core.inspections.actions import ROUNDS
    from tthc.core.registers import queries as register_queries

    first = province_of.held(session, ready.clerk, ready.staff, ready.boards[0], date(2021, 5, 4))
    second = province_of.held(session, ready.clerk, ready.staff, ready.boards[0], date(2021, 5, 20), body="Thanh tra tỉnh")
    for row, other in ((first, "Thanh tra tỉnh kiểm tra ngày 20/05/2021"), (second, "Đoàn của cơ quan kiểm tra ngày 04/05/2021")):
        known = register_queries.lookups(session, ready.top.id, ROUNDS, DAY)
        values = {column.name: getattr(row, column.name) for column in ROUNDS.entered}
        assert other in ROUNDS.warn(values, known)["starts_on"]
        assert ROUNDS.warn(values | {"object_id": ready.boards[1].id}, known).get("starts_on") is None


def measured(session, agency_id, code, last=END):
    measure = next(one for one in queries.MEASURES if one.code == code)
    found = measure.count(session, agency_id, date(2020, 12, 15), last)
    return found.numerator, found.denominator, found.rows


def test_plan_targets_are_counted_from_rounds_and_returns(session, ready):
    row = province_of.held(session, ready.clerk, ready.staff, ready.boards[0], date(2021, 4, 5), minutes_on=date(2021, 4, 6))
    province_of.held(session, ready.clerk, ready.staff, ready.districts[0], date(2021, 4, 7), minutes_on=date(2021, 4, 8))
    own = province_of.returned(session, ready.clerk, ready.staff, ready.boards[0], date(2021, 11, 1), 8, 6)
    assert measured(session, ready.top.id, "inspection_departments") == (1, 10, (row.id,))
    assert measured(session, ready.top.id, "inspection_districts")[:2] == (1, 11)
    assert measured(session, ready.top.id, "inspection_communes")[:2] == (0, 14)
    assert measured(session, ready.top.id, "inspection_units")[:2] == (2, 35)
    assert measured(session, ready.top.id, "inspection_internal") == (6, 8, (own.id,))
    assert measured(session, ready.top.id, "inspection_returns")[:2] == (1, 21)
    assert measured(session, ready.top.id, "inspection_departments", date(2021, 4, 5))[:2] == (0, 10)


def test_the_chapter_of_the_signed_report(session, ready, office):
    assert queries.chapter(session, office.agency.id, 2024, as_of=date(2024, 8, 15)) == ()
    province_of.held(session, ready.clerk, ready.staff, ready.wards[0], date(2021, 4, 5), minutes_on=date(2021, 4, 6))
    ready.wards[13].valid_to = date(2020, 12, 31)
    session.flush()
    blocks = queries.chapter(session, ready.top.id, 2021, as_of=END)
    table = next(one for one in blocks if one["kind"] == "table")
    assert table["rows"][2] == ["3", "UBND cấp xã trên địa bàn tỉnh", "≥ 20%", "13", "3", "1", "7,7%", "Còn thiếu 2"]
    said = str(blocks)
    assert "Kết thúc ngày 31/12/2020, trước năm 2021" in said
    assert "21/21 đơn vị không báo cáo" in said
    assert "Không báo cáo, xem như không thực hiện" in said


def test_the_years_papers_hold_coverage_and_every_round(session, ready):
    province_of.held(session, ready.clerk, ready.staff, ready.wards[0], date(2021, 4, 5), minutes_on=date(2021, 4, 6))
    rows = list(session.scalars(select(InspectionRound)))
    printing = Printing(document_queries.office_of(session, ready.top.id), END, 2021)
    report = year_papers.results(session, printing, rows)
    assert (report["title"], report["symbol"]) == ("BÁO CÁO", "BC-UBND")
    assert "UBND cấp xã trên địa bàn tỉnh" in str(report["parts"])
    assert report["annexes"][0]["blocks"][0]["rows"][0][1] == ready.wards[0].name
    assert [one["heading"].partition(". ")[0] for one in report["parts"]] == ["I", "II", "III"]
    conclusion = year_papers.conclusion(session, printing, rows)
    assert (conclusion["title"], conclusion["symbol"]) == ("THÔNG BÁO", "TB-UBND")
    assert "năm 2021" in conclusion["subject"]


def test_the_programme_costs_the_same_however_large_it_is(session, ready):
    _ = ready.top.id  # loaded before it is counted
    with counted(session) as few:
        standing(session, ready)
        clashes_of(session, ready.top.id, 2021)
    for unit in (*ready.boards, *ready.wards):
        province_of.held(session, ready.clerk, ready.staff, unit, date(2021, 4, 5), minutes_on=date(2021, 4, 6))
        province_of.returned(session, ready.clerk, ready.staff, unit, date(2021, 11, 1))
    programme.add_class(session, ready.clerk, 2021, NewClass("Khác", Decimal(5)), now=NOW)
    session.expire_all()
    _ = ready.top.id
    with counted(session) as many:
        standing(session, ready)
        clashes_of(session, ready.top.id, 2021)
    assert len(many) == len(few)


def own_clerk(session, agency, name):
    """The clerk of an agency below."""
    desk = people.unit(session, agency, "Văn phòng", kind=UnitKind.DEPARTMENT)
    person = people.person(session, name)
    people.post(session, desk, person, Role.CLERK)
    return people_queries.load_actor(session, person.id, DAY)


REPORT = {
    "number": "5/BC-UBND",
    "reported_on": date(2021, 11, 1),
    "units_total": 10,
    "units_inspected": 6,
    "found": 2,
    "put_right": 1,
    "note": "",
}


def test_a_lower_agency_hands_in_its_own_report(session, ready):
    theirs = own_clerk(session, ready.districts[0], "huyen.lan")
    (asked,) = asked_of(session, theirs, 2021)
    assert (asked.agency, asked.unit, asked.terms.due_on, asked.row) == (ready.top.name, ready.districts[0].name, date(2021, 11, 14), None)
    on = {"today": date(2021, 11, 2), "now": NOW}
    with pytest.raises(BadInput) as refused:
        hand_in(session, theirs, asked, REPORT | {"units_inspected": 11}, 2021, **on)
    assert list(refused.value.fields) == ["units_inspected"]
    row = hand_in(session, theirs, asked, REPORT, 2021, **on)
    assert (row.agency_id, row.object_id, row.unit_id) == (ready.top.id, ready.districts[0].id, ready.top.id)
    (again,) = asked_of(session, theirs, 2021)
    assert hand_in(session, theirs, again, REPORT | {"put_right": 2}, 2021, version=row.version, **on).put_right == 2
    with pytest.raises(Conflict):
        hand_in(session, theirs, again, REPORT, 2021, version=99, **on)
    with pytest.raises(WrongState, match="Đã hết hạn báo cáo ngày 14/11/2021"):
        hand_in(session, theirs, again, REPORT, 2021, today=date(2021, 11, 15), now=NOW)
    assert hand_in(session, theirs, again, REPORT | {"put_right": 2}, 2021, today=date(2021, 11, 14), now=NOW) is row  # the last day is one
    entries = session.scalars(select(AuditEntry).where(AuditEntry.verb == "hand_in")).all()
    assert [one.agency_id for one in entries] == [ready.top.id] * 2  # the log of the agency whose register it is
    assert standing(session, ready).classes[3].inspected == 6


def test_a_report_is_asked_only_of_those_who_owe_it(session, ready):
    assert asked_of(session, own_clerk(session, ready.wards[0], "xa.lan"), 2021) == []  # communes inspect nobody below them
    theirs = own_clerk(session, ready.districts[1], "huyen.binh")
    assert asked_of(session, theirs, 2022) == []
    other = asked_of(session, own_clerk(session, ready.districts[2], "huyen.cuc"), 2021)[0]
    with pytest.raises(NotAllowed):
        hand_in(session, theirs, other, REPORT, 2021, today=DAY, now=NOW)
