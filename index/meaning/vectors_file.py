"""The file of vectors beside a library file: how it is laid out, and when it is whole.

One line of JSON, blanks up to a multiple of 64 bytes, the matrix of float32 row by row, then for
each row the fingerprint of the text it was made from; a row that is not made yet has zeros there.
While it is made, the file has another name, `….part`.
"""

import hashlib
import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from index.errors import IndexMismatchError, VectorsError, VectorsMissingError
from index.library.store import Library
from index.meaning.encoder import Encoder, Matrix

Keys = npt.NDArray[np.uint8]

# Bytes of a fingerprint.
KEY_BYTES = 16

# Behind the name of the library file.
SUFFIX = ".vectors"

_FORMAT = 1
_ALIGNMENT = 64
_LONGEST_HEADER = 1 << 20

# A sentence whose vector tells one model from another, and how close two runs of one model on
# different machines come; the coarsest rounding that was measured reaches 0.996.
_PROBE = "Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành lập dự toán kinh phí hằng năm."
_SAME_MODEL = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the vectors of a file were made from and by.

    Attributes:
        library: sha256 of the library file.
        encoder: The model's name.
        prompts: What stood in front of questions and of passages.
        count: Rows of the matrix: the passages of the library.
        probe: The model's vector of a fixed sentence.
    """

    format: int = _FORMAT
    library: str
    encoder: str
    dim: int
    prompts: tuple[str, str]
    count: int
    probe: tuple[float, ...]

    def to_bytes(self) -> bytes:
        """The first bytes of the file, up to the matrix."""
        line = json.dumps(asdict(self), ensure_ascii=False).encode()
        blanks = -(len(line) + 1) % _ALIGNMENT
        return line + b" " * blanks + b"\n"

    @property
    def size(self) -> int:
        """The size of a whole file in bytes."""
        return len(self.to_bytes()) + self.count * (4 * self.dim + KEY_BYTES)

    @property
    def key(self) -> str:
        """A short name for files with the same passages and the same model."""
        parts = (self.library, self.encoder, self.dim, self.prompts)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:8]

    def is_same_model(self, other: "Header") -> bool:
        """Whether vectors of the two may be compared."""
        mine, theirs = (
            (each.encoder, each.dim, each.prompts, len(each.probe)) for each in (self, other)
        )
        return mine == theirs and float(np.dot(self.probe, other.probe)) >= _SAME_MODEL

    def require(self, path: Path, wanted: "Header") -> None:
        """Raise IndexMismatchError unless these vectors are of that library and that model."""
        if not self.is_same_model(wanted):
            raise IndexMismatchError(
                f"Tệp vectơ {path} do mô hình {self.encoder} ({self.dim} chiều) tạo ra, không dùng"
                f" được với mô hình {wanted.encoder} ({wanted.dim} chiều) đang đặt; {remake(path)}"
                " --encoder <mô hình đang đặt>"
            )
        if (self.library, self.count) != (wanted.library, wanted.count):
            raise IndexMismatchError(
                f"Tệp vectơ {path} thuộc thư viện {self.library[:8]}, còn thư viện đang dùng là"
                f" {wanted.library[:8]}; {remake(path)}"
            )


def header_of(library: Library, encoder: Encoder) -> Header:
    """The header of the vectors that `encoder` makes of a library."""
    with library.path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    (vector,) = encoder.encode_passages([_PROBE])
    return Header(
        library=checksum,
        encoder=encoder.name,
        dim=encoder.dim,
        prompts=(encoder.prompts.query, encoder.prompts.passage),
        count=library.passage_count,
        probe=tuple(round(float(each), 6) for each in vector),
    )


def vectors_path(library: Path) -> Path:
    """Where the vectors of a library file lie."""
    return library.with_name(library.name + SUFFIX)


def remake(path: Path) -> str:
    """The way out of every trouble with the vectors at `path`."""
    library = path.with_name(path.name.removesuffix(SUFFIX))
    command = f"python -m index vectors --library {shlex.quote(str(library))}"
    return f"hãy tạo lại bằng lệnh: {command}"


def text_key(text: str) -> bytes:
    """The fingerprint of a passage's text; never all zeros."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:KEY_BYTES]


def read_header(path: Path) -> Header:
    """The header of a file that has its full size.

    Raises:
        VectorsMissingError: If there is no such file.
        VectorsError: If it is cut short, longer than it should be, or not of this kind.
    """
    try:
        with path.open("rb") as stream:
            line = stream.readline(_LONGEST_HEADER)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise VectorsMissingError(f"Chưa có tệp vectơ {path}; {remake(path)}") from error
    except OSError as error:
        raise VectorsError(f"Không đọc được tệp vectơ {path} ({error}); {remake(path)}") from error
    header = _parse(line)
    if header is None or header.to_bytes() != line:
        raise VectorsError(f"Tệp vectơ {path} hỏng hoặc không phải tệp vectơ; {remake(path)}")
    if size != header.size:
        raise VectorsError(
            f"Tệp vectơ {path} bị cắt ngắn hoặc ghi dở"
            f" ({size} byte, cần {header.size} byte); {remake(path)}"
        )
    return header


def _parse(line: bytes) -> Header | None:
    try:
        fields = json.loads(line)
        if fields.pop("format") != _FORMAT:
            return None
        fields["prompts"] = _strings(fields["prompts"])
        fields["probe"] = tuple(map(float, fields["probe"]))
        return Header(**fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _strings(values: Sequence[object]) -> tuple[str, str]:
    query, passage = values
    return str(query), str(passage)


def map_file(path: Path, header: Header, mode: Literal["r", "r+"] = "r") -> tuple[Matrix, Keys]:
    """The matrix (count, dim) and the fingerprints (count, 16) of a file, mapped into memory."""
    if not header.count:
        return np.empty((0, header.dim), np.float32), np.empty((0, KEY_BYTES), np.uint8)
    start = len(header.to_bytes())
    shape = (header.count, header.dim)
    matrix = np.memmap(path, np.float32, mode, start, shape)
    keys = np.memmap(path, np.uint8, mode, start + matrix.nbytes, (header.count, KEY_BYTES))
    return matrix, keys
