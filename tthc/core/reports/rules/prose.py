"""The document of a report: the outline of Decree 63/2010, article 35(3), in sentences that repeat the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tthc.core.reports.rules import NOTHING, Facts, Measure, Outcome, Piece, ReportKind, works
from tthc.core.reports.rules.chapters import brought, followed, untasked
from tthc.core.reports.rules.figures import STANDING, figures, how_many, overdue
from tthc.core.reports.rules.works import brief, by_task, units
from tthc.kernel.document import Block, Content, heading, items, part, report, spoken, table, text
from tthc.kernel.vietnamese import day

_WEAKNESSES = "2. Tồn tại, hạn chế"
_NO_WEAKNESS = ("Không có việc trễ hạn.",)
_WORK = (
    ("TT", "center", 5),
    ("Nhiệm vụ", "left", 33),
    ("Đơn vị", "left", 21),
    ("Hạn", "center", 14),
    ("Kết quả", "center", 10),
    ("Minh chứng", "left", 17),
)
_TARGETS = (
    ("TT", "center", 5),
    ("Chỉ tiêu", "left", 47),
    ("Kế hoạch", "center", 11),
    ("Thực hiện", "center", 11),
    ("Số liệu", "center", 13),
    ("Kết quả", "left", 13),
)

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ONE_LINE = 64  # letters of a title that fill one line; the annex has it in full
_TWO_LINES = 104


def limits_in(content: Content) -> list[str]:
    """What a report names as unfinished and wanting, a sentence or an item each; nothing where it names nothing."""
    found: list[str] = []
    for portion in content.get("parts", []):
        is_told = False
        for block in portion["blocks"]:
            if block["kind"] == "heading":
                is_told = block["text"] == _WEAKNESSES
            elif is_told:
                found += block.get("items") or ([block["text"]] if block.get("text") else [])
    return [line for line in found if line not in _NO_WEAKNESS]


def default_wording(facts: Facts) -> dict[str, str]:
    """What the report says where nobody wrote anything: sentences that only repeat the figures."""
    late, unmet = _late(facts), _unmet(facts)
    met, valued = sum(m.is_met is True for m in facts.measures), sum(bool(m.shown) for m in facts.measures)
    nothing = "Kết quả thực hiện nêu tại phần II." if facts.section and facts.chapters else NOTHING
    strengths = _summary(facts.pieces, facts.as_of) if facts.pieces else nothing
    behind = [f"{len(late)} việc trễ hạn hoặc quá hạn"] if late else []
    behind += [f"{len(unmet)} chỉ tiêu chưa đạt"] if unmet else []
    causes = ["Đơn vị được giao chưa gửi kết quả đúng thời hạn của kế hoạch."] if late else []
    causes += ["Các chỉ tiêu chưa đạt đang được tiếp tục thực hiện theo kế hoạch của năm."] if unmet else []
    return {
        "strengths": strengths + (f" Đạt {met}/{valued} chỉ tiêu có số liệu." if valued else ""),
        "weaknesses": f"Có {' và '.join(behind)}:" if behind else _NO_WEAKNESS[0],
        "causes": " ".join(causes) or NOTHING,
        "outlook": "Tập trung hoàn thành các nhiệm vụ sau:" if facts.upcoming else "Tiếp tục thực hiện kế hoạch theo thời hạn được giao.",
        "proposals": "Không có kiến nghị, đề xuất.",
    }


def compose(facts: Facts, wording: Mapping[str, str]) -> Content:
    """The content of a report: the outline of Decree 63/2010, article 35(3), filled from the facts and a person's own words."""
    words = default_wording(facts) | {key: value for key, value in wording.items() if value}
    name = spoken(facts.head.name)
    period = facts.period.words
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
        parts=_numbered([_results(facts, wording), *followed(facts), _judgement(facts, words), *_outlook(facts, words)]),
        annexes=_annexes(facts),
        figures=figures(facts),
    )


def _numbered(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one | {"heading": f"{numeral}. {one['heading']}"} for numeral, one in zip(_NUMERALS, parts, strict=False)]


def _results(facts: Facts, wording: Mapping[str, str]) -> dict[str, Any]:
    blocks: list[Block] = []
    for place, section in enumerate(facts.sections, start=1):
        here = [p for p in facts.pieces if p.section is section]
        blocks.append(heading(f"{place}. {section.title}"))
        if len(here) != 1:  # one piece of work says it all by itself
            blocks += [text(_summary(here, facts.as_of))] if here else untasked(facts, section)
        if here:
            blocks.append(items([_told(of, facts) for of in by_task(here)]))
        blocks += brought(facts, section)
        if wording.get(section.value):
            blocks.append(text(wording[section.value]))
    return part("Tình hình, kết quả", *blocks)


def _told(of: list[Piece], facts: Facts) -> str:
    """One task in one item: how far its units are, and what proves it."""
    told = f"{brief(of[0].title, _TWO_LINES)}: {works.progress(of, facts.period.start)}."
    proofs, reasons = works.proofs(of), works.reasons(of)
    return told + (f" Minh chứng: {proofs}." if proofs else "") + (f" Lý do: {reasons}." if reasons else "")


def _judgement(facts: Facts, words: Mapping[str, str]) -> dict[str, Any]:
    lines = [f"{brief(of[0].title, _ONE_LINE)}: {works.late_words(of, facts.as_of)}" for of in by_task(_late(facts))]
    if unmet := [f"{brief(m.text, _ONE_LINE)} ({m.shown}, kế hoạch {m.goal})" for m in _unmet(facts)]:
        lines.append(f"Chỉ tiêu chưa đạt: {', '.join(unmet)}")
    return part(
        "Đánh giá",
        heading("1. Ưu điểm"),
        text(words["strengths"]),
        heading(_WEAKNESSES),
        text(words["weaknesses"]),
        *([items(lines)] if lines else []),
        heading("3. Nguyên nhân"),
        text(words["causes"]),
    )


def _outlook(facts: Facts, words: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        part("Phương hướng, nhiệm vụ kỳ tới", text(words["outlook"]), *_plans(facts)),
        part("Kiến nghị, đề xuất", text(words["proposals"])),
    ]


def _plans(facts: Facts) -> list[Block]:
    """Each task once, under the day on which it falls due next; what is overdue and has no later day comes first."""
    by_due: dict[date, list[str]] = {}
    for of in by_task(facts.upcoming):
        late = [p for p in of if p.is_overdue(facts.as_of)]
        due = _next_due(of, facts.as_of)
        owed = f"; hoàn thành ngay việc quá hạn của {units(late)}" if late and due else f" ({units(late)})" if late else ""
        by_due.setdefault(due or date.min, []).append(brief(of[0].title, _ONE_LINE) + owed)
    blocks = []
    for due in sorted(by_due):
        blocks.append(text("Hoàn thành ngay việc quá hạn:" if due == date.min else f"Đến hạn ngày {day(due)}:"))
        blocks.append(items(by_due[due]))
    return blocks


def _next_due(of: list[Piece], as_of: date) -> date | None:
    return min((p.due_on for p in of if p.due_on and not p.is_overdue(as_of)), default=None)


def _annexes(facts: Facts) -> list[dict[str, Any]]:
    work = [_row(number, of, facts.as_of) for number, of in enumerate(by_task(facts.pieces), start=1)]
    if len(work) > 1:
        work.append(("", "Tổng cộng", "", "", _score(facts.pieces, facts.as_of), ""))
    found = [part("Phụ lục I. Kết quả thực hiện nhiệm vụ", table("Nhiệm vụ của kỳ báo cáo", _WORK, work) if work else text(NOTHING))]
    if facts.measures:
        targets = [
            (str(n), m.text, m.goal, m.shown, m.ratio, STANDING[m.is_met if m.shown else None])
            for n, m in enumerate(facts.measures, start=1)
        ]
        found.append(part("Phụ lục II. Kết quả thực hiện chỉ tiêu", table("Chỉ tiêu của kế hoạch", _TARGETS, targets)))
    for form in facts.forms:
        numeral = _NUMERALS[len(found)]
        blocks = [table(form.caption, form.columns, form.rows), *([items(form.notes)] if form.notes else [])]
        found.append(part(f"Phụ lục {numeral}. {form.title}", *blocks))
    return found


def _row(number: int, of: list[Piece], as_of: date) -> tuple[str, ...]:
    """One task in one row."""
    nothing = "Không phát sinh" if any(p.outcome is Outcome.NOTHING for p in of) else ""
    proofs = "; ".join(word for word in (works.proofs(of, word=""), nothing) if word)
    return str(number), of[0].title, units(of), works.due_days(of), _score(of, as_of), proofs


def _score(pieces: Sequence[Piece], as_of: date) -> str:
    late = overdue(pieces, as_of)
    return f"{sum(p.is_settled for p in pieces)}/{len(pieces)}" + (f"; quá hạn {late}" if late else "")


def _late(facts: Facts) -> list[Piece]:
    return [p for p in facts.pieces if p.days_late or p.is_overdue(facts.as_of)]


def _unmet(facts: Facts) -> list[Measure]:
    return [m for m in facts.measures if m.shown and m.is_met is False]


def _summary(pieces: Sequence[Piece], as_of: date) -> str:
    """The figures of some work in one sentence; a "việc" is one unit's part of a task."""
    tasks, total = len(by_task(pieces)), len(pieces)
    done, late = how_many(pieces, Outcome.DONE), sum(1 for p in pieces if p.outcome is Outcome.DONE and p.days_late)
    shared = f" giao thành {total} việc cho các đơn vị" if tasks < total else ""
    in_time = f"trong đó trễ hạn {late} việc" if late else "đúng hạn" if done == 1 else "đều đúng hạn"
    said = [f"Có {tasks} nhiệm vụ{shared}: hoàn thành {done}/{total} việc" + (f", {in_time}" if done else "")]
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
