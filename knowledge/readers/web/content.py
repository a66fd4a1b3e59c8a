"""Which part of a web page holds the document, and which is the site around it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from knowledge.extract import CELL_BREAK
from knowledge.outline.labels import parse_label
from knowledge.readers.web.blocks import WebBlock
from knowledge.text import fold

# Shorter paragraphs are menus, captions and headings as often as text; in characters.
_PROSE = 60
# Below this, in characters, the prose of a page doesn't tell where its document stands.
_LEAST_PROSE = 200
# The part must hold this share of the page's prose: of a page with the signs of a document all
# but a little, of news, where readers' comments and teasers stand below, most of it.
_SHARE_OF_DOCUMENT = 0.9
_SHARE_OF_NEWS = 0.6
_FRAME = re.compile(
    r"(cong ho[af] xa hoi chu nghia viet nam|dang cong san viet nam|noi nhan\b.{0,3}$|"
    r"(phu luc|bieu mau)( (so )?[ivx\d]+)?\W*($|:)|\W*(ban hanh )?kem theo \D{4,40}\bso\b)"
)
# An annex in a page of its own has no motto, but tells to what it belongs.
_OFFICIAL = re.compile(
    r"cong ho[af] xa hoi chu nghia viet nam|dang cong san viet nam|"
    r"\W*(ban hanh )?kem theo \D{4,40}\bso\b"
)
_POSTED = re.compile(
    r"\W*(thu \w+|chu nhat|ngay)?[\s,]*(\d{1,2}:\d{2})?.{0,12}\d{1,2}/\d{1,2}/\d{4}"
)
_PUBLISHER = re.compile(r"(BÁO|ĐÀI|CỔNG THÔNG TIN|TẠP CHÍ)\s+[A-ZĐ]|T[oò][aà] soạn|Tổng biên tập")
_SHORTEST_HEADLINE = 25
# Where pages print their outline, as many of its lines stand together.
_OUTLINE_RUN = 5
# Labels that no document prints alone on a line; so many of them are an outline.
_BARE_LABEL = re.compile(r"(khoan|diem)\s+\S{1,4}$")
_BARE_LABELS = 3
_LONGEST_HEADING = 250


def content(blocks: Sequence[WebBlock]) -> tuple[WebBlock, ...]:
    """The blocks of the document that a page holds: links, the site and its outline left out."""
    shown = [block for block in blocks if block.linked <= len(block.text) / 2]
    part = _part(shown)
    return tuple(_without_outline(part))


def _part(blocks: Sequence[WebBlock]) -> Sequence[WebBlock]:
    """The blocks of the innermost element that holds the prose and the frame."""
    weights, holders = _weights(blocks)
    total = sum(weights)
    if total < _LEAST_PROSE:
        return blocks
    official = any(_OFFICIAL.match(phrase) for block in blocks for phrase in _phrases(block))
    needed = _frame_lines(blocks) if official else _news_lines(blocks, weights)
    share = _SHARE_OF_DOCUMENT if official else _SHARE_OF_NEWS
    best, least = None, len(blocks) + 1
    for element, inside in holders.items():
        if sum(weights[n] for n in inside) < share * total or not needed <= set(inside):
            continue
        if len(inside) < least:
            best, least = element, len(inside)
    if best is None:
        return blocks
    kept = set(holders[best])
    if not official:
        kept |= set(_imprint(blocks, max(kept)))
    return [block for n, block in enumerate(blocks) if n in kept]


def _weights(
    blocks: Sequence[WebBlock],
) -> tuple[list[int], dict[etree._Element, list[int]]]:
    """Characters of prose by block, and the blocks inside each element around any."""
    seen: set[str] = set()
    weights: list[int] = []
    holders: dict[etree._Element, list[int]] = {}
    for n, block in enumerate(blocks):
        prose = block.is_row or len(block.text) >= _PROSE
        weights.append(len(block.text) if prose and block.text not in seen else 0)
        seen.add(block.text)
        for element in (block.element, *block.element.iterancestors()):
            holders.setdefault(element, []).append(n)
    return weights, holders


def _frame_lines(blocks: Sequence[WebBlock]) -> set[int]:
    """The first of each line that opens or closes an official document."""
    first: dict[str, int] = {}
    for n, block in enumerate(blocks):
        for phrase in _phrases(block):
            if match := _FRAME.match(phrase):
                first.setdefault(match[1], n)
    return set(first.values())


def _phrases(block: WebBlock) -> list[str]:
    """The folded text of a paragraph, or of each paragraph in the cells of a row."""
    return [phrase.strip() for phrase in re.split(rf"[|{CELL_BREAK}]", fold(block.text))]


def _news_lines(blocks: Sequence[WebBlock], weights: Sequence[int]) -> set[int]:
    """The posting time above the longest text of the page, and the headline above that."""
    longest = max(range(len(blocks)), key=lambda n: weights[n])
    posted = [n for n in range(longest) if _is_posted(blocks[n])][-1:]
    titles = [n for n in range(longest) if blocks[n].element.tag == "h1"]
    above = [n for n in range(max(posted, default=0)) if len(blocks[n].text) > _SHORTEST_HEADLINE]
    return {*posted, *(titles or above)[-1:]}


def _is_posted(block: WebBlock) -> bool:
    return len(block.text) < 60 and bool(_POSTED.match(fold(block.text)))


def _imprint(blocks: Sequence[WebBlock], last: int) -> Iterator[int]:
    """The lines below a news item that name the paper and its place."""
    for n in range(last + 1, len(blocks)):
        if _PUBLISHER.search(blocks[n].text) and len(blocks[n].text) < 150:
            yield n


def _without_outline(blocks: Sequence[WebBlock]) -> Iterator[WebBlock]:
    """The blocks but for the outline: runs of labels alone, or of lines that stand twice."""
    times = Counter(_plain(block.text) for block in blocks)
    n = 0
    while n < len(blocks):
        end = n
        while end < len(blocks) and _lists(blocks[end], times):
            end += 1
        run = [_plain(block.text) for block in blocks[n:end]]
        twice = len(run) >= _OUTLINE_RUN and all(times[words] > 1 for words in run)
        if not twice and sum(bool(_BARE_LABEL.match(words)) for words in run) < _BARE_LABELS:
            end = max(end, n + 1)
            yield from blocks[n:end]
        n = end


def _lists(block: WebBlock, times: Counter[str]) -> bool:
    """Whether an outline may have the line: a label, with a heading or a line that stands twice."""
    words = _plain(block.text)
    if block.is_row or len(words) > _LONGEST_HEADING and times[words] == 1:
        return False
    return bool(_BARE_LABEL.match(words)) or parse_label(block.text) is not None


def _plain(text: str) -> str:
    return fold(text).strip(" .:-")
