"""Text files become blocks; everything else is refused by one sentence that says what to do."""

import codecs

import pytest

from tthc.adapters.office import Office
from tthc.kernel.errors import BadFile

PLAN = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2024\nTT\tNội dung\tĐơn vị\n1\tNiêm yết\tVăn phòng\n"


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
    blocks = Office().read(content, "ke-hoach.txt")
    assert blocks[0].text == "KẾ HOẠCH"
    assert blocks[-1].cells == ("1", "Niêm yết", "Văn phòng")


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.MD", "ke-hoach"])
def test_names_of_text_files(name):
    assert Office().read(PLAN.encode(), name)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04...", "ke-hoach.docx", "dạng văn bản"),
        (b"PK\x03\x04...", "ke-hoach.txt", "dạng văn bản"),
        (b"%PDF-1.7", "ke-hoach.txt", "dạng văn bản"),
        (b"\xd0\xcf\x11\xe0", "ke-hoach.doc", "dạng văn bản"),
        (PLAN.encode(), "ke-hoach.docx", "dạng văn bản"),
        (PLAN.encode(), "ke-hoach.exe", "không đúng loại"),
        (b"K\xd5 ho\xb9ch", "ke-hoach.txt", "Không đọc được chữ"),
        (b"\x00\x01\x02", "ke-hoach.txt", "không phải là tệp văn bản"),
        (codecs.BOM_UTF16_LE + b"a", "ke-hoach.txt", "Không đọc được chữ"),
        (b" \n\t\n", "ke-hoach.txt", "không có nội dung"),
        (b"", "ke-hoach.txt", "không có nội dung"),
    ],
)
def test_what_is_no_text_is_refused(content, name, words):
    with pytest.raises(BadFile, match=words):
        Office().read(content, name)


@pytest.mark.parametrize("line", ["đạt tối thiểu 80%, " * 21, "đạt 80%\n" * 301])
def test_more_shares_than_any_plan_has_are_refused_before_reading(line):
    with pytest.raises(BadFile, match="quá nhiều tỷ lệ"):
        Office().read(f"KẾ HOẠCH\n{line}".encode(), "ke-hoach.txt")
