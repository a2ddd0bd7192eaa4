"""What plans say about time."""

from datetime import date

import pytest

from tthc.kernel.due import DueRule
from tthc.planreader.deadlines import read_time
from tthc.planreader.phrases import phrase_in

YEAR = 2027
CASES = [
    ("Thường xuyên", "continuous", None, None),
    ("Thường xuyên trong năm 2027; báo cáo trước ngày 15/12", "continuous", None, None),
    ("Từ tháng 4/2027", "continuous", "2027-04-01", None),
    ("Tháng 02/2027", "month", "2027-02-01", "2027-02-28"),
    ("Tháng 2 năm 2028", "month", "2028-02-01", "2028-02-29"),
    ("Tuần 3 tháng 6/2027", "month", "2027-06-01", "2027-06-30"),
    ("Chậm nhất trong tháng 9/2027", "month", None, "2027-09-30"),
    ("Tháng 5 - 6/2027", "month_range", "2027-05-01", "2027-06-30"),
    ("Từ tháng 11/2027 đến tháng 02/2028", "month_range", "2027-11-01", "2028-02-29"),
    ("Tháng 3, tháng 9", "month_range", "2027-03-01", "2027-09-30"),
    ("Quý II", "month_range", "2027-04-01", "2027-06-30"),
    ("Quý III, Quý IV năm 2027", "month_range", "2027-07-01", "2027-12-31"),
    ("Quý I - Quý II/2027", "month_range", "2027-01-01", "2027-06-30"),
    ("Chậm nhất trong Quý III/2027", "month_range", None, "2027-09-30"),
    ("6 tháng cuối năm", "month_range", "2027-07-01", "2027-12-31"),
    ("Trong năm 2027", "month_range", "2027-01-01", "2027-12-31"),
    ("Từ ngày 05/5/2027 đến hết ngày 20/5/2027", "month_range", "2027-05-05", "2027-05-20"),
    ("Từ ngày 10 đến ngày 15/3/2027", "month_range", "2027-03-10", "2027-03-15"),
    ("Đăng ký trước 31/01; rà soát tháng 3 - 8; tổng hợp trước 15/9/2027", "month_range", "2027-03-01", "2027-09-15"),
    ("Trước ngày 20/11/2027", "date", None, "2027-11-20"),
    ("Trước 30/10", "date", None, "2027-10-30"),
    ("Trước ngày 15/01 năm sau", "date", None, "2028-01-15"),
    ("Trước ngày 20 tháng 02 của năm kế tiếp", "date", None, "2028-02-20"),
    ("Quý I năm sau", "month_range", "2028-01-01", "2028-03-31"),
    ("Sơ kết trước ngày 30/6; tổng kết trước ngày 15/01 năm sau", "date", None, "2028-01-15"),
    ("Hoàn thành chậm nhất ngày 01 tháng 8 năm 2027", "date", None, "2027-08-01"),
    ("Đến hết ngày 31/12/2027", "date", None, "2027-12-31"),
    ("Ban hành trước ngày 15/02/2027 và tổ chức thực hiện", "date", None, "2027-02-15"),
    ("8 giờ 00 ngày 12/3/2027", "date", "2027-03-12", "2027-03-12"),
    ("Từ ngày 01/7/2027", "date", "2027-07-01", None),
    ("Đến hết năm 2027", "date", None, "2027-12-31"),
    ("Hằng quý", "quarterly", None, None),
    ("Hàng quý, năm, đột xuất", "quarterly", None, None),
    ("Định kỳ và đột xuất", "quarterly", None, None),
    ("tháng trước ngày 25", "monthly", None, None),
    ("đầu mỗi năm học", "yearly", None, None),
    ("cuối mỗi quý", "quarterly", None, None),
    ("hằng năm trước ngày 20/7", "yearly", None, None),
    ("Mỗi năm hai lần", "yearly", None, None),
    ("từ ngày 01/7 đến ngày 31/7 hằng năm", "yearly", None, None),
    ("trước ngày 05/6 và ngày 05/12 hằng năm", "yearly", None, None),
    ("Trong suốt năm học", "continuous", None, None),
    ("vào năm 2027, tổng kết vào năm 2030", "month_range", "2027-01-01", "2030-12-31"),
    ("giai đoạn 2027 - 2028 làm điểm; giai đoạn 2029 - 2030 nhân rộng", "month_range", "2027-01-01", "2030-12-31"),
    ("đợt 1 từ ngày 02/3 đến ngày 20/3/2027; đợt 2 từ ngày 01/9 đến ngày 15/9/2027", "month_range", "2027-03-02", "2027-09-15"),
    ("trong quý II/2027, tổng kết trong quý IV/2028", "month_range", "2027-04-01", "2028-12-31"),
    ("khi xảy ra cháy rừng", "on_request", None, None),
    ("trong vòng 12 giờ sau mỗi vụ việc", "relative", None, None),
    ("Trước ngày 20 của tháng cuối quý", "quarterly", None, None),
    ("Hằng tháng", "monthly", None, None),
    ("Ngày 05 của tháng liền kề", "monthly", None, None),
    ("Trước ngày 18 hàng tháng", "monthly", None, None),
    ("Hằng năm", "yearly", None, None),
    ("Khi có yêu cầu", "on_request", None, None),
    ("Khi có phát sinh", "on_request", None, None),
    ("Ngay sau khi có quyết định công bố", "on_request", None, None),
    ("Theo yêu cầu của cơ quan cấp trên", "on_request", None, None),
    ("Theo kế hoạch của Sở Nội vụ", "per_superior_plan", None, None),
    ("Theo hướng dẫn của cấp trên", "per_superior_plan", None, None),
    ("Theo các mốc thời gian tại Kế hoạch số 12/KH-UBND", "per_superior_plan", None, None),
    ("", "none", None, None),
    ("Theo phân công", "none", None, None),
    ("Ngày 32/13/2027", "none", None, None),
]


@pytest.mark.parametrize(("text", "kind", "start", "due"), CASES)
def test_time_is_read_as_printed(text, kind, start, due):
    rule = read_time(text, YEAR)
    assert (str(rule.kind), rule.start, rule.due) == (kind, start and date.fromisoformat(start), due and date.fromisoformat(due))
    assert DueRule.from_dict(rule.as_dict()) == rule


def test_before_is_kept_in_the_rule_and_the_day_stays_as_printed():
    assert read_time("trước ngày 15/11/2027", YEAR).before
    assert not read_time("chậm nhất ngày 15/11/2027", YEAR).before
    assert read_time("trước tháng 02/2027", YEAR).before


@pytest.mark.parametrize(
    ("text", "days", "months", "working", "since"),
    [
        ("Trong thời hạn 20 ngày làm việc, kể từ ngày ban hành Kế hoạch này", 20, None, True, "issued"),
        ("Chậm nhất 03 ngày làm việc kể từ ngày nhận được hồ sơ", 3, None, True, "ngày nhận được hồ sơ"),
        ("10 ngày sau khi kết thúc đợt kiểm tra", 10, None, False, "kết thúc đợt kiểm tra"),
        ("02 tháng kể từ ngày ký ban hành", None, 2, False, "issued"),
    ],
)
def test_a_count_from_an_event_keeps_the_count_and_the_event(text, days, months, working, since):
    rule = read_time(text, YEAR)
    assert (str(rule.kind), rule.days, rule.months, rule.working, rule.since) == ("relative", days, months, working, since)


def test_a_day_below_a_label_of_completion_is_an_end_only():
    assert read_time("15/12/2027", YEAR, is_deadline=True).start is None
    assert read_time("15/12/2027", YEAR).start == date(2027, 12, 15)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Gửi danh mục về Phòng Nội vụ trước ngày 05/3/2027 để tổng hợp.", "trước ngày 05/3/2027"),
        ("Ban hành kế hoạch trong thời hạn 15 ngày, kể từ ngày ký văn bản này.", "trong thời hạn 15 ngày, kể từ ngày ký văn bản này"),
        ("Thực hiện theo Nghị định số 10/2020/NĐ-CP ngày 17 tháng 01 năm 2020 của Chính phủ.", None),
        ("Có hiệu lực từ ngày 01/7/2027.", None),
        ("Xây dựng kế hoạch hàng năm.", None),
        ("Tăng cường kiểm tra thường xuyên, đột xuất việc xả thải.", None),
        ("Cử người dự lớp tập huấn (theo kế hoạch của Sở Nội vụ).", "theo kế hoạch của Sở Nội vụ"),
        ("Tổ chức đợt cao điểm từ ngày 01/5/2027 đến ngày 30/5/2027.", "từ ngày 01/5/2027 đến ngày 30/5/2027"),
        ("Báo cáo định kỳ hằng quý.", "định kỳ hằng quý"),
        ("Mở tháng cao điểm từ ngày 01/7 đến ngày 31/7 hằng năm.", "từ ngày 01/7 đến ngày 31/7 hằng năm"),
        ("Tổ chức ngày hội đọc sách (từ ngày 15/4 đến ngày 25/4 hằng năm).", "từ ngày 15/4 đến ngày 25/4 hằng năm"),
        ("Tổng hợp trước ngày 05/6 và ngày 05/12 hằng năm.", "trước ngày 05/6 và ngày 05/12 hằng năm"),
        ("Gửi dự toán hằng năm trước ngày 20/7.", "hằng năm trước ngày 20/7"),
        ("Tổng hợp số liệu tháng trước ngày 25.", "tháng trước ngày 25"),
        ("Tập huấn cho giáo viên vào đầu mỗi năm học.", "đầu mỗi năm học"),
        ("Họp Ban Chỉ đạo cuối mỗi quý.", "cuối mỗi quý"),
        ("Tổ chức diễn tập vào tuần 2 tháng 9/2027.", "tuần 2 tháng 9/2027"),
        ("Báo cáo nhanh trong vòng 12 giờ sau mỗi vụ việc.", "trong vòng 12 giờ sau mỗi vụ việc"),
        ("Huy động lực lượng tại chỗ khi xảy ra cháy rừng.", "khi xảy ra cháy rừng"),
        ("Xây dựng mô hình (các xã thực hiện trong năm 2027).", "trong năm 2027"),
        ("Sơ kết trong quý II/2027, tổng kết trong quý IV/2027.", "trong quý II/2027, tổng kết trong quý IV/2027"),
        (
            "Kiểm tra đợt 1 từ ngày 02/3 đến ngày 20/3/2027; đợt 2 từ ngày 01/9 đến ngày 15/9/2027.",
            "từ ngày 02/3 đến ngày 20/3/2027; đợt 2 từ ngày 01/9 đến ngày 15/9/2027",
        ),
        ("Ban hành kế hoạch trước ngày 10/02/2027; hằng năm, báo cáo trước ngày 01/12.", "trước ngày 10/02/2027"),
        ("Tổ chức hội thi (tháng 5 và tháng 10/2027).", "tháng 5 và tháng 10/2027"),
        ("Lập danh sách hộ tham gia: tháng 4/2027.", "tháng 4/2027"),
        ("Rà soát đối tượng cuối năm theo hướng dẫn của Sở Nội vụ.", "theo hướng dẫn của Sở Nội vụ"),
        ("Sơ kết vào năm 2027, tổng kết vào năm 2030.", "vào năm 2027, tổng kết vào năm 2030"),
        ("Mỗi năm hai lần kiểm tra kho lưu trữ.", "Mỗi năm hai lần"),
        ("Báo cáo 6 tháng (trước ngày 05/6).", None),
    ],
)
def test_a_sentence_gives_only_an_explicit_phrase(text, phrase):
    assert phrase_in(text) == phrase


@pytest.mark.parametrize("text", ["Trong năm", "Đến hết năm", "Quý II", "Tháng 3 - 4", "Trước 30/10", "6 tháng đầu năm", "Từ tháng 3"])
def test_without_any_year_no_day_is_guessed(text):
    rule = read_time(text, 0)
    assert (rule.start, rule.due) == (None, None)
