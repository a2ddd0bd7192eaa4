"""What the check form sends: which unit each spelling means, the year, the version of the page it was sent from."""

from __future__ import annotations

from typing import Any

from flask import request

from tthc.blueprints.plans.check_units import value_of
from tthc.core.imports import actions as import_actions
from tthc.extensions import db
from tthc.web.addresses import sent_number
from tthc.web.guards import actor, now


def _chosen(row: Any) -> dict[str, str]:
    """Spelling -> answer. A press on "Đúng" (`only`) takes one guess, or all, as it stands; else only what was changed counts as chosen."""
    form, only = request.form, request.form.get("only", "all" if request.endpoint == "plans.confirm" else "")
    sent = {spelling: (f"unit-{n}", form.get(f"unit-{n}", "")) for n, spelling in enumerate(row.units)}
    return {
        spelling: value
        for spelling, (name, value) in sent.items()
        if only in ("all", name) or (not only and value != value_of(row.units[spelling]))
    }


def keep_answers(row: Any) -> None:
    """Keep what was chosen on the page; what the page did not show stays as it is."""
    form = request.form
    lines = row.draft.get("rows", ())
    import_actions.answer(
        db.session(),
        actor(),
        row,
        units=_chosen(row),
        sections={n: form[f"section-{n}"] for n in range(len(lines)) if form.get(f"section-{n}")},
        skipped=frozenset(n for n, line in enumerate(lines) if line["is_skipped"]),
        year=sent_number("year"),
        version=sent_number("version"),
        now=now(),
    )
