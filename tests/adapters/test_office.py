"""The office: text is read as it stands, every format by its reader, and what is too much for a child ends in one sentence."""

import codecs
import logging
import os
import subprocess

import docx
import pytest

from tests.factories import office_files as made
from tthc.adapters.children import Limits
from tthc.adapters.office import Office
from tthc.adapters.readers import opening
from tthc.adapters.readers.text import read_text
from tthc.kernel.errors import BadFile, Unavailable
from tthc.planreader.blocks import Block
from tthc.planreader.refusals import NotAPlan

PLAN = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2024\nTT\tNội dung\tĐơn vị\n1\tNiêm yết\tVăn phòng\n"
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def office():
    office = Office()
    yield office
    office.close()


@pytest.mark.parametrize(
    "content",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
        PLAN.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "line ends of Windows"],
)
def test_text_in_unicode_is_read(content):
    blocks = read_text(content, "ke-hoach.txt")
    assert blocks[0].text == "KẾ HOẠCH"
    assert blocks[-1].cells == ("1", "Niêm yết", "Văn phòng")


@pytest.mark.parametrize(("make", "name"), [(made.text_plan, "a.txt"), (made.word_plan, "a.docx")])
def test_a_plan_of_each_format_is_drafted_in_the_child(office, make, name):
    draft = office.draft(make(), name)
    assert {"1", "2"} <= {task.section.rpartition(".")[2] for task in draft.tasks}
    assert draft.head.year == 2025
    assert [block.index for block in draft.blocks] == list(range(len(draft.blocks)))
    assert list(draft.blocks) == office.read(make(), name)


def test_an_excel_plan_is_drafted(office):
    draft = office.draft(made.excel_plan(), "a.xlsx")
    assert [task.text for task in draft.tasks] == [row[1] for row in made.TABLE[1:]]


def test_what_is_no_plan_is_told_from_what_cannot_be_read(office):
    with pytest.raises(NotAPlan):
        office.draft("Thơ tình gửi mùa thu, lá vàng rơi bên thềm cũ.\n".encode() * 20, "tho.txt")


def test_a_file_above_the_limit_is_refused_with_the_limit():
    office = Office(3 * MIB)
    for ask in (office.look, office.read, office.draft):
        with pytest.raises(BadFile, match="lớn hơn 3 MB") as raised:
            ask(b"%PDF-" + bytes(3 * MIB), "a.pdf")
        assert raised.value.too_large


def test_word_with_nothing_but_pictures_is_told_so(office):
    with pytest.raises(BadFile, match=r"chỉ có ảnh, không có chữ để đọc\."):
        office.draft(made.pictures_in_word(), "a.docx")


def test_word_without_anything_is_empty(office):
    with pytest.raises(BadFile, match="không có nội dung"):
        office.draft(made.saved(docx.Document()), "a.docx")


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([Block(n, "paragraph", "a") for n in range(20_001)], "dài hơn một kế hoạch"),
        ([Block(0, "row", cells=("a",) * 201)], "dài hơn một kế hoạch"),
        ([Block(n, "paragraph", "a" * 1_000_000) for n in range(5)], "quá lớn hoặc quá phức tạp"),
    ],
)
def test_more_than_any_plan_has_is_refused_before_the_grammar(monkeypatch, blocks, words):
    monkeypatch.setattr("tthc.adapters.readers.text.read_text", lambda *_: blocks)
    with pytest.raises(BadFile, match=words):
        opening.blocks_in(b"a", "a.txt", "text")


def _take_all_memory(content, name, reader):
    return len(bytearray(2 * 1024 * MIB))


def _turn_for_ever(content, name, reader):
    while True:
        pass


def _die(content, name, reader):
    os._exit(1)


@pytest.mark.parametrize(
    ("work", "limits"),
    [
        (_take_all_memory, Limits()),
        (_turn_for_ever, Limits(wall_seconds=5)),  # also enough for the plan that is read afterwards
        (_turn_for_ever, Limits(cpu_seconds=1)),
        (_die, Limits()),
    ],
    ids=["memory", "time", "processor", "death"],
)
def test_a_child_that_is_lost_ends_in_one_sentence(monkeypatch, work, limits):
    office = Office(limits=limits)
    monkeypatch.setattr("tthc.adapters.office.draft_in", work)
    with pytest.raises(BadFile, match="quá lớn hoặc quá phức tạp, chưa đọc được"):
        office.draft(made.word_plan(), "a.docx")
    monkeypatch.undo()
    assert office.draft(made.word_plan(), "a.docx").tasks
    office.close()


def _spin(words):
    while words:
        pass


def test_work_on_the_words_of_a_file_has_the_limits_of_reading():
    office = Office(limits=Limits(cpu_seconds=1))
    assert office.apart(sorted, ["b", "a"]) == ["a", "b"]
    for work, given in ((_spin, "Kế hoạch"), (sorted, 3)):
        with pytest.raises(Unavailable, match="Chưa lập được tệp"):
            office.apart(work, given)
    office.close()


def test_a_reader_that_fails_is_one_sentence_and_a_line_in_the_log(office, monkeypatch, caplog):
    monkeypatch.setattr("tthc.adapters.office.draft_in", divmod)
    with caplog.at_level(logging.WARNING), pytest.raises(BadFile, match="có chỗ không đọc được"):
        office.draft(made.text_plan(), "a.txt")
    assert "TypeError" in caplog.text


def test_without_libreoffice_its_formats_are_refused_at_the_upload(office, monkeypatch):
    monkeypatch.setattr("tthc.adapters.readers.converted.is_available", lambda: False)
    assert ".doc" not in office.suffixes()
    with pytest.raises(BadFile, match="chưa cài LibreOffice"):
        office.look(made.compound(WordDocument=b"\xec\xa5"), "a.doc")


def test_suffixes_name_what_can_be_read(office, monkeypatch):
    monkeypatch.setattr("tthc.adapters.readers.converted.is_available", lambda: True)
    assert {".docx", ".pdf", ".xlsx", ".txt", ".doc", ".odt", ".rtf", ".xls"} <= set(office.suffixes())


@pytest.mark.long
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_old_formats_give_the_blocks_of_the_new_one(office, tmp_path, suffix):
    if f".{suffix}" not in office.suffixes():
        pytest.skip("LibreOffice is not installed")
    plan = made.word_plan(is_merged=False)  # LibreOffice writes no old Word file with this merge
    (tmp_path / "a.docx").write_bytes(plan)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", tmp_path, tmp_path / "a.docx"], check=True)
    found = office.read((tmp_path / f"a.{suffix}").read_bytes(), f"a.{suffix}")
    expected = office.read(plan, "a.docx")
    assert [(block.kind, block.text, block.cells) for block in found] == [(block.kind, block.text, block.cells) for block in expected]
