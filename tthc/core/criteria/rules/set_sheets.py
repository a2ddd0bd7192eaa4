"""A criteria set in a workbook that somebody made: its table found below a letterhead, with or without merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc.core.criteria.rules.set_rows import HEADS, TITLES, Row, clean, is_marked, number_of
from tthc.core.criteria.rules.set_tables import Problem
from tthc.core.files.ports import CellError, CellValue, Sheet
from tthc.core.registers.rules.sheets import headers
from tthc.kernel.errors import BadInput
from tthc.kernel.text import fold

_SPELLINGS = {
    "level": ("cap", "loai", "loai dong"),
    "number": ("so", "tt", "stt", "so tt", "ma", "ma so", "so thu tu"),
    "criterion": ("ten tieu chi", "tieu chi"),
    "title": ("ten tieu chi chi tieu", "ten", "noi dung", "noi dung tieu chi", "ten chi tieu", "noi dung chi tieu", "tieu chi chi tieu"),
    "either": ("chi tieu",),  # the indicator's words, or beside a column of contents what is asked for
    "kind": ("cach cham", "cach danh gia", "don vi tinh", "dvt"),
    "threshold": ("muc dat", "nguong", "nguong dat", "muc dat chuan", "muc yeu cau", "muc chuan", "yeu cau", "chi tieu dat"),
    "points": ("diem toi da", "diem", "thang diem", "diem chuan", "so diem", "diem so toi da"),
    "evidence": ("minh chung", "tai lieu minh chung", "tai lieu kiem chung", "ho so minh chung", "minh chung can co"),
    "note": ("ghi chu",),
    "is_unsure": ("can doi chieu",),
}
_NAMES = {words: name for name, several in _SPELLINGS.items() for words in several}
_ROMAN = re.compile(r"[ivx]{1,6}")
_LEADING = re.compile(
    r"\s*(?:(?:tiêu chí|chỉ tiêu)\s+)?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[IVX]{1,6})[.):]*\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TOTALS = re.compile(r"(tong|tong cong|tong so|tong diem|tong so diem|cong)")
_SIGNED = re.compile(r"(nguoi (lap|cham|tong hop)|tm\.? |kt\.? |tl\.? |noi nhan|thu truong|chu tich|.*\bngay [.0-9…]* ?thang).*")
_FEW = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a workbook says of a set: texts of its head by name, rows, cells that cannot be read."""

    head: Mapping[str, str]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    letters: Mapping[str, str]  # field -> the letters over its column

    def told(self, problem: Problem) -> str:
        """The problem with its sheet, row and column."""
        if problem.row is None:
            return problem.sentence
        column = f", cột {self.letters[problem.field]}" if problem.field in self.letters else ""
        return f"{self.rows[problem.row].place}{column}: {problem.sentence}"


def read(sheets: Sequence[Sheet]) -> Found:
    """The set in a workbook; BadInput where no sheet holds a table of criteria."""
    found = [(_weigh(header.titles), -at, sheet, header) for at, sheet in enumerate(sheets) if (header := headers.find(sheet, _weigh))]
    if not found or not max(found, key=lambda one: one[:2])[0]:
        names = ", ".join(f'"{name}"' for name in (TITLES["number"], TITLES["title"], TITLES["threshold"], TITLES["points"]))
        raise BadInput(f"Không thấy bảng tiêu chí trong tệp. Dòng tiêu đề phải có các cột {names}; tải tệp mẫu để xem.")
    _, _, sheet, header = max(found, key=lambda one: one[:2])
    reader = _Reader(sheet, header)
    rows, problems = reader.rows()
    return Found(_head(sheets, sheet, header), rows, problems, reader.letters())


def _places(titles: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        words = headers.plain(title.split(" / ")[0])
        name = _NAMES.get(headers.plain(title)) or _NAMES.get(words)
        if name is not None:
            found.setdefault(name, at)
    if "either" in found:
        found.setdefault("threshold" if "title" in found else "title", found.pop("either"))
    if "criterion" in found and "title" not in found:
        found["title"] = found.pop("criterion")
    return found


def _weigh(titles: Sequence[str]) -> int:
    found = _places(titles)
    return len(found) if "title" in found and len(found) > 1 else 0


def _head(sheets: Sequence[Sheet], table: Sheet, header: headers.Header) -> dict[str, str]:
    """Lines such as `Tên bộ tiêu chí: …` above the table or on other sheets."""
    names = {fold(words): name for name, words in HEADS.items()}
    found: dict[str, str] = {}
    for sheet in sheets:
        for row in sheet.rows[: header.top] if sheet is table else sheet.rows:
            for value in row:
                label, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
                if colon and fold(label) in names:
                    found.setdefault(names[fold(label)], rest.strip())
    return found


class _Reader:
    """Rows of one table: each cell as text, the level of each row as its number and its place say it."""

    def __init__(self, sheet: Sheet, header: headers.Header) -> None:
        self._sheet, self._header, self._places = sheet, header, _places(header.titles)
        self._rows: list[Row] = []
        self._problems: list[Problem] = []
        self._criterion = ""

    def rows(self) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
        texts = [(at, self._texts(at)) for at in range(self._header.first, len(self._sheet.rows))]
        numbers = [number_of(cells.get("number", "")) for _, cells in texts]
        has_roman = sum(bool(_ROMAN.fullmatch(fold(each))) for each in numbers) > 0
        for at, cells in texts:
            if not any(cells.values()):
                continue
            if not cells.get("level") and self._rows and self._is_signature(at):
                break
            if not cells.get("level") and _TOTALS.fullmatch(fold(cells.get("title") or cells.get("number") or "").rstrip(":")):
                continue
            self._take(at, cells, has_roman=has_roman)
        return tuple(self._rows), tuple(self._problems)

    def _texts(self, at: int) -> dict[str, str]:
        row = self._sheet.rows[at]
        return {name: "" if isinstance(row[i], CellError) else clean(row[i]) for name, i in self._places.items() if i < len(row)}

    def _is_signature(self, at: int) -> bool:
        there = [fold(headers.said(value)) for value in self._sheet.rows[at] if value not in (None, "")]
        return len(there) <= _FEW and any(_SIGNED.fullmatch(each) for each in there)

    def _take(self, at: int, cells: dict[str, str], *, has_roman: bool) -> None:
        """In a sheet with a column of criteria (merged or repeated) a new name there begins a criterion, the row itself is an indicator."""
        if "criterion" not in self._places:
            self._add(at, cells, is_criterion=self._is_criterion(cells, has_roman=has_roman))
            return
        name, number = cells.get("criterion", ""), cells.get("number", "")
        is_of_indicator = "." in number_of(number)
        if name and fold(name) != fold(self._criterion):
            self._criterion = name
            self._add(at, {"title": name, "number": "" if is_of_indicator else number}, is_criterion=True)
        if any(text for key, text in cells.items() if key not in ("criterion", "number")):
            self._add(at, cells | {"number": number if is_of_indicator else ""}, is_criterion=False)

    def _is_criterion(self, cells: Mapping[str, str], *, has_roman: bool) -> bool:
        level, typed = fold(cells.get("level", "")), cells.get("number", "")
        if level:
            return level.startswith(("tieu chi", "tc"))
        said = fold(typed or cells.get("title", ""))
        if said.startswith(("tieu chi", "chi tieu")):
            return said.startswith("tieu chi")
        if has_roman:
            return bool(_ROMAN.fullmatch(fold(number_of(typed))))
        number = number_of(typed) or _number_in(cells.get("title", ""))
        return (
            number.isdecimal()
            if number
            else not any(cells.get(name) for name in ("kind", "threshold", "evidence", "points"))
            and (not self._rows or cells.get("title", "").isupper())
        )

    def _add(self, at: int, cells: Mapping[str, str], *, is_criterion: bool) -> None:
        typed, title = cells.get("number", ""), cells.get("title", "")
        whole = _LEADING.fullmatch(typed or title)  # one cell holds both: "Tiêu chí 1. Ban hành văn bản", "18.4. Xã đạt chuẩn"
        if whole and (not title or (not typed and _is_numbered(whole["number"]))):
            typed, title = whole["number"], whole["rest"]
        threshold = cells.get("threshold", "")
        kind = "" if is_criterion else cells.get("kind", "")
        if is_criterion and fold(threshold) == "dat":
            threshold = ""
        texts = (threshold, cells.get("points", ""), cells.get("evidence", ""), cells.get("note", ""))
        place = f'Trang "{self._sheet.name}", dòng {at + 1}'
        marked = is_marked(cells.get("is_unsure", ""))
        self._rows.append(Row(is_criterion, typed, title, kind, *texts, is_unsure=marked, place=place))
        self._find_faults(at, {} if is_criterion and "criterion" in self._places else self._places)

    def _find_faults(self, at: int, places: Mapping[str, int]) -> None:
        row, here = self._sheet.rows[at], len(self._rows) - 1
        unsaved = {index for each, index in self._sheet.unsaved if each == at}
        for name, index in places.items():
            field = name if name in TITLES else "title"
            value: CellValue = row[index] if index < len(row) else None
            if isinstance(value, CellError):
                self._problems.append(Problem(here, field, f'Ô báo lỗi "{value}". Sửa công thức hoặc ghi giá trị.'))
            elif index in unsaved:
                words = "Ô là công thức mà tệp không lưu kết quả. Ghi giá trị thay cho công thức."
                self._problems.append(Problem(here, field, words))
            elif name in ("number", "threshold", "points") and hasattr(value, "year"):
                words = "Ô là ngày tháng: bảng tính đã đổi số thành ngày. Định dạng ô là Văn bản rồi nhập lại."
                self._problems.append(Problem(here, field, words))

    def letters(self) -> dict[str, str]:
        """The letters over the column of each field."""
        return {name: headers.letter(at) for name, at in self._places.items()}


def _number_in(title: str) -> str:
    match = _LEADING.fullmatch(title)
    return match["number"] if match and _is_numbered(match["number"]) else ""


def _is_numbered(number: str) -> bool:
    """Whether the leading figure of a name is its number: "18.4. Xã đạt chuẩn", not "80 hồ sơ"."""
    return "." in number
