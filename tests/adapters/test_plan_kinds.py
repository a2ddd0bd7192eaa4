"""What a file is told by its content; each file that is no plan to read has one sentence, which says what to do."""

from __future__ import annotations

import io
import random
import time

import pikepdf
import pytest

from tests.factories import office_files as made
from tthc.adapters.readers.kinds import KINDS, kind_of
from tthc.adapters.readers.refusals import SENTENCES, refused
from tthc.kernel.errors import BadFile

ODF = "application/vnd.oasis.opendocument."
TEMPLATE = "application/vnd.openxmlformats-officedocument.{}.template.main+xml"
WEB = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><p>KẾ HOẠCH</p></body></html>".encode()
RELATIONS = "<Relationships><Relationship Id='r' Type='http://{}/officeDocument/relationships/officeDocument' Target='x'/></Relationships>"


def pdf(**options):
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, **options)
    return out.getvalue()


def locked(*, password):
    return pdf(encryption=pikepdf.Encryption(owner="chủ", user=password))


def encrypted_entry():
    content = bytearray(made.word_plan())
    content[6] |= 1
    place = bytes(content).index(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


def odf(kind, *more):
    return made.zipped([("mimetype", ODF + kind), ("content.xml", "<x/>"), *more])


READ = {
    "word": ("ke-hoach.docx", made.word_plan, "docx"),
    "word under another name": ("ke-hoach.txt", made.word_plan, "docx"),
    "word whose main part is named otherwise": (
        "a.docx",
        lambda: made.package(made.WORD, ("_rels/.rels", RELATIONS.format("schemas.openxmlformats.org")), ("word/document2.xml", "<a/>")),
        "docx",
    ),
    "excel": ("ke-hoach.xlsx", made.excel_plan, "xlsx"),
    "pdf": ("ke-hoach.pdf", pdf, "pdf"),
    "pdf with something before it": ("ke-hoach.pdf", lambda: b"\r\n" + pdf(), "pdf"),
    "pdf that only may not be changed": ("ke-hoach.pdf", lambda: locked(password=""), "pdf"),
    "text": ("ke-hoach.txt", made.text_plan, "text"),
    "text without an ending": ("ke-hoach", made.text_plan, "text"),
    "text that speaks of web pages": ("a.md", "# KẾ HOẠCH\n<b>Đăng</b> trên <table > của trang".encode, "text"),
    "old word": ("ke-hoach.doc", lambda: made.compound(WordDocument=b"\xec\xa5"), "doc"),
    "old word with an excel sheet in it": ("a.doc", lambda: made.compound(ObjectPool=b"Workbook", WordDocument=b"\xec\xa5"), "doc"),
    "old excel": ("ke-hoach.xls", lambda: made.compound(Workbook=b"\x09\x08\x10\x00"), "xls"),
    "rich text under the name of word": ("ke-hoach.doc", lambda: b"{\\rtf1\\ansi K\\u7871?}", "rtf"),
    "strict word": ("a.docx", lambda: made.package(made.WORD, ("_rels/.rels", RELATIONS.format("purl.oclc.org/ooxml"))), "docx"),
    "open document": ("ke-hoach.odt", lambda: odf("text"), "odt"),
    "open sheet": ("ke-hoach.ods", lambda: odf("spreadsheet"), "ods"),
}

REFUSED = {
    "nothing": ("a.docx", lambda: b"", "empty"),
    "only spaces": ("a.txt", lambda: b" \r\n\t", "empty"),
    "only zeros": ("a.docx", lambda: b"\0" * 5000, "empty"),
    "a web page saved as word": ("ke-hoach.doc", lambda: WEB, "web"),
    "a web page named docx": ("ke-hoach.docx", lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE html>" + WEB, "web"),
    "a web page in utf-16": ("ke-hoach.doc", lambda: WEB.decode().encode("utf-16"), "web"),
    "a web archive": ("a.doc", lambda: b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n', "web"),
    "word 2003 xml": ("a.doc", lambda: b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "word xml"),
    "macro by part": ("a.docm", lambda: made.package(made.WORD, ("word/vbaProject.bin", b"1")), "macro"),
    "macro by type": ("a.docx", lambda: made.package("application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
    "excel macro": ("a.xlsm", lambda: made.package("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macro"),
    "macro in old word": ("a.doc", lambda: made.compound(Macros=b"", WordDocument=b"\xec\xa5"), "macro"),
    "macro in open document": ("a.odt", lambda: odf("text", ("Basic/Standard/a.xml", "<a/>")), "macro"),
    "password of word": ("a.docx", lambda: made.compound(EncryptionInfo=b"", EncryptedPackage=b"1"), "locked"),
    "password of old word": ("a.doc", lambda: made.compound(WordDocument=b"\xec\xa5" + b"\0" * 8 + b"\x00\x01"), "locked"),
    "password of old excel": ("a.xls", lambda: made.compound(Workbook=b"\x09\x08\x02\x00ab\x2f\x00\x06\x00"), "locked"),
    "password of open document": ("a.odt", lambda: odf("text", ("META-INF/manifest.xml", "<a><encryption-data/></a>")), "locked"),
    "password of a zip": ("a.docx", encrypted_entry, "locked"),
    "password of a pdf": ("a.pdf", lambda: locked(password="mật khẩu"), "locked"),
    "broken pdf with a password": ("a.pdf", lambda: b"%PDF-1.7\n/Encrypt", "broken pdf"),
    "word template": ("a.dotx", lambda: made.package(TEMPLATE.format("wordprocessingml")), "word template"),
    "excel template": ("a.xltx", lambda: made.package(TEMPLATE.format("spreadsheetml")), "excel template"),
    "binary excel": ("a.xlsb", lambda: made.package("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "binary excel"),
    "slides": ("a.pptx", lambda: made.package("application/vnd.openxmlformats-officedocument.presentationml.x"), "slides"),
    "old slides": ("a.ppt", lambda: made.compound(PowerPoint__Document=b"1"), "slides"),
    "open slides": ("a.odp", lambda: odf("presentation"), "slides"),
    "photograph": ("ke-hoach.jpg", lambda: made.picture("JPEG"), "picture"),
    "photograph named word": ("ke-hoach.docx", made.picture, "picture"),
    "photograph of a phone": ("a.heic", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 40, "picture"),
    "zip": ("a.zip", lambda: made.zipped([("ke-hoach.docx", b"1")]), "packed"),
    "zip named word": ("a.docx", lambda: made.zipped([("ke-hoach.docx", b"1")]), "packed"),
    "rar": ("a.rar", lambda: b"Rar!\x1a\x07\x01\x00", "packed"),
    "bomb": ("a.docx", lambda: made.package(made.WORD, ("word/a.bin", b"\0" * 9_000_000)), "bomb"),
    "200 MB unpacked": ("a.docx", lambda: made.package(made.WORD, ("word/a.bin", b"\0" * (201 * 1024 * 1024))), "bomb"),
    "too many parts": ("a.docx", lambda: made.package(made.WORD, *[(f"word/{n}", "a") for n in range(2000)]), "bomb"),
    "cut off": ("a.docx", lambda: made.word_plan()[:-40], "broken"),
    "parent path": ("a.docx", lambda: made.package(made.WORD, ("../../x", "1")), "broken"),
    "bytes behind": ("a.docx", lambda: made.word_plan() + b"<script>", "broken"),
    "entities": (
        "a.docx",
        lambda: made.zipped([("[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>')]),
        "broken",
    ),
    "old word cut off": ("a.doc", lambda: made.compound(WordDocument=b"1")[:600], "broken"),
    "old word without end": ("a.doc", lambda: made.compound(WordDocument=b"1")[:100], "broken"),
    "text named word": ("a.docx", made.text_plan, "renamed"),
    "comma separated": ("a.csv", lambda: b"1,2,3", "comma separated"),
    "program": ("a.exe", lambda: b"MZ\x90\x00" + b"\0" * 100, "wrong"),
    "other package": ("a.xyz", lambda: made.package("application/x"), "wrong"),
    "other compound": ("a.msi", lambda: made.compound(Table=b"1"), "wrong"),
    "long text": ("a.txt", lambda: b"a" * (2 * 1024 * 1024 + 1), "long text"),
}
# Told only by opening the file: tests of the office and of the readers.
INSIDE = {"only pictures", "broken text", "too much", "too long", "no converter"}


@pytest.mark.parametrize("case", READ)
def test_a_format_is_known_by_its_content(case):
    name, make, expected = READ[case]
    assert kind_of(make(), name) is KINDS[expected]


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_plan_to_read_gets_its_sentence(case):
    name, make, reason = REFUSED[case]
    with pytest.raises(BadFile) as raised:
        kind_of(make(), name)
    assert str(raised.value) == str(refused(reason, name))


def test_every_sentence_is_reached_and_says_what_to_do():
    assert {reason for _, _, reason in REFUSED.values()} | INSIDE == set(SENTENCES)
    for sentence in SENTENCES.values():
        assert sentence.count("{name}") == 1
        assert sentence.endswith(".")
        assert sentence.count(". ") >= 1, "what is wrong, and what to do"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"K\xd5 ho\xb9ch", "Không đọc được chữ"), (b"a\x00\x01\x02", "không phải là tệp văn bản"), (b"\xff\xfea", "Không đọc được chữ")],
)
def test_text_in_other_letters_is_refused(content, words):
    with pytest.raises(BadFile, match=words):
        kind_of(content, "ke-hoach.txt")


@pytest.mark.parametrize(
    "make", [lambda: made.package(made.WORD, ("a.bin", random.Random(1).randbytes(1 << 20))), lambda: made.text_plan() * 700]
)
def test_a_megabyte_is_looked_at_while_the_person_waits(make):
    content = make()
    kind_of(content, "a")
    started = time.perf_counter()
    kind_of(content, "a")
    assert time.perf_counter() - started < 0.25  # about 0.01 on an idle machine; the bound is for a busy one
