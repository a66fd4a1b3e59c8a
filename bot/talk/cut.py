"""Cutting texts to the size of a message, between sentences where that can be done."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from bot.message import Block

# A sentence is over behind these; a blank or line break follows.
_SENTENCE_END = re.compile(r"[.!?;:…»”)\]]\s")
_ZERO_WIDTH_JOINER = "\u200d"


def units(text: str) -> int:
    """The length as platforms count it: UTF-16 units, two for a character beyond the BMP."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces of at most `limit` units; nothing is lost but blanks at the cuts.

    A piece ends at a line end or sentence end in its last two thirds, else between words, and in
    a word only where that is longer than a piece; a letter keeps its combining marks.

    Raises:
        ValueError: If `limit` is below 8, which some letters with their marks need.
    """
    if limit < 8:
        raise ValueError(f"no piece of {limit} units is big enough")
    pieces = []
    rest = text.strip()
    while units(rest) > limit:
        end = _longest_prefix(rest, limit)
        position = _break(rest, end // 3, end)
        pieces.append(rest[:position].rstrip())
        rest = rest[position:].lstrip()
    return tuple(piece for piece in (*pieces, rest) if piece)


def cut_few(text: str, limit: int) -> tuple[str, ...]:
    """As `cut`, with as few pieces as can be without cutting words: long before well cut."""
    pieces = []
    rest = text.strip()
    while (size := units(rest)) > limit:
        # What is left for the others, which hold no more than they can.
        least = size - limit * ((size - 1) // limit)
        end = _longest_prefix(rest, limit)
        position = _break(rest, max(end // 3, _longest_prefix(rest, least)), end)
        pieces.append(rest[:position].rstrip())
        rest = rest[position:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def _longest_prefix(text: str, limit: int) -> int:
    """How many characters from the beginning take at most `limit` units."""
    end = min(len(text), limit)
    while units(text[:end]) > limit:
        end -= max(1, (units(text[:end]) - limit) // 2)
    return end


def _break(text: str, early: int, end: int) -> int:
    """Where to cut at `end` or before it; between words before `early` if need be."""
    line = text.rfind("\n", early, end)
    if line > 0:
        return line
    sentences = [match.start() + 1 for match in _SENTENCE_END.finditer(text, early, end)]
    if sentences:
        return sentences[-1]
    blank = max(text.rfind(" ", 1, end), text.rfind("\n", 1, end))
    if blank > 0:
        return blank
    whole = end
    while whole > 1 and _belongs_to_previous(text, whole):
        whole -= 1
    return whole if whole > 1 else end


def _belongs_to_previous(text: str, position: int) -> bool:
    if position >= len(text):
        return False
    here = text[position]
    joined = _ZERO_WIDTH_JOINER in (here, text[position - 1])
    return joined or bool(unicodedata.combining(here)) or "\ufe00" <= here <= "\ufe0f"


def pack(blocks: Sequence[Block], limit: int) -> tuple[tuple[Block, ...], ...]:
    """The blocks as messages of at most `limit` units, a line break between two blocks.

    A block goes whole into one message if it fits into any.
    """
    messages: list[list[Block]] = [[]]
    room = limit
    for block in blocks:
        for number, piece in enumerate(_pieces(block.text, limit, room)):
            size = units(piece) + (1 if messages[-1] and not number else 0)
            if number or size > room:
                messages.append([])
                room, size = limit, units(piece)
            messages[-1].append(replace(block, text=piece))
            room -= size
    return tuple(tuple(message) for message in messages if message)


def _pieces(text: str, limit: int, room: int) -> tuple[str, ...]:
    """A block's text cut up; the first piece fills a message that is less than half full."""
    if units(text) <= limit:
        return (text,) if text.strip() else ()
    if room - 1 > limit // 2:
        first = cut(text, room - 1)[0]
        return (first, *cut(text.strip()[len(first) :], limit))
    return cut(text, limit)
