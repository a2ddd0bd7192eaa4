"""The sample province: whole, believable and only ever written into an empty office."""

import re

import pytest
from click.testing import CliRunner

from tests.conftest import TODAY
from tthc.bare import bare_tools
from tthc.blueprints import SECTIONS
from tthc.commands import Entrance, group
from tthc.commands.migrate import upgrade
from tthc.config import make_secret
from tthc.core.audit import queries as audit_queries
from tthc.core.people import queries as people_queries
from tthc.core.tasks.queries import counting
from tthc.extensions import db
from tthc.kernel.actor import system


@pytest.fixture
def bench(tmp_path, monkeypatch):
    """bench("seed", …) runs the command on an instance folder of its own."""
    from cli import create_app

    monkeypatch.setenv("TTHC_INSTANCE", str(tmp_path))
    make_secret(tmp_path)
    app = create_app()
    upgrade(app)

    def run(*words):
        return CliRunner().invoke(group, ["bench", *words], obj=Entrance(lambda: app, lambda: None))

    run.app = app
    yield run
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_province_is_written_with_a_whole_log(bench):
    done = bench("seed", "--communes", "3", "--tasks", "16")
    assert done.exit_code == 0, done.output
    with bench.app.app_context():
        agencies = people_queries.agencies(db.session)
        assert len(agencies) == 3
        assert len({agency.name for agency in agencies}) == 3
        verdict = audit_queries.verify(db.session)
        assert verdict.broken_at is None
        assert verdict.entries > 50
        for agency in agencies:
            found = counting.counts_by_section(db.session, system(agency.id), today=TODAY, year=2024)
            assert {section.value for section in found} == set(SECTIONS)
            total = [sum(getattr(counts, name) for counts in found.values()) for name in ("done", "waiting", "open", "late")]
            assert all(total), "work in every state"


def test_an_office_with_units_is_left_alone(bench):
    assert bench("seed", "--communes", "1", "--tasks", "8").exit_code == 0
    again = bench("seed", "--communes", "1", "--tasks", "8")
    assert again.exit_code == 1
    assert again.stderr == "Cơ sở dữ liệu đã có đơn vị; chỉ tạo dữ liệu đo tốc độ trong cơ sở dữ liệu trống.\n"
    with bench.app.app_context():
        assert len(people_queries.agencies(db.session)) == 1


def test_reading_is_measured_in_every_format(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    done = CliRunner().invoke(group, ["bench", "reading"], obj=Entrance(lambda: None, bare_tools))
    assert done.exit_code == 0, done.output
    lines = {line.split()[5]: line for line in done.stdout.splitlines()[1:]}
    assert set(lines) == {".docx", ".pdf", ".xlsx", ".txt"}
    assert "bỏ qua: chưa cài LibreOffice" in lines.pop(".pdf")
    for line in lines.values():
        seconds, memory, tasks = re.search(r"([0-9.]+) +([0-9]+)  ([0-9]+) nhiệm vụ$", line).groups()
        assert float(seconds) > 0
        assert 10 < int(memory) < 1000
        assert int(tasks) > 400
