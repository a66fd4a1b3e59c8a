"""The numbered outline of a part, grown block by block."""

import re
from dataclasses import replace

from knowledge.document import SectionKind
from knowledge.outline.blocks import Block
from knowledge.outline.closing import is_closing, lift_closing, lift_remark
from knowledge.outline.labels import Label, Style, is_bare_chapter, parse_label
from knowledge.outline.loose_rows import LooseTable
from knowledge.outline.node import Node, Tree, label_path
from knowledge.outline.numbering import MAX_HEADING, Accepted, Numbering
from knowledge.outline.tables import Table
from knowledge.text import fold

_NO_STOP = re.compile(r"[^.;:!?…,]$")
_FIELD = re.compile(
    r"^(?:(?:cơ quan|đơn vị|bộ phận|phòng|sở|ngành)[^:]{0,60}|"
    r"(?:thời (?:gian|hạn)|tiến độ|sản phẩm|kết quả|kinh phí|lãnh đạo)[^:]{0,40}|"
    r"phối hợp[^:]{0,20}|chủ trì[^:]{0,20}):",
    re.IGNORECASE,
)
_ENACTING = re.compile(
    r"^(quyet dinh|quyet nghi|chi thi|nghi quyet|ban hanh|nghi dinh|thong nhat|hien nay)\s*:$"
)

_BASIS = re.compile(r"\W*(can c|theo de nghi|xet de nghi)")

# A longer bullet without an end mark just lacks it.
_TITLE = 60  # characters


class OutlineBuilder:
    """Grows the outline of one part block by block.

    Args:
        tree: The empty tree to grow.
        opening: Path name of what stands before the first label; None for plain paragraphs.
        recognised: The text comes from optical recognition, so misread labels may be mended.
    """

    def __init__(self, tree: Tree, *, recognised: bool, opening: str | None = None) -> None:
        self._tree = tree
        self._numbering = Numbering(tree, recognised=recognised)
        self._opening = opening
        self._recognised = recognised
        self._bullet: Node | None = None
        self._of_plus = False
        self._title: Node | None = None
        self._started = False

    def add(
        self,
        block: Block,
        following: Block | None,
        *,
        is_quoted: bool = False,
        proved: Label | None = None,
    ) -> None:
        """Place one block.

        Args:
            block: The paragraph or row.
            following: The next one, which tells a heading from an item.
            is_quoted: It is quoted from another document, and so are its labels.
            proved: The label that the sequence of all blocks proves it to have.
        """
        label = None if is_quoted else parse_label(block.text, recognised=self._recognised)
        label = proved or label
        if label is not None and label.style >= Style.BULLET:
            if self._is_basis(block, label) and self._add_opening(block, following):
                return
            self._add_bullet(block, label, following)
            return
        if label is not None:
            accepted = self._numbering.accept(label, block, following)
            if accepted is not None:
                accepted = replace(accepted, repaired=accepted.repaired or proved is not None)
                self._add_labelled(block, accepted, following)
                return
            self._tree.warnings.append(
                f"Số thứ tự «{label.printed}» không nối tiếp mạch đánh số, coi là lời văn."
            )
        self._add_plain(block, following)

    def close(self) -> None:
        """End the part: what closes it is lifted out of its last item."""
        lift_closing(self._tree)

    def _add_labelled(self, block: Block, accepted: Accepted, following: Block | None) -> None:
        tree, label = self._tree, accepted.label
        self._numbering.warn_of_gap(accepted)
        if label.style <= Style.ROMAN:
            lift_remark(tree)
        while tree.stack and tree.stack[-1] is not accepted.parent:
            tree.stack.pop()
        rest = block.text[label.length :].strip()
        is_heading = _reads_as_heading(rest, following) and not _decides(label, following)
        printed = label_path(accepted.parent, label, tree.prefix, repaired=accepted.repaired)
        node = Node(
            path=tree.paths.claim(printed),
            kind=SectionKind.HEADING if is_heading else SectionKind.ITEM,
            label=label.printed,
            style=label.style,
            value=label.value,
            parts=label.parts,
            text=block.text,
            heading=rest.rstrip(" :") or None if is_heading else None,
            span=block.span,
            parent=accepted.parent,
            repaired=accepted.repaired,
        )
        if node.path != printed:
            tree.warnings.append(
                f"Số thứ tự {label.printed} lặp lại; mục thứ hai ghi là {node.path}."
            )
        if accepted.repaired:
            tree.warnings.append(f"Nhãn «{label.printed}» đọc sai, theo mạch là {node.path}.")
        tree.append(node)
        tree.stack.append(node)
        self._bullet = self._title = None
        self._started = True

    def _add_bullet(self, block: Block, label: Label, following: Block | None) -> None:
        # "+" stands below "-"; a list may be of "+" alone.
        inner = label.style is Style.PLUS and self._bullet is not None and not self._of_plus
        holder = self._bullet if inner and self._bullet is not None else self._tree.holder
        mark = "+" if inner else "b"
        count = self._tree.count(holder, SectionKind.BULLET) + 1
        path = f"{holder.path or self._tree.base}/{mark}{count}"
        node = self._tree.add_plain(block, path, SectionKind.BULLET, holder)
        node.label = label.printed
        if not inner:
            self._bullet, self._of_plus = node, label.style is Style.PLUS
        # "+ Nội dung theo dõi" over paragraphs is their title.
        named = _FIELD.match(block.text[label.length :])
        self._title = node if not named and _is_title(block, following) else None

    def _is_basis(self, block: Block, label: Label) -> bool:
        """Whether a dashed line before the first label is a legal basis: "- Căn cứ Luật …"."""
        before_all = not self._started and self._opening is not None
        return before_all and bool(_BASIS.match(fold(block.text[label.length :])))

    def _add_plain(self, block: Block, following: Block | None) -> None:
        holder = self._tree.holder
        if self._title is not None:
            holder = self._title
        elif self._bullet is not None and _FIELD.match(block.text):
            holder = self._bullet
        else:
            self._bullet = None
        if not self._started and self._add_opening(block, following):
            return
        if self._add_chapter_title(block):
            return
        first = 2 if holder.kind is SectionKind.ITEM else 1
        count = self._tree.count(holder, SectionKind.PARA) + first
        path = f"{holder.path or self._tree.base}/p{count}"
        self._tree.add_plain(block, path, SectionKind.PARA, holder)

    def _add_chapter_title(self, block: Block) -> bool:
        """The line under a bare "Chương I" is its title, with more lines in capitals."""
        tree = self._tree
        last = tree.stack[-1] if tree.stack else None
        if last is None or last is not tree.nodes[-1]:
            return False
        if last.style is None or last.style > Style.DIEU:
            return False
        if last.heading and not (
            last.style < Style.DIEU and last.heading.isupper() and block.text.isupper()
        ):
            return False
        if not block.text.isupper() and not (
            is_bare_chapter(last.text) and len(block.text) < MAX_HEADING
        ):
            return False
        last.heading = f"{last.heading} {block.text}" if last.heading else block.text
        last.kind = SectionKind.HEADING
        last.span = last.span.union(block.span)
        return True

    def _add_opening(self, block: Block, following: Block | None) -> bool:
        """Preambles and unnumbered headings before the first label; True if it was one."""
        tree, folded = self._tree, fold(block.text)
        if _ENACTING.match(folded):
            return True
        if block.text.isupper() and len(block.text) < 80 and self._opening:
            return True
        if _heads_a_list(block, following) and not folded.startswith("can cu"):
            path = f"{tree.prefix}/{block.text.rstrip(' :')}".replace("//", "/")
            tree.add_plain(block, path, SectionKind.UNNUMBERED, tree.root)
            return True
        if self._opening is None:
            return False
        name = self._opening
        if _BASIS.match(folded):
            name = "căn cứ"
        elif re.match(r"\(\s*(kem theo|ban hanh kem)", folded):
            name = "kèm theo"
        last = tree.nodes[-1] if tree.nodes else None
        if last is not None and last.path.endswith("/căn cứ") and name == "căn cứ":
            last.span, last.text = last.span.union(block.span), f"{last.text} {block.text}"
        else:
            tree.add_plain(block, f"{tree.base}/{name}", SectionKind.PREAMBLE, tree.root)
        return True

    def add_rows(self, table: Table) -> None:
        """Place a task table: its head, its groups and its rows, under the current node."""
        tree, holder = self._tree, self._tree.holder
        base = holder.path or tree.base
        tree.add_plain(table.head, f"{base}/tiêu đề bảng", SectionKind.TABLE_HEADER, holder)
        group: Node | None = None
        for row in table.rows:
            # In a file that is nothing but a table, the printed number is the path.
            # So is the name of a step, which tells more than where its table stands.
            named = row.printed is not None and (not base or row.printed.startswith("Bước "))
            path = row.label if named else f"{base}/{row.label}"
            if row.is_group:
                kind, parent = SectionKind.GROUP, holder
            elif group is not None and table.restarts:
                path, kind, parent = f"{group.path}.{row.label}", SectionKind.ROW, group
            else:
                kind, parent = SectionKind.ROW, group or holder
            node = tree.add_plain(row.block, path, kind, parent)
            node.label = row.printed
            row.path = node.path
            if row.is_group:
                node.heading = row.block.text
                group = node
        self._bullet = self._title = None
        self._started = True

    def add_loose_rows(self, table: LooseTable) -> None:
        """Place a table without columns: its head and its rows, under the current node."""
        if len(table.rows) == 1:
            self._add_plain(table.rows[0].block, None)
            return
        tree, holder = self._tree, self._tree.holder
        base = holder.path or tree.base
        if table.head is not None:
            tree.add_plain(table.head, f"{base}/tiêu đề bảng", SectionKind.TABLE_HEADER, holder)
        for n, row in enumerate(table.rows, start=1):
            path = f"{base}/{row.printed or f'dòng {n}'}"
            tree.add_plain(row.block, path, SectionKind.ROW, holder).label = row.printed
        self._bullet = self._title = None
        self._started = True


def _is_title(block: Block, following: Block | None) -> bool:
    """Whether a bullet is a short line without an end mark over a paragraph of its own."""
    if following is None or following.cells or parse_label(following.text) is not None:
        return False
    return (
        len(block.text) < _TITLE
        and bool(_NO_STOP.search(block.text))
        and not is_closing(following.text)
    )


def _heads_a_list(block: Block, following: Block | None) -> bool:
    """Whether a short line with a colon stands over a labelled one."""
    short = block.text.rstrip().endswith(":") and len(block.text) < 60
    return short and following is not None and parse_label(following.text) is not None


def _decides(label: Label, following: Block | None) -> bool:
    """Whether an article is a decision of one sentence, which may lack its full stop."""
    below = parse_label(following.text) if following is not None else None
    return label.style is Style.DIEU and below is not None and below.style is Style.DIEU


def _reads_as_heading(rest: str, following: Block | None) -> bool:
    """Whether the text after a label is a title: short, no end mark, over something else."""
    if not rest or len(rest) > MAX_HEADING or following is None:
        return False
    if rest.endswith(":"):
        return len(rest) < 60 and not re.search(r"\b(gồm|sau|chủ trì|là|như)\s*:$", rest)
    return bool(_NO_STOP.search(rest)) or rest.isupper()
