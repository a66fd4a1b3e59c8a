"""Tests of what a well-formed syllable is."""

import random
from pathlib import Path

import pytest

from knowledge.syllable import (
    completes,
    completions,
    is_accented,
    is_folded_syllable,
    is_syllable,
    split_tone,
    twin,
)
from knowledge.text import fold, nfc, syllables

PLANS = Path(__file__).parents[3] / "shared" / "plans"


@pytest.mark.parametrize(
    "word",
    "ai ở ý yêu nghiêng khuyến nguyễn giữa giếng gì gìn quốc quỳnh quý quyết thuở hoà hòa thuỷ "
    "thủy ủy uỷ khoẻ đoàn ngoèo khuya khuỷu huơ lấy xứ Đảng ĐẮK lắk buýt rượu hươu".split(),
)
def test_words_of_the_language_are_syllables(word):
    """Every onset, rime and tone of the language is accepted, in both places of the tone."""
    assert is_syllable(word)
    assert is_folded_syllable(word)
    assert is_folded_syllable(fold(word))


@pytest.mark.parametrize(
    "word",
    "phis thuwcj keess cach mưc trươc quóc câan hoach61 kế1 ngừơi thuờng kiẹn ghà nghà cế qă "
    "quổc plan task bw ưa̰ f ko dc".split(),
)
def test_what_cannot_be_pronounced_or_spelled_is_no_syllable(word):
    """Wrong onsets, rimes, tones behind stops and tones on the wrong vowel are refused."""
    assert not is_syllable(word)


@pytest.mark.parametrize("word", ["who", "plan", "thuwcj", "ttdn", "keess", "gha", "ka1", "", "b"])
def test_no_accents_make_a_syllable_of_foreign_letters(word):
    """Letters that no accents turn into a syllable are refused."""
    assert not is_folded_syllable(word)


@pytest.mark.parametrize("word", ["cach", "mot", "truoc", "KE", "đoi", "chuyen", "quoc"])
def test_letters_without_accents_are_folded_syllables(word):
    """Letters that are a syllable with other accents are accepted."""
    assert is_folded_syllable(word)


@pytest.mark.parametrize(
    ("typed", "form", "expected"),
    [
        ("ke", "kế", True),
        ("kê", "kế", True),
        ("chuyên", "chuyển", True),
        ("dăng", "đăng", True),
        ("họp", "hợp", True),
        ("hoà", "hòa", True),
        ("kế", "kê", False),
        ("lấy", "lây", False),
        ("đoi", "doi", False),
        ("má", "mà", False),
        ("ma", "mau", False),
    ],
)
def test_a_form_completes_what_has_fewer_accents(typed, form, expected):
    """Accents may be added, none may be lost or exchanged."""
    assert completes(typed, form) is expected


def test_completions_are_syllables_that_keep_the_accents():
    """All completions are well formed, and a stop brings its tone."""
    assert set(completions("mưc")) == {"mức", "mực"}
    assert "đổi" in completions("đôi")
    assert all(is_syllable(form) and completes("lieụ", form) for form in completions("lieụ"))
    assert completions("lieụ") == ("liệu",)


def test_the_twin_has_its_tone_in_the_other_place():
    """The two spellings of open oa, oe and uy name each other; other syllables have no twin."""
    assert (twin("hòa"), twin("hoà"), twin("thủy"), twin("uỷ")) == ("hoà", "hòa", "thuỷ", "ủy")
    assert twin("hoàn") is None
    assert twin("quý") is None
    assert twin("xyz") is None


def test_tones_are_split_off_and_accents_seen():
    """The tone goes, the shape of the vowel stays."""
    assert split_tone("kế") == ("kê", "\u0301")
    assert split_tone("đường") == ("đương", "\u0300")
    assert split_tone("ke") == ("ke", "")
    assert is_accented("đi")
    assert not is_accented("AI")


@pytest.mark.skipif(not PLANS.is_dir(), reason="the plans are not beside the repository")
def test_accented_words_of_real_plans_are_syllables():
    """Nearly all words with accents in real plans are well formed; the rest are scan errors."""
    words = {
        word
        for path in PLANS.glob("*.txt")
        for word in syllables(nfc(path.read_text(encoding="utf-8")))
        if is_accented(word) and word.isalpha() and "đ" not in word[1:]
    }
    wrong = {word for word in words if not is_syllable(word)}
    assert len(wrong) < 0.02 * len(words)


def test_random_strings_raise_nothing():
    """Whatever the characters, the questions are answered and agree with each other."""
    rng = random.Random(5)
    letters = "aăâeêioôơuưyđbcghknptqrsxw0-\u0301 ẾẠ"
    for _ in range(2000):
        word = nfc("".join(rng.choice(letters) for _ in range(rng.randrange(8))))
        if is_syllable(word):
            assert is_folded_syllable(word)
            assert word.lower() in completions(word) or twin(word.lower()) in completions(word)
