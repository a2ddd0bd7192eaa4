"""The pages of direction: money by group, the groups the clerk words."""

import re

import pytest

from tthc.core.books import BOOKS
from tthc.web.register_ui import known_registers

GROUPS = "/2024/chi-dao/nhom-noi-dung-chi"
LINES = "/2024/chi-dao/so/kinh-phi"


def add(browser, office, **values):
    given = {"content": "Tờ rơi", "budget_year": "2024", "group_number": "9", "estimate": "12.500.000", "spent": "13.250.000 đ"}
    answer = browser.post(f"{LINES}/them", {"unit_id": office.staff.id, **given, **values})
    assert answer.status_code == 303, answer.text[-500:]
    return answer.headers["Location"]


def test_money_is_shown_by_group_with_what_is_left(as_role, office):
    clerk = as_role("clerk")
    row = add(clerk, office)
    assert "Đã chi vượt dự toán 750.000 đồng" in clerk.get(row).text
    page = clerk.get(LINES).text
    assert "dự toán 12.500.000 đồng, đã chi 13.250.000 đồng, vượt 750.000 đồng" in page
    assert "1 khoản chi vượt dự toán." in page
    assert re.search(r'class="number">12\.500\.000<', page)
    assert "Nhóm nội dung chi" in page
    assert "/nhom-noi-dung-chi" not in as_role("officer").get(LINES).text
    assert "vượt dự toán." not in clerk.get(LINES.replace("2024", "2023")).text


def test_groups_are_worded_by_the_clerk(as_role, office):
    clerk = as_role("clerk")
    page = clerk.get(GROUPS).text
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]+)"', page)[1]
    kept = {f"group_{n}": words for n, words in re.findall(r'name="group_(\d+)"[^>]*value="([^"]*)"', page)}
    answer = clerk.post(GROUPS, {**kept, "seen": seen, "group_4": "Hội nghị", "group_10": "Chuyển đổi số"})
    assert answer.status_code == 303
    page = clerk.get(GROUPS).text
    assert "Đã lưu nhóm nội dung chi." in page
    assert "Để trống để dùng lại." in page
    assert "Nhóm 12 (thêm)" in page
    stale = clerk.post(GROUPS, {**kept, "seen": seen, "group_4": "Hội thảo"})
    assert (stale.status_code, "Hội nghị" in stale.text) == (409, True)
    wrong = clerk.post(GROUPS, {**kept, "group_10": kept["group_8"], "seen": ""})
    assert wrong.status_code in (409, 422)


def test_wrong_groups_come_back_with_their_text(as_role):
    clerk = as_role("clerk")
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]+)"', clerk.get(GROUPS).text)[1]
    answer = clerk.post(GROUPS, {"seen": seen, "group_4": "Khen thưởng", "group_8": "Khen thưởng"})
    assert (answer.status_code, answer.text.count("Trùng tên với nhóm 4")) == (422, 2)  # in the summary and at the field


def test_the_section_report_is_read_on_the_screen(as_role, office):
    clerk = as_role("clerk")
    empty = clerk.get("/2024/chi-dao/bao-cao").text
    assert "Chưa lập báo cáo của nội dung này." in empty
    row = add(clerk, office)
    assert clerk.post("/2024/chi-dao/bao-cao").status_code == 303
    page = clerk.get("/2024/chi-dao/bao-cao").text
    assert "II. Kết quả theo sổ theo dõi" in page
    assert "Kinh phí theo nhóm nội dung" in page
    assert "Số liệu đã thay đổi" not in page
    version = re.search(r'name="version"[^>]*value="(\d+)"', clerk.get(f"{row}/sua").text)[1]
    values = {"content": "Tờ rơi", "budget_year": "2024", "group_number": "9", "estimate": "12.500.000", "spent": "12.000.000"}
    assert clerk.post(f"{row}/sua", {"unit_id": office.staff.id, **values, "version": version}).status_code == 303
    page = clerk.get("/2024/chi-dao/bao-cao").text
    assert "Số liệu đã thay đổi sau khi lập báo cáo này." in page
    assert "Đã chi (đồng): 13.250.000 → 12.000.000" in page
    assert clerk.get("/2024/chi-dao/bao-cao").status_code == 200
    assert as_role("admin").get("/2024/chi-dao/bao-cao").status_code == 404


@pytest.mark.parametrize("register", sorted(BOOKS))
def test_every_label_of_a_register_names_its_own_field(register, as_role):
    """A field may be called as it likes: what frames the page has other ids."""
    ui = known_registers()[register]
    page = as_role("clerk").get(f"/2024/{ui.book.section.slug}/so/{ui.slug}/them")
    if page.status_code != 200:
        pytest.skip("rows of this register are added elsewhere")
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
