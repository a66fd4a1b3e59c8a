"""Letters and digits that scanning or hasty typing took for each other: "l8/3/2024", "tru0c"."""

import re

from knowledge.syllable import is_folded_syllable

_AS_DIGIT = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0"})
# A run of digits and their lookalikes with at least one true digit: 6l, l8, O5, 2O24.
_MIXED_RUN = re.compile(r"(?<!\w)(?=[lIOo]*\d)(?=\d*[lIOo])[\dlIOo]{2,}(?!\w)")
# Lookalikes alone, where a date goes on behind them: l/2024, lO-3-2024. Not I: "quý I/2025".
_RUN_BEFORE_DATE = re.compile(r"(?<![\w/.-])[lO]{1,2}(?=[/-]\d)")
# The last step of a label: "3.l" is 3.1.
_AFTER_POINT = re.compile(r"(?<=\d\.)[lI](?!\w)")
# A zero within or behind small letters.
_ZERO_WORD = re.compile(r"(?<![\w/.-])(?=\w*[^\W\d_])(?:[^\W\d_]|0)+(?!\w)")


def mend_numbers(text: str) -> str:
    """The text with l, I and O read as digits within numbers: "6l/KH-UBND" is "61/KH-UBND".

    The length stays the same. Roman numerals ("III.2", "quý I/2025") and words are left alone.
    """
    text = _MIXED_RUN.sub(lambda found: found.group().translate(_AS_DIGIT), text)
    text = _AFTER_POINT.sub("1", text)
    return _RUN_BEFORE_DATE.sub(lambda found: found.group().translate(_AS_DIGIT), text)


def mend_words(text: str) -> str:
    """The text with 0 read as o within words: "tru0c" is "truoc".

    Only where a syllable comes of it, so codes such as "A0" stay. The length stays the same.
    """

    def mended(found: re.Match[str]) -> str:
        word = found.group()
        letters = word.replace("0", "o")
        if "0" in word and word == word.lower() and len(word) > 2 and is_folded_syllable(letters):
            return letters
        return word

    return _ZERO_WORD.sub(mended, text)
