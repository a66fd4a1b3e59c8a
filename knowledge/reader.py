"""Reading a plan: a file's bytes become a `Document`."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from knowledge.blocks import Block, join_lines
from knowledge.citations import find_abbreviations, find_citations
from knowledge.decode import decode
from knowledge.document import Document, Family, Header, Section, SectionKind, SourceKind
from knowledge.duties import read_duties
from knowledge.errors import UnreadableFileError
from knowledge.frame import Part, find_parts
from knowledge.furniture import is_furniture
from knowledge.header import read_header
from knowledge.lines import Line, read_lines
from knowledge.news import NewsFrame, find_news, read_news
from knowledge.outline import Node, OutlineBuilder
from knowledge.recognition import looks_recognised
from knowledge.tables import Table, gather_cells, read_table
from knowledge.text import Span, clean, fold

# Shorter than this after furniture is dropped, a file holds nothing that could be quoted.
_LEAST_TEXT = 40


def read_document(path: Path, *, source_file: str | None = None) -> Document:
    """Read one plan file.

    Args:
        path: A text file.
        source_file: The original file name, where `path` is a renamed copy.

    Raises:
        UnreadableFileError: The file cannot be read as a plan; the message says why.
    """
    name = source_file or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{name}: không mở được tệp ({error.strerror}).") from error
    return parse_document(data, name)


def parse_document(data: bytes, source_file: str) -> Document:
    """The document in the bytes of a text file; raises as `read_document`."""
    text = decode(data, source_file)
    lines = gather_cells(text, read_lines(text))
    prose = [line for line in lines if not is_furniture(line.text)]
    if sum(len(line.text) for line in prose) < _LEAST_TEXT:
        raise UnreadableFileError(
            f"{source_file}: không còn nội dung văn bản sau khi bỏ phần khung trang web; "
            "hãy lưu lại đúng phần toàn văn."
        )
    parts = find_parts(lines)
    news = None if parts[0].type_line is not None or parts[0].signature else find_news(lines)
    recognised = looks_recognised(text)
    if news is not None:
        reading = _read_news(text, lines, news)
    else:
        reading = _read_parts(text, lines, parts, recognised)
    return _document(text, data, source_file, reading, recognised)


class _Reading:
    """What is gathered while a file is read."""

    def __init__(
        self, source: SourceKind, family: Family, header: Header, described: Header | None
    ) -> None:
        self.source = source
        self.family = family
        self.header = header
        self.described = described
        self.nodes: list[Node] = []
        self.tables: list[Table] = []
        self.warnings: list[str] = []


def _read_news(text: str, lines: Sequence[Line], frame: NewsFrame) -> _Reading:
    header, described, warnings = read_news(text, lines, frame)
    reading = _Reading(SourceKind.NEWS, Family.PRESS, header, described)
    reading.warnings += warnings
    taken: set[str] = set()
    builder = OutlineBuilder("", recognised=False, taken=taken)
    for path, n, kind in (
        ("/tiêu đề bài", frame.title, SectionKind.ARTICLE_TITLE),
        ("/ngày đăng", frame.posted, SectionKind.ARTICLE_DATE),
    ):
        reading.nodes.append(_fixed(builder, path, lines[n].span, lines[n].text, kind))
    _grow(text, builder, join_lines(text, [lines[n] for n in frame.body]), reading)
    return reading


def _read_parts(
    text: str, lines: Sequence[Line], parts: Sequence[Part], recognised: bool
) -> _Reading:
    header, family, warnings = read_header(text, lines, parts[0])
    reading = _Reading(SourceKind.OFFICIAL, family, header, None)
    reading.warnings += warnings
    taken: set[str] = set()
    for part in parts:
        _read_part(text, lines, part, recognised, taken, reading)
    if header.type is None and reading.tables and len(parts) == 1:
        reading.source = SourceKind.TABLE
    return reading


def _read_part(
    text: str,
    lines: Sequence[Line],
    part: Part,
    recognised: bool,
    taken: set[str],
    reading: _Reading,
) -> None:
    builder = OutlineBuilder(part.prefix, recognised=recognised, taken=taken, opening="mở đầu")
    if part.prefix and part.type_line is not None:
        last = part.title[-1] if part.title else part.type_line
        span = lines[part.type_line].span.union(lines[last].span)
        node = _fixed(
            builder, part.prefix.rstrip("/"), span, clean(span.of(text)), SectionKind.HEADING
        )
        node.heading = node.text
        reading.nodes.append(node)
    elif part.title:
        span = lines[part.title.start].span.union(lines[part.title[-1]].span)
        reading.nodes.append(
            _fixed(builder, "/tên gọi", span, clean(span.of(text)), SectionKind.UNNUMBERED)
        )
    blocks = join_lines(text, [lines[n] for n in part.body], recognised=recognised)
    taken_blocks = _addressees(builder, blocks, reading)
    _grow(text, builder, blocks[taken_blocks:], reading)
    for name, lines_of, kind in (
        ("nơi nhận", part.recipients, SectionKind.RECIPIENTS),
        ("chữ ký", part.signature, SectionKind.SIGNATURE),
    ):
        if lines_of:
            span = lines[lines_of.start].span.union(lines[lines_of[-1]].span)
            path = f"{part.prefix.rstrip('/')}/{name}"
            reading.nodes.append(_fixed(builder, path, span, clean(span.of(text)), kind))
    notes = join_lines(text, [lines[n] for n in part.footnotes])
    for n, block in enumerate((b for b in notes if b.text.startswith("[")), start=1):
        reading.nodes.append(
            _fixed(builder, f"/chú thích {n}", block.span, block.text, SectionKind.FOOTNOTE)
        )


def _fixed(builder: OutlineBuilder, path: str, span: Span, text: str, kind: SectionKind) -> Node:
    return Node(
        path=builder.claim(path), kind=kind, label=None, style=None, value=0, parts=(), text=text,
        heading=None, span=span, parent=None,
    )  # fmt: skip


def _addressees(builder: OutlineBuilder, blocks: Sequence[Block], reading: _Reading) -> int:
    """The "Kính gửi" or "điện:" list at the start of a body; how many blocks it takes."""
    for n, block in enumerate(blocks[:3]):
        folded = fold(block.text)
        telegram = folded.rstrip(" *").endswith("dien:")
        if not telegram and not folded.startswith("kinh gui"):
            continue
        end = n + 1
        while end < len(blocks) and blocks[end].text.startswith(("-", "–", "+")):
            end += 1
        span = block.span.union(blocks[end - 1].span)
        path = "/nơi nhận điện" if telegram else "/Kính gửi"
        text = " ".join(b.text for b in blocks[n:end])
        reading.nodes.append(_fixed(builder, path, span, text, SectionKind.ADDRESSEES))
        return end
    return 0


def _grow(text: str, builder: OutlineBuilder, blocks: Sequence[Block], reading: _Reading) -> None:
    n = 0
    while n < len(blocks):
        table = read_table(text, blocks, n) if blocks[n].cells else None
        if table is not None:
            builder.add_rows(table[0])
            reading.tables.append(table[0])
            n = table[1]
            continue
        builder.add(blocks[n], blocks[n + 1] if n + 1 < len(blocks) else None)
        n += 1
    builder.close()
    reading.nodes += builder.nodes
    reading.warnings += builder.warnings


def _document(
    text: str, data: bytes, source_file: str, reading: _Reading, recognised: bool
) -> Document:
    digest = hashlib.sha256(data).hexdigest()
    sections = _sections(reading.nodes)
    prose = [
        s.span for s in sections if s.kind not in (SectionKind.RECIPIENTS, SectionKind.SIGNATURE)
    ]
    identity = reading.described or reading.header
    number = identity.number.value if identity.number else None
    assignments, reporting = read_duties(text, sections, reading.tables)
    warnings = list(dict.fromkeys(reading.warnings))
    if recognised:
        warnings.append("Văn bản có dấu hiệu nhận dạng từ bản quét (OCR); cần đối chiếu bản gốc.")
    warnings += _lead_warnings(
        assignments_without_lead=sum(not a.leads for a in assignments), total=len(assignments)
    )
    return Document(
        id=digest[:16],
        source_file=source_file,
        sha256=digest,
        text=text,
        source=reading.source,
        family=reading.family,
        recognised=recognised,
        header=reading.header,
        describes=reading.described,
        sections=sections,
        assignments=assignments,
        reporting=reporting,
        cites=find_citations(text, number, prose),
        abbreviations=find_abbreviations(text, prose),
        warnings=tuple(warnings),
    )


def _lead_warnings(*, assignments_without_lead: int, total: int) -> list[str]:
    if not assignments_without_lead:
        return []
    return [f"{assignments_without_lead}/{total} nhiệm vụ không nêu đơn vị chủ trì."]


def _sections(nodes: Sequence[Node]) -> tuple[Section, ...]:
    reaches: dict[int, int] = {}
    for node in nodes:
        above: Node | None = node
        while above is not None:
            reaches[id(above)] = max(reaches.get(id(above), 0), node.span.end)
            above = above.parent
    ordered = sorted(nodes, key=lambda node: (node.span.start, node.level))
    return tuple(
        Section(
            path=node.path,
            kind=node.kind,
            label=node.label,
            heading=node.heading,
            level=node.level,
            parent=node.parent.path if node.parent is not None and node.parent.path else None,
            span=node.span,
            reach=Span(start=node.span.start, end=reaches[id(node)]),
            repaired=node.repaired,
        )
        for node in ordered
    )
