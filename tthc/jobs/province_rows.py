"""Rows of a sample province before they are written, numbered by us."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tthc.core.audit import rules as audit_rules

Row = dict[str, Any]


@dataclass
class Rows:
    """Rows by table with ids of our own: children name their parents before anything is written."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    ids: dict[str, itertools.count[int]] = field(default_factory=lambda: defaultdict(lambda: itertools.count(1)))
    last_hash: str = audit_rules.FIRST

    def add(self, table: str, **values: Any) -> int:
        """One more row; its id."""
        number = next(self.ids[table])
        self.tables[table].append({"id": number, **values})
        return number

    def record(self, verb: str, occurrence_id: int, agency_id: int, person: tuple[int, str], at: datetime) -> None:
        """One entry of the log, chained like any other."""
        entry: Row = {
            "at": at,
            "agency_id": agency_id,
            "actor_id": person[0],
            "actor_name": person[1],
            "verb": verb,
            "thing": "occurrence",
            "thing_id": occurrence_id,
            "before": "{}",
            "after": "{}",
            "request_key": None,
        }
        values = entry | {"at": audit_rules.stamp(at)}
        before, self.last_hash = self.last_hash, audit_rules.entry_hash(self.last_hash, values)
        self.add("audit_entry", **entry, previous_hash=before, hash=self.last_hash)
