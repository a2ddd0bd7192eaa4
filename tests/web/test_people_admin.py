"""Administration by web: units, people, posts, calendar, log; who may and who may not."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import event, select, update

from tests.factories import people
from tthc.core.accounts import rules
from tthc.core.calendar import queries as calendar_queries
from tthc.core.people import queries as people_queries
from tthc.core.people.models import LoginSession, Person, Post, Unit
from tthc.extensions import db
from tthc.kernel.actor import Role

PASSWORD = "rổ khoai luộc bốc hơi nghi ngút"
PAGES = ["/quan-tri", "/quan-tri/don-vi/them", "/quan-tri/nguoi/them", "/quan-tri/lich", "/nhat-ky"]


@pytest.fixture
def admin(as_role, session):
    """An administrator who has just given the password."""
    browser = as_role("admin")
    session.execute(update(LoginSession).values(proven_at=datetime.now(UTC)))
    session.commit()
    return browser


def fields(row, **values):
    return {"version": row.version, **values}


def queries_of(act):
    seen = []
    db.session.expire_all()  # a request starts with nothing loaded
    event.listen(db.engine, "before_cursor_execute", listener := lambda *call: seen.append(call[2]))
    act()
    event.remove(db.engine, "before_cursor_execute", listener)
    return len([s for s in seen if not s.startswith(("BEGIN", "ROLLBACK"))])


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_who_opens_what(as_role, role):
    browser = as_role(role)
    allowed = {"admin": PAGES[:4], "leader": PAGES[4:], "auditor": PAGES[4:]}.get(role, [])
    assert {path: browser.get(path).status_code for path in PAGES} == {path: 200 if path in allowed else 404 for path in PAGES}


def test_nobody_gets_to_the_door(client):
    for path in PAGES:
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (302, f"/dang-nhap?tiep={path}")


def test_every_page_of_the_administrator_opens(admin, office):
    for unit in (office.agency, office.desk, office.specialists, office.outside):
        assert unit.name in admin.get(f"/quan-tri/don-vi/{unit.id}").text
    for person in office.people.values():
        assert person.full_name in admin.get(f"/quan-tri/nguoi/{person.id}").text


@pytest.mark.parametrize("which", ["unit", "group", "person", "new"])
def test_every_label_has_its_field_and_every_field_its_own_id(as_role, office, which):
    paths = {
        "unit": f"/quan-tri/don-vi/{office.desk.id}",
        "group": f"/quan-tri/don-vi/{office.specialists.id}",
        "person": f"/quan-tri/nguoi/{office.people['second'].id}",
        "new": "/quan-tri/nguoi/them",
    }
    page = as_role("admin").get(paths[which]).text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert [one for one in set(ids) if ids.count(one) > 1] == []
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= set(ids)


def test_what_is_elsewhere_is_not_there(admin, office, session):
    ward = people.agency(session, "Ủy ban nhân dân phường Khác", "UBND phường Khác")
    desk = people.unit(session, ward, "Văn phòng nơi khác")
    who = people.person(session, "abroad", "Người nơi khác")
    people.post(session, desk, who)
    session.commit()
    nowhere = admin.get("/quan-tri/don-vi/99999").data
    masked = lambda page: re.sub(rb'"(?:[A-Za-z0-9_.-]{20,})"', b"", page)  # noqa: E731 - tokens of the frame
    for path in (f"/quan-tri/don-vi/{desk.id}", f"/quan-tri/nguoi/{who.id}"):
        answer = admin.get(path)
        assert answer.status_code == 404
        assert masked(answer.data) == masked(nowhere)
    assert "nơi khác" not in admin.get("/quan-tri").text
    assert admin.post(f"/quan-tri/nguoi/{who.id}/sua", {"version": 1, "full_name": "Đổi"}).status_code == 404


def test_a_unit_is_added_and_shown_in_the_tree(admin, office, session):
    answer = admin.post(
        "/quan-tri/don-vi/them", {"name": "Quầy số 1", "kind": "desk", "parent_id": office.desk.id, "valid_from": "1/7/2024"}
    )
    assert (answer.status_code, answer.location) == (303, "/quan-tri")
    page = admin.get("/quan-tri").text
    assert "Quầy số 1" in page
    assert "Đã thêm đơn vị" in page
    assert session.scalar(select(Unit.valid_from).where(Unit.name == "Quầy số 1")).isoformat() == "2024-07-01"


@pytest.mark.parametrize(("values", "words"), [
    ({"name": ""}, "Nhập tên đơn vị."), ({"name": "Tổ", "valid_from": "31/02/2024"}, "Ngày không hợp lệ."), ({"name": "Tổ", "parent_id": "99999"}, "errors"),
    ({"name": "Tổ", "kind": "agency"}, "errors"),
])  # fmt: skip
def test_a_wrong_unit_comes_back_with_its_text(admin, office, values, words):
    answer = admin.post("/quan-tri/don-vi/them", {"kind": "desk", "parent_id": office.agency.id, **values})
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>Lỗi:" in answer.text
    assert f'value="{values["name"]}"' in answer.text


def test_the_texts_of_an_agency_are_corrected_and_a_stale_save_is_a_conflict(admin, office, session):
    form = fields(
        office.agency, name="Ủy ban nhân dân phường An Bình", short_name="UBND", superior="UBND TỈNH MẪU", place="An Bình", symbol="UBND"
    )
    path = f"/quan-tri/don-vi/{office.agency.id}/sua"
    assert admin.post(path, form).status_code == 303
    stale = admin.post(path, {**form, "place": "Nơi khác"})
    assert stale.status_code == 409
    assert "Người admin đã sửa nội dung này lúc" in stale.text
    assert "Nơi khác" in stale.text
    assert session.scalar(select(Unit.superior).where(Unit.id == office.agency.id)) == "UBND TỈNH MẪU"


def test_fields_that_a_form_does_not_have_cannot_be_changed(admin, office, session):
    admin.post(
        f"/quan-tri/don-vi/{office.justice.id}/sua",
        fields(office.justice, name="Tư pháp", agency_id=1, kind="agency", valid_to="2020-01-01"),
    )
    admin.post(
        f"/quan-tri/nguoi/{office.people['second'].id}/sua",
        fields(office.people["second"], full_name="Người Hai", username="x", is_active=""),
    )
    session.expire_all()
    assert (office.justice.name, office.justice.kind, office.justice.valid_to) == ("Tư pháp", "desk", None)
    assert (office.people["second"].full_name, office.people["second"].username, office.people["second"].is_active) == (
        "Người Hai",
        "second",
        True,
    )


def test_a_unit_is_moved_but_never_below_itself(admin, office, session):
    path = f"/quan-tri/don-vi/{office.justice.id}/chuyen"
    assert admin.post(path, fields(office.justice, parent_id=office.staff.id, position=2)).status_code == 303
    session.expire_all()
    assert office.justice.parent_id == office.staff.id
    answer = admin.post(f"/quan-tri/don-vi/{office.staff.id}/chuyen", fields(office.staff, parent_id=office.justice.id))
    assert answer.status_code == 422
    assert "nằm trong chính đơn vị này" in answer.text


def test_a_unit_is_closed_with_a_successor(admin, office, session):
    path = f"/quan-tri/don-vi/{office.justice.id}/ket-thuc"
    assert admin.post(path, fields(office.justice, on="", successor_id="")).status_code == 422
    assert admin.post(path, fields(office.justice, on="hôm nay", successor_id=office.culture.id)).status_code == 303
    assert "đến hết 15/08/2024" in admin.get(f"/quan-tri/don-vi/{office.justice.id}").text


def test_the_members_of_a_group_are_chosen(admin, office, session, today):
    path = f"/quan-tri/don-vi/{office.specialists.id}/thanh-vien"
    assert admin.post(path, {"members": [office.culture.id, office.staff.id], "on": "15/08/2024"}).status_code == 303
    found = people_queries.expand(session(), [office.specialists.id], today)[office.specialists.id]
    assert set(found) == {office.culture.id, office.staff.id}
    session.rollback()
    page = admin.get(f"/quan-tri/don-vi/{office.specialists.id}").text
    assert len(re.findall(r"<input[^>]* checked", page.split('id="keys-dialog"')[0])) == 2


def test_a_person_is_added_with_a_code_that_works_once(admin, office, session, app):
    form = {"username": "lan.tp", "full_name": "Lê Thị Lan", "unit_id": office.justice.id, "role": "officer", "title": "Công chức"}
    answer = admin.post("/quan-tri/nguoi/them", form)
    assert answer.status_code == 200
    code = re.search(r'id="code">([A-Z0-9-]{24})<', answer.text)[1]
    assert answer.headers["Cache-Control"] == "no-store"
    person_id = session.scalar(select(Person.id).where(Person.username == "lan.tp"))
    session.rollback()
    assert code not in admin.get(f"/quan-tri/nguoi/{person_id}").text
    new = app.test_client()
    chosen = {"username": "lan.tp", "code": code, "password": PASSWORD, "repeat": PASSWORD}
    assert new.post("/ma-mot-lan", data=chosen).status_code == 303
    assert new.get("/phien").status_code == 200
    assert app.test_client().post("/ma-mot-lan", data=chosen).status_code == 422


def test_a_refused_person_leaves_nothing_behind(admin, office, session):
    form = {"username": "lan.tp", "full_name": "Lê Thị Lan", "unit_id": office.justice.id, "role": "officer", "title": "x" * 201}
    assert admin.post("/quan-tri/nguoi/them", form).status_code == 422
    assert admin.post("/quan-tri/nguoi/them", {**form, "title": "Công chức", "username": "clerk"}).status_code == 422
    assert session.scalar(select(Person.id).where(Person.full_name == "Lê Thị Lan")) is None


def test_posts_are_added_and_ended_and_the_person_is_signed_out(admin, as_role, office, session):
    other, who = as_role("second"), office.people["second"]
    path = f"/quan-tri/nguoi/{who.id}/vi-tri"
    assert admin.post(path, {"unit_id": office.desk.id, "role": "head", "title": "Phụ trách"}).status_code == 303
    assert other.get("/phien").status_code == 302
    post = session.scalars(select(Post).where(Post.person_id == who.id, Post.role == Role.HEAD)).one()
    session.rollback()
    assert admin.post(f"{path}/{post.id}/ket-thuc", fields(post, on="14/08/2024")).status_code == 303
    assert "đến hết 14/08/2024" in admin.get(f"/quan-tri/nguoi/{who.id}").text


def test_a_login_is_switched_off_at_once_and_on_again(admin, as_role, office, session):
    other, who = as_role("second"), office.people["second"]
    assert other.get("/phien").status_code == 200
    assert admin.post(f"/quan-tri/nguoi/{who.id}/ngung", fields(who)).status_code == 303
    assert other.get("/phien").status_code == 302
    session.expire_all()
    assert admin.post(f"/quan-tri/nguoi/{who.id}/mo", fields(who)).status_code == 303
    assert other.get("/phien").status_code == 302  # the old sign-in stays dead


def test_nobody_gives_himself_rights_by_web(admin, office):
    me = office.people["admin"]
    answer = admin.post(f"/quan-tri/nguoi/{me.id}/vi-tri", {"unit_id": office.agency.id, "role": "leader", "title": "Chủ tịch"})
    assert answer.status_code == 403
    assert "Thêm vị trí công tác" not in admin.get(f"/quan-tri/nguoi/{me.id}").text


def test_rights_change_only_with_a_password_given_just_now(as_role, office, session):
    admin, me, who = as_role("admin"), office.people["admin"], office.people["second"]
    me.password_hash = rules.hash_password(PASSWORD)
    session.commit()
    form = {"unit_id": office.desk.id, "role": "head", "title": "Phụ trách"}
    path = f"/quan-tri/nguoi/{who.id}"
    for attempt in (("vi-tri", form), ("ma", fields(who)), ("ngung", fields(who))):
        refused = admin.post(f"{path}/{attempt[0]}", {**attempt[1], "password": ""})
        assert refused.status_code == 422
        assert "Mật khẩu không đúng." in refused.text
    session.execute(update(LoginSession).values(proven_at=datetime.now(UTC) - timedelta(hours=1)))
    session.commit()
    waited = datetime.now(UTC) - timedelta(minutes=30)
    from tthc.core.people.models import LoginAttempt

    session.execute(update(LoginAttempt).values(at=waited))
    session.commit()
    assert admin.post(f"{path}/vi-tri", {**form, "password": PASSWORD}).status_code == 303
    assert admin.post(f"{path}/vi-tri", {**form, "title": "Kiêm nhiệm"}).status_code == 303  # within ten minutes


CSV = "day,kind,name,source\n2030-01-01,holiday,Tết Dương lịch,\n2030-04-30,nghỉ lễ,Ngày Chiến thắng,\n"


def test_a_calendar_is_shown_as_changes_and_then_saved(admin, session):
    upload = {"year": "2030", "source": "Thông báo 1/TB", "file": (BytesIO(CSV.encode()), "lich.csv")}
    page = admin.post("/quan-tri/lich", upload, content_type="multipart/form-data").text
    assert "Thêm (2)" in page
    assert calendar_queries.days(session(), 2030) == ()
    session.rollback()
    assert admin.post("/quan-tri/lich/luu", {"year": "2030", "source": "Thông báo 1/TB", "text": CSV}).status_code == 303
    page = admin.get("/quan-tri/lich?nam=2030").text
    assert "Thứ Ba, 01/01/2030" in page
    assert "Thông báo 1/TB" in page
    shorter = {"year": "2030", "source": "Thông báo 2/TB", "text": CSV.rsplit("2030-04", 1)[0]}
    assert "Bỏ (1)" in admin.post("/quan-tri/lich", shorter).text


@pytest.mark.parametrize(("content", "words"), [
    (b"day;kind\n1;2\n", "cần có các cột"), (b"day,kind,name,source\n2030-13-01,holiday,x,\n", "Dòng 2"), (b"day,kind,name,source\n2029-01-01,holiday,x,\n", "Không thuộc năm 2030"),
    (b"\xff\xfe\x00x", "UTF-8"), (b"", "cần có các cột"),
])  # fmt: skip
def test_a_wrong_calendar_says_where(admin, content, words):
    answer = admin.post(
        "/quan-tri/lich", {"year": "2030", "source": "x", "file": (BytesIO(content), "x.csv")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert words in answer.text


def test_the_log_is_read_page_by_page_and_its_chain_checked(admin, as_role, office, session):
    for n in range(60):
        admin.post("/quan-tri/don-vi/them", {"name": f"Đơn vị {n}", "kind": "desk", "parent_id": office.agency.id})
    auditor = as_role("auditor")
    first = auditor.get("/nhat-ky").text
    assert first.count("data-row") == 50
    older = re.search(r"/nhat-ky\?truoc=(\d+)", first)[1]
    second = auditor.get(f"/nhat-ky?truoc={older}").text
    assert second.count("data-row") == 10
    assert "Thêm đơn vị" in second
    assert "Chuỗi nhật ký nguyên vẹn: 60 dòng" in auditor.get("/nhat-ky?kiem-tra=1").text


@pytest.mark.parametrize("path", ["/quan-tri", "/quan-tri/don-vi/{unit}", "/quan-tri/nguoi/{person}", "/nhat-ky"])
def test_pages_cost_the_same_queries_however_many_rows(as_role, office, session, path):
    browser = as_role("leader" if path == "/nhat-ky" else "admin")
    path = path.format(unit=office.desk.id, person=office.people["second"].id)
    few = queries_of(lambda: browser.get(path))
    for n in range(50):
        who = people.person(session, f"p{n:02}")
        people.post(session, people.unit(session, office.agency, f"Đơn vị {n}"), who)
        people.post(session, office.desk, who)
    session.commit()
    assert queries_of(lambda: browser.get(path)) == few <= 12


def test_many_units_come_from_one_list(admin, office, session):
    page = admin.get("/quan-tri/don-vi/them-nhieu").text
    assert "mỗi dòng một đơn vị" in page.lower()
    names = "Sở Tư pháp; STP\nSở Nội vụ\nVăn phòng - Thống kê"
    values = {"names": names, "kind": "department", "parent_id": office.agency.id, "group_id": "", "new_group": "Các sở"}
    answer = admin.post("/quan-tri/don-vi/them-nhieu", {**values, "valid_from": "01/01/2024"})
    assert answer.status_code == 303
    told = admin.get("/quan-tri").text
    assert "Đã thêm 2 đơn vị. 1 đơn vị đã có: Văn phòng - Thống kê." in told
    assert "Sở Nội vụ" in told
    group = session.scalars(select(Unit).where(Unit.name == "Các sở")).one()
    assert len(people_queries.members(session, [group.id], group.valid_from)[group.id]) == 3
    wrong = admin.post("/quan-tri/don-vi/them-nhieu", {**values, "names": " \n"})
    assert (wrong.status_code, "Nhập tên các đơn vị" in wrong.text) == (422, True)


def test_a_group_may_name_agencies_below(admin, office, session):
    below = people.agency(session, "Ủy ban nhân dân xã Dưới", parent_id=office.agency.id)
    session.commit()
    page = admin.get(f"/quan-tri/don-vi/{office.specialists.id}").text
    assert "Ủy ban nhân dân xã Dưới" in page
    answer = admin.post(f"/quan-tri/don-vi/{office.specialists.id}/thanh-vien", {"members": [below.id], "on": "15/08/2024"})
    assert answer.status_code == 303
    session.rollback()
    assert people_queries.members(session, [office.specialists.id], date(2024, 8, 15)) == {office.specialists.id: [below.id]}
