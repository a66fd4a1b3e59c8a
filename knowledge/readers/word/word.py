"""Word files (.docx): the text as Word prints it, automatic numbers included."""

import logging
import re
from dataclasses import dataclass, field

from lxml import etree

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.head.draft import is_draft_mark, is_watermark
from knowledge.readers.package import Package
from knowledge.readers.sheet.embedded import shown_lines
from knowledge.readers.unread import hidden_warnings, struck_warnings
from knowledge.readers.word.blocks import Block, Paragraph, Piece
from knowledge.readers.word.body import Body, note_text
from knowledge.readers.word.figures import not_read, recognised
from knowledge.readers.word.fonts import Fonts, all_paragraphs
from knowledge.readers.word.layout import lay_out
from knowledge.readers.word.numbering import Numbering
from knowledge.readers.word.pictures import MOST_PICTURES, picture_lines, words_of
from knowledge.readers.word.runs import Runs
from knowledge.readers.word.styles import Styles
from knowledge.readers.word.xml import R, V, W, child
from knowledge.sniff import FileKind, file_kind
from knowledge.text import fold, nfc

logger = logging.getLogger(__name__)

_CHANGES = (
    "Văn bản còn sửa đổi chưa chấp nhận (Track Changes): đã đọc như khi chấp nhận tất cả; "
    "cần đối chiếu bản ký."
)
_SKIPPED = "Văn bản chèn nội dung từ tệp khác mà chưa đọc được; cần đối chiếu bản in."
_ONLY_HEADER = "Phần đầu văn bản (quốc hiệu, số, ngày) nằm ở đầu trang in và đã được đọc từ đó."
# A plan of 200 pages has about 4,000.
_MOST_PARAGRAPHS = 50_000
_HEAD = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|^\W*so\s*:?\s*\d*\s*[-/]")


def read_word(data: bytes, name: str) -> Extract:
    """The text of a .docx file.

    Tracked insertions are kept, deletions and hidden text left out; headers and footers too,
    unless the head of the document stands in them. Word knows no pages before it prints, so
    places and pages stay empty.

    Raises:
        UnreadableFileError: The file is damaged, encrypted, unsafe, or holds only pictures.
    """
    package = Package(data, name)
    member = next(iter(package.related("", "officeDocument").values()), "word/document.xml")
    document = package.xml(member)
    body = child(document, "body")
    if document is None or body is None:
        raise UnreadableFileError(
            f"{name}: không thấy nội dung văn bản Word trong tệp; hãy mở bằng Word và lưu lại."
        )
    if sum(1 for _ in body.iter(f"{W}p")) > _MOST_PARAGRAPHS:
        raise UnreadableFileError(
            f"{name}: tệp dài quá {_MOST_PARAGRAPHS} đoạn; hãy tách thành nhiều tệp."
        )
    parts = _Parts(package=package, member=member, name=name)
    story = _read_story(parts, body, fields=True) or _read_story(parts, body, fields=False)
    assert story is not None, "a walk that leaves fields out meets none that are open"
    fonts = Fonts(all_paragraphs([*story.head, *story.blocks, *story.notes]))
    text = lay_out([*story.head, *story.blocks], fonts.text)
    notes = "\n".join(" ".join(fonts.text(note).split()) for note in story.notes)
    text = nfc(f"{text}\n{notes}\n" if notes else text)
    if not any(c.isalnum() for c in text):
        raise UnreadableFileError(_empty(document, name))
    return Extract(
        text=text,
        method=Method.WORD,
        doubtful=tuple(words_of(story.recognised, text)),
        warnings=(*story.warnings, *fonts.warnings()),
        draft=_is_draft(parts, body),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The members of a package that belong to its document."""

    package: Package
    member: str
    name: str
    pictures: dict[str, list[str]] = field(default_factory=dict)

    def root(self, kind: str) -> etree._Element | None:
        """The member that the document refers to as `kind`."""
        named = self.package.related(self.member, kind)
        return self.package.xml(next(iter(named.values()))) if named else None

    def embedded(self, relation: str) -> list[str]:
        """The lines of a workbook that is embedded; empty for what is not read."""
        member = self.package.related(self.member, "package").get(relation, "")
        data = self.package.data(member)
        try:
            if data is None or file_kind(data, member) is not FileKind.SHEET:
                return []
            return shown_lines(data, f"{self.name}, bảng nhúng")
        except UnreadableFileError:
            logger.info("an embedded file of a Word file is not read", exc_info=True)
            return []

    def pictured(self, relation: str) -> list[str]:
        """The lines in a picture; empty for what is not read, and beyond so many pictures."""
        if relation not in self.pictures and len(self.pictures) < MOST_PICTURES:
            member = self.package.related(self.member, "image").get(relation, "")
            data = self.package.data(member)
            self.pictures[relation] = picture_lines(data, self.name) if data else []
        return self.pictures.get(relation, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """What was read: of the header what belongs to the text, the body, and its notes.

    Attributes:
        recognised: The lines among the blocks that stand in pictures.
    """

    head: list[Block]
    blocks: list[Block]
    notes: list[Paragraph]
    warnings: tuple[str, ...]
    recognised: tuple[str, ...]


def _read_story(parts: _Parts, body: etree._Element, *, fields: bool) -> _Story | None:
    """The document; None where a field never ends, which would swallow the rest of the text."""
    styles = Styles(parts.root("styles"))
    runs = Runs(styles, fields=fields)
    numbering = Numbering(parts.root("numbering"), styles)
    walker = Body(styles, numbering, runs, parts.embedded, parts.pictured)
    blocks = walker.blocks(body)
    unread = not_read(walker.unread) if walker.unread else ""
    if not runs.fields.is_closed:
        return None
    notes = _notes(parts, walker)
    head = [] if _holds_head(blocks) else _header(parts, body, walker)
    comments = parts.root("comments")
    count = 0 if comments is None else len(comments.findall(f"{W}comment"))
    warnings = (
        _CHANGES if runs.has_changes else "",
        f"Văn bản còn {count} ghi chú (Comment) bên lề; chưa chắc là bản cuối." if count else "",
        _SKIPPED if walker.skipped else "",
        unread,
        recognised(walker.seen) if walker.seen else "",
        _ONLY_HEADER if head else "",
        *struck_warnings(runs.struck),
        *hidden_warnings(runs.has_unseen),
    )
    return _Story(
        head=head,
        blocks=blocks,
        notes=notes,
        warnings=tuple(filter(None, warnings)),
        recognised=tuple(walker.recognised),
    )


def _notes(parts: _Parts, walker: Body) -> list[Paragraph]:
    """The footnotes and endnotes that the body refers to, numbered as they are met."""
    elements = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnote", "endnote")
        for root in [parts.root(f"{kind}s")]
        if root is not None
        for note in root.findall(W + kind)
    }
    notes: list[Paragraph] = []
    for key in list(dict.fromkeys(walker.runs.notes)):
        if key in elements:
            number = Piece(text=f"[{len(notes) + 1}] ")
            pieces = note_text(walker.blocks(elements[key]))
            notes.append(Paragraph(pieces=(number, *pieces)))
    return notes


def _header(parts: _Parts, body: etree._Element, walker: Body) -> list[Block]:
    """The header of the first page, where the head of the document stands in it."""
    members = parts.package.related(parts.member, "header")
    for reference in body.iter(f"{W}headerReference"):
        root = parts.package.xml(members.get(reference.get(f"{R}id", ""), ""))
        blocks = [] if root is None else walker.blocks(root)
        if _holds_head(blocks):
            return blocks
    return []


def _is_draft(parts: _Parts, body: etree._Element) -> bool:
    """Whether a running head, or a watermark that stands in it, says «dự thảo»."""
    members = parts.package.related(parts.member, "header")
    members |= parts.package.related(parts.member, "footer")
    named = [each for kind in ("header", "footer") for each in body.iter(f"{W}{kind}Reference")]
    names = [members.get(reference.get(f"{R}id", ""), "") for reference in named]
    for root in (body, *map(parts.package.xml, dict.fromkeys(names))):
        if root is None:
            continue
        spelled = [each.get("string", "") for each in root.iter(f"{V}textpath")]
        if root is not body:
            spelled += ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
        if any(is_watermark(words) and is_draft_mark(words) for words in spelled):
            return True
    return False


def _holds_head(blocks: list[Block]) -> bool:
    # Letters of legacy fonts never match: such a head is looked for only in Unicode.
    for paragraph in all_paragraphs(blocks):
        if _HEAD.search(fold(nfc("".join(piece.text for piece in paragraph.pieces)))):
            return True
    return False


def _empty(document: etree._Element, name: str) -> str:
    pictures = any(
        next(document.iter(f"{W}{kind}"), None) is not None for kind in ("drawing", "pict")
    )
    if pictures:
        return (
            f"{name}: tệp Word chỉ chứa hình ảnh, không có chữ; hãy gửi bản chữ, hoặc gửi các "
            "ảnh hay tệp PDF của bản quét."
        )
    return f"{name}: tệp Word không có nội dung; hãy kiểm tra lại tệp."
