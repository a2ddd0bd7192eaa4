"""Files that are no plan or that want to break the reader: one sentence or a result, in bounded time, never a trace."""

import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tthc.kernel.errors import BadInput
from tthc.planreader.blocks import from_bytes, from_text
from tthc.planreader.read import NotAPlan, UnreadablePlan, read

PLAN = """Số: 12/KH-UBND
An Hòa, ngày 05 tháng 02 năm 2027
KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2027
Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ; UBND xã An Hòa ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
- Nâng cao chất lượng.
II. NỘI DUNG
1. Niêm yết công khai TTHC tại trụ sở.
- Chủ trì: Văn phòng HĐND và UBND xã.
- Thời gian: Thường xuyên.
{more}
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng: theo dõi, đôn đốc.
Nơi nhận:
- UBND huyện;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn An
"""
SLOWEST = 10.0


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", UnreadablePlan),
        (b" \n\t\t\n ", UnreadablePlan),
        (bytes(range(256)) * 100, UnreadablePlan),
        ("Kế hoạch".encode("utf-16"), UnreadablePlan),
        (b"K\xff\xfe ho\xe1ch n\x83m", UnreadablePlan),
        (("Hồi ấy tôi còn bé, mẹ tôi kể chuyện bên bếp lửa.\n" * 200).encode(), NotAPlan),
        (b"PLAN\nControl of procedures 2027\nI. PURPOSE\n1. Aim\nII. TASKS\n1. Publish the list of procedures.\n", NotAPlan),
        (("Kế hoạch kiểm soát thủ tục hành chính " * 25000).encode(), NotAPlan),
    ],
)
def test_what_is_no_plan_is_refused_with_one_vietnamese_sentence(content, refusal):
    with pytest.raises(refusal) as error:
        read(from_bytes(content))
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "more",
    [
        "- " + "phối hợp với các cơ quan, đơn vị và " * 25000,
        "- " + "ít nhất 50% hồ sơ, " * 20000,
        "- a" + " " * 300_000 + "b",
        "- " + "(" * 100_000,
        "1." * 200_000,
        "\t" * 100_000,
        "\n".join("\t".join("123") for _ in range(5000)),
        "Chủ trì: " * 20_000,
        "\n".join(".".join("1" * depth) + " Mục sâu" for depth in range(2, 200)),
        "\n".join(f"- Thực hiện nhiệm vụ số hóa hồ sơ lần {i}" for i in range(1500)),
        "- " + "5% " * 200_000,
        "- " + "% " * 200_000,
        "\n".join("- Tối thiểu 50% hồ sơ" for _ in range(20_000)),
        "\n".join("- " + "; ".join(f"tối thiểu {i * j % 100}% hồ sơ loại {i} được giải quyết" for j in range(20)) for i in range(1000)),
        "\n".join(f"- Tỷ lệ hồ sơ loại {i} được giải quyết đúng hạn đạt {i % 100}%." for i in range(10_000)),
        "\n".join(f"- Phòng Kinh tế chủ trì, phối hợp với Sở Nội vụ rà soát nhóm {i} trước ngày 15/6/2027." for i in range(15_000)),
        "\n".join(
            [
                "2. Phân công",
                "TT\tNội dung\tChủ trì\tThời gian",
                *(f"{i}\tRà soát nhóm {i}\tPhòng Kinh tế\tTháng 5" for i in range(1, 5001)),
            ]
        ),
    ],
    ids=[
        *("units", "shares", "spaces", "brackets", "decimals", "tabs", "rows", "labels", "depth", "dashes", "figures", "signs", "same"),
        *("twenty a line", "ten thousand shares", "two megabytes", "five thousand rows"),
    ],
)
def test_a_hostile_line_takes_bounded_time(more):
    started = time.process_time()
    draft = read(from_text(PLAN.format(more=more)))
    assert time.process_time() - started < SLOWEST
    assert draft.tasks[0].lead[0] == "Văn phòng HĐND và UBND xã"


def test_a_law_of_three_hundred_pages_is_refused_at_once():
    article = (
        "Điều {0}. Trách nhiệm\n1. Cơ quan thực hiện kế hoạch theo quy định của pháp luật về thủ tục hành chính.\na) Báo cáo kết quả.\n"
    )
    text = "QUỐC HỘI\nLUẬT\nBan hành văn bản\n" + "".join(article.format(i) for i in range(10_000))
    started = time.process_time()
    with pytest.raises(NotAPlan, match="là luật"):
        read(from_text(text))
    assert time.process_time() - started < SLOWEST


LINES = st.sampled_from(
    [
        *PLAN.splitlines(),
        *(line for path in Path(__file__).parents[3].glob("tthc/examples/seed-00*.txt") for line in path.read_text("utf-8").splitlines()),
        "TT\tNội dung\tChủ trì\tThời gian",
        "1\tViệc một\tPhòng Y tế\tQuý I",
        "I\tNhóm việc\t\t",
        "\tviệc không số\t\t",
        "Bước 2. Đánh giá",
        "A. PHẦN",
        "PHỤ LỤC II",
        "| a | b |",
        "|---|---|",
        "**",
        "## ",
        "1.",
        "a)",
        "-",
        "Số:",
        "Nơi nhận:\tKT. CHỦ TỊCH",
    ]
)


def words_of(text):
    """Words without marks of type and quotes, as the scorer counts them."""
    plain = re.sub(r"[“”\"'*_\0]", "", unicodedata.normalize("NFC", text).lower())
    return re.findall(r"\w+", re.sub(r"</?(?:b|i|u|em|strong)>", " ", plain))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=60))
def test_any_mixture_of_lines_is_refused_or_accounted_for(lines):
    text = "\n".join(lines)
    blocks = from_text(text)
    try:
        draft = read(blocks)
    except BadInput:
        return
    told = Counter(words_of(" ".join(row.text for row in draft.paragraphs)))
    held = Counter(words_of(text))
    assert not held - told
    assert all(row.role for row in draft.paragraphs)
    draft.as_json()
