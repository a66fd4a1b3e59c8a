"""Closing paragraphs of a part: they belong to no item, though they stand after the last one."""

import re
from collections.abc import Callable

from knowledge.document import SectionKind
from knowledge.labels import Style
from knowledge.node import Node, Tree
from knowledge.text import fold

_CLOSING = re.compile(
    r"^\W*(giao |de nghi |yeu cau |tren day la|trong qua trinh|qua trinh |"
    r"van phong .{0,40}xin thong bao|(?:\S+ ){1,12}?(yeu cau|de nghi)\b)"
)


def lift_closing(tree: Tree) -> None:
    """Lift trailing paragraphs that belong to no item out of the last one, as `…/kết`."""
    _lift_trailing(tree, _is_closing)


def lift_remark(tree: Tree) -> None:
    """Lift a bracketed remark that ends a part, "(Kèm theo Phụ lục)", out of its last item."""
    _lift_trailing(tree, lambda text: text.startswith("(") and text.endswith((")", ").")))


def _is_closing(text: str) -> bool:
    return bool(_CLOSING.match(fold(text))) or text.rstrip().endswith(("./.", "/."))


def _lift_trailing(tree: Tree, is_closing: Callable[[str], bool]) -> None:
    if not tree.stack:
        return
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
    closing = next((n for n in places if is_closing(trailing[n].text)), None)
    if closing is not None:
        tree.lift(trailing[closing:], _top(tree))


def _top(tree: Tree) -> Node:
    """The part that a closing paragraph closes."""
    outermost, *inner = tree.stack
    if outermost.style in (Style.ROMAN, Style.PHAN, Style.CHUONG):
        return outermost
    if outermost.style is Style.DIEU and inner and inner[0].style is Style.ROMAN:
        return inner[0]
    return tree.root
