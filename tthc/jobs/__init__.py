"""The jobs a worker knows, by the name they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from tthc.jobs import imports

JOBS: dict[str, Callable[..., object]] = {
    "read_plan": imports.read_plan,
}
