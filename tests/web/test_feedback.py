"""Feedback on the screen: received, taken through its steps, late, explained, masked, drafted on the server."""

from datetime import date, timedelta

import pytest

from tests.factories import feedback as samples
from tests.factories.queries import counted
from tests.web.test_all_routes import ODD
from tthc.core.feedback.actions import BOOK, linking, steps
from tthc.core.feedback.models import Feedback, FeedbackDraft, FeedbackReply, FeedbackTerm
from tthc.core.feedback.rules.steps import BY_SLUG
from tthc.core.feedback.rules.words import FeedbackClass, FeedbackState, Outcome, Subject

S = FeedbackState
RECEIVE = "/2024/phan-anh/tiep-nhan"
FORM = {
    "received_on": "12/08/2024",
    "channel": "phone",
    "person": samples.PERSON,
    "address": samples.ADDRESS,
    "phone": samples.PHONE,
    "email": samples.EMAIL,
    "content": samples.CONTENT,
    "receiver": "Công chức trực",
}


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def row(session, office, at):
    """A row of the justice desk, being handled."""
    clerk, officer = office.actor("clerk"), office.actor("officer")
    found = samples.received(session, clerk, office.staff, received_on=date(2024, 8, 12), **at)
    steps.classify(session, clerk, found, FeedbackClass.CONDUCT, Subject.CONDUCT, **at)
    steps.assign(session, clerk, found, office.justice.id, **at)
    steps.start(session, officer, found, **at)
    steps.update(session, officer, found, f"Đã gọi {samples.PERSON}, số {samples.PHONE}.", **at)
    session.commit()
    return found


def page_of(row):
    return f"/2024/phan-anh/so/phan-anh/{row.id}"


def step_of(row, slug):
    return f"/2024/phan-anh/{row.id}/buoc/{slug}"


def only(session):
    session.rollback()
    return session.query(Feedback).one()


def test_from_receipt_to_publication_within_its_clocks(session, office, as_role):
    clerk, officer = as_role("clerk"), as_role("officer")
    answer = clerk.post(RECEIVE, {**FORM, "unit_id": office.staff.id})
    row = only(session)
    assert (answer.status_code, answer.headers["Location"]) == (303, page_of(row))
    text = clerk.get(page_of(row)).text
    assert "Bước tiếp theo: Phân loại" in text
    assert "05 ngày làm việc kể từ ngày tiếp nhận Thứ Hai, 12/08/2024" in text
    told = {"classed": "conduct", "version": row.version}
    assert clerk.post(step_of(row, "phan-loai"), told).status_code == 303
    assert clerk.post(step_of(row, "giao"), {"unit_id": office.justice.id}).status_code == 303
    assert officer.post(step_of(row, "nhan")).status_code == 303
    sent = {"outcome": "set_right", "text": f"Kính gửi {samples.PERSON}: đã chấn chỉnh.", "on": "15/08/2024", "is_resolved": "y"}
    assert officer.post(step_of(row, "tra-loi"), sent).status_code == 303
    assert officer.get(page_of(row)).text.count("Bước tiếp theo: Công khai kết quả. Văn phòng hoặc trưởng bộ phận") == 1
    shown = clerk.get(page_of(row)).text
    assert "•••: đã chấn chỉnh." in shown  # the draft for the public is masked already
    told = {"content": "Hẹn trả không đúng ngày.", "result": "Đã chấn chỉnh.", "on": "15/08/2024"}
    assert clerk.post(step_of(row, "cong-khai"), told).status_code == 303
    row = only(session)
    assert (row.state, row.published_on, row.resolved_on) == (S.PUBLISHED, date(2024, 8, 15), date(2024, 8, 15))
    assert row.answered_on <= row.handle_due_on


def test_one_that_goes_late_says_so(session, office, as_role, at):
    samples.received(session, office.actor("clerk"), office.staff, received_on=date(2024, 7, 1), **at)
    session.commit()
    browser = as_role("clerk")
    listed = browser.get("/2024/phan-anh/so/phan-anh?loc=qua-han").text
    assert "Mới tiếp nhận, quá hạn 38 ngày" in listed
    text = browser.get(page_of(only(session))).text
    assert "Quá hạn 38 ngày" in text
    assert "Quá hạn 24 ngày" in text


def test_a_refused_form_keeps_what_was_typed(session, office, as_role):
    browser = as_role("clerk")
    answer = browser.post(RECEIVE, {**FORM, "unit_id": office.staff.id, "received_on": "16/08/2024", "phone": "12"})
    assert answer.status_code == 422
    assert "Ngày tiếp nhận sau ngày hôm nay" in answer.text
    assert "Điện thoại không hợp lệ" in answer.text
    assert 'value="16/08/2024"' in answer.text
    assert session.query(Feedback).count() == 0


@pytest.mark.parametrize("slug", sorted(BY_SLUG))
def test_each_step_has_its_page_where_it_is_open_and_is_refused_where_not(session, office, as_role, row, slug):
    from tthc.core.feedback import queries
    from tthc.core.feedback.rules.steps import may_follow

    browser = as_role("clerk")
    is_open = may_follow(BY_SLUG[slug], queries.standing(row))
    assert browser.get(step_of(row, slug)).status_code == (200 if is_open else 409)
    answer = browser.post(
        step_of(row, slug),
        {"classed": "x", "unit_id": "x", "refusal": "x", "outcome": "x", "on": "x", "until": "x", "office": "a", "text": "x" * 11_000},
    )
    assert answer.status_code == (422 if is_open else answer.status_code) in (409, 422)


def test_sentences_of_wrong_steps(as_role, row):
    browser = as_role("clerk")
    assert browser.get(step_of(row, "khong-co")).status_code == 404
    answer = browser.post(step_of(row, "tra-loi"), {"outcome": "", "text": "Trả lời …"})
    assert (answer.status_code, "Chọn kết quả xử lý." in answer.text) == (422, True)
    answer = browser.post(step_of(row, "tra-loi"), {"outcome": "explained", "text": "Trả lời …"})
    assert "còn chỗ để trống" in answer.text
    answer = browser.post(step_of(row, "gia-han"), {"until": "20/08/2024", "text": "Lý do"})
    assert "Nhập ngày sau hạn trả lời hiện tại (02/09/2024)" in answer.text or "Nhập ngày sau hạn trả lời hiện tại" in answer.text


def test_a_template_fills_the_answer(as_role, row):
    text = as_role("officer").get(step_of(row, "tra-loi") + "?mau=answer").text
    assert f"Kính gửi: {samples.PERSON}" in text
    assert "(số 1/2024 trong sổ theo dõi)" in text


def test_a_complaint_is_answered_with_its_law(session, office, as_role, at):
    row = samples.received(session, office.actor("clerk"), office.staff, **at)
    session.commit()
    browser = as_role("clerk")
    text = browser.get(step_of(row, "khong-tiep-nhan") + "?mau=complaint").text
    assert "theo Luật Khiếu nại" in text
    assert '<option selected value="complaint">' in text
    assert browser.post(step_of(row, "khong-tiep-nhan"), {"refusal": "complaint", "text": "Gửi nơi tiếp công dân."}).status_code == 303
    assert only(session).state is S.REJECTED


def test_who_does_not_handle_it_reads_no_personal_data_anywhere(session, office, as_role, row):
    paths = [
        "/2024/phan-anh",
        "/2024/phan-anh/so",
        "/2024/phan-anh/so/phan-anh",
        "/2024/phan-anh/so/phan-anh/in",
        "/2024/phan-anh/in",
        page_of(row),
    ]
    paths += ["/", f"/tim?q={samples.PERSON}", "/tim?q=khai+sinh", "/nhat-ky", "/2024/chi-tieu", "/2024/phan-anh/minh-chung"]
    paths += [f"/2024/phan-anh/so/phan-anh?tu-khoa={words}" for words in ("nguyen thi binh", "0912345678", "hoa ban", "binh.nguyen")]
    for role in ("second", "head", "leader", "inspector", "appraiser", "auditor"):
        browser, read = as_role(role), 0
        for path in paths:
            answer = browser.get(path, follow_redirects=True)
            read += answer.status_code == 200
            typed = path.partition("=")[2]  # comes back in the field and in the sentence that nothing was found
            unsaid = [secret for secret in samples.SECRETS if secret != typed]
            assert not [secret for secret in unsaid if secret in answer.text], (role, path)
        assert read > 8
        assert "hẹn trả giấy khai sinh" in browser.get(page_of(row)).text
    assert samples.PERSON in as_role("officer").get(page_of(row)).text


def test_an_edited_row_keeps_its_state_whatever_is_sent(session, as_role, row):
    before = {column.name: getattr(row, column.name) for column in BOOK.columns if column.is_computed and column.name != "told"}
    forged = {
        "answered_on": "13/08/2024",
        "outcome": "explained",
        "answer": "Giả",
        "state": "archived",
        "refusal": "secret",
        "archived_on": "13/08/2024",
    }
    page = as_role("officer").get(f"{page_of(row)}/sua")
    assert not [name for name in forged if f'name="{name}"' in page.text]
    sent = FORM | {"content": "Sửa lại nội dung", "unit_id": row.unit_id, "version": row.version} | forged
    assert as_role("officer").post(f"{page_of(row)}/sua", sent).status_code == 303
    after = only(session)
    assert after.content == "Sửa lại nội dung"
    assert {name: getattr(after, name) for name in before} == before
    sent = FORM | {"unit_id": row.unit_id} | forged
    as_role("officer").post(RECEIVE, sent)
    assert {one.state for one in session.query(Feedback)} == {S.PROCESSING, S.RECEIVED}


def test_who_handles_a_row_finds_its_sender_with_as_many_questions(session, as_role, row):
    path, questions = "/2024/phan-anh/so/phan-anh?tu-khoa=", {}
    for role, words in (("officer", "binh 0912.345.678"), ("officer", "khai sinh"), ("second", "binh 0912.345.678"), ("second", "zzz zzz")):
        browser = as_role(role)
        browser.get(path)
        with counted(session) as seen:
            answer = browser.get(path + words)
        questions[role, words] = len(seen)
        assert (page_of(row) in answer.text) is (role == "officer")
    assert questions["officer", "binh 0912.345.678"] == questions["officer", "khai sinh"]
    assert questions["second", "binh 0912.345.678"] == questions["second", "zzz zzz"]


def test_steps_of_others_are_forbidden(session, as_role, row):
    for role in ("second", "head"):
        browser = as_role(role)
        assert browser.get(step_of(row, "tra-loi")).status_code == 404
        assert browser.post(step_of(row, "tra-loi"), {"outcome": "explained", "text": "x"}).status_code == 403
    assert as_role("leader").get(step_of(row, "tra-loi")).status_code == 404


def test_drafts_live_on_the_server_and_are_the_authors_alone(session, office, as_role, row):
    officer, clerk = as_role("officer"), as_role("clerk")
    answer = officer.htmx("POST", step_of(row, "tra-loi") + "/nhap", data={"text": "Đang viết dở", "on": "1/8/2024", "is_resolved": "y"})
    assert "Đã lưu nháp lúc" in answer.text
    page = officer.get(page_of(row)).text
    assert "Đang viết dở" in page
    assert 'value="01/08/2024"' in page
    assert "Đang viết dở" not in clerk.get(step_of(row, "tra-loi")).text
    assert officer.post(step_of(row, "tra-loi"), {"outcome": "explained", "text": "Đã trả lời."}).status_code == 303
    assert session.query(FeedbackDraft).count() == 0
    receipt = officer.post(f"{RECEIVE}/nhap", {"person": samples.PERSON, "content": samples.CONTENT, "received_on": "không rõ"})
    assert receipt.status_code == 303
    text = officer.get(RECEIVE).text
    assert samples.PERSON in text
    assert 'value="không rõ"' in text
    assert samples.PERSON not in clerk.get(RECEIVE).text
    officer.post(f"{RECEIVE}/nhap", {"bo": "1", "person": samples.PERSON})
    assert samples.PERSON not in officer.get(RECEIVE).text


def test_no_form_with_peoples_data_is_kept_in_the_browser(as_role, row):
    browser = as_role("clerk")
    for path in (RECEIVE, page_of(row), f"{page_of(row)}/sua", "/2024/phan-anh/so/phan-anh/them", step_of(row, "tra-loi")):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert 'data-module="drafts"' not in answer.text, path


def test_likely_duplicates_are_shown_while_typing_and_linked_with_one_press(session, office, as_role, row):
    browser = as_role("clerk")
    alike = {"content": "Bộ phận Một cửa hẹn trả giấy khai sinh nhiều lần không đúng ngày", "phone": ""}
    assert "Số 1/2024" in browser.htmx("POST", f"{RECEIVE}/nhap", data=alike).text
    assert "Số 1/2024" not in browser.htmx("POST", f"{RECEIVE}/nhap", data={"content": "Đường ngập nước sau mưa lớn"}).text
    second = as_role("second")  # a reader who handles none of the two sees the masked words
    assert not [s for s in samples.SECRETS if s in second.htmx("POST", f"{RECEIVE}/nhap", data=alike).text]
    browser.post(RECEIVE, {**FORM, **alike, "unit_id": office.staff.id})
    session.rollback()
    twin = session.query(Feedback).order_by(Feedback.id.desc()).first()
    assert "Gộp vào số 1/2024" in browser.get(page_of(twin)).text
    assert browser.post(step_of(twin, "gop"), {"number": "1/2024"}).status_code == 303
    session.rollback()
    assert session.get(Feedback, twin.id).main_number == "1/2024"
    assert "Số 2/2024" in browser.get(page_of(row)).text
    assert "gộp" in browser.get(page_of(twin)).text
    assert browser.post(step_of(row, "gop"), {"number": "99/2024"}).status_code == 422


def test_what_looks_personal_needs_a_tick_and_what_is_known_to_be_is_refused(session, office, as_role, row, at):
    steps.answer(session, office.actor("officer"), row, Outcome.SET_RIGHT, "Đã chấn chỉnh.", **at)
    session.commit()
    browser = as_role("clerk")
    answer = browser.post(step_of(row, "cong-khai"), {"content": "Bà Lê Thị Sáu phản ánh", "result": "Đã chấn chỉnh."})
    assert answer.status_code == 422
    assert "có vẻ chứa dữ liệu cá nhân: Bà Lê Thị Sáu" in answer.text
    told = {"content": f"Số {samples.PHONE}", "result": "Đã chấn chỉnh.", "is_checked": "y"}
    assert "còn họ tên, địa chỉ, điện thoại" in browser.post(step_of(row, "cong-khai"), told).text
    assert only(session).published_on is None


def test_terms_are_set_by_the_clerk(session, as_role):
    browser = as_role("clerk")
    home = "/2024/phan-anh/cai-dat"
    assert "Thông tư 02/2017/TT-VPCP" in browser.get(home).text
    form = {"name": "Quy định mới", "valid_from": "1/9/2024", "transfer_days": "3", "handle_days": "10", "publish_days": "1"}
    wrong = browser.post(f"{home}/thoi-han/them", form | {"handle_days": "mười", "publish_days": "0"})
    assert wrong.status_code == 422
    assert "Nhập số ngày bằng chữ số" in wrong.text
    assert browser.post(f"{home}/thoi-han/them", form).status_code == 303
    term = session.query(FeedbackTerm).one()
    assert "Quy định mới" in browser.get(home).text
    assert browser.post(f"{home}/thoi-han/{term.id}", form | {"handle_days": "12", "channel": "portal"}).status_code == 303
    assert browser.get(f"{home}/thoi-han/{term.id}").status_code == 200
    assert browser.post(f"{home}/thoi-han/{term.id}/bo").status_code == 303
    assert "Quy định mới" not in browser.get(home, follow_redirects=True).text
    assert as_role("officer").get(home).status_code == 404


def test_texts_are_set_by_the_clerk(session, as_role):
    browser = as_role("clerk")
    home = "/2024/phan-anh/cai-dat/mau"
    assert browser.get(f"{home}/khong-co").status_code == 404
    assert browser.post(f"{home}/khong-co", {"use": "answer", "name": "a", "text": "b"}).status_code == 404
    assert browser.get(f"{home}/complaint").status_code == 200
    wrong = browser.post(f"{home}/complaint", {"name": "Khiếu nại", "text": "{khong_co}"})
    assert (wrong.status_code, "Không có chỗ điền" in wrong.text) == (422, True)
    assert browser.post(f"{home}/complaint", {"name": "Khiếu nại", "text": "Gửi phòng tiếp dân số 1."}).status_code == 303
    assert session.query(FeedbackReply).one().use == "reject"
    assert browser.get(f"{home}/moi").status_code == 200
    assert browser.post(f"{home}/moi", {"use": "answer", "name": "Riêng", "text": "Trả lời"}).status_code == 303
    assert browser.post(f"{home}/moi", {"use": "x", "name": "Riêng", "text": "Trả lời"}).status_code == 422
    assert browser.post(f"{home}/complaint/bo").status_code == 303
    assert browser.post(f"{home}/complaint/bo").status_code == 409


def test_a_row_asks_as_often_whatever_hangs_on_it(session, office, as_role, row, at):
    clerk, browser = office.actor("clerk"), as_role("clerk")

    def questions():
        session.rollback()
        with counted(session) as seen:
            assert browser.get(page_of(row)).status_code == 200
        return len(seen)

    browser.get(page_of(row))
    before = questions()
    for day in range(6):
        found = samples.received(
            session, clerk, office.staff, received_on=at["today"] - timedelta(day), person="", phone="", address="", email="", **at
        )
        linking.link(session, clerk, session.merge(found), session.get(Feedback, row.id), **at)
        steps.update(session, clerk, session.get(Feedback, row.id), f"Lần {day}", **at)
    session.commit()
    assert questions() == before


def test_pages_are_small(as_role, row):
    import gzip

    browser = as_role("clerk")
    for path in (RECEIVE, page_of(row), step_of(row, "tra-loi"), "/2024/phan-anh/so/phan-anh", "/2024/phan-anh/cai-dat"):
        assert len(gzip.compress(browser.get(path).data)) < 15_000, path


def test_a_stale_page_is_told_so(session, as_role, row):
    answer = as_role("clerk").post(step_of(row, "cap-nhat"), {"text": "Mới", "version": row.version - 1})
    assert answer.status_code == 409
    assert "vừa được người khác xử lý" in answer.text


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_break_no_step_and_no_setting(session, as_role, row, odd):
    from tthc.blueprints.feedback.forms import StepForm
    from tthc.blueprints.feedback.setting_forms import ReplyForm, TermForm

    names = {name for form in (StepForm, TermForm, ReplyForm) for name in dir(form) if not name.startswith("_")}
    sent = dict.fromkeys([*names, *FORM], ODD[odd])
    browser = as_role("clerk")
    paths = [step_of(row, slug) for slug in BY_SLUG] + [step_of(row, "tra-loi") + "/nhap", RECEIVE, f"{RECEIVE}/nhap"]
    paths += [f"/2024/phan-anh/cai-dat/{tail}" for tail in ("thoi-han/them", "mau/moi", "mau/complaint")]
    for path in paths:
        answer = browser.client.open(path, method="POST", data=sent)
        assert answer.status_code < 500, path
        assert b"<script>alert(1)" not in answer.data, path
