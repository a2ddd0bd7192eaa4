"""The publication desk from the annex of a decision to a sheet that is gone; what it refuses; who may."""

import re
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.factories import office_files, people, procedures
from tests.factories import queries as sent
from tests.web.uploads import text, work
from tthc.core.evidence.models import Evidence
from tthc.core.files.ports import SheetColumn
from tthc.core.people.models import Unit
from tthc.core.postings import queries
from tthc.core.postings.models import Posting, PostingPlace
from tthc.core.procedures.models import Announcement, Procedure
from tthc.core.registers.models import RegisterFile, RegisterImport

HOME = "/2024/cong-khai"
LIST, MARK, PLACES = f"{HOME}/so/niem-yet", f"{HOME}/niem-yet/ghi-nhan", f"{HOME}/noi-niem-yet"
TWELVE = [(f"1.0010{number:02}", f"Thủ tục thứ {number}", "Hộ tịch", f"{number:02} ngày làm việc") for number in range(1, 13)]


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


def multipart(browser, href, values, files=()):
    parts = {name: list(found) if isinstance(found, list) else found for name, found in values.items()}
    for name, file_name, content in files:
        parts.setdefault(name, []).append(FileStorage(BytesIO(content), file_name, name))
    boundary, body = encode_multipart(parts)
    return browser.post(href, body, content_type=f'multipart/form-data; boundary="{boundary}"')


def annex(toolbox, rows):
    columns = [SheetColumn(title) for title in ("STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn")]
    return toolbox.sheets.write("Phụ lục", columns, [[str(place), *row] for place, row in enumerate(rows, 1)])


def bring_in(browser, toolbox, session, rows, kind, **decision):
    """Upload the annex with what is said once of its decision, look, confirm."""
    given = {"change_kind": kind, "decision_number": "1023/QĐ-UBND", "decision_on": "05/08/2024", "decision_effective_on": "12/08/2024"}
    href = f"{HOME}/so/thu-tuc/nhap"
    unit = session.scalars(select(Unit.id).where(Unit.name == "Tư pháp - Hộ tịch")).one()
    answer = multipart(browser, href, {"unit_id": str(unit)} | given | decision, [("file", "phu-luc.xlsx", annex(toolbox, rows))])
    assert answer.status_code == 303, re.findall(r'<p class="error"[^>]*>.*?</svg>(.*?)<', text(answer))
    work(toolbox)
    page = text(browser.get(answer.headers["Location"]))
    row = session.scalars(select(RegisterImport).order_by(RegisterImport.id.desc()).limit(1)).one()
    browser.post(f"{answer.headers['Location']}/xac-nhan", {"version": str(row.version)})
    work(toolbox)
    session.expire_all()
    return page


def ticked(page):
    return re.findall(r'<input type="checkbox" name="rows" value="(\d+)" checked>', page)


def mark(browser, href, address, **values):
    """Everything that the page ticks, with one photo."""
    rows = ticked(text(browser.get(href)))
    photo = [("photos", "anh-bang.jpg", office_files.picture("JPEG"))]
    return rows, multipart(browser, address, {"rows": rows, "on": "14/08/2024", "form": "paper", **values}, photo)


def test_from_the_annex_to_a_sheet_that_is_gone(session, office, clerk, as_role, toolbox, today):
    bring_in(clerk, toolbox, session, TWELVE, "Ban hành mới")
    assert session.scalar(select(func.count(Posting.id))) == 12 * 4
    assert session.scalars(select(Announcement)).one().procedure_count == 12
    page = text(clerk.get(LIST))
    assert "0 trong 12 thủ tục đang có hiệu lực (0%) được niêm yết ở đủ các nơi." in page
    assert "Bảng niêm yết: 12 thủ tục phải niêm yết từ 12/08/2024 (Quyết định số 1023/QĐ-UBND)" in page

    href, decision = MARK, session.scalars(select(Announcement.id)).one()
    places = session.scalars(select(PostingPlace).order_by(PostingPlace.position)).all()
    for done, following in zip(places, [*places[1:], None], strict=True):  # on from place to place, then back to the list
        rows, answer = mark(clerk, href, MARK)
        href = answer.headers["Location"]
        assert (len(rows), answer.status_code) == (12, 303)
        assert href == (f"{MARK}?noi={following.id}&quyet-dinh={decision}" if following else LIST)
        page = text(clerk.get(href))
        assert f"Đã niêm yết 12 thủ tục tại {done.name}." in page
        assert len(ticked(page)) == (12 if following else 0)
    assert session.scalar(select(func.count(func.distinct(RegisterFile.stored_file_id)))) == 1
    assert "12 trong 12 thủ tục đang có hiệu lực (100%)" in text(clerk.get(LIST))

    gone = {"decision_number": "1200/QĐ-UBND", "decision_on": "10/08/2024", "decision_effective_on": "15/08/2024"}
    checked = bring_in(clerk, toolbox, session, [TWELVE[0][:2]], "Bãi bỏ", **gone)
    assert "Bãi bỏ" in checked
    one = session.scalars(select(Procedure).where(Procedure.code == TWELVE[0][0])).one()
    assert (one.in_force_until, one.field, one.time_limit) == (today, "Hộ tịch", "01 ngày làm việc")  # what the sheet leaves empty stays
    page = text(clerk.get(LIST))
    assert "11 trong 11 thủ tục đang có hiệu lực (100%)" in page
    assert page.count("Phải gỡ 1") == 4

    sheet = procedures.sheets(session, one, place="Bảng niêm yết")[0]
    assert "Ghi nhận đã gỡ" in text(clerk.get(f"{LIST}/{sheet.id}"))
    _, answer = mark(clerk, f"{MARK}?viec=go&dong={sheet.id}", f"{MARK}/go", on="15/08/2024")
    assert answer.headers["Location"] == f"{LIST}/{sheet.id}"
    assert "Đã gỡ thủ tục 1.001001 khỏi Bảng niêm yết." in text(clerk.get(f"{LIST}/{sheet.id}"))
    found = queries.coverage(session, office.actor("clerk"), today)
    assert (found.percent, [place.to_remove for place in found.places]) == (100, [0, 1, 1, 1])

    officer = as_role("officer")
    hanging = session.scalars(select(Posting).where(Posting.removed_on.is_(None)).order_by(Posting.id.desc()).limit(1)).one()
    href = f"{LIST}/{hanging.id}/minh-chung/{office.occurrences.posting.id}"
    assert officer.post(href, {"version": str(office.occurrences.posting.version)}).status_code == 303
    proof = session.scalars(select(Evidence).where(Evidence.register == "posting")).one()
    assert proof.subject == "Niêm yết thủ tục 1.001012 Thủ tục thứ 12 tại Quyển thủ tục ngày 14/08/2024, Quyết định số 1023/QĐ-UBND"


def test_an_annex_of_a_decision_that_is_in_the_register_already(session, office, clerk, toolbox):
    decision = procedures.decision(session, office.actor("clerk"), office.justice, subject="Công bố thủ tục hộ tịch", issuer="UBND tỉnh")
    session.commit()
    page = text(clerk.get(f"{HOME}/so/quyet-dinh/{decision.id}"))
    assert "Chưa nhập thủ tục nào của quyết định này" in page
    upload = next(found for found in re.findall(r'href="([^"]*/nhap\?[^"]*)"', page) if "change_kind=new" in found).replace("&amp;", "&")
    form = text(clerk.get(upload))
    assert 'value="1023/QĐ-UBND"' in form
    assert 'value="12/08/2024"' in form
    assert '<option value="new" selected>' in re.sub(r"<option selected value=\"new\">", '<option value="new" selected>', form)
    bring_in(clerk, toolbox, session, TWELVE, "Ban hành mới")
    assert session.scalars(select(Announcement)).one().procedure_count == 12
    assert "12 ban hành mới" in text(clerk.get(f"{HOME}/so/quyet-dinh/{decision.id}"))


@pytest.mark.parametrize(
    ("rows", "kind", "words"),
    [
        ([("9.999999", "Không có")], "Bãi bỏ", "chưa có trong danh mục nên không bãi bỏ được"),
        ([("khai sinh", "Không phải mã")], "Ban hành mới", "không phải là một mã"),
        ([TWELVE[0][:2], ("1.001001.000.00.00.H35", "Cùng một thủ tục")], "Ban hành mới", "1.001001"),
        ([("B-BNN-287853-TT", "Mã của cơ quan khác")], "Ban hành mới", "khác dạng của Cơ sở dữ liệu quốc gia"),
    ],
)
def test_what_the_check_of_an_annex_says(session, office, clerk, toolbox, rows, kind, words):
    page = bring_in(clerk, toolbox, session, rows, kind)
    assert words in page
    assert session.scalar(select(func.count(Procedure.id))) == (1 if rows[0][0].startswith("B-") else 0)


def test_a_known_code_is_amended_and_not_a_duplicate(session, office, clerk, toolbox):
    row = procedures.announced(session, office.actor("clerk"), office.justice, "1.001001.000.00.00.H35", fee="8.000 đồng")
    session.commit()
    later = {"decision_number": "1200/QĐ-UBND", "decision_on": "10/08/2024", "decision_effective_on": "14/08/2024"}
    bring_in(clerk, toolbox, session, [("1.001001", "Tên mới")], "Sửa đổi, bổ sung", **later)
    session.refresh(row)
    assert (row.name, row.fee, row.decision_number) == ("Tên mới", "8.000 đồng", "1200/QĐ-UBND")
    assert row.code == "1.001001.000.00.00.H35"  # the short spelling of a later sheet does not take the agency's tail away
    assert session.scalar(select(func.count(Procedure.id))) == 1
    last = {"decision_number": "1300/QĐ-UBND", "decision_on": "11/08/2024", "decision_effective_on": "15/08/2024"}
    bring_in(clerk, toolbox, session, [("1.001001.000.00.00.H35.01", "Tên mới")], "Sửa đổi, bổ sung", **last)
    session.refresh(row)
    assert (row.code, row.decision_number) == ("1.001001.000.00.00.H35.01", "1300/QĐ-UBND")


def test_an_annex_without_a_decision_is_said_once(session, office, clerk, toolbox):
    bare = {"decision_number": "", "decision_on": "", "decision_effective_on": ""}
    page = bring_in(clerk, toolbox, session, TWELVE, "", **bare)
    assert page.count("Chưa ghi quyết định công bố: ") == 1
    assert "Nhiều dòng khác cũng vậy." in page
    assert "ở mục Dùng cho mọi dòng để trống" in page
    assert session.scalar(select(func.count(Procedure.id))) == 12
    values = {"code": "1.009001", "name": "Nhập tay", "unit_id": str(office.staff.id)}
    at = clerk.post(f"{HOME}/so/thu-tuc/them", values)
    assert "Chưa ghi quyết định công bố: " in text(clerk.get(at.headers["Location"]))


def test_after_a_place_only_places_of_the_same_decision_follow(session, office, clerk):
    actor = office.actor("clerk")
    first = [procedures.announced(session, actor, office.justice, f"1.00000{n}", f"Thủ tục {n}") for n in (1, 2)]
    for n in (3, 4):
        procedures.announced(session, actor, office.justice, f"1.00000{n}", f"Thủ tục {n}", **procedures.LATER)
    session.commit()
    board, *others = (sheet.place_id for sheet in procedures.sheets(session, first[0]))
    at = {"noi": board, "quyet-dinh": first[0].announcement_id}
    for place in (*others, None):
        href = f"{MARK}?noi={at['noi']}&quyet-dinh={at['quyet-dinh']}"
        _, answer = mark(clerk, href, MARK)
        at["noi"] = place
        assert answer.headers["Location"] == (f"{MARK}?noi={place}&quyet-dinh={at['quyet-dinh']}" if place else LIST)


def test_a_refused_proof_keeps_what_was_ticked(session, office, clerk):
    rows = [
        procedures.announced(session, office.actor("clerk"), office.justice, f"1.00000{number}", f"Thủ tục {number}") for number in (1, 2)
    ]
    board = [procedures.sheets(session, row, place="Bảng niêm yết")[0].id for row in rows]
    session.commit()
    answer = multipart(clerk, MARK, {"rows": [str(board[1])], "on": "15/08/2024"})
    assert answer.status_code == 422
    assert "Chụp ảnh nơi niêm yết hoặc nhập liên kết" in text(answer)
    assert ticked(text(answer)) == [str(board[1])]
    answer = multipart(clerk, MARK, {"rows": [str(one) for one in board], "on": "32/08/2024", "link": "https://phuong.vn/1"})
    assert (answer.status_code, len(ticked(text(answer)))) == (422, 2)
    answer = multipart(clerk, MARK, {"rows": [str(board[0])], "on": "15/08/2024"}, [("photos", "bang.exe", b"MZ\x90\x00" * 40)])
    assert answer.status_code == 422
    assert multipart(clerk, MARK, {"on": "15/08/2024", "link": "https://phuong.vn/1"}).status_code == 422
    assert session.scalar(select(func.count(Posting.id)).where(Posting.posted_on.is_not(None))) == 0


def test_nothing_to_mark(session, office, clerk):
    assert "Không có tờ nào phải niêm yết." in text(clerk.get(MARK))
    assert "Không có tờ nào phải gỡ." in text(clerk.get(f"{MARK}?viec=go"))


def test_only_own_work_is_offered_and_only_writers_come_in(session, office, as_role):
    procedures.announced(session, office.actor("clerk"), office.justice)
    session.commit()
    assert len(ticked(text(as_role("officer").get(MARK)))) == 1
    assert ticked(text(as_role("second").get(MARK))) == []
    one = session.scalars(select(Posting.id).limit(1)).one()
    assert multipart(as_role("second"), MARK, {"rows": [str(one)], "on": "15/08/2024", "link": "https://x.vn"}).status_code == 403
    assert as_role("leader").get(MARK).status_code == 404
    assert "Ghi nhận" not in text(as_role("leader").get(LIST))


def test_nothing_of_another_agency_can_be_marked(session, office, clerk, today):
    far = people.ward_of_the_example(session, today)
    row = procedures.announced(session, far.clerk, far.staff)
    sheet = procedures.sheets(session, row)[0]
    session.commit()
    assert multipart(clerk, MARK, {"rows": [str(sheet.id)], "on": "15/08/2024", "link": "https://x.vn"}).status_code == 404
    assert clerk.get(f"{MARK}?dong={sheet.id}").status_code == 404
    assert clerk.get(f"{PLACES}/{sheet.place_id}").status_code == 404
    assert ticked(text(clerk.get(f"{MARK}?noi={sheet.place_id}"))) == []


def test_the_life_of_a_procedure_on_its_page(session, office, clerk):
    actor = office.actor("clerk")
    row = procedures.announced(session, actor, office.justice)
    procedures.change(session, actor, row, "amended")
    session.commit()
    page = text(clerk.get(f"{HOME}/so/thu-tuc/{row.id}"))
    assert page.index("Sửa đổi, bổ sung") < page.index("Ban hành mới")
    (latest, _) = re.findall(r'action="([^"]*/quyet-dinh/\d+/go)"', page)
    assert clerk.post(latest).headers["Location"] == f"{HOME}/so/thu-tuc/{row.id}"
    assert "Quyết định số 1200/QĐ-UBND" not in text(clerk.get(f"{HOME}/so/thu-tuc/{row.id}")).split("Lịch sử")[0]


def test_in_force_on_a_day_in_the_list(session, office, clerk):
    actor = office.actor("clerk")
    row = procedures.announced(session, actor, office.justice)
    procedures.change(session, actor, row, "abolished")
    session.commit()
    assert "1.004873" in text(clerk.get(f"{HOME}/so/thu-tuc?ngay=13/08/2024"))
    assert "1.004873" not in text(clerk.get(f"{HOME}/so/thu-tuc?ngay=14/08/2024"))


def test_places_are_kept_by_the_clerk(session, office, clerk, as_role):
    assert "Chưa có nơi niêm yết nào." in text(clerk.get(PLACES))
    clerk.post(f"{PLACES}/bo-thong-thuong")
    assert "4 nơi niêm yết" in text(clerk.get(PLACES))
    assert clerk.post(PLACES, {"name": "", "medium": "board"}).status_code == 422
    clerk.post(PLACES, {"name": "Màn hình tầng 1", "medium": "screen", "unit_id": str(office.desk.id), "active_from": "01/09/2024"})
    place = session.scalars(select(PostingPlace).where(PostingPlace.name == "Màn hình tầng 1")).one()
    assert (place.unit_id, place.active_from) == (office.desk.id, date(2024, 9, 1))
    assert "Từ 01/09/2024" in text(clerk.get(PLACES))
    named = {"name": "Ki-ốt tầng 1", "medium": "screen", "version": str(place.version)}
    assert clerk.post(f"{PLACES}/{place.id}", named).status_code == 303
    assert clerk.post(f"{PLACES}/{place.id}", named | {"name": "Khác"}).status_code == 409  # somebody saved in between
    assert clerk.post(f"{PLACES}/{place.id}/thoi", {"on": "15/08/2024"}).status_code == 422
    assert clerk.post(f"{PLACES}/{place.id}/thoi", {"on": "01/10/2024"}).status_code == 303
    assert "Thôi từ 01/10/2024" in text(clerk.get(PLACES))
    assert clerk.post(f"{PLACES}/thoi-han", {"announce_days": "7", "check_days": "x"}).status_code == 422
    assert clerk.post(f"{PLACES}/thoi-han", {"announce_days": "7", "check_days": "3", "source": "QĐ 1"}).status_code == 303
    officer = as_role("officer")
    assert "Chế độ chỉ xem" in text(officer.get(PLACES))
    assert "3 ngày làm việc" in text(officer.get(PLACES))
    assert officer.post(PLACES, {"name": "Nơi mới", "medium": "board"}).status_code == 403


def test_pages_cost_the_same_however_many_sheets_there_are(session, office, clerk):
    actor, counts = office.actor("clerk"), []
    for number in (1, 30):
        for index in range(number):
            procedures.announced(session, actor, office.justice, f"{number}.{index:06}", f"Thủ tục {index}")
        session.commit()
        with sent.counted(session) as seen:
            clerk.get(LIST)
            clerk.get(MARK)
            clerk.get(f"{HOME}/so/thu-tuc/1")
            clerk.get(f"{HOME}/so/quyet-dinh/1")
        counts.append(len(seen))
    assert counts[1] <= counts[0]
