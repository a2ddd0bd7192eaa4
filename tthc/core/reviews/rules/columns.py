"""The columns of the register of reviews."""

from __future__ import annotations

from tthc.core.registers.rules import UNIT, Column, Kind
from tthc.core.reviews.rules.words import ANSWERS, CRITERIA, PROPOSALS, REASONS, RESULTS

LEVEL_WORDS = "levels"  # in Lookups.known: code -> words, as the clerk keeps them


def _criterion(name: str, title: str) -> tuple[Column, Column]:
    return (
        Column(name, title, Kind.CHOICE, choices=ANSWERS, is_listed=False),
        Column(f"{name}_words", f"{title}: nhận xét", Kind.LONG, longest=5000, is_listed=False),
    )


def _proposal(name: str, title: str, *, is_first: bool = False) -> Column:
    return Column(name, title, Kind.CHOICE, choices=PROPOSALS, is_listed=is_first, is_filter=is_first)


COLUMNS: tuple[Column, ...] = (
    Column(
        "subject",
        "Thủ tục, nhóm thủ tục",
        hint="Để trống nếu mã thủ tục có trong danh mục: tên được lấy theo danh mục.",
        spellings=("tên thủ tục", "tên thủ tục, nhóm thủ tục", "thủ tục hành chính"),
    ),
    Column(
        "procedure_codes",
        "Mã thủ tục",
        is_listed=False,
        hint="Nhóm thủ tục: ghi mã từng thủ tục, cách nhau bằng dấu chấm phẩy.",
        spellings=("mã tthc", "mã số thủ tục"),
    ),
    UNIT,
    Column("is_planned", "Trong kế hoạch năm", Kind.FLAG, is_required=True, is_listed=False, is_filter=True),
    Column("reason", "Lý do lựa chọn", Kind.CHOICE, is_required=True, choices=REASONS, is_listed=False, is_filter=True),
    Column("reason_words", "Căn cứ lựa chọn", Kind.LONG, longest=2000, is_listed=False, spellings=("căn cứ",)),
    Column("begins_on", "Ngày bắt đầu", Kind.DAY, is_required=True, is_listed=False, spellings=("từ ngày",)),
    Column("ends_on", "Hạn hoàn thành", Kind.DAY, is_required=True, spellings=("đến ngày", "thời hạn", "ngày kết thúc")),
    Column("product", "Dự kiến sản phẩm", is_required=True, is_listed=False, spellings=("sản phẩm",)),
    Column("finished_on", "Ngày hoàn thành rà soát", Kind.DAY, is_listed=False),
    *(column for name, title in CRITERIA.items() for column in _criterion(name, title)),
    _proposal("proposal", "Phương án", is_first=True),
    _proposal("proposal_2", "Phương án thứ hai"),
    _proposal("proposal_3", "Phương án thứ ba"),
    Column("proposal_words", "Nội dung phương án", Kind.LONG, longest=10_000, is_listed=False),
    Column("level", "Cấp có thẩm quyền quyết định", Kind.CHOICE, choices_from=LEVEL_WORDS, is_listed=False),
    Column("submission_number", "Số văn bản gửi phương án", longest=120, is_listed=False),
    Column("submitted_on", "Ngày gửi phương án", Kind.DAY, is_listed=False),
    Column("result", "Kết quả", Kind.CHOICE, choices=RESULTS, is_listed=False, is_filter=True),
    Column("decision_number", "Số quyết định, văn bản trả lời", longest=120, is_listed=False),
    Column("decision_on", "Ngày quyết định, trả lời", Kind.DAY, is_listed=False),
    Column("result_words", "Nội dung được thông qua, lý do không thông qua", Kind.LONG, longest=5000, is_listed=False),
    Column("cost_before", "Chi phí trước (đồng/năm)", Kind.MONEY, is_computed=True, is_summed=True),
    Column("cost_after", "Chi phí sau (đồng/năm)", Kind.MONEY, is_computed=True, is_summed=True),
    Column("saving", "Cắt giảm (đồng/năm)", Kind.MONEY, is_computed=True, is_listed=False),
    Column("saving_percent", "Cắt giảm (%)", Kind.NUMBER, is_computed=True),
)
