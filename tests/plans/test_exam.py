"""Plans of other provinces, years and makers, annotated before they were read: as text, as Word and as PDF each reaches its bar."""

import json
from functools import cache

import pytest

from tests.plans.exam.habits import HABITS
from tests.plans.exam.maker import word
from tests.plans.exam.markup import accepted
from tests.plans.exam.plain import plain
from tests.plans.papers import printed
from tests.plans.readings import HERE
from tests.plans.test_scores import scorer
from tthc.adapters.readers.docx_file import read_docx
from tthc.adapters.readers.pdf_file import read_pdf
from tthc.planreader.blocks import from_bytes
from tthc.planreader.read import read

EXAM = HERE / "exam"
NAMES = sorted(path.stem for path in EXAM.glob("*.plan"))
WAYS = ["txt", "docx", "pdf"]
BARS = {
    **dict.fromkeys(("tasks", "units", "time", "due", "targets", "sections"), 0.95),
    **dict.fromkeys(("head", "deliverable", "organisation", "reports"), 0.90),
    "accounted": 1.0,
}
THEMES = 0.9


def described(name):
    return (EXAM / f"{name}.plan").read_text("utf-8")


@cache
def annotated(name):
    return json.loads((EXAM / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """What an office prints has its tracked changes taken over."""
    return printed({name: word(accepted(described(name))) for name in NAMES}, tmp_path_factory.mktemp("exam"))


@pytest.fixture(scope="module", params=[f"{name} {way}" for name in NAMES for way in WAYS])
def reading(request):
    name, way = request.param.split()
    text = plain(described(name))
    if way == "txt":
        blocks = from_bytes(text.encode())
    elif way == "docx":
        blocks = read_docx(word(described(name)), f"{name}.docx")
    else:
        blocks = read_pdf(request.getfixturevalue("papers")[name], f"{name}.pdf")
    draft = json.loads(json.dumps(read(blocks).as_json()))
    return scorer().score_plan(annotated(name), draft, text)


def test_an_unknown_plan_reaches_its_bars(reading):
    below = {column: reading[column] for column, bar in BARS.items() if reading[column] < bar}
    assert not below


def test_tasks_fall_into_the_sections_a_person_would_choose():
    agreed = []
    for name in NAMES:
        gold, draft = annotated(name), json.loads(json.dumps(read(from_bytes(plain(described(name)).encode())).as_json()))
        pairs = [pair for kind in ("tasks", "organisation_tasks") for pair in scorer().score_tasks(gold[kind], draft[kind], [])[1]]
        agreed += [found["theme"] in wanted["theme"] for wanted, found in pairs if wanted.get("theme")]
    assert sum(agreed) >= THEMES * len(agreed)


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("part", range(4))
def test_a_habit_of_hand_costs_nothing(habit, part):
    """Each plan meets each habit once: as text or as Word, every fourth in turn."""
    change = HABITS[habit]
    for name in NAMES[part::4]:
        description = change(described(name))
        gold = json.loads(change(json.dumps(annotated(name), ensure_ascii=False))) if habit == "old_tones" else annotated(name)
        blocks = from_bytes(plain(description).encode()) if part % 2 else read_docx(word(description), f"{name}.docx")
        scores = scorer().score_plan(gold, json.loads(json.dumps(read(blocks).as_json())), plain(description))
        assert not {(name, column): scores[column] for column, bar in BARS.items() if scores[column] < bar}
