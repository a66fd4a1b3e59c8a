"""Two facing pages in one picture."""

import io

import pytest
from PIL import Image, ImageDraw

from knowledge.readers.scan.spread import gutter, open_pages


def page(*, wide=700, lines=30, full=True):
    """A page of lines as bars, in its margins."""
    picture = Image.new("L", (wide, 1000), 245)
    pen = ImageDraw.Draw(picture)
    for n in range(lines):
        right = wide - 80 if full or n % 3 else wide // 2
        for left in range(90, right, 60):
            pen.rectangle((left, 80 + 28 * n, left + 45, 90 + 28 * n), fill=20)
    return picture


def beside(left, right):
    """Two pages in one picture."""
    picture = Image.new("L", (left.width + right.width, 1000), 245)
    picture.paste(left, (0, 0))
    picture.paste(right, (left.width, 0))
    return picture


def ruled():
    """A page across with a table, whose rules pass the middle."""
    picture = page(wide=1400, lines=4)
    pen = ImageDraw.Draw(picture)
    for n in range(6):
        pen.line((90, 300 + 100 * n, 1310, 300 + 100 * n), fill=20, width=4)
    return picture


@pytest.mark.parametrize(
    ("picture", "cut"),
    [
        (beside(page(), page()), True),
        (beside(page(), page(lines=3)), True),
        (beside(page(full=False), page(full=False)), True),
        (page(), False),
        (page(wide=1400), False),
        (ruled(), False),
        (beside(page(), Image.new("L", (700, 1000), 245)), False),
        (Image.new("L", (1400, 1000), 245), False),
    ],
)
def test_a_white_gutter_parts_facing_pages(picture, cut):
    """It runs from top to bottom with lines on both sides; lines of one page pass the middle."""
    at = gutter(picture)

    assert (at is not None) == cut
    assert at is None or 600 < at < 790


def test_the_left_page_comes_first():
    """Each half is a page of its own."""
    out = io.BytesIO()
    beside(page(), page(lines=5)).save(out, "PNG")
    first, second = open_pages(out.getvalue(), "a.png")

    assert first.width + second.width == 1400 and first.height == second.height == 1000
    assert sum(first.convert("L").histogram()[:128]) > sum(second.convert("L").histogram()[:128])
