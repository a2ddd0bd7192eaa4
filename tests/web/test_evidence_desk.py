"""Reporting done, judging, downloading: through requests, with and without script."""

from io import BytesIO

import pytest
from sqlalchemy import select

from tthc.core.evidence.models import EvidenceLink
from tthc.core.tasks.models import Occurrence, State


@pytest.fixture
def address(office):
    return f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}"


def state(session, office, which="posting"):
    session.expire_all()
    return session.get_one(Occurrence, getattr(office.occurrences, which).id).state


def link_id(session):
    return session.scalars(select(EvidenceLink.id).order_by(EvidenceLink.id.desc())).first()


def test_the_panel_is_a_page_and_a_fragment(as_role, office, address):
    officer = as_role("officer")
    page = officer.get(address)
    fragment = officer.htmx("GET", address)
    assert page.status_code == fragment.status_code == 200
    assert "<!doctype" in page.text
    assert fragment.text.lstrip().startswith(f'<li class="task task--open" id="task-{office.occurrences.posting.id}"')
    assert "Ảnh bảng niêm yết" in fragment.text  # the expected product names what is wanted


def test_a_file_is_handed_in_and_comes_back_unchanged(as_role, session, office, address, pdf):
    officer = as_role("officer")
    answer = officer.post(address, {"files": (BytesIO(pdf), "bao-cao.pdf"), "note": "đủ"}, content_type="multipart/form-data")
    assert (answer.status_code, answer.location) == (303, f"/viec/{office.tasks.posting.id}")
    assert "Chờ duyệt" in officer.get(answer.location).text
    download = as_role("clerk").get(f"/minh-chung/{link_id(session)}/tep")
    assert download.data == pdf
    assert download.headers["Content-Length"] == str(len(pdf))
    assert download.headers["Content-Disposition"].startswith("attachment;")
    assert download.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in download.headers["Content-Security-Policy"]


def test_with_script_the_row_and_the_notice_come_back(as_role, office, address):
    answer = as_role("officer").htmx("POST", address, data={"number": "45/BC-UBND"})
    assert answer.status_code == 200
    assert f'id="task-{office.occurrences.posting.id}"' in answer.text
    assert "Đã ghi nhận" in answer.text
    assert "Hoàn tác" in answer.text
    assert 'hx-swap-oob="innerHTML"' in answer.text


def test_nothing_to_report_needs_its_reason(as_role, session, office, address):
    officer = as_role("officer")
    refused = officer.htmx("POST", address, data={"no_event": "y"})
    assert refused.status_code == 422
    assert "Nêu lý do không phát sinh" in refused.text
    officer.post(address, {"no_event": "y", "reason": "Không có thủ tục mới."})
    assert state(session, office) is State.SUBMITTED


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Đính kèm ít nhất một minh chứng hoặc nhập số văn bản."),
        ({"number": "45/BC", "dated_on": "31/02/2024"}, "Ngày không hợp lệ"),
        ({"number": "45/BC", "dated_on": "16/08/2024"}, "không được sau ngày hôm nay"),
        ({"number": "x" * 121}, "Số, ký hiệu dài quá 120 ký tự."),
    ],
)
def test_bad_input_keeps_what_was_typed(as_role, session, office, address, data, sentence):
    answer = as_role("officer").htmx("POST", address, data=data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert data.get("number", "") in answer.text
    assert state(session, office) is State.NOT_STARTED


def test_a_wrong_type_is_refused_in_the_row(as_role, session, office, address):
    data = {"files": (BytesIO(b"MZ\x90\x00"), "virus.exe")}
    answer = as_role("officer").htmx("POST", address, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "không đúng loại" in answer.text
    assert state(session, office) is State.NOT_STARTED


def test_the_same_request_is_carried_out_once(as_role, session, office, address):
    officer = as_role("officer")
    key = {"number": "45/BC-UBND", "request_key": "cùng một khóa"}
    assert officer.post(address, key).status_code == 303
    assert officer.post(address, key).status_code == 303
    assert len(session.scalars(select(EvidenceLink)).all()) == 1


def test_taken_back_from_the_notice(as_role, session, office, address):
    officer = as_role("officer")
    officer.post(address, {"number": "45/BC-UBND"})
    officer.post(f"/viec/{office.tasks.posting.id}/ky/{office.occurrences.posting.id}/hoan-tac")
    assert state(session, office) is State.IN_PROGRESS


def test_a_stranger_cannot_report_and_learns_nothing(as_role, session, office, address):
    other = as_role("second")
    assert other.post(address, {"number": "45/BC-UBND"}).status_code == 403
    assert other.post(address.replace(str(office.tasks.posting.id), "99999", 1), {"number": "1"}).status_code == 404
    assert state(session, office) is State.NOT_STARTED


def test_the_queue_shows_evidence_and_requirement_and_moves_on(as_role, session, office, address):
    as_role("officer").post(address, {"number": "45/BC-UBND"})
    clerk = as_role("clerk")
    queue = clerk.get("/cho-duyet").text
    assert "Văn bản số 45/BC-UBND" in queue
    assert "Ảnh bảng niêm yết" in queue
    answer = clerk.htmx("POST", f"/minh-chung/{link_id(session)}/duyet")
    assert answer.status_code == 200
    assert "Không còn việc nào chờ duyệt" in answer.text
    assert "Đã duyệt minh chứng của Người officer." in answer.text
    assert state(session, office) is State.DONE


def test_sent_back_reaches_the_top_of_the_officers_list(as_role, session, office, address):
    officer, clerk = as_role("officer"), as_role("clerk")
    officer.post(address, {"number": "45/BC-UBND"})
    refused = clerk.htmx("POST", f"/minh-chung/{link_id(session)}/tra-lai", data={"comment": ""})
    assert refused.status_code == 422
    clerk.post(f"/minh-chung/{link_id(session)}/tra-lai", {"comment": "Bổ sung ảnh chụp."})
    home = officer.get("/").text
    assert "Bổ sung ảnh chụp." in home
    assert "Bổ sung minh chứng" in home


def test_a_due_date_is_set_and_a_far_one_confirmed(as_role, session, office):
    clerk, occurrence = as_role("clerk"), office.occurrences.posting
    action = f"/viec/{office.tasks.posting.id}/ky/{occurrence.id}/han"
    refused = clerk.post(action, {"due_on": "05/01/2026", "version": "1"})
    assert refused.status_code == 422
    assert "ngoài năm kế hoạch" in refused.text
    assert clerk.post(action, {"due_on": "05/01/2026", "confirmed": "y", "version": "1"}).status_code == 303
    stale = clerk.post(action, {"due_on": "30/8/2024", "version": "1"})
    assert stale.status_code == 409
    assert "05/01/2026" in stale.text
    assert "30/08/2024" in stale.text


def test_the_short_address_opens_the_own_occurrence(as_role, office, address):
    assert as_role("officer").get(f"/viec/{office.tasks.posting.id}/bao-xong").location == address
    assert as_role("second").get(f"/viec/{office.tasks.posting.id}/bao-xong").location == f"/viec/{office.tasks.posting.id}"
