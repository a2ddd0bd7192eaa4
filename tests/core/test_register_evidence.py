"""A row of a register as evidence: offered, shared by tasks, frozen, judged, taken back; its files go along."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests.factories import queries as sent
from tests.factories import registers, tasks
from tests.factories.registers import BOOK
from tthc.core.archive.queries import record
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence import queries as evidence_queries
from tthc.core.evidence.models import Evidence, EvidenceKind, EvidenceLink
from tthc.core.plans.models import PlanState
from tthc.core.registers import actions, queries
from tthc.core.reports.queries import facts
from tthc.core.tasks.models import State
from tthc.kernel.actor import system
from tthc.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from tthc.kernel.sections import Section


@pytest.fixture
def book(session, office):
    registers.open_book(session)
    return BOOK


@pytest.fixture
def row(session, office, book):
    return registers.row(session, office.actor("officer"), office.justice, phone="0912000111")


@pytest.fixture
def when(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def twice(session, office):
    """A second piece of work of the same unit."""
    task = tasks.task(session, office.plan, office.justice, "Báo cáo kết quả niêm yết", Section.DIRECTION, "5", 5)
    return tasks.occurrence(session, task, office.justice)


def test_a_row_reports_a_task_as_done(session, office, book, row, when):
    occurrence = office.occurrences.posting
    link = actions.offer(session, office.actor("officer"), book, row, occurrence, **when)
    assert occurrence.state is State.SUBMITTED
    (line,) = evidence_queries.of_task(session, office.actor("clerk"), occurrence.task_id)
    assert (line.kind, line.title, line.register, line.row_id) == (
        EvidenceKind.ROW,
        "Đăng ký khai sinh (mã 1.000001)",
        "sample_row",
        row.id,
    )
    evidence_actions.verify(session, office.actor("clerk"), link, **when)
    assert occurrence.state is State.DONE
    assert [one.title for one in evidence_queries.search(session, office.actor("officer"), "dang ky KHAI sinh")] == [line.title]


def test_one_row_proves_several_tasks_as_one_piece_of_evidence(session, office, book, row, twice, when):
    who = office.actor("officer")
    links = [actions.offer(session, who, book, row, one, **when) for one in (office.occurrences.posting, twice)]
    assert len({link.evidence_id for link in links}) == 1
    assert session.scalar(select(func.count(Evidence.id))) == 1
    assert [line.task_title for line in queries.offers(session, who, book, row)] == [
        "Niêm yết thủ tục hành chính",
        "Báo cáo kết quả niêm yết",
    ]


def test_taking_one_offer_back_leaves_the_other(session, office, book, row, twice, when):
    who = office.actor("officer")
    for one in (office.occurrences.posting, twice):
        actions.offer(session, who, book, row, one, **when)
    evidence_actions.withdraw(session, who, twice, **when)
    assert [line.occurrence_id for line in queries.offers(session, who, book, row)] == [office.occurrences.posting.id]
    evidence_actions.withdraw(session, who, office.occurrences.posting, **when)
    assert session.scalar(select(func.count(Evidence.id))) == 0
    assert session.scalar(select(func.count(EvidenceLink.id))) == 0


def test_an_edited_row_keeps_the_words_under_which_it_was_offered(session, office, book, row, twice, when):
    who = office.actor("officer")
    actions.offer(session, who, book, row, office.occurrences.posting, **when)
    actions.edit(session, who, book, row, {"name": "Đăng ký khai tử"}, **when)
    actions.offer(session, who, book, row, twice, **when)
    told = [line.title for line in queries.offers(session, who, book, row)]
    assert told == ["Đăng ký khai sinh (mã 1.000001)", "Đăng ký khai tử (mã 1.000001)"]


def test_a_row_that_proves_a_task_stays(session, office, book, row, when, now):
    who = office.actor("officer")
    link = actions.offer(session, who, book, row, office.occurrences.posting, **when)
    with pytest.raises(WrongState, match='minh chứng của nhiệm vụ "Niêm yết thủ tục hành chính"'):
        actions.remove(session, who, book, row, "Nhập nhầm", now=now)
    evidence_actions.send_back(session, office.actor("clerk"), link, "Nhầm dòng.", **when)
    actions.remove(session, who, book, row, "Nhập nhầm", now=now)
    with pytest.raises(WrongState, match="đã bị xóa khỏi sổ"):
        actions.offer(session, who, book, row, office.occurrences.posting, **when)


def test_nobody_offers_for_others_nor_with_a_stale_page(session, office, book, row, when):
    occurrence = office.occurrences.posting
    with pytest.raises(NotAllowed):
        actions.offer(session, office.actor("second"), book, row, occurrence, **when)
    with pytest.raises(Conflict):
        actions.offer(session, office.actor("officer"), book, row, occurrence, version=occurrence.version + 1, **when)
    assert occurrence.state is State.NOT_STARTED


def test_a_row_without_words_is_no_evidence(session, office, book, row, when):
    with pytest.raises(BadInput, match="chưa có nội dung"):
        actions.offer(session, office.actor("officer"), replace(book, describe=lambda _: " "), row, office.occurrences.posting, **when)


def test_offers_are_seen_like_all_evidence(session, office, book, row, when):
    link = actions.offer(session, office.actor("officer"), book, row, office.occurrences.posting, **when)
    assert queries.offers(session, office.actor("second"), book, row) == []
    evidence_actions.verify(session, office.actor("clerk"), link, **when)
    assert [line.badge.text for line in queries.offers(session, office.actor("second"), book, row)] == ["Đã duyệt"]


def test_work_that_a_row_could_prove(session, office, twice, today):
    open_for = queries.open_for(session, office.actor("officer"), Section.DIRECTION, today, 2024)
    assert [line.occurrence_id for line in open_for] == [twice.id, office.occurrences.posting.id]
    assert queries.open_for(session, office.actor("auditor"), Section.DIRECTION, today, 2024) == []
    assert queries.open_for(session, office.actor("officer"), Section.DIRECTION, today, 2025) == []
    desk = queries.open_for(session, office.actor("head"), Section.PUBLICATION, today, 2024)
    assert [line.occurrence_id for line in desk] == [office.occurrences.digitise.id]


def test_lists_of_offers_send_a_constant_number_of_queries(session, office, book, row, today, when):
    who = office.actor("officer")

    def work():
        queries.offers(session, who, book, row)
        queries.open_for(session, who, Section.PUBLICATION, today, 2024)

    def more():
        for number in range(6, 16):
            task = tasks.task(session, office.plan, office.justice, f"Việc {number}", Section.PUBLICATION, str(number), number)
            for period in ("q1", "q2"):
                occurrence = tasks.occurrence(session, task, office.justice, period=period)
            actions.offer(session, who, book, row, occurrence, **when)

    with sent.counted(session) as few:
        work()
    more()
    with sent.counted(session) as many:
        work()
    assert len(few) == len(many) == 2


def test_files_of_a_row(session, office, book, row, toolbox, pdf, now):
    who = office.actor("officer")
    stored = toolbox.files.put(BytesIO(pdf), "Ảnh.pdf", 10_000)
    paper = actions.attach(session, who, book, row, stored, "../Ảnh bảng.pdf", " Mặt  trước ", now=now)
    assert (paper.file_name, paper.note) == ("Ảnh bảng.pdf", "Mặt trước")
    assert [one.stored_file.sha256 for one in queries.files(session, book, row)] == [stored.sha256]
    assert queries.file(session, who, book, row.id, paper.id) is paper
    with pytest.raises(NotFound):  # it may hold what is masked for him
        queries.file(session, office.actor("second"), book, row.id, paper.id)
    with pytest.raises(NotAllowed):
        actions.attach(session, office.actor("second"), book, row, stored, "a.pdf", now=now)
    actions.detach(session, who, book, row, paper, now=now)
    assert queries.files(session, book, row) == []
    with pytest.raises(NotFound):
        queries.file(session, who, book, row.id, paper.id)
    with pytest.raises(WrongState, match="đã được gỡ"):
        actions.detach(session, who, book, row, paper, now=now)


def test_reports_and_archive_tell_of_rows(session, office, book, row, toolbox, pdf, when, now):
    office.plan.state = PlanState.ACTIVE
    who = office.actor("officer")
    stored = toolbox.files.put(BytesIO(pdf), "Ảnh.pdf", 10_000)
    actions.attach(session, who, registers.NAMELESS, row, stored, "Ảnh bảng.pdf", now=now)
    link = actions.offer(session, who, book, row, office.occurrences.posting, **when)
    evidence_actions.verify(session, office.actor("clerk"), link, **when)
    (piece,) = [one for one in facts._pieces(session, office.agency.id, 2024, when["today"]) if one.task_id == office.tasks.posting.id]
    assert piece.rows == (("sample_row", row.id),)
    contents = record.gather(session, system(office.agency.id), office.agency.id, 2024, as_of=now)
    (proof,) = [proof for task in contents.year.tasks for tick in task.ticks for proof in tick.proofs]
    assert (proof.title, proof.document, proof.path) == ("Đăng ký khai sinh (mã 1.000001)", "", "")
    (paper,) = proof.papers
    assert (paper.name, paper.sha256, contents.files[paper.path]) == ("Ảnh bảng.pdf", stored.sha256, stored.sha256)
