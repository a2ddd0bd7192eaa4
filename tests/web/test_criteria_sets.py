"""Pages of criteria sets: list, one, table that is written, a workbook there and back, new edition, what others may not do."""

import gzip
import re
from io import BytesIO

import pytest
from sqlalchemy import insert

from tests.factories import criteria_sets as samples
from tests.factories import people
from tests.factories.criteria_sets import by_points, typed
from tests.factories.queries import counted
from tthc.core.criteria.actions import sets as actions
from tthc.core.criteria.models import Assessment, CriteriaSet
from tthc.core.criteria.queries import sets as queries
from tthc.core.criteria.rules.set_rows import Row

LIST = "/bo-tieu-chi"
SHIPPED = "tiep-can-phap-luat-2025"


@pytest.fixture
def row(session, office, now):
    """A set of the office."""
    made = actions.write(session, office.actor("clerk"), *typed(by_points()), now=now)
    session.commit()
    return made


def page(browser, path, status=200):
    found = browser.get(path)
    assert found.status_code == status, found.status_code
    return found.get_data(as_text=True)


def sent(texts, rows, **more):
    """What the form of the table sends."""
    data = dict(texts) | {"rows": str(len(rows)), "act": "save"}
    for at, line in enumerate(rows):
        data |= {f"r{at}-{name}": getattr(line, name) for name in ("number", "title", "kind", "threshold", "points", "evidence", "note")}
        data[f"r{at}-level"] = "criterion" if line.is_criterion else "indicator"
        if line.is_unsure:
            data[f"r{at}-is_unsure"] = "x"
    return data | more


def rows_in(text):
    """Level and name of each row of the form on a page."""
    levels = re.findall(r'<option value="criterion"( selected)?>', text)
    titles = re.findall(r'<textarea class="input" id="r[0-9]+-title"[^>]*>\n([^<]*)</textarea>', text)
    return [("criterion" if level else "indicator", title) for level, title in zip(levels, titles, strict=True)]


def test_a_set_that_comes_with_the_program_is_taken_with_one_press(session, as_role, office):
    browser = as_role("clerk")
    assert "Dùng bộ này" in page(browser, LIST)
    assert "3 tiêu chí, 14 chỉ tiêu" in page(browser, f"{LIST}/co-san?bo={SHIPPED}")
    assert page(browser, f"{LIST}/co-san?bo=khong-co", 404)
    found = browser.post(f"{LIST}/dung", data={"code": SHIPPED})
    assert found.status_code == 303
    kept = session.query(CriteriaSet).one()
    assert (kept.agency_id, kept.shipped_code) == (office.agency.id, SHIPPED)
    assert "cần đối chiếu văn bản gốc" in page(browser, LIST)
    assert browser.post(f"{LIST}/dung", data={"code": SHIPPED}).status_code == 409
    assert browser.post(f"{LIST}/dung", data={"code": "khong-co"}).status_code == 404


def test_the_page_says_what_must_be_filled_in(as_role, office, session, now):
    made = actions.take(session, office.actor("admin"), "tiep-can-phap-luat-2021", now=now)
    session.commit()
    text = page(as_role("officer"), f"{LIST}/{made.id}")
    assert "Tiêu chí 2: chưa ghi điểm tối đa của chỉ tiêu 2.1, 2.2, 2.3, 2.4, 2.5, 2.6; tổng của tiêu chí là 30 điểm." in text
    assert "Tổng điểm từ 80; mỗi tiêu chí từ 50% số điểm" in text
    assert "Sửa bảng" not in text
    assert "Sửa bảng" in page(as_role("admin"), f"{LIST}/{made.id}")


def test_a_table_is_written_and_kept(session, as_role, row):
    browser, row_id = as_role("appraiser"), row.id
    text = page(browser, f"{LIST}/{row_id}/sua")
    assert rows_in(text)[0] == ("criterion", "Ban hành")
    texts, rows = typed(by_points())
    rows[1] = Row(False, "1.1", "Tên mới", "Điểm", "", "25", id=1)
    data = sent(texts, rows, version="1")
    assert browser.post(f"{LIST}/{row_id}/sua", data).status_code == 303
    assert "Tên mới" in page(browser, f"{LIST}/{row_id}")
    stale = browser.post(f"{LIST}/{row_id}/sua", data)
    assert stale.status_code == 409


def test_a_fault_keeps_what_was_typed_and_nothing_else(session, as_role, row):
    browser, row_id = as_role("clerk"), row.id
    texts, rows = typed(by_points())
    rows[4] = Row(False, "2.1", "Quá mức", "Tỷ lệ %", "120%", "30")
    found = browser.post(f"{LIST}/{row_id}/sua", sent(texts | {"title": "", "valid_from": "hôm kia"}, rows))
    text = found.get_data(as_text=True)
    assert found.status_code == 422
    assert "Có 3 nội dung cần sửa" in text
    assert "Dòng 5: Mức đạt 120% lớn hơn 100%. Nhập mức từ 0% đến 100%." in text
    assert 'value="120%"' in text
    assert 'href="#r4-threshold"' in text
    session.expire_all()
    assert queries.table(session, row_id) == by_points()


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("add-0", ["Ban hành", "", "Chỉ tiêu số 1.1"]),
        ("down-1", ["Ban hành", "Chỉ tiêu số 1.2", "Chỉ tiêu số 1.1"]),
        ("up-2", ["Ban hành", "Chỉ tiêu số 1.2", "Chỉ tiêu số 1.1"]),
        ("remove-1", ["Ban hành", "Chỉ tiêu số 1.2", "Tiếp cận"]),
        ("remove-0", ["Tiếp cận", "Chỉ tiêu số 2.1", "Chỉ tiêu số 2.2"]),
        ("up-3", ["Tiếp cận", "Chỉ tiêu số 2.1", "Chỉ tiêu số 2.2"]),
        ("down-0", ["Tiếp cận", "Chỉ tiêu số 2.1", "Chỉ tiêu số 2.2"]),
        ("up-0", ["Ban hành", "Chỉ tiêu số 1.1", "Chỉ tiêu số 1.2"]),
        ("up-1", ["Ban hành", "Chỉ tiêu số 1.1", "Chỉ tiêu số 1.2"]),
        ("down-99", ["Ban hành", "Chỉ tiêu số 1.1", "Chỉ tiêu số 1.2"]),
        ("gone", ["Ban hành", "Chỉ tiêu số 1.1", "Chỉ tiêu số 1.2"]),
    ],
)
def test_rows_are_moved_before_they_are_kept(session, as_role, row, act, expected):
    row_id = row.id
    found = as_role("clerk").post(f"{LIST}/{row_id}/sua", sent(*typed(by_points()), act=act))
    assert found.status_code == 200
    assert [title for _, title in rows_in(found.get_data(as_text=True))][:3] == expected
    session.expire_all()
    assert queries.table(session, row_id) == by_points()


def test_a_criterion_is_added_at_the_end(as_role):
    found = as_role("clerk").post(f"{LIST}/moi", sent({}, [], act="add-criterion"))
    assert rows_in(found.get_data(as_text=True)) == [("criterion", ""), ("indicator", "")]


def test_pasted_cells_with_and_without_a_header(as_role):
    browser = as_role("clerk")
    plain = "1\tHành chính công\n1.1\tĐúng hạn\tTỷ lệ %\t≥ 90%\n1.2\tKhông khiếu nại\tĐạt"
    for text in (plain, "TT\tNội dung\tCách chấm\tMức đạt\n" + plain):
        found = browser.post(f"{LIST}/moi", sent({}, [], act="paste", pasted=text))
        assert found.status_code == 200
        assert [title for _, title in rows_in(found.get_data(as_text=True))] == ["Hành chính công", "Đúng hạn", "Không khiếu nại"]
    more = browser.post(f"{LIST}/moi", sent({}, [Row(True, "7", "Có sẵn")], act="paste-below", pasted=plain + "\n1.3\tX\tTỷ lệ %\t120%"))
    assert more.status_code == 422
    text = more.get_data(as_text=True)
    assert [title for _, title in rows_in(text)][:2] == ["Có sẵn", "Hành chính công"]
    assert "Dòng 5: Mức đạt 120% lớn hơn 100%." in text
    assert browser.post(f"{LIST}/moi", sent({}, [], act="paste", pasted=" ")).status_code == 422


def test_a_pasted_table_without_end_is_refused_in_a_small_page(as_role):
    """Each pasted row would come back as fields: a hundred kilobytes sent were fifty megabytes answered."""
    answer = as_role("clerk").post(f"{LIST}/moi", sent({}, [], act="paste", pasted=("1\t" * 5 + "\n") * 20_000))
    assert answer.status_code == 422
    assert "Bảng dán có 20.000 dòng" in answer.text
    assert len(answer.data) < 400_000


def test_a_workbook_there_and_back(session, as_role, row):
    browser = as_role("clerk")
    book = browser.get(f"{LIST}/{row.id}/xuat")
    assert (book.status_code, book.data[:2]) == (200, b"PK")
    read = browser.post(f"{LIST}/nhap", {"file": (BytesIO(book.data), "bo.xlsx")}, content_type="multipart/form-data")
    text = read.get_data(as_text=True)
    assert read.status_code == 200
    assert "chưa có nội dung nào được lưu" in text
    assert session.query(CriteriaSet).count() == 1
    assert [title for _, title in rows_in(text)] == [line.title for line in typed(by_points())[1]]
    assert 'value="Bộ có điểm"' in text
    assert browser.get(f"{LIST}/tep-mau").data[:2] == b"PK"


def test_faults_of_a_workbook_name_sheet_row_and_column(toolbox, as_role, session):
    lines = b"TT\tNoi dung\tMuc dat\tDiem toi da\n1\tMot\t\t\n1.1\tHai\t120%\t\n1.1\tBa\t\tnam\n"
    found = as_role("clerk").post(f"{LIST}/nhap", {"file": (BytesIO(lines), "bo.tsv")}, content_type="multipart/form-data")
    text = found.get_data(as_text=True)
    assert found.status_code == 422
    assert re.search(r"Trang \S+, dòng 3, cột C: Mức đạt 120% lớn hơn 100%", text.replace("&#34;", ""))
    assert re.search(r"dòng 4, cột D: Điểm tối đa", text)
    assert re.search(r"dòng 4, cột A: Chỉ tiêu 1.1 có hai lần", text)
    assert session.query(CriteriaSet).count() == 0


@pytest.mark.parametrize(("content", "name"), [(b"", ""), (b"khong phai bang", "a.xlsx"), (b"Ho ten\tNgay sinh\nA\tB\n", "a.tsv")])
def test_a_file_without_a_table_is_refused(as_role, content, name):
    data = {"file": (BytesIO(content), name)} if name else {}
    assert as_role("clerk").post(f"{LIST}/nhap", data, content_type="multipart/form-data").status_code == 422


def test_a_new_edition_and_the_end_of_a_set(session, as_role, row):
    browser, row_id = as_role("clerk"), row.id
    early = browser.post(f"{LIST}/{row_id}/ban-moi", {"valid_from": "01/01/2022"})
    assert early.status_code == 422
    assert "phải sau ngày 01/01/2022" in early.get_data(as_text=True)
    assert browser.post(f"{LIST}/{row_id}/ban-moi", {"valid_from": "hôm kia"}).status_code == 422
    assert browser.post(f"{LIST}/{row_id}/ban-moi", {"valid_from": ""}).status_code == 422
    made = browser.post(f"{LIST}/{row_id}/ban-moi", {"valid_from": "01/07/2024"})
    assert made.status_code == 303
    assert "đến hết 30/06/2024" in page(browser, f"{LIST}/{row_id}")
    assert browser.post(f"{LIST}/{row_id}/ngung", {}).status_code == 303
    assert "Bộ đã ngừng dùng" in page(browser, f"{LIST}/{row_id}")
    assert browser.post(f"{LIST}/{row_id}/ngung", {}).status_code == 409
    assert browser.post(f"{LIST}/{row_id}/dung-lai", {}).status_code == 303
    assert browser.post(f"{LIST}/{row_id}/dung-lai", {}).status_code == 409
    assert browser.post(f"{LIST}/{row_id}/ngung", {}).status_code == 303
    assert browser.post(f"{LIST}/{row_id}/sua", sent(*typed(by_points()))).status_code == 409


def test_a_set_of_the_agency_above_is_read_and_copied_but_not_changed(session, as_role, office, now):
    above = people.agency(session, "Ủy ban nhân dân thị xã Mẫu", "UBND thị xã Mẫu")
    people.post(session, above, people.person(session, "cao"), "clerk")
    actor = people.people_queries.load_actor(session, session.query(people.Person).filter_by(username="cao").one().id, None or now.date())
    foreign = actions.write(session, actor, *typed(by_points()), now=now)
    session.commit()
    foreign_id = foreign.id
    browser = as_role("clerk")
    assert page(browser, f"{LIST}/{foreign_id}", 404)  # of an agency that is not above
    office.agency.parent_id = above.id
    session.commit()
    text = page(browser, f"{LIST}/{foreign_id}")
    assert "Chép thành bộ của cơ quan" in text
    assert "Sửa bảng" not in text
    assert browser.post(f"{LIST}/{foreign_id}/sua", sent(*typed(by_points()))).status_code == 403
    assert browser.post(f"{LIST}/{foreign_id}/chep", {}).status_code == 303
    own = session.query(CriteriaSet).filter_by(agency_id=office.agency.id).one()
    assert queries.table(session, own.id) == by_points()
    assert "năm 2024 có 2 bộ cùng áp dụng" in page(browser, LIST)


def test_who_may_not_set_up_sees_no_button(as_role, row):
    text = page(as_role("officer"), LIST)
    assert "Lập bộ mới" not in text
    assert "Dùng bộ này" not in text


def test_a_set_in_use_is_not_opened_for_writing(session, as_role, row, office):
    values = {"agency_id": office.agency.id, "unit_id": office.justice.id, "set_id": row.id, "year": 2024, "state": "scoring"}
    session.execute(insert(Assessment).values(version=1, own_conditions=[], conditions=[], **values))
    session.commit()
    browser = as_role("clerk")
    text = page(browser, f"{LIST}/{row.id}")
    assert "Đã có 1 bảng chấm điểm theo bộ này" in text
    assert "Sửa bảng" not in text
    assert "Lập bản mới" in text
    assert page(browser, f"{LIST}/{row.id}/sua", 409)


@pytest.mark.parametrize("odd", ["9" * 5000, "-1", "a\x00b\x07\x1b", "\u202egpj", "١٢٣", "{{7*7}}<script>alert(1)</script>", "x" * 4_500])
def test_odd_cells_break_nothing(session, as_role, row, odd):
    browser, row_id = as_role("clerk"), row.id
    rows = [Row(True, odd, odd), Row(False, odd, odd, odd, odd, odd, odd, odd)]
    for act in ("save", odd, f"up-{odd}", "paste"):
        for path in (f"{LIST}/moi", f"{LIST}/{row_id}/sua"):
            data = sent(
                dict.fromkeys(("title", "subject", "valid_from", "least_total", "least_share"), odd), rows, act=act, pasted=odd, version=odd
            )
            found = browser.client.post(path, data=data)
            assert found.status_code in (200, 409, 422), (act, found.status_code)  # 409: digits may be an older version
            assert b"<script>alert(1)" not in found.data
    assert browser.post(f"{LIST}/moi", {"rows": odd, "act": "save"}).status_code == 422
    assert browser.post(f"{LIST}/moi", {"rows": "2147483647", "act": "save"}).status_code == 422
    session.expire_all()
    assert queries.table(session, row_id) == by_points()


def test_the_page_of_a_full_set_is_small(session, as_role, office, now):
    made = actions.take(session, office.actor("clerk"), "tiep-can-phap-luat-2021", now=now)
    session.commit()
    browser = as_role("clerk")
    for path in (LIST, f"{LIST}/{made.id}", f"{LIST}/{made.id}/sua"):
        assert len(gzip.compress(browser.get(path).data)) < 15_000


@pytest.mark.parametrize("path", ["", "/moi", "/nhap"])
def test_who_keeps_the_house_gets_there_too(as_role, path):
    assert page(as_role("admin"), LIST + path)


def test_the_pages_ask_the_same_however_many_sets_and_lines_there_are(session, as_role, office, now):
    clerk = office.actor("clerk")
    small, large = samples.kept(session, clerk, now=now).id, actions.take(session, clerk, "tiep-can-phap-luat-2021", now=now).id
    session.commit()
    browser = as_role("clerk")

    def cost(path):
        with counted(session) as seen:
            assert browser.get(path).status_code == 200
        return len(seen)

    before = cost(LIST)
    assert cost(f"{LIST}/{small}") == cost(f"{LIST}/{large}")
    assert cost(f"{LIST}/{small}/sua") == cost(f"{LIST}/{large}/sua")
    for _ in range(20):
        samples.kept(session, clerk, now=now)
    session.commit()
    assert cost(LIST) == before <= 8
