"""The document of a report: the outline of Decree 63/2010, article 35(3), in sentences that repeat the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tthc.core.reports.rules import NOTHING, Facts, Outcome, Piece, ReportKind, brief, by_task, figures, how_many, overdue, units
from tthc.kernel.document import Block, Content, heading, items, part, report, spoken, table, text
from tthc.kernel.vietnamese import day

_WORK = (
    ("TT", "center", 6),
    ("Nhiệm vụ", "left", 32),
    ("Đơn vị", "left", 18),
    ("Hạn", "center", 15),
    ("Kết quả", "left", 14),
    ("Minh chứng", "left", 15),
)
_TARGETS = (
    ("Chỉ tiêu", "left", 46),
    ("Kế hoạch", "right", 14),
    ("Thực hiện", "right", 14),
    ("Số liệu", "right", 14),
    ("Kết quả", "left", 12),
)
_STANDING = {True: "Đạt", False: "Chưa đạt", None: "Chưa có số liệu"}


def default_wording(facts: Facts) -> dict[str, str]:
    """What the report says where nobody wrote anything: sentences that only repeat the figures."""
    late = [p for p in facts.pieces if p.days_late or p.is_overdue(facts.as_of)]
    met, valued = sum(m.is_met is True for m in facts.measures), sum(bool(m.shown) for m in facts.measures)
    strengths = _summary(facts.pieces, facts.as_of) + (f" Đạt {met}/{valued} chỉ tiêu có số liệu." if valued else "")
    return {
        "strengths": strengths,
        "weaknesses": f"Có {len(late)} việc trễ hạn hoặc quá hạn:" if late else "Không có việc trễ hạn.",
        "causes": "Đơn vị được giao chưa gửi kết quả đúng thời hạn của kế hoạch." if late else NOTHING,
        "outlook": "Tập trung hoàn thành các nhiệm vụ sau:" if facts.upcoming else "Tiếp tục thực hiện kế hoạch theo thời hạn được giao.",
        "proposals": "Không có kiến nghị, đề xuất.",
    }


def compose(facts: Facts, wording: Mapping[str, str]) -> Content:
    """The content of a report: the outline of Decree 63/2010, article 35(3), filled from the facts and a person's own words."""
    words = default_wording(facts) | {key: value for key, value in wording.items() if value}
    name = spoken(facts.head.name)
    period = facts.period.title[0].lower() + facts.period.title[1:]
    if facts.section:
        form, subject = ReportKind.SECTION, f'Tiến độ thực hiện nội dung "{facts.section.title}" năm {facts.period.year}'
    else:
        form, subject = ReportKind.PERIOD, f"Công tác kiểm soát thủ tục hành chính {period}"
    window = f"từ ngày {day(facts.period.start)} đến ngày {day(min(facts.as_of, facts.period.end))}"
    basis = f"Thực hiện {'; '.join(facts.head.plans)}, " if facts.head.plans else ""
    return report(
        facts.head,
        form.value,
        facts.as_of,
        subject=subject,
        opening=f"{basis}{name} báo cáo kết quả {period} (số liệu {window}) như sau:",
        closing=f"Trên đây là báo cáo của {name}" + (f", kính gửi {spoken(facts.head.superior)}" if facts.head.superior else ""),
        parts=[_results(facts, wording), _judgement(facts, words), *_outlook(facts, words)],
        annexes=_annexes(facts),
        figures=figures(facts),
    )


def _results(facts: Facts, wording: Mapping[str, str]) -> dict[str, Any]:
    blocks: list[Block] = []
    for place, section in enumerate(facts.sections, start=1):
        here = [p for p in facts.pieces if p.section is section]
        blocks.append(heading(f"{place}. {section.title}"))
        blocks.append(text(_summary(here, facts.as_of) if here else NOTHING))
        proved = [f"{brief(p.title)} ({p.unit}): {'; '.join(p.documents)}" for p in here if p.outcome is Outcome.DONE and p.documents]
        if proved:
            blocks.append(items(proved))
        if wording.get(section.value):
            blocks.append(text(wording[section.value]))
    return part("I. Tình hình, kết quả", *blocks)


def _judgement(facts: Facts, words: Mapping[str, str]) -> dict[str, Any]:
    late = [p for p in facts.pieces if p.days_late or p.is_overdue(facts.as_of)]
    lines = [f"{brief(p.title)} ({p.unit}, hạn {day(p.due_on)}): {p.words(facts.as_of).lower()}" for p in late if p.due_on]
    return part(
        "II. Đánh giá",
        heading("1. Ưu điểm"),
        text(words["strengths"]),
        heading("2. Tồn tại, hạn chế"),
        text(words["weaknesses"]),
        *([items(lines)] if lines else []),
        heading("3. Nguyên nhân"),
        text(words["causes"]),
    )


def _outlook(facts: Facts, words: Mapping[str, str]) -> list[dict[str, Any]]:
    lines = []
    for of in by_task(facts.upcoming):
        due = min((p.due_on for p in of if p.due_on), default=None)
        lines.append(f"{brief(of[0].title)} ({units(of)})" + (f": hạn {day(due)}" if due else ""))
    return [
        part("III. Phương hướng, nhiệm vụ kỳ tới", text(words["outlook"]), *([items(lines)] if lines else [])),
        part("IV. Kiến nghị, đề xuất", text(words["proposals"])),
    ]


def _annexes(facts: Facts) -> list[dict[str, Any]]:
    work = [
        (str(n), p.title, p.unit, day(p.due_on) if p.due_on else "", p.words(facts.as_of), "; ".join(p.documents))
        for n, p in enumerate(facts.pieces, start=1)
    ]
    found = [part("Phụ lục I. Kết quả thực hiện nhiệm vụ", table("Nhiệm vụ của kỳ báo cáo", _WORK, work) if work else text(NOTHING))]
    if facts.measures:
        targets = [(m.text, m.goal, m.shown, m.ratio, _STANDING[m.is_met]) for m in facts.measures]
        found.append(part("Phụ lục II. Kết quả thực hiện chỉ tiêu", table("Chỉ tiêu của kế hoạch", _TARGETS, targets)))
    return found


def _summary(pieces: Sequence[Piece], as_of: date) -> str:
    done, late = how_many(pieces, Outcome.DONE), sum(1 for p in pieces if p.outcome is Outcome.DONE and p.days_late)
    said = [f"Hoàn thành {done}/{len(pieces)} việc" + (f" ({done - late} đúng hạn, {late} trễ hạn)" if done else "")]
    for words, outcome in (
        ("không phát sinh", Outcome.NOTHING),
        ("chờ duyệt", Outcome.WAITING),
        ("chưa hoàn thành", Outcome.OPEN),
    ):
        if n := how_many(pieces, outcome):
            said.append(f"{words} {n} việc")
    if n := overdue(pieces, as_of):
        said[-1] += f" (trong đó quá hạn {n} việc)"
    return f"{'; '.join(said)}."
