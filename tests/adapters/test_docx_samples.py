"""Real Word files: read as well as the text that a person made of them."""

import json
from functools import cache

import pytest

from tests.plans.readings import HERE, gold_of, source_of
from tests.plans.test_scores import BARS, scorer
from tthc.adapters.readers.docx_file import read_docx
from tthc.planreader.read import read

FOLDER = HERE / "source"
ANNOTATED = sorted(path.stem for path in FOLDER.glob("*.docx") if (HERE / "gold" / f"{path.stem}.json").exists())


@cache
def draft_of(name):
    return read(read_docx((FOLDER / f"{name}.docx").read_bytes(), f"{name}.docx"))


@pytest.mark.parametrize("name", ANNOTATED)
def test_a_word_file_reaches_the_bars_of_its_text(name):
    printed = json.loads(json.dumps(draft_of(name).as_json()))
    scored = scorer().score_plan(gold_of(name), printed, source_of(name).read_text("utf-8"))
    assert {column: figure for column, figure in scored.items() if figure < BARS[column]} == {}


def test_there_are_such_files():
    assert len(ANNOTATED) == 3


def test_a_plan_without_annotation_is_read_sensibly():
    draft = draft_of("07-lao-cai-khoang-san-chi-thi-11")
    assert (draft.head.place, draft.head.year, draft.head.signer.on_behalf, len(draft.head.recipients)) == ("Lào Cai", 2026, "KT.", 11)
    assert [section.code for section in draft.sections if "." not in section.code] == ["I", "II", "III", "IV", "V", "PL"]
    rows = [task for task in draft.tasks if task.section.startswith("PL.")]
    assert [task.section for task in rows] == [f"PL.{i}" for i in range(1, 15)]
    assert all(task.lead and task.time_text for task in rows)
    assert [block.place for block in draft.blocks if block.place] == ["footnote"]
