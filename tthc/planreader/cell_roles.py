"""Several roles told in one value: labels of their own inside a cell, roles in brackets behind the units, or a short sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tthc.planreader.labels import UNIT_ROLES, Label, labels_in
from tthc.planreader.prose import shared_out
from tthc.planreader.wording import low

_NEXT_LABEL = re.compile(r"\n|(?<=\w)[.;]?\s+(?=(?:Cơ quan |Đơn vị |- ?|\+ ?)?(?:[Cc]hủ trì|[Pp]hối hợp|[Tt]hực hiện)\s*:)")
_IN_BRACKETS = re.compile(r"\s*([^()]+?)\s*\((?:là )?(?:cơ quan |đơn vị )?(chủ trì|đầu mối|phối hợp|thực hiện|thẩm định)\)[\s;,.]*")
_ROLES = {"chủ trì": "lead", "đầu mối": "lead", "phối hợp": "coordinate", "thực hiện": "implement", "thẩm định": "appraise"}


def told_apart(labels: Sequence[Label]) -> list[Label]:
    """The labels, each that tells several roles replaced by one a role."""
    return [one for label in labels for one in (_parts(label) if label.role in UNIT_ROLES else [label])]


def _parts(label: Label) -> list[Label]:
    within = _labels_within(label.value)
    if within:
        return within
    bracketed = list(_IN_BRACKETS.finditer(label.value))
    if bracketed and bracketed[0].start() == 0:
        found = [Label(_ROLES[low(match[2])], label.name, match[1].lstrip(" ;,")) for match in bracketed]
        rest = label.value[bracketed[-1].end() :].strip(" ;,.")
        return [*found, *([Label(label.role, label.name, rest)] if rest else [])]
    if label.role in ("lead", "implement"):
        value, helping = shared_out(label.value)
        return [Label(label.role, label.name, value), *([Label("coordinate", "", "; ".join(helping))] if helping else [])]
    return [label]


def _labels_within(value: str) -> list[Label]:
    """Line by line: "- Chủ trì: X", "- Phối hợp: Y; Z"; a line without a label goes on the one above it."""
    found: list[Label] = []
    for line in _NEXT_LABEL.split(value):
        before, labels = labels_in(line)
        if labels and not before.strip(" -+•"):
            found += labels
        elif found:
            last = found[-1]
            found[-1] = Label(last.role, last.name, f"{last.value}\n{line}")
        elif line.strip():
            return []
    return found
