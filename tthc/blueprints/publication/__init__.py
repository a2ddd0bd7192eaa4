"""Công bố, công khai: procedures announced by the province and posted where citizens look."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.PUBLICATION, __name__)
