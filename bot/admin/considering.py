"""What an admin must know of a file before it is put in force, and what can be chosen then."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.admin.fates import told_changes
from bot.admin.kinship import Kin, kin_of
from bot.desk import Desk
from bot.errors import BotError
from bot.files.preview import Preview, namesakes, versions
from bot.files.understood import change_lines
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.state.state import State
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from index.library.card import DocumentCard
from index.library.document_names import full_name
from knowledge.document import Document

# What the page of an action says: publish, ask for whom, publish as another plan than those that
# it may be a version of.
AT_ONCE, ASK, APART = 0, 1, 2


class AlreadyHeldError(BotError):
    """The library holds the very file; the message says as which plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A file that waits, beside what the library holds.

    Attributes:
        key: What it waits under.
        replaced: The versions that it would replace.
        clashes: Names of other plans with its number; `namesakes` of those with its title.
        changes: What it says differently from the version in force; None for no version.
        others: What it says that it does to other plans.
        kin: The restricted plans that it is like.
    """

    key: str
    preview: Preview
    replaced: tuple[DocumentCard, ...]
    clashes: tuple[str, ...]
    namesakes: tuple[str, ...]
    changes: tuple[str, ...] | None
    others: tuple[str, ...]
    kin: tuple[Kin, ...]

    @property
    def _replaced_files(self) -> tuple[str, ...]:
        return tuple(each.source_file for each in self.replaced)

    @property
    def asks(self) -> bool:
        """Whether somebody must say for whom it is put in force."""
        return self.preview.internal or any(not each.is_sure for each in self.kin)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What publishing it would mean, besides what it says."""
        found = self.preview.remarks(self._replaced_files, self.clashes, self.namesakes)
        return (*found, *self.others, *map(_told_kin, self.kin))

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be done with it."""
        page, document = ASK if self.asks else AT_ONCE, self.preview.document
        seen = (mark_of(document),) if document is not None else ()
        publish = option(wording_office.PUBLISH, Verb.PUBLISH, self.key, page=page, seen=seen)
        others = option(wording_office.PUBLISH_FOR, Verb.PUBLISH, self.key, page=ASK, seen=seen)
        discard = option(wording_office.DISCARD, Verb.DISCARD, self.key)
        return (publish, discard) if self.asks else (publish, others, discard)

    def told(self) -> Reply:
        """All of it in words, to choose."""
        correct = Action(verb=Verb.CORRECT, text=self.preview.card.sha256)
        files = self._replaced_files
        told = self.preview.told(files, self.clashes, self.namesakes, self.changes)
        return Reply.say(
            "\n".join([told, *self.others, *map(_told_kin, self.kin)]),
            *self.options,
            Option(label=wording_library.CORRECT, action=correct),
        )


async def consider(
    preview: Preview, key: str, state: Desk[State], shelf: Desk[Shelf]
) -> Considered:
    """A file that waits, beside the library in force.

    Raises:
        AlreadyHeldError: It is in the library.
    """
    card = preview.card
    held = await shelf.ask(lambda shelf: shelf.library.documents)
    same = next((each for each in held if each.sha256 == card.sha256), None)
    if same is not None:
        name = await shelf.ask(lambda shelf: _name(shelf, same))
        raise AlreadyHeldError(wording_office.FILE_HELD.format(name=name))
    replaced, clashes = versions(card, held)
    alike = namesakes(card, held)
    restrictions = await state.ask(lambda state: state.audiences.restrictions())
    return Considered(
        key=key,
        preview=preview,
        replaced=tuple(replaced),
        clashes=await shelf.ask(lambda shelf: tuple(_name(shelf, each) for each in clashes)),
        namesakes=await shelf.ask(lambda shelf: tuple(_name(shelf, each) for each in alike)),
        changes=await _changes(preview, replaced, shelf),
        others=tuple(told_changes(card, held)),
        kin=await kin_of(card, preview.marks, restrictions, shelf),
    )


async def _changes(
    preview: Preview, replaced: Sequence[DocumentCard], shelf: Desk[Shelf]
) -> tuple[str, ...] | None:
    """What a file says differently from the version that it would replace."""
    new = preview.document
    if not replaced or new is None:
        return None
    old = await shelf.ask(lambda shelf: shelf.library.document(replaced[0].id))
    return tuple(change_lines(old, new))


def mark_of(document: Document) -> str:
    """Tells one state of a document from another that admins have corrected it to."""
    return hashlib.sha256(repr(document.corrections).encode()).hexdigest()[:12]


def option(
    label: str,
    verb: Verb,
    key: str,
    *,
    page: int = AT_ONCE,
    circle: str = "",
    seen: tuple[str, ...] = (),
) -> Option:
    """What can be done with the file that waits under a key, for a circle alone or for none.

    `seen` is the mark of what was looked at; see `mark_of`.
    """
    action = Action(verb=verb, text=key, page=page, label=circle, documents=seen)
    return Option(label=label, action=action, wide=bool(circle))


def _told_kin(kin: Kin) -> str:
    told = wording_office.PREVIEW_OF_RESTRICTED
    return (told if kin.is_sure else wording_office.PREVIEW_MAY_BE_RESTRICTED).format(name=kin.name)


def _name(shelf: Shelf, card: DocumentCard) -> str:
    return full_name(shelf.library.document(card.id))
