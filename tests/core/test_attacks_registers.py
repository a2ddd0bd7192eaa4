"""What a hostile or hurried person does to registers: days no calendar has, papers that name people, promises made twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import String, select

from tests.factories import feedback, procedures
from tthc.adapters.qr import qr
from tthc.core.audit.models import AuditEntry
from tthc.core.books import BOOKS
from tthc.core.dossiers.actions import APOLOGIES, DOSSIERS
from tthc.core.dossiers.models import Apology
from tthc.core.feedback import queries as feedback_queries
from tthc.core.feedback.actions import BOOK as FEEDBACK
from tthc.core.feedback.actions import steps as feedback_steps
from tthc.core.feedback.rules.words import FeedbackClass, Subject
from tthc.core.files.ports import SheetColumn
from tthc.core.postings.actions import Proof, mark_posted
from tthc.core.registers import actions, queries
from tthc.core.registers.models import RegisterImport
from tthc.core.registers.rules import Column, Kind, Lookups, documents, read
from tthc.core.registers.rules.sheets import row_mark
from tthc.core.visits import actions as visit_actions
from tthc.core.visits import queries as visit_queries
from tthc.jobs.registers import export_register, load_register, read_register
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, NotFound, WrongState

NOWHERE = Lookups(date(2024, 8, 15))
LARGEST = 2**31 - 1  # of a whole number in both databases


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1), date(1899, 12, 31), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
def test_a_day_in_a_cell_is_one_that_can_be_typed(day):
    with pytest.raises(BadInput):
        read(Column("on", "Ngày", Kind.DAY), day, NOWHERE)


@pytest.mark.parametrize("count", [LARGEST + 1, str(LARGEST + 1), Decimal(10) ** 11, 1e11])
def test_a_count_fits_its_column_in_both_databases(count):
    with pytest.raises(BadInput):
        read(Column("reach", "Số lượt", Kind.COUNT), count, NOWHERE)
    assert read(Column("reach", "Số lượt", Kind.COUNT), LARGEST, NOWHERE) == LARGEST


@pytest.mark.parametrize("name", BOOKS)
def test_what_a_column_lets_through_its_table_can_hold(name):
    """SQLite keeps any length; the other database refuses, in the middle of a load."""
    book = BOOKS[name]
    table = book.model.__table__.columns
    narrow = {
        column.name
        for column in book.entered
        if column.name in table
        and isinstance(table[column.name].type, String)
        and table[column.name].type.length
        and column.kind in (Kind.TEXT, Kind.LONG, Kind.CODE, Kind.LINK)
        and table[column.name].type.length < column.longest
    }
    assert not narrow


def test_a_link_too_long_for_a_code_does_not_keep_a_list_from_being_printed(office, today):
    """A link may have 1,000 letters of three bytes each; the largest code holds 2,331 bytes."""
    printing = documents.Printing(documents.Office("UBND phường Mẫu", "", "Mẫu", "UBND", "https://mau.vn", ""), today)
    given = [
        {"code": "1.000110", "name": "Đăng ký kết hôn", "link": "https://" + "ệ" * 990},
        {"code": "1", "name": "N", "link": "https://a.vn"},
    ]
    sheets = documents.posting_sheets(printing, given)["sheets"]
    assert [one["address"] for one in sheets] == ["https://mau.vn/thu-tuc/1.000110.html", "https://a.vn"]
    assert [one["is_national"] for one in sheets] == [False, True]
    assert all(qr(one["address"]) for one in sheets)


def test_a_long_field_is_a_name_that_a_disk_can_hold():
    assert len(documents.field_name("Lĩnh vực rất dài " * 18)) <= 200


def test_the_name_of_a_scan_is_not_told_of_feedback(session, office, toolbox, today, now):
    """A scan is called after its sender; the log and the row's history are read by all."""
    clerk = office.actor("clerk")
    row = feedback.received(session, clerk, office.staff, today=today, now=now)
    stored = toolbox.files.keep(b"%PDF-1.4\n", "application/pdf")
    paper = actions.attach(session, clerk, FEEDBACK, row, stored, "don-Nguyen-Thi-Binh.pdf", "Đơn của bà Bình", now=now)
    actions.detach(session, clerk, FEEDBACK, row, paper, now=now)
    told = [entry.before + entry.after for entry in session.scalars(select(AuditEntry).where(AuditEntry.thing == "feedback"))]
    assert not any("Nguyen-Thi-Binh" in words or "bà Bình" in words for words in told)
    assert any(stored.sha256 in words for words in told)


def test_the_photo_of_a_proof_stays_while_it_proves(session, office, toolbox, today, now):
    """A photo exchanged after it was verified would make another proof of it; one more may be added."""
    officer, book = office.actor("officer"), BOOKS["communication_item"]
    values = {"title": "Họp dân", "channel": "meeting", "held_on": date(2024, 5, 2), "unit_id": office.justice.id, "topic_id": None}
    row = actions.enter(session, officer, book, values, today=today, now=now)
    photos = [toolbox.files.keep(b"%PDF-1.4\n" + name, "application/pdf") for name in (b"one", b"two")]
    paper = actions.attach(session, officer, book, row, photos[0], "anh.pdf", now=now)
    actions.offer(session, officer, book, row, office.occurrences.posting, today=today, now=now)
    with pytest.raises(WrongState):
        actions.detach(session, officer, book, row, paper, now=now)
    assert actions.attach(session, officer, book, row, photos[1], "anh-2.pdf", now=now).id


def test_a_telephone_finds_no_row_of_others(session, office, today, now):
    """Who guesses a number at the form of receipt learns nothing of rows that others handle."""
    clerk, officer = office.actor("clerk"), office.actor("second")
    row = feedback.received(session, clerk, office.justice, today=today, now=now, content="Đường đất sụt lở ở xóm Đồi.")
    asked = ("Chợ họp lấn lòng đường mỗi sáng sớm.", feedback.PHONE, 2024)
    assert [one.id for one in feedback_queries.similar(session, clerk, *asked)] == [row.id]
    assert feedback_queries.similar(session, officer, *asked) == []


def _late_apology(session, office, today, now):
    clerk = office.actor("clerk")
    common = {"field": "Hộ tịch", "channel": "direct", "unit_id": office.desk.id}
    for number in (1, 2):
        days = {"received_on": date(2024, 8, 5), "due_on": date(2024, 8, 8)}
        actions.enter(session, clerk, DOSSIERS, common | days | {"code": f"H-{number}"}, today=today, now=now)
    days = {"received_on": date(2024, 8, 12), "due_on": date(2024, 8, 26)}
    actions.enter(session, clerk, DOSSIERS, common | days | {"code": "H-3"}, today=today, now=now)
    row = session.scalars(select(Apology).where(Apology.dossier_code == "H-1")).one()
    sent = {"new_due": date(2024, 8, 20), "reason": "Chờ xác minh", "sent_on": date(2024, 8, 9)}
    actions.edit(session, clerk, APOLOGIES, row, sent, today=today, now=now)
    return clerk, row


@pytest.mark.parametrize(
    "change",
    [{"sent_on": None}, {"dossier_code": "H-3", "sent_on": None, "new_due": None}, {"dossier_code": "H-3", "new_due": date(2024, 8, 27)}],
)
def test_an_apology_that_was_sent_stays_sent(session, office, today, now, change):
    """Otherwise a second new day would be promised behind the first (only one rescheduling, form 04 of Circular 03/2025)."""
    clerk, row = _late_apology(session, office, today, now)
    with pytest.raises(BadInput):
        actions.edit(session, clerk, APOLOGIES, row, change, today=today, now=now)


def test_an_apology_that_was_sent_is_not_removed_to_write_another(session, office, today, now):
    clerk, row = _late_apology(session, office, today, now)
    with pytest.raises(WrongState):
        actions.remove(session, clerk, APOLOGIES, row, "Nhập nhầm", today=today, now=now)


def test_a_press_comes_again_after_its_visit_was_removed(session, office, today, now):
    """The tablet sends on until it is answered: a row that the clerk took out must not stop all that come after it."""
    clerk = office.actor("clerk")
    _, code = visit_actions.add_counter(session, clerk, office.desk.id, "Quầy 1", units={office.desk.id}, now=now)
    attempt = visit_actions.begin_pairing(session, system(), "::1", now=now)
    secret = visit_actions.pair(session, system(), attempt, code, now=now)
    counter = visit_queries.counter_of(session, secret)
    row = visit_actions.take(session, counter.actor, counter, "a-key", today=today, now=now)
    actions.remove(session, clerk, visit_actions.BOOK, row, "Bấm thử", today=today, now=now)
    with pytest.raises(WrongState):
        visit_actions.take(session, counter.actor, counter, "a-key", today=today, now=now)
    assert visit_actions.take(session, counter.actor, counter, "another", today=today, now=now).number == 2


class Desk:
    """Does with sheets what a person and the worker do."""

    def __init__(self, session, toolbox, now):
        self.session, self.toolbox, self.now = session, toolbox, now

    def stage(self, who, book, head, rows, **options):
        content = self.toolbox.sheets.write("Sổ", [SheetColumn(title) for title in head], rows)
        return self.read(who, book, content, **options)

    def read(self, who, book, content, **options):
        stored = self.toolbox.files.keep(content, "application/octet-stream")
        row = actions.stage(self.session, who, book, stored, "so.xlsx", now=self.now, **options)
        self.session.commit()
        assert read_register(self.session(), self.toolbox, row.id)
        return self.again(row)

    def again(self, row):
        self.session.expire_all()
        return self.session.get_one(RegisterImport, row.id)

    def load(self, who, book, row):
        actions.ask_load(self.session, who, book, row, version=row.version, now=self.now)
        self.session.commit()
        assert load_register(self.session(), self.toolbox, row.id)
        return self.again(row)


@pytest.fixture
def desk(session, toolbox, now):
    return Desk(session, toolbox, now)


def test_a_colleague_does_not_see_a_sheet_that_writes_for_other_units(session, office, desk, today, now):
    """It is loaded with the rights of who sent it, and shows what that person may see."""
    clerk, officer = office.actor("clerk"), office.actor("officer")
    book, head = BOOKS["communication_item"], ("Tên tin, bài", "Kênh", "Ngày thực hiện", "Đơn vị")
    lines = [("Bài của người khác", "Zalo", "02/05/2024", "Văn hóa - Xã hội")]
    row = desk.stage(clerk, book, head, lines, unit_id=office.justice.id)
    assert row.preview["counts"]["new"] == 1
    with pytest.raises(NotFound):
        queries.register_import(session, officer, book, row.id)
    assert queries.register_import(session, clerk, book, row.id).id == row.id


def test_a_sheet_that_moves_feedback_to_another_year_says_so(session, office, desk, today, now):
    clerk = office.actor("clerk")
    row = feedback.received(session, clerk, office.staff, today=today, now=now)
    mark = row_mark(row.agency_id, "feedback", row.id)
    head = ("Mã dòng", "Ngày tiếp nhận", "Hình thức tiếp nhận", "Nội dung đầy đủ", "Đơn vị xử lý")
    content, unit = row.content, office.staff.name
    staged = desk.stage(clerk, FEEDBACK, head, [(mark, "20/12/2023", "Điện thoại chuyên dùng", content, unit)])
    loaded = desk.load(clerk, FEEDBACK, staged)
    assert "năm 2024" in (loaded.problem or "")
    actions.discard(session, clerk, FEEDBACK, loaded, now=now)


def test_days_of_receipt_do_not_pass_what_was_done(session, office, today, now):
    """A later day of receipt would move the clock of a row that was answered too late."""
    clerk = office.actor("clerk")
    row = feedback.received(session, clerk, office.staff, today=today, now=now, received_on=date(2024, 7, 1))
    at = {"today": date(2024, 7, 3), "now": now}
    feedback_steps.classify(session, clerk, row, FeedbackClass.CONDUCT, Subject.CONDUCT, **at)
    feedback_steps.assign(session, clerk, row, office.staff.id, **at)
    feedback_steps.start(session, clerk, row, **at)
    with pytest.raises(BadInput):
        actions.edit(session, clerk, FEEDBACK, row, {"received_on": date(2024, 8, 1)}, today=today, now=now)


def test_two_decisions_of_one_number(session, office, desk, toolbox, today, now):
    """Numbers begin again each year: each sheet stays with the decision that asked for it, can be edited and comes back from a workbook."""
    clerk, book = office.actor("clerk"), BOOKS["posting"]
    made = procedures.procedure(session, clerk, office.staff, "1.000110", "Đăng ký kết hôn", today=today)
    for year, kind in ((2023, "new"), (2024, "amended")):
        days = {"decision_on": date(year, 3, 1), "decision_effective_on": date(year, 3, 10)}
        words = {"decision_number": "12/QĐ-UBND", "change_kind": kind}
        actions.edit(session, clerk, BOOKS["procedure"], made, days | words, today=today, now=now)
    sheets = procedures.sheets(session, made)
    before = {one.id: one.announcement_id for one in sheets}
    assert len(set(before.values())) == 2
    for one in sheets:
        actions.edit(session, clerk, book, one, {"note": "Đã xem"}, today=today, now=now)
    open_ones = [one.id for one in sheets if one.remove_on is None]
    mark_posted(session, clerk, open_ones, Proof(date(2024, 8, 14), link="https://anbinh.vn/1"), today=today, now=now)
    session.commit()
    asked = actions.ask_export(session, clerk, book, queries.Ask(), today=today, now=now)
    session.commit()
    assert export_register(session(), toolbox, asked.id)
    session.expire_all()
    stored = queries.export(session, clerk, book, asked.id).stored_file
    back = desk.read(clerk, book, toolbox.files.read(stored.sha256), unit_id=office.staff.id)
    assert (back.preview["counts"]["same"], back.preview["problem_count"]) == (len(sheets), 0)
    session.expire_all()
    assert {one.id: one.announcement_id for one in sheets} == before
