"""Plain values of papers printed of register rows; invented, in the words of a ward."""

from __future__ import annotations

from datetime import date

from tthc.core.registers.actions import documents as actions
from tthc.core.registers.queries import documents as queries
from tthc.core.registers.rules.documents import Office, Printing

OFFICE = Office(
    name="Ủy ban nhân dân phường Trung Lương",
    superior="UBND thị xã Hồng Lĩnh",
    place="Trung Lương",
    symbol="UBND",
    public_address="https://trungluong.example/thu-tuc",
    feedback_contact="Văn phòng UBND phường Trung Lương; điện thoại 0239 000 0000; thư điện tử phananh@trungluong.example",
)
FIELDS = ("Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Đất đai", "Thi đua, khen thưởng")
NAMES = (
    "Thủ tục đăng ký khai sinh",
    "Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp hoặc chứng nhận",
    "Thủ tục xác nhận tình trạng hôn nhân",
    "Thủ tục hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
    "Hòa giải tranh chấp đất đai",
)


def printing(**changes):
    return Printing(**({"office": OFFICE, "today": date(2024, 8, 15), "year": 2024, "is_masked": False} | changes))


def procedure(number=1, **changes):
    made = {
        "code": f"1.{4872 + number:06}",
        "name": NAMES[(number - 1) % len(NAMES)],
        "field": FIELDS[(number - 1) % len(FIELDS)],
        "level": "Cấp xã",
        "time_limit": "05 ngày làm việc",
        "fee": "Không thu phí",
        "online": "Toàn trình",
        "parts": [
            {
                "title": "Trình tự thực hiện",
                "text": "Bước 1. Người yêu cầu nộp hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả.\n"
                "Bước 2. Công chức kiểm tra hồ sơ, lập giấy tiếp nhận và hẹn trả kết quả.\n"
                "Bước 3. Người yêu cầu nhận kết quả theo giấy hẹn.",
            },
            {"title": "Cách thức thực hiện", "text": "Trực tiếp, qua bưu chính công ích hoặc trực tuyến trên Cổng Dịch vụ công quốc gia."},
            {
                "title": "Thành phần hồ sơ",
                "text": "Tờ khai theo mẫu.\nGiấy chứng sinh (bản chính).\nGiấy tờ tùy thân của người yêu cầu (xuất trình).",
            },
            {"title": "Số lượng hồ sơ", "text": "01 bộ."},
            {"title": "Cơ quan thực hiện", "text": "Ủy ban nhân dân phường Trung Lương."},
            {"title": "Căn cứ pháp lý", "text": "Luật Hộ tịch số 60/2014/QH13; Nghị định số 123/2015/NĐ-CP ngày 15/11/2015."},
        ],
        "decision": "Quyết định số 1027/QĐ-UBND ngày 05/01/2024 của Chủ tịch UBND tỉnh",
        "effective_on": "2024-01-20",
        "link": "",
    }
    return made | changes


def late(**changes):
    made = {
        "applicant": "Ông Nguyễn Văn Mẫu",
        "dossier": "H27.115-240701-0012",
        "procedure": "Thủ tục xác nhận tình trạng hôn nhân",
        "received_on": "2024-07-01",
        "due_on": "2024-07-08",
        "new_due_on": "2024-07-19",
        "reason": "chờ văn bản trả lời của cơ quan đăng ký hộ tịch nơi cư trú trước đây",
    }
    return made | changes


FEEDBACK_COLUMNS = [
    ("TT", "center", 4),
    ("Ngày tiếp nhận", "center", 8),
    ("Họ tên, địa chỉ, điện thoại", "left", 16),
    ("Nội dung phản ánh, kiến nghị", "left", 26),
    ("Loại", "left", 9),
    ("Đơn vị xử lý", "left", 11),
    ("Hạn xử lý", "center", 8),
    ("Kết quả xử lý", "left", 16),
    ("Ngày công khai", "center", 8),
]


def feedback_rows(count):
    return [
        [
            str(number),
            f"{number % 28 + 1:02}/{number % 12 + 1:02}/2024",
            f"Nguyễn Thị Dòng {number}; tổ dân phố {number % 9 + 1}; 0900 000 {number:03}",
            "Phản ánh việc hướng dẫn hồ sơ nhiều lần, yêu cầu bổ sung giấy tờ không có trong thủ tục đã niêm yết",
            "Hành vi hành chính",
            "Bộ phận Tiếp nhận và Trả kết quả",
            "30/08/2024",
            "Đã trả lời bằng Công văn số 12/UBND-VP ngày 20/08/2024",
            "22/08/2024",
        ]
        for number in range(1, count + 1)
    ]


def asked_paper(session, actor, book, row_id, *, today, now):
    """The printed book of one row, asked for and not printed yet."""
    (kind,) = (one for one in queries.documents_of(book) if one.template == "book")
    return actions.ask_document(session, actor, book, kind, queries.asked([row_id]), today=today, now=now)
