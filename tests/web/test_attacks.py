"""What a hostile person sends: numbers without end, names that lie, words meant for others, keys of others."""

from io import BytesIO

import pytest
from sqlalchemy import select

from tests.factories import plans
from tthc.core.audit.models import AuditEntry
from tthc.core.evidence.models import Evidence, EvidenceLink
from tthc.core.tasks.models import State
from tthc.extensions import db

ENDLESS = "9" * 5000  # Python refuses to count out more than 4,300 digits
TWENTY = "9" * 20  # more than either database holds


@pytest.mark.parametrize("number", [ENDLESS, TWENTY, "-1", "²", "1e9", "\x00"])
@pytest.mark.parametrize("address", ["/cho-duyet?viec=", "/tong-quan?don_vi=", "/ke-hoach/1/phan-cong?viec=", "/2024/mot-cua?ke-hoach="])
def test_a_number_no_row_can_have_opens_nothing(as_role, office, address, number):
    clerk = as_role("clerk")
    assert clerk.get(address + number).status_code == 200


@pytest.mark.parametrize("number", [ENDLESS, TWENTY, "²", "-1"])
def test_numbers_without_end_in_forms_are_refused_in_words(as_role, office, number):
    clerk, officer, admin = as_role("clerk"), as_role("officer"), as_role("admin")
    task, done, target = office.tasks.posting.id, office.occurrences.posting.id, office.target.id
    sent = [
        clerk.post(f"/ke-hoach/{office.plan.id}/phan-cong", {"task_id": number}),
        clerk.post(f"/ke-hoach/{office.plan.id}/phan-cong", {"task_id": task, "version": number, "lead": number}),
        clerk.post(f"/viec/{task}/ky/{done}/han", {"due_on": "x", "version": number}),
        officer.post(f"/viec/{task}/bao-xong/{done}", {"version": number}),
        clerk.post(f"/2024/chi-tieu/quy-3/{target}", {f"numerator-{target}": number, f"denominator-{target}": "1"}),
        clerk.post("/luu-tru", {"year": number}),
        admin.post("/quan-tri/lich", {"year": number, "source": "1/TB", "text": "day,kind,name,source\n"}),
        admin.post("/quan-tri/lich/luu", {"year": number, "source": "1/TB", "text": "day,kind,name,source\n"}),
        admin.post(f"/quan-tri/don-vi/{office.desk.id}/chuyen", {"parent_id": office.agency.id, "position": number, "version": 1}),
    ]
    assert {answer.status_code for answer in sent} <= {404, 409, 422}


@pytest.mark.parametrize("number", ["1000000000000", "9" * 24, "1" * 30 + ",5"])
def test_a_figure_that_its_column_cannot_hold_is_refused(as_role, office, number):
    target = office.target.id
    answer = as_role("clerk").post(f"/2024/chi-tieu/quy-3/{target}", {f"numerator-{target}": "1", f"denominator-{target}": number})
    assert answer.status_code == 422


@pytest.mark.parametrize("year", ["-5", "0", "1999", "2101", "10000", "99999"])
def test_a_calendar_of_no_possible_year(as_role, office, year):
    assert as_role("admin").post("/quan-tri/lich", {"year": year, "source": "1/TB", "text": "day,kind,name,source\n"}).status_code == 422


def test_a_calendar_with_a_cell_without_end(as_role, office):
    answer = as_role("admin").post("/quan-tri/lich", {"year": "2024", "source": "1/TB", "text": "day,kind,name,source\n" + "a" * 140_000})
    assert answer.status_code == 422


def test_a_body_of_nested_json_is_no_form(as_role, office):
    answer = as_role("officer").post(
        f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}", '{"a":' * 10_000, content_type="application/json"
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("bao-cao\u202efdp.exe.pdf", "bao-caofdp.exe.pdf"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
        ("\x1b[31mđỏ.pdf", "[31mđỏ.pdf"),
    ],
)
def test_the_name_of_a_file_is_cleaned_before_it_is_kept(as_role, session, office, pdf, sent, kept):
    officer = as_role("officer")
    address = f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}"
    assert officer.post(address, {"files": (BytesIO(pdf), sent)}, content_type="multipart/form-data").status_code == 303
    assert session.scalars(select(Evidence.file_name)).one() == kept
    link_id = session.scalars(select(EvidenceLink.id)).one()
    shown = officer.get(f"/minh-chung/{link_id}/tep").headers["Content-Disposition"]
    assert "/" not in shown
    assert "%2F" not in shown
    assert "%E2%80%AE" not in shown


@pytest.mark.parametrize(
    ("role", "reads"), [("officer", True), ("clerk", True), ("leader", True), ("auditor", True), ("second", False), ("head", False)]
)
def test_why_evidence_was_returned_is_told_to_no_other_unit(as_role, session, office, role, reads):
    done = office.occurrences.posting
    done.state, done.comment, done.comment_by_id = State.RETURNED, "Ảnh lộ số căn cước của người dân", office.people["clerk"].id
    session.commit()
    person = as_role(role)
    addresses = (f"/viec/{done.task_id}", f"/viec/{done.task_id}/bao-xong/{done.id}", "/2024/cong-khai?loc=tat-ca", "/2024/cong-khai/in")
    pages = [person.get(address).text for address in addresses]
    pages.append(person.htmx("GET", f"/viec/{done.task_id}/ky/{done.id}").text)
    assert any("số căn cước" in page for page in pages) is reads


def test_the_key_of_another_person_is_nobody_elses(as_role, session, office):
    clerk, officer = as_role("clerk"), as_role("officer")
    key = {"request_key": "một khóa"}
    start = f"/viec/{office.tasks.posting.id}/ky/{office.occurrences.posting.id}/bat-dau"
    assert clerk.post(f"/viec/{office.tasks.guide.id}/ky/{office.occurrences.guide.id}/bat-dau", key).status_code == 303
    assert officer.post(start, key).status_code == 303
    started = select(AuditEntry.actor_id).where(AuditEntry.verb == "start").order_by(AuditEntry.id)
    assert session.scalars(started).all() == [office.people["clerk"].id, office.people["officer"].id]
    assert officer.post(start, key).status_code == 303  # one's own again: done once
    assert len(session.scalars(started).all()) == 2


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}, {"Origin": "http://localhost:9999"}],
)
def test_a_form_of_another_program_on_the_same_host_is_refused(as_role, office, headers):
    assert as_role("clerk").post("/luu-tru", {"year": "2024"}, headers=headers).status_code == 403


@pytest.fixture
def read_draft(as_role, toolbox):
    """The address of a plan that has been read and waits for a check."""
    sent = as_role("clerk").post("/ke-hoach/nhap", {"file": (BytesIO(plans.example()), "ke-hoach.txt")}, content_type="multipart/form-data")
    toolbox.queue.perform(db.session(), toolbox)
    db.session.rollback()
    return sent.location


@pytest.mark.parametrize(
    "form", [{"section-0": "evil"}, {"unit-0": "id:²"}, {"unit-0": f"id:{ENDLESS}"}, {"unit-0": "agency:x"}, {"year": ENDLESS}]
)
def test_answers_to_an_import_that_no_page_offered(as_role, read_draft, form):
    assert as_role("clerk").post(f"{read_draft}/luu", form).status_code in {303, 422}


@pytest.mark.parametrize("year", ["1", "1999", "2101", "999999999"])
def test_a_plan_of_a_year_that_no_address_knows_is_not_loaded(as_role, read_draft, year):
    assert as_role("clerk").post(f"{read_draft}/xac-nhan", {"year": year}).status_code == 422


def test_no_nul_is_kept(as_role, session, office):
    officer = as_role("officer")
    address = f"/viec/{office.tasks.posting.id}/bao-xong/{office.occurrences.posting.id}"
    assert officer.post(address, {"number": "45\0/BC", "note": "đủ\0"}).status_code == 303
    kept = session.scalars(select(Evidence)).one()
    assert (kept.doc_number, kept.note, kept.folded) == ("45/BC", "đủ", "45/bc du")
    assert officer.get("/tim?q=45%00/BC").status_code == 200
