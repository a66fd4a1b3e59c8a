"""The bodies that a document is addressed to, listed where its body begins."""

from collections.abc import Sequence

from knowledge.head.title import PREAMBLE
from knowledge.names.agencies import starts_with_body
from knowledge.outline.blocks import Block
from knowledge.text import fold

_LONGEST = 120  # characters of one addressee


def find_addressees(blocks: Sequence[Block]) -> tuple[range, str] | None:
    """Which blocks are the "Kính gửi" or "điện:" list that opens a body, and what it is called."""
    for n, block in enumerate(blocks[:3]):
        folded = fold(block.text)
        telegram = folded.rstrip(" *").endswith("dien:")
        if not telegram and not folded.startswith("kinh gui"):
            continue
        end = n + 1
        if folded.strip(" :*-") == "kinh gui":
            end = _plain(blocks, end)
        while (
            end < len(blocks)
            and blocks[end].text.startswith(("-", "–", "+"))
            and not PREAMBLE.match(fold(blocks[end].text))
        ):
            end += 1
        return range(n, end), "nơi nhận điện" if telegram else "Kính gửi"
    return None


def _plain(blocks: Sequence[Block], begin: int) -> int:
    """Where the addressees end that stand without dashes below a bare "Kính gửi:"."""
    end = begin
    while end < len(blocks) and len(blocks[end].text) < _LONGEST:
        text = blocks[end].text
        if not starts_with_body(text) or PREAMBLE.match(fold(text)):
            break
        end += 1
        if not text.endswith((";", ",")):
            break
    return end
