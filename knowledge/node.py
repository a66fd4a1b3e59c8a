"""The nodes of an outline while it grows, and the paths they get."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.blocks import Block
from knowledge.document import SectionKind
from knowledge.labels import HAND_POINTS, Label, Style, roman
from knowledge.text import Span


@dataclass(slots=True)
class Node:
    """A node while the outline grows; `Section` is its frozen outcome."""

    path: str
    kind: SectionKind
    label: str | None
    style: Style | None
    value: int
    parts: tuple[int, ...]
    text: str
    heading: str | None
    span: Span
    parent: "Node | None"
    repaired: bool = False
    children: list["Node"] = field(default_factory=list)

    @property
    def level(self) -> int:
        """Depth from 1."""
        return 1 if self.parent is None or not self.parent.path else self.parent.level + 1


def plain_node(
    path: str, kind: SectionKind, span: Span, text: str, parent: Node | None = None
) -> Node:
    """A node without a label."""
    return Node(
        path=path, kind=kind, label=None, style=None, value=0, parts=(), text=text,
        heading=None, span=span, parent=parent,
    )  # fmt: skip


class Tree:
    """The nodes of one part in reading order, and the labelled ones that are still open.

    Args:
        prefix: Path prefix of the part.
        taken: Paths already used in the file; new ones are added.

    Attributes:
        root: The unnamed node above the part.
        nodes: All nodes but the root, in reading order.
        stack: The labelled nodes that enclose what comes next, outermost first.
        warnings: Sentences for the admin, in Vietnamese.
    """

    def __init__(self, prefix: str, taken: set[str]) -> None:
        self.prefix = prefix
        self.root = plain_node("", SectionKind.HEADING, Span(start=0, end=0), "")
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.warnings: list[str] = []
        self._taken = taken

    @property
    def holder(self) -> Node:
        """The innermost open node."""
        return self.stack[-1] if self.stack else self.root

    @property
    def base(self) -> str:
        """The part's prefix without its slash."""
        return self.prefix.rstrip("/")

    def claim(self, path: str) -> str:
        """`path`, or its first free variant `path(2)`, as taken."""
        candidate, n = path, 1
        while candidate in self._taken:
            n += 1
            candidate = f"{path}({n})"
        self._taken.add(candidate)
        return candidate

    def append(self, node: Node) -> None:
        """Add a node under its parent."""
        (node.parent or self.root).children.append(node)
        self.nodes.append(node)

    def add_plain(self, block: Block, path: str, kind: SectionKind, parent: Node) -> Node:
        """Add an unlabelled node at the first free variant of `path`."""
        node = plain_node(self.claim(path), kind, block.span, block.text, parent)
        self.append(node)
        return node

    def lift(self, nodes: Sequence[Node], top: Node) -> None:
        """Move `nodes` up to `top` as its closing paragraphs, `…/kết`."""
        for n, node in enumerate(nodes, start=1):
            self._taken.discard(node.path)
            suffix = f"kết{n}" if len(nodes) > 1 else "kết"
            node.path = self.claim(f"{top.path or self.base}/{suffix}")
            node.kind = SectionKind.CLOSING
            if node.parent is not None:
                node.parent.children.remove(node)
            node.parent = top
            top.children.append(node)


def label_path(parent: Node, label: Label, prefix: str, *, repaired: bool) -> str:
    """The path of a label under `parent`, the part's prefix included."""
    if label.style is Style.DIEU:
        return f"{prefix}Điều {label.value}"
    base: Node | None = parent
    if label.style is Style.DECIMAL:
        # "3.2" repeats its parent's number: II.3.2, not II.3.3.2.
        while base is not None and base.style in (Style.ARABIC, Style.DECIMAL):
            base = base.parent
    above = base.path[len(prefix) :] if base is not None and base.path else ""
    name = _last_step(label, repaired=repaired)
    return f"{prefix}{above}.{name}" if above else f"{prefix}{name}"


def _last_step(label: Label, *, repaired: bool) -> str:
    letters = "ABCDEFGHK"
    names = {
        Style.PHAN: f"Phần {roman(label.value)}",
        Style.CHUONG: f"Chương {roman(label.value)}",
        Style.MUC: f"Mục {label.value}",
        Style.TIEUMUC: f"Tiểu mục {label.value}",
        Style.ROMAN: roman(label.value),
        Style.CAPITAL: letters[label.value - 1] if 0 < label.value <= 9 else label.printed[0],
        Style.DECIMAL: ".".join(map(str, label.parts)),
        Style.PAREN: f"({label.value})",
        Style.POINT: HAND_POINTS[label.value - 1] if repaired else label.printed[0],
    }
    return names.get(label.style, str(label.value))
