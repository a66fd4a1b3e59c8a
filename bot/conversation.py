"""A conversation: the plan it is on, follow-up questions, numbered choices."""

from dataclasses import dataclass, replace

from bot import wording
from bot.render import render
from index.answer import Answer, Choice, Status
from index.answerer import Answerer
from index.followup import follow_up
from index.question import Question
from knowledge.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatState:
    """What one chat is about.

    Attributes:
        documents: Ids of the plan the chat is on; None for the whole library.
        question: The last question that was answered.
        choices: What a bare number picks.
    """

    documents: tuple[str, ...] | None = None
    question: Question | None = None
    choices: tuple[Choice, ...] = ()


_UNPIN = ("bo", "/bo", "bo chon", "bo van ban", "thoat van ban")


class Conversation:
    """Turns messages into replies; keeps no state of its own between chats."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def reply(self, text: str, state: ChatState) -> tuple[str, ChatState]:
        """The reply to one message, and the state of the chat after it."""
        words = text.strip()
        if fold(words) in _UNPIN:
            return wording.UNPINNED, ChatState()
        if words.isdigit() and state.choices:
            return self._pick(int(words), state)
        question = self._answerer.understand(words)
        if state.question is not None:
            question = follow_up(question, state.question)
        return self._answer(question, state)

    def _pick(self, number: int, state: ChatState) -> tuple[str, ChatState]:
        if not 1 <= number <= len(state.choices):
            sentence = wording.NO_SUCH_CHOICE.format(number=number, count=len(state.choices))
            return sentence, state
        choice = state.choices[number - 1]
        question = self._answerer.understand(choice.question)
        return self._answer(question, replace(state, documents=choice.documents))

    def _answer(self, question: Question, state: ChatState) -> tuple[str, ChatState]:
        answer = self._answerer.reply(question, documents=state.documents)
        return render(answer), after(answer, question, state)


def after(answer: Answer, question: Question, state: ChatState) -> ChatState:
    """The state after an answer: it moves to the plan that was cited, and keeps it otherwise."""
    if answer.status in (Status.SMALL_TALK, Status.HELP):
        return state
    cited = tuple(dict.fromkeys(c.document_id for c in answer.citations))
    moves = answer.status in (Status.FOUND, Status.NOT_STATED) and len(cited) == 1
    return ChatState(
        documents=cited if moves else state.documents, question=question, choices=answer.choices
    )
