"""What one-stop systems call Excel and write as a web page or as the XML of Excel 2003: form II.06a, a list of dossiers, every type of cell."""

from html import escape

from tests.factories.dossiers import PROCEDURES

XML_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
"""
_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>Bao cao</x:Name>
<x:WorksheetOptions><x:DisplayGridlines/></x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
<style>td {{ mso-number-format:"\\@"; }} br {{ mso-data-placement:same-cell; }}</style></head>
<body>
<table border="1" cellspacing="0">{rows}</table>
</body></html>"""
_LAST = 12
_HEADER = (
    '<tr><th rowspan="3">STT</th><th rowspan="3">L&#297;nh v&#7921;c, công việc\n  giải quyết theo cấp</th><th colspan="4">Số lượng hồ sơ tiếp nhận</th>'
    '<th colspan="4">Số lượng hồ sơ đã giải quyết</th><th colspan="3">Số lượng hồ sơ đang giải quyết</th></tr>'
    '<tr><th rowspan="2">Tổng số</th><th colspan="2">Trong kỳ</th><th rowspan="2">Từ kỳ trước</th><th rowspan="2">Tổng số</th>'
    '<th rowspan="2">Trước hạn</th><th rowspan="2">Đúng hạn</th><th rowspan="2">Quá hạn</th><th rowspan="2">Tổng số</th>'
    '<th rowspan="2">Trong hạn</th><th rowspan="2">Quá hạn</th></tr>'
    "<tr><th>Trực tuyến</th><th>Trực tiếp, dịch vụ bưu chính</th></tr>"
)


def _cells(values, tag="td"):
    return "".join(f"<{tag}>{'&nbsp;' if value is None else escape(str(value))}</{tag}>" for value in values)


def _letterhead(title, words, last):
    return (
        f"<tr><td colspan=3><b>UBND PHƯỜNG MẪU</b></td><td></td><td colspan={last - 3}>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
        f"<tr><td colspan=3>BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ</td><td></td><td colspan={last - 3}>Độc lập - Tự do - Hạnh phúc</td></tr>"
        f"<tr>{{form}}</tr><tr><td colspan={last + 1} align=center>{title}</td></tr><tr><td colspan={last + 1}>{words}</td></tr>"
    )


def _sums(totals):
    return [sum(figures) for figures in zip(*(one.cells() for one in totals), strict=True)]


def form_page(totals):
    """Form II.06a as a page, cell by cell what `totals_sheet` writes into a workbook."""
    title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
    words = "Kỳ báo cáo: Quý II năm 2024 (từ ngày 15/03/2024 đến ngày 14/06/2024)"
    rows = [_letterhead(title, words, _LAST).format(form="<td>Biểu số II.06a/VPCP/KSTT</td>")]
    rows.append("<tr><td colspan=12></td><td>Đơn vị tính: Hồ sơ TTHC</td></tr>" + _HEADER)
    lines = [[f"({column + 1})" for column in range(_LAST + 1)]]
    lines.append(["I", "TTHC thuộc phạm vi thẩm quyền giải quyết của cấp xã", *_sums(totals)])
    lines += [[number, one.field, *one.cells()] for number, one in enumerate(totals, 1)]
    rows += [f"<tr>{_cells(line)}</tr>\r\n" for line in lines]
    rows.append(f"<tr><td colspan=2>Tổng số</td>{_cells(_sums(totals))}</tr><tr></tr>")
    rows.append("<tr><td colspan=8></td><td colspan=5>THỦ TRƯỞNG ĐƠN VỊ</td></tr>")
    return _PAGE.format(rows="".join(rows)).encode()


def list_page(cases):
    """The list of dossiers as a page, cell by cell what `list_sheet` writes into a workbook."""
    upright = ["STT", "Mã số hồ sơ", "Mã TTHC", "Lĩnh vực"]
    tail = ["Hình thức nộp", "DVC toàn trình", "Có phí, lệ phí", "Thanh toán trực tuyến", "Số hóa kết quả"]
    tail += ["Tái sử dụng dữ liệu", "Luân chuyển điện tử", "Mức độ hài lòng", "Thời gian giải quyết (phút)"]
    down = ['<th rowspan="2">' + title + "</th>" for title in (*upright, *tail)]
    head = f"<tr>{''.join(down[:4])}<th colspan=3>Thời gian</th>{''.join(down[4:])}</tr>"
    head += f"<tr>{_cells(('Ngày tiếp nhận', 'Ngày hẹn trả', 'Ngày trả kết quả'), 'th')}</tr>"
    rows = [_letterhead("SỔ THEO DÕI HỒ SƠ TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "Từ ngày 15/05/2024 đến ngày 14/08/2024", 15).format(form="")]
    rows.append(f"<tr></tr>{head}<tr>{_cells(f'({column + 1})' for column in range(16))}</tr>")
    for place, one in enumerate(cases, 1):
        days = [f"{day:%d/%m/%Y}" if day else None for day in (one.received, one.due, one.returned)]
        rest = [one.channel, one.online_full, one.has_fee, one.fee_online, one.digitised, one.reused, one.transfer, one.satisfaction]
        rows.append(f"<tr>{_cells([place, one.code, PROCEDURES[one.field][0], one.field, *days, *rest, one.handling])}</tr>")
    rows.append("<tr></tr><tr><td colspan=9></td><td colspan=7>NGƯỜI LẬP BIỂU</td></tr>")
    return _PAGE.format(rows="".join(rows)).encode()


def _cell(value, *, at=0, across=0, down=0):
    told = "".join(f' ss:{name}="{number}"' for name, number in (("Index", at), ("MergeAcross", across), ("MergeDown", down)) if number)
    kind = "String" if isinstance(value, str) else "Number"
    return f'<Cell{told}><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'


def _row(*cells, at=0):
    told = f' ss:Index="{at}"' if at else ""
    return f"<Row{told}>{''.join(cells)}</Row>"


def form_xml(totals):
    """Form II.06a as the XML of Excel 2003."""
    title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
    words = "Kỳ báo cáo: Quý II năm 2024 (từ ngày 15/03/2024 đến ngày 14/06/2024)"
    states = ("Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn")
    rows = [
        _row(_cell("UBND PHƯỜNG MẪU", across=2), _cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", at=5, across=8)),
        _row(_cell("BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", across=2), _cell("Độc lập - Tự do - Hạnh phúc", at=5, across=8)),
        _row(_cell("Biểu số II.06a/VPCP/KSTT")),
        _row(_cell(title, across=12)),
        _row(_cell(words, across=12)),
        _row(_cell("Đơn vị tính: Hồ sơ TTHC", at=13)),
        _row(
            _cell("STT", down=2),
            _cell("Lĩnh vực, công việc giải quyết theo cấp", down=2),
            _cell("Số lượng hồ sơ tiếp nhận", across=3),
            _cell("Số lượng hồ sơ đã giải quyết", across=3),
            _cell("Số lượng hồ sơ đang giải quyết", across=2),
        ),
        _row(
            _cell("Tổng số", at=3, down=1),
            _cell("Trong kỳ", across=1),
            _cell("Từ kỳ trước", down=1),
            *(_cell(state, down=1) for state in states),
        ),
        _row(_cell("Trực tuyến", at=4), _cell("Trực tiếp, dịch vụ bưu chính")),
        _row(*(_cell(f"({column + 1})") for column in range(_LAST + 1))),
        _row(*map(_cell, ["I", "TTHC thuộc phạm vi thẩm quyền giải quyết của cấp xã", *_sums(totals)])),
        *(_row(*map(_cell, [number, one.field, *one.cells()])) for number, one in enumerate(totals, 1)),
        _row(_cell("Tổng số", across=1), *map(_cell, _sums(totals))),
        _row(_cell("THỦ TRƯỞNG ĐƠN VỊ", at=9, across=4), at=14 + len(totals)),
    ]
    return f'{XML_HEAD}<Worksheet ss:Name="Bao cao"><Table>{"".join(rows)}</Table></Worksheet></Workbook>'.encode()


def workbook_xml():
    """Every type of cell, styles named on cell, row and column, gaps, a note, a formula without its value, a hidden sheet."""
    return f"""{XML_HEAD}<Styles><Style ss:ID="Default"/><Style ss:ID="code"><NumberFormat ss:Format="0.000000"/></Style>
<Style ss:ID="zeros"><NumberFormat ss:Format="000"/></Style><Style ss:ID="share"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="child" ss:Parent="day"/><Style ss:ID="fixed"><NumberFormat
 ss:Format="Fixed"/></Style></Styles>
<Worksheet ss:Name="Danh mục"><Table><Column/><Column ss:StyleID="zeros"/>
<Row><Cell ss:MergeAcross="4" ss:MergeDown="1"><Data ss:Type="String">DANH MỤC THỦ TỤC</Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">Mã</Data></Cell><Cell ss:StyleID="fixed"><Data ss:Type="Number">12</Data></Cell>
<Cell><Data ss:Type="Number">2.5</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="String">b&amp;c</Data></Cell></Row>
<Row><Cell ss:StyleID="code"><Data ss:Type="Number">1.00487</Data></Cell><Cell ss:StyleID="Default"><Data ss:Type="Number">1.004873</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-08-15T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">2024-08-15T09:29:59.997</Data></Cell>
<Cell ss:StyleID="share"><Data ss:Type="Number">0.955</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1.004870</Data></Cell><Cell><Data ss:Type="Number">7</Data></Cell>
<Cell><Data ss:Type="DateTime">1899-12-31T07:30:00.000</Data></Cell><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell>
<Cell><Data ss:Type="Number">001085012345678901</Data></Cell></Row>
<Row ss:StyleID="child"><Cell><Data ss:Type="String">dòng một&#10;dòng hai</Data></Cell>
<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Cấp <B>tỉnh</B></ss:Data></Cell><Cell ss:Formula="=1+1"/>
<Cell ss:Formula="=1+1" ss:StyleID="Default"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="Number">45519</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Nháp"><Table><Row>{_cell("KHÔNG ĐỌC")}</Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
<Worksheet ss:Name="Trống"><Table/></Worksheet>
<Worksheet ss:Name="Quý II"><Table><Row>{_cell("Quý II")}</Row></Table></Worksheet></Workbook>""".encode()
