"""Tuyên truyền: what is told to citizens about procedures and how."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.COMMUNICATION, __name__)
