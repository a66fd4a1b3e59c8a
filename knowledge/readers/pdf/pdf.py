"""PDF files: pages of text, scanned pages, and both in one file."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.head.draft import is_watermark
from knowledge.readers.page.layout import read_pages
from knowledge.readers.page.page import Line, Page
from knowledge.readers.pdf.file import RawPage, open_pdf, read_raw_page
from knowledge.readers.pdf.frame import turned_back
from knowledge.readers.pdf.kinds import Kind, kind_of
from knowledge.readers.pdf.letters import has_broken_map, mend_glyphs, mend_tilde
from knowledge.readers.pdf.lines import read_printed_lines
from knowledge.readers.pdf.scans import Recognition, listed, recognise_pages
from knowledge.readers.scan.photo import partly_read
from knowledge.readers.unread import hidden_warnings, struck_warnings


def read_pdf(data: bytes, name: str) -> Extract:
    """The text of a PDF file.

    Raises:
        UnreadableFileError: The file is damaged, locked, too long, or holds scanned pages that
            cannot be recognised here.
    """
    with open_pdf(data, name) as pdf:
        raws = [read_raw_page(pdf, n, name) for n in range(len(pdf))]
        pages, mended = _with_lines(raws)
        kinds = {page.number: kind_of(page, each) for page, each in zip(pages, raws, strict=True)}
        seen = recognise_pages(pdf, pages, kinds, name)
    recognised = seen.recognised
    scans = [number for number in recognised if kinds[number] is not Kind.MIXED]
    method = Method.OCR if len(scans) * 2 > len(pages) else Method.PDF
    extract = read_pages(seen.pages, method=method)
    extract = _as_seen(extract, [raw for raw in raws if raw.page.number not in recognised])
    if not extract.text.strip():
        raise UnreadableFileError(
            f"{name}: tệp PDF không có chữ nào để đọc; hãy gửi bản Word hoặc bản quét rõ hơn."
        )
    layered = [number for number, kind in kinds.items() if kind is Kind.LAYERED]
    return replace(
        extract,
        recognised=bool(recognised or layered),
        draft=any(is_watermark(each.letters.aslant) for each in raws),
        warnings=(
            *mended,
            *_about(seen.pages, kinds, recognised),
            *partly_read(seen.poor),
            *_unread(raws, seen),
        ),
    )


def _unread(raws: Sequence[RawPage], seen: Recognition) -> tuple[str, ...]:
    """What the admin must know of letters of the file that were left out."""
    read = [each for each in raws if each.page.number not in seen.recognised]
    struck = [*(words for each in read for words in each.struck), *seen.struck]
    return (
        *struck_warnings(struck),
        *hidden_warnings(any(each.letters.unseen > 1 for each in read)),
    )


def _as_seen(extract: Extract, raws: Sequence[RawPage]) -> Extract:
    """The extract with places on turned pages told as the pages are seen."""
    turned = {each.page.number: each for each in raws if each.quarters}
    if not turned:
        return extract
    places = []
    for place in extract.places:
        if (each := turned.get(place.box.page)) is not None:
            width, height = each.page.width, each.page.height
            if each.quarters % 2:
                width, height = height, width
            place = replace(place, box=turned_back(place.box, each.quarters, width, height))
        places.append(place)
    return replace(extract, places=tuple(places))


def _with_lines(raws: Sequence[RawPage]) -> tuple[list[Page], tuple[str, ...]]:
    """The pages with their printed lines, letters mended, and warnings about the mending."""
    glyphs = [each.letters.glyphs for each in raws]
    mended, warnings = mend_glyphs(glyphs)
    broken = has_broken_map(glyphs)
    pages = []
    for each, letters in zip(raws, mended, strict=True):
        lines = read_printed_lines(letters)
        if broken:
            lines = tuple(_with_tilde(line) for line in lines)
        pages.append(replace(each.page, lines=lines))
    return pages, warnings


def _with_tilde(line: Line) -> Line:
    words = tuple(
        replace(word, text=mend_tilde(word.text)) if "Õ" in word.text else word
        for word in line.words
    )
    return Line(words=words)


def _about(pages: Sequence[Page], kinds: dict[int, Kind], recognised: Sequence[int]) -> list[str]:
    """What the admin must know of pages whose letters are not the file's own."""
    scans = [n for n in recognised if kinds[n] is not Kind.MIXED]
    written = {page.number for page in pages if page.lines}
    numbered = {
        "là ảnh quét, chữ do máy nhận dạng; cần đối chiếu bản gốc": (
            scans if len(scans) < len(kinds) else []
        ),
        "có hình chứa chữ, chữ trong hình do máy nhận dạng; cần đối chiếu bản gốc": [
            n for n in recognised if kinds[n] is Kind.MIXED
        ],
        "là ảnh quét có sẵn lớp chữ nhận dạng (OCR); cần đối chiếu bản gốc": [
            n for n, kind in kinds.items() if kind is Kind.LAYERED
        ],
        "có chữ sai bảng mã, đọc không thành lời; cần đối chiếu bản gốc": [
            n for n, kind in kinds.items() if kind is Kind.POOR and n not in recognised
        ],
        "có hình lớn, chữ trong hình (nếu có) không được đọc": [
            n for n, kind in kinds.items() if kind is Kind.MIXED and n not in recognised
        ],
        "là ảnh không có chữ nào nhận dạng được": [n for n in scans if n not in written],
    }
    return [f"Trang {listed(numbers)} {what}." for what, numbers in numbered.items() if numbers]
