"""The same plans from Word and PDF files: what a format adds must not cost a task, a unit or a day."""

import json

import pytest

from tests.plans.papers import PLANS, annotation_of, plain_word_of, word_of, words_of
from tests.plans.test_scores import scorer
from tthc.adapters.readers.docx_file import read_docx
from tthc.adapters.readers.pdf_file import read_pdf
from tthc.planreader.read import read

EXACT = ("tasks", "units", "time", "due", "targets", "sections")
BARS = dict.fromkeys(EXACT, 0.95) | dict.fromkeys(("head", "deliverable", "organisation", "reports"), 0.90) | {"accounted": 1.0}
WAYS = ("docx", "plain", "pdf")


@pytest.fixture(scope="module", params=[(name, way) for name in PLANS for way in WAYS], ids="-".join)
def scored(request, pdfs):
    name, way = request.param
    if way == "pdf":
        blocks = read_pdf(pdfs[name], f"{name}.pdf")
    else:
        blocks = read_docx(word_of(name) if way == "docx" else plain_word_of(name), f"{name}.docx")
    printed = json.loads(json.dumps(read(blocks).as_json()))
    return scorer().score_plan(json.loads(annotation_of(name).read_text("utf-8")), printed, words_of(name))


@pytest.mark.parametrize("column", BARS)
def test_a_plan_reaches_its_bar(scored, column):
    assert scored[column] >= BARS[column]
