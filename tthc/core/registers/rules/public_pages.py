"""What stands on an agency's public pages, as plain values: procedures in force, those abolished, published results of feedback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tthc.core.registers.rules.documents import Content, Office, by_field, field_name, page_name
from tthc.core.registers.rules.printing import lines, shown_day
from tthc.kernel.document import spoken
from tthc.kernel.errors import Conflict
from tthc.kernel.text import tidy
from tthc.kernel.vietnamese import day, number

FEEDBACK_PAGE = "phan-anh-kien-nghi"
_RESULTS_A_PAGE = 50
_FACTS = (("time_limit", "Thời hạn giải quyết"), ("fee", "Phí, lệ phí"), ("online", "Dịch vụ công trực tuyến"))
_OTHER = "Lĩnh vực khác"

Drawn = tuple[str, str, Content]  # where a page stands, its template, what it shows
Procedure = Mapping[str, Any]


def pages_of(
    office: Office, on: date, procedures: Sequence[Procedure], abolished: Sequence[Procedure], published: Sequence[Mapping[str, Any]]
) -> Iterator[Drawn]:
    """Every page of the set. Only the first names the day, so that an unchanged procedure is an unchanged file."""
    _each_its_own(procedures)
    told = {"office": {"name": spoken(office.name), "contact": office.feedback_contact.rstrip(".")}}
    groups = by_field(procedures)
    fields = [_field(name, found) for name, found in groups]
    first = {"title": "Danh mục thủ tục hành chính", "fields": fields, "total": number(len(procedures)), "day": day(on)}
    yield "index.html", "index", told | first
    for field in fields:
        yield field["path"], "field", told | {"title": field["title"], "field": field}
    for (name, found), field in zip(groups, fields, strict=True):
        for one in found:
            content = {"title": one["name"], "procedure": _procedure(one, name or _OTHER, field["path"])}
            yield _path(one), "procedure", told | content
    gone = [
        {"name": one["name"], "code": one["code"], "decision": one.get("decision") or "", "day": shown_day(one.get("abolished_on"))}
        for one in abolished
    ]
    yield "da-bai-bo.html", "abolished", told | {"title": "Thủ tục đã bãi bỏ", "abolished": gone}
    yield from _feedback(told, published)


def _each_its_own(procedures: Iterable[Procedure]) -> None:
    seen: dict[str, str] = {}
    for one in procedures:
        name = page_name(one["code"])
        if name in seen:
            raise Conflict(
                f"Thủ tục {seen[name]} và {one['code']} dùng chung một trang. Sửa mã một trong hai thủ tục rồi lập lại bộ trang."
            )
        seen[name] = one["code"]


def _path(one: Procedure) -> str:
    return f"thu-tuc/{page_name(one['code'])}.html"


def _field(name: str, found: Sequence[Procedure]) -> Content:
    place = field_name(name)
    told = [
        {"name": one["name"], "code": one["code"], "path": _path(one)} | {key: tidy(one.get(key) or "") for key, _ in _FACTS}
        for one in found
    ]
    return {"title": name or _OTHER, "anchor": f"linh-vuc-{place}", "path": f"linh-vuc/{place}.html", "procedures": told}


def _procedure(one: Procedure, field: str, field_path: str) -> Content:
    facts = [("Mã thủ tục", one["code"]), ("Cấp thực hiện", one.get("level")), *((title, one.get(key)) for key, title in _FACTS)]
    facts += [("Công bố tại", one.get("decision")), ("Có hiệu lực từ ngày", shown_day(one.get("effective_on")))]
    return {
        "name": one["name"],
        "field": field,
        "field_path": field_path,
        "facts": [(title, tidy(text)) for title, text in facts if text],
        "parts": [{"title": part["title"], "lines": lines(part["text"])} for part in one.get("parts", ()) if part["text"]],
        "link": _link(one.get("link")),
    }


def _feedback(told: Content, published: Sequence[Mapping[str, Any]]) -> Iterator[Drawn]:
    last = max(1, -(-len(published) // _RESULTS_A_PAGE))
    for turn in range(1, last + 1):
        shown = published[(turn - 1) * _RESULTS_A_PAGE : turn * _RESULTS_A_PAGE]
        page = {"number": turn, "before": _turn(turn - 1) if turn > 1 else "", "after": _turn(turn + 1) if turn < last else ""}
        content = {"title": "Kết quả xử lý phản ánh, kiến nghị", "published": [_result(one) for one in shown]}
        yield _turn(turn), "feedback", told | content | {"total": number(len(published)), "page": page}


def _turn(turn: int) -> str:
    return f"{FEEDBACK_PAGE}.html" if turn == 1 else f"{FEEDBACK_PAGE}-{turn}.html"


def _result(one: Mapping[str, Any]) -> Content:
    kind = tidy(one.get("kind") or "Phản ánh, kiến nghị")
    return {
        "title": f"{kind}, số {one['number']}" if one.get("number") else f"{kind} ngày {shown_day(one.get('received_on'))}",
        "received": shown_day(one.get("received_on")) or "–",
        "published": shown_day(one.get("published_on")) or "–",
        "office": tidy(one.get("office") or ""),
        "content": lines(one.get("content") or ""),
        "answer": lines(one.get("answer") or ""),
        "link": _link(one.get("link")),
    }


def _link(text: str | None) -> str:
    """A web address; anything else would be run by the reader's browser."""
    return text if text and text.lower().startswith(("https://", "http://")) else ""
