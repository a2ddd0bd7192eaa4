"""Rounds of inspection with findings, made by the real actions."""

from datetime import date

from tthc.core.inspections.actions import FINDINGS, ROUNDS, remedies
from tthc.core.inspections.queries import findings as queries
from tthc.core.registers import actions

FOUND = date(2024, 6, 20)


def round_of(session, actor, object_id, *, on=FOUND, keeper=None, today=date(2024, 8, 15), now=None, **values):
    """A finished round at this unit."""
    start = {column.name: None for column in ROUNDS.entered} | dict.fromkeys(
        ("body", "content", "decision_number", "conclusion_number", "conclusion"), ""
    )
    start |= {"object_id": object_id, "form": "planned", "starts_on": on, "ends_on": on, "unit_id": keeper or actor.holdings[0].unit_id}
    return actions.enter(session, actor, ROUNDS, start | values, today=today, now=now)


def finding(session, actor, row, *, owner_id=None, observation="Chưa niêm yết công khai 03 thủ tục lĩnh vực hộ tịch", **values):
    """A finding of the round; today and now among the values."""
    at = {"today": values.pop("today", date(2024, 8, 15)), "now": values.pop("now")}
    start = {"round_id": row.id, "owner_id": owner_id or row.object_id, "found_on": row.ends_on, "due_on": date(2024, 8, 31)}
    start |= {"code": "", "cause": "", "remedy": "Niêm yết đủ thủ tục tại bảng", "unit_id": row.unit_id, "observation": observation}
    return actions.enter(session, actor, FINDINGS, start | values, **at)


def handed_in(session, clerk, proof, *, today, now):
    """{name of a route's parameter: id} of a finding of another body about the clerk's own desk, whose remedy waits for the re-check."""
    unit = clerk.holdings[0].unit_id
    held = round_of(session, clerk, unit, on=date(2024, 5, 6), body="Đoàn kiểm tra liên ngành", now=now)
    row = finding(session, clerk, held, today=today, now=now)
    remedies.hand_in(session, clerk, row, "Đã niêm yết đủ thủ tục", proofs=[proof], today=today, now=now)
    (remedy,) = queries.remedies(session, row)
    return {"finding_id": row.id, "proof_id": remedy.proofs[0].id}
