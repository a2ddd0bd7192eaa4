"""Commands that need no configuration load neither the web nor the press nor the database."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tthc.config import ROOT

HEAVY = ("weasyprint", "flask", "sqlalchemy", "alembic", "huey", "pikepdf", "fontTools", "tthc.factory", "tthc.blueprints")
PROGRAM = """
import json, runpy, sys
sys.argv = ["cli.py", *sys.argv[1:]]
try:
    runpy.run_path("cli.py", run_name="__main__")
except SystemExit:
    print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("words", [["report", "verify"], ["archive", "verify"], ["plan", "read"], ["--help"]], ids=" ".join)
def test_what_a_bare_command_loads(tmp_path, monkeypatch, pdf, words):
    target = tmp_path / "mot-tep.pdf"
    target.write_bytes(pdf)
    monkeypatch.setenv("TTHC_INSTANCE", str(tmp_path / "none"))
    arguments = words if words == ["--help"] else [*words, str(target)]
    done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert "tthc.commands" in loaded
    assert [name for name in HEAVY if name in loaded] == []
