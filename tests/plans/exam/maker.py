"""A described plan as a Word file the way an office makes it: bare letterhead table, automatic or typed numbers, merged cells, notes, changes."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.plans.exam import numbers, parts_of_word
from tests.plans.exam.markup import line, parse

CENTRED = {"t", "c", "ci"}
BOLD = {"t", "b", "h1", "h2", "h3"}
ITALIC = {"i", "ci"}
HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}


class Maker:
    def __init__(self, settings):
        self.settings = settings
        self.document = Document()
        self.notes = []
        self.numbers = numbers.Numbers(self.document, settings.get("numbering", "typed"))
        self.size = Pt(float(settings.get("size", "14")))
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", self.size
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        for name in HEADINGS.values():
            font = self.document.styles[name].font
            font.name, font.size, font.color.rgb = "Times New Roman", self.size, None
        self.page(self.document.sections[0], landscape=False)

    def page(self, section, *, landscape):
        long, short = Cm(29.7), Cm(21)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(2)

    def add(self, part):
        {
            "paragraph": lambda: self.paragraph(self.document.add_paragraph(), part.line),
            "box": lambda: parts_of_word.text_box(self.document.add_paragraph(), "".join(piece.text for piece in part.line.pieces)),
            "page": lambda: self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE),
            "landscape": lambda: self.page(self.document.add_section(), landscape=True),
            "portrait": lambda: self.page(self.document.add_section(), landscape=False),
            "table": lambda: self.table(part),
            "letterhead": lambda: self.aside(part, [Cm(6.3), Cm(10.2)], Pt(12.5)),
            "sign": lambda: self.aside(part, [Cm(9), Cm(7.5)], None),
        }[part.kind]()

    def paragraph(self, paragraph, read, size=None, *, in_cell=False):
        if read.style in HEADINGS:
            paragraph.style = self.document.styles[HEADINGS[read.style]]
        if read.style in CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif not in_cell:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if not read.number:
                paragraph.paragraph_format.first_line_indent = Cm(1.27)
        if read.number:
            self.numbers.put(paragraph, read.number)
        for piece in read.pieces:
            self.piece(paragraph, piece, read.style, size)
        return paragraph

    def piece(self, paragraph, piece, style, size):
        if piece.kind == "note":
            self.notes.append(piece.text)
            parts_of_word.note_mark(paragraph, len(self.notes))
            return
        run = paragraph.add_run()
        if piece.kind == "break":
            run.add_break()
        elif piece.kind == "tab":
            run.add_tab()
        else:
            # Office editors cut a sentence into runs at odd places; two runs here keep a reader from trusting one.
            half = len(piece.text) // 2
            run.text = piece.text[:half]
            other = paragraph.add_run(piece.text[half:])
            for each in (run, other):
                each.bold = style in BOLD or piece.kind == "bold" or None
                each.italic = style in ITALIC or piece.kind == "italic" or None
                each.font.size = size
            if piece.kind in {"ins", "del"}:
                parts_of_word.track([run, other], piece.kind)

    def table(self, part):
        widths = [float(width) for width in part.options["w"].split(",")]
        table = self.document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        space = (26.0 if self.document.sections[-1].orientation == WD_ORIENT.LANDSCAPE else 16.5) / sum(widths)
        size = Pt(float(part.options.get("font", "12")))
        counter = 0
        for index, row in enumerate(part.rows):
            made = table.add_row()
            cells = made.cells
            for column, cell in enumerate(row):
                cells[column].width = Cm(widths[column] * space)
                counter += cell == "#"
                self.cell(cells[column], cell, size)
            if index < int(part.options.get("head", "1")):
                made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        grid(table, [Cm(width * space) for width in widths])
        self.merge(table, part.rows)

    def cell(self, cell, text, size):
        if text in {"^", "<"}:
            return
        if text == "#":
            self.numbers.put(cell.paragraphs[0], "#")
            return
        for index, piece in enumerate(text.split("⏎")):
            self.paragraph(cell.paragraphs[0] if not index else cell.add_paragraph(), line(piece.strip()), size, in_cell=True)

    def merge(self, table, rows):
        """Word's own marks: `gridSpan` for a cell that goes on to the right, `vMerge` for one that goes on below."""
        for row, cells in zip(table.rows, rows, strict=True):
            kept = list(row._tr.tc_lst)
            for column in range(len(cells) - 1, -1, -1):
                if cells[column] == "<":
                    kept[column - 1].grid_span += kept[column].grid_span
                    row._tr.remove(kept[column])
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell == "^" or (number + 1 < len(rows) and rows[number + 1][column] == "^"):
                    tc = at(table.rows[number]._tr, column)
                    if tc is not None:
                        tc.vMerge = "continue" if cell == "^" else "restart"

    def aside(self, part, widths, size):
        table = self.document.add_table(rows=0, cols=len(widths))
        table.autofit = False
        for row in part.rows:
            for made, text, width in zip(table.add_row().cells, row, widths, strict=True):
                made.width = width
                for index, piece in enumerate(text.split("⏎")):
                    paragraph = made.paragraphs[0] if not index else made.add_paragraph()
                    paragraph.paragraph_format.space_after = Pt(0)
                    self.paragraph(paragraph, line(piece.strip()), Pt(11) if "Nơi nhận" in text else size, in_cell=True)
        grid(table, widths)

    def finish(self):
        if "footer" in self.settings:
            parts_of_word.page_number(self.document.sections[0].footer.paragraphs[0])
        if "header" in self.settings:
            parts_of_word.page_number(self.document.sections[0].header.paragraphs[0], self.settings["header"])
        stream = io.BytesIO()
        self.document.save(stream)
        return parts_of_word.with_notes(stream.getvalue(), self.notes) if self.notes else stream.getvalue()


def grid(table, widths):
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def at(row, column):
    """The cell of a row that stands at a column of the grid."""
    place = 0
    for cell in row.tc_lst:
        if place == column:
            return cell
        place += cell.grid_span
    return None


def word(description):
    settings, parts = parse(description)
    maker = Maker(settings)
    for part in parts:
        maker.add(part)
    return maker.finish()
