"""Criteria sets and score sheets in bulk, for measuring only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tthc.jobs.province import TODAY, YEAR
from tthc.jobs.province_inspections import AT
from tthc.kernel.text import fold

if TYPE_CHECKING:
    from tthc.jobs.province_judging import Place, Size
    from tthc.jobs.province_rows import Rows

_SETS = (("law_access", 14, 3), ("new_rural", 47, 19))  # subject, indicators, criteria


def fill(rows: Rows, place: Place, size: Size) -> None:
    """Both sets; the agencies below have sent theirs to the office, which scores itself as well."""
    sets = [_set(rows, place.agency_id, *one) for one in _SETS]
    asked = [(agency, clerk, chosen) for chosen in sets for agency, clerk in zip(place.below, place.clerks, strict=True)]
    for number, (agency, clerk, chosen) in enumerate(asked[: size.assessments]):
        _assessment(rows, place, (agency, clerk), chosen, number)
    for chosen in sets[: 1 if size.assessments == 1 else 2]:
        _assessment(rows, place, (place.agency_id, place.inspector), chosen, None)


def _set(rows: Rows, agency_id: int, subject: str, indicators: int, criteria: int) -> tuple[int, list[int]]:
    chosen = rows.add(
        "criteria_set",
        agency_id=agency_id,
        subject=subject,
        title=f"Bộ tiêu chí {indicators} chỉ tiêu",
        basis="Quyết định số 25/2021/QĐ-TTg",
        valid_from=date(YEAR - 2, 1, 1),
        least_total=80,
        least_share=50,
        conditions="Không có cán bộ chủ chốt bị kỷ luật trong năm",
    )
    found = []
    titles = [f"Tiêu chí số {n + 1}" for n in range(criteria)]
    groups = [rows.add("criterion", set_id=chosen, position=n, number=str(n), title=title) for n, title in enumerate(titles, start=1)]
    for n in range(indicators):
        shared = {"criterion_id": groups[n % criteria], "position": n // criteria + 1, "number": f"{n % criteria + 1}.{n // criteria + 1}"}
        title = f"Công khai, niêm yết thủ tục hành chính và tiếp cận thông tin pháp luật lĩnh vực {n + 1}"
        found.append(rows.add("criterion_indicator", **shared, title=title, kind="points", threshold=2, most_points=10, evidence="Báo cáo"))
    return chosen, found


def _assessment(rows: Rows, place: Place, who: tuple[int, int], chosen: tuple[int, list[int]], number: int | None) -> None:
    """A sent one; without a number the office's own, which is still being scored."""
    agency, person = who
    state = "scoring" if number is None else ("sent", "sent", "decided")[number % 3]
    made = rows.add(
        "assessment",
        agency_id=agency,
        unit_id=agency,
        set_id=chosen[0],
        year=YEAR,
        state=state,
        appraising_agency_id=place.agency_id if number is not None else None,
        own_conditions=[True],
        conditions=[],
        posted_from=date(YEAR, 6, 1),
        posted_to=date(YEAR, 6, 9),
        submitted_by_id=person,
        sent_on=date(YEAR, 7, 1 + (number or 0) % 28),
        is_met=True if state == "decided" else None,
        decided_on=TODAY if state == "decided" else None,
    )
    for nth, indicator in enumerate(chosen[1]):
        line = rows.add(
            "score_line",
            assessment_id=made,
            indicator_id=indicator,
            figure=6 + (nth + (number or 0)) % 5,
            explanation="Đã thực hiện theo kế hoạch.",
            answered_by_id=person,
            answered_at=AT,
            verdict="agreed" if state == "decided" else None,
        )
        rows.add("score_proof", score_line_id=line, evidence_id=_evidence(rows, agency, nth), **_judged(person))


def _evidence(rows: Rows, agency: int, number: int) -> int:
    words = f"Báo cáo công khai thủ tục hành chính lĩnh vực {number + 1}"
    return rows.add(
        "evidence",
        agency_id=agency,
        unit_id=agency,
        kind="document",
        doc_number=f"{number + 1}/BC-UBND",
        doc_date=TODAY,
        subject=words,
        folded=fold(words),
    )


def _judged(person: int) -> dict[str, Any]:
    return {"verdict": "waiting", "submitted_by_id": person, "submitted_at": AT, "submitted_on": date(YEAR, 1, 2)}
