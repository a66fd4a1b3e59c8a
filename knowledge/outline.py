"""The numbered outline of a part: numbering read as a soft sequence, not as a pattern.

A label counts only if it continues its sequence or opens a child level; repeats and jumps of up
to three are accepted with a warning, larger ones are text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge.blocks import Block
from knowledge.document import SectionKind
from knowledge.labels import HAND_POINTS, Label, Style, follows, parse_label, point_value
from knowledge.tables import Table
from knowledge.text import Span, fold

_NO_STOP = re.compile(r"[^.;:!?…,]$")
_FIELD = re.compile(
    r"^(?:(?:cơ quan|đơn vị|bộ phận|phòng|sở|ngành)[^:]{0,60}|(?:thời (?:gian|hạn)|tiến độ|sản phẩm|kết quả|"
    r"kinh phí|lãnh đạo)[^:]{0,40}|phối hợp[^:]{0,20}|chủ trì[^:]{0,20}):",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(giao |de nghi |yeu cau |tren day la|trong qua trinh|qua trinh |van phong .{0,40}xin thong bao|"
    r"(?:\S+ ){1,12}?(yeu cau|de nghi)\b)"
)
_ENACTING = re.compile(
    r"^(quyet dinh|quyet nghi|chi thi|nghi quyet|ban hanh|nghi dinh|thong nhat|hien nay)\s*:$"
)
_MAX_HEADING = 260


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
    cells: tuple[Span, ...] = ()

    @property
    def level(self) -> int:
        """Depth from 1."""
        return 1 if self.parent is None or not self.parent.path else self.parent.level + 1


def new_root(span: Span) -> Node:
    """The unnamed node above a part."""
    return Node(
        path="", kind=SectionKind.HEADING, label=None, style=None, value=0, parts=(), text="",
        heading=None, span=span, parent=None,
    )  # fmt: skip


class OutlineBuilder:
    """Grows the outline of one part block by block.

    Args:
        prefix: Path prefix of the part.
        opening: Path name of what stands before the first label; None for plain paragraphs.
        recognised: The text comes from optical recognition, so misread labels may be mended.
        taken: Paths already used in the file; new ones are added.
    """

    def __init__(
        self, prefix: str, *, recognised: bool, taken: set[str], opening: str | None = None
    ) -> None:
        self.prefix = prefix
        self._opening = opening
        self.root = new_root(Span(start=0, end=0))
        self.nodes: list[Node] = []
        self.warnings: list[str] = []
        self._recognised = recognised
        self._taken = taken
        self._stack: list[Node] = []
        self._bullet: Node | None = None
        self._plus: Node | None = None
        self._seen: set[Style] = set()
        self._started = False

    def add(self, block: Block, following: Block | None) -> None:
        """Place one block; `following` is the next one, which tells a heading from an item."""
        label = parse_label(block.text, recognised=self._recognised)
        if label is not None and label.style >= Style.BULLET:
            self._add_bullet(block, label)
            return
        if label is not None:
            accepted = self._accept(label, block, following)
            if accepted is not None:
                self._add_labelled(block, accepted, following)
                return
            self.warnings.append(
                f"Số thứ tự «{label.printed}» không nối tiếp mạch đánh số, coi là lời văn."
            )
        self._add_plain(block, following)

    # Labels

    def _accept(
        self, label: Label, block: Block, following: Block | None
    ) -> tuple[Label, Node, bool] | None:
        """The label as it is to be placed, its parent, and whether it was mended."""
        if label.style is Style.DECIMAL:
            return self._accept_decimal(label)
        if self._recognised and (numeral := self._mend_numeral(label, following)) is not None:
            return numeral, self._parent_for(numeral), True
        sibling = next((n for n in reversed(self._stack) if n.style is label.style), None)
        if sibling is not None and not self._starts_inner_list(label, sibling):
            mended, repaired = self._mend(label, sibling)
            parent = sibling.parent or self.root
            if follows(sibling.value, mended.value) or mended.value == 1:
                return mended, parent, repaired
            return self._accept_mended_digit(label)
        if self._recognised and (mended_digit := self._accept_mended_digit(label)) is not None:
            return mended_digit
        if label.style is Style.DIEU and self._continues_articles(label):
            return label, self._parent_for(label), False
        if label.value > 4 or label.value == 0 or self._is_sentence_label(label, block):
            return None
        return label, self._parent_for(label), False

    def _mend_numeral(self, label: Label, following: Block | None) -> Label | None:
        """In recognised text: a chapter without its numeral, and "I." read as "1." over another "1."."""
        if label.style is Style.CHUONG and label.value == 0:
            before = [n.value for n in self.nodes if n.style is Style.CHUONG]
            return _with_value(label, (before[-1] if before else 0) + 1)
        if (
            label.style is Style.ARABIC
            and label.value == 1
            and following is not None
            and not self._stack
        ):
            inner = parse_label(following.text)
            if inner is not None and inner.style is Style.ARABIC and inner.value == 1:
                return Label(
                    style=Style.ROMAN,
                    value=1,
                    parts=(1,),
                    printed=label.printed,
                    length=label.length,
                )
        return None

    def _continues_articles(self, label: Label) -> bool:
        """Articles are numbered through all chapters."""
        before = [n.value for n in self.nodes if n.style is Style.DIEU]
        return bool(before) and follows(before[-1], label.value)

    def _starts_inner_list(self, label: Label, sibling: Node) -> bool:
        """Whether `1.` opens a list inside the current deeper node instead of starting over."""
        top = self._stack[-1]
        return label.value == 1 and top is not sibling and top.text.rstrip().endswith(":")

    def _is_sentence_label(self, label: Label, block: Block) -> bool:
        if label.style is Style.ROMAN:
            rest = block.text[label.length :]
            return len(rest) > _MAX_HEADING and not rest[:20].isupper()
        return label.style is Style.CAPITAL and label.value > 2

    def _mend(self, label: Label, sibling: Node) -> tuple[Label, bool]:
        if label.style is not Style.POINT:
            return label, False
        letter = label.printed[0]
        value = point_value(letter, sibling.value)
        if self._recognised and value != sibling.value + 1:
            # c) is read as g) or e), d) as đ): what the sequence expects wins over the ink.
            if (letter, sibling.value + 1) in {("g", 3), ("e", 3), ("đ", 4), ("o", 3), ("d", 5)}:
                return _with_value(label, sibling.value + 1), True
        return _with_value(label, value), False

    def _accept_mended_digit(self, label: Label) -> tuple[Label, Node, bool] | None:
        """In recognised text `9)` after `c)` is the point `d)`."""
        if (
            not self._recognised
            or label.style is not Style.ARABIC
            or not label.printed.endswith(")")
        ):
            return None
        point = next((n for n in reversed(self._stack) if n.style is Style.POINT), None)
        if point is None or (label.printed[0], point.value) not in {("9", 3), ("0", 2), ("6", 1)}:
            return None
        mended = Label(
            style=Style.POINT, value=point.value + 1, parts=(point.value + 1,),
            printed=label.printed, length=label.length,
        )  # fmt: skip
        return mended, point.parent or self.root, True

    def _accept_decimal(self, label: Label) -> tuple[Label, Node, bool] | None:
        for node in reversed(self._stack):
            if node.style is Style.DECIMAL and len(node.parts) == len(label.parts):
                if node.parts[:-1] == label.parts[:-1] and follows(node.value, label.value):
                    return label, node.parent or self.root, False
            if node.style in (Style.ARABIC, Style.DECIMAL) and node.parts == label.parts[:-1]:
                if label.value <= 4:
                    return label, node, False
            if (
                node.style in (Style.ROMAN, Style.PHAN, Style.MUC)
                and (node.value,) == label.parts[:-1]
            ):
                if label.value <= 4 or any(c.style is Style.DECIMAL for c in node.children):
                    return label, node, False
        last = next(
            (n for n in reversed(self.nodes) if n.style in (Style.ARABIC, Style.DECIMAL)), None
        )
        if (
            label.value == 1
            and len(label.parts) == 2
            and label.parts[0] <= (last.parts[0] if last else 0) + 1
        ):
            base = [n for n in self._stack if n.style is not None and n.style < Style.ARABIC]
            self.warnings.append(f"Mục {label.printed} không có mục mẹ {label.parts[0]}.")
            return label, base[-1] if base else self.root, False
        return None

    def _parent_for(self, label: Label) -> Node:
        """Where a style that is not on the stack belongs: by rank, unless it opens a new inner style."""
        if not self._stack:
            return self.root
        unusual = label.style < (self._stack[-1].style or 0) and label.style not in self._seen
        if unusual and label.value == 1 and label.style is not Style.DIEU:
            return self._stack[-1]
        above = [n for n in self._stack if n.style is not None and n.style < label.style]
        return above[-1] if above else self.root

    def _add_labelled(
        self, block: Block, accepted: tuple[Label, Node, bool], following: Block | None
    ) -> None:
        label, parent, repaired = accepted
        self._warn_sequence(label, parent)
        if label.style <= Style.ROMAN:
            self._lift_trailing(lambda text: text.startswith("(") and text.endswith((")", ").")))
        while self._stack and self._stack[-1] is not parent:
            self._stack.pop()
        rest = block.text[label.length :].strip()
        is_heading = _reads_as_heading(rest, following)
        path, printed_twice = self._unique(
            self.prefix + _join(parent, label, self.prefix, repaired)
        )
        node = Node(
            path=path,
            kind=SectionKind.HEADING if is_heading else SectionKind.ITEM,
            label=label.printed,
            style=label.style,
            value=label.value,
            parts=label.parts,
            text=block.text,
            heading=rest.rstrip(" :") or None if is_heading else None,
            span=block.span,
            parent=parent,
            repaired=repaired,
        )
        if printed_twice:
            self.warnings.append(f"Số thứ tự {label.printed} lặp lại; mục thứ hai ghi là {path}.")
        if repaired:
            self.warnings.append(f"Nhãn «{label.printed}» đọc sai, theo mạch là {path}.")
        self._append(node)
        self._stack.append(node)
        self._seen.add(label.style)
        self._bullet = self._plus = None
        self._started = True

    def _warn_sequence(self, label: Label, parent: Node) -> None:
        same_run = self.nodes if label.style is Style.DIEU else parent.children
        before = [c.value for c in same_run if c.style is label.style]
        if not before and label.value > 1:
            self.warnings.append(f"Mục {label.printed} là số đầu tiên ở bậc này (không có số 1).")
        elif before and label.value > before[-1] + 1:
            self.warnings.append(f"Đánh số nhảy từ {before[-1]} đến {label.printed}.")

    # Bullets and paragraphs

    def _add_bullet(self, block: Block, label: Label) -> None:
        holder = self._stack[-1] if self._stack else self.root
        if label.style is Style.PLUS and self._bullet is not None:
            holder, mark = self._bullet, "+"
        else:
            mark = "b"
        count = sum(1 for c in holder.children if c.kind is SectionKind.BULLET) + 1
        path, _ = self._unique(f"{holder.path or self.prefix.rstrip('/')}/{mark}{count}")
        node = self._plain_node(block, path, SectionKind.BULLET, holder)
        node.label = label.printed
        if mark == "b":
            self._bullet, self._plus = node, None
        else:
            self._plus = node

    def _add_plain(self, block: Block, following: Block | None) -> None:
        if self._bullet is not None and _FIELD.match(block.text):
            holder = self._bullet
        else:
            holder = self._stack[-1] if self._stack else self.root
            self._bullet = self._plus = None
        if not self._stack and not self._started and self._add_opening(block, following):
            return
        if self._add_chapter_title(block):
            return
        first = 2 if holder.kind is SectionKind.ITEM else 1
        count = sum(1 for c in holder.children if c.kind is SectionKind.PARA) + first
        path, _ = self._unique(f"{holder.path or self.prefix.rstrip('/')}/p{count}")
        self._plain_node(block, path, SectionKind.PARA, holder)

    def _add_chapter_title(self, block: Block) -> bool:
        """The line in capitals under a bare "Chương I" is its title."""
        last = self._stack[-1] if self._stack else None
        if (
            last is None
            or last is not self.nodes[-1]
            or last.style is None
            or last.style > Style.DIEU
        ):
            return False
        if last.heading or not block.text.isupper():
            return False
        last.heading, last.kind = block.text, SectionKind.HEADING
        last.span = last.span.union(block.span)
        return True

    def _add_opening(self, block: Block, following: Block | None) -> bool:
        """Preambles and unnumbered headings before the first label; True if it was one."""
        folded = fold(block.text)
        if _ENACTING.match(folded):
            return True
        if block.text.isupper() and len(block.text) < 80 and self._opening:
            return True
        if block.text.rstrip().endswith(":") and len(block.text) < 60 and following is not None:
            if parse_label(following.text) is not None and not folded.startswith("can cu"):
                path, _ = self._unique(
                    f"{self.prefix}/{block.text.rstrip(' :')}".replace("//", "/")
                )
                self._plain_node(block, path, SectionKind.UNNUMBERED, self.root)
                return True
        if self._opening is None:
            return False
        name = self._opening
        if re.match(r"\W*(can c|theo de nghi|xet de nghi)", folded):
            name = "căn cứ"
        elif re.match(r"\(\s*(kem theo|ban hanh kem)", folded):
            name = "kèm theo"
        last = self.nodes[-1] if self.nodes else None
        if last is not None and last.path.endswith("/căn cứ") and name == "căn cứ":
            last.span, last.text = last.span.union(block.span), f"{last.text} {block.text}"
            return True
        path, _ = self._unique(f"{self.prefix.rstrip('/')}/{name}")
        self._plain_node(block, path, SectionKind.PREAMBLE, self.root)
        return True

    def _plain_node(self, block: Block, path: str, kind: SectionKind, holder: Node) -> Node:
        node = Node(
            path=path, kind=kind, label=None, style=None, value=0, parts=(), text=block.text,
            heading=None, span=block.span, parent=holder, cells=block.cells,
        )  # fmt: skip
        self._append(node)
        return node

    def _append(self, node: Node) -> None:
        (node.parent or self.root).children.append(node)
        self.nodes.append(node)

    def claim(self, path: str) -> str:
        """`path`, or its first free variant, as taken."""
        return self._unique(path)[0]

    def _unique(self, path: str) -> tuple[str, bool]:
        candidate, n = path, 1
        while candidate in self._taken:
            n += 1
            candidate = f"{path}({n})"
        self._taken.add(candidate)
        return candidate, n > 1

    # Closing paragraphs

    def add_rows(self, table: Table) -> None:
        """Place a task table: its head, its groups and its rows, under the current node."""
        holder = self._stack[-1] if self._stack else self.root
        base = holder.path or self.prefix.rstrip("/")
        head, _ = self._unique(f"{base}/tiêu đề bảng")
        self._plain_node(table.head, head, SectionKind.TABLE_HEADER, holder)
        group: Node | None = None
        for row in table.rows:
            above = (
                group.path if group is not None and table.restarts and not row.is_group else base
            )
            separator = "." if above != base else "/"
            path, _ = self._unique(f"{above}{separator}{row.label}")
            kind = SectionKind.GROUP if row.is_group else SectionKind.ROW
            node = self._plain_node(
                row.block, path, kind, group if group and not row.is_group else holder
            )
            node.label = row.printed
            row.path = path
            if row.is_group:
                node.heading = row.block.text
                group = node
        self._bullet = self._plus = None
        self._started = True

    def close(self) -> None:
        """Lift trailing paragraphs that belong to no item out of the last one, as `…/kết`."""
        self._lift_trailing(_is_closing)

    def _lift_trailing(self, is_closing: Callable[[str], bool]) -> None:
        last_labelled = self._stack[-1] if self._stack else None
        if last_labelled is None:
            return
        trailing: list[Node] = []
        for node in reversed(self.nodes):
            if node.parent is not last_labelled or node.kind is not SectionKind.PARA:
                break
            trailing.append(node)
        trailing.reverse()
        has_content = last_labelled.kind is SectionKind.ITEM or len(last_labelled.children) > len(
            trailing
        )
        start = 0 if has_content else 1
        closing = next(
            (n for n in range(start, len(trailing)) if is_closing(trailing[n].text)), None
        )
        if closing is not None:
            self._lift(trailing[closing:])

    def _lift(self, nodes: Sequence[Node]) -> None:
        top = (
            self._stack[0]
            if self._stack[0].style in (Style.ROMAN, Style.PHAN, Style.CHUONG)
            else self.root
        )
        if (
            self._stack[0].style is Style.DIEU
            and len(self._stack) > 1
            and self._stack[1].style is Style.ROMAN
        ):
            top = self._stack[1]
        for n, node in enumerate(nodes, start=1):
            self._taken.discard(node.path)
            suffix = f"kết{n}" if len(nodes) > 1 else "kết"
            node.path, _ = self._unique(f"{top.path or self.prefix.rstrip('/')}/{suffix}")
            node.kind = SectionKind.CLOSING
            if node.parent is not None:
                node.parent.children.remove(node)
            node.parent = top
            top.children.append(node)


def _is_closing(text: str) -> bool:
    return bool(_CLOSING.match(fold(text))) or text.rstrip().endswith(("./.", "/."))


def _reads_as_heading(rest: str, following: Block | None) -> bool:
    """Whether the text after a label is a title: short, without an end mark, over something else."""
    if not rest or len(rest) > _MAX_HEADING or following is None:
        return False
    if rest.endswith(":"):
        return len(rest) < 60 and not re.search(r"\b(gồm|sau|chủ trì|là|như)\s*:$", rest)
    return bool(_NO_STOP.search(rest)) or rest.isupper()


def _join(parent: Node, label: Label, prefix: str, repaired: bool) -> str:
    """The path of a label under `parent`, without the part's prefix."""
    if label.style is Style.DIEU:
        return f"Điều {label.value}"
    name = {
        Style.PHAN: f"Phần {roman(label.value)}",
        Style.CHUONG: f"Chương {roman(label.value)}",
        Style.MUC: f"Mục {label.value}",
        Style.TIEUMUC: f"Tiểu mục {label.value}",
        Style.ROMAN: roman(label.value),
        Style.CAPITAL: "ABCDEFGHK"[label.value - 1] if 0 < label.value <= 9 else label.printed[0],
        Style.DECIMAL: ".".join(map(str, label.parts)),
        Style.PAREN: f"({label.value})",
        Style.POINT: HAND_POINTS[label.value - 1] if repaired else label.printed[0],
    }.get(label.style, str(label.value))
    base: Node | None = parent
    if label.style is Style.DECIMAL:
        while base is not None and base.style in (Style.ARABIC, Style.DECIMAL):
            base = base.parent
        if (
            base is not None
            and base.style is Style.ROMAN
            and base.value == label.parts[0]
            and parent is base
        ):
            name = ".".join(map(str, label.parts))
    above = base.path[len(prefix) :] if base is not None and base.path else ""
    return f"{above}.{name}" if above else name


def roman(value: int) -> str:
    """`value` (1 to 89) as a Roman numeral."""
    tens, ones = divmod(value, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return ("X" * tens if tens < 4 else "XL" if tens == 4 else "L" + "X" * (tens - 5)) + units[ones]


def _with_value(label: Label, value: int) -> Label:
    return Label(
        style=label.style, value=value, parts=(value,), printed=label.printed, length=label.length
    )
