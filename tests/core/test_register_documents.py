"""Papers printed of register rows: who may ask, what is masked, what the worker keeps, how an agency words them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from tests.factories import feedback as samples
from tthc.adapters.rendering import render
from tthc.core.audit.models import AuditEntry
from tthc.core.books import BOOKS
from tthc.core.dossiers.actions import APOLOGIES
from tthc.core.feedback.actions import BOOK as FEEDBACK
from tthc.core.people import queries as people_queries
from tthc.core.people.models import Post
from tthc.core.registers import actions as register_actions
from tthc.core.registers.actions import documents as actions
from tthc.core.registers.models import RegisterDocument
from tthc.core.registers.queries import Ask
from tthc.core.registers.queries import documents as queries
from tthc.core.registers.rules import documents as rules
from tthc.jobs import JOBS
from tthc.jobs.sweep import sweep
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

FEEDBACK_BOOK = queries.document_named(FEEDBACK, "so-theo-doi")
LETTER = queries.document_named(APOLOGIES, "xin-loi")


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def rows(session, office, at):
    clerk = office.actor("clerk")
    return [samples.received(session, clerk, unit, **at) for unit in (office.staff, office.justice)]


def ask(session, actor, at, wanted=None, book=FEEDBACK, document=FEEDBACK_BOOK):
    return actions.ask_document(session, actor, book, document, wanted or queries.asked(ask=Ask(year=2024)), **at)


def content(session, actor, today, ids=()):
    wanted = queries.asked(ids) if ids else queries.asked(ask=Ask(year=2024))
    return str(queries.content(session, actor, FEEDBACK, FEEDBACK_BOOK, wanted, today=today))


def test_every_register_can_be_printed_as_a_book():
    for book in BOOKS.values():
        kinds = [one.kind for one in queries.documents_of(book)]
        assert len(kinds) == len(set(kinds))
        assert any(one.template == "book" for one in queries.documents_of(book, "list")), book.name


def test_names_stand_only_in_the_book_of_who_handles_every_row(session, office, rows, today):
    assert samples.PERSON in content(session, office.actor("clerk"), today)
    officer = office.actor("officer")  # of the justice desk: one of the two rows is another desk's
    for secret in samples.SECRETS:
        assert secret not in content(session, officer, today)
    assert samples.PERSON in content(session, officer, today, [rows[1].id])
    assert samples.PERSON not in content(session, officer, today, [rows[0].id])
    for role in ("leader", "inspector", "auditor"):
        assert samples.PHONE not in content(session, office.actor(role), today)


def test_rows_of_other_agencies_and_removed_rows_are_not_printed(session, office, rows, today, now):
    clerk = office.actor("clerk")
    register_actions.remove(session, clerk, FEEDBACK, rows[0], "Nhập nhầm", today=today, now=now)
    assert queries.count_of(session, clerk, FEEDBACK, queries.asked([row.id for row in rows]), today=today) == 1
    stranger = people_queries.load_actor(session, office.people["admin"].id, today)
    assert queries.count_of(session, stranger, FEEDBACK, queries.asked([rows[1].id]), today=today) == 0


def test_a_paper_is_printed_for_who_asked_and_nobody_else_gets_it(session, office, rows, toolbox, at):
    clerk = office.actor("clerk")
    document_id = ask(session, clerk, at).id
    session.commit()
    assert JOBS["print_document"](session(), toolbox, document_id=document_id) is True
    row = queries.document(session, clerk, FEEDBACK, document_id)
    assert not row.is_open
    assert row.stored_file is not None
    assert row.file_name == f"{rules.field_name(FEEDBACK.title)}-2024-08-15.pdf"
    assert JOBS["print_document"](session(), toolbox, document_id=document_id) is False
    for role in ("officer", "leader"):
        with pytest.raises(NotFound):
            queries.document(session, office.actor(role), FEEDBACK, document_id)
    with pytest.raises(NotFound):
        queries.document(session, clerk, APOLOGIES, document_id)
    template, told = toolbox.press.printed[-1]
    assert template == "book"
    assert samples.PERSON in str(told)
    acts = session.scalars(select(AuditEntry.verb).where(AuditEntry.thing == "register_document").order_by(AuditEntry.id)).all()
    assert acts == ["ask_document", "keep_document"]


def test_what_was_taken_away_meanwhile_is_not_printed(session, office, rows, toolbox, at, today):
    document_id = ask(session, office.actor("clerk"), at).id
    for post in session.scalars(select(Post).where(Post.person_id == office.people["clerk"].id)):
        post.valid_to = today - timedelta(days=1)
    session.commit()
    JOBS["print_document"](session(), toolbox, document_id=document_id)
    row = session.get_one(RegisterDocument, document_id)
    assert row.stored_file_id is None
    assert "không còn vị trí công tác" in row.problem


def test_nothing_to_print_and_too_much_to_print_are_said_at_once(session, office, rows, at):
    clerk = office.actor("clerk")
    with pytest.raises(BadInput, match="Không có dòng nào để in"):
        ask(session, clerk, at, queries.asked(ask=Ask(year=2019)))
    with pytest.raises(BadInput, match="Có 2 dòng; một tệp PDF in được tối đa 1 dòng"):
        ask(session, clerk, at, document=replace(FEEDBACK_BOOK, most=1))
    assert session.scalars(select(RegisterDocument)).all() == []


def test_who_may_not_read_the_register_may_not_print_it(session, office, rows, at):
    with pytest.raises(NotAllowed):
        ask(session, office.actor("admin"), at)


def test_a_paper_that_nobody_printed_is_asked_for_again(session, office, rows, toolbox, at):
    document_id = ask(session, office.actor("clerk"), at).id
    session.commit()
    toolbox.queue.forget()
    sweep(session(), toolbox)
    assert ("print_document", {"document_id": document_id}) in toolbox.queue.asked


def test_the_number_of_queries_does_not_grow_with_the_rows(session, office, rows, at, today):
    clerk = office.actor("clerk")
    counts = []
    for _ in range(2):
        session.flush()
        session.expire_all()
        sent = []
        listener = lambda *given, sent=sent: sent.append(given[2])  # noqa: E731 - one line, used twice
        event.listen(session.get_bind(), "before_cursor_execute", listener)
        content(session, clerk, today)
        event.remove(session.get_bind(), "before_cursor_execute", listener)
        counts.append(len(sent))
        for _ in range(5):
            samples.received(session, clerk, office.staff, **at)
    assert counts[0] == counts[1]


def test_the_plain_book_of_a_register_prints_its_listed_columns(session, office, at, today):
    from tthc.core.dossiers.actions import DOSSIERS

    values = {"code": "H00001", "field": "Hộ tịch", "channel": "direct", "unit_id": office.desk.id, "received_on": today, "due_on": today}
    register_actions.enter(session, office.actor("clerk"), DOSSIERS, values, **at)
    whole = queries.document_named(DOSSIERS, queries.WHOLE_BOOK)
    told = queries.content(session, office.actor("leader"), DOSSIERS, whole, queries.asked(ask=Ask(year=2024)), today=today)
    assert told["columns"] == ["TT", *(one.title for one in DOSSIERS.columns if one.is_listed)]
    assert {"1", "H00001", "Hộ tịch", "15/08/2024"} <= set(told["rows"][0])
    assert told["subject"] == "Năm 2024"
    text = subprocess.run(["pdftotext", "-", "-"], input=render("book", told, {}, ""), capture_output=True, check=True).stdout.decode()
    assert "H00001" in text


def test_a_part_of_a_book_says_what_was_left_out(session, office, rows, today):
    clerk = office.actor("clerk")
    filters = {"unit_id": str(office.staff.id), "channel": "phone"}
    wanted = queries.asked(ask=Ask(year=2024, words="khai sinh", filters=filters))
    told = queries.content(session, clerk, FEEDBACK, FEEDBACK_BOOK, wanted, today=today)
    unit, channel = (next(one for one in FEEDBACK.columns if one.name == name) for name in ("unit_id", "channel"))
    for words in ("Năm 2024", f"{unit.title}: {office.staff.name}", f"{channel.title}: {channel.choices['phone']}", "có từ “khai sinh”"):
        assert words in told["subject"]
    assert told["total"] == "1"


def test_an_agency_words_a_paper_in_its_own_way(session, office, now):
    clerk, agency = office.actor("clerk"), office.agency.id
    default = {one.name: one.words for one in rules.APOLOGY}
    assert not actions.word_document(session, clerk, APOLOGIES, LETTER, default, version=0, now=now)
    own = default | {"sorry": "  {cơ quan} cáo lỗi.  ", "recipients": "Như trên\n\n Lưu: VT "}
    assert actions.word_document(session, clerk, APOLOGIES, LETTER, own, version=0, now=now)
    kept = queries.sentences(session, agency, "apology", "xin-loi")
    assert kept == {"sorry": "{cơ quan} cáo lỗi.", "recipients": "Như trên\nLưu: VT"}
    with pytest.raises(Conflict):
        actions.word_document(session, clerk, APOLOGIES, LETTER, default, version=0, now=now)
    assert actions.word_document(session, clerk, APOLOGIES, LETTER, default, version=1, now=now)
    assert queries.sentences(session, agency, "apology", "xin-loi") == {}
    with pytest.raises(BadInput, match="Chưa lưu được") as caught:
        actions.word_document(session, clerk, APOLOGIES, LETTER, {"late": "x" * 2001}, now=now)
    assert "late" in caught.value.fields
    with pytest.raises(NotAllowed):
        actions.word_document(session, office.actor("officer"), APOLOGIES, LETTER, own, now=now)
