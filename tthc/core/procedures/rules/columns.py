"""The columns of both registers, with the headers under which annexes of decisions and the national database carry them."""

from __future__ import annotations

from dataclasses import replace

from tthc.core.procedures.rules.words import CHANGES, DECISIONS, NATURES, ONLINE, OnlineLevel
from tthc.core.registers.rules import UNIT, Column, Kind

_LONG = 20_000
_FULL, _PART, _NONE = OnlineLevel.FULL, OnlineLevel.PART, OnlineLevel.NONE
_ONLINE_SPELLINGS = {
    "dich vu cong truc tuyen toan trinh": _FULL,
    "dvc truc tuyen toan trinh": _FULL,
    "truc tuyen toan trinh": _FULL,
    "dvctt toan trinh": _FULL,
    "muc do 4": _FULL,
    "4": _FULL,
    "dich vu cong truc tuyen mot phan": _PART,
    "dvc truc tuyen mot phan": _PART,
    "truc tuyen mot phan": _PART,
    "dvctt mot phan": _PART,
    "muc do 3": _PART,
    "3": _PART,
    "dich vu cung cap thong tin truc tuyen": _NONE,
    "cung cap thong tin": _NONE,
    "con lai": _NONE,
    "truc tiep": _NONE,
    "muc do 2": _NONE,
    "2": _NONE,
}
_CHANGE_SPELLINGS = {
    "moi": "new",
    "ban hanh": "new",
    "moi ban hanh": "new",
    "sua doi": "amended",
    "sua doi bo sung": "amended",
    "bo sung": "amended",
    "thay the": "amended",
    "sua doi, bo sung, thay the": "amended",
    "duoc sua doi, bo sung": "amended",
    "bai bo": "abolished",
    "huy bo": "abolished",
    "bi bai bo": "abolished",
    "duoc bai bo": "abolished",
}


def _part(name: str, title: str, *spellings: str) -> Column:
    """A text of several lines that stands on the sheet, too long for the list."""
    return Column(name, title, Kind.LONG, longest=_LONG, spellings=spellings, is_listed=False)


ANNOUNCEMENT_COLUMNS = (
    Column(
        "number", "Số, ký hiệu", is_required=True, longest=120, spellings=("số quyết định", "quyết định số"), hint="Ví dụ: 1023/QĐ-UBND."
    ),
    Column("issued_on", "Ngày ban hành", Kind.DAY, is_required=True, spellings=("ngày ký", "ngày quyết định")),
    Column("effective_on", "Ngày có hiệu lực", Kind.DAY, is_required=True, spellings=("hiệu lực từ", "ngày hiệu lực")),
    Column("subject", "Trích yếu", Kind.LONG, longest=2000, spellings=("về việc", "nội dung")),
    Column("issuer", "Cơ quan ban hành", longest=300, spellings=("cơ quan công bố", "nơi ban hành")),
    Column("kind", "Loại văn bản", Kind.CHOICE, choices=DECISIONS, is_filter=True, is_listed=False),
    Column("link", "Liên kết văn bản", Kind.LINK, longest=1000, is_listed=False),
    Column("procedure_count", "Số thủ tục", Kind.COUNT, is_computed=True),
    replace(UNIT, is_listed=False),
)

PROCEDURE_COLUMNS = (
    Column(
        "code",
        "Mã thủ tục",
        Kind.CODE,
        is_required=True,
        longest=64,
        spellings=("mã tthc", "mã số tthc", "mã số", "mã thủ tục hành chính", "mã số hồ sơ tthc", "mã hồ sơ tthc", "số hồ sơ tthc"),
        hint="Ghi như trong quyết định, ví dụ 1.004873 hoặc 1.004873.000.00.00.H35.",
    ),
    Column(
        "name",
        "Tên thủ tục",
        is_required=True,
        longest=1500,
        spellings=("tên tthc", "tên thủ tục hành chính", "thủ tục hành chính", "tên thủ tục hành chính (tthc)", "danh mục tthc"),
    ),
    Column("field", "Lĩnh vực", longest=300, spellings=("lĩnh vực tthc", "tên lĩnh vực", "ngành, lĩnh vực")),
    Column(
        "level", "Cấp thực hiện", longest=120, spellings=("cấp giải quyết", "thẩm quyền", "thẩm quyền giải quyết", "cấp"), is_listed=False
    ),
    Column(
        "time_limit",
        "Thời hạn giải quyết",
        Kind.LONG,
        longest=2000,
        spellings=("thời hạn", "thời gian giải quyết", "thời gian", "thời gian thực hiện"),
        hint='Ghi như trong quyết định; "05 ngày làm việc" được tính là 5 ngày làm việc.',
    ),
    Column("working_days", "Số ngày làm việc", Kind.COUNT, is_computed=True, is_listed=False),
    Column(
        "fee", "Phí, lệ phí", Kind.LONG, longest=_LONG, spellings=("phí", "lệ phí", "phí, lệ phí (nếu có)", "phí/lệ phí"), is_listed=False
    ),
    Column(
        "online_level",
        "Mức độ trực tuyến",
        Kind.CHOICE,
        choices=ONLINE,
        choice_spellings=_ONLINE_SPELLINGS,
        is_filter=True,
        spellings=("dịch vụ công trực tuyến", "mức độ dvc", "mức độ dvctt", "mức độ cung cấp dịch vụ công", "loại dịch vụ công"),
    ),
    Column("nature", "Loại thủ tục", Kind.CHOICE, choices=NATURES, is_filter=True, is_listed=False, spellings=("loại tthc",)),
    Column(
        "internal_workflow",
        "Quy trình nội bộ",
        longest=500,
        is_listed=False,
        hint="Số, ngày quyết định phê duyệt; để trống khi chưa có.",
        spellings=("quyết định phê duyệt quy trình nội bộ", "qtnb"),
    ),
    Column(
        "national_link",
        "Liên kết Cơ sở dữ liệu quốc gia",
        Kind.LINK,
        longest=1000,
        is_listed=False,
        spellings=("link", "đường dẫn", "liên kết", "địa chỉ trên cổng dvc quốc gia"),
    ),
    _part("steps", "Trình tự thực hiện", "trình tự"),
    _part("ways", "Cách thức thực hiện", "cách thức", "địa điểm thực hiện", "địa điểm, cách thức thực hiện"),
    _part("components", "Thành phần, số lượng hồ sơ", "thành phần hồ sơ", "hồ sơ"),
    _part("subjects", "Đối tượng thực hiện", "đối tượng"),
    _part("authority", "Cơ quan thực hiện", "cơ quan giải quyết", "cơ quan có thẩm quyền"),
    _part("result", "Kết quả thực hiện", "kết quả"),
    _part("forms", "Mẫu đơn, mẫu tờ khai", "mẫu đơn", "tên mẫu đơn, tờ khai", "biểu mẫu"),
    Column(
        "conditions",
        "Yêu cầu, điều kiện",
        Kind.LONG,
        longest=_LONG,
        is_listed=False,
        spellings=("điều kiện", "yêu cầu, điều kiện (nếu có)"),
    ),
    _part("legal_basis", "Căn cứ pháp lý", "căn cứ", "cơ sở pháp lý", "văn bản quy định"),
    Column(
        "change_kind",
        "Nội dung công bố",
        Kind.CHOICE,
        choices=CHANGES,
        choice_spellings=_CHANGE_SPELLINGS,
        is_filter=True,
        is_listed=False,
        spellings=("loại thay đổi", "hình thức công bố", "tình trạng công bố", "nội dung thay đổi"),
        hint="Quyết định gần nhất ban hành mới, sửa đổi hay bãi bỏ thủ tục này.",
    ),
    Column(
        "decision_number",
        "Số quyết định công bố",
        longest=120,
        spellings=("quyết định công bố", "số quyết định", "quyết định số", "qđ công bố"),
    ),
    Column(
        "decision_on", "Ngày quyết định", Kind.DAY, is_listed=False, spellings=("ngày ban hành quyết định", "ngày ban hành", "ngày công bố")
    ),
    Column(
        "decision_effective_on",
        "Ngày quyết định có hiệu lực",
        Kind.DAY,
        is_listed=False,
        spellings=("ngày có hiệu lực", "ngày hiệu lực", "hiệu lực từ"),
    ),
    Column(
        "decision_issuer", "Cơ quan công bố", longest=300, is_listed=False, spellings=("cơ quan ban hành", "cơ quan ban hành quyết định")
    ),
    Column("in_force_from", "Có hiệu lực từ", Kind.DAY, is_computed=True, is_listed=False),
    Column("in_force_until", "Hết hiệu lực từ", Kind.DAY, is_computed=True, is_listed=False),
    Column("short_code", "Mã thủ tục dạng ngắn", Kind.CODE, is_computed=True, is_listed=False),
    replace(UNIT, is_listed=False),
)
