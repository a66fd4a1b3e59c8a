"""Whether two documents are one plan, told by their heads alone."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from knowledge.document import Field, Header
from knowledge.names.agencies import same_body
from knowledge.number_key import NumberKey, number_key
from knowledge.text import fold, folded_syllables, squash

# Titles of fewer syllables are shared by plans that have nothing to do with each other.
_TELLING_TITLE = 6
# Titles kept, and pairs of issuers: every question looks at every card of a library.
_KEPT = 50_000


class Sameness(IntEnum):
    """How far two heads speak of one plan."""

    OTHER = 0
    UNSURE = 1
    SAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a plan is known again by, each as printed or folded; None where it is not known."""

    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    place: str | None = None
    title: str | None = None

    @classmethod
    def of(cls, header: Header) -> "Identity":
        """The identity that a header tells."""
        return cls(
            number=_value(header.number),
            date=_value(header.date),
            issuer=_value(header.issuer),
            place=_value(header.place),
            title=_value(header.title),
        )

    @property
    def key(self) -> NumberKey | None:
        """The normal form of the number."""
        return number_key(self.number) if self.number else None


def sameness(left: Identity, right: Identity) -> Sameness:
    """Whether two documents are one plan; a field that one of them lacks tells none apart.

    Sure is the same number of the same issuer on the same date. Unsure is whatever a slip could
    have made of that: less of the number printed, another date, an issuer spelt in another way
    under the same title, no number but the same title.
    """
    ours, theirs = left.key, right.key
    dates_differ = bool(left.date and right.date and left.date != right.date)
    titled = not dates_differ and _same_title(left.title, right.title)
    if ours is not None and theirs is not None and ours.serial != theirs.serial:
        # A digit read wrongly is told by all the rest; two plans of one day are asked about.
        titled = titled and left.date is not None and left.date == right.date
        return Sameness.UNSURE if titled and _same_issuer(left, right) else Sameness.OTHER
    if ours is None or theirs is None:
        return Sameness.UNSURE if titled and _same_issuer(left, right) else Sameness.OTHER
    if ours.is_other(theirs) or not _same_issuer(left, right):
        return Sameness.UNSURE if titled else Sameness.OTHER
    if dates_differ or ours.letters != theirs.letters:
        return Sameness.UNSURE
    return Sameness.SAME


def _value(field: Field | None) -> str | None:
    return field.value if field else None


def _same_title(left: str | None, right: str | None) -> bool:
    if not left or not right:
        return False
    words = _title_words(left)
    return len(words) >= _TELLING_TITLE and words == _title_words(right)


@lru_cache(maxsize=_KEPT)
def _title_words(title: str) -> tuple[str, ...]:
    return tuple(folded_syllables(title))


def _same_issuer(left: Identity, right: Identity) -> bool:
    """Whether issuers and places may be the same; abbreviations make no difference."""
    if left.place and right.place and _bare(left.place) != _bare(right.place):
        return False
    if left.issuer is None or right.issuer is None:
        return True
    return _same_names(left.issuer, right.issuer)


@lru_cache(maxsize=_KEPT)
def _same_names(left: str, right: str) -> bool:
    ours, theirs = (fold(squash(name)) for name in (left, right))
    # Restrictions of older versions were stored without accents and blanks.
    return ours == theirs or _closed(ours) == _closed(theirs) or same_body(left, right)


def _closed(folded: str) -> str:
    closed = "".join(folded.split())
    for long, short in (("uybannhandan", "ubnd"), ("hoidongnhandan", "hdnd")):
        closed = closed.replace(long, short)
    return closed


def _bare(place: str) -> str:
    closed = "".join(fold(place).split())
    return closed.removeprefix("tinh").removeprefix("thanhpho")
