"""Uploads are judged by what they are: each lie and each trap gives its sentence, and nothing is stored."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tthc.adapters.disk import DiskStore
from tthc.adapters.null import NullPress
from tthc.core.files.rules import clean_name, suffix_of
from tthc.kernel.errors import BadFile

LIMIT = 20 * 1024 * 1024
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>{}</Types>'
PDF = NullPress().print("sample", {})
WRONG_KIND = "không đúng loại. Chỉ nhận PDF, Word, Excel và ảnh."
UNSAFE = "bị hỏng hoặc không an toàn"


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return out.getvalue()


def docx(*more, types=""):
    return zipped(
        [("[Content_Types].xml", TYPES.format(types)), ("word/document.xml", "<w:document xmlns:w='w'>Kế hoạch</w:document>"), *more]
    )


def xlsx(*more, types=""):
    return zipped([("[Content_Types].xml", TYPES.format(types)), ("xl/workbook.xml", "<workbook/>"), *more])


def picture(kind, size=(40, 30), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


def png_header(width, height):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def pdf_with(change, **options):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def local_entry_twice(content):
    """The directory names one entry two times: what unpacks depends on the reader."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        start = packed.start_dir
    directory = content[start:-22]
    first = directory[: 46 + int.from_bytes(directory[28:30], "little") + int.from_bytes(directory[30:32], "little")]
    renamed = first.replace(b"[Content_Types].xml", b"[Content_Typez].xml")
    body = content[:start] + directory + renamed
    count = int.from_bytes(content[-12:-10], "little") + 1
    return body + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, count, count, len(directory) + len(renamed), start, 0)


@pytest.fixture
def put(tmp_path):
    store = DiskStore(tmp_path / "files")

    def put(content, name):
        try:
            return store.put(io.BytesIO(content), name, LIMIT)
        except BadFile:
            assert list(store.all()) == []
            assert not list((tmp_path / "files" / "tmp").iterdir())
            raise

    return put


GOOD = {
    "Báo cáo quý III.pdf": PDF,
    "KẾ HOẠCH.PDF": PDF,
    "kế hoạch.docx": docx(),
    "biểu số II.06a.xlsx": xlsx(),
    "niêm yết.jpg": picture("JPEG"),
    "niêm yết.JPEG": picture("JPEG"),
    "ảnh.chụp.png": picture("PNG"),
}


@pytest.mark.parametrize("name", GOOD)
def test_allowed_types_are_stored(put, name):
    stored = put(GOOD[name], name)
    assert stored.warnings == ()
    assert stored.media_type.split("/")[0] in ("application", "image")


WRONG = {
    "html renamed": ("trang.pdf", b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
    "html with a late pdf header": ("trang.pdf", b"<html><script>alert(1)</script></html>" + PDF),
    "double extension": ("bao-cao.pdf.exe", PDF),
    "double extension the other way": ("bao-cao.exe.pdf", b"MZ\x90\0" + b"\0" * 200),
    "no extension": ("baocao", PDF),
    "only an extension": (".pdf", PDF),
    "pdf as png": ("anh.png", PDF),
    "png as jpg": ("anh.jpg", picture("PNG")),
    "docx as xlsx": ("bieu.xlsx", docx()),
    "xlsx as docx": ("bieu.docx", xlsx()),
    "plain zip": ("tep.docx", zipped([("a.txt", "a")])),
    "old word": ("tep.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000),
    "macro type by name": ("tep.docm", docx()),
    "svg": ("hinh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    "gif": ("hinh.gif", picture("GIF")),
    "gif as png": ("hinh.png", picture("GIF")),
    "elf as pdf": ("tep.pdf", b"\x7fELF" + b"\0" * 500),
    "empty": ("tep.pdf", b""),
    "pdf and zip": ("tep.pdf", PDF + zipped([("evil.js", "1")])),
    "png and zip": ("tep.png", picture("PNG") + zipped([("evil.js", "1")])),
    "jpg and zip": ("tep.jpg", picture("JPEG") + zipped([("evil.js", "1")])),
    "right-to-left name": ("anh\u202egpj.exe", picture("JPEG")),
}


@pytest.mark.parametrize("case", WRONG)
def test_content_that_is_not_what_the_name_says_is_refused(put, case):
    name, content = WRONG[case]
    with pytest.raises(BadFile) as raised:
        put(content, name)
    assert str(raised.value).endswith(WRONG_KIND)
    assert not raised.value.too_large


def stored_docx():
    return zipped([("[Content_Types].xml", TYPES), ("word/document.xml", "<a>Chi tiet</a>")], zipfile.ZIP_STORED)


def many_levels():
    return docx(*[(f"word/part{number}.bin", b"\0" * 9_000_000) for number in range(12)])


ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{}">]><x>&a;</x>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
BAD_OFFICE = {
    "ratio": many_levels,
    "too many entries": lambda: docx(*[(f"word/{number}.txt", "a") for number in range(2_000)]),
    "unpacks over 200 MiB": lambda: zipped(
        [("[Content_Types].xml", TYPES), ("word/document.xml", b"<a/>"), ("word/a.bin", b"\0" * (201 * 1024 * 1024))]
    ),
    "parent path": lambda: docx(("../../etc/cron.d/x", "1")),
    "parent path with backslash": lambda: docx(("word\\..\\..\\x", "1")),
    "absolute path": lambda: docx(("/etc/passwd", "1")),
    "drive path": lambda: docx(("C:\\x", "1")),
    "same name twice in other letters": lambda: docx(("Word/Document.xml", "<a/>")),
    "one entry under two names": lambda: local_entry_twice(docx()),
    "entities": lambda: docx(("word/settings.xml", ENTITY.format("a" * 50))),
    "entities in utf-16": lambda: docx(
        ("word/settings.xml", ENTITY.replace('"1.0"', '"1.0" encoding="utf-16"').format("a" * 50).encode("utf-16"))
    ),
    "entities in relations": lambda: xlsx(("xl/_rels/workbook.xml.rels", XXE)),
    "room for a thousand million strings": lambda: xlsx(("xl/sharedStrings.xml", "<sst uniqueCount='4294967296'/>")),
    "xml cut off": lambda: docx(("word/styles.xml", "<a><b></a>")),
    "bytes before": lambda: docx()[:4] + b"#!/bin/sh\n" + docx(),
    "bytes behind": lambda: docx() + b"<script>alert(1)</script>",
    "cut off": lambda: docx()[:-40],
    "checksum wrong": lambda: stored_docx().replace(b"Chi tiet", b"chi tiet", 1),
}
IN_EXCEL = {"entities in relations", "room for a thousand million strings"}


@pytest.mark.parametrize("case", BAD_OFFICE)
def test_tricks_with_zip_and_xml_are_refused(put, case):
    with pytest.raises(BadFile) as raised:
        put(BAD_OFFICE[case](), "biểu.xlsx" if case in IN_EXCEL else "kế hoạch.docx")
    assert UNSAFE in str(raised.value) or WRONG_KIND in str(raised.value)


def test_encrypted_entry_is_refused(put):
    content = bytearray(docx())
    content[6] |= 1
    place = bytes(content).index(b"PK\x01\x02")
    content[place + 8] |= 1
    with pytest.raises(BadFile, match=UNSAFE):
        put(bytes(content), "a.docx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx(("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"))),
        ("a.xlsx", xlsx(("xl/VBAPROJECT.bin", b"\xd0\xcf\x11\xe0"))),
        ("a.xlsx", xlsx(("xl/macrosheets/sheet1.xml", "<a/>"))),
        (
            "a.docx",
            docx(types='<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
        ),
    ],
)
def test_macros_are_refused_in_words(put, name, content):
    with pytest.raises(BadFile, match=r"có macro\. Lưu lại ở dạng không có macro"):
        put(content, name)


def test_office_links_and_embedded_files_are_told(put):
    relations = '<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"/></Relationships>'
    stored = put(docx(("word/_rels/settings.xml.rels", relations), ("word/embeddings/a.bin", b"1")), "a.docx")
    assert stored.warnings == ("Tệp có liên kết tới mẫu hoặc đối tượng bên ngoài", "Tệp có tệp khác nhúng bên trong")


def test_ordinary_links_are_no_warning(put):
    relations = '<Relationships><Relationship Id="r" Type="http://x/hyperlink" Target="https://dichvucong.gov.vn" TargetMode="External"/></Relationships>'
    assert put(docx(("word/_rels/document.xml.rels", relations)), "a.docx").warnings == ()


def test_huge_picture_is_refused_from_its_header(put):
    content = png_header(50_000, 50_000)
    assert len(content) < 1024
    with pytest.raises(BadFile, match="lớn hơn 50 triệu điểm ảnh"):
        put(content, "ảnh.png")


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", picture("PNG")[:-20]), ("a.jpg", picture("JPEG", (400, 400))[:400]), ("a.png", png_header(10, 10)[:30])]
)
def test_broken_pictures_are_refused(put, name, content):
    with pytest.raises(BadFile, match=r"bị hỏng, không mở được|không đúng loại"):
        put(content, name)


@pytest.mark.parametrize("password", ["", "mật khẩu"])
def test_encrypted_pdf_is_refused(put, password):
    content = pdf_with(lambda _: None, encryption=pikepdf.Encryption(owner="chủ", user=password))
    with pytest.raises(BadFile, match=r"Bỏ mật khẩu rồi tải lên\."):
        put(content, "a.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" + b"x" * 500, b"%PDF-1.7\n%%EOF\n"])
def test_broken_pdf_is_refused(put, content):
    with pytest.raises(BadFile, match=r"bị hỏng, không mở được|không đúng loại"):
        put(content, "a.pdf")


def open_with(action):
    def change(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(action)

    return change


def with_attachment(pdf):
    pdf.attachments["x.bin"] = b"1"


def with_button(pdf):
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=script)])


def with_form(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pdf.make_stream(b"<xdp/>"))


def with_page_action(pdf):
    pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))


SCRIPT, LAUNCH, OPENING = "PDF có mã JavaScript", "PDF có lệnh mở chương trình khác", "PDF tự thực hiện lệnh khi mở"


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        (open_with({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}), {SCRIPT, OPENING}),
        (open_with({"/S": pikepdf.Name.Launch, "/F": "cmd.exe"}), {LAUNCH, OPENING}),
        (open_with({"/S": pikepdf.Name.GoTo, "/D": pikepdf.Array([0])}), set()),
        (with_attachment, {"PDF có tệp đính kèm bên trong"}),
        (with_button, {SCRIPT}),
        (with_form, {"PDF có biểu mẫu động XFA"}),
        (with_page_action, {LAUNCH, OPENING}),
    ],
)
def test_active_content_of_a_pdf_is_told_and_bytes_stay(put, change, warnings):
    content = pdf_with(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    stored = put(content, "a.pdf")
    assert set(stored.warnings) == warnings
    assert stored.size == len(content)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\VanA\\Báo cáo.docx", "Báo cáo.docx"),
        ("/tuyệt/đối.pdf", "đối.pdf"),
        ("..", "tep"),
        ("", "tep"),
        ("a\x00b.pdf", "ab.pdf"),
        ("dòng\r\nmới.pdf", "dòng mới.pdf"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("\u2066ẩn\u2069.pdf", "ẩn.pdf"),
        (unicodedata.normalize("NFD", "Kế hoạch số 05.docx"), "Kế hoạch số 05.docx"),
        ("  kế   hoạch .docx", "kế hoạch .docx"),
    ],
)
def test_names_are_made_harmless(given, clean):
    assert clean_name(given) == clean


def test_long_names_keep_their_extension():
    name = clean_name("ộ" * 300 + ".docx")
    assert len(name.encode()) <= 255
    assert suffix_of(name) == "docx"
    assert len(name.encode()) > 250


@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one(text):
    name = clean_name(text)
    assert 0 < len(name.encode()) <= 255
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set("/\\\x00\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not any(unicodedata.category(sign) == "Cc" for sign in name)
    assert name not in (".", "..")
    assert clean_name(name) == name
