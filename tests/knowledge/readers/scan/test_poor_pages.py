"""A poor page among legible ones: it is named, and the scan is kept."""

import pytest

from knowledge.errors import UnreadableFileError
from knowledge.readers.scan import photo
from knowledge.readers.scan.page import DOUBTFUL
from knowledge.readers.scan.photo import (
    partly_read,
    read_images,
    require_legible,
    sure_lines,
)
from knowledge.readers.scan.scan import PrintedLine, Recognised
from knowledge.readers.scan.tesseract import PixelBox, Word

BODY = "Giao Sở Nội vụ chủ trì phối hợp với Sở Tài chính rà soát số liệu trước ngày báo cáo"
OFFICE = "PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"


def line_of(text: str, top: float, *sure: bool) -> PrintedLine:
    """A line whose words are sure as told, the last of `sure` standing for the rest."""
    words = []
    for n, each in enumerate(text.split()):
        is_sure = sure[min(n, len(sure) - 1)]
        box = PixelBox(left=100.0 + 90 * n, top=top, right=180.0 + 90 * n, bottom=top + 30)
        confidence = 95.0 if is_sure else DOUBTFUL - 1.0
        words.append(Word(text=each, box=box, confidence=confidence, line=(1, 1, int(top))))
    box = PixelBox(left=100.0, top=top, right=words[-1].box.right, bottom=top + 30)
    return PrintedLine(words=tuple(words), box=box, block=1, paragraph=1)


def page_of(*lines: PrintedLine, unsure: float = 0.0) -> Recognised:
    """A page of A4 at 200 dots to the inch."""
    return Recognised(
        lines=lines,
        size=(1654, 2339),
        turned=0.0,
        rules=(),
        confidence=90.0,
        unsure=unsure,
        ink_outside=0.0,
    )


def test_a_poor_signature_page_is_named_and_the_scan_kept(monkeypatch):
    """Two good pages and a poor one with the signature: its sure line is read, its others not."""
    good = page_of(line_of(BODY, 200, True), line_of(BODY, 260, True))
    signed = page_of(line_of(OFFICE, 200, True), line_of("Nguvễn Vãn Xuàn", 400, False), unsure=0.3)
    seen = iter([good, good, signed])
    monkeypatch.setattr(photo, "require_tesseract", lambda name: None)
    monkeypatch.setattr(photo, "open_pages", lambda data, name: [None])
    monkeypatch.setattr(photo, "recognise_page", lambda image, name: next(seen))

    extract = read_images([("1.png", b""), ("2.png", b""), ("3.png", b"")])

    assert "Giao Sở Nội vụ chủ trì" in extract.text
    assert OFFICE in extract.text
    assert "Xuàn" not in extract.text
    assert partly_read([3])[0] in extract.warnings


def test_only_lines_that_are_mostly_sure_are_read():
    """A line with one doubtful word of many stays; a lone word and a doubtful line go."""
    mostly = line_of(OFFICE, 100, False, True)
    page = page_of(mostly, line_of("Xuân", 200, True), line_of(BODY, 300, True, False))

    assert sure_lines(page).lines == (mostly,)


@pytest.mark.parametrize(("faults", "pages"), [({1: "ảnh mờ."}, 1), ({1: "ảnh mờ."}, 2)])
def test_a_scan_is_refused_where_half_of_it_is_poor(faults, pages):
    """The refusal tells what is wrong; where more pages are good than poor there is none."""
    with pytest.raises(UnreadableFileError, match="ảnh mờ"):
        require_legible(faults, pages, "a.png")
    require_legible(faults, 3, "a.png")
