"""`cli.py registers` as the keeper of the machine runs it."""

import secrets

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update

from tests.factories import people
from tthc.commands import Entrance, group, migrate
from tthc.config import Settings
from tthc.core.audit.models import AuditEntry
from tthc.core.communication.models import CommunicationItem
from tthc.core.registers.models import RegisterImport, RegisterImportState
from tthc.extensions import db
from tthc.factory import create_app
from tthc.kernel.transaction import unit_of_work

GOOD = "Tên tin, bài;Kênh;Ngày thực hiện;Đơn vị\nHướng dẫn khai sinh;Zalo;02/05/2024;Tư pháp\nHọp dân;Hội nghị, họp dân;7/6/2024;\n"
BAD = "Tên tin, bài;Kênh;Ngày thực hiện\nHướng dẫn;Zalo;31/02/2024\nHọp dân;Fax;7/6/2024\n"


@pytest.fixture
def app(tmp_path):
    app = create_app(Settings.at(tmp_path, secrets.token_bytes(48), database_url=f"sqlite:///{tmp_path}/office.sqlite3"))
    migrate.upgrade(app)
    with app.app_context():
        with unit_of_work(db.session()) as session:
            people.unit(session, people.agency(session), "Tư pháp")
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def run(app, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*words):
        done = CliRunner().invoke(group, ["registers", *map(str, words)], obj=Entrance(lambda: app, lambda: None))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return invoke


def file_with(tmp_path, text, name="so.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def items():
    db.session.rollback()
    return db.session.scalar(select(func.count(CommunicationItem.id)))


def test_registers_are_listed_with_their_rows(run, tmp_path):
    assert run("import", "communication_item", file_with(tmp_path, GOOD)).exit_code == 0
    done = run("list")
    assert done.exit_code == 0
    (line,) = [line for line in done.output.splitlines() if line.startswith("communication_item")]
    assert line.split()[1] == "2"
    (line,) = [line for line in run("list", "--year", 2023).output.splitlines() if line.startswith("communication_item")]
    assert line.split()[1] == "0"


def test_import_export_and_again(run, tmp_path):
    done = run("import", "communication_item", file_with(tmp_path, GOOD))
    assert (done.exit_code, items()) == (0, 2)
    assert "Dòng: 2 mới, 0 thay đổi, 0 không đổi, 0 sai, 0 bỏ qua." in done.output
    assert "Đã ghi 2 dòng vào sổ" in done.output
    written = run("export", "communication_item", tmp_path / "ra.xlsx")
    assert written.exit_code == 0
    assert "Đã ghi 2 dòng" in written.output
    again = run("import", "communication_item", tmp_path / "ra.xlsx")
    assert again.exit_code == 0
    assert "2 không đổi" in again.output
    assert again.output.rstrip().endswith("Không có dòng nào cần ghi.")
    assert items() == 2
    refused = run("export", "communication_item", tmp_path / "ra.xlsx")
    assert (refused.exit_code, "đã có" in refused.output) == (2, True)


def test_one_wrong_row_stops_all(run, tmp_path):
    done = run("import", "communication_item", file_with(tmp_path, BAD))
    assert done.exit_code == 2
    assert "dòng 2, cột C (Ngày thực hiện)" in done.output
    assert "dòng 3, cột B (Kênh)" in done.output
    assert done.output.rstrip().endswith("Tệp có 2 lỗi; chưa ghi dòng nào.")
    assert items() == 0
    states = db.session.scalars(select(RegisterImport.state)).all()
    assert states == [RegisterImportState.DISCARDED]


def test_only_looking_changes_nothing(run, tmp_path):
    done = run("import", "communication_item", file_with(tmp_path, GOOD), "--check-only")
    assert (done.exit_code, items()) == (0, 0)
    assert done.output.rstrip().endswith("Chưa ghi dòng nào.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "nothing", "so.csv"), "Không có sổ nothing."),
        (("import", "communication_item", "khong-co.csv"), "Không đọc được tệp"),
        (("import", "communication_item", "anh.csv"), "anh.csv"),
        (("import", "communication_item", "thieu.csv"), "Tệp thiếu cột bắt buộc: Kênh, Ngày thực hiện."),
        (("import", "communication_item", "so.csv", "--agency", "Xã lạ"), "Chọn đơn vị bằng --agency"),
        (("export", "communication_item", "khong/co/thu-muc.xlsx"), "Không ghi được tệp"),
    ],
)
def test_bad_input_is_one_sentence(run, tmp_path, words, sentence):
    file_with(tmp_path, GOOD)
    file_with(tmp_path, "Tên tin, bài;Ghi chú\na;b\n", "thieu.csv")
    (tmp_path / "anh.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = run(*words)
    assert done.exit_code in (1, 2)
    assert sentence in done.output
    assert "Traceback" not in done.output
    assert items() == 0


def test_with_several_agencies_one_is_named(run, tmp_path):
    with unit_of_work(db.session()) as session:
        people.agency(session, name="Ủy ban nhân dân phường Khác")
    file = file_with(tmp_path, GOOD.replace("Tư pháp", ""))
    refused = run("import", "communication_item", file)
    assert refused.exit_code == 2
    assert "Ủy ban nhân dân phường Khác" in refused.output
    assert run("import", "communication_item", file, "--agency", "uy ban nhan dan phuong khac").exit_code == 0


def test_check_names_rows_that_are_wrong_by_todays_rules(run, tmp_path):
    run("import", "communication_item", file_with(tmp_path, GOOD))
    assert run("check").exit_code == 0
    assert run("check", "communication_item", "--year", 2024).exit_code == 0
    with unit_of_work(db.session()) as session:
        session.execute(update(CommunicationItem).where(CommunicationItem.title == "Họp dân").values(link="không phải liên kết"))
    done = run("check", "communication_item")
    assert done.exit_code == 1
    assert "không phải là liên kết" in done.output
    assert done.output.rstrip().endswith("Có 1 lỗi.")


def test_the_log_says_that_the_program_did_it(run, tmp_path):
    run("import", "communication_item", file_with(tmp_path, GOOD))
    db.session.rollback()
    assert set(db.session.scalars(select(AuditEntry.actor_name).where(AuditEntry.thing == "communication_item"))) == {"Hệ thống"}
