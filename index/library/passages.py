"""Cutting a document into passages: a task with its field lines, a bullet group, a table row."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from index.library.passage import Passage
from knowledge.document import Document, Section, SectionKind
from knowledge.duties.fields import find_fields
from knowledge.outline.labels import parse_label
from knowledge.text import Span, clean, view

# A passage longer than this many words is cut at its bullets.
LONGEST = 250
# Units with shared field lines stay whole up to this many words: the lines belong to all of it.
LONGEST_WHOLE = 450

# The path of the lines at the top of a document, and what they and a signature say, for the index.
LETTERHEAD = "/phần đầu"
LETTERHEAD_SAYS = "Số, ký hiệu, ngày ban hành, nơi ban hành, cơ quan ban hành, trích yếu"
SIGNATURE_SAYS = "Người ký, chức vụ người ký"
# Characters of a document in which its letterhead stands, of a letterhead, and of the words that
# open a list as far as they are repeated over its items.
_TOP, _LONGEST_LETTERHEAD, LONGEST_OPENER = 4_000, 1_200, 200

_ALONE = (
    SectionKind.PREAMBLE,
    SectionKind.CLOSING,
    SectionKind.RECIPIENTS,
    SectionKind.ADDRESSEES,
    SectionKind.SIGNATURE,
    SectionKind.UNNUMBERED,
    SectionKind.ROW,
    SectionKind.FOOTNOTE,
    SectionKind.ARTICLE_TITLE,
)
_INNER = (SectionKind.BULLET, SectionKind.PARA)


def cut_passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in reading order; together they cover all its prose."""
    children: dict[str, list[Section]] = {}
    by_path = {section.path: section for section in document.sections}
    for section in document.sections:
        if section.parent is not None:
            children.setdefault(section.parent, []).append(section)
    head = document_name(document)
    found: list[Passage] = []
    letterhead = letterhead_span(document)
    if letterhead is not None:
        crumbs = f"{head} › {LETTERHEAD_SAYS}"
        found.append(_passage(document, LETTERHEAD, letterhead, crumbs))
    columns = ""
    for section in document.sections:
        if section.kind is SectionKind.TABLE_HEADER:
            columns = view(document.text, [section.span]).text
        for path, span in _cut(document.text, section, children):
            above = headings_above(section, by_path)
            opener = opener_of(document.text, section, children)
            if opener is not None:
                above.append(clean(opener.span.of(document.text))[-LONGEST_OPENER:])
            if section.kind is SectionKind.ROW and columns:
                above.append(columns)
            if section.kind is SectionKind.SIGNATURE:
                above.append(SIGNATURE_SAYS)
            crumbs = " › ".join([head, *above])
            found.append(_passage(document, path, span, crumbs))
    # Prose above a head stands before the letterhead.
    return tuple(_numbered(sorted(found, key=lambda passage: passage.span.start)))


def document_name(document: Document) -> str:
    """Type, number, issuer, place and title on one line, for the index only."""
    parts = []
    for header in (document.describes, document.header):
        if header is not None:
            fields = (header.type, header.number, header.issuer, header.place, header.title)
            parts += [field.value for field in fields if field is not None]
    return " ".join(dict.fromkeys(parts))


def headings_above(section: Section, by_path: Mapping[str, Section]) -> list[str]:
    """The headings over a section, outermost first."""
    found: list[str] = []
    path = section.parent
    while path is not None and path in by_path:
        above = by_path[path]
        if above.heading:
            found.append(above.heading)
        path = above.parent
    return found[::-1]


def letterhead_span(document: Document) -> Span | None:
    """The lines of issuer, number, date and title at the top; None where none of them is read."""
    header, text = document.header, document.text
    fields = (header.number, header.date, header.issuer, header.type, header.title)
    spans = [field.span for field in fields if field is not None and field.span is not None]
    spans = [span for span in spans if span.end <= _TOP]
    if not spans:
        return None
    start = text.rfind("\n", 0, min(span.start for span in spans)) + 1
    near = [span.end for span in spans if span.end - start <= _LONGEST_LETTERHEAD]
    end = text.find("\n", max(near, default=start))
    end = len(text) if end < 0 else end
    # The title and what comes behind it are sections of their own.
    behind = [section.span.start for section in document.sections if section.span.end > start]
    end = min([end, *behind])
    return Span(start=start, end=end) if text[start:end].strip() else None


# Items of a list that a paragraph opens, at most.
_LONGEST_LIST = 200


def opener_of(
    text: str, section: Section, children: Mapping[str, Sequence[Section]]
) -> Section | None:
    """The paragraph that opens the list a section is part of: "Sở Y tế có trách nhiệm:"."""
    siblings = children.get(section.parent or "", ())
    place = bisect_right(siblings, section.span.start, key=lambda sibling: sibling.span.end)
    nearest = reversed(siblings[max(0, place - _LONGEST_LIST) : place])
    before = next((each for each in nearest if each.kind is SectionKind.PARA), None)
    opens = before is not None and clean(before.span.of(text)).endswith(":")
    return before if opens else None


def unit_span(section: Section, children: Mapping[str, Sequence[Section]]) -> Span:
    """A section with its bullets, paragraphs and field lines, without numbered children."""
    span = section.span
    for child in children.get(section.path, ()):
        if child.kind not in _INNER:
            break
        span = span.union(child.reach)
    return span


def _cut(
    text: str, section: Section, children: Mapping[str, Sequence[Section]]
) -> Iterator[tuple[str, Span]]:
    if section.kind in _ALONE:
        yield section.path, section.span
        return
    if section.kind in _INNER:
        # Those under a numbered section come with it; a long one is cut there too.
        if section.parent is None:
            yield section.path, section.reach
        return
    if section.kind in (SectionKind.HEADING, SectionKind.ITEM):
        yield from _cut_unit(text, section, children)


def _cut_unit(
    text: str, section: Section, children: Mapping[str, Sequence[Section]]
) -> Iterator[tuple[str, Span]]:
    yield from _cut_opening(text, section, children)
    for group in _behind_others(children.get(section.path, ())):
        yield from _cut_pieces(text, group[0].path, group[0].reach, group[1:])


def _behind_others(siblings: Sequence[Section]) -> Iterator[list[Section]]:
    """The bullets and paragraphs of a section that stand behind a table or a part, by runs."""
    group: list[Section] = []
    opening = True
    for each in siblings:
        if each.kind in _INNER:
            if not opening:
                group.append(each)
            continue
        opening = False
        if group:
            yield group
        group = []
    if group:
        yield group


def _cut_opening(
    text: str, section: Section, children: Mapping[str, Sequence[Section]]
) -> Iterator[tuple[str, Span]]:
    """A section up to its first table or part."""
    below = children.get(section.path, ())
    inner = list(takewhile(lambda child: child.kind in _INNER, below))
    whole = unit_span(section, children)
    if section.kind is SectionKind.HEADING and not inner:
        if not below:
            yield section.path, whole
        return
    words = len(whole.of(text).split())
    bullets = [c for c in inner if not _is_field(text, c)]
    shared = len(bullets) < len(inner) and not any(
        _holds_fields(text, c, children) for c in bullets
    )
    if words <= LONGEST and not (
        len(bullets) > 1 and not shared and _any_fields(text, bullets, children)
    ):
        yield section.path, whole
    elif shared and words <= LONGEST_WHOLE:
        yield section.path, whole
    else:
        yield from _cut_pieces(text, section.path, section.span, inner)


def _cut_pieces(
    text: str, path: str, span: Span, inner: Sequence[Section]
) -> Iterator[tuple[str, Span]]:
    """The run-in text, then bullets and paragraphs, short neighbours together."""
    opening = span
    for child in inner:
        merged = span.union(child.reach)
        small = len(span.of(text).split()) < 25 or _is_field(text, child)
        if small and len(merged.of(text).split()) <= LONGEST:
            path, span = (child.path if span == opening else path), merged
            continue
        yield path, span
        path, span = child.path, child.reach
    yield path, span


def _is_field(text: str, section: Section) -> bool:
    looked = view(text, [section.span]).text
    label = parse_label(looked) if section.label else None
    fields = find_fields(looked)
    return bool(fields) and fields[0].name <= (label.length if label else 0)


def _holds_fields(text: str, section: Section, children: Mapping[str, Sequence[Section]]) -> bool:
    return any(_is_field(text, child) for child in children.get(section.path, ()))


def _any_fields(
    text: str, sections: Sequence[Section], children: Mapping[str, Sequence[Section]]
) -> bool:
    return any(_holds_fields(text, section, children) for section in sections)


def _passage(document: Document, path: str, span: Span, breadcrumb: str) -> Passage:
    return Passage(
        id=f"{document.id}#{path}",
        document_id=document.id,
        path=path,
        span=span,
        breadcrumb=breadcrumb,
        text=view(document.text, [span]).text,
    )


def _numbered(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages with `~n` behind an id that occurs again."""
    seen: dict[str, int] = {}
    for passage in passages:
        seen[passage.id] = seen.get(passage.id, 0) + 1
        if seen[passage.id] == 1:
            yield passage
        else:
            yield Passage(
                id=f"{passage.id}~{seen[passage.id]}",
                document_id=passage.document_id,
                path=passage.path,
                span=passage.span,
                breadcrumb=passage.breadcrumb,
                text=passage.text,
            )
