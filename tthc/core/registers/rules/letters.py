"""The letter of apology (form 04 of Circular 03/2025); its sentences are data until the form's exact words are known to the agency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tthc.core.registers.rules.printing import Content, Printing, Sentence, head, lines, shown_day
from tthc.kernel.document import COMMITTEE, spoken
from tthc.kernel.text import fold, tidy

APOLOGY = (
    Sentence("symbol", "Ký hiệu văn bản", "", is_long=False),
    Sentence("title", "Tên văn bản", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN", is_long=False),
    Sentence("subject", "Trích yếu", "Về việc chậm giải quyết hồ sơ thủ tục hành chính", is_long=False),
    Sentence("addressee", "Kính gửi, khi sổ không ghi tên người nộp hồ sơ", "Ông/Bà (Tổ chức) nộp hồ sơ mã số {hồ sơ}", is_long=False),
    Sentence(
        "received",
        "Đoạn mở đầu",
        "Ngày {ngày nhận}, {cơ quan} đã tiếp nhận hồ sơ mã số {hồ sơ} đề nghị giải quyết thủ tục hành chính “{thủ tục}”, "
        "hẹn trả kết quả ngày {ngày hẹn}.",
    ),
    Sentence("late", "Đoạn nêu lý do", "Đến nay hồ sơ chưa được giải quyết đúng thời hạn vì lý do: {lý do}."),
    Sentence(
        "sorry",
        "Đoạn xin lỗi",
        "{cơ quan} xin lỗi Ông/Bà (Tổ chức) vì sự chậm trễ này và đề nghị gia hạn thời gian trả kết quả đến ngày {ngày hẹn lại}.",
    ),
    Sentence("promise", "Đoạn cam kết", "Việc gia hạn chỉ thực hiện một lần. Mong nhận được sự thông cảm của Ông/Bà (Tổ chức)."),
    Sentence("contact", "Đoạn liên hệ", "Khi cần trao đổi, liên hệ: {liên hệ}."),
    Sentence("recipients", "Nơi nhận (mỗi nơi một dòng)", "Như trên\nBộ phận Tiếp nhận và Trả kết quả\nLưu: VT"),
    Sentence("on_behalf", "Quyền hạn của người ký", "", is_long=False),
    Sentence("post", "Chức vụ của người ký", "CHỦ TỊCH", is_long=False),
    Sentence("signer", "Họ và tên người ký, khi sổ không ghi", "", is_long=False),
)


def apology(printing: Printing, late: Mapping[str, Any]) -> Content:
    """Form 04: the dossier, why it is late, and the one new day."""
    said = {one.name: printing.words(one) for one in APOLOGY}
    name = spoken(printing.office.name)
    meant = {
        "cơ quan": name,
        "hồ sơ": late["dossier"],
        "thủ tục": late.get("unnamed") or late["procedure"],
        "ngày nhận": shown_day(late.get("received_on")) or "…",
        "ngày hẹn": shown_day(late["due_on"]),
        "ngày hẹn lại": shown_day(late.get("new_due_on")) or "…",
        "lý do": tidy(late.get("reason") or "").rstrip(".") or "…",
        "liên hệ": late.get("contact") or printing.office.feedback_contact or name,
    }
    is_committee = fold(printing.office.name).startswith((fold(COMMITTEE), "ubnd"))
    if late.get("unnamed"):  # no name, so nothing to quote
        said["received"] = said["received"].replace("“{thủ tục}”", "{thủ tục}")
    text = [_filled(said[part], meant) for part in ("received", "late", "sorry", "promise", "contact")]
    addressee = "" if printing.is_masked else tidy(late.get("applicant") or "")
    dated = {"date": str(late["sent_on"])} if late.get("sent_on") else {}
    return (
        head(printing, said["title"], said["subject"])
        | dated
        | {
            "number": late.get("number") or None,
            "symbol": said["symbol"] or printing.office.symbol,
            "addressee": addressee or _filled(said["addressee"], meant),
            "text": [one for one in text if one],
            "recipients": lines(said["recipients"]),
            "signature": {
                "on_behalf": said["on_behalf"] or (f"TM. {COMMITTEE.upper()}" if is_committee else ""),
                "post": said["post"],
                "name": late.get("signer") or said["signer"],
            },
            "is_test": False,
        }
    )


def _filled(sentence: str, meant: Mapping[str, str]) -> str:
    """The sentence with its places filled; braces that are no place stay as they were typed."""
    told = tidy(re.sub(r"\{([^{}]+)\}", lambda found: meant.get(tidy(found[1]), found[0]), sentence))
    return told.replace("….", "…")  # three dots are an end already
