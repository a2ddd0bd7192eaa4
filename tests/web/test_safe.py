"""Unannounced inspections on the screen, for the people of the list and for nobody else."""

import io
import re

import pytest
from sqlalchemy import func, inspect, select

from tests.factories import people, sealed
from tests.web.routes import MISSING, masked
from tthc.core.audit.models import AuditEntry
from tthc.core.inspections.models import InspectionRound
from tthc.core.people.models import Unit
from tthc.core.sealed import actions, queries
from tthc.core.sealed.models import SealedEntry, SealedFile, SealedItem, SealedReader, SealedRound
from tthc.core.sealed.rules import Item, SafeRole
from tthc.extensions import db
from tthc.kernel.statements import counted

HERE = "/kiem-tra/dot-xuat"


@pytest.fixture
def at(today, now):
    return {"today": today, "now": now}


@pytest.fixture
def safe(session, office, toolbox, at):
    """The inspector's, with the appraiser as a member and the leader as who ordered it."""
    inspector = office.actor("inspector")
    found = sealed.filled(session, toolbox, inspector, office.culture, **at)
    actions.add_reader(session, inspector, found, SafeRole.MEMBER, person_id=office.people["appraiser"].id, **at)
    found = queries.safe(session, inspector, found.row.id)
    actions.add_reader(session, inspector, found, SafeRole.ORDERER, person_id=office.people["leader"].id, **at)
    found = queries.safe(session, inspector, found.row.id)
    session.commit()
    return found


@pytest.fixture
def here(safe):
    return f"{HERE}/{safe.row.id}"


def form(office, **values):
    start = {"object_id": str(office.culture.id), "starts_on": "15/08/2024", "ends_on": "", "content": "Lý do riêng", "role": "head"}
    return start | {"decision_number": "", "decided_on": "", "head_id": ""} | values


def text(response):
    return response.get_data(as_text=True)


def row_of(safe):
    db.session.rollback()
    return db.session.get(SealedRound, safe.row.id, populate_existing=True)


def test_the_list_looks_the_same_for_who_has_none(as_role, session, office, safe):
    assert "Không có đợt nào" in text(as_role("officer").get(HERE))
    assert masked(as_role("officer").get(HERE)) == masked(as_role("officer").get(HERE))
    assert office.culture.name in text(as_role("inspector").get(HERE))
    assert as_role("admin").get(HERE).status_code == 404


def test_a_foreign_number_is_no_number(as_role, here):
    browser = as_role("clerk")
    for tail in ("", "/sua", "/danh-muc", "/quyet-dinh"):
        found, missing = browser.get(here + tail), browser.get(f"{HERE}/{MISSING}{tail}")
        assert (found.status_code, masked(found)) == (404, masked(missing)), tail
    for tail in ("/nguoi", "/tep", "/ghi-chu", "/bo", "/cong-bo", "/sua", "/danh-muc"):
        found, missing = browser.post(here + tail, {}), browser.post(f"{HERE}/{MISSING}{tail}", {})
        assert (found.status_code, masked(found)) == (404, masked(missing)), tail


def test_the_whole_preparation_by_hand(as_role, session, office):
    browser = as_role("inspector")
    assert "Người biết" not in text(browser.get(f"{HERE}/them"))
    made = browser.post(f"{HERE}/them", form(office))
    assert made.status_code == 303
    one = made.headers["Location"]
    page = text(browser.get(one))
    assert "Chỉ 1 người trong danh sách biết" in page
    assert browser.post(f"{one}/sua", form(office, content="Lý do khác", version="1", ends_on="16/8/2024")).status_code == 303
    assert browser.post(f"{one}/sua", form(office, content="Muộn", version="1")).status_code == 409
    keys = re.findall(r'name="chosen" value="(\w+)"', text(browser.get(f"{one}/danh-muc")))
    assert keys
    assert browser.post(f"{one}/danh-muc", {"chosen": keys[:2], "lines": "Việc riêng\nViệc không số"}).status_code == 303
    assert re.findall(r'name="chosen" value="(\w+)" checked', text(browser.get(f"{one}/danh-muc"))) == keys[:2]
    assert "Việc không số" in text(browser.get(f"{one}/danh-muc"))
    appraiser = str(office.people["appraiser"].id)
    assert browser.post(f"{one}/nguoi", {"person_id": appraiser, "role": "member"}).status_code == 303
    assert browser.post(f"{one}/nguoi", {"person_id": "", "name": "Trần Khách", "role": "secretary"}).status_code == 303
    upload = {"files": (io.BytesIO(b"%PDF-1.4 mat"), "mat.pdf"), "note": "Dự thảo"}
    assert browser.post(f"{one}/tep", upload, content_type="multipart/form-data").status_code in (303, 422)
    assert browser.post(f"{one}/ghi-chu", {"text": "Đi bằng xe riêng"}).status_code == 303
    page = text(browser.get(one))
    for words in ("Lý do khác", "Việc riêng", "Trần Khách", "Người appraiser", "Đi bằng xe riêng", "16/08/2024"):
        assert words in page, words
    printed = text(browser.get(f"{one}/quyet-dinh"))
    assert "Quyết định" in printed
    assert "Trần Khách" in printed
    assert office.culture.name in text(as_role("appraiser").get(HERE))
    assert browser.post(f"{one}/bo", {"reason": "Đổi kế hoạch"}).status_code == 303
    assert "Đã bỏ" in text(browser.get(HERE))
    assert browser.get(f"{one}/sua").status_code == 409


def test_a_paper_is_kept_read_and_taken_off(as_role, here, safe, pdf, session):
    browser = as_role("inspector")
    before = queries.files(session, safe.row.id)
    upload = {"files": [(io.BytesIO(pdf), "ke-hoach.pdf"), (io.BytesIO(b"MZ\x90\x00"), "xau.exe")], "note": ""}
    answer = browser.post(f"{here}/tep", upload, content_type="multipart/form-data", follow_redirects=True)
    assert "Đã thêm 1 tệp; các tệp còn lại chưa thêm được." in text(answer)
    session.rollback()
    [new] = [one for one in queries.files(session, safe.row.id) if one.id not in {old.id for old in before}]
    assert browser.get(f"{here}/tep/{new.id}").data == pdf
    assert as_role("leader").get(f"{here}/tep/{new.id}").data == pdf
    assert as_role("clerk").get(f"{here}/tep/{new.id}").status_code == 404
    assert browser.get(f"{HERE}/{MISSING}/tep/{new.id}").status_code == 404
    assert browser.post(f"{here}/tep/{new.id}/go").status_code == 303
    assert browser.get(f"{here}/tep/{new.id}").status_code == 404
    session.rollback()
    assert new.sha256 in queries.known_files(session)


def test_nothing_but_files_that_are_kept_reaches_the_store(as_role, here, toolbox, pdf):
    """Bytes without a row are counted in the log at night: a refused form must leave none behind."""
    browser = as_role("inspector")
    before = [one[0] for one in toolbox.files.all()]
    for values in ({"note": "x" * 400}, {"files": (io.BytesIO(b"MZ\x90\x00"), "xau.exe")}):
        upload = {"files": (io.BytesIO(pdf), "tot.pdf"), "note": ""} | values
        answer = browser.post(f"{here}/tep", upload, content_type="multipart/form-data")
        assert answer.status_code == 422
    assert [one[0] for one in toolbox.files.all()] == before


@pytest.mark.parametrize(
    ("path", "values", "words"),
    [
        ("/sua", {"starts_on": "31/2/2024", "version": "1"}, "31/2/2024"),
        ("/sua", {"content": "", "version": "1"}, "Nhập nội dung, lý do kiểm tra."),
        ("/nguoi", {"person_id": "second", "role": "member"}, "công tác tại"),
        ("/nguoi", {"person_id": "", "role": "member"}, "Chọn người của cơ quan hoặc nhập họ tên"),
        ("/nguoi", {"person_id": "officer", "role": "boss"}, "Chọn vai trò."),
        ("/ghi-chu", {"text": " "}, "Nhập ghi chú."),
        ("/bo", {"reason": ""}, "Nêu lý do bỏ"),
        ("/danh-muc", {"lines": "x" * 2500}, "dài tối đa 2000"),
        ("/tep", {}, "Chọn ít nhất một tệp."),
    ],
)
def test_bad_input_stays_in_its_form(as_role, office, here, path, values, words):
    values = {key: str(office.people[value].id) if value in office.people else value for key, value in values.items()}
    answer = as_role("inspector").post(here + path, (form(office) if path == "/sua" else {}) | values)
    assert answer.status_code == 422
    assert words in text(answer)


def test_who_ordered_it_reads_and_changes_nothing(as_role, here, safe):
    browser = as_role("leader")
    page = text(browser.get(here))
    assert sealed.CONTENT in page
    assert page.count("<form") == text(browser.get("/nhat-ky")).count("<form")
    for tail in ("/nguoi", "/tep", "/ghi-chu", "/bo", "/cong-bo", "/sua", "/danh-muc", f"/nguoi/{safe.readers[0].id}/bo"):
        assert browser.post(here + tail, {"text": "x", "reason": "x", "lines": "x"}).status_code in (403, 422), tail
    assert row_of(safe).entries == safe.row.entries


def test_a_request_sent_twice_is_done_once(as_role, office, here, safe):
    browser = as_role("inspector")
    entries = row_of(safe).entries
    for _ in range(3):
        assert browser.post(f"{here}/ghi-chu", {"text": "Một lần", "request_key": "k1"}).status_code == 303
    assert row_of(safe).entries == entries + 1
    for _ in range(2):
        assert browser.post(f"{HERE}/them", form(office, request_key="k2")).status_code == 303
    assert db.session.scalar(select(func.count(SealedRound.id))) == 2


def test_who_leaves_the_list_no_longer_finds_it(as_role, here, safe):
    own = next(one for one in safe.readers if one.role is SafeRole.MEMBER)
    browser = as_role("appraiser")
    answer = browser.post(f"{here}/nguoi/{own.id}/bo")
    assert (answer.status_code, answer.headers["Location"]) == (303, HERE)
    assert browser.get(here).status_code == 404
    head = next(one for one in safe.readers if one.role is SafeRole.HEAD)
    refused = as_role("inspector").post(f"{here}/nguoi/{head.id}/bo")
    assert refused.status_code == 422
    assert "Chọn trưởng đoàn khác trước." in text(refused)


def test_opening_shows_it_to_all(as_role, here, safe, session, office):
    entries = session.scalar(select(func.count(AuditEntry.id)))
    browser = as_role("appraiser")
    answer = browser.post(f"{here}/cong-bo")
    assert answer.status_code == 303
    session.rollback()
    [row] = session.scalars(select(InspectionRound)).all()
    assert str(row.id) in answer.headers["Location"]
    assert session.scalar(select(func.count(AuditEntry.id))) == entries + 1
    assert sealed.CONTENT in text(as_role("officer").get(answer.headers["Location"]))
    past = f"/2024/kiem-tra/dot/{row.id}/nhat-ky-chuan-bi"
    assert "Đến lúc 7 giờ 30" in text(as_role("officer").get(past))
    assert as_role("clerk").get(here).status_code == 404
    assert browser.get(here).status_code == 200
    assert browser.post(f"{here}/cong-bo").status_code == 409
    assert as_role("inspector").post(f"{here}/ghi-chu", {"text": "x"}).status_code == 409


def test_a_round_that_was_no_safe_has_no_preparation(as_role, session, office):
    assert as_role("clerk").get("/2024/kiem-tra/dot/1/nhat-ky-chuan-bi").status_code == 404


def test_no_form_changes_what_it_does_not_show(as_role, office, here, safe, session):
    """AC-06: every column of the safe's tables, sent to every form."""
    columns = {
        column.key for table in (SealedRound, SealedReader, SealedItem, SealedFile, SealedEntry) for column in inspect(table).columns
    }
    shown = {
        "object_id",
        "starts_on",
        "ends_on",
        "content",
        "decision_number",
        "decided_on",
        "version",
        "role",
        "person_id",
        "name",
        "title",
    }
    more = dict.fromkeys(columns - shown - {"note", "text"}, "1")
    browser = as_role("inspector")
    before = {
        name: getattr(row_of(safe), name) for name in ("id", "agency_id", "sealed_at", "opened_at", "opened_round_id", "discarded_at")
    }
    assert browser.post(f"{here}/sua", form(office, version="1", content="Khác") | more).status_code == 303
    assert browser.post(f"{here}/nguoi", {"person_id": str(office.people["officer"].id), "role": "member"} | more).status_code == 303
    assert browser.post(f"{here}/ghi-chu", {"text": "x"} | more).status_code == 303
    assert browser.post(f"{here}/danh-muc", {"lines": "x"} | more).status_code == 303
    after = row_of(safe)
    assert {name: getattr(after, name) for name in before} == before
    assert after.version == 2
    assert after.discard_reason == ""
    assert queries.verify(db.session())
    readers = db.session.scalars(select(SealedReader.safe_id).distinct()).all()
    assert readers == [safe.row.id]


def test_pages_cost_the_same_however_much_lies_in_a_safe(as_role, session, office, toolbox, here, safe, at):
    browser = as_role("inspector")
    paths = (HERE, here, f"{here}/sua", f"{here}/danh-muc", f"{here}/quyet-dinh")

    inspector, agency_id, justice_id, safe_id = office.actor("inspector"), office.agency.id, office.justice.id, safe.row.id

    def costs():
        found = []
        for path in paths:
            browser.get(path)
            db.session.remove()
            with counted(db.engine) as sent:
                assert browser.get(path).status_code == 200
            found.append(len(sent))
        return found

    first = costs()
    found = queries.safe(session, inspector, safe_id)
    actions.set_items(session, inspector, found, [Item(str(n), f"Nội dung {n}") for n in range(50)], now=at["now"])
    for n in range(30):
        found = queries.safe(session, inspector, safe_id)
        actions.add_reader(session, inspector, found, SafeRole.MEMBER, name=f"Khách {n}", **at)
        actions.note(session, inspector, found, f"Ghi {n}", now=at["now"])
        sealed.filled(session, toolbox, inspector, session.get(Unit, justice_id), **at)
        people.unit(session, session.get(Unit, agency_id), f"Tổ {n}")
    session.commit()
    assert costs() == first
