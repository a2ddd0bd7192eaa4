"""Sentences that order a report, and the periods they name."""

import pytest

from tthc.planreader.reports import report_deadlines

CASES = [
    ("Các đơn vị báo cáo kết quả thực hiện 6 tháng trước ngày 05/6, báo cáo năm trước ngày 05/12 về Văn phòng.", ["half_yearly", "yearly"]),
    ("Định kỳ hằng quý, 6 tháng, năm báo cáo kết quả về Sở Y tế.", ["quarterly", "half_yearly", "yearly"]),
    ("Báo cáo kết quả thực hiện trước ngày 15/12/2026.", ["once"]),
    ("Báo cáo UBND tỉnh trước ngày 25 hằng tháng.", ["monthly"]),
    ("Báo cáo đột xuất khi có yêu cầu.", []),
    ("Thực hiện chế độ báo cáo định kỳ theo quy định.", ["periodic"]),
    ("Báo cáo kết quả về Phòng Nội vụ chậm nhất ngày 10 của tháng cuối quý.", ["quarterly"]),
    ("Sơ kết 6 tháng (trước ngày 10/6), tổng kết năm (trước ngày 10/12) gửi báo cáo về UBND huyện.", ["half_yearly", "yearly"]),
    ("Gửi báo cáo về Sở trước ngày 10/6 và ngày 10/12 hàng năm.", ["half_yearly", "yearly"]),
    ("Tham mưu UBND xã báo cáo tổng kết giai đoạn trước ngày 30/11/2030.", ["once"]),
    ("Hằng năm, tổng hợp, báo cáo kết quả về Bộ Nội vụ trước ngày 20/12.", ["yearly"]),
    ("Báo cáo kết quả 9 tháng trước ngày 15/9/2026.", ["once"]),
    ("Tổng hợp báo cáo hằng tuần vào chiều thứ Sáu.", ["periodic"]),
    ("Định kỳ 3 tháng một lần báo cáo tiến độ.", ["quarterly"]),
    ("Chủ trì xây dựng báo cáo đánh giá tác động.", []),
    ("Phối hợp với Phòng Tài chính lập báo cáo quyết toán trước ngày 31/01/2027.", ["once"]),
    ("Báo cáo tiến độ vào ngày 20 mỗi tháng.", ["monthly"]),
    ("Báo cáo quý I trước ngày 15/3, quý II trước ngày 15/6, quý III trước ngày 15/9.", ["quarterly"]),
    ("Báo cáo UBND tỉnh theo định kỳ 6 tháng và cả năm.", ["half_yearly", "yearly"]),
    ("Bộ phận một cửa báo cáo nhanh hằng ngày cho lãnh đạo.", []),
]


@pytest.mark.parametrize(("text", "periods"), CASES)
def test_a_report_is_due_once_for_each_period(text, periods):
    assert [deadline.period for deadline in report_deadlines([("V.1", text)], [])] == periods
