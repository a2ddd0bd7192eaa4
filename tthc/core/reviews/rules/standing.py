"""What is wrong with a review's row, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from tthc.core.procedures.rules import is_possible
from tthc.core.registers.rules import Lookups
from tthc.core.reviews.rules.words import KEEP, RESULTS, Result, codes_in
from tthc.core.tasks.rules import Badge
from tthc.kernel.vietnamese import day

CODES = "codes"  # in Lookups.known: who finds a procedure of the register by its code
_SOON = 7
_DECIDED = (Result.ADOPTED, Result.PARTLY, Result.REFUSED)
_LABELS = {
    "begins_on": "Ngày bắt đầu",
    "finished_on": "Ngày hoàn thành rà soát",
    "submitted_on": "Ngày gửi phương án",
    "decision_on": "Ngày quyết định",
}


class Reviewed(Protocol):
    """What the standing is told by."""

    begins_on: date
    ends_on: date
    finished_on: date | None
    submitted_on: date | None
    result: str
    proposal: str


def completed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was sent and not answered waits."""
    return {**values, "result": Result.WAITING} if values.get("submitted_on") and not values.get("result") else values


def faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """What is wrong with values that were each read well."""
    return _names(values, lookups) | _days(values, lookups.today) | _proposals(values) | _way(values)


def _names(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    codes = codes_in(values.get("procedure_codes") or "")
    wrong = [code for code in codes if not is_possible(code)]
    if wrong:
        return {"procedure_codes": f'Mã thủ tục "{wrong[0][:60]}" không hợp lệ. Ghi mã như trong quyết định công bố, ví dụ 1.004873.'}
    if values.get("subject"):
        return {}
    if not codes:
        return {"subject": "Thiếu tên thủ tục. Ghi tên thủ tục, nhóm thủ tục hoặc mã thủ tục có trong danh mục."}
    finder = lookups.known.get(CODES)
    unknown = [code for code in codes if finder is None or finder.find(code) is None]
    return {"subject": f"Danh mục thủ tục không có mã {unknown[0]}. Ghi tên thủ tục."} if unknown else {}


def _days(values: Mapping[str, Any], today: date) -> dict[str, str]:
    found = dict[str, str]()
    begins, ends = values["begins_on"], values["ends_on"]
    if ends < begins:
        found["ends_on"] = f"Hạn hoàn thành {day(ends)} trước ngày bắt đầu {day(begins)}. Sửa một trong hai ngày."
    before = "begins_on"
    for name in ("finished_on", "submitted_on", "decision_on"):
        on = values.get(name)
        if on is None:
            continue
        if on > today:
            found[name] = f"{_LABELS[name]} {day(on)} chưa đến. Ghi sổ sau khi đã thực hiện."
        elif on < values[before]:
            found[name] = f"{_LABELS[name]} {day(on)} trước {_LABELS[before].lower()} {day(values[before])}. Sửa lại ngày."
        before = name
    return found


def _proposals(values: Mapping[str, Any]) -> dict[str, str]:
    names = ("proposal", "proposal_2", "proposal_3")
    chosen = [values.get(name) or "" for name in names]
    seen = set[str]()
    for name, one in zip(names, chosen, strict=True):
        if one and one in seen:
            return {name: "Phương án này đã chọn ở trên. Chọn phương án khác hoặc để trống."}
        seen.add(one)
    if KEEP in chosen and len([one for one in chosen if one]) > 1:
        return {names[chosen.index(KEEP)]: 'Đã chọn "Giữ nguyên" thì không chọn thêm phương án khác.'}
    if not chosen[0] and any(chosen[1:]):
        return {"proposal": "Ghi phương án chính trước."}
    return {}


def _way(values: Mapping[str, Any]) -> dict[str, str]:
    """The way of a proposal: finished, sent to the competent level, decided."""
    result, sent_on = values.get("result") or "", values.get("submitted_on")
    found = _decided(values, result)
    if sent_on is not None:
        if values.get("finished_on") is None:
            found["finished_on"] = "Phương án đã gửi thì phải có ngày hoàn thành rà soát. Ghi ngày hoàn thành."
        if not values.get("submission_number"):
            found["submission_number"] = "Thiếu số văn bản gửi phương án. Ghi số, ký hiệu văn bản."
        if not values.get("level"):
            found["level"] = "Thiếu cấp có thẩm quyền quyết định. Chọn cấp nhận phương án."
    if (sent_on or result) and (values.get("proposal") or KEEP) == KEEP:
        found["proposal"] = "Phương án đã gửi hoặc đã có kết quả thì phải ghi phương án (khác “Giữ nguyên”)."
    if result == Result.WAITING and sent_on is None:
        found["submitted_on"] = "Chờ quyết định thì phải có ngày gửi phương án. Ghi ngày gửi."
    return found


def _decided(values: Mapping[str, Any], result: str) -> dict[str, str]:
    found = dict[str, str]()
    if result in _DECIDED:
        if values.get("decision_on") is None:
            found["decision_on"] = "Thiếu ngày quyết định hoặc văn bản trả lời. Ghi ngày."
        if not values.get("decision_number"):
            found["decision_number"] = "Thiếu số quyết định hoặc văn bản trả lời. Ghi số, ký hiệu."
    if result == Result.REFUSED and not values.get("result_words"):
        found["result_words"] = "Thiếu lý do không thông qua. Ghi lý do nêu trong văn bản trả lời."
    return found


def badge(row: Reviewed, today: date) -> Badge:
    """How the review stands on this day."""
    if row.result in _DECIDED:
        return Badge(RESULTS[row.result], "idle" if row.result == Result.REFUSED else "done")
    if row.submitted_on is not None:
        return Badge(f"Chờ quyết định từ {day(row.submitted_on)}", "waiting")
    if row.finished_on is not None:
        missing = "chưa gửi phương án" if row.proposal else "chưa có phương án"
        return Badge("Đã rà soát, giữ nguyên", "done") if row.proposal == KEEP else Badge(f"Đã rà soát, {missing}", "doing")
    return _open(row, today)


def _open(row: Reviewed, today: date) -> Badge:
    if row.ends_on < today:
        return Badge(f"Quá hạn {(today - row.ends_on).days} ngày", "late")
    if row.begins_on > today:
        return Badge(f"Bắt đầu từ {day(row.begins_on)}", "idle")
    left = (row.ends_on - today).days
    if left <= _SOON:
        return Badge(f"Còn {left} ngày" if left else "Đến hạn hôm nay", "soon")
    return Badge("Đang rà soát", "doing")
