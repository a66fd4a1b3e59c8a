"""ZIP files of plans, one level deep; pictures that lie together are pages of one document."""

import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract
from knowledge.readers.formats import extract
from knowledge.sniff import FileKind, file_kind
from knowledge.text import nfc

_MOST_MEMBERS = 300
_MOST_BYTES = 100 * 1024 * 1024
_CHUNK = 256 * 1024
_LONGEST_NAME = 100
_LISTED = 5
# What operating systems and Word leave in folders.
_LEFTOVERS = re.compile(r"(^|/)(__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One document of an archive.

    Attributes:
        name: As the archive names it, behind the archive's own name; pictures that make one
            document have the name of their folder.
        data: The file; of several pictures an archive of its own.
    """

    name: str
    data: bytes


def open_archive(data: bytes, name: str) -> tuple[Member, ...]:
    """The documents in an archive, in the order of their names.

    Raises:
        UnreadableFileError: It is damaged, encrypted, empty, or larger than the limits.
    """
    groups: dict[str, list[Member]] = {}
    for file in _sorted_files(data, name):
        folder = file.name.rpartition("/")[0]
        groups.setdefault(folder if _is_picture(file) else file.name, []).append(file)
    if len(groups) == 1 and len(next(iter(groups.values()))) > 1:
        return (Member(name=name, data=data),)  # The archive is the document.
    return tuple(
        files[0] if len(files) == 1 else Member(name=folder, data=_packed(files))
        for folder, files in groups.items()
    )


def read_archive(data: bytes, name: str) -> Extract:
    """The text of an archive that holds one document, or the pictures of its pages.

    Raises:
        UnreadableFileError: As `open_archive`, or it holds several documents, or another archive.
    """
    files = _sorted_files(data, name)
    if all(map(_is_picture, files)):
        from knowledge.readers.scan.photo import read_images

        return read_images([(page.name, page.data) for page in files])
    if len(files) > 1:
        listed = ", ".join(file.name.removeprefix(f"{name}/") for file in files[:_LISTED])
        more = "…" if len(files) > _LISTED else ""
        raise UnreadableFileError(
            f"{name}: tệp nén có {len(files)} tệp ({listed}{more}); hãy gửi từng văn bản một."
        )
    if file_kind(files[0].data, files[0].name) is FileKind.ARCHIVE:
        raise UnreadableFileError(
            f"{files[0].name}: tệp nén lồng trong tệp nén; hãy giải nén rồi gửi lại."
        )
    return extract(files[0].data, files[0].name)


def _sorted_files(data: bytes, name: str) -> list[Member]:
    files = sorted(_files(data, name), key=lambda file: _natural(file.name))
    if not files:
        raise UnreadableFileError(
            f"{name}: tệp nén không có văn bản nào; hãy kiểm tra rồi nén lại."
        )
    return files


def _files(data: bytes, name: str) -> Iterator[Member]:
    """The files of an archive, unpacked within the limits; folders and leftovers are none."""
    left = _MOST_BYTES
    taken: dict[str, int] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_MEMBERS:
                raise UnreadableFileError(
                    f"{name}: tệp nén có quá {_MOST_MEMBERS} tệp; hãy chia thành nhiều tệp nén."
                )
            for entry in entries:
                inner = _inner_name(entry)
                if _LEFTOVERS.search(inner):
                    continue
                unpacked = _unpack(archive, entry, left, name)
                left -= len(unpacked)
                taken[inner] = taken.get(inner, 0) + 1
                again = f" ({taken[inner]})" if taken[inner] > 1 else ""
                yield Member(name=f"{name}/{inner}{again}", data=unpacked)
    except NotImplementedError as error:
        raise UnreadableFileError(
            f"{name}: tệp nén theo kiểu không đọc được; hãy nén lại theo kiểu ZIP thông thường."
        ) from error
    except RuntimeError as error:  # How zipfile says that a member is encrypted.
        raise UnreadableFileError(
            f"{name}: tệp nén có mật khẩu nên không mở được; hãy bỏ mật khẩu rồi gửi lại."
        ) from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as error:
        raise UnreadableFileError(
            f"{name}: tệp nén bị cắt hoặc hỏng; hãy nén lại và gửi lại."
        ) from error


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, name: str) -> bytes:
    """The bytes of a member: what unpacks is counted, not what the archive says it does."""
    chunks = []
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise UnreadableFileError(
                    f"{name}: tệp nén bung ra quá {_MOST_BYTES // 1024**2} MB nên không được đọc; "
                    "hãy chia thành nhiều tệp nén."
                )
            chunks.append(chunk)
    return b"".join(chunks)


def _inner_name(entry: zipfile.ZipInfo) -> str:
    """A member's name in Unicode, without anything that leads out of the archive."""
    name = entry.filename
    if not entry.flag_bits & 0x800:  # Not marked as UTF-8: older programs write what they have.
        raw = name.encode("cp437", errors="replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp1258", errors="replace")
    parts = re.split(r"[/\\]", nfc(name))
    plain = ("".join(c for c in part if unicodedata.category(c)[0] != "C") for part in parts)
    kept = [part.strip()[:_LONGEST_NAME] for part in plain if part.strip() not in ("", ".", "..")]
    return "/".join(kept) or "tệp"


def _natural(name: str) -> tuple[object, ...]:
    """A key that puts page 2 before page 10."""
    pieces = re.split(r"(\d+)", name.casefold())
    return tuple(
        (piece.isdigit(), int(piece[:9]) if piece.isdigit() else piece) for piece in pieces
    )


def _is_picture(file: Member) -> bool:
    try:
        return file_kind(file.data, file.name) is FileKind.IMAGE
    except UnreadableFileError:
        return False


def _packed(pages: Sequence[Member]) -> bytes:
    """Pictures as an archive that is always the same for the same pictures."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for page in pages:
            archive.writestr(zipfile.ZipInfo(page.name.rpartition("/")[2]), page.data)
    return packed.getvalue()
