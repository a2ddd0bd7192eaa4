"""Nông thôn mới: the criteria of new rural communes that procedures bear on."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from tthc.kernel.sections import Section
from tthc.web.lines import Tab
from tthc.web.section_kit import section_blueprint


def _tabs(year: int) -> Sequence[Tab]:
    return (
        Tab("Chấm điểm", url_for("new_rural.scores", year=year)),
        Tab("Thẩm định", url_for("new_rural.appraisals", year=year)),
        Tab("Bộ tiêu chí", url_for("new_rural.sets")),
    )


bp = section_blueprint(Section.NEW_RURAL, __name__, tabs=_tabs)

from tthc.blueprints.new_rural import appraisal, consulting, proving, score_papers, score_steps, scoring, set_editing, sets  # noqa: E402, F401
