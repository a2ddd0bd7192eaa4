"""What may be wrong with a row although each of its cells was read well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.dossiers.rules.columns import LEVELS
from tthc.core.dossiers.rules.figures import FIGURES
from tthc.core.procedures.rules.codes import short_code
from tthc.core.registers.rules import Lookups
from tthc.kernel.text import fold
from tthc.kernel.vietnamese import day, number

PROCEDURES = "procedures"  # in Lookups.known: () -> code -> procedure of the register of procedures; empty where it has no rows
DOSSIERS = "dossiers"  # () -> code -> DossierFacts of what may need an apology
CARRIED = "carried"  # (first day, level, folded field) -> pending (11) of the period before, or None
_TITLES = {column.name: column.title for column in FIGURES}


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What an apology must agree with."""

    received_on: date
    due_on: date | None
    new_due: date | None = None  # of the apology there is
    sent_on: date | None = None


def dossier_faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """Days out of order or to come, an unknown procedure, a fee paid that is not there."""
    found: dict[str, str] = {}
    received: date = values["received_on"]
    due, returned = values.get("due_on"), values.get("returned_on")
    if received > lookups.today:
        found["received_on"] = f"Ngày tiếp nhận {day(received)} chưa đến. Sửa ngày tiếp nhận."
    if due is not None and due < received:
        found["due_on"] = f"Ngày hẹn trả {day(due)} trước ngày tiếp nhận {day(received)}. Sửa một trong hai ngày."
    if returned is not None and returned < received:
        found["returned_on"] = f"Ngày trả kết quả {day(returned)} trước ngày tiếp nhận {day(received)}. Sửa một trong hai ngày."
    elif returned is not None and returned > lookups.today:
        found["returned_on"] = f"Ngày trả kết quả {day(returned)} chưa đến. Để trống nếu hồ sơ đang giải quyết."
    if values.get("fee_online") and values.get("has_fee") is False:
        found["fee_online"] = "Hồ sơ không có phí, lệ phí nhưng ghi đã nộp phí trực tuyến. Sửa một trong hai cột."
    return found | _procedure_faults(values, lookups)


def procedure_of(known: Mapping[str, Any], code: str) -> Any:
    """The procedure of a code in its long or its short form; None if there is none."""
    return known.get(code) or known.get(short_code(code)) if code else None


def _procedure_faults(values: Mapping[str, Any], lookups: Lookups) -> dict[str, str]:
    code = values.get("procedure_code") or ""
    known: Mapping[str, Any] = lookups.known[PROCEDURES]() if code and PROCEDURES in lookups.known else {}
    procedure = procedure_of(known, code)
    if code and known and procedure is None:
        return {"procedure_code": f'Danh mục thủ tục không có mã "{code}". Sửa mã, hoặc thêm thủ tục vào danh mục trước.'}
    if not values.get("field") and not (procedure and procedure.field):
        return {"field": "Thiếu lĩnh vực. Nhập lĩnh vực, hoặc mã thủ tục có trong danh mục."}
    return {}


# Form II.06a: 3 = 4+5+6, 7 = 8+9+10, 11 = 12+13 and 3 = 7+11.
_SUMS = (
    ("received", ("online", "direct", "carried")),
    ("settled", ("early", "on_time", "late")),
    ("pending", ("within", "overdue")),
    ("received", ("settled", "pending")),
)


def total_faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """A period upside down or to come, and figures that do not add up; each names the columns and both figures."""
    found: dict[str, str] = {}
    first, last = values["first_day"], values["last_day"]
    if last < first:
        found["last_day"] = f"Kỳ kết thúc ngày {day(last)}, trước ngày bắt đầu {day(first)}. Sửa một trong hai ngày."
    elif first > lookups.today:
        found["first_day"] = f"Kỳ bắt đầu ngày {day(first)} chưa đến. Sửa ngày bắt đầu."
    for whole, parts in _SUMS:
        total = sum(values[name] for name in parts)
        if values[whole] != total and whole not in found:
            found[whole] = _unequal(values, whole, parts, total)
    return found


def _unequal(values: Mapping[str, Any], whole: str, parts: tuple[str, ...], total: int) -> str:
    said = " + ".join(_TITLES[name].split(" ", 1)[0] for name in parts)
    shown = " + ".join(number(values[name]) for name in parts)
    return f"Cột {_TITLES[whole]} là {number(values[whole])}, nhưng {said} = {shown} = {number(total)}. Sửa cho hai số bằng nhau."


def total_doubts(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """Carried over (6) should be what the period before left pending (11); a difference is shown and stops nothing."""
    if CARRIED not in lookups.known:
        return {}
    before = lookups.known[CARRIED](values["first_day"], values["level"], fold(values["field"]))
    if before is None or before == values["carried"]:
        return {}
    said = f"Cột (6) là {number(values['carried'])}, nhưng kỳ trước còn {number(before)} hồ sơ đang giải quyết (cột 11)"
    return {"carried": f"{said}; lĩnh vực {values['field']}, {LEVELS.get(values['level'], '').lower()}. Kiểm tra lại số liệu hai kỳ."}


ONLY_ONCE = "Hồ sơ chỉ được hẹn lại một lần; văn bản xin lỗi hẹn ngày {day} đã gửi. Giữ nguyên ngày hẹn lại."


STAYS_SENT = "Văn bản xin lỗi đã gửi ngày {day}: sửa được ngày gửi, không bỏ được, vì hồ sơ chỉ được hẹn lại một lần."


def apology_faults(values: Mapping[str, Any], lookups: Lookups) -> Mapping[str, str]:
    """An unknown dossier, a new day not after the original one, a second rescheduling, a paper sent without reason or new day."""
    found: dict[str, str] = {}
    code, new_due, sent_on = values["dossier_code"], values.get("new_due"), values.get("sent_on")
    known: Mapping[str, DossierFacts] = lookups.known[DOSSIERS]() if DOSSIERS in lookups.known else {}
    facts = known.get(code)
    if facts is None:
        return {"dossier_code": f'Sổ hồ sơ không có hồ sơ "{code}" đang giải quyết hoặc trả quá hạn. Kiểm tra mã hồ sơ.'}
    if facts.due_on is None:
        return {"dossier_code": f'Hồ sơ "{code}" không có ngày hẹn trả nên không phải xin lỗi. Nhập ngày hẹn trả của hồ sơ trước.'}
    if new_due is not None and new_due <= facts.due_on:
        found["new_due"] = f"Ngày hẹn lại {day(new_due)} phải sau ngày hẹn trả ban đầu {day(facts.due_on)}."
    if facts.sent_on is not None and facts.new_due is not None and new_due != facts.new_due:
        found["new_due"] = ONLY_ONCE.format(day=day(facts.new_due))
    if facts.sent_on is not None and sent_on is None:
        found["sent_on"] = STAYS_SENT.format(day=day(facts.sent_on))
    if sent_on is not None:
        found |= _sent_faults(values, facts, sent_on, lookups.today)
    told_on = values.get("told_on")
    if told_on is not None and not facts.received_on <= told_on <= lookups.today:
        found["told_on"] = f"Ngày báo {day(told_on)} phải từ ngày tiếp nhận {day(facts.received_on)} đến hôm nay."
    return found


def _sent_faults(values: Mapping[str, Any], facts: DossierFacts, sent_on: date, today: date) -> dict[str, str]:
    if not facts.received_on <= sent_on <= today:
        return {"sent_on": f"Ngày gửi xin lỗi {day(sent_on)} phải từ ngày tiếp nhận {day(facts.received_on)} đến hôm nay."}
    # Form 04 of Circular 03/2025: reason and new day stand in the paper, so it cannot have been sent without them.
    missing = {"reason": "Thiếu lý do chậm.", "new_due": "Thiếu ngày hẹn lại."}
    return {name: f"{words} Nhập trước khi ghi ngày gửi văn bản xin lỗi." for name, words in missing.items() if not values.get(name)}
