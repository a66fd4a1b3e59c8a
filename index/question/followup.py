"""Follow-up questions: "còn 4.1 thì sao", "ai phối hợp", "thế còn Bắc Giang"."""

import re
from dataclasses import replace

from index.question.intents import Intent
from index.question.question import Question
from knowledge.text import folded_syllables

# Syllables of the intents themselves; alone they are no matter.
_INTENT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "phoi hop bao cao kinh phi theo doi don doc muc dich tieu ky noi nhan thuc hien "
        "trien khai xong lam hoan thanh "
        "san pham ket qua so hieu giam sat vuong mac kho khan gui dinh ky",
    )
)

# What a plan says of itself as a whole, each in a part of its own.
PARTS = frozenset(
    {
        Intent.FUNDING, Intent.PURPOSE, Intent.REPORTING, Intent.MONITORING, Intent.BASIS,
        Intent.RECIPIENTS, Intent.ADDRESSEES, Intent.SIGNER,
    }
)  # fmt: skip
# What stands once in a document, whatever was asked about before.
_HEAD = frozenset(
    {
        Intent.SIGNER, Intent.RECIPIENTS, Intent.ADDRESSEES, Intent.NUMBER, Intent.BASIS,
        Intent.REPORTING,
    }
)  # fmt: skip
# How a question begins or ends that only names what the one before is asked of.
_LEANING = re.compile(r"^\W*(the|vay|roi|con|va)\b|\b(sao|the nao)\W*$")


def follow_up(question: Question, previous: Question) -> Question:
    """A question completed from the one before it, or as it is where it stands by itself.

    It stands by itself if it has topic words of its own. Otherwise what it lacks comes from the
    question before: the matter for a new intent, the intent for a new part, place or body.
    """
    own = [word for word in question.topic if word not in _INTENT_WORDS]
    if own and not question.bodies and not question.places:
        return question
    if question.intent in _HEAD or (
        question.intent in PARTS
        and previous.intent in PARTS | {Intent.BODY_DUTY}
        and question.intent is not previous.intent
    ):
        return question  # Parts of a plan, each by itself.
    asks = question.intents != (Intent.FREE,)
    points = bool(question.labels or question.documents or question.places)
    if asks and not points and not question.bodies:
        return replace(
            question,
            labels=previous.labels,
            topic=previous.topic,
            alternatives=previous.alternatives,
            bodies=previous.bodies if previous.intent is Intent.BODY_DUTY else (),
            annex=previous.annex,
        )
    if not asks and (points or question.bodies) and _only_names(question):
        return replace(
            question,
            intents=previous.intents,
            wanted=previous.wanted,
            labels=question.labels or previous.labels,
            bodies=question.bodies or previous.bodies,
            topic=() if question.labels else _matter(question, previous),
            alternatives=previous.alternatives,
            annex=question.annex or previous.annex,
        )
    return question


def _only_names(question: Question) -> bool:
    """Whether a question says where or of whom, and leaves to the one before what is asked."""
    return question.wanted is None or bool(_LEANING.search(question.folded))


def _matter(question: Question, previous: Question) -> tuple[str, ...]:
    """The matter of the question before, of the bodies that are named now."""
    if not question.bodies:
        return previous.topic
    before = _words_of_bodies(previous)
    return (*question.topic, *(word for word in previous.topic if word not in before))


def _words_of_bodies(question: Question) -> set[str]:
    return {word for body in question.bodies for word in folded_syllables(body.printed)}
