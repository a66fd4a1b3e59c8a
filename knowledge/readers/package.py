"""Office packages (.docx, .xlsx, .pptx): the XML members of a ZIP file, opened within limits."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from knowledge.errors import UnreadableFileError

# A plan of 200 pages is about 5 MB of XML; a bomb of 263 KB unpacks to 180 MB.
_MOST_XML = 50 * 1024 * 1024
_MOST_MEMBERS = 300
_CHUNK = 256 * 1024

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Files saved as "Strict Open XML" use other names for the same elements.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/presentationml/main",
        b"http://schemas.openxmlformats.org/presentationml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """The members of one file, each read when asked for and counted against the limit.

    Raises:
        UnreadableFileError: From the constructor and every method: the file is damaged,
            encrypted, too large when unpacked, or holds XML that declares entities.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = _MOST_XML
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._damaged() from error
        self._members = set(self._archive.namelist())
        if len(self._archive.infolist()) > _MOST_MEMBERS:
            raise UnreadableFileError(
                f"{name}: tệp chứa quá {_MOST_MEMBERS} thành phần (hình ảnh, đối tượng nhúng); "
                "hãy bỏ bớt hình ảnh rồi gửi lại."
            )

    def xml(self, member: str) -> etree._Element | None:
        """The root of an XML member, None where the package has no such member."""
        if member not in self._members:
            return None
        data = self._read(member)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFileError(
                f"{self._name}: tệp khai báo thực thể XML nên không an toàn để đọc; "
                "hãy mở bằng Word hoặc Excel và lưu lại."
            )
        return root

    def data(self, member: str) -> bytes | None:
        """The bytes of a member, None where the package has no such member."""
        return self._read(member) if member in self._members else None

    def related(self, member: str, kind: str) -> dict[str, str]:
        """Members that `member` refers to by a relationship whose type ends in `kind`, by id."""
        folder, base = posixpath.split(member)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): self._target(folder, relation.get("Target", ""))
            for relation in root.iter(_RELATIONSHIPS)
            if relation.get("Type", "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
        }

    def _target(self, folder: str, target: str) -> str:
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _read(self, member: str) -> bytes:
        """The bytes of a member: what unpacks is counted, not what the archive says it does."""
        chunks = []
        try:
            with self._archive.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnreadableFileError(
                            f"{self._name}: tệp bung ra quá {_MOST_XML // 1024**2} MB nên không "
                            "được đọc; hãy tách thành nhiều tệp nhỏ hơn."
                        )
                    chunks.append(chunk)
        except RuntimeError as error:  # How zipfile says that a member is encrypted.
            raise UnreadableFileError(
                f"{self._name}: tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._damaged() from error
        return b"".join(chunks)

    def _damaged(self) -> UnreadableFileError:
        return UnreadableFileError(
            f"{self._name}: tệp bị cắt hoặc hỏng; hãy mở bằng Word hoặc Excel, lưu lại và gửi lại."
        )
