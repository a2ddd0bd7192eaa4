"""One story of the desk, as a person and the worker do it: the sheet of three months, the form of the quarter, a late dossier, its apology."""

import re
from datetime import date, timedelta
from io import BytesIO

from sqlalchemy import select

from tests.factories.dossiers import Total, case, list_sheet, totals_sheet
from tthc.core.dossiers.models import Apology
from tthc.core.registers.models import RegisterDocument

HOME = "/2024/mot-cua/so"


def bring(client, session, toolbox, register, content, unit_id, **given):
    """Upload, look at what was read, confirm; gives the page of the check."""
    sent = client.post(
        f"{HOME}/{register}/nhap",
        {"file": (BytesIO(content), "mot-cua.xlsx"), "unit_id": str(unit_id), **given},
        content_type="multipart/form-data",
    )
    assert sent.status_code == 303, sent.get_data(as_text=True)[:2000]
    toolbox.queue.perform(session(), toolbox)
    session.expire_all()
    page = client.get(sent.location).get_data(as_text=True)
    version = re.search(r'/xac-nhan">.*?name="version" value="(\d+)"', page, re.DOTALL)[1]
    assert client.post(f"{sent.location}/xac-nhan", {"version": version}).status_code == 303
    toolbox.queue.perform(session(), toolbox)
    session.expire_all()
    return page


def three_months():
    """Forty in time, one left from before, one returned late, one overdue since 6 August."""
    in_time = [case(number, date(2024, 6, 17) + timedelta(days=number), field="Chứng thực") for number in range(40)]
    return [
        *in_time,
        case(100, date(2024, 6, 10), days=10, returned=9),
        case(101, date(2024, 7, 1), days=3, returned=5, channel="BCCI"),
        case(102, date(2024, 8, 1), days=5, returned=None, channel="Nộp trực tuyến"),
    ]


def cells_of(page, title):
    row = re.search(rf'<th scope="row">{title}</th>(.*?)</tr>', page, re.DOTALL)[1]
    return [int(one) for one in re.findall(r'<td class="number">(?:<a[^>]*>)?(\d+)', row)]


def test_from_the_sheet_of_three_months_to_the_apology(as_role, office, session, toolbox):
    head = as_role("head")
    before = [Total("Hộ tịch", direct=12, carried=2, early=8, on_time=5, within=1)]
    window = {"first_day": "15/03/2024", "last_day": "14/06/2024"}
    bring(head, session, toolbox, "so-lieu", totals_sheet(before), office.desk.id, **window)
    page = bring(head, session, toolbox, "ho-so", list_sheet(three_months()), office.desk.id)
    assert "43" in page

    form = head.get("/2024/mot-cua/bieu-06a?ky=quy-3").get_data(as_text=True)
    assert cells_of(form, "Tổng số") == [43, 1, 41, 1, 42, 41, 0, 1, 1, 0, 1]
    assert cells_of(form, "Chứng thực") == [40, 0, 40, 0, 40, 40, 0, 0, 0, 0, 0]
    # Quarter II left one pending, and the sheet begins with one.
    assert "không lệch với số đang giải quyết (11) của kỳ trước" in form

    late = session.scalars(select(Apology).where(Apology.dossier_code.contains("-0102"))).one()
    assert (late.original_due, late.send_by) == (date(2024, 8, 6), date(2024, 8, 7))
    here = f"{HOME}/xin-loi/{late.id}"
    typed = {"dossier_code": late.dossier_code, "unit_id": str(office.desk.id), "version": str(late.version)}
    told = {"reason": "Chờ cơ quan phối hợp xác minh", "new_due": "20/08/2024", "applicant": "Nguyễn Văn An"}
    assert head.post(f"{here}/sua", typed | told).status_code == 303

    asked = head.post(f"{HOME}/xin-loi/van-ban/xin-loi?dong={late.id}")
    assert asked.status_code == 303
    toolbox.queue.perform(session(), toolbox)
    session.expire_all()
    paper = session.scalars(select(RegisterDocument).where(RegisterDocument.kind == "xin-loi")).one()
    assert paper.problem is None
    assert paper.stored_file_id is not None
    pdf = head.get(f"{HOME}/xin-loi/van-ban/{paper.id}/tep")
    assert pdf.status_code == 200
    assert pdf.mimetype == "application/pdf"

    # The one-stop system's next list says it is returned: the dossier is settled late, its apology stays.
    later = three_months()
    later[-1].returned = date(2024, 8, 14)
    bring(head, session, toolbox, "ho-so", list_sheet(later), office.desk.id)
    form = head.get("/2024/mot-cua/bieu-06a?ky=quy-3").get_data(as_text=True)
    assert cells_of(form, "Tổng số") == [43, 1, 41, 1, 43, 41, 0, 2, 0, 0, 0]
    assert session.get_one(Apology, late.id).removed_at is None
