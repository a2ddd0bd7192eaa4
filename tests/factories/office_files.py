"""Office files made by hand: small good ones to start from, and every kind of file that is no plan."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
import xlsxwriter
from PIL import Image

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/x" ContentType="{}"/></Types>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LINES = (
    "ỦY BAN NHÂN DÂN XÃ MẪU",
    "KẾ HOẠCH",
    "Kiểm soát thủ tục hành chính năm 2025",
    "I. MỤC ĐÍCH",
    "Nâng cao chất lượng giải quyết thủ tục hành chính, đạt tối thiểu 95% hồ sơ đúng hạn.",
    "II. NỘI DUNG",
    "1. Niêm yết công khai thủ tục hành chính tại trụ sở.",
    "- Chủ trì: Văn phòng HĐND và UBND xã.",
    "- Phối hợp: Công chức Tư pháp - Hộ tịch.",
    "- Thời gian: Trước ngày 15/3/2025.",
    "2. Rà soát, đơn giản hóa thủ tục hành chính.",
    "- Chủ trì: Công chức Tư pháp - Hộ tịch.",
    "- Thời gian: Quý II/2025.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Văn phòng HĐND và UBND xã theo dõi, đôn đốc; báo cáo UBND xã trước ngày 20/12/2025.",
)
TABLE = (
    ("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm"),
    ("1", "Tập huấn công chức một cửa", "Văn phòng", "Các công chức", "Tháng 4/2025", "Danh sách"),
    ("2", "Kiểm tra việc tiếp nhận hồ sơ", "Văn phòng", "Tư pháp", "Quý III/2025", "Báo cáo"),
)


def text_plan():
    """The small plan as a text file."""
    return "\n".join((*LINES, "", "PHỤ LỤC", *("\t".join(row) for row in TABLE))).encode()


def word_plan(lines=LINES, table=TABLE, *, is_merged=True):
    """The same as a Word file: numbers drawn by Word, a merged cell, a footnote-free plain document."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.add_paragraph("Tuyên truyền về cải cách thủ tục hành chính", style="List Number")
    document.add_paragraph("PHỤ LỤC")
    if table:
        grid = document.add_table(len(table) + 1, len(table[0]))
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                grid.cell(row, column).text = cell
        if is_merged:
            grid.cell(1, 4).merge(grid.cell(2, 4))
            grid.cell(len(table), 0).merge(grid.cell(len(table), 2)).text = "Nhóm việc khác"
        document.add_paragraph("Hết phụ lục.")
    return saved(document)


def long_word(lines):
    """A Word file of many plain paragraphs, made without asking python-docx for each."""
    parts = parts_of(saved(docx.Document()))
    main = parts["word/document.xml"]
    place = main.rindex(b"<w:sectPr")
    text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    parts["word/document.xml"] = main[:place] + text.encode() + main[place:]
    return zipped(parts.items())


def saved(document):
    """The bytes of a python-docx document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel_plan(rows=TABLE, title=("KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2025")):
    """A plan kept as a table."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Kế hoạch")
    for number, line in enumerate(title):
        sheet.merge_range(number, 0, number, 5, line)
    for number, row in enumerate(rows, len(title)):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip of (name, content) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return out.getvalue()


def parts_of(content):
    """What a zip holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def package(kind, *more):
    """A package whose main part has this content type."""
    return zipped([("[Content_Types].xml", TYPES.format(kind)), *more])


def picture(kind="PNG", size=(40, 30)):
    """A photograph."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def pictures_in_word():
    """A photographed plan put into Word."""
    document = docx.Document()
    for _ in range(3):
        document.add_picture(io.BytesIO(picture(size=(400, 600))))
    return saved(document)


def compound(**streams):
    """An OLE compound file with streams of 4 KB that begin with these bytes."""
    names = list(streams)
    entries = [_entry("Root Entry", 5, child=1 if names else 0xFFFFFFFF)]
    folder = -(-(len(names) + 1) // 4)
    first = 1 + folder
    for number, name in enumerate(names, 1):
        brother = number + 1 if number < len(names) else 0xFFFFFFFF
        entries.append(_entry(name.replace("__", " "), 2, brother, start=first + 8 * (number - 1), size=4096))
    table = [0xFFFFFFFD, *_chain(1, folder)]
    for number in range(len(names)):
        table += _chain(first + 8 * number, 8)
    table += [0xFFFFFFFF] * (128 - len(table))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    body = b"".join(entries).ljust(512 * folder, b"\0") + b"".join(head.ljust(4096, b"\0") for head in streams.values())
    return bytes(header) + struct.pack("<128I", *table) + body


def _chain(start, length):
    return [*range(start + 1, start + length), 0xFFFFFFFE]


def _entry(name, kind, brother=0xFFFFFFFF, child=0xFFFFFFFF, start=0, size=0):
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<HBBIII", entry, 64, len(encoded) + 2, kind, 1, 0xFFFFFFFF, brother, child)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)


_MORE = """
<w:p><w:r><w:t xml:space="preserve">3. Thực hiện </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins>
<w:del w:id="2" w:author="a"><w:r><w:delText>bớt</w:delText></w:r></w:del><w:hyperlink><w:r><w:t> số hóa hồ sơ</w:t></w:r></w:hyperlink>
<w:r><w:br/><w:t>(trang mới)</w:t><w:tab/></w:r></w:p>
<w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>Hộp chữ của kế hoạch</w:t></w:r></w:p>
</w:txbxContent></v:textbox></w:pict></w:r></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:t>- Chủ trì: Văn phòng.</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>Ô ngoài</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ô trong</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>
<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Ô bên</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
"""
_PAGE = "<h1>{}</h1>{}<table border=1 style='border-collapse:collapse'>{}</table>"


def rich_word_plan():
    """The Word plan with tracked changes, a text box, content controls, a table in a table, header and footer."""
    document = docx.Document(io.BytesIO(word_plan()))
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Kế hoạch kiểm soát", "Trang 1"
    parts = parts_of(saved(document))
    main = parts["word/document.xml"]
    place = main.rindex(b"<w:sectPr")
    parts["word/document.xml"] = main[:place] + _MORE.encode() + main[place:]
    return zipped(parts.items())


def pdf_plan():
    """The plan printed, with a ruled table."""
    from tthc.adapters.rendering import print_page

    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    return print_page(_PAGE.format(LINES[1], "".join(f"<p>{line}</p>" for line in LINES), rows), variant=None)
