"""Closing paragraphs of a part: they belong to no item, though they stand after the last one."""

import re
from collections.abc import Callable

from knowledge.document import SectionKind
from knowledge.outline.labels import Style
from knowledge.outline.node import Node, Tree
from knowledge.text import fold

_CLOSING = re.compile(
    r"^\W*(giao |de nghi |yeu cau |tren day la|trong qua trinh|qua trinh |"
    r"van phong .{0,40}(xin )?thong bao|"
    r"(ke hoach|chuong trinh|huong dan|chi thi|quy che|quyet dinh)( \w+){0,2} nay|"
    r"(?:\S+ ){1,12}?(yeu cau|de nghi)\b)"
)


def lift_closing(tree: Tree) -> None:
    """Lift trailing paragraphs that belong to no item out of the last one, as `…/kết`."""
    _lift_trailing(tree, _speaks_to_all) or _lift_trailing(tree, _ends_all, alone=True)


def lift_remark(tree: Tree) -> None:
    """Lift a bracketed remark that ends a part, "(Kèm theo Phụ lục)", out of its last item."""
    _lift_trailing(tree, lambda text: text.startswith("(") and text.endswith((")", ").")))


def is_closing(text: str) -> bool:
    """Whether a paragraph speaks to all, of the whole document, or ends it."""
    return _speaks_to_all(text) or _ends_all(text)


def _speaks_to_all(text: str) -> bool:
    return bool(_CLOSING.match(fold(text)))


def _ends_all(text: str) -> bool:
    return text.rstrip().endswith(("./.", "/."))


def _lift_trailing(tree: Tree, closes: Callable[[str], bool], *, alone: bool = False) -> bool:
    """Lift the first trailing paragraph that `closes`, and those after it; whether any was.

    Args:
        tree: The outline of a part.
        closes: Whether the text of a paragraph closes the part.
        alone: It must be the only one, else it is the last of its item's own paragraphs.
    """
    if not tree.stack:
        return False
    last = tree.stack[-1]
    trailing: list[Node] = []
    for node in reversed(tree.nodes):
        if node.parent is not last or node.kind is not SectionKind.PARA:
            break
        trailing.insert(0, node)
    has_content = last.kind is SectionKind.ITEM or len(last.children) > len(trailing)
    # The first paragraph under a bare heading is what the heading is about.
    start = 0 if has_content else 1
    places = range(start, len(trailing))
    closing = next((n for n in places if closes(trailing[n].text)), None)
    if closing is None or alone and closing != start:
        return False
    tree.lift(trailing[closing:], _top(tree))
    return True


def _top(tree: Tree) -> Node:
    """The part that a closing paragraph closes."""
    outermost, *inner = tree.stack
    if outermost.style in (Style.ROMAN, Style.PHAN, Style.CHUONG):
        return outermost
    if outermost.style is Style.DIEU and inner and inner[0].style is Style.ROMAN:
        return inner[0]
    return tree.root
