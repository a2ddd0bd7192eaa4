"""Feedback on sheets and paper: who does not handle a row gets nobody's data, and a sheet comes back as it went out."""

from datetime import date

import pytest

from tests.factories import feedback as samples
from tthc.core.feedback.actions import BOOK, steps
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules.words import FeedbackClass, Outcome, Subject
from tthc.core.registers.models import RegisterImport
from tthc.core.registers.queries import Ask, documents, sheets
from tthc.core.registers.queries.exported import exported
from tthc.kernel.actor import system


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def rows(session, office, at):
    """Two rows of the justice desk (one answered, with names in its steps and answer) and one of the culture desk."""
    clerk, officer = office.actor("clerk"), office.actor("officer")
    found = [samples.received(session, clerk, office.justice, received_on=date(2024, 8, day), **at) for day in (1, 2)]
    found.append(samples.received(session, clerk, office.culture, channel="portal", **at))
    first = found[0]
    steps.classify(session, clerk, first, FeedbackClass.CONDUCT, Subject.CONDUCT, **at)
    steps.assign(session, clerk, first, office.justice.id, **at)
    steps.start(session, officer, first, **at)
    steps.answer(session, officer, first, Outcome.EXPLAINED, f"Kính gửi {samples.PERSON}, {samples.ADDRESS}: đã hướng dẫn.", **at)
    session.commit()
    return found


def cells(session, toolbox, actor, today):
    made = exported(session, actor, BOOK, Ask(), today=today)
    content = toolbox.sheets.write(made.title, made.columns, made.rows, notes=made.notes)
    return content, toolbox.sheets.read(content, "so.xlsx", most_rows=1000)


def secrets_in(found):
    return {secret for sheet in found for row in sheet.rows for cell in row for secret in samples.SECRETS if secret in str(cell)}


READERS = ["leader", "inspector", "appraiser", "auditor", "head"]


@pytest.mark.parametrize("role", READERS)
def test_sheets_of_who_handles_nothing_name_nobody(session, office, toolbox, rows, today, role):
    _, found = cells(session, toolbox, office.actor(role), today)
    assert secrets_in(found) == set()
    assert "hẹn trả giấy khai sinh" in str([sheet.rows for sheet in found])


def test_sheets_of_the_program_name_nobody(session, office, toolbox, rows, today):
    _, found = cells(session, toolbox, system(office.agency.id), today)
    assert secrets_in(found) == set()


def test_who_handles_some_rows_reads_those_only(session, office, toolbox, rows, today):
    made = exported(session, office.actor("second"), BOOK, Ask(), today=today)
    named = [any(samples.PERSON in str(cell) for cell in row) for row in made.rows]
    assert sorted(named) == [False, False, True]


@pytest.mark.parametrize("role", ["clerk", "officer", "second"])
def test_a_sheet_comes_back_as_it_went_out_masked_cells_too(session, office, toolbox, rows, today, role):
    actor = office.actor(role)
    _, found = cells(session, toolbox, actor, today)
    of = RegisterImport(agency_id=office.agency.id, unit_id=next(iter(actor.units)), given={}, mapping={})
    preview = sheets.checked(session, actor, BOOK, found, of, today=today).preview
    assert [problem.words for problem in preview.problems] == []
    assert (preview.counts["same"], [line.changes for line in preview.lines if line.changes]) == (3, [])


@pytest.mark.parametrize("role", [*READERS, "second", "officer"])
def test_the_printed_book_names_nobody_unless_its_reader_handles_every_row(session, office, rows, today, role):
    for document in documents.documents_of(BOOK):
        content = documents.content(session, office.actor(role), BOOK, document, documents.asked(ask=Ask(2024)), today=today)
        assert not [secret for secret in samples.SECRETS if secret in str(content)]
        assert [row[0] for row in content["rows"]] == ["1/2024", "2/2024", "3/2024"]


def test_the_clerks_book_is_the_offices_book(session, office, rows, today):
    (document,) = documents.documents_of(BOOK)
    content = documents.content(session, office.actor("clerk"), BOOK, document, documents.asked(ask=Ask(2024)), today=today)
    first = content["rows"][0]
    assert content["title"] == "SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ"
    assert first[2] == f"{samples.PERSON}; {samples.ADDRESS}; {samples.PHONE}"
    assert first[6:] == ["21/08/2024", "Đã trả lời; Đã giải thích, hướng dẫn; ngày 15/08/2024", ""]


def test_old_rows_come_in_with_numbers_clocks_and_masked_words(session, office, toolbox, at):
    head = "Ngày tiếp nhận;Kênh tiếp nhận;Họ và tên;SĐT;Nội dung phản ánh"
    lines = [
        f"{day}/7/2024;Điện thoại chuyên dùng;{samples.PERSON};{samples.PHONE};Gọi {samples.PHONE} gặp {samples.PERSON}" for day in (1, 2)
    ]
    content = "\n".join([head, *lines]).encode()
    clerk = office.actor("clerk")
    from tthc.core.registers import actions as register_actions

    stored = toolbox.files.keep(content, toolbox.sheets.look(content, "cu.csv"))
    row = register_actions.stage(session, clerk, BOOK, stored, "cu.csv", unit_id=office.staff.id, now=at["now"])
    session.commit()
    found = toolbox.sheets.read(content, "cu.csv", most_rows=100)
    checked = sheets.checked(session, clerk, BOOK, found, row, today=at["today"])
    assert checked.preview.counts["new"] == 2, checked.preview.problems
    register_actions.keep_preview(session, clerk, BOOK, row, checked.preview, now=at["now"])
    register_actions.ask_load(session, clerk, BOOK, row, now=at["now"])
    register_actions.load(session, clerk, BOOK, row, checked, **at)
    kept = session.query(Feedback).order_by(Feedback.number).all()
    assert [(one.entry, one.told, one.handle_due_on) for one in kept] == [
        ("1/2024", "Gọi ••• gặp •••", date(2024, 7, 22)),
        ("2/2024", "Gọi ••• gặp •••", date(2024, 7, 22)),
    ]
    assert not [secret for secret in samples.SECRETS if secret in kept[0].folded]
