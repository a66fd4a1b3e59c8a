"""What a reply to an English question says around the answer; see `bot.wording.general`."""

from dataclasses import replace

from bot.message import Option
from bot.wording import gaps as wording_gaps
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.answer.wording import names_english as names
from index.answer.wording.phrasebook import Phrasebook
from index.question.language import Language

_SENTENCES = {
    wording.UNDERSTOOD: "Read as: “{text}”. If that is wrong, please ask again.",
    wording.SAYS: "The plan says:\n“{words}”",
    wording.ASK_AGAIN: "If this is not what you meant, please ask again with the number of the "
    "document, for example: funding of plan 61",
    wording.OTHER_PLAN: "(Answered from {name}, not from {view}, which you were reading.)",
    wording.CHOOSE_HINT: "Type a number to choose, for example: 1",
    wording.NUMBERS_HEAD: "Type a number to go on:",
    wording.MORE_PLACES: "See also: {places}",
    wording.ALSO_IN: "Also in: {places}",
    wording.ALSO_MORE: " and {count} other documents",
    wording.CUT_OFF: "… (there is more; to see all of it, type: toàn văn)",
    wording.COPY: "Copy source",
    wording.OPEN_PAGE: "Open the document at this passage",
    wording.ORIGINAL_WORDS: "The quotation is the original Vietnamese text; this tool does not "
    "translate it.",
}
# Of choices, whose places stand in them already.
_LABELS = {
    wording.FULL_SECTION: "Full {place}",
    wording.PREVIOUS[1]: "Previous section ({path})",
    wording.NEXT[1]: "Next section ({path})",
    wording.PARENT[0]: "▲ All of {place}",
    wording.PARENT[1]: "All of {place}",
    wording.PREVIOUS[0]: "◀ {name}",
    wording.NEXT[0]: "{name} ▶",
    wording.OTHER_PLANS: "Ask another document",
    wording_office.ORIGINAL: "Get the original file",
    wording_gaps.TELL_ME: "Tell me when there is an answer",
}
_CHOICES = Phrasebook(_LABELS, {"place": names.place, "name": names.place})
_SENTENCES_IN = {Language.VIETNAMESE: dict[str, str](), Language.ENGLISH: _SENTENCES}
_CHOICES_IN = {Language.VIETNAMESE: Phrasebook({}), Language.ENGLISH: _CHOICES}


def told(sentence: str, language: Language) -> str:
    """A sentence of `bot.wording.general`, its fields still open; as it is for want of another."""
    return _SENTENCES_IN[language].get(sentence, sentence)


def offered(option: Option, language: Language) -> Option:
    """A choice that stands around an answer; one that the answer itself gives is told already."""
    book = _CHOICES_IN[language]
    typed = option.typed and (book.say(option.typed) or option.typed)
    return replace(option, label=book.say(option.label) or option.label, typed=typed)
