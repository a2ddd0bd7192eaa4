"""The check page: every row beside its source, units asked once, rows corrected in place, every paragraph accounted for."""

import gzip
import re

import pytest
from sqlalchemy import func, select

from tests.factories import amended, plans
from tests.web.uploads import fields, loaded, send, text, work
from tthc.core.imports.models import ImportDraft
from tthc.core.people.models import Unit
from tthc.core.plans.models import Plan
from tthc.core.tasks.models import Duty, Occurrence, Task
from tthc.kernel.statements import counted

ROW = re.compile(r'<li class="line[^"]*" id="row-(\d+)" data-row>(.*?)</li>\n', re.DOTALL)
BODY_BUDGET = 15 * 1024  # experience.md section 5, compressed


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def href(clerk, toolbox):
    """The check page of an example plan that was read."""
    found = send(clerk).headers["Location"]
    work(toolbox)
    return found


def rows(page):
    return {
        int(key): body
        for key, body in re.findall(r'<li class="line[^"]*" id="row-(\d+)"(.*?)(?=<li class="line|</section>)', page, re.DOTALL)
    }


def draft(session):
    session.expire_all()
    return session.scalars(select(ImportDraft)).one()


def test_only_doubtful_rows_are_open_and_say_why(clerk, href):
    found = rows(text(clerk.get(href)))
    assert sorted(found) == list(range(30))
    for body in found.values():
        assert ("Cần kiểm tra" in body) == ("doubts" in body) != ("Chắc chắn" in body)
    assert 0 < sum("doubts" in body for body in found.values()) < 30
    assert any("Thiếu TT 6 trong văn bản gốc" in body for body in found.values())


def test_the_source_of_a_row_stands_beside_and_is_a_fragment_of_its_own(clerk, href):
    page = text(clerk.get(f"{href}?dong=0"))
    own = re.search(r'<div class="source__own">(.*?)</div>', page, re.DOTALL)[1]
    assert "Xây dựng Kế hoạch kiểm soát TTHC" in own
    assert "Kế hoạch được ban hành" in own  # the whole row of the table, not only its task
    part = text(clerk.htmx("GET", f"{href}?dong=0"))
    assert part.lstrip().startswith('<div class="source" id="source"')
    assert own in part
    assert "<html" not in part
    assert clerk.htmx("GET", f"{href}?dong=999").status_code == 404


def test_the_first_row_to_look_at_is_the_one_whose_source_is_shown(clerk, href):
    page = text(clerk.get(href))
    first = min(key for key, body in rows(page).items() if "doubts" in body)
    place = re.search(r'<p class="source__place">([^<]+)', page)[1]
    assert re.search(rf'id="row-{first}" data-row>\s*<span class="line__number" title="([^"]+)"', page)[1] == place


def test_units_are_asked_once_and_a_guess_is_confirmed_by_a_press(clerk, href, session):
    page = text(clerk.get(href))
    asked = re.findall(r'<label for="unit-\d+">([^<]+)</label>', page)
    assert len(asked) == len(set(asked))
    before = page.count('class="doubts"')
    guessed = re.findall(r'name="only" value="(unit-\d+)"', page)
    assert guessed
    assert clerk.post(href + "/luu", fields(page) | {"only": guessed[0]}).status_code == 303
    page = text(clerk.get(href))
    assert re.findall(r'name="only" value="(unit-\d+)"', page) == guessed[1:]
    assert clerk.post(href + "/luu", fields(page) | {"only": "all"}).status_code == 303
    page = text(clerk.get(href))
    assert 'name="only"' not in page
    assert page.count('class="doubts"') < before


def test_a_choice_is_kept_at_once_and_the_page_follows(clerk, href, office, session):
    page = text(clerk.get(href))
    sent = fields(page)
    name = re.search(r'name="only" value="(unit-\d+)"', page)[1]
    part = clerk.htmx("POST", href + "/luu", data=sent | {name: f"id:{office.culture.id}", "only": name})
    assert part.status_code == 200
    assert 'id="check"' in text(part)
    assert fields(text(part))[name] == f"id:{office.culture.id}"
    key = int(name.removeprefix("unit-"))
    units = list(draft(session).units.values())
    assert units[key]["unit_id"] == office.culture.id
    others = [unit["score"] for n, unit in enumerate(units) if n != key]
    assert any(score < 1 for score in others)  # what nobody looked at is not made sure by the way


def test_the_filter_shows_doubtful_rows_only(clerk, href):
    whole, part = rows(text(clerk.get(href))), rows(text(clerk.get(href + "?xem=can-kiem-tra")))
    assert set(part) == {key for key, body in whole.items() if "doubts" in body}
    fragment = text(clerk.htmx("GET", href + "?xem=can-kiem-tra"))
    assert set(rows(fragment)) == set(part)
    assert "<html" not in fragment
    assert set(rows(text(clerk.get(href + "?xem=khac")))) == set(whole)


def test_a_row_is_corrected_on_a_page_of_its_own(clerk, href, session):
    address = href + "/dong/9"
    page = text(clerk.get(address))
    sent = fields(page)
    assert sent["row-9-time_text"] == ""
    change = {"row-9-time_text": "Trước ngày 15/9/2024", "row-9-lead": "Tổ Một cửa; Công an", "row-9-section": "inspection"}
    answer = clerk.post(address, sent | change)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#row-9")
    line = draft(session).draft["rows"][9]
    assert (line["due"], line["lead"], line["theme"]) == ("2024-09-15", ["Tổ Một cửa", "Công an"], "inspection")
    body = rows(text(clerk.get(href)))[9]
    assert "hạn 14/09/2024" in body
    assert "Không có thời hạn" not in body
    assert clerk.post(address, sent | change).status_code == 303  # the same request again is done once


def test_a_row_is_corrected_in_its_place(clerk, href):
    address = href + "/dong/1"
    form = text(clerk.htmx("GET", address))
    assert form.lstrip().startswith('<li class="line line--form" id="row-1"')
    assert 'id="source"' in form
    saved = text(clerk.htmx("POST", address, data=fields(form) | {"row-1-deliverable": "Công văn đôn đốc"}))
    assert 'id="row-1"' in saved
    assert "Sản phẩm: Công văn đôn đốc" in saved
    assert re.search(r'id="check-form"[^>]*hx-swap-oob="true"', saved)
    assert "Đã lưu dòng đã sửa" in saved
    again = text(clerk.htmx("GET", address + "?thoi=1"))
    assert "Sản phẩm: Công văn đôn đốc" in again


def test_a_new_unit_of_a_corrected_row_is_asked_for(clerk, href):
    address = href + "/dong/1"
    form = fields(text(clerk.get(address)))
    saved = text(clerk.htmx("POST", address, data=form | {"row-1-lead": "Đội Xung kích cải cách"}))
    assert "Đội Xung kích cải cách" in re.search(r'id="check-units".*', saved, re.DOTALL)[0]


def test_a_row_without_words_is_refused_in_its_place(clerk, href):
    address = href + "/dong/1"
    form = fields(text(clerk.get(address)))
    answer = clerk.htmx("POST", address, data=form | {"row-1-title": " "})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)


def test_two_people_at_one_row(clerk, href):
    address = href + "/dong/1"
    form = fields(text(clerk.get(address)))
    assert clerk.post(address, form | {"row-1-deliverable": "Báo cáo"}).status_code == 303
    assert clerk.post(address, form | {"row-1-deliverable": "Công văn", "request_key": "other"}).status_code == 409


def test_a_row_is_left_out_and_taken_back(clerk, href, session):
    page = text(clerk.get(href))
    assert "Xác nhận và tạo 25 nhiệm vụ" in page
    assert clerk.post(href + "/dong/0/bo", fields(page)).status_code == 303
    page = text(clerk.get(href))
    assert "Xác nhận và tạo 24 nhiệm vụ" in page
    assert set(rows(text(clerk.get(href + "?xem=da-bo")))) == {0}
    part = text(clerk.htmx("POST", href + "/dong/0/lay-lai", data=fields(page)))
    assert "Xác nhận và tạo 25 nhiệm vụ" in part
    assert 'id="row-0"' in part


def test_every_paragraph_is_on_the_page_of_the_whole_text(clerk, href, session):
    page = text(clerk.get(href + "/toan-van"))
    passages = re.findall(r'<div class="passage [^"]*"><p>(.*?)</p>', page, re.DOTALL)
    assert len(passages) == len(draft(session).draft["paragraphs"]) == 263
    part = text(clerk.htmx("GET", href + "/toan-van"))
    assert len(re.findall('class="passage ', part)) == 263
    assert "<html" not in part


def test_a_paragraph_taken_for_text_becomes_a_task_in_one_press(clerk, href, session):
    page = text(clerk.get(href + "/toan-van"))
    address = re.search(r'formaction="([^"]+/doan/\d+)"', page)[1]
    answer = clerk.post(address, fields(page))
    assert answer.status_code == 303
    assert answer.headers["Location"] == href + "/dong/30"
    assert "Xác nhận và tạo 26 nhiệm vụ" in text(clerk.get(href))
    assert clerk.post(href + "/doan/9999", fields(page)).status_code == 404


def test_the_days_of_the_check_are_the_days_of_the_tasks(clerk, toolbox, session):
    """What is due "trước ngày 20/01" ends with the 19th, before and after loading alike."""
    found = send(clerk, amended.original(), "ke-hoach.docx").headers["Location"]
    work(toolbox)
    shown = set(re.findall(r"→ hạn (\d\d/\d\d/\d{4})", text(clerk.get(found))))
    clerk.post(found + "/xac-nhan", fields(text(clerk.get(found))))
    days = session.scalars(select(Occurrence.due_on).where(Occurrence.period == "once", Occurrence.year == 2025)).all()
    assert shown == {f"{day:%d/%m/%Y}" for day in days if day}
    assert "19/01/2025" in shown


def test_units_that_confirming_adds_are_told_while_folded(clerk, toolbox, session):
    found = send(clerk, amended.original(), "ke-hoach.docx").headers["Location"]
    work(toolbox)
    page = text(clerk.get(found))
    told = int(re.search(r"thêm (\d+) đơn vị mới vào cơ quan", page)[1])
    inside = select(func.count(Unit.id)).where(Unit.kind != "outside")
    units = session.scalar(inside)
    clerk.post(found + "/xac-nhan", fields(page))
    assert session.scalar(inside) == told + units


def test_confirming_what_changed_in_another_tab_shows_the_page_as_it_is_now(clerk, href, session):
    stale, plans_before = fields(text(clerk.get(href))), session.scalar(select(func.count(Plan.id)))
    clerk.post(href + "/dong/0/bo", fields(text(clerk.get(href))))
    answer = clerk.post(href + "/xac-nhan", stale | {"request_key": "other"})
    assert answer.status_code == 409
    page = text(answer)
    assert "Kết quả đọc vừa được sửa ở trang khác" in page
    assert "Xác nhận và tạo 24 nhiệm vụ" in page
    assert session.scalar(select(func.count(Plan.id))) == plans_before
    assert clerk.post(href + "/xac-nhan", fields(page)).status_code == 303


def test_a_file_that_is_no_plan_can_be_dropped_and_says_so_afterwards(clerk, toolbox):
    found = send(clerk, "BÁO CÁO\nKết quả năm 2024\nMọi việc đã xong.".encode(), "bao-cao.txt").headers["Location"]
    work(toolbox)
    page = text(clerk.get(found))
    assert "không phải kế hoạch" in page
    assert "Bỏ lần nhập này" in page
    assert "bao-cao.txt" in text(clerk.get("/ke-hoach"))
    assert clerk.post(found + "/bo", fields(page)).status_code == 303
    assert "bao-cao.txt" not in text(clerk.get("/ke-hoach"))
    page = text(clerk.get(found))
    assert "Lần nhập này đã bỏ" in page
    assert "Xem kết quả đọc" not in page


def test_a_row_on_a_page_of_its_own_is_left_when_it_is_saved(clerk, href):
    """Swapped in its place it would leave a page with one row, which is neither the form nor the check."""
    page, part = text(clerk.get(href + "/dong/1")), text(clerk.htmx("GET", href + "/dong/1"))
    form = re.compile(r'<form class="line__form".*?</form>', re.DOTALL)
    assert "hx-" not in form.search(page)[0]
    assert form.search(part)[0].count("hx-target") == 3
    answer = clerk.post(href + "/dong/1", fields(page))
    assert answer.status_code == 303
    assert answer.headers["Location"] == href + "?dong=1#row-1"


def test_a_task_of_a_dashed_paragraph_starts_without_the_dash(clerk, href, session):
    paragraphs = draft(session).draft["paragraphs"]
    dashed = next(p for p in paragraphs if p["role"] == "text" and p["text"].startswith("- "))
    clerk.post(f"{href}/doan/{dashed['index']}", fields(text(clerk.get(href + "/toan-van"))))
    assert draft(session).draft["rows"][-1]["text"] == dashed["text"].removeprefix("- ")
    title = re.search(r"<textarea.*?>(.*?)</textarea>", text(clerk.get(href + "/dong/30")), re.DOTALL)[1]
    assert title.strip() == dashed["text"].strip("- .;")


def test_what_was_corrected_and_added_is_loaded(clerk, href, session, office):
    form = fields(text(clerk.get(href + "/dong/0")))
    clerk.post(href + "/dong/0", form | {"row-0-lead": "Tư pháp - Hộ tịch", "row-0-time_text": "Ngày 30/9/2024"})
    page = text(clerk.get(href))
    plan_href = clerk.post(href + "/xac-nhan", fields(page)).headers["Location"]
    plan_id = int(plan_href.rsplit("/", 1)[1])
    first = session.scalars(select(Task).where(Task.plan_id == plan_id).order_by(Task.position)).first()
    leads = session.scalars(select(Duty.unit_id).where(Duty.task_id == first.id, Duty.role == "lead")).all()
    assert (first.time_text, leads) == ("Ngày 30/9/2024", [office.justice.id])


def test_the_file_comes_back_as_it_was_sent(clerk, href):
    answer = clerk.get(href + "/tep")
    assert answer.data == plans.example()
    assert "ke-hoach.txt" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(("name", "new"), [("ke-hoach.doc", ".docx"), ("ke-hoach.ODS", ".xlsx"), ("ke-hoach.txt", None)])
def test_a_converted_file_says_so(clerk, href, session, name, new):
    draft(session).file_name = name
    session.commit()
    shown = text(clerk.get(href))
    assert ("được chuyển sang dạng mới" in shown) == (new is not None)
    assert new is None or f"hoặc lưu lại ở dạng {new} rồi tải lên" in shown


def test_a_scan_says_so(clerk, href, session):
    row = draft(session)
    row.draft = {**row.draft, "is_scanned": True}
    session.commit()
    assert "Tệp là bản chụp" in text(clerk.get(href))


def many(session, times):
    """The same draft with its rows many times over."""
    row = draft(session)
    row.draft = {**row.draft, "rows": row.draft["rows"] * times}
    session.commit()


def test_the_page_of_two_hundred_rows_is_no_heavier_than_a_photo_and_costs_the_same_queries(clerk, href, session):
    costs = []
    for times in (1, 7):
        many(session, times)
        clerk.get(href)
        with counted(session.get_bind()) as sent:
            page = clerk.get(href)
        costs.append(len(sent))
        assert len(gzip.compress(page.data)) < (BODY_BUDGET if times == 1 else 2 * BODY_BUDGET)
    assert costs[0] == costs[1]
    assert len(rows(text(page))) == 210


def test_a_loaded_import_has_no_rows_to_correct(clerk, toolbox, session):
    loaded(clerk, toolbox)
    draft_id = draft(session).id
    for path in ("/dong/0", "/toan-van"):
        assert clerk.get(f"/ke-hoach/nhap/{draft_id}{path}").status_code == 404
    assert clerk.post(f"/ke-hoach/nhap/{draft_id}/dong/0/bo").status_code == 404
    assert session.scalar(select(func.count(Plan.id))) == 2
