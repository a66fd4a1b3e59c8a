"""A conversation: the plan it is on, follow-up questions, choices, commands, leafing."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from bot.files.originals import NO_ORIGINALS, Originals, name_for_readers
from bot.message import Action, Attachment, Block, Capabilities, Option, Reply, Tone, Verb
from bot.talk.browse import (
    PAGE_LENGTH,
    full_section,
    list_plans,
    listed_name,
    neighbour,
    other_plans,
    parent,
    plans_named,
    show_section,
    shown_place,
)
from bot.talk.chat import ChatState, Place
from bot.talk.choices import picks
from bot.talk.commands import Command, find_command
from bot.talk.links import place_of
from bot.talk.offers import choices_of
from bot.talk.render import blocks_of, renamed_in
from bot.talk.turn import Turn, paged, rated, with_numbers
from bot.wording import general as wording
from bot.wording import office as wording_office
from bot.wording.english import told
from index.answer.answer import Answer, Status
from index.answer.turn import Heard, Talk, in_order
from index.answerer import Answerer
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.question.followup import follow_up
from index.question.place_words import place_in_words
from index.question.question import Question

# Questions before the last that it may lean on.
_LONGEST_CHAIN = 6
# Understood questions kept, so that a follow-up need not read the one before it again.
_QUESTIONS_KEPT = 2_000
# Answers kept.
_ANSWERS_KEPT = 200
# Bytes of a file that is sent out: what Telegram takes at most.
_LARGEST_FILE = 50 * 1024 * 1024
_BARE_NUMBER = re.compile(r"(?:[^\W\d]+\s+){0,3}[^\W\d]*\d+(?:\s*[-/]\s*[^\W\d][\w/-]*)?")
_NUMBER = re.compile(r"(\d|[ivxIVX]+\b)")

# Asks for the plan in view as a whole, as the number of a plan does.
_THIS_PLAN = "văn bản này"

# Questions in order, and the documents that the last one is asked of.
_Asked = tuple[tuple[str, ...], tuple[str, ...] | None]

TERMINAL = Capabilities(max_text=100_000, max_messages=1)


class Conversation:
    """Turns messages into replies; keeps nothing about a chat that could not be made again."""

    def __init__(self, answerer: Answerer, originals: Originals = NO_ORIGINALS) -> None:
        self.answerer = answerer
        self.originals = originals
        self._library = answerer.library
        self._understood: OrderedDict[tuple[str, ...], Question] = OrderedDict()
        self._heard: OrderedDict[_Asked, Heard] = OrderedDict()

    def reply(self, text: str, chat: ChatState, *, view: Capabilities, now: float) -> Turn:
        """The reply to one message.

        Args:
            text: What was typed.
            chat: What the chat is about.
            view: What the channel can show.
            now: Seconds since 1970.
        """
        command = find_command(text)
        if command is not None:
            turn = self._command(command, chat, view)
        elif (number := picks(text, chat, now)) is not None:
            turn = self._pick(number, chat, view)
        else:
            turn = self._ask(text, chat)
        turn = paged(turn, chat.documents or (), view, 0)
        return with_numbers(rated(turn, view), view, now)

    def act(self, action: Action, chat: ChatState, *, view: Capabilities, now: float) -> Turn:
        """The reply to a choice that was picked."""
        turn = self._act(action, chat, view)
        if action.verb is Verb.ASK:
            turn = paged(turn, action.documents, view, action.page)
        if action.verb in (Verb.ASK, Verb.PIN) and not action.page:
            turn = replace(turn, reply=replace(turn.reply, in_place=True))
        return with_numbers(rated(turn, view), view, now)

    def recalled(self, shown: str) -> ChatState | None:
        """What a chat was about when an answer was shown; None where it names no place.

        Args:
            shown: The text of the answer, its source line included.
        """
        place = shown_place(self._library, shown)
        if place is None:
            return None
        words = place_in_words(self._library.document(place.document_id), place.path)
        return ChatState(documents=(place.document_id,), asked=(words,), place=place)

    def _pick(self, number: int, chat: ChatState, view: Capabilities) -> Turn:
        if not 1 <= number <= len(chat.choices):
            count = len(chat.choices)
            sentence = wording.NO_SUCH_CHOICE.format(number=number, count=count)
            return Turn(reply=Reply.say(sentence), chat=chat)
        return self._act(chat.choices[number - 1], chat, view)

    def _act(self, action: Action, chat: ChatState, view: Capabilities) -> Turn:
        held = {card.id for card in self._library.documents}
        if any(document_id not in held for document_id in action.documents):
            return Turn(reply=Reply.say(wording.PLAN_GONE), chat=chat)
        if action.verb is Verb.ASK:
            *before, words = action.text.split("\n")
            documents = action.documents or None
            return self._ask(words, replace(chat, documents=documents, asked=tuple(before)))
        if action.verb is Verb.PLANS:
            return Turn(reply=list_plans(self._library, action.text, action.page), chat=chat)
        if action.verb is Verb.PIN:
            return self._pin(action.documents, chat, view)
        if action.verb is Verb.ORIGINAL and action.documents:
            return Turn(reply=self._original(action.documents[0]), chat=chat)
        if action.verb is Verb.OTHERS:
            return self._others(action.text, chat)
        if action.verb is Verb.SECTION:
            place = Place(document_id=action.documents[0], path=action.text)
            return self._section(place, action.page, chat, view)
        return Turn(reply=Reply.say(wording.CHOICE_GONE), chat=chat)

    def _ask(self, text: str, chat: ChatState) -> Turn:
        words = text.strip()
        before = () if self._names_plan_of(words, chat) else chat.asked
        heard = self._hear((*before, words), self._held(chat.documents))
        asked = (*before, words)[-_LONGEST_CHAIN:] if heard.leans else (words,)
        self._keep(asked, heard.question)
        answer = heard.answer
        after = _after(answer, asked, chat)
        cited = answer.status in (Status.FOUND, Status.NOT_STATED) and answer.citations
        if not cited and len(named := plans_named(self.answerer, words)) == 1:
            # It does not state what was asked for; the next question is about it all the same.
            after = replace(after, documents=named)
        reply = self._told(answer, words, after)
        moved = cited and chat.documents and not heard.question.documents
        if moved and (note := self._moved(answer, chat.documents or ())):
            reply = replace(reply, blocks=(note, *reply.blocks))
        return Turn(reply=reply, chat=after, answer=answer)

    def _moved(self, answer: Answer, view: tuple[str, ...]) -> Block | None:
        """That another plan answers than the one in view; None where that is the one."""
        cited = answer.citations[0]
        if cited.document_id in view or self._held(view) is None:
            return None
        name = self._library.short_name(view[0])
        text = told(wording.OTHER_PLAN, answer.language).format(name=cited.short_name, view=name)
        return Block(text=text, tone=Tone.NOTE)

    def _hear(self, asked: tuple[str, ...], documents: tuple[str, ...] | None) -> Heard:
        """The answer to the last of some questions, which may lean on those before it.

        What many ask at once, as in a meeting, is worked out once.
        """
        known = self._heard.get((asked, documents))
        if known is not None:
            return known
        *before, words = asked
        question = self.answerer.understand(words)
        talk = Talk(documents=documents)
        if before:
            previous = self._recall(tuple(before))
            talk = Talk(documents=documents, previous=previous, before=in_order(before))
        heard = self.answerer.hear(question, talk, may_hurry=True)
        if not heard.answer.is_partial:
            self._heard[asked, documents] = heard
            if len(self._heard) > _ANSWERS_KEPT:
                self._heard.popitem(last=False)
        return heard

    def _names_plan_of(self, words: str, chat: ChatState) -> bool:
        """Whether a message is nothing but the number of the plan that the chat is on.

        It asks for that plan, where another number would put the question before to another plan.
        """
        if chat.documents is None or not _BARE_NUMBER.fullmatch(words):
            return False
        return plans_named(self.answerer, words) == chat.documents

    def _recall(self, asked: tuple[str, ...]) -> Question:
        """The last of some questions, completed from those before it."""
        known = self._understood.get(asked)
        if known is not None:
            return known
        question = self.answerer.understand(asked[-1])
        if len(asked) > 1:
            question = follow_up(question, self._recall(asked[:-1]))
        self._keep(asked, question)
        return question

    def _keep(self, asked: tuple[str, ...], question: Question) -> None:
        self._understood[asked] = question
        if len(self._understood) > _QUESTIONS_KEPT:
            self._understood.popitem(last=False)

    def _held(self, documents: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """The documents that are still in the library; None where none is."""
        held = {card.id for card in self._library.documents}
        return tuple(d for d in documents or () if d in held) or None

    def _told(self, answer: Answer, asked: str, chat: ChatState) -> Reply:
        citation = answer.citations[0] if answer.citations else None
        is_one = citation is not None and answer.status is not Status.CHOOSE
        return Reply(
            blocks=(*blocks_of(answer), *renamed_in(answer, self.answerer.names)),
            options=choices_of(self._library, answer, asked, chat.place),
            copy=citation.line if citation is not None and is_one else None,
            language=answer.language,
        )

    def _section(self, place: Place, page: int, chat: ChatState, view: Capabilities) -> Turn:
        reply = show_section(self._library, place, page, view.max_text)
        if reply is None:
            return Turn(reply=Reply.say(wording.PLAN_GONE), chat=chat)
        after = replace(chat, documents=(place.document_id,), place=place)
        return self._with_original(Turn(reply=reply, chat=after), place.document_id, view)

    def _with_original(self, turn: Turn, document_id: str, view: Capabilities) -> Turn:
        """The turn with the choice to get the plan's file, where it is kept and can be sent."""
        card = self._card(document_id)
        if not view.files or self.originals.find(card) is None:
            return turn
        action = Action(verb=Verb.ORIGINAL, documents=(document_id,))
        options = (*turn.reply.options, Option(label=wording_office.ORIGINAL, action=action))
        return replace(turn, reply=replace(turn.reply, options=options))

    def _card(self, document_id: str) -> DocumentCard:
        return next(card for card in self._library.documents if card.id == document_id)

    def _original(self, document_id: str) -> Reply:
        """The file that a plan was read from."""
        path = self.originals.verified(self._card(document_id))
        if path is None:
            return Reply.say(wording_office.ORIGINAL_GONE)
        if path.stat().st_size > _LARGEST_FILE:
            return Reply.say(wording_office.ORIGINAL_TOO_LARGE)
        name = full_name(self._library.document(document_id))
        file = Attachment(path=str(path), name=name_for_readers(name, path))
        return Reply(blocks=(Block(text=name),), file=file)

    def _pin(self, documents: tuple[str, ...], chat: ChatState, view: Capabilities) -> Turn:
        """Go on with a plan: show what it is and which parts it has."""
        return self._with_original(self._pinned(documents, chat), documents[0], view)

    def _pinned(self, documents: tuple[str, ...], chat: ChatState) -> Turn:
        card = self._card(documents[0])
        name = full_name(self._library.document(card.id))
        pinned = replace(chat, documents=documents, asked=(), place=None)
        number = card.identity.number
        turn = self._ask(number.value if number is not None else _THIS_PLAN, pinned)
        if turn.chat.documents == documents and turn.status is Status.FOUND:
            return replace(turn, chat=replace(turn.chat, asked=()))
        return Turn(reply=Reply.say(wording.ON_PLAN.format(name=name)), chat=pinned)

    def _others(self, asked: str, chat: ChatState) -> Turn:
        question = self.answerer.understand(asked)
        hits = self.answerer.reply(question).hits
        ids = dict.fromkeys(hit.passage.document_id for hit in hits)
        ids |= dict.fromkeys(card.id for card in self._library.documents[:50])
        others = [each for each in ids if each not in (chat.documents or ())]
        return Turn(reply=other_plans(self._library, others, asked), chat=chat)

    def _command(self, command: Command, chat: ChatState, view: Capabilities) -> Turn:
        name, argument = command.name, command.argument
        place = place_of(argument) if name == "start" else None
        if place is not None:
            return self._section(place, 0, chat, view)
        if name == "start":
            return Turn(reply=Reply.say(f"{wording.START}\n\n{wording.HELP_COMMANDS}"), chat=chat)
        if name == "help":
            help_text = self.answerer.answer("help").statement
            return Turn(reply=Reply.say(f"{help_text}\n\n{wording.HELP_COMMANDS}"), chat=chat)
        if name == "cakho":
            return Turn(reply=Reply.say(wording.UNPINNED), chat=ChatState())
        if name == "vanban":
            reply = replace(list_plans(self._library, argument, 0), in_place=False)
            return Turn(reply=reply, chat=chat)
        if name == "baocao":
            return self._ask("báo cáo định kỳ", replace(chat, asked=()))
        if name in ("tomtat", "bangoc"):
            return self._of_plan(name, argument, chat, view)
        if name in wording.USAGE and not argument:
            return Turn(reply=Reply.say(wording.USAGE[name]), chat=chat)
        if name == "kehoach":
            return self._choose_plan(argument, chat, view)
        if name == "muc":
            label = f"mục {argument}" if _NUMBER.match(argument) else argument
            return self._ask(label, replace(chat, asked=()))
        if name == "donvi":
            return self._ask(f"nhiệm vụ của {argument}", replace(chat, asked=()))
        return self._leaf(command, chat, view)

    def _leaf(self, command: Command, chat: ChatState, view: Capabilities) -> Turn:
        """To the full text, the neighbours or the other plans, by typed words."""
        if command.name not in ("toanvan", "truoc", "sau", "tren", "khac"):
            sentence = wording.NO_SUCH_COMMAND.format(name=f"/{command.name}")
            return Turn(reply=Reply.say(sentence), chat=chat)
        if chat.place is None or not chat.asked:
            return Turn(reply=Reply.say(wording.NO_PLACE), chat=chat)
        if command.name == "khac":
            return self._others(chat.asked[-1], chat)
        full = full_section(self._library, chat.place)
        if full is None:
            return Turn(reply=Reply.say(wording.NOT_NUMBERED), chat=chat)
        if command.name == "toanvan":
            return self._section(replace(chat.place, path=full.action.text), 0, chat, view)
        if command.name == "tren":
            section, none = parent(self._library, chat.place), wording.TOP_PLACE
        elif command.name == "truoc":
            section, none = neighbour(self._library, chat.place, -1), wording.FIRST_PLACE
        else:
            section, none = neighbour(self._library, chat.place, 1), wording.LAST_PLACE
        if section is None:
            return Turn(reply=Reply.say(none), chat=chat)
        return self._section(replace(chat.place, path=section.path), 0, chat, view)

    def _of_plan(self, name: str, argument: str, chat: ChatState, view: Capabilities) -> Turn:
        """What a plan is about, or its file: of the one that is named, else of the one in view."""
        ids = plans_named(self.answerer, argument) if argument else self._held(chat.documents) or ()
        if argument and (not ids or self.answerer.understand(argument).labels):
            # A part of a plan, or words that no plan is called by.
            return self._ask(argument, chat)
        if not ids:
            return Turn(reply=Reply.say(wording.USAGE[name]), chat=chat)
        if len(ids) > 1:
            return Turn(reply=self._which(ids, name), chat=chat)
        if name == "tomtat":
            return self._pin(ids, chat, view)
        reply = self._original(ids[0]) if view.files else Reply.say(wording_office.NO_FILES_HERE)
        return Turn(reply=reply, chat=replace(chat, documents=ids))

    def _which(self, ids: Sequence[str], name: str) -> Reply:
        """Of which plan something is wanted."""
        verb = Verb.PIN if name == "tomtat" else Verb.ORIGINAL
        lines, options = [wording.WHICH_PLAN], []
        for number, document_id in enumerate(ids[:PAGE_LENGTH], start=1):
            label = f"{number}. {listed_name(self._library, self._card(document_id))}"
            lines.append(label)
            action = Action(verb=verb, documents=(document_id,))
            options.append(Option(label=label, action=action, wide=True, listed=True))
        return Reply.say("\n".join(lines), *options)

    def _choose_plan(self, argument: str, chat: ChatState, view: Capabilities) -> Turn:
        ids = plans_named(self.answerer, argument)
        if len(ids) == 1:
            return self._pin(ids, chat, view)
        if ids:
            return Turn(reply=list_plans(self._library, argument, 0), chat=chat)
        listed = list_plans(self._library, argument, 0)
        if listed.options:
            return Turn(reply=replace(listed, in_place=False), chat=chat)
        return Turn(reply=Reply.say(wording.NO_SUCH_PLAN.format(text=argument)), chat=chat)


def _one(documents: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The plan in view; several were looked through for one question alone."""
    return documents if documents is not None and len(documents) == 1 else None


def _after(answer: Answer, asked: tuple[str, ...], chat: ChatState) -> ChatState:
    """The chat after an answer: it moves to the plan that was cited, and stays otherwise."""
    if answer.status in (Status.SMALL_TALK, Status.HELP):
        return chat
    first = answer.citations[0] if answer.citations else None
    told = answer.status in (Status.FOUND, Status.NOT_STATED)
    near = answer.status is Status.RELATED and chat.documents is None
    moves = first is not None and (told or near)
    place = Place(document_id=first.document_id, path=first.path) if first is not None else None
    return ChatState(
        documents=(first.document_id,) if first is not None and moves else _one(chat.documents),
        asked=asked,
        place=place or chat.place,
    )
