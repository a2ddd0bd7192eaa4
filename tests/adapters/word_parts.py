"""Word files written part by part, so that a test says in XML exactly what Word would store."""

import io
import zipfile

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}


def docx(body, *, headers=None, main="word/document.xml", extra=None, **parts):
    """The bytes of a Word file: `body` and each part are the XML below their root; headers map names to (root tag, XML)."""
    links = [(f"r{kind}", kind, f"{kind}.xml") for kind in parts]
    links += [(name, "header" if root == "hdr" else "footer", f"{name}.xml") for name, (root, _) in (headers or {}).items()]
    files = {
        "[Content_Types].xml": content_types(main, links),
        "_rels/.rels": relations([("r1", "officeDocument", main)]),
        main: f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        f"{main.rpartition('/')[0]}/_rels/{main.rpartition('/')[2]}.rels": relations(links),
    }
    folder = main.rpartition("/")[0]
    files |= {f"{folder}/{kind}.xml": f"{HEAD}<w:{ROOTS[kind]} {SPACES}>{xml}</w:{ROOTS[kind]}>" for kind, xml in parts.items()}
    files |= {f"{folder}/{name}.xml": f"{HEAD}<w:{root} {SPACES}>{xml}</w:{root}>" for name, (root, xml) in (headers or {}).items()}
    return zipped(files | (extra or {}))


def zipped(files):
    """A zip file of names and texts or bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(links):
    rows = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def content_types(main, links):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    folder = main.rpartition("/")[0]
    rows = f'<Override PartName="/{main}" ContentType="{kind}.document.main+xml"/>'
    rows += "".join(f'<Override PartName="/{folder}/{target}" ContentType="{kind}.{part}+xml"/>' for _, part, target in links)
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    usual += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{usual}{rows}</Types>'


def t(text, look=""):
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content="", properties=""):
    """A paragraph; plain text becomes a run."""
    runs = content if content.startswith("<") or not content else t(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def num(num_id, level=0):
    """Paragraph properties of a list item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def lvl(level, form, text, *, start=1, more="", ahead=""):
    """A level of a list."""
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{ahead}<w:lvlText w:val="{text}"/>{more}</w:lvl>'


def lists(*abstracts, nums=""):
    """The numbering part: abstract lists 1, 2, ... each with a list of the same number, and further lists."""
    shown = "".join(f'<w:abstractNum w:abstractNumId="{i}">{xml}</w:abstractNum>' for i, xml in enumerate(abstracts, 1))
    shown += "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(abstracts) + 1))
    return shown + nums


def tc(content="", properties=""):
    """A cell of one paragraph, or of paragraphs given as XML."""
    inner = content if content.startswith(("<w:p", "<w:tbl", "<w:sdt")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells, properties=""):
    """A row; plain words become cells."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows, grid=(), properties=""):
    """A table."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns):
    """Cell properties of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


TOP, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
