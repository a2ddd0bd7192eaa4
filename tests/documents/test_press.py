"""Documents: Vietnamese text comes back, fonts are inside, the archive form is declared, the press survives its child."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from tests.factories.documents import PERIOD, SECTION
from tthc.adapters.children import Fault, Limits, Lost
from tthc.adapters.fonts import LETTERS, require_font
from tthc.adapters.press import Press
from tthc.adapters.rendering import print_page, render
from tthc.kernel.errors import Unavailable


def text_of(pdf, *options):
    return subprocess.run(["pdftotext", "-enc", "UTF-8", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def words_of(pdf):
    return " ".join(text_of(pdf).split())


@pytest.fixture(scope="module")
def period():
    return render("report", PERIOD, {"du-lieu.json": b'{"a": 1}'}, "bc-15")


@pytest.fixture(scope="module")
def section():
    return render("report", SECTION, {}, "bc-16")


def test_all_vietnamese_letters_come_back_in_nfc():
    letters = sorted(LETTERS)
    assert len(letters) == 134
    decomposed = [unicodedata.normalize("NFD", letter) for letter in letters]
    table = {"kind": "table", "caption": "", "columns": ["Chữ"], "align": ["left"], "widths": [100], "rows": [[" ".join(decomposed)]]}
    content = PERIOD | {"opening": " ".join(decomposed), "parts": [{"heading": "", "blocks": [table]}]}
    text = text_of(render("report", content, {}, ""))
    assert text == unicodedata.normalize("NFC", text)
    assert all(text.count(letter) >= 2 for letter in letters)


def test_text_of_the_report(period):
    text = words_of(period)
    for piece in (
        "ỦY BAN NHÂN DÂN PHƯỜNG TRUNG LƯƠNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 15/BC-UBND",
        "Trung Lương, ngày 05 tháng 9 năm 2024",
        "Kính gửi: Ủy ban nhân dân thị xã Hồng Lĩnh",
        "I. TÌNH HÌNH, KẾT QUẢ THỰC HIỆN",
        "Không phát sinh.",
        "phường Trung Lương./.",
        "- Lưu: VT, VP-TK, 02 bản.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nguyễn Hữu Phước",
    ):
        assert piece in text


def test_unnumbered_section_report(section):
    text = words_of(section)
    assert re.search(r"Số: .*/BC-UBND", text)
    assert "15/BC-UBND" not in text
    assert re.search(r"Trung Lương, ngày +tháng +năm ", text)
    assert "NGƯỜI LẬP" in text
    assert "Trần Thị Mỹ Lệ" in text
    assert "CHỦ TỊCH Nguyễn" not in text


@pytest.mark.parametrize(
    ("iso", "line"),
    [
        ("2026-01-05", "ngày 05 tháng 01 năm 2026"),
        ("2026-02-28", "ngày 28 tháng 02 năm 2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
        ("2026-12-31", "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_date_line(iso, line):
    from tthc.adapters.documents import office_date

    assert office_date(iso) == line


def test_mark_of_a_test_stands_on_every_page_and_only_then(period):
    with pikepdf.open(io.BytesIO(period)) as pdf:
        pages = len(pdf.pages)
    for page in range(1, pages + 1):
        assert "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in text_of(period, "-f", str(page), "-l", str(page))
    assert "THỬ NGHIỆM" not in text_of(render("report", PERIOD | {"is_test": False}, {}, ""))


def test_page_number_from_the_second_page_on(period):
    first, second = (
        text_of(period, "-f", str(page), "-l", str(page), "-y", "0", "-x", "0", "-W", "595", "-H", "55").split() for page in (1, 2)
    )
    assert second == ["2"]
    assert "1" not in first


def test_table_heads_repeat_and_rows_stay_whole():
    rows = [[str(number), f"Dòng {number} " + "có nội dung dài " * 12 + "Hết.", "1"] for number in range(1, 61)]
    table = {
        "kind": "table",
        "caption": "Bảng",
        "columns": ["TT", "Nội dung công việc", "Số"],
        "align": ["center", "left", "right"],
        "widths": [8, 80, 12],
        "rows": rows,
    }
    pdf = render("report", PERIOD | {"parts": [{"heading": "I. Bảng", "blocks": [table]}]}, {}, "")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    assert pages > 3
    for page in range(2, pages):
        text = text_of(pdf, "-f", str(page), "-l", str(page))
        assert "Nội dung công việc" in text
        assert text.count("Dòng") == text.count("Hết.") > 1


def test_fonts_are_embedded_subsets_of_the_right_family(period, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(period)
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    assert len(lines) == 4
    assert require_font() == "Liberation Serif"
    for line in lines:
        assert "Liberation-Serif" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, with a way back to Unicode


@pytest.mark.parametrize(("name", "part", "conformance"), [("period", "3", "B"), ("section", "2", "U")])
def test_archive_form_is_declared(name, part, conformance, request):
    with pikepdf.open(io.BytesIO(request.getfixturevalue(name))) as pdf:
        with pdf.open_metadata() as told:
            assert told.pdfa_status == part + conformance
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert pdf.trailer.ID
        assert not pdf.is_encrypted
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                assert not thing.get("/Interpolate", False)


def test_data_is_attached_to_the_report_only(period, section):
    with pikepdf.open(io.BytesIO(period)) as pdf:
        assert {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()} == {"du-lieu.json": b'{"a": 1}'}
        assert pdf.attachments["du-lieu.json"].obj.AFRelationship == "/Data"
    with pikepdf.open(io.BytesIO(section)) as pdf:
        assert len(pdf.attachments) == 0


def test_qpdf_finds_nothing_wrong(period, section, tmp_path):
    for name, pdf in (("a.pdf", period), ("b.pdf", section)):
        (tmp_path / name).write_bytes(pdf)
        subprocess.run(["qpdf", "--check", tmp_path / name], check=True, capture_output=True)


def test_text_of_people_stays_text():
    hostile = '<script>alert(1)</script><img src="http://127.0.0.1/x"> {{ 7*7 }} {% raw %} ${7*7}'
    text = words_of(render("report", PERIOD | {"opening": hostile, "recipients": [hostile]}, {}, ""))
    assert text.count("<script>alert(1)</script>") == 2
    assert "{{ 7*7 }}" in text


def test_missing_field_is_an_error():
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        render("report", {key: value for key, value in PERIOD.items() if key != "closing"}, {}, "")


def test_too_many_rows_are_sent_to_excel():
    with pytest.raises(Unavailable, match=r"1\.500 dòng"):
        print_page("<table>" + "<tr><td>a</td></tr>" * 1_501 + "</table>", variant=None)


def test_missing_font_names_the_package(monkeypatch):
    from tthc.adapters import fonts

    require_font.cache_clear()
    monkeypatch.setattr(fonts, "FAMILIES", ("Phông Không Có",))
    with pytest.raises(Unavailable, match="apt install fonts-liberation2"):
        render("report", PERIOD, {}, "")
    monkeypatch.undo()
    require_font.cache_clear()


class TestPool:
    @pytest.fixture(scope="class")
    @staticmethod
    def press():
        press = Press()
        yield press
        press.close()

    def test_equal_content_gives_equal_bytes_in_another_process(self, press, period):
        assert press.print("report", PERIOD, attachments={"du-lieu.json": b'{"a": 1}'}, identifier="bc-15") == period

    def test_child_has_no_secrets_and_no_network(self, press, monkeypatch):
        monkeypatch.setenv("TTHC_SECRET_FOR_TEST", "bí mật")
        press.close()
        press.print("report", SECTION)
        assert press._child.run(os.getenv, "TTHC_SECRET_FOR_TEST") is None
        child = Path("/proc", str(press._child.run(os.getpid)), "ns/net")
        if child.readlink() == Path("/proc/self/ns/net").readlink():
            pytest.skip("this kernel lets no process leave its network")
        with pytest.raises(Fault, match=r"unreachable|Network"):
            press._child.run(_connect)

    def test_dead_child_is_replaced(self, press):
        press.print("report", SECTION)
        with pytest.raises(Lost):
            press._child.run(os.abort)
        assert press.print("report", SECTION).startswith(b"%PDF-1.7")

    def test_document_without_end_is_stopped(self):
        press = Press(Limits(wall_seconds=0.01))
        with pytest.raises(Unavailable, match="quá thời gian"):
            press.print("report", SECTION)
        assert press._child._process is None

    def test_children_are_replaced_while_several_callers_wait(self):
        press = Press(Limits(tasks=2))
        with ThreadPoolExecutor(3) as callers:
            printed = list(callers.map(lambda _: press.print("report", SECTION), range(5)))
        press.close()
        assert len(set(printed)) == 1

    def test_child_leaves_when_its_parent_is_killed(self, tmp_path):
        script = tmp_path / "parent.py"
        script.write_text(
            "import os, signal\n"
            "from tests.factories.documents import SECTION\n"
            "from tthc.adapters.press import Press\n"
            "if __name__ == '__main__':\n"
            "    press = Press()\n"
            "    press.print('report', SECTION)\n"
            "    print(press._child._process.pid, flush=True)\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        root = Path(__file__).parents[2]
        done = subprocess.run(
            [sys.executable, script], cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.PIPE, check=False
        )
        child = Path("/proc", done.stdout.decode().strip())
        for _ in range(100):
            if not child.exists() or " Z " in (child / "stat").read_text():
                return
            time.sleep(0.1)
        pytest.fail("the child still runs")

    def test_memory_is_limited(self, press):
        with pytest.raises(Lost, match="memory"):
            press._child.run(_take_two_gigabytes)

    def test_sentence_of_the_child_arrives(self, press):
        table = {"kind": "table", "caption": "", "columns": ["a"], "align": ["left"], "widths": [100], "rows": [["a"]] * 1_501}
        with pytest.raises(Unavailable, match=r"1\.500 dòng"):
            press.print("report", PERIOD | {"parts": [{"heading": "", "blocks": [table]}]})


def _connect():
    import socket

    socket.create_connection(("127.0.0.1", 9), timeout=2)


def _take_two_gigabytes():
    return len(bytearray(2 * 1024**3))


def test_hash_of_a_report_depends_on_its_content(period):
    other = render("report", PERIOD | {"subject": "Khác"}, {"du-lieu.json": b'{"a": 1}'}, "bc-15")
    assert hashlib.sha256(other).digest() != hashlib.sha256(period).digest()
