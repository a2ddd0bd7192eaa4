"""The eight sections of a plan: windows on the same tasks, in the order people read them."""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """One content group of the yearly plan; the value is stored, the title is shown."""

    DIRECTION = "direction"
    PUBLICATION = "publication"
    ONE_STOP = "one_stop"
    FEEDBACK = "feedback"
    COMMUNICATION = "communication"
    NEW_RURAL = "new_rural"
    REVIEW = "review"
    INSPECTION = "inspection"

    @property
    def title(self) -> str:  # type: ignore[override]  # a section's title, not a string's
        """Vietnamese title as navigation and reports print it."""
        return _TITLES[self]

    @property
    def slug(self) -> str:
        """Address part: `/2024/<slug>`."""
        return _SLUGS[self]


_TITLES = {
    Section.DIRECTION: "Chỉ đạo, điều hành",
    Section.PUBLICATION: "Công bố, công khai",
    Section.ONE_STOP: "Một cửa, liên thông",
    Section.FEEDBACK: "Phản ánh, kiến nghị",
    Section.COMMUNICATION: "Tuyên truyền",
    Section.NEW_RURAL: "Nông thôn mới",
    Section.REVIEW: "Rà soát, đơn giản hóa",
    Section.INSPECTION: "Kiểm tra, tự kiểm tra",
}
_SLUGS = {
    Section.DIRECTION: "chi-dao",
    Section.PUBLICATION: "cong-khai",
    Section.ONE_STOP: "mot-cua",
    Section.FEEDBACK: "phan-anh",
    Section.COMMUNICATION: "tuyen-truyen",
    Section.NEW_RURAL: "nong-thon-moi",
    Section.REVIEW: "ra-soat",
    Section.INSPECTION: "kiem-tra",
}
