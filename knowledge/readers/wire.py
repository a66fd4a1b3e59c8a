"""What the sandbox and its child say to each other: data only, nothing that could run."""

import json
from collections.abc import Sequence

from knowledge.extract import Box, Extract, Method, Place
from knowledge.text import Span

# Exit statuses of the child: the reader refused the file, or needed too much memory.
REFUSED_EXIT = 3
MEMORY_EXIT = 4
# An argument of a reader: in the file is one that LibreOffice opens.
OFFICE = "office"


def to_wire(extract: Extract) -> bytes:
    """The bytes that `from_wire` reads."""
    return json.dumps(
        {
            "text": extract.text,
            "method": extract.method.value,
            "places": [_row(place) for place in extract.places],
            "pages": [[span.start, span.end] for span in extract.pages],
            "recognised": extract.recognised,
            "doubtful": [[span.start, span.end] for span in extract.doubtful],
            "warnings": list(extract.warnings),
            "draft": extract.draft,
        },
        ensure_ascii=False,
    ).encode()


def from_wire(data: bytes) -> Extract:
    """The extract that `to_wire` wrote."""
    row = json.loads(data)
    return Extract(
        text=row["text"],
        method=Method(row["method"]),
        places=tuple(_place(*each) for each in row["places"]),
        pages=tuple(Span(start=start, end=end) for start, end in row["pages"]),
        recognised=row["recognised"],
        doubtful=tuple(Span(start=start, end=end) for start, end in row["doubtful"]),
        warnings=tuple(row["warnings"]),
        draft=row["draft"],
    )


def _row(place: Place) -> list[float]:
    box = place.box
    sides = (round(side, 1) for side in (box.left, box.top, box.right, box.bottom))
    return [place.span.start, place.span.end, box.page, *sides]


def _place(
    start: int, end: int, page: int, left: float, top: float, right: float, bottom: float
) -> Place:
    box = Box(page=page, left=left, top=top, right=right, bottom=bottom)
    return Place(span=Span(start=start, end=end), box=box)


def members_to_wire(members: Sequence[tuple[str, bytes]]) -> bytes:
    """The bytes that `members_from_wire` reads: the files of an archive with their names."""
    heads = json.dumps([[name, len(data)] for name, data in members]).encode()
    return b"".join([heads, b"\n", *(data for _, data in members)])


def members_from_wire(data: bytes) -> list[tuple[str, bytes]]:
    """The files that `members_to_wire` wrote."""
    heads, _, rest = data.partition(b"\n")
    found, begin = [], 0
    for name, size in json.loads(heads):
        found.append((name, rest[begin : begin + size]))
        begin += size
    return found
