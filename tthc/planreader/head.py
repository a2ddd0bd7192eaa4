"""The head of a plan: letterhead, number, place and date, title, preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tthc.planreader.blocks import Block
from tthc.planreader.citations import legal_bases
from tthc.planreader.closing import recipients_in, signer_in
from tthc.planreader.draft import Head
from tthc.planreader.regions import Regions, is_title
from tthc.planreader.units import begins_unit
from tthc.planreader.wording import CAPITALS, bare, is_shouted, low, opening_of, word_count

_NUMBER = re.compile(r"số\s*(?::|(?=\d+\s*/))\s*([\d.…\s]*)\s*([/-]\s*[a-zđ][\w/-]*)?")
_DATE_LINE = re.compile(
    rf"(?P<place>[{CAPITALS}]"
    r"[^,:;]{1,40}),\s*(?:ngày)?\s*(?P<day>\d{1,2})?[\s.…_]*(?:tháng|/|-)\s*(?P<month>\d{1,2})?[\s.…_]*(?:năm|/|-)\s*(?P<year>\d{4})?"
)
_PREAMBLE = re.compile(
    r"[-+\s]*(?:căn cứ|thi hành|trên cơ sở|để |nhằm |theo |(?:triển khai )?thực hiện (?:các )?(?:kế hoạch|quyết định|nghị|thông tư"
    r"|chỉ thị|quy định|công văn|chương trình|luật|đề án số|văn bản))"
)
# A whole letterhead in one cell: the number, the motto and the date begin lines of their own.
_RUN_TOGETHER = re.compile(r"\s+(?=Số\s*:)|(?<=VIỆT NAM)\s+(?=Độc lập)|(?<=[Hh]ạnh phúc)[\s-]+(?=[A-ZĐ])")
_DRAFT = re.compile(r"^\(?dự thảo\)?\s+")
_BRACKETED = re.compile(r"\(.*\)?$")
_MOTTO = re.compile(r"cộng hòa xã hội|độc lập")
_ISSUES = re.compile(rf"(?:^|[;,.]\s+)(?P<issuer>[{CAPITALS}][^;,.:]{{2,90}}?)\s+(?:ban hành|xây dựng|lập|đề ra)\s+(?:kế hoạch|Kế hoạch)")
_LEVEL_AT_END = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn|đặc khu)$")
_PERIOD = re.compile(r"giai đoạn\s*(20\d{2})\s*-\s*(20\d{2})")
# An outlook ("định hướng đến năm 2030") is beyond the plan.
_YEAR = re.compile(r"(?<!đến )(?<!nhìn )(?<!hướng )(?<!hết )năm\s*(20\d{2})")
_TITLE_IN_DECISION = re.compile(r"ban hành (?:kèm theo quyết định này )?(?:bản )?kế hoạch\s+(.+)", re.IGNORECASE)
_LONGEST_TITLE = 60
_LONGEST_LETTERHEAD = 14


def read_head(regions: Regions) -> Head:
    """Everything before the first part, and the signature after the last."""
    lines = _lines(regions.opening)
    texts = [text for text, _ in lines]
    title, after = _title(lines)
    place, day = _place_and_date(texts)
    preamble = texts[after:] if title else texts
    year, year_end = _years(title, day, texts)
    return Head(
        number=_number(texts),
        place=place,
        date=day,
        issuer=_issuer(texts, preamble, place),
        title=title,
        year=year,
        year_end=year_end,
        legal_bases=legal_bases(texts if _is_decision(texts) else preamble),
        signer=signer_in(regions.closing or regions.opening),
        recipients=recipients_in(regions.closing) or recipients_in(regions.opening),
    )


def _lines(blocks: Sequence[Block]) -> list[tuple[str, bool]]:
    """Lines of text, a letterhead in table cells read column by column; whether each is bold."""
    columns: dict[int, list[str]] = {}
    lines: list[tuple[str, bool]] = []
    for block in [*blocks, None]:
        # A letterhead typed with "|" between its columns is a table too.
        if block is not None and (block.kind == "row" or "|" in block.text):
            for i, cell in enumerate(block.cells or block.text.split("|")):
                columns.setdefault(i, []).extend(opening_of(cell or "").split("\n"))
            continue
        found = [part for i in sorted(columns) for text in columns[i] for part in _RUN_TOGETHER.split(text)]
        lines += [(text.strip(), True) for text in found if text.strip()]
        columns = {}
        if block is not None:
            lines.append((opening_of(block.text), block.bold))
    return lines


def _is_decision(texts: list[str]) -> bool:
    return any(low(text).startswith("quyết định") and is_shouted(text) for text in texts[:12])


def _title(lines: list[tuple[str, bool]]) -> tuple[str | None, int]:
    """The subject below "KẾ HOẠCH", over as many lines as it takes, and where the preamble begins."""
    for position, (text, _) in enumerate(lines):
        words = _DRAFT.sub("", low(text)).strip(" :")
        if words == "kế hoạch" and is_shouted(text):
            return _subject(lines, position + 1)
        if words.startswith("kế hoạch ") and (is_shouted(text[:8]) or lines[position][1]) and word_count(text) < _LONGEST_TITLE:
            subject, after = _subject(lines, position + 1, continued=True)
            return " ".join(filter(None, [text[len("kế hoạch ") :].strip(), subject])), after
    wrapped = next((match[1] for text, _ in lines if (match := _TITLE_IN_DECISION.search(text))), None)
    return (bare(wrapped), 0) if wrapped else (None, 0)


def _subject(lines: list[tuple[str, bool]], start: int, *, continued: bool = False) -> tuple[str | None, int]:
    taken: list[str] = []
    position = start
    while position < len(lines):
        text, is_bold = lines[position]
        is_first = not taken and not continued
        if text.startswith("(") or _MOTTO.match(low(text)) or set(text) <= set("-_ ."):
            break
        if not is_first and not _goes_on(text, taken[-1] if taken else "", is_bold=is_bold, was_bold=lines[position - 1][1]):
            break
        taken.append(text)
        position += 1
    return " ".join(taken) or None, position


def _goes_on(text: str, previous: str, *, is_bold: bool, was_bold: bool) -> bool:
    """A title runs on in small letters, or in the same heavy type; a preamble begins with its own words."""
    if previous.endswith((".", ";")) or word_count(text) > _LONGEST_TITLE:
        return False
    return text[:1].islower() or (is_bold and was_bold and not _PREAMBLE.match(low(text)))


def _number(texts: list[str]) -> str | None:
    """The number with its symbol; a blank before the symbol is no number."""
    for text in texts:
        match = _NUMBER.match(low(text))
        if match:
            number = re.sub(r"\D", "", match[1])
            start, end = match.span(2)
            symbol = re.sub(r"\s", "", text[start:end]) if match[2] else ""
            return f"{number}{symbol}" if number and symbol else None
    return None


def _place_and_date(texts: list[str]) -> tuple[str | None, str | None]:
    for text in texts:
        match = _DATE_LINE.search(text)
        if match:
            return match["place"].strip(), _date_of(match)
    return None, None


def _date_of(match: re.Match[str]) -> str | None:
    year, month, day = match["year"], match["month"], match["day"]
    if not year:
        return None
    try:
        full = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return year
    return full if month and day else full[:7] if month else year


def _issuer(texts: list[str], preamble: list[str], place: str | None) -> str | None:
    """From the letterhead: the lines above the number; otherwise from the sentence that issues the plan."""
    letterhead = _letterhead(texts)
    if letterhead:
        return _as_written(letterhead, texts)
    for text in reversed(preamble):
        match = _ISSUES.search(text)
        if match:
            issuer = bare(match["issuer"])
            return f"{issuer} {place}" if place and _LEVEL_AT_END.search(low(issuer)) else issuer
    return None


def _letterhead(texts: list[str]) -> str | None:
    lines: list[str] = []
    for text in texts:
        if not lines and _MOTTO.match(low(text)):
            continue
        if _NUMBER.match(low(text)) or _MOTTO.match(low(text)) or _DATE_LINE.search(text) or low(text).startswith("kế hoạch"):
            break
        if not is_shouted(text) or word_count(text) > _LONGEST_LETTERHEAD:
            break
        lines.append(text)
    if not lines:
        return None
    last = low(lines[-1])
    # "ỦY BAN NHÂN DÂN / HUYỆN …" is one name over two lines; "UBND TỈNH … / SỞ …" is an agency below another.
    is_one_name = low(lines[0]) in ("ủy ban nhân dân", "ubnd", "ủy ban nhân") or bool(
        re.match(r"(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|thị trấn)\s", last)
    )
    # "BAN CHỈ ĐẠO / CẢI CÁCH HÀNH CHÍNH": a name that runs over two lines begins where a unit's name begins.
    first = next((i for i in range(len(lines) - 1, -1, -1) if begins_unit(lines[i])), len(lines) - 1)
    return " ".join(lines if is_one_name else lines[first:])


def _as_written(shouted: str, texts: list[str]) -> str:
    """The same name in mixed case where the text has it, otherwise with capitals where names have them."""
    for text in texts:
        position = low(text).find(low(shouted))
        if position >= 0 and not is_shouted(text[position : position + len(shouted)]):
            return text[position : position + len(shouted)]
    words = shouted.lower().replace("ubnd", "UBND").replace("hđnd", "HĐND")
    if words.startswith("sở "):
        return f"Sở {words[3:4].upper()}{words[4:]}"
    named = re.split(
        r"(?<=nhân dân )|(?<=tỉnh )|(?<=huyện )|(?<=phường )|(?<=xã )|(?<=thành phố )|(?<=sở )|(?<=thị trấn )|(?<=quận )", words, maxsplit=2
    )
    tail = " ".join(word[:1].upper() + word[1:] for word in named[-1].split()) if len(named) > 1 else named[-1]
    whole = "".join([*named[:-1], tail])
    return whole[:1].upper() + whole[1:]


def _years(title: str | None, day: str | None, texts: list[str]) -> tuple[int | None, int | None]:
    words = low(title or "")
    period = _PERIOD.search(words)
    named = _YEAR.search(words)
    if named:
        return int(named[1]), None
    if period:
        return int(period[1]), int(period[2])
    if day:
        return int(day[:4]), None
    anywhere = _YEAR.search(low(" ".join(texts)))
    return (int(anywhere[1]) if anywhere else None), None


def is_head_line(block: Block) -> bool:
    """A line of the letterhead or the title, as against the preamble."""
    return is_title(block) or block.kind == "row" or not _PREAMBLE.match(low(block.text))
