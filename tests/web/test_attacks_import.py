"""What a hostile or hurried person sends to the pages where plans are brought in, amended, passed on and written out."""

import random
import re
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests.factories import amended, people, plans, tasks
from tests.web.routes import masked
from tests.web.uploads import fields, loaded, send, text, work
from tthc.blueprints.plans.word_changes import side_by_side
from tthc.core.files.models import StoredFile
from tthc.core.imports.models import ImportDraft
from tthc.core.people.models import Unit
from tthc.core.plans.models import Plan, PlanExport
from tthc.core.tasks import queries as task_queries
from tthc.core.tasks.actions import revising
from tthc.core.tasks.models import Occurrence, State, Task


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def check_href(clerk, toolbox):
    """The check page of a plan that has been read."""
    href = send(clerk).headers["Location"]
    work(toolbox)
    return href


def draft_of(session, href):
    session.expire_all()
    return session.get_one(ImportDraft, int(href.rsplit("/", 1)[1]))


def row_fields(page, key):
    return {name: value for name, value in fields(page).items() if name.startswith(f"row-{key}-")}


def test_saving_a_row_that_nobody_changed_changes_nothing(clerk, check_href, session):
    before = [dict(row) for row in draft_of(session, check_href).draft["rows"]]
    for key in range(6):
        address = f"{check_href}/dong/{key}"
        assert clerk.post(address, row_fields(text(clerk.get(address)), key)).status_code in {200, 303}
    for old, new in list(zip(before, draft_of(session, check_href).draft["rows"], strict=True))[:6]:
        assert {name: new[name] for name in old} == old


def test_a_corrected_row_opens_with_what_was_written(clerk, check_href, session):
    address = f"{check_href}/dong/0"
    sent = row_fields(text(clerk.get(address)), 0) | {"row-0-title": "Tên người kiểm tra đặt"}
    clerk.post(address, sent)
    again = row_fields(text(clerk.get(address)), 0)
    assert again["row-0-title"] == "Tên người kiểm tra đặt"
    clerk.post(address, again | {"row-0-lead": "Tư pháp"})
    assert draft_of(session, check_href).draft["rows"][0]["short_title"] == "Tên người kiểm tra đặt"


@pytest.fixture
def removed(session, office, as_role, today, now):
    """A task that was taken out of the plan with work begun, returned and asleep."""
    task = office.tasks.posting
    begun = office.occurrences.posting
    begun.state = State.IN_PROGRESS
    asleep = tasks.occurrence(session, task, office.justice, period="2024-08-01", due_on=None, state=State.DORMANT)
    session.commit()
    actor = office.actor("clerk")
    whole = task_queries.task_page(session, actor, task.id)
    revising.remove(session, actor, whole, "không còn phù hợp", has_evidence=True, today=today, now=now)
    session.commit()
    return task, begun, asleep


def test_a_removed_task_has_nothing_left_to_press_and_takes_nothing(as_role, removed, session):
    task, begun, asleep = removed
    at = f"/viec/{task.id}"
    posts = [
        ("officer", f"{at}/bao-xong/{begun.id}", {"number": "1/BC"}),
        ("officer", f"{at}/ky/{begun.id}/bat-dau", {}),
        ("clerk", f"{at}/ky/{begun.id}/han", {"due_on": "20/12/2024", "confirmed": "1"}),
        ("clerk", f"{at}/ky/{asleep.id}/phat-sinh", {"why": "Công văn 5", "due_on": "20/12/2024"}),
    ]
    due_on, count = begun.due_on, len(session.scalars(select(Occurrence)).all())
    answers = {path: as_role(role).post(path, data).status_code for role, path, data in posts}
    session.expire_all()
    assert set(answers.values()) == {404}, answers
    assert (begun.due_on, begun.state, len(session.scalars(select(Occurrence)).all())) == (due_on, State.IN_PROGRESS, count)
    for role in ("officer", "clerk"):
        page = text(as_role(role).get(at))
        assert "Đã bỏ khỏi kế hoạch" in page
        assert not re.findall(rf'action="[^"]*{task.id}/ky/[^"]*"', page)
        assert "Báo hoàn thành" not in page


def test_a_reason_without_end_is_refused(clerk, toolbox, session):
    plan = loaded(clerk, toolbox, amended.original(), "ke-hoach.docx")
    href = send(clerk, amended.amended(), "dieu-chinh.docx", plan + "/dieu-chinh").headers["Location"]
    work(toolbox)
    page = text(clerk.get(href + "/thay-doi"))
    names = set(re.findall(r'name="(reason-\d+)"', page))
    assert names
    answer = clerk.post(href + "/thay-doi", fields(page) | dict.fromkeys(names, "x" * 100_000))
    assert answer.status_code == 422
    assert session.scalars(select(Task.id).where(Task.removed_on.is_not(None))).all() == []


def test_a_paragraph_without_end_is_compared_in_no_time():
    words = random.Random(1)
    before, after = (" ".join(words.choice("abcde") for _ in range(100_000)) for _ in range(2))
    started = time.process_time()
    old, new = side_by_side(before, after)
    assert time.process_time() - started < 1
    assert [(piece.text, piece.is_changed) for piece in (*old, *new)] == [(before, True), (after, True)]
    assert [piece.is_changed for piece in side_by_side(before, before)[0]] == [False]


def amending(clerk, toolbox):
    """A plan in force and the address of the difference that its amended version makes."""
    plan = loaded(clerk, toolbox, amended.original(), "ke-hoach.docx")
    href = send(clerk, amended.amended(), "dieu-chinh.docx", plan + "/dieu-chinh").headers["Location"]
    work(toolbox)
    return plan, href


def test_what_another_person_changed_meanwhile_is_not_confirmed_unseen(clerk, toolbox, session):
    _, href = amending(clerk, toolbox)
    page = text(clerk.get(href + "/thay-doi"))
    sent = fields(page) | dict.fromkeys(re.findall(r'name="(reason-\d+)"', page), "không còn phù hợp")
    row = row_fields(text(clerk.get(f"{href}/dong/0")), 0)
    assert clerk.post(f"{href}/dong/0", row | {"row-0-title": "Người khác vừa sửa"}).status_code in {200, 303}
    assert clerk.post(href + "/thay-doi", sent).status_code == 409
    assert session.scalars(select(Task.id).where(Task.title == "Người khác vừa sửa")).all() == []


@pytest.fixture
def above(app, session, office):
    """A clerk below, and of the superior a shared plan and one that is not shared."""
    agency = people.agency(session, "Ủy ban nhân dân huyện Sông Lam", "UBND huyện")
    session.get_one(Unit, office.agency.id).parent_id = agency.id
    desk = people.unit(session, agency, "Văn phòng huyện")
    given, kept = (tasks.plan(session, agency, 2024, f"Kế hoạch mật {n}", is_shared=n == 0) for n in range(2))
    made = [tasks.task(session, plan, desk, f"Việc mật {n}") for n, plan in enumerate((given, kept))]
    session.commit()
    return SimpleNamespace(given=given.id, kept=kept.id, tasks=[one.id for one in made], desk=desk.id)


def test_an_unshared_plan_answers_as_one_that_is_not_there(clerk, above):
    answers = {}
    for name, plan_id in (("kept", above.kept), ("nowhere", 987_654)):
        at = f"/ke-hoach/cap-tren/{plan_id}"
        sent = {"task": above.tasks[1], f"unit-{above.tasks[1]}": "1"}
        answers[name] = [(one.status_code, masked(one).replace(f"cap-tren/{plan_id}", "")) for one in (clerk.get(at), clerk.post(at, sent))]
    assert answers["kept"] == answers["nowhere"]
    assert [status for status, _ in answers["kept"]] == [404, 404]
    for page in ("/ke-hoach", "/ke-hoach/cap-tren", "/tim?q=mat", f"/ke-hoach/cap-tren/{above.given}"):
        assert "mật 1" not in text(clerk.get(page)), page


@pytest.mark.parametrize("unit", ["outside", "foreign", "9" * 30, "-1", "x", ""])
def test_forged_units_and_tasks_of_the_superior_are_refused(clerk, above, office, session, unit):
    value = {"outside": str(office.outside.id), "foreign": str(above.desk)}.get(unit, unit)
    at, (offered, other) = f"/ke-hoach/cap-tren/{above.given}", above.tasks
    before = len(session.scalars(select(Task.id)).all())
    for data in (
        {"task": offered, f"unit-{offered}": value},
        {"task": [offered, other], f"unit-{offered}": str(office.staff.id), f"unit-{other}": str(office.staff.id)},
        {"task": "9" * 30, f"unit-{'9' * 30}": str(office.staff.id)},
        {"task": [offered, "-1", "²"], f"unit-{offered}": value},
    ):
        assert clerk.post(at, data).status_code in {404, 422}
    session.expire_all()
    assert len(session.scalars(select(Task.id)).all()) == before


@pytest.mark.parametrize("place", ["-1", "999999999", "9" * 30, "²", "1e3"])
def test_rows_and_paragraphs_that_are_not_there(clerk, check_href, session, place):
    before = draft_of(session, check_href).draft
    for path in (f"/dong/{place}", f"/dong/{place}/bo", f"/dong/{place}/lay-lai", f"/doan/{place}"):
        assert clerk.post(check_href + path, {}).status_code in {404, 405}, path
    assert clerk.get(f"{check_href}/dong/{place}").status_code == 404
    assert draft_of(session, check_href).draft == before


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def test_words_of_a_plan_are_never_markup(clerk, toolbox):
    lines = plans.example().decode().split("\n")
    content = "\n".join(line.replace("Báo cáo", f"Báo cáo {HOSTILE}") for line in lines).encode()
    href = send(clerk, content, f"{HOSTILE}.txt").headers["Location"]
    work(toolbox)
    pages = [text(clerk.get(href + tail)) for tail in ("", "/toan-van", "/dong/0", "?xem=tat-ca")]
    plan = clerk.post(href + "/xac-nhan", fields(pages[0])).headers["Location"]
    changed = content.replace("Báo cáo <".encode(), "Báo cáo mới <".encode())
    again = send(clerk, changed, "b.txt", plan + "/dieu-chinh").headers["Location"]
    work(toolbox)
    pages += [text(clerk.get(one)) for one in (plan, plan + "/phan-cong", again, again + "/thay-doi", "/ke-hoach", "/tim?q=script")]
    assert any("&lt;script&gt;" in page for page in pages)
    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"khac")], ids=["gone", "changed"])
def test_a_plan_whose_file_is_lost_or_changed_is_not_written_out(clerk, toolbox, session, damage):
    plan = loaded(clerk, toolbox, amended.original(), "ke-hoach.docx")
    stored = session.get_one(Plan, int(plan.rsplit("/", 1)[1])).stored_file_id
    sha256 = session.get_one(StoredFile, stored).sha256
    path = toolbox.files._path(sha256)
    content, mode = path.read_bytes(), path.stat().st_mode
    path.chmod(0o600)
    try:
        damage(path)
        progress = clerk.post(f"{plan}/tai/docx").headers["Location"]
        work(toolbox)
        page = text(clerk.get(progress))
        assert "Traceback" not in page
        assert "/tep" not in page
        assert session.scalars(select(PlanExport.stored_file_id)).all() == [None]
    finally:
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        path.chmod(mode)
