"""Documents that are no plan are refused with one sentence that says what they are; a plan carried by another document is read."""

import pytest

from tests.rules.planreader.test_hostile import PLAN
from tthc.kernel.errors import BadInput
from tthc.planreader.blocks import Block, from_text, joined
from tthc.planreader.read import NotAPlan, read

HEAD = "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ AN HÒA | Độc lập - Tự do - Hạnh phúc\nSố: 45/{} | An Hòa, ngày 05 tháng 6 năm 2027\n\n"
WORK = "I. NỘI DUNG\n1. Niêm yết công khai thủ tục hành chính.\n- Chủ trì: Văn phòng.\nII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng: đôn đốc.\n"
END = "Nơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn An\n"
OTHERS = {
    "báo cáo": HEAD.format("BC-UBND")
    + "BÁO CÁO\nKết quả thực hiện Kế hoạch kiểm soát thủ tục hành chính 6 tháng đầu năm 2027\nI. KẾT QUẢ\n1. Công tác chỉ đạo.\n"
    + "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM\n1. Tiếp tục thực hiện kế hoạch năm.\n"
    + END,
    "quyết định": HEAD.format("QĐ-UBND")
    + "QUYẾT ĐỊNH\nVề việc công bố danh mục thủ tục hành chính\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ\nCăn cứ Kế hoạch số 1/KH-UBND;\n"
    + "Điều 1. Công bố danh mục.\nĐiều 2. Tổ chức thực hiện.\n"
    + END,
    "công văn": HEAD.format("UBND-VP")
    + "V/v thực hiện Kế hoạch kiểm soát thủ tục hành chính\nKính gửi: Các phòng, trung tâm.\n"
    + "Thực hiện Kế hoạch số 1/KH-UBND, đề nghị các đơn vị:\n1. Rà soát thủ tục hành chính.\n2. Báo cáo kết quả trước ngày 15/7/2027.\n"
    + END,
    "biên bản": HEAD.format("BB")
    + "BIÊN BẢN\nHọp triển khai Kế hoạch kiểm soát thủ tục hành chính\nI. THÀNH PHẦN\n1. Chủ trì: Ông A.\nII. NỘI DUNG\n1. Thông qua kế hoạch.\n",
    "hợp đồng": HEAD.format("HĐ")
    + "HỢP ĐỒNG DỊCH VỤ\nCăn cứ kế hoạch mua sắm năm 2027;\n1. Nội dung công việc.\n2. Thời gian thực hiện: 30 ngày.\n",
    "luật": "QUỐC HỘI\nLUẬT\nTỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG\nCăn cứ Hiến pháp;\nChương I\nNHỮNG QUY ĐỊNH CHUNG\nĐiều 1. Phạm vi.\n1. Kế hoạch phát triển.\n"
    * 3,
    "tờ trình": HEAD.format("TTr") + "TỜ TRÌNH\nVề việc bổ sung kinh phí thực hiện kế hoạch\nI. SỰ CẦN THIẾT\n1. Nội dung.\n" + END,
    "dự toán": "PHÒNG TÀI CHÍNH\nDỰ TOÁN CHI NGÂN SÁCH THEO KẾ HOẠCH NĂM 2027\nTT\tNội dung\tDự toán\tThực hiện\tTỷ lệ\n"
    + "\n".join(f"{i}\tChi thường xuyên {i}\t{i}.000.000\t{i}50.000\t{i}%" for i in range(1, 50)),
}
ENGLISH = (
    "PEOPLE'S COMMITTEE OF AN HÒA\nPLAN\nControl of administrative procedures in 2027\nI. PURPOSE\n1. To improve the quality of public services.\n"
    "II. TASKS\n1. Publish the list of procedures in every office and on the portal of the commune.\nLead: Office of the Committee. Time: March 2027.\n"
)
NO_MARKS = (
    "UY BAN NHAN DAN XA AN HOA\nKE HOACH\nKiem soat thu tuc hanh chinh nam 2027\nI. MUC DICH\nII. NOI DUNG\n1. Niem yet cong khai.\n" * 3
)


@pytest.mark.parametrize("kind", OTHERS)
def test_another_document_is_refused_by_its_own_name(kind):
    with pytest.raises(NotAPlan) as error:
        read(from_text(OTHERS[kind]))
    assert str(error.value).startswith(f"Văn bản này là {kind}, không phải kế hoạch: ")
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [ENGLISH, NO_MARKS])
def test_a_plan_that_is_not_in_vietnamese_letters_is_refused(text):
    with pytest.raises(NotAPlan, match="tiếng Việt có dấu"):
        read(from_text(text))


def test_a_sheet_of_amounts_hands_out_no_work():
    rows = [("TT", "Nội dung", "Kế hoạch vốn", "Thực hiện", "Tỷ lệ")]
    rows += [(str(i), f"Công trình số {i}", f"{i}.000.000", f"{i}00.000", f"{i},5%") for i in range(1, 200)]
    blocks = [Block(0, "paragraph", "KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2027"), *(Block(0, "row", cells=row, table=1) for row in rows)]
    with pytest.raises(NotAPlan):
        read(joined(blocks))


CARRIED = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\n(Ban hành kèm theo Quyết định số 45/QĐ-UBND)\n" + WORK


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format("QĐ-UBND")
        + "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2027\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch "
        + "kiểm soát thủ tục hành chính năm 2027.\nĐiều 2. Hiệu lực.\n"
        + END
        + CARRIED,
        HEAD.format("TB-UBND") + "THÔNG BÁO\nVề kế hoạch kiểm soát thủ tục hành chính\n" + CARRIED + END,
        HEAD.format("KH-UBND") + CARRIED + END,
        HEAD.format("KH-UBND") + "DỰ THẢO KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\n" + WORK + END,
        HEAD.format("KH-UBND") + "KẾ HOẠCH KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2027\n" + WORK + END,
        HEAD.format("KH-UBND") + "**Kế hoạch kiểm soát thủ tục hành chính năm 2027**\n" + WORK + END,
        PLAN.format(more="- Báo cáo kết quả thực hiện."),
    ],
    ids=["decision", "notice", "plain", "draft", "one line", "bold", "short"],
)
def test_a_plan_is_a_plan_whatever_carries_it(text):
    draft = read(from_text(text))
    assert draft.tasks[0].lead[0].startswith("Văn phòng")
    assert draft.head.year == 2027
    assert "thủ tục hành chính" in draft.head.title.lower()


def test_a_title_without_work_is_no_plan():
    with pytest.raises(BadInput, match="nhiệm vụ"):
        read(from_text("KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2027\nI. MỤC ĐÍCH\n1. Nâng cao chất lượng.\n"))


def test_an_office_named_after_a_program_is_no_other_kind_of_document():
    head = (
        "UBND TỈNH YÊN LẠC ⏎ BAN CHỈ ĐẠO CÁC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ⏎ Độc lập - Tự do - Hạnh phúc\n"
        "CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA ⏎ Số: 04/KH-BCĐ | Yên Lạc, ngày 25 tháng 02 năm 2026\n\n"
    )
    read(from_text(head + "KẾ HOẠCH\nKiểm tra công vụ năm 2026\n" + WORK + END))
    with pytest.raises(NotAPlan, match="báo cáo"):
        read(from_text(head + "BÁO CÁO\nKết quả thực hiện Kế hoạch kiểm tra công vụ năm 2026\n" + WORK + END))
