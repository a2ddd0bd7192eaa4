"""Chỉ đạo, điều hành: direction of the work, training, budget and whatever fits no other section."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.DIRECTION, __name__)
