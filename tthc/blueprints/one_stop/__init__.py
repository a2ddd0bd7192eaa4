"""Một cửa, liên thông: reception and settlement of dossiers at the one-stop desk."""

from __future__ import annotations

from tthc.blueprints.one_stop.registers import EVERY
from tthc.kernel.sections import Section
from tthc.web.section_kit import section_blueprint

bp = section_blueprint(Section.ONE_STOP, __name__, *EVERY)

from tthc.blueprints.one_stop import terms, views  # noqa: E402, F401
