"""Texts of answers that come with the program; an agency changes them as data, and blanks are filled from the row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tthc.core.feedback.rules.words import Refusal
from tthc.kernel.errors import BadInput

_BLANK = re.compile(r"\{([a-z_]+)\}")
BLANKS = {
    "so": "số trong sổ",
    "ngay_tiep_nhan": "ngày tiếp nhận",
    "ten": "họ tên người phản ánh",
    "noi_dung": "nội dung phản ánh",
    "don_vi": "đơn vị xử lý",
    "co_quan": "tên cơ quan",
    "co_quan_nhan": "cơ quan được chuyển",
    "han": "hạn trả lời",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """One template: `code` is its key, `use` the step that offers it."""

    code: str
    use: str
    name: str
    text: str


_OPENING = "Kính gửi: {ten}\n\n{co_quan} đã nhận phản ánh, kiến nghị ngày {ngay_tiep_nhan} (số {so} trong sổ theo dõi)."
DEFAULTS: tuple[Reply, ...] = (
    Reply(
        "answer",
        "answer",
        "Trả lời kết quả",
        _OPENING + ' Về nội dung "{noi_dung}", {don_vi} đã xem xét và trả lời như sau:\n\n…\n\nTrân trọng.',
    ),
    Reply(
        "answer-guide",
        "answer",
        "Giải thích, hướng dẫn",
        _OPENING + ' Về nội dung "{noi_dung}", quy định hiện hành là: …\n\nĐề nghị thực hiện theo hướng dẫn: …\n\nTrân trọng.',
    ),
    Reply(
        "update",
        "update",
        "Đang xem xét",
        "Phản ánh, kiến nghị số {so} đang được {don_vi} xem xét, xác minh. Dự kiến trả lời trước hết ngày {han}.",
    ),
    Reply(
        "supplement",
        "ask_supplement",
        "Yêu cầu bổ sung thông tin",
        _OPENING + " Để có căn cứ xem xét, đề nghị bổ sung: …\n\nTrân trọng.",
    ),
    Reply(
        "transfer",
        "transfer",
        "Chuyển cơ quan có thẩm quyền",
        _OPENING + " Nội dung thuộc thẩm quyền của {co_quan_nhan}. {co_quan} đã chuyển để xem xét, trả lời theo quy định.",
    ),
    Reply(
        Refusal.COMPLAINT,
        "reject",
        "Khiếu nại: gửi theo Luật Khiếu nại",
        _OPENING + " Nội dung là khiếu nại, không giải quyết theo trình tự tiếp nhận phản ánh, kiến nghị về quy định hành chính. "
        "Đề nghị gửi đơn khiếu nại đến người có thẩm quyền giải quyết lần đầu hoặc nộp tại nơi tiếp công dân theo Luật Khiếu nại.",
    ),
    Reply(
        Refusal.DENUNCIATION,
        "reject",
        "Tố cáo: gửi theo Luật Tố cáo",
        _OPENING + " Nội dung là tố cáo, không giải quyết theo trình tự tiếp nhận phản ánh, kiến nghị về quy định hành chính. "
        "Đề nghị gửi đơn tố cáo đến cơ quan, người có thẩm quyền hoặc nộp tại nơi tiếp công dân theo Luật Tố cáo.",
    ),
    Reply(
        Refusal.SECRET,
        "reject",
        "Bí mật nhà nước: theo pháp luật về bảo vệ bí mật nhà nước",
        "Nội dung gửi đến ngày {ngay_tiep_nhan} liên quan bí mật nhà nước nên không tiếp nhận qua kênh phản ánh, kiến nghị. "
        "Đề nghị liên hệ trực tiếp {co_quan} để được hướng dẫn theo pháp luật về bảo vệ bí mật nhà nước.",
    ),
    Reply(
        Refusal.NO_SUBJECT,
        "reject",
        "Không nêu nội dung cụ thể",
        _OPENING
        + " Phản ánh chưa nêu quy định, hành vi hoặc vụ việc cụ thể nên chưa có căn cứ tiếp nhận. Đề nghị gửi lại với nội dung cụ thể.",
    ),
    Reply(
        Refusal.NO_SENDER,
        "reject",
        "Thiếu họ tên, địa chỉ",
        "Phản ánh, kiến nghị nhận ngày {ngay_tiep_nhan} không ghi họ tên, địa chỉ liên hệ "
        "nên không tiếp nhận theo Nghị định số 20/2008/NĐ-CP.",
    ),
    Reply(
        Refusal.OTHER_MATTER,
        "reject",
        "Không thuộc phạm vi phản ánh, kiến nghị",
        _OPENING + " Nội dung không phải là phản ánh, kiến nghị về quy định hành chính. Đề nghị liên hệ: …",
    ),
)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled; a blank without a value stays a line of dots for a person to fill."""
    return _BLANK.sub(lambda found: values.get(found.group(1)) or "…", text)


def check_blanks(text: str) -> None:
    """Raise BadInput for a blank that nothing can fill."""
    unknown = [name for name in _BLANK.findall(text) if name not in BLANKS]
    if unknown:
        known = ", ".join(f"{{{name}}} ({words})" for name, words in BLANKS.items())
        raise BadInput("Chưa lưu được.", {"text": f"Không có chỗ điền {{{unknown[0]}}}. Dùng một trong: {known}."})
