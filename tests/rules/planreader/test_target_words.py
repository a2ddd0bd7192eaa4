"""The many ways in which plans set a number as a bar, and numbers that are none."""

import pytest

from tthc.planreader.targets import targets_in

CASES = [
    ("Đạt 100% hồ sơ được giải quyết đúng hạn", False, [("=", 100, None, "%")]),
    (
        "Tối thiểu 30% thủ tục hành chính được rà soát, trong đó cắt giảm ít nhất 20% thời gian giải quyết",
        False,
        [(">=", 30, None, "%"), (">=", 20, None, "%")],
    ),
    ("Phấn đấu trên 95% hồ sơ được số hóa", False, [(">=", 95, None, "%")]),
    ("Phấn đấu giảm 20% chi phí tuân thủ so với năm 2025", False, [("=", 20, None, "%")]),
    ("Tỷ lệ hồ sơ quá hạn không quá 0,5%", False, [("<=", 0.5, None, "%")]),
    ("Tỷ lệ hài lòng đạt từ 85% trở lên", False, [(">=", 85, None, "%")]),
    ("Mức độ hài lòng đạt 90% trở lên", False, [(">=", 90, None, "%")]),
    ("Tổ chức kiểm tra 1 cuộc/quý", False, [("=", 1, None, "cuộc/quý")]),
    ("Kiểm tra tối thiểu 02 lần/năm", False, [(">=", 2, None, "lần/năm")]),
    ("mỗi tổ dân phố có ít nhất 01 buổi tuyên truyền/quý", False, [(">=", 1, None, "buổi tuyên truyền/quý")]),
    ("Chỉ số CCHC xếp hạng trong tốp 10 của tỉnh", False, [("<=", 10, None, "hạng")]),
    ("nằm trong nhóm 25 tỉnh, thành phố dẫn đầu cả nước", False, [("<=", 25, None, "tỉnh, thành phố")]),
    ("thuộc nhóm 5 xã dẫn đầu", False, [("<=", 5, None, "xã")]),
    ("phấn đấu cắt giảm từ 10% đến 15% chi phí", False, [(">=", 10, 15, "%")]),
    ("đạt từ 50 đến 60%", False, [(">=", 50, 60, "%")]),
    ("đạt 60-70% hồ sơ", False, [(">=", 60, 70, "%")]),
    ("đạt 60% - 70% hồ sơ", False, [(">=", 60, 70, "%")]),
    ("đạt tối thiểu 1.600 hồ sơ/năm", False, [(">=", 1600, None, "hồ sơ/năm")]),
    ("Không quá 15 ngày làm việc kể từ ngày nhận phản ánh", False, []),
    ("Thông báo lịch kiểm tra trước ít nhất 05 ngày làm việc", False, []),
    ("Thời gian chờ không quá 15 phút/lượt", True, [("<=", 15, None, "phút")]),
    ("Thời gian chờ giải quyết tối đa 30 phút/01 lần giao dịch", False, [("<=", 30, None, "phút")]),
    (
        "50% hồ sơ cấp tỉnh; 60% hồ sơ cấp huyện; 20% hồ sơ cấp xã",
        False,
        [("=", 50, None, "%"), ("=", 60, None, "%"), ("=", 20, None, "%")],
    ),
    ("cấp huyện, cấp xã tương ứng đạt tối thiểu 60%, 50%", False, [(">=", 60, None, "%"), (">=", 50, None, "%")]),
    ("≥ 90%", False, [(">=", 90, None, "%")]),
    ("Đạt 90 % trở lên", False, [(">=", 90, None, "%")]),
    ("Trên 80 phần trăm hồ sơ", False, [(">=", 80, None, "%")]),
    ("Mỗi đơn vị có ít nhất 02 sáng kiến", False, [(">=", 2, None, "sáng kiến")]),
    ("Xây dựng ít nhất 03 mô hình điểm về một cửa hiện đại", False, [(">=", 3, None, "mô hình điểm")]),
    ("Cắt giảm tối thiểu 30% thời gian, 30% chi phí", False, [(">=", 30, None, "%"), (">=", 30, None, "%")]),
    ("Theo Quyết định 06 năm 2022, Điều 5, khoản 2", False, []),
    ("16/16 xã", False, []),
    ("Rút ngắn tối thiểu 1/3 thời gian", False, []),
    ("tối thiểu 01 tin, bài/tháng", False, [(">=", 1, None, "tin, bài/tháng")]),
    ("Tỷ lệ thanh toán trực tuyến: 55%", True, [("=", 55, None, "%")]),
    ("100% TTHC; 100% kết quả", False, [("=", 100, None, "%"), ("=", 100, None, "%")]),
    ("đạt ít nhất là 70%", False, [(">=", 70, None, "%")]),
    ("đạt tỷ lệ thấp nhất 70%", False, [(">=", 70, None, "%")]),
    ("tăng thêm 5% so với năm trước", False, [("=", 5, None, "%")]),
    ("tăng ít nhất 05 bậc so với năm 2025", False, [(">=", 5, None, "bậc")]),
    ("định kỳ 02 lần/năm", False, [("=", 2, None, "lần/năm")]),
    ("duy trì 06 tháng/lần", False, []),
    ("Chi ngân sách cho y tế cơ sở không thấp hơn 35.000 đồng/người/năm", False, [(">=", 35000, None, "đồng/người/năm")]),
    ("Năng suất lúa đạt từ 6,2 tấn/ha trở lên", False, [(">=", 6.2, None, "tấn/ha")]),
    ("tỷ suất tử vong trẻ em dưới 12,5 ca/1.000 trẻ", True, [("<=", 12.5, None, "ca/1.000 trẻ")]),
    (
        "đạt 28 giường bệnh/10.000 dân, tăng 1,5 giường bệnh/10.000 dân",
        True,
        [("=", 28, None, "giường bệnh/10.000 dân"), ("=", 1.5, None, "giường bệnh/10.000 dân")],
    ),
    ("phát sóng đều đặn, định kỳ 03 bản tin/tuần", False, [("=", 3, None, "bản tin/tuần")]),
    ("In 500 tờ rơi, cấp phát cho 12 thôn", False, []),
    ("Công nhận thêm 03 thôn văn hóa, 05 cơ quan kiểu mẫu", True, [("=", 3, None, "thôn văn hóa"), ("=", 5, None, "cơ quan kiểu mẫu")]),
    ("Giữ vững 07 trường đạt chuẩn; công nhận mới 02 trường", True, [("=", 7, None, "trường"), ("=", 2, None, "trường")]),
    ("Trồng mới 150 ha rừng phòng hộ; giải quyết việc làm cho 800 lao động", True, [("=", 150, None, "ha"), ("=", 800, None, "lao động")]),
    ("Thu ngân sách trên địa bàn đạt 1.250 tỷ đồng", True, [("=", 1250, None, "tỷ đồng")]),
    ("Đón 1,2 triệu lượt khách", True, [("=", 1.2, None, "triệu lượt khách")]),
    ("Số vụ cháy từ 100 triệu đồng thiệt hại trở lên giảm 5% so với năm trước", True, [("=", 5, None, "%")]),
    ("80% cơ sở có từ 10 lao động trở lên được tập huấn", True, [("=", 80, None, "%")]),
    ("Không còn trường dưới 5 phòng học kiên cố", True, []),
    ("95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế", True, [("=", 95, None, "%")]),
    ("Tuổi thọ trung bình đạt 75,5 tuổi", True, [("=", 75.5, None, "tuổi")]),
    ("Thực hiện tốt 04 nhóm nhiệm vụ, 05 khâu đột phá trong 6 tháng cuối năm", True, []),
    ("Tổ chức tại 12 xã, với sự tham gia của 03 hội", True, []),
    (
        "Thu gom 65 mét khối rác; số hóa 40 mét giá tài liệu lưu trữ lịch sử",
        True,
        [("=", 65, None, "mét khối"), ("=", 40, None, "mét giá")],
    ),
    ("có từ 85% thôn, tổ dân phố trở lên đạt danh hiệu", False, [(">=", 85, None, "%")]),
    (
        "Trên 90% học sinh trung học phổ thông, giáo dục thường xuyên và 75% giáo viên được tập huấn",
        False,
        [(">=", 90, None, "%"), (">=", 75, None, "%")],
    ),
    ("Tiếp nhận, phân loại trong vòng 02 ngày làm việc", True, []),
    ("Giảm khoảng cách thu nhập xuống còn 1,4 lần vào năm 2030", True, [("=", 1.4, None, "lần")]),
    ("tỷ số giới tính ở mức 109 bé trai/100 bé gái khi sinh", True, [("=", 109, None, "bé trai/100 bé gái")]),
    ("Hỗ trợ ít nhất 250 lượt tư vấn/quý", False, [(">=", 250, None, "lượt tư vấn/quý")]),
    ("Mỗi năm có từ 20 đến 25 sáng kiến được công nhận", True, [(">=", 20, 25, "sáng kiến")]),
    ("Giảm tỷ lệ hộ cận nghèo từ 8,2% xuống còn 6%", True, [("=", 6, None, "%")]),
    ("Nâng số trường học thông minh từ 03 trường lên 05 trường", True, [("=", 5, None, "trường")]),
    ("Thu nhập tăng từ 45 triệu đồng/người/năm năm 2025 lên 50 triệu đồng/người/năm", True, [("=", 50, None, "triệu đồng/người/năm")]),
    ("ít nhất 75% nhà văn hóa thôn, 60% sân thể thao được sửa chữa", False, [(">=", 75, None, "%"), (">=", 60, None, "%")]),
    ("ít nhất 70% học sinh lớp 9 được hướng nghiệp", True, [(">=", 70, None, "%")]),
    ("bố trí tối thiểu 02 nhân viên làm công tác thư viện", False, [(">=", 2, None, "nhân viên")]),
    ("Tạo 500 việc làm mới", True, [("=", 500, None, "việc làm mới")]),
    (
        "Phấn đấu mỗi năm đấu thầu từ 03 gói thầu xây dựng hạ tầng khu dân cư nông thôn trở lên",
        False,
        [(">=", 3, None, "gói thầu xây dựng hạ tầng khu dân cư nông thôn")],
    ),
    ("Xây dựng 03 mô hình trở lên", True, [(">=", 3, None, "mô hình")]),
    (
        "Duy trì 20 tổ hợp tác sản xuất rau an toàn sinh học, lập mới 05 tổ hợp tác",
        True,
        [("=", 20, None, "tổ hợp tác"), ("=", 5, None, "tổ hợp tác")],
    ),
]


@pytest.mark.parametrize(("text", "is_goal", "wanted"), CASES)
def test_a_way_of_setting_a_bar(text, is_goal, wanted):
    found = [(one.op, one.value, one.value_max, one.unit) for one in targets_in("I", text, is_goal=is_goal)]
    assert found == wanted


def test_a_term_is_no_bar_where_the_label_speaks_of_time():
    assert not targets_in("I", "Không quá 15 ngày làm việc", is_time=True)
    assert [one.unit for one in targets_in("I", "02 lần/năm, tháng 5 và tháng 10", is_time=True)] == ["lần/năm"]
