"""Every act that the log records has Vietnamese words, and so has every thing."""

import re
from pathlib import Path

from tthc.core.tables import metadata
from tthc.web import words

CORE = Path("tthc/core")
RECORDED = re.compile(
    r'(?:record|_?logged|_record|_settle)\(\s*session,\s*(?:actor|program|system\([^)]*\)),(?:\s*[\w.]+,)*?\s*"([a-z_]+)"'
)


def test_acts():
    files = [*CORE.rglob("actions.py"), *CORE.rglob("actions/*.py")]
    verbs = {verb for path in files for verb in RECORDED.findall(path.read_text("utf-8"))}
    assert len(verbs) > 50
    known = set(words._ACTS) | {verb for verb, _ in words._ACTS_ON}
    unknown = verbs - known - set(metadata.tables)  # where the verb is a variable, the next word is the thing
    assert not unknown, sorted(unknown)


def test_things_are_tables():
    assert set(words._THINGS) <= set(metadata.tables)
