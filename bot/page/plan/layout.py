"""How a plan is laid out, whatever is cited of it: its places, its parts, its outline."""

from dataclasses import dataclass

from bot.page.codes import place_slugs
from bot.page.plan.parts import Cut, cuts_of
from bot.talk.render import shorten
from bot.talk.visible import seen
from knowledge.document import Document, Section, SectionKind
from knowledge.names.title_case import sentence_cased
from knowledge.text import clean

# Lines of an outline, and characters of one.
_LONGEST_OUTLINE, _LONGEST_HEADING = 150, 90
# Characters of a plan in which it is looked up how words in capitals are spelt else.
_LOOKED_THROUGH = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of an outline; `level` counts from 1."""

    path: str
    anchor: str
    label: str
    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a plan is laid out.

    Attributes:
        slugs: How each of its places is spelt in codes and anchors, by path.
        cuts: Its text.
        outline: Its numbered sections, the deepest left out where they are too many.
    """

    slugs: dict[str, str]
    cuts: tuple[Cut, ...]
    outline: tuple[Entry, ...]

    @classmethod
    def of(cls, document: Document) -> "Layout":
        """The layout of a plan; worth keeping."""
        slugs = place_slugs(document)
        return cls(slugs=slugs, cuts=cuts_of(document, slugs), outline=_outline(document, slugs))


def in_sentence_case(printed: str, document: Document) -> str:
    """A heading in capitals as it would be written in a sentence."""
    return sentence_cased(clean(printed), document.text[:_LOOKED_THROUGH])


def _outline(document: Document, slugs: dict[str, str]) -> tuple[Entry, ...]:
    numbered = [each for each in document.sections if _is_listed(each)]
    deepest = max((each.level for each in numbered), default=1)
    while deepest > 1 and len(numbered) > _LONGEST_OUTLINE:
        numbered = [each for each in numbered if each.level < deepest]
        deepest -= 1
    return tuple(
        Entry(
            path=each.path,
            anchor=slugs[each.path],
            label=seen(each.label or ""),
            text=_opening(document, each),
            level=min(each.level, 4),
        )
        for each in numbered[: 2 * _LONGEST_OUTLINE]
    )


def _is_listed(section: Section) -> bool:
    if section.path == "/tên gọi":  # The title, which stands above.
        return False
    if section.kind in (SectionKind.HEADING, SectionKind.ITEM):
        return section.label is not None or bool(section.heading)
    return section.kind in (SectionKind.UNNUMBERED, SectionKind.GROUP) and section.level == 1


def _opening(document: Document, section: Section) -> str:
    """What a section is about: its heading, or its first words."""
    text = clean(section.heading or section.span.of(document.text)[: 10 * _LONGEST_HEADING])
    label = clean(section.label or "")
    text = text.removeprefix(label).strip() if label else text
    return seen(shorten(in_sentence_case(text, document), _LONGEST_HEADING))
