"""The same plan in the ways in which copies of its text look: columns in turn or in one line, lines cut at a width, other dashes."""

import textwrap

import pytest

from tests.rules.planreader.test_foreign import HEAD, WORK
from tthc.planreader.blocks import from_text
from tthc.planreader.read import read

LONG = (
    "III. TRÁCH NHIỆM THỰC HIỆN\n\n"
    "1. Văn phòng HĐND và UBND xã chủ trì, phối hợp với Phòng Kinh tế và Trung tâm Phục vụ hành chính công tổng hợp kết quả, báo cáo "
    "Sở Tư pháp trước ngày 15/9/2027 và tham mưu UBND xã các biện pháp cần thiết để hoàn thành Kế hoạch này đúng thời hạn đã định.\n\n"
    "2. Phòng Văn hóa - Xã hội tuyên truyền Kế hoạch trên hệ thống truyền thanh xã và trang thông tin điện tử, đồng thời phối hợp với "
    "Đoàn thanh niên, Hội Phụ nữ vận động người dân sử dụng dịch vụ công trực tuyến khi giải quyết thủ tục hành chính tại địa phương.\n\n"
    "3. Phòng Kinh tế rà soát thủ tục hành chính thuộc lĩnh vực phụ trách, gửi kết quả về Văn phòng HĐND và UBND xã chậm nhất ngày "
    "30/6/2027 để tổng hợp, trình Chủ tịch UBND xã xem xét, quyết định việc kiến nghị cấp có thẩm quyền sửa đổi các quy định liên quan.\n\n"
)
ENDS = {
    "lines": "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mai\n",
    "in turn": "Nơi nhận:\nTM. ỦY BAN NHÂN DÂN\n- UBND tỉnh;\nKT. CHỦ TỊCH\n- Lưu: VT.\nPHÓ CHỦ TỊCH\nLê Thị Mai\n",
    "tabs": "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND tỉnh;\tKT. CHỦ TỊCH\n- Lưu: VT.\tPHÓ CHỦ TỊCH\n\tLê Thị Mai\n",
    "one line": "Nơi nhận: - UBND tỉnh; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Mai\n",
    "long dashes": "Nơi nhận:\n– UBND tỉnh;\n— Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mai\n",
}
START = HEAD.format("KH-UBND") + "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\n\n"


def told(text):
    shown = read(from_text(text)).as_json()
    return {key: value for key, value in shown.items() if key != "paragraphs"}


@pytest.mark.parametrize("form", ENDS)
def test_recipients_and_signature_in_every_form(form):
    head = read(from_text(START + WORK + ENDS[form])).head
    assert (head.signer.name, head.signer.role, head.signer.on_behalf) == ("Lê Thị Mai", "PHÓ CHỦ TỊCH", "KT.")
    assert head.recipients == ("UBND tỉnh", "Lưu: VT")


@pytest.mark.parametrize("width", [70, 80, 90, 100])
def test_lines_cut_at_a_width_are_whole_again(width):
    text = START + WORK.replace("\n", "\n\n") + LONG * 2 + ENDS["lines"].replace("\n", "\n\n")
    cut = "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.splitlines())
    assert told(cut)["organisation_tasks"] == told(text)["organisation_tasks"]
    assert told(cut)["report_deadlines"] == told(text)["report_deadlines"]


def test_a_letterhead_read_from_the_right_has_its_issuer():
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nỦY BAN NHÂN DÂN\nXÃ AN HÒA\nSố: 45/KH-UBND\n"
    head += "An Hòa, ngày 05 tháng 6 năm 2027\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\n"
    read_head = read(from_text(head + WORK + ENDS["lines"])).head
    assert read_head.issuer == "Ủy ban nhân dân xã An Hòa"
    assert read_head.number == "45/KH-UBND"


def test_a_letterhead_in_one_line_of_cells():
    line = "ỦY BAN NHÂN DÂN XÃ AN HÒA Số: 45/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc An Hòa, ngày 05 tháng 6 năm 2027"
    head = read(from_text(f"{line}\n\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\n{WORK}{ENDS['lines']}")).head
    assert (head.number, head.place, head.date) == ("45/KH-UBND", "An Hòa", "2027-06-05")
    assert head.issuer == "Ủy ban nhân dân xã An Hòa"
