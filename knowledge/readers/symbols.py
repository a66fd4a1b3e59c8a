"""Fonts of signs: what they draw where other fonts have letters.

Office programs keep their signs from U+F000 on, or as if they were Latin-1: «£» of the font
Symbol is ≤, and «³» is ≥, no note mark.
"""

import re

_PRIVATE = 0xF000
_GREEK = dict(
    zip(
        range(0x41, 0x7B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
# Whole in the upper half of the font, where no other text of a plan stands.
_UPPER = dict(
    zip(
        range(0xA1, 0xD7),
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√",
        strict=True,
    )
)
# What Symbol holds as well as Latin-1: whoever names it so may mean it.
_SHARED = frozenset(map(ord, "°±×÷®©¬µ·"))
_TICKS = {0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "✓", 0xFE: "☑", 0xE0: "→", 0xFB: "✗", 0xFD: "☒"}
_SYMBOL, _WINGDINGS = (
    re.compile(r"symbol", re.IGNORECASE),
    re.compile(r"wingdings\b", re.IGNORECASE),
)


def sign_of(font: str, place: int) -> str | None:
    """The sign that a font draws; None for other fonts, and for bullets and decoration.

    Args:
        font: Its name.
        place: The code of the letter in the file.
    """
    private = place >= _PRIVATE
    code = place - _PRIVATE if private else place
    if _SYMBOL.match(font):
        if private:
            return _UPPER.get(code) or _GREEK.get(code)
        return None if code in _SHARED else _UPPER.get(code)
    if _WINGDINGS.match(font) and private:
        return _TICKS.get(code)
    return None
