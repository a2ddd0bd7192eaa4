"""What happened to feedback before the program was used, as an old book tells it: the facts, the state they lead to, their steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc.core.feedback.rules.steps import WAYS, Act
from tthc.core.feedback.rules.words import CLASSES, OUTCOMES, REFUSALS, FeedbackState
from tthc.kernel.vietnamese import day

S = FeedbackState
COPIED = "Chép từ sổ cũ."
_UNDATED = "Sổ cũ không ghi ngày."
# How far a row has come is said by the first of these facts that it has. Every step keeps to it (steps, linking).
_REACHED: tuple[tuple[str, FeedbackState], ...] = (
    ("archived_on", S.ARCHIVED),
    ("refusal", S.REJECTED),
    ("published_on", S.PUBLISHED),
    ("answered_on", S.ANSWERED),
    ("office", S.TRANSFERRED),
    ("paused_on", S.SUPPLEMENTING),
    ("started_on", S.PROCESSING),
    ("transferred_on", S.ASSIGNED),
    ("classed", S.CLASSIFIED),
)
FACTS = (
    *(name for name, _ in _REACHED),
    "extended_to",
    "reopened_on",
    "earlier_answered_on",
    "resolved_on",
    "outcome",
    "answer",
    "main_number",
)
_IN_HAND = ("transferred_on", "started_on", "paused_on", "answered_on")


@dataclass(frozen=True, slots=True)
class Past:
    """A step that was taken before: on which day, in which words, and the state after it."""

    act: Act
    state: FeedbackState
    done_on: date
    words: str


def state_of(facts: Mapping[str, Any]) -> FeedbackState:
    """The state that follows from the facts."""
    return next((state for name, state in _REACHED if facts.get(name) not in (None, "")), S.RECEIVED)


def was_handled(facts: Mapping[str, Any]) -> bool:
    """Whether a unit of this office had it in hand."""
    return not facts.get("office") and any(facts.get(name) for name in _IN_HAND)


def last_word(facts: Mapping[str, Any]) -> date | None:
    """When the sender was last told how it stands, as far as the facts say; the receipt once it is in hand."""
    if told := facts.get("last_word_on"):
        found: date = told
        return found
    days = [on for name in ("answered_on", "paused_on") if (on := facts.get(name))]
    days += [facts["transferred_on"]] if facts.get("office") and facts.get("transferred_on") else []
    return max(days, default=facts["received_on"] if was_handled(facts) else None)


def steps_of(facts: Mapping[str, Any], today: date) -> list[Past]:
    """One step for each fact, in the order of their days; a day that the book does not tell is that of what came next."""
    told = list(_told(facts))
    last = max((on for _, on, _ in told if on), default=today)
    dated: list[tuple[date, Act, str]] = []
    after = facts.get("last_word_on") or last
    for act, on, words in reversed(told):
        after = on or after
        dated.append((after, act, f"{COPIED} {words}".strip() if on else f"{COPIED} {_UNDATED} {words}".strip()))
    dated.reverse()
    dated.sort(key=lambda one: one[0])
    found: list[Past] = []
    state = S.RECEIVED
    for on, act, words in dated:
        state = (S.PROCESSING if was_handled(facts) else S.RECEIVED) if act is Act.REOPEN else WAYS[act].end or state
        found.append(Past(act, state, on, words))
    if found:
        final = found[-1]
        found[-1] = Past(final.act, state_of(facts), final.done_on, final.words)
    return found


def _told(facts: Mapping[str, Any]) -> Iterator[tuple[Act, date | None, str]]:
    """What was done, in the order in which it is done; None for a day that nobody wrote down."""
    if classed := facts.get("classed"):
        yield Act.CLASSIFY, facts.get("classified_on"), f"{CLASSES[classed]}."
    if refusal := facts.get("refusal"):
        yield Act.REJECT, facts.get("last_word_on"), _lines(f"{REFUSALS[refusal]}.", facts.get("answer"))
    if handed := facts.get("transferred_on"):
        to = ", ".join(filter(None, (facts.get("office"), facts.get("answer_document"))))
        yield (Act.TRANSFER, handed, f"{to}.") if facts.get("office") else (Act.ASSIGN, handed, "")
    if started := facts.get("started_on"):
        yield Act.START, started, ""
    if earlier := facts.get("earlier_answered_on"):
        yield Act.ANSWER, earlier, "Trả lời trước khi mở lại."
    if reopened := facts.get("reopened_on"):
        yield Act.REOPEN, reopened, ""
    if paused := facts.get("paused_on"):
        yield Act.ASK_SUPPLEMENT, paused, ""
    if until := facts.get("extended_to"):
        yield Act.EXTEND, None, f"Đến ngày {day(until)}."
    if number := facts.get("main_number"):
        yield Act.LINK, None, f"Sổ cũ ghi trùng với số {number}."
    yield from _closed(facts)


def _closed(facts: Mapping[str, Any]) -> Iterator[tuple[Act, date | None, str]]:
    if answered := facts.get("answered_on"):
        yield Act.ANSWER, answered, _lines(f"{OUTCOMES[facts['outcome']]}.", facts.get("answer"))
    if resolved := facts.get("resolved_on"):
        yield Act.RESOLVE, resolved, ""
    if published := facts.get("published_on"):
        yield Act.PUBLISH, published, facts.get("public_link") or ""
    if archived := facts.get("archived_on"):
        yield Act.ARCHIVE, archived, ""


def _lines(first: str, words: str | None) -> str:
    return f"{first}\n{words}" if words else first
