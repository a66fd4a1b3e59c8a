"""Files into documents."""

import hashlib

import pytest

from knowledge.document import Family, SourceKind
from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_document
from knowledge.shipped import shipped_documents

PORTAL = (
    "Từ khóa: Số hiệu, Tiêu đề\nĐăng nhập\nVăn bản liên quan\nIP: 10.0.0.1\nTrang chủ\nBản in\n"
)
TABLE = (
    "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
    "| 1 | Rà soát văn bản | Sở Tư pháp | Quý I/2026 |\n"
)


def test_a_document_keeps_its_bytes_identity(tmp_path):
    """Id and checksum are those of the file; the name may be that of the original."""
    path = tmp_path / "copy.txt"
    path.write_bytes("KẾ HOẠCH\nVề công tác đối ngoại\n\nI. MỤC ĐÍCH\n1. Rà soát.\n".encode())
    document = read_document(path, source_file="gốc.txt")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()

    assert (document.source_file, document.sha256, document.id) == ("gốc.txt", digest, digest[:16])
    assert read_document(path).source_file == "copy.txt"


def test_a_missing_file_is_refused_by_name(tmp_path):
    """A path that can't be opened is an unreadable file."""
    with pytest.raises(UnreadableFileError, match="khong-co.txt"):
        read_document(tmp_path / "khong-co.txt")


@pytest.mark.parametrize("text", [PORTAL, "I.\n", "-----\n*\n", "1\n2\n3\n"])
def test_a_file_of_furniture_is_refused(text):
    """Where nothing is left to quote, the admin is told to save the full text."""
    with pytest.raises(UnreadableFileError, match="toàn văn"):
        parse_document(text.encode(), "trang.txt")


def test_a_text_on_one_line_is_kept():
    """A converter that dropped all line ends leaves a text that can be quoted."""
    text = " ".join(shipped_documents()[2].path.read_text("utf-8").split())
    document = parse_document(text.encode(), "a.txt")

    assert any("thông tin đối ngoại" in s.span.of(document.text) for s in document.sections)


def test_sections_of_the_same_name_have_paths_of_their_own():
    """A path names one section; asking for another raises KeyError."""
    document = parse_document(
        "KẾ HOẠCH\nNăm 2026\n\nI. MỘT\n1. Rà soát.\nI. HAI\n1. In ấn, phát hành.\n".encode(), "a"
    )

    assert document.section("I(2).1").span.of(document.text) == "1. In ấn, phát hành."
    with pytest.raises(KeyError):
        document.section("II")


def test_a_bare_table_is_a_table():
    """A task table without a frame is a source of its own kind."""
    document = parse_document(TABLE.encode(), "bang.txt")

    assert document.source is SourceKind.TABLE
    assert [m.text for a in document.assignments for m in a.leads] == ["Sở Tư pháp"]


@pytest.mark.parametrize(
    ("index", "source", "family"),
    [
        (0, SourceKind.OFFICIAL, Family.PARTY),
        (1, SourceKind.NEWS, Family.PRESS),
        (2, SourceKind.OFFICIAL, Family.STATE),
        (3, SourceKind.OFFICIAL, Family.PARTY),
        (4, SourceKind.NEWS, Family.PRESS),
    ],
)
def test_kinds_of_the_shipped_texts(index, source, family):
    """Official texts and news items, of the state, of the Party and of the press."""
    shipped = shipped_documents()[index]
    document = read_document(shipped.path, source_file=shipped.source_file)

    assert (document.source, document.family) == (source, family)
    assert not document.recognised


def test_recognised_labels_are_mended_and_marked():
    """In recognised text a misread label takes the place that the sequence gives it."""
    slips = "Cơ quan, đơn vị thuộc cấp. tỉnh có trách nhiệm rà soát, tổng hợp kết quả. " * 20
    body = (
        "Điều 1. Rà soát\n1. Các đơn vị gồm:\na) Cấp tỉnh;\nb) Cấp xã;\ng) Cấp thôn;\n"
        f"2, Đối với các trường hợp khác.\nĐiều 2. Kinh phí\n{slips}\n"
    )
    document = parse_document(f"QUYẾT ĐỊNH\nBan hành Quy chế\n\n{body}".encode(), "a.txt")

    assert document.recognised
    assert document.section("Điều 1.1.c").repaired
    assert document.section("Điều 1.1.c").label == "g)"
    assert document.section("Điều 1.2").label == "2,"
    assert any("«g)» đọc sai" in warning for warning in document.warnings)
