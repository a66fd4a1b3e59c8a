"""Letters of a PDF that its fonts or its character map name wrongly, put right.

Fonts older than Unicode show Vietnamese and hold other codes; Word 2010 wrote maps in which Ư is
Ƣ and Ò is Õ. The page looks right in all of them, only the text is wrong.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from knowledge.readers.legacy import (
    Legacy,
    from_tcvn3,
    from_vni,
    from_vps,
    legacy_warning,
    looks_legacy,
)
from knowledge.readers.pdf.glyphs import Glyph
from knowledge.text import nfc

# ".VnTimeH", "VnTimeHBold", ".VnArialH,Italic": the font draws capitals for small letters.
_CAPITAL_FONT = re.compile(r"^\.?Vn\w*?H(?=$|[,\- ]|Bold|Italic)|^VPS.*Hoa", re.IGNORECASE)
_OLD_FONT = re.compile(r"^\.?Vn|^VNI|^VPS", re.IGNORECASE)
# Eth for Đ, the broken map of Word 2010, and what recognition takes for Latin letters.
_LETTERS = str.maketrans("ÐðƢƣ\xadАВЕКМНОРСТУХаеорсухіѕј", "ĐđƯư-ABEKMHOPCTYXaeopcyxisj")
# Syllables that do carry õ; any other with Õ in a file with a wrong map carries Ò.
_TRUE_TILDE = frozenset(
    "bõ cõi cõng dõi đõi gõ hõm lõi lõm mõ mõm ngõ nõ nõn rõ sõi tõm võ".split()
)
_TILDE_WORD = re.compile(r"[^\W\d_]*Õ[^\W\d_]*")


def mend_glyphs(pages: Sequence[Sequence[Glyph]]) -> tuple[list[list[Glyph]], tuple[str, ...]]:
    """The glyphs of all pages with the letters that are meant, and warnings about it."""
    codes = _codes(pages)
    mended = [list(_mended(page, codes)) for page in pages]
    warnings = []
    for code in dict.fromkeys(codes.values()):
        fonts = {font for font, each in codes.items() if each is code}
        warnings.append(legacy_warning(code, [(_sample(pages, fonts), _sample(mended, fonts))]))
    if has_broken_map(pages):
        warnings.append(
            "Bảng mã chữ trong tệp PDF sai (Ƣ thay cho Ư, Õ thay cho Ò) và đã được sửa; hãy đối "
            "chiếu với trang gốc."
        )
    return mended, tuple(warnings)


def has_broken_map(pages: Sequence[Sequence[Glyph]]) -> bool:
    """Whether the character map of a file gives Ƣ for Ư, as it then gives Õ for Ò."""
    return any(glyph.text in "Ƣƣ" for page in pages for glyph in page)


def mend_tilde(word: str) -> str:
    """A word of a file with a broken map, with Ò where Õ makes no Vietnamese syllable."""
    if "Õ" not in word:
        return word
    return _TILDE_WORD.sub(
        lambda m: m[0] if m[0].lower() in _TRUE_TILDE else m[0].replace("Õ", "Ò"), word
    )


def _codes(pages: Iterable[Sequence[Glyph]]) -> dict[str, Legacy]:
    """The fonts that hold a legacy code; their text decides, their name only for a few words."""
    texts: dict[str, list[str]] = {}
    for page in pages:
        for glyph in page:
            letter = f" {glyph.text}" if glyph.parted else glyph.text
            texts.setdefault(glyph.font, []).append(letter)
    verdicts = {font: looks_legacy("".join(letters)) for font, letters in texts.items()}
    codes = {font: code for font, code in verdicts.items() if code is not None}
    if codes:
        usual = max(codes.values(), key=lambda code: sum(c is code for c in codes.values()))
        for font, letters in texts.items():
            strange = any(not each.isascii() and each[-1] <= "ÿ" for each in letters)
            if _OLD_FONT.match(font) and strange:
                codes.setdefault(font, usual)
    return codes


def _mended(page: Sequence[Glyph], codes: dict[str, Legacy]) -> Iterable[Glyph]:
    n = 0
    while n < len(page):
        glyph = page[n]
        code = codes.get(glyph.font)
        n += 1
        if code is Legacy.VNI and n < len(page) and page[n].font == glyph.font:
            pair = from_vni(glyph.text + page[n].text)
            if len(pair) == 1:
                yield replace(glyph, text=pair, right=max(glyph.right, page[n].right))
                n += 1
                continue
        text = _letter(glyph.text, glyph.font, code)
        yield glyph if text == glyph.text else replace(glyph, text=text)


@lru_cache(maxsize=4096)
def _letter(text: str, font: str, code: Legacy | None) -> str:
    if code is Legacy.TCVN3:
        return from_tcvn3(text, capitals=bool(_CAPITAL_FONT.match(font)))
    if code is Legacy.VNI:
        return from_vni(text)
    if code is Legacy.VPS:
        return from_vps(text, capitals=bool(_CAPITAL_FONT.match(font)))
    return nfc(text).translate(_LETTERS)


def _sample(pages: Iterable[Sequence[Glyph]], fonts: set[str]) -> str:
    """The first words in some fonts."""
    glyphs = (glyph for page in pages for glyph in page if glyph.font in fonts)
    return "".join(" " * glyph.parted + glyph.text for glyph in islice(glyphs, 60))
