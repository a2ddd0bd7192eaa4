"""What may go wrong in the work itself; each carries one Vietnamese sentence for the person who caused it."""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """An action that cannot be done. `str(error)` is the Vietnamese sentence to show."""


class NotAllowed(DomainError):
    """The actor may see the thing but not do this to it (403)."""


class NotFound(DomainError):
    """There is no such thing, or the actor may not know of it (404, byte for byte the same)."""

    def __init__(self, sentence: str = "Không tìm thấy nội dung này.") -> None:
        super().__init__(sentence)


class WrongState(DomainError):
    """The thing is not in a state that allows the action (409)."""


class Conflict(DomainError):
    """Somebody else saved first (409). `theirs` and `mine` map field labels to both texts."""

    def __init__(self, sentence: str, theirs: Mapping[str, str] | None = None, mine: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.theirs = dict(theirs or {})
        self.mine = dict(mine or {})


class BadInput(DomainError):
    """Input that a person can correct (422). `fields` maps field names to their sentences."""

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


class BadFile(BadInput):
    """A file that is too large, of a wrong type or broken (422; 413 for size)."""

    def __init__(self, sentence: str, *, too_large: bool = False) -> None:
        super().__init__(sentence)
        self.too_large = too_large


class Damaged(DomainError):
    """Stored bytes no longer match their SHA-256; nothing of them is served (500, with a word to the clerk)."""


class Unavailable(DomainError):
    """The machine cannot do it now: disk full, font missing, database of a newer version (503/507; CLI exits 1)."""

    def __init__(self, sentence: str, *, disk_full: bool = False) -> None:
        super().__init__(sentence)
        self.disk_full = disk_full
