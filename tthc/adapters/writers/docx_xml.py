"""Paragraphs of a Word file in the looks of Decree 30/2020: sizes, indents and gaps of annex I."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from tthc.adapters.writers.sides import Line

FONT = "Times New Roman"
MM = 1440 / 25.4  # twentieths of a point in a millimetre


@dataclass(frozen=True, slots=True)
class Look:
    """Alignment, size in points, weight, gaps in points; indents in millimetres."""

    align: str = "both"
    size: float = 14
    bold: bool = False
    italic: bool = False
    indent: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    line: int = 240


_BODY = Look(indent=12.7, after=6, line=264)
LOOKS = {
    "superior": Look("center", 13),
    "agency": Look("center", 13, bold=True),
    "country": Look("center", 12, bold=True),
    "motto": Look("center", 13, bold=True),
    "number": Look("center", 13, before=6),
    "date": Look("center", 13, italic=True, before=6),
    "title": Look("center", 14, bold=True, before=14, keep=True),
    "subject": Look("center", 14, bold=True, keep=True),
    "centred": Look("center", 14, keep=True),
    "attached": Look("center", 13, italic=True, after=6, keep=True),
    "appendix": Look("center", 14, bold=True, keep=True),
    "basis": Look(italic=True, indent=12.7, after=6, line=264),
    "body": _BODY,
    "heading": Look(bold=True, indent=12.7, before=6, after=6, keep=True, line=264),
    "subheading": Look(bold=True, indent=12.7, after=6, keep=True, line=264),
    "recipients": Look("left", 12, bold=True, italic=True),
    "recipient": Look("left", 11),
    "post": Look("center", 14, bold=True, keep=True),
    "signed": Look("center", 14, italic=True, keep=True),
    "name": Look("center", 14, bold=True, before=64),
    "cell": Look("left", 12, before=1.5, after=1.5),
    "cell-middle": Look("center", 12, before=1.5, after=1.5),
    "cell-header": Look("center", 12, bold=True, before=2, after=2, keep=True),
    "cell-group": Look("left", 12, bold=True, before=2, after=2, keep=True),
}


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Any) -> Any:
    """An element of WordprocessingML with its attributes and children."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), str(value))
    made.extend([child for child in children if child is not None])
    return made


def paragraph(line: Line, *, new_page: bool = False) -> Any:
    """The paragraph of a line; what is bold in the plan stays bold."""
    look = LOOKS[line.look]
    return element("w:p", None, _properties(look, new_page=new_page), run(line.text, look, is_bold=look.bold or line.bold))


def run(text: str, look: Look, *, is_bold: bool) -> Any:
    """The text in the font of Decree 30."""
    inside = element("w:t", {"xml:space": "preserve"})
    inside.text = text
    return element("w:r", None, _run_properties(look, is_bold=is_bold), inside)


def rule(indent: float, right: float | None = None) -> Any:
    """A thin line of its own between two indents: below title, agency and motto."""
    margins = {"w:left": round(indent * MM), "w:right": round((indent if right is None else right) * MM)}
    line = element("w:top", {"w:val": "single", "w:sz": 6, "w:space": 1, "w:color": "000000"})
    spacing = {"w:before": 60, "w:after": 0, "w:line": 60, "w:lineRule": "exact"}
    return element(
        "w:p", None, element("w:pPr", None, element("w:pBdr", None, line), element("w:spacing", spacing), element("w:ind", margins))
    )


def gap(points: float = 1, section: Any = None) -> Any:
    """An empty paragraph of a given height; it may close a section."""
    spacing = {"w:before": 0, "w:after": 0, "w:line": round(points * 20), "w:lineRule": "exact"}
    return element("w:p", None, element("w:pPr", None, element("w:spacing", spacing), section))


def _properties(look: Look, *, new_page: bool) -> Any:
    spacing = {"w:before": round(look.before * 20), "w:after": round(look.after * 20), "w:line": look.line, "w:lineRule": "auto"}
    return element(
        "w:pPr",
        None,
        element("w:keepNext") if look.keep else None,
        element("w:pageBreakBefore") if new_page else None,
        element("w:spacing", spacing),
        element("w:ind", {"w:firstLine": round(look.indent * MM)}) if look.indent else None,
        element("w:jc", {"w:val": look.align}),
    )


def _run_properties(look: Look, *, is_bold: bool) -> Any:
    half = round(look.size * 2)
    return element(
        "w:rPr",
        None,
        element("w:b") if is_bold else None,
        element("w:i") if look.italic else None,
        element("w:sz", {"w:val": half}),
        element("w:szCs", {"w:val": half}),
    )


def reference(note: int) -> Any:
    """The raised number of a footnote."""
    raised = element("w:rPr", None, element("w:vertAlign", {"w:val": "superscript"}))
    return element("w:r", None, raised, element("w:footnoteReference", {"w:id": note}))
