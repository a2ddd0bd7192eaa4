"""Numbers that must be reached."""

import pytest

from tthc.planreader.targets import targets_in


def figures(text, **options):
    return [(t.op, t.value, t.value_max, t.unit) for t in targets_in("II.1", text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("100% hồ sơ được số hóa", [("=", 100, None, "%")]),
        ("tỷ lệ đúng hạn đạt từ 97,5% trở lên", [(">=", 97.5, None, "%")]),
        ("tỷ lệ đúng hạn ≥ 98%", [(">=", 98, None, "%")]),
        ("tỷ lệ trễ hạn không quá 2%", [("<=", 2, None, "%")]),
        ("tối thiểu tương ứng 70%, 55% đối với cấp huyện, cấp xã", [(">=", 70, None, "%"), (">=", 55, None, "%")]),
        ("Kiểm tra ít nhất 40% phòng, ban; 30% UBND cấp xã", [(">=", 40, None, "%"), (">=", 30, None, "%")]),
        ("tối thiểu 30% hồ sơ trực tuyến; 80% hồ sơ được lưu trữ", [(">=", 30, None, "%"), ("=", 80, None, "%")]),
        ("cắt giảm ít nhất 20% chi phí; số hóa 100% kết quả", [(">=", 20, None, "%"), ("=", 100, None, "%")]),
        ("tỷ lệ lấp đầy đạt 50-60%", [(">=", 50, 60, "%")]),
        ("tăng bình quân 8%/năm", [("=", 8, None, "%/năm")]),
        ("thời gian chờ tối đa 15 phút/lượt giao dịch", [("<=", 15, None, "phút")]),
        ("mỗi phòng có ít nhất 03 tin, bài/quý đăng trên trang", [(">=", 3, None, "tin, bài/quý")]),
        ("tối thiểu 2.500 lượt người tham gia", [(">=", 2500, None, "lượt người")]),
        ("Kiểm tra ít nhất 04 xã, thị trấn và 02 phòng chuyên môn", [(">=", 4, None, "xã, thị trấn"), (">=", 2, None, "phòng chuyên môn")]),
        ("nằm trong nhóm 10 xã dẫn đầu tỉnh", [("<=", 10, None, "xã")]),
        ("Tổ chức 03 hội nghị tại 02 huyện", []),
        ("niêm yết tại 12/12 xã", []),
        ("chậm nhất 03 ngày làm việc kể từ ngày nhận", []),
        ("Nghị định số 63/2010/NĐ-CP ngày 08/6/2010", []),
        ("không có hồ sơ quá hạn", []),
        ("xóa nhóm từ 30 hộ trở lên chưa có điện", []),
    ],
)
def test_figures_of_a_sentence(text, found):
    assert figures(text) == found


def test_among_goals_a_plain_count_is_a_target():
    assert figures("Thành lập mới 05 tổ công nghệ số, nâng tổng số lên 12 tổ", is_goal=True) == [
        ("=", 5, None, "tổ công nghệ số"),
        ("=", 12, None, "tổ"),
    ]
    assert figures("Thành lập mới 05 tổ công nghệ số") == []


def test_a_noun_that_the_plan_abbreviates_is_named_by_the_abbreviation():
    assert figures("Thành lập mới 05 khu công nghiệp", is_goal=True, abbreviations={"KCN"}) == [("=", 5, None, "KCN")]


def test_a_target_keeps_its_clause():
    (target,) = targets_in("II.1", "Rà soát quy trình; tỷ lệ đúng hạn đạt ít nhất 95%; niêm yết đầy đủ.")
    assert target.text == "tỷ lệ đúng hạn đạt ít nhất 95%"
    assert target.metric == "Tỷ lệ đúng hạn"
