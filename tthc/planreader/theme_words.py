"""The words by which the eight sections are told apart: what a heading or sentence speaks of, and what it only mentions."""

from __future__ import annotations

import re

from tthc.kernel.sections import Section

_TTHC = r"(?:tthc|thủ tục)"
_CHECKED_PAPERS = r"(?! (?:hồ sơ|tính|thành phần|thông tin|chuyên ngành|sự))"
# What the plan as a whole is about: it names no section, and what follows it in the same breath says no more.
_GENERAL = rf"(?:kiểm soát|cải cách)(?: (?:việc thực hiện|các|hoạt động))*(?: {_TTHC}| hành chính)"
_STRONG: tuple[tuple[Section | None, str], ...] = (
    (Section.NEW_RURAL, r"nông thôn mới|\bntm\b|(?:chuẩn )?tiếp cận pháp luật|đô thị văn minh"),
    (
        Section.FEEDBACK,
        (
            r"(?:công khai )?(?:kết quả )?(?:trả lời |xử lý |giải quyết )?(?:các )?phản ánh,?(?: và)? kiến nghị|pakn|đường dây nóng"
            r"|kiến nghị của (?:cá nhân|tổ chức|người dân)|góp ý của (?:cá nhân|tổ chức|người dân)|hộp thư góp ý|khiếu nại"
        ),
    ),
    (
        Section.COMMUNICATION,
        (
            r"(?:thông tin,? )?tuyên truyền|truyền thông(?! xã hội)|phổ biến|tin,? bài|phóng sự|chuyên mục|chuyên trang|bản tin"
            r"|cuộc thi|hội thi|tờ rơi|tờ gấp|đăng tải (?:tin|bài|nội dung|kế hoạch|thông tin)|pa ?nô|áp phích|phát thanh|quảng bá"
        ),
    ),
    # To follow and to press on is to direct, whatever is looked at on the way.
    (Section.DIRECTION, r"theo dõi,?(?: và)?(?: kiểm tra,?)?(?: và)? đôn đốc|đôn đốc,?(?: và)? kiểm tra|kiểm tra,? đôn đốc"),
    (
        Section.INSPECTION,
        (rf"(?:tự )?kiểm tra{_CHECKED_PAPERS}|thanh tra|hậu kiểm|phúc tra|giám sát việc|giám sát,? đánh giá việc"),
    ),
    (
        Section.PUBLICATION,
        (
            rf"rà soát,?(?: và)?(?: cập nhật,?)?(?: chuẩn hóa,?)? (?:công bố|công khai|niêm yết)|công bố|công khai"
            rf"(?! kết quả (?:trả lời|xử lý)|,? minh bạch|,? các trường hợp)|niêm yết|cơ sở dữ liệu quốc gia|csdlqg|csdl quốc gia"
            rf"|quy trình nội bộ|mã qr"
            rf"|(?:chuẩn hóa|cập nhật)(?: các)? (?:bộ |danh mục )?(?:{_TTHC}|dữ liệu)|danh mục {_TTHC}(?! .{{0,60}}rà soát)"
        ),
    ),
    (
        Section.REVIEW,
        (
            rf"rà soát(?:,|\s|\w){{0,45}}?(?:{_TTHC}|quy định|văn bản)|đơn giản hóa|cắt giảm(?:(?!thời gian)[^.;]){{0,30}}(?:{_TTHC}"
            rf"|quy định|chi phí|thành phần)|đánh giá tác động|văn bản quy phạm|vbqppl|chi phí tuân thủ|góp ý(?: \S+){{0,3}}"
            rf" (?:{_TTHC}|dự thảo|quy định)|kiểm soát (?:chất lượng |các )?quy định|(?:thẩm định|dự thảo)(?: \S+){{0,6}} (?:văn bản"
            rf"|nghị quyết|quyết định)"
            rf"|rút ngắn(?: \S+){{0,6}}? thời (?:gian|hạn) giải quyết|(?:kế hoạch|kết quả|công tác) rà soát"
            rf"|sáng kiến(?: \S+){{0,4}} {_TTHC}|tái cấu trúc (?:quy trình )?{_TTHC}"
        ),
    ),
    (
        Section.ONE_STOP,
        (
            r"một cửa|liên thông|tiếp nhận(?:,| và)?(?: (?:giải quyết|hồ sơ|trả|số hóa))|trả kết quả|số hóa|dịch vụ công|hành chính công"
            rf"|nâng cao (?:\S+ ){{0,4}}giải quyết (?:{_TTHC}|hồ sơ)|(?:giải quyết|xử lý|cải cách việc giải quyết)(?: các)?"
            rf" (?:{_TTHC}|hồ sơ)|mức độ hài lòng|đánh giá chất lượng|thanh toán|chứng thực|bưu chính|môi trường điện tử"
            rf"|thời gian chờ|nghĩa vụ tài chính"
            r"|lưu động|trợ lý ảo|(?:điểm|tổ|đội) hỗ trợ|công nghệ số cộng đồng|(?<!điều động, )luân chuyển|hồ sơ trực tuyến|quá hạn"
            r"|trễ hạn|xin lỗi|phi địa giới|kho dữ liệu điện tử|chữ ký số|ký số"
        ),
    ),
    (
        Section.DIRECTION,
        (
            r"(?<!theo )(?<!ban )chỉ đạo(?! của|, tổ chức kiểm tra)|(?<!mức )(?<!hệ thống )điều hành|đôn đốc|tập huấn|bồi dưỡng"
            r"|đào tạo|kinh phí|dự toán"
            r"|cơ sở vật chất|thi đua|khen thưởng|giao ban|hội nghị triển khai|(?:công chức|cán bộ) đầu mối|kỷ luật,? kỷ cương"
            r"|chế độ (?:thông tin,? )?báo cáo|phân công nhiệm vụ"
        ),
    ),
    (None, _GENERAL),
)
# Said of a desk or a document on the way; enough only where nothing stronger is said.
_WEAK: tuple[tuple[Section, str], ...] = (
    (
        Section.ONE_STOP,
        (
            r"hồ sơ|bộ phận (?:một cửa|tiếp nhận|1 cửa)|trực tuyến|giấy tờ|không phải cung cấp lại|quầy|trung tâm phục vụ"
            rf"|giải quyết {_TTHC}"
        ),
    ),
    (Section.COMMUNICATION, r"truyền thanh|trang thông tin|đưa tin|vận động"),
    (Section.REVIEW, rf"phương án|{_TTHC}(?: \S+){{0,4}} rà soát"),
    (Section.FEEDBACK, r"đối thoại với (?:các )?(?:người dân|doanh nghiệp|tổ chức|công dân|nhân dân)"),
    (Section.DIRECTION, r"kế hoạch|báo cáo|chương trình|đề án|phân công|sơ kết|tổng kết"),
)
# Names of desks, media and teams say who works or where, not what is done.
_NAMES = re.compile(
    r"(?:tại |của |thuộc |đến )?(?:các )?(?:bộ phận (?:tiếp nhận(?: hồ sơ)? và trả kết quả|một cửa|tn&tkq|1 cửa)"
    r"|trung tâm (?:phục vụ )?hành chính công|thanh tra (?:sở|huyện|tỉnh|thành phố|bộ|nhà nước)"
    r"|(?:phòng|sở|bộ) (?:văn hóa[^,;.]{0,12})?thông tin(?: và|,)? truyền thông|trạm truyền thanh|ban chỉ đạo|tổ công tác"
    r"|theo quy trình nội bộ|theo kế hoạch kiểm tra)"
)
Pattern = tuple[Section | None, re.Pattern[str]]
STRONG: tuple[Pattern, ...] = tuple((section, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for section, words in _STRONG)
WEAK: tuple[Pattern, ...] = tuple((section, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for section, words in _WEAK)


def without_names(words: str) -> str:
    """The words with the names of desks blanked, keeping their length."""
    return _NAMES.sub(lambda match: "_" * len(match.group()), words)
