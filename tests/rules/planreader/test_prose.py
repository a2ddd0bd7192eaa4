"""Who acts in a sentence: names end where the duty begins, whatever its verb."""

import pytest

from tthc.planreader.prose import acting_unit, coordinators, is_unit_heading, labels_in_brackets


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Sở Tài chính: Tham mưu cấp kinh phí chậm nhất ngày 20/4/2026.", "Sở Tài chính"),
        ("Định kỳ hằng quý, Văn phòng HĐND và UBND thành phố công khai kết quả giải quyết.", "Văn phòng HĐND và UBND thành phố"),
        ("Trước ngày 15/6/2026, Phòng Kinh tế gửi danh mục.", "Phòng Kinh tế"),
        ("Các sở, ban, ngành và UBND cấp xã nêu cao trách nhiệm người đứng đầu.", "Các sở, ban, ngành và UBND cấp xã"),
        ("Công an xã tích cực hỗ trợ người dân kích hoạt tài khoản.", "Công an xã"),
        ("Trung tâm Phục vụ hành chính công khảo sát mức độ hài lòng.", "Trung tâm Phục vụ hành chính công"),
        ("Phòng Văn hóa - Xã hội thông tin, tuyên truyền về Kế hoạch.", "Phòng Văn hóa - Xã hội"),
        ("Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị.", "Phòng Nội vụ"),
        ("Các cơ quan, tổ chức hội nghị trực tuyến.", "Các cơ quan,"),
        ("Công an xã dán mã QR tại nhà văn hóa các thôn.", "Công an xã"),
        ("Phòng Kinh tế mượn hội trường của trường học.", "Phòng Kinh tế"),
        ("Trung tâm Y tế dự phòng huyện", None),
        ("Nêu cao trách nhiệm của Sở Nội vụ trong việc triển khai.", None),
        ("Trước ngày 15/6/2026 hoàn thành việc rà soát.", None),
    ],
)
def test_the_unit_at_the_head_of_a_sentence(text, unit):
    found = acting_unit(text)
    assert (found[0].rstrip(",") if found else None) == (unit.rstrip(",") if unit else None)


def test_a_heading_that_only_names_units_has_no_duty_of_its_own():
    assert is_unit_heading("UBND các xã, thị trấn không thuộc diện kiểm tra")
    assert is_unit_heading("Các Sở: Tư pháp, Nội vụ")
    assert not is_unit_heading("Sở Tài chính: Tham mưu cấp kinh phí")


def test_those_worked_with_end_where_the_duty_begins():
    said = "chủ trì, phối hợp với Trung tâm Văn hóa, Thể thao và Truyền thanh thành phố thông tin, tuyên truyền các nội dung"
    assert coordinators(said) == ("Trung tâm Văn hóa, Thể thao và Truyền thanh thành phố",)
    assert coordinators("phối hợp chặt chẽ, hiệu quả") == ()


def test_a_closing_bracket_may_tell_in_a_sentence_who_leads():
    before, labels = labels_in_brackets(
        "Rà soát quy trình (Phòng Tài nguyên chủ trì, phối hợp Chi cục Thuế; hoàn thành trước ngày 30/6/2026)."
    )
    assert before == "Rà soát quy trình"
    assert [(label.role, label.value) for label in labels] == [
        ("lead", "Phòng Tài nguyên"),
        ("coordinate", "Chi cục Thuế"),
        ("time", "hoàn thành trước ngày 30/6/2026"),
    ]
    assert labels_in_brackets("Rà soát quy trình (theo mẫu kèm theo)") == ("Rà soát quy trình (theo mẫu kèm theo)", [])
