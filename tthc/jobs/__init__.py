"""The jobs a worker knows, by the name they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from tthc.jobs import archive, criteria, documents, dossiers, imports, indicators, nightly, plans, registers, reports, sweep

JOBS: dict[str, Callable[..., object]] = {
    "count_targets": indicators.count_targets,
    "export_plan": plans.export_plan,
    "export_register": registers.export_register,
    "export_year": archive.export_year,
    "load_register": registers.load_register,
    "night_work": nightly.night_work,
    "print_assessment_paper": criteria.print_assessment_paper,
    "print_document": documents.print_document,
    "print_edition": reports.print_edition,
    "read_plan": imports.read_plan,
    "read_register": registers.read_register,
    "roll_over_plan": plans.roll_over_plan,
    "seal_section_report": reports.seal_section_report,
    "sign_edition": reports.sign_edition,
    "sweep": sweep.sweep,
    "write_form": dossiers.write_form,
}
