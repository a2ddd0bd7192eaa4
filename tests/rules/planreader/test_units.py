"""Lists of units, and who acts in a sentence."""

import pytest

from tthc.planreader.prose import acting_unit, coordinators, is_unit_heading, named_in_passing
from tthc.planreader.units import split_units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Phòng Y tế; UBND các xã", ["Phòng Y tế", "UBND các xã"]),
        ("Các phòng, ban, ngành huyện", ["Các phòng, ban, ngành huyện"]),
        ("Các cơ quan, đơn vị có liên quan", ["Các cơ quan, đơn vị có liên quan"]),
        ("Phòng Nội vụ, Phòng Tư pháp.", ["Phòng Nội vụ", "Phòng Tư pháp"]),
        ("Văn phòng HĐND và UBND huyện", ["Văn phòng HĐND và UBND huyện"]),
        ("Văn phòng HĐND - UBND huyện", ["Văn phòng HĐND - UBND huyện"]),
        ("Phòng Văn hóa và Thông tin", ["Phòng Văn hóa và Thông tin"]),
        ("Công chức Địa chính và các bộ phận liên quan", ["Công chức Địa chính", "các bộ phận liên quan"]),
        ("Thủ trưởng các sở, ban, ngành và Chủ tịch UBND cấp huyện", ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND cấp huyện"]),
        ("Các Sở: Y tế, Khoa học và Công nghệ, Tài chính", ["Sở Y tế", "Sở Khoa học và Công nghệ", "Sở Tài chính"]),
        ("Các Sở Nội vụ, Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Công chức: địa chính, văn phòng", ["Công chức: địa chính, văn phòng"]),
        ("Tỉnh đoàn\nĐài Truyền hình tỉnh", ["Tỉnh đoàn", "Đài Truyền hình tỉnh"]),
        ("Công chức chuyên môn Bộ phận Một cửa", ["Công chức chuyên môn", "Bộ phận Một cửa"]),
        ("Lãnh đạo Văn phòng", ["Lãnh đạo Văn phòng"]),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", ["Ủy ban Mặt trận Tổ quốc Việt Nam xã"]),
        ("- Trung tâm Y tế;\n- Trạm Y tế các xã.", ["Trung tâm Y tế", "Trạm Y tế các xã"]),
        ("UBND các huyện An Hòa, Bình Lộc", ["UBND các huyện An Hòa, Bình Lộc"]),
        ("", []),
        ("...", []),
    ],
)
def test_a_list_is_cut_where_each_part_is_a_unit(text, units):
    assert list(split_units(text)) == units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Phòng Y tế chủ trì, phối hợp với Công an huyện kiểm tra.", "Phòng Y tế"),
        ("Đề nghị Hội Nông dân huyện phối hợp tuyên truyền.", "Hội Nông dân huyện"),
        ("Trách nhiệm của Giám đốc Sở Y tế: theo dõi.", "Giám đốc Sở Y tế"),
        ("Các đơn vị được kiểm tra chuẩn bị báo cáo.", "Các đơn vị được kiểm tra"),
        ("Các đơn vị được kiểm tra: chuẩn bị báo cáo.", "Các đơn vị được kiểm tra"),
        ("Đoàn kiểm tra tiến hành làm việc.", "Đoàn kiểm tra"),
        ("Tổ chức hội nghị.", None),
        ("Báo cáo kết quả: gửi Sở Y tế.", None),
        ("Phòng, chống tham nhũng phải được thực hiện.", None),
    ],
)
def test_the_acting_unit_stands_at_the_head_of_a_sentence(text, unit):
    found = acting_unit(text)
    assert (found[0] if found else None) == unit


def test_coordinators_stand_after_phoi_hop_voi_at_the_head():
    assert coordinators("chủ trì, phối hợp với các phòng, ban liên quan xây dựng đề án") == ("các phòng, ban liên quan",)
    assert coordinators("Theo dõi, phối hợp với Phòng Y tế triển khai") == ()


def test_roles_in_the_passive():
    named = named_in_passing("Dự thảo phải được các phòng chuyên môn chủ trì soạn thảo, được Phòng Tư pháp thẩm định.")
    assert named == {"lead": ("các phòng chuyên môn",), "appraise": ("Phòng Tư pháp",)}


def test_a_heading_that_is_only_a_unit():
    assert is_unit_heading("Trách nhiệm của Giám đốc Sở Y tế")
    assert not is_unit_heading("Phòng Y tế theo dõi việc thực hiện")
    assert not is_unit_heading("Chế độ báo cáo")
