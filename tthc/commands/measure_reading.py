"""What `cli.py bench reading` measures: a plan of sixty pages in each format, read and understood, in seconds and memory of the child."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tthc.planreader.blocks import from_text

if TYPE_CHECKING:
    from tthc.core.toolbox import Toolbox

HEADING = f"{'việc':<34}{'lần':>5}{'giây':>8}{'MB':>6}  kết quả"
_TIMES = 3
_TASKS, _ROWS = 99, 340  # sixty pages in the layout of Decree 30
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_HEAD = """ỦY BAN NHÂN DÂN
XÃ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026
I. MỤC ĐÍCH, YÊU CẦU
Nâng cao chất lượng giải quyết thủ tục hành chính; phấn đấu tối thiểu 95% hồ sơ được giải quyết đúng hạn.
II. NỘI DUNG
"""
_WORK = (
    "Rà soát, đánh giá thủ tục hành chính",
    "Niêm yết, công khai thủ tục hành chính",
    "Tiếp nhận, xử lý phản ánh, kiến nghị",
    "Số hóa hồ sơ, kết quả giải quyết",
    "Tuyên truyền, phổ biến quy định",
    "Kiểm tra việc giải quyết thủ tục",
)
_FIELDS = ("đất đai", "hộ tịch", "chứng thực", "bảo trợ xã hội", "xây dựng", "môi trường", "giáo dục", "y tế", "nội vụ")
_UNITS = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")
_WHY = (
    "bảo đảm đúng quy định về thành phần hồ sơ, trình tự và thời hạn; kịp thời phát hiện quy định chồng chéo, gây khó khăn cho tổ chức, "
    "cá nhân để kiến nghị cơ quan có thẩm quyền sửa đổi, bổ sung, thay thế hoặc bãi bỏ theo quy định"
)


def measure_reading(toolbox: Toolbox) -> Iterator[str]:
    """One line for each format; where LibreOffice is not installed, one that says why there is no PDF."""
    blocks = from_text(plan_text())
    word = toolbox.writer.write(blocks, "docx")
    pdf = _printed(word)
    for suffix, content in (
        ("docx", word),
        ("pdf", pdf),
        ("xlsx", toolbox.writer.write(blocks, "xlsx")),
        ("txt", plan_text().encode()),
    ):
        name = f"đọc kế hoạch 60 trang .{suffix}"
        if content is None:
            yield f"{name:<34}{'':>5}{'':>8}{'':>6}  bỏ qua: chưa cài LibreOffice để tạo tệp"
            continue
        seconds, tasks = _timed(toolbox, content, f"ke-hoach.{suffix}")
        yield f"{name:<34}{_TIMES:>5}{seconds:>8.2f}{peak_of_children():>6}  {tasks} nhiệm vụ"


def plan_text() -> str:
    """A plan of sixty pages, different in every item."""
    lines = [_HEAD.rstrip()]
    for number in range(1, _TASKS + 1):
        work, field, unit = _WORK[number % 6], _FIELDS[number % 9], _UNITS[number % 4]
        lines += [
            f"{number}. {work} lĩnh vực {field} (đợt {number})",
            f"{work} thuộc lĩnh vực {field} đợt {number} tại {unit}, {_WHY}.",
            f"- Cơ quan chủ trì: {unit}.",
            f"- Cơ quan phối hợp: {_UNITS[(number + 1) % 4]}; các cơ quan, đơn vị liên quan.",
            f"- Thời gian thực hiện: Trước ngày {number % 28 + 1:02d}/{number % 12 + 1:02d}/2026.",
            f"- Sản phẩm: Báo cáo kết quả đợt {number}.",
        ]
    lines += ["III. TỔ CHỨC THỰC HIỆN", f"1. {_UNITS[0]} theo dõi, đôn đốc; báo cáo UBND xã trước ngày 15/12/2026.", "", "PHỤ LỤC"]
    lines.append("TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\tSản phẩm")
    for number in range(1, _ROWS + 1):
        field = _FIELDS[number % 9]
        cells = (
            f"{_WORK[number % 5]} {field} thôn số {number}",
            _UNITS[number % 4],
            _UNITS[(number + 2) % 4],
            f"Tháng {number % 12 + 1}/2026",
        )
        lines.append("\t".join((str(number), *cells, f"Biên bản số {number}")))
    return "\n".join(lines)


def _timed(toolbox: Toolbox, content: bytes, name: str) -> tuple[float, int]:
    """The middle one of a few readings; the first of them starts the child."""
    toolbox.office.close()
    times, tasks = [], 0
    for _ in range(_TIMES):
        started = time.perf_counter()
        tasks = len(toolbox.office.draft(content, name).tasks)
        times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2], tasks


def peak_of_children() -> int:
    """The most megabytes that a child of this process has held so far."""
    children = [pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()]
    peaks = [_PEAK.search(Path("/proc", pid, "status").read_text()) for pid in children]
    return max((int(peak.group(1)) // 1024 for peak in peaks if peak), default=0)


def _printed(word: bytes) -> bytes | None:
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tthc-bench-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "a.docx")
        source.write_bytes(word)
        order = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*order, "--outdir", folder, str(source)], capture_output=True, check=True, timeout=120)
        return Path(folder, "a.pdf").read_bytes()
