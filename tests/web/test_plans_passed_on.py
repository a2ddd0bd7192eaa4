"""A plan passed on: to the next year, to the agencies below, to an office file and back."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.conftest import Browser
from tests.factories import amended, people, tasks, worlds
from tests.web.uploads import fields, loaded, send, text, work
from tthc.core.imports.models import ImportDraft
from tthc.core.people.models import Unit
from tthc.core.plans.models import Plan
from tthc.core.reports import actions as report_actions
from tthc.core.reports import queries as report_queries
from tthc.core.reports.rules import ReportPeriod
from tthc.core.tasks.models import Task
from tthc.kernel.actor import Role


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def plan_href(clerk, toolbox):
    return loaded(clerk, toolbox, amended.original(), "ke-hoach.docx")


@pytest.fixture
def below(app, session, office):
    """A clerk of an agency below, which has a plan of the same year."""
    agency = people.agency(session, "Ủy ban nhân dân xã Hòa Sơn", "UBND xã Hòa Sơn", parent_id=office.agency.id)
    desks = [people.unit(session, agency, name, position=n) for n, name in enumerate(("Văn phòng", "Tư pháp"))]
    who = people.person(session, "below", "Người cấp dưới")
    people.post(session, desks[0], who, Role.CLERK)
    plan = tasks.plan(session, agency, 2025, "Kế hoạch của xã")
    tasks.task(session, plan, desks[1], "Kiểm tra việc thực hiện kiểm soát thủ tục hành chính")
    token, _ = worlds.sign_in_row(session, who)
    session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return Browser(client)


def test_the_next_year_is_made_in_two_presses(clerk, toolbox, plan_href, session):
    page = text(clerk.get(plan_href))
    assert "Lập kế hoạch năm 2026" in page
    href = clerk.post(plan_href + "/nam-sau").headers["Location"]
    assert "Đang lập văn bản kế hoạch năm 2026" in text(clerk.get(href))
    work(toolbox)
    page = text(clerk.get(href))
    assert "Từ năm 2025:" in page
    assert "Trước ngày" in page or "hạn 19/01/2026" in page
    file = clerk.get(href + "/tep")
    assert file.data[:2] == b"PK"
    new_href = clerk.post(href + "/xac-nhan", fields(page)).headers["Location"]
    session.expire_all()
    plan = session.get_one(Plan, int(new_href.rsplit("/", 1)[1]))
    assert (plan.year, plan.previous_plan_id) == (2026, int(plan_href.rsplit("/", 1)[1]))
    assert "Từ năm 2025:" in text(clerk.get(new_href))
    page = text(clerk.get(plan_href))
    assert "Đã có kế hoạch năm 2026 lập từ kế hoạch này." in page
    assert "Lập kế hoạch năm" not in page
    assert clerk.post(plan_href + "/nam-sau").status_code == 409
    task = session.scalars(select(Task).where(Task.plan_id == plan.id, Task.previous_task_id.is_not(None)).order_by(Task.id)).first()
    page = text(clerk.get(f"/viec/{task.id}"))
    assert re.search(rf'<dt>Năm trước</dt><dd><a href="/viec/{task.previous_task_id}">', page)


def test_what_the_last_report_named_as_wanting_goes_with_the_next_year(clerk, toolbox, plan_href, session, office, now):
    actor = office.actor("clerk")
    report = report_actions.draft(session, actor, office.agency.id, 2025, ReportPeriod.Q2, today=date(2025, 7, 1), now=now)
    said = report_queries.limits(session, actor, 2025)
    assert report is not None
    session.commit()
    href = clerk.post(plan_href + "/nam-sau").headers["Location"]
    work(toolbox)
    page = unescape(text(clerk.get(href)))
    assert said
    assert all(sentence in page for sentence in said)
    assert 'href="/2025/bao-cao"' in page


def test_asking_twice_for_the_next_year_makes_one_draft(clerk, toolbox, plan_href, session):
    first, second = (clerk.post(plan_href + "/nam-sau").headers["Location"] for _ in range(2))
    assert first == second


def test_the_agency_below_sees_only_what_was_given_down(clerk, below, plan_href):
    own_list = text(below.get("/ke-hoach"))
    assert "Kế hoạch của cấp trên" not in own_list
    plan_id = plan_href.rsplit("/", 1)[1]
    assert below.get(f"/ke-hoach/cap-tren/{plan_id}").status_code == 404
    assert clerk.post(plan_href + "/giao-cap-duoi").status_code == 303
    assert "Chưa có cơ quan nào nhận nhiệm vụ" in text(clerk.get(plan_href))
    assert "Kế hoạch của cấp trên" in text(below.get("/ke-hoach"))
    assert below.get(f"/ke-hoach/cap-tren/{plan_id}").status_code == 200
    assert below.get(plan_href).status_code == 404
    assert clerk.post(plan_href + "/thoi-giao").status_code == 303
    assert below.get(f"/ke-hoach/cap-tren/{plan_id}").status_code == 404


def test_tasks_are_taken_over_and_linked_both_ways(clerk, below, plan_href, session):
    clerk.post(plan_href + "/giao-cap-duoi")
    address = f"/ke-hoach/cap-tren/{plan_href.rsplit('/', 1)[1]}"
    page = text(below.get(address))
    ticked = re.findall(r'name="task" value="(\d+)" checked', page)
    all_boxes = re.findall(r'name="task" value="(\d+)"', page)
    assert 0 < len(ticked) < len(all_boxes)
    assert f"Nhận {len(ticked)} nhiệm vụ vào kế hoạch" in page
    source = session.scalars(select(Task).where(Task.title.startswith("Kiểm tra việc"), Task.id.in_(map(int, all_boxes)))).first()
    chosen = fields(page)[f"unit-{source.id}"]  # the desk that does such work already
    assert session.get_one(Unit, int(chosen)).name == "Tư pháp"
    answer = below.post(address, fields(page) | {"task": ticked})
    assert answer.status_code == 303
    taken = session.scalars(select(Task).where(Task.source_task_id.is_not(None)).order_by(Task.id)).all()
    assert [str(task.source_task_id) for task in taken] == sorted(ticked, key=int)
    assert "Nhận từ kế hoạch của cấp trên" in text(below.get(f"/viec/{taken[0].id}"))
    assert "UBND xã Hòa Sơn" not in text(clerk.get(plan_href))
    above = text(clerk.get(f"/viec/{taken[0].source_task_id}"))
    assert "1 cơ quan: Ủy ban nhân dân xã Hòa Sơn" in above
    assert "1 cơ quan đã nhận nhiệm vụ" in text(clerk.get(plan_href))
    again = text(below.get(address))
    assert f'id="taken">Đã nhận</h2><span class="muted">{len(ticked)} ' in again


def test_a_task_taken_over_goes_back_while_nobody_has_begun(clerk, below, plan_href, session):
    clerk.post(plan_href + "/giao-cap-duoi")
    address = f"/ke-hoach/cap-tren/{plan_href.rsplit('/', 1)[1]}"
    page = text(below.get(address))
    below.post(address, fields(page) | {"task": re.findall(r'name="task" value="(\d+)" checked', page)})
    task = session.scalars(select(Task).where(Task.source_task_id.is_not(None)).order_by(Task.id)).first()
    href = f"/viec/{task.id}/tra-cap-tren"
    session.commit()
    assert f'action="{href}"' in text(below.get(f"/viec/{task.id}"))
    assert clerk.post(href).status_code == 404
    assert below.post(href).status_code == 303
    assert below.get(f"/viec/{task.id}").status_code == 404
    page = text(below.get(address))
    assert "Chưa nhận" in page


def test_taking_nothing_over_is_refused_in_words(clerk, below, plan_href):
    clerk.post(plan_href + "/giao-cap-duoi")
    answer = below.post(f"/ke-hoach/cap-tren/{plan_href.rsplit('/', 1)[1]}", {})
    assert answer.status_code == 422
    assert "Chọn ít nhất một nhiệm vụ" in text(answer)


def test_a_task_that_was_not_offered_is_not_taken(clerk, below, plan_href, office):
    clerk.post(plan_href + "/giao-cap-duoi")
    answer = below.post(f"/ke-hoach/cap-tren/{plan_href.rsplit('/', 1)[1]}", {"task": office.tasks.posting.id})
    assert answer.status_code == 404


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_plan_is_written_in_the_background_and_read_again(clerk, toolbox, plan_href, session, form):
    progress = clerk.post(f"{plan_href}/tai/{form}").headers["Location"]
    page = clerk.get(progress)
    assert "Đang lập tệp" in text(page)
    assert page.headers["Refresh"] == f"1; url={progress}?lan=1"
    assert "every 5s" in text(clerk.htmx("GET", progress))
    work(toolbox)
    file_href = re.search(r'href="(/ke-hoach/tai/\d+/tep)"', text(clerk.get(progress)))[1]
    answer = clerk.get(file_href)
    assert answer.data[:2] == b"PK"
    assert f".{form}" in answer.headers["Content-Disposition"]
    assert clerk.post(f"{plan_href}/tai/{form}").headers["Location"] == file_href  # nothing changed: the same file at once
    again = send(clerk, BytesIO(answer.data).getvalue(), f"ke-hoach.{form}").headers["Location"]
    work(toolbox)
    rows = [row.draft["rows"] for row in session.scalars(select(ImportDraft).order_by(ImportDraft.id))]
    assert [row["text"] for row in rows[1]] == [row["text"] for row in rows[0]]
    assert "Đã có kế hoạch cùng tên của năm 2025" in text(clerk.get(again))


def test_readers_download_and_change_nothing(as_role, office, plan_href):
    officer = as_role("officer")
    page = text(officer.get(plan_href))
    assert "Tải Word (.docx)" in page
    for words in ("Điều chỉnh", "Lập kế hoạch năm", "Giao cấp dưới", "Các bản đã nhập"):
        assert words not in page
    assert officer.get(plan_href + "/dieu-chinh").status_code == 404
    assert officer.post(plan_href + "/nam-sau").status_code == 403
