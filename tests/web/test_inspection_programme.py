"""The desk of the programme: classes, units by tick, group and pasted names, rounds at one press, calendar, returns, papers."""

import re
from datetime import date

import pytest
from icalendar import Calendar
from sqlalchemy import select

from tests.factories import inspection_programme as province_of
from tests.factories import tasks
from tests.factories.queries import counted
from tests.web.uploads import work
from tthc.core.inspections.models import InspectionClass, InspectionProgramme, InspectionRound
from tthc.kernel.sections import Section

HOME = "/2024/kiem-tra/chuong-trinh"


def text_of(response, status=200):
    assert response.status_code == status, response.get_data(as_text=True)[-1500:]
    return response.get_data(as_text=True)


@pytest.fixture
def planned(session, office):
    """The ward's plan wants half of its specialists inspected, and a report before 15 November."""
    target = tasks.target(session, office.plan, "V.2", Section.INSPECTION, 50, metric="Công chức chuyên môn, các bộ phận được kiểm tra")
    deadline = {
        "section": "V.3",
        "text": "Các bộ phận báo cáo kết quả kiểm tra trước ngày 10/8",
        "period": "once",
        "rule": "trước ngày 10/8",
    }
    office.plan.report_deadlines = [deadline]
    session.commit()
    office.wanted = target
    return office


@pytest.fixture
def row(session, planned, as_role):
    as_role("clerk").post(f"{HOME}/tu-ke-hoach")
    return session.scalars(select(InspectionClass)).one()


def test_the_clerk_takes_classes_from_the_plan_and_adds_one(as_role, session, planned):
    clerk = as_role("clerk")
    page = text_of(clerk.get(HOME))
    assert "chưa có nhóm đối tượng nào" in page
    assert "Lấy từ kế hoạch" in page
    assert clerk.post(f"{HOME}/tu-ke-hoach").status_code == 303
    page = text_of(clerk.get(HOME))
    assert "Đã lấy 1 nhóm đối tượng" in page
    assert "Lấy từ kế hoạch" not in page
    row = session.scalars(select(InspectionClass)).one()
    assert row.target_id == planned.wanted.id
    assert "2" in re.search(r'data-label="Số đơn vị">(\d+)', page)[1]  # the members of the group of that name
    assert clerk.post(HOME, {"title": "Các bộ phận", "quota": "33,5", "is_number": ""}).headers["Location"].endswith("/don-vi")
    refused = text_of(clerk.post(HOME, {"title": "các BỘ PHẬN", "quota": "nửa"}), 422)
    assert "Lỗi:" in refused
    assert "Số liệu phải là số" in refused


def test_readers_see_the_programme_and_no_button(as_role, row, planned):
    page = text_of(as_role("officer").get(HOME))
    assert "Chế độ chỉ xem" in page
    assert "Thêm nhóm đối tượng" not in page
    officer = as_role("officer")
    page = text_of(officer.get(f"{HOME}/{row.id}"))
    assert "Xếp lịch kiểm tra" not in page
    assert officer.get(f"{HOME}/{row.id}/don-vi").status_code == 404
    assert officer.post(f"{HOME}/{row.id}/bo", {"reason": "x"}).status_code == 403
    assert as_role("admin").get(HOME).status_code == 404
    assert as_role("clerk").get(f"/2023/kiem-tra/chuong-trinh/{row.id}").status_code == 404


def test_coverage_on_a_day(as_role, row, session, planned):
    clerk = planned.actor("clerk")
    province_of.held(session, clerk, planned.staff, planned.justice, date(2024, 5, 6), minutes_on=date(2024, 5, 7), today=date(2024, 8, 15))
    session.commit()
    browser = as_role("clerk")
    page = text_of(browser.get(HOME))
    assert "Tính đến ngày 15/08/2024: 1 đợt kiểm tra trong năm, 1 đợt đã ký biên bản" in page
    row_of_page = page[page.index("<tbody") : page.index("</tbody")]
    assert re.sub("<[^>]+>", " ", row_of_page).split()[-1] == "Đạt"
    assert "Còn thiếu 1" in text_of(browser.get(f"{HOME}?ngay=6/5/2024"))
    wrong = text_of(browser.get(f"{HOME}?ngay=khi+nao"))
    assert "Ngày không hợp lệ" in wrong
    detail = text_of(browser.get(f"{HOME}/{row.id}"))
    assert "Đã kiểm tra 1/2 đơn vị (50%)" in detail
    assert re.search(r"/2024/kiem-tra/so/dot-kiem-tra/\d+", detail)
    assert "đạt tối thiểu 50%" in detail  # the plan's own words


def test_units_by_tick_group_and_pasted_names(as_role, row, session, planned):
    clerk = as_role("clerk")
    page = text_of(clerk.get(f"{HOME}/{row.id}/don-vi"))
    assert "Công chức chuyên môn" in page
    assert planned.outside.name in page
    assert (
        clerk.post(f"{HOME}/{row.id}/don-vi", {"units": [str(planned.desk.id)], "groups": [str(planned.specialists.id)]}).status_code == 303
    )
    assert "3 đơn vị" in text_of(clerk.get(f"{HOME}/{row.id}")).replace("/", " ")
    answer = clerk.post(f"{HOME}/{row.id}/dan-ten", {"names": "Văn phòng - Thống kê\nBộ phận Lạ"})
    page = text_of(answer)
    assert "Dòng 2: không có đơn vị" in page
    assert "Đã thêm 1 đơn vị" in page
    assert ">Bộ phận Lạ</textarea>" in page.replace("\n", "").replace("\r", "")
    assert clerk.post(f"{HOME}/{row.id}/dan-ten", {"names": "UBND thị xã Mẫu"}).status_code == 303
    assert "Dán hoặc nhập ít nhất một tên" in text_of(clerk.post(f"{HOME}/{row.id}/dan-ten", {"names": " "}), 422)
    assert "Có đơn vị không tồn tại" in text_of(clerk.post(f"{HOME}/{row.id}/don-vi", {"units": ["987654"]}), 422)


def test_one_press_makes_rounds_and_the_calendar_shows_them(as_role, row, session, planned):
    clerk = as_role("clerk")
    page = text_of(clerk.get(f"{HOME}/{row.id}?thu-tu=so-lieu"))
    assert len(re.findall(r'name="units" value="[0-9]+" checked', page)) == 1  # as many as are missing
    units = [str(planned.justice.id), str(planned.culture.id)]
    refused = text_of(clerk.post(f"{HOME}/{row.id}/xep-lich", {"units": units, "first_on": "1/8/2024", "length": "x"}), 422)
    assert "đã qua" in refused
    assert "từ 1 đến 30" in refused
    answer = clerk.post(f"{HOME}/{row.id}/xep-lich", {"units": units, "first_on": "02/09/2024", "length": "2", "content": "Một cửa"})
    assert answer.status_code == 303
    rounds = session.scalars(select(InspectionRound).order_by(InspectionRound.starts_on)).all()
    assert [one.content for one in rounds] == ["Một cửa", "Một cửa"]
    page = text_of(clerk.get(f"{HOME}/lich"))
    assert "Tháng 9" in page
    assert "Tư pháp - Hộ tịch" in page
    file = clerk.get(f"{HOME}/lich.ics")
    events = list(Calendar.from_ical(file.data).walk("VEVENT"))
    assert len(events) == 2
    assert (events[0].decoded("dtend") - events[0].decoded("dtstart")).days == 2
    assert "Đã có lịch" in text_of(clerk.get(f"{HOME}/{row.id}"))


def test_two_teams_at_one_unit_stand_on_the_page(as_role, row, session, planned):
    clerk, today = planned.actor("clerk"), date(2024, 8, 15)
    for day, body in ((date(2024, 7, 1), ""), (date(2024, 7, 20), "Thanh tra thị xã")):
        province_of.held(session, clerk, planned.staff, planned.justice, day, body=body, today=today)
    session.commit()
    browser = as_role("clerk")
    page = text_of(browser.get(HOME))
    assert "1 lần hai đoàn đến cùng một đơn vị trong vòng 30 ngày" in page
    assert "Thanh tra thị xã kiểm tra ngày 20/07/2024" in page
    assert browser.post(f"{HOME}/quy-uoc", {"gap_days": "15", "due_on": "", "note": "", "version": "0"}).status_code == 303
    assert session.scalars(select(InspectionProgramme.gap_days)).one() == 15
    assert "lần hai đoàn" not in text_of(browser.get(HOME))
    refused = text_of(browser.post(f"{HOME}/quy-uoc", {"gap_days": "999", "due_on": "mai", "version": "1"}), 422)
    assert "Ngày không hợp lệ" in refused


def test_units_without_a_report_are_listed_after_the_plans_day(as_role, row, session, planned):
    clerk = as_role("clerk")
    page = text_of(clerk.get(HOME))
    assert "Hạn báo cáo: hết ngày <b>09/08/2024</b>" in page
    assert "Không báo cáo, xem như không thực hiện" in page
    href = re.search(rf'href="([^"]+don-vi={planned.justice.id})"', page)[1]
    form = text_of(clerk.get(href))
    assert f'<option value="{planned.justice.id}" selected>' in form
    assert 'value="2024"' in form
    values = {"object_id": str(planned.justice.id), "year": "2024", "reported_on": "8/8/2024", "unit_id": str(planned.staff.id)}
    counts = {"units_total": "4", "units_inspected": "3", "found": "2", "put_right": "1"}
    answer = clerk.post("/2024/kiem-tra/so/bao-cao-don-vi/them", values | counts | {"number": "12/BC"})
    assert answer.status_code == 303
    page = text_of(clerk.get(HOME))
    assert "1/2 đơn vị đã báo cáo" in page
    assert f"don-vi={planned.justice.id}" not in page


def test_a_class_is_edited_and_taken_out(as_role, row, session):
    clerk = as_role("clerk")
    at = f"{HOME}/{row.id}"
    assert clerk.post(at, {"title": "Các bộ phận", "quota": "60", "version": str(row.version)}).status_code == 303
    assert clerk.post(at, {"title": "Các bộ phận khác", "quota": "60", "version": "1"}).status_code == 409
    assert "Nhập chỉ tiêu lớn hơn 0" in text_of(clerk.post(at, {"title": "Các bộ phận", "quota": ""}), 422)
    assert "Nêu lý do bỏ" in text_of(clerk.post(f"{at}/bo", {"reason": " "}), 422)
    assert clerk.post(f"{at}/bo", {"reason": "Nhập trùng"}).status_code == 303
    assert clerk.get(at).status_code == 404


def test_the_years_report_is_printed(as_role, row, session, planned, toolbox):
    clerk = planned.actor("clerk")
    province_of.held(session, clerk, planned.staff, planned.justice, date(2024, 5, 6), minutes_on=date(2024, 5, 7), today=date(2024, 8, 15))
    session.commit()
    browser = as_role("clerk")
    page = text_of(browser.get(HOME))
    for kind in ("bao-cao-nam", "ket-luan-nam"):
        action = re.search(rf'action="([^"]+/van-ban/{kind})"', page)[1]
        progress = browser.post(action).headers["Location"]
        work(toolbox)
        assert "Tệp PDF đã sẵn sàng" in text_of(browser.get(progress))
        assert browser.get(f"{progress}/tep").status_code == 200


def test_the_pages_cost_the_same_however_many_units(as_role, row, session, planned):
    clerk = as_role("clerk")
    pages = (HOME, f"{HOME}/{row.id}", f"{HOME}/{row.id}/don-vi", f"{HOME}/lich")
    few = []
    for page in pages:
        clerk.get(page)
        with counted(session) as seen:
            clerk.get(page)
        few.append(len(seen))
    actor, today = planned.actor("clerk"), date(2024, 8, 15)
    for unit in (planned.justice, planned.culture, planned.desk):
        for day in (date(2024, 5, 6), date(2024, 7, 8)):
            province_of.held(session, actor, planned.staff, unit, day, minutes_on=day, today=today)
        province_of.returned(session, actor, planned.staff, unit, date(2024, 8, 1), year="2024", today=today)
    clerk.post(HOME, {"title": "Khác", "quota": "20"})
    clerk.post(
        f"{HOME}/{row.id}/don-vi", {"units": [str(one.id) for one in (planned.justice, planned.culture, planned.desk, planned.staff)]}
    )
    session.commit()
    many = []
    for page in pages:
        clerk.get(page)
        with counted(session) as seen:
            clerk.get(page)
        many.append(len(seen))
    assert many == few


def test_a_desk_hands_in_its_own_report(as_role, row, session, planned):
    here = "/2024/kiem-tra/duoc-kiem-tra/bao-cao-nam"
    officer = as_role("officer")
    page = text_of(officer.get(here))
    assert "Tư pháp - Hộ tịch báo cáo Ủy ban nhân dân phường An Bình" in page
    assert "Chưa báo cáo" in page
    asked = {
        "agency": str(planned.agency.id),
        "unit": str(planned.justice.id),
        "version": "",
        "number": "3/BC",
        "reported_on": "15/08/2024",
    }
    counts = {"units_total": "4", "units_inspected": "5", "found": "0", "put_right": "0"}
    refused = text_of(officer.post(here, asked | counts), 422)
    assert "lớn hơn số đơn vị trực thuộc" in refused
    assert "nhập số đếm" in text_of(officer.post(here, asked | counts | {"found": "nhiều"}), 422)
    assert officer.post(here, asked | counts | {"unit": str(planned.culture.id)}).status_code == 404
    assert officer.post(here, asked | counts | {"units_inspected": "4"}).status_code == 303
    page = text_of(officer.get(here))
    assert "Đã báo cáo ngày 15/08/2024" in page
    assert "4/4" in page  # the day for corrections is over
    assert officer.post(here, asked | counts | {"units_inspected": "3"}).status_code == 409
    assert "1/2 đơn vị đã báo cáo" in text_of(as_role("clerk").get(HOME))
    assert "Không có cơ quan nào yêu cầu" in text_of(as_role("head").get(here))
