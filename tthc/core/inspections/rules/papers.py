"""What stands on the papers of a round (Decree 30/2020): decision, notice with the outline of the report, minutes, conclusion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.inspections.rules.paper_words import CONCLUSION, DECISION, NOTICE, WORK
from tthc.core.registers.rules.documents import Printing, Sentence
from tthc.core.registers.rules.printing import head, lines
from tthc.kernel.document import COMMITTEE, Block, Content, heading, items, part, spoken, table, text
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import day

_NONE_SAID = "Không có."
_TEAM = (("TT", "center", 8), ("Họ và tên", "left", 32), ("Chức vụ, đơn vị", "left", 35), ("Nhiệm vụ", "left", 25))
_RESULTS = (("Mục", "center", 12), ("Nội dung", "left", 46), ("Kết quả", "center", 16), ("Ghi nhận", "left", 26))
_FINDINGS = (
    ("TT", "center", 7),
    ("Tồn tại", "left", 34),
    ("Yêu cầu khắc phục", "left", 30),
    ("Đơn vị", "left", 16),
    ("Thời hạn", "center", 13),
)


@dataclass(frozen=True, slots=True)
class PaperRound:
    """A round in the words of its papers."""

    object_name: str
    form: str
    starts_on: date
    ends_on: date
    content: str
    decision_number: str
    decided_on: date | None
    notified_on: date | None
    report_due_on: date | None
    conclusion_number: str
    concluded_on: date | None
    conclusion: str
    team: tuple[tuple[str, str, str], ...]  # name, title, role
    items: tuple[tuple[str, str, str, str, str], ...]  # code, above, text, mark, note
    findings: tuple[tuple[str, str, str, str], ...]  # observation, remedy, owner, due

    @property
    def time(self) -> str:
        """When, in words: ngày 20/08/2024; từ ngày … đến ngày …."""
        if self.starts_on == self.ends_on:
            return f"ngày {day(self.starts_on)}"
        return f"từ ngày {day(self.starts_on)} đến ngày {day(self.ends_on)}"


def decision(printing: Printing, one: PaperRound) -> Content:
    """Who is on the team and what it does."""
    said = _words(printing, DECISION, one)
    about = f"Đoàn kiểm tra tiến hành kiểm tra {one.time}. {_scope(one)}"
    parts = [
        part("QUYẾT ĐỊNH:", text(f"Điều 1. Thành lập Đoàn kiểm tra tại {one.object_name}, gồm các ông, bà có tên sau đây:"), _team(one)),
        part("", text(f"Điều 2. {about}"), *([items(_groups(one))] if one.items else [])),
        part("", text(f"Điều 3. {said['duty']}")),
    ]
    shown = {"title": "QUYẾT ĐỊNH", "symbol": "QĐ", "number": one.decision_number, "on": one.decided_on}
    return _paper(printing, said, shown, parts, closing=f"Điều 4. {said['carried_out']}") | {"bases": lines(said["bases"])}


def notice(printing: Printing, one: PaperRound) -> Content:
    """When the team comes, who, what for, and the outline of the report that is asked for."""
    said = _words(printing, NOTICE, one)
    parts = [
        part("I. THỜI GIAN, HÌNH THỨC", text(f"Thời gian: {one.time}."), text(f"Hình thức: {one.form}.")),
        part("II. THÀNH PHẦN ĐOÀN KIỂM TRA", _team(one)),
        part("III. NỘI DUNG KIỂM TRA", text(_scope(one)), *([items(_groups(one))] if one.items else [])),
        part("IV. YÊU CẦU", text(said["asked"])),
    ]
    shown = {"title": "THÔNG BÁO", "symbol": "TB", "number": "", "on": one.notified_on}
    outline = part("Phụ lục. ĐỀ CƯƠNG BÁO CÁO", *_outline(one))
    return _paper(printing, said, shown, parts) | {"opening": said["opening"], "annexes": [outline]}


def conclusion(printing: Printing, one: PaperRound) -> Content:
    """What was found line by line, what is concluded of it, what is to be put right by when."""
    said = _words(printing, CONCLUSION, one)
    found = table("", _FINDINGS, [[str(n), *told] for n, told in enumerate(one.findings, start=1)]) if one.findings else text(_NONE_SAID)
    parts = [
        part("I. KẾT QUẢ KIỂM TRA", *([_results(one.items)] if one.items else [text("Kết quả nêu tại phần kết luận.")])),
        part("II. KẾT LUẬN", *([text(line) for line in lines(one.conclusion)] or [text(_NONE_SAID)])),
        part("III. KIẾN NGHỊ", found),
    ]
    shown = {"title": "THÔNG BÁO", "symbol": "TB", "number": one.conclusion_number, "on": one.concluded_on}
    return _paper(printing, said, shown, parts, closing=said["closing"]) | {"opening": said["opening"]}


def minutes(printing: Printing, content: Mapping[str, Any], signatures: Sequence[Mapping[str, str]]) -> Content:
    """The minutes as they were signed: the page says by whom, when, and the sum of what was signed."""
    rows = tuple((one["code"], one["above"], one["text"], one["mark"], one["note"]) for one in content["items"])
    team = [[str(n), *(one[name] for name in ("name", "title", "role"))] for n, one in enumerate(content["team"], start=1)]
    parts = [
        part(
            "I. THÀNH PHẦN",
            heading("1. Đoàn kiểm tra"),
            table("", _TEAM, team),
            heading("2. Đơn vị được kiểm tra"),
            _listed(content["unit_side"]),
        ),
        part("II. KẾT QUẢ KIỂM TRA", _results(rows)),
        part("III. NHẬN XÉT CỦA ĐOÀN KIỂM TRA", *[text(line) for line in lines(content["findings"])] or [text(_NONE_SAID)]),
        part("IV. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA", *[text(line) for line in lines(content["opinion"])] or [text(_NONE_SAID)]),
    ]
    place = f" tại {content['place']}" if content["place"] else ""
    begun = f"{content['basis']}, ngày" if content["basis"] else "Ngày"
    opening = f"{begun} {day(date.fromisoformat(content['held_on']))}{place}, Đoàn kiểm tra làm việc với {content['object']}."
    shown = head(printing, "BIÊN BẢN", f"Kiểm tra {WORK} tại {content['object']}")
    return shown | {
        "date": content["held_on"],
        "number": None,
        "symbol": f"BB-{printing.office.symbol}" if printing.office.symbol else "BB",
        "opening": opening,
        "parts": parts,
        "closing": "Biên bản được lập xong, hai bên đọc lại, thống nhất và cùng ký xác nhận",
        "signatures": list(signatures),
        "fingerprint": content["fingerprint"],
        "is_test": False,
    }


def basis(number: str, on: date | None) -> str:
    """The decision as other papers name it: "Thực hiện Quyết định số 12/QĐ-UBND ngày 01/08/2024, "."""
    if not number:
        return ""
    return f"Thực hiện Quyết định số {number}{f' ngày {day(on)}' if on else ''}"


def _paper(printing: Printing, said: Mapping[str, str], shown: Mapping[str, Any], parts: list[Any], closing: str = "") -> Content:
    office = printing.office
    is_committee = fold(office.name).startswith((fold(COMMITTEE), "ubnd"))
    dated = {"date": shown["on"].isoformat()} if shown["on"] else {}
    return (
        head(printing, shown["title"], said["subject"])
        | dated
        | {
            "form": "paper",
            "number": shown["number"] or None,
            "symbol": f"{shown['symbol']}-{office.symbol}" if office.symbol else shown["symbol"],
            "addressee": [],
            "bases": [],
            "opening": "",
            "parts": parts,
            "annexes": [],
            "closing": closing,
            "recipients": [line.rstrip(".;") for line in lines(said["recipients"])],
            "signature": {
                "on_behalf": said["on_behalf"] or (f"TM. {COMMITTEE.upper()}" if is_committee else ""),
                "mode": "",
                "post": said["post"],
                "name": said["signer"],
            },
            "is_test": False,
        }
    )


def _words(printing: Printing, sentences: Sequence[Sentence], one: PaperRound) -> dict[str, str]:
    decided = basis(one.decision_number, one.decided_on)
    meant = {
        "đơn vị": one.object_name,
        "cơ quan": spoken(printing.office.name),
        "căn cứ": f"{decided}, " if decided else "",
        "thời gian": one.time,
        "năm": str(one.starts_on.year),
        "hạn báo cáo": day(one.report_due_on) if one.report_due_on else "…",
    }
    return {sentence.name: _filled(printing.words(sentence), meant) for sentence in sentences}


def _filled(sentence: str, meant: Mapping[str, str]) -> str:
    return re.sub(r"\{([^{}]+)\}", lambda found: meant.get(tidy(found[1]), found[0]), sentence)


def _scope(one: PaperRound) -> str:
    return tidy(one.content) if one.content else "Kiểm tra các nội dung sau:" if one.items else "Nội dung theo kế hoạch kiểm tra."


def _team(one: PaperRound) -> Block:
    return table("", _TEAM, [[str(n), *member] for n, member in enumerate(one.team, start=1)])


def _groups(one: PaperRound) -> list[str]:
    """The items of the second level, each once; a line that stands below none is its own."""
    found: list[str] = []
    for _, above, said, _, _ in one.items:
        group = above.split(" – ")[0] if above else said
        if group not in found:
            found.append(group)
    return found


def _outline(one: PaperRound) -> list[Block]:
    """The lines under what they stand below, as a list that the unit answers point by point."""
    groups: dict[str, list[str]] = {}
    for _, above, said, _, _ in one.items:
        groups.setdefault(above, []).append(said)
    found = [block for above, said in groups.items() for block in ([heading(above)] if above else []) + [items(said)]]
    return found or [text("Theo nội dung nêu tại phần III.")]


def _results(rows: Sequence[tuple[str, str, str, str, str]]) -> Block:
    return table("", _RESULTS, [[code, said, mark or "Chưa ghi", note] for code, _, said, mark, note in rows])


def _listed(names: Sequence[str]) -> Block:
    return items(names) if names else text(_NONE_SAID)
