"""Making the vectors of a library, at leisure, after it is in force.

Vectors of texts that were known before are copied; a run that was stopped goes on where it was.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import VectorsError
from index.library.durable import is_abandoned, open_private, replace_file, unfinished
from index.library.generation import current
from index.library.generation import previous as generation_before
from index.library.passage import passage_text
from index.library.store import Library
from index.library.store_rows import PassageRows
from index.meaning.encoder import Encoder, Matrix
from index.meaning.nearest import build_nearest, nearest_path
from index.meaning.vectors_file import (
    SUFFIX,
    Header,
    Keys,
    header_of,
    map_file,
    read_header,
    text_key,
    vectors_path,
)

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

# Passages encoded between two writes to the disk: some seconds of the built-in model.
_BATCH = 32

# Bytes written at once where nothing is known yet.
_ZEROS = 1 << 20

# How far the squared length of a vector may be from 1.
_LENGTH_TOLERANCE = 1e-3

_Known = dict[bytes, tuple[Matrix, int]]


def build_vectors(
    library: Path,
    encoder: Encoder,
    *,
    previous: Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Make the vectors of a library and put them in force; returns their file.

    Args:
        library: A library file, or a folder of generations, where it is the one in force. If
            all is made already, nothing is done.
        encoder: The model; its calls take nearly all the time.
        previous: Another library file whose vectors are copied where the text is the same. The
            file that is replaced, and in a folder the generation before, are used in any case.
        progress: Called with the number of passages done and of all.

    Raises:
        VectorsError: If the model fails on the way or the disk is full. What is done stays, and
            the next call goes on from there.
        LibraryError: If there is no whole library.
    """
    file = current(library) if library.is_dir() else library
    sources = [vectors_path(file)]
    if library.is_dir():
        before = generation_before(library)
        sources += [vectors_path(before)] if before else []
    sources += [vectors_path(previous)] if previous else []
    target = vectors_path(file)
    with Library.open(file) as opened:
        rows = PassageRows(opened)
        header = header_of(opened, encoder)
        if _is_finished(target, header):
            _index(target, header)
            return target
        part = target.with_name(f"{target.name}.{header.key}.part")
        try:
            _prepare(part, header)
            _fill(part, rows, encoder, _known(sources, header), progress or _tell_nobody)
        except OSError as error:
            raise VectorsError(
                f"Không ghi được tệp vectơ {part} ({error}); hãy kiểm tra dung lượng đĩa rồi"
                " chạy lại: python -m index vectors"
            ) from error
    # Another run may have finished the same file a moment ago.
    with suppress(FileNotFoundError):
        replace_file(part, target)
    _index(target, header)
    _sweep(target.parent)
    return target


def _tell_nobody(done: int, count: int) -> None:
    """What is called with the progress when nobody asked for it."""


def _is_finished(target: Path, header: Header) -> bool:
    """Whether the file in force is whole, undamaged, and of this library and model."""
    try:
        found = read_header(target)
        found.require(target, header)
    except VectorsError:
        return False
    return bool(_is_whole(*map_file(target, found)).all())


def _index(target: Path, header: Header) -> None:
    matrix, _ = map_file(target, read_header(target))
    build_nearest(nearest_path(target, header.key), matrix)


def _prepare(part: Path, header: Header) -> None:
    """Leave a file of the right size at `part`: the one of the run before, or an empty one."""
    with suppress(VectorsError):
        found = read_header(part)
        if found.count == header.count and found.is_same_model(header):
            return
    temporary = unfinished(part)
    with open_private(temporary) as stream:
        stream.write(header.to_bytes())
        # Written out, for a file with holes would end the process when the disk is full.
        left = header.size - stream.tell()
        while left:
            left -= stream.write(bytes(min(left, _ZEROS)))
    replace_file(temporary, part)


def _known(sources: Iterable[Path], header: Header) -> _Known:
    """Where to find the vectors of texts that the same model has read before."""
    known: _Known = {}
    for source in sources:
        try:
            found = read_header(source)
        except VectorsError:
            continue
        if found.is_same_model(header):
            matrix, keys = map_file(source, found)
            for row in np.flatnonzero(_is_whole(matrix, keys)):
                known[keys[row].tobytes()] = (matrix, int(row))
    return known


def _is_whole(matrix: Matrix, keys: Keys) -> npt.NDArray[np.bool_]:
    """For each row whether it was made and is undamaged: its length is 1."""
    squares = np.einsum("ij,ij->i", matrix, matrix)
    is_made = (np.abs(squares - 1) < _LENGTH_TOLERANCE) & np.any(keys, axis=1)
    return np.asarray(is_made, dtype=np.bool_)


def _fill(part: Path, rows: PassageRows, encoder: Encoder, known: _Known, tell: Progress) -> None:
    """Make the rows that are not made yet, `_BATCH` at a time."""
    matrix, keys = map_file(part, read_header(part), "r+")
    is_done = _is_whole(matrix, keys)
    waiting: list[tuple[int, bytes, str]] = []
    for row, (breadcrumb, text) in enumerate(rows.texts()):
        read = passage_text(breadcrumb, text)
        key = text_key(read)
        if is_done[row] and keys[row].tobytes() == key:
            known[key] = (matrix, row)
        elif key in known:
            source, place = known[key]
            matrix[row] = source[place]
            keys[row] = np.frombuffer(key, np.uint8)
        else:
            waiting.append((row, key, read))
        if len(waiting) == _BATCH:
            _make(waiting, matrix, keys, encoder, known)
            waiting = []
            if row + 1 < len(rows):
                tell(row + 1, len(rows))
    if waiting:
        _make(waiting, matrix, keys, encoder, known)
    _flush(matrix, keys)
    tell(len(rows), len(rows))


def _make(
    waiting: Sequence[tuple[int, bytes, str]],
    matrix: Matrix,
    keys: Keys,
    encoder: Encoder,
    known: _Known,
) -> None:
    """Have the model read some texts, and keep their vectors on the disk."""
    distinct = {key: text for _, key, text in waiting}
    try:
        made = encoder.encode_passages(list(distinct.values()))
    # Whatever it is that stops a model, the reader of the message can do the same about it.
    except Exception as error:
        done = int(keys.any(axis=1).sum())
        raise VectorsError(
            f"Mô hình {encoder.name} dừng giữa chừng ({error}); đã xong {done}/{len(keys)} đoạn,"
            " chạy lại để làm tiếp: python -m index vectors"
        ) from error
    vectors = dict(zip(distinct, made, strict=True))
    for row, key, _ in waiting:
        matrix[row] = vectors[key]
        known[key] = (matrix, row)
    # The disk has the vectors before it has the fingerprints that vouch for them.
    _flush(matrix)
    for row, key, _ in waiting:
        keys[row] = np.frombuffer(key, np.uint8)
    _flush(keys)


def _flush(*mapped: Matrix | Keys) -> None:
    for each in mapped:
        if isinstance(each, np.memmap):
            each.flush()


def _sweep(folder: Path) -> None:
    """Delete the vectors of library files that are gone, and unfinished ones left lying."""
    for file in folder.glob(f"*{SUFFIX}"):
        if not file.with_name(file.name.removesuffix(SUFFIX)).exists():
            file.unlink(missing_ok=True)
    for file in folder.glob(f"*{SUFFIX}-*.nearest"):
        if not file.with_name(file.name.rpartition("-")[0]).exists():
            file.unlink(missing_ok=True)
    for file in folder.glob(f"*{SUFFIX}.*"):
        if is_abandoned(file):
            logger.info("removed %s, which nobody goes on with", file)
            file.unlink(missing_ok=True)
