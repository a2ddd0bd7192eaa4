"""Sheets as one-stop systems give them out: letterhead above, merged headers of two and three rows, a row of numbers, groups, a total."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import xlsxwriter

from tthc.core.calendar.rules import DEFAULT, period
from tthc.core.dossiers import actions
from tthc.core.dossiers.queries import form
from tthc.core.registers import actions as register_actions

FIELDS = ("Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội", "Lao động, Tiền lương")
PROCEDURES = {
    "Hộ tịch": ("1.001193", "Đăng ký khai sinh"),
    "Chứng thực": ("2.000815", "Chứng thực bản sao từ bản chính"),
    "Đất đai": ("1.003554", "Hòa giải tranh chấp đất đai"),
    "Bảo trợ xã hội": ("1.001776", "Trợ giúp xã hội hằng tháng"),
    "Lao động, Tiền lương": ("1.004959", "Giải quyết tranh chấp lao động"),
}


@dataclass
class Case:
    """A dossier as the one-stop system knows it."""

    code: str
    field: str
    received: date
    due: date
    returned: date | None
    channel: str = "Trực tiếp"
    online_full: str = "Không"
    has_fee: str = "Có"
    fee_online: str = "Không"
    digitised: str = "Có"
    reused: str = "Không"
    transfer: str = "Có"
    satisfaction: str = "Hài lòng"
    handling: int | None = 35


def case(number, received, *, field="Hộ tịch", days=3, returned=2, **more):
    """A dossier received that day, due after `days`, returned after `returned` (None: not yet)."""
    code = f"000.15.37.H56-{received:%y%m%d}-{number:04}"
    back = None if returned is None else received + timedelta(days=returned)
    return Case(code, field, received, received + timedelta(days=days), back, **more)


def _book(write):
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        write(book, book.add_worksheet("Bao cao"))
    return stream.getvalue()


def _letterhead(book, sheet, title, last):
    bold = book.add_format({"bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, 2, "UBND PHƯỜNG MẪU", bold)
    sheet.merge_range(0, 4, 0, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)
    sheet.merge_range(1, 0, 1, 2, "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", bold)
    sheet.merge_range(1, 4, 1, last, "Độc lập - Tự do - Hạnh phúc", bold)
    sheet.merge_range(3, 0, 3, last, title, bold)
    return bold


def list_sheet(cases):
    """Dossier rows under a letterhead: a header of two rows, a row of column numbers, a signature below."""

    def write(book, sheet):
        bold = _letterhead(book, sheet, "SỔ THEO DÕI HỒ SƠ TIẾP NHẬN VÀ TRẢ KẾT QUẢ", 15)
        sheet.merge_range(4, 0, 4, 15, "Từ ngày 15/05/2024 đến ngày 14/08/2024", bold)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        upright = ["STT", "Mã số hồ sơ", "Mã TTHC", "Lĩnh vực"]
        for column, title in enumerate(upright):
            sheet.merge_range(6, column, 7, column, title, bold)
        sheet.merge_range(6, 4, 6, 6, "Thời gian", bold)
        for column, title in enumerate(("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả"), 4):
            sheet.write(7, column, title, bold)
        tail = ["Hình thức nộp", "DVC toàn trình", "Có phí, lệ phí", "Thanh toán trực tuyến", "Số hóa kết quả"]
        tail += ["Tái sử dụng dữ liệu", "Luân chuyển điện tử", "Mức độ hài lòng", "Thời gian giải quyết (phút)"]
        for column, title in enumerate(tail, 7):
            sheet.merge_range(6, column, 7, column, title, bold)
        for column in range(16):
            sheet.write(8, column, f"({column + 1})", bold)
        for place, one in enumerate(cases, 1):
            code = PROCEDURES[one.field][0]
            sheet.write_row(8 + place, 0, [place, one.code, code, one.field])
            for column, value in enumerate((one.received, one.due, one.returned), 4):
                if value is not None:
                    sheet.write_datetime(8 + place, column, value, day)
            rest = [one.channel, one.online_full, one.has_fee, one.fee_online, one.digitised, one.reused, one.transfer, one.satisfaction]
            sheet.write_row(8 + place, 7, [*rest, one.handling])
        sheet.merge_range(10 + len(cases), 9, 10 + len(cases), 15, "NGƯỜI LẬP BIỂU", bold)

    return _book(write)


@dataclass
class Total:
    """A line of form II.06a; columns 3, 7 and 11 are computed unless they are given (to be wrong)."""

    field: str
    online: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    within: int = 0
    overdue: int = 0
    received: int | None = None
    settled: int | None = None
    pending: int | None = None

    def cells(self):
        """Columns 3 to 13."""
        received = self.online + self.direct + self.carried if self.received is None else self.received
        settled = self.early + self.on_time + self.late if self.settled is None else self.settled
        pending = self.within + self.overdue if self.pending is None else self.pending
        return [
            received,
            self.online,
            self.direct,
            self.carried,
            settled,
            self.early,
            self.on_time,
            self.late,
            pending,
            self.within,
            self.overdue,
        ]


def _sum(totals):
    return [sum(figures) for figures in zip(*(one.cells() for one in totals), strict=True)] or [0] * 11


def totals_sheet(commune, joined=(), *, words="Quý II năm 2024 (từ ngày 15/03/2024 đến ngày 14/06/2024)"):
    """Form II.06a as the one-stop system prints it: three header rows, the row of numbers, groups I and II with sums, "Tổng số" last."""

    def write(book, sheet):
        bold = _letterhead(book, sheet, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC", 12)
        sheet.write(2, 0, "Biểu số II.06a/VPCP/KSTT", bold)
        sheet.merge_range(4, 0, 4, 12, f"Kỳ báo cáo: {words}", bold)
        sheet.write(5, 12, "Đơn vị tính: Hồ sơ TTHC")
        _totals_header(sheet, bold)
        place = 10
        groups = (("I", "TTHC thuộc phạm vi thẩm quyền giải quyết của cấp xã", commune), ("II", "TTHC liên thông", joined))
        for numeral, title, totals in groups:
            if totals:
                sheet.write_row(place, 0, [numeral, title, *_sum(totals)], bold)
                place += 1
            for number, one in enumerate(totals, 1):
                sheet.write_row(place, 0, [number, one.field, *one.cells()])
                place += 1
        sheet.merge_range(place, 0, place, 1, "Tổng số", bold)
        sheet.write_row(place, 2, _sum([*commune, *joined]), bold)
        sheet.merge_range(place + 2, 8, place + 2, 12, "THỦ TRƯỞNG ĐƠN VỊ", bold)

    return _book(write)


def _totals_header(sheet, bold):
    sheet.merge_range(6, 0, 8, 0, "STT", bold)
    sheet.merge_range(6, 1, 8, 1, "Lĩnh vực, công việc giải quyết theo cấp", bold)
    sheet.merge_range(6, 2, 6, 5, "Số lượng hồ sơ tiếp nhận", bold)
    sheet.merge_range(6, 6, 6, 9, "Số lượng hồ sơ đã giải quyết", bold)
    sheet.merge_range(6, 10, 6, 12, "Số lượng hồ sơ đang giải quyết", bold)
    sheet.merge_range(7, 2, 8, 2, "Tổng số", bold)
    sheet.merge_range(7, 3, 7, 4, "Trong kỳ", bold)
    sheet.write(8, 3, "Trực tuyến", bold)
    sheet.write(8, 4, "Trực tiếp, dịch vụ bưu chính", bold)
    sheet.merge_range(7, 5, 8, 5, "Từ kỳ trước", bold)
    for column, title in enumerate(("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn"), 6):
        sheet.merge_range(7, column, 8, column, title, bold)
    for column in range(13):
        sheet.write(9, column, f"({column + 1})", bold)


def simple_totals_sheet(totals, first, last):
    """A plain table that an office keeps itself: one header row, the period in columns of its own, no letterhead."""

    def write(book, sheet):
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        titles = [
            "Từ ngày",
            "Đến ngày",
            "Cấp",
            "Lĩnh vực",
            "Tiếp nhận",
            "Trực tuyến",
            "Trực tiếp, BCCI",
            "Kỳ trước chuyển sang",
            "Đã giải quyết",
        ]
        sheet.write_row(
            0, 0, [*titles, "Trước hạn", "Đúng hạn", "Đã giải quyết quá hạn", "Đang giải quyết", "Trong hạn", "Đang giải quyết quá hạn"]
        )
        for place, one in enumerate(totals, 1):
            sheet.write_datetime(place, 0, first, day)
            sheet.write_datetime(place, 1, last, day)
            sheet.write_row(place, 2, ["Cấp xã", one.field, *one.cells()])

    return _book(write)


def dossier(session, actor, unit, *, today, now, **values):
    """A dossier typed into the register."""
    given = {"code": f"H{unit.id}-0001", "field": "Hộ tịch", "channel": "direct", "received_on": date(2024, 7, 1), "unit_id": unit.id}
    return register_actions.enter(session, actor, actions.DOSSIERS, given | values, today=today, now=now)


def form_sheet(session, toolbox, actor, unit, *, today, now):
    """Form II.06a of the third quarter as a file that was written."""
    dossier(session, actor, unit, today=today, now=now)
    found = form.of_period(session, actor, period("q3", 2024, DEFAULT), today, DEFAULT)
    row = actions.ask_form(session, actor, found, "UBND phường", [], today=today, now=now)
    stored = toolbox.files.keep(b"a form", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    actions.keep_form(session, actor, row, stored, now=now)
    return row
