"""The section of reviews in a browser: cost sheet, steps of a proposal, quarters without drafts, what the clerk keeps."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import procedures, reviews, tasks
from tests.rules.test_reviews import CASE, GDP
from tthc.core.reviews import actions, queries
from tthc.core.reviews.models import DraftRegulation, Review, ReviewWord
from tthc.core.reviews.rules.sheet import CELLS, typed_step
from tthc.extensions import db
from tthc.kernel.sections import Section
from tthc.kernel.statements import counted

HOME = "/2024/ra-soat"


@pytest.fixture
def review(session, office, today, now):
    actions.set_income(session, office.actor("clerk"), 2023, GDP, "Cục Thống kê", now=now)
    made = reviews.review(session, office.actor("clerk"), office.justice, today=today, now=now)
    session.commit()
    return made


def text(response):
    assert response.status_code == 200, response.status_code
    return response.get_data(as_text=True)


def sent(steps=CASE, **more):
    lines = [typed_step(step) for step in steps]
    found = {"title": [line.title for line in lines], "gdp_year": "2023", "version": ""}
    found |= {name: [line.cell(name) for line in lines] for name in CELLS}
    return found | more


def href(review):
    return f"{HOME}/ho-so/{review.id}/chi-phi"


def shown(page, field):
    """What the sentence of a field says."""
    return re.search(rf'<li id="{field}-error"><a href="#{field}">([^<]*)</a>', page)[1]


def test_a_new_sheet_begins_with_the_usual_steps(review, as_role):
    page = text(as_role("officer").get(href(review)))
    assert 'value="Chuẩn bị giấy tờ"' in page
    assert '<option value="2023" selected>GDP năm 2023: 105.600.000 đ/người (50.000 đ/giờ)</option>' in page
    assert "Kết quả và sơ đồ xuất hiện khi bảng có số liệu." in page


def test_the_known_case_from_the_fields_to_the_row(session, review, as_role):
    officer = as_role("officer")
    answer = officer.post(href(review), sent())
    assert answer.status_code == 303
    page = text(officer.get(href(review)))
    assert "Chi phí tuân thủ cắt giảm 793.000 đồng (77,44%), từ 1.024.000 đồng còn 231.000 đồng mỗi năm." in page
    assert "4 giờ × 50.000 đ = 200.000 đ" in page
    assert "105.600.000 đ ÷ (12 tháng × 22 ngày × 8 giờ) = 50.000 đ/giờ" in page
    assert page.count("flow__box--cut") == 3
    row = text(officer.get(f"{HOME}/so/ra-soat/{review.id}"))
    assert "1.024.000 đ → 231.000 đ mỗi năm" in row
    assert "Lưu bảng tính chi phí tuân thủ" in row
    session.expire_all()
    assert session.get(Review, review.id).saving == 793_000


def test_sums_while_one_types_and_nothing_is_kept(session, review, as_role):
    officer = as_role("officer")
    answer = officer.htmx("POST", f"{href(review)}/tinh", data=sent())
    page = text(answer)
    assert page.lstrip().startswith('<div id="sums">')
    assert "77,44%" in page
    assert "(chưa lưu)" in page
    whole = officer.post(f"{href(review)}/tinh", sent())  # without script the same button shows the whole page
    assert "77,44%" in text(whole)
    session.expire_all()
    assert session.get(Review, review.id).cost_before is None


def test_what_cannot_be_read_is_said_and_what_was_typed_stays(session, review, as_role):
    officer, bad = as_role("officer"), sent()
    bad["before_hours"][2] = "-6"
    bad["after_fee"][5] = "mười nghìn"
    bad["before_times"] = "hai"
    answer = officer.post(href(review), bad)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Có 3 nội dung cần sửa" in page
    assert shown(page, "before_hours-2").startswith("Bước 3 (Đi lại), trước rà soát, số giờ: &#34;-6&#34; không hợp lệ.")
    assert shown(page, "after_fee-5").startswith("Bước 6 (Nộp lệ phí), sau rà soát, phí, lệ phí: ")
    assert 'value="mười nghìn"' in page
    assert 'id="before_hours-2" name="before_hours" value="-6"' in page
    session.expire_all()
    assert session.get(Review, review.id).cost_before is None


def test_lines_are_added_dropped_pasted_and_copied_without_script(session, review, as_role):
    officer = as_role("officer")
    page = text(officer.post(href(review), sent(viec="them")))
    assert page.count('name="title"') == len(CASE) + 3
    page = text(officer.post(href(review), sent(bo="2")))
    assert page.count('name="title"') == len(CASE) - 1
    assert 'value="Đi lại"' not in page.split("<datalist")[0]
    page = text(officer.post(href(review), sent(CASE[:1], viec="dan", cells="Bước\tSố giờ\nĐi xe\t2\t\t\t50.000")))
    assert 'id="before_travel-1" name="before_travel" value="50.000"' in page
    assert "Đi xe" in page
    page = text(officer.post(href(review), sent(CASE[1:3], viec="chep")))
    assert 'name="after_travel" value="200.000"' in page
    session.expire_all()
    assert session.get(Review, review.id).cost_before is None


def test_two_people_do_not_overwrite_each_other(session, review, as_role):
    officer, clerk = as_role("officer"), as_role("clerk")
    assert officer.post(href(review), sent()).status_code == 303
    late = clerk.post(href(review), sent(CASE[:2]))  # typed on a page without a sheet
    assert late.status_code == 409
    page = late.get_data(as_text=True)
    assert "vừa được người khác sửa" in page
    assert page.count('name="title"') == 2  # what was typed stays
    version = re.search(r'name="version" value="(\d+)"', page)[1]  # saved again, it takes the other's place knowingly
    assert clerk.post(href(review), sent(CASE[:2], version=version)).status_code == 303


def test_readers_read_and_others_write_nothing(session, office, review, as_role, today, now):
    actions.keep_costs(session, office.actor("clerk"), review, _asked(), now=now)
    session.commit()
    for role in ("leader", "auditor", "second"):
        page = text(as_role(role).get(href(review)))
        assert "Chế độ chỉ xem." in page
        assert "77,44%" in page
        assert 'name="title"' not in page
        assert as_role(role).post(href(review), sent()).status_code == 403
        assert as_role(role).post(f"{href(review)}/tinh", sent()).status_code == 403
    assert as_role("admin").get(href(review)).status_code == 404


def _asked():
    from tthc.core.reviews.actions.costing import Asked
    from tthc.core.reviews.rules.costs import Volume

    return Asked(CASE, Volume(), Volume(), 2023)


def test_hostile_lists_break_nothing(review, as_role):
    officer = as_role("officer")
    for data in (
        {"title": ["A"] * 5000, "before_fee": ["1"] * 3},
        {"title": "x" * 5000, "before_fee": "9" * 500},
        {"title": "<script>alert(1)</script>", "before_fee": "1", "gdp_year": "9" * 40, "version": "-1"},
        {"bo": "9" * 50, "title": "A"},
        {},
    ):
        answer = officer.post(href(review), data)
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in answer.get_data(as_text=True)


def test_a_page_of_200_steps_asks_as_much_as_one_of_seven(session, office, review, as_role, now):
    clerk, officer, review_id, here = office.actor("clerk"), as_role("officer"), review.id, href(review)
    actions.keep_costs(session, clerk, review, _asked(), now=now)
    session.commit()
    officer.get(here)

    def asked():
        db.session.remove()
        with counted(db.engine) as seen:
            assert officer.get(here).status_code == 200
        return len(seen)

    few = asked()
    review = session.get(Review, review_id)
    version = queries.kept(session, review.id).version
    many = _asked()
    many = type(many)((CASE * 29)[:200], many.before, many.after, 2023)
    actions.keep_costs(session, clerk, review, many, version=version, now=now)
    session.commit()
    assert asked() == few <= 20


def step(page):
    """Where the next step's form is sent, and the version in it."""
    found = re.search(
        r'<form class="step-form" method="post" action="([^"]+)".*?name="version" type="hidden" value="(\d+)"', page, re.DOTALL
    )
    return found[1], found[2]


def test_a_review_is_planned_with_what_the_plan_says(session, office, as_role):
    officer = as_role("officer")
    page = text(officer.get(f"{HOME}/so/ra-soat"))
    assert f'href="{HOME}/ke-hoach/them"' in page
    page = text(officer.get(f"{HOME}/ke-hoach/them"))
    assert 'value="31/12/2024"' in page
    assert "Ngày quyết định" not in page
    plan = {"subject": "Chứng thực", "unit_id": str(office.justice.id), "is_planned": "1", "reason": "own", "product": "Báo cáo"}
    days = {"begins_on": "01/09/2024", "ends_on": "01/08/2024"}
    refused = officer.post(f"{HOME}/ke-hoach/them", plan | days)
    assert refused.status_code == 422
    assert "trước ngày bắt đầu" in refused.get_data(as_text=True)
    answer = officer.post(f"{HOME}/ke-hoach/them", plan | days | {"ends_on": "30/11/2024"})
    assert answer.status_code == 303
    assert "Bắt đầu từ 01/09/2024" in text(officer.get(answer.location))
    elsewhere = officer.post(f"{HOME}/ke-hoach/them", plan | days | {"ends_on": "30/11/2024", "unit_id": str(office.culture.id)})
    assert elsewhere.status_code in (403, 422)
    assert as_role("leader").get(f"{HOME}/ke-hoach/them").status_code == 404
    assert len(session.scalars(select(Review)).all()) == 1


def test_the_way_of_a_proposal_to_its_decision(session, office, review, as_role):
    officer, home = as_role("officer"), f"{HOME}/so/ra-soat/{review.id}"
    page = text(officer.get(home))
    assert "Bước tiếp theo: Ghi nhận hoàn thành rà soát" in page
    action, version = step(page)
    vague = officer.post(action, {"finished_on": "20/06/2024", "version": version})
    assert "Thiếu phương án. Nhập phương án." in vague.get_data(as_text=True)
    done = {"finished_on": "20/06/2024", "proposal": "abolish", "proposal_words": "Bãi bỏ.", "version": version}
    assert officer.post(action, done).status_code == 303
    page = text(officer.get(home))
    action, version = step(page)
    assert action.endswith("/gui")
    refused = officer.post(action, {"level": "province", "submission_number": "", "submitted_on": "25/06/2024", "version": version})
    assert refused.status_code == 422
    assert "Thiếu số văn bản gửi phương án" in refused.get_data(as_text=True)
    assert (
        officer.post(
            action, {"level": "province", "submission_number": "12/TTr", "submitted_on": "25/06/2024", "version": version}
        ).status_code
        == 303
    )
    page = text(officer.get(home))
    assert "Chờ quyết định từ 25/06/2024" in page
    action, version = step(page)
    assert "waiting" not in re.search(r'<select [^>]*name="result".*?</select>', page, re.DOTALL)[0]
    undecided = officer.post(action, {"result": "", "decision_number": "99/QĐ", "decision_on": "01/08/2024", "version": version})
    assert "Thiếu kết quả. Nhập kết quả." in undecided.get_data(as_text=True)
    decided = {"result": "adopted", "decision_number": "99/QĐ-UBND", "decision_on": "01/08/2024", "result_words": "", "version": version}
    assert officer.post(action, decided).status_code == 303
    page = text(officer.get(home))
    assert "Được thông qua" in page
    assert "danh mục không tự thay đổi" in page
    assert "Bước tiếp theo" not in page
    session.expire_all()
    assert session.get(Review, review.id).decision_on == date(2024, 8, 1)


def test_a_step_over_a_stale_row_and_by_others(session, office, review, as_role, today, now):
    officer, home = as_role("officer"), f"{HOME}/so/ra-soat/{review.id}"
    action, version = step(text(officer.get(home)))
    reviews.changed(session, office.actor("clerk"), session.get(Review, review.id), today=today, now=now, product="Khác")
    session.commit()
    typed = {"finished_on": "20/06/2024", "proposal": "cut_time", "version": version}
    late = officer.post(action, typed)
    assert late.status_code == 409
    page = late.get_data(as_text=True)
    assert "vừa được người khác sửa" in page
    assert 'value="20/06/2024"' in page
    for verb in ("hoan-thanh", "gui", "ket-qua"):
        assert as_role("second").post(f"{HOME}/ho-so/{review.id}/{verb}", {}).status_code == 403
    session.expire_all()
    assert session.get(Review, review.id).finished_on is None
    assert officer.post(*again(page, typed)).status_code == 303


def again(page, typed):
    """The same once more, over the version that was shown."""
    action, version = step(page)
    return action, typed | {"version": version}


def test_a_named_procedure_is_one_press_away(session, office, as_role, today, now):
    clerk = office.actor("clerk")
    procedure = procedures.procedure(session, clerk, office.justice, "1.000110", "Đăng ký kết hôn", today=today)
    made = reviews.review(session, clerk, office.justice, today=today, now=now, subject="", procedure_codes="1.000110")
    session.commit()
    page = text(as_role("officer").get(f"{HOME}/so/ra-soat/{made.id}"))
    assert f'<a href="/2024/cong-khai/so/thu-tuc/{procedure.id}">1.000110: Đăng ký kết hôn</a>' in page


def test_the_banner_says_what_is_missing(session, office, review, as_role, today, now):
    page = text(as_role("clerk").get(f"{HOME}/so/ra-soat"))
    assert "Đã rà soát 0/1 thủ tục, nhóm thủ tục" in page
    assert '<a href="/2024/ra-soat/so/ra-soat?loc=qua-han">1 quá hạn</a>' in page
    actions.keep_costs(session, office.actor("clerk"), session.get(Review, review.id), _asked(), now=now)
    reviews.adopted(session, office.actor("clerk"), session.get(Review, review.id), today=today, now=now)
    session.commit()
    page = text(as_role("clerk").get(f"{HOME}/so/ra-soat"))
    assert "1 phương án được thông qua, cắt giảm 793.000 đồng/năm (77,44%) chi phí tuân thủ." in page
    assert "Tính chi phí" not in page


def test_the_banner_holds_the_plans_target_against_the_result(session, office, review, as_role):
    tasks.target(
        session, office.plan, section=Section.REVIEW, value=20, metric="chi phí tuân thủ thủ tục hành chính được cắt giảm", position=7
    )
    session.commit()
    page = text(as_role("clerk").get(f"{HOME}/so/ra-soat"))
    banner = page.split('class="standing"')[1].split("register-filter")[0]
    assert "Chi phí tuân thủ thủ tục hành chính được cắt giảm" in banner
    assert "mục tiêu ≥ 20%" in banner
    assert "kết quả: chưa có số liệu" in banner  # nothing adopted yet is no 0 %


def test_a_quarter_without_drafts_by_one_press(session, office, as_role, today, now):
    clerk = as_role("clerk")
    page = text(clerk.get(f"{HOME}/so/du-thao"))
    assert "Sổ chưa có dự thảo có quy định thủ tục." in page
    assert page.count("Ghi không phát sinh") == 3  # the fourth quarter has not begun
    assert clerk.post(f"{HOME}/du-thao/khong-phat-sinh", {"quy": "q1"}).status_code == 303
    page = text(clerk.get(f"{HOME}/so/du-thao"))
    assert "Quý I năm 2024: không phát sinh" in page
    assert "chỉ tiêu đánh giá tác động không áp dụng" in page
    (row,) = session.scalars(select(DraftRegulation)).all()
    assert row.drafted_on == date(2024, 3, 14)
    assert clerk.post(f"{HOME}/du-thao/khong-phat-sinh", {"quy": "q9"}).status_code == 404
    reviews.draft(session, office.actor("clerk"), office.staff, today=today, now=now)
    session.commit()
    clerk.post(f"{HOME}/du-thao/khong-phat-sinh", {"quy": "q2"})
    assert "nên không ghi “Không phát sinh” được" in text(clerk.get(f"{HOME}/so/du-thao"))
    assert "Ghi không phát sinh" not in text(as_role("leader").get(f"{HOME}/so/du-thao"))


def test_the_clerk_sets_the_product_per_head_and_the_lists(session, office, as_role):
    clerk, here = as_role("clerk"), f"{HOME}/cai-dat"
    assert "Có sẵn, cần kiểm tra" in text(clerk.get(here))
    wrong = clerk.post(f"{here}/gdp", {"year": "hai", "gdp_per_head": "101,9 triệu"})
    assert wrong.status_code == 422
    assert "không phải là số tiền" in wrong.get_data(as_text=True)
    assert clerk.post(f"{here}/gdp", {"year": "2023", "gdp_per_head": "101.9"}).status_code == 422
    assert clerk.post(f"{here}/gdp", {"year": "2025", "gdp_per_head": "120.500.000", "source": "Cục Thống kê"}).status_code == 303
    assert "120.500.000" in text(clerk.get(here))
    words = {
        "kind": "level",
        "code": ["commune", "district", "province", "ministry", ""],
        "title": ["Cấp xã", "Cấp huyện", "Cấp tỉnh", "Bộ", "Chính phủ"],
    }
    assert clerk.post(f"{here}/danh-muc", words | {"used": ["commune", "province", "ministry"]}).status_code == 303
    assert {row.title for row in session.scalars(select(ReviewWord))} == {"Cấp xã", "Cấp huyện", "Cấp tỉnh", "Bộ", "Chính phủ"}
    twice = clerk.post(f"{here}/danh-muc", words | {"title": ["Cấp xã", "cap xa", "", "", ""], "used": ["commune"]})
    assert twice.status_code == 422
    for role in ("officer", "leader", "admin"):
        assert as_role(role).get(here).status_code == 404
        assert as_role(role).post(f"{here}/gdp", {}).status_code == 403
