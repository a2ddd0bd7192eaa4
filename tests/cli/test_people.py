"""People and the log from the command line, on a real file with real migrations."""

import sqlite3

import pytest
from click.testing import CliRunner

from tthc.commands import Entrance, group
from tthc.config import Settings, make_secret
from tthc.extensions import db
from tthc.factory import create_app

WARD = "Ủy ban nhân dân phường An Bình"
PASSWORD = "rổ khoai luộc bốc hơi nghi ngút"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run("people", "units") on an empty, migrated database."""
    monkeypatch.setenv("TTHC_INSTANCE", str(tmp_path))
    make_secret(tmp_path)
    app = create_app(Settings.load(tmp_path, {}))

    def call(*arguments, typed=None):
        return CliRunner().invoke(group, arguments, obj=Entrance(lambda: app, lambda: None), input=typed, catch_exceptions=False)

    assert call("migrate").exit_code == 0
    yield call
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def admin(run):
    answer = run(
        "people",
        "add-admin",
        "--username",
        "quantri.ab",
        "--name",
        "Đỗ Thị Hạnh",
        "--agency",
        WARD,
        "--password-stdin",
        typed=PASSWORD + "\n",
    )
    assert answer.exit_code == 0, answer.output
    return answer


def test_a_fresh_installation_has_nobody_in_it(run, tmp_path):
    with sqlite3.connect(tmp_path / "tthc.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    connection.close()
    answer = run("people", "list")
    assert answer.exit_code == 1
    assert "add-agency" in answer.output


def test_the_first_administrator_can_sign_in(run, admin, tmp_path):
    assert f'Đã lập cơ quan "{WARD}"' in admin.output
    app = create_app(Settings.load(tmp_path, {}))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    assert client.post("/dang-nhap", data={"username": "quantri.ab", "password": PASSWORD}).status_code == 303
    assert "Đỗ Thị Hạnh" in client.get("/quan-tri").text
    assert client.get("/nhat-ky").status_code == 404  # keeps the house, reads no log
    with app.app_context():
        db.engine.dispose()


def test_the_password_is_asked_twice(run):
    answer = run(
        "people", "add-admin", "--username", "quantri.ab", "--name", "Đỗ Thị Hạnh", "--agency", WARD, typed=f"{PASSWORD}\n{PASSWORD}\n"
    )
    assert answer.exit_code == 0
    assert PASSWORD not in answer.output


@pytest.mark.parametrize("password", ["ngắn quá", "rổ khoai bốc", "Ubnd12345678901", "đỗ thị hạnh đi chợ xa"])
def test_a_weak_password_makes_no_administrator_and_no_agency(run, password):
    answer = run(
        "people",
        "add-admin",
        "--username",
        "quantri.ab",
        "--name",
        "Đỗ Thị Hạnh",
        "--agency",
        WARD,
        "--password-stdin",
        typed=password + "\n",
    )
    assert answer.exit_code == 2
    assert "Mật khẩu" in answer.output
    assert "Chưa có cơ quan nào" in run("people", "units").output


def test_units_people_and_posts(run, admin):
    assert run("people", "add-unit", "--name", "Văn phòng - Thống kê").exit_code == 0
    assert run("people", "add-unit", "--name", "Tổ một cửa", "--parent", "van phong - thong ke", "--kind", "department").exit_code == 0
    tree = run("people", "units").output.splitlines()
    assert [len(line) - len(line.lstrip()) for line in tree] == [0, 2, 4]
    made = run(
        "people", "add", "--username", "hoa.vp", "--name", "Lý Hoa", "--unit", "Tổ một cửa", "--role", "clerk", "--title", "Công chức"
    )
    assert made.exit_code == 0
    assert "Mã một lần" in made.output
    assert (
        run(
            "people",
            "add-post",
            "--username",
            "hoa.vp",
            "--unit",
            "Văn phòng - Thống kê",
            "--role",
            "head",
            "--title",
            "Phụ trách",
            "--from",
            "01/02/2024",
        ).exit_code
        == 0
    )
    listed = run("people", "list").output
    assert "Phụ trách, Văn phòng - Thống kê [head]" in listed
    number = listed.split("vị trí ")[-1].split(":")[0]
    assert run("people", "end-post", "--post", number, "--on", "15/08/2024").exit_code == 0
    assert "đến hết 15/08/2024" in run("people", "list").output
    assert run("people", "code", "--username", "hoa.vp").exit_code == 0


@pytest.mark.parametrize(("arguments", "words"), [
    (("add-unit", "--name", "Tổ", "--parent", "không có"), "Không có đơn vị"),
    (("add", "--username", "Hoa Vp", "--name", "Hoa", "--unit", WARD, "--title", "x"), "Tên đăng nhập gồm"),
    (("add", "--username", "quantri.ab", "--name", "Hoa", "--unit", WARD, "--title", "x"), "đã có người dùng"),
    (("code", "--username", "nobody"), "Không có người dùng"),
    (("end-post", "--post", "99"), "Không tìm thấy"),
    (("units", "--agency", "Nơi khác"), "Không có cơ quan"),
    (("add-agency", "--name", WARD), "Đã có cơ quan"),
    (("add-post", "--username", "quantri.ab", "--unit", WARD, "--role", "officer", "--title", "x", "--from", "31/02/2024"), "Ngày không hợp lệ"),
])  # fmt: skip
def test_what_cannot_be_done_says_why(run, admin, arguments, words):
    answer = run("people", *arguments)
    assert answer.exit_code in (1, 2)
    assert words in answer.output


def test_two_agencies_must_be_told_apart(run, admin):
    run("people", "add-agency", "--name", "Ủy ban nhân dân phường Khác")
    answer = run("people", "units")
    assert answer.exit_code == 2
    assert "--agency" in answer.output
    assert run("people", "units", "--agency", "uy ban nhan dan phuong khac").exit_code == 0


def test_the_log_is_whole_and_a_changed_row_is_found(run, admin, tmp_path):
    assert "nguyên vẹn" in run("audit", "verify").output
    assert "add_person person" in run("audit", "tail").output
    with sqlite3.connect(tmp_path / "tthc.sqlite3") as connection:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("UPDATE audit_entry SET actor_name = 'x' WHERE id = 2")
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute("UPDATE audit_entry SET actor_name = 'x' WHERE id = 2")
    connection.close()
    answer = run("audit", "verify")
    assert answer.exit_code == 1
    assert "số 2 đã bị sửa" in answer.output


def test_reporting_days_are_set_for_all_or_for_one_agency(run, admin):
    assert "Báo cáo quý: chốt số liệu ngày 14, gửi trước ngày 17." in run("calendar", "report-days").output
    terms = ("--kind", "quarter", "--cutoff", "10", "--before", "20", "--source", "Quyết định mẫu")
    own = run("calendar", "report-days", "--agency", WARD, *terms)
    assert (own.exit_code, "Báo cáo quý: chốt số liệu ngày 10, gửi trước ngày 20." in own.output) == (0, True)
    assert "Báo cáo quý: chốt số liệu ngày 14" in run("calendar", "report-days").output
    assert "Báo cáo năm: chốt số liệu ngày 14" in own.output
    assert "Báo cáo quý: chốt số liệu ngày 10" in run("calendar", "report-days", "--agency", WARD).output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--kind", "quarter", "--cutoff", "10"), 2),
        (("--kind", "quarter", "--cutoff", "40", "--before", "3"), 2),
        (("--agency", "Xã lạ"), 1),
    ],
)
def test_reporting_days_half_said_change_nothing(run, admin, arguments, code):
    before = run("calendar", "report-days").output
    assert run("calendar", "report-days", *arguments).exit_code == code
    assert run("calendar", "report-days").output == before


def test_an_agency_is_placed_below_another(run, admin, tmp_path):
    assert run("people", "add-agency", "--name", "Ủy ban nhân dân tỉnh Sông Đào").exit_code == 0
    answer = run("people", "place-below", "--agency", WARD, "--superior", "Ủy ban nhân dân tỉnh Sông Đào")
    assert "Đã đặt" in answer.output
    with sqlite3.connect(next(tmp_path.rglob("*.sqlite3"))) as database:
        assert database.execute("SELECT count(*) FROM unit WHERE kind = 'agency' AND parent_id IS NOT NULL").fetchone() == (1,)
    around = run("people", "place-below", "--agency", "Ủy ban nhân dân tỉnh Sông Đào", "--superior", WARD)
    assert around.exit_code != 0
    assert "Không đặt được" in around.output
    assert WARD in run("people", "units", "--agency", WARD).output
    assert "không còn thuộc" in run("people", "place-below", "--agency", WARD).output
    assert "Không có cơ quan" in run("people", "place-below", "--agency", "Không đâu").output


def test_many_units_come_from_a_file(run, admin, tmp_path):
    table = tmp_path / "don-vi.csv"
    table.write_text(
        "\ufeffTên,Loại,Thuộc,Nhóm\nSở Tư pháp,,,Các sở\nỦy ban nhân dân huyện Mẫu,cơ quan,,UBND cấp huyện\n", encoding="utf-8"
    )
    assert "Đã thêm 2 đơn vị." in run("people", "add-units", "--file", str(table)).output
    again = run("people", "add-units", "--agency", WARD, "--file", str(table))
    assert "Đã thêm 0 đơn vị; 2 đơn vị đã có" in again.output
    listed = tmp_path / "ten.txt"
    listed.write_text("Sở Y tế; SYT\nSở Tài chính\n", encoding="utf-8")
    assert "Đã thêm 2 đơn vị." in run("people", "add-units", "--agency", WARD, "--file", str(listed), "--into", "Các sở").output
    shown = run("people", "units", "--agency", WARD).output
    assert all(name in shown for name in ("Sở Tư pháp", "Sở Y tế", "Các sở"))
