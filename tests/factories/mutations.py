"""Broken files from good ones, the same for the same number: bytes, parts of a zip, XML, streams of a PDF, lines of a text."""

from __future__ import annotations

import io
import re
from random import Random

import pikepdf

from tests.factories.office_files import parts_of, zipped

NUMBERS = ("0", "-1", "99", "255", "65536", "1000000000", "4294967296", "9" * 40, "", "x", "1e9", "A1:XFD1048576", "NaN", "�", " ")
SIGNS = (
    "\t",
    "|",
    "%",
    "-",
    "+",
    "•",
    "1.",
    "I.",
    "a)",
    "⏎",
    "<br>",
    "**",
    "#",
    "\u0301",
    "\u200b",
    "\u202e",
    "\ufffe",
    "đ" * 300,
    "\r",
    "\f",
    "\v",
)
WORDS = (
    "tháng 13/2025",
    "ngày 31/02/2025",
    "Quý V/20255",
    "100%",
    "99999999999999999999",
    "Phụ lục",
    "Nơi nhận:",
    "TM. ỦY BAN",
    "Số:",
    "II.",
    ":",
)
_ATTRIBUTE = re.compile(rb'\s([A-Za-z0-9:]+)="([^"]*)"')
_TAG = re.compile(rb"<[^<>?!]+>")
_ELEMENT = re.compile(rb"<([A-Za-z0-9:]+)[^<>]*(?:/>|>[^<>]*</\1>)")
_NUMBER = re.compile(rb"-?\d+\.?\d*")
# What only a hostile hand writes: spans, levels, sizes and circles; the left side stands in a part, the right side takes its place.
ATTACKS = (
    (rb'<w:gridSpan w:val="[^"]*"', b'<w:gridSpan w:val="1000000000"'),
    (rb"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="1000000000"/><w:vMerge/>'),
    (rb"<w:tcPr>", b'<w:tcPr><w:vMerge w:val="continue"/>'),
    (rb"<w:trPr>|<w:tr>", b'<w:tr><w:trPr><w:gridBefore w:val="100000000"/></w:trPr>'),
    (rb"<w:pPr>", b'<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>'),
    (rb"<w:pPr>", b'<w:pPr><w:numPr><w:ilvl w:val="-5"/><w:numId w:val="-2147483648"/></w:numPr><w:outlineLvl w:val="900"/>'),
    (rb'<w:abstractNumId w:val="[^"]*"', b'<w:abstractNumId w:val="77777"'),
    (rb'<w:lvlText w:val="[^"]*"', b'<w:lvlText w:val="%1%2%3%4%5%6%7%8%9%0%99"'),
    (rb'<w:start w:val="[^"]*"', b'<w:start w:val="99999999999999999999"'),
    (rb'<w:numFmt w:val="[^"]*"', b'<w:numFmt w:val="upperRoman"'),
    (rb'<w:style [^>]*w:styleId="(\w+)"[^>]*>', rb'<w:style w:styleId="\1"><w:basedOn w:val="\1"/>'),
    (rb'<w:basedOn w:val="[^"]*"', b'<w:basedOn w:val="ListNumber"'),
    (rb"<w:numStyleLink[^>]*>|<w:multiLevelType[^>]*>", b'<w:numStyleLink w:val="ListNumber"/>'),
    (rb"<w:t>", b"<w:t>" + b"1." * 5000),
    (rb"</w:p>", b"<w:r><w:footnoteReference w:id='99'/></w:r></w:p>"),
    (rb"<w:r>", b"<w:ins><w:del><w:moveFrom><w:r>"),
    (rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'),
    (rb'<mergeCell ref="[^"]*"', b'<mergeCell ref="A1:XFD1048576"'),
    (rb'<row r="[^"]*"', b'<row r="1048576"'),
    (rb'<c r="[^"]*"', b'<c r="XFD1048576"'),
    (rb'(<c [^>]*t=)"s"><v>\d+', rb'\1"s"><v>4000000000'),
    (rb'(<c [^>]*)t="s"', rb'\1t="d" s="4000000"'),
    (rb"<sheetData>", b"<sheetData><row r='1'/><row r='1'/>"),
    (rb'Target="[^"]*"', b'Target="../../../../etc/passwd"'),
)


def mutated(content, number):
    """The `number`-th broken file made from this one."""
    random = Random(number)
    if content.startswith(b"PK"):
        ways = (_bytes, _parts, _xml, _xml, _xml, _attack, _attack)
    elif content.startswith(b"%PDF"):
        ways = (_bytes, _pdf, _pdf, _pdf)
    else:
        ways = (_bytes, _text, _text, _text)
    return random.choice(ways)(content, random)


def _bytes(content, random):
    """Flip, cut, drop, double or overwrite bytes."""
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        place = random.randrange(len(made) + 1)
        length = random.choice((1, 2, 16, 300))
        way = random.randrange(5)
        if way == 0 and place < len(made):
            made[place] ^= 1 << random.randrange(8)
        elif way == 1:
            del made[place : place + length]
        elif way == 2:
            made[place:place] = made[place : place + length]
        elif way == 3:
            made[place : place + length] = random.randbytes(length)
        elif random.random() < 0.2:
            del made[place:]
    return bytes(made)


def _parts(content, random):
    """Drop, empty, swap, cut or spoil parts of the zip, which stays a sound zip."""
    parts = parts_of(content)
    for _ in range(random.choice((1, 1, 2, 5))):
        one, other = random.choice(list(parts)), random.choice(list(parts))
        way = random.randrange(5)
        if way == 0 and len(parts) > 1:
            del parts[one]
        elif way == 1:
            parts[one] = b""
        elif way == 2:
            parts[one], parts[other] = parts[other], parts[one]
        elif way == 3:
            parts[one] = parts[one][: random.randrange(len(parts[one]) + 1)]
        else:
            parts[one] = _bytes(parts[one], random)
    return zipped(parts.items())


def _xml(content, random):
    """Change one XML part, most often the main one, and keep it well-formed most of the time."""
    parts = parts_of(content)
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))] + _main(parts) * 8)
    for _ in range(random.choice((1, 1, 3, 10))):
        parts[name] = random.choice((_attribute, _attribute, _drop, _double, _move, _deep, _letters))(parts[name], random)
    return zipped(parts.items())


def _main(parts):
    return [name for name in parts if name in {"word/document.xml", "word/numbering.xml", "word/styles.xml", "xl/worksheets/sheet1.xml"}]


def _attack(content, random):
    parts = parts_of(content)
    for _ in range(random.choice((1, 1, 2, 4))):
        pattern, words = random.choice(ATTACKS)
        for name in [name for name in parts if re.search(pattern, parts[name])]:
            parts[name] = re.sub(pattern, words, parts[name], count=random.choice((1, 3, 0)))
    return zipped(parts.items())


def _found(pattern, xml, random):
    matches = list(pattern.finditer(xml))
    return random.choice(matches) if matches else None


def _attribute(xml, random):
    found = _found(_ATTRIBUTE, xml, random)
    return xml if found is None else xml[: found.start(2)] + random.choice(NUMBERS).encode() + xml[found.end(2) :]


def _drop(xml, random):
    found = _found(_ELEMENT, xml, random)
    return xml if found is None else xml[: found.start()] + xml[found.end() :]


def _double(xml, random):
    found = _found(_ELEMENT, xml, random)
    return xml if found is None else xml[: found.end()] + found.group() * random.choice((1, 3, 400)) + xml[found.end() :]


def _move(xml, random):
    found, tag = _found(_ELEMENT, xml, random), _found(_TAG, xml, random)
    return xml if found is None else xml[: tag.end()] + found.group() + xml[tag.end() :]


def _deep(xml, random):
    found, depth = _found(_ELEMENT, xml, random), random.choice((2, 40, 700))
    if found is None:
        return xml
    name = random.choice((b"w:tbl", b"w:tr", b"w:tc", b"w:p", b"w:sdt", b"w:ins", b"w:txbxContent", b"row", b"c", b"si"))
    return xml[: found.start()] + b"<%b>" % name * depth + found.group() + b"</%b>" % name * depth + xml[found.end() :]


def _letters(xml, random):
    found = _found(re.compile(rb">[^<>]+<"), xml, random)
    words = random.choice((*SIGNS, *WORDS)).replace("<br>", "&lt;").replace("\f", "").replace("\v", "").replace("\ufffe", "")
    return xml if found is None else xml[: found.start() + 1] + words.encode() * random.choice((1, 50)) + xml[found.end() - 1 :]


def _pdf(content, random):
    """Change numbers, operators or bytes in a stream or in the dictionary of a PDF that stays readable."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary)]
        for _ in range(random.choice((1, 2, 6))):
            thing = random.choice(things)
            if isinstance(thing, pikepdf.Stream) and random.random() < 0.7:
                thing.write(_in_stream(thing.read_bytes(), random))
            else:
                _in_dictionary(thing, random)
        try:
            pdf.save(out)
        except (pikepdf.PdfError, ValueError, TypeError):  # too broken to be written
            return _bytes(content, random)
    return out.getvalue()


def _in_stream(stream, random):
    if random.random() < 0.5:
        return _bytes(stream, random)
    number = random.choice((b"0", b"-1", b"1e9", b"99999999999", b"0.0000001", b"-40000"))
    places = list(_NUMBER.finditer(stream))[:20_000]
    for place in sorted(random.sample(places, min(len(places), 5)), key=lambda each: -each.start()):
        stream = stream[: place.start()] + number + stream[place.end() :]
    return stream


def _in_dictionary(thing, random):
    key = random.choice(list(thing.keys()) or ["/X"])
    value = random.choice((0, -1, 2**31 - 1, 1e30, pikepdf.Name.Page, pikepdf.Array([0, 0, 0, 0]), pikepdf.Dictionary(), "x"))
    if key not in {"/Length", "/Filter"}:
        thing[key] = value


def _text(content, random):
    """Shuffle, double and cut lines; put signs that mean something between words."""
    lines = content.decode("utf-8", "replace").split("\n")
    for _ in range(random.choice((1, 3, 10, 40))):
        place = random.randrange(len(lines))
        way = random.randrange(6)
        if way == 0:
            lines[place] = random.choice((*SIGNS, *WORDS)) * random.choice((1, 1, 60)) + lines[place]
        elif way == 1:
            lines.insert(random.randrange(len(lines)), lines[place])
        elif way == 2:
            lines[place] = lines[place][: random.randrange(len(lines[place]) + 1)]
        elif way == 3:
            words = lines[place].split(" ")
            random.shuffle(words)
            lines[place] = random.choice((" ", "\t", " | ", ", ", "; ")).join(words)
        elif way == 4:
            lines[place] = re.sub(r"\d+", lambda _: random.choice(NUMBERS), lines[place])
        else:
            lines[place] = lines[place] + random.choice((*SIGNS, *WORDS)) + lines[random.randrange(len(lines))]
    return "\n".join(lines).encode("utf-8", "replace")
