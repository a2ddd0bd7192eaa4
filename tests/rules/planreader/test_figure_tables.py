"""Tables whose rows are targets."""

import pytest

from tthc.planreader.blocks import Block, from_text
from tthc.planreader.figure_columns import figure_columns
from tthc.planreader.figure_targets import FigureRow, figure_rows, row_targets
from tthc.planreader.read import read
from tthc.planreader.tables import task_tables


def table(*lines):
    return [Block(i, "row", cells=tuple(None if c == "^" else c.strip() for c in line.split("|")), table=1) for i, line in enumerate(lines)]


def found(blocks, year=2026):
    rows = list(figure_rows(blocks, "PL", year))
    return [(t.task_section, t.op, t.value, t.value_max, t.unit) for row in rows for t in row_targets(row)]


def test_rows_below_measures_and_units_are_targets_of_the_plans_own_year():
    blocks = table(
        "TT|Chỉ tiêu|Đơn vị tính|Thực hiện năm 2025|Kế hoạch năm 2026|Đơn vị theo dõi",
        "1|Tỷ lệ che phủ rừng|%|51,2|52,0|Hạt Kiểm lâm",
        "2|Số lao động được đào tạo nghề|người|1.150|≥ 1.300|Phòng Nội vụ",
        "3|Tỷ lệ hộ nghèo|%|4,8|Dưới 3,5|Phòng Kinh tế",
    )
    assert found(blocks) == [
        ("PL.1", "=", 52, None, "%"),
        ("PL.2", ">=", 1300, None, "người"),
        ("PL.3", "<=", 3.5, None, "%"),
    ]
    assert task_tables(blocks) == []


def test_a_header_in_two_rows_with_years_below_and_groups_between():
    blocks = table(
        "STT|Chỉ tiêu|ĐVT|Mục tiêu|^|Ghi chú",
        "^|^|^|2026|2030|^",
        "I|Kinh tế||||",
        "1|Số hợp tác xã hoạt động hiệu quả|HTX|12|20|",
        "II|Xã hội||||",
        "1|Tỷ lệ trẻ em được tiêm chủng đầy đủ|%|≥ 97|99|",
    )
    assert found(blocks, 2026) == [
        ("PL.I.1", "=", 12, None, "HTX"),
        ("PL.I.1", "=", 20, None, "HTX"),
        ("PL.II.1", ">=", 97, None, "%"),
        ("PL.II.1", "=", 99, None, "%"),
    ]
    assert found(blocks, 2030) == [("PL.I.1", "=", 20, None, "HTX"), ("PL.II.1", "=", 99, None, "%")]


def test_a_row_that_counts_the_columns_measures_nothing_and_a_number_of_things_names_its_unit():
    blocks = table(
        "TT|Chỉ tiêu|Mục tiêu năm 2026|Cơ quan chủ trì theo dõi|So sánh",
        "A|B|1|2|3=1/2",
        "1|Số tổ hòa giải kiểu mẫu|05|Phòng Tư pháp|",
        "2|Tỷ lệ hòa giải thành|90|Phòng Tư pháp|",
    )
    assert found(blocks) == [("PL.1", "=", 5, None, "tổ hòa giải kiểu mẫu"), ("PL.2", "=", 90, None, "%")]


def test_a_column_of_targets_beside_the_work_sets_figures_for_its_row():
    blocks = table(
        "TT|Nhiệm vụ|Chỉ tiêu|Chủ trì|Thời gian",
        "1|Bồi dưỡng kỹ năng số cho đoàn viên|≥ 300 lượt người|Đoàn Thanh niên|Quý II",
        "2|Kiểm tra hồ sơ lưu trữ|100% phòng|Văn phòng|Tháng 9",
    )
    (whole,) = task_tables(blocks)
    assert [[value for role, _, value in row.values if role == "figure"] for row in whole.rows] == [["≥ 300 lượt người"], ["100% phòng"]]


@pytest.mark.parametrize(
    "header",
    [
        "TT|Nhiệm vụ|Đơn vị tính|Số lượng|Đơn vị chủ trì",
        "TT|Nội dung công việc|Chủ trì|Thời gian",
        "TT|Chỉ tiêu, nhiệm vụ|Chủ trì|Kế hoạch|Thời gian",
        "TT|Tiêu chí|Điểm tối đa|Điểm tự chấm",
        "TT|Chỉ tiêu|Đơn vị tính|Thực hiện 2024|Ước thực hiện 2025",
    ],
)
def test_a_table_of_work_of_scores_or_of_what_was_reached_is_none(header):
    width = header.count("|")
    assert figure_columns(table(header, "1" + "|Số lớp|lớp|12|13|14"[: width * 9], "2|Việc khác|lớp|5|6|7"[:20])) is None


@pytest.mark.parametrize(
    ("cell", "unit", "wanted"),
    [
        ("92%", "", [("=", 92, None, "%")]),
        ("≥ 95", "%", [(">=", 95, None, "%")]),
        ("Từ 80 trở lên", "%", [(">=", 80, None, "%")]),
        ("70 - 75", "%", [(">=", 70, 75, "%")]),
        ("Không quá 15", "phút", [("<=", 15, None, "phút")]),
        ("Top 10", "hạng", [("<=", 10, None, "hạng")]),
        ("04 mô hình", "", [("=", 4, None, "mô hình")]),
        ("Tăng 3 bậc", "", [("=", 3, None, "bậc")]),
        ("92.5", "%", [("=", 92.5, None, "%")]),
        ("2.500", "hộ", [("=", 2500, None, "hộ")]),
        ("12", "", []),
        ("Duy trì", "", []),
    ],
)
def test_a_cell_that_sets_a_figure(cell, unit, wanted):
    assert [(t.op, t.value, t.value_max, t.unit) for t in row_targets(FigureRow("PL.1", "Kết quả", cell, unit))] == wanted


def test_in_a_plan_its_rows_are_targets_and_no_tasks():
    draft = read(
        from_text(
            """
UBND XÃ TÂN LẬP
KẾ HOẠCH
Phát triển du lịch cộng đồng năm 2026
I. MỤC ĐÍCH
- Thu hút khách, tạo việc làm.
II. NHIỆM VỤ
1. Tu sửa đường vào bản. Phòng Kinh tế chủ trì, hoàn thành trước ngày 30/6/2026.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Pản
Phụ lục
CHỈ TIÊU PHÁT TRIỂN DU LỊCH NĂM 2026
TT\tChỉ tiêu\tĐơn vị tính\tNăm 2025\tKế hoạch 2026\tĐơn vị phụ trách
1\tSố lượt khách lưu trú\tlượt\t4.100\t5.000\tPhòng Văn hóa
2\tTỷ lệ hộ có dịch vụ đạt chuẩn\t%\t60\t≥ 75\tPhòng Kinh tế
"""
        )
    )
    assert [task.section for task in draft.tasks] == ["II.1"]
    assert [(t.task_section, t.value, t.unit) for t in draft.targets] == [("PL.1", 5000, "lượt"), ("PL.2", 75, "%")]
    assert {row.role for row in draft.paragraphs if row.section.startswith("PL.")} <= {"target", "label", "text"}
