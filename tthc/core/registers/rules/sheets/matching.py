"""Which column of a sheet is which of the register: by what was answered, by title and spelling, by number, by common words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.files.ports import Sheet
from tthc.core.registers.rules.columns import Column
from tthc.core.registers.rules.sheets.headers import Header, find, letter, plain, said
from tthc.kernel.vietnamese import day

ROW_MARK = "Mã dòng"
COMPUTED = "(tự tính)"
_OF_NO_COLUMN = frozenset({"", "stt", "tt", "so tt", "so thu tu", "no"})
_ID = "\0id"
_ORDER = "\0order"
_LIKELY, _SURE = 0.6, 0.8
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBER = re.compile(r"\(([0-9]{1,2})\)")


@dataclass(frozen=True, slots=True)
class Guess:
    """A header of the sheet: `key` names it in answers, `column` is the register's, empty where it is left out."""

    index: int
    key: str
    title: str
    column: str
    is_sure: bool

    @property
    def letter(self) -> str:
        """Where it stands."""
        return letter(self.index)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header is known."""

    sheet: Sheet
    header: Header
    guesses: tuple[Guess, ...]
    marks: int | None  # the column "Mã dòng"
    order: int | None  # the column of running numbers, or the first without a title
    missing: tuple[str, ...]  # titles of required columns that were not found

    @property
    def places(self) -> dict[str, int]:
        """Column of the register -> where it stands."""
        return {guess.column: guess.index for guess in self.guesses if guess.column}

    @property
    def asks(self) -> bool:
        """Whether a person has to say which column is which."""
        return bool(self.missing) or any(guess.column and not guess.is_sure for guess in self.guesses)

    @property
    def source(self) -> str:
        """SHA-256 of the folded headers: sheets of one source have the same."""
        return hashlib.sha256("|".join(plain(guess.title) for guess in self.guesses).encode()).hexdigest()


def choose(
    sheets: Sequence[Sheet], columns: Sequence[Column], answers: Mapping[str, Mapping[str, str]], given: Mapping[str, str]
) -> Table | None:
    """The sheet that holds the register's table: the one with the most columns known. `answers` are those of each source."""
    names = _Names(columns)
    best, most = None, (-1, -1)
    for sheet in sheets:
        header = find(sheet, names.weight)
        if header is None:
            continue
        table = _table(sheet, header, names, answers, given)
        value = (len([guess for guess in table.guesses if guess.column]), -len(table.missing))
        if value > most:
            best, most = table, value
    return best


def _table(sheet: Sheet, header: Header, names: _Names, answers: Mapping[str, Mapping[str, str]], given: Mapping[str, str]) -> Table:
    places = [at for at, title in enumerate(header.titles) if title]
    ids = {names.special(header.titles[at]): at for at in reversed(places)}
    keys = _keys(header.titles, places)
    open_places = [at for at in places if names.special(header.titles[at]) == ""]
    source = "|".join(plain(header.titles[at]) for at in open_places)
    told = answers.get("") or answers.get(hashlib.sha256(source.encode()).hexdigest()) or {}
    found = _matched(header, open_places, names, {at: told[keys[at]] for at in open_places if keys[at] in told})
    guesses = tuple(Guess(at, keys[at], header.titles[at], *found.get(at, ("", True))) for at in open_places)
    there = {guess.column for guess in guesses}
    missing = tuple(one.title for one in names.required if one.name not in there and not given.get(one.name))
    order = ids.get(_ORDER)
    if order is None and header.titles and not header.titles[0]:
        order = 0
    return Table(sheet, header, guesses, ids.get(_ID), order, missing)


def _keys(titles: Sequence[str], places: Sequence[int]) -> dict[int, str]:
    """Two headers of one title are told apart by where they stand."""
    all_titles = [titles[at] for at in places]
    return {at: titles[at] if all_titles.count(titles[at]) == 1 else f"{titles[at]} (cột {letter(at)})" for at in places}


def _matched(header: Header, places: Sequence[int], names: _Names, told: Mapping[int, str]) -> dict[int, tuple[str, bool]]:
    found: dict[int, tuple[str, bool]] = {}
    taken: set[str] = set()
    for at, name in told.items():
        if name in names.entered and name not in taken:
            found[at] = (name, True)
            taken.add(name)
    left = [at for at in places if at not in told]
    for level in (names.by_title, names.by_end):
        for at in left:
            name = level(header.titles[at])
            if name and at not in found and name not in taken:
                found[at] = (name, True)
                taken.add(name)
    for at in left:
        name = names.numbered.get(header.numbers[at], "")
        if name and at not in found and name not in taken:
            found[at] = (name, True)
            taken.add(name)
    free = [at for at in left if at not in found]
    for score, at, name in sorted(_alike(header, free, names, taken), key=lambda one: (-one[0], one[1])):
        if at not in found and name not in taken:
            found[at] = (name, score >= _SURE)
            taken.add(name)
    return found


def _alike(header: Header, places: Sequence[int], names: _Names, taken: set[str]) -> Iterator[tuple[float, int, str]]:
    for at in places:
        words = set(plain(_bare(header.titles[at])).split())
        for name, spellings in names.words.items():
            if name in taken or not words:
                continue
            score = max(_likeness(words, spelling) for spelling in spellings)
            if score >= _LIKELY:
                yield score, at, name


def _likeness(words: set[str], spelling: frozenset[str]) -> float:
    common = len(words & spelling)
    share = common / len(words | spelling)
    # A longer header that holds the whole title, or the other way round, is a guess to be confirmed.
    is_within = common > 1 and common == min(len(words), len(spelling))
    return max(share, 0.65 if is_within else 0.0)


def _bare(title: str) -> str:
    return _IN_BRACKETS.sub(" ", title)


class _Names:
    """Every way in which a column of the register is written."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.entered = {column.name for column in columns if column.is_in_sheets}
        self.required = [column for column in columns if column.is_required and not column.is_computed]
        self._exact: dict[str, str] = {}
        self.numbered: dict[str, str] = {}
        self.words: dict[str, list[frozenset[str]]] = {}
        for column in columns:
            if not column.is_in_sheets:
                continue
            for written in (column.title, *column.spellings):
                if number := _NUMBER.fullmatch(written.strip()):
                    self.numbered.setdefault(str(int(number[1])), column.name)
                elif plain(written):
                    self._exact.setdefault(plain(written), column.name)
                    self.words.setdefault(column.name, []).append(frozenset(plain(written).split()))
        computed = {plain(column.title) for column in columns if not column.is_in_sheets}
        self._computed = {title for title in computed if title not in self._exact}

    def weight(self, titles: Sequence[str]) -> int:
        """How many columns these titles name."""
        named = {self.by_title(title) or self.by_end(title) for title in titles if title}
        return len(named - {""}) + any(self.special(title) == _ID for title in titles)

    def special(self, title: str) -> str:
        """What a header is that no column of the register is: the row's mark, a running number, something the program computes."""
        words = plain(title)
        if words == plain(ROW_MARK):
            return _ID
        if words in self._exact:
            return ""
        if words in _OF_NO_COLUMN:
            return _ORDER
        is_computed = plain(COMPUTED) in words and plain(_bare(title)) in self._computed
        return "\0computed" if is_computed or words in self._computed else ""

    def by_title(self, title: str) -> str:
        """The column of this very title, whatever stands in brackets."""
        return self._exact.get(plain(title)) or self._exact.get(plain(_bare(title))) or ""

    def by_end(self, title: str) -> str:
        """The column named by the lowest row of a joined header."""
        end = title.rsplit(" / ", 1)[-1]
        return self.by_title(end) if end != title else ""


def sample(table: Table, at: int) -> str:
    """The first value below a header, for who has to say what it is."""
    below = table.sheet.rows[table.header.first : table.header.first + 20]
    return next((_as_read(row[at])[:60] for row in below if at < len(row) and said(row[at])), "")


def _as_read(value: Any) -> str:
    """A cell's day as people write it."""
    return day(value) if isinstance(value, date) else said(value)
