"""What stands on each paper of an assessment, laid out as Decree 30/2020/NĐ-CP asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tthc.core.criteria.rules import Subject
from tthc.core.criteria.rules.papers import (
    COMMENTS,
    COUNCIL,
    DECISION,
    MINUTES,
    REPORT,
    REQUEST,
    SCORE_SHEET,
    Case,
    House,
    Met,
    Paper,
    PaperLine,
)
from tthc.core.criteria.rules.standing import Standing
from tthc.kernel.document import Block, capitals, items, part, spoken, table, text
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day, number, percent

Content = dict[str, Any]
_WORDS_OF_NOTHING = "Không có."


def content(paper: Paper, case: Case) -> Content:
    """What the template criteria_paper.html is filled with."""
    return _MAKERS[paper.kind](case)


def _frame(case: Case, house: House, symbol: str, title: str, subject: str, *parts: Any, **more: Any) -> Content:
    return {
        "agency": {"superior": house.superior.upper() or None, "name": capitals(house.name), "place": house.place},
        "number": None,
        "symbol": f"{symbol}-{house.symbol}" if house.symbol else symbol,
        "date": case.today.isoformat(),
        "title": title,
        "subject": subject,
        "addressee": "",
        "bases": [],
        "opening": [],
        "parts": list(parts),
        "recipients": ["Như trên", "Lưu: VT"],
        "signatures": [_signature(house, on_behalf=house.on_behalf)],
        "issuer": "",
        "verb": "",
        "is_test": False,
    } | more


def _signature(house: House, *, on_behalf: str) -> Content:
    return {"on_behalf": on_behalf, "post": house.post.upper(), "name": house.signer}


def _about(case: Case) -> str:
    return f"{_STANDARDS[case.subject]} năm {case.year}"


_STANDARDS = {Subject.LAW_ACCESS: "chuẩn tiếp cận pháp luật", Subject.NEW_RURAL: "tiêu chí nông thôn mới"}


def _grid(case: Case, *, is_judged: bool) -> Block:
    columns = [("TT", "center", 8), ("Chỉ tiêu", "left", 30), ("Mức cần đạt, điểm tối đa", "center", 13), ("Tự chấm", "center", 11)]
    columns += [("Thẩm định", "center", 11)] if is_judged else []
    columns.append(("Minh chứng, giải trình", "left", 27 if is_judged else 38))
    rows = [[one.number, one.title, one.most, one.own, *((one.final,) if is_judged else ()), _ground(one, is_judged)] for one in case.lines]
    return table(f"Bộ tiêu chí: {case.set_title}", columns, rows)


def _ground(line: PaperLine, is_judged: bool) -> str:  # noqa: FBT001 - one of two papers
    said = [line.ground, f"Ý kiến thẩm định: {line.comment}" if is_judged and line.comment else ""]
    return ". ".join(one.rstrip(".") for one in said if one)


def _sums(standing: Standing) -> list[str]:
    criteria = [f"Tiêu chí {one.criterion.number}: {one.sentence}" for one in standing.criteria]
    return [*_totals(standing), *criteria]


def _totals(standing: Standing) -> list[str]:
    if not standing.full:
        lines = [line for one in standing.criteria for line in one.lines]
        applicable = [line for line in lines if not line.judgement.is_not_applicable]
        met = sum(line.judgement.is_met is True for line in applicable)
        return [f"Số chỉ tiêu đạt: {met}/{len(applicable)}"]
    share = f", bằng {percent(standing.share, 2)}" if standing.share is not None else ""
    return [f"Tổng điểm: {number(standing.points)}/{number(standing.most)}{share}"]


def _conditions(case: Case) -> list[Block]:
    told = [f"{words.rstrip('.')}: {_YES[answered]}" for words, answered in case.conditions]
    return [text("Điều kiện kèm theo:"), items(told)] if told else []


_YES = {True: "đáp ứng", False: "không đáp ứng", None: "chưa trả lời"}


def _verdict(standing: Standing) -> str:
    return {True: "đủ điều kiện đạt", False: "chưa đủ điều kiện đạt", None: "chưa đủ dữ liệu để kết luận"}[standing.is_met]


def _score_sheet(case: Case) -> Content:
    standing = case.final if case.is_judged else case.own
    parts = [part("", _grid(case, is_judged=case.is_judged)), part("", items(_sums(standing)), *_conditions(case))]
    return _frame(case, case.commune, "BCĐ", "BẢNG CHẤM ĐIỂM", f"Đánh giá {_about(case)}", *parts, recipients=[])


def _report(case: Case) -> Content:
    name = spoken(case.commune.name)
    comments = f"Đã nhận {len(case.comments)} ý kiến, đã tiếp thu, giải trình đầy đủ." if case.comments else "Không có ý kiến góp ý."
    meeting = f"Họp tự đánh giá ngày {day(case.meeting.held_on)}, chủ trì: {case.meeting.chair}." if case.meeting else ""
    steps = [case.posting or "Chưa niêm yết dự thảo.", comments, *([meeting] if meeting else [])]
    short = [one for one in case.lines if not one.is_criterion and (one.own.startswith("Không đạt") or one.own == "Chưa chấm")]
    missing = [f"{one.number}. {one.title}: {one.own}" for one in short] or [_WORDS_OF_NOTHING]
    opening = f"{name} báo cáo kết quả tự đánh giá {_about(case)} như sau:"
    parts = [
        part("I. Quá trình tự đánh giá", items(steps)),
        part("II. Kết quả", items(_sums(case.own)), _grid(case, is_judged=False), *_conditions(case)),
        part("III. Chỉ tiêu chưa đạt", items(missing)),
        part("IV. Tự đánh giá", text(f"{name} tự đánh giá {_verdict(case.own)} {_about(case)}.")),
    ]
    told = {"addressee": spoken(case.judge.name), "opening": [opening]}
    return _frame(case, case.commune, "BC", "BÁO CÁO", f"Kết quả tự đánh giá {_about(case)}", *parts, **told)


def _comments(case: Case) -> Content:
    columns = [("TT", "center", 8), ("Cá nhân, tổ chức", "left", 18), ("Ngày", "center", 12), ("Nội dung góp ý", "left", 32)]
    columns.append(("Tiếp thu, giải trình", "left", 30))
    rows = [
        [str(place), one.sender, day(one.received_on), f"{one.about}: {one.words}", one.answer]
        for place, one in enumerate(case.comments, start=1)
    ]
    body = table("", columns, rows) if rows else text("Không có ý kiến góp ý trong thời gian niêm yết.")
    opening = [case.posting] if case.posting else []
    told = {"opening": opening, "recipients": []}
    return _frame(case, case.commune, "BTH", "BẢNG TỔNG HỢP Ý KIẾN", f"Góp ý dự thảo tự đánh giá {_about(case)}", part("", body), **told)


def _met_parts(met: Met, agenda: Sequence[Block]) -> list[dict[str, Any]]:
    favour = [f"Biểu quyết: {met.in_favour}/{met.present} người dự họp đồng ý."] if met.in_favour is not None else []
    who = [f"Chủ trì: {met.chair}", *([f"Thư ký: {met.secretary}"] if met.secretary else [])]
    people = [*who, f"Có mặt: {met.present}/{len(met.members)} người" if met.members else f"Có mặt: {met.present} người", *met.members]
    where = f" tại {met.place}" if met.place else ""
    return [
        part("I. Thời gian, thành phần", text(f"Cuộc họp diễn ra ngày {day(met.held_on)}{where}."), items(people)),
        part("II. Nội dung", *agenda, *([text(line) for line in met.words.splitlines() if tidy(line)])),
        part("III. Kết luận", text(" ".join([*favour, "Biên bản được đọc lại cho những người dự họp và thông qua."]))),
    ]


def _both(met: Met) -> dict[str, Any]:
    secretary = {"on_behalf": "", "post": "THƯ KÝ", "name": met.secretary}
    chair = {"on_behalf": "", "post": "CHỦ TRÌ", "name": met.chair}
    return {"signatures": [secretary, chair], "recipients": [], "date": met.held_on.isoformat()}


def _minutes(case: Case) -> Content:
    met = _needed(case.meeting)
    parts = _met_parts(met, [text(f"Thống nhất kết quả tự chấm {_about(case)}:"), items(_sums(case.own))])
    return _frame(case, case.commune, "BB", "BIÊN BẢN", f"Họp tự đánh giá {_about(case)}", *parts, **_both(met))


def _request(case: Case) -> Content:
    name = spoken(case.commune.name)
    opening = [
        f"Căn cứ {case.basis}." if case.basis else "",
        f"{name} đã tự đánh giá {_about(case)} theo bộ tiêu chí “{case.set_title}”, kết quả như sau:",
    ]
    asked = f"{name} đề nghị {spoken(case.judge.name)} thẩm định, quyết định công nhận đạt {_about(case)}."
    files = ["Hồ sơ gửi kèm gồm:"] if case.attached else []
    parts = [
        part("", items(_totals(case.own)), text(f"Tự đánh giá: {_verdict(case.own)}. {asked}")),
        part("", *[text(one) for one in files], *([items(case.attached)] if case.attached else [])),
    ]
    told = {"addressee": spoken(case.judge.name), "opening": [one for one in opening if one]}
    return _frame(case, case.commune, "TTr", "TỜ TRÌNH", f"Đề nghị thẩm định, công nhận đạt {_about(case)}", *parts, **told)


def _council(case: Case) -> Content:
    met = _needed(case.council)
    lowered = [f"{one.number}: {one.own} → {one.final}. {one.comment}" for one in case.lines if one.own != one.final]
    agenda = [text(f"Đánh giá hồ sơ của {spoken(case.commune.name)} {_about(case)}:"), items(_sums(case.final))]
    agenda += [text("Chỉ tiêu thay đổi so với điểm tự chấm:"), items(lowered)] if lowered else []
    return _frame(case, case.judge, "BB", "BIÊN BẢN", f"Họp Hội đồng đánh giá {_about(case)}", *_met_parts(met, agenda), **_both(met))


def _decision(case: Case) -> Content:
    commune = spoken(case.commune.name)
    bases = [f"Căn cứ {case.basis};"] if case.basis else []
    bases.append(f"Xét hồ sơ đề nghị của {commune} và kết quả thẩm định.")
    told = f"Công nhận {commune} đạt" if case.is_met else f"{commune} chưa đạt"
    articles = [
        text(f"Điều 1. {told} {_about(case)}, theo bộ tiêu chí “{case.set_title}”."),
        items(_totals(case.final)),
        text(f"Điều 2. Kết quả được niêm yết tại trụ sở {commune} và công khai theo quy định."),
        text(f"Điều 3. {commune} và các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành quyết định này."),
    ]
    head: Content = {"number": case.decision or None, "bases": bases, "recipients": ["Như Điều 3", "Lưu: VT"]}
    post = f"{case.judge.post} {capitals(case.judge.name)}".upper()
    head |= {"issuer": post, "verb": "QUYẾT ĐỊNH:", "signatures": [_signature(case.judge, on_behalf="")]}
    head |= {"date": case.decided_on.isoformat()} if case.decided_on else {}
    subject = f"Về việc {'công nhận đạt' if case.is_met else 'kết quả đánh giá'} {_about(case)}"
    return _frame(case, case.judge, "QĐ", "QUYẾT ĐỊNH", subject, part("", *articles), **head)


def _needed(met: Met | None) -> Met:
    if met is None:
        raise ValueError("a paper of a meeting that was not held")
    return met


_MAKERS = {
    SCORE_SHEET.kind: _score_sheet,
    REPORT.kind: _report,
    COMMENTS.kind: _comments,
    MINUTES.kind: _minutes,
    REQUEST.kind: _request,
    COUNCIL.kind: _council,
    DECISION.kind: _decision,
}
