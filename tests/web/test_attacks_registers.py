"""What a hostile or hurried person sends to the pages of registers."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from tests.factories import feedback as samples
from tests.factories import worlds
from tests.web.routes import addresses
from tthc.core.feedback.actions import BOOK as FEEDBACK
from tthc.core.feedback.actions import steps
from tthc.core.feedback.rules.words import FeedbackClass, Subject
from tthc.core.registers import actions
from tthc.kernel.text import fold

SCAN = "don-cua-Nguyen-Thi-Binh-0912345678.pdf"
NAMES = (*samples.SECRETS, "nguyen-thi-binh")


def test_a_pasted_cell_without_end(as_role, office):
    cells = 'Tên tin, bài\tKênh\n"' + "a" * 200_000 + '"\tZalo'
    assert as_role("clerk").post("/2024/tuyen-truyen/so/tin-bai/nhap", {"text": cells}).status_code in (303, 422)


@pytest.mark.parametrize("count", [1_000, 70_000])
def test_more_rows_than_a_statement_can_name(as_role, office, count):
    rows = "&".join(f"dong={n}" for n in range(1, count + 1))
    for address in ("/2024/tuyen-truyen/so/tin-bai/van-ban/so", "/2024/cong-khai/niem-yet/ghi"):
        answer = as_role("clerk").post(address, rows, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, address


def test_a_number_larger_than_any_float(as_role, office):
    """Python counts it out, and then no range can be asked of it."""
    huge = "9" * 400
    desk = f"/quan-tri/don-vi/{office.desk.id}/chuyen"
    sent = [
        as_role("clerk").post("/quan-tri-quay/cach-tinh", {"target_minutes": huge}),
        as_role("admin").post("/quan-tri/lich", {"year": huge, "source": "1/TB", "text": "day,kind,name,source\n"}),
        as_role("admin").post(desk, {"parent_id": office.agency.id, "position": huge, "version": 1}),
    ]
    assert [answer.status_code for answer in sent] == [422] * 3


@pytest.fixture
def petition(session, office, toolbox, today, now):
    """A row that the justice desk handles: its sender stands in its words, its steps, its scan, and it proves a task."""
    at = {"today": today, "now": now}
    clerk, officer = office.actor("clerk"), office.actor("officer")
    row = samples.received(session, clerk, office.staff, received_on=date(2024, 8, 12), **at)
    steps.classify(session, clerk, row, FeedbackClass.CONDUCT, Subject.CONDUCT, f"Của {samples.PERSON}", **at)
    steps.assign(session, clerk, row, office.justice.id, f"Gọi {samples.PHONE}", **at)
    steps.start(session, officer, row, **at)
    steps.update(session, officer, row, f"Đã đến {samples.ADDRESS} gặp {samples.PERSON}.", **at)
    stored = toolbox.files.keep(b"%PDF-1.4\n" + samples.PERSON.encode(), "application/pdf")
    paper = actions.attach(session, officer, FEEDBACK, row, stored, SCAN, f"Đơn của {samples.PERSON}", now=now)
    actions.offer(session, officer, FEEDBACK, row, office.occurrences.posting, **at)
    session.commit()
    return SimpleNamespace(row=row, paper=paper)


def words_of(answer):
    """Everything an answer says, the parts of a package among it, folded."""
    parts = [answer.get_data()]
    if parts[0].startswith(b"PK"):
        with ZipFile(BytesIO(parts[0])) as packed:
            parts = [name.encode() + packed.read(name) for name in packed.namelist()]
    return fold(" ".join(part.decode("utf-8", "replace") for part in parts) + str(answer.headers))


@pytest.mark.parametrize("role", ["second", "auditor", "leader"])
def test_no_page_names_who_complained_to_who_does_not_handle_it(app, session, office, as_role, petition, toolbox, today, now, role):
    everything = (session, toolbox, office.people, office.plan, office.tasks.spread, office.desk)
    near = worlds.one_of_everything(*everything, today=today, now=now)
    ids = near | {"feedback_id": petition.row.id, "row_id": near["row_id"] | {"feedback": petition.row.id}}
    ids["row_file_id"] = near["row_file_id"] | {"feedback": petition.paper.id}
    browser = as_role(role)
    for address in addresses(app, "GET"):
        here = address.path(ids)
        asked = ("?q=nguyen+thi", "?q=091234567") if here == "/tim" else ("?tu-khoa=hoa", "?tu-khoa=thi") if "/so/phan-anh" in here else ()
        for query in ("", *asked):
            page = words_of(browser.client.get(here + query))
            assert not [name for name in NAMES if fold(name) in page], here + query
