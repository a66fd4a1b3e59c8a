"""Judged conversations, asked turn by turn: how often each turn is answered rightly.

    python -m bench.chats QUESTIONS.jsonl --documents FOLDER | --library FILE

Each conversation is a chat of its own, put through `bot.talk.conversation` as the terminal would.
The table is that of `python -m index evaluate`; what stands under "intent" is the kind of the turn:
the first, a follow-up, a switch to another document, one that nothing answers. A reply that is no
answer, such as a list of plans, claims none.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.judged_library import judged_library
from bot.talk.chat import ChatState
from bot.talk.conversation import TERMINAL, Conversation
from bot.talk.render import plain
from index.answer.answer import Answer, Status
from index.answerer import Answerer
from index.evaluate import Judged, Outcome, judge, report
from index.judged import Row, accepted, read_rows, text_of, texts_of
from index.library.store import Library
from index.meaning.load_encoder import BUILTIN
from index.meaning.meaning import open_meaning

# Seconds between two messages.
_PAUSE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedChat:
    """A conversation, in the order in which it is typed."""

    id: str
    turns: tuple[Judged, ...]


def read_chats(path: Path) -> tuple[JudgedChat, ...]:
    """The conversations of a JSON-lines file; SearchError names a line that is none."""
    return read_rows(path, _chat)


def _chat(row: Row, _: int) -> JudgedChat:
    name, turns = text_of(row, "id"), row["turns"]
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise TypeError("turns không phải danh sách đối tượng")
    return JudgedChat(
        id=name, turns=tuple(_turn(turn, f"{name}.{n}") for n, turn in enumerate(turns, start=1))
    )


def _turn(row: Row, name: str) -> Judged:
    return Judged(
        id=name,
        question=text_of(row, "say"),
        style="chat",
        intent=text_of(row, "kind"),
        accept=accepted(row),
        answer_keys=texts_of(row, "answer_keys"),
    )


class Chat:
    """One chat: what is typed goes in, the answer behind the reply comes out."""

    def __init__(self, answerer: Answerer) -> None:
        self._conversation = Conversation(answerer)
        self._state = ChatState()
        self._now = 0.0

    def ask(self, text: str) -> Answer:
        """The answer to the next message; of status help where the reply is no answer."""
        turn = self._conversation.reply(text, self._state, view=TERMINAL, now=self._now)
        self._state = turn.chat
        self._now += _PAUSE
        return turn.answer or Answer(status=Status.HELP, statement=plain(turn.reply))


def converse(chats: Sequence[JudgedChat], answerer: Answerer) -> list[Outcome]:
    """How the turns of all conversations went, in order."""
    outcomes = []
    for each in chats:
        chat = Chat(answerer)
        outcomes += [judge(turn, chat.ask) for turn in each.turns]
    return outcomes


@contextmanager
def _library(documents: Path | None, file: Path | None) -> Iterator[Library]:
    if file is None:
        with judged_library(documents) as library:
            yield library
    else:
        with Library.open(file) as library:
            yield library


def main() -> None:
    """Ask every conversation and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("questions", type=Path)
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--documents", type=Path, help="folder with the texts")
    asked.add_argument("--library", type=Path, help="library file, asked as it is")
    given = parser.parse_args()
    chats = read_chats(given.questions)
    with _library(given.documents, given.library) as library:
        print(report(converse(chats, Answerer(library, open_meaning(library, BUILTIN)))))


if __name__ == "__main__":
    main()
