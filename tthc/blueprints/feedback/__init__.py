"""Phản ánh, kiến nghị: what citizens report about administrative rules and conduct."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.FEEDBACK, __name__)
