"""Building a library from files: readable ones go in, unreadable ones are named."""

import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryError, SearchError
from index.library.duplicates import Collection
from index.library.passage import Passage
from index.library.passages import cut_passages
from index.library.store import build_library
from index.search.calibration import evidence_floor
from knowledge.document import Document
from knowledge.errors import UnreadableFileError
from knowledge.file_names import ENDINGS, is_leftover
from knowledge.head.secrecy import require_not_secret
from knowledge.reader import read_documents
from knowledge.readers.sandbox import Sandbox

# Endings of what lies beside a library under its name: vectors, and what is being written.
_BESIDE = (".vectors", ".tmp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read and the original name it is known by."""

    path: Path
    source_file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of the files.

    Attributes:
        documents: How many were built in.
        refused: For each unreadable file the reason, in Vietnamese.
        warnings: (file, warning) pairs of those built in.
    """

    documents: int
    refused: tuple[str, ...]
    warnings: tuple[tuple[str, str], ...]


class NoDocumentsError(SearchError):
    """A folder that holds no readable plan.

    Attributes:
        refused: The reasons of the files that lie there, each of them told by the message, too.
    """

    def __init__(self, told: str, refused: Sequence[str] = ()) -> None:
        super().__init__(" ".join((told, *refused)))
        self.refused = tuple(refused)


def folder_sources(folder: Path) -> tuple[Source, ...]:
    """What lies in a folder of plans, by name, but for what programs leave behind.

    What is no plan, or no file, is among it: reading says so of each.

    Raises:
        NoDocumentsError: The folder is missing or empty.
    """
    if not folder.is_dir():
        raise NoDocumentsError(
            f"{folder}: không có thư mục này; hãy chỉ đúng thư mục chứa văn bản."
        )
    paths = sorted(path for path in folder.iterdir() if not is_leftover(path.name))
    if not paths:
        raise NoDocumentsError(f"{folder}: không có văn bản nào; hãy thêm tệp rồi chạy lại.")
    return tuple(Source(path=path, source_file=path.name) for path in paths)


def build(
    sources: Sequence[Source],
    library: Path,
    *,
    progress: Callable[[int], None] | None = None,
    advance: Callable[[int, int], None] | None = None,
    amended: Callable[[Document], Document] | None = None,
    withdrawn: Container[str] = frozenset(),
) -> Built:
    """Read the files and write the library; the good ones are built even if some are refused.

    Args:
        sources: The files; the library itself may lie among them.
        library: Where the library file goes; replaced in one step.
        progress: Called with the number of files read so far.
        advance: Called with the pages that are recognised of the present file, and their number.
        amended: Gives a document as admins say that it is.
        withdrawn: Checksums of documents that are left out; so are other files of the same plan.

    Raises:
        NoDocumentsError: Not one of the files can be read; nothing is written.
        LibraryError: The library cannot be written, or a plan file stands in its place.
    """
    if library.suffix.lower() in ENDINGS:
        raise LibraryError(
            f"{library}: đây là tên của một tệp văn bản, không phải của thư viện; "
            "hãy đặt tên khác, ví dụ plans.db."
        )
    _require_writable(library if library.is_dir() else library.absolute().parent)
    refused: list[str] = []
    collection = Collection()
    with Sandbox(advance) as sandbox:
        for n, source in enumerate(sources, start=1):
            if _belongs_to(source.path.absolute(), library.absolute()):
                continue
            for document in _read(source, refused, sandbox):
                collection.add(document if amended is None else amended(document))
            if progress is not None:
                progress(n)
    if not collection.documents:
        raise NoDocumentsError("Không đọc được văn bản nào.", refused)
    documents = [each for each in collection.documents if each.sha256 not in withdrawn]
    build_library(library, entries(documents), measure=evidence_floor)
    return Built(
        documents=len(documents), refused=tuple(refused), warnings=tuple(collection.warnings)
    )


def _belongs_to(path: Path, library: Path) -> bool:
    """Whether a path is the library, lies beside it under its name, or is a folder around it."""
    beside = path.name.startswith(f"{library.name}.") and path.suffix in _BESIDE
    return path == library or path.parent == library.parent and beside or path in library.parents


def _read(source: Source, refused: list[str], sandbox: Sandbox) -> Iterator[Document]:
    """The documents of a file that may be told; the reasons of the others go to `refused`."""
    path = source.path
    if path.is_symlink() or path.exists() and not path.is_file() and not path.is_dir():
        refused.append(
            f"{source.source_file}: là liên kết hoặc tệp đặc biệt nên không đọc; hãy chép chính "
            "tệp văn bản vào thư mục."
        )
        return
    try:
        read = read_documents(source.path, source_file=source.source_file, sandbox=sandbox)
    except UnreadableFileError as error:
        refused.append(str(error))
        return
    refused += read.refused
    for document in read.documents:
        try:
            require_not_secret(document.text, document.source_file)
        except UnreadableFileError as error:
            refused.append(str(error))
        else:
            yield document


def _require_writable(folder: Path) -> None:
    """Find out before reading the files whether a library can be written into `folder`."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise LibraryError(
            f"{folder}: không ghi được thư viện vào thư mục này ({error.strerror}); "
            "hãy chọn thư mục khác."
        ) from error


def entries(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
    """Each document with its passages, as the store takes them."""
    return ((document, cut_passages(document)) for document in documents)
