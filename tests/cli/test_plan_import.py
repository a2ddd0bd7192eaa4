"""`plan import`: every example plan comes in under its own agency; a bad file changes nothing."""

import secrets
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from tests.factories import office_files
from tthc.commands import Entrance, group, migrate
from tthc.config import ROOT, Settings
from tthc.core.calendar import actions as calendar_actions
from tthc.core.files.models import StoredFile
from tthc.core.people.models import Unit, UnitKind
from tthc.core.plans.models import Plan, PlanParagraph, Target
from tthc.core.tables import metadata
from tthc.core.tasks.models import Task, TaskKind
from tthc.extensions import db
from tthc.factory import create_app
from tthc.kernel.actor import system
from tthc.kernel.clock import Clock
from tthc.kernel.transaction import unit_of_work

EXAMPLES = {
    "seed-000": ("Ủy ban nhân dân huyện Mẫu Một", 10, 3),
    "seed-001": ("Ủy ban nhân dân tỉnh Mẫu Hai", 1, 5),
    "seed-002": ("Ủy ban nhân dân phường Mẫu Ba", 25, 10),
    "seed-003": ("Ủy ban nhân dân huyện Mẫu Bốn", 12, 12),
}


@pytest.fixture
def app(tmp_path):
    settings = Settings.at(tmp_path, secrets.token_bytes(48), database_url=f"sqlite:///{tmp_path}/office.sqlite3")
    app = create_app(settings)
    migrate.upgrade(app)
    with app.app_context():
        metadata.create_all(db.engine)
        with unit_of_work(db.session()) as session:
            calendar_actions.seed(session, system(), now=Clock().now())
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def run(app):
    def invoke(*words):
        return CliRunner().invoke(group, ["plan", "import", *map(str, words)], obj=Entrance(lambda: app, lambda: None))

    return invoke


def count(model, *conditions):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_every_example_comes_in_under_its_own_agency(run):
    for name, (agency, tasks, targets) in EXAMPLES.items():
        result = run(ROOT / "tthc" / "examples" / f"{name}.txt", "--agency", agency, "--yes")
        assert result.exit_code == 0, result.output
        assert result.stdout.count("\n") == 1
        assert f"{tasks} nhiệm vụ" in result.stdout
        assert f"{targets} chỉ tiêu" in result.stdout
        db.session.rollback()  # a new read, after the command's commit
        found = db.session.scalars(select(Unit).where(Unit.kind == UnitKind.AGENCY, Unit.name == agency)).one()
        assert count(Plan, Plan.agency_id == found.id) == 1
        assert count(Task, Task.agency_id == found.id, Task.kind == TaskKind.CONTENT) == tasks
        assert count(Target, Target.agency_id == found.id) == targets
    assert count(PlanParagraph) > 300


def test_the_same_file_twice_for_one_agency_is_refused(run):
    words = (ROOT / "tthc" / "examples" / "seed-002.txt", "--agency", "UBND phường Mẫu", "--yes")
    assert run(*words).exit_code == 0
    before = count(Task)
    again = run(*words)
    assert again.exit_code == 1
    assert "đã được nhập" in again.stderr
    assert count(Task) == before


def test_a_word_file_is_kept_as_what_it_is(run, tmp_path):
    (tmp_path / "ke-hoach.docx").write_bytes(office_files.word_plan())
    result = run(tmp_path / "ke-hoach.docx", "--agency", "UBND xã Mẫu", "--yes")
    assert result.exit_code == 0, result.output
    assert "năm 2025" in result.stdout
    [kept] = db.session.scalars(select(StoredFile)).all()
    assert kept.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_without_yes_it_asks_and_no_leaves_nothing(run):
    result = run(ROOT / "tthc" / "examples" / "seed-003.txt", "--agency", "UBND huyện Mẫu")
    assert result.exit_code == 1
    assert "Nhận các đề nghị" in result.output
    assert count(Plan) == 0
    assert count(Unit) == 0


@pytest.mark.parametrize(
    ("content", "name", "code", "words"),
    [
        (b"PK\x03\x04 word", "ke-hoach.docx", 2, "bị hỏng"),
        (b"\xff\xd8\xff\xe0", "anh.txt", 2, "là ảnh chụp"),
        (b"", "rong.txt", 2, "không có nội dung"),
        ("Thơ tình gửi mùa thu, lá vàng rơi bên thềm cũ.\n".encode() * 20, "tho.txt", 3, ""),
    ],
)
def test_what_is_no_plan_leaves_nothing_behind(run, tmp_path, content, name, code, words):
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name, "--agency", "UBND xã Mẫu", "--yes")
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert count(Plan) == 0
    assert count(Unit) == 0


def test_a_missing_file_is_one_sentence(run):
    result = run("khong-co.txt", "--agency", "UBND xã Mẫu", "--yes")
    assert result.exit_code == 2
    assert "Không tìm thấy tệp" in result.stderr


def test_others_can_write_while_the_question_stands(run, app, monkeypatch):
    def answer(*_, **__):
        with closing(sqlite3.connect(db.engine.url.database, timeout=0.1)) as other:
            other.execute("BEGIN IMMEDIATE")
        return True

    monkeypatch.setattr("click.confirm", answer)
    result = run(ROOT / "tthc" / "examples" / "seed-002.txt", "--agency", "Ủy ban nhân dân phường Mẫu Ba")
    assert (result.exit_code, "25 nhiệm vụ" in result.stdout) == (0, True)
    assert count(Plan) == 1
