"""Old and foreign office files read like the Word file they were made from; LibreOffice does it, and is kept on a short lead."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.adapters.word_parts import BELOW, TOP, docx, lists, lvl, num, p, span, t, tbl, tc, tr
from tthc.adapters.readers import converted
from tthc.adapters.readers.converted import convert, is_available
from tthc.adapters.readers.docx_file import read_docx
from tthc.kernel.errors import BadFile

needs_office = pytest.mark.skipif(not is_available(), reason="LibreOffice is not installed")
GRID = [600, 3400, 2000, 2000, 1000]


def wide(content, columns, more=""):
    return tc(content, f'<w:tcW w:w="{sum(columns)}" w:type="dxa"/>{more}')


def task_table():
    header = tr(
        wide("TT", GRID[:1], TOP),
        wide("Nội dung", GRID[1:2], TOP),
        wide("Phân công", GRID[2:4], span(2)),
        wide("Thời gian", GRID[4:], TOP),
    )
    below = [wide("", GRID[:1], BELOW), wide("", GRID[1:2], BELOW), wide("Chủ trì", GRID[2:3]), wide("Phối hợp", GRID[3:4])]
    number, units = p("", num(3)), p("Văn phòng;") + p("Tư pháp")
    rows = [
        tr(wide("I", GRID[:1]), wide("Công khai", GRID[1:], span(4))),
        tr(
            wide(number, GRID[:1]),
            wide("Rà soát", GRID[1:2], TOP),
            wide(units, GRID[2:3]),
            wide("Các xã", GRID[3:4]),
            wide("Quý I", GRID[4:]),
        ),
        tr(wide(number, GRID[:1]), wide("", GRID[1:2], BELOW), wide("Văn phòng", GRID[2:3]), wide("", GRID[3:4]), wide("Quý II", GRID[4:])),
    ]
    return tbl(header, tr(*below, wide("", GRID[4:], BELOW)), *rows, grid=GRID)


def side_by_side(left, right):
    return tbl(tr(wide(left, [4000]), wide(right, [5000])), grid=[4000, 5000])


def plan():
    levels = lvl(0, "upperRoman", "%1.") + lvl(1, "decimal", "%2.") + lvl(2, "lowerLetter", "%3)")
    date = 'w:author="a" w:date="2025-01-01T00:00:00Z"'
    gone = f'<w:del w:id="2" {date}><w:r><w:delText>một phần </w:delText></w:r></w:del>'
    edited = p(t("Niêm yết ") + f'<w:ins w:id="1" {date}>{t("đầy đủ ")}</w:ins>' + gone + t("thủ tục"))
    body = (
        side_by_side("ỦY BAN NHÂN DÂN", "CỘNG HÒA") + p("KẾ HOẠCH") + p("MỤC ĐÍCH", num(1)) + p("Nâng cao", num(2)) + p("NỘI DUNG", num(1))
    )
    body += p("Công khai", num(1, 1)) + edited + p("Việc một", num(1, 2)) + p("Việc hai", num(1, 2)) + task_table() + p("giữa")
    body += side_by_side("a", "b") + p("hai") + task_table() + p() + task_table() + p("ba") + side_by_side("Nơi nhận:", "CHỦ TỊCH") + p()
    return docx(body, numbering=lists(levels, lvl(0, "bullet", "-"), lvl(0, "decimal", "%1")))


def made_by_office(content, suffix, form, folder):
    """The file as LibreOffice writes it in another format."""
    source = folder / f"ke-hoach{suffix}"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)], check=True, capture_output=True
    )
    return (folder / f"ke-hoach.{form.partition(':')[0]}").read_bytes()


def shown(content):
    return [(one.number, one.text, one.cells, one.table, one.is_header) for one in read_docx(content, "ke-hoach.docx")]


@needs_office
@pytest.mark.parametrize(
    "form",
    ["doc:MS Word 97", pytest.param("odt:writer8", marks=pytest.mark.long), pytest.param("rtf:Rich Text Format", marks=pytest.mark.long)],
)
def test_an_old_file_reads_like_the_word_file(form, tmp_path):
    kind = form.partition(":")[0]
    old = made_by_office(plan(), ".docx", form, tmp_path)
    found = shown(convert(old, f"ke-hoach.{kind}", kind))
    assert found == shown(plan())
    assert len({table for *_, table, _ in found if table}) == 5


@needs_office
@pytest.mark.long
@pytest.mark.parametrize("form", ["xls:MS Excel 97", "ods:calc8"])
def test_an_old_sheet_reads_like_the_new_one(form, tmp_path):
    import python_calamine
    import xlsxwriter

    path = tmp_path / "ke-hoach.xlsx"
    rows = [["TT", "Nội dung", "Chủ trì"], [1.0, "Niêm yết thủ tục", "Văn phòng"], [2.0, "Rà soát", "Tư pháp"]]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Phụ lục")
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, row)
    kind = form.partition(":")[0]
    new = tmp_path / "new.xlsx"
    new.write_bytes(convert(made_by_office(path.read_bytes(), ".xlsx", form, tmp_path), f"a.{kind}", kind))
    assert python_calamine.CalamineWorkbook.from_path(new).get_sheet_by_name("Phụ lục").to_python() == rows


@needs_office
@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0 hong", b"<html><img src='http://127.0.0.1:9/a.png'></html>"])
def test_what_is_no_old_word_file_is_told_in_one_sentence(content):
    with pytest.raises(BadFile) as told:
        read_docx(convert(content, "ke-hoach.doc", "doc"), "ke-hoach.doc")
    assert str(told.value) == 'Tệp "ke-hoach.doc" bị hỏng, không mở được. Mở bằng Word hoặc Excel, lưu lại rồi tải lên.'


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("doc", "Máy chủ chưa cài LibreOffice nên không đọc được tệp .doc. Mở tệp bằng Word, lưu lại dạng .docx rồi tải lên."),
        ("ods", "Máy chủ chưa cài LibreOffice nên không đọc được tệp .ods. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi tải lên."),
    ],
)
def test_a_machine_without_libreoffice_says_so(kind, words, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert not is_available()
    with pytest.raises(BadFile) as told:
        convert(b"x", f"a.{kind}", kind)
    assert str(told.value) == words


@pytest.mark.skipif(os.name != "posix", reason="a script plays the program")
def test_a_converter_that_does_not_end_is_ended_with_all_it_started(tmp_path, monkeypatch):
    program, child = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {child}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(converted, "_SECONDS", 1)
    started = time.monotonic()
    with pytest.raises(BadFile, match="quá lớn hoặc quá phức tạp"):
        convert(b"x", "a.doc", "doc")
    assert time.monotonic() - started < 10
    assert not _is_alive(int(child.read_text()))


def _is_alive(pid):
    state = Path(f"/proc/{pid}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return False
        time.sleep(0.05)
    return True
