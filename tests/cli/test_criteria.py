"""`cli.py criteria` as the keeper of the machine runs it."""

import secrets

import pytest
from click.testing import CliRunner

from tests.factories import people
from tthc.commands import Entrance, group
from tthc.config import Settings
from tthc.core.criteria.models import CriteriaSet
from tthc.core.criteria.queries import sets, shipped
from tthc.core.tables import metadata
from tthc.extensions import db
from tthc.factory import create_app
from tthc.kernel.transaction import unit_of_work

SHIPPED = "tiep-can-phap-luat-2025"
BAD = "TT;Nội dung;Mức đạt\n1;Một;\n1.1;Hai;120%\n1.1;Ba;Đạt\n"


@pytest.fixture
def app(tmp_path, monkeypatch):
    app = create_app(Settings.at(tmp_path, secrets.token_bytes(48), database_url=f"sqlite:///{tmp_path}/office.sqlite3"))
    monkeypatch.setattr("tthc.commands.session.require_current", lambda _: None)
    with app.app_context():
        metadata.create_all(db.engine)
        with unit_of_work(db.session()) as session:
            people.agency(session)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def run(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*words):
        done = CliRunner().invoke(group, ["criteria", *map(str, words)], obj=Entrance(lambda: app, lambda: None))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        db.session.rollback()
        return done

    return invoke


def test_a_set_is_taken_written_and_read_back_equal(run, tmp_path):
    assert f"{SHIPPED}\n" in run("list").output
    assert run("take", SHIPPED).exit_code == 0
    assert SHIPPED not in run("list").output
    (row,) = db.session.query(CriteriaSet)
    done = run("export", row.id, "bo.xlsx")
    assert "Đã ghi 14 chỉ tiêu" in done.output
    assert run("export", row.id, "bo.xlsx").exit_code == 2  # nothing is written over
    assert "không có lỗi. Chưa ghi dòng nào." in run("import", "bo.xlsx", "--check-only").output
    assert run("import", "bo.xlsx").exit_code == 0
    first, second = db.session.query(CriteriaSet).order_by(CriteriaSet.id)
    assert sets.table(db.session, first.id) == sets.table(db.session, second.id) == shipped.named(SHIPPED).table


def test_every_fault_is_told_and_nothing_is_written(run, tmp_path):
    (tmp_path / "bo.csv").write_text(BAD, "utf-8")
    done = run("import", "bo.csv")
    assert done.exit_code == 1
    assert "dòng 3, cột C: Mức đạt 120% lớn hơn 100%." in done.output
    assert "dòng 4, cột A: Chỉ tiêu 1.1 có hai lần." in done.output
    assert "Nhập tên bộ tiêu chí." in done.output
    assert db.session.query(CriteriaSet).count() == 0


def test_what_is_not_there(run):
    assert run("export", 99, "bo.xlsx").exit_code == 1
    assert run("take", "khong-co").exit_code == 1
    assert run("import", "khong-co.xlsx").exit_code == 2
