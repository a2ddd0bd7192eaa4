"""The plans desk: upload, check, confirm in four clicks without script; documents; who does what by when."""

import re

import pytest
from sqlalchemy import func, select

from tests.factories.queries import counted
from tests.web.uploads import fields, send, text, work
from tthc.core.imports.models import ImportDraft, ImportState
from tthc.core.people import queries as people_queries
from tthc.core.plans.models import Plan
from tthc.core.tasks.models import Duty, Occurrence, Task


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def draft_href(clerk, toolbox):
    href = send(clerk).headers["Location"]
    work(toolbox)
    return href


def test_the_whole_import_without_script(clerk, office, toolbox, session):
    listing = text(clerk.get("/ke-hoach"))
    assert 'href="/ke-hoach/nhap"' in listing  # click 1 led here, this is click 2
    assert "Tải lên và kiểm tra" in text(clerk.get("/ke-hoach/nhap"))
    sent = send(clerk)  # click 3
    assert sent.status_code == 303
    waiting = text(clerk.get(sent.headers["Location"]))
    assert "Đang đọc tệp" in waiting
    work(toolbox)
    page = text(clerk.get(sent.headers["Location"]))
    assert "Xác nhận và tạo 25 nhiệm vụ" in page
    assert "10 chỉ tiêu" in page
    assert "Thiếu TT 6 trong văn bản gốc" in page
    confirmed = clerk.post(sent.headers["Location"] + "/xac-nhan", fields(page))  # click 4
    assert confirmed.status_code == 303
    document = text(clerk.get(confirmed.headers["Location"]))
    assert "Đã tạo kế hoạch và nhiệm vụ" in document
    assert "Kế hoạch số 30/KH-UBND ngày 05/03/2024" in document
    assert session.scalar(select(func.count(Task.id)).where(Task.plan_id != office.plan.id)) == 30


def test_units_are_asked_once_on_top(clerk, draft_href, office):
    page = text(clerk.get(draft_href))
    asked = re.findall(r'<label for="unit-\d+">([^<]+)</label>', page)
    assert len(asked) == len(set(asked))
    chosen = re.search(r'<label for="(unit-\d+)">Công chức VP - TK</label>', page)[1]
    assert fields(page)[chosen] == f"id:{office.staff.id}"


def test_a_stale_check_page_is_a_conflict(clerk, draft_href):
    answer = fields(text(clerk.get(draft_href)))
    assert clerk.post(draft_href + "/dong/0/bo", answer).status_code == 303
    assert clerk.post(draft_href + "/xac-nhan", answer | {"request_key": "other"}).status_code == 409


def test_confirming_twice_makes_one_plan(clerk, draft_href, session):
    answer = fields(text(clerk.get(draft_href)))
    assert [clerk.post(draft_href + "/xac-nhan", answer).status_code for _ in range(2)] == [303, 303]
    assert session.scalar(select(func.count(Plan.id))) == 2


def test_undo_and_discard(clerk, draft_href, session):
    assert clerk.post(draft_href + "/xac-nhan", fields(text(clerk.get(draft_href)))).status_code == 303
    plan_id = session.scalar(select(func.max(Plan.id)))
    session.rollback()
    assert "Hoàn tác" in text(clerk.get(f"/ke-hoach/{plan_id}"))
    assert clerk.post(draft_href + "/hoan-tac").status_code == 303
    assert "không còn hiệu lực" in text(clerk.get("/ke-hoach"))
    assert "đã được hoàn tác" in text(clerk.get(f"/ke-hoach/{plan_id}"))
    second = send(clerk).headers["Location"]
    assert clerk.post(second + "/bo").status_code == 303
    states = session.scalars(select(ImportDraft.state).order_by(ImportDraft.id)).all()
    assert states == [ImportState.UNDONE, ImportState.DISCARDED]


@pytest.mark.parametrize(
    ("content", "name", "status", "words"),
    [
        (b"PK\x03\x04", "ke-hoach.docx", 422, "ke-hoach.docx"),
        (b"\x00\x01\x02", "ke-hoach.txt", 422, "không phải là tệp văn bản"),
        (b"", "ke-hoach.docx", 422, "ke-hoach.docx"),
        (b"", "", 422, "Chọn tệp kế hoạch"),
        (b"%PDF-" + b"a" * (20 * 1024 * 1024), "ke-hoach.pdf", 413, "lớn hơn 20 MB"),
    ],
)
def test_files_that_cannot_be_read_are_refused_where_they_were_chosen(clerk, session, content, name, status, words):
    answer = send(clerk, content, name)
    assert answer.status_code == status
    assert words in text(answer)
    assert "Lỗi:" in text(answer)
    assert session.scalar(select(func.count(ImportDraft.id))) == 0


def test_a_text_that_is_no_plan_says_so_on_its_page(clerk, toolbox):
    href = send(clerk, "Thơ tình gửi mùa thu, lá vàng rơi bên thềm cũ.\n".encode() * 20).headers["Location"]
    work(toolbox)
    page = text(clerk.get(href))
    assert "Tải lên tệp khác" in page
    assert "Xác nhận và tạo" not in page
    assert clerk.post(href + "/xac-nhan").status_code == 409


def test_the_progress_is_a_fragment_of_its_own(clerk, toolbox):
    href = send(clerk).headers["Location"]
    running = text(clerk.htmx("GET", href))
    assert "<html" not in running
    assert "every 5s" in running
    work(toolbox)
    done = text(clerk.htmx("GET", href))
    assert "Xem kết quả đọc" in done
    assert "every 5s" not in done


def test_the_page_looks_again_by_itself_a_few_times(clerk, toolbox):
    href = send(clerk).headers["Location"]
    assert clerk.get(href).headers["Refresh"] == f"1; url={href}?lan=1"
    assert clerk.get(href + "?lan=3").headers["Refresh"] == f"4; url={href}?lan=4"
    for last in ("4", "99", "x"):
        assert "Refresh" not in clerk.get(f"{href}?lan={last}").headers
    assert "HX-Refresh" not in clerk.htmx("GET", href).headers
    work(toolbox)
    assert "Refresh" not in clerk.get(href).headers
    assert clerk.htmx("GET", href).headers["HX-Refresh"] == "true"


def test_readers_read_and_do_not_import(as_role, office):
    officer = as_role("officer")
    assert "Nhập kế hoạch" not in text(officer.get("/ke-hoach"))
    assert officer.get(f"/ke-hoach/{office.plan.id}").status_code == 200
    assert officer.get("/ke-hoach/nhap").status_code == 404
    assert officer.get(f"/ke-hoach/{office.plan.id}/phan-cong").status_code == 404
    assert send(officer).status_code == 403
    assert officer.get("/ke-hoach/999").status_code == 404


def test_another_agency_sees_nothing(app, session, clerk, office, draft_href):
    from tests.factories import people

    other = people.agency(session, "Ủy ban nhân dân phường Khác")
    session.get_one(ImportDraft, int(draft_href.rsplit("/", 1)[1])).agency_id = other.id
    office.plan.agency_id = other.id
    session.merge(office.plan)
    session.commit()
    assert clerk.get(draft_href).status_code == 404
    assert clerk.get(f"/ke-hoach/{office.plan.id}").status_code == 404


def test_assigning_another_unit_and_day(clerk, office, session):
    href = f"/ke-hoach/{office.plan.id}/phan-cong"
    task_id = office.tasks.posting.id
    page = text(clerk.get(f"{href}?viec={task_id}"))
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    form = {"task_id": task_id, "version": version, "lead": office.culture.id, "coordinate": office.staff.id, "due_on": "30/8/2024"}
    assert clerk.post(href, form).status_code == 303
    duties = session.execute(select(Duty.unit_id, Duty.role).where(Duty.task_id == task_id)).all()
    assert set(duties) == {(office.culture.id, "lead"), (office.staff.id, "coordinate")}
    occurrence = session.scalars(select(Occurrence).where(Occurrence.task_id == task_id)).one()
    assert (occurrence.unit_id, f"{occurrence.due_on:%d/%m/%Y}") == (office.culture.id, "30/08/2024")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lead": ""}, "Chọn ít nhất một đơn vị"),
        ({"due_on": "31/2/2024"}, "Ngày không hợp lệ"),
        ({"due_on": "15/1/2026"}, "Xác nhận hạn ngoài năm kế hoạch"),
    ],
)
def test_assignments_that_cannot_be_are_shown_in_place(clerk, office, session, change, words):
    href = f"/ke-hoach/{office.plan.id}/phan-cong"
    task_id = office.tasks.posting.id
    form = {"task_id": task_id, "lead": office.culture.id, "due_on": ""} | change
    answer = clerk.post(href, form)
    assert answer.status_code == 422
    assert words in text(answer)
    assert session.scalars(select(Duty.unit_id).where(Duty.task_id == task_id)).all() == [office.justice.id]


def test_a_day_outside_the_year_is_kept_once_confirmed(clerk, office, session):
    form = {"task_id": office.tasks.posting.id, "lead": office.justice.id, "due_on": "15/1/2026", "confirmed": "1"}
    assert clerk.post(f"/ke-hoach/{office.plan.id}/phan-cong", form).status_code == 303
    due = session.scalar(select(Occurrence.due_on).where(Occurrence.task_id == office.tasks.posting.id))
    assert due.year == 2026


def test_pages_ask_a_constant_number_of_queries(clerk, office, session, draft_href):
    confirmed = clerk.post(draft_href + "/xac-nhan", fields(text(clerk.get(draft_href)))).headers["Location"]
    session.rollback()
    asked = {}
    for plan_href in (f"/ke-hoach/{office.plan.id}", confirmed):  # 4 tasks and no paragraph; 30 tasks and 263 paragraphs
        for href in (plan_href, plan_href + "/phan-cong"):
            with counted(session) as seen:
                assert clerk.get(href).status_code == 200
            asked.setdefault(href.replace(plan_href, ""), set()).add(len(seen))
    # The page of an imported plan asks two things more: whether the import can be undone, and whether next year's plan is made.
    assert max(asked[""]) - min(asked[""]) <= 2
    assert len(asked["/phan-cong"]) == 1
    assert max(max(counts) for counts in asked.values()) <= 15
    assert people_queries.spellings(session, office.agency.id)
