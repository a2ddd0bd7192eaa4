"""Papers printed of register rows: what stands on them, on how many pages, and that their QR codes can be read from the picture."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest
from PIL import Image

from tests.documents.qr_reader import codes_in
from tests.factories.printing import FEEDBACK_COLUMNS, feedback_rows, late, printing, procedure
from tthc.adapters.rendering import render
from tthc.core.registers.rules import documents

LINK = "https://thutuc.dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=1.004873"


def text_of(pdf, page=None):
    some = ["-f", str(page), "-l", str(page)] if page else []
    return subprocess.run(["pdftotext", "-enc", "UTF-8", *some, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def words_of(pdf, page=None):
    return " ".join(text_of(pdf, page).split())


def pages_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def sheets(*procedures, **changes):
    return render("posting_sheets", documents.posting_sheets(printing(**changes), procedures), {}, "x")


def read_codes(pdf, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", path, tmp_path / "p"], check=True)
    found = []
    for picture in sorted(tmp_path.glob("p*.png")):
        found += codes_in(Image.open(picture))
    return found


def test_a_posting_sheet_says_what_the_law_asks_for():
    text = words_of(sheets(procedure(1)))
    for piece in (
        "UBND THỊ XÃ HỒNG LĨNH",
        "ỦY BAN NHÂN DÂN PHƯỜNG TRUNG LƯƠNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Lĩnh vực: Hộ tịch",
        "Thủ tục đăng ký khai sinh",
        "Mã thủ tục: 1.004873",
        "05 ngày làm việc",
        "Không thu phí",
        "Toàn trình",
        "Trình tự thực hiện Bước 1.",
        "Giấy chứng sinh (bản chính).",
        "Số lượng hồ sơ: 01 bộ.",
        "Nghị định số 123/2015/NĐ-CP ngày 15/11/2015.",
        "Công bố tại Quyết định số 1027/QĐ-UBND ngày 05/01/2024 của Chủ tịch UBND tỉnh, có hiệu lực từ ngày 20/01/2024.",
        "Phản ánh, kiến nghị về thủ tục hành chính: Văn phòng UBND phường Trung Lương; điện thoại 0239 000 0000",
        "Bản in ngày 15/08/2024.",
    ):
        assert piece in text


def test_a_time_limit_is_printed_once():
    short, long = "05 ngày làm việc", "Cấp xã: 05 ngày làm việc.\nTrường hợp phải xác minh: 08 ngày làm việc."
    for limit in (short, long):
        parts = [{"title": "Thời hạn giải quyết", "text": limit}, {"title": "Yêu cầu, điều kiện", "text": "Toàn trình"}]
        text = words_of(sheets(procedure(1, time_limit=limit, parts=parts)))
        assert (text.count("Thời hạn"), text.count("05 ngày làm việc")) == (1, 1)
        assert ("Thời hạn giải quyết Cấp xã: 05 ngày làm việc. Trường hợp" in text) is (limit == long)
        assert text.count("Toàn trình") == 2  # another part that happens to say the same words stays
    text = words_of(sheets(procedure(1, time_limit="05 ngày làm việc", parts=[])))
    assert text.count("05 ngày làm việc") == 1


def test_the_code_on_a_sheet_opens_the_national_database_or_the_public_page(tmp_path):
    pdf = sheets(procedure(1, link=LINK), procedure(2), procedure(3, code="1.001193.000.00.00.H35"))
    assert read_codes(pdf, tmp_path) == [
        LINK,
        "https://trungluong.example/thu-tuc/thu-tuc/1.004874.html",
        "https://trungluong.example/thu-tuc/thu-tuc/1.001193.000.00.00.h35.html",
    ]
    assert "Cơ sở dữ liệu quốc gia" in text_of(pdf, 1)
    assert "Cơ sở dữ liệu quốc gia" not in text_of(pdf, 2)


def test_an_agency_without_public_pages_prints_no_code(tmp_path):
    nowhere = printing().office.__class__(name="UBND xã Mẫu")
    pdf = sheets(procedure(1), office=nowhere)
    assert read_codes(pdf, tmp_path) == []
    assert "Quét mã" not in text_of(pdf)
    assert "Phản ánh, kiến nghị" not in text_of(pdf)


def test_each_procedure_begins_a_page_and_is_counted_by_itself():
    long = procedure(2)
    long["parts"] = [{"title": "Trình tự thực hiện", "text": "\n".join(["Nộp hồ sơ tại bộ phận tiếp nhận theo lịch đã hẹn. " * 3] * 40)}]
    short = procedure(1, parts=[])
    pdf = sheets(short, long, short | {"code": "2.000635"}, short | {"code": "2.000636"})
    firsts = [page for page in range(1, pages_of(pdf) + 1) if "CỘNG HÒA" in text_of(pdf, page)]
    assert len(firsts) == 4
    assert pages_of(pdf) > 4
    top = [text_of_top(pdf, page) for page in range(1, pages_of(pdf) + 1)]
    assert [number for page, number in enumerate(top, 1) if page in firsts] == ["", "", "", ""]
    assert [number for page, number in enumerate(top, 1) if page not in firsts] == [str(n) for n in range(2, pages_of(pdf) - 2)]


def text_of_top(pdf, page):
    box = ["-x", "0", "-y", "0", "-W", "600", "-H", "54"]
    return (
        subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), *box, "-", "-"], input=pdf, capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )


def test_letters_on_the_board_are_large():
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=sheets(procedure(1)), capture_output=True, check=True).stdout.decode()
    tall = {
        line.split(">")[1].split("<")[0]: float(line.split('yMax="')[1].split('"')[0]) - float(line.split('yMin="')[1].split('"')[0])
        for line in told.splitlines()
        if "<word" in line
    }
    assert tall["đăng"] > 24  # the name in 24 points: 8 mm
    assert tall["Bước"] > 16


@pytest.mark.long
def test_two_hundred_sheets_in_one_file():
    pdf = sheets(*[procedure(number) for number in range(1, 201)])
    assert text_of(pdf).count("CỘNG HÒA XÃ HỘI") == 200


def test_the_list_stands_by_field_with_one_code(tmp_path):
    pdf = render("posting_list", documents.posting_list(printing(), [procedure(n) for n in range(1, 13)]), {}, "x")
    text = words_of(pdf)
    heads = [
        f"{i}. Lĩnh vực {name}" for i, name in enumerate(("bảo trợ xã hội", "chứng thực", "đất đai", "hộ tịch", "thi đua, khen thưởng"), 1)
    ]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "12 thủ tục, 5 lĩnh vực" in text
    assert all(f"1.{4872 + number:06}" in text for number in range(1, 13))
    assert read_codes(pdf, tmp_path) == ["https://trungluong.example/thu-tuc/index.html"]


def test_columns_that_nothing_fills_are_left_out():
    bare = procedure(1, time_limit="", online="")
    text = words_of(render("posting_list", documents.posting_list(printing(), [bare]), {}, "x"))
    assert "Trực tuyến" not in text
    assert "Thời hạn" not in text
    text = words_of(render("posting_list", documents.posting_list(printing(), [bare, procedure(2, online="")]), {}, "x"))
    assert "Thời hạn" in text
    assert "Trực tuyến" not in text


def test_the_list_of_one_field_opens_that_field(tmp_path):
    pdf = render("posting_list", documents.posting_list(printing(), [procedure(1), procedure(6)]), {}, "x")
    assert read_codes(pdf, tmp_path) == ["https://trungluong.example/thu-tuc/linh-vuc/ho-tich.html"]


def test_a_field_is_one_however_it_was_typed():
    groups = documents.by_field([procedure(1, field="Hộ tịch"), procedure(6, field="hộ  tịch"), procedure(2, field="")])
    assert [(name, len(found)) for name, found in groups] == [("Hộ tịch", 2), ("", 1)]


def test_the_letter_of_apology():
    pdf = render("apology", documents.apology(printing(), late()), {}, "x")
    text = words_of(pdf)
    for piece in (
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN",
        "Trung Lương, ngày 15 tháng 8 năm 2024",
        "Kính gửi: Ông Nguyễn Văn Mẫu",
        "Ngày 01/07/2024, Ủy ban nhân dân phường Trung Lương đã tiếp nhận hồ sơ mã số H27.115-240701-0012",
        "hẹn trả kết quả ngày 08/07/2024",
        "vì lý do: chờ văn bản trả lời",
        "đến ngày 19/07/2024",
        "trungluong.example./.",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
    ):
        assert piece in text
    assert pages_of(pdf) == 1
    sent = words_of(render("apology", documents.apology(printing(), late(sent_on="2024-07-09", signer="Trần Thị Mẫu")), {}, "x"))
    assert "Trung Lương, ngày 09 tháng 7 năm 2024" in sent
    assert sent.endswith("Trần Thị Mẫu")
    empty = documents.apology(printing(), late(reason="", new_due_on="", received_on=""))["text"]
    assert not any("…." in one for one in empty)


def test_the_letter_is_worded_by_the_agency_and_names_nobody_to_strangers():
    own = {"sorry": "{cơ quan} thành thật cáo lỗi, hẹn lại ngày {ngày hẹn lại} {lạ}.", "promise": "", "post": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"}
    text = words_of(render("apology", documents.apology(printing(is_masked=True, wording=own), late()), {}, "x"))
    assert "Nguyễn Văn Mẫu" not in text
    assert "Kính gửi: Ông/Bà (Tổ chức) nộp hồ sơ mã số H27.115-240701-0012" in text
    assert "Trung Lương thành thật cáo lỗi, hẹn lại ngày 19/07/2024 {lạ}." in text
    assert "một lần" not in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text


def book(count, **changes):
    content = documents.book(printing(**changes), "SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ", FEEDBACK_COLUMNS, feedback_rows(count))
    return render("book", content, {}, "x")


def test_the_book_lies_sideways_with_its_head_on_every_page():
    pdf = book(60)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = {tuple(round(float(side)) for side in page.MediaBox) for page in opened.pages}
    assert boxes == {(0, 0, 842, 595)}
    pages = pages_of(pdf)
    assert pages > 4
    for page in range(1, pages + 1):
        text = words_of(pdf, page)
        assert "Nội dung phản ánh, kiến nghị" in text
        assert f"Trang {page}/{pages}" in text
    assert "Sổ có 60 dòng, in ngày 15/08/2024." in words_of(pdf, pages)
    assert "được che" not in text_of(pdf)
    assert "được che" in text_of(book(3, is_masked=True))


@pytest.mark.long
def test_five_hundred_rows_of_a_book():
    text = text_of(book(500))
    assert all(f"Dòng {number}" in " ".join(text.split()) for number in (1, 250, 500))


@pytest.mark.parametrize(
    ("template", "content"),
    [
        ("posting_sheets", documents.posting_sheets(printing(), [procedure(1, link=LINK)])),
        ("posting_list", documents.posting_list(printing(), [procedure(1), procedure(2)])),
        ("apology", documents.apology(printing(), late())),
        ("book", documents.book(printing(), "SỔ", FEEDBACK_COLUMNS, feedback_rows(2))),
    ],
)
def test_equal_content_gives_equal_bytes_in_the_archive_form(template, content):
    pdf = render(template, content, {}, "ma")
    assert render(template, content, {}, "ma") == pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as told:
        assert told.pdfa_status == "2U"


def test_words_of_people_stay_words_and_call_nothing():
    hostile = '<img src="http://127.0.0.1/x"><script>1</script>{{ 7*7 }}'
    text = words_of(sheets(procedure(1, name=hostile, decision=hostile, parts=[{"title": "A", "text": hostile}])))
    assert text.count("<script>1</script>{{ 7*7 }}") == 3
    rows = [[hostile, "b"]]
    assert "<script>" in words_of(render("book", documents.book(printing(), "SỔ", [("A", "left", 1), ("B", "left", 1)], rows), {}, "x"))
