"""Which step may follow which, who may take it and what it asks for: the one table of the life of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tthc.core.feedback.rules.words import FeedbackClass, FeedbackState
from tthc.kernel.errors import WrongState
from tthc.kernel.policy import Can


class Act(StrEnum):
    """What is done with feedback; each is an action, an entry of the log and a line of its history."""

    RECEIVE = "receive"
    CLASSIFY = "classify"
    REJECT = "reject"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    START = "start"
    UPDATE = "update"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    EXTEND = "extend"
    ANSWER = "answer"
    PUBLISH = "publish"
    ARCHIVE = "archive"
    REOPEN = "reopen"
    RESOLVE = "resolve"
    LINK = "link"
    UNLINK = "unlink"


S = FeedbackState
OPEN = frozenset({S.RECEIVED, S.CLASSIFIED, S.ASSIGNED, S.PROCESSING, S.SUPPLEMENTING})
IN_HAND = frozenset({S.ASSIGNED, S.PROCESSING, S.SUPPLEMENTING})
CLOSED = frozenset(S) - OPEN


@dataclass(frozen=True, slots=True)
class Way:
    """A step: its words on the button and in the history, from where to where, and the right it needs."""

    words: str
    told: str
    slug: str
    start: frozenset[FeedbackState]
    end: FeedbackState | None = None  # None: it stays where it is
    right: Can = Can.FEEDBACK_HANDLE


WAYS: dict[Act, Way] = {
    Act.RECEIVE: Way("Tiếp nhận phản ánh", "Tiếp nhận", "", frozenset(), S.RECEIVED),
    Act.CLASSIFY: Way("Phân loại", "Phân loại", "phan-loai", frozenset({S.RECEIVED, S.CLASSIFIED}), S.CLASSIFIED),
    Act.REJECT: Way("Không tiếp nhận", "Không tiếp nhận", "khong-tiep-nhan", frozenset({S.RECEIVED, S.CLASSIFIED}), S.REJECTED),
    Act.ASSIGN: Way("Giao đơn vị xử lý", "Giao đơn vị xử lý", "giao", frozenset({S.CLASSIFIED}) | IN_HAND, S.ASSIGNED),
    Act.TRANSFER: Way("Chuyển cơ quan có thẩm quyền", "Chuyển cơ quan có thẩm quyền", "chuyen", frozenset({S.CLASSIFIED}), S.TRANSFERRED),
    Act.START: Way("Nhận xử lý", "Nhận xử lý", "nhan", frozenset({S.ASSIGNED}), S.PROCESSING),
    Act.UPDATE: Way("Cập nhật tình hình", "Cập nhật tình hình", "cap-nhat", frozenset({S.ASSIGNED, S.PROCESSING, S.SUPPLEMENTING})),
    Act.ASK_SUPPLEMENT: Way(
        "Yêu cầu bổ sung", "Yêu cầu bổ sung", "yeu-cau-bo-sung", frozenset({S.ASSIGNED, S.PROCESSING}), S.SUPPLEMENTING
    ),
    Act.SUPPLEMENT: Way("Ghi nhận bổ sung", "Đã nhận bổ sung", "bo-sung", frozenset({S.SUPPLEMENTING}), S.PROCESSING),
    Act.EXTEND: Way("Gia hạn", "Gia hạn", "gia-han", IN_HAND, right=Can.FEEDBACK_DIRECT),
    Act.ANSWER: Way("Trả lời", "Trả lời", "tra-loi", frozenset({S.PROCESSING, S.TRANSFERRED}), S.ANSWERED),
    Act.PUBLISH: Way("Công khai kết quả", "Công khai kết quả", "cong-khai", frozenset({S.ANSWERED}), S.PUBLISHED, Can.FEEDBACK_DIRECT),
    Act.ARCHIVE: Way(
        "Lưu hồ sơ", "Lưu hồ sơ", "luu", frozenset({S.ANSWERED, S.PUBLISHED, S.TRANSFERRED, S.REJECTED}), S.ARCHIVED, Can.FEEDBACK_DIRECT
    ),
    Act.REOPEN: Way("Mở lại", "Mở lại", "mo-lai", CLOSED, right=Can.FEEDBACK_DIRECT),
    Act.RESOLVE: Way(
        "Ghi nhận đã giải quyết xong", "Đã giải quyết xong", "giai-quyet-xong", frozenset({S.ANSWERED, S.PUBLISHED, S.ARCHIVED})
    ),
    Act.LINK: Way("Gộp vào phản ánh trùng", "Gộp vào phản ánh trùng", "gop", OPEN),
    Act.UNLINK: Way("Tách khỏi phản ánh trùng", "Tách khỏi phản ánh trùng", "tach", frozenset(S)),
}
BY_SLUG = {way.slug: act for act, way in WAYS.items() if way.slug}
LINKED = "Phản ánh này gộp vào phản ánh khác và theo kết quả của phản ánh đó. Tách ra trước khi xử lý riêng."


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which steps are open."""

    state: FeedbackState
    classed: FeedbackClass | None = None
    is_linked: bool = False
    is_resolved: bool = False
    was_handled: bool = False  # a unit of this office had it in hand
    is_answered: bool = False  # filed it may be that without an answer: refused, or handed over


def may_follow(act: Act, at: Standing) -> bool:
    """Whether the step is open now."""
    if at.is_linked:
        return act is Act.UNLINK
    if at.state not in WAYS[act].start or act is Act.UNLINK:
        return False
    if act in (Act.ASSIGN, Act.TRANSFER) and at.state is S.CLASSIFIED and at.classed is not None:
        return at.classed.is_outside == (act is Act.TRANSFER)
    return act is not Act.RESOLVE or (at.is_answered and not at.is_resolved)


def ensure_follows(act: Act, at: Standing) -> None:
    """Raise WrongState, saying why, unless the step is open."""
    if may_follow(act, at):
        return
    if at.is_linked:
        raise WrongState(LINKED)
    raise WrongState(f"Phản ánh này không ở trạng thái để thực hiện bước “{WAYS[act].words}”. Tải lại trang để xem bước tiếp theo.")


def after(act: Act, at: Standing) -> FeedbackState:
    """The state a step leads to; what is opened again goes back to whoever had it in hand, else to the desk that received it."""
    if act is Act.REOPEN:
        return S.PROCESSING if at.was_handled else S.RECEIVED
    if act is Act.UNLINK:
        return S.CLASSIFIED if at.classed else S.RECEIVED
    return WAYS[act].end or at.state


_NEXT = {
    S.RECEIVED: Act.CLASSIFY,
    S.ASSIGNED: Act.START,
    S.PROCESSING: Act.ANSWER,
    S.SUPPLEMENTING: Act.SUPPLEMENT,
    S.TRANSFERRED: Act.ARCHIVE,
    S.ANSWERED: Act.PUBLISH,
    S.PUBLISHED: Act.ARCHIVE,
    S.REJECTED: Act.ARCHIVE,
}


def next_act(at: Standing) -> Act | None:
    """The next step of the law: the one primary button. None where everything is done."""
    if at.is_linked:
        return None
    if at.state is S.CLASSIFIED:
        return Act.TRANSFER if at.classed is not None and at.classed.is_outside else Act.ASSIGN
    return _NEXT.get(at.state)


def other_acts(at: Standing) -> list[Act]:
    """What else may be done now, in the order of the table."""
    return [act for act in WAYS if act is not next_act(at) and may_follow(act, at) and act is not Act.RECEIVE]
