"""`cli.py archive` as a person runs it."""

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from tests.factories import people, tasks
from tthc.adapters.null import MemoryStore, NullPress, NullQueue, NullSigner, NullWriter
from tthc.adapters.office import Office
from tthc.adapters.site import Site
from tthc.bare import bare_tools
from tthc.commands import Entrance, group
from tthc.commands.migrate import upgrade
from tthc.config import Settings
from tthc.core.archive.rules import Page
from tthc.core.toolbox import Toolbox
from tthc.extensions import db
from tthc.factory import create_app
from tthc.kernel.clock import Clock


def no_app():
    raise AssertionError("this command needs no configuration")


@pytest.fixture
def run(tmp_path):
    clock = Clock()
    nothing = None  # archives need no sheets and no calendars
    toolbox = Toolbox(MemoryStore(), NullPress(), NullSigner(), Office(), NullWriter(), nothing, nothing, Site(), NullQueue(), clock)
    app = create_app(Settings.at(tmp_path, b"x" * 48), toolbox=toolbox, clock=clock)
    upgrade(app)
    with app.app_context(), Session(db.engine) as session:
        tasks.plan(session, people.agency(session))
        session.commit()

    def command(*words):
        return CliRunner().invoke(group, ["archive", *map(str, words)], obj=Entrance(lambda: app, bare_tools))

    command.app = app
    return command


def test_export_then_verify(run, tmp_path):
    done = run("export", "--year", 2024, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Đã ghi ")
    assert run("verify", tmp_path / "out").exit_code == 0
    again = run("export", "--year", 2024, "--out", tmp_path / "out")
    assert (again.exit_code, "đã có" in again.output) == (1, True)


def test_with_several_agencies_one_is_named(run, tmp_path):
    with run.app.app_context(), Session(db.engine) as session:
        people.agency(session, name="Ủy ban nhân dân phường Khác")
        session.commit()
    refused = run("export", "--year", 2024, "--out", tmp_path / "out")
    assert refused.exit_code == 2
    assert "Ủy ban nhân dân phường Khác" in refused.output
    assert run("export", "--year", 2024, "--out", tmp_path / "out", "--agency", "uy ban nhan dan phuong khac").exit_code == 0


def test_verify_needs_no_configuration_and_names_each_wrong_file(tmp_path):
    page = Page("chi-tieu.html", "targets", {"title": "A", "agency": "B", "year": 2024, "as_of": "", "targets": ()})
    Site().write(tmp_path / "x", [page], [])
    entrance = Entrance(no_app, bare_tools)
    whole = CliRunner().invoke(group, ["archive", "verify", str(tmp_path / "x")], obj=entrance)
    assert (whole.exit_code, whole.output) == (0, "Hồ sơ lưu trữ nguyên vẹn.\n")
    (tmp_path / "x" / "chi-tieu.html").write_bytes(b"khac")
    (tmp_path / "x" / "la.txt").write_bytes(b"la")
    broken = CliRunner().invoke(group, ["archive", "verify", str(tmp_path / "x")], obj=entrance)
    assert broken.exit_code == 1
    assert "Tệp thừa: la.txt" in broken.output
    assert "Tệp đã bị thay đổi: chi-tieu.html" in broken.output
    missing = CliRunner().invoke(group, ["archive", "verify", str(tmp_path / "khong")], obj=entrance)
    assert missing.exit_code == 1
