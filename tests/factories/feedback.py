"""Feedback as an officer of the desk receives it."""

from datetime import date

from tthc.core.feedback.actions import BOOK
from tthc.core.registers import actions as register_actions

PERSON = "Nguyễn Thị Bình"
PHONE = "0912 345 678"
ADDRESS = "12 ngõ Hoa Ban"
EMAIL = "binh.nguyen@example.vn"
SECRETS = (PERSON, PHONE, ADDRESS, EMAIL, "0912345678")
CONTENT = f"Bộ phận Một cửa hẹn trả giấy khai sinh nhiều lần không đúng ngày. {PERSON} ở {ADDRESS}, gọi số 0912345678 hoặc {EMAIL}."


def values(unit, **given):
    return {
        "unit_id": unit.id,
        "channel": "phone",
        "received_on": date(2024, 8, 1),
        "received_time": "09:15",
        "person": PERSON,
        "address": ADDRESS,
        "phone": PHONE,
        "email": EMAIL,
        "content": CONTENT,
        "receiver": "Công chức trực",
        "satisfaction": "",
    } | given


def received(session, actor, unit, *, today, now, **given):
    """A row of the book, entered by the real action."""
    return register_actions.enter(session, actor, BOOK, values(unit, **given), today=today, now=now)
