"""Plans invented for the tests, annotated before they were read: other provinces, years, levels and layouts."""

import json

import pytest

from tests.plans.readings import HERE
from tests.plans.test_metrics import HANGING_METRIC
from tests.plans.test_scores import scorer
from tthc.planreader.blocks import from_bytes
from tthc.planreader.read import read

OTHERS = HERE / "others"
NAMES = sorted(path.stem for path in OTHERS.glob("*.txt"))
BARS = dict.fromkeys(("head", "sections", "tasks", "units", "time", "due", "deliverable", "organisation", "targets", "reports"), 0.95)


@pytest.fixture(scope="module", params=NAMES)
def read_plan(request):
    source = OTHERS / f"{request.param}.txt"
    draft = read(from_bytes(source.read_bytes()))
    gold = json.loads((OTHERS / f"{request.param}.json").read_text("utf-8"))
    printed = json.loads(json.dumps(draft.as_json()))
    return draft, scorer().score_plan(gold, printed, source.read_text("utf-8"))


def test_there_are_enough_of_them():
    assert len(NAMES) >= 18


@pytest.mark.parametrize("column", BARS)
def test_another_plan_reaches_the_bar(read_plan, column):
    assert read_plan[1][column] >= BARS[column]


def test_nothing_of_it_is_lost(read_plan):
    assert read_plan[1]["accounted"] == 1.0


def test_its_targets_have_names(read_plan):
    metrics = [target.metric for target in read_plan[0].targets]
    assert len(set(metrics)) == len(metrics)
    assert not [metric for metric in metrics if len(metric) > 80 or HANGING_METRIC.search(metric)]
