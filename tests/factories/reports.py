"""Reports, evidence with verdicts, and a worker that does what was asked for."""

from datetime import date

from tthc.core.evidence.models import Evidence, EvidenceKind, EvidenceLink, Verdict
from tthc.core.files import actions as file_actions
from tthc.core.indicators.models import IndicatorValue
from tthc.core.reports import actions as report_actions
from tthc.core.reports.rules import ReportPeriod
from tthc.core.tasks.models import State

DAY = date(2024, 8, 5)


def proof(
    session, toolbox, occurrence, sender, judge=None, *, verdict=Verdict.ACCEPTED, now, kind="document", name="Bao cao.pdf", **values
):
    """Evidence offered for an occurrence, with its verdict; the occurrence follows."""
    stored = None
    if kind == "file":
        content = values.pop("content", b"%PDF-1.7 " + name.encode())
        stored = file_actions.register(session, toolbox.files.keep(content, "application/pdf"), now=now)
    given = {"doc_number": "45/BC-UBND"} if kind == "document" else {}
    row = Evidence(
        agency_id=occurrence.agency_id,
        unit_id=occurrence.unit_id,
        kind=EvidenceKind(kind),
        stored_file_id=stored.id if stored else None,
        file_name=name if stored else "",
        **(given | values),
    )
    session.add(row)
    session.flush()
    judged = verdict is not Verdict.WAITING
    session.add(
        EvidenceLink(
            evidence_id=row.id,
            occurrence_id=occurrence.id,
            agency_id=occurrence.agency_id,
            unit_id=occurrence.unit_id,
            submitted_by_id=sender.id,
            submitted_at=now,
            submitted_on=DAY,
            verdict=verdict,
            verified_by_id=judge.id if judged else None,
            verified_at=now if judged else None,
            verified_on=DAY if judged else None,
        )
    )
    occurrence.state = {Verdict.ACCEPTED: State.DONE, Verdict.RETURNED: State.RETURNED, Verdict.WAITING: State.SUBMITTED}[verdict]
    handed_in = verdict is not Verdict.RETURNED
    occurrence.submitted_on, occurrence.submitted_at = (DAY, now) if handed_in else (None, None)
    occurrence.submitted_by_id = sender.id
    occurrence.settled_on = DAY if verdict is Verdict.ACCEPTED else None
    session.flush()
    return row


def value(session, target, numerator, denominator, period="q3", *, now):
    made = IndicatorValue(
        target_id=target.id,
        agency_id=target.agency_id,
        year=2024,
        period=period,
        numerator=numerator,
        denominator=denominator,
        entered_at=now,
    )
    session.add(made)
    session.flush()
    return made


def submitted(session, office, *, today, now, period=ReportPeriod.Q3):
    """A period report drafted and submitted by the clerk; returns its edition."""
    clerk = office.actor("clerk")
    report = report_actions.draft(session, clerk, office.agency.id, 2024, period, today=today, now=now)
    edition = report_actions.submit(session, clerk, report, now=now)
    session.commit()
    return edition
