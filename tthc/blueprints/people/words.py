"""What screens call roles, kinds of units and kinds of days."""

from __future__ import annotations

ROLES = {
    "officer": "Công chức (thực hiện việc của đơn vị)",
    "head": "Trưởng bộ phận (duyệt việc của bộ phận)",
    "clerk": "Đầu mối (phân công, duyệt, lập báo cáo)",
    "leader": "Lãnh đạo (duyệt, ký báo cáo)",
    "inspector": "Thành viên đoàn kiểm tra (chỉ xem)",
    "appraiser": "Người thẩm định (chỉ xem)",
    "auditor": "Kiểm toán (chỉ xem, đọc nhật ký)",
    "admin": "Quản trị (đơn vị, tài khoản, lịch; không xem việc)",
}
UNITS = {"department": "Phòng, bộ phận", "desk": "Vị trí công tác", "group": "Nhóm đơn vị", "outside": "Đơn vị ngoài", "agency": "Cơ quan"}
DAYS = {"holiday": "Nghỉ lễ", "compensatory_off": "Nghỉ bù", "swapped_off": "Nghỉ hoán đổi", "makeup_work": "Làm bù"}
