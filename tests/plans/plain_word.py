"""A second way to make Word files of a plan, unlike the program's own: default style, automatic numbers, letterhead as lines."""

import re
from io import BytesIO
from itertools import groupby

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

KINDS = (
    ("upperRoman", "%1.", re.compile(r"([IVX]{1,4})\. +(?=\D)")),
    ("decimal", "%1.", re.compile(r"(\d{1,2})\. +(?=\D)")),
    ("lowerLetter", "%1)", re.compile(r"([a-zđ])\) +")),
    ("bullet", "-", re.compile(r"(-) +")),
)
ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def plain_docx(blocks):
    """The document as somebody types it who lets Word do the numbers."""
    document = Document()
    lists = Lists(document)
    for is_row, group in groupby(blocks, key=lambda block: block.table if block.kind == "row" else 0):
        if is_row:
            add_table(document, lists, list(group))
            continue
        for block in group:
            lists.add(document.add_paragraph(), f"{block.number} {block.text}".strip(), is_bold=block.bold)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_table(document, lists, rows):
    width = max(len(row.cells) for row in rows)
    table = document.add_table(len(rows), width, style="Table Grid")
    lists.leave_table()
    for row, shown in zip(rows, table.rows, strict=True):
        cells = shown.cells
        for column, text in enumerate(row.cells):
            if text is None:
                continue
            if column == 0 and re.fullmatch(r"[1-9]\d?", text):
                lists.add(cells[0].paragraphs[0], f"{text}. ", is_row=True)
            else:
                cells[column].text = text
    for column in range(width):
        merge_down(table, rows, column)


def merge_down(table, rows, column):
    """`None` cells become one tall cell with the one above."""
    start = 0
    for position in range(1, len(rows) + 1):
        is_more = position < len(rows) and column < len(rows[position].cells) and rows[position].cells[column] is None
        if is_more:
            continue
        if position - 1 > start:
            text = table.cell(start, column).text
            table.cell(start, column).merge(table.cell(position - 1, column)).text = text
        start = position


class Lists:
    """Word's lists: one for each kind at each place, begun anew where the plan's numbers do."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        self.open = {}

    def leave_table(self):
        self.open.pop("row", None)

    def add(self, paragraph, text, *, is_bold=False, is_row=False):
        for rank, (kind, form, pattern) in enumerate(KINDS):
            match = pattern.match(text) if not is_row or kind == "decimal" else pattern.match(f"{text}x")
            value = self.value(kind, match[1]) if match else 0
            if value:
                key = "row" if is_row else rank
                self.number(paragraph, key, kind, form, value)
                if not is_row:
                    self.open = {at: one for at, one in self.open.items() if at == "row" or at <= rank}
                text = text[match.end() :] if not is_row else ""
                break
        if text:
            paragraph.add_run(text).bold = is_bold or None

    def value(self, kind, label):
        if kind == "upperRoman":
            return ROMANS.index(label) if label in ROMANS else 0
        if kind == "lowerLetter":
            return 0 if label == "đ" else ord(label) - 96
        return int(label) if label.isdigit() else 1

    def number(self, paragraph, key, kind, form, value):
        number, last = self.open.get(key, (None, None))
        if number is None or (kind != "bullet" and value != last + 1):
            number = self.begin(kind, form, value)
        self.open[key] = (number, value)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number

    def begin(self, kind, form, value):
        used = [int(one.get(qn("w:abstractNumId"))) for one in self.root.findall(qn("w:abstractNum"))]
        abstract = make("w:abstractNum", {"w:abstractNumId": max(used, default=0) + 1})
        level = make("w:lvl", {"w:ilvl": 0})
        for tag, what in (("w:start", value), ("w:numFmt", kind), ("w:lvlText", form)):
            level.append(make(tag, {"w:val": what}))
        abstract.append(level)
        self.root.insert(0, abstract)
        return self.root.add_num(max(used, default=0) + 1).numId


def make(tag, attributes):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), str(value))
    return element
