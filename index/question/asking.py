"""Words of asking and their homographs: "đâu" asks, "đầu" does not; both fold to "dau"."""

import re
from dataclasses import replace

from knowledge.names.agencies import BodyMention
from knowledge.text import fold

# Folded word → the accented forms that ask.
_ASKS = {
    "dau": ("đâu",),
    "may": ("mấy",),
    "nao": ("nào",),
    "gi": ("gì",),
    "khi": ("khi",),
    "han": ("hạn",),
    "lo": ("lo",),
    "tien": ("tiền",),
    "keu": ("kêu",),
    "vuong": ("vướng",),
    "cho": ("chỗ",),
    "so": ("số", "sở"),
}
_WORD = re.compile(r"\w+")

# Who is meant by an everyday subject: its folded words → names of bodies as plans print them.
_SUBJECTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"(?:cac )?(?:xa,? phuong|phuong,? xa|cap xa|xa|phuong)\b"),
        (
            "Ủy ban nhân dân cấp xã",
            "UBND các xã, phường",
            "Ủy ban nhân dân các xã, phường, đặc khu",
        ),
    ),
    (
        re.compile(r"(?:cac )?huyen(?:,? thanh pho)?\b"),
        ("UBND các huyện, thành phố", "các huyện, thành phố"),
    ),
    (re.compile(r"(?:cac )?so,? (?:ban,? )?nganh\b"), ("các sở, ban, ngành", "các sở, ngành")),
    (re.compile(r"(?:cac )?so\b(?= (?:phai|gui|bao cao|lam|co))"), ("các sở, ban, ngành",)),
    (re.compile(r"(?:cac )?(?:dia phuong|tinh)\b"), ("các địa phương", "Ủy ban nhân dân các tỉnh")),
    (re.compile(r"(?:cac )?bo,? nganh\b"), ("các bộ, ngành", "các bộ, cơ quan ngang bộ")),
)


def asked_words(text: str) -> str:
    """The folded text, homographs of asking words marked so that no pattern takes them for one.

    Words typed without accents stay as they are; "AI" in capitals is no "ai".
    """

    def marked(match: re.Match[str]) -> str:
        word = match.group()
        folded = fold(word)
        if folded == "ai" and word == "AI" and not text.isupper():
            return "ai_"
        asks = _ASKS.get(folded)
        is_other = asks is not None and word.lower() not in (*asks, folded)
        return f"{folded}_" if is_other else folded

    return _WORD.sub(marked, text)


def everyday_subject(text: str) -> BodyMention | None:
    """The class of bodies that an everyday word at the start of a question means, or None."""
    folded = fold(text)
    for pattern, names in _SUBJECTS:
        match = pattern.match(folded)
        if match is not None:
            return BodyMention(start=0, end=match.end(), printed=text[: match.end()], names=names)
    return None


# "UBND huyện" without a name means those of all districts, which plans name as a class.
_ONE_OF_MANY = re.compile(
    r"(?:chu tich )?(?:ubnd|uy ban nhan dan|uy ban)(?: cap)? (?P<level>huyen|xa|phuong)"
)


def with_class(body: BodyMention) -> BodyMention:
    """A body of a level with no name of its own, with the names of its class added."""
    match = _ONE_OF_MANY.fullmatch(fold(body.printed))
    if match is None:
        return body
    names = next(names for pattern, names in _SUBJECTS if pattern.match(match["level"]))
    return replace(body, names=(*body.names, *names))
