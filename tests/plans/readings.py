"""The example plans as the tests read them: four beside the program, three beside the tests."""

import json
from functools import cache
from pathlib import Path

from tthc.planreader.blocks import from_bytes
from tthc.planreader.read import read

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "tthc" / "examples"
SEEDS = ["seed-000", "seed-001", "seed-002", "seed-003"]
FURTHER = sorted(path.stem for path in (HERE / "source").glob("*.txt"))


def source_of(name):
    folder = EXAMPLES if name in SEEDS else HERE / "source"
    return folder / f"{name}.txt"


def gold_of(name):
    return json.loads((HERE / "gold" / f"{name}.json").read_text("utf-8"))


@cache
def draft_of(name):
    return read(from_bytes(source_of(name).read_bytes()))
