"""Signs told by their ink: Roman numerals by their strokes, ≤ and ≥ by their bar."""

import pytest
from making.scan import FONTS
from PIL import Image, ImageDraw, ImageFont

from knowledge.readers.scan.bars import mend_bars
from knowledge.readers.scan.numerals import mend_numerals
from knowledge.readers.scan.tesseract import PixelBox, Word


def read_as(printed: str, read: str, *, size: int = 40) -> Word:
    """What becomes of a word that is printed so and was read otherwise."""
    image = Image.new("L", (400, 100), 255)
    font = ImageFont.truetype(str(FONTS / "DejaVuSerif-Bold.ttf"), size)
    draw = ImageDraw.Draw(image)
    draw.text((20, 20), printed, font=font, fill=0)
    left, top, right, bottom = draw.textbbox((20, 20), printed, font=font)
    box = PixelBox(left=left, top=top, right=right, bottom=bottom)
    (word,) = mend_numerals(image, [Word(text=read, box=box, confidence=95, line=(1, 1, 1))])
    return word


pytestmark = pytest.mark.skipif(
    not (FONTS / "DejaVuSerif-Bold.ttf").exists(), reason="fonts-dejavu is absent"
)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("III.", "II."),
        ("III.", "HI."),
        ("II.", "I."),
        ("VIII.", "VII."),
        ("XIII", "XII"),
        ("XIII", "XIH"),
        ("VIII,", "VII,"),
    ],
)
def test_a_lost_stroke_is_put_back(printed, read):
    """The strokes in the picture say how many there are."""
    assert read_as(printed, read).text == printed


@pytest.mark.parametrize(
    ("read", "meant"),
    [("l0", "10"), ("l6.", "16."), ("2l", "2l"), ("2l5", "215"), ("l", "l"), ("lo", "lo")],
)
def test_a_small_l_beside_digits_is_one(read, meant):
    """The number is doubted; a word is left."""
    word = read_as(meant, read)

    assert word.text == meant
    assert (word.confidence < 60) == (read != meant)


@pytest.mark.parametrize("printed", ["I.", "II-", "IV.", "VII,", "IX.", "XIV", "XIX", "XVII", "VI"])
def test_numerals_read_well_stay(printed):
    """Strokes that touch are no reason to drop one."""
    word = read_as(printed, printed)

    assert (word.text, word.confidence) == (printed, 95)


@pytest.mark.parametrize("word", ["HIỆN", "Hội", "1.", "11", "H.", "lll"])
def test_words_are_no_numerals(word):
    """Only what holds a numeral's own letter is looked at."""
    assert read_as(word, word).text == word


def test_a_numeral_that_cannot_be_counted_is_doubtful():
    """Something else than strokes stands there."""
    assert read_as("MỤC BAN", "II.").confidence < 60


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("≤", "<"),
        ("≥", ">"),
        ("≤20", "<20"),
        ("<", "<"),
        (">", ">"),
        ("<20", "<20"),
        ("=", "="),
    ],
)
@pytest.mark.parametrize("face", ["DejaVuSerif", "DejaVuSans"])
def test_the_bar_under_a_sign_is_seen(printed, read, face):
    """«≤» is read as «<» without doubt; a sign without a bar stays, underlined or not."""
    image = Image.new("L", (400, 100), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONTS / f"{face}.ttf"), 40)
    draw.text((20, 20), printed, font=font, fill=0)
    left, top, right, bottom = draw.textbbox((20, 20), printed, font=font)
    if printed == "<20":
        draw.line((left, bottom + 3, right, bottom + 3), fill=0, width=2)
    box = PixelBox(left=left, top=top, right=right, bottom=bottom)
    (word,) = mend_bars(image, [Word(text=read, box=box, confidence=93, line=(1, 1, 1))])

    assert word.text == printed
