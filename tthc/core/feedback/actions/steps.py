"""The steps of feedback, each an action: its own right, its own words, its own entry in the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tthc.core.feedback import queries
from tthc.core.feedback.actions.taking import ready, take
from tthc.core.feedback.models import Feedback
from tthc.core.feedback.rules import clocks, privacy
from tthc.core.feedback.rules.saying import said_something, written_on
from tthc.core.feedback.rules.steps import WAYS, Act
from tthc.core.feedback.rules.words import CLASSES, OUTCOMES, REFUSALS, FeedbackClass, FeedbackState, Outcome, Refusal, Subject, outcomes_of
from tthc.kernel.actor import Actor
from tthc.kernel.errors import BadInput
from tthc.kernel.policy import Can, ensure
from tthc.kernel.vietnamese import day


def classify(
    session: Session, actor: Actor, row: Feedback, classed: FeedbackClass, subject: Subject, note: str = "", *, today: date, **at: Any
) -> None:
    """Say whose it is and which of the eight contents it has."""
    ensure(actor, WAYS[Act.CLASSIFY].right, row)
    is_conduct = classed in (FeedbackClass.CONDUCT, FeedbackClass.CONDUCT_OUTSIDE)
    if is_conduct != (subject is Subject.CONDUCT):
        raise BadInput("Chưa lưu được.", {"subject": f"Loại nội dung không khớp với phân loại “{CLASSES[classed]}”. Chọn lại."})
    changes = {"classed": classed, "subject": subject, "classified_on": row.classified_on or today}
    take(session, actor, row, Act.CLASSIFY, _joined(f"{CLASSES[classed]}.", note), changes=changes, today=today, **at)


def reject(session: Session, actor: Actor, row: Feedback, refusal: Refusal, text: str, *, today: date, **at: Any) -> None:
    """Not feedback: a complaint, a denunciation, a secret; the sender is told where it belongs. The row stays, counted apart."""
    ensure(actor, WAYS[Act.REJECT].right, row)
    told = said_something(text, "text", "Nhập nội dung trả lời, nêu nơi tiếp nhận đúng thẩm quyền.")
    changes: dict[str, Any] = {"refusal": refusal, "answer": told, "last_word_on": today}
    take(session, actor, row, Act.REJECT, f"{REFUSALS[refusal]}.\n{told}", changes=changes, today=today, **at)


def assign(session: Session, actor: Actor, row: Feedback, unit_id: int, note: str = "", *, today: date, **at: Any) -> None:
    """Give it to the unit that shall answer; from then on that unit handles it."""
    ensure(actor, WAYS[Act.ASSIGN].right, row)
    named = queries.keepers(session, row.agency_id, today)
    if unit_id not in named:
        raise BadInput("Chưa lưu được.", {"unit_id": "Chọn đơn vị xử lý trong cơ quan."})
    changes = {"unit_id": unit_id, "assigned_unit_id": unit_id, "transferred_on": row.transferred_on or today, "office": ""}
    changes |= _waited(session, row, today) | {"started_on": None, "last_word_on": row.last_word_on or row.received_on}
    take(session, actor, row, Act.ASSIGN, _joined(f"{named[unit_id]}.", note), changes=changes, today=today, **at)


def transfer(
    session: Session, actor: Actor, row: Feedback, office: str, document: str, text: str, *, on: date | None = None, today: date, **at: Any
) -> None:
    """Hand it to the office that is competent, and tell the sender."""
    ensure(actor, WAYS[Act.TRANSFER].right, row)
    if not office.strip():
        raise BadInput("Chưa lưu được.", {"office": "Nhập tên cơ quan có thẩm quyền."})
    done = written_on(row.received_on, on, today)
    changes = {"office": office.strip(), "answer_document": document.strip(), "transferred_on": done, "last_word_on": done}
    told = _joined(f"{office.strip()}{f', {document.strip()}' if document.strip() else ''}.", text)
    take(session, actor, row, Act.TRANSFER, told, changes=changes, done_on=done, today=today, **at)


def start(session: Session, actor: Actor, row: Feedback, note: str = "", *, today: date, **at: Any) -> None:
    """The unit takes it in hand."""
    ensure(actor, WAYS[Act.START].right, row)
    take(session, actor, row, Act.START, note.strip(), changes={"started_on": row.started_on or today}, today=today, **at)


def update(session: Session, actor: Actor, row: Feedback, text: str, *, today: date, **at: Any) -> None:
    """Word of how it stands (Circular 02/2017: every 7 days until it is finished)."""
    ensure(actor, WAYS[Act.UPDATE].right, row)
    told = said_something(text, "text", "Nhập tình hình xử lý.")
    take(session, actor, row, Act.UPDATE, told, changes={"last_word_on": today}, today=today, **at)


def ask_supplement(session: Session, actor: Actor, row: Feedback, text: str, *, today: date, **at: Any) -> None:
    """Ask the sender for what is missing; whether the clock stands still meanwhile is said by the row's terms."""
    ensure(actor, WAYS[Act.ASK_SUPPLEMENT].right, row)
    told = said_something(text, "text", "Nhập thông tin cần bổ sung.")
    take(session, actor, row, Act.ASK_SUPPLEMENT, told, changes={"paused_on": today, "last_word_on": today}, today=today, **at)


def supplement(session: Session, actor: Actor, row: Feedback, text: str, *, today: date, **at: Any) -> None:
    """The sender has given what was missing; the clock runs on."""
    ensure(actor, WAYS[Act.SUPPLEMENT].right, row)
    told = said_something(text, "text", "Nhập thông tin người phản ánh đã bổ sung.")
    changes = _waited(session, row, today) | {"started_on": row.started_on or today}
    take(session, actor, row, Act.SUPPLEMENT, told, changes=changes, today=today, **at)


def _waited(session: Session, row: Feedback, today: date) -> dict[str, Any]:
    """The clock runs on; it counts the days on which it stood still."""
    paused = row.paused_on or today
    days = queries.calendar(session, [paused, today])
    return {"paused_days": row.paused_days + clocks.waited(queries.rule_of(row), paused, today, days), "paused_on": None}


def extend(session: Session, actor: Actor, row: Feedback, until: date | None, reason: str, *, today: date, **at: Any) -> None:
    """A later day for the answer, with its reason; the first due date stays in the book."""
    ensure(actor, Can.FEEDBACK_DIRECT, row)
    told = said_something(reason, "text", "Nêu lý do gia hạn.")
    if until is None or until < today or (row.handle_due_on and until <= row.handle_due_on):
        due = f" ({day(row.handle_due_on)})" if row.handle_due_on else ""
        raise BadInput("Chưa lưu được.", {"until": f"Nhập ngày sau hạn trả lời hiện tại{due} và không trước hôm nay."})
    take(session, actor, row, Act.EXTEND, f"Đến ngày {day(until)}. Lý do: {told}", changes={"extended_to": until}, today=today, **at)


def answer(
    session: Session,
    actor: Actor,
    row: Feedback,
    outcome: Outcome,
    text: str,
    *,
    has_ground: bool | None = None,
    document: str = "",
    is_resolved: bool = False,
    on: date | None = None,
    today: date,
    **at: Any,
) -> None:
    """Tell the sender what came of it. An answer is not yet a solution: that is said by `is_resolved` or later by `resolve`."""
    ensure(actor, WAYS[Act.ANSWER].right, row)
    if outcome not in outcomes_of(row.classed):
        raise BadInput("Chưa lưu được.", {"outcome": f"Kết quả “{OUTCOMES[outcome]}” không hợp với phân loại của phản ánh. Chọn lại."})
    told = said_something(text, "text", "Nhập nội dung trả lời.")
    done = written_on(row.reopened_on or row.received_on, on, today, "ngày mở lại" if row.reopened_on else "ngày tiếp nhận")
    changes = {
        "outcome": outcome,
        "answer": told,
        "has_ground": has_ground,
        "answer_document": document.strip() or row.answer_document,
        "answered_on": done,
        "resolved_on": done if is_resolved else None,
        "last_word_on": done,
    }
    take(session, actor, row, Act.ANSWER, f"{OUTCOMES[outcome]}.\n{told}", changes=changes, done_on=done, today=today, **at)


def publish(
    session: Session,
    actor: Actor,
    row: Feedback,
    content: str,
    result: str,
    *,
    link: str = "",
    is_checked: bool = False,
    on: date | None = None,
    today: date,
    **at: Any,
) -> None:
    """Put the result before the public, in words that name nobody."""
    ready(actor, row, Act.PUBLISH, at.get("version"))
    ensure(actor, Can.FEEDBACK_DIRECT, row)
    texts = {
        "content": said_something(content, "content", "Nhập nội dung phản ánh để công khai."),
        "result": said_something(result, "result", "Nhập kết quả trả lời để công khai."),
    }
    _without_people(session, row, texts, is_checked=is_checked)
    done = written_on(row.received_on, on, today)
    if row.answered_on and done < row.answered_on:
        raise BadInput("Chưa lưu được.", {"on": f"Ngày công khai không trước ngày trả lời ({day(row.answered_on)})."})
    changes = {"public_content": texts["content"], "public_answer": texts["result"], "public_link": link.strip(), "published_on": done}
    take(session, actor, row, Act.PUBLISH, link.strip(), changes=changes, done_on=done, today=today, **at)


def _without_people(session: Session, row: Feedback, texts: dict[str, str], *, is_checked: bool) -> None:
    known = [one for each in (row, *queries.followers(session, row)) for one in queries.personal(each)]
    named = {name: found for name, text in texts.items() if (found := privacy.found_known(text, known))}
    if named:
        told = "Nội dung còn họ tên, địa chỉ, điện thoại hoặc thư điện tử của người phản ánh. Bỏ dữ liệu này trước khi công khai."
        raise BadInput("Chưa công khai được.", dict.fromkeys(named, told))
    doubts = list(dict.fromkeys(found for text in texts.values() for found in privacy.suspicions(text)))
    if doubts and not is_checked:
        told = f"Nội dung có vẻ chứa dữ liệu cá nhân: {'; '.join(doubts[:5])}. Sửa lại, hoặc đánh dấu đã kiểm tra nếu không phải."
        raise BadInput("Chưa công khai được.", {"is_checked": told})


def resolve(session: Session, actor: Actor, row: Feedback, note: str = "", *, on: date | None = None, today: date, **at: Any) -> None:
    """What the answer promised has been done."""
    ensure(actor, WAYS[Act.RESOLVE].right, row)
    done = written_on(row.received_on, on, today)
    take(session, actor, row, Act.RESOLVE, note.strip(), changes={"resolved_on": done}, done_on=done, today=today, **at)


def archive(session: Session, actor: Actor, row: Feedback, note: str = "", *, today: date, **at: Any) -> None:
    """File it; a result that is not published says why."""
    ensure(actor, Can.FEEDBACK_DIRECT, row)
    if row.state is FeedbackState.ANSWERED:
        said_something(note, "text", "Nêu lý do không công khai kết quả.")
    take(session, actor, row, Act.ARCHIVE, note.strip(), changes={"archived_on": today}, today=today, **at)


def reopen(session: Session, actor: Actor, row: Feedback, reason: str, *, today: date, **at: Any) -> None:
    """Open it again: the clocks run from today, the earlier answer stays in its history, and late if it was."""
    ensure(actor, Can.FEEDBACK_DIRECT, row)
    told = said_something(reason, "text", "Nêu lý do mở lại.")
    emptied = ("answered_on", "resolved_on", "published_on", "extended_to", "paused_on", "outcome", "refusal", "has_ground")
    changes: dict[str, Any] = dict.fromkeys(emptied) | {"paused_days": 0, "reopened_on": today, "last_word_on": today, "answer": ""}
    changes |= {"public_content": "", "public_answer": "", "public_link": "", "archived_on": None}
    if row.assigned_unit_id is None:  # back to the desk that received it: it is classified and handed over anew
        changes |= dict.fromkeys(("classed", "subject", "classified_on", "transferred_on")) | {"office": ""}
    else:
        changes |= {"started_on": row.started_on or today}
    take(session, actor, row, Act.REOPEN, told, changes=changes, today=today, **at)


def _joined(first: str, words: str) -> str:
    return f"{first}\n{words.strip()}" if words.strip() else first
