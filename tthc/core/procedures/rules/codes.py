"""The code of a procedure: kept as it is written, and known under its short and its long form."""

from __future__ import annotations

import re

# The national form is 1.004873 or 1.001193.000.00.00.H35, whose tail is the agency's; other issuers write other tails and other codes.
_USUAL = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2})?")
_SHORT = re.compile(r"([0-9]\.[0-9]{6})(?:\.[0-9A-Za-z]+)*")
_POSSIBLE = re.compile(r"(?=.*[0-9])[0-9A-Za-zĐđ][0-9A-Za-zĐđ.\-/_]{2,63}")


def is_possible(code: str) -> bool:
    """Whether this can be a code at all: one word of letters, digits and marks with a digit in it."""
    return bool(_POSSIBLE.fullmatch(code))


def is_usual(code: str) -> bool:
    """Whether it has the form of the national database."""
    return bool(_USUAL.fullmatch(code))


def fuller(kept: str, written: str) -> str:
    """The longer spelling of one procedure: a sheet that writes the short one takes the agency's tail away from nobody."""
    return kept if short_code(kept) == short_code(written) and len(kept) > len(written) else written


def short_code(code: str) -> str:
    """What makes two spellings one procedure: 1.004873 and 1.004873.000.00.00.H35 are the same."""
    found = _SHORT.fullmatch(code)
    return found.group(1) if found else code.upper()
