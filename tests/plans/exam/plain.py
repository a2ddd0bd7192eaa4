"""A described plan as plain text: a paragraph a line, table rows with tabs, as an office's text copy of a plan is."""

from tests.plans.exam.markup import line, parse

UNPRINTED = {"del"}


def plain(description):
    settings, parts = parse(description)
    del settings
    notes, out = [], []
    for part in parts:
        out += {"paragraph": lambda p: [printed(p.line, notes)], "box": lambda p: [printed(p.line, notes)], "table": table}.get(
            part.kind, aside
        )(part)
        if part.kind == "paragraph":
            out.append("")
    out += notes
    return "\n".join(out).strip() + "\n"


def printed(read, notes):
    text = ""
    for piece in read.pieces:
        if piece.kind == "note":
            notes.append(piece.text)
        elif piece.kind == "break":
            text += "\n"
        elif piece.kind == "tab":
            text += " "
        elif piece.kind not in UNPRINTED:
            text += piece.text
    return f"{read.number} {text}" if read.number else text


def cell_text(cell, notes):
    lines = [printed(line(piece.strip()), notes).replace("\n", " ⏎ ") for piece in cell.split("⏎")]
    return " ⏎ ".join(text for text in lines if text)


def table(part):
    out, number = [""], 0
    for row in part.rows:
        cells = []
        for cell in row:
            number += cell == "#"
            cells.append("" if cell in {"^", "<"} else f"{number}" if cell == "#" else cell_text(cell, []))
        out.append("\t".join(cells))
    return [*out, ""]


def aside(part):
    """Letterhead and signature: one line each, cell after cell, as copied from the page; nothing of a change of page."""
    out = [""]
    for row in part.rows:
        for cell in row:
            out += [printed(line(piece.strip()), []) for piece in cell.split("⏎") if piece.strip()]
    return [*out, ""] if part.rows else []
