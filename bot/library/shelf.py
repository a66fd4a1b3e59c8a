"""The library in force, and who answers from it."""

import itertools
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from bot.errors import StateError
from bot.files.originals import Originals
from bot.library.opening import (
    Mark,
    generations_folder,
    library_folder,
    mark_of,
    open_library,
    whole_library,
)
from bot.library.troubles import Trouble, Troubles
from bot.rights.audience import EVERYTHING, Sight
from bot.settings import Settings
from bot.state.safeguard import Safeguard
from bot.state.state import State
from bot.talk.conversation import Conversation
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.answer.rush import Rush
from index.answer.scoring.http_chooser import HttpChooser
from index.answer.scoring.scorer import shipped_scorer
from index.answerer import Answerer
from index.errors import (
    EncoderError,
    LibraryDamagedError,
    LibraryError,
    VectorsError,
)
from index.library.generation import current
from index.library.store import Library
from index.meaning.meaning import open_meaning, open_reranker, vectors_stamp
from index.question.house_names import NO_HOUSE_NAMES, HouseNames
from knowledge.head.secrecy import find_secrecy
from knowledge.shipped import shipped_documents

logger = logging.getLogger(__name__)

# The questions in hand in this process.
rush = Rush()

# Seconds between two looks at which generation is in force.
_LOOK_EVERY = 1.0
# Words of a document that it must be found by.
_OPENING = 12
# Conversations kept over parts of the library, and what may be shown to whom. One person in
# several circles has a part of their own.
_VIEWS_KEPT, _SIGHTS_KEPT = 8, 1_000


def answerer_of(library: Library, settings: Settings, *, by_words: bool = False) -> Answerer:
    """Who answers from a library: by words, and with the models that are set and work.

    `by_words` leaves out its vectors, as they would be where they were not made yet.
    """
    names = house_names(settings)
    if by_words:
        return Answerer(library, scorer=shipped_scorer(), names=names)
    meaning = reranker = None
    try:
        meaning = open_meaning(library, settings.encoder)
    except (VectorsError, EncoderError) as error:
        logger.error("searching by words alone: %s", error)
    try:
        reranker = open_reranker(settings.reranker)
    except EncoderError as error:
        logger.error("searching without the reranker: %s", error)
    chooser = chooser_of(library, settings)
    return Answerer(library, meaning, reranker, shipped_scorer(), chooser, names, rush)


def house_names(settings: Settings) -> HouseNames:
    """The names that admins have declared."""
    file = settings.data / "state.db"
    if not file.exists():
        return NO_HOUSE_NAMES
    try:
        with closing(State(file)) as state:
            return state.names.house()
    except StateError as error:
        logger.error("the declared names are not known: %s", error)
        return NO_HOUSE_NAMES


def chooser_of(library: Library, settings: Settings) -> HttpChooser | None:
    """The language model that is set; unless that is allowed, restricted plans are kept from it.

    Raises:
        ChooserError: Its address is none.
    """
    reader = settings.reader
    if reader is None:
        return None
    key = reader.key.reveal() if reader.key is not None else None
    if reader.restricted:
        return HttpChooser(reader.url, reader.model, key, reader.timeout)
    safeguard = Safeguard.of(settings.data, library_folder(settings))
    may_send = _unrestricted(library, settings.data / "state.db", safeguard)
    return HttpChooser(reader.url, reader.model, key, reader.timeout, may_send=may_send)


def _unrestricted(
    library: Library, state_file: Path, safeguard: Safeguard
) -> Callable[[str], bool]:
    """Whether a document is for everybody: not restricted as of now, nor marked as internal."""

    @lru_cache(maxsize=_SIGHTS_KEPT)
    def is_marked(document_id: str) -> bool:
        return find_secrecy(library.document(document_id).text) is not None

    def may_send(document_id: str) -> bool:
        if is_marked(document_id):
            return False
        try:
            if not state_file.exists():
                return document_id not in Sight(restrictions=safeguard.read()).hidden(
                    library.documents
                )
            # Opened each time, 0.2 ms: an admin may restrict a plan at any moment.
            state = State(state_file)
        except StateError as error:
            logger.error("nothing is sent to the language model: %s", error)
            return False
        try:
            sight = Sight(restrictions=state.audiences.restrictions())
        finally:
            state.close()
        return document_id not in sight.hidden(library.documents)

    return may_send


class Shelf:
    """The library in force and the conversations over it; works in the thread that made it."""

    def __init__(self, settings: Settings, *, on_build: Callable[[], None] | None = None) -> None:
        """Open the library; see `open_library`."""
        self._settings = settings
        self._troubles = Troubles()
        # How often answering was tried.
        self._tries = itertools.count()
        # A generation that is in force but cannot be read, as it was looked at last.
        self._refused: tuple[Path, Mark | None] | None = None
        self._library = self._opened(on_build)
        self._mark = mark_of(self._library.path)
        self._looked = time.monotonic()
        shipped = {s.sha256: s.path for s in shipped_documents()}
        self._originals = Originals(settings.documents, shipped)
        self._begin()

    def _opened(self, on_build: Callable[[], None] | None) -> Library:
        """See `open_library`; the generation before where the one in force cannot be read."""
        seen = self._seen()
        try:
            return open_library(self._settings, on_build=on_build, on_held=self.note_held)
        except LibraryDamagedError as error:
            found = whole_library(self._settings)
            if found is None:
                raise
            self._note_earlier(seen, found.path, error)
            return found

    def note_held(self, files: Sequence[str]) -> None:
        """Have admins told of files that were restricted; see `untold`."""
        self._troubles.hold(files)

    def _begin(self) -> None:
        """Join the library with its vectors; what was joined with others is thrown away."""
        self._stamp = vectors_stamp(self._library)
        self._whole = Conversation(answerer_of(self._library, self._settings), self._originals)
        self._partial: OrderedDict[frozenset[str], Conversation] = OrderedDict()
        self._hidden = lru_cache(maxsize=_SIGHTS_KEPT)(
            lambda sight: sight.hidden(self._library.documents)
        )

    def conversation(self, sight: Sight) -> Conversation:
        """The conversation over what may be shown of the generation in force.

        The generation is looked up once a second, and before every question whether its file is
        still what it was.
        """
        now = time.monotonic()
        if mark_of(self._library.path) != self._mark:
            self.recover()
        if now - self._looked >= _LOOK_EVERY:
            self._looked = now
            self.refresh()
        hidden: frozenset[str] = self._hidden(sight)
        if not hidden:
            return self._whole
        found = self._partial.pop(hidden, None)
        if found is None:
            found = Conversation(self._whole.answerer.without(hidden), self._originals)
        self._partial[hidden] = found
        if len(self._partial) > _VIEWS_KEPT:
            self._partial.popitem(last=False)
        return found

    def is_limited(self, document_id: str, sight: Sight) -> bool:
        """Whether a document is one of those that only some are shown."""
        return document_id in self._hidden(Sight(restrictions=sight.restrictions))

    @property
    def answerer(self) -> Answerer:
        """Who answers from all of the library, for admins alone."""
        return self._whole.answerer

    @property
    def library(self) -> Library:
        """The open library."""
        return self._library

    def refresh(self) -> None:
        """Go over to another generation, or other vectors, where they were put in force."""
        self._change_library()
        if vectors_stamp(self._library) != self._stamp:
            self._begin()
            logger.info("vectors of %s have changed", self._library.path.name)

    def rename(self) -> None:
        """Go on with the names that admins have declared by now."""
        self._begin()

    def _change_library(self) -> None:
        seen = self._seen()
        if seen is None or seen == self._refused:
            return
        file, _ = seen
        if file == self._library.path:
            self._refused = None
            self._troubles.end(Trouble.EARLIER)
            return
        try:
            library = Library.open(file)
        except LibraryError as error:
            logger.error("the new library cannot be opened: %s", error)
            self._note_earlier(seen, self._library.path, error)
            return
        self._take_up(library)

    def _in_force(self) -> Path | None:
        """The file of the generation in force; None where there is none, or it is not known."""
        folder = generations_folder(self._settings)
        try:
            return current(folder) if folder is not None else None
        except LibraryError as error:
            logger.error("the generation in force is not known: %s", error)
            return None

    def _seen(self) -> tuple[Path, Mark | None] | None:
        """The file of the generation in force, as it is now; None where none is known."""
        file = self._in_force()
        return None if file is None else (file, mark_of(file))

    def _note_earlier(
        self, seen: tuple[Path, Mark | None] | None, serving: Path, reason: object
    ) -> None:
        """Note why another generation serves than the one in force, if one does.

        Args:
            seen: The one in force before it was tried: it is not opened again until it changes.
            serving: The file of the one that serves.
            reason: Why.
        """
        if seen is None or seen[0] == serving:
            return
        self._refused = seen
        told = wording_office.EARLIER_SERVES.format(reason=reason)
        self._troubles.begin(Trouble.EARLIER, told)

    def _take_up(self, library: Library) -> None:
        self._library.close()
        self._library, self._mark = library, mark_of(library.path)
        self._refused = None
        for trouble in Trouble:
            self._troubles.end(trouble)
        self._begin()
        logger.info("library %s: %d documents", library.path.name, len(library.documents))

    def recover(self) -> None:
        """Go over to a whole library: the file of the one that is open was changed or cut short.

        The one in force if it is whole, else the one before. Where there is none the open one
        stays, for what of it can still be read.
        """
        before, self._mark = self._library.path, mark_of(self._library.path)
        seen = self._seen()
        found = whole_library(self._settings)
        if found is None:
            damaged = wording_office.LIBRARY_DAMAGED.format(path=before)
            self._troubles.begin(Trouble.DAMAGED, damaged)
            return
        self._take_up(found)
        if seen is not None and seen[0] == before:
            changed = wording_office.LIBRARY_CHANGED.format(path=before)
            self._note_earlier(seen, found.path, changed)

    def try_answering(self) -> None:
        """Ask, on the way of every question, for the opening of a document, each time another.

        Raises:
            LibraryError: It is not found.
        """
        answerer = self.conversation(EVERYTHING).answerer
        damaged = self._troubles.of(Trouble.DAMAGED)
        if damaged is not None:
            raise LibraryError(damaged)
        cards = self._library.documents
        if not cards:
            return
        passages = self._library.passages_of(cards[next(self._tries) % len(cards)].id)
        opening = " ".join(passages[0].text.split()[:_OPENING]) if passages else ""
        if passages and not answerer.answer(opening).hits:
            raise LibraryError(wording.HEALTH_NOTHING)

    def untold(self) -> tuple[str, ...]:
        """Look after the library; what admins must be told of it, each once."""
        if mark_of(self._library.path) != self._mark:
            self.recover()
        return self._troubles.untold()

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong with the library now, whether or not it answers."""
        return self._troubles.standing

    def close(self) -> None:
        """Give the library back."""
        self._library.close()
