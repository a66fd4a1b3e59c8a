"""Excel workbooks with task tables, as offices make them."""

import io
from datetime import datetime

from openpyxl import Workbook

HEAD = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm")
TASKS = (
    ("Xây dựng trang thông tin đối ngoại", "Sở Thông tin và Truyền thông", "Văn phòng UBND tỉnh"),
    ("Tập huấn cán bộ cấp huyện", "Sở Nội vụ", "UBND các huyện, thành phố"),
    ("Tuyên truyền biên giới", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Công an tỉnh"),
)


def data_of(book):
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def task_sheet():
    """A plan's annex as a sheet: head, groups, merged leads, dates, repeated header, signature."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục"
    sheet.append(["UBND TỈNH LẠNG SƠN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    sheet.append(["Số: 61/KH-UBND", None, None, "Lạng Sơn, ngày 18 tháng 3 năm 2024"])
    sheet.append(["KẾ HOẠCH"])
    sheet.append(["TRIỂN KHAI NHIỆM VỤ THÔNG TIN ĐỐI NGOẠI NĂM 2024"])
    sheet.append([])
    sheet.append(HEAD)
    sheet.append([f"({n})" for n in range(1, 7)])
    sheet.append(["I", "Nhóm nhiệm vụ thường xuyên"])
    sheet.append([1, *TASKS[0], datetime(2024, 6, 30), "Trang thông tin"])
    sheet.append([2, TASKS[1][0], None, TASKS[1][2], "Quý III/2024", "Lớp tập huấn"])
    sheet.append(HEAD)
    sheet.append(["II", "Nhóm nhiệm vụ đột xuất"])
    sheet.append([1, *TASKS[2], datetime(2024, 12, 1), None])
    sheet.append([2])
    sheet.append([])
    sheet.append([None, "Tổng số: 03 nhiệm vụ"])
    for merged in ("A3:F3", "A4:F4", "C9:C10", "B8:F8", "B12:F12"):
        sheet.merge_cells(merged)
    for row in (9, 13):
        sheet.cell(row, 5).number_format = "dd/mm/yyyy"
    return book


def two_row_header():
    """A table whose bodies share a heading over two columns, and whose codes take three."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Mã", None, None, "Nội dung công việc", "Đơn vị", None, "Thời gian hoàn thành"])
    sheet.append([None, None, None, None, "Chủ trì", "Phối hợp", None])
    sheet.append(["I", None, None, "Công tác chỉ đạo"])
    sheet.append([None, "1", None, "Ban hành kế hoạch", "Sở Nội vụ", "Sở Tài chính", "Tháng 6"])
    sheet.append([None, None, "1.1", "Góp ý dự thảo", "Sở Tư pháp", None, "Tháng 7"])
    for merged in ("A1:C2", "D1:D2", "E1:F1", "G1:G2"):
        sheet.merge_cells(merged)
    return book


def bordered(rows):
    """A sheet with one task and so many empty rows with borders and heights below."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("BẢNG")
    sheet.append(HEAD)
    sheet.append([1, *TASKS[0], "Quý I", "Báo cáo"])
    for _ in range(rows):
        sheet.append([])
    book.create_sheet("Trống").append([None])
    return book
