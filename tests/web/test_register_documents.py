"""Papers of registers on the web: buttons, the way from asking to the file, who gets it, the sentences of a paper."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import feedback as samples
from tests.factories import procedures as procedure_rows
from tthc.core.dossiers.models import Apology
from tthc.core.registers import actions as register_actions
from tthc.core.registers.models import DocumentWording, RegisterDocument

BOOK = "/2024/phan-anh/so/phan-anh"


@pytest.fixture
def row(session, office, today, now):
    made = samples.received(session, office.actor("clerk"), office.staff, today=today, now=now)
    session.commit()
    return made


def forms(page):
    """The addresses of the page's papers, by the words of their buttons."""
    found = re.findall(r'<form method="post" action="([^"]*/van-ban/[^"]*)">.*?<span data-label>([^<]*)</span>', page, re.DOTALL)
    return {words: href.replace("&amp;", "&") for href, words in found}


def test_from_the_button_to_the_file(session, row, toolbox, as_role):
    clerk = as_role("clerk")
    page = clerk.get(BOOK).get_data(as_text=True)
    href = forms(page)["In sổ theo dõi"]
    asked = clerk.post(href)
    assert asked.status_code == 303
    waiting = clerk.get(asked.location)
    assert "Đang lập tệp PDF." in waiting.get_data(as_text=True)
    assert waiting.headers["Refresh"].startswith("1; url=/2024/phan-anh/so/phan-anh/van-ban/")
    assert clerk.htmx("GET", asked.location).get_data(as_text=True).lstrip().startswith('<div class="job"')
    assert clerk.get(f"{asked.location}/tep").status_code == 404
    toolbox.queue.perform(session(), toolbox)
    ready = clerk.get(asked.location)
    assert "Refresh" not in ready.headers
    assert "Tệp PDF đã sẵn sàng." in ready.get_data(as_text=True)
    file = clerk.get(f"{asked.location}/tep")
    assert file.mimetype == "application/pdf"
    assert file.data.startswith(b"%PDF")
    assert "so-theo-doi-phan-anh-kien-nghi-2024-08-15.pdf" in file.headers["Content-Disposition"]
    for role in ("officer", "leader", "second"):
        other = as_role(role)
        assert other.get(asked.location).status_code == 404
        assert other.get(f"{asked.location}/tep").status_code == 404


def test_a_narrowed_list_prints_what_it_shows(session, office, row, toolbox, as_role, today, now):
    samples.received(session, office.actor("clerk"), office.staff, today=today, now=now, content="Đèn đường thôn Hai hỏng", person="")
    session.commit()
    clerk = as_role("clerk")
    href = forms(clerk.get(f"{BOOK}?tu-khoa=den+duong&trang=1").get_data(as_text=True))["In sổ theo dõi"]
    assert "tu-khoa=den" in href
    assert "trang" not in href
    clerk.post(href)
    toolbox.queue.perform(session(), toolbox)
    told = toolbox.press.printed[-1][1]
    assert len(told["rows"]) == 1
    assert "có từ “den duong”" in told["subject"]
    assert clerk.post(f"{BOOK}/van-ban/so-theo-doi?tu-khoa=khongco").location.endswith(BOOK)
    assert "Không có dòng nào để in" in clerk.get(BOOK).get_data(as_text=True)


def test_an_officer_of_another_desk_gets_a_masked_book(session, office, row, toolbox, as_role):
    as_role("officer").post(f"{BOOK}/van-ban/so-theo-doi")
    toolbox.queue.perform(session(), toolbox)
    told = str(toolbox.press.printed[-1][1])
    assert not any(secret in told for secret in samples.SECRETS)
    assert "•••" in told


def test_who_reads_no_register_and_who_asks_for_nonsense(session, office, row, as_role):
    assert as_role("admin").post(f"{BOOK}/van-ban/so-theo-doi").status_code == 403
    clerk = as_role("clerk")
    assert clerk.post(f"{BOOK}/van-ban/khong-co").status_code in (404, 405)
    assert clerk.post(f"{BOOK}/van-ban/so").status_code == 404  # another register's kind
    assert clerk.post(f"{BOOK}/van-ban/so-theo-doi?dong=987654").status_code == 303
    assert clerk.get(f"{BOOK}/van-ban/987654").status_code == 404
    assert session.scalars(select(RegisterDocument)).all() == []


def test_a_sheet_of_a_procedure_from_its_page(session, office, toolbox, as_role):
    made = procedure_rows.announced(session, office.actor("clerk"), office.justice, time_limit="3")
    office.agency.public_address = "https://mau.vn/cong-khai"
    session.commit()
    clerk = as_role("clerk")
    page = clerk.get(f"/2024/cong-khai/so/thu-tuc/{made.id}").get_data(as_text=True)
    clerk.post(forms(page)["In tờ niêm yết"])
    toolbox.queue.perform(session(), toolbox)
    template, told = toolbox.press.printed[-1]
    assert template == "posting_sheets"
    (sheet,) = told["sheets"]
    assert (sheet["code"], sheet["name"]) == ("1.004873", "Đăng ký khai sinh")
    assert sheet["address"] == "https://mau.vn/cong-khai/thu-tuc/1.004873.html"
    listed = forms(clerk.get("/2024/cong-khai/so/thu-tuc").get_data(as_text=True))
    assert {"In tờ niêm yết", "In danh mục theo lĩnh vực", "In sổ (PDF)"} <= set(listed)
    clerk.post(listed["In danh mục theo lĩnh vực"])
    toolbox.queue.perform(session(), toolbox)
    assert toolbox.press.printed[-1][0] == "posting_list"


@pytest.fixture
def apology(session, office, today, now):
    from tthc.core.dossiers.actions import DOSSIERS

    values = {"code": "H00001", "field": "Hộ tịch", "channel": "direct", "unit_id": office.desk.id}
    days = {"received_on": date(2024, 8, 1), "due_on": date(2024, 8, 9), "returned_on": None}
    register_actions.enter(session, office.actor("clerk"), DOSSIERS, values | days, today=today, now=now)
    session.commit()
    return session.scalars(select(Apology)).one()


def test_a_letter_quotes_no_field_as_the_name_of_a_procedure(session, apology, toolbox, as_role):
    """The dossier names a field alone: the register of procedures knows no name for it."""
    clerk = as_role("clerk")
    page = clerk.get(f"/2024/mot-cua/so/xin-loi/{apology.id}").get_data(as_text=True)
    assert "Thủ tục thuộc lĩnh vực Hộ tịch" in page
    clerk.post(forms(page)["In văn bản xin lỗi (mẫu 04)"])
    toolbox.queue.perform(session(), toolbox)
    first = toolbox.press.printed[-1][1]["text"][0]
    assert "đề nghị giải quyết thủ tục hành chính thuộc lĩnh vực Hộ tịch, hẹn trả" in first


def test_the_sentences_of_the_letter_are_the_agencys_own(session, office, apology, toolbox, as_role):
    clerk = as_role("clerk")
    letters = "/2024/mot-cua/so/xin-loi"
    page = clerk.get(f"{letters}/{apology.id}").get_data(as_text=True)
    href = forms(page)["In văn bản xin lỗi (mẫu 04)"]
    place = re.search(r'href="([^"]*/cau-chu)"', page)[1]
    form = clerk.get(place).get_data(as_text=True)
    fields = dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\s*([^<]*)</textarea>', form)) | dict(
        re.findall(r'<input[^>]*name="(version)"[^>]*value="([^"]*)"', form)
    )
    assert "{lý do}" in fields["late"]
    assert clerk.post(place, fields | {"sorry": "{cơ quan} cáo lỗi."}).status_code == 303
    kept = session.scalars(select(DocumentWording)).one()
    assert kept.sentences["sorry"] == "{cơ quan} cáo lỗi."
    assert "late" not in kept.sentences
    assert "Câu mẫu:" in clerk.get(place).get_data(as_text=True)
    clerk.post(href)
    toolbox.queue.perform(session(), toolbox)
    assert any("cáo lỗi." in one for one in toolbox.press.printed[-1][1]["text"])
    assert clerk.post(place, fields | {"late": "x" * 3000, "version": "1"}).status_code == 422
    assert clerk.post(place, fields).status_code == 409  # of a version that is gone
    assert as_role("officer").get(place).status_code == 404
    assert "cau-chu" not in as_role("head").get(f"{letters}/{apology.id}").get_data(as_text=True)
    assert clerk.get(f"{letters}/van-ban/so/cau-chu").status_code == 404
