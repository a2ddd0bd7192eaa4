"""The import contracts hold, and each of them can fail."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.sources import PACKAGE, ROOT

# One planted mistake a contract: the module it is added to, and what that module imports.
MISTAKES = {
    1: ("core/audit/rules.py", "from tthc.web import reply"),
    2: ("core/calendar/rules.py", "import tthc.core.evidence.rules"),
    3: ("core/people/models.py", "import tthc.core.people.queries"),
    4: ("core/evidence/rules.py", "import sqlalchemy.orm"),
    5: ("core/tasks/queries.py", "import flask"),
    6: ("jobs/__init__.py", "import weasyprint"),
    7: ("web/navigation.py", "import sqlalchemy"),
    8: ("web/reply.py", "import tthc.core.tasks.models"),
    9: ("blueprints/home/__init__.py", "import tthc.blueprints.auth"),
}


def lint(folder):
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def verdicts(output):
    """{number of the contract: KEPT or BROKEN}."""
    return {int(number): verdict for number, verdict in re.findall(r"^(\d) .*?(KEPT|BROKEN)", output, re.MULTILINE)}


def test_every_contract_is_kept():
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout + found.stderr
    assert verdicts(found.stdout) == dict.fromkeys(MISTAKES, "KEPT")


def test_a_planted_mistake_breaks_each_contract(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "tthc", ignore=shutil.ignore_patterns("static", "templates", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, mistake in MISTAKES.values():
        with (tmp_path / "tthc" / name).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{mistake}\n")
    found = lint(tmp_path)
    assert verdicts(found.stdout) == dict.fromkeys(MISTAKES, "BROKEN"), found.stdout + found.stderr
