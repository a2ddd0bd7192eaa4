"""A plan described in a text file, one block a line, so that one description makes the same plan as txt and as Word.

`!key=value` settings; `[letterhead 2x2]`, `[sign]` and `[table w=1,5,3 head=2]` up to `[/]`; `[landscape]`, `[portrait]`, `[page]`; `[box] text`.
A paragraph may begin with `<style>` and with `{1.}`, its automatic number. In a line: `**bold**`, `__italic__`, `{+typed later+}`, `{-struck out-}`,
`[^footnote]`, `↵` a line break inside the paragraph, `⏎` a new paragraph in a cell, `→` a tab. Cells: `^` joined with the cell above, `<` with the
cell before, `#` an automatic row number.
"""

import re
from dataclasses import dataclass, field

STYLE = re.compile(r"^<(\w+)>\s?")
NUMBER = re.compile(r"^\{([^{}+\-][^{}]*|-)\}\s?")
PIECE = re.compile(r"(\*\*.+?\*\*|__.+?__|\{\+.+?\+\}|\{-.+?-\}|\[\^.+?\]|↵|→)")


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Line:
    style: str
    number: str
    pieces: tuple[Piece, ...]


@dataclass
class Part:
    kind: str
    line: Line | None = None
    rows: list[list[str]] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


def pieces(text):
    found = []
    for piece in PIECE.split(text):
        if piece.startswith("**"):
            found.append(Piece(piece[2:-2], "bold"))
        elif piece.startswith("__"):
            found.append(Piece(piece[2:-2], "italic"))
        elif piece.startswith("{+"):
            found.append(Piece(piece[2:-2], "ins"))
        elif piece.startswith("{-"):
            found.append(Piece(piece[2:-2], "del"))
        elif piece.startswith("[^"):
            found.append(Piece(piece[2:-1], "note"))
        elif piece in {"↵", "→"}:
            found.append(Piece(piece, "break" if piece == "↵" else "tab"))
        elif piece:
            found.append(Piece(piece))
    return tuple(found)


def line(text):
    style = STYLE.match(text)
    rest = text[style.end() :] if style else text
    number = NUMBER.match(rest)
    rest = rest[number.end() :] if number else rest
    return Line(style[1] if style else "", number[1] if number else "", pieces(rest))


def parse(text):
    settings, parts = {}, []
    rows = None
    for raw in text.splitlines():
        stripped = raw.strip()
        if stripped == "[/]":
            rows = None
        elif rows is not None and stripped:
            rows.append(split(stripped))
        elif stripped.startswith("!"):
            key, value = stripped[1:].split("=", 1)
            settings[key] = value
        elif opening := re.fullmatch(r"\[(letterhead|sign|table|landscape|portrait|page)( .*)?\]", stripped):
            options = dict(word.split("=", 1) for word in (opening[2] or "").split())
            part = Part(opening[1], options=options)
            parts.append(part)
            rows = part.rows if opening[1] in {"letterhead", "sign", "table"} else None
        elif stripped.startswith("[box]"):
            parts.append(Part("box", line(stripped[5:].strip())))
        elif stripped:
            parts.append(Part("paragraph", line(stripped)))
    return settings, parts


def accepted(description):
    """The description with its tracked changes taken over: what an office prints."""
    return re.sub(r"\{\+(.+?)\+\}", r"\1", re.sub(r"\{-[^}]+?-\}", "", description))


def split(row):
    cells = row[1:].split("|") if row.startswith("|") else row.split("||")
    return [cell.strip() for cell in cells]
