"""What stands on papers printed of register rows, as plain values: posting sheets, lists, letters, books (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any

from tthc.core.registers.rules.columns import Lookups
from tthc.kernel.document import COMMITTEE, capitals, spoken
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import day, number

Content = dict[str, Any]
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Office:
    """The agency as its papers name it."""

    name: str
    superior: str = ""
    place: str = ""
    symbol: str = ""
    public_address: str = ""
    feedback_contact: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a paper that an agency may change: their place, what they are, and how they read until somebody does."""

    name: str
    title: str
    words: str
    is_long: bool = True


@dataclass(frozen=True, slots=True)
class Printing:
    """For whom and when a paper is printed. `is_masked`: the reader does not handle every row, so nobody is named."""

    office: Office
    today: date
    year: int | None = None
    is_masked: bool = True
    lookups: Lookups | None = None
    wording: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    narrowed: str = ""  # how the list was narrowed, in words

    def words(self, sentence: Sentence) -> str:
        """A sentence as this agency says it."""
        return self.wording.get(sentence.name, sentence.words)


def head(printing: Printing, title: str, subject: str = "") -> Content:
    """Letterhead, title and day, which every paper has."""
    office = printing.office
    return {
        "agency": {
            "superior": office.superior.upper(),
            "name": capitals(office.name),
            "spoken": spoken(office.name),
            "place": office.place,
        },
        "title": title,
        "subject": subject,
        "date": printing.today.isoformat(),
        "day": day(printing.today),
        "contact": office.feedback_contact,
    }


# --- procedures on the board


def page_name(code: str) -> str:
    """The name of a procedure's public page, without its ending: `1.004873`."""
    return _NOT_IN_NAMES.sub("-", fold(code)).strip("-.") or "thu-tuc"


def field_name(words: str) -> str:
    """The name of a field's public page, without its ending: `ho-tich`."""
    return _NOT_IN_NAMES.sub("-", fold(words).replace(".", " ")).strip("-") or "khac"


def address(office: Office, procedure: Mapping[str, Any]) -> str:
    """What a procedure's QR code opens: the national database where it has a page there, else the agency's public page; or nothing."""
    if procedure.get("link"):
        return str(procedure["link"])
    return f"{office.public_address}/thu-tuc/{page_name(procedure['code'])}.html" if office.public_address else ""


def posting_sheets(printing: Printing, procedures: Iterable[Mapping[str, Any]]) -> Content:
    """One sheet a procedure, to hang on the board."""
    sheets = [
        {
            "code": one["code"],
            "name": one["name"],
            "field": one.get("field") or "",
            "level": one.get("level") or "",
            "facts": [
                {"title": title, "text": tidy(one.get(name) or "")}
                for name, title in (("time_limit", "Thời hạn"), ("fee", "Phí, lệ phí"), ("online", "Trực tuyến"))
                if one.get(name)
            ],
            "parts": [{"title": part["title"], "lines": _lines(part["text"])} for part in one.get("parts", ()) if part["text"]],
            "decision": one.get("decision") or "",
            "effective_on": _day(one.get("effective_on")),
            "address": address(printing.office, one),
            "is_national": bool(one.get("link")),
        }
        for one in procedures
    ]
    return head(printing, "Thủ tục hành chính niêm yết") | {"sheets": sheets}


def by_field(procedures: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The procedures of each field, in the order of the alphabet, those without a field last."""

    def place(one: Mapping[str, Any]) -> str:
        return field_name(one.get("field") or "")  # one field however it was typed

    ordered = sorted(procedures, key=lambda one: (not one.get("field"), place(one), fold(one["name"]), one["code"]))
    groups = [list(group) for _, group in groupby(ordered, key=place)]
    return [(tidy(group[0].get("field") or ""), group) for group in groups]


def posting_list(printing: Printing, procedures: Sequence[Mapping[str, Any]]) -> Content:
    """The list of procedures by field, with one QR code for the list (of the field, where there is one only)."""
    groups = by_field(procedures)
    base = printing.office.public_address
    page = f"linh-vuc/{field_name(groups[0][0])}.html" if len(groups) == 1 else "index.html"
    return head(printing, "DANH MỤC THỦ TỤC HÀNH CHÍNH") | {
        "address": f"{base}/{page}" if base else "",
        "total": number(len(procedures)),
        "fields": [
            {
                "title": name or "Lĩnh vực khác",
                "procedures": [
                    {
                        "code": one["code"],
                        "name": one["name"],
                        "time_limit": one.get("time_limit") or "",
                        "online": one.get("online") or "",
                        "decision": one.get("decision") or "",
                    }
                    for one in found
                ],
            }
            for name, found in groups
        ],
    }


# --- the letter of apology (form 04); its sentences are data until the form's exact words are known to the agency

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
    Sentence("signer", "Họ và tên người ký", "", is_long=False),
)


def apology(printing: Printing, late: Mapping[str, Any]) -> Content:
    """Form 04: the dossier, why it is late, and the one new day."""
    said = {one.name: printing.words(one) for one in APOLOGY}
    name = spoken(printing.office.name)
    meant = {
        "cơ quan": name,
        "hồ sơ": late["dossier"],
        "thủ tục": late["procedure"],
        "ngày nhận": _day(late.get("received_on")) or "…",
        "ngày hẹn": _day(late["due_on"]),
        "ngày hẹn lại": _day(late.get("new_due_on")) or "…",
        "lý do": tidy(late.get("reason") or "").rstrip(".") or "…",
        "liên hệ": late.get("contact") or printing.office.feedback_contact or name,
    }
    is_committee = fold(printing.office.name).startswith((fold(COMMITTEE), "ubnd"))
    text = [_filled(said[part], meant) for part in ("received", "late", "sorry", "promise", "contact")]
    addressee = "" if printing.is_masked else tidy(late.get("applicant") or "")
    return head(printing, said["title"], said["subject"]) | {
        "number": late.get("number") or None,
        "symbol": said["symbol"] or printing.office.symbol,
        "addressee": addressee or _filled(said["addressee"], meant),
        "text": [one for one in text if one],
        "recipients": _lines(said["recipients"]),
        "signature": {
            "on_behalf": said["on_behalf"] or (f"TM. {COMMITTEE.upper()}" if is_committee else ""),
            "post": said["post"],
            "name": said["signer"],
        },
        "is_test": False,
    }


# --- a book on paper


def book(printing: Printing, title: str, columns: Sequence[tuple[str, str, int]], rows: Sequence[Sequence[str]]) -> Content:
    """A register as a landscape book; each column is its title, how it is set (left, center, right) and its share of the width."""
    whole = sum(width for _, _, width in columns) or 1
    of_year = f"Năm {printing.year}" if printing.year else ""
    return head(printing, title, "; ".join(words for words in (of_year, printing.narrowed) if words)) | {
        "columns": [title for title, _, _ in columns],
        "align": [align for _, align, _ in columns],
        "widths": [round(96 * width / whole, 2) for _, _, width in columns],
        "rows": [[str(cell) for cell in row] for row in rows],
        "total": number(len(rows)),
        "is_masked": printing.is_masked,
    }


def _lines(text: str) -> list[str]:
    return [line for line in (tidy(one) for one in text.splitlines()) if line]


def _day(iso: str | date | None) -> str:
    if not iso:
        return ""
    return day(iso if isinstance(iso, date) else date.fromisoformat(iso))


def _filled(sentence: str, meant: Mapping[str, str]) -> str:
    """The sentence with its places filled; braces that are no place stay as they were typed."""
    return tidy(re.sub(r"\{([^{}]+)\}", lambda found: meant.get(tidy(found[1]), found[0]), sentence))
