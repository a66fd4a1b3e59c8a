"""Pages of a PDF that are pictures, recognised."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from PIL import Image

from knowledge.errors import UnreadableFileError
from knowledge.readers.advance import tell
from knowledge.readers.page.page import Page
from knowledge.readers.pdf.kinds import Kind, pictures_alone, reads_well
from knowledge.readers.scan.page import printed_page
from knowledge.readers.scan.photo import is_text, poor_quality, require_legible, sure_lines
from knowledge.readers.scan.scan import MAX_PAGES, recognise_page
from knowledge.readers.scan.spread import gutter
from knowledge.readers.scan.tesseract import require_tesseract

# Letters of office texts are read best at this; larger sheets get fewer dots to the inch.
_DPI = 300
_MOST_PIXELS = 12_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What came out of the pages of a file.

    Attributes:
        pages: All, those that needed it as recognition sees them; of a sheet of two facing pages
            first the left one.
        recognised: The numbers of these.
        poor: The numbers of poor scans, of which only the lines are read that are sure.
        struck: What is struck out on scans.
    """

    pages: tuple[Page, ...]
    recognised: tuple[int, ...] = ()
    poor: tuple[int, ...] = ()
    struck: tuple[str, ...] = ()


def recognise_pages(
    pdf: pdfium.PdfDocument, pages: Sequence[Page], kinds: dict[int, Kind], name: str
) -> Recognition:
    """The pages, those that need it recognised.

    Raises:
        UnreadableFileError: Scanned pages are more than `MAX_PAGES`, cannot be recognised here,
            or most of them are poor.
    """
    scans = [number for number, kind in kinds.items() if kind is Kind.SCAN]
    if len(scans) > MAX_PAGES:
        raise UnreadableFileError(
            f"{name}: {len(scans)} trang là ảnh quét, giới hạn nhận dạng là {MAX_PAGES} trang; "
            "hãy tách thành nhiều tệp hoặc gửi bản Word."
        )
    _require(scans, len(pages), name)
    helped = [number for number, kind in kinds.items() if kind in (Kind.POOR, Kind.MIXED)]
    if not helped or not _is_possible(name) or len(scans) + len(helped) > MAX_PAGES:
        helped = []
    asked = sorted((*scans, *helped))
    result: list[Page] = []
    recognised: list[int] = []
    struck: list[str] = []
    faults: dict[int, str] = {}
    for page in pages:
        if page.number in asked:
            tell(asked.index(page.number), len(asked))
        if page.number in scans:
            for side in _sides(pdf[page.number - 1], page.number, name):
                result.append(side.page)
                struck += side.struck
                faults |= {page.number: side.fault} if side.fault else {}
            recognised.append(page.number)
            continue
        seen = _helped(pdf, page, kinds[page.number], name) if page.number in helped else page
        recognised += [page.number] if seen is not page else []
        result.append(seen)
    require_legible(faults, len(scans), name)
    return Recognition(
        pages=tuple(result), recognised=tuple(recognised), poor=tuple(faults), struck=tuple(struck)
    )


def _require(scans: Sequence[int], count: int, name: str) -> None:
    if not scans:
        return
    try:
        require_tesseract(name)
    except UnreadableFileError as error:
        if len(scans) == count:
            raise
        raise UnreadableFileError(f"{error} (Trang ảnh: {listed(scans)}.)") from error


def _is_possible(name: str) -> bool:
    try:
        require_tesseract(name)
    except UnreadableFileError:
        return False
    return True


def _with_pictured_lines(page: Page, seen: Page) -> Page:
    """A page with the lines that recognition is sure to see in its pictures."""
    pictures = [*pictures_alone(page)]
    found = []
    for line in seen.lines:
        words = [word for word in line.words if not word.doubtful]
        middle, height = (line.left + line.right) / 2, line.base - 0.3 * line.size
        inside = any(area.holds(middle, height) for area in pictures)
        if inside and len(words) > 1 and len(words) > 0.7 * len(line.words):
            found.append(line)
    if not found:
        return page
    return replace(page, lines=tuple(sorted((*page.lines, *found), key=lambda x: x.base)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A page, or one of two facing pages, as recognition sees it; `fault` of a poor one."""

    page: Page
    fault: str | None
    struck: tuple[str, ...]


def _helped(pdf: pdfium.PdfDocument, page: Page, kind: Kind, name: str) -> Page:
    """A page whose letters are read, with what recognition adds to them or makes of them."""
    drawn = pdf[page.number - 1]
    seen = _side(_scan_of(drawn), page.number, drawn.get_size(), name).page
    if kind is Kind.MIXED:
        return _with_pictured_lines(page, seen)
    return seen if seen.lines and reads_well(seen.lines) else page


def _sides(page: pdfium.PdfPage, number: int, name: str) -> list[_Side]:
    """A scanned page, or the two facing pages that its sheet shows, the left one first."""
    width, height = page.get_size()
    scan = _scan_of(page)
    at = gutter(scan)
    if at is None:
        return [_side(scan, number, (width, height), name)]
    across = width * at / scan.width
    left = scan.crop((0, 0, at, scan.height))
    right = scan.crop((at, 0, scan.width, scan.height))
    other = _side(right, number, (width - across, height), name)
    return [
        _side(left, number, (across, height), name),
        replace(other, page=replace(other.page, across=across)),
    ]


def _side(scan: Image.Image, number: int, size: tuple[float, float], name: str) -> _Side:
    seen = recognise_page(scan, name)
    fault = None
    if not is_text(seen):
        seen = replace(seen, lines=())
    elif (fault := poor_quality(seen)) is not None:
        seen = sure_lines(seen)
    return _Side(page=printed_page(seen, number, *size), fault=fault, struck=seen.struck)


def _scan_of(page: pdfium.PdfPage) -> Image.Image:
    """The page as its scanner saw it, where it holds one picture; else drawn anew.

    Drawing moves the points of a coarse picture a little, which costs accents.
    """
    objects = list(page.get_objects(max_depth=3))
    pictures = [each for each in objects if isinstance(each, pdfium.PdfImage)]
    if len(objects) != 1 or not pictures:
        return picture_of(page, _DPI, grey=False)
    width, height = page.get_size()
    left, bottom, right, top = pictures[0].get_bounds()
    turn = pictures[0].get_matrix()
    across, down = pictures[0].get_px_size()
    scale = across / (right - left)
    upright = turn.a > 0 and turn.d > 0 and turn.b == turn.c == 0 and page.get_rotation() == 0
    square = abs(scale * (top - bottom) - down) < 0.02 * down
    if not upright or not square or scale * scale * width * height > _MOST_PIXELS:
        return picture_of(page, _DPI, grey=False)
    sheet = Image.new("RGB", (round(width * scale), round(height * scale)), "white")
    seen = pictures[0].get_bitmap(render=False).to_pil().convert("RGB")
    sheet.paste(seen, (round(left * scale), round((height - top) * scale)))
    return sheet


def picture_of(page: pdfium.PdfPage, dpi: float, *, grey: bool = True) -> Image.Image:
    """A page as it is seen, of at most `_MOST_PIXELS`."""
    width, height = page.get_size()
    scale = min(dpi / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=grey).to_pil()
    return picture


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: «1-3, 7»."""
    parts: list[str] = []
    start = before = 0
    for number in [*sorted(numbers), 0]:
        if number == before + 1 and parts:
            parts[-1] = f"{start}-{number}"
        elif number:
            parts.append(str(number))
            start = number
        before = number
    return ", ".join(parts)
