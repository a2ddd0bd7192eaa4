"""Texts whose lines were cut at a fixed width: a line goes on where the first word of the next would not have fitted."""

from __future__ import annotations

import re

_NARROWEST, _WIDEST = 60, 130
_FEWEST, _SLACK, _SHARE = 8, 25, 0.9
_OWN_LINE = re.compile(r"\s*(?:[-+•*#|]\s|\(?[a-zđ]{1,2}[.)]\s|\d{1,2}[.)]|[IVX]{1,5}[.)]\s|Nơi nhận)")


def unwrapped(text: str) -> str:
    """The text with whole paragraphs, where blank lines part them and their inner lines are all about equally long."""
    runs = [run.split("\n") for run in re.split(r"\n[ \t]*\n", text)]
    inner = [len(line) for run in runs for line in run[:-1] if len(line) >= _NARROWEST and not _is_row(line)]
    width = max(inner, default=0)
    if len(inner) < _FEWEST or not _NARROWEST <= width <= _WIDEST:
        return text
    full = sum(length >= width - _SLACK for length in inner)
    return "\n\n".join(_joined(run, width) for run in runs) if full >= _SHARE * len(inner) else text


def _is_row(line: str) -> bool:
    return "\t" in line or " | " in line or line.startswith("|")


def _joined(run: list[str], width: int) -> str:
    whole = run[:1]
    previous = run[0]
    for line in run[1:]:
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        goes_on = first and not _OWN_LINE.match(line) and not _is_row(line + previous) and len(previous) + 1 + len(first) > width
        if goes_on:
            whole[-1] = f"{whole[-1]} {line.strip()}"
        else:
            whole.append(line)
        previous = line
    return "\n".join(whole)
