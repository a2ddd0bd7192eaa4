"""Small plans, one a layout, each with its expected reading beside it; a head and an end are put around the text."""

import json
from dataclasses import replace
from functools import cache

from tests.plans.plain_word import plain_docx
from tests.plans.readings import HERE
from tthc.adapters.writers.office import PlanWriter
from tthc.planreader.blocks import from_text

FOLDER = HERE / "layouts"
LAYOUTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
LETTERHEAD = [
    "ỦY BAN NHÂN DÂN",
    "XÃ AN PHÚ",
    "Số: 09/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Phú, ngày 12 tháng 01 năm 2026",
]
TITLE = ["", "KẾ HOẠCH", "Kiểm soát thủ tục hành chính năm 2026", "", "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ;", ""]
END = ["", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Trần Thị Vân", ""]


@cache
def blocks_of(name):
    """The layout as blocks: "!" lines replace the letterhead, "===" parts the appendix, "^" continues the cell above."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    own = [line[1:] for line in lines if line.startswith("!")]
    body = [line for line in lines if not line.startswith("!")]
    cut = body.index("===") if "===" in body else len(body)
    text = "\n".join([*(own or LETTERHEAD), *TITLE, *body[:cut], *END, *body[cut + 1 :]])
    blocks = from_text(text)
    return [replace(block, cells=tuple(None if cell == "^" else cell for cell in block.cells)) for block in blocks]


def expected_of(name):
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@cache
def file_of(name, way):
    """The layout as Word in the layout of Decree 30, as Word of another habit, or as Excel."""
    return plain_docx(blocks_of(name)) if way == "plain" else PlanWriter().write(blocks_of(name), way)
