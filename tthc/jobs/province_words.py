"""The words a sample province is made of: names, desks, tasks by section, targets."""

from __future__ import annotations

COMMUNES = ("An Bình", "Bình Minh", "Cẩm Sơn", "Đông Hải", "Gia Lộc", "Hòa Phú", "Kim Long", "Lộc Hà", "Mỹ Thạnh", "Nghĩa Trung")
DESKS = (
    "Văn phòng - Thống kê",
    "Tư pháp - Hộ tịch",
    "Địa chính - Xây dựng",
    "Văn hóa - Xã hội",
    "Tài chính - Kế toán",
    "Bộ phận Tiếp nhận và Trả kết quả",
)
FAMILY = ("Nguyễn Văn", "Trần Thị", "Lê Thị", "Phạm Văn", "Hoàng Thị", "Võ Văn", "Đặng Thị", "Bùi Văn")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quỳnh", "Sơn", "Thảo", "Vinh")
TASKS = (
    ("direction", "Ban hành kế hoạch kiểm soát thủ tục hành chính năm", "Kế hoạch"),
    ("publication", "Niêm yết công khai bộ thủ tục hành chính tại trụ sở", "Ảnh chụp bảng niêm yết"),
    ("one_stop", "Tiếp nhận, giải quyết hồ sơ theo cơ chế một cửa", "Báo cáo số liệu"),
    ("feedback", "Tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức", "Sổ theo dõi"),
    ("communication", "Tuyên truyền về thủ tục hành chính trên đài truyền thanh", "Tin, bài"),
    ("new_rural", "Duy trì tiêu chí tiếp cận pháp luật trong nông thôn mới", "Báo cáo"),
    ("review", "Rà soát, đánh giá thủ tục hành chính, đề xuất đơn giản hóa", "Phiếu rà soát"),
    ("inspection", "Tự kiểm tra hoạt động kiểm soát thủ tục hành chính", "Báo cáo tự kiểm tra"),
    ("one_stop", "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", "Báo cáo số liệu"),
    ("publication", "Cập nhật thủ tục hành chính trên trang thông tin điện tử", "Đường dẫn trang"),
    ("direction", "Tập huấn nghiệp vụ cho công chức đầu mối", "Danh sách tham dự"),
    ("one_stop", "Thực hiện thủ tục hành chính trên môi trường điện tử", "Báo cáo số liệu"),
    ("direction", "Báo cáo công tác kiểm soát thủ tục hành chính định kỳ", "Báo cáo"),
    ("communication", "Hướng dẫn người dân nộp hồ sơ trực tuyến", "Tờ rơi, ảnh chụp"),
)
TARGETS = (
    ("one_stop", "Hồ sơ giải quyết đúng hạn đạt từ 98% trở lên", "hồ sơ giải quyết đúng hạn", 98),
    ("one_stop", "Hồ sơ nộp trực tuyến đạt từ 70% trở lên", "hồ sơ nộp trực tuyến", 70),
    ("one_stop", "Số hóa kết quả đạt từ 80% trở lên", "kết quả được số hóa", 80),
    ("publication", "Thủ tục được công khai đúng hạn đạt 95%", "thủ tục công khai đúng hạn", 95),
    ("feedback", "Phản ánh, kiến nghị được trả lời đúng hạn đạt 90%", "phản ánh trả lời đúng hạn", 90),
)
