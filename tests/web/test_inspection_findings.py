"""Findings on the screen: the owner hands in, another person re-checks, agencies below see theirs and nothing else."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest

from tests.conftest import Browser
from tests.factories import findings, people, worlds
from tests.web.test_all_routes import signed_in
from tthc.core.inspections.models import InspectionFinding, InspectionRemedy, InspectionRound
from tthc.extensions import db
from tthc.kernel.actor import Role
from tthc.kernel.statements import counted

HOME = "/2024/kiem-tra"


def words(response, status=200):
    page = response.get_data(as_text=True)
    said = re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", page)))
    assert response.status_code == status, said[-900:]
    return said


def to(response):
    assert response.status_code == 303, words(response, response.status_code)[-900:]
    return response.headers["Location"]


@pytest.fixture
def clerk(office):
    return office.actor("clerk")


@pytest.fixture
def inspected(session, office, clerk, today, now):
    row = findings.round_of(session, clerk, office.justice.id, today=today, now=now)
    session.commit()
    return row


@pytest.fixture
def row(session, clerk, inspected, today, now):
    made = findings.finding(session, clerk, inspected, today=today, now=now)
    session.commit()
    return made.id


def version(session, row):
    session.rollback()
    return str(session.get_one(InspectionFinding, row).version)


def hand_in(browser, session, finding_id, **values):
    given = {"words": "Đã niêm yết đủ 03 thủ tục", "version": version(session, finding_id), "number": "15/BC-TP"} | values
    return browser.post(f"{HOME}/kien-nghi/{finding_id}/khac-phuc", given)


def check(browser, session, row, result, **values):
    given = {"result": result, "version": version(session, row)} | values
    return browser.post(f"{HOME}/kien-nghi/{row}/phuc-tra", given)


def test_a_report_that_nobody_asked_for_is_not_offered(session, office, clerk, as_role, today, now):
    """A round that began without a notice: the unit finds the minutes, and no report that would be refused."""
    held = findings.round_of(session, clerk, office.justice.id, on=today, now=now)
    session.commit()
    page = as_role("officer").get(f"{HOME}/duoc-kiem-tra").get_data(as_text=True)
    assert f"/duoc-kiem-tra/{held.id}/bien-ban" in page
    assert f"/duoc-kiem-tra/{held.id}/bao-cao" not in page
    session.get_one(InspectionRound, held.id).notified_on = today
    session.commit()
    assert f"/duoc-kiem-tra/{held.id}/bao-cao" in as_role("officer").get(f"{HOME}/duoc-kiem-tra").get_data(as_text=True)


def test_the_whole_way_on_the_screen(session, as_role, row, pdf):
    officer, clerk = as_role("officer"), as_role("clerk")
    mine = words(officer.get(f"{HOME}/duoc-kiem-tra"))
    assert "Kiến nghị phải khắc phục (1)" in mine
    assert "Chưa niêm yết công khai 03 thủ tục" in mine
    page = words(officer.get(f"{HOME}/duoc-kiem-tra/kien-nghi/{row}"))
    assert "Bước tiếp theo: nộp kết quả khắc phục" in page
    assert "1 kiến nghị phải khắc phục" in words(officer.get("/"))
    photo = (BytesIO(pdf), "bang-niem-yet.pdf")
    href = to(officer.post(f"{HOME}/kien-nghi/{row}/khac-phuc", {"words": "Đã niêm yết", "files": photo, "version": version(session, row)}))
    page = officer.get(href).get_data(as_text=True)
    proof = re.search(rf'href="({HOME}/kien-nghi/{row}/minh-chung/\d+)"', page)[1]
    assert officer.get(proof).data == pdf
    assert as_role("auditor").get(proof).data == pdf
    assert "Chờ phúc tra" in words(clerk.get(f"{HOME}/so/kien-nghi?loc=cho-phuc-tra"))
    assert "1 chờ phúc tra" in words(clerk.get("/"))
    refused = words(check(clerk, session, row, "mo-lai"), 422)
    assert "Nội dung còn thiếu: nêu việc chưa khắc phục" in refused
    assert "Hạn mới: nhập ngày từ 15/08/2024 trở đi" in refused
    to(check(clerk, session, row, "mo-lai", words="Còn thiếu thủ tục nhận cha, mẹ, con", due_on="10/09/2024"))
    assert "Còn thiếu thủ tục nhận cha, mẹ, con" in words(officer.get(href))
    to(hand_in(officer, session, row))
    page = words(clerk.get(to(check(clerk, session, row, "khep", words="Đã kiểm tra tại bảng"))))
    for told in ("Đã khép kiến nghị", "Phúc tra: mở lại kiến nghị", "Phúc tra: khép kiến nghị", "Mở lại kiến nghị đã khép"):
        assert told in page
    assert "Không có kiến nghị nào phải khắc phục" in words(officer.get(f"{HOME}/duoc-kiem-tra"))
    log = words(as_role("auditor").get("/nhat-ky"))
    assert "Phúc tra: khép kiến nghị" in log


def test_a_finding_closed_by_its_owner_is_refused_naming_the_field(session, office, as_role, row):
    people.post(session, office.justice, session.merge(office.people["inspector"]), Role.OFFICER, "Công chức Tư pháp")
    session.commit()
    to(hand_in(as_role("officer"), session, row))
    told = words(check(as_role("inspector"), session, row, "khep"), 403)
    assert "Kết quả phúc tra: người nộp kết quả khắc phục và người của đơn vị phải khắc phục không được khép" in told
    session.rollback()
    assert session.get_one(InspectionFinding, row).closed_on is None
    words(check(as_role("officer"), session, row, "khep"), 403)
    to(check(as_role("clerk"), session, row, "khep"))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"words": ""}, "Kết quả khắc phục: nêu việc đã làm"),
        ({"number": ""}, "Minh chứng: đính kèm tệp, nhập số văn bản"),
        ({"dated_on": "20/08/2024"}, "Ngày văn bản không được sau ngày hôm nay"),
        ({"row": "/2024/kiem-tra/so/kien-nghi/987654"}, "Dòng trong sổ: không tìm thấy dòng này"),
        ({"row": "khong phai dia chi"}, "Dòng trong sổ: không tìm thấy dòng này"),
        ({"evidence": "987654"}, "Minh chứng đã có: minh chứng này của đơn vị khác"),
    ],
)
def test_what_the_owner_sends_wrongly(session, as_role, row, values, says):
    page = words(hand_in(as_role("officer"), session, row, **values), 422)
    assert says in page
    assert "Chưa lưu được. Có 1 nội dung cần sửa" in page
    session.rollback()
    assert session.query(InspectionRemedy).count() == 0


def test_a_broken_file_leaves_what_was_typed(session, as_role, row):
    given = {"words": "Đã làm xong việc này", "files": (BytesIO(b"MZ\x90"), "virus.exe"), "version": version(session, row)}
    page = words(as_role("officer").post(f"{HOME}/kien-nghi/{row}/khac-phuc", given), 422)
    assert "Đã làm xong việc này" in page


def test_a_row_of_another_units_register_is_no_proof(session, office, clerk, as_role, row, today, now):
    other = findings.round_of(session, clerk, office.culture.id, today=today, now=now)
    theirs = findings.finding(session, clerk, other, observation="Việc khác", today=today, now=now)
    session.commit()
    page = words(hand_in(as_role("officer"), session, row, row=f"/2024/kiem-tra/so/kien-nghi/{theirs.id}"), 422)
    assert "Dòng trong sổ: dòng này do đơn vị khác theo dõi. Chọn minh chứng của Tư pháp - Hộ tịch." in page


def test_others_see_it_and_change_nothing(session, as_role, row):
    for role in ("second", "head", "auditor", "appraiser"):
        browser = as_role(role)
        assert "Chờ đơn vị phải khắc phục nộp kết quả, hạn 31/08/2024" in words(browser.get(f"{HOME}/so/kien-nghi/{row}"))
        assert hand_in(browser, session, row).status_code == 403
        assert check(browser, session, row, "khep").status_code == 403
        assert browser.get(f"{HOME}/duoc-kiem-tra/kien-nghi/{row}").status_code == 404


def test_a_stale_page_is_refused(session, as_role, row):
    to(hand_in(as_role("officer"), session, row))
    words(check(as_role("clerk"), session, row, "khep", version="1"), 409)


# --- repeats


def test_a_repeat_by_one_press(session, office, clerk, as_role, inspected, row, today, now):
    before = findings.round_of(session, clerk, office.justice.id, on=date(2023, 5, 10), today=today, now=now)
    old = findings.finding(session, clerk, before, due_on=date(2023, 7, 1), today=today, now=now)
    session.commit()
    browser = as_role("clerk")
    assert "Năm 2023 đã có kiến nghị tương tự" in words(browser.get(f"{HOME}/so/kien-nghi/{row}"))
    assert "Năm 2023 đã có kiến nghị tương tự" not in words(as_role("officer").get(f"{HOME}/so/kien-nghi/{row}"))
    page = browser.get(to(browser.post(f"{HOME}/kien-nghi/{row}/lap-lai"))).get_data(as_text=True)
    assert "Lặp lại lần 1: 2023" in page
    assert f'href="{HOME}/so/kien-nghi/{old.id}"' in page
    assert "Lặp lại lần 1: 2023" in words(browser.get(f"{HOME}/so/kien-nghi?loc=lap-lai"))
    assert (
        "Lặp lại lần 1"
        not in words(browser.get(to(browser.post(f"{HOME}/kien-nghi/{row}/khong-lap-lai")))).split("Lịch sử")[0].split("Diễn biến")[0]
    )
    assert as_role("officer").post(f"{HOME}/kien-nghi/{row}/lap-lai").status_code == 403


def test_entering_a_finding_says_that_it_repeats(session, office, clerk, as_role, inspected, today, now):
    before = findings.round_of(session, clerk, office.justice.id, on=date(2023, 5, 10), today=today, now=now)
    findings.finding(session, clerk, before, due_on=date(2023, 7, 1), today=today, now=now)
    session.commit()
    browser = as_role("clerk")
    form = browser.get(f"{HOME}/so/kien-nghi/them?round_id={inspected.id}").get_data(as_text=True)
    assert re.search(rf'<option value="{inspected.id}" selected>', form)
    assert re.search(rf'<option value="{office.justice.id}" selected>', form)
    sent = {"round_id": str(inspected.id), "owner_id": str(office.justice.id), "found_on": "20/06/2024", "unit_id": str(office.staff.id)}
    page = words(
        browser.get(to(browser.post(f"{HOME}/so/kien-nghi/them", sent | {"observation": "Chưa niêm yết công khai thủ tục hộ tịch"})))
    )
    assert "Mở kiến nghị vừa ghi để xác nhận lặp lại" in page


# --- the team's form


def test_the_team_writes_from_the_sheet(session, office, as_role, inspected):
    from tthc.core.inspections.models import InspectionItem, InspectionMember
    from tthc.core.inspections.rules import MemberRole

    item = InspectionItem(round_id=inspected.id, position=1, code="II.2.1", text="Niêm yết", note="Thiếu 02 thủ tục")
    second = office.people["second"]
    session.add_all([item, InspectionMember(round_id=inspected.id, person_id=second.id, name="Hai", role=MemberRole.MEMBER)])
    session.commit()
    here = f"{HOME}/dot/{inspected.id}/kien-nghi/them"
    assert as_role("officer").get(here).status_code == 404
    browser = as_role("second")
    form = browser.get(f"{here}?dong={item.id}").get_data(as_text=True)
    assert "Thiếu 02 thủ tục" in form
    assert 'value="II.2.1"' in form
    sent = {"observation": "Thiếu 02 thủ tục", "owner_id": str(office.justice.id), "found_on": "20/06/2024", "code": "II.2.1"}
    made = int(to(browser.post(here, sent | {"unit_id": str(office.staff.id)})).rsplit("/", 1)[1])
    session.rollback()
    assert session.get_one(InspectionFinding, made).item_id == item.id
    assert "Đơn vị phải khắc phục" in words(browser.post(here, sent | {"owner_id": str(office.culture.id)}), 422)
    assert as_role("officer").post(here, sent).status_code == 403
    assert f'action="{here}?dong={item.id}"' in form
    back = to(browser.post(f"{here}?dong={item.id}", sent | {"unit_id": str(office.staff.id)}))
    assert back.endswith(f"/dot/{inspected.id}/phieu#line-{item.id}")


# --- an agency below


@pytest.fixture
def lower(app, session, office, clerk, today, now):
    """An agency below: its clerk's browser, and a finding of ours about it."""
    ward = people.agency(session, "Ủy ban nhân dân phường Dưới", "UBND phường Dưới", parent_id=office.agency.id)
    who = people.person(session, "duoi", "Người phường Dưới")
    people.post(session, people.unit(session, ward, "Văn phòng Dưới"), who, Role.CLERK)
    theirs = findings.finding(session, clerk, findings.round_of(session, clerk, ward.id, today=today, now=now), today=today, now=now)
    token, _ = worlds.sign_in_row(session, who)
    session.commit()
    return Browser(signed_in(app.test_client(), token)), theirs.id


def test_an_agency_below_answers_across_and_sees_nothing_else(session, as_role, row, lower):
    browser, theirs = lower
    mine = words(browser.get(f"{HOME}/duoc-kiem-tra"))
    assert "Kiến nghị phải khắc phục (1)" in mine
    assert "Tư pháp - Hộ tịch" not in mine
    missing = browser.get(f"{HOME}/duoc-kiem-tra/kien-nghi/987654321")
    for address in (f"{HOME}/duoc-kiem-tra/kien-nghi/{row}", f"{HOME}/so/kien-nghi/{theirs}", f"{HOME}/so/kien-nghi/{row}"):
        assert browser.get(address).status_code == 404
    assert missing.status_code == 404
    assert hand_in(browser, session, row).status_code == 404
    page = browser.get(to(hand_in(browser, session, theirs))).get_data(as_text=True)
    assert "/so/" not in re.search(r"<main.*</main>", page, re.DOTALL)[0]
    assert check(browser, session, theirs, "khep").status_code == 403
    to(check(as_role("clerk"), session, theirs, "khep"))


# --- what is there already, and what is left


def test_a_past_conclusion_in_one_go(session, office, as_role):
    browser = as_role("clerk")
    assert "Nhập kết luận đã có" in words(browser.get(f"{HOME}/so/kien-nghi"))
    sent = {"object_id": str(office.justice.id), "form": "planned", "starts_on": "3/4/2023", "concluded_on": "20/04/2023"}
    text = "Chưa có kế hoạch năm | Ban hành kế hoạch | 30/05/2023 | 25/05/2023\nSổ theo dõi ghi thiếu cột"
    page = words(browser.post(f"{HOME}/ket-luan-da-co", sent | {"findings": "A | b | 99/99/2023"}), 422)
    assert "Kiến nghị, dòng 1: hạn" in page
    words(browser.post(f"{HOME}/ket-luan-da-co", {"findings": text}), 422)
    session.rollback()
    assert session.query(InspectionRound).count() == 0
    shown = words(browser.get(to(browser.post(f"{HOME}/ket-luan-da-co", sent | {"findings": text}))))
    assert "Đã ghi đợt kiểm tra và 2 kiến nghị" in shown
    assert "Chưa có kế hoạch năm" in shown


def test_what_is_left_stands_where_the_next_plan_is_checked(session, office, clerk, toolbox, as_role, row, today, now):
    before = findings.round_of(session, clerk, office.justice.id, on=date(2023, 5, 10), today=today, now=now)
    findings.finding(session, clerk, before, observation="Còn nợ từ năm 2023", due_on=date(2023, 7, 1), today=today, now=now)
    draft = worlds.read_draft(session, toolbox, clerk, office.agency.id, today=today, now=now)
    session.commit()
    page = words(as_role("clerk").get(f"/ke-hoach/nhap/{draft.id}"))
    assert "Kiến nghị sau kiểm tra chưa khép: 1" in page
    assert "Còn nợ từ năm 2023" in page
    assert "Chưa niêm yết công khai 03 thủ tục" not in page


def test_the_first_page_of_who_inspects_says_what_waits(session, as_role, row):
    to(hand_in(as_role("officer"), session, row))
    page = words(as_role("inspector").get("/"))
    assert "Sổ kiến nghị sau kiểm tra" in page
    assert "1 chờ phúc tra" in page
    assert "Sổ kiến nghị sau kiểm tra" not in words(as_role("auditor").get("/"))


def test_more_findings_cost_no_more_queries(session, office, clerk, as_role, inspected, row, today, now):
    officer, clerk_browser = as_role("officer"), as_role("clerk")
    pages = [
        (officer, f"{HOME}/duoc-kiem-tra"),
        (officer, f"{HOME}/duoc-kiem-tra/kien-nghi/{row}"),
        (clerk_browser, f"{HOME}/so/kien-nghi/{row}"),
    ]

    def costs():
        found = []
        for browser, address in pages:
            with counted(db.engine) as statements:
                assert browser.get(address).status_code == 200
            found.append(len(statements))
        return found

    before = costs()
    for number in range(6):
        findings.finding(session, clerk, inspected, observation=f"Việc số {number}", today=today, now=now)
        held = findings.round_of(session, clerk, office.justice.id, on=date(2024, 2, 1 + number), today=today, now=now)
        findings.finding(session, clerk, held, observation=f"Chưa niêm yết số {number}", today=today, now=now)
    session.commit()
    assert costs() == before
