"""One page of a file drawn as a picture, with what is quoted from it marked."""

import io
from collections.abc import Sequence
from itertools import chain, islice

from PIL import Image, ImageChops, ImageDraw

from knowledge.errors import UnreadableFileError
from knowledge.extract import Box
from knowledge.readers.archive import packed_pictures
from knowledge.readers.member import Member
from knowledge.readers.pdf.file import flat_page, open_pdf
from knowledge.readers.pdf.scans import picture_of
from knowledge.readers.scan.spread import open_pages
from knowledge.sniff import FileKind, file_kind

# Points of the long side of a photo, whatever its size: that of A4.
LONG_SIDE = 842.0
_MARKER = (255, 238, 110)
# Points that a mark reaches beyond the letters.
_AROUND = 1.5


def draw_page(data: bytes, name: str, page: int, dpi: float, boxes: Sequence[Box] = ()) -> bytes:
    """The PNG of a page of a PDF file, of an image, or of pictures that were packed together.

    Of these nothing is marked: they are in the order of their names, which may not be the one in
    which they were read.

    Args:
        data: The file.
        name: What it is called in messages.
        page: Counted from 1.
        dpi: Dots to the inch; for an image as if its long side were that of A4.
        boxes: What is to be marked; those on other pages are left out.

    Raises:
        UnreadableFileError: The file is damaged or has no such page.
    """
    kind = file_kind(data, name)
    if kind is FileKind.ARCHIVE:
        boxes = ()
    if kind in (FileKind.IMAGE, FileKind.ARCHIVE):
        picture = _photo(data, name, page, dpi)
        scale = max(picture.size) / LONG_SIDE
    else:
        with open_pdf(data, name) as pdf:
            if not 1 <= page <= len(pdf):
                raise _no_page(name, page)
            picture = picture_of(flat_page(pdf, page - 1), dpi, grey=False)
            scale = picture.width / pdf[page - 1].get_width()
    marked = _marked(picture.convert("RGB"), [box for box in boxes if box.page == page], scale)
    out = io.BytesIO()
    marked.save(out, "PNG")
    return out.getvalue()


def _photo(data: bytes, name: str, page: int, dpi: float) -> Image.Image:
    packed = file_kind(data, name) is FileKind.ARCHIVE
    files = packed_pictures(data, name) if packed else [Member(name=name, data=data)]
    pages = chain.from_iterable(open_pages(each.data, each.name) for each in files)
    picture = next(islice(pages, max(page, 1) - 1, None), None)
    if picture is None or page < 1:
        raise _no_page(name, page)
    side = round(LONG_SIDE / 72 * dpi)
    picture.thumbnail((side, side))
    return picture


def _no_page(name: str, page: int) -> UnreadableFileError:
    return UnreadableFileError(f"{name}: tệp không có trang {page}.")


def _marked(picture: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """The picture as if a marker pen had gone over the boxes."""
    if not boxes:
        return picture
    layer = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(layer)
    for box in boxes:
        corners = (box.left - _AROUND, box.top - _AROUND, box.right + _AROUND, box.bottom + _AROUND)
        left, top, right, bottom = (side * scale for side in corners)
        if right > left and bottom > top:
            pen.rectangle((left, top, right, bottom), fill=_MARKER)
    return ImageChops.multiply(picture, layer)
