"""What the ward of the demonstration answered, line by line; names and numbers are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

Line = tuple[str, str | None, str, str]  # number, points (None: does not apply), explanation or reason, document
_NO_RULES = "Trong năm không được luật giao ban hành văn bản quy phạm pháp luật."

ANSWERS_2023: tuple[Line, ...] = (
    ("1.1", None, _NO_RULES, ""),
    ("1.2", "5", "", "112/BC-UBND"),
    ("2.1", "5", "Niêm yết tại trụ sở và đăng trang thông tin điện tử phường.", "98/TB-UBND"),
    ("2.2", "5", "Trong năm có 03 yêu cầu, đều được cung cấp đúng hạn.", ""),
    ("2.3", "5", "", "21/KH-UBND"),
    ("2.4", "5", "Mô hình “Ngày thứ Sáu pháp luật” tại 05 tổ dân phố.", ""),
    ("2.5", "4", "Tập huấn 01 lớp cho 18 tuyên truyền viên.", "45/GM-UBND"),
    ("2.6", "4", "", "201/QĐ-UBND"),
    ("3.1", "5", "Hòa giải thành 11/12 vụ, việc.", ""),
    ("3.2", "5", "", "202/QĐ-UBND"),
    ("3.3", "5", "Giới thiệu 04 người đến Trung tâm Trợ giúp pháp lý.", ""),
    ("4.1", "4", "", "77/TB-UBND"),
    ("4.2", "4", "", "15/BB-UBND"),
    ("4.3", "4", "Biểu quyết 02 nội dung tại hội nghị tổ dân phố.", ""),
    ("4.4", "4", "", "88/BC-UBND"),
    ("4.5", "3", "Ban Thanh tra nhân dân giám sát 03 cuộc.", ""),
    ("5.1", "6", "", "120/BC-UBND"),
    ("5.2", "7", "Tỷ lệ hồ sơ đúng hạn 99,1%.", "131/BC-UBND"),
    ("5.3", "6", "Không có cán bộ, công chức bị xử lý kỷ luật.", ""),
    ("5.4", "6", "", "1204/QĐ-UBND"),
)
LOWERED: dict[str, tuple[str, str]] = {
    "2.4": ("3", "Mô hình mới thực hiện ở 03/05 tổ dân phố, chưa có báo cáo đánh giá hiệu quả."),
    "5.2": ("6", "Còn 07 hồ sơ quá hạn chưa có văn bản xin lỗi."),
}
ANSWERS_2024: tuple[Line, ...] = (
    ("1.1", None, _NO_RULES, ""),
    ("1.2", "5", "", "64/BC-UBND"),
    ("2.1", "5", "", ""),
    ("2.2", "4", "Đã cung cấp 02/02 yêu cầu; 01 yêu cầu trả lời chậm 01 ngày.", ""),
    ("2.3", "5", "", "11/KH-UBND"),
    ("3.1", "5", "Đến ngày 31/7/2024 hòa giải thành 06/06 vụ, việc.", ""),
    ("4.1", "4", "", ""),
    ("5.2", "7", "", ""),
)
POSTING: dict[str, Any] = {
    "posted_place": "Bảng niêm yết tại trụ sở UBND phường",
    "posted_from": date(2024, 1, 2),
    "posted_to": date(2024, 1, 7),
    "portal_place": "Trang thông tin điện tử phường Trung Lương",
    "portal_from": date(2024, 1, 2),
    "portal_to": date(2024, 1, 7),
    "radio_times": 3,
}
COMMENTS = (
    (
        "Bà Phan Thị Lý, tổ dân phố Tân Miếu",
        date(2024, 1, 4),
        "4.1",
        "Đề nghị tổ chức đối thoại vào buổi tối để nhiều người tham dự.",
        "Tiếp thu. Năm 2024 tổ chức 01 buổi đối thoại ngoài giờ hành chính.",
    ),
    (
        "Hội Cựu chiến binh phường",
        date(2024, 1, 5),
        "",
        "Nhất trí với dự thảo tự đánh giá.",
        "Ghi nhận ý kiến.",
    ),
)
MEETING: dict[str, Any] = {
    "held_on": date(2024, 1, 8),
    "papers_on": date(2024, 1, 4),
    "place": "Phòng họp UBND phường",
    "chair": "Đỗ Quang Vinh",
    "secretary": "Trần Thị Hạnh",
    "members": "Đỗ Quang Vinh\nLê Văn Minh\nTrần Thị Hạnh\nPhạm Thu Hà\nNguyễn Hữu Phúc",
    "present": 5,
    "in_favour": 5,
    "words": "Thống nhất kết quả tự chấm và hồ sơ đề nghị thẩm định.",
}
COUNCIL: dict[str, Any] = {
    "held_on": date(2024, 1, 25),
    "papers_on": date(2024, 1, 19),
    "place": "Phòng họp UBND phường",
    "chair": "Hoàng Thái Sơn",
    "secretary": "Lê Văn Minh",
    "members": "Hoàng Thái Sơn\nLê Văn Minh\nPhạm Thu Hà\nMai Đức Long\nNguyễn Hữu Phúc\nPhan Văn Tài\nVõ Thị Hòa",
    "present": 6,
    "in_favour": 6,
    "words": "Hội đồng thống nhất hạ điểm chỉ tiêu 2.4 và 5.2; các chỉ tiêu khác giữ điểm tự chấm.",
}
