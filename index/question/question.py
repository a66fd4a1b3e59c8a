"""Understanding a question: what it asks for, of which document, section, body, place and time."""

import re
from dataclasses import dataclass, replace

from index.library.local_bodies import NO_LOCAL_BODIES, LocalBodies
from index.question.asking import asked_words, everyday_subject, with_class
from index.question.intents import (
    Intent,
    Wanted,
    counted_unit,
    find_intents,
    find_wanted,
    is_comparison,
)
from index.question.labels import LabelReference, find_labels, without_labels
from index.question.references import DocumentReference, find_documents
from index.question.topic import Alternative, alternatives, topic_words
from index.spelling.chat import plain
from index.spelling.misread import mend_numbers
from index.spelling.restore import Restored, SyllableStatistics, restore
from index.spelling.spoken_numbers import write_numbers
from index.spelling.translate import translate
from knowledge.names.agencies import BodyMention, find_bodies
from knowledge.names.places import find_places
from knowledge.text import SOFT_HYPHEN, fold, nfc, squash

# Longer texts are no questions; what comes behind is not read.
MAX_CHARACTERS = 1_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ANNEX = re.compile(r"\b(phu luc|pl|annex|danh muc)\b")
# Between a document's number and the body that issued it; its date may stand there, too.
_OF = re.compile(r"[\s,]*(?:(?:ngay|nam)\s[\d/.\-\s]+|ngay [\w\s]+ nam \d+)?(?:\s*(?:cua|do))\s+")
_YEAR = re.compile(r"\b(?:nam\s+)?(20[0-4]\d|19\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its slots.

    Attributes:
        typed: As typed, trimmed, control characters as blanks.
        restored: Its words with accents and slips mended.
        folded: Folded words of the restored question (of its translation, if it is English).
        intents: What it asks for, the leading one first.
        wanted: The sort of value that would answer it.
        documents: Documents named by number.
        labels: Numbered parts named.
        places: Provinces named.
        bodies: Bodies named, in reading order.
        years: Years named.
        topic: Folded topic syllables, references and words of asking left out.
        alternatives: What plans say for words of the question.
        comparison: Two things are to be set side by side.
        annex: It speaks of an annex.
        unit: What a "how many" question counts, folded.
        before: The words of the question that it leans on in a conversation; "" for none.
    """

    typed: str
    restored: Restored
    folded: str
    intents: tuple[Intent, ...]
    wanted: Wanted | None
    documents: tuple[DocumentReference, ...]
    labels: tuple[LabelReference, ...]
    places: tuple[str, ...]
    bodies: tuple[BodyMention, ...]
    years: tuple[str, ...]
    topic: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    comparison: bool
    annex: bool
    unit: str | None
    before: str = ""

    @property
    def intent(self) -> Intent:
        """The leading intent."""
        return self.intents[0]

    @property
    def words(self) -> tuple[str, ...]:
        """Topic syllables and what plans say for them, each once."""
        instead = (w for a in self.alternatives for w in a.instead)
        return tuple(dict.fromkeys((*self.topic, *instead)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing in it could be looked up."""
        return not any(c.isalnum() for c in self.typed)


def understand(
    text: str, statistics: SyllableStatistics, local: LocalBodies = NO_LOCAL_BODIES
) -> Question:
    """The slots of a question, whatever was typed.

    Args:
        text: As it came; only the first `MAX_CHARACTERS` are read.
        statistics: Syllables of the library, from which accents are restored.
        local: Bodies that only the library's plans name.
    """
    typed = squash(_CONTROL.sub(" ", nfc(text.replace(SOFT_HYPHEN, ""))))[:MAX_CHARACTERS]
    said = mend_numbers(plain(typed))
    written = write_numbers(said)
    restored = restore(written, statistics)
    if written != said:
        restored = replace(restored, changed=True)
    words = translate(restored.text)
    documents, rest = find_documents(words)
    folded_rest = fold(rest)
    labels = find_labels(rest)
    bodies = tuple(with_class(body) for body in local.join(find_bodies(rest), rest))
    subject = everyday_subject(rest.strip())
    if subject is not None and (not bodies or bodies[0].start > 0):
        bodies = (subject, *bodies)
    folded = asked_words(words)
    intents = find_intents(
        folded, has_body=bool(bodies), has_document=bool(documents), has_label=bool(labels)
    )
    wanted = find_wanted(folded)
    if wanted is Wanted.PLACE and Intent.FUNDING in intents:
        wanted = None  # «kinh phí lấy ở đâu» asks for no place.
    return Question(
        typed=typed,
        restored=restored,
        folded=folded,
        intents=intents,
        wanted=wanted,
        documents=tuple(_with_issuer(document, bodies, rest) for document in documents),
        labels=labels,
        places=tuple(dict.fromkeys(place.name for place in find_places(rest))),
        bodies=bodies,
        years=tuple(dict.fromkeys(_YEAR.findall(folded_rest))),
        topic=topic_words(without_labels(rest, labels)),
        alternatives=alternatives(rest, bodies, plain=fold(typed) == typed.lower()),
        comparison=is_comparison(folded),
        annex=bool(_ANNEX.search(folded)),
        unit=counted_unit(folded),
    )


def _with_issuer(
    document: DocumentReference, bodies: tuple[BodyMention, ...], rest: str
) -> DocumentReference:
    """A document with the body behind its number as its issuer: "KH 61 của Sở Y tế"."""
    named = (body for body in bodies if body.start >= document.end)
    body = next((b for b in named if _OF.fullmatch(fold(rest[document.end : b.start]))), None)
    return replace(document, issuer=(*body.names, body.printed)) if body is not None else document
