"""The reports and archive desks through a browser without script."""

import re

import pytest
from sqlalchemy import select

from tests.factories import reports as made
from tthc.core.accounts import rules as account_rules
from tthc.core.reports.models import Edition, Report
from tthc.core.reports.rules import ReportState
from tthc.jobs.archive import export_year

PAGE = "/2024/bao-cao/quy-3"
PASSWORD = "lúa chín vàng đồng 2024"


@pytest.fixture
def worked(session, office, toolbox, now):
    made.proof(session, toolbox, office.occurrences.posting, office.people["officer"], office.people["clerk"], now=now)
    office.people["leader"].password_hash = account_rules.hash_password(PASSWORD)
    session.commit()
    return office


def work(session, toolbox):
    toolbox.queue.perform(session, toolbox)


def state(session):
    session.expire_all()
    found = session.scalar(select(Report.state))
    session.rollback()
    return found


def shown_sha256(page):
    return re.search(r'name="sha256"[^>]*value="([0-9a-f]{64})"', page.get_data(as_text=True))[1]


def signed_in_and_submitted(session, toolbox, as_role):
    clerk = as_role("clerk")
    assert clerk.post(f"{PAGE}/lap").status_code == 303
    assert clerk.post(f"{PAGE}/trinh-ky").status_code == 303
    work(session, toolbox)
    return clerk


def test_the_whole_way_from_draft_to_signed_file(session, worked, toolbox, as_role):
    clerk = as_role("clerk")
    listing = clerk.get("/2024/bao-cao").get_data(as_text=True)
    assert "Báo cáo quý III năm 2024" in listing
    assert "Chưa lập" in listing
    assert "Chưa có báo cáo của kỳ này." in clerk.get(PAGE).get_data(as_text=True)
    assert clerk.post(f"{PAGE}/lap").headers["Location"].endswith(PAGE)
    text = clerk.get(PAGE).get_data(as_text=True)
    assert "45/BC-UBND" in text
    assert 'href="/2024/mot-cua?loc=qua-han"' in text
    assert "Trình ký" in text
    assert clerk.get(f"{PAGE}/in").status_code == 200
    clerk.post(f"{PAGE}/trinh-ky")
    waiting = as_role("leader").get(PAGE).get_data(as_text=True)
    assert "Ký được khi tệp đã sẵn sàng." in waiting
    assert "Phê duyệt và ký" not in waiting
    assert "Tệp đang được chuẩn bị." in waiting
    work(session, toolbox)

    leader = as_role("leader")
    page = leader.get(PAGE)
    assert "Phê duyệt và ký" in page.get_data(as_text=True)
    signed = leader.post(f"{PAGE}/ky", {"password": PASSWORD, "sha256": shown_sha256(page)})
    assert (signed.status_code, state(session)) == (303, ReportState.APPROVED)
    work(session, toolbox)
    assert state(session) is ReportState.SIGNED
    text = leader.get(PAGE).get_data(as_text=True)
    assert "Đã ký" in text
    assert "chứng thư thử nghiệm" in text
    edition_id = session.scalar(select(Edition.id))
    file = as_role("officer").get(f"/bao-cao/{edition_id}/tep")
    assert (file.status_code, file.mimetype) == (200, "application/pdf")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert toolbox.signer.verify(file.data)[0].is_valid
    refused = clerk.post(f"{PAGE}/lap")
    assert refused.status_code == 409
    assert "Nội dung không thể sửa; nếu cần thay đổi, lập báo cáo bổ sung." in refused.get_data(as_text=True)


def test_a_wrong_password_signs_nothing(session, worked, toolbox, as_role):
    signed_in_and_submitted(session, toolbox, as_role)
    leader = as_role("leader")
    page = leader.get(PAGE)
    refused = leader.post(f"{PAGE}/ky", {"password": "sai", "sha256": shown_sha256(page)})
    assert refused.status_code == 422
    assert "Mật khẩu không đúng." in refused.get_data(as_text=True)
    assert "<details" in refused.get_data(as_text=True)
    assert state(session) is ReportState.SUBMITTED


def test_what_was_read_is_what_is_signed(session, worked, toolbox, as_role):
    clerk = signed_in_and_submitted(session, toolbox, as_role)
    leader = as_role("leader")
    old = shown_sha256(leader.get(PAGE))
    assert leader.post(f"{PAGE}/tra-lai", {"comment": "Bổ sung nguyên nhân"}).status_code == 303
    assert "Bổ sung nguyên nhân" in clerk.get(PAGE).get_data(as_text=True)
    version = re.search(r'name="version"[^>]*value="(\d+)"', clerk.get(f"{PAGE}/noi-dung").get_data(as_text=True))[1]
    assert clerk.post(f"{PAGE}/noi-dung", {"version": version, "causes": "Máy quét hỏng."}).status_code == 303
    clerk.post(f"{PAGE}/trinh-ky")
    work(session, toolbox)
    assert leader.post(f"{PAGE}/ky", {"password": PASSWORD, "sha256": old}).status_code == 409
    page = leader.get(PAGE)
    assert "Máy quét hỏng." in page.get_data(as_text=True)
    assert leader.post(f"{PAGE}/ky", {"password": PASSWORD, "sha256": shown_sha256(page)}).status_code == 303


def test_a_stale_wording_is_a_conflict_with_both_texts(session, worked, as_role):
    clerk = as_role("clerk")
    clerk.post(f"{PAGE}/lap")
    stale = clerk.post(f"{PAGE}/noi-dung", {"version": "99", "causes": "Của tôi"})
    assert stale.status_code == 409
    assert "Của tôi" in stale.get_data(as_text=True)


def test_returning_needs_a_comment(session, worked, toolbox, as_role):
    signed_in_and_submitted(session, toolbox, as_role)
    refused = as_role("leader").post(f"{PAGE}/tra-lai", {"comment": ""})
    assert refused.status_code == 422
    assert "Nêu ý kiến để Văn phòng biết cần sửa gì." in refused.get_data(as_text=True)


def test_a_change_after_submission_is_said(session, worked, toolbox, as_role, now):
    signed_in_and_submitted(session, toolbox, as_role)
    made.proof(session, toolbox, worked.occurrences.digitise, worked.people["head"], worked.people["clerk"], now=now)
    session.commit()
    assert "Số liệu đã thay đổi sau khi trình." in as_role("leader").get(PAGE).get_data(as_text=True)


def test_progress_asks_for_itself_until_it_is_done(session, worked, toolbox, as_role):
    clerk = as_role("clerk")
    clerk.post(f"{PAGE}/lap")
    clerk.post(f"{PAGE}/trinh-ky")
    edition_id = session.scalar(select(Edition.id))
    address = f"/bao-cao/{edition_id}/tien-do"
    running = clerk.htmx("GET", address).get_data(as_text=True)
    assert running.lstrip().startswith("<div")
    assert 'hx-trigger="every 5s"' in running
    work(session, toolbox)
    done = clerk.htmx("GET", address).get_data(as_text=True)
    assert "every 5s" not in done
    assert f"/bao-cao/{edition_id}/tep" in done
    assert clerk.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("officer", f"{PAGE}/lap", 403),
        ("auditor", f"{PAGE}/trinh-ky", 403),
        ("clerk", f"{PAGE}/ky", 403),
        ("officer", f"{PAGE}/tra-lai", 403),
        ("officer", "/luu-tru", 403),
    ],
)
def test_who_may_not_is_refused(session, worked, as_role, role, path, status):
    assert as_role(role).post(path, {"year": "2024"}).status_code == status


def test_unknown_periods_and_reports_are_not_found(session, worked, as_role):
    clerk = as_role("clerk")
    for path in ("/2024/bao-cao/quy-4", "/2024/bao-cao/thang-08", "/2024/bao-cao/q3", "/bao-cao/999/tep", f"{PAGE}/in", f"{PAGE}/noi-dung"):
        assert clerk.get(path).status_code == 404, path
    assert as_role("admin").get("/2024/bao-cao").status_code == 404


def test_a_section_report_from_the_section_page(session, worked, toolbox, as_role):
    officer = as_role("officer")
    assert officer.post("/2024/cong-khai/bao-cao").status_code == 303
    assert "Tệp đang được chuẩn bị." in officer.get("/2024/cong-khai").get_data(as_text=True)
    work(session, toolbox)
    text = officer.get("/2024/cong-khai").get_data(as_text=True)
    assert "Đã ký số" in text
    edition_id = session.scalar(select(Edition.id))
    assert toolbox.signer.verify(officer.get(f"/bao-cao/{edition_id}/tep").data)[0].is_valid


def test_the_archive_from_button_to_file(session, worked, toolbox, as_role):
    clerk = as_role("clerk")
    assert "Chưa có gói lưu trữ nào." in clerk.get("/luu-tru").get_data(as_text=True)
    assert clerk.post("/luu-tru", {"year": "2024"}).status_code == 303
    assert 'hx-trigger="every 5s"' in clerk.get("/luu-tru").get_data(as_text=True)
    [(name, ids)] = toolbox.queue.asked
    assert name == "export_year"
    export_year(session, toolbox, **ids)
    listing = as_role("auditor").get("/luu-tru").get_data(as_text=True)
    address = re.search(r'href="(/luu-tru/\d+/tep)"', listing)[1]
    file = as_role("auditor").get(address)
    assert (file.mimetype, file.data[:2]) == ("application/zip", b"PK")
    assert "attachment" in file.headers["Content-Disposition"]
    assert clerk.get(address.replace("tep", "tien-do")).status_code == 200
    assert clerk.post("/luu-tru", {"year": "hai nghìn"}).status_code == 422
    assert as_role("officer").get(address).status_code == 404
