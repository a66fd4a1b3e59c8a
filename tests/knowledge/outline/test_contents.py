"""Tables of contents that were typed or printed."""

import pytest
from making.docx import docx, p, table

from knowledge.reader import parse_document

BODY = (
    "I. MỤC ĐÍCH, YÊU CẦU\nNâng cao chất lượng phục vụ.\n"
    "II. NỘI DUNG THỰC HIỆN\n1. Tuyên truyền, phổ biến pháp luật về an toàn\n"
    "1.1. Treo băng rôn tại trụ sở.\n1.2. Phát thanh hằng tuần.\n"
    "2. Kiểm tra\nKiểm tra hai đợt trong năm 2026.\n"
    "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế báo cáo trước ngày 15/12/2026.\n"
)
PATHS = ["I", "II", "II.1", "II.1.1", "II.1.2", "II.2", "III", "III.1"]


def labelled(data: bytes, name: str = "a.txt") -> list[str]:
    """The paths of the labelled sections, and an annex."""
    sections = parse_document(data, name).sections
    return [s.path for s in sections if s.label or s.path == "PL"]


def plan(contents: str, *, above: str = "", body: str = BODY) -> bytes:
    """A plan with a table of contents under its title or above its head."""
    title = "KẾ HOẠCH\nBảo đảm an toàn năm 2026\n\n"
    return f"{above}{title}{contents}\n{body}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n".encode()


@pytest.mark.parametrize(
    "contents",
    [
        "MỤC LỤC\nI. MỤC ĐÍCH, YÊU CẦU ..... 1\nII. NỘI DUNG THỰC HIỆN ..... 2\n"
        "III. TỔ CHỨC THỰC HIỆN ..... 7",
        "Mục lục\nTrang\nI. MỤC ĐÍCH, YÊU CẦU 1\nII. NỘI DUNG THỰC HIỆN 1\n"
        "1. Tuyên truyền, phổ biến pháp\nluật về an toàn 2\n2. Kiểm tra 3\n"
        "III. TỔ CHỨC THỰC HIỆN 12",
        "I. MỤC ĐÍCH, YÊU CẦU……………………1\nII. NỘI DUNG THỰC HIỆN……………………2\n"
        "III. TỔ CHỨC THỰC HIỆN……………………7",
        "MỤC LỤC\nI. MỤC ĐÍCH, YÊU CẦU\nII. NỘI DUNG THỰC HIỆN\n2. Kiểm tra\n"
        "III. TỔ CHỨC THỰC HIỆN",
        "MỤC LỤC:\n| STT | Nội dung | Trang |\n|---|---|---|\n| 1 | I. MỤC ĐÍCH, YÊU CẦU | 1 |\n"
        "| 2 | II. NỘI DUNG THỰC HIỆN | 3 |\n| 3 | III. TỔ CHỨC THỰC HIỆN | 4 |",
        "MỤC LỤC\n| Nội dung | Trang |\n| I. MỤC ĐÍCH, YÊU CẦU | 1 |\n"
        "| II. NỘI DUNG THỰC HIỆN | 3 |\n| III. TỔ CHỨC THỰC HIỆN | 4 |",
        "MỤC LỤC\nI. MỤC ĐÍCH, YÊU CẦU ___________ trang 1\n"
        "II. NỘI DUNG THỰC HIỆN ___________ trang 2\nIII. TỔ CHỨC THỰC HIỆN _____ trang 3",
    ],
)
def test_contents_are_no_outline(contents):
    """Entries of a table of contents are no parts, whatever leads to their pages."""
    assert labelled(plan(contents)) == PATHS
    assert labelled(plan("", above=f"{contents}\n\n")) == PATHS


def test_contents_name_annexes_without_opening_them():
    """An annex in the contents is not where it begins."""
    contents = (
        "MỤC LỤC\nI. MỤC ĐÍCH, YÊU CẦU ..... 1\nII. NỘI DUNG THỰC HIỆN ..... 2\nPHỤ LỤC ..... 9"
    )
    body = f"{BODY}\nPHỤ LỤC\n1. Mẫu báo cáo số một.\n2. Mẫu báo cáo số hai.\n"
    assert labelled(plan(contents, body=body)) == [*PATHS, "PL", "PL/1", "PL/2"]


def test_contents_of_a_word_file():
    """Tabs that lead to the pages, and rows of two columns, are as plain."""
    entries = [("I. MỤC ĐÍCH, YÊU CẦU", "1"), ("II. NỘI DUNG THỰC HIỆN", "2")]
    body = "".join(p(line) for line in BODY.splitlines())
    for typed in ("".join(p("\t".join(entry)) for entry in entries), table(*entries)):
        data = docx(p("KẾ HOẠCH") + p("Bảo đảm an toàn") + p("MỤC LỤC") + typed + body)
        assert labelled(data, "a.docx") == PATHS


@pytest.mark.parametrize(
    "body",
    [
        "I. CHỈ TIÊU\n1. Số trường đạt chuẩn: 12\n2. Số trạm y tế: 14\n3. Số nhà văn hóa: 20\n",
        "I. BÀI GIẢNG\n1. Nội dung 1\n..........\n..........\n2. Nội dung 2\n..........\n"
        "..........\n3. Nội dung 3\n..........\n",
        "I. MẪU\n1. Họ và tên: .......... 1\n2. Ngày sinh: .......... 2\n3. Nơi ở: .......... 3\n",
    ],
)
def test_lists_that_end_in_numbers_are_kept(body):
    """Numbers at line ends, and dots to be filled in, make no table of contents."""
    assert labelled(plan("", body=body)) == ["I", "I.1", "I.2", "I.3"]
