"""The cases of the ward's feedback, as they were told; every name, address and telephone is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tthc.core.feedback.rules.words import FeedbackClass, Outcome, Refusal, Subject

JUSTICE, CULTURE, DESK = "tu phap", "van hoa", "bo phan tiep nhan"


@dataclass(frozen=True)
class Case:
    """One piece of feedback and what became of it; a day that is missing is a step nobody took yet."""

    received_on: date
    channel: str
    sender: tuple[str, str, str]  # name, address, telephone; invented
    content: str
    classed: FeedbackClass = FeedbackClass.CONDUCT
    subject: Subject = Subject.CONDUCT
    classified_on: date | None = None
    unit: str = DESK
    office: str = ""
    told: tuple[tuple[date, str], ...] = ()
    extended: tuple[date, date, str] | None = None  # on, until, why
    answer: tuple[date, Outcome, str] | None = None
    is_resolved: bool = True
    published: tuple[date, str, str] | None = None
    is_archived: bool = False
    refusal: Refusal | None = None
    follows: int | None = None  # the number of the one that says the same
    satisfaction: str = ""


_C, _O = FeedbackClass, Outcome
CASES: tuple[Case, ...] = (
    Case(
        date(2024, 1, 22),
        "in_person",
        ("Nguyễn Văn Thuận", "Tổ dân phố Tuần Cầu", "0914 000 101"),
        "Bộ phận Tiếp nhận và Trả kết quả hẹn trả giấy xác nhận tình trạng hôn nhân ngày 15/01 nhưng đến ngày 19/01 vẫn chưa có.",
        classified_on=date(2024, 1, 23),
        unit=JUSTICE,
        answer=(date(2024, 1, 30), _O.SET_RIGHT, "Kết quả đã trả ngày 24/01/2024. Bộ phận chuyên môn đã rút kinh nghiệm về việc hẹn trả."),
        published=(date(2024, 2, 1), "Giấy xác nhận tình trạng hôn nhân trả chậm so với ngày hẹn.", "Đã trả kết quả và rút kinh nghiệm."),
        is_archived=True,
        satisfaction="yes",
    ),
    Case(
        date(2024, 2, 19),
        "phone",
        ("Trần Thị Lài", "Tổ dân phố La Giang", "0914 000 102"),
        "Bảng niêm yết thủ tục hộ tịch tại trụ sở còn mức lệ phí cũ, khác với mức cán bộ thu.",
        classified_on=date(2024, 2, 20),
        answer=(date(2024, 2, 27), _O.SET_RIGHT, "Đã thay bảng niêm yết theo quyết định công bố mới, mức thu đúng quy định."),
        published=(date(2024, 2, 28), "Bảng niêm yết ghi mức lệ phí cũ.", "Đã thay bảng niêm yết theo quyết định công bố mới."),
        is_archived=True,
        satisfaction="very",
    ),
    Case(
        date(2024, 3, 5),
        "post",
        ("Phan Đình Khôi", "Tổ dân phố Tân Miếu", "0914 000 103"),
        "Đề nghị bỏ yêu cầu nộp bản sao giấy khai sinh khi làm thủ tục bảo trợ xã hội vì dữ liệu đã có trên hệ thống.",
        classed=_C.RULE_OUTSIDE,
        subject=Subject.IMPRACTICAL,
        classified_on=date(2024, 3, 8),
        office="Sở Lao động - Thương binh và Xã hội",
        is_archived=True,
    ),
    Case(
        date(2024, 3, 18),
        "in_person",
        ("Lê Thị Nhàn", "Tổ dân phố Phúc Sơn", "0914 000 104"),
        "Không đồng ý với quyết định xử phạt vi phạm hành chính về xây dựng, đề nghị hủy quyết định.",
        refusal=Refusal.COMPLAINT,
        is_archived=True,
    ),
    Case(
        date(2024, 4, 8),
        "portal",
        ("Hồ Sỹ Quang", "Tổ dân phố Hầu Đền", "0914 000 105"),
        "Hồ sơ cấp bản sao trích lục khai sinh nộp trực tuyến từ ngày 29/3 không được tiếp nhận, không có thông báo.",
        classified_on=date(2024, 4, 9),
        unit=JUSTICE,
        told=((date(2024, 4, 15), "Đã kiểm tra hệ thống, hồ sơ nằm ở mục chờ do lỗi đồng bộ."),),
        answer=(date(2024, 4, 22), _O.SET_RIGHT, "Hồ sơ đã được tiếp nhận và trả kết quả ngày 17/4/2024; lỗi đồng bộ đã được khắc phục."),
        published=(date(2024, 4, 23), "Hồ sơ trực tuyến không được tiếp nhận.", "Hồ sơ đã được giải quyết, lỗi đồng bộ đã khắc phục."),
        is_archived=True,
        satisfaction="yes",
    ),
    Case(
        date(2024, 5, 6),
        "phone",
        ("Đinh Thị Soa", "Tổ dân phố Tuần Cầu", "0914 000 106"),
        "Công chức văn hóa - xã hội yêu cầu bổ sung giấy tờ ba lần đối với hồ sơ trợ cấp người cao tuổi.",
        classified_on=date(2024, 5, 10),
        unit=CULTURE,
        told=(
            (date(2024, 5, 17), "Đang xác minh hồ sơ và các lần yêu cầu bổ sung."),
            (date(2024, 5, 24), "Đã làm việc với công chức tiếp nhận."),
        ),
        answer=(
            date(2024, 6, 4),
            _O.SET_RIGHT,
            "Việc yêu cầu bổ sung nhiều lần là không đúng quy định, đã chấn chỉnh. Trợ cấp chi trả từ tháng 6/2024.",
        ),
        published=(
            date(2024, 6, 6),
            "Yêu cầu bổ sung giấy tờ nhiều lần với hồ sơ trợ cấp.",
            "Đã chấn chỉnh; trợ cấp chi trả từ tháng 6/2024.",
        ),
        is_archived=True,
        satisfaction="no",
    ),
    Case(
        date(2024, 5, 20),
        "email",
        ("Võ Minh Tâm", "Tổ dân phố La Giang", "0914 000 107"),
        "Đề nghị cho phép nộp bản điện tử thay bản giấy khi xác nhận hồ sơ vay vốn giải quyết việc làm.",
        classed=_C.RULE,
        subject=Subject.INITIATIVE,
        classified_on=date(2024, 5, 22),
        unit=CULTURE,
        extended=(date(2024, 6, 5), date(2024, 6, 28), "Cần lấy ý kiến Ngân hàng Chính sách xã hội thị xã."),
        told=((date(2024, 5, 29), "Đang lấy ý kiến cơ quan phối hợp."),),
        answer=(date(2024, 6, 25), _O.PROPOSED, "Kiến nghị có cơ sở; phường đã có văn bản kiến nghị UBND thị xã xem xét áp dụng."),
        is_resolved=False,
        published=(date(2024, 6, 27), "Kiến nghị nhận bản điện tử khi xác nhận hồ sơ vay vốn.", "Đã kiến nghị UBND thị xã xem xét."),
    ),
    Case(
        date(2024, 6, 10),
        "in_person",
        ("Nguyễn Thị Cầm", "Tổ dân phố Tân Miếu", "0914 000 108"),
        "Ghế chờ tại Bộ phận Tiếp nhận và Trả kết quả bị hỏng, không có quạt, người già chờ lâu ngày thứ Hai.",
        classified_on=date(2024, 6, 12),
        answer=(date(2024, 6, 20), _O.SET_RIGHT, "Đã thay ghế, lắp thêm quạt và bố trí thêm người tiếp nhận vào thứ Hai."),
        published=(
            date(2024, 6, 21),
            "Ghế chờ hỏng, thiếu quạt, chờ lâu ngày thứ Hai.",
            "Đã thay ghế, lắp quạt, thêm người tiếp nhận thứ Hai.",
        ),
        is_archived=True,
        satisfaction="very",
    ),
    Case(
        date(2024, 7, 1),
        "survey",
        ("", "", ""),
        "Đề nghị niêm yết thêm mã QR để tra cứu thủ tục tại nhà văn hóa các tổ dân phố.",
        classed=_C.RULE,
        subject=Subject.SOLUTION,
        classified_on=date(2024, 7, 3),
        answer=(
            date(2024, 7, 18),
            _O.EXPLAINED,
            "Phường sẽ in mã QR theo từng lĩnh vực và treo tại nhà văn hóa các tổ dân phố trong tháng 9/2024.",
        ),
        is_resolved=False,
        published=(date(2024, 7, 19), "Đề nghị treo mã QR tại nhà văn hóa.", "Sẽ treo trong tháng 9/2024."),
    ),
    Case(
        date(2024, 7, 8),
        "post",
        ("Bùi Văn Hợi", "Tổ dân phố Phúc Sơn", "0914 000 109"),
        "Tố cáo công chức địa chính nhận tiền ngoài quy định.",
        refusal=Refusal.DENUNCIATION,
    ),
    Case(
        date(2024, 7, 15),
        "phone",
        ("Trương Thị Xuân", "Tổ dân phố Hầu Đền", "0914 000 110"),
        "Thủ tục chứng thực bản sao phải chờ hơn 60 phút vào sáng thứ Hai, chỉ có một người làm.",
        classified_on=date(2024, 7, 17),
        unit=JUSTICE,
        told=((date(2024, 7, 24), "Đang rà soát phân công trực tại bộ phận."),),
    ),
    Case(
        date(2024, 7, 29),
        "in_person",
        ("Phạm Văn Đoài", "Tổ dân phố Tuần Cầu", "0914 000 111"),
        "Sáng thứ Hai chờ hơn 60 phút mới được chứng thực bản sao vì chỉ có một người làm thủ tục.",
        follows=11,
    ),
    Case(
        date(2024, 8, 5),
        "email",
        ("Lương Thị Hiền", "Tổ dân phố La Giang", "0914 000 112"),
        "Mức phí chứng thực thu cao hơn mức niêm yết khi chứng thực nhiều trang.",
        classified_on=date(2024, 8, 7),
        answer=(
            date(2024, 8, 14),
            _O.EXPLAINED,
            "Phí tính theo trang, từ trang thứ ba mức thu khác hai trang đầu; bảng niêm yết đã ghi rõ thêm.",
        ),
    ),
    Case(
        date(2024, 8, 6),
        "portal",
        ("Hoàng Đức Nam", "Tổ dân phố Tân Miếu", "0914 000 113"),
        "Không đăng ký được lịch hẹn trực tuyến làm thủ tục đăng ký kết hôn.",
        classified_on=date(2024, 8, 7),
        unit=JUSTICE,
        told=((date(2024, 8, 13), "Đã báo đơn vị quản lý hệ thống."),),
    ),
    Case(
        date(2024, 8, 9),
        "phone",
        ("Cao Thị Lịch", "Tổ dân phố Phúc Sơn", "0914 000 114"),
        "Giấy hẹn trả kết quả không ghi ngày, phải đi lại nhiều lần để hỏi.",
    ),
    Case(
        date(2024, 8, 14),
        "in_person",
        ("Ngô Quang Diệu", "Tổ dân phố Hầu Đền", "0914 000 115"),
        "Đề nghị hướng dẫn rõ thành phần hồ sơ đăng ký hộ kinh doanh, mỗi lần đến được hướng dẫn một khác.",
        classified_on=date(2024, 8, 15),
        unit=CULTURE,
    ),
)
