"""`python -m bot add`: files put in force from the machine, without anybody at a chat.

As with files that are copied into the folder of plans, what may be a version of a restricted plan
is restricted, too; what needs a decision, as to who may see it, is left to an admin at the chat.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.errors import BotError
from bot.files.pending import (
    discard_file,
    keep_file,
    noted_document,
    pending_file,
    safe_name,
    waiting_files,
)
from bot.files.preview import Preview, namesakes, preview_of, versions
from bot.files.reading import HowFar, read_pending
from bot.library.declared import declared_of
from bot.library.declaring import put_in_force
from bot.library.holding import InForce
from bot.library.opening import open_library
from bot.library.publishing import Admitted, admit, publish_files, settle, turn_away
from bot.library.reload import folders_of
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office
from bot.wording import upkeep as wording_upkeep
from index.errors import SearchError
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.store import Library
from knowledge.errors import KnowledgeError
from knowledge.file_names import ENDINGS, ending_of


class AddError(BotError):
    """A file that was not put in force; the text says which and why."""


def add_file(settings: Settings, path: Path, *, insist: bool = False) -> Iterator[str]:
    """Put a file in force, in place of the versions of its plan that are; what is said of it.

    Of an archive each plan is, one after the other. The file itself stays where it is.

    Args:
        settings: Where the folders are.
        path: The file.
        insist: Also if questions that an admin has judged are answered worse then.

    Raises:
        AddError: It is no file that is read, is held already, or needs a decision; or one of its
            files is, which the message names. The others are in force.
        KnowledgeError, SearchError, BotError: It cannot be read or put in force.
    """
    documents, _ = folders_of(settings)
    name = safe_name(path.name)
    if ending_of(name) not in ENDINGS:
        raise AddError(wording_office.FILE_ENDING.format(name=path))
    key = _kept(documents, name, path)
    keys: tuple[str, ...] = (key,)
    waited = {each.key for each in waiting_files(documents)}
    try:
        read = read_pending(documents, key, _not_told)
        keys, failed = read.keys, list(read.refused)
        for each in keys:
            file = pending_file(documents, each)
            assert file is not None
            try:
                yield _published(settings, file, insist=insist)
            except (BotError, SearchError, KnowledgeError) as error:
                if len(keys) + len(read.refused) == 1:
                    raise
                failed.append(str(error))
        if failed:
            raise AddError("\n".join(failed))
    finally:
        for each in keys:
            if pending_file(documents, each) is None or each not in waited:
                discard_file(documents, each)


def _kept(documents: Path, name: str, path: Path) -> str:
    """The key under which a file waits from now on."""
    try:
        return keep_file(documents, name, path.read_bytes())
    except OSError as error:
        told = wording.NO_FILE_ACCESS.format(path=path, reason=error.strerror)
        raise AddError(told) from error


def _not_told(_: HowFar) -> None:
    """Whoever waits at the machine sees the outcome."""


def _published(settings: Settings, file: Path, *, insist: bool) -> str:
    read = noted_document(file)
    declared = declared_of(settings)
    document = declared.applied(read) if read is not None else None
    preview = preview_of(document) if document is not None else None
    if document is None or preview is None or preview.internal:
        raise AddError(wording_upkeep.ADD_INTERNAL.format(file=file.name))
    with open_library(settings) as library:
        held = library.documents
        same = next((each for each in held if each.sha256 == preview.card.sha256), None)
        if same is not None:
            name = full_name(library.document(same.id))
            raise AddError(wording_office.FILE_HELD.format(name=name))
        replaced, told = _told(preview, library)
    about = full_name(document)
    with closing(State(settings.data / "state.db")) as state:
        said = declared.corrections.get(document.sha256, ())
        admitted = admit(
            state, settings.documents or file.parent, file, document, replaced, said=said
        )
        served = _put_in_force(settings, state, admitted, insist=insist)
        state.audit.record(None, Deed.PUBLISHED, about, time.time())
    published = wording_office.PUBLISHED.format(name=about, count=served.count)
    return f"{told}\n{served.told(published)}"


def _put_in_force(settings: Settings, state: State, admitted: Admitted, *, insist: bool) -> InForce:
    """Publish a file with all that is said of it; what is in force then."""
    try:
        served = publish_files(settings, (admitted,), insist=insist)
    except (BotError, SearchError, KnowledgeError):
        turn_away(state, admitted)
        raise
    settle(state, (admitted,))
    with open_library(settings) as library:
        held = {each.sha256 for each in library.documents}
    # What is not held is being published, or brought back, by the program that runs.
    due = {sha256: file for sha256, file in state.declared.due().items() if sha256 in held}
    if due:
        before = state.declared.everything()
        changed = put_in_force(settings, due)
        served = InForce(count=changed.count, held=(*served.held, *changed.held))
        now = state.declared.everything()
        state.declared.settle(each for each in due if now.says_as(before, each))
    return served


def _told(preview: Preview, library: Library) -> tuple[tuple[DocumentCard, ...], str]:
    """The documents that a file replaces, and the preview in words."""
    held = library.documents
    replaced, clashes = versions(preview.card, held)
    files = [each.source_file for each in replaced]
    names = [full_name(library.document(each.id)) for each in clashes]
    alike = [full_name(library.document(each.id)) for each in namesakes(preview.card, held)]
    return replaced, preview.told(files, names, alike)
