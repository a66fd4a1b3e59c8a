"""Tests of decoding telex and VNI, and of mending misread characters."""

import random

import pytest

from index.spelling.misread import mend_numbers, mend_words
from index.spelling.telex import decode_telex, decode_vni
from knowledge.syllable import TONES, completions, is_syllable, split_tone
from knowledge.text import fold

_KEY_OF_TONE = dict(zip(TONES, ["", "s", "f", "r", "x", "j"], strict=True))
_TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phis", "phí"),
        ("thuwcj", "thực"),
        ("hieenj", "hiện"),
        ("hieejn", "hiện"),
        ("hoachj", "hoạch"),
        ("keess", "kế"),
        ("gif", "gì"),
        ("xaay", "xây"),
        ("ngươif", "người"),
        ("mắcs", "mắc"),
        ("chuowng", "chương"),
        ("truwowngf", "trường"),
        ("dduowcj", "được"),
        ("dduwowcj", "được"),
        ("baos", "báo"),
        ("cos", "có"),
        ("câan", "cân"),
        ("muaw", "mưa"),
        ("coong", "công"),
        ("thuowr", "thuở"),
        ("HOAWCJ", "hoặc"),
    ],
)
def test_telex_is_decoded(typed, meant):
    """Strokes are read in any order behind the vowel, and accents typed already are kept."""
    assert decode_telex(typed) == (meant,)


@pytest.mark.parametrize(
    "word", ["ke", "kế", "toàn", "who", "plan", "task", "61", "kh61", "ubnd", "", "w" * 40]
)
def test_what_is_no_telex_is_not_decoded(word):
    """Syllables, foreign words, abbreviations and codes have no reading."""
    assert decode_telex(word) == ()


def test_accents_left_out_of_telex_can_be_completed():
    """A reading with accents missing has completions."""
    (spelled,) = decode_telex("lieju")

    assert completions(spelled) == ("liệu",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tie61n", "tiến"),
        ("ke61", "kế"),
        ("hoa5ch", "hoạch"),
        ("d9uo7c5", "được"),
        ("nguoi72", "người"),
        ("hie65n", "hiện"),
        ("a8n", "ăn"),
    ],
)
def test_vni_is_decoded(typed, meant):
    """Digits are read as accents, within the syllable or behind it."""
    assert decode_vni(typed) == (meant,)


@pytest.mark.parametrize("word", ["kehoach61", "KH61", "nam2025", "61", "3a", "thuc", "muc3.2"])
def test_numbers_are_no_vni(word):
    """A number that makes no syllable is none."""
    assert decode_vni(word) == ()


def test_every_syllable_typed_in_telex_comes_back():
    """A syllable spelled with keys, the tone at its end, is among its own readings."""
    rng = random.Random(11)
    letters = "b ch d đ ng t tr".split()
    rimes = "a âm ăn ên iêng ông ơi ương uyên uôc oai ưa ây oan uy uê".split()
    for _ in range(400):
        bare = rng.choice(letters) + rng.choice(rimes)
        form = rng.choice(completions(bare) or ("an",))
        shape, tone = split_tone(form)
        typed = "".join(_TELEX.get(letter, letter) for letter in shape) + _KEY_OF_TONE[tone]
        if typed != form:
            assert form in decode_telex(typed), typed


def test_words_of_strokes_only_come_to_an_end():
    """A word made of strokes only is given up, however long."""
    for word in ("uouowuowaoeoaw", "aoaoaoaoaoawww", "wwwwwwwwwwwwww", "eooeaoow" * 900):
        assert len(decode_telex(word)) < 50


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ngày l8/3/2024", "ngày 18/3/2024"),
        ("6l/KH-UBND", "61/KH-UBND"),
        ("ngày O5", "ngày 05"),
        ("lO/3/2O24", "10/3/2024"),
        ("quý I/2025, mục III.2", "quý I/2025, mục III.2"),
        ("ai lo việc II.3", "ai lo việc II.3"),
        ("KL57, A0, 5G, IoT", "KL57, A0, 5G, IoT"),
    ],
)
def test_numbers_are_mended(typed, meant):
    """Letters that look like digits become digits within numbers only."""
    assert mend_numbers(typed) == meant
    assert mend_numbers(meant) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tru0c ngày", "truoc ngày"), ("kh0ng", "khong"), ("A0", "A0"), ("6/2027", "6/2027")],
)
def test_zeros_in_words_are_mended(typed, meant):
    """A zero becomes an o where that makes a syllable."""
    assert mend_words(typed) == meant


def test_readings_are_syllables_or_lack_accents_only():
    """Whatever is typed, a reading can be completed to a well-formed syllable."""
    rng = random.Random(2)
    for _ in range(3000):
        word = "".join(rng.choice("aeiouydwsfrxjngthclm") for _ in range(rng.randrange(1, 9)))
        for reading in decode_telex(word):
            assert is_syllable(reading) or completions(reading)
            assert fold(reading).isascii()
