"""Saved web pages: .html, and .mhtml with the page inside. Nothing they refer to is fetched."""

import email
import email.policy
import re
from collections.abc import Iterator

import lxml.html

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.readers.decode import MAX_BYTES, decode
from knowledge.readers.legacy import mend_legacy
from knowledge.readers.unread import hidden_warnings, struck_warnings
from knowledge.readers.web.blocks import read_blocks
from knowledge.readers.web.content import content
from knowledge.text import SOFT_HYPHEN, nfc

_MULTIPART = re.compile(rb"(?im)^Content-Type:\s*multipart/")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Pictures and fonts that a page carries within itself.
_INLINE_DATA = re.compile(rb"data:[\w/+.-]+(;[\w=-]+)*;base64,[A-Za-z0-9+/=\s%]{64,}")


def read_web(data: bytes, name: str) -> Extract:
    """The document on a saved page; menus, scripts, hidden parts and outlines are left out.

    Raises:
        UnreadableFileError: The page is too large, damaged, or shows no text.
    """
    pages = _mime_pages(data, name) if _MULTIPART.search(data[:4096]) else [(data, None)]
    best = max((_page(*page, name) for page in pages), key=lambda page: len(page.text))
    if not best.text.strip():
        raise UnreadableFileError(
            f"{name}: trang web không có chữ nào được lưu; hãy mở văn bản, chờ hiện toàn văn "
            "rồi lưu lại."
        )
    return best


def _page(data: bytes, charset: str | None, name: str) -> Extract:
    source, warnings = _source(_INLINE_DATA.sub(b"data:,", data), charset, name)
    if len(source) > MAX_BYTES:
        raise UnreadableFileError(
            f"{name}: trang web quá lớn ({len(source) / 1e6:.0f} MB chữ, giới hạn "
            f"{MAX_BYTES // 1024**2} MB); hãy chỉ lưu phần toàn văn của văn bản."
        )
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", source), parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return Extract(text="", method=Method.WEB)
    page = read_blocks(root)
    text = "\n".join(block.text for block in content(page.blocks))
    text, mended = mend_legacy(nfc(text))
    text = text.replace(SOFT_HYPHEN, "")
    unread = (*struck_warnings(page.struck), *hidden_warnings(page.has_unseen))
    return Extract(text=text, method=Method.WEB, warnings=(*warnings, *mended, *unread))


def _source(data: bytes, charset: str | None, name: str) -> tuple[str, tuple[str, ...]]:
    """The source of a page: UTF-8 wherever it is that, else as declared, else as it makes sense."""
    declared = _CHARSET.search(data[:4096])
    named = (charset, declared[1].decode("ascii") if declared else None)
    # What reads as ASCII enough to show a declaration is not UTF-16, whatever it declares.
    usable = [each for each in named if each and not each.lower().startswith("utf-16")]
    for encoding in () if b"\x00" in data[:200] else ("utf-8-sig", *usable):
        try:
            return data.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    decoded = decode(data, name)
    return decoded.text, decoded.warnings


def _mime_pages(data: bytes, name: str) -> list[tuple[bytes, str | None]]:
    """The pages inside an .mhtml file, with the encodings that it gives for them."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = list(_html_parts(message))
    except RecursionError:
        pages = []  # Nested without end.
    if not pages:
        raise UnreadableFileError(
            f"{name}: tệp .mhtml không chứa trang nào; hãy lưu lại trang dưới dạng .html."
        )
    return pages


def _html_parts(message: email.message.Message) -> Iterator[tuple[bytes, str | None]]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload, part.get_content_charset()
