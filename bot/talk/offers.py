"""The ways to go on that stand below an answer."""

from bot.message import Action, Option, Verb
from bot.talk.browse import full_section, neighbours
from bot.talk.chat import Place
from bot.talk.render import further_places, shorten
from bot.wording import general as wording
from bot.wording.english import offered
from index.answer.answer import Answer, Citation, Status
from index.library.store import Library
from knowledge.text import clean

# Characters of a passage that tell on a button what it is about.
_LONGEST_OPENING = 60


def choices_of(
    library: Library, answer: Answer, asked: str, place: Place | None
) -> tuple[Option, ...]:
    """The choices below an answer, in its language.

    Args:
        library: Where it was found.
        answer: The answer.
        asked: The question, to be put to another document.
        place: Where the first citation stands; None for none.
    """
    listed = answer.status is Status.CHOOSE
    options = [
        Option(
            label=f"{number}. {choice.label}" if listed else choice.label,
            action=Action(verb=Verb.ASK, text=choice.question, documents=choice.documents),
            wide=True,
            listed=listed,
        )
        for number, choice in enumerate(answer.choices, start=1)
    ]
    if answer.citations and answer.shown and place is not None and not listed:
        full = full_section(library, place)
        options += [full] if full is not None else []
        options += neighbours(library, place)
    if not answer.choices:
        options += [_further(each) for each in further_places(answer)]
    if answer.citations and len(library.documents) > 1:
        others = Action(verb=Verb.OTHERS, text=asked)
        options.append(Option(label=wording.OTHER_PLANS, action=others))
    return tuple(offered(option, answer.language) for option in options)


def _further(citation: Citation) -> Option:
    """The choice to see another place that an answer stands in."""
    action = Action(verb=Verb.SECTION, text=citation.path, documents=(citation.document_id,))
    words = shorten(clean(citation.quoted), _LONGEST_OPENING)
    return Option(
        label=wording.FURTHER.format(place=citation.name, words=words), action=action, wide=True
    )
