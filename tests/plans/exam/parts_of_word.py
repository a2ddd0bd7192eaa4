"""What python-docx has no words for: text boxes, footnotes, tracked changes, page numbers."""

import io
import zipfile
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def text_box(paragraph, text):
    """A box as Word writes it: the new drawing, and the same words again for old readers."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="1800000" cy="360000"/>'
        '<wp:wrapTopAndBottom/><wp:docPr id="7" name="Text Box 7"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1800000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        f"</a:ln></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:140pt;height:28pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    paragraph._p.append(parse_xml(f"<w:r {SPACES}><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"))


def track(runs, kind):
    element = OxmlElement(f"w:{kind}")
    element.set(qn("w:id"), "9")
    element.set(qn("w:author"), "VP")
    element.set(qn("w:date"), "2025-02-03T08:00:00Z")
    runs[0]._r.addprevious(element)
    for run in runs:
        element.append(run._r)
        if kind == "del":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")


def note_mark(paragraph, number):
    xml = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number + 1}"/></w:r>'
    paragraph._p.append(parse_xml(xml))


def with_notes(content, notes):
    """The file with a footnotes part: python-docx cannot write one."""
    bare = "<w:p><w:r><w:{0}/></w:r></w:p>"
    kinds = ((0, "separator"), (1, "continuationSeparator"))
    body = "".join(f'<w:footnote w:type="{kind}" w:id="{index}">{bare.format(kind)}</w:footnote>' for index, kind in kinds)
    for index, text in enumerate(notes, 2):
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        body += f'<w:footnote w:id="{index}"><w:p>{mark}<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    added = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{relation}" Target="footnotes.xml"/></Relationships>',
        ),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.decode().replace(*added[name]) if name in added else data)
        new.writestr("word/footnotes.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{WORD}">{body}</w:footnotes>')
    return stream.getvalue()


def page_number(paragraph, before=""):
    paragraph.alignment = 1
    if before:
        paragraph.add_run(before)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        else:
            made.text = text
        run._r.append(made)
