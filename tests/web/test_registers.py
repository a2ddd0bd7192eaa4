"""Every register by one kit, walked from the first row to the last: whoever adds a register adds its sample, and is walked."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from types import SimpleNamespace

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.conftest import Browser
from tests.factories import register_worlds, tasks, worlds
from tests.factories.registers_samples import SAMPLES
from tests.web.routes import MISSING, masked
from tests.web.uploads import fields, work
from tthc.core.audit import queries as audit_queries
from tthc.core.books import BOOKS
from tthc.core.people import queries as people_queries
from tthc.core.registers import queries
from tthc.core.registers.queries import lists
from tthc.core.registers.rules import UNIT, Kind
from tthc.kernel.sections import Section
from tthc.kernel.text import fold
from tthc.web.register_form import entered
from tthc.web.register_ui import known_registers

XLSX = "so.xlsx"
MOST_ROWS = 20_100


def text(response, status=200):
    assert response.status_code == status, re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.get_data(as_text=True)))[-600:]
    return response.get_data(as_text=True)


def words(page):
    """What a person reads on a page."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", " ", page)))


def to(response):
    assert response.status_code == 303, words(text(response, response.status_code))[-800:]
    return response.headers["Location"]


class Walk:
    """One register, its sample and a clerk who keeps it."""

    def __init__(self, ui, office, session, toolbox, as_role, today, now):
        self.ui, self.book, self.sample = ui, ui.book, SAMPLES[ui.book.name]
        self.office, self.session, self.toolbox, self.as_role = office, session, toolbox, as_role
        self.unit = office.staff
        more = self.sample.prepare(session, office, office.actor("clerk"), today, now) if self.sample.prepare else {}
        self.first = {UNIT.name: str(self.unit.id), **more, **self.sample.values}
        self.other = {UNIT.name: str(self.unit.id), **more, **self.sample.other}
        session.commit()
        self.today, self.now = today, now
        self.home = f"/2024/{ui.book.section.slug}/so/{ui.slug}"
        self.clerk = as_role("clerk")

    def rows(self, query=""):
        """The numbers of the rows that the list shows."""
        return [int(n) for n in re.findall(rf'<th scope="row" role="rowheader"><a href="{self.home}/(\d+)"', self.page(query))]

    def page(self, query=""):
        return text(self.clerk.get(self.home + query))

    def add(self, values, browser=None):
        return (browser or self.clerk).post(f"{self.home}/them", values)

    def added(self, values):
        return int(to(self.add(values)).rsplit("/", 1)[1])

    def at(self, row_id, tail=""):
        return f"{self.home}/{row_id}{tail}"

    def row(self, row_id):
        self.session.rollback()
        return queries.one(self.session, self.actor(), self.book, row_id)

    def actor(self, role="clerk"):
        return people_queries.load_actor(self.session, self.office.people[role].id, self.today)

    def everything(self):
        """Every row of the register as it is kept."""
        self.session.rollback()
        ids = [row.id for row in queries.rows(self.session, self.actor(), self.book, queries.Ask(), today=self.today, limit=None)]
        return {n: {c.name: getattr(self.row(n), c.name) for c in self.book.columns} for n in ids}

    def paste(self, *rows):
        """Rows typed in Excel and pasted: the header's titles, then cells."""
        columns = [column for column in entered(self.book) if column.name != UNIT.name and any(column.name in row for row in rows)]
        lines = [[column.title for column in columns], *([row.get(column.name, "") for column in columns] for row in rows)]
        sent = "\n".join("\t".join(line) for line in lines)
        return to(self.clerk.post(f"{self.home}/nhap", {"text": sent, UNIT.name: str(self.unit.id)}))

    def upload(self, content):
        boundary, body = encode_multipart({"file": FileStorage(BytesIO(content), XLSX, "file"), UNIT.name: str(self.unit.id)})
        return to(self.clerk.post(f"{self.home}/nhap", body, content_type=f'multipart/form-data; boundary="{boundary}"'))

    def checked(self, href):
        work(self.toolbox)
        return text(self.clerk.get(href))

    def confirm(self, href, page):
        version = re.search(r'/xac-nhan">.*?name="version" value="(\d+)"', page, re.DOTALL)[1]
        to(self.clerk.post(f"{href}/xac-nhan", {"version": version}))
        work(self.toolbox)

    def export(self, query=""):
        href = to(self.clerk.post(f"{self.home}/xuat{query}"))
        work(self.toolbox)
        assert "Tệp đã sẵn sàng" in text(self.clerk.get(href))
        response = self.clerk.get(f"{href}/tep")
        assert response.status_code == 200
        return response.data


@pytest.fixture
def walk(session, office, toolbox, as_role, today, now):
    """walk(name) starts the walk through a register."""
    return lambda name: Walk(known_registers()[name], office, session, toolbox, as_role, today, now)


@pytest.mark.parametrize("name", BOOKS)
def test_every_register_from_the_first_row_to_the_last(name, walk, app, session, toolbox, as_role, today):
    here = walk(name)
    refuses_what_is_wrong(here)
    first, other = here.added(here.first), here.added(here.other)
    lists_narrows_and_searches(here, first, other)
    changes_with_a_history(here, first)
    comes_back_from_its_own_sheet(here, first, other)
    prints(here, first, other)
    goes_with_a_reason(here, other)
    comes_in_by_a_sheet(here)
    proves_a_task(here, first)
    readers_only_read(here, first)
    others_know_nothing(here, app, session, first)


def test_only_tasks_of_the_section_are_one_press_away_and_three_of_them(walk, session, office):
    here = walk("posting")
    row_id = here.added(here.first)
    page = text(here.clerk.get(here.at(row_id)))
    # The one open task is of another section: a press too many would report the wrong work as done.
    assert "Nhiệm vụ khác (1)" in page
    assert "Nhiệm vụ đang mở" not in page
    for place, (section, day) in enumerate([(Section.DIRECTION, 16), *((Section.PUBLICATION, day) for day in (27, 28, 29, 30))]):
        task = tasks.task(session, office.plan, here.unit, f"Việc {day}", section, "9", 20 + place)
        tasks.occurrence(session, task, here.unit, due_on=date(2024, 8, day))
    session.commit()
    card = text(here.clerk.get(here.at(row_id))).split('id="proofs"')[1].split("</section>")[0]
    shown, folded = card.split("<details")
    titles = re.compile(r'class="proof__title">([^<]+)<')
    assert titles.findall(shown) == ["Việc 27", "Việc 28", "Việc 29"]
    assert titles.findall(folded) == ["Việc 30", "Việc 16", "Chỉ đạo, đôn đốc"]
    assert "<summary" in folded
    assert "Nhiệm vụ khác (3)" in folded


def refuses_what_is_wrong(here):
    before = here.everything()
    page = text(here.add({UNIT.name: here.first[UNIT.name]}), 422)
    required = [column for column in entered(here.book) if column.is_required and column.name != UNIT.name]
    for column in required:
        assert f'id="{column.name}-error"' in page, column.name
    assert "<title>Lỗi: " in page
    page = text(here.add({**here.first, **here.sample.bad}), 422)
    wrong = re.findall(r'id="([a-z_0-9]+)-error"', page)
    assert wrong, "the error stands at a field: what is typed may contradict another column"
    assert all(f'href="#{column_name}"' in page for column_name in wrong), "the summary leads to each field"
    for column_name, typed in here.first.items():
        if typed and column_name not in here.sample.bad:
            assert unescape(fields(page).get(column_name, "")), f"{column_name} was typed and is gone"
    assert here.everything() == before


def lists_narrows_and_searches(here, first, other):
    page = here.page()
    assert {first, other} <= set(here.rows())
    assert f'href="{here.home}/them"' in page or here.ui.add_endpoint
    found = here.rows(f"?tu-khoa={fold(here.sample.word).replace(' ', '+')}")
    assert first in found
    assert other not in found
    assert here.rows("?tu-khoa=khongcogi") == []
    assert "Không tìm thấy" in here.page("?tu-khoa=khongcogi")
    kept = here.row(first)
    for column in here.book.columns:
        if column.is_filter and f'id="filter-{column.name}"' in page:
            value = getattr(kept, column.name)
            stored = {True: "1", False: "0", None: ""}.get(value, value) if column.kind is Kind.FLAG else value
            narrowed = here.rows(f"?{column.name}={stored}")
            assert first in narrowed, column.name
            assert (other in narrowed) == (not stored or getattr(here.row(other), column.name) == value), column.name
    for view in here.book.views:
        assert set(here.rows(f"?loc={view.slug}")) <= set(here.rows())
    part = here.clerk.htmx("GET", here.home)
    assert text(part).lstrip().startswith('<div id="section-panel"')


def changes_with_a_history(here, row_id):
    page = text(here.clerk.get(here.at(row_id, "/sua")))
    before = here.everything()[row_id]
    same = {name: value for name, value in fields(page).items() if name not in ("request_key", "csrf_token")}
    assert here.at(row_id) == to(here.clerk.post(here.at(row_id, "/sua"), same))
    assert here.everything()[row_id] == before, "a form sent back as it was changes nothing"
    to(here.clerk.post(here.at(row_id, "/sua"), {**same, **here.sample.edited}))
    after = here.everything()[row_id]
    assert after != before
    shown = text(here.clerk.get(here.at(row_id)))
    assert here.book.describe(here.row(row_id)) in unescape(shown)
    assert {"Thêm vào sổ theo dõi", "Sửa dòng"} <= {w.strip() for w in re.findall(r"<li><p>([^<]+)</p>", shown)}
    assert "<ins>" in shown
    for title, told in here.sample.facts.items():
        assert title in unescape(shown)
        assert told in words(shown)
    behind = here.clerk.post(here.at(row_id, "/sua"), {**same, **here.sample.edited, "version": "1"})
    assert "Bản đang lưu" in text(behind, 409)
    assert here.everything()[row_id] == after


def comes_back_from_its_own_sheet(here, first, other):
    content = here.export()
    sheet = here.toolbox.sheets.read(content, XLSX, most_rows=MOST_ROWS)[0]
    header = [str(cell) for cell in sheet.rows[0]]
    assert [column.title for column in entered(here.book) if column.title not in header] == []
    assert header[-1] == "Mã dòng"
    assert len(sheet.rows) >= 3
    before = here.everything()
    page = here.checked(here.upload(content))
    assert "Không có dòng nào mới hoặc thay đổi so với sổ." in words(page), words(page)[-1500:]
    assert "/xac-nhan" not in page
    assert here.everything() == before
    assert {first, other} <= set(before)


def prints(here, first, other):
    page = text(here.clerk.get(f"{here.home}/in"))
    assert "<nav" not in page
    assert "<form" not in page
    assert page.count("<tr>") >= 3
    assert {first, other} <= set(here.everything())


def goes_with_a_reason(here, row_id):
    assert "Nêu lý do" in text(here.clerk.post(here.at(row_id, "/xoa"), {"reason": " "}), 422)
    assert row_id in here.everything()
    text(here.clerk.get(here.at(row_id, "/xoa")))
    to(here.clerk.post(here.at(row_id, "/xoa"), {"reason": "Nhập nhầm sổ"}))
    assert here.clerk.get(here.at(row_id)).status_code == 404
    assert row_id not in here.rows()
    log = audit_queries.histories(here.session, {here.book.name: [row_id]})
    assert "remove" in {entry.verb for entry in log}
    assert "Nhập nhầm sổ" in log[0].after + log[1].after


def comes_in_by_a_sheet(here):
    before = here.everything()
    wrong = here.paste(here.other, {**here.other, **here.sample.bad})
    page = here.checked(wrong)
    titles = "|".join(re.escape(column.title) for column in here.book.columns)
    assert re.search(rf"Dòng 3, cột ([A-Z]+ \()?({titles})", words(page)), words(page)[-1500:]
    assert not re.search(r"Dòng 2, cột", words(page.split('id="remarks"')[0])), "the good row is not blamed"
    assert "/xac-nhan" not in page
    assert here.clerk.post(f"{wrong}/xac-nhan", {"version": "99"}).status_code in (409, 422)
    assert here.everything() == before, "nothing is written while one row is wrong"
    href = here.paste(here.other)
    page = here.checked(href)
    assert here.everything() == before, "nothing is written before somebody confirms"
    here.confirm(href, page)
    said = re.search(r"Đã ghi 1 dòng mới vào ([^.]+)\.", words(text(here.clerk.get(href))))
    assert said is not None
    assert fold(said[1]) == fold(here.book.title)
    new = {n: values for n, values in here.everything().items() if n not in before}
    assert len(new) >= 1
    (row_id,) = [n for n in new if here.row(n).register_import_id is not None]
    assert row_id in here.rows()
    dropped = here.paste({**here.other, **here.sample.edited})
    here.checked(dropped)
    to(here.clerk.post(f"{dropped}/bo"))
    assert "Lần nhập này đã bỏ" in text(here.clerk.get(dropped))


def proves_a_task(here, row_id):
    occurrence = here.office.occurrences.guide
    page = text(here.clerk.get(here.at(row_id)))
    action = here.at(row_id, f"/minh-chung/{occurrence.id}")
    assert f'action="{action}"' in page
    to(here.clerk.post(action))
    page = text(here.clerk.get(here.at(row_id)))
    assert "Chờ duyệt" in page
    assert f'action="{action}"' not in page, "what is reported is not offered again"
    task = text(here.clerk.get(f"/viec/{occurrence.task_id}"))
    assert f'href="{here.at(row_id)}"' in task
    assert here.clerk.post(here.at(row_id, "/xoa"), {"reason": "Thử"}).status_code == 409, "a row that proves something stays"


def doors(here, row_id):
    """Every address below which something is written, with what would be sent."""
    return [
        (f"{here.home}/them", here.other),
        (here.at(row_id, "/sua"), here.first),
        (here.at(row_id, "/xoa"), {"reason": "Thử"}),
        (here.at(row_id, "/tep"), {}),
        (f"{here.home}/nhap", {"text": "a\tb\nc\td", UNIT.name: here.first[UNIT.name]}),
    ]


def readers_only_read(here, row_id):
    auditor, second = here.as_role("auditor"), here.as_role("second")
    before = here.everything()
    page = text(auditor.get(here.home)) + text(auditor.get(here.at(row_id)))
    for tail in ("/them", "/nhap", f"/{row_id}/sua", f"/{row_id}/xoa", f"/{row_id}/tep", f"/{row_id}/minh-chung"):
        assert f'="{here.home}{tail}' not in page, tail
    for path, sent in doors(here, row_id):
        assert auditor.post(path, sent).status_code == 403, path
        if not path.endswith("/tep"):
            assert auditor.get(path).status_code == 404, path
    page = text(second.get(here.at(row_id)))
    assert here.at(row_id, "/sua") not in page
    for path, sent in doors(here, row_id)[1:4]:
        assert second.post(path, sent).status_code == 403, path
    assert here.everything() == before


def others_know_nothing(here, app, session, row_id):
    _, _, who, _, _ = worlds.second_agency(session)
    token, _ = worlds.sign_in_row(session, who["clerk"])
    session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    far = Browser(client)
    assert f"{here.home}/{row_id}" not in text(far.get(here.home))
    for path, sent in doors(here, row_id)[1:4]:
        for verb, given in (("get", {}), ("post", {"data": sent})):
            if verb == "get" and path.endswith("/tep"):
                continue
            found = getattr(far, verb)(path, **given)
            absent = getattr(far, verb)(path.replace(f"/{row_id}", f"/{MISSING}"), **given)
            assert found.status_code == absent.status_code == 404, path
            assert masked(found).replace(path, "") == masked(absent).replace(path.replace(f"/{row_id}", f"/{MISSING}"), "")
    assert far.get(here.at(row_id)).status_code == 404


def test_each_register_has_a_section_that_shows_it(session):
    assert set(known_registers()) == set(BOOKS)
    assert set(SAMPLES) == set(BOOKS)
    kinds = SimpleNamespace(**{ui.slug.replace("-", "_"): ui for ui in known_registers().values()})
    assert len(vars(kinds)) == len(BOOKS), "addresses of registers differ"


def test_counting_ends_where_nobody_turns_pages(walk, session, monkeypatch):
    """A list of 200,000 rows says "hơn 10.000"; paging says so too."""
    here = walk("visit")
    made = register_worlds.row(session, here.office.actor("clerk"), here.unit, here.book, today=here.today, now=here.now)
    register_worlds.copies(session, here.book, made, 70)
    session.commit()
    assert "1–25 trong 71" in words(here.page())
    for module in (queries, lists):
        monkeypatch.setattr(module, "COUNTED", 60)
    page = words(here.page())
    assert "Hơn 60 lượt chờ" in page
    assert "1–25 trong hơn 60" in page
    monkeypatch.setattr(lists, "SOUGHT", 30)
    word = fold(made.counter).split()[0]
    page = words(here.page(f"?tu-khoa={word}"))
    assert "Hơn 30 lượt chờ" in page, "a search is counted to fewer rows: who has more hits says another word"
    assert "1–25 trong hơn 30" in page
    assert "26–50 trong hơn 30" in words(here.page(f"?tu-khoa={word}&trang=2"))


def test_pasted_cells_that_are_put_right_take_the_place_of_those_with_faults(walk, session):
    here = walk("visit")
    wrong = here.paste({**here.other, **here.sample.bad})
    page = here.checked(wrong)
    assert "Thời gian chờ (phút)):" in words(page), "the place names the column, and the sentence does not again"
    assert "Thời gian chờ (phút)): Thời gian chờ" not in words(page)
    assert "Sửa các ô có lỗi tại mục Sửa ngay tại đây rồi kiểm tra lại." in words(page)
    sent = {name: value for name, value in fields(page).items() if name in ("replaces", UNIT.name)}
    assert sent["replaces"] == wrong.rsplit("/", 1)[1]
    text_again = fields(page)["text"].replace(here.sample.bad["waiting_minutes"], "12")
    right = to(here.clerk.post(f"{here.home}/nhap", {**sent, "text": text_again}))
    here.confirm(right, here.checked(right))
    assert len(here.everything()) == 1
    assert "Lần nhập này đã bỏ" in text(here.clerk.get(wrong))


def test_cells_without_a_header_are_taken_in_the_order_of_the_register(walk):
    here = walk("visit")
    columns = entered(here.book)
    assert f"theo thứ tự của sổ: {'; '.join(column.title for column in columns)}." in words(text(here.clerk.get(f"{here.home}/nhap")))
    cells = "\t".join(here.other.get(column.name, "") if column.name != UNIT.name else "" for column in columns).rstrip("\t")
    href = to(here.clerk.post(f"{here.home}/nhap", {"text": cells, UNIT.name: str(here.unit.id)}))
    page = here.checked(href)
    assert "Xác nhận và ghi 1 dòng" in words(page), words(page)[-900:]


def test_a_number_with_two_readings_offers_both(walk):
    here = walk("visit")
    page = text(here.add({**here.first, "waiting_minutes": "1.234"}), 422)
    picks = re.findall(r'name="chon" value="([^"]+)"', page)
    assert picks == ["waiting_minutes:1234", "waiting_minutes:1,234"]
    row_id = int(to(here.add({**here.first, "waiting_minutes": "1.234", "chon": picks[1]})).rsplit("/", 1)[1])
    assert 1 < here.row(row_id).waiting_minutes < 2


def test_a_file_of_a_row_is_added_downloaded_and_taken_off(walk, pdf):
    here = walk("visit")
    row_id = here.added(here.first)
    assert "Chọn ít nhất một tệp." in text(here.clerk.post(here.at(row_id, "/tep")), 422)
    boundary, body = encode_multipart({"photo": FileStorage(BytesIO(pdf), "anh.pdf", "photo"), "note": "Bảng tầng 1"})
    to(here.clerk.post(here.at(row_id, "/tep"), body, content_type=f'multipart/form-data; boundary="{boundary}"'))
    page = text(here.clerk.get(here.at(row_id)))
    assert 'capture="environment"' in page
    href = re.search(rf'href="({here.at(row_id)}/tep/\d+)"', page)[1]
    assert here.clerk.get(href).data == pdf
    assert here.as_role("auditor").get(href).data == pdf
    to(here.clerk.post(f"{href}/go"))
    assert here.clerk.get(href).status_code == 404
    assert {"Thêm tệp vào dòng", "Gỡ tệp khỏi dòng"} <= set(re.findall(r"<li><p>([^<]+)</p>", text(here.clerk.get(here.at(row_id)))))
