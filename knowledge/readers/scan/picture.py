"""Pictures of pages made ready for recognition: upright, straight, white behind the letters."""

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from knowledge.errors import UnreadableFileError
from knowledge.readers.page.page import Rule, scaled
from knowledge.readers.scan.tesseract import PixelBox
from knowledge.sniff import is_heif

MAX_PIXELS = 40_000_000
# Pixels of the longer side: A4 at 250 dpi. Larger pictures only take longer; smaller ones are
# enlarged, as letters of few pixels are read worse, by this factor at most.
_LONG_SIDE = 2900
_LARGEST = 4.0
# Letters with steps for edges are read better when softened: pixels, and the share of points
# between black and white below which a page has such letters (others have 0.03 and more).
_SOFTEN = 0.8
_BETWEEN = 0.02
# A side may be this many times the other: a strip is no page.
_LONGEST = 12

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A page ready for recognition.

    Attributes:
        image: Grey, black on white, upright as far as its lines tell.
        size: Width and height in pixels of the picture that was given.
        scale: Pixels of `image` for one of the given picture.
        turned: Degrees counterclockwise by which `image` was turned.
    """

    image: Image.Image
    size: tuple[int, int]
    scale: float
    turned: float

    def half_turned(self) -> "Prepared":
        """The page the other way up."""
        image = self.image.transpose(Image.Transpose.ROTATE_180)
        return Prepared(image=image, size=self.size, scale=self.scale, turned=self.turned + 180)

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height of the upright page in pixels of the given picture."""
        width, height = self.size
        return (height, width) if round(self.turned / 90) % 2 else (width, height)

    @property
    def _corner(self) -> tuple[float, float]:
        """Where the corner of `image` lies on the upright page, in pixels of the given picture."""
        width, height = self.upright_size
        return (
            (width - self.image.width / self.scale) / 2,
            (height - self.image.height / self.scale) / 2,
        )

    def upright(self, box: PixelBox) -> PixelBox:
        """A box of `image` in pixels of the given picture, from the corner of the upright page."""
        across, down = self._corner
        return PixelBox(
            left=box.left / self.scale + across,
            top=box.top / self.scale + down,
            right=box.right / self.scale + across,
            bottom=box.bottom / self.scale + down,
        )

    def upright_rules(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        """Rules of `image` as `upright` gives boxes."""
        return scaled(rules, 1 / self.scale, *self._corner)


def open_pictures(data: bytes, name: str) -> Iterator[Image.Image]:
    """The pages of an image file, turned as the camera noted; frames of a TIFF are pages.

    Raises:
        UnreadableFileError: The file is damaged, or a picture has more than `MAX_PIXELS`; or it
            is of an iPhone and the library for those is not installed.
    """
    if is_heif(data):
        _open_heif(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            with Image.open(io.BytesIO(data)) as image:
                pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
                for page in range(pages):
                    image.seek(page)
                    _check_size(image, name)
                    image.load()
                    yield ImageOps.exif_transpose(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        raise UnreadableFileError(
            f"{name}: không nhận ra loại ảnh; hãy gửi ảnh JPG, PNG hoặc TIFF."
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError) as error:
        raise UnreadableFileError(
            f"{name}: ảnh bị cắt hoặc hỏng; hãy chụp hoặc gửi lại."
        ) from error


def _open_heif(name: str) -> None:
    """Have Pillow open .heic pictures, by a library that is optional: its wheels are GPL."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError as error:
        raise UnreadableFileError(
            f"{name}: máy chủ chưa cài thư viện đọc ảnh .heic; hãy gửi ảnh dưới dạng .jpg, hoặc "
            "nhờ người vận hành chạy: pip install 'guidance-lookup[heic]'."
        ) from error
    # Each thread more reserves address space.
    register_heif_opener(thumbnails=False, decode_threads=1)


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name}: ảnh quá lớn (giới hạn {MAX_PIXELS // 1_000_000} triệu điểm ảnh); hãy chụp hoặc "
        "quét lại ở khoảng 300 dpi."
    )


def _check_size(image: Image.Image, name: str) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_large(name)
    if min(width, height) * _LONGEST < max(width, height) or min(width, height) < 32:
        raise UnreadableFileError(
            f"{name}: ảnh {width}×{height} điểm không phải ảnh một trang văn bản."
        )


def prepare(image: Image.Image) -> Prepared:
    """The page grey, on a white ground, of a size that is read well, its lines level."""
    size = image.size
    grey = _grey(image)
    scale = min(_LARGEST, _LONG_SIDE / max(grey.size))
    if scale != 1.0:
        wanted = (round(grey.width * scale), round(grey.height * scale))
        grey = grey.resize(wanted, Image.Resampling.BICUBIC)
    if _is_bilevel(image):
        grey = grey.filter(ImageFilter.GaussianBlur(_SOFTEN))
    flat = flatten(grey)
    turned = 0.0
    if _runs_down(flat):
        flat, turned = flat.transpose(Image.Transpose.ROTATE_90), 90.0
    slope = _slope(flat)
    if abs(slope) >= 0.2:
        flat = flat.rotate(slope, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        turned += slope
    return Prepared(image=flat, size=size, scale=scale, turned=turned)


def _is_bilevel(image: Image.Image) -> bool:
    """Whether a scanner left nothing between black and white, as fax machines do."""
    levels = np.asarray(image.convert("L").histogram(), dtype=np.float64)
    return bool(levels[40:216].sum() < _BETWEEN * levels.sum())


def _grey(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float32)
        top = float(values.max()) or 1.0
        return Image.fromarray((values * (255.0 / max(top, 1.0))).clip(0, 255).astype(np.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, layered).getchannel("R")
    if image.mode in ("1", "L"):
        return image.convert("L")
    # Red stamps over letters are white in red light.
    return image.convert("RGB").getchannel("R")


def flatten(grey: Image.Image) -> Image.Image:
    """The picture over its own ground: shadows and stained paper become white.

    The ground is the blurred maximum around each point, taken on a small copy.
    """
    small = grey.resize((max(1, grey.width // 8), max(1, grey.height // 8)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    paper = np.asarray(ground.resize(grey.size, Image.Resampling.BILINEAR), dtype=np.float32)
    values = np.asarray(grey, dtype=np.float32) * (255.0 / np.maximum(paper, 1.0))
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _small_ink(flat: Image.Image, side: int = 800) -> Image.Image:
    """A small copy with ink white on black."""
    scale = side / max(flat.size)
    size = (max(1, round(flat.width * scale)), max(1, round(flat.height * scale)))
    return ImageOps.invert(flat.resize(size, Image.Resampling.BOX))


def _sharpness(ink: Image.Image, axis: int) -> float:
    """How much the ink on neighbouring rows (axis 1) or columns (axis 0) differs."""
    profile = np.asarray(ink, dtype=np.float32).sum(axis=axis)
    return float(np.square(np.diff(profile)).sum())


def _runs_down(flat: Image.Image) -> bool:
    """Whether lines of letters run down the page."""
    ink = _small_ink(flat)
    angles = range(-5, 6)
    across = max(_sharpness(ink.rotate(angle), 1) for angle in angles)
    down = max(_sharpness(ink.rotate(angle), 0) for angle in angles)
    return down > 1.3 * across


def _slope(flat: Image.Image) -> float:
    """Degrees counterclockwise that make the lines level, within ±5; 0 where nothing tells."""
    ink = _small_ink(flat, 1000)
    coarse = max(np.arange(-5.0, 5.1, 0.5), key=lambda angle: _sharpness(ink.rotate(angle), 1))
    near = np.arange(coarse - 0.4, coarse + 0.5, 0.1)
    best = float(max(near, key=lambda a: _sharpness(ink.rotate(a, Image.Resampling.BILINEAR), 1)))
    plain = _sharpness(ink, 1)
    turned = _sharpness(ink.rotate(best, Image.Resampling.BILINEAR), 1)
    return best if turned > 1.05 * plain else 0.0
