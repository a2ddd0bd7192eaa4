"""The plan of a later year out of this year's document: its own years and dates move, those of cited documents stay."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tthc.core.files.rules import clean_name
from tthc.kernel.text import tidy
from tthc.planreader.blocks import Block
from tthc.planreader.wording import CAPITALS

MOST_AHEAD = 5
_LONGEST_NAME = 120
_HEAD = 15  # letterhead and title stand among the first blocks

# --- what is never touched: documents that are cited (Decree 30/2020: name, "số", number and symbol, "ngày" …, issuer, subject)
_NOUNS = (
    "bộ luật|luật|hiến pháp|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư(?: liên tịch)?|chỉ thị|công văn|công điện|kế hoạch|văn bản"
    "|thông báo|hướng dẫn|báo cáo|đề án|chương trình|kết luận|quy định|quy chế|tờ trình|phương án"
)
_SYMBOL = r"\d*\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w&.]*(?:-[\w&./-]*)?"
# Without "số" it must look like nothing else: "1.1/ Ban hành …" opens an item.
_BARE = r"(?<![\w/])\d+\s?/(?:\d{4}/[A-ZĐ][\w&.]*(?:-[\w&./-]*)?|[A-ZĐ][\w&.]*-[\w&./-]*)"
_NUMBERED = re.compile(rf"(?:(?:{_NOUNS})\s+)?số\s*:?\s*{_SYMBOL}|{_BARE}", re.IGNORECASE)
_DATED = re.compile(rf"(?:{_NOUNS})\s+(?:này\s+)?ngày\s+\d{{1,2}}\s*(?:[/.-]|tháng)", re.IGNORECASE)
_LAW = re.compile(r"(?:bộ luật|luật|hiến pháp|pháp lệnh)\s[^;.]{0,120}?(?:năm|ngày)\s*\d", re.IGNORECASE)
# A citation runs to the end of its clause; after a comma it goes on only in small letters.
_CLAUSE_END = re.compile(
    rf"[;)”\"](?!\w)|\.(?=\s|$)|,\s+(?=[{CAPITALS}])"
    r"|[,\s]\s*(?=(?:và\s+)?(?:hoàn thành|xong|chậm nhất|trước ngày|trong (?:năm|quý|tháng)|báo cáo|gửi|ban hành|xây dựng)\s)"
)
_BASIS = re.compile(r"[-+•\s]*(?:căn cứ|thi hành)\s", re.IGNORECASE)

# --- what belongs to the plan itself and is not known yet
_OWN_NUMBER = re.compile(r"((?:^|\s)số\s*:?\s*)[\d.…_\s]*(/\s*[A-ZĐ][\w&./-]*\s*)$", re.IGNORECASE)
_OWN_DAY = re.compile(r"^(?P<place>[^,\d]{2,60},\s*)ngày[\s\d.…_]*tháng[\s\d.…_]*năm\s*(?P<year>20\d\d|[.…_\s]*)\s*$", re.IGNORECASE)
_ENCLOSED = re.compile(r"^\W*(?:ban hành\s+)?kèm theo\s+(?:kế hoạch|quyết định|công văn)", re.IGNORECASE)
_ENCLOSED_NUMBER = re.compile(r"(số\s*:?\s*)[\d.…_\s]*(?=/\s*[A-ZĐ])", re.IGNORECASE)
_ENCLOSED_DAY = re.compile(r"ngày\s*[\d.…_\s]+(?:[/.-]|tháng)[\d.…_\s]+(?:[/.-]|năm)\s*(20\d\d)", re.IGNORECASE)

# --- the years of the plan: in one pass, so that no year moves twice
_TIMES = re.compile(
    r"ngày(?P<gap>\s*)(?P<day>\d{1,2})(?P<to_month>\s*tháng\s*)(?P<month>\d{1,2})(?P<to_year>\s*năm\s*)(?P<spelt>20\d\d)"
    r"|(?<![\d/.,-])(?P<d>\d{1,2})(?P<one>\s*[/.-]\s*)(?P<m>\d{1,2})(?P<two>\s*[/.-]\s*)(?P<full>20\d\d|\d\d)(?![\d/]|\s*/\s*[A-ZĐ])"
    r"|(?P<part>(?:tháng|quý|quí)\s*[\dIVX]{1,4}(?:\s*(?:[-–,]|và|đến)\s*(?:tháng\s*|quý\s*)?[\dIVX]{1,4}(?!\d))*\s*(?:năm|[/.-])\s*)"
    r"(?P<of_part>20\d\d)"
    r"|(?P<before>(?:đến|tới|tầm nhìn)\s+)?(?P<named>(?:giai đoạn|các năm|năm)\s*)?(?P<first>(?<![\d.,/])20\d\d)"
    r"(?P<rest>(?:\s*(?:[-–,]|và|đến|đến hết|tới)\s*(?:năm\s*)?20\d\d)*)(?![\d/])"
    r"|(?<=[\dIVX])(?<!\d\d\d)(?P<mark>\s*[/.-]\s*)(?P<after>20\d\d)(?![\d/]|\s*/\s*[A-ZĐ])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20\d\d")
_ONE_YEAR = re.compile(r"\W*20\d\d\W*")
_SPAN = re.compile(r"[-–]|đến|tới")
_DECEMBER = 12


def file_name(title: str, year: int, to_year: int) -> str:
    """The name of the file that next year's plan is written to."""
    named = tidy(title.replace(str(year), str(to_year)).replace("/", "-"))[:_LONGEST_NAME].rstrip(" .,;")
    return clean_name(f"{named if str(to_year) in named else f'{named} {to_year}'}.docx")


def next_year(blocks: Sequence[Block], from_year: int, to_year: int, year_end: int | None = None) -> list[Block]:
    """The document of the plan of `to_year`: number and day of issue are blank, the plan's own years and dates moved.

    A plan of several years keeps its length: 2021-2025 becomes 2026-2030.
    """
    shift = _Shift(from_year, year_end or from_year, to_year - from_year)
    return [_moved(block, shift, is_head=n < _HEAD) for n, block in enumerate(blocks)]


def _moved(block: Block, shift: _Shift, *, is_head: bool) -> Block:
    text = shift.text(block.text, is_head=is_head)
    cells = tuple(None if cell is None else _lines(cell, lambda line: shift.text(line, is_head=is_head)) for cell in block.cells)
    return replace(block, text=text, cells=cells, parts=(), page=0, is_scanned=False)


def _lines(cell: str, change: Callable[[str], str]) -> str:
    return "\n".join(change(line) for line in cell.split("\n"))


class _Shift:
    """The years `first` to `last` of a plan, moved by so many years."""

    def __init__(self, first: int, last: int, by: int) -> None:
        self._first, self._last, self._by = first, last, by

    def text(self, text: str, *, is_head: bool) -> str:
        """One paragraph or line of a cell."""
        if is_head and _OWN_NUMBER.search(text):
            return _OWN_NUMBER.sub(r"\1…\2", text)
        if is_head and (own := _OWN_DAY.match(text)):
            return f"{own['place']}ngày … tháng … năm {self._first + self._by}"
        if _ENCLOSED.match(text):
            return self._enclosed(text)
        if _BASIS.match(text):
            return text
        kept = list(_citations(text))
        return "".join(piece if is_kept else self._years(piece) for piece, is_kept in _pieces(text, kept))

    def _enclosed(self, text: str) -> str:
        """The line below an appendix's title names the plan itself, whose number and day are blank now."""
        text = _ENCLOSED_NUMBER.sub(r"\1…", text)
        return _ENCLOSED_DAY.sub(lambda found: f"ngày …/…/{self._near(int(found[1]))}", text)

    def _years(self, text: str) -> str:
        return _TIMES.sub(self._time, text)

    def _time(self, found: re.Match[str]) -> str:
        if found["spelt"]:
            day = self._date(found["day"], found["month"], found["spelt"])
            return (
                found[0]
                if day is None
                else f"{found[0][:4]}{found['gap']}{day[0]}{found['to_month']}{found['month']}{found['to_year']}{day[1]}"
            )
        if found["full"]:
            day = self._date(found["d"], found["m"], found["full"])
            return found[0] if day is None else f"{day[0]}{found['one']}{found['m']}{found['two']}{day[1]}"
        if found["of_part"]:
            return found["part"] + str(self._near(int(found["of_part"])))
        if found["after"]:
            return found["mark"] + str(self._near(int(found["after"])))
        return self._named(found)

    def _near(self, year: int) -> int:
        """A year of the plan, or the one before or after it, in which its reports begin or end."""
        return year + self._by if self._first - 1 <= year <= self._last + 1 else year

    def _date(self, day: str, month: str, written: str) -> tuple[str, str] | None:
        """Day and year a year's length later; None where it stays."""
        year = int(written) + (2000 if len(written) < len("2024") else 0)
        moved = self._near(year)
        if moved == year or not 1 <= int(month) <= _DECEMBER:
            return None
        return _day(day, int(month), moved), str(moved)[-len(written) :]

    def _named(self, found: re.Match[str]) -> str:
        """Years after "năm", and the plan's own span; other spans and aims "đến năm …" are a programme's and stay."""
        years = [int(one) for one in _YEAR.findall(found[0])]
        is_own_span = (years[0], years[-1]) == (self._first, self._last)
        if len(years) > 1 and _SPAN.search(found["rest"]) and not is_own_span:
            return found[0]
        is_own = any(self._first <= year <= self._last for year in years)
        is_bare = not found["named"] and len(years) == 1 and not _ONE_YEAR.fullmatch(found.string)
        if is_bare or (found["before"] and not is_own):
            return found[0]  # a bare figure may count anything
        return _YEAR.sub(lambda one: str(self._near(int(one[0]))), found[0])


def _day(day: str, month: int, year: int) -> str:
    """The 29th of February is the 28th in most years."""
    last = calendar.monthrange(year, month)[1]
    return str(last) if int(day) > last else day


def _citations(text: str) -> Iterator[tuple[int, int]]:
    """From where to where a document is cited."""
    for pattern in (_NUMBERED, _DATED, _LAW):
        last = -1
        for found in pattern.finditer(text):
            if found.end() <= last:
                continue  # inside the clause that was told already
            end = _CLAUSE_END.search(text, found.end())
            last = end.start() if end else len(text)
            yield found.start(), last


def _pieces(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in order, told apart whether it stays."""
    place = 0
    for start, end in sorted(kept):
        if end <= place:
            continue
        yield text[place : max(start, place)], False
        yield text[max(start, place) : end], True
        place = end
    yield text[place:], False
