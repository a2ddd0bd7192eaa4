"""The command line: help without the application, one sentence and an exit code for each refusal."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from tthc.commands import COMMANDS, Entrance, group
from tthc.config import ROOT
from tthc.kernel.errors import BadFile, BadInput, Conflict, NotFound, Unavailable

HEAVY = ("flask", "sqlalchemy", "alembic", "weasyprint", "pyhanko", "pikepdf", "PIL", "huey", "holidays")


def run(*arguments, instance):
    return subprocess.run(
        [sys.executable, "cli.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "TTHC_INSTANCE": str(instance)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_needs_no_instance_and_writes_nothing(tmp_path):
    done = run("--help", instance=tmp_path / "none")
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)
    assert not (tmp_path / "none").exists()


def test_help_loads_no_heavy_library():
    program = f"import sys, runpy\nsys.argv=['cli.py','--help']\ntry: runpy.run_path('cli.py', run_name='__main__')\nexcept SystemExit: pass\nprint([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


def test_help_is_quick(tmp_path):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run("--help", instance=tmp_path)
        times.append(time.perf_counter() - start)
    assert min(times) <= 0.5


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_has_help(name):
    result = CliRunner().invoke(group, [name, "--help"])
    assert result.exit_code == 0, result.output


def test_an_unknown_command_is_refused():
    assert CliRunner().invoke(group, ["nothing"]).exit_code == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Unavailable("Thiếu phông chữ."), 1),
        (NotFound("Không có."), 1),
        (Conflict("Đã sửa."), 1),
        (BadInput("Sai số."), 2),
        (BadFile("Sai tệp."), 2),
    ],
)
def test_a_refusal_is_its_sentence_and_a_code(error, code):
    def refuse():
        raise error

    result = CliRunner().invoke(group, ["routes"], obj=Entrance(refuse, refuse))
    assert result.exit_code == code
    assert result.stderr == f"{error}\n"
    assert result.stdout == ""


def test_a_full_disk_is_one_sentence():
    def refuse():
        raise OSError(errno.ENOSPC, "No space left on device")

    result = CliRunner().invoke(group, ["routes"], obj=Entrance(refuse, refuse))
    assert result.exit_code == 1
    assert "Ổ đĩa đã đầy" in result.stderr


def test_starting_without_a_secret_is_one_sentence(tmp_path):
    done = run("serve", instance=tmp_path)
    assert done.returncode == 1
    assert "secret.key" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["nothing"], "Không có lệnh này."),
        (["people", "add"], "Thiếu '--username'."),
        (["people", "add", "--wrong"], "Không có tùy chọn --wrong."),
        (["people", "add", "--role", "zzz"], "phải là một trong: officer, head"),
    ],
)
def test_what_is_typed_wrong_is_said_in_vietnamese(typed, sentence):
    result = CliRunner().invoke(group, typed)
    assert result.exit_code == 2
    assert sentence in result.output
    assert "--help" in result.output
    assert "Error" not in result.output
