"""A commune scores, an appraiser judges, a leader decides: the pages, with and without HTMX."""

import re
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.factories import assessments as make
from tests.factories import feedback, people
from tthc.core.criteria.models import Assessment, AssessmentPaper, ScoreLine
from tthc.core.criteria.queries import assessments as queries
from tthc.core.people import queries as people_queries
from tthc.extensions import db
from tthc.jobs import JOBS
from tthc.kernel.actor import Role
from tthc.kernel.statements import counted
from tthc.kernel.transaction import begin_write

HOME = "/2024/nong-thon-moi/cham-diem"
JUDGE = "/2024/nong-thon-moi/tham-dinh"


@pytest.fixture
def walk(session, office, today, now):
    """A sheet of the ward that was just opened; committed."""
    begin_write(session())
    chosen = make.criteria_set(session, office.agency)
    actors = (office.actor("officer"), office.actor("appraiser"), office.actor("leader"))
    made = make.opened(session, *actors, chosen, today=today, now=now)
    session.commit()
    return made


@pytest.fixture
def step(session, walk):
    """step("send") takes the sheet there."""

    def to(move):
        begin_write(session())
        walk.to(move)
        session.commit()
        return walk

    return to


def here(walk):
    return f"{HOME}/{walk.row.id}"


def ids(session, walk):
    rows = session.scalars(select(ScoreLine).where(ScoreLine.assessment_id == walk.row.id).order_by(ScoreLine.id)).all()
    return dict(zip(("1.1", "1.2", "2.1"), [row.id for row in rows], strict=True))


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def test_a_sheet_is_opened_by_a_set_of_the_year(session, office, as_role):
    begin_write(session())
    chosen = make.criteria_set(session, office.agency)
    session.commit()
    browser = as_role("officer")
    assert "Bộ tiêu chí mẫu" in browser.get(HOME).get_data(as_text=True)
    made = browser.post(HOME, {"set_id": chosen.id})
    assert made.status_code == 303
    assert "Chưa chấm" in browser.get(made.headers["Location"]).get_data(as_text=True)
    again = browser.post(HOME, {"set_id": chosen.id})
    assert again.status_code == 422
    assert "Đã có bảng chấm điểm năm 2024" in text_of(again)


def test_a_line_is_saved_when_it_changes_and_the_sum_comes_with_it(session, walk, as_role):
    browser, line = as_role("officer"), ids(session, walk)["2.1"]
    answer = browser.htmx("POST", f"{here(walk)}/chi-tieu/{line}", data={f"figure-{line}": "17,5", f"version-{line}": "1"})
    told = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'id="score-state-{line}"' in told
    assert f'name="version-{line}" value="2"' in told
    assert 'id="score-standing"' in told
    assert 'hx-swap-oob="true"' in told
    assert "17,5/40 điểm" in text_of(answer)
    assert "Thiếu minh chứng hoặc giải trình" in told


@pytest.mark.parametrize(
    ("number", "typed", "sentence"),
    [
        ("2.1", {"figure": "21"}, "điểm 21 lớn hơn điểm tối đa 20"),
        ("2.1", {"figure": "nhiều"}, "Số liệu phải là số"),
        ("2.1", {"figure": "7,125"}, "tối đa hai chữ số thập phân"),
        ("1.2", {"figure": "101"}, "nằm ngoài mức 0% đến 100%"),
        ("1.1", {"answer": "khong-ap-dung"}, "nêu lý do không áp dụng"),
    ],
)
def test_what_cannot_be_is_said_beside_its_line(session, walk, as_role, number, typed, sentence):
    browser, line = as_role("officer"), ids(session, walk)[number]
    data = {f"{name}-{line}": value for name, value in typed.items()}
    answer = browser.htmx("POST", f"{here(walk)}/chi-tieu/{line}", data=data)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    whole = browser.post(here(walk), data | {f"figure-{ids(session, walk)['1.2']}": "95"} | data)
    assert whole.status_code == 422  # the whole sheet: nothing of it is kept
    assert sentence in text_of(whole)
    assert f'href="#score-{line}"' in whole.get_data(as_text=True)
    session.rollback()
    assert session.scalars(select(ScoreLine.figure)).all() == [None] * 3


def test_the_whole_sheet_is_kept_without_script(session, walk, as_role):
    browser, line = as_role("officer"), ids(session, walk)
    data = {f"answer-{line['1.1']}": "dat", f"figure-{line['1.2']}": "95,5", f"explanation-{line['1.2']}": "Theo sổ."}
    assert browser.post(here(walk), data).status_code == 303
    told = text_of(browser.get(here(walk)))
    assert "20/40 điểm" in told
    assert "Còn thiếu" in told


def test_the_page_says_what_would_earn_the_most(walk, as_role):
    told = text_of(as_role("officer").get(here(walk)))
    assert told.index("Chỉ tiêu 2.1: còn 20 điểm") < told.index("Chỉ tiêu 1.1: còn 10 điểm")


def test_a_proof_is_added_taken_and_read_again(session, walk, as_role, pdf):
    browser, line = as_role("officer"), ids(session, walk)["1.1"]
    place = f"{here(walk)}/chi-tieu/{line}"
    assert browser.post(f"{place}/minh-chung", {"number": ""}).status_code == 422
    files = {"files": (BytesIO(pdf), "bien-ban.pdf")}
    assert browser.post(f"{place}/minh-chung", files, content_type="multipart/form-data").status_code == 303
    page = browser.get(place).get_data(as_text=True)
    href = re.search(r'href="([^"]+/minh-chung/\d+/tep)"', page).group(1)
    assert browser.get(href).data == pdf
    off = re.search(r'action="([^"]+/minh-chung/\d+/go)"', page).group(1)
    assert browser.post(off).status_code == 303
    assert "Chưa có minh chứng" in browser.get(place).get_data(as_text=True)


def test_evidence_of_another_unit_is_refused_by_a_sentence(session, walk, as_role):
    line = ids(session, walk)["1.1"]
    answer = as_role("officer").post(f"{here(walk)}/chi-tieu/{line}/minh-chung/dung", {"evidence_id": "987654"})
    assert answer.status_code == 422
    assert "không có trong kho minh chứng đã duyệt của đơn vị chấm điểm" in text_of(answer)


def test_the_steps_one_after_the_other(session, walk, step, as_role):
    step("nothing")  # scored, posted, sent, appraised and decided by the factory
    told = text_of(as_role("officer").get(here(walk)))
    assert "Quyết định số 45/QĐ-UBND ngày 15/08/2024. Chưa công bố." in told
    assert "Chế độ chỉ xem" in told


def test_a_step_is_a_page_for_who_may_take_it_and_is_not_there_for_others(walk, step, as_role):
    step("post")
    send = f"{here(walk)}/buoc/gui-tham-dinh"
    assert as_role("officer").get(send).status_code == 200
    assert as_role("leader").get(send).status_code == 404
    assert as_role("leader").post(send, {"on": "12/08/2024"}).status_code == 403
    wrong = as_role("officer").post(send, {"on": "05/08/2024"})
    assert wrong.status_code == 422
    assert "Thời gian niêm yết đến hết ngày 06/08/2024" in text_of(wrong)
    assert as_role("officer").post(send, {"on": "12/08/2024", "letter_number": "15/TTr-UBND"}).status_code == 303
    assert as_role("officer").get(send).status_code == 404
    assert as_role("officer").post(send, {"on": "12/08/2024"}).status_code == 409


def test_the_appraiser_lowers_asks_and_agrees(session, walk, step, as_role):
    step("send")
    browser, line = as_role("appraiser"), ids(session, walk)
    assert "Chờ thẩm định" in text_of(browser.get(JUDGE))
    place = f"{JUDGE}/{walk.row.id}"
    assert browser.get(place).status_code == 200
    wrong = browser.htmx("POST", f"{place}/chi-tieu/{line['2.1']}", data={"verdict": "ha-diem", "figure": "19", "reason": "Thiếu."})
    assert wrong.status_code == 422
    assert "không thấp hơn mức xã tự chấm" in text_of(wrong)
    assert 'value="19"' in wrong.get_data(as_text=True)
    page = browser.get(place).get_data(as_text=True)
    assert page.count('<input type="hidden" name="verdict" value="dong-y">') == page.count("Lưu ý kiến")  # one press agrees
    low = browser.htmx("POST", f"{place}/chi-tieu/{line['2.1']}", data={"verdict": "ha-diem", "figure": "15", "reason": "Thiếu hồ sơ."})
    assert low.status_code == 200
    assert "18/20 điểm → sau thẩm định: 15/20 điểm" in text_of(low)
    assert "35/40 điểm" in text_of(low)
    assert browser.post(f"{place}/chi-tieu/{line['1.2']}", {"verdict": "lam-ro", "reason": "Nguồn số liệu?"}).status_code == 303
    own = as_role("officer")
    told = text_of(own.get(here(walk)))
    assert "18/20 điểm → 15/20 điểm" in told  # each change beside the own score
    assert "Nguồn số liệu?" in told
    reply = f"{here(walk)}/chi-tieu/{line['1.2']}/lam-ro"
    assert own.post(reply, {"reply": ""}).status_code == 422
    assert own.post(reply, {"reply": "Phần mềm Một cửa."}).status_code == 303
    assert "Phần mềm Một cửa." in text_of(as_role("appraiser").get(place))
    for role in ("officer", "clerk", "leader"):
        assert as_role(role).post(f"{place}/chi-tieu/{line['1.1']}", {"verdict": "dong-y"}).status_code == 403


def test_a_council_too_large_and_a_decision_too_early_are_refused(walk, step, as_role):
    step("send")
    council = {"held_on": "14/08/2024", "chair": "A", "members": "\n".join(f"Ông {n}" for n in range(16)), "present": "16"}
    wrong = as_role("appraiser").post(f"{here(walk)}/hoi-dong", council)
    assert wrong.status_code == 422
    assert "vượt quá 15 người" in text_of(wrong)
    early = as_role("leader").post(f"{here(walk)}/buoc/quyet-dinh", {"is_met": "1", "number": "1/QĐ", "on": "15/08/2024"})
    assert early.status_code == 409
    assert "Chưa thẩm định xong" in text_of(early)


def test_the_leader_decides_on_a_page(walk, step, as_role):
    step("finish")
    browser, place = as_role("leader"), f"{here(walk)}/buoc/quyet-dinh"
    assert "Không có cán bộ chủ chốt bị kỷ luật" in text_of(browser.get(place))
    sent = {"is_met": "1", "number": "45/QĐ-UBND", "on": "15/08/2024"}
    refused = browser.post(place, sent | {"condition-0": "khong"})
    assert refused.status_code == 422
    assert "Kết quả thẩm định chưa đạt" in text_of(refused)
    assert browser.post(place, sent | {"condition-0": "co"}).status_code == 303
    assert browser.post(f"{here(walk)}/buoc/cong-bo", {"announced_place": "Trụ sở", "on": "15/08/2024"}).status_code == 303
    up = as_role("appraiser")
    assert up.post(f"{here(walk)}/bao-cao-cap-tren", {"number": "9/BC", "on": "15/08/2024"}).status_code == 303
    assert "Xong ngày 15/08/2024" in text_of(up.get(here(walk)))


def test_comments_come_in_and_are_answered(session, walk, step, as_role):
    step("post")
    browser, place = as_role("officer"), f"{here(walk)}/y-kien"
    wrong = browser.post(place, {"sender": "", "words": "Đồng ý.", "received_on": "05/08/2024"})
    assert wrong.status_code == 422
    assert "Nhập tên cá nhân, tổ chức góp ý" in text_of(wrong)
    assert browser.post(place, {"sender": "Ông Nam", "words": "Đồng ý.", "received_on": "05/08/2024"}).status_code == 303
    answer = re.search(r'action="([^"]+/y-kien/\d+)"', browser.get(place).get_data(as_text=True)).group(1)
    assert browser.post(answer, {"answer": ""}).status_code == 422
    assert browser.post(answer, {"answer": "Ghi nhận."}).status_code == 303
    assert "Ghi nhận." in text_of(browser.get(place))


def test_a_paper_is_ordered_printed_and_read_by_its_own_agency(session, walk, step, as_role, toolbox):
    browser = as_role("officer")
    lacking = browser.post(f"{here(walk)}/ho-so/bang-cham-diem")
    assert lacking.status_code == 303
    assert "Còn 3 chỉ tiêu chưa chấm" in text_of(browser.get(lacking.headers["Location"]))
    step("send")
    asked = browser.post(f"{here(walk)}/ho-so/bang-cham-diem")
    assert asked.status_code == 303
    session.rollback()
    paper_id = session.scalars(select(AssessmentPaper.id)).one()
    assert ("print_assessment_paper", {"paper_id": paper_id}) in [(name, ids_) for name, ids_ in toolbox.queue.asked]
    session.rollback()
    assert JOBS["print_assessment_paper"](session(), toolbox, paper_id=paper_id)
    assert not JOBS["print_assessment_paper"](session(), toolbox, paper_id=paper_id)  # twice does no harm
    assert "Tải tệp PDF" in browser.get(asked.headers["Location"]).get_data(as_text=True)
    assert browser.get(f"{asked.headers['Location']}/tep").data.startswith(b"%PDF")
    assert "Tải bản đã lập" in browser.get(f"{here(walk)}/ho-so").get_data(as_text=True)


def test_terms_are_set_by_who_keeps_the_sets(walk, as_role):
    place = f"{HOME}/thoi-han/{walk.row.set_id}"
    page = as_role("clerk").get(place)
    form = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', page.get_data(as_text=True)))
    form = {name: value for name, value in form.items() if name not in ("csrf_token", "request_key")}
    assert form["send_before"] == "10/01"
    wrong = as_role("clerk").post(place, form | {"send_before": "32/01"})
    assert wrong.status_code == 422
    assert as_role("clerk").post(place, form | {"office_days": "7"}).status_code == 303
    assert 'value="7"' in as_role("clerk").get(place).get_data(as_text=True)
    assert as_role("officer").get(place).status_code == 404


def filled(session, office, today, now, communes):
    """An agency above with sheets of many communes sent to it; a browser's person who appraises there."""
    begin_write(session())
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    person = session.merge(office.people["appraiser"])
    for post in people_queries.load_actor(session, person.id, today).holdings:
        session.delete(session.get(people.Post, post.post_id))
    people.post(session, above, person, Role.APPRAISER)
    chosen = make.criteria_set(session, above)
    for n in range(communes):
        ward = people.agency(session, f"Ủy ban nhân dân xã {n}", f"UBND xã {n}", parent_id=above.id)
        worker = people.person(session, f"scorer.{n}")
        people.post(session, people.unit(session, ward, "Tư pháp"), worker)
        scorer = people_queries.load_actor(session, worker.id, today)
        make.opened(session, scorer, None, None, chosen, today=today, now=now).score().post().send(date(2024, 8, 12))
    session.commit()


@pytest.mark.parametrize("communes", [2, 30])
def test_the_list_of_files_costs_the_same_however_many_there_are(session, office, as_role, today, now, communes):
    filled(session, office, today, now, communes)
    browser = as_role("appraiser")
    browser.get(JUDGE)
    db.session.remove()
    with counted(db.engine) as sent:
        page = browser.get(JUDGE)
    assert page.status_code == 200
    assert page.get_data(as_text=True).count("data-row") == min(communes, 25)
    assert len(sent) == 19
    first = db.session.scalars(select(Assessment.id).order_by(Assessment.id)).first()
    db.session.remove()
    with counted(db.engine) as sent:
        assert browser.get(f"{JUDGE}/{first}").status_code == 200
    assert len(sent) == 17


def test_the_sheets_of_the_year_stay_apart(session, walk):
    assert queries.own(session, walk.row.agency_id, 2023, today=date(2024, 8, 15)) == []


def test_the_section_leads_to_scores_appraisal_and_sets(as_role, office):
    page = as_role("officer").get("/2024/nong-thon-moi").get_data(as_text=True)
    for href in (HOME, JUDGE, "/bo-tieu-chi"):
        assert f'href="{href}"' in page
    assert f'href="{HOME}"' not in as_role("officer").get("/2024/mot-cua").get_data(as_text=True)


def test_a_row_of_a_register_is_found_and_taken(session, office, walk, as_role, today, now):
    begin_write(session())
    feedback.received(session, office.actor("clerk"), office.desk, today=today, now=now)
    session.commit()
    browser, line = as_role("officer"), ids(session, walk)["1.1"]
    place = f"{here(walk)}/chi-tieu/{line}"
    page = browser.get(f"{place}?tu-khoa=khai+sinh").get_data(as_text=True)
    found = dict(re.findall(r'name="(register|row_id)" value="(\w+)"', page))
    assert found["register"] == "feedback"
    assert browser.post(f"{place}/minh-chung/dung", found).status_code == 303
    assert "Chưa có minh chứng" not in browser.get(place).get_data(as_text=True)
    assert browser.post(f"{place}/minh-chung/dung", {"register": "feedback", "row_id": "987654"}).status_code == 422
    assert browser.post(f"{place}/minh-chung/dung", {"register": "khong-co", "row_id": "1"}).status_code == 422
