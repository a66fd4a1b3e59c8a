"""Whether a text was recognised from a scan, judged by its own slips."""

import re

from knowledge.text import LOWER

_SLIPS = re.compile(
    "|".join(
        (
            r"[¡¿£§©®°ƒ^{}\\](?=\s?[\w])",  # signs that no office text holds
            rf"(?<=[{LOWER}])[!|°](?=[{LOWER} ])",
            rf"(?<=[{LOWER}]{{2}})\. (?=[{LOWER}]{{2}})",  # "cấp. tỉnh"
            rf"(?<= )[,.'](?=[{LOWER}]{{2}})",  # " ,cấp tỉnh"
            rf"\b[{LOWER}]*[{LOWER}][A-ZĐ]?[A-Z][{LOWER}]+\b",  # "cHiàh"
            # A syllable on c, p, t or ch always has a tone mark; recognition loses some.
            r"\b(?:[bcdđghklmnpqrstvx]{1,3})(?:ươ|iê|uyê|yê|uô|â|ê|ô|ơ|ă)(?:c|p|t|ch)\b",
        )
    )
)
# Typed plans stay below 1 in 1,000 words (measured on eighteen), a recognised one stood at 7.
_LIMIT = 0.003


def looks_recognised(text: str) -> bool:
    """Whether a text of more than 200 words shows the marks of optical recognition."""
    body = re.sub(r"https?://\S+|\S{1,80}@\S{1,80}|\*+|_+|<br>", "", text)
    words = len(body.split())
    return words > 200 and len(_SLIPS.findall(re.sub(r"\s+", " ", body))) > _LIMIT * words
