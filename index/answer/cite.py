"""Making citations, each checked against the stored text when it is made."""

from collections.abc import Iterator

from index.answer.answer import Citation
from index.answer.wording import statements
from index.errors import SearchError
from index.force.statements import by_admin
from index.library.document_names import document_code, full_name, short_name
from index.question.place_words import place_in_words
from knowledge.document import Document, Draft, Known, Section, SectionKind, SourceKind
from knowledge.force.corrections import value_of
from knowledge.outline.units import table_unit
from knowledge.text import Span, clean


def cite(
    document: Document,
    path: str,
    span: Span,
    quote: Span | None = None,
    *,
    known_as: str | None = None,
) -> Citation:
    """The citation of a stretch of a document.

    Args:
        document: Where it stands.
        path: Its section path.
        span: What is cited, whole.
        quote: The proving words within it; all of it if None or elsewhere.
        known_as: The short name of the document in its library; if None the one that it has
            where no other document has it, too.

    Raises:
        SearchError: The span does not lie in the text.
    """
    excerpt = span.of(document.text)
    if span.end > len(document.text) or not excerpt.strip():
        raise SearchError(
            f"{document.source_file}: trích dẫn {span.start}–{span.end} không có trong văn bản."
        )
    proof = quote if quote is not None and span.contains(quote) else span
    number = document.identity.number
    page = document.page_of(proof.start)
    return Citation(
        document_id=document.id,
        source_file=document.source_file,
        document_number=number.value if number else None,
        document_name=full_name(document),
        short_name=known_as or short_name(document),
        teller="bản tin về " if document.source is SourceKind.NEWS else "",
        path=path,
        place=place_in_words(document, path) + (f", trang {page}" if page is not None else ""),
        page=page,
        excerpt=excerpt,
        span=span,
        quote=proof,
        code=f"{document_code(document)}-{path.lstrip('/')}",
        remark=_remark(document, path, span),
    )


def _remark(document: Document, path: str, cited: Span) -> str | None:
    """What must be said of a source, a sentence for each fault; None where there is none."""
    parts = (
        _of_unit(document, path),
        _of_draft(document),
        _of_source(document, cited),
        *_of_admin(document),
    )
    return ". ".join(part for part in parts if part) or None


def _of_admin(document: Document) -> Iterator[str]:
    """What admins say of the head of the document, against the text."""
    for each in document.corrections:
        if not each.path:
            yield by_admin(each.slot, each.value, value_of(document, each))


def _of_unit(document: Document, path: str) -> str | None:
    """What the table of a row says of its figures; a row by itself does not show it."""
    head: Section | None = None
    for section in document.sections:
        if section.kind is SectionKind.TABLE_HEADER:
            head = section
        elif section.path == path and section.kind is SectionKind.ROW and head is not None:
            unit = table_unit(document.text, head)
            return None if unit is None else statements.table_unit(clean(unit.of(document.text)))
    return None


def _of_draft(document: Document) -> str | None:
    match document.draft:
        case Draft.MARKED:
            return "Bản dự thảo, chưa phải văn bản ban hành"
        case Draft.UNSIGNED:
            return "Bản chưa có số và chưa có người ký; có thể là dự thảo"
    return None


def _of_source(document: Document, cited: Span) -> str | None:
    if document.source is SourceKind.NEWS:
        issuer = document.header.issuer
        teller = f"của {issuer.value}" if issuer else "không rõ nguồn"
        return f"Theo bản tin {teller}; kho chưa có bản gốc"
    number = document.identity.number
    if number is not None and number.known is Known.NAMED:
        return "Số theo tên tệp, chưa in trong văn bản; cần đối chiếu bản ký"
    # Of a Word file only what stands in its pictures was recognised.
    if document.recognised or any(cited.contains(word) for word in document.doubtful):
        return "Chữ đọc tự động từ bản quét; cần đối chiếu bản gốc"
    return None
