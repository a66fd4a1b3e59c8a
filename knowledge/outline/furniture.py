"""Page furniture: lines of web portals and converters that belong to no document."""

import re

from knowledge.text import fold

# Folded patterns that match whole lines. They come from the law portals and news sites whose saved
# pages offices keep; a line is dropped only outside the frame or when it can't be prose.
_FURNITURE = re.compile(
    "|".join(
        (
            r"tu khoa: so hieu.*",
            r"dang nhap( tai day)?",
            r"dang (tai|cap nhat)( van ban)?\W*",
            r"(ban )?chua dang nhap thanh vien.*|ban chua dang nhap.*",
            r"vi chua dang nhap nen ban.*",
            r"ban chua xem duoc hieu luc cua van ban.*",
            r"neu chua la thanh vien.*",
            r"van ban nay chua cap nhat noi dung.*",
            r"(hieu luc|tinh trang|cap nhat|ban hanh|ngay cong bao|so cong bao|"
            r"ngay hieu luc)\s*:.{0,40}",
            r"van ban lien quan",
            r"dmca\.com.*|ip: ?[\d.]+|hay de chung toi ho tro ban!?",
            r"(trang )?chu de cung chuyen muc|tin (lien quan|cung chuyen muc|moi)|xem them.*|"
            r"chia se.{0,30}",
            r"detailcontroller|trang chu|lien he|ban in|gui email|in trang.*",
            r"tong bien tap:.*|pho tong bien tap:.*|toa soan:.*|dien thoai:.*email:.*|"
            r"giay phep so.*",
            r"(ky|nguoi ky|email|co quan|thoi gian ky|ngay ky|signature not verified)\s*:.{0,80}",
        )
    )
)
# A longer line may begin like furniture, but holds a text that a converter put on one line.
_LONGEST = 300  # characters
_PAGE_NUMBER = re.compile(r"(trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?(/\d{1,3})?", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a cleaned line is portal furniture, judged by its words alone."""
    return len(line) <= _LONGEST and bool(_FURNITURE.fullmatch(fold(line).strip()))


def is_page_number(line: str) -> bool:
    """Whether a cleaned line holds nothing but a page number."""
    return bool(_PAGE_NUMBER.fullmatch(line.strip()))
