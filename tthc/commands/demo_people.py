"""The people of the demonstration: invented names in the units that the example plan names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tthc.kernel.actor import Role

PASSWORD = "hat-gao-lang-ta-38"  # noqa: S105 - public, and accepted only in demonstration mode
AGENCY: dict[str, Any] = {
    "name": "Ủy ban nhân dân phường Trung Lương",
    "short_name": "UBND phường Trung Lương",
    "superior": "UBND thị xã Hồng Lĩnh",
    "place": "Trung Lương",
    "symbol": "UBND",
    "public_address": "https://trungluong.example/thu-tuc",
    "feedback_contact": "Văn phòng UBND phường Trung Lương; điện thoại 0239 000 0000; thư điện tử phananh@trungluong.example",
}

DESKS = (
    "Công chức Văn phòng - Thống kê",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Văn hóa - Xã hội",
    "Công chức Tài chính - Kế toán",
    "Bộ phận Tiếp nhận và Trả kết quả",
)
SPECIALISTS = "Các công chức chuyên môn"


@dataclass(frozen=True)
class DemoPerson:
    """A person with a role and the beginning of the (folded) names of his units; no unit = the agency itself."""

    username: str
    full_name: str
    role: Role
    title: str
    words: str
    units: tuple[str, ...] = ()
    signs_in: bool = True


PEOPLE = (
    DemoPerson("hanh", "Trần Thị Hạnh", Role.OFFICER, "Công chức Tư pháp - Hộ tịch", "công chức", ("cong chuc tu phap",)),
    DemoPerson(
        "thuha",
        "Phạm Thu Hà",
        Role.OFFICER,
        "Công chức Văn hóa - Xã hội",
        "công chức",
        ("cong chuc van hoa", "ban bien tap"),
    ),
    DemoPerson(
        "phuc",
        "Nguyễn Hữu Phúc",
        Role.HEAD,
        "Trưởng Bộ phận Tiếp nhận và Trả kết quả",
        "trưởng bộ phận",
        ("bo phan tiep nhan",),
    ),
    DemoPerson("minh", "Lê Văn Minh", Role.CLERK, "Công chức Văn phòng - Thống kê", "văn phòng", ("cong chuc van phong",)),
    DemoPerson("vinh", "Đỗ Quang Vinh", Role.LEADER, "Chủ tịch", "lãnh đạo"),
    DemoPerson("thao", "Bùi Thanh Thảo", Role.INSPECTOR, "Thành viên đoàn kiểm tra", "kiểm tra"),
    DemoPerson("son", "Hoàng Thái Sơn", Role.APPRAISER, "Cán bộ thẩm định", "thẩm định"),
    DemoPerson("lan", "Vũ Ngọc Lan", Role.AUDITOR, "Kiểm toán viên", "kiểm toán"),
    DemoPerson("tuan", "Đặng Anh Tuấn", Role.ADMIN, "Quản trị hệ thống", "quản trị"),
    DemoPerson(
        "long",
        "Mai Đức Long",
        Role.OFFICER,
        "Công chức Tài chính - Kế toán",
        "công chức",
        ("cong chuc tai chinh",),
        signs_in=False,
    ),
)
