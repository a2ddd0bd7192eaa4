"""The words of reviews; what the law leaves open (levels, kinds of steps) is only begun here and may be changed by the clerk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

LONGEST_WORD = 120


class Reason(StrEnum):
    """Why a procedure is reviewed (Decree 63/2010, article 30)."""

    DIRECTION = "direction"
    OWN = "own"
    FEEDBACK = "feedback"


class Answer(StrEnum):
    """What a criterion of review found."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"


class Proposal(StrEnum):
    """What the review proposes to do with the procedure."""

    ABOLISH = "abolish"
    MERGE = "merge"
    REPLACE = "replace"
    CUT_PAPERS = "cut_papers"
    CUT_TIME = "cut_time"
    CUT_FEE = "cut_fee"
    CUT_CONDITIONS = "cut_conditions"
    SIMPLIFY_FORM = "simplify_form"
    ONLINE = "online"
    DELEGATE = "delegate"
    KEEP = "keep"


class Result(StrEnum):
    """What the competent level decided."""

    WAITING = "waiting"
    ADOPTED = "adopted"
    PARTLY = "partly"
    REFUSED = "refused"


class WordKind(StrEnum):
    """Lists that the clerk keeps."""

    LEVEL = "level"
    STEP = "step"


KEEP = Proposal.KEEP
REASONS: Mapping[str, str] = {
    Reason.DIRECTION: "Theo chỉ đạo của cấp trên",
    Reason.OWN: "Cơ quan tự lựa chọn",
    Reason.FEEDBACK: "Từ phản ánh, kiến nghị",
}
ANSWERS: Mapping[str, str] = {Answer.MET: "Đáp ứng", Answer.PARTLY: "Đáp ứng một phần", Answer.UNMET: "Không đáp ứng"}
PROPOSALS: Mapping[str, str] = {
    Proposal.ABOLISH: "Bãi bỏ thủ tục",
    Proposal.MERGE: "Gộp thủ tục",
    Proposal.REPLACE: "Thay thế thủ tục",
    Proposal.CUT_PAPERS: "Cắt giảm giấy tờ",
    Proposal.CUT_TIME: "Rút ngắn thời gian giải quyết",
    Proposal.CUT_FEE: "Giảm phí, lệ phí",
    Proposal.CUT_CONDITIONS: "Bỏ yêu cầu, điều kiện",
    Proposal.SIMPLIFY_FORM: "Đơn giản hóa mẫu đơn, tờ khai",
    Proposal.ONLINE: "Chuyển sang thực hiện trực tuyến",
    Proposal.DELEGATE: "Phân cấp, ủy quyền giải quyết",
    Proposal.KEEP: "Giữ nguyên",
}
RESULTS: Mapping[str, str] = {
    Result.WAITING: "Chờ quyết định",
    Result.ADOPTED: "Được thông qua",
    Result.PARTLY: "Được thông qua một phần",
    Result.REFUSED: "Không được thông qua",
}
CRITERIA: Mapping[str, str] = {
    "necessity": "Sự cần thiết",
    "reasonableness": "Tính hợp lý",
    "legality": "Tính hợp pháp",
    "cost": "Chi phí tuân thủ",
}
# Districts ended in 2025; papers of earlier years went to them.
LEVELS: Mapping[str, str] = {
    "commune": "Cấp xã",
    "district": "Cấp huyện",
    "province": "Cấp tỉnh",
    "ministry": "Bộ, cơ quan ngang bộ",
}
STEPS: Mapping[str, str] = {
    "prepare": "Chuẩn bị giấy tờ",
    "copies": "Sao chụp giấy tờ",
    "certify": "Chứng thực, công chứng",
    "form": "Điền mẫu đơn, tờ khai",
    "travel": "Đi lại",
    "file": "Nộp hồ sơ",
    "wait": "Chờ đợi, làm việc với cơ quan",
    "pay": "Nộp phí, lệ phí",
    "receive": "Nhận kết quả",
}
STARTING: Mapping[WordKind, Mapping[str, str]] = {WordKind.LEVEL: LEVELS, WordKind.STEP: STEPS}


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a procedure or of a group of linked ones: parted by commas, semicolons or white space."""
    return tuple(dict.fromkeys(code for code in re.split(r"[;,\s]+", text) if code))
