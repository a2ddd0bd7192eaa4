"""Sheets: opened by decisions, replaced, ended, marked with one photo, counted live."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import people, procedures
from tests.factories import queries as sent
from tthc.core.audit.models import AuditEntry
from tthc.core.calendar import actions as calendar_actions
from tthc.core.postings import queries
from tthc.core.postings.actions import (
    POSTINGS,
    PROCEDURES,
    NewPlace,
    Proof,
    add_place,
    begin_places,
    change_place,
    close_place,
    keep_sheets,
    mark_posted,
    mark_removed,
    withdraw_change,
)
from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.postings.rules import Rank
from tthc.core.procedures.models import ProcedureChange
from tthc.core.registers import actions
from tthc.core.registers import queries as register_queries
from tthc.core.registers.models import RegisterFile
from tthc.core.registers.queries import Ask
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, NotAllowed, NotFound, WrongState

BOARD, WEBSITE, QR, BINDER = "Bảng niêm yết", "Trang thông tin điện tử", "Mã QR", "Quyển thủ tục"


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def when(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def photo(toolbox):
    return ("bang.jpg", toolbox.files.keep(b"\xff\xd8\xff anh", "image/jpeg"))


def words(session, row, today, **asked):
    return [POSTINGS.badge(one, today).text for one in procedures.sheets(session, row, **asked)]


def places(session, agency):
    return {one.name: one for one in session.scalars(select(PostingPlace).where(PostingPlace.agency_id == agency.id))}


def post_all(session, actor, row, photo, when, on=date(2024, 8, 12), place=None):
    ids = [one.id for one in procedures.sheets(session, row, place=place) if one.posted_on is None]
    return mark_posted(session, actor, ids, Proof(on, files=[photo]), **when)


def test_a_decision_opens_one_duty_for_each_place(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    found = procedures.sheets(session, row)
    assert [(one.place_name, one.due_on, one.decision_number) for one in found] == [
        (name, date(2024, 8, 12), procedures.NUMBER) for name in (BOARD, WEBSITE, QR, BINDER)
    ]
    PROCEDURES.settle(session, clerk, [row], **when)
    keep_sheets(session, clerk, {row.id}, **when)
    assert [one.id for one in procedures.sheets(session, row, gone=True)] == [one.id for one in found]
    assert words(session, row, when["today"]) == ["Quá hạn 3 ngày"] * 4


def test_internal_procedures_hang_nowhere(session, office, clerk):
    assert procedures.sheets(session, procedures.announced(session, clerk, office.justice, nature="internal")) == []


def test_abolished_sheets_have_to_go_with_a_clock(session, office, clerk, photo, when, now):
    calendar_actions.seed(session, system(), now=now)
    row = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, row, photo, when, place=BOARD)
    procedures.change(session, clerk, row, "abolished", decision_effective_on=date(2024, 8, 15))
    board, website, *_ = procedures.sheets(session, row)
    assert (board.remove_on, board.check_by) == (date(2024, 8, 15), date(2024, 8, 22))  # five working days
    assert POSTINGS.badge(board, date(2024, 8, 14)).text == "Gỡ từ 15/08/2024"
    assert POSTINGS.badge(board, date(2024, 8, 15)).text == "Phải gỡ"
    assert POSTINGS.badge(board, date(2024, 8, 24)).text == "Phải gỡ, quá 2 ngày"
    assert POSTINGS.badge(website, date(2024, 8, 15)).text == "Thôi niêm yết"
    mark_removed(session, clerk, [board.id], Proof(date(2024, 8, 15), files=[photo]), **when)
    assert words(session, row, when["today"], place=BOARD) == ["Đã gỡ"]


def test_an_amendment_asks_for_a_new_sheet_and_ends_the_old(session, office, clerk, photo, when):
    row = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, row, photo, when, place=BOARD)
    procedures.change(session, clerk, row, "amended")
    old, new = procedures.sheets(session, row, place=BOARD)
    assert (old.remove_on, new.due_on, new.decision_number) == (date(2024, 8, 14), date(2024, 8, 14), "1200/QĐ-UBND")
    assert words(session, row, when["today"], place=BOARD) == ["Phải gỡ", "Quá hạn 1 ngày"]


def test_taking_the_decision_back_takes_its_duties_back(session, office, clerk, photo, when):
    row = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, row, photo, when, place=BOARD)
    procedures.change(session, clerk, row, "amended")
    last = session.scalars(select(ProcedureChange).order_by(ProcedureChange.id.desc()).limit(1)).one()
    withdraw_change(session, clerk, last, **when)
    assert words(session, row, when["today"], place=BOARD) == ["Đã niêm yết"]
    procedures.change(session, clerk, row, "amended")
    assert words(session, row, when["today"], place=BOARD) == ["Phải gỡ", "Quá hạn 1 ngày"]  # and they come again


def test_a_duty_that_somebody_removed_with_a_reason_is_not_opened_again(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    actions.remove(session, clerk, POSTINGS, procedures.sheets(session, row, place=QR)[0], "không dùng mã QR cho thủ tục này", **when)
    PROCEDURES.settle(session, clerk, [row], **when)
    assert [one.place_name for one in procedures.sheets(session, row)] == [BOARD, WEBSITE, BINDER]


def test_a_sheet_hung_before_its_decision_was_known_belongs_to_it(session, office, clerk, photo, when):
    row = procedures.procedure(session, clerk, office.justice)
    assert [one.announcement_id for one in procedures.sheets(session, row)] == [None] * 4
    post_all(session, clerk, row, photo, when)
    procedures.change(session, clerk, row, "new", **procedures.DECISION)
    assert words(session, row, when["today"]) == ["Đã niêm yết"] * 4
    assert {one.decision_number for one in procedures.sheets(session, row)} == {procedures.NUMBER}


def test_a_procedure_removed_from_the_register_leaves_nothing_to_do(session, office, clerk, photo, when):
    row = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, row, photo, when, place=BOARD)
    actions.remove(session, clerk, PROCEDURES, row, "nhập nhầm", **when)
    assert [(one.place_name, one.remove_on) for one in procedures.sheets(session, row)] == [(BOARD, when["today"])]


def test_many_are_marked_at_once_with_one_photo(session, office, clerk, photo, when):
    rows = [procedures.announced(session, clerk, office.justice, f"1.0000{number:02}", f"Thủ tục {number}") for number in range(12)]
    ids = [procedures.sheets(session, row, place=BOARD)[0].id for row in rows]
    marked = mark_posted(session, clerk, ids, Proof(when["today"], "paper", files=[photo], note="ảnh bảng"), **when)
    assert {(one.posted_on, one.form, one.note) for one in marked} == {(when["today"], "paper", "ảnh bảng")}
    files = session.scalars(select(RegisterFile)).all()
    assert sorted(one.row_id for one in files) == sorted(ids)
    assert len({one.stored_file_id for one in files}) == 1
    told = session.scalars(select(AuditEntry).where(AuditEntry.verb == "mark_posted")).all()
    assert sorted(one.thing_id for one in told) == sorted(ids)


@pytest.mark.parametrize(
    ("proof", "field"),
    [
        (Proof(date(2024, 8, 15)), "photos"),
        (Proof(date(2024, 8, 16), link="https://phuong.vn/1"), "on"),
        (Proof(date(2024, 8, 15), link="javascript:alert(1)"), "link"),
        (Proof(date(2024, 8, 15), "stone", "https://phuong.vn/1"), "form"),
        (Proof(date(2024, 8, 15), link="https://phuong.vn/1", note="x" * 301), "note"),
    ],
)
def test_proofs_that_are_refused(session, office, clerk, when, proof, field):
    row = procedures.announced(session, clerk, office.justice)
    with pytest.raises(BadInput) as refused:
        mark_posted(session, clerk, [procedures.sheets(session, row)[0].id], proof, **when)
    assert field in refused.value.fields


def test_what_hangs_is_not_hung_twice_and_what_is_gone_not_removed_twice(session, office, clerk, photo, when):
    row = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, row, photo, when)
    one = procedures.sheets(session, row)[0]
    with pytest.raises(WrongState, match=r"1\.004873 đã được ghi nhận"):
        mark_posted(session, clerk, [one.id], Proof(when["today"], files=[photo]), **when)
    with pytest.raises(BadInput, match="ít nhất một"):
        mark_posted(session, clerk, [], Proof(when["today"], files=[photo]), **when)
    with pytest.raises(BadInput) as refused:
        mark_removed(session, clerk, [one.id], Proof(date(2024, 8, 1), note="đã kiểm tra"), **when)
    assert "on" in refused.value.fields
    mark_removed(session, clerk, [one.id], Proof(when["today"], note="Người clerk kiểm tra"), **when)
    with pytest.raises(WrongState):
        mark_removed(session, clerk, [one.id], Proof(when["today"], note="lần nữa"), **when)


def test_only_who_keeps_the_sheets_marks_them(session, office, clerk, photo, when):
    row = procedures.announced(session, clerk, office.justice)
    one = procedures.sheets(session, row)[0]
    with pytest.raises(NotAllowed):
        mark_posted(session, office.actor("second"), [one.id], Proof(when["today"], files=[photo]), **when)
    assert mark_posted(session, office.actor("officer"), [one.id], Proof(when["today"], files=[photo]), **when)
    assert queries.groups(session, office.actor("second"), when["today"], is_removal=False) == []


def test_coverage_is_live(session, office, clerk, photo, when, today):
    one = procedures.announced(session, clerk, office.justice)
    two = procedures.announced(session, clerk, office.justice, "1.000002", "Hai")
    procedures.announced(session, clerk, office.justice, "1.000003", "Sắp có hiệu lực", decision_effective_on=date(2024, 9, 1))
    post_all(session, clerk, one, photo, when)
    post_all(session, clerk, two, photo, when, place=BOARD)
    found = queries.coverage(session, clerk, today)
    assert (found.in_force, found.everywhere, int(found.percent)) == (2, 1, 50)
    assert [(at.name, at.posted, at.missing) for at in found.places] == [(BOARD, 2, 0), (WEBSITE, 1, 1), (QR, 1, 1), (BINDER, 1, 1)]
    assert queries.coverage(session, clerk, date(2024, 8, 11)).in_force == 0
    procedures.change(session, clerk, two, "abolished", decision_effective_on=today)
    found = queries.coverage(session, clerk, today)
    assert (found.in_force, int(found.percent), found.places[0].to_remove) == (1, 100, 1)


def test_figures(session, office, clerk, photo, when, today):
    assert [one.count(session, office.agency.id, date(2024, 1, 1), today).denominator for one in queries.MEASURES] == [0, 0]
    one = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, one, photo, when, place=BOARD)
    post_all(session, clerk, one, photo, when, on=today)
    everywhere, on_time = (one.count(session, office.agency.id, date(2024, 1, 1), today) for one in queries.MEASURES)
    assert (int(everywhere.numerator), int(everywhere.denominator)) == (1, 1)
    assert (int(on_time.numerator), int(on_time.denominator), len(on_time.rows)) == (1, 4, 1)


def test_what_differs_from_law_and_decisions(session, office, clerk, photo, when, today):
    one = procedures.announced(session, clerk, office.justice)
    two = procedures.announced(session, clerk, office.justice, "1.000002", "Hai", decision_effective_on=today)
    post_all(session, clerk, one, photo, when)
    post_all(session, clerk, two, photo, when, on=today, place=BOARD)
    procedures.change(session, clerk, one, "abolished")
    found = queries.stale(session, clerk, today)
    assert [(line.kind, line.code, line.place, line.days) for line in found] == [
        ("missing", "1.000002", QR, 0),
        ("missing", "1.000002", BINDER, 0),
        ("missing", "1.000002", WEBSITE, 0),
        *(("remove", "1.004873", place, 0) for place in (BOARD, QR, BINDER, WEBSITE)),
    ]
    late = [line for line in queries.stale(session, clerk, date(2024, 8, 17)) if line.code == "1.000002"]
    assert {(line.kind, line.days) for line in late} == {("overdue", 2)}


def test_a_new_place_needs_what_is_in_force(session, office, clerk, when, today):
    row = procedures.announced(session, clerk, office.justice)
    gone = procedures.announced(session, clerk, office.justice, "1.000002", "Hai")
    procedures.change(session, clerk, gone, "abolished")
    asked = NewPlace("Màn hình tra cứu", "screen", unit_id=office.desk.id, active_from=date(2024, 9, 1))
    place = add_place(session, clerk, asked, **when)
    new = procedures.sheets(session, row, place="Màn hình tra cứu")[0]
    assert (new.due_on, new.unit_id, POSTINGS.badge(new, today).text) == (date(2024, 9, 1), office.desk.id, "Còn 17 ngày")
    assert procedures.sheets(session, gone, place="Màn hình tra cứu") == []
    assert place.position == 5
    change_place(session, clerk, place, NewPlace("Ki-ốt tra cứu", "screen"), **when)
    assert procedures.sheets(session, row, place="Ki-ốt tra cứu")


def test_a_place_that_is_given_up(session, office, clerk, photo, when, today):
    row = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, row, photo, when, place=BINDER)
    known = places(session, office.agency)
    close_place(session, clerk, known[BINDER], None, **when)
    close_place(session, clerk, known[QR], None, **when)
    assert words(session, row, today, place=BINDER) == ["Phải gỡ"]
    assert words(session, row, today, place=QR) == ["Thôi niêm yết"]
    assert [at.name for at in queries.coverage(session, clerk, today).places] == [BOARD, WEBSITE]
    later = procedures.announced(session, clerk, office.justice, "1.000002", "Hai")
    assert [one.place_name for one in procedures.sheets(session, later)] == [BOARD, WEBSITE]
    with pytest.raises(WrongState):
        close_place(session, clerk, known[QR], None, **when)


def test_places_are_the_clerks(session, office, clerk, when, now):
    assert [one.name for one in begin_places(session, clerk, now=now)] == [BOARD, WEBSITE, QR, BINDER]
    assert len(begin_places(session, clerk, now=now)) == 4
    for asked, field in (
        (NewPlace("", "board"), "name"),
        (NewPlace("bảng  niêm yết", "board"), "name"),
        (NewPlace("Nơi mới", "wall"), "medium"),
        (NewPlace("Nơi mới", "board", unit_id=987_654), "unit_id"),
    ):
        with pytest.raises(BadInput) as refused:
            add_place(session, clerk, asked, **when)
        assert field in refused.value.fields
    with pytest.raises(NotAllowed):
        add_place(session, office.actor("officer"), NewPlace("Nơi mới", "board"), **when)


def test_a_sheet_typed_by_hand_names_a_known_procedure_and_its_decision(session, office, clerk, when):
    row = procedures.announced(session, clerk, office.justice)
    place = add_place(session, clerk, NewPlace("Nhà văn hóa tổ 5", "board", active_from=date(2025, 1, 1)), **when)
    known = places(session, office.agency)
    with pytest.raises(BadInput, match="Chưa lưu được"):
        procedures.sheet(session, clerk, row, known[BOARD])  # the duty is there already
    for values, field in (
        ({"procedure_code": "9.999999"}, "procedure_code"),
        ({"decision_number": ""}, "decision_number"),
        ({"decision_number": "7/QĐ-UBND"}, "decision_number"),
        ({"posted_on": date(2024, 8, 16)}, "posted_on"),
        ({"removed_on": date(2024, 8, 1)}, "posted_on"),
        ({"posted_on": date(2024, 8, 10), "removed_on": date(2024, 8, 1)}, "removed_on"),
    ):
        with pytest.raises(BadInput) as refused:
            procedures.sheet(session, clerk, row, place, **values)
        assert field in refused.value.fields
    other = procedures.procedure(session, clerk, office.justice, "1.000002", "Hai")
    actions.remove(session, clerk, POSTINGS, procedures.sheets(session, other, place=BOARD)[0], "thử", **when)
    typed = procedures.sheet(session, clerk, other, known[BOARD], posted_on=date(2024, 8, 10))
    assert (typed.procedure_name, typed.procedure_id, typed.place_name) == ("Hai", other.id, BOARD)
    assert "hai" in typed.folded


def test_an_edited_sheet_stands_as_its_days_say(session, office, clerk, when, today):
    row = procedures.announced(session, clerk, office.justice)
    one = procedures.sheets(session, row)[0]
    actions.edit(session, clerk, POSTINGS, one, {"posted_on": date(2024, 8, 13)}, **when)
    assert (POSTINGS.badge(one, today).text, one.rank // 1_000_000) == ("Đã niêm yết", Rank.HANGS)
    actions.edit(session, clerk, POSTINGS, one, {"posted_on": None}, **when)
    assert one.rank // 1_000_000 == Rank.TO_POST


@pytest.mark.parametrize(("view", "count"), [("phai-niem-yet", 3), ("qua-han", 3), ("phai-go", 1), ("da-niem-yet", 0), ("da-go", 1)])
def test_views_tell_the_same_as_the_badges(session, office, clerk, photo, when, today, view, count):
    one = procedures.announced(session, clerk, office.justice)
    post_all(session, clerk, one, photo, when, place=BOARD)
    post_all(session, clerk, one, photo, when, place=QR)
    procedures.change(session, clerk, one, "abolished")
    mark_removed(session, clerk, [procedures.sheets(session, one, place=QR)[0].id], Proof(today, note="đã kiểm tra"), **when)
    two = procedures.announced(session, clerk, office.justice, "1.000002", "Hai")
    actions.remove(session, clerk, POSTINGS, procedures.sheets(session, two, place=BOARD)[0], "không treo", **when)
    rows = register_queries.rows(session, clerk, POSTINGS, Ask(view=view), today=today)
    assert len(rows) == count


def test_a_year_lists_what_hung_or_had_to_hang_in_it(session, office, clerk, photo, when, today):
    old = {"decision_on": date(2022, 5, 1), "decision_effective_on": date(2022, 6, 1)}
    row = procedures.announced(session, clerk, office.justice, **old)
    post_all(session, clerk, row, photo, when, on=date(2022, 6, 1))
    mark_removed(session, clerk, [procedures.sheets(session, row)[0].id], Proof(date(2023, 1, 5), note="bảng hỏng"), **when)
    count = {year: register_queries.count(session, clerk, POSTINGS, Ask(year=year), today=today) for year in (2021, 2022, 2023, 2024)}
    assert count == {2021: 0, 2022: 4, 2023: 4, 2024: 3}


def test_nothing_of_another_agency_is_hinted_at(session, office, clerk, photo, when, today):
    far = people.ward_of_the_example(session, today)
    row = procedures.announced(session, far.clerk, far.staff)
    own = procedures.announced(session, clerk, office.justice)
    theirs = procedures.sheets(session, row)[0]
    with pytest.raises(NotFound):
        mark_posted(session, clerk, [theirs.id, procedures.sheets(session, own)[0].id], Proof(today, files=[photo]), **when)
    with pytest.raises(NotFound):
        queries.place(session, clerk, theirs.place_id)
    assert queries.coverage(session, clerk, today).in_force == 1
    assert len(queries.places(session, clerk)) == 4
    assert queries.state_at_places(session, clerk, row.id) == []
    assert {line.code for line in queries.stale(session, clerk, today)} == {own.code}
    known = register_queries.lookups(session, office.agency.id, POSTINGS, today).known
    assert theirs.place_id not in known["places"]


def test_any_number_of_procedures_is_kept_with_the_same_number_of_queries(session, office, clerk, when, today):
    counts, reads = [], []
    for number in (3, 60):
        rows = procedures.written(office.justice, number)
        session.add_all(rows)
        with sent.counted(session) as seen:
            PROCEDURES.settle(session, clerk, rows, **when)
        counts.append(len(seen))
        with sent.counted(session) as seen:
            queries.coverage(session, clerk, today)
            queries.stale(session, clerk, today)
            queries.groups(session, clerk, today, is_removal=False)
        reads.append(len(seen))
    assert counts[1] <= counts[0]
    assert reads[1] == reads[0]
    assert session.query(Posting).count() == 63 * 4
