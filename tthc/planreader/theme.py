"""Which of the eight sections a task belongs to, by the words of the task and of the heading above it."""

from __future__ import annotations

import re

from tthc.kernel.sections import Section
from tthc.planreader.wording import low

# Stronger words first inside a section; a section's own words weigh more than the desk that does the work.
_WORDS: tuple[tuple[Section, int, str], ...] = (
    (Section.NEW_RURAL, 6, r"nông thôn mới|ntm\b|chuẩn tiếp cận pháp luật|đô thị văn minh"),
    (Section.FEEDBACK, 6, r"phản ánh,? kiến nghị|pakn|kiến nghị của (?:cá nhân|tổ chức|người dân)|đường dây nóng|góp ý của người dân"),
    (
        Section.COMMUNICATION,
        5,
        r"tuyên truyền|truyền thông|phổ biến|tin,? bài|phóng sự|chuyên mục|bản tin|cuộc thi|tờ rơi|pano|trạm truyền thanh",
    ),
    (
        Section.INSPECTION,
        5,
        (
            r"(?:tự |công tác |đoàn |kế hoạch |tổ chức )kiểm tra|^kiểm tra|thanh tra|kết luận kiểm tra|hậu kiểm"
            r"|kiểm tra(?:,| việc| công tác"
            r"| đột xuất| định kỳ)"
        ),
    ),
    (
        Section.REVIEW,
        5,
        (
            r"rà soát|đơn giản hóa|cắt giảm|đánh giá tác động|văn bản quy phạm pháp luật|dự thảo|phương án|chi phí tuân thủ"
            r"|góp ý (?:các )?(?:tthc|thủ tục)"
        ),
    ),
    (
        Section.PUBLICATION,
        5,
        (
            r"công bố|công khai|niêm yết|cơ sở dữ liệu quốc gia|csdlqg|danh mục (?:tthc|thủ tục)|quy trình nội bộ|cập nhật(?:,"
            r"| và) (?:đăng tải|niêm yết)|mã qr"
        ),
    ),
    (
        Section.ONE_STOP,
        4,
        (
            r"một cửa|liên thông|tiếp nhận(?:,| và)? (?:hồ sơ|giải quyết|trả)|trả kết quả|giải quyết (?:tthc|thủ tục|hồ sơ)|số hóa"
            r"|trực tuyến|dịch vụ công|hồ sơ|mức độ hài lòng"
            r"|luân chuyển|thanh toán|chứng thực|bưu chính|môi trường điện tử|thời gian chờ|nghĩa vụ tài chính"
        ),
    ),
    (
        Section.DIRECTION,
        3,
        (
            r"ban hành (?:các )?kế hoạch|xây dựng (?:các )?kế hoạch|chỉ đạo|điều hành|tập huấn|bồi dưỡng|kinh phí|cơ sở vật chất|báo cáo"
            r"|giao ban|đôn đốc|sơ kết|tổng kết|thi đua"
            r"|chương trình|đề án"
        ),
    ),
)
_PATTERNS = tuple((section, weight, re.compile(words)) for section, weight, words in _WORDS)
_OPENING_WORDS = 90


def guess(text: str, *headings: str) -> tuple[Section, str]:
    """The section with the strongest words, and the reason shown on the check page."""
    weights: dict[Section, float] = {}
    reasons: dict[Section, str] = {}
    for source, factor in ((text, 1.0), *((heading, 1.5) for heading in headings if heading)):
        words = low(source)
        for section, weight, pattern in _PATTERNS:
            for match in {m.group(): m for m in pattern.finditer(words)}.values():
                at_head = 1.5 if match.start() < _OPENING_WORDS else 1.0
                weights[section] = weights.get(section, 0) + weight * factor * at_head
                reasons.setdefault(section, source[match.start() : match.end()])
    if not weights:
        return Section.DIRECTION, "Không có từ ngữ của nhóm nào; xếp vào nhóm chung"
    best = max(weights, key=lambda section: weights[section])
    return best, f"Có cụm từ “{reasons[best].strip()}”"
