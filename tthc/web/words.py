"""Vietnamese words for what the code names in English, where several desks say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

DUTY_WORDS = {
    "lead": "Chủ trì",
    "implement": "Thực hiện",
    "coordinate": "Phối hợp",
    "advise": "Hướng dẫn",
    "appraise": "Thẩm định",
    "monitor": "Theo dõi, đôn đốc",
}
_ACTS = {
    "submit": "Báo hoàn thành",
    "verify": "Duyệt minh chứng",
    "send_back": "Trả lại minh chứng",
    "withdraw": "Hoàn tác báo hoàn thành",
    "start": "Bắt đầu thực hiện",
    "assign": "Phân công lại",
    "set_due": "Đổi hạn",
    "trigger": "Ghi nhận việc phát sinh",
    "recompute_due": "Tính lại hạn theo lịch mới",
    "sign_in": "Đăng nhập",
    "sign_out": "Đăng xuất",
    "sign_out_everywhere": "Đăng xuất mọi nơi",
    "make_code": "Cấp mã một lần",
    "set_password": "Đặt mật khẩu",
    "add_agency": "Thêm cơ quan",
    "add_unit": "Thêm đơn vị",
    "rename_unit": "Sửa tên gọi đơn vị",
    "move_unit": "Chuyển đơn vị",
    "close_unit": "Kết thúc đơn vị",
    "set_members": "Đổi thành viên nhóm",
    "remember_spelling": "Ghi nhớ cách viết tên đơn vị",
    "add_person": "Thêm người dùng",
    "rename_person": "Sửa họ tên",
    "activate": "Mở lại tài khoản",
    "deactivate": "Ngừng tài khoản",
    "add_post": "Thêm vị trí công tác",
    "end_post": "Kết thúc vị trí công tác",
    "replace_year": "Thay lịch nghỉ của năm",
    "set_schedule": "Đặt lịch báo cáo",
}


@dataclass(frozen=True)
class Act:
    """One entry of a history."""

    at: datetime
    who: str
    words: str
    href: str | None = None


def act_words(entry: Any) -> Act:
    """A log entry as a person reads it."""
    return Act(entry.at, entry.actor_name, _ACTS.get(entry.verb, entry.verb))
