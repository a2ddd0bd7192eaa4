"""What can be counted of dossiers for the plan's targets (law: indices 766 and the targets of the yearly plans)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tthc.core.dossiers.queries.measuring import counted_together
from tthc.core.registers.queries.measure import Counted, Measure

_R = "dossier"


def _measure(code: str, title: str, unit: str, spellings: tuple[tuple[str, ...], ...]) -> Measure:
    def count(session: Session, agency_id: int, first: date, last: date) -> Counted:
        return counted_together(session, agency_id, [(first, last)])[code, (first, last)]

    return Measure(code, title, unit, _R, count, spellings, together=counted_together)


MEASURES: tuple[Measure, ...] = (
    _measure(
        "dossier_transfer",
        "Hồ sơ được luân chuyển điện tử",
        "%",
        (("ho so", "luan chuyen"), ("luan chuyen", "dien tu")),
    ),
    _measure(
        "dossier_digitised",
        "Kết quả giải quyết được số hóa",
        "%",
        (("so hoa", "ket qua"), ("so hoa", "ho so")),
    ),
    _measure(
        "dossier_online",
        "Hồ sơ nộp trực tuyến",
        "%",
        (("ho so", "truc tuyen"),),
    ),
    _measure(
        "dossier_online_full",
        "Hồ sơ toàn trình trong số hồ sơ nộp trực tuyến",
        "%",
        (("ho so", "truc tuyen", "toan trinh"),),
    ),
    _measure(
        "dossier_fee_online",
        "Hồ sơ có phí, lệ phí được nộp trực tuyến",
        "%",
        (("thanh toan truc tuyen",), ("nop", "phi", "truc tuyen")),
    ),
    _measure(
        "dossier_no_resupply",
        "Hồ sơ không phải nộp lại giấy tờ đã có",
        "%",
        (("cung cap lai",), ("nop lai", "giay to")),
    ),
    _measure(
        "dossier_reused",
        "Hồ sơ sử dụng lại dữ liệu số hóa",
        "%",
        (("su dung lai", "so hoa"), ("su dung lai", "du lieu"), ("khai thac", "so hoa"), ("tai su dung",)),
    ),
    _measure(
        "dossier_on_time",
        "Hồ sơ giải quyết và đang giải quyết trong hạn",
        "%",
        (("ho so", "dung han"),),
    ),
    _measure(
        "dossier_satisfaction",
        "Hồ sơ được đánh giá hài lòng",
        "%",
        (("hai long", "ho so"),),
    ),
    _measure(
        "dossier_handling",
        "Thời gian giải quyết trung bình một hồ sơ",
        "phút",
        (("thoi gian giai quyet",), ("thoi gian", "giai quyet", "ho so")),
    ),
)
