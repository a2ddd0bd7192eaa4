"""Documents that are no plan: what they are is said by their own title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tthc.planreader.blocks import Block
from tthc.planreader.refusals import NotAPlan, UnreadablePlan
from tthc.planreader.regions import is_title
from tthc.planreader.wording import is_shouted, low, opening_of

_EARLY = 60
_FEWEST_LETTERS = 10
# One letter in five carries a mark in Vietnamese; names in a foreign text a few in a hundred.
_FEWEST_MARKED, _LETTERS_JUDGED = 0.04, 200
_MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]")
# Kinds of documents of Decree 30/2020, of laws and of contracts, as they stand above a text.
_KINDS = (
    "bộ luật|luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư liên tịch|thông tư|chỉ thị|báo cáo|thông báo|tờ trình|biên bản"
    "|hợp đồng|công điện|công văn|giấy mời|giấy ủy quyền|giấy giới thiệu|giấy chứng nhận|chương trình|đề án|phương án|hướng dẫn|quy chế"
    "|quy định|quy trình|quy chuẩn|danh sách|phiếu [^ ]+|dự toán|quyết toán|hóa đơn|bảng lương|đơn đề nghị|thư công|bản ghi nhớ"
    "|bản thỏa thuận|dự án|thuyết minh|kịch bản|bài phát biểu|đề cương"
)
_NAME = re.compile(rf"(?:dự thảo\s+)?({_KINDS})(?!\w)")
_PLAN = re.compile(r"(?:\(?dự thảo\)?\s+)?kế hoạch(?!\w)")
# These carry a plan along; the others have at most one among their annexes.
_CARRIERS = ("quyết định", "tờ trình", "công văn", "thông báo", "nghị quyết")
_LETTER = re.compile(r"(?:v/v|về việc|kính gửi)(?:\s|:)")
_ISSUES_PLAN = re.compile(r"ban hành (?:kèm theo (?:quyết định|nghị quyết) này )?(?:bản )?kế hoạch")
_MOTTO = re.compile(r"cộng hòa xã hội chủ nghĩa|độc lập\s*-\s*tự do")
_DATED = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b")
_LETTERHEAD = 12
_NO_NAME = "không thấy tên “KẾ HOẠCH” ở đầu văn bản"


def refuse_unreadable(blocks: Sequence[Block]) -> None:
    """A file without letters has nothing to read; one without Vietnamese letters is no plan of a Vietnamese office."""
    early = "".join(_text_of(block) for block in blocks[: _LETTERS_JUDGED + _EARLY])
    letters = sum(map(str.isalpha, early))
    if letters < _FEWEST_LETTERS:
        raise UnreadablePlan("Tệp không có chữ để đọc. Kiểm tra lại tệp, bản chụp ảnh cần chuyển sang văn bản trước.")
    if letters >= _LETTERS_JUDGED and len(_MARKED.findall(low(early))) < _FEWEST_MARKED * letters:
        raise NotAPlan("Văn bản này không phải kế hoạch bằng tiếng Việt có dấu: kiểm tra lại ngôn ngữ hoặc bảng mã phông chữ của tệp.")


def refuse_other_kinds(blocks: Sequence[Block], title: str | None) -> None:
    """A document that calls itself something else, or has no title of a plan at all."""
    early = blocks[:_EARLY]
    kind = _own_kind(early)
    has_plan = any(is_title(block) for block in blocks)
    if kind in _CARRIERS and (has_plan or _issues_plan(early)):
        return
    if kind:
        raise NotAPlan(f"Văn bản này là {kind}, không phải kế hoạch: {_missing(kind)}.")
    if not has_plan and not title and any(_LETTER.match(line) for line in map(low, _lines(early))):
        raise NotAPlan(f"Văn bản này là công văn, không phải kế hoạch: {_NO_NAME}.")
    if not title and "kế hoạch" not in " ".join(low(_text_of(block)) for block in early):
        raise NotAPlan("Văn bản này không phải kế hoạch: không thấy tên kế hoạch và các phần đánh số có nhiệm vụ.")


def refuse_without_work(*, has_work: bool) -> None:
    """A title alone makes no plan: some part or table must hand out work or say what for."""
    if not has_work:
        raise NotAPlan("Văn bản này không phải kế hoạch: không thấy tên kế hoạch và các phần đánh số có nhiệm vụ.")


def _missing(kind: str) -> str:
    return "không ban hành kế hoạch nào kèm theo" if kind == "quyết định" else _NO_NAME


def _own_kind(blocks: Sequence[Block]) -> str | None:
    """The kind that the first title line names; `None` for a plan and where no line is a title."""
    for line in _lines(_below_letterhead(blocks)):
        words = low(line).strip(" :*")
        if _PLAN.match(words) and is_shouted(line[: len("kế hoạch")]):
            return None
        found = _NAME.match(words)
        if found and is_shouted(line[: found.end()]):
            return found[1]
    return None


def _below_letterhead(blocks: Sequence[Block]) -> list[Block]:
    """An office may be named after a program or a project; what stands above the motto or beside the date names no document."""
    mottoes = [index for index, block in enumerate(blocks[:_LETTERHEAD]) if _MOTTO.search(low(_text_of(block)))]
    below = blocks[mottoes[-1] + 1 :] if mottoes else blocks
    return [block for block in below if block.kind != "row" or not _DATED.search(low(_text_of(block)))]


def _issues_plan(blocks: Sequence[Block]) -> bool:
    return any(_ISSUES_PLAN.search(low(line)) for line in _lines(blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "paragraph":
            yield opening_of(block.text)
        else:
            yield from (line.strip() for cell in block.cells for line in opening_of(cell or "").split("\n") if line.strip())


def _text_of(block: Block) -> str:
    return opening_of(block.text) if block.kind == "paragraph" else " ".join(opening_of(cell or "") for cell in block.cells)
