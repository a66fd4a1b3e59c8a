"""Places of a document in words."""

import pytest

from index.question.place_words import place_in_words
from knowledge.reader import parse_document

TEXT = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 61/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc giao dự toán\n\n"
    "Điều 1. Giao dự toán kèm theo.\nĐiều 2. Sở Tài chính thi hành Quyết định này.\n\n"
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n"
    "DỰ TOÁN CHI\n(Kèm theo Quyết định số 61/QĐ-UBND)\nSTT\nNội dung\nNăm 2026\nNăm 2027\n"
    "1\nChi đầu tư\n5.937\n5.817\n- Chi từ nguồn thu\n690\n560\n"
    f"2\nChi thường xuyên {'của các đơn vị ' * 16}\n14.489\n15.942\n"
    f"3\nChi khác {'của các đơn vị ' * 16}\n14\n15\n"
    "A. Danh mục đơn vị\n1\nSở Y tế\n15\n16\n2\nSở Nội vụ\n17\n18\n"
    f"3\nSở Tư pháp {'và các đơn vị ' * 18}\n19\n20\n4\nSở Y tế {'và các đơn vị ' * 18}\n19\n20\n"
)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("Điều 2", "Điều 2"),
        ("KT/2", "Phần kèm theo, STT 2"),
        ("KT/A/3", "Phần kèm theo, phần A, STT 3"),
    ],
)
def test_rows_behind_the_end_of_a_document(path, words):
    """A row is called by the number that is printed in it, else by its place in the table."""
    document = parse_document(TEXT.encode(), "a.txt")

    assert path in {section.path for section in document.sections}
    assert place_in_words(document, path) == words
