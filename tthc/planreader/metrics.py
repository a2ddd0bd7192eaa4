"""Short names for targets, as a person would write them beside a figure: what is measured, without the bar and the number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tthc.planreader.draft import DraftTarget
from tthc.planreader.wording import is_shouted, low, without_brackets, without_dangling

LONGEST = 80
_COMFORTABLE, _LONGEST_READ = 64, 300
_ABOUT = re.compile(r" (?:về|đối với) ")
_BARS = r"tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|tối đa|không quá|nhiều nhất|không vượt quá|trở lên|khoảng|trên|dưới|≥|≤"
# Before a number: the sentence has said what is measured, only the figure follows.
_REACHES = re.compile(
    rf"(?:\s|^)(?:(?:đạt|là|còn|bằng|chiếm|tương ứng|xuống|lên|tăng|(?<!cắt )giảm|thêm|có|từ|ở mức|tỷ lệ|bình quân|trung bình"
    rf"|phấn đấu|mức|{_BARS}"
    r"|đến năm \d{4}|năm \d{4}|phải|dự kiến|[-:,])\s*)+$"
)
_REACHED = re.compile(r"(?:đạt|là|còn|bằng|chiếm|tương ứng|xuống|lên|tăng|(?<!cắt )giảm)(?!\w)")
_OPENING = re.compile(
    r"(?:phấn đấu|duy trì|tiếp tục|triển khai|thực hiện|tổ chức(?!,| và| khi| được| không)|bảo đảm|đảm bảo|phải|nâng|giảm|tăng"
    r"|thường xuyên,|trong năm,?|hằng năm,?|hàng năm,?"
    r"|đồng thời|trong số đó|trong đó|cụ thể|và|để|nâng cao|đến năm \d{4},?|năm \d{4},?|các|(?:tổng )?số(?! hóa)(?=\s+\S)|việc"
    r"|trở lên|là|đạt|có|,|;|-|\+|:)(?!\w)\s*"
)
_SHARE_OF = re.compile(r"tỷ lệ (?=giao dịch|hồ sơ|tthc|thủ tục|người|hộ|cơ quan|tổ chức|kết quả|xã|đơn vị|cán bộ|công chức|số(?! hóa))")
_MEASURED = re.compile(r"(?:^|,\s|\svà\s|\svới\s|\snâng\s)(?=(?:tỷ lệ|tỷ trọng|mức độ|thời gian|tổng|chỉ số|số lượng|diện tích)(?!\w))")
_VERB_AT_END = re.compile(
    r"(?:^|\s)(kiểm tra|rà soát|số hóa|cắt giảm|hình thành mới|thành lập mới|đơn giản hóa|công khai|niêm yết|cập nhật|xây dựng)\s*(?:mới)?$"
)
_LINKED = re.compile(r"(?:^|\s)(?:tại|đối với|cho|của|trong|với|trên)\s*$")
_LEVEL = re.compile(r"(?:đối với )?(?:cấp (?:tỉnh|huyện|xã|phường)|ubnd cấp \S+|các xã|phường|xã|toàn \S+|các sở)(?:, \S+){0,3}")
_LEVELS = re.compile(r"cấp (?:tỉnh|huyện|xã|phường)")
_MIDDLE = re.compile(r" (?:giữa các|khi|thuộc thẩm quyền|thuộc phạm vi|trong đó|mà|do|của) .*?(?= (?:không phải|được) )")
_MUST = re.compile(
    r"^(.{8,60}?) (?:của|được|trong đó|thuộc) [^.;]*?phải được [^.;]*?((?:đánh giá|thẩm định|kiểm tra|niêm yết|công khai|rà soát)[^.;]*)$"
)
# Where a name may end, the least telling rest first.
_ENDS = (
    re.compile(
        r"[.;:]\s|\s(?:thuộc thẩm quyền|trong đó|trong số|mà|theo quy định|theo đúng|gửi|so với|nhằm|để)(?!\w)"
        r"|, (?=(?:gửi|trong|bảo đảm|đảm bảo|bao gồm|từ) )"
    ),
    re.compile(r"\s(?:và (?:được|thực hiện|bảo đảm|công khai|cập nhật)|giữa các|khi|bằng|trên cơ sở|đăng|từ)(?!\w)"),
    re.compile(r"\s(?:trên|tại|trong|của|đối với|về|theo|cho|và)(?!\w)"),
    re.compile(r","),
)
_FEWEST_WORDS, _SHORT_RATE, _LONGEST_PART = 2, 5, 9
_MOST_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bar: where it stands, and its unit."""

    start: int
    end: int
    unit: str
    is_measure: bool

    @property
    def is_noun(self) -> bool:
        """Counts things, no shares and no minutes."""
        return not self.unit.startswith(("%", "‰")) and not self.is_measure


def names_of(text: str, figures: Sequence[Figure], about: str = "") -> list[str]:
    """The name of every figure of one paragraph or cell, in order; `about` is what the cell or paragraph stands under."""
    names: list[str] = []
    plain = verb = ""
    for position, figure in enumerate(figures):
        previous = figures[position - 1] if position else None
        following = figures[position + 1] if position + 1 < len(figures) else None
        name, verb = _name(text, figure, previous, following, (plain, verb))
        plain = name
        levels = _levels_after(text, figures, position)
        name = f"{_ended(name, LONGEST - len(levels) - 1)} {levels}" if levels and levels not in low(name) else name
        if len(name.split()) < _FEWEST_WORDS and about and not is_shouted(about):
            name = _clean(f"{about}: {name}" if name and low(name) not in low(about) else about)
        names.append(_ended(name) or _ended(_clean(about or text)))
    return [name[:1].upper() + name[1:] for name in names]


def _name(text: str, figure: Figure, previous: Figure | None, following: Figure | None, before_it: tuple[str, str]) -> tuple[str, str]:
    last_name, last_verb = before_it
    head, before = _before(text, figure, previous)
    after = _after(text, figure, following)
    if previous and last_verb and after and _goes_on(before):
        return _of_object(last_verb, after)
    if previous and _is_joined(text, previous, figure):
        return last_name, ""
    ending = _REACHES.search(low(before))
    subject = before[: ending.start()] if ending else before
    said = low(f"{before[len(subject) :]} {text[figure.start : figure.end]}")
    reaches = bool(_REACHED.search(said)) or figure.is_measure or not after or after.startswith("so với")
    if not reaches:
        return _of_object(subject, after)
    subject = _clean(_measured(subject))
    if not subject and not head:
        return after or last_name, ""
    if not subject or _LEVEL.fullmatch(low(subject)):
        return f"{_ended(_clean(head), LONGEST - len(subject) - 1)} {subject}".strip(), ""
    noun = _noun(text, figure)
    if not noun and previous and len(subject.split()) <= _SHORT_RATE and subject.startswith("tỷ lệ"):
        noun = _noun(text, previous)
    return (f"{subject} {noun}" if noun and not figure.is_measure else subject), ""


def _goes_on(before: str) -> bool:
    """Nothing stands before the figure but the end of a list's former part."""
    words = low(before).strip()
    is_short = len(words.split()) <= _LONGEST_PART and bool(re.search(r"(?:[;,]|(?<!\w)và)$", words))
    return not _clean(before) or (is_short and not _REACHED.search(words))


def _of_object(subject: str, after: str) -> tuple[str, str]:
    """The number stands before what is counted: alone, after a verb, or after a verb and a preposition."""
    link = _LINKED.search(low(subject))
    if link:
        start = _ended(_clean(subject[: link.start()]), max(LONGEST - len(after) - len(link[0]) - 1, LONGEST // 2))
        return f"{start} {link[0].strip()} {after}", subject
    verb = _VERB_AT_END.search(low(subject.strip()))
    return (_with_verb(verb[1], after), verb[1]) if verb else (after, "")


def _with_verb(verb: str, thing: str) -> str:
    thing = _ended(_ABOUT.split(thing)[0], LONGEST - len(verb) - 6)
    return f"{verb} {thing}" if " được " in low(thing) else f"{thing} được {verb}"


def _before(text: str, figure: Figure, previous: Figure | None) -> tuple[str, str]:
    """What the clause says before the figure, and the head of the sentence before a colon."""
    start = previous.end if previous else 0
    words = _outside(text)[start : figure.start]
    cuts = [match.end() for match in re.finditer(r"[;:)]|\.\s", words)]
    cut = start + (cuts[-1] if cuts else 0)
    colon = text.rfind(":", 0, figure.start)
    head = text[:colon] if colon >= 0 else ""
    return re.split(r"[;]|\.\s", head)[-1].strip(), _without_brackets(text[cut : figure.start]).strip()


@lru_cache(maxsize=4)
def _outside(text: str) -> str:
    """What stands outside of brackets, once for all figures of a paragraph."""
    return without_brackets(low(text))


def _after(text: str, figure: Figure, following: Figure | None) -> str:
    """What is counted: from the figure to the end of its clause or the next figure."""
    end = following.start if following else len(text)
    rest = text[figure.end - len(_noun(text, figure)) : end]
    rest = re.split(r"[;:]|\.(?:\s|$)", rest)[0]
    if following:
        rest = re.sub(rf",?\s*(?:(?:và|đạt|có|từ|đồng thời|trong đó|trong số đó|nâng|lên|{_BARS})\s*)*$", "", rest, flags=re.IGNORECASE)
        rest = re.split(r",\s(?=tỷ lệ|mức độ|thời gian|nâng)|,\s+(?:trong số đó|trong đó)", rest)[0]
    return _clean(rest)


def _noun(text: str, figure: Figure) -> str:
    """The thing counted, as it stands in the figure itself ("05 xã, thị trấn")."""
    match = re.search(r"[^\d\s][^\d]*$", text[figure.start : figure.end])
    return match[0] if match and figure.is_noun else ""


def _levels_after(text: str, figures: Sequence[Figure], position: int) -> str:
    """The level of "60%, 50% … cấp huyện, cấp xã" that belongs to one of the figures."""
    group = [position]
    while len(group) <= _MOST_LEVELS and group[0] > 0 and _is_joined(text, figures[group[0] - 1], figures[group[0]]):
        group.insert(0, group[0] - 1)
    while len(group) <= _MOST_LEVELS and group[-1] + 1 < len(figures) and _is_joined(text, figures[group[-1]], figures[group[-1] + 1]):
        group.append(group[-1] + 1)
    found: list[str] = _LEVELS.findall(low(re.split(r"[;.]", text[figures[group[-1]].end :])[0]))
    return found[group.index(position)] if len(group) > 1 and len(found) == len(group) else ""


def _is_joined(text: str, one: Figure, other: Figure) -> bool:
    return not re.sub(r"[\s,]|và", "", low(text[one.end : other.start]))


def _measured(subject: str) -> str:
    """From the noun that names a measure on, where the clause has one after its head."""
    found = list(_MEASURED.finditer(low(subject)))
    return subject[found[-1].end() :] if found else subject


def _without_brackets(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)?", "", text)


def _clean(text: str) -> str:
    """Without brackets, numbers' leftovers and verbs that only open the sentence."""
    name = re.sub(r"\s+", " ", _without_brackets(text)[:_LONGEST_READ]).strip(" ,;:.-+")
    while match := _OPENING.match(low(name)):
        name = name[match.end() :]
    name = re.sub(r"\s+trở lên(?!\w)", "", name)
    name = re.sub(r"\s*/\s*(?:0?1 )?(năm|quý|tháng|tuần)", r" mỗi \1", name)
    if _SHARE_OF.match(low(name)):
        name = name[len("tỷ lệ ") :].removeprefix("số ")
    return re.sub(r",\s+(?=được )", " ", name).strip()


def _ended(name: str, longest: int = LONGEST, *, is_open: bool = False) -> str:
    """As short as it can be told: cut where a clause ends, never inside a word."""
    name = _MUST.sub(r"\1 được \2", name)
    middle = _MIDDLE.search(name)
    name = _MIDDLE.sub("", name, count=1) if middle and " được " not in name[: middle.start() + 1] else name
    if len(name) > _COMFORTABLE and not is_open:
        name = _ABOUT.split(name)[0]
    for rank, pattern in enumerate(_ENDS):
        cuts = [match.start() for match in pattern.finditer(low(name)) if len(name[: match.start()].split()) > _FEWEST_WORDS]
        if cuts and (rank == 0 or len(name) > longest):
            fitting = [cut for cut in cuts if cut <= longest]
            name = name[: (cuts[0] if rank == 0 or not fitting else fitting[-1])]
    while len(name) > longest and " " in name:
        name = name.rpartition(" ")[0]
    return name.strip(" ,;:.-") if is_open else without_dangling(name)


def with_unique_names(targets: Sequence[DraftTarget]) -> list[DraftTarget]:
    """No two targets of a plan under one name: the later says its number or its place too."""
    counts: Counter[str] = Counter()
    named: list[DraftTarget] = []
    for target in targets:
        value = f"{target.value:g}".replace(".", ",")
        tails = ("", f" ({value}{'' if target.unit.startswith('%') else ' '}{target.unit})", f" (mục {target.task_section}, {value})")
        options = [f"{_ended(target.metric, LONGEST - len(tail))}{tail}" for tail in tails if len(tail) < LONGEST // 2]
        name = next((option for option in options if low(option) not in counts), options[-1])
        while low(name) in counts:
            counts[low(options[-1])] += 1
            name = f"{_ended(target.metric, LONGEST - 8)} ({counts[low(options[-1])]})"
        counts[low(name)] = 1
        named.append(replace(target, metric=name))
    return named
