"""What inspections of the ward found, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

JUSTICE, CULTURE, DESK = "tu phap", "van hoa", "bo phan tiep nhan"


@dataclass(frozen=True)
class Case:
    """A finding and what became of it."""

    unit: str
    year: int
    observation: str
    remedy: str
    due_on: date
    code: str = ""
    cause: str = ""
    handed: tuple[date, str, str] | None = None
    closed: tuple[date, str] | None = None
    reopened: tuple[date, str, date] | None = None
    handed_again: tuple[date, str, str] | None = None
    is_of_town: bool = False


CASES = (
    Case(
        JUSTICE,
        2023,
        "Chưa niêm yết công khai kịp thời 04 thủ tục lĩnh vực hộ tịch mới công bố",
        "Niêm yết đầy đủ tại bảng và trang thông tin điện tử",
        date(2023, 12, 15),
        handed=(date(2023, 12, 8), "Đã niêm yết bổ sung 04 thủ tục.", "112/BC-UBND"),
        closed=(date(2023, 12, 12), "Đã kiểm tra tại bảng niêm yết."),
        is_of_town=True,
    ),
    Case(
        DESK,
        2023,
        "Phiếu hẹn trả kết quả ghi thiếu số điện thoại liên hệ",
        "In lại mẫu phiếu hẹn",
        date(2023, 12, 15),
        handed=(date(2023, 12, 20), "Đã in và dùng mẫu phiếu mới từ ngày 20/12/2023.", "115/BC-UBND"),
        closed=(date(2023, 12, 27), ""),
        is_of_town=True,
    ),
    Case(
        CULTURE,
        2023,
        "Chưa có kế hoạch tuyên truyền riêng về cải cách thủ tục hành chính",
        "Ban hành kế hoạch tuyên truyền hằng năm",
        date(2024, 3, 31),
        is_of_town=True,
    ),
    Case(
        JUSTICE,
        2024,
        "Chưa niêm yết công khai kịp thời 02 thủ tục lĩnh vực hộ tịch vừa được sửa đổi",
        "Niêm yết trong 05 ngày làm việc kể từ ngày có quyết định công bố",
        date(2024, 5, 15),
        code="II.2.4",
        cause="Chưa phân công người theo dõi quyết định công bố.",
        handed=(date(2024, 5, 10), "Đã niêm yết và phân công một công chức theo dõi.", "47/BC-TPHT"),
        closed=(date(2024, 5, 16), "Đã đối chiếu với danh mục."),
    ),
    Case(
        JUSTICE,
        2024,
        "03 hồ sơ đăng ký khai tử không ghi giờ tiếp nhận trên phiếu kiểm soát",
        "Ghi đủ phiếu kiểm soát quá trình giải quyết",
        date(2024, 5, 31),
        code="II.2.2",
        handed=(date(2024, 5, 28), "Đã bổ sung 03 phiếu, tập huấn lại cách ghi.", "51/BC-TPHT"),
        reopened=(date(2024, 6, 5), "01 phiếu tháng 5 vẫn bỏ trống giờ giao hồ sơ.", date(2024, 6, 30)),
        handed_again=(date(2024, 6, 21), "Đã rà soát toàn bộ phiếu của quý II.", "58/BC-TPHT"),
        closed=(date(2024, 6, 27), "Phiếu của quý II ghi đủ."),
    ),
    Case(
        JUSTICE,
        2024,
        "Chưa số hóa kết quả chứng thực chữ ký theo quy định",
        "Số hóa đủ kết quả phát sinh từ ngày 01/01/2024",
        date(2024, 9, 30),
        code="II.3.1",
    ),
    Case(
        DESK,
        2024,
        "05 hồ sơ đất đai trả chậm không có văn bản xin lỗi",
        "Gửi văn bản xin lỗi, cập nhật lý do trên hệ thống",
        date(2024, 7, 15),
        code="II.2.2",
        handed=(date(2024, 7, 12), "Đã gửi đủ 05 văn bản xin lỗi.", "21/BC-TNTKQ"),
        reopened=(date(2024, 7, 22), "02 hồ sơ chưa cập nhật lý do trên hệ thống.", date(2024, 8, 30)),
    ),
    Case(
        DESK,
        2024,
        "Camera tại khu vực tiếp nhận hỏng từ tháng 5",
        "Sửa hoặc thay camera, lưu hình tối thiểu 30 ngày",
        date(2024, 7, 31),
        code="II.3.3",
        cause="Chưa bố trí kinh phí sửa chữa.",
    ),
    Case(
        DESK,
        2024,
        "Bộ hồ sơ mẫu lĩnh vực bảo trợ xã hội đã hết hiệu lực",
        "Thay bộ hồ sơ mẫu theo quyết định mới",
        date(2024, 8, 20),
        code="II.2.4",
        handed=(date(2024, 8, 12), "Đã thay 06 bộ hồ sơ mẫu.", "30/BC-TNTKQ"),
    ),
    Case(
        DESK,
        2024,
        "Công chức trực quầy chưa đeo thẻ khi tiếp nhận",
        "Chấn chỉnh, kiểm tra hằng tuần",
        date(2024, 7, 5),
        code="II.5",
        handed=(date(2024, 7, 3), "Đã quán triệt tại họp bộ phận, lập sổ kiểm tra tuần.", "19/BC-TNTKQ"),
        closed=(date(2024, 7, 9), "Đã kiểm tra đột xuất hai buổi."),
    ),
    Case(
        CULTURE,
        2024,
        "Hồ sơ trợ cấp xã hội tháng 3 thiếu biên bản xét duyệt",
        "Bổ sung biên bản, rà soát hồ sơ quý I",
        date(2024, 6, 30),
        code="II.2.2",
    ),
    Case(
        CULTURE,
        2024,
        "Tin, bài tuyên truyền chưa đăng đủ chủ đề của kế hoạch quý I",
        "Đăng bổ sung trong quý III",
        date(2024, 8, 31),
        code="II.1.2",
        handed=(date(2024, 8, 14), "Đã đăng 04 tin còn thiếu.", "33/BC-VHXH"),
    ),
)
