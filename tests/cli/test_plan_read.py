"""`plan read`: the printed object, the summary, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tthc.bare import bare_tools
from tthc.commands import Entrance, group

EXAMPLE = Path(__file__).parents[2] / "tthc" / "examples" / "seed-003.txt"


def run(*arguments):
    return CliRunner().invoke(group, ["plan", "read", *map(str, arguments)], obj=Entrance(lambda: None, bare_tools))


def test_json_is_one_object_on_standard_output():
    result = run(EXAMPLE, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["signer"]["on_behalf"] == "KT."


def test_without_json_a_person_reads_a_summary():
    result = run(EXAMPLE)
    assert result.exit_code == 0
    assert "12 nhiệm vụ" in result.stdout
    assert "12 chỉ tiêu" in result.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, 2), (b"", 2), (b"\x00\x01", 2), (b"\xff\xfe\xfd", 2), ("Truyện kể: ngày xưa có một người tiều phu nghèo.".encode(), 3)],
)
def test_a_file_that_is_no_plan_gives_one_sentence_and_a_code(tmp_path, content, code):
    file = tmp_path / "van-ban.txt"
    if content is not None:
        file.write_bytes(content)
    result = run(file)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.strip().endswith(".")
    assert "Traceback" not in result.output


def test_a_folder_cannot_be_read(tmp_path):
    assert run(tmp_path).exit_code == 2
