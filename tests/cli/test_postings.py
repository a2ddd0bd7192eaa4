"""Public pages and the check of postings from the command line, on a real file with real migrations."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from tests.factories import feedback as feedback_rows
from tests.factories import people
from tests.factories import procedures as rows
from tthc.commands import Entrance, group
from tthc.config import Settings, make_secret
from tthc.core.feedback.actions import steps
from tthc.core.feedback.rules.words import FeedbackClass, Outcome, Subject
from tthc.core.people import queries as people_queries
from tthc.core.postings import actions as posting_actions
from tthc.core.postings.actions import marking
from tthc.core.procedures.models import Procedure
from tthc.extensions import db
from tthc.factory import create_app
from tthc.kernel.actor import Role

DAY = "15/08/2024"


@pytest.fixture
def app(tmp_path, monkeypatch):
    folder = tmp_path / "instance"
    folder.mkdir()
    monkeypatch.setenv("TTHC_INSTANCE", str(folder))
    make_secret(folder)
    app = create_app(Settings.load(folder, {}))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def run(app):
    """run("postings", "check") on an empty, migrated database."""

    def call(*arguments):
        return CliRunner().invoke(group, [str(one) for one in arguments], obj=Entrance(lambda: app, lambda: None), catch_exceptions=False)

    assert call("migrate").exit_code == 0
    return call


@pytest.fixture
def ward(app, run):
    """A ward with a clerk and two procedures that a decision made; three places keep sheets."""
    with app.app_context():
        session = db.session
        agency = people.agency(session)
        agency.public_address = "https://mau.vn/cong-khai"
        agency.feedback_contact = "Văn phòng UBND phường; điện thoại 0239 000 0000"
        unit = people.unit(session, agency, "Văn phòng - Thống kê")
        clerk = people.person(session, "minh", "Nguyễn Văn Minh")
        people.post(session, unit, clerk, Role.CLERK, "Công chức Văn phòng")
        session.commit()
        actor = people_queries.load_actor(session, clerk.id, rows.TODAY)
        posting_actions.begin_places(session, actor, now=rows.NOW)
        made = [
            rows.announced(session, actor, unit, code, name, field=field)
            for code, name, field in (("1.004873", "Đăng ký khai sinh", "Hộ tịch"), ("2.000815", "Chứng thực bản sao", "Chứng thực"))
        ]
        session.commit()
        return {"clerk": clerk.id, "unit": unit.id, "procedures": [one.id for one in made]}


def test_check_lists_what_must_hang_and_ends_with_one(run, ward, app):
    answer = run("postings", "check", "--day", DAY)
    assert answer.exit_code == 1
    lines = answer.output.splitlines()
    assert all(line.startswith("Quá hạn niêm yết: ") for line in lines[:-1])
    assert re.search(r"1\.004873 Đăng ký khai sinh tại .+; hạn \d\d/08/2024, trễ \d+ ngày\.", answer.output)
    assert lines[-1] == f"Ngày {DAY}: {len(lines) - 1} việc cần làm."
    told = json.loads(run("postings", "check", "--day", DAY, "--json").output)
    assert len(told) == len(lines) - 1
    assert {one["code"] for one in told} == {"1.004873", "2.000815"}


def test_check_is_silent_and_ends_with_zero_when_all_hangs(run, ward, app):
    with app.app_context():
        session = db.session
        actor = people_queries.load_actor(session, ward["clerk"], rows.TODAY)
        found = [one.id for each in ward["procedures"] for one in rows.sheets(session, session.get_one(Procedure, each))]
        marking.mark_posted(session, actor, found, marking.Proof(rows.TODAY, link="https://mau.vn/anh"), today=rows.TODAY, now=rows.NOW)
        session.commit()
    answer = run("postings", "check", "--day", DAY)
    assert (answer.exit_code, answer.output) == (0, f"Ngày {DAY}: niêm yết đầy đủ.\n")


def test_what_must_go_is_late_only_after_its_check_is_due(run, ward, app):
    """The same words as the badge of the list."""
    with app.app_context():
        session = db.session
        actor = people_queries.load_actor(session, ward["clerk"], rows.TODAY)
        procedure = session.get_one(Procedure, ward["procedures"][0])
        found = [one.id for each in ward["procedures"] for one in rows.sheets(session, session.get_one(Procedure, each))]
        marking.mark_posted(session, actor, found, marking.Proof(rows.TODAY, link="https://mau.vn/anh"), today=rows.TODAY, now=rows.NOW)
        rows.change(session, actor, procedure, "abolished")
        session.commit()
        sheet = rows.sheets(session, procedure)[0]
        due, badge = sheet.check_by, posting_actions.POSTINGS.badge
        told = {day: badge(sheet, day).text for day in (due, due + timedelta(days=3))}
    assert list(told.values()) == ["Phải gỡ", "Phải gỡ, quá 3 ngày"]
    for day, words in told.items():
        lines = run("postings", "check", "--day", f"{day:%d/%m/%Y}").output.splitlines()
        assert lines[0] == f"{words}: 1.004873 Đăng ký khai sinh tại Bảng niêm yết; gỡ từ 14/08/2024, hạn kiểm tra {due:%d/%m/%Y}."
    line = json.loads(run("postings", "check", "--day", f"{due:%d/%m/%Y}", "--json").output)[0]
    assert (line["kind"], line["due_on"], line["check_by"], line["days"]) == ("remove", "2024-08-14", str(due), 0)


def test_site_writes_the_set_and_tells_what_changed(run, ward, tmp_path):
    folder = tmp_path / "www" / "thu-tuc"
    made = run("postings", "site", "--out", folder, "--day", DAY)
    assert made.exit_code == 0, made.output
    assert re.fullmatch(rf"Đã ghi \d+ tệp vào {re.escape(str(folder))}\.\n", made.output)
    assert "không có gì thay đổi" in run("postings", "site", "--out", folder, "--day", DAY).output
    index = (folder / "index.html").read_text("utf-8")
    assert "2 thủ tục có hiệu lực, 2 lĩnh vực" in index
    assert 'href="thu-tuc/1.004873.html"' in index
    page = (folder / "thu-tuc" / "1.004873.html").read_text("utf-8")
    assert "1023/QĐ-UBND" in page
    assert "điện thoại 0239 000 0000" in page
    before = run("postings", "site", "--out", folder, "--day", "01/01/2024")
    assert before.exit_code == 0
    assert not (folder / "thu-tuc").exists()


def test_nobody_is_named_on_the_public_pages(run, ward, app, tmp_path):
    with app.app_context():
        session = db.session
        actor = people_queries.load_actor(session, ward["clerk"], rows.TODAY)
        unit, at = people_queries.unit(session, actor, ward["unit"]), {"today": rows.TODAY, "now": rows.NOW}
        said = feedback_rows.received(session, actor, unit, **at)
        steps.classify(session, actor, said, FeedbackClass.CONDUCT, Subject.CONDUCT, **at)
        steps.assign(session, actor, said, unit.id, **at)
        steps.start(session, actor, said, **at)
        steps.answer(session, actor, said, Outcome.SET_RIGHT, "Đã chấn chỉnh việc hẹn trả kết quả.", **at)
        steps.publish(session, actor, said, "Hẹn trả giấy khai sinh không đúng ngày.", "Đã chấn chỉnh.", **at)
        session.commit()
    run("postings", "site", "--out", tmp_path / "site", "--day", DAY)
    told = "".join(path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert "1 kết quả đã công khai" in told
    assert not any(secret in told for secret in (*feedback_rows.SECRETS, "Nguyễn Văn Minh", "minh"))


def test_what_is_typed_wrong_is_said(run, ward, tmp_path):
    assert run("postings", "site").exit_code == 2
    wrong = run("postings", "check", "--day", "32/13/2024")
    assert wrong.exit_code == 2
    assert run("postings", "check", "--agency", "Không có").exit_code == 2
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("của cơ quan")
    refused = run("postings", "site", "--out", other)
    assert refused.exit_code == 1
    assert "không phải bộ trang công khai" in refused.output
    assert (other / "index.html").read_text() == "của cơ quan"


def test_without_an_agency(run):
    answer = run("postings", "check")
    assert answer.exit_code == 2
    assert "Chưa có cơ quan nào" in answer.output
