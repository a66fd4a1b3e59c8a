"""Scans and photos of the shipped plans: the texts set on A4, then spoilt as offices spoil them.

A page is drawn as an office would print it: two columns above the type of the document, justified
paragraphs in DejaVu Serif of 13 points, recipients beside the signature, page numbers on top.
"""

import io
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

FONTS = Path("/usr/share/fonts/truetype/dejavu")
_TYPES = ("KẾ HOẠCH", "HƯỚNG DẪN")
# What stands in two columns above the type of the document, for the plans whose text keeps it.
_HEADS = {
    "Số: 61/KH-UBND": (
        ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 61/KH-UBND"),
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Lạng Sơn, ngày 18 tháng 3 năm 2024",
        ),
    ),
    "Số 06 - HD/ĐUK": (
        ("ĐẢNG BỘ TỈNH PHÚ THỌ", "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", "*", "Số 06 - HD/ĐUK"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "Việt Trì, ngày 18 tháng 3 năm 2021"),
    ),
}
_FURNITURE = re.compile(
    r"(Văn bản này chưa|DetailController|BÁO NAM ĐỊNH|Tổng biên|Phó Tổng biên|Tòa soạn|Điện thoại)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A plan as it is set on paper; every line is a paragraph.

    Attributes:
        left: The left column of the head.
        right: The right column of the head.
        body: Between head and recipients.
        recipients: The list that opens with "Nơi nhận:".
        signature: What stands beside it.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]

    @property
    def text(self) -> str:
        """All paragraphs in reading order, one a line."""
        return "\n".join((*self.left, *self.right, *self.body, *self.recipients, *self.signature))


def printed_plan(source: str) -> Printed:
    """The paragraphs of a shipped plan text, its web page left out."""
    lines = [re.sub(r"\*+", "", line).strip() for line in source.splitlines()]
    lines = [line for line in lines if line]
    left, right = next((head for mark, head in _HEADS.items() if mark in source), ((), ()))
    begin = next((n for n, line in enumerate(lines) if line in _TYPES), 0)
    end = next((n for n, line in enumerate(lines) if n and _FURNITURE.match(line)), len(lines))
    lines = [line for line in lines[begin:end] if not _FURNITURE.match(line)]
    close = next((n for n, line in enumerate(lines) if line == "Nơi nhận:"), len(lines))
    aside = lines[close:]
    signed = next((n for n, line in enumerate(aside) if line.startswith("T")), len(aside))
    return Printed(
        left=left,
        right=right,
        body=tuple(lines[:close]),
        recipients=tuple(aside[:signed]),
        signature=tuple(aside[signed:]),
    )


def _style(name: str, **more: object) -> ParagraphStyle:
    settings = {"fontName": "Serif", "fontSize": 13, "leading": 18, "spaceAfter": 5} | more
    return ParagraphStyle(name, **settings)


def pages_of(plan: Printed, *, dpi: int = 200) -> list[Image.Image]:
    """The pages of a plan, grey, as a perfect scanner would give them."""
    return _drawn(_pdf(plan), dpi)


def _drawn(data: bytes, dpi: int) -> list[Image.Image]:
    pdf = pypdfium2.PdfDocument(data)
    pages = [pdf[n].render(scale=dpi / 72, grayscale=True).to_pil() for n in range(len(pdf))]
    pdf.close()
    return pages


def _register_fonts() -> None:
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "DejaVuSerif.ttf"))
    pdfmetrics.registerFont(TTFont("Serif-Bold", FONTS / "DejaVuSerif-Bold.ttf"))


def _pdf(plan: Printed) -> bytes:
    _register_fonts()
    prose = _style("prose", alignment=TA_JUSTIFY, firstLineIndent=1 * cm)
    bold = _style("bold", fontName="Serif-Bold", firstLineIndent=1 * cm)
    middle = _style("middle", fontName="Serif-Bold", alignment=TA_CENTER)
    small = _style("small", fontSize=11, leading=14, spaceAfter=1)
    head = _style("head", fontSize=11, leading=15, spaceAfter=1, alignment=TA_CENTER)
    flow: list[object] = []
    if plan.left:
        flow.append(_beside(plan.left, head, plan.right, head, (6.6 * cm, 10 * cm)))
    title = plan.body[0] in _TYPES
    for line in plan.body:
        labelled = re.match(r"([IVX]+|\d+(\.\d+)*)[.\-]", line)
        title = title and labelled is None and len(line) < 330
        short = labelled is not None and len(line) < 90 and not line.endswith((".", ";"))
        flow.append(Paragraph(line, middle if title else bold if short else prose))
        title = title and not line.endswith((".", ":", "mới"))
    if plan.recipients:
        flow.append(_beside(plan.recipients, small, plan.signature, middle, (9 * cm, 7.6 * cm)))
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=3 * cm, rightMargin=1.5 * cm, topMargin=2 * cm,
        bottomMargin=2 * cm,
    )  # fmt: skip
    document.build(flow, onLaterPages=_page_number)
    return out.getvalue()


def table_page(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Image.Image:
    """A page with a ruled table; `widths` are those of the columns, in centimetres."""
    _register_fonts()
    small = _style("cell", fontSize=10, leading=13)
    table = Table(
        [[Paragraph(cell, small) for cell in row] for row in rows],
        colWidths=[width * cm for width in widths],
        style=[("GRID", (0, 0), (-1, -1), 0.7, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )
    heading = Paragraph("PHỤ LỤC", _style("heading", alignment=TA_CENTER))
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=2 * cm, rightMargin=1.5 * cm)
    document.build([heading, table])
    return _drawn(out.getvalue(), 200)[0]


def _page_number(canvas: object, document: object) -> None:
    canvas.setFont("Serif", 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 1.3 * cm, str(document.page))


def _beside(
    left: Sequence[str],
    left_style: ParagraphStyle,
    right: Sequence[str],
    right_style: ParagraphStyle,
    widths: tuple[float, float],
) -> Table:
    cells = [
        [Paragraph(line, left_style) for line in left],
        [Paragraph(line, right_style) for line in right],
    ]
    return Table([cells], colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _noisy(page: Image.Image, blur: float, noise: float, skew: float, rng: random.Random):
    page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(blur))
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, noise, page.size[::-1])
    values = np.asarray(page, dtype=np.float32) * 0.92 + 8 + grain
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _jpeg(page: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("L")


def clean(page: Image.Image, rng: random.Random) -> Image.Image:
    """The page as it is."""
    return page


def mild(page: Image.Image, rng: random.Random) -> Image.Image:
    """An ordinary office scanner."""
    return _noisy(page, 0.6, 6, rng.uniform(-0.8, 0.8), rng)


def heavy(page: Image.Image, rng: random.Random) -> Image.Image:
    """A copy of a copy, put in askew."""
    return _jpeg(_noisy(page, 1.2, 14, rng.choice((-1.5, 1.5)), rng), 35)


def shadow(page: Image.Image, rng: random.Random) -> Image.Image:
    """A photo with the shadow of a hand on one side."""
    ramp = np.linspace(0.28, 1.0, page.width, dtype=np.float32)
    values = np.asarray(mild(page, rng), dtype=np.float32) * ramp[None, :]
    return _jpeg(Image.fromarray(values.clip(0, 255).astype(np.uint8)), 75)


def sideways(page: Image.Image, rng: random.Random) -> Image.Image:
    """A page put in across."""
    return mild(page, rng).transpose(Image.Transpose.ROTATE_90)


def upside_down(page: Image.Image, rng: random.Random) -> Image.Image:
    """A page put in the wrong way up."""
    return mild(page, rng).transpose(Image.Transpose.ROTATE_180)


def askew(page: Image.Image, rng: random.Random) -> Image.Image:
    """A page put in four degrees askew."""
    return _noisy(page, 0.6, 6, rng.choice((-4.0, 4.0)), rng)


def photo(page: Image.Image, rng: random.Random) -> Image.Image:
    """A phone held not quite above the page on a dark desk."""
    width, height = page.size
    tilt = 0.03 * width
    corners = [(tilt, 0), (0, height), (width, height), (width - tilt, 0)]
    page = page.transform(
        page.size, Image.Transform.PERSPECTIVE, _perspective(corners, page.size),
        Image.Resampling.BICUBIC, fillcolor=255,
    )  # fmt: skip
    desk = Image.new("L", (width + 160, height + 200), 70)
    desk.paste(page, (70, 110))
    return shadow(desk, rng)


def _perspective(corners: Sequence[tuple[float, float]], size: tuple[int, int]) -> list[float]:
    """Coefficients that put the corners of a picture of `size` at `corners`."""
    width, height = size
    source = [(0, 0), (0, height), (width, height), (width, 0)]
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return [float(each) for each in np.linalg.solve(np.array(rows), np.array(wanted))]


def coarse(page: Image.Image, rng: random.Random) -> Image.Image:
    """A scan at 100 dpi."""
    return _jpeg(page.resize((page.width // 2, page.height // 2), Image.Resampling.BOX), 80)


DEGRADATIONS: dict[str, Callable[[Image.Image, random.Random], Image.Image]] = {
    each.__name__: each
    for each in (clean, mild, heavy, shadow, sideways, upside_down, askew, photo, coarse)
}


def png(page: Image.Image) -> bytes:
    """The bytes of a PNG file."""
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def tiff(pages: Sequence[Image.Image]) -> bytes:
    """The bytes of a TIFF file with several pages."""
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return out.getvalue()
