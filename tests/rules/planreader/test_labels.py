"""Label lines and column headers."""

import pytest

from tthc.planreader.fields import units_of
from tthc.planreader.labels import column_role, is_label_line, labels_in


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("a) Chủ trì thực hiện: Phòng Y tế", ["lead"]),
        ("- Cơ quan chủ trì, thực hiện: Phòng Y tế.", ["lead"]),
        ("- Cơ quan phối hợp, thực hiện: Phòng Y tế.", ["coordinate"]),
        ("Cơ quan thực hiện: Phòng Y tế", ["implement"]),
        ("+ Đơn vị phối hợp: Phòng Y tế", ["coordinate"]),
        ("Lãnh đạo phụ trách: Phó Giám đốc", ["supervisor"]),
        ("b) Hướng dẫn thực hiện: Sở Y tế", ["advise"]),
        ("c) Cơ quan thẩm định tiêu chí: Sở Y tế", ["appraise"]),
        ("Đơn vị theo dõi, đôn đốc: Văn phòng", ["monitor"]),
        ("Thời hạn hoàn thành: 30/6/2027", ["time"]),
        ("Dự kiến sản phẩm: Báo cáo", ["deliverable"]),
        ("Chủ trì: Phòng A. Phối hợp: Phòng B. Thời gian: Quý I. Sản phẩm: Báo cáo.", ["lead", "coordinate", "time", "deliverable"]),
        ("- Chủ trì: Phòng A; phối hợp: Phòng B.", ["lead", "coordinate"]),
    ],
)
def test_label_lines(text, roles):
    before, labels = labels_in(text)
    assert (before, [label.role for label in labels]) == ("", roles)
    assert is_label_line(text)


@pytest.mark.parametrize(
    "text",
    ["a) Nội dung tuyên truyền:", "- Kiểm tra đột xuất: thực hiện trong năm", "Tập trung thực hiện: các việc sau", "Phối hợp với Sở Y tế."],
)
def test_what_looks_like_a_label_and_is_none(text):
    assert not is_label_line(text)


def test_labels_in_brackets_leave_the_task_before_them():
    before, labels = labels_in("Họp giao ban (Chủ trì: Văn phòng; phối hợp: các phòng; thời gian: hằng quý).")
    assert before == "Họp giao ban"
    assert [(label.role, label.value) for label in labels] == [("lead", "Văn phòng"), ("coordinate", "các phòng"), ("time", "hằng quý")]


def test_a_lone_implementing_unit_leads_and_a_reference_names_nobody():
    assert units_of(labels_in("Cơ quan thực hiện: Phòng Y tế")[1]) == {"lead": ("Phòng Y tế",)}
    both = units_of(labels_in("Chủ trì: Phòng A. Đơn vị thực hiện: Phòng B")[1])
    assert both == {"lead": ("Phòng A",), "implement": ("Phòng B",)}
    assert not any(units_of(labels_in("Đơn vị chủ trì: Theo phân công tại Phụ lục")[1]).values())


def test_an_appraiser_is_named_without_what_he_appraises():
    assert units_of(labels_in("Thẩm định: Phòng Tư pháp thẩm định phương án")[1])["appraise"] == ("Phòng Tư pháp",)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("STT", "number"),
        ("TT", "number"),
        ("Nội dung công việc", "content"),
        ("Nhiệm vụ thực hiện", "content"),
        ("Cơ quan chủ trì", "lead"),
        ("Đơn vị chủ trì thực hiện", "lead"),
        ("Cơ quan, đơn vị phối hợp thực hiện", "coordinate"),
        ("Đơn vị thực hiện", "implement"),
        ("Thời gian thực hiện", "time"),
        ("Thời hạn hoàn thành năm 2027", "time"),
        ("Dự kiến sản phẩm", "deliverable"),
        ("Kết quả thực hiện", "deliverable"),
        ("Đơn vị được kiểm tra", "object"),
        ("Ghi chú", "detail"),
        ("", ""),
        ("Tỉnh", ""),
    ],
)
def test_column_headers(header, role):
    assert column_role(header) == role
