"""Notes below a document, each "[n] …" over one or several printed lines."""

import re
from collections.abc import Sequence

from knowledge.outline.lines import Line
from knowledge.text import Span

_MARK = re.compile(r"\[\d{1,3}\]")
_FINISHED = re.compile(r"[.!?…]\W*$")
# A line that fills this share of the widest one before it was broken by its margin.
_FULL = 0.85


def note_spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Where each note stands, its mark included.

    A note goes on while its last line is unfinished or reaches the margin; what a web page
    prints behind the last note belongs to none.
    """
    found: list[Span] = []
    group: list[Line] = []
    for line in lines:
        if _MARK.match(line.text):
            group = [line]
            found.append(line.span)
        elif group and _goes_on(group):
            group.append(line)
            found[-1] = found[-1].union(line.span)
        else:
            group = []
    return tuple(found)


def _goes_on(group: Sequence[Line]) -> bool:
    last = group[-1].text
    widest = max(len(line.text) for line in group)
    return not _FINISHED.search(last) or (len(group) > 1 and len(last) >= _FULL * widest)
