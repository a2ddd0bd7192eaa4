"""Kiểm tra, tự kiểm tra: inspection of units and self-inspection."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.INSPECTION, __name__)
