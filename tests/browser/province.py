"""A province with its departments, districts and communes, as an administrator sets it up before the first plan is read."""

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone

from tests.browser.serving import Server, order

PASSWORD = "hat-gao-lang-ta-38"
AGENCY = "Ủy ban nhân dân tỉnh Đồng Nai"
_FIELDS = ("Nội vụ", "Tư pháp", "Tài chính", "Y tế", "Xây dựng", "Công Thương", "Giao thông vận tải", "Giáo dục và Đào tạo")
DEPARTMENTS = [f"Sở {name}" for name in (*_FIELDS, "Kế hoạch và Đầu tư", "Tài nguyên và Môi trường")]
DISTRICTS = [
    *("Ủy ban nhân dân thành phố Biên Hòa", "Ủy ban nhân dân thành phố Long Khánh"),
    *(
        f"Ủy ban nhân dân huyện {name}"
        for name in ("Vĩnh Cửu", "Trảng Bom", "Thống Nhất", "Định Quán", "Tân Phú", "Xuân Lộc", "Cẩm Mỹ", "Long Thành", "Nhơn Trạch")
    ),
]
COMMUNES = [f"Ủy ban nhân dân xã {name}" for name in ("Thạnh Phú", "Tân Bình", "Bình Lợi", "Phú Lý", "Mã Đà", "Hiếu Liêm", "Vĩnh Tân")]
COMMUNES += [
    f"Ủy ban nhân dân phường {name}" for name in ("Trảng Dài", "Tân Phong", "Tân Biên", "Hố Nai", "Bửu Long", "An Bình", "Long Bình")
]
GROUPS = {"department": "Các Sở, ban, ngành", "district": "UBND cấp huyện", "commune": "UBND cấp xã"}
DEMO_STARTS = date(2024, 8, 15)
VIETNAM = timezone(timedelta(hours=7))


def table():
    """Units as the Office of the province keeps them."""
    lines = ["Tên,Loại,Thuộc,Nhóm"]
    lines += [f'{name},sở,,"{GROUPS["department"]}"' for name in DEPARTMENTS]
    lines += [f"{name},cơ quan,,{GROUPS['district']}" for name in DISTRICTS]
    lines += [f"{name},cơ quan,Ủy ban nhân dân huyện Vĩnh Cửu,{GROUPS['commune']}" for name in COMMUNES]
    return "\n".join(lines)


def order_well(instance, *arguments):
    """A command that must go well; what it says."""
    done = order(instance, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def found(instance, day):
    """An instance with the province, its units and the clerk's first code; the office's day is `day`."""
    instance.mkdir(parents=True, exist_ok=True)
    (instance / "config.toml").write_text("demo = true\n", "utf-8")
    set_day(instance, day)
    order_well(instance, "migrate")
    order_well(instance, "people", "add-agency", "--name", AGENCY, "--short-name", "UBND tỉnh Đồng Nai", "--place", "Đồng Nai")
    units = instance / "don-vi.csv"
    units.write_text(table(), "utf-8")
    assert "Đã thêm 35 đơn vị." in order_well(instance, "people", "add-units", "--agency", AGENCY, "--file", str(units))
    return instance


def set_day(instance, day):
    """The demonstration's clock counts from the day on which it was opened."""
    opened = datetime.now(UTC).astimezone(VIETNAM).date() + (DEMO_STARTS - day)
    (instance / "demo-clock.json").write_text(json.dumps({"opened_on": opened.isoformat()}), "utf-8")


def add_person(instance, username, name, unit, role, title, agency=AGENCY):
    """A person with a post; the code for the first sign-in."""
    given = ("--agency", agency, "--username", username, "--name", name, "--unit", unit, "--role", role, "--title", title)
    return re.search(r"/ma-mot-lan\): (\S+)", order_well(instance, "people", "add", *given))[1]


def first_sign_in(hand, username, code):
    """A one-time code becomes a password of one's own."""
    hand.go("/ma-mot-lan")
    page = hand.page
    page.fill("input[name=username]", username)
    page.fill("input[name=code]", code)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=repeat]", PASSWORD)
    hand.press(hand.button("Đặt mật khẩu và đăng nhập"))
    page.wait_for_url(lambda address: "/ma-mot-lan" not in address)
    return hand


def served(instance):
    """The server on it."""
    return Server(instance)
