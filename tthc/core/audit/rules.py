"""What a log row says in canonical form, and how rows are chained."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


def canonical(value: Mapping[str, Any] | None) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same text."""
    return json.dumps(dict(value or {}), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def entry_hash(previous: str, fields: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and the row's own fields; a change anywhere breaks every later row."""
    return hashlib.sha256(f"{previous}\n{canonical(fields)}".encode()).hexdigest()


def stamp(at: datetime) -> str:
    """The instant as the hash sees it: UTC, microseconds, whatever the database kept."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def fields(entry: Any) -> dict[str, Any]:
    """The fields of a row that the hash covers."""
    return {
        "at": stamp(entry.at),
        "agency_id": entry.agency_id,
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "verb": entry.verb,
        "thing": entry.thing,
        "thing_id": entry.thing_id,
        "before": entry.before,
        "after": entry.after,
        "request_key": entry.request_key,
    }


@dataclass(frozen=True, slots=True)
class Act:
    """One of many acts that are recorded together."""

    verb: str
    thing: str
    thing_id: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
