"""Words of a document between marks of ours, which nothing inside can close."""

import re

_OPENING, _CLOSING = "“„‟«‹❝〝「『", "”»›❞〞」』"
_STRAIGHT = '"＂ʺˮ'
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
_BEFORE_OPENING = " \t\n([{/-–—" + _OPENING


def inside(text: str) -> str:
    """The words as they stand between marks: a closing mark that none inside opened is bracketed.

    So a reader sees that it is the document's, and that the quotation goes on behind it. Marks in
    pairs stay as they are.
    """
    if _MARK.search(text) is None:
        return text
    pieces, position, depth = [], 0, 0
    for match in _MARK.finditer(text):
        mark, start = match[0], match.start()
        if mark in _STRAIGHT:
            # Straight marks open behind a blank and close behind anything else.
            opens = start == 0 or text[start - 1] in _BEFORE_OPENING
        else:
            opens = mark in _OPENING
        if opens:
            depth += 1
        elif depth:
            depth -= 1
        else:
            pieces += [text[position:start], f"[{mark}]"]
            position = match.end()
    return "".join((*pieces, text[position:]))
