"""Search over tasks, evidence and plans: without tone marks, by document number, within what one may see."""

import pytest

from tests.factories import people, plans, tasks
from tests.factories.queries import counted
from tthc.core.books import BOOKS
from tthc.core.evidence import actions as evidence_actions
from tthc.core.evidence.rules import Proof
from tthc.kernel.sections import Section


def text(response):
    return response.get_data(as_text=True)


def find(browser, words):
    return text(browser.get("/tim", query_string={"q": words})).replace("&#34;", '"')


@pytest.mark.parametrize("words", ["niem yet", "Niêm yết", "NIÊM YẾT", "thủ tục niêm", "yết thu tuc"])
def test_tasks_are_found_with_and_without_marks(as_role, office, words):
    assert f'href="/viec/{office.tasks.posting.id}"' in find(as_role("officer"), words)


def test_d_and_barred_d_are_one_and_typed_marks_come_first(as_role, office, session):
    tasks.task(session, office.plan, office.culture, "Đường day nóng tiếp dân", Section.FEEDBACK, "5", 5)
    exact = tasks.task(session, office.plan, office.culture, "Đường dây nóng tiếp dân", Section.FEEDBACK, "6", 6)
    session.commit()
    page = find(as_role("officer"), "dây nóng")
    assert page.index(f"/viec/{exact.id}") < page.index("Đường day nóng")
    assert "Đường dây nóng" in find(as_role("officer"), "duong day nong")


def test_documents_are_found_by_their_number_as_typed(as_role, office, session, today, now):
    officer = office.actor("officer")
    evidence_actions.submit(
        session, officer, office.occurrences.posting, [Proof("document", doc_number="45/BC-UBND")], today=today, now=now
    )
    session.commit()
    assert "45/BC-UBND" in find(as_role("officer"), "45/BC-UBND")
    assert "Không tìm thấy" in find(as_role("second"), "45/BC-UBND")  # not accepted yet: nobody's but the desk's and the clerk's


def test_paragraphs_of_plans_are_found_at_their_place(as_role, office, session):
    _, plan = plans.loaded(session, office.actor("clerk"))
    session.commit()
    page = find(as_role("officer"), "thong tu 167/2012")
    assert f"/ke-hoach/{plan.id}#p-" in page
    assert "Thông tư số 167/2012/TT-BTC" in page


@pytest.mark.parametrize("words", ["%", "_", "50%", "\\", "' OR 1=1 --", "<script>alert(1)</script>"])
def test_signs_of_the_database_find_nothing(as_role, office, words):
    page = find(as_role("officer"), words)
    assert "/viec/" not in page
    assert "<script>alert" not in page


def test_nothing_found_says_what_to_do(as_role, office):
    assert 'Không tìm thấy "khong co gi". Thử bớt từ hoặc tìm theo số ký hiệu.' in find(as_role("officer"), "khong co gi")


def test_an_empty_question_shows_how_to_ask(as_role, office):
    assert "Nhập từ khóa" in text(as_role("officer").get("/tim"))


def test_another_agency_finds_nothing_of_ours(app, session, office, as_role):
    other = people.agency(session, "Ủy ban nhân dân phường Khác")
    plan = tasks.plan(session, other, title="Kế hoạch của phường khác")
    unit = people.unit(session, other, "Văn phòng")
    foreign = tasks.task(session, plan, unit, "Niêm yết ở phường khác", Section.PUBLICATION)
    session.commit()
    page = find(as_role("officer"), "niêm yết")
    assert f'href="/viec/{foreign.id}"' not in page
    assert "phường khác" not in page
    assert as_role("admin").get("/tim?q=niem+yet").status_code == 404


def test_the_page_asks_a_constant_number_of_queries(as_role, office, session):
    officer = as_role("officer")
    with counted(session) as few:
        find(officer, "niem yet")
    for position in range(10, 40):
        tasks.task(session, office.plan, office.justice, f"Niêm yết lần {position}", Section.PUBLICATION, str(position), position)
    session.commit()
    with counted(session) as many:
        find(officer, "niem yet")
    assert len(few) == len(many)
    assert len(many) <= 10 + len(BOOKS)  # one for each register
