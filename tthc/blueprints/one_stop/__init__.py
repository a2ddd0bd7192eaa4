"""Một cửa, liên thông: reception and settlement of dossiers at the one-stop desk."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.ONE_STOP, __name__)
