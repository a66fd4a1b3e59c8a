"""ZIP files of plans, and letters that bring some, one level deep.

Pictures that lie together are pages of one document.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract
from knowledge.file_names import is_leftover_path
from knowledge.readers.formats import extract
from knowledge.readers.mail import open_letter
from knowledge.readers.member import Member, by_number, inner_name, is_picture
from knowledge.readers.plain import read_plain
from knowledge.sniff import FileKind, file_kind

_MOST_MEMBERS = 300
_MOST_BYTES = 100 * 1024 * 1024
_CHUNK = 256 * 1024
_LISTED = 5
_PACKED = "tệp nén có {count} tệp ({listed})"
_ENCLOSED = "thư có {count} tệp đính kèm ({listed})"
_NO_LETTER = "Chỉ đọc tệp đính kèm của thư, không đọc lời thư."


def open_archive(data: bytes, name: str) -> tuple[Member, ...]:
    """The documents in an archive or a letter, in the order of their names.

    Raises:
        UnreadableFileError: It is damaged, encrypted, empty, or larger than the limits.
    """
    if file_kind(data, name) is FileKind.MAIL:
        files: Sequence[Member] = _sorted(open_letter(data, name).files)
        if len(files) < 2:
            return (Member(name=name, data=data),)  # The letter is the document.
    else:
        files = _sorted_files(data, name)
    groups: dict[str, list[Member]] = {}
    for file in files:
        folder = file.name.rpartition("/")[0]
        groups.setdefault(folder if is_picture(file) else file.name, []).append(file)
    if len(groups) == 1 and len(next(iter(groups.values()))) > 1:
        return (Member(name=name, data=data),)  # The archive is the document.
    return tuple(
        files[0] if len(files) == 1 else Member(name=folder, data=_packed(files))
        for folder, files in groups.items()
    )


def inner_kind(data: bytes, name: str) -> FileKind:
    """The format of the file that is read in the end: the only one of an archive or a letter.

    Raises:
        UnreadableFileError: As `open_archive`, or that file is of no format that is read.
    """
    kind = file_kind(data, name)
    if kind not in (FileKind.ARCHIVE, FileKind.MAIL):
        return kind
    is_letter = kind is FileKind.MAIL
    files = open_letter(data, name).files if is_letter else _sorted_files(data, name)
    if len(files) != 1:
        return kind
    (file,) = files
    # An archive in an archive is not opened.
    if not is_letter and file_kind(file.data, file.name) is FileKind.ARCHIVE:
        return kind
    return inner_kind(file.data, file.name)


def read_archive(data: bytes, name: str) -> Extract:
    """The text of an archive that holds one document, or the pictures of its pages.

    Raises:
        UnreadableFileError: As `open_archive`, or it holds several documents, or another archive.
    """
    return _read_files(_sorted_files(data, name), name, _PACKED)


def packed_pictures(data: bytes, name: str) -> list[Member]:
    """The pictures of an archive that are the pages of one document; none of any other.

    Raises:
        UnreadableFileError: As `open_archive`.
    """
    files = _sorted_files(data, name)
    return files if all(map(is_picture, files)) else []


def read_mail(data: bytes, name: str) -> Extract:
    """The text of the file that comes with a letter, or of the letter where none does.

    Raises:
        UnreadableFileError: It is damaged, says nothing, or several documents come with it.
    """
    letter = open_letter(data, name)
    if letter.files:
        read = _read_files(_sorted(letter.files), name, _ENCLOSED)
        unread = (_NO_LETTER,) if letter.has_words else ()
        return replace(read, warnings=(*read.warnings, *unread))
    if not letter.words.strip():
        raise UnreadableFileError(
            f"{name}: thư không có chữ và không có tệp đính kèm; hãy gửi văn bản gốc."
        )
    if file_kind(letter.words, name) is not FileKind.WEB:
        return read_plain(letter.words, name)
    from knowledge.readers.web.web import read_web

    return read_web(letter.words, name)


def _read_files(files: Sequence[Member], name: str, several: str) -> Extract:
    if all(map(is_picture, files)):
        from knowledge.readers.scan.photo import read_images

        return read_images([(page.name, page.data) for page in files])
    if len(files) > 1:
        listed = ", ".join(file.name.removeprefix(f"{name}/") for file in files[:_LISTED])
        more = "…" if len(files) > _LISTED else ""
        told = several.format(count=len(files), listed=f"{listed}{more}")
        raise UnreadableFileError(f"{name}: {told}; hãy gửi từng văn bản một.")
    if several == _PACKED and file_kind(files[0].data, files[0].name) is FileKind.ARCHIVE:
        raise UnreadableFileError(
            f"{files[0].name}: tệp nén lồng trong tệp nén; hãy giải nén rồi gửi lại."
        )
    return extract(files[0].data, files[0].name)


def _sorted(files: Iterable[Member]) -> list[Member]:
    return sorted(files, key=lambda file: by_number(file.name))


def _sorted_files(data: bytes, name: str) -> list[Member]:
    files = _sorted(_files(data, name))
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
                if is_leftover_path(inner):
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
    return inner_name(name)


def _packed(pages: Sequence[Member]) -> bytes:
    """Pictures as an archive that is always the same for the same pictures."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for page in pages:
            archive.writestr(zipfile.ZipInfo(page.name.rpartition("/")[2]), page.data)
    return packed.getvalue()
