"""How documents are called: in full as one cites them, and short in lists and on buttons."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from knowledge.dates import spoken
from knowledge.document import Field, Header, SourceKind
from knowledge.names.title_case import sentence_cased, within_sentence
from knowledge.numbers import code_of_type, parse_number
from knowledge.text import clean, fold

# Codes that offices do not write in capitals alone.
_MIXED = {"CTR": "CTr", "CTRHĐ": "CTrHĐ", "TTR": "TTr", "QYĐ": "QyĐ", "QĐI": "QyĐ"}
# Characters of a title that stands for a number, of an issuer in a short name, and words of a
# title there.
_LONGEST_TITLE, _LONGEST_ISSUER, _TITLE_WORDS = 60, 40, 4
_ABOUT = re.compile(r"^\W*(?:về việc|v/v|về)\s+", re.IGNORECASE)
_ANNEX = re.compile(
    r"(?:phụ lục|biểu(?: mẫu)?|mẫu)(?:\s+số)?\s+(\d{1,2}[a-z]?|[IVXLC]{1,6})\b", re.IGNORECASE
)
_FILLER = re.compile(
    r"^(?:(?:triển khai|tổ chức|thực hiện|ban hành|kế hoạch|số|việc|công tác)\s+)+", re.IGNORECASE
)


# Known from one library to the next: questions wait while all plans of a new one are named.
_number_of = lru_cache(maxsize=20_000)(parse_number)
_code_of = lru_cache(maxsize=1_000)(code_of_type)


class Titled(Protocol):
    """A document or its card."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def identity(self) -> Header:
        """The header of the plan that is meant."""

    @property
    def header(self) -> Header:
        """Its own header."""

    @property
    def source(self) -> SourceKind:
        """Where the text is from."""


def full_name(document: Titled) -> str:
    """`Kế hoạch số 61/KH-UBND ngày 18/3/2024 của UBND tỉnh Lạng Sơn`; without what is unknown."""
    identity = document.identity
    words = [_kind(document)]
    words.append(f"số {identity.number.value}" if identity.number else "(không rõ số)")
    if identity.date:
        words.append(f"ngày {spoken(identity.date.value)}")
    issuer = _issuer(identity)
    if issuer:
        words.append(f"của {issuer}")
    if not identity.number and identity.title:
        words.append(f"về {_cut(_ABOUT.sub('', clean(identity.title.value)), _LONGEST_TITLE)}")
    return " ".join(words)


def listed(document: Titled, short: str) -> str:
    """`KH 61 năm 2024 – UBND tỉnh Lạng Sơn`: a document in a list, by its short name.

    Args:
        document: The document or its card.
        short: Its short name in the library.
    """
    identity = document.identity
    year = _year(document)
    name = f"{short} {year}" if year and year.split()[-1] not in short else short
    if identity.number is None:
        name = f"{short} (không rõ số)"
    issuer = _issuer(identity)
    return f"{name} – {issuer}" if issuer else name


def about_title(title: str, text: str = "") -> str:
    """A title behind «về»: without the word itself, and not in capitals.

    Args:
        title: As printed.
        text: The document, which may spell the same words elsewhere.
    """
    return within_sentence(_ABOUT.sub("", sentence_cased(clean(title), text)))


def title_words(document: Titled) -> str:
    """All that a document may be called by: type, number, date, issuer, a title for a number."""
    identity = document.identity
    parts = [_kind(document)]
    parts += [identity.number.value] if identity.number else []
    parts += [f"ngày {spoken(identity.date.value)}"] if identity.date else []
    if not identity.number and identity.title:
        parts.append(clean(identity.title.value)[:80])
    issuer = _issuer(identity)
    return f"{' '.join(parts)}, {issuer}" if issuer else " ".join(parts)


def short_name(document: Titled) -> str:
    """`KH 61`, `Phụ lục KH 61`; without a number its type and place, `KH Bắc Giang`."""
    identity = document.identity
    kind = _short_kind(document)
    if document.source is SourceKind.ANNEX:
        kind = f"{_annex(document)} {kind}"
    number = _number_of(identity.number.value) if identity.number else None
    if number is not None:
        printed = re.match(r"\d+", number.canonical)
        return f"{kind} {printed.group() if printed else number.digits}"
    place = _place(document) or _short_issuer(document) or _topic(document)
    return f"{kind} {place}" if place else kind


def short_names(documents: Sequence[Titled]) -> dict[str, str]:
    """The short name of each document by its id, no two alike.

    Where several would have one name, what tells them apart is added: the place, then the year,
    the issuer, the day, the first words of the title.
    """
    found: dict[str, str] = {}
    _tell_apart([(each, short_name(each)) for each in documents], _TELLING, found)
    return found


def _tell_apart(
    named: Sequence[tuple[Titled, str]],
    telling: Sequence[Callable[[Titled], str | None]],
    found: dict[str, str],
) -> None:
    groups: dict[str, list[tuple[Titled, str]]] = {}
    for each, name in named:
        groups.setdefault(fold(name), []).append((each, name))
    for group in groups.values():
        if len(group) == 1:
            found[group[0][0].id] = group[0][1]
        elif not telling:
            found.update(
                (each.id, name if n == 1 else f"{name} (bản {n})")
                for n, (each, name) in enumerate(group, start=1)
            )
        else:
            added = [telling[0](each) for each, _ in group]
            apart = len(set(added)) > 1
            longer = [
                (each, _with(name, more) if apart and more else name)
                for (each, name), more in zip(group, added, strict=True)
            ]
            _tell_apart(longer, telling[1:], found)


def _with(name: str, more: str) -> str:
    return name if fold(more) in fold(name) else f"{name} {more}"


def _kind(document: Titled) -> str:
    field = document.identity.type or document.header.type
    kind = field.value if field else "Văn bản"
    return f"{_annex(document)} kèm theo {kind}" if document.source is SourceKind.ANNEX else kind


def _annex(document: Titled) -> str:
    """`Phụ lục II`: what an annex in a file of its own is called."""
    title = document.header.title
    named = _ANNEX.match(clean(title.value)) if title else None
    return f"Phụ lục {named[1]}" if named else "Phụ lục"


def _short_kind(document: Titled) -> str:
    identity = document.identity
    number = _number_of(identity.number.value) if identity.number else None
    kind = _code_of(identity.type.value) if identity.type else None
    code = kind or (number.code if number else None)
    if code is None and identity.type is not None and number is None:
        return identity.type.value
    code = code or ("CV" if number is not None and number.code is None else "VB")
    return _MIXED.get(code, code)


def _issuer(identity: Header) -> str | None:
    issuer = short_issuer(identity.issuer.value) if identity.issuer else None
    place = identity.place.value if identity.place else None
    if issuer and place and issuer.endswith((" tỉnh", " thành phố")):
        return f"{issuer} {_bare(place)}"
    return issuer


def short_issuer(name: str) -> str:
    """An issuer with the common abbreviations that citations use."""
    return re.sub(r"^[ỦU]y ban nhân dân|^Uỷ ban nhân dân", "UBND", name).replace(
        "Hội đồng nhân dân", "HĐND"
    )


def _bare(place: str) -> str:
    return re.sub(r"^(tỉnh|thành phố) ", "", place)


def _place(document: Titled) -> str | None:
    field = document.identity.place
    return _bare(field.value) if field else None


def _year(document: Titled) -> str | None:
    field = document.identity.date
    return f"năm {field.value[:4]}" if field else None


def _short_issuer(document: Titled) -> str | None:
    issuer = _issuer(document.identity)
    return issuer if issuer and len(issuer) <= _LONGEST_ISSUER else None


def _topic(document: Titled) -> str | None:
    """The first words of a title that say what it is about: "về Kết luận 57-KL/TW"."""
    field: Field | None = document.identity.title
    if field is None:
        return None
    title = _ABOUT.sub("", clean(field.value))
    words = (_FILLER.sub("", title) or title).replace(" số ", " ").split()[:_TITLE_WORDS]
    return f"về {' '.join(words)}".strip(" ,.;:") if words else None


def _day(document: Titled) -> str | None:
    field = document.identity.date
    return f"ngày {spoken(field.value)}" if field else None


_TELLING: tuple[Callable[[Titled], str | None], ...] = (
    _place, _year, _short_issuer, _day, _topic,
)  # fmt: skip


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def document_code(document: Titled) -> str:
    """`KH61`; `VB` and the start of its id for a document without number.

    Printed no more, but it stands in old chats and in what judges read.
    """
    identity = document.identity
    number = _number_of(identity.number.value) if identity.number else None
    kind = _code_of(identity.type.value) if identity.type else None
    if number is None:
        return f"{kind or 'VB'}.{document.id[:4]}"
    printed = re.match(r"\d+", number.canonical)
    return f"{kind or number.code or 'VB'}{printed.group() if printed else number.digits}"
