"""Login names, what holds on a day, what a tree of units allows, and that nobody gives himself rights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput, NotAllowed
from tthc.kernel.text import fold, nfc, tidy

LABELS = {
    "name": "Tên đơn vị",
    "short_name": "Tên viết tắt",
    "superior": "Cơ quan cấp trên",
    "place": "Địa danh",
    "symbol": "Ký hiệu",
    "public_address": "Địa chỉ trang công khai",
    "feedback_contact": "Nơi tiếp nhận phản ánh, kiến nghị",
    "parent_id": "Số của đơn vị cấp trên",
    "valid_to": "Ngày cuối",
    "full_name": "Họ và tên",
}
_LINK = re.compile(r"https?://[^\s<>\"'/?#]+(/[^\s<>\"'?#]*)?", re.IGNORECASE)
_MARK = re.compile(r"^\s*(?:[-–+*•]|\d{1,3}[.)])\s*")  # a dash or a number before a name of a list
_LONGEST_NAME, _LONGEST_SHORT_NAME = 300, 120
MOST_NAMES = 300
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


class UnitKind(StrEnum):
    """What a unit is: only members of a group and the other kinds carry work; `outside` units are named, never given work."""

    AGENCY = "agency"
    DEPARTMENT = "department"
    DESK = "desk"
    GROUP = "group"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Scope:
    """What the policy asks of a thing without an agency column of its own; None is what only the system may do."""

    agency_id: int | None


def refused(field: str, sentence: str) -> BadInput:
    """One sentence about one field."""
    return BadInput(sentence, {field: sentence})


def check_username(typed: str) -> str:
    """The login name in lower case, or BadInput on the field `username`."""
    name = nfc(typed).strip().lower()
    if not _USERNAME.fullmatch(name):
        raise refused("username", "Tên đăng nhập gồm 3 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch ngang; bắt đầu bằng chữ hoặc số.")
    return name


def check_text(text: str, field: str, sentence: str, longest: int = 200) -> str:
    """The text tidied, or BadInput where nothing is left or it is too long to be stored."""
    text = tidy(text)
    if not text:
        raise refused(field, sentence)
    if len(text) > longest:
        raise refused(field, f"Nội dung dài tối đa {longest} ký tự.")
    return text


def check_link(text: str, field: str) -> str:
    """A web address without its last slash, or nothing; BadInput where it is neither: it is printed as a QR code."""
    text = tidy(text).rstrip("/")
    if text and not _LINK.fullmatch(text):
        raise refused(field, "Nhập địa chỉ bắt đầu bằng https:// hoặc http://.")
    return text


def check_span(valid_from: date | None, valid_to: date | None, field: str = "valid_to") -> None:
    """BadInput where something would end before it begins."""
    if valid_from and valid_to and valid_to < valid_from:
        raise refused(field, "Ngày kết thúc không được trước ngày bắt đầu.")


def refuse_oneself(actor: Actor, person_id: int | None) -> None:
    """Nobody gives himself rights or takes away his own: otherwise an administrator could make himself a signer (AC-07)."""
    if actor.person_id is not None and actor.person_id == person_id:
        raise NotAllowed("Không thay đổi quyền hoặc tài khoản của chính mình; đề nghị người quản trị khác thực hiện.")


def is_valid_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether something held in time holds that day; the last day counts."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def subtree(parents: Mapping[int, int | None], root: int) -> frozenset[int]:
    """The unit and everything below it."""
    below: dict[int | None, list[int]] = {}
    for unit, parent in parents.items():
        below.setdefault(parent, []).append(unit)
    found, waiting = set[int](), [root]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(below.get(unit, ()))
    return frozenset(found)


def makes_cycle(parents: Mapping[int, int | None], unit: int, parent: int | None) -> bool:
    """Whether moving the unit under that parent would put it below itself."""
    return parent is not None and parent in subtree(parents, unit)


def chain(parents: Mapping[int, int | None], unit: int) -> list[int]:
    """Everything above a unit, the nearest first; a loop in the data ends it."""
    found: list[int] = []
    above = parents.get(unit)
    while above is not None and above not in found and above != unit:
        found.append(above)
        above = parents.get(above)
    return found


def read_names(text: str) -> list[tuple[str, str]]:
    """Names as they stand in a list, one a line, each with its short name after a tab or a semicolon; none is given twice."""
    found: dict[str, tuple[str, str]] = {}
    for place, line in enumerate(nfc(text).splitlines(), start=1):
        name, _, short_name = _MARK.sub("", line).replace("\t", ";").partition(";")
        name, short_name = tidy(name).rstrip(" .,"), tidy(short_name).rstrip(" .;,")
        if not name:
            continue
        if len(name) > _LONGEST_NAME or len(short_name) > _LONGEST_SHORT_NAME:
            raise refused("names", f"Dòng {place} quá dài. Mỗi dòng ghi một đơn vị; tên dài tối đa {_LONGEST_NAME} ký tự.")
        found.setdefault(fold(name), (name, short_name))
    if not found:
        raise refused("names", "Nhập tên các đơn vị, mỗi dòng một đơn vị.")
    if len(found) > MOST_NAMES:
        raise refused("names", f"Danh sách có {len(found)} đơn vị. Nhập tối đa {MOST_NAMES} đơn vị mỗi lần.")
    return list(found.values())
