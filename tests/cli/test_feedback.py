"""Feedback from the command line: whoever keeps the machine handles no case, so nobody is named to him."""

import secrets

import pytest
from click.testing import CliRunner

from tests.factories import feedback as samples
from tests.factories import people
from tthc.adapters.sheets import SheetOffice
from tthc.commands import Entrance, group, migrate
from tthc.config import Settings
from tthc.extensions import db
from tthc.factory import create_app
from tthc.kernel.actor import system
from tthc.kernel.transaction import unit_of_work


@pytest.fixture
def run(tmp_path, monkeypatch, today, now):
    app = create_app(Settings.at(tmp_path, secrets.token_bytes(48), database_url=f"sqlite:///{tmp_path}/office.sqlite3"))
    migrate.upgrade(app)
    monkeypatch.chdir(tmp_path)

    def invoke(*words):
        return CliRunner().invoke(group, ["registers", *map(str, words)], obj=Entrance(lambda: app, lambda: None))

    with app.app_context():
        with unit_of_work(db.session()) as session:
            ward = people.agency(session)
            samples.received(session, system(ward.id), people.unit(session, ward, "Tư pháp"), today=today, now=now)
        yield invoke
        db.session.remove()
        db.engine.dispose()


def test_exported_sheets_and_messages_name_nobody(run, tmp_path):
    target = tmp_path / "pakn.xlsx"
    answers = [run("list"), run("export", "feedback", target), run("check", "feedback")]
    assert [answer.exit_code for answer in answers] == [0, 0, 0], [answer.output for answer in answers]
    sheets = SheetOffice().read(target.read_bytes(), target.name, most_rows=100)
    words = " ".join(str(cell) for sheet in sheets for row in sheet.rows for cell in row) + "".join(answer.output for answer in answers)
    assert "hẹn trả giấy khai sinh" in words
    assert not [secret for secret in samples.SECRETS if secret in words]
    again = run("import", "feedback", target)
    assert again.exit_code == 0, again.output
    assert "1 không đổi" in again.output
    assert not [secret for secret in samples.SECRETS if secret in again.output]


def test_a_wrong_row_is_told_without_its_data(run, tmp_path):
    path = tmp_path / "sai.csv"
    head = "Ngày tiếp nhận;Hình thức tiếp nhận;Họ tên, tổ chức;Điện thoại;Nội dung đầy đủ\n"
    path.write_text(f"{head}31/02/2024;Điện thoại chuyên dùng;{samples.PERSON};12;{samples.CONTENT}\n".replace("; ", ", "), "utf-8")
    done = run("import", "feedback", path)
    assert done.exit_code != 0
    assert "Ngày tiếp nhận" in done.output, done.output
    assert not [secret for secret in samples.SECRETS if secret in done.output]
