"""Quotations of several paragraphs: amendments quote whole articles with labels of their own."""

from collections.abc import Sequence

from knowledge.outline.blocks import Block

# A quotation that isn't closed within so many paragraphs lacks its mark; it ends at once.
_LONGEST = 60


def quoted_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of blocks inside a quotation that an earlier block opens."""
    found: set[int] = set()
    n = 0
    while n < len(blocks):
        end = _closing(blocks, n) if blocks[n].text.startswith(("“", '"')) else n
        found.update(range(n + 1, end + 1))
        n = end + 1
    return frozenset(found)


def _closing(blocks: Sequence[Block], start: int) -> int:
    """The block that closes the quotation which `start` opens; `start` if none does."""
    curly = blocks[start].text.startswith("“")
    depth = 0
    for n in range(start, min(len(blocks), start + _LONGEST)):
        text = blocks[n].text
        depth += text.count("“") - text.count("”") if curly else text.count('"')
        if depth <= 0 if curly else depth % 2 == 0:
            return n
    return start
