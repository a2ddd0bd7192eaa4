"""Workbooks whose parts hide from the guards what the parser would read."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.adapters.test_sheets import sheets  # noqa: F401 - the fixture
from tthc.kernel.errors import BadFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BODY = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c t="inlineStr"><is><t>Mã số</t></is></c></row></sheetData></worksheet>'
TYPES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def workbook(part):
    """The smallest workbook, with this part as its sheet."""
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{sheet}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{OFFICE}/worksheet" '
        'Target="sheet1.xml"/></Relationships>',
        "xl/sheet1.xml": part,
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("letters", ["utf-16le", "utf-16be", "utf-7"])
@pytest.mark.parametrize("types", [TYPES, ""])
def test_letters_in_which_no_declaration_can_be_seen_are_refused(sheets, letters, types):  # noqa: F811
    part = (f'<?xml version="1.0" encoding="{letters}"?>' + types + BODY).encode(letters)
    with pytest.raises(BadFile):
        sheets.read(workbook(part), "so.xlsx", most_rows=100)


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "\ufeff"])
def test_what_office_programs_write_is_read(sheets, head):  # noqa: F811
    [found] = sheets.read(workbook((head + BODY).encode()), "so.xlsx", most_rows=100)
    assert found.rows == (("Mã số",),)
