"""Which of the eight sections a task belongs to."""

import pytest

from tthc.kernel.sections import Section
from tthc.planreader.theme import Place, guess


@pytest.mark.parametrize(
    ("text", "heading", "section"),
    [
        ("Ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2027", "", Section.DIRECTION),
        ("Tập huấn nghiệp vụ cho cán bộ đầu mối", "", Section.DIRECTION),
        ("Niêm yết công khai danh mục TTHC tại trụ sở", "", Section.PUBLICATION),
        ("Xây dựng quy trình nội bộ", "Công bố, công khai thủ tục hành chính", Section.PUBLICATION),
        ("Tiếp nhận hồ sơ và trả kết quả tại Bộ phận Một cửa", "", Section.ONE_STOP),
        ("Số hóa kết quả giải quyết thủ tục hành chính", "", Section.ONE_STOP),
        ("Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính", "", Section.FEEDBACK),
        ("Phân loại và chuyển đơn", "Tiếp nhận, xử lý PAKN", Section.FEEDBACK),
        ("Đẩy mạnh tuyên truyền trên hệ thống truyền thanh", "", Section.COMMUNICATION),
        ("Duy trì tiêu chí tiếp cận pháp luật", "Xây dựng nông thôn mới", Section.NEW_RURAL),
        ("Rà soát, đánh giá, đề xuất phương án đơn giản hóa", "", Section.REVIEW),
        ("Đánh giá tác động của dự thảo văn bản quy phạm pháp luật", "", Section.REVIEW),
        ("Tự kiểm tra việc kiểm soát TTHC", "", Section.INSPECTION),
        ("Việc khác do cấp trên giao", "", Section.DIRECTION),
    ],
)
def test_the_section_follows_the_words(text, heading, section):
    guessed, reason = guess(text, Place((heading,) if heading else ()))
    assert guessed is section
    assert reason
