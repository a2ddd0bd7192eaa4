"""The columns of dossiers and of apologies, and the words they choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tthc.core.registers.rules import UNIT, Column, Kind

DESK_UNIT = replace(UNIT, is_listed=False)  # all of it is the desk's; lists can be narrowed to a unit
LONGEST_CODE = 64  # the structure of dossier codes changed with Circular 03/2025: kept as it is written
LONGEST_FIELD = 300

ONLINE, DIRECT, POSTAL = "online", "direct", "postal"
CHANNELS: Mapping[str, str] = {ONLINE: "Trực tuyến", DIRECT: "Trực tiếp", POSTAL: "Bưu chính công ích"}
# Folded words under which one-stop systems name the ways to file (law: desk, post, national portal, VNeID).
CHANNEL_SPELLINGS: Mapping[str, str] = {
    "bcci": POSTAL,
    "qua bcci": POSTAL,
    "buu chinh": POSTAL,
    "qua buu chinh": POSTAL,
    "dich vu buu chinh": POSTAL,
    "dich vu buu chinh cong ich": POSTAL,
    "nop truc tiep": DIRECT,
    "tai quay": DIRECT,
    "tai bo phan mot cua": DIRECT,
    "nop truc tuyen": ONLINE,
    "qua mang": ONLINE,
    "cong dich vu cong": ONLINE,
    "cong dich vu cong quoc gia": ONLINE,
    "cong dvc quoc gia": ONLINE,
    "vneid": ONLINE,
}
COMMUNE, JOINED = "commune", "joined"
LEVELS: Mapping[str, str] = {COMMUNE: "Cấp xã", "district": "Cấp huyện", "province": "Cấp tỉnh", JOINED: "Liên thông"}
LEVEL_SPELLINGS: Mapping[str, str] = {"xa": COMMUNE, "phuong": COMMUNE, "cap phuong": COMMUNE, "tthc lien thong": JOINED}
GROUP_TITLES: Mapping[str, str] = {
    COMMUNE: "Thủ tục hành chính cấp xã",
    "district": "Thủ tục hành chính cấp huyện",
    "province": "Thủ tục hành chính cấp tỉnh",
    JOINED: "Thủ tục hành chính liên thông",
}
VERY_SATISFIED, SATISFIED, NEUTRAL, DISSATISFIED = "very", "satisfied", "neutral", "dissatisfied"
SATISFACTIONS: Mapping[str, str] = {
    VERY_SATISFIED: "Rất hài lòng",
    SATISFIED: "Hài lòng",
    NEUTRAL: "Bình thường",
    DISSATISFIED: "Không hài lòng",
}

DOSSIER_COLUMNS: tuple[Column, ...] = (
    Column(
        "code",
        "Mã hồ sơ",
        Kind.CODE,
        is_required=True,
        longest=LONGEST_CODE,
        spellings=("mã số hồ sơ", "số hồ sơ", "mã hs", "số biên nhận", "mã biên nhận", "mã hồ sơ tthc"),
    ),
    Column(
        "procedure_code",
        "Mã thủ tục",
        Kind.CODE,
        longest=LONGEST_CODE,
        is_listed=False,
        spellings=("mã tthc", "mã thủ tục hành chính", "mã số tthc", "mã quốc gia"),
    ),
    Column(
        "field",
        "Lĩnh vực",
        longest=LONGEST_FIELD,
        spellings=("lĩnh vực thủ tục", "tên lĩnh vực", "lĩnh vực tthc"),
        hint="Để trống nếu mã thủ tục có trong danh mục: lĩnh vực được lấy theo danh mục.",
    ),
    Column(
        "level",
        "Cấp giải quyết",
        Kind.CHOICE,
        choices=LEVELS,
        is_listed=False,
        is_filter=True,
        spellings=("cấp", "cấp thực hiện", "cấp tthc"),
        choice_spellings=LEVEL_SPELLINGS,
        hint="Để trống: cấp xã.",
    ),
    Column(
        "received_on",
        "Ngày tiếp nhận",
        Kind.DAY,
        is_required=True,
        spellings=("ngày nhận", "ngày nhận hồ sơ", "ngày tiếp nhận hồ sơ", "ngày nộp", "thời gian ngày tiếp nhận", "thời gian tiếp nhận"),
    ),
    Column(
        "due_on",
        "Ngày hẹn trả",
        Kind.DAY,
        spellings=("hạn trả", "ngày hẹn", "hạn giải quyết", "ngày hẹn trả kết quả", "thời gian ngày hẹn trả", "thời hạn giải quyết"),
        hint="Để trống nếu trả ngay trong ngày.",
    ),
    Column(
        "returned_on",
        "Ngày trả kết quả",
        Kind.DAY,
        spellings=("ngày trả", "ngày trả kq", "ngày có kết quả", "ngày có kq", "ngày kết thúc", "thời gian ngày trả kết quả"),
        hint="Để trống nếu đang giải quyết.",
    ),
    Column(
        "channel",
        "Hình thức nộp",
        Kind.CHOICE,
        is_required=True,
        choices=CHANNELS,
        is_filter=True,
        spellings=("hình thức tiếp nhận", "kênh tiếp nhận", "kênh nộp", "nguồn tiếp nhận", "cách thức nộp", "hình thức nộp hồ sơ"),
        choice_spellings=CHANNEL_SPELLINGS,
    ),
    Column(
        "is_online_full",
        "Dịch vụ công toàn trình",
        Kind.FLAG,
        is_listed=False,
        spellings=("dvc toàn trình", "toàn trình", "dvctt toàn trình"),
    ),
    Column("has_fee", "Có phí, lệ phí", Kind.FLAG, is_listed=False, spellings=("phí, lệ phí", "có phí", "phát sinh phí")),
    Column(
        "fee_online",
        "Nộp phí trực tuyến",
        Kind.FLAG,
        is_listed=False,
        spellings=("thanh toán trực tuyến", "nộp phí, lệ phí trực tuyến", "thanh toán phí trực tuyến"),
    ),
    Column(
        "digitised",
        "Số hóa kết quả",
        Kind.FLAG,
        is_listed=False,
        spellings=("số hóa", "số hóa hồ sơ", "đã số hóa", "số hóa kết quả giải quyết"),
    ),
    Column(
        "reused",
        "Sử dụng lại dữ liệu số hóa",
        Kind.FLAG,
        is_listed=False,
        spellings=("tái sử dụng dữ liệu", "khai thác, sử dụng lại", "tái sử dụng", "khai thác dữ liệu số hóa"),
    ),
    Column(
        "no_resupply",
        "Không phải nộp lại giấy tờ",
        Kind.FLAG,
        is_listed=False,
        spellings=("không nộp lại giấy tờ", "không yêu cầu nộp lại"),
    ),
    Column(
        "electronic_transfer",
        "Luân chuyển điện tử",
        Kind.FLAG,
        is_listed=False,
        spellings=("chuyển hồ sơ điện tử", "luân chuyển hồ sơ điện tử", "chuyển điện tử"),
    ),
    Column(
        "satisfaction",
        "Mức độ hài lòng",
        Kind.CHOICE,
        choices=SATISFACTIONS,
        is_listed=False,
        is_filter=True,
        spellings=("đánh giá", "hài lòng", "mức hài lòng", "kết quả đánh giá"),
        choice_spellings={"chua hai long": DISSATISFIED, "khong hai long": DISSATISFIED, "tot": SATISFIED, "rat tot": VERY_SATISFIED},
    ),
    Column(
        "waiting_minutes",
        "Thời gian chờ (phút)",
        Kind.COUNT,
        is_listed=False,
        spellings=("thời gian chờ", "số phút chờ"),
    ),
    Column(
        "handling_minutes",
        "Thời gian giải quyết (phút)",
        Kind.COUNT,
        is_listed=False,
        spellings=("thời gian giải quyết", "số phút giải quyết", "thời gian xử lý (phút)"),
    ),
    DESK_UNIT,
)

APOLOGY_COLUMNS: tuple[Column, ...] = (
    Column("dossier_code", "Mã hồ sơ", Kind.CODE, is_required=True, longest=LONGEST_CODE, spellings=("mã số hồ sơ", "số hồ sơ")),
    Column("procedure_name", "Thủ tục", is_computed=True),
    Column("applicant", "Người nộp hồ sơ", longest=200, is_personal=True, is_listed=False, spellings=("họ tên", "tổ chức, cá nhân")),
    Column("original_due", "Ngày hẹn trả ban đầu", Kind.DAY, is_computed=True),
    Column("tell_by", "Hạn báo bộ phận một cửa", Kind.DAY, is_computed=True, is_listed=False),
    Column("told_on", "Ngày báo bộ phận một cửa", Kind.DAY, is_listed=False, spellings=("ngày báo",)),
    Column("reason", "Lý do chậm", Kind.LONG, longest=1000, is_listed=False, spellings=("lý do", "nguyên nhân")),
    Column("new_due", "Ngày hẹn lại", Kind.DAY, spellings=("hẹn lại", "ngày hẹn trả mới")),
    Column("signer", "Người ký", longest=200, is_listed=False),
    Column("send_by", "Hạn gửi xin lỗi", Kind.DAY, is_computed=True),
    Column("sent_on", "Ngày gửi xin lỗi", Kind.DAY, spellings=("ngày gửi", "ngày xin lỗi")),
    DESK_UNIT,
)
