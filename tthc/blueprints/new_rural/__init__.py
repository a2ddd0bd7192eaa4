"""Nông thôn mới: the criteria of new rural communes that procedures bear on."""

from __future__ import annotations

from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.NEW_RURAL, __name__)

from tthc.blueprints.new_rural import appraisal, consulting, proving, score_papers, score_steps, scoring, set_editing, sets  # noqa: E402, F401
