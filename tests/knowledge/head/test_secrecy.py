"""Tests of the marks of secret and internal documents."""

import pytest

from knowledge.head.secrecy import Secrecy, find_secrecy
from knowledge.shipped import shipped_documents

HEAD = "UBND TỈNH LẠNG SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{}\nSố: 12/KH-UBND\nKẾ HOẠCH\n"


@pytest.mark.parametrize(
    ("mark", "secrecy"),
    [
        ("MẬT", Secrecy.SECRET),
        ("[MẬT]", Secrecy.SECRET),
        ("Mật", Secrecy.SECRET),
        ("TỐI MẬT", Secrecy.HIGHLY_SECRET),
        ("* TUYỆT   MẬT *", Secrecy.TOP_SECRET),
        ("Độ mật: Tối mật", Secrecy.HIGHLY_SECRET),
        ("BÍ MẬT NHÀ NƯỚC - ĐỘ TUYỆT MẬT", Secrecy.TOP_SECRET),
        ("Số: 12-KH/TU (Mật)", Secrecy.SECRET),
        ("TỈNH ỦY LẠNG SƠN\tMẬT", Secrecy.SECRET),
        ("TỈNH ỦY LẠNG SƠN      MẬT", Secrecy.SECRET),
        ("| MẬT | ĐẢNG CỘNG SẢN VIỆT NAM |", Secrecy.SECRET),
        ("(Lưu hành nội bộ)", Secrecy.INTERNAL),
        ("TÀI LIỆU LƯU HÀNH NỘI BỘ", Secrecy.INTERNAL),
        ("MẬT\nLưu hành nội bộ", Secrecy.SECRET),
        ("Mặt", None),
        ("Bảo mật", None),
        ("Thực hiện Luật Bảo vệ bí mật nhà nước", None),
        ("Tài liệu lưu hành nội bộ phải được quản lý chặt chẽ.", None),
        ("Số: 12-KH/TU", None),
    ],
)
def test_marks_in_the_head(mark, secrecy):
    """A mark stands alone on its line, in its column, or behind the number."""
    assert find_secrecy(HEAD.format(mark)) is secrecy


def test_decomposed_letters_are_read():
    """The mark is the same in the other Unicode form."""
    import unicodedata

    assert find_secrecy(unicodedata.normalize("NFD", HEAD.format("TỐI MẬT"))) is not None


def test_below_the_head_only_capitals_count():
    """A table of levels is no stamp; a stamp on an annex is one."""
    body = "\n".join(f"{n}. Nhiệm vụ" for n in range(80))
    assert find_secrecy(f"{body}\n| Độ | Mật |\n") is None
    assert find_secrecy(f"{body}\nMẬT\nPHỤ LỤC\n") is Secrecy.SECRET


def test_the_shipped_plans_are_public():
    """None of them bears a mark."""
    for shipped in shipped_documents():
        assert find_secrecy(shipped.path.read_text(encoding="utf-8")) is None
