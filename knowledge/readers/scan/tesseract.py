"""Tesseract, the program that recognises printed letters, through its command line."""

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image

from knowledge.errors import UnreadableFileError
from knowledge.text import nfc

# Seconds for one picture; a page takes 2 to 6 on one core.
_TIME_LIMIT = 60
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelBox:
    """A rectangle in a picture: pixels from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    def union(self, other: "PixelBox") -> "PixelBox":
        """The smallest rectangle around both."""
        return PixelBox(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )

    def scaled(self, factor: float) -> "PixelBox":
        """The rectangle in a picture `factor` times as large."""
        return PixelBox(
            left=self.left * factor,
            top=self.top * factor,
            right=self.right * factor,
            bottom=self.bottom * factor,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A recognised word.

    Attributes:
        text: NFC, without white space.
        box: Where it stands.
        confidence: Per cent, as Tesseract judges itself.
        line: Block, paragraph and line on the page, as Tesseract counts them.
    """

    text: str
    box: PixelBox
    confidence: float
    line: tuple[int, int, int]


@cache
def missing_recogniser() -> str | None:
    """What must be installed before anything can be recognised."""
    if shutil.which("tesseract") is None:
        return "tesseract-ocr và tesseract-ocr-vie"
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=_TIME_LIMIT
    )
    return None if "vie" in listed.stdout.split() else "tesseract-ocr-vie"


def require_tesseract(name: str) -> None:
    """Raise `UnreadableFileError` about the file `name` where nothing can be recognised."""
    missing = missing_recogniser()
    if missing is not None:
        raise UnreadableFileError(
            f"{name}: là ảnh hoặc bản quét, máy chủ chưa có chương trình nhận dạng chữ; quản trị "
            f"cài gói {missing}, hoặc gửi bản Word, PDF có chữ."
        )


def recognise_words(image: Image.Image, name: str, *, layout: int = 1) -> list[Word]:
    """The words in a picture, in Tesseract's reading order.

    Args:
        image: Grey, dark letters on white, letters upright or turned by quarters.
        name: What the file is called in messages.
        layout: Tesseract's page segmentation mode; 1 finds columns and a turned page.

    Raises:
        UnreadableFileError: The program failed or ran out of time.
    """
    return _words(_run(image, name, ["-l", "vie", "--psm", str(layout), "tsv"]))


def _run(image: Image.Image, name: str, arguments: Sequence[str]) -> str:
    picture = io.BytesIO()
    image.save(picture, "BMP")
    try:
        finished = subprocess.run(
            ["tesseract", "stdin", "stdout", "--dpi", "300", *arguments],
            input=picture.getvalue(),
            capture_output=True,
            timeout=_TIME_LIMIT,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(
            f"{name}: nhận dạng chữ quá {_TIME_LIMIT} giây một trang nên đã dừng; hãy quét lại "
            "rõ hơn hoặc gửi bản Word."
        ) from error
    if finished.returncode != 0:
        raise UnreadableFileError(
            f"{name}: không nhận dạng được chữ trong ảnh; hãy chụp hoặc quét lại."
        )
    return finished.stdout.decode("utf-8", errors="replace")


def _words(table: str) -> list[Word]:
    words = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        block, paragraph, line = map(int, cells[2:5])
        left, top, width, height = map(int, cells[6:10])
        words.append(
            Word(
                text=nfc(cells[11].strip()),
                box=PixelBox(left=left, top=top, right=left + width, bottom=top + height),
                confidence=float(cells[10]),
                line=(block, paragraph, line),
            )
        )
    return words
