"""Reading a plan: a file's bytes become a `Document`."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.citations import find_abbreviations, find_citations
from knowledge.contradictions import all_differences
from knowledge.document import (
    Assignment,
    Document,
    Draft,
    Family,
    Header,
    Section,
    SectionKind,
    SourceKind,
)
from knowledge.doubts import doubt_warning, without_doubtful
from knowledge.duties.duties import read_duties
from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.force.changes import find_changes, find_expiry
from knowledge.head.addressees import find_addressees
from knowledge.head.annex import read_annex
from knowledge.head.draft import find_draft
from knowledge.head.file_name import named_fields
from knowledge.head.frame import PROSE, Part, find_parts
from knowledge.head.header import read_header
from knowledge.head.news import NewsFrame, find_news, read_news
from knowledge.outline.blocks import Block, join_lines
from knowledge.outline.contents import without_contents
from knowledge.outline.footnotes import note_spans
from knowledge.outline.furniture import is_furniture
from knowledge.outline.lines import Line, read_lines
from knowledge.outline.loose_rows import read_loose_tables
from knowledge.outline.misread import mend_rows, mend_signs
from knowledge.outline.node import Node, Paths, Tree, plain_node, sections_of
from knowledge.outline.outline import OutlineBuilder
from knowledge.outline.proved import proved_labels
from knowledge.outline.quotes import quoted_blocks
from knowledge.outline.tables import Table, gather_cells, read_table
from knowledge.readers.legacy import is_unknown_code
from knowledge.readers.sandbox import Sandbox, extract_apart, require_size, require_small
from knowledge.recognition import looks_recognised
from knowledge.sniff import FileKind, file_kind
from knowledge.text import Span, clean

# Shorter than this after furniture is dropped, a file holds nothing that could be quoted.
_LEAST_TEXT = 40
# Pages of a PDF with wrong codes are recognised, and text files decoded, where they are read.
_TYPED = (Method.WORD, Method.SHEET, Method.WEB)
_OF_ANNEX = "Tệp là phụ lục đi kèm; số, ngày, cơ quan ban hành là của văn bản mà phụ lục kèm theo."
_REPORT = "Báo cáo"
_LISTED = 4


def read_document(path: Path, *, source_file: str | None = None) -> Document:
    """Read one plan file.

    Args:
        path: A file of any format that `knowledge.readers.formats` reads.
        source_file: The original file name, where `path` is a renamed copy.

    Raises:
        UnreadableFileError: The file cannot be read as a plan; the message says why.
    """
    name = source_file or path.name
    with Sandbox() as sandbox:
        return sandbox.read(_bytes_of(path, name), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What came out of one file.

    Attributes:
        documents: One, or those of an archive, called by the archive's name and theirs.
        refused: For each member of an archive that cannot be read the reason, in Vietnamese.
    """

    documents: tuple[Document, ...]
    refused: tuple[str, ...] = ()


def read_documents(
    path: Path, *, source_file: str | None = None, sandbox: Sandbox | None = None
) -> FileRead:
    """Read all plans of a file, which may be an archive or a letter; see `read_document`.

    Args:
        path: The file.
        source_file: As `read_document`.
        sandbox: Where it is read; one of its own for None.

    Raises:
        UnreadableFileError: Nothing in the file can be read as a plan.
    """
    if sandbox is None:
        with Sandbox() as sandbox:
            return read_documents(path, source_file=source_file, sandbox=sandbox)
    name = source_file or path.name
    data = _bytes_of(path, name)
    require_small(data, name)
    if file_kind(data, name) not in (FileKind.ARCHIVE, FileKind.MAIL):
        return FileRead(documents=(sandbox.read(data, name),))
    documents: list[Document] = []
    refused: list[str] = []
    for member, content in sandbox.members(data, name):
        try:
            documents.append(sandbox.read(content, member))
        except UnreadableFileError as error:
            refused.append(str(error))
    if not documents:
        raise UnreadableFileError(" ".join(refused))
    return FileRead(documents=tuple(documents), refused=tuple(refused))


def _bytes_of(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise UnreadableFileError(
            f"{name}: thư mục con không được đọc; hãy chuyển các tệp trong đó ra ngoài."
        )
    if path.exists() and not path.is_file():
        raise UnreadableFileError(f"{name}: không phải tệp nên không đọc được.")
    try:
        # A film of some gigabytes is not taken into memory to be refused.
        require_size(path.stat().st_size, name)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{name}: không mở được tệp ({error.strerror}).") from error


def parse_document(data: bytes, source_file: str) -> Document:
    """The document in the bytes of a file that is trusted not to take too long; else as above."""
    return parse_extract(extract_apart(data, source_file), data, source_file)


def parse_extract(extract: Extract, data: bytes, source_file: str) -> Document:
    """The document in what was taken out of a file; raises as `read_document`."""
    text = mend_signs(extract.text) if extract.recognised else extract.text
    digest = hashlib.sha256(data).hexdigest()
    if extract.method in _TYPED and is_unknown_code(text):
        raise UnreadableFileError(
            f"{source_file}: phần lớn chữ có dấu không thành tiếng Việt, có lẽ gõ bằng phông cũ "
            "chưa rõ bảng mã; hãy đổi sang Unicode rồi gửi lại."
        )
    lines = without_contents(gather_cells(text, read_lines(text)))
    prose = [line for line in lines if not is_furniture(line.text)]
    if sum(len(line.text) for line in prose) < _LEAST_TEXT:
        raise UnreadableFileError(
            f"{source_file}: gần như không có nội dung văn bản; hãy mở tệp kiểm tra rồi gửi lại "
            "bản đủ toàn văn."
        )
    parts = find_parts(lines)
    news = None if parts[0].type_line is not None or parts[0].signature else find_news(lines)
    reading = _Reading(text, lines, recognised=extract.recognised or looks_recognised(text))
    reading.warnings += extract.warnings
    if news is not None:
        _read_news(reading, news)
    else:
        _read_parts(reading, parts, source_file)
        reading.header, unsure = without_doubtful(text, reading.header, extract.doubtful)
        reading.warnings += unsure
        if extract.draft:
            reading.draft = Draft.MARKED
    return _document(extract, digest, source_file, reading)


class _Reading:
    """What is gathered while a file is read.

    Attributes:
        text: The file's text.
        lines: Its printed lines.
        recognised: It comes from optical recognition.
        paths: The paths already given.
        nodes: The nodes of all parts, in the order in which they were found.
    """

    def __init__(self, text: str, lines: Sequence[Line], *, recognised: bool) -> None:
        self.text = text
        self.lines = lines
        self.recognised = recognised
        self.paths = Paths()
        self.source = SourceKind.OFFICIAL
        self.family = Family.STATE
        self.header = Header()
        self.described: Header | None = None
        self.nodes: list[Node] = []
        self.tables: list[Table] = []
        self.warnings: list[str] = []
        self.draft: Draft | None = None

    def add_stretch(self, tree: Tree, path: str, kind: SectionKind, lines: range) -> Node:
        """Add the lines of a title, a recipients list or a signature as one node."""
        span = self.lines[lines.start].span.union(self.lines[lines[-1]].span)
        node = plain_node(tree.paths.claim(path), kind, span, clean(span.of(self.text)))
        self.nodes.append(node)
        return node


def _read_news(reading: _Reading, frame: NewsFrame) -> None:
    header, described, warnings = read_news(reading.text, reading.lines, frame)
    reading.source, reading.family = SourceKind.NEWS, Family.PRESS
    reading.header, reading.described = header, described
    reading.warnings += warnings
    tree = Tree("", reading.paths)
    if frame.title is not None:
        title = range(frame.title, frame.title + 1)
        reading.add_stretch(tree, "/tiêu đề bài", SectionKind.ARTICLE_TITLE, title)
    posted = range(frame.posted, frame.posted + 1)
    reading.add_stretch(tree, "/ngày đăng", SectionKind.ARTICLE_DATE, posted)
    blocks = join_lines(reading.text, [reading.lines[n] for n in frame.body])
    _grow(reading, tree, OutlineBuilder(tree, recognised=False), blocks)


def _read_parts(reading: _Reading, parts: Sequence[Part], source_file: str) -> None:
    header, family, warnings = read_header(reading.text, reading.lines, parts[0])
    reading.draft = find_draft(reading.lines, parts[0], header)
    annex = read_annex(reading.text, reading.lines, parts[0], header)
    if annex is not None:
        reading.source, reading.described = SourceKind.ANNEX, annex.of
        header = replace(header, title=header.title or annex.title)
        warnings = [_OF_ANNEX]
    else:
        head = [reading.lines[n] for n in parts[0].head]
        header, named = named_fields(header, reading.text, head, source_file)
        known = [name for name, field in (("số", header.number), ("ngày", header.date)) if field]
        found = tuple(f"Chưa đọc được {name}" for name in known)
        warnings = [each for each in warnings if not each.startswith(found)] + named
    reading.header, reading.family = header, family
    reading.warnings += warnings
    letters = 1 + sum(part.prefix.startswith("(") for part in parts)
    if letters > 1:
        reading.warnings.append(
            f"Tệp có {letters} văn bản; số, ngày, cơ quan ban hành là của văn bản thứ nhất."
        )
    for part in parts:
        _read_part(reading, part)
    if annex is None and header.type is None and reading.tables and len(parts) == 1:
        reading.source = SourceKind.TABLE


def _read_part(reading: _Reading, part: Part) -> None:
    tree = Tree(part.prefix, reading.paths)
    if part.prefix and part.type_line is not None:
        last = part.title[-1] if part.title else part.type_line
        named = range(part.type_line, last + 1)
        node = reading.add_stretch(tree, tree.base, SectionKind.HEADING, named)
        node.heading = node.text
    elif part.title:
        reading.add_stretch(tree, "/tên gọi", SectionKind.UNNUMBERED, part.title)
    for n in part.head:
        if len(reading.lines[n].text) > PROSE:
            # A page that shows a form tells of it above its head.
            span = reading.lines[n].span
            path = tree.paths.claim(f"{tree.base}/mở đầu")
            node = plain_node(path, SectionKind.PREAMBLE, span, reading.lines[n].text)
            reading.nodes.append(node)
    body = [
        reading.lines[n] for n in part.body if n not in part.recipients and n not in part.signature
    ]
    blocks = join_lines(reading.text, body, recognised=reading.recognised)
    begin = _add_addressees(reading, tree, blocks)
    builder = OutlineBuilder(tree, recognised=reading.recognised, opening="mở đầu")
    _grow(reading, tree, builder, blocks[begin:])
    if part.recipients:
        path = f"{tree.base}/nơi nhận"
        reading.add_stretch(tree, path, SectionKind.RECIPIENTS, part.recipients)
    if part.signature:
        reading.add_stretch(tree, f"{tree.base}/chữ ký", SectionKind.SIGNATURE, part.signature)
    for n, span in enumerate(note_spans([reading.lines[n] for n in part.footnotes]), start=1):
        path = tree.paths.claim(f"/chú thích {n}")
        text = clean(span.of(reading.text))
        reading.nodes.append(plain_node(path, SectionKind.FOOTNOTE, span, text))


def _add_addressees(reading: _Reading, tree: Tree, blocks: Sequence[Block]) -> int:
    """Add the list of addressees that opens a body; how many blocks it takes."""
    found = find_addressees(blocks)
    if found is None:
        return 0
    listed, name = found
    held = blocks[listed.start : listed.stop]
    path = tree.paths.claim(f"{tree.base}/{name}")
    text = " ".join(block.text for block in held)
    span = held[0].span.union(held[-1].span)
    reading.nodes.append(plain_node(path, SectionKind.ADDRESSEES, span, text))
    return listed.stop


def _grow(reading: _Reading, tree: Tree, builder: OutlineBuilder, blocks: Sequence[Block]) -> None:
    n = 0
    quoted = quoted_blocks(blocks)
    texts = [block.text for block in blocks] if reading.recognised else []
    proved = proved_labels(texts)
    loose = read_loose_tables(reading.text, blocks)
    while n < len(blocks):
        if n in loose:
            builder.add_loose_rows(loose[n][0])
            n = loose[n][1]
            continue
        table = read_table(reading.text, blocks, n) if blocks[n].cells else None
        if table is not None:
            if reading.recognised:
                mend_rows(reading.text, table[0].rows)
            builder.add_rows(table[0])
            reading.tables.append(table[0])
            n = table[1]
            continue
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        builder.add(blocks[n], following, is_quoted=n in quoted, proved=proved.get(n))
        n += 1
    builder.close()
    reading.nodes += tree.nodes
    reading.warnings += tree.warnings


def _document(extract: Extract, digest: str, source_file: str, reading: _Reading) -> Document:
    sections = sections_of(reading.nodes)
    aside = (SectionKind.RECIPIENTS, SectionKind.SIGNATURE)
    prose = [s.span for s in sections if s.kind not in aside]
    identity = reading.described or reading.header
    number = identity.number.value if identity.number else None
    kind = identity.type.value if identity.type else None
    is_typed = extract.method is Method.WORD
    assignments, reporting = read_duties(
        reading.text, sections, reading.tables, is_report=kind == _REPORT
    )
    # What tells of a document, or is none yet, changes no other.
    told = () if reading.source is SourceKind.NEWS or reading.draft else sections
    return Document(
        id=digest[:16],
        source_file=source_file,
        sha256=digest,
        text=reading.text,
        draft=reading.draft,
        method=extract.method,
        places=extract.places,
        pages=extract.pages,
        doubtful=extract.doubtful,
        source=reading.source,
        family=reading.family,
        recognised=reading.recognised,
        header=reading.header,
        describes=reading.described,
        sections=sections,
        assignments=assignments,
        reporting=reporting,
        cites=find_citations(reading.text, number, prose),
        abbreviations=find_abbreviations(reading.text, prose),
        changes=find_changes(reading.text, told, number),
        expires=find_expiry(reading.text, told),
        warnings=(
            # Of pictures in a Word file it is told already that all words are doubted.
            *_warnings(reading, () if is_typed else extract.doubtful, assignments),
            *_contradicted(reading.text, sections, assignments),
        ),
    )


def _warnings(
    reading: _Reading, doubtful: Sequence[Span], assignments: Sequence[Assignment]
) -> tuple[str, ...]:
    """The warnings gathered, each once, and those that concern the whole file."""
    warnings = list(dict.fromkeys(reading.warnings))
    if reading.recognised:
        warnings.append("Văn bản có dấu hiệu nhận dạng từ bản quét (OCR); cần đối chiếu bản gốc.")
    unsure = doubt_warning(reading.text, doubtful, assignments)
    if unsure is not None:
        warnings.append(unsure)
    without_lead = sum(not a.leads for a in assignments)
    if without_lead:
        warnings.append(f"{without_lead}/{len(assignments)} nhiệm vụ không nêu đơn vị chủ trì.")
    return tuple(warnings)


def _contradicted(
    text: str, sections: Sequence[Section], assignments: Sequence[Assignment]
) -> list[str]:
    """A warning about tasks of the body that a table tells differently."""
    paths = [task.path for task, _ in all_differences(text, sections, assignments)]
    if not paths:
        return []
    more = "…" if len(paths) > _LISTED else ""
    return [
        f"Thân văn bản và bảng, phụ lục ghi khác nhau về chủ trì hoặc thời hạn ở mục "
        f"{', '.join(paths[:_LISTED])}{more}; câu trả lời sẽ nêu cả hai nơi."
    ]
