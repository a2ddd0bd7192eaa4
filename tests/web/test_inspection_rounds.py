"""Rounds on the screen: prepared, told, reported, marked line by line, signed, concluded; what others may not see."""

import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import update

from tests.factories import inspection_rounds as made
from tests.factories.queries import counted
from tthc.core.inspections.actions import ROUNDS, minutes, rounds
from tthc.core.inspections.models import InspectionItem, InspectionRound
from tthc.core.inspections.queries import minutes as minutes_queries
from tthc.core.inspections.queries import rounds as queries
from tthc.core.inspections.rules import Mark
from tthc.core.people.models import LoginSession
from tthc.core.registers.queries import documents

PHOTO = BytesIO()
Image.new("RGB", (40, 30), "white").save(PHOTO, "JPEG")
HERE = "/2024/kiem-tra/dot"
LATER = date(2024, 9, 10)


def text(response, status=200):
    body = response.get_data(as_text=True)
    assert response.status_code == status, body[:3000]
    return unescape(body)


def to(response):
    body = response.get_data(as_text=True)
    assert response.status_code == 303, body[:3000]
    return response.headers["Location"]


@pytest.fixture
def begun(session, office, today, now):
    row = made.ready(session, office, office.justice, "inspector", today=today, now=now)
    session.commit()
    return row


@pytest.fixture
def coming(session, office, today, now):
    row = made.ready(session, office, office.justice, "inspector", starts_on=LATER, today=today, now=now)
    session.commit()
    return row


def at(row, place=""):
    return f"{HERE}/{row.id}{place}"


def again(session, row):
    session.expire_all()
    return session.get(InspectionRound, row.id)


def lines(session, row):
    session.expire_all()
    return queries.items(session, row.id)


def test_a_round_is_prepared_on_its_pages(session, office, as_role, today, now):
    clerk = as_role("clerk")
    row = made.entered(session, office.actor("clerk"), office.justice, office.staff, starts_on=LATER, today=today, now=now)
    made.outlined(session, office.plan)
    session.commit()
    page = text(clerk.get(f"/2024/kiem-tra/so/dot-kiem-tra/{row.id}"))
    assert "Tư pháp - Hộ tịch: kiểm tra theo kế hoạch ngày 10/09/2024" in page
    assert "Lập đoàn kiểm tra" in page
    offered = text(clerk.get(at(row, "/doan")))
    assert "Người inspector" in offered
    assert "Người officer" not in offered
    inside = {"person_id": office.people["officer"].id, "role": "head"}
    assert "thuộc đơn vị được kiểm tra" in text(clerk.post(at(row, "/doan"), inside), 422)
    to(clerk.post(at(row, "/doan"), {"person_id": office.people["inspector"].id, "role": "head"}))
    to(clerk.post(at(row, "/doan"), {"name": "Lê Văn Khách", "title": "UBMTTQ phường", "role": "secretary"}))
    guest = next(one for one in queries.team(session, row.id) if one.person_id is None)
    assert "Lê Văn Khách" in text(clerk.get(at(row, "/doan")))
    to(clerk.post(at(row, f"/doan/{guest.id}/bot"), {}))
    assert len(queries.team(session, row.id)) == 1
    page = text(clerk.get(at(row, "/noi-dung")))
    assert len(re.findall(r'name="chosen"[^>]* checked', page)) == 3, "all of the plan, until somebody takes a line away"
    assert "Chọn ít nhất một nội dung" in text(clerk.post(at(row, "/noi-dung"), {"own": " "}), 422)
    assert "Thông báo lịch kiểm tra</a>" not in text(clerk.get(f"/2024/kiem-tra/so/dot-kiem-tra/{row.id}"))
    assert page.index("Kết quả triển khai kế hoạch") < page.index("Trách nhiệm của người đứng đầu") < page.index("35a.1")
    to(clerk.post(at(row, "/noi-dung"), {"chosen": [f"{office.plan.id}:II.1.1", f"{office.plan.id}:II.2"], "own": "Hỏi người dân"}))
    assert [one.code for one in lines(session, row)] == ["II.1.1", "II.2", "BS.1"]
    page = text(clerk.get(at(row, "/noi-dung")))
    assert len(re.findall(r'name="chosen"[^>]* checked', page)) == 2
    assert "05/09/2024" not in text(clerk.get(at(row, "/thong-bao")))
    wrong = {"on": "15/08/2024", "report_due_on": "20/09/2024"}
    assert "Hạn gửi báo cáo phải" in text(clerk.post(at(row, "/thong-bao"), wrong), 422)
    to(clerk.post(at(row, "/thong-bao"), {"on": "15/08/2024", "report_due_on": "5/9/2024"}))
    row = again(session, row)
    assert (row.notified_on, row.report_due_on) == (today, date(2024, 9, 5))
    page = text(clerk.get(f"/2024/kiem-tra/so/dot-kiem-tra/{row.id}"))
    assert "Đã thông báo" in page
    assert "In thông báo, đề cương" in page


def test_a_notice_too_late_asks_to_be_confirmed(session, office, as_role, today, now):
    clerk = as_role("clerk")
    row = made.ready(session, office, office.justice, "inspector", starts_on=date(2024, 8, 19), today=today, now=now)
    session.commit()
    given = {"on": "15/08/2024", "report_due_on": "16/08/2024"}
    page = text(clerk.post(at(row, "/thong-bao"), given), 422)
    assert 'name="is_confirmed"' in page
    to(clerk.post(at(row, "/thong-bao"), {**given, "is_confirmed": "y"}))


def test_the_inspected_unit_reports_and_others_do_not_know(session, office, as_role, coming, today, now):
    officer, clerk, other = as_role("officer"), as_role("clerk"), as_role("second")
    report = f"/2024/kiem-tra/duoc-kiem-tra/{coming.id}/bao-cao"
    missing = other.get("/2024/kiem-tra/duoc-kiem-tra/987654321/bao-cao")
    assert officer.get(report).status_code == 404, "not told yet"
    made.told(session, office.actor("clerk"), coming, report_due_on=today, today=today, now=now)
    session.commit()
    for stranger in (clerk, other):
        assert stranger.get(report).status_code == 404
    assert other.get(report).data == missing.data
    first, second = lines(session, coming)
    page = text(officer.get(report))
    assert first.text in page
    assert "Ủy ban nhân dân phường An Bình" in page
    to(officer.post(report, {f"answer-{first.id}": "Đã <b>làm</b>", f"version-{first.id}": first.version}))
    assert "chưa có nội dung" in text(officer.post(report, {"send": "1"}), 422)
    scan = {"files": (BytesIO(PHOTO.getvalue()), "ke-hoach.jpg")}
    to(officer.post(f"{report}/{first.id}/tep", scan))
    assert "Chọn ít nhất một tệp" in text(officer.post(f"{report}/{first.id}/tep", {}), 422)
    kept = queries.item_files(session, coming.id)[first.id][0]
    assert officer.get(f"{report}/tep/{kept.id}").status_code == 200
    inspector = as_role("inspector")
    assert "Đã &lt;b&gt;" not in inspector.get(at(coming, "/phieu")).get_data(as_text=True), "a draft is the unit's own"
    assert inspector.get(at(coming, f"/phieu/anh/{kept.id}")).status_code == 404
    to(officer.post(report, {f"answer-{second.id}": "Không phát sinh", f"version-{second.id}": second.version, "send": "1"}))
    assert again(session, coming).answered_on == today
    assert "Đã &lt;b&gt;làm" in inspector.get(at(coming, "/phieu")).get_data(as_text=True)
    assert inspector.get(at(coming, f"/phieu/anh/{kept.id}")).status_code == 200
    assert "không sửa được" in text(officer.get(report))
    assert officer.post(report, {f"answer-{first.id}": "Khác"}).status_code == 409
    assert officer.post(f"{report}/tep/{kept.id}/go", {}).status_code == 409


def test_a_line_of_the_sheet_saves_itself_and_shows_a_clash(session, office, as_role, begun):
    inspector = as_role("inspector")
    first, second = lines(session, begun)
    page = text(inspector.get(at(begun, "/phieu")))
    assert page.count('type="radio"') == 6
    sent = {f"mark-{first.id}": "fail", f"note-{first.id}": "Thiếu sổ\r\ntheo dõi", f"version-{first.id}": first.version}
    part = text(inspector.htmx("POST", at(begun, f"/phieu/{first.id}"), data=sent))
    assert f'id="state-{first.id}"' in part
    assert f"dong={first.id}" in part
    assert "<html" not in part
    kept = lines(session, begun)[0]
    assert (kept.mark, kept.note) == (Mark.FAIL, "Thiếu sổ\ntheo dõi")
    assert text(inspector.htmx("POST", at(begun, f"/phieu/{first.id}"), data=sent)), "sent again after a lost answer"
    clash = {f"mark-{first.id}": "pass", f"note-{first.id}": "", f"version-{first.id}": 1}
    part = text(inspector.htmx("POST", at(begun, f"/phieu/{first.id}"), data=clash), 409)
    assert "Bản đang lưu: Kết quả: Không đạt; Ghi chú: Thiếu sổ" in part
    assert f'name="version-{first.id}" value="{kept.version}"' in part
    assert lines(session, begun)[0].mark == Mark.FAIL
    assert "Chọn Đạt" in text(inspector.htmx("POST", at(begun, f"/phieu/{second.id}"), data={f"mark-{second.id}": "perhaps"}), 422)
    assert inspector.post(at(begun, "/phieu/987654321"), {}).status_code == 404
    for role in ("officer", "leader", "second", "auditor"):
        assert as_role(role).get(at(begun, "/phieu")).status_code == 404
        assert as_role(role).post(at(begun, f"/phieu/{first.id}"), sent).status_code == 403


def test_without_script_one_button_saves_all_lines_and_photos(session, office, as_role, begun):
    inspector = as_role("inspector")
    first, second = lines(session, begun)
    sent = {
        f"{name}-{one.id}": value
        for one in (first, second)
        for name, value in (("mark", "pass"), ("note", "Tốt"), ("version", one.version))
    }
    to(inspector.post(at(begun, "/phieu"), {**sent, f"photo-{second.id}": (BytesIO(PHOTO.getvalue()), "quay.jpg")}))
    assert [one.mark for one in lines(session, begun)] == ["pass", "pass"]
    (kept,) = queries.item_files(session, begun.id)[second.id]
    assert inspector.get(at(begun, f"/phieu/anh/{kept.id}")).status_code == 200
    page = text(inspector.post(at(begun, "/phieu"), {**sent, f"mark-{first.id}": "fail"}), 409)
    assert "vừa được người khác" in page
    part = text(inspector.htmx("POST", at(begun, f"/phieu/{second.id}/anh"), data={"photo": (BytesIO(b"MZ"), "a.exe")}), 422)
    assert f'id="photos-{second.id}"' in part
    to(inspector.post(at(begun, f"/phieu/anh/{kept.id}/go"), {}))
    assert queries.item_files(session, begun.id) == {}


def test_minutes_are_worded_signed_and_taken_back(session, office, as_role, begun, today, now):
    inspector, officer = as_role("inspector"), as_role("officer")
    made.marked(session, office.actor("inspector"), begun, fail=(2,), today=today, now=now)
    session.commit()
    page = text(inspector.get(at(begun, "/bien-ban")))
    assert "1 nội dung đạt, 1 nội dung không đạt" in page
    assert "Ký thay mặt đoàn" not in page
    words = {"held_on": "14/08/2024", "unit_side": "Bà An", "findings": "Còn tồn tại.", "version": "0"}
    assert "Ghi họ tên" in text(inspector.post(at(begun, "/bien-ban"), {**words, "unit_side": ""}), 422)
    to(inspector.post(at(begun, "/bien-ban"), words))
    kept = minutes_queries.minutes(session, begun.id)
    signed = {"content_hash": kept.content_hash}
    assert "Mật khẩu" in text(inspector.get(at(begun, "/bien-ban")))
    assert text(inspector.post(at(begun, "/bien-ban/ky"), signed), 422)
    proven(session)
    to(inspector.post(at(begun, "/bien-ban/ky"), signed))
    assert inspector.post(at(begun, "/bien-ban"), words).status_code == 409, "an old page"
    session.expire_all()
    to(
        inspector.post(
            at(begun, "/bien-ban"), {**words, "opinion": "Nhất trí", "version": minutes_queries.minutes(session, begun.id).version}
        )
    )
    assert "chữ ký trước đó đã được gỡ" in text(inspector.get(at(begun, "/bien-ban")))
    unit = f"/2024/kiem-tra/duoc-kiem-tra/{begun.id}/bien-ban"
    session.expire_all()
    signed = {"content_hash": minutes_queries.minutes(session, begun.id).content_hash}
    assert "Còn tồn tại." in text(officer.get(unit))
    assert as_role("second").get(unit).status_code == 404
    to(officer.post(unit, signed))
    proven(session)
    to(inspector.post(at(begun, "/bien-ban/ky"), signed))
    assert again(session, begun).minutes_on == today
    assert text(inspector.get(at(begun, "/phieu"))).count('type="radio"') == 0
    wrong = {"number": "", "on": "15/08/2024", "text": "Đạt"}
    assert "Nhập số" in text(inspector.post(at(begun, "/ket-luan"), wrong), 422)
    to(inspector.post(at(begun, "/ket-luan"), {**wrong, "number": "9/TB-UBND"}))
    assert again(session, begun).concluded_on == today
    assert inspector.get(at(begun, "/ket-luan")).status_code == 409
    page = text(inspector.get(f"/2024/kiem-tra/so/dot-kiem-tra/{begun.id}"))
    assert "Đã kết luận" in page
    assert "In thông báo kết luận" in page


def proven(session):
    """Everybody gave the password just now."""
    session.execute(update(LoginSession).values(proven_at=datetime.now(UTC)))
    session.commit()


def test_a_signed_paper_is_kept(session, office, as_role, begun, today, now):
    inspector = as_role("inspector")
    made.marked(session, office.actor("inspector"), begun, today=today, now=now)
    minutes.write_minutes(session, office.actor("inspector"), begun, made.worded(begun), today=today, now=now)
    session.commit()
    kept = minutes_queries.minutes(session, begun.id)
    sent = {"name": "Bà An", "signed_on": "15/08/2024", "content_hash": kept.content_hash}
    assert "Chọn tệp quét" in text(inspector.post(at(begun, "/bien-ban/ban-giay"), sent), 422)
    to(inspector.post(at(begun, "/bien-ban/ban-giay"), {**sent, "files": (BytesIO(PHOTO.getvalue()), "bb.jpg")}))
    (found,) = minutes_queries.signatures(session, begun.id)
    assert (found.name, found.person_id) == ("Bà An", None)
    assert inspector.get(at(begun, f"/bien-ban/ban-giay/{found.id}")).status_code == 200


def test_calling_off_and_terms(session, office, as_role, coming):
    clerk = as_role("clerk")
    assert "Nêu lý do" in text(clerk.post(at(coming, "/huy"), {"reason": " "}), 422)
    to(clerk.post(at(coming, "/huy"), {"reason": "Trùng đoàn thị xã"}))
    assert "Đã hủy" in text(clerk.get(f"/2024/kiem-tra/so/dot-kiem-tra/{coming.id}"))
    assert clerk.post(at(coming, "/doan"), {"name": "Ai", "role": "head"}).status_code == 409
    terms = "/2024/kiem-tra/thoi-han"
    assert "từ 1 đến 90" in text(clerk.post(terms, {"notice_days": "3", "report_days": "1", "conclusion_days": "0"}), 422)
    to(clerk.post(terms, {"notice_days": "3", "report_days": "1", "conclusion_days": "10"}))
    assert queries.terms(session, office.agency.id).notice_days == 3
    assert as_role("inspector").get(terms).status_code == 404


def test_my_rounds_and_pages_ask_a_constant_number_of_queries(session, office, as_role, begun, today, now):
    inspector = as_role("inspector")
    assert "Tư pháp - Hộ tịch" in text(inspector.get("/2024/kiem-tra/cua-toi"))
    assert "Chưa tham gia" in text(as_role("leader").get("/2024/kiem-tra/cua-toi"))
    session.add_all(InspectionItem(round_id=begun.id, position=9 + n, code=f"BS.{9 + n}", text=f"Thêm {n}") for n in range(30))
    places = ["/2024/kiem-tra/cua-toi", at(begun, "/phieu"), at(begun, "/bien-ban"), f"/2024/kiem-tra/so/dot-kiem-tra/{begun.id}"]
    few = {}
    session.rollback()
    for place in places:
        with counted(session) as seen:
            inspector.get(place)
        few[place] = len(seen)
    session.add_all(InspectionItem(round_id=begun.id, position=9 + n, code=f"BS.{9 + n}", text=f"Thêm {n}") for n in range(30))
    session.commit()
    for place in places:
        with counted(session) as seen:
            inspector.get(place)
        assert len(seen) == few[place], place


def test_every_paper_of_a_round_is_printed(session, office, begun, toolbox, today, now):
    inspector, officer = office.actor("inspector"), office.actor("officer")
    made.marked(session, inspector, begun, fail=(1,), today=today, now=now)
    made.signed(session, inspector, officer, begun, today=today, now=now)
    rounds.conclude(session, inspector, begun, number="9/TB-UBND", on=today, text="Đạt.\nCòn tồn tại.", today=today, now=now)
    clerk = office.actor("clerk")
    for kind, words in (
        ("quyet-dinh", "Trưởng đoàn"),
        ("thong-bao", "ĐỀ CƯƠNG"),
        ("bien-ban", "Hồ sơ quá hạn"),
        ("ket-luan", "Còn tồn tại"),
    ):
        document = documents.document_named(ROUNDS, kind)
        content = documents.content(session, clerk, ROUNDS, document, documents.asked([begun.id]), today=today)
        assert words in str(content), kind
