"""The topics a plan asks to be told about: the bullets below its communication work, or the work itself where it has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tthc.kernel.text import fold, tidy

SHORT = 160
_LEAST = 10  # letters that must be left of a title without its leading words
_DASH = re.compile(r"^\s*[-–—+•*·]\s*")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\))\s+(?=\S)")
_LEAD = re.compile(
    r"^(?:(?:đẩy mạnh|tăng cường|tiếp tục|thực hiện|tổ chức|chú trọng)\s+)?(?:tốt\s+)?(?:công tác\s+)?(?:thông tin,?\s+)?"
    r"(?:tuyên truyền|truyền thông|phổ biến)(?:,\s*(?:tuyên truyền|phổ biến|quán triệt|giới thiệu))*\s+(?:về\s+|việc\s+)?",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"noi dung.{0,20}(tuyen truyen|truyen thong|thong tin)")
_NO_TOPIC = re.compile(r"hinh thuc|kinh phi|thoi gian|to chuc thuc hien|phuong thuc")
_SAYS_SOMETHING = frozenset({"text", "task", "heading"})


@dataclass(frozen=True)
class Said:
    """A paragraph of the plan: the item it belongs to, the role it has, its words."""

    code: str
    role: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A topic as a plan asks for it."""

    title: str
    task_code: str
    source: str


def topics_of(tasks: Sequence[tuple[str, str]], paragraphs: Sequence[Said]) -> list[Asked]:
    """The topics in the order of the plan; `tasks` are (item, title) of its communication work. None is given twice."""
    general = _general(tasks, paragraphs)
    found = general or [one for code, title in tasks for one in _of_task(code, title, paragraphs)]
    return list({fold(one.title): one for one in reversed(found)}.values())[::-1]


def whole_title(title: str, text: str) -> str:
    """A task's words as the plan has them where its title is only their beginning ("… ngày 06/12/2021 sửa đổi")."""
    return text if fold(text).startswith(fold(title).rstrip(" .…")) else title


def short_title(text: str) -> str:
    """A topic in a few words: without its dash and "Đẩy mạnh tuyên truyền về", its first clause only."""
    words = tidy(_NUMBER.sub("", _DASH.sub("", text)))
    bare = _LEAD.sub("", words)
    words = bare if len(bare) >= _LEAST else words
    words = re.split(r";|\.\s", words, maxsplit=1)[0]
    if len(words) > SHORT:
        words = words[:SHORT].rsplit(" ", 1)[0].rstrip(" ,(") + "…"
    words = words.strip(" .,;:")
    return words[:1].upper() + words[1:]


def _general(tasks: Sequence[tuple[str, str]], paragraphs: Sequence[Said]) -> list[Asked]:
    """A plan that is about communication lists its contents under a heading of their own; its tasks are then the ways, not the topics."""
    heads = [one.code for one in paragraphs if one.role == "heading" and one.code and _CONTENT.search(fold(one.text))]
    heads = [head for head in heads if not any(_is_below(head, code) for code, _ in tasks)]
    return [
        Asked(short_title(one.text), one.code, tidy(one.text))
        for head in heads
        for one in paragraphs
        if _is_below(one.code, head) and one.role in _SAYS_SOMETHING and (_DASH.match(one.text) or _NUMBER.match(one.text))
    ]


def _of_task(code: str, title: str, paragraphs: Sequence[Said]) -> list[Asked]:
    below = [one for one in paragraphs if _is_below(one.code, code)]
    contents = [one.code for one in below if one.role == "heading" and _CONTENT.search(fold(one.text))]
    if contents:
        below = [one for one in below if any(_is_below(one.code, head) for head in contents)]
    else:
        others = [one.code for one in below if one.role == "heading" and _NO_TOPIC.search(fold(one.text))]
        below = [one for one in below if not any(_is_below(one.code, head) for head in others)]
    bullets = [Asked(short_title(one.text), code, tidy(one.text)) for one in _dashed(below)]
    return bullets or [Asked(short_title(title), code, tidy(title))]


def _dashed(paragraphs: Iterable[Said]) -> list[Said]:
    return [one for one in paragraphs if one.role in _SAYS_SOMETHING and _DASH.match(one.text)]


def _is_below(code: str, head: str) -> bool:
    return code == head or code.startswith(f"{head}.")
