"""Layouts x readers: each layout met in real plans reads the same from text, Word, PDF and Excel."""

import pytest

from tests.house.sources import ROOT
from tests.plans.layouts import LAYOUTS, blocks_of, expected_of, file_of
from tthc.adapters.readers.docx_file import read_docx
from tthc.adapters.readers.pdf_file import read_pdf
from tthc.adapters.readers.xlsx_file import read_xlsx
from tthc.planreader.read import read

READERS = {
    "text": lambda name, _: blocks_of(name),
    "docx": lambda name, _: read_docx(file_of(name, "docx"), f"{name}.docx"),
    "plain": lambda name, _: read_docx(file_of(name, "plain"), f"{name}.docx"),
    "xlsx": lambda name, _: read_xlsx(file_of(name, "xlsx"), f"{name}.xlsx"),
    "pdf": lambda name, pdfs: read_pdf(pdfs[f"layout-{name}"], f"{name}.pdf"),
}


def bare(value):
    if isinstance(value, list):
        return [bare(one) for one in value]
    return value.rstrip(" .;") if isinstance(value, str) else value


def told(found, wanted):
    """The task as far as the expectation speaks of it."""
    shown = {key: bare(found[key]) for key in wanted if key != "text"}
    return shown | {"text": found["text"][: len(wanted["text"])]} | ({"section": "*"} if wanted["section"] == "*" else {})


@pytest.mark.parametrize("way", READERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_reads_as_expected(name, way, request):
    pdfs = request.getfixturevalue("pdfs") if way == "pdf" else {}
    found, wanted = read(READERS[way](name, pdfs)).as_json(), expected_of(name)
    for kind in ("tasks", "organisation_tasks"):
        if kind in wanted:
            assert len(found[kind]) == len(wanted[kind]), [task["text"] for task in found[kind]]
            assert [told(*pair) for pair in zip(found[kind], wanted[kind], strict=True)] == wanted[kind]
    if "sections" in wanted:
        assert [section["code"] for section in found["sections"]] == wanted["sections"]
    if "targets" in wanted:
        assert [[target["op"], target["value"], target["unit"]] for target in found["targets"]] == wanted["targets"]
    if "reports" in wanted:
        assert [report["period"] for report in found["report_deadlines"]] == wanted["reports"]
    assert {key: found[key] for key in wanted.get("head", {})} == wanted.get("head", {})
    if "signer" in wanted:
        assert list(found["signer"].values()) == wanted["signer"]
        assert found["recipients"] == wanted["recipients"]


def test_the_table_of_the_documentation_is_what_is_tested_here():
    """It names each layout, none that is gone, and each reader."""
    lines = (ROOT / "docs/layouts.md").read_text("utf-8").splitlines()
    header, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| "))
    assert header[2:] == list(READERS)
    assert sorted(row[0] for row in rows) == LAYOUTS
    assert all(row[2:] == ["yes"] * len(READERS) for row in rows)
