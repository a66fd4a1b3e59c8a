"""Words that recognition was unsure of, where a wrong letter would mislead."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.document import Assignment, Field, Header
from knowledge.text import Span

# Characters: a doubtful word so near may have been part of the number.
_NEAR = 2
# Quoted in a warning.
_LISTED = 6


def without_doubtful(
    text: str, header: Header, doubtful: Sequence[Span]
) -> tuple[Header, list[str]]:
    """The header without a number or day that was read unsurely, and warnings that ask for them.

    Numbers and days are often written by hand, which recognition takes for other letters.
    """
    warnings = []
    for name, called in (("number", "Số, ký hiệu"), ("date", "Ngày ban hành")):
        field: Field | None = getattr(header, name)
        if field is None or field.span is None:
            continue
        near = Span(start=max(0, field.span.start - _NEAR), end=field.span.end + _NEAR)
        if not _touches(near, doubtful):
            continue
        header = replace(header, **{name: None})
        read = " ".join(field.span.of(text).split())
        warnings.append(f"{called} đọc không chắc («{read}»); cần quản trị xem lại và bổ sung.")
    return header, warnings


def doubt_warning(
    text: str, doubtful: Sequence[Span], assignments: Iterable[Assignment]
) -> str | None:
    """A warning that quotes the doubtful words in numbers, dates and names of bodies."""
    names = [
        name.span
        for each in assignments
        for name in (*each.leads, *each.implementers, *each.partner_names)
    ]
    words = [
        word.of(text)
        for word in doubtful
        if any(letter.isdigit() for letter in word.of(text)) or _touches(word, names)
    ]
    if not words:
        return None
    listed = ", ".join(f"«{word}»" for word in dict.fromkeys(words[:_LISTED]))
    more = "…" if len(words) > _LISTED else ""
    return f"Chữ nhận dạng không chắc trong số, ngày, tên cơ quan: {listed}{more}; cần xem lại."


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.touches(other) for other in others)
