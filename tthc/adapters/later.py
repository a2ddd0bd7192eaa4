"""A tool made when first used: the libraries for signatures and PDF take seconds to load, and most requests and commands need neither."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any


class Later:
    """Stands for the tool that `make` gives."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    @cached_property
    def _tool(self) -> object:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tool, name)
