"""The columns of totals by field: those of form II.06a with the words under which sheets carry them."""

from __future__ import annotations

from tthc.core.dossiers.rules.columns import DESK_UNIT, LEVEL_SPELLINGS, LEVELS, LONGEST_FIELD
from tthc.core.registers.rules import Column, Kind

_RECEIVED = ("số lượng hồ sơ tiếp nhận", "nhận giải quyết", "số hồ sơ nhận giải quyết", "số hồ sơ tiếp nhận", "tiếp nhận")
_SETTLED = ("số lượng hồ sơ đã giải quyết", "đã giải quyết", "số hồ sơ đã giải quyết", "kết quả giải quyết đã giải quyết")
_PENDING = ("số lượng hồ sơ đang giải quyết", "đang giải quyết", "số hồ sơ đang giải quyết", "kết quả giải quyết đang giải quyết")


def _figure(number: int, name: str, title: str, above: tuple[str, ...], *below: str, is_listed: bool = False) -> Column:
    """A column of form II.06a; sheets name it by its number, or by the words of two or three header rows read downwards."""
    said = [f"{group} {word}".strip() for group in above for word in below] + [f"({number})"]
    return Column(name, f"({number}) {title}", Kind.COUNT, is_required=True, is_listed=is_listed, spellings=tuple(said))


FIGURES: tuple[Column, ...] = (
    _figure(3, "received", "Nhận giải quyết: tổng số", _RECEIVED, "tổng số", "tổng", "", is_listed=True),
    _figure(
        4,
        "online",
        "Nhận trong kỳ: trực tuyến",
        (*_RECEIVED, "tiếp nhận", ""),
        "trong kỳ trực tuyến",
        "trực tuyến",
        "trong kỳ trực tuyến (qua mạng)",
    ),
    _figure(
        5,
        "direct",
        "Nhận trong kỳ: trực tiếp, BCCI",
        (*_RECEIVED, ""),
        "trong kỳ trực tiếp, dịch vụ bưu chính",
        "trong kỳ trực tiếp, bcci",
        "trong kỳ trực tiếp, dịch vụ bưu chính công ích",
        "trong kỳ trực tiếp, bưu chính công ích",
        "trực tiếp, bcci",
        "trực tiếp, dịch vụ bưu chính",
        "trực tiếp",
    ),
    _figure(6, "carried", "Từ kỳ trước chuyển sang", (*_RECEIVED, ""), "từ kỳ trước", "kỳ trước chuyển sang", "từ kỳ trước chuyển sang"),
    _figure(7, "settled", "Đã giải quyết: tổng số", _SETTLED, "tổng số", "tổng", "", is_listed=True),
    _figure(8, "early", "Đã giải quyết: trước hạn", (*_SETTLED, ""), "trước hạn"),
    _figure(9, "on_time", "Đã giải quyết: đúng hạn", (*_SETTLED, ""), "đúng hạn"),
    _figure(10, "late", "Đã giải quyết: quá hạn", _SETTLED, "quá hạn", is_listed=True),
    _figure(11, "pending", "Đang giải quyết: tổng số", _PENDING, "tổng số", "tổng", "", is_listed=True),
    _figure(12, "within", "Đang giải quyết: trong hạn", (*_PENDING, ""), "trong hạn"),
    _figure(13, "overdue", "Đang giải quyết: quá hạn", _PENDING, "quá hạn", is_listed=True),
)

TOTAL_COLUMNS: tuple[Column, ...] = (
    Column(
        "field",
        "Lĩnh vực",
        is_required=True,
        longest=LONGEST_FIELD,
        spellings=("lĩnh vực, công việc giải quyết theo cấp", "lĩnh vực công việc giải quyết theo cấp", "tên lĩnh vực", "(2)"),
    ),
    Column("first_day", "Từ ngày", Kind.DAY, is_required=True, spellings=("kỳ từ ngày", "ngày đầu kỳ")),
    Column("last_day", "Đến ngày", Kind.DAY, is_required=True, spellings=("kỳ đến ngày", "ngày cuối kỳ")),
    Column(
        "level",
        "Cấp giải quyết",
        Kind.CHOICE,
        choices=LEVELS,
        is_filter=True,
        spellings=("cấp", "cấp thực hiện"),
        choice_spellings=LEVEL_SPELLINGS,
        hint="Để trống: cấp xã; tệp có dòng nhóm thì lấy theo nhóm.",
    ),
    *FIGURES,
    DESK_UNIT,
)
