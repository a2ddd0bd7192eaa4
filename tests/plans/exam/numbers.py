"""Automatic numbers of a Word file: one outline list for `I.`, `1.`, `1.1.`, `a)`, one for dashes, one for row numbers."""

import re

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

LEVELS = [
    (r"[IVX]+[./)]?", "upperRoman", "%1{0}"),
    (r"\d+[./)]?", "decimal", "%2{0}"),
    (r"\d+\.\d+[./)]?", "decimal", "%2.%3{0}"),
    (r"[a-zđ][./)]", "lowerLetter", "%4{0}"),
]


class Numbers:
    """`styles` puts the list into paragraph styles, `auto` into the paragraphs; each new kind of ending needs its own list."""

    def __init__(self, document, way):
        self.document = document
        self.way = way
        self.root = document.part.numbering_part.element
        self.count = 900
        self.lists = {}

    def put(self, paragraph, number):
        if number == "#":
            self.apply(paragraph, self.flat("decimal", "%1", "row"), 0)
        elif number in {"-", "+"}:
            self.apply(paragraph, self.flat("bullet", number, number), 0)
        else:
            level = next(i for i, (pattern, _, _) in enumerate(LEVELS) if re.fullmatch(pattern, number))
            self.apply(paragraph, self.outline(), level)

    def apply(self, paragraph, num_id, level):
        if self.way == "styles" and num_id == self.lists.get("outline"):
            paragraph.style = self.style(num_id, level)
            return
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = num_id

    def style(self, num_id, level):
        name = f"Muc {level + 1}"
        if name not in [style.name for style in self.document.styles]:
            made = self.document.styles.add_style(name, 1)
            made.base_style = self.document.styles["Normal"]
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
            made.element.get_or_add_pPr().append(parse_xml(xml))
        return self.document.styles[name]

    def outline(self):
        if "outline" not in self.lists:
            ends = [".", ".", ".", ")"]
            levels = "".join(self.level(i, kind, text.format(ends[i])) for i, (_, kind, text) in enumerate(LEVELS))
            self.lists["outline"] = self.new(levels)
        return self.lists["outline"]

    def flat(self, kind, text, name):
        if name not in self.lists:
            self.lists[name] = self.new(self.level(0, kind, text))
        return self.lists[name]

    def level(self, index, kind, text):
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="{720 if text != "%1" else 0}"/></w:pPr></w:lvl>'
        )

    def new(self, levels):
        self.count += 1
        kind = "multilevel" if "%2" in levels else "singleLevel"
        abstract = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.count}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        )
        first = self.root.find(qn("w:num"))
        made = parse_xml(abstract)
        if first is None:
            self.root.append(made)
        else:
            first.addprevious(made)
        self.root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.count}"><w:abstractNumId w:val="{self.count}"/></w:num>'))
        return self.count
