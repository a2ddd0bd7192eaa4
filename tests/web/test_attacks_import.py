"""What a hostile or hurried person sends to the pages where plans are brought in, amended, passed on and written out."""

import random
import re
import time

import pytest
from sqlalchemy import select

from tests.factories import amended, tasks
from tests.web.uploads import fields, loaded, send, text, work
from tthc.blueprints.plans.word_changes import side_by_side
from tthc.core.imports.models import ImportDraft
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
