"""What stands on the papers of reviews, as plain values (Decree 30/2020): plan, report, submission of a proposal, list of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tthc.core.registers.rules.printing import Content, Printing, Sentence, head, lines
from tthc.core.reviews.rules.costs import Reckoning, Side, Step, Terms, cost_of, explained, year_explained
from tthc.core.reviews.rules.diagram import Box, flow
from tthc.kernel.document import COMMITTEE, Block, items, part, spoken, table, text
from tthc.kernel.text import fold, tidy
from tthc.kernel.vietnamese import day, number

_FOOT = (
    Sentence("on_behalf", "Quyền hạn của người ký", "", is_long=False),
    Sentence("post", "Chức vụ của người ký", "CHỦ TỊCH", is_long=False),
    Sentence("signer", "Họ và tên người ký", "", is_long=False),
)


def _sentences(symbol: str, title: str, subject: str, opening: str, closing: str, first: str = "Như trên") -> tuple[Sentence, ...]:
    return (
        Sentence("symbol", "Ký hiệu văn bản", symbol, is_long=False),
        Sentence("title", "Tên văn bản", title, is_long=False),
        Sentence("subject", "Trích yếu", subject, is_long=False),
        Sentence("opening", "Đoạn mở đầu (mỗi đoạn một dòng)", opening),
        Sentence("closing", "Đoạn kết (mỗi đoạn một dòng)", closing),
        Sentence("recipients", "Nơi nhận (mỗi nơi một dòng)", f"{first}\nLưu: VT"),
        *_FOOT,
    )


PLAN = _sentences(
    "KH",
    "KẾ HOẠCH",
    "Rà soát, đánh giá thủ tục hành chính năm {năm}",
    "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục hành chính (đã được sửa đổi, bổ sung), "
    "{cơ quan} ban hành Kế hoạch rà soát, đánh giá thủ tục hành chính năm {năm} như sau.\n"
    "Mục đích: phát hiện, kiến nghị bãi bỏ, sửa đổi thủ tục không cần thiết, không hợp lý, không hợp pháp; "
    "cắt giảm chi phí tuân thủ của cá nhân, tổ chức.",
    "Các đơn vị được giao tổ chức rà soát, gửi báo cáo kết quả và phương án đơn giản hóa đúng thời hạn; "
    "khi có vướng mắc, phản ánh về {cơ quan} để xem xét, giải quyết.",
    "Các đơn vị thực hiện",
)
REPORT = _sentences(
    "BC",
    "BÁO CÁO",
    "Kết quả rà soát, đánh giá thủ tục hành chính",
    "{cơ quan} báo cáo kết quả rà soát “{thủ tục}” như sau.",
    "Trên đây là báo cáo kết quả rà soát của {cơ quan}.",
)
PROPOSAL = (
    *_sentences(
        "TTr",
        "TỜ TRÌNH",
        "Về phương án đơn giản hóa thủ tục hành chính",
        "Qua rà soát, {cơ quan} đề nghị {cấp quyết định} xem xét, quyết định phương án đơn giản hóa “{thủ tục}” như sau.",
        "Kính trình {cấp quyết định} xem xét, quyết định.",
    ),
    Sentence("addressee", "Kính gửi, khi không phải cấp trên trực tiếp", "", is_long=False),
)
DRAFTS = _sentences(
    "DS",
    "DANH SÁCH",
    "Dự thảo văn bản có quy định thủ tục hành chính",
    "Danh sách dự thảo văn bản và kết quả đánh giá tác động, cho ý kiến của {cơ quan}.",
    "",
    "Các đơn vị soạn thảo",
)
_COSTS = (
    ("TT", "center", 6),
    ("Bước", "left", 18),
    ("Cách tính trước rà soát", "left", 24),
    ("Trước (đồng)", "right", 14),
    ("Cách tính sau rà soát", "left", 24),
    ("Sau (đồng)", "right", 14),
)
_PLANNED = (
    ("TT", "center", 6),
    ("Thủ tục, nhóm thủ tục", "left", 29),
    ("Căn cứ lựa chọn", "left", 20),
    ("Đơn vị thực hiện", "left", 15),
    ("Thời gian", "center", 15),
    ("Dự kiến sản phẩm", "left", 15),
)
_DRAFTED = (
    ("TT", "center", 6),
    ("Tên dự thảo", "left", 24),
    ("Loại văn bản", "left", 13),
    ("Đơn vị soạn thảo", "left", 14),
    ("Ngày đưa vào sổ", "center", 15),
    ("Đánh giá tác động", "left", 14),
    ("Văn bản cho ý kiến", "left", 14),
)


@dataclass(frozen=True)
class Facts:
    """A review as its papers tell it; words of the screen."""

    subject: str
    codes: str
    unit: str
    reason: str
    begins: str
    ends: str
    product: str
    criteria: Sequence[tuple[str, str, str]]  # title, answer, words
    proposals: Sequence[str]
    proposal_words: str
    level: str
    number: str = ""
    sent_on: str = ""  # ISO


@dataclass(frozen=True)
class Costs:
    """A cost sheet with its result."""

    gdp_year: int
    terms: Terms
    steps: Sequence[Step]
    reckoning: Reckoning


def plan(printing: Printing, year: int, rows: Sequence[Facts]) -> Content:
    """The plan of the year's reviews, with the five things that Decree 63/2010 asks of each."""
    told = [[str(n), _named(one), one.reason, one.unit, f"{one.begins} – {one.ends}", one.product] for n, one in enumerate(rows, start=1)]
    parts = [part("Danh mục thủ tục rà soát", table("", _PLANNED, told))]
    return _paper(printing, PLAN, {"năm": str(year)}, parts)


def report(printing: Printing, one: Facts, costs: Costs | None) -> Content:
    """The report of one review."""
    parts = [
        part("I. Nội dung rà soát", *_about(one)),
        part("II. Kết quả đánh giá", *_criteria(one)),
        part("III. Chi phí tuân thủ", *_costs(costs)),
        part("IV. Phương án đề xuất", *_proposals(one)),
    ]
    annexes = [part("Phụ lục. Sơ đồ thực hiện thủ tục", _diagram(costs))] if costs else []
    return _paper(printing, REPORT, {"thủ tục": one.subject}, parts) | {"annexes": annexes}


def proposal(printing: Printing, one: Facts, costs: Costs | None) -> Content:
    """The submission of a proposal to the level that decides, its cost sheet and diagram annexed."""
    words = {sentence.name: printing.words(sentence) for sentence in PROPOSAL}
    to = words["addressee"] or spoken(printing.office.superior) or one.level or "cấp có thẩm quyền"
    parts = [part("I. Phương án đơn giản hóa", *_proposals(one)), part("II. Lý do", *_criteria(one))]
    parts.append(part("III. Chi phí tuân thủ", text(costs.reckoning.words if costs else "Chưa tính chi phí tuân thủ.")))
    annexes = [part("Phụ lục I. Bảng tính chi phí tuân thủ", *_costs(costs)), part("Phụ lục II. Sơ đồ", _diagram(costs))] if costs else []
    more = {"annexes": annexes, "addressee": to, "number": one.number or None}
    content = _paper(printing, PROPOSAL, {"thủ tục": one.subject, "cấp quyết định": to}, parts) | more
    return content | ({"date": one.sent_on} if one.sent_on else {})


def drafts(printing: Printing, rows: Sequence[Mapping[str, str]], told: str) -> Content:
    """The list of drafts; rows have the words of each column."""
    names = ("title", "kind", "drafter", "drafted_on", "assessed", "opinion")
    grid = [[str(n), *(row[name] for name in names)] for n, row in enumerate(rows, start=1)]
    return _paper(printing, DRAFTS, {}, [part("", text(told), table("", _DRAFTED, grid))])


def _named(one: Facts) -> str:
    return f"{one.subject} (mã {one.codes})" if one.codes else one.subject


def _about(one: Facts) -> list[Block]:
    told = [f"Thủ tục, nhóm thủ tục: {_named(one)}", f"Đơn vị thực hiện: {one.unit}", f"Căn cứ lựa chọn: {one.reason}"]
    return [items([*told, f"Thời gian: từ {one.begins} đến {one.ends}", f"Sản phẩm: {one.product}"])]


def _criteria(one: Facts) -> list[Block]:
    told = [f"{title}: {': '.join(filter(None, (answer, words)))}" for title, answer, words in one.criteria if answer or words]
    return [items(told)] if told else [text("Chưa ghi kết quả đánh giá theo các tiêu chí.")]


def _proposals(one: Facts) -> list[Block]:
    if not one.proposals:
        return [text("Chưa có phương án.")]
    blocks = [text(f"Phương án: {'; '.join(one.proposals)}.")]
    blocks += [text(line) for line in lines(one.proposal_words)]
    return [*blocks, text(f"Cấp có thẩm quyền quyết định: {one.level}.")] if one.level else blocks


def _costs(costs: Costs | None) -> list[Block]:
    if costs is None:
        return [text("Chưa tính chi phí tuân thủ.")]
    found, terms = costs.reckoning, costs.terms
    rows = [
        [str(n), step.title, *_cells(step.before, found.income), *_cells(step.after, found.income)]
        for n, step in enumerate(costs.steps, start=1)
    ]
    rows.append(["", "Cộng một lần thực hiện", "", number(found.before.once), "", number(found.after.once)])
    income = f"GDP bình quân đầu người năm {costs.gdp_year} là {number(terms.gdp_per_head)} đồng"
    return [
        text(f"Thu nhập một giờ làm việc: {number(found.income)} đồng ({income}, chia cho 12 tháng × 22 ngày × 8 giờ)."),
        table("Chi phí tuân thủ của một lần thực hiện", _COSTS, rows),
        text(f"Một năm, trước rà soát: {year_explained(found.before, terms.before)}."),
        text(f"Một năm, sau rà soát: {year_explained(found.after, terms.after)}."),
        text(found.words),
    ]


def _cells(side: Side, income: int) -> tuple[str, str]:
    return explained(side, income), number(cost_of(side, income)) if side.is_there else "–"


def _diagram(costs: Costs | None) -> Block:
    """A block of its own kind, drawn by the template of these papers."""
    found = flow(costs.steps, costs.reckoning.income) if costs else None
    sides = [("Trước rà soát", found.before), ("Sau rà soát", found.after)] if found else []
    return {"kind": "flow", "sides": [{"title": title, "boxes": [_box(box) for box in boxes]} for title, boxes in sides]}


def _box(box: Box) -> Mapping[str, str]:
    return {"title": box.title, "cost": box.cost, "words": box.words, "change": str(box.change)}


def _paper(printing: Printing, sentences: Sequence[Sentence], meant: Mapping[str, str], parts: list[Any]) -> Content:
    said = {one.name: printing.words(one) for one in sentences}
    office = printing.office
    known = {"cơ quan": spoken(office.name), "ngày": day(printing.today), **meant}
    is_committee = fold(office.name).startswith((fold(COMMITTEE), "ubnd"))
    symbol = "-".join(filter(None, (said["symbol"], office.symbol)))
    return head(printing, said["title"], _filled(said["subject"], known)) | {
        "number": None,
        "symbol": symbol,
        "addressee": "",
        "opening": [_filled(line, known) for line in lines(said["opening"])],
        "parts": [*parts],
        "annexes": [],
        "closing": [_filled(line, known) for line in lines(said["closing"])],
        "recipients": lines(said["recipients"]),
        "signature": {
            "on_behalf": said["on_behalf"] or (f"TM. {COMMITTEE.upper()}" if is_committee else ""),
            "post": said["post"],
            "name": said["signer"],
        },
        "is_test": False,
    }


def _filled(sentence: str, known: Mapping[str, str]) -> str:
    """The sentence with its places filled; braces that are no place stay as they were typed."""
    for name, words in known.items():
        sentence = sentence.replace(f"{{{name}}}", words)
    return tidy(sentence)
