"""The papers of a year's inspections: the report of results and the yearly conclusion (Decree 30/2020); sentences are the agency's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tthc.core.registers.rules.printing import Content, Printing, Sentence, lines
from tthc.kernel.document import Block, Letterhead, items, part, report, spoken
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day

_RECIPIENTS = "Nơi nhận (mỗi nơi một dòng)"
_SIGNING = (
    Sentence("post", "Chức vụ của người ký", "CHỦ TỊCH", is_long=False),
    Sentence("signer", "Họ và tên người ký", "", is_long=False),
)
RESULTS = (
    Sentence("subject", "Trích yếu", "Kết quả kiểm tra việc thực hiện kiểm soát thủ tục hành chính năm {năm}", is_long=False),
    Sentence(
        "opening",
        "Đoạn mở đầu",
        "Thực hiện kế hoạch kiểm tra năm {năm}, {cơ quan} báo cáo kết quả kiểm tra tính đến ngày {ngày} như sau:",
    ),
    Sentence("remarks", "Nhận xét, đánh giá (mỗi ý một dòng)", ""),
    Sentence("proposals", "Đề xuất, kiến nghị (mỗi ý một dòng)", ""),
    Sentence("closing", "Đoạn kết", "Trên đây là báo cáo kết quả kiểm tra năm {năm} của {cơ quan}."),
    Sentence("recipients", _RECIPIENTS, "Như trên\nCác đơn vị được kiểm tra\nLưu: VT"),
    *_SIGNING,
)
CONCLUSIONS = (
    Sentence("subject", "Trích yếu", "Kết luận về công tác kiểm tra kiểm soát thủ tục hành chính năm {năm}", is_long=False),
    Sentence("opening", "Đoạn mở đầu", "Qua kiểm tra việc thực hiện kiểm soát thủ tục hành chính năm {năm}, {cơ quan} kết luận như sau:"),
    Sentence("strengths", "Ưu điểm (mỗi ý một dòng)", ""),
    Sentence(
        "demands",
        "Yêu cầu đối với các đơn vị (mỗi ý một dòng)",
        "Đơn vị có kiến nghị chưa khắc phục thực hiện xong theo thời hạn đã nêu và báo cáo kết quả\n"
        "Đơn vị chưa báo cáo kết quả kiểm tra rà soát trách nhiệm và thực hiện chế độ báo cáo theo quy định",
    ),
    Sentence("closing", "Đoạn kết", "Các đơn vị được kiểm tra nghiêm túc thực hiện thông báo kết luận này."),
    Sentence("recipients", _RECIPIENTS, "Các đơn vị được kiểm tra\nLưu: VT"),
    *_SIGNING,
)


def results(printing: Printing, year: int, parts: Mapping[str, Sequence[Block]], annexes: list[dict[str, Any]]) -> Content:
    """The report of results of the year."""
    said = _said(printing, RESULTS, year)
    own = [("Nhận xét, đánh giá", said["remarks"]), ("Đề xuất, kiến nghị", said["proposals"])]
    return _paper(printing, said, _numbered(parts, own), annexes)


def conclusion(printing: Printing, year: int, parts: Mapping[str, Sequence[Block]], annexes: list[dict[str, Any]]) -> Content:
    """The conclusion of the year's inspections, for every unit that was inspected."""
    said = _said(printing, CONCLUSIONS, year)
    strengths = {"Ưu điểm": _own(said["strengths"])}
    told = _numbered(strengths | dict(parts), [("Yêu cầu đối với các đơn vị", said["demands"])])
    symbol = f"TB-{printing.office.symbol}" if printing.office.symbol else "TB"
    return _paper(printing, said, told, annexes) | {"title": "THÔNG BÁO", "symbol": symbol, "addressee": []}


def _paper(printing: Printing, said: Mapping[str, str], parts: list[dict[str, Any]], annexes: list[dict[str, Any]]) -> Content:
    office = printing.office
    recipients = tuple(lines(said["recipients"]))
    head = Letterhead(
        office.name, office.superior, office.place, office.symbol, recipients=recipients, signer=said["signer"], post=said["post"]
    )
    return report(
        head,
        "inspection",
        printing.today,
        subject=said["subject"],
        opening=said["opening"],
        closing=said["closing"],
        parts=parts,
        annexes=annexes,
        figures=[],
    )


def _numbered(parts: Mapping[str, Sequence[Block]], own: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Parts that hold something, with Roman numbers; the agency's own words come last."""
    told = [(title, tuple(blocks)) for title, blocks in parts.items()]
    told += [(title, _own(words)) for title, words in own]
    found = [(title, blocks) for title, blocks in told if blocks]
    return [part(f"{_ROMAN[place]}. {title}", *blocks) for place, (title, blocks) in enumerate(found)]


def _own(words: str) -> tuple[Block, ...]:
    """The agency's own words, a line each."""
    return (items(lines(words)),) if lines(words) else ()


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def _said(printing: Printing, sentences: Sequence[Sentence], year: int) -> dict[str, str]:
    meant = {"năm": str(year), "cơ quan": spoken(printing.office.name), "ngày": day(printing.today)}
    return {one.name: _filled(printing.words(one), meant) for one in sentences}


def _filled(sentence: str, meant: Mapping[str, str]) -> str:
    """The sentence with its places filled; braces that are no place stay as they were typed."""
    return re.sub(r"\{([^{}]+)\}", lambda found: meant.get(tidy(found[1]), found[0]), sentence)
