"""The registers of the section: what stands above their lists and beside their rows."""

from __future__ import annotations

from tthc.core.reviews import actions
from tthc.web.register_ui import RegisterUi

REVIEWS = RegisterUi(actions.REVIEWS, "ra-soat", "Rà soát", add_words="Thêm thủ tục rà soát", desk=("qua-han",))
DRAFTS = RegisterUi(actions.DRAFTS, "du-thao", "Dự thảo văn bản", add_words="Thêm dự thảo", desk=("chua-danh-gia",))
