"""The eight sections: every task of seven plans, and headings met nowhere in them, against what a person would choose."""

import pytest

from tests.plans.readings import draft_of
from tthc.kernel.sections import Section
from tthc.planreader.theme import Place, guess

LETTERS = {
    "D": Section.DIRECTION,
    "P": Section.PUBLICATION,
    "O": Section.ONE_STOP,
    "F": Section.FEEDBACK,
    "C": Section.COMMUNICATION,
    "N": Section.NEW_RURAL,
    "R": Section.REVIEW,
    "I": Section.INSPECTION,
}
# Reading order, one letter a task; "D|I" where two persons might well differ. Tasks, then duties of the organisation part.
PLANS = {
    "seed-000": ("D R P P P O O F C N", "D D D D D"),
    "seed-001": ("I", "I I I|D I I I I I I I|D D|I"),
    "seed-002": ("D D R R R P R|P I F F C C D D O O O O C O O P O D|O D|O", "D D D|O C D"),
    "seed-003": ("O O O O O O O O O|R O D D", "D O O|D O D|O D C"),
    "06-lao-cai-cong-nghiep-de-an-08": (
        "D D D|I D D D D D D D D D D D D D D D D D D C|D D D D D D R|D|O D D D D D D D D D D D I D|I D D",
        "D D D D D I",
    ),
    "11-viet-kstthc-huyen-2025": ("D D R R P P O O O F I D", "D D D"),
    "14-viet-tuyen-truyen-cchc-so-2023": ("C C C C C D|C C|F C C C|D", "D|C D C"),
}

# Group heading, task, section: written for this test, in the words of other provinces and years.
INVENTED = [
    ("Công tác chỉ đạo, điều hành", "Kiện toàn đội ngũ cán bộ đầu mối kiểm soát TTHC của phường", "D"),
    ("Chỉ đạo, đôn đốc việc thực hiện cơ chế một cửa", "Họp giao ban với Trung tâm Phục vụ hành chính công", "D"),
    ("Tham mưu, chỉ đạo", "Ban hành Kế hoạch truyền thông về cải cách TTHC năm 2026", "D"),
    ("Kiểm soát quy định TTHC trong dự thảo văn bản QPPL", "Tổ chức đánh giá tác động TTHC", "R"),
    ("Kiểm soát chất lượng quy định TTHC", "Lấy ý kiến Sở Tư pháp trước khi trình ban hành nghị quyết", "R"),
    ("Rà soát, đơn giản hóa TTHC", "Xây dựng phương án tái cấu trúc quy trình", "R"),
    ("Công tác rà soát", "Gửi kết quả về Sở Tư pháp", "R"),
    ("Cắt giảm, đơn giản hóa TTHC liên quan đến sản xuất, kinh doanh", "Thống kê chi phí tuân thủ", "R"),
    ("Công bố, công khai TTHC", "Trình Chủ tịch UBND tỉnh danh mục TTHC", "P"),
    ("Công khai, niêm yết TTHC tại xã", "Kiểm tra, thay mới bảng niêm yết", "P"),
    ("Nhập, đăng tải dữ liệu TTHC vào Cơ sở dữ liệu quốc gia", "Đối chiếu dữ liệu hằng tháng", "P"),
    ("Xây dựng quy trình nội bộ, quy trình điện tử", "Trình phê duyệt trong 05 ngày làm việc", "P"),
    ("Thực hiện cơ chế một cửa, một cửa liên thông", "Bố trí công chức trực tại Trung tâm Phục vụ hành chính công", "O"),
    ("Giải quyết TTHC trên môi trường điện tử", "Hỗ trợ người dân tạo tài khoản định danh", "O"),
    ("Nâng cao chất lượng tiếp nhận, giải quyết TTHC", "Giảm thời gian đi lại của người dân", "O"),
    ("Số hóa hồ sơ, kết quả giải quyết TTHC", "Trang bị máy quét cho các quầy", "O"),
    ("Cung cấp dịch vụ công trực tuyến toàn trình", "Hướng dẫn người dân nộp phí qua mạng", "O"),
    ("Đánh giá mức độ hài lòng của người dân", "Phát phiếu khảo sát hằng quý", "O"),
    ("Tiếp nhận, xử lý phản ánh, kiến nghị", "Bố trí hộp thư tại trụ sở", "F"),
    ("Xử lý PAKN về quy định hành chính", "Trả lời trong 15 ngày làm việc", "F"),
    ("Thông tin, tuyên truyền", "Xây dựng video hướng dẫn nộp hồ sơ trực tuyến", "C"),
    ("Công tác truyền thông về kiểm soát TTHC", "Tổ chức hội nghị phổ biến Nghị định số 118/2025/NĐ-CP", "C"),
    ("Xây dựng nông thôn mới", "Đánh giá tiêu chí số 18 về tiếp cận pháp luật", "N"),
    ("Kiểm tra việc thực hiện TTHC", "Thành lập đoàn, thông báo lịch làm việc", "I"),
    ("Kiểm tra, tự kiểm tra", "Báo cáo khắc phục tồn tại sau kết luận", "I"),
    ("Kiểm tra việc công khai TTHC và tiếp nhận hồ sơ tại thôn", "Kiểm tra đột xuất 03 đơn vị", "I"),
    ("Nhiệm vụ khác", "Tập huấn nghiệp vụ cho công chức mới tuyển dụng", "D"),
    ("Công tác khác", "Tham gia Cuộc thi tìm hiểu về chuyển đổi số", "C"),
    ("Nội dung khác", "Bố trí kinh phí mua sắm trang thiết bị cho Bộ phận Một cửa", "D"),
    ("Chế độ thông tin, báo cáo", "Tổng hợp số liệu trên Hệ thống báo cáo Chính phủ", "D"),
    ("", "Tổng hợp, báo cáo công tác kiểm soát TTHC, thực hiện cơ chế một cửa quý, năm", "D"),
    ("", "Báo cáo kết quả rà soát TTHC gửi Sở Tư pháp", "R"),
    ("", "Xây dựng kế hoạch tự kiểm tra năm 2027", "I"),
    ("", "Ban hành kế hoạch kiểm soát thủ tục hành chính năm 2027 của UBND xã", "D"),
    ("", "Niêm yết, đăng tải công khai số điện thoại của Chủ tịch UBND xã và địa chỉ tiếp nhận phản ánh, kiến nghị", "P|F"),
    ("", "Gắn mã QR tra cứu thành phần hồ sơ tại nhà văn hóa thôn", "P"),
    ("", "Thực hiện xin lỗi bằng văn bản khi giải quyết hồ sơ quá hạn", "O"),
    ("", "Trả kết quả qua dịch vụ bưu chính công ích", "O"),
    ("", "Kiểm tra thành phần hồ sơ, tiếp nhận và chuyển xử lý ngay trong ngày", "O"),
    ("", "Tham gia ý kiến đối với dự thảo Quyết định của UBND tỉnh có quy định TTHC", "R"),
    ("", "Duy trì chuyên mục cải cách hành chính trên hệ thống truyền thanh", "C"),
    ("", "Phát động phong trào thi đua, đề xuất sáng kiến cải cách hành chính", "D"),
    ("", "Hậu kiểm việc thực hiện phương án đơn giản hóa sau khi được phê duyệt", "I|R"),
    ("", "Giữ vững tiêu chí tiếp cận pháp luật trong xã nông thôn mới nâng cao", "N"),
    ("", "Tổ chức hội nghị đối thoại với người dân, doanh nghiệp về TTHC", "F|O"),
    ("", "Tích hợp, cập nhật TTHC trên Cơ sở dữ liệu quốc gia về TTHC", "P"),
    ("", "Công khai tiến độ, kết quả giải quyết hồ sơ trên Cổng Dịch vụ công", "P|O"),
    ("", "Theo dõi, kiểm tra, đôn đốc các đơn vị thực hiện Kế hoạch", "D"),
]


def allowed(letters):
    return {LETTERS[letter] for letter in letters.split("|")}


@pytest.mark.parametrize("name", PLANS)
def test_every_task_of_a_plan_is_where_a_person_puts_it(name):
    draft = draft_of(name)
    wrong, total = [], 0
    for tasks, letters in zip((draft.tasks, draft.organisation_tasks), PLANS[name], strict=True):
        for task, answer in zip(tasks, letters.split(), strict=True):
            total += 1
            if task.theme not in allowed(answer):
                wrong.append((task.section, task.text[:70], str(task.theme), answer, task.theme_reason))
    assert len(wrong) <= 0.05 * total, wrong


def test_headings_of_other_plans_are_where_a_person_puts_them():
    read = [(group, text, answer, guess(text, Place((group,) if group else ()))) for group, text, answer in INVENTED]
    wrong = [(group, text, answer, str(found[0]), found[1]) for group, text, answer, found in read if found[0] not in allowed(answer)]
    assert len(INVENTED) >= 40
    assert len(wrong) <= 0.1 * len(INVENTED), wrong


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Tổ chức lấy ý kiến tại nơi giao dịch", Section.ONE_STOP),
        ("Tuyên truyền về nộp hồ sơ tại nhà", Section.COMMUNICATION),
        ("100% quy trình nội bộ được công bố", Section.PUBLICATION),
        ("Tự kiểm tra nghiệp vụ", Section.INSPECTION),
    ],
)
def test_an_appendix_title_holds_unless_the_task_says_otherwise(text, section):
    place = Place(parts=("NỘI DUNG THỰC HIỆN CƠ CHẾ MỘT CỬA, MỘT CỬA LIÊN THÔNG",))
    assert guess(text, place)[0] is section


def test_the_reason_names_the_group_or_the_words():
    assert guess("Xây dựng lịch", Place(("Kiểm tra việc thực hiện TTHC",)))[1] == "Thuộc nhóm “Kiểm tra việc thực hiện TTHC”"
    assert guess("Cập nhật, niêm yết TTHC")[1] == "Có cụm từ “niêm yết”"
