"""The jobs a worker knows, by the name they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from tthc.jobs import archive, documents, imports, nightly, plans, reports, sweep

JOBS: dict[str, Callable[..., object]] = {
    "export_plan": plans.export_plan,
    "export_year": archive.export_year,
    "night_work": nightly.night_work,
    "print_document": documents.print_document,
    "print_edition": reports.print_edition,
    "read_plan": imports.read_plan,
    "roll_over_plan": plans.roll_over_plan,
    "seal_section_report": reports.seal_section_report,
    "sign_edition": reports.sign_edition,
    "sweep": sweep.sweep,
}
