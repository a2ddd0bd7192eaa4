"""The kinds, classes, states and outcomes of feedback, with the words of the office (Decree 20/2008, Circular 02/2017)."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """By which way it came (Decree 20/2008, arts. 7-9; the national portal)."""

    IN_PERSON = "in_person"
    POST = "post"
    EMAIL = "email"
    PHONE = "phone"
    SURVEY = "survey"
    PORTAL = "portal"


class Subject(StrEnum):
    """The eight contents of Decree 20/2008, art. 5."""

    CONDUCT = "conduct"
    IMPRACTICAL = "impractical"
    INCONSISTENT = "inconsistent"
    UNLAWFUL = "unlawful"
    TREATY = "treaty"
    OTHER = "other"
    SOLUTION = "solution"
    INITIATIVE = "initiative"


class FeedbackClass(StrEnum):
    """Whose it is to answer, and whether it concerns conduct or a rule."""

    CONDUCT = "conduct"
    RULE = "rule"
    RULE_OUTSIDE = "rule_outside"
    CONDUCT_OUTSIDE = "conduct_outside"

    @property
    def is_outside(self) -> bool:
        """Another office is competent: it is handed over, not answered here."""
        return self in (FeedbackClass.RULE_OUTSIDE, FeedbackClass.CONDUCT_OUTSIDE)


class FeedbackState(StrEnum):
    """How far it has come; late or not is computed from the due dates and never a state."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    ASSIGNED = "assigned"
    PROCESSING = "processing"
    SUPPLEMENTING = "supplementing"
    TRANSFERRED = "transferred"
    ANSWERED = "answered"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    REJECTED = "rejected"


class Refusal(StrEnum):
    """Why something is not received as feedback; the first three have a law and an address of their own."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    SECRET = "secret"  # noqa: S105 - a word of the law, no password
    NO_SUBJECT = "no_subject"
    NO_SENDER = "no_sender"
    OTHER_MATTER = "other_matter"


class Outcome(StrEnum):
    """What came of it (conduct: set right or explained; a rule: changed, proposed, issued)."""

    SET_RIGHT = "set_right"
    EXPLAINED = "explained"
    NO_GROUND = "no_ground"
    AMENDED = "amended"
    PROPOSED = "proposed"
    NEW_RULE = "new_rule"


class Satisfaction(StrEnum):
    """What the sender said of the answer, where the office asked."""

    VERY = "very"
    YES = "yes"
    NO = "no"


CHANNELS: dict[str, str] = {
    Channel.IN_PERSON: "Văn bản nộp trực tiếp",
    Channel.POST: "Dịch vụ bưu chính",
    Channel.EMAIL: "Thư điện tử, trang thông tin điện tử",
    Channel.PHONE: "Điện thoại chuyên dùng",
    Channel.SURVEY: "Phiếu lấy ý kiến",
    Channel.PORTAL: "Cổng Dịch vụ công quốc gia",
}
SUBJECTS: dict[str, str] = {
    Subject.CONDUCT: "Hành vi chậm trễ, gây phiền hà, không thực hiện hoặc thực hiện không đúng quy định",
    Subject.IMPRACTICAL: "Quy định hành chính không phù hợp với thực tế",
    Subject.INCONSISTENT: "Quy định hành chính không đồng bộ, không thống nhất",
    Subject.UNLAWFUL: "Quy định hành chính không hợp pháp",
    Subject.TREATY: "Quy định hành chính trái với điều ước quốc tế",
    Subject.OTHER: "Vấn đề khác của quy định hành chính",
    Subject.SOLUTION: "Đề xuất phương án xử lý phản ánh",
    Subject.INITIATIVE: "Sáng kiến ban hành mới quy định hành chính",
}
CLASSES: dict[str, str] = {
    FeedbackClass.CONDUCT: "Hành vi hành chính",
    FeedbackClass.RULE: "Quy định hành chính thuộc thẩm quyền",
    FeedbackClass.RULE_OUTSIDE: "Quy định hành chính ngoài thẩm quyền",
    FeedbackClass.CONDUCT_OUTSIDE: "Hành vi hành chính của cơ quan khác",
}
STATES: dict[str, str] = {
    FeedbackState.RECEIVED: "Mới tiếp nhận",
    FeedbackState.CLASSIFIED: "Chờ chuyển",
    FeedbackState.ASSIGNED: "Đã giao đơn vị",
    FeedbackState.PROCESSING: "Đang xử lý",
    FeedbackState.SUPPLEMENTING: "Chờ bổ sung",
    FeedbackState.TRANSFERRED: "Đã chuyển cơ quan có thẩm quyền",
    FeedbackState.ANSWERED: "Đã trả lời",
    FeedbackState.PUBLISHED: "Đã công khai",
    FeedbackState.ARCHIVED: "Đã lưu hồ sơ",
    FeedbackState.REJECTED: "Không tiếp nhận",
}
REFUSALS: dict[str, str] = {
    Refusal.COMPLAINT: "Là khiếu nại",
    Refusal.DENUNCIATION: "Là tố cáo",
    Refusal.SECRET: "Có nội dung bí mật nhà nước",
    Refusal.NO_SUBJECT: "Không nêu nội dung cụ thể",
    Refusal.NO_SENDER: "Không có họ tên, địa chỉ liên hệ",
    Refusal.OTHER_MATTER: "Không phải phản ánh, kiến nghị về quy định hành chính",
}
OUTCOMES: dict[str, str] = {
    Outcome.SET_RIGHT: "Đã chấn chỉnh, khắc phục",
    Outcome.EXPLAINED: "Đã giải thích, hướng dẫn",
    Outcome.NO_GROUND: "Chưa đủ cơ sở, giữ nguyên",
    Outcome.AMENDED: "Sửa đổi, bãi bỏ theo thẩm quyền",
    Outcome.PROPOSED: "Kiến nghị cơ quan có thẩm quyền",
    Outcome.NEW_RULE: "Ban hành mới hoặc đề nghị ban hành mới",
}
SATISFACTIONS: dict[str, str] = {Satisfaction.VERY: "Rất hài lòng", Satisfaction.YES: "Hài lòng", Satisfaction.NO: "Không hài lòng"}
RESOLVING: dict[str, str] = {"no": "Đã trả lời, chưa giải quyết xong", "yes": "Đã giải quyết xong"}
_OF_CONDUCT = (Outcome.SET_RIGHT, Outcome.EXPLAINED, Outcome.NO_GROUND)
_OF_RULES = (Outcome.AMENDED, Outcome.PROPOSED, Outcome.NEW_RULE, Outcome.EXPLAINED, Outcome.NO_GROUND)


def outcomes_of(classed: FeedbackClass | None) -> tuple[Outcome, ...]:
    """What can come of conduct, and what of a rule."""
    return _OF_CONDUCT if classed in (FeedbackClass.CONDUCT, FeedbackClass.CONDUCT_OUTSIDE) else _OF_RULES
