"""Duties in the organisation part: the unit in the heading answers for every paragraph and dash below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from tthc.planreader.appendix import has_task_table, table_tasks
from tthc.planreader.draft import DraftTask
from tthc.planreader.fields import make_task
from tthc.planreader.headings import Purpose
from tthc.planreader.outline import Item, Node
from tthc.planreader.prose import REMARK, acting_unit, coordinators, has_verb, is_unit_heading, without_opening
from tthc.planreader.theme import Place
from tthc.planreader.units import split_units
from tthc.planreader.wording import low, sentences, word_count

# The last paragraphs of every plan: they oblige nobody to a thing of its own.
_CLOSING = re.compile(
    r"trên đây|(?:nguồn )?kinh phí (?:thực hiện|hoạt động|triển khai|bảo đảm)|trong quá trình|yêu cầu (?:các|thủ trưởng|chủ tịch"
    r"|giám đốc|trưởng)"
    r"|căn cứ (?:nội dung |vào )*kế hoạch(?: này|,)|nhận được kế hoạch"
    r"|kế hoạch này"
)
# Everybody carries out the plan: the sentence after the last duty, in whatever words.
_EVERYBODY = re.compile(
    r"(?:(?:ubnd|ủy ban nhân dân) [^.;:,]{2,30} )?(?:yêu cầu |đề nghị )?(?:các|toàn thể|mọi|thủ trưởng|lãnh đạo"
    r"|cán bộ)\s[^.;:]{0,120}?(?:triển khai|tổ chức|thực hiện)[^.;:]{0,40}"
    r" (?:bản )?kế hoạch(?: này)?[\s./]*"
)
_ASIDE = re.compile(r"\([^()]*\)[.;]?")
_ANYONE = re.compile(r"(?:đối với )?(?:các|từng) (?:cơ quan|đơn vị|địa phương)(?:, (?:cơ quan|đơn vị|địa phương))*$")
# "Các đơn vị …" below a heading are those of the heading, except that everybody named reports for himself.
_REPORTS = re.compile(r"(?:định kỳ |tổng hợp,? )?báo (?:cáo|kết quả)")
# The unit of the heading asks it of others: the duty stays with whoever asks.
_ASKS = re.compile(r"yêu cầu ")
_SHORTEST_DUTY = 3
_LONGEST_NAME = 12


def organisation_tasks(root: Node, year: int, plan: str = "") -> list[DraftTask]:
    """The duties of all organisation parts, in reading order."""
    tops = [node for node in root.walk() if node.purpose is Purpose.ORGANISATION and not _is_inside(node)]
    return [task for node in tops for task in _duties(node, year, (), Place(plan=plan))]


def _is_inside(node: Node) -> bool:
    return node.parent is not None and node.parent.purpose is Purpose.ORGANISATION


def _duties(node: Node, year: int, above: tuple[str, ...], place: Place) -> Iterator[DraftTask]:
    if node.purpose is not Purpose.ORGANISATION:
        return
    lead, spoken = _heading(node)
    lead = lead or above
    if has_task_table(node.items):
        yield from table_tasks([item.block for item in node.items if item.kind == "row"], node.code, year, place)
    below = [item for item in node.items if item.kind in ("plain", "dash") and word_count(item.text) >= _SHORTEST_DUTY]
    if spoken and node.block and (not below or not spoken.rstrip().endswith(":")) and not (node.children and spoken.rstrip().endswith(":")):
        yield _duty(node, spoken, node.block.index, lead, year, place)
    is_first = bool(lead) and not spoken
    for item, after in zip_longest(below, below[1:]):
        named = _unnumbered_heading(item, after)
        if named:
            lead, is_first = named, True
            continue
        yield from _below(node, item, lead, year, place, is_own=is_first and not low(item.text).startswith("trên đây"))
        is_first = False
    for child in node.children:
        yield from _duties(child, year, lead, place)


def _heading(node: Node) -> tuple[tuple[str, ...], str]:
    """Who is named in a heading, and the duty that the heading itself speaks of."""
    if node.parent is None or node.parent.purpose is not Purpose.ORGANISATION:
        return (), ""
    if is_unit_heading(node.title) or _stands_among_units(node):
        name = REMARK.sub("", without_opening(node.title).rstrip(" :"))
        return split_units(name), ""
    found = acting_unit(node.title)
    if found is None:
        has_more = any(item.text and not _CLOSING.match(low(item.text)) for item in node.items) or node.children
        return (), "" if has_more else node.title
    unit, rest = found
    is_empty = word_count(rest) <= _SHORTEST_DUTY and rest.rstrip().endswith(":")
    spoken = rest if _is_after_colon(node.title, unit) else node.title
    return split_units(unit), "" if is_empty or not rest else spoken


def _unnumbered_heading(item: Item, after: Item | None) -> tuple[str, ...]:
    """The units of a line that is nothing but their name, over the dashes of their duties."""
    is_heading = after is not None and (item.kind == "plain" or item.text.rstrip().endswith(":")) and is_unit_heading(item.text)
    if not is_heading or after is None or (after.kind == "plain" and not item.text.rstrip().endswith(":")):
        return ()
    return split_units(REMARK.sub("", without_opening(item.text).rstrip(" :")))


def _stands_among_units(node: Node) -> bool:
    """A short heading without a verb among headings that name units names one too, though its words are new."""
    if node.parent is None or not (node.items or node.children) or word_count(node.title) > _LONGEST_NAME or has_verb(node.title):
        return False
    others = [other for other in node.parent.children if other is not node]
    return len(others) > 1 and sum(_names_unit(other.title) for other in others) > len(others) / 2


def _names_unit(title: str) -> bool:
    return is_unit_heading(title) or acting_unit(title) is not None


def _is_after_colon(title: str, unit: str) -> bool:
    """The duty stands after a colon ("Unit: duty"), not in the sentence ("Unit has to …")."""
    rest = title[title.find(unit) + len(unit) :]
    return re.sub(r"^\s*\([^()]*\)", "", rest).lstrip().startswith(":")


def _below(node: Node, item: Item, lead: tuple[str, ...], year: int, place: Place, *, is_own: bool) -> Iterator[DraftTask]:
    """The duty of a paragraph; `is_own` says that it is the first below the heading of its unit, so no closing sentence."""
    text, block = item.text, item.block.index
    if item.kind == "plain" and not is_own and (_CLOSING.match(low(text)) or (node.parent and _EVERYBODY.fullmatch(low(text)))):
        for sentence in sentences(text):
            found = acting_unit(sentence)
            if found and low(found[1]).startswith("chủ trì"):
                yield _duty(node, sentence, block, split_units(found[0]), year, place)
        return
    if item.kind == "plain" and (text.rstrip().endswith(":") or _ASIDE.fullmatch(text)):
        return
    found = None if lead and _ASKS.match(low(text)) else acting_unit(text)
    if found and not (lead and _ANYONE.match(low(found[0])) and not _REPORTS.match(low(found[1]))):
        labelled = _is_after_colon(text, found[0])
        yield _duty(node, found[1] if labelled else text, block, split_units(found[0]), year, place)
    else:
        yield _duty(node, text, block, lead, year, place)


def _duty(node: Node, text: str, block: int, lead: tuple[str, ...], year: int, place: Place) -> DraftTask:
    found = None if lead and _ASKS.match(low(text)) else acting_unit(text)
    units = {"lead": lead, "coordinate": coordinators(found[1] if found else text)}
    return make_task(node.code, text, year=year, block=block, units=units, place=place, is_duty=True)
