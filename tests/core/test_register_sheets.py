"""Sheets in and out of a register: what a preview says, what is loaded, what comes back unchanged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import queries as sent
from tests.factories import registers
from tests.factories.registers import BOOK, SampleRow
from tthc.core.audit import queries as audit_queries
from tthc.core.audit.models import AuditEntry
from tthc.core.books import BOOKS
from tthc.core.files.ports import SheetColumn
from tthc.core.people import queries as people_queries
from tthc.core.registers import actions, queries
from tthc.core.registers.models import RegisterExport, RegisterImport, RegisterImportState
from tthc.core.registers.queries import Ask, sheets
from tthc.core.registers.rules.sheets import Preview, pasted, row_mark
from tthc.jobs.registers import export_register, load_register, read_register
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState

HEAD = ("Mã số", "Tên gọi", "Ngày ghi", "Số lượng", "Mức độ", "Đơn vị")


@pytest.fixture
def who(session, office, monkeypatch):
    registers.open_book(session)
    monkeypatch.setitem(BOOKS, BOOK.name, BOOK)
    session.commit()
    return office.actor("officer")


@pytest.fixture
def desk(session, toolbox, who, now, today):
    return Desk(session, toolbox, who, now, today)


class Desk:
    """Does with sheets what a person and the worker do."""

    def __init__(self, session, toolbox, who, now, today):
        self.session, self.toolbox, self.who, self.now, self.today = session, toolbox, who, now, today

    def stage(self, rows, who=None, *, head=HEAD, name="so.xlsx", **options):
        content = self.toolbox.sheets.write("Sổ", [SheetColumn(title) for title in head], rows)
        return self.stage_file(content, who, name=name, **options)

    def stage_file(self, content, who=None, *, name="so.xlsx", **options):
        stored = self.toolbox.files.keep(content, "application/octet-stream")
        row = actions.stage(self.session, who or self.who, BOOK, stored, name, now=self.now, **options)
        self.session.commit()
        return self.read(row)

    def read(self, row):
        assert read_register(self.session(), self.toolbox, row.id)
        return self.again(row)

    def again(self, row):
        self.session.expire_all()
        return self.session.get_one(RegisterImport, row.id)

    def load(self, row, who=None):
        actions.ask_load(self.session, who or self.who, BOOK, row, version=row.version, now=self.now)
        self.session.commit()
        assert load_register(self.session(), self.toolbox, row.id)
        return self.again(row)

    def export(self, who=None, **ask):
        row = actions.ask_export(self.session, who or self.who, BOOK, Ask(**ask), today=self.today, now=self.now)
        self.session.commit()
        assert export_register(self.session(), self.toolbox, row.id)
        self.session.expire_all()
        return self.session.get_one(RegisterExport, row.id)

    def content(self, export):
        return self.toolbox.files.read(queries.export(self.session, self.who_of(export), BOOK, export.id).stored_file.sha256)

    def who_of(self, export):
        return people_queries.load_actor(self.session, export.asked_by_id, self.today)


def preview(row):
    return Preview.from_json(row.preview)


def told(row):
    return [(one.row, one.letter, one.title, one.words) for one in preview(row).problems]


def stored(session):
    return session.scalars(select(SampleRow).order_by(SampleRow.id)).all()


def test_a_sheet_is_shown_and_then_loaded(session, office, desk, who):
    row = desk.stage(
        [("1.1", "Khai sinh", "5/3/2024", "1.200", "Toàn trình", None), ("1.2", "Khai tử", date(2024, 4, 1), 7, None, "tư pháp - hộ tịch")]
    )
    shown = preview(row)
    assert shown.counts == {"new": 2, "changed": 0, "same": 0, "wrong": 0, "skipped": 0}
    assert shown.is_loadable
    assert shown.lines[0].cells["Số lượng"] == "1.200"
    assert stored(session) == []
    assert desk.load(row).state is RegisterImportState.LOADED
    first, second = stored(session)
    assert (first.code, first.on_day, first.amount, first.level, first.unit_id) == (
        "1.1",
        date(2024, 3, 5),
        1200,
        "full",
        office.justice.id,
    )
    assert (second.weight, second.folded, second.register_import_id) == (14, "1.2 khai tu", row.id)
    verbs = session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    assert verbs == ["stage", "keep_preview", "ask_load", "enter", "enter", "load"]
    assert audit_queries.verify(session).broken_at is None
    assert not load_register(session(), desk.toolbox, row.id)


def test_everything_wrong_is_told_with_its_place_and_nothing_is_saved(session, office, desk):
    rows = [
        ("1.1", "Khai sinh", "31/02/2024", "nhiều", "Vừa", "Phòng lạ"),
        (None, "", None, None, None, None),
        ("", "Thiếu mã", None, None, None, None),
        ("1.3", "Toàn trình không ngày", None, None, "Toàn trình", None),
        ("1.4", "Trùng", None, None, None, None),
        ("1.4", "Trùng", None, None, None, None),
        ("1.5", "Của nơi khác", None, None, None, "Văn hóa - Xã hội"),
        ("1.6", "Số lẻ", None, 1.5, None, str(office.justice.id)),
    ]
    row = desk.stage(rows)
    assert preview(row).counts == {"new": 1, "changed": 0, "same": 0, "wrong": 6, "skipped": 0}
    problems = {(number, letter): (title, words) for number, letter, title, words in told(row)}
    assert set(problems) == {(2, "C"), (2, "D"), (2, "E"), (2, "F"), (4, "A"), (5, "C"), (7, "A"), (8, "F"), (9, "D"), (9, "F")}
    assert problems[2, "C"][1] == 'Ngày ghi: "31/02/2024" không phải là ngày. Nhập theo dạng ngày/tháng/năm, ví dụ 15/08/2024.'
    assert problems[4, "A"] == ("Mã số", "Thiếu mã số. Nhập mã số.")
    assert problems[5, "C"][1] == "Nhập ngày ghi của dòng ở mức độ toàn trình."
    assert problems[7, "A"][1] == "Trùng mã số với dòng 6 của tệp. Giữ lại một dòng hoặc sửa giá trị."
    assert "không có quyền" in problems[8, "F"][1]
    assert problems[9, "F"][1].startswith('Đơn vị: không có đơn vị "')
    assert preview(row).problems[0].where == 'Trang "Sổ", dòng 2, cột C (Ngày ghi)'
    with pytest.raises(WrongState, match="chưa nhập được"):
        actions.ask_load(session, desk.who, BOOK, row, now=desk.now)
    assert stored(session) == []


def test_rows_of_the_register_are_known_by_key_and_by_mark(session, office, desk, who):
    one = registers.row(session, who, office.justice, code="1.1", name="Khai sinh", amount=5)
    session.commit()
    row = desk.stage([("1.1", "Khai sinh", None, None, None, None)])
    assert told(row) == [
        (
            2,
            "A",
            "Mã số",
            f"Sổ đã có dòng trùng mã số (mã dòng {row_mark(office.agency.id, BOOK.name, one.id)}). Xóa dòng này khỏi tệp, hoặc sửa giá trị.",
        )
    ]
    mark = row_mark(office.agency.id, BOOK.name, one.id)
    head = ("Mã số", "Tên gọi", "Số lượng", "Mã dòng")
    row = desk.stage([("1.1", "Khai sinh (sửa)", 6, mark)], head=head)
    (line,) = preview(row).lines
    assert [(c.title, c.before, c.after) for c in line.changes] == [("Tên gọi", "Khai sinh", "Khai sinh (sửa)"), ("Số lượng", "5", "6")]
    desk.load(row)
    (changed,) = stored(session)
    assert (changed.name, changed.amount, changed.weight, changed.on_day) == ("Khai sinh (sửa)", 6, 12, date(2024, 3, 5))
    entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "edit")).one()
    assert (entry.before, entry.after) == ('{"Số lượng":"5","Tên gọi":"Khai sinh"}', '{"Số lượng":"6","Tên gọi":"Khai sinh (sửa)"}')


def test_marks_of_other_registers_and_agencies_are_refused_alike(session, office, desk, who, now):
    mine = registers.row(session, who, office.justice)
    gone = registers.row(session, who, office.justice, code="2")
    actions.remove(session, who, BOOK, gone, "Nhầm", now=now)
    session.commit()
    agency = office.agency.id
    marks = [
        row_mark(agency, "posting", mine.id),
        row_mark(agency + 1, BOOK.name, mine.id),
        row_mark(agency, BOOK.name, gone.id),
        str(mine.id),
        "abc",
    ]
    row = desk.stage([(f"9.{n}", "Tên", mark) for n, mark in enumerate(marks)], head=("Mã số", "Tên gọi", "Mã dòng"))
    assert {words.replace(mark, "#") for (_, _, _, words), mark in zip(told(row), marks, strict=True)} == {
        'Mã dòng "#" không có trong sổ này. Xóa mã này để thêm dòng mới, hoặc xuất lại sổ rồi sửa trên tệp mới.'
    }
    mark = row_mark(agency, BOOK.name, mine.id)
    row = desk.stage([("1", "a", mark), ("2", "b", mark)], head=("Mã số", "Tên gọi", "Mã dòng"))
    assert [(number, letter) for number, letter, *_ in told(row)] == [(3, "C")]


def test_an_unanswered_header_is_asked_once_for_each_source(session, desk):
    head = ("Số hiệu TT", "Diễn giải dài", "Ngày thực hiện")
    row = desk.stage([("1.1", "Khai sinh", None)], head=head)
    assert preview(row).asks_mapping
    assert set(preview(row).missing) == {"Mã số", "Tên gọi"}
    assert [one.sample for one in preview(row).headers] == ["1.1", "Khai sinh", ""]
    with pytest.raises(BadInput, match="Chưa lưu được"):
        actions.answer_mapping(session, desk.who, BOOK, row, {head[0]: "code", head[1]: "code"}, now=desk.now)
    actions.answer_mapping(
        session, desk.who, BOOK, row, {head[0]: "code", head[1]: "name", head[2]: "on_day", "lạ": "nothing"}, now=desk.now
    )
    session.commit()
    assert preview(desk.read(row)).is_loadable
    again = desk.stage([("1.2", "Khai tử", None)], head=head)
    assert preview(again).is_loadable


def test_given_values_fill_empty_cells_only(session, desk):
    row = desk.stage(
        [("1.1", "a", None), ("1.2", "b", "6/3/2024")],
        head=("Mã số", "Tên gọi", "Ngày ghi"),
        given={"on_day": "05/03/2024", "level": "full"},
    )
    desk.load(row)
    assert [(one.on_day.day, one.level) for one in stored(session)] == [(5, "full"), (6, "full")]
    row = desk.stage([("1.3", "a", None)], head=("Mã số", "Tên gọi", "Ngày ghi"), given={"on_day": "hôm kia"})
    assert [(one.row, one.title) for one in preview(row).problems] == [(0, "Ngày ghi")]


def test_a_book_may_merge_rows_by_key_and_arrange_them(session, office, desk, who, monkeypatch):
    def arrange(cells):
        group, made = "", []
        for one in cells:
            if one["name"] is None:
                group = one["code"]
                made.append("Dòng nhóm")
            else:
                made.append(one | {"story": group})
        return made

    monkeypatch.setitem(BOOKS, BOOK.name, replace(BOOK, merges=lambda values: values.get("level") == "part", arrange=arrange))
    registers.row(session, who, office.justice, code="1.1", name="Khai sinh", amount=5)
    session.commit()
    rows = [("A. Hộ tịch", None, None, None, None), ("1.1", "Khai sinh mới", "Một phần", None, None), ("1.2", "Khai tử", None, 3, None)]
    row = desk.stage(rows, head=("Mã số", "Tên gọi", "Mức độ", "Số lượng", "Ghi chú"))
    assert preview(row).counts == {"new": 1, "changed": 1, "same": 0, "wrong": 0, "skipped": 1}
    assert [(one.row, one.words) for one in preview(row).skipped] == [(2, "Dòng nhóm")]
    desk.load(row)
    assert [(one.name, one.amount, one.level) for one in stored(session)] == [("Khai sinh mới", 5, "part"), ("Khai tử", 3, "")]


def test_a_register_that_changed_meanwhile_is_not_written_over(session, office, desk, who, today, now):
    one = registers.row(session, who, office.justice, code="1.1", amount=5)
    session.commit()
    mark = row_mark(office.agency.id, BOOK.name, one.id)
    head = ("Mã số", "Số lượng", "Tên gọi", "Mã dòng")
    row = desk.stage([("1.1", 6, "Khai sinh", mark), ("1.2", 1, "Mới", None)], head=head)
    actions.edit(session, who, BOOK, session.get_one(SampleRow, one.id), {"amount": 7}, today=today, now=now)
    session.commit()
    row = desk.load(row)
    assert row.state is RegisterImportState.WAITING
    assert row.problem.startswith("Sổ đã thay đổi")
    assert [(one.code, one.amount) for one in stored(session)] == [("1.1", 7)]
    assert [c.before for line in preview(row).lines for c in line.changes if c.title == "Số lượng"] == ["7"]
    assert desk.load(row).state is RegisterImportState.LOADED
    assert [(one.code, one.amount) for one in stored(session)] == [("1.1", 6), ("1.2", 1)]


def test_a_key_that_was_entered_meanwhile_stops_the_whole_sheet(session, office, desk, who):
    row = desk.stage([("1.1", "a", None, None, None, None), ("1.2", "b", None, None, None, None)])
    registers.row(session, who, office.justice, code="1.2")
    session.commit()
    row = desk.load(row)
    assert row.state is RegisterImportState.WAITING
    assert [one.code for one in stored(session)] == ["1.2"]
    assert [number for number, *_ in told(row)] == [3]


def test_nothing_is_half_written(session, desk, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("power cut")

    row = desk.stage([(f"1.{n}", "a", None, None, None, None) for n in range(30)])
    before = session.scalar(select(func.count(AuditEntry.id)))
    monkeypatch.setitem(BOOKS, BOOK.name, replace(BOOK, settle=fail))
    with pytest.raises(RuntimeError):
        desk.load(row)
    assert stored(session) == []
    assert session.scalar(select(func.count(AuditEntry.id))) == before + 1  # only that loading was asked for
    assert desk.again(row).is_open  # and the sweeper asks again


def test_who_may_do_what_with_a_sheet(session, office, desk):
    row = desk.stage([("1.1", "a", None, None, None, None)])
    stranger = office.actor("second")
    with pytest.raises(NotFound):
        queries.register_import(session, stranger, BOOK, row.id)
    for act in (actions.ask_load, actions.discard):
        with pytest.raises(NotAllowed):
            act(session, stranger, BOOK, row, now=desk.now)
    stored_file = desk.toolbox.files.keep(b"x", "text/plain")
    with pytest.raises(NotAllowed):
        actions.stage(session, office.actor("auditor"), BOOK, stored_file, "a.xlsx", now=desk.now)
    with pytest.raises(Conflict):
        actions.ask_load(session, desk.who, BOOK, row, version=row.version + 1, now=desk.now)
    assert [one.id for one in queries.imports_waiting(session, desk.who, BOOK)] == [row.id]
    actions.discard(session, desk.who, BOOK, row, now=desk.now)
    assert queries.imports_waiting(session, desk.who, BOOK) == []
    with pytest.raises(WrongState):
        actions.ask_load(session, desk.who, BOOK, row, now=desk.now)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", ""),
        (b"%PDF-1.7", "so.xlsx", ""),
        ("chỉ có chữ".encode(), "a.csv", "Không thấy bảng"),
    ],
)
def test_a_file_without_a_table_is_refused_with_a_sentence(session, desk, content, name, words):
    row = desk.stage_file(content, name=name)
    assert preview(row).problem_count == 1
    assert words in preview(row).problems[0].words
    assert not preview(row).is_loadable
    assert not row.is_open


def test_a_file_of_fifty_thousand_rows_is_refused(session, desk):
    row = desk.stage_file("\n".join(["Mã số;Tên gọi", *(f"1.{n};a" for n in range(50_000))]).encode(), name="a.csv")
    (problem,) = preview(row).problems
    assert "20.000" in problem.words
    assert preview(row).counts == {}


def test_pasted_cells(session, desk):
    text = 'Mã số\tTên gọi\tGhi chú\r\n=1+1\tKhai sinh\t"dòng 1\ndòng ""2"""\r\n@x\t-ten\t\r\n'
    row = desk.stage_file(pasted(text), name="dan.tsv")
    desk.load(row)
    assert [(one.code, one.name, one.story) for one in stored(session)] == [("=1+1", "Khai sinh", 'dòng 1\ndòng "2"'), ("@x", "-ten", "")]


def test_what_is_exported_comes_back_unchanged(session, office, desk, who):
    values = {
        "rate": Decimal("76.4"),
        "level": "part",
        "is_online": False,
        "address": "https://a.vn/x",
        "story": "a\nb",
        "phone": "0912",
        "amount": 0,
    }
    registers.row(session, who, office.justice, code="001", name="=SUM(A1)", **values)
    registers.row(session, who, office.justice, code="+84", name="@x", on_day=None)
    session.commit()
    export = desk.export(year=None)
    row = desk.stage_file(desk.content(export))
    assert told(row) == []
    assert preview(row).counts == {"new": 0, "changed": 0, "same": 2, "wrong": 0, "skipped": 0}
    assert not preview(row).is_loadable
    assert preview(row).unmapped == ()


def test_who_does_not_handle_a_row_gets_it_masked_and_changes_nothing_by_it(session, office, desk, who):
    registers.row(session, who, office.justice, phone="0912000111")
    session.commit()
    export = desk.export(office.actor("clerk"))
    content = desk.content(export)
    (sheet, *_) = desk.toolbox.sheets.read(content, "a.xlsx", most_rows=100)
    assert "0912000111" not in str(sheet.rows)
    assert queries.MASK in sheet.rows[1]
    row = desk.stage_file(content, office.actor("clerk"))
    assert preview(row).counts["same"] == 1
    with pytest.raises(NotFound):  # it shows what its asker may see
        queries.export(session, who, BOOK, export.id)
    row = desk.stage([("9", "x", queries.MASK)], head=("Mã số", "Tên gọi", "Số điện thoại"))
    assert [one.words for one in preview(row).problems] == ['Ô đang bị che ("•••"). Ghi lại nội dung hoặc để trống.']


def test_an_export_holds_what_the_list_shows(session, office, desk, who):
    registers.row(session, who, office.justice, code="1", name="Khai sinh", level="full")
    registers.row(session, who, office.justice, code="2", name="Khai tử", on_day=date(2023, 1, 1))
    session.commit()

    def codes(**ask):
        (sheet, *_) = desk.toolbox.sheets.read(desk.content(desk.export(**ask)), "a.xlsx", most_rows=100)
        return [row[0] for row in sheet.rows[1:]]

    assert codes() == ["1", "2"]
    assert codes(year=2023) == ["2"]
    assert codes(words="khai SINH") == ["1"]
    assert codes(filters={"level": "full"}) == ["1"]
    assert codes(view="toan-trinh") == ["1"]


def test_keys_of_several_columns_some_of_them_empty(session, office, desk, who, monkeypatch):
    book = replace(BOOK, key=("name", "level", "on_day"))
    monkeypatch.setitem(BOOKS, BOOK.name, book)
    registers.row(session, who, office.justice, code="1", name="a", level="full", on_day=date(2024, 3, 5))
    registers.row(session, who, office.justice, code="2", name="a", level="", on_day=None)
    session.commit()
    rows = [
        ("10", "a", "Toàn trình", "5/3/2024"),
        ("11", "a", None, None),
        ("12", "a", None, "5/3/2024"),
        ("13", "b", "Toàn trình", "5/3/2024"),
        ("14", "b", "Toàn trình", "5/3/2024"),
    ]
    row = desk.stage(rows, head=("Mã số", "Tên gọi", "Mức độ", "Ngày ghi"))
    assert [number for number, *_ in told(row)] == [2, 3, 6]
    assert told(row)[2][3] == "Trùng tên gọi, ngày ghi và mức độ với dòng 5 của tệp. Giữ lại một dòng hoặc sửa giá trị."


def test_many_rows_are_checked_and_loaded_with_a_constant_number_of_queries(session, office, desk, who):
    def file_of(row):
        return queries.register_import(session, who, BOOK, row.id).stored_file.sha256

    def asked(count, start):
        row = desk.stage([(f"{start}.{n}", "a", None, None, None, None) for n in range(count)])
        content = desk.toolbox.sheets.read(desk.toolbox.files.read(file_of(row)), "a.xlsx", most_rows=1000)
        with sent.counted(session) as seen:
            checked = sheets.checked(session, who, BOOK, content, row, today=desk.today)
        row.state = RegisterImportState.LOADING
        session.flush()
        with sent.counted(session) as written:
            actions.load(session, who, BOOK, row, checked, today=desk.today, now=desk.now)
        return len(seen), len(written)

    assert asked(5, 1) == asked(300, 2)
