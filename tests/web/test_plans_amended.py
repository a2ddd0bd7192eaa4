"""An amended plan: the difference side by side, a reason for what goes, evidence that stays."""

import re

import pytest
from sqlalchemy import func, select

from tests.factories import amended
from tests.web.uploads import fields, loaded, send, text, work
from tthc.blueprints.plans.word_changes import side_by_side
from tthc.core.imports.models import ImportDraft, ImportState
from tthc.core.plans.models import Plan
from tthc.core.tasks.models import Occurrence, Task
from tthc.kernel.statements import counted


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def plan_href(clerk, toolbox):
    """A plan in force that came from a Word file."""
    return loaded(clerk, toolbox, amended.original(), "ke-hoach.docx")


def uploaded(clerk, toolbox, plan_href, content=None):
    """The amended version, read; returns the address of its check."""
    href = send(clerk, content or amended.amended(), "dieu-chinh.docx", plan_href + "/dieu-chinh").headers["Location"]
    work(toolbox)
    return href


def task_named(session, title):
    return session.scalars(select(Task).where(Task.title.startswith(title)).order_by(Task.id.desc())).first()


def test_the_plan_page_leads_to_the_upload_and_the_upload_to_the_difference(clerk, toolbox, plan_href, session):
    assert f'href="{plan_href}/dieu-chinh"' in text(clerk.get(plan_href))
    assert "không chỉ phần thay đổi" in text(clerk.get(plan_href + "/dieu-chinh"))
    before = session.scalar(select(func.count(Task.id)))
    href = uploaded(clerk, toolbox, plan_href)
    page = text(clerk.get(href))
    assert "Xem thay đổi trước khi điều chỉnh" in page
    assert "Xác nhận và tạo" not in page
    answer = clerk.post(href + "/luu", fields(page) | {"next": "difference"})
    assert answer.headers["Location"] == href + "/thay-doi"
    assert session.scalar(select(func.count(Task.id))) == before


def test_each_group_stands_on_the_page_with_the_changed_words_marked(clerk, toolbox, plan_href):
    href = uploaded(clerk, toolbox, plan_href)
    page = text(clerk.get(href + "/thay-doi"))
    assert re.search(rf'id="removed".*{amended.REMOVED}.*id="added".*{amended.ADDED}.*id="changed".*{amended.REWORDED}', page, re.DOTALL)
    assert "<ins>và thay mới</ins>" in page
    assert re.search(r"<summary>Giữ nguyên \(1\d\)</summary>", page)
    assert re.search(r"Xác nhận điều chỉnh: giữ 1\d, đổi 1, thêm 1, bỏ 1 nhiệm vụ", page)


def test_a_task_does_not_go_without_a_reason(clerk, toolbox, plan_href, session):
    address = uploaded(clerk, toolbox, plan_href) + "/thay-doi"
    answer = clerk.post(address, fields(text(clerk.get(address))))
    assert answer.status_code == 422
    page = text(answer)
    task = task_named(session, amended.REMOVED)
    assert "Lỗi:" in page
    assert f'href="#reason-{task.id}"' in page
    assert re.search(rf'id="reason-{task.id}"[^>]*aria-invalid="true"', page)
    assert task.removed_on is None


@pytest.mark.parametrize("name", ["own", "common"])
def test_evidence_and_progress_stay(clerk, as_role, toolbox, plan_href, session, office, name):
    task = task_named(session, amended.REWORDED)
    kept = session.scalars(select(Occurrence).where(Occurrence.task_id == task.id)).first()
    kept.unit_id = office.staff.id
    task_id, kept_id = task.id, kept.id
    session.commit()
    assert clerk.post(f"/viec/{task_id}/bao-xong/{kept_id}", {"number": "45/BC-UBND"}).status_code == 303
    address = uploaded(clerk, toolbox, plan_href) + "/thay-doi"
    page = text(clerk.get(address))
    assert "có 1 minh chứng" in page
    gone = task_named(session, amended.REMOVED)
    reason = {f"reason-{gone.id}": "Không còn phù hợp."} if name == "own" else {"reason": "Không còn phù hợp."}
    answer = clerk.post(address, fields(page) | {f"reason-{gone.id}": ""} | reason)
    assert answer.headers["Location"] == plan_href
    session.expire_all()
    assert session.get_one(Task, task_id).title.startswith("Rà soát và thay mới")
    assert "45/BC-UBND" in text(clerk.get(f"/viec/{task_id}"))
    assert session.get_one(Occurrence, kept_id).state == "submitted"
    assert "Đã bỏ khỏi kế hoạch ngày 15/08/2024. Lý do: Không còn phù hợp." in text(clerk.get(f"/viec/{gone.id}"))
    assert task_named(session, amended.ADDED) is not None
    page = text(clerk.get(plan_href))
    assert "Đã điều chỉnh 1 lần" in page
    assert page.count('class="list__meta small"><span>Bản') == 2
    assert "Hoàn tác" not in page


def test_an_import_that_amends_nothing_has_no_difference(clerk, toolbox, session):
    href = send(clerk).headers["Location"]
    work(toolbox)
    assert clerk.get(href + "/thay-doi").headers["Location"] == href
    assert clerk.post(href + "/thay-doi").status_code == 404


def test_an_amended_file_is_not_loaded_as_a_plan_of_its_own(clerk, toolbox, plan_href, session):
    href = uploaded(clerk, toolbox, plan_href)
    assert clerk.post(href + "/xac-nhan", fields(text(clerk.get(href)))).status_code == 409
    assert session.scalars(select(ImportDraft.state).order_by(ImportDraft.id)).all() == [ImportState.LOADED, ImportState.WAITING]
    assert session.scalar(select(func.count(Plan.id))) == 2


def test_the_same_file_again_is_refused_where_it_was_chosen(clerk, plan_href):
    answer = send(clerk, amended.original(), "ke-hoach.docx", plan_href + "/dieu-chinh")
    assert answer.status_code == 422
    assert re.search(r'id="file-error">.*chính là bản đang có hiệu lực', text(answer))


def test_the_difference_costs_the_same_queries_for_one_change_and_for_many(clerk, toolbox, plan_href, session):
    href = uploaded(clerk, toolbox, plan_href) + "/thay-doi"
    costs = []
    for _ in range(2):
        clerk.get(href)
        with counted(session.get_bind()) as sent:
            clerk.get(href)
        costs.append(len(sent))
        row = session.scalars(select(ImportDraft).order_by(ImportDraft.id.desc())).first()
        row.draft = {**row.draft, "rows": row.draft["rows"][:3]}
        session.commit()
    assert costs[0] == costs[1]


def shown(pieces):
    return [(piece.text, piece.is_changed) for piece in pieces]


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("a b c", "a x c", [("a", False), ("b", True), ("c", False)], [("a", False), ("x", True), ("c", False)]),
        (
            "rà soát bảng",
            "rà soát, thay bảng",
            [("rà soát", False), ("bảng", False)],
            [("rà soát", False), (", thay", True), ("bảng", False)],
        ),
        ("một hai", "ba bốn", [("một hai", True)], [("ba bốn", True)]),
        ("", "mới", [], [("mới", True)]),
    ],
)
def test_changed_words(before, after, left, right):
    found = side_by_side(before, after)
    assert (shown(found[0]), shown(found[1])) == (left, right)
    assert "".join(piece.text + piece.tail for piece in found[1]) == after
