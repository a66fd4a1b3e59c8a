"""The nodes of an outline while it grows, and the paths they get."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.document import Section, SectionKind
from knowledge.outline.blocks import Block
from knowledge.outline.labels import HAND_POINTS, Label, Style, roman
from knowledge.text import Span


@dataclass(slots=True, eq=False)
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
    cells: tuple[Span, ...] = ()
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


class Paths:
    """The paths given in a file, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._repeats: dict[str, int] = {}

    def claim(self, path: str) -> str:
        """`path`, or its first free variant `path(2)`, as taken."""
        candidate = path
        while candidate in self._taken:
            self._repeats[path] = self._repeats.get(path, 1) + 1
            candidate = f"{path}({self._repeats[path]})"
        self._taken.add(candidate)
        return candidate

    def release(self, path: str) -> None:
        """Give a path back that no node has any more."""
        self._taken.discard(path)


class Tree:
    """The nodes of one part in reading order, and the labelled ones that are still open.

    Args:
        prefix: Path prefix of the part.
        paths: The paths of the file.

    Attributes:
        root: The unnamed node above the part.
        nodes: All nodes but the root, in reading order.
        stack: The labelled nodes that enclose what comes next, outermost first.
        warnings: Sentences for the admin, in Vietnamese.
    """

    def __init__(self, prefix: str, paths: Paths) -> None:
        self.prefix = prefix
        self.paths = paths
        self.root = plain_node("", SectionKind.HEADING, Span(start=0, end=0), "")
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.warnings: list[str] = []
        self._counts: Counter[tuple[Node, SectionKind]] = Counter()

    @property
    def holder(self) -> Node:
        """The innermost open node."""
        return self.stack[-1] if self.stack else self.root

    @property
    def base(self) -> str:
        """The part's prefix without its slash or blank."""
        return self.prefix.rstrip("/ ")

    def append(self, node: Node) -> None:
        """Add a node under its parent."""
        parent = node.parent or self.root
        parent.children.append(node)
        self._counts[parent, node.kind] += 1
        self.nodes.append(node)

    def count(self, parent: Node, kind: SectionKind) -> int:
        """How many nodes of a kind were added under `parent`."""
        return self._counts[parent, kind]

    def last(self, style: Style) -> Node | None:
        """The last node with a label of that style."""
        return next((n for n in reversed(self.nodes) if n.style is style), None)

    def add_plain(self, block: Block, path: str, kind: SectionKind, parent: Node) -> Node:
        """Add an unlabelled node at the first free variant of `path`."""
        node = plain_node(self.paths.claim(path), kind, block.span, block.text, parent)
        node.cells = block.cells
        self.append(node)
        return node

    def lift(self, nodes: Sequence[Node], top: Node) -> None:
        """Move `nodes` up to `top` as its closing paragraphs, `…/kết`."""
        for n, node in enumerate(nodes, start=1):
            self.paths.release(node.path)
            suffix = f"kết{n}" if len(nodes) > 1 else "kết"
            node.path = self.paths.claim(f"{top.path or self.base}/{suffix}")
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
        Style.ORDINAL: label.printed,
        Style.PAREN: f"({label.value})",
        Style.POINT: HAND_POINTS[label.value - 1] if repaired else label.printed[0],
    }
    return names.get(label.style, str(label.value))


def sections_of(nodes: Sequence[Node]) -> tuple[Section, ...]:
    """The sections that all nodes of a document become, in reading order."""
    reaches: dict[int, int] = {}
    for node in nodes:
        above: Node | None = node
        while above is not None:
            reaches[id(above)] = max(reaches.get(id(above), 0), node.span.end)
            above = above.parent
    ordered = sorted(nodes, key=lambda node: (node.span.start, node.level))
    return tuple(
        Section(
            path=node.path,
            kind=node.kind,
            label=node.label,
            heading=node.heading,
            level=node.level,
            parent=node.parent.path if node.parent is not None and node.parent.path else None,
            span=node.span,
            reach=Span(start=node.span.start, end=reaches[id(node)]),
            repaired=node.repaired,
            cells=node.cells,
        )
        for node in ordered
    )
