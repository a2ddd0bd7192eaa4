"""The plan of a later year out of this year's document."""

from __future__ import annotations

MOST_AHEAD = 5


def file_name(title: str, year: int, to_year: int) -> str:
    """The name of the file that next year's plan is written to."""
    return f"{title.replace(str(year), str(to_year))[:120].rstrip()}.docx"
