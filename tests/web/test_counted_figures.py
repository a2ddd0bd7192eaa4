"""Figures from registers on the screen: where they come from, their rows, taking them over, how they are counted."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import communication
from tests.factories import counted as counted_office
from tests.factories.queries import counted
from tthc.core.communication.actions import BOOK
from tthc.core.indicators import actions, queries
from tthc.core.registers import actions as register_actions
from tthc.kernel.actor import system

GRID = "/2024/chi-tieu/quy-3"


@pytest.fixture
def told(session, office):
    counted_office.told(session, office)
    count(session, office)
    return office


def count(session, office):
    found = queries.measured(session, office.agency.id, 2024, today=communication.TODAY)
    actions.count(session, system(office.agency.id), office.agency.id, 2024, found, now=communication.NOW)
    session.commit()


def text(response):
    return " ".join(response.get_data(as_text=True).split())


def typed(session, office, numerator, denominator):
    clerk = office.actor("clerk")
    cell = queries.cell(session, clerk, office.share.id, 2024, "q3")
    actions.enter(session, clerk, cell, Decimal(numerator), Decimal(denominator), year=2024, now=communication.NOW)
    session.commit()


def test_the_grid_says_which_register_counted_until_when(as_role, told):
    page = text(as_role("officer").get(GRID))
    assert f'Tính từ Sổ tuyên truyền: <a href="{GRID}/{told.share.id}/dong">1/2</a>, đến ngày 15/08/2024, lúc ' in page
    assert "/2024/tuyen-truyen/so/tin-bai" in page
    assert "Lấy theo sổ" not in page


def test_a_typed_figure_that_differs_is_told_and_taken_over_with_one_press(as_role, session, told):
    typed(session, told, 2, 2)
    clerk = as_role("clerk")
    page = text(clerk.get(GRID))
    assert "Sổ tuyên truyền tính được" in page
    assert "Số đã nhập khác với sổ." in page
    href = f"{GRID}/{told.share.id}/theo-so"
    assert f'formaction="{href}"' in page
    assert href not in text(as_role("officer").get(GRID))
    assert as_role("officer").post(href).status_code == 403
    assert clerk.post(href).status_code == 303
    assert "Tính từ Sổ tuyên truyền" in text(clerk.get(GRID))
    assert queries.cell(session, told.actor("clerk"), told.share.id, 2024, "q3").measure == "communication_topics"


def test_taking_over_where_no_register_counts_is_refused(as_role, told):
    assert as_role("clerk").post(f"{GRID}/{told.target.id}/theo-so").status_code == 409


def test_a_figure_opens_to_its_rows_and_to_the_register(as_role, session, told):
    leader = as_role("leader")
    page = text(leader.get(f"{GRID}/{told.share.id}/dong"))
    assert "Bài (Trang thông tin điện tử, ngày 02/05/2024)" in page
    assert f"/2024/tuyen-truyen/so/tin-bai/{told.item.id}" in page
    assert leader.get(f"{GRID}/{told.target.id}/dong").headers["Location"] == f"/2024/chi-tieu/{told.target.id}"
    assert leader.get(f"{GRID}/987654/dong").status_code == 404
    assert as_role("admin").get(f"{GRID}/{told.share.id}/dong").status_code == 404
    actions.close_period(session, system(told.agency.id), told.agency.id, 2024, "q3", now=communication.NOW)
    register_actions.remove(session, told.actor("clerk"), BOOK, told.item, "Ghi nhầm", today=communication.TODAY, now=communication.NOW)
    session.commit()
    page = text(leader.get(f"{GRID}/{told.share.id}/dong"))
    assert "1 dòng đã bị xóa khỏi sổ sau khi tính" in page
    assert "Số liệu đã khóa" in page


def test_the_page_of_a_target_explains_itself(as_role, session, told):
    page = text(as_role("leader").get(f"/2024/chi-tieu/{told.share.id}"))
    assert "Tỷ lệ chủ đề của kế hoạch đã tuyên truyền: số đạt chia cho tổng số, nhân 100" in page
    assert "Từ 15/12/2023 đến hết ngày chốt của kỳ" in page
    assert "Phần mềm, theo lời văn của chỉ tiêu" in page
    assert "Đổi cách tính" not in page
    typed(session, told, 2, 2)
    page = text(as_role("clerk").get(f"/2024/chi-tieu/{told.share.id}"))
    assert "Người clerk nhập" in page
    assert "Lấy theo sổ" in page
    assert "chưa có dòng nào nên chưa tính được" not in page
    # The office keeps no register of dossiers: the target is understood, and nothing is said of it.
    assert "chưa có dòng nào nên chưa tính được" in text(as_role("leader").get(f"/2024/chi-tieu/{told.target.id}"))


def test_the_clerk_says_how_a_target_is_counted(as_role, session, told):
    clerk, href = as_role("clerk"), f"/2024/chi-tieu/{told.share.id}/cach-tinh"
    page = text(clerk.get(href))
    assert "Tỷ lệ chủ đề của kế hoạch đã tuyên truyền (Sổ tuyên truyền)" in page
    assert "Số tin, bài tuyên truyền (" not in page  # counts articles, the target is a share
    assert clerk.post(href, {"code": "communication_items"}).status_code == 422
    assert clerk.post(href, {"code": ""}).status_code == 303
    assert "do người nhập theo lựa chọn của Người clerk" in text(clerk.get(f"/2024/chi-tieu/{told.share.id}"))
    assert "Tính từ Sổ tuyên truyền: <a" in text(clerk.get(GRID))  # the other target still is
    assert f"{told.share.id}/dong" not in text(clerk.get(GRID))
    assert clerk.post(href, {"code": "communication_topics"}).status_code == 303
    assert f"{told.share.id}/dong" in text(clerk.get(GRID))
    assert as_role("officer").get(href).status_code == 404
    assert as_role("officer").post(href, {"code": ""}).status_code == 403


def test_all_that_registers_say_stands_on_one_page(as_role, session, told):
    page = text(as_role("leader").get("/2024/chi-tieu/tu-so"))
    assert "Tỷ lệ chủ đề của kế hoạch đã tuyên truyền" in page
    assert "≥ 80%" in page
    assert "Số video tuyên truyền" in page  # no plan asks for it
    assert "Quý IV" not in page
    assert "Chưa có số liệu" in text(as_role("leader").get("/2023/chi-tieu/tu-so"))
    assert as_role("admin").get("/2024/chi-tieu/tu-so").status_code == 404


@pytest.mark.parametrize("path", [GRID, "/2024/chi-tieu/tu-so", "/2024/chi-tieu/{share}", GRID + "/{share}/dong"])
def test_pages_ask_a_constant_number_of_queries(as_role, session, told, path):
    leader = as_role("leader")
    path = path.format(share=told.share.id)
    session.commit()
    with counted(session) as few:
        assert leader.get(path).status_code == 200
    for day in range(1, 29):
        counted_office.article(session, told, day % 2, date(2024, 2, day), f"Bài {day}")
    count(session, told)
    with counted(session) as many:
        assert leader.get(path).status_code == 200
    assert len(few) == len(many)


def test_a_row_that_is_entered_asks_for_a_new_count_and_the_figure_follows(app, as_role, session, told):
    clerk, queue = as_role("clerk"), app.extensions["toolbox"].queue
    values = {
        "title": "Bài hai",
        "topic_id": str(told.topics[1]),
        "channel": "zalo",
        "held_on": "01/07/2024",
        "unit_id": str(told.culture.id),
    }
    assert clerk.post("/2024/tuyen-truyen/so/tin-bai/them", values).status_code == 303
    asked = {"agency_id": told.agency.id, "year": 2024, "register": "communication_item"}
    assert ("count_targets", asked) in queue.asked
    queue.perform(session(), app.extensions["toolbox"])
    assert "2/2" in text(as_role("leader").get(GRID))
