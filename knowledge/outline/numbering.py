"""Which printed labels count: numbering read as a soft sequence, not as a pattern.

A label counts only if it continues its sequence or opens a child level; repeats and jumps of up
to three are accepted with a warning, larger ones are text.
"""

from dataclasses import dataclass, replace

from knowledge.outline.blocks import Block
from knowledge.outline.labels import Label, Style, follows, point_value
from knowledge.outline.misread import mend_label
from knowledge.outline.node import Node, Tree

MAX_HEADING = 260
# c) is recognised as g) or e), d) as đ) and so on: (printed letter, place it must have).
_MISREAD_LETTERS = {("g", 3), ("e", 3), ("đ", 4), ("o", 3), ("d", 5)}
# 9) after c) is d): (printed digit, place before it).
_MISREAD_DIGITS = {("9", 3), ("0", 2), ("6", 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A label as it is to be placed, its parent, and whether it was mended."""

    label: Label
    parent: Node
    repaired: bool = False


class Numbering:
    """Judges labels against what a tree already holds.

    Args:
        tree: The outline so far; only its warnings are added to.
        recognised: The text comes from optical recognition, so misread labels may be mended.
    """

    def __init__(self, tree: Tree, *, recognised: bool) -> None:
        self._tree = tree
        self._recognised = recognised

    def accept(self, label: Label, block: Block, following: Block | None) -> Accepted | None:
        """Where `label`, which opens `block`, belongs; None if it is no label but text."""
        if label.style is Style.DECIMAL:
            return self._accept_decimal(label)
        stack = self._tree.stack
        if self._recognised:
            mended = mend_label(label, block.text, following.text if following else "", stack)
            if mended is not None:
                return Accepted(label=mended, parent=self._parent_for(mended), repaired=True)
        sibling = next((n for n in reversed(stack) if n.style is label.style), None)
        if sibling is not None and not self._starts_inner_list(label, sibling):
            point, repaired = self._mend(label, sibling)
            if follows(sibling.value, point.value) or point.value == 1:
                parent = sibling.parent or self._tree.root
                return Accepted(label=point, parent=parent, repaired=repaired)
            return self._mend_digit(label)
        if self._recognised and (mended_digit := self._mend_digit(label)) is not None:
            return mended_digit
        if label.style is Style.DIEU and self._continues_articles(label):
            return Accepted(label=label, parent=self._parent_for(label))
        if label.style is Style.DIEU and not self._tree.nodes and not self._tree.stack:
            return Accepted(label=label, parent=self._tree.root)  # An excerpt begins anywhere.
        if label.value > 4 or label.value == 0 or _is_sentence_label(label, block):
            return None
        return Accepted(label=label, parent=self._parent_for(label))

    def warn_of_gap(self, accepted: Accepted) -> None:
        """Warn where a run does not begin with 1 or leaves numbers out."""
        label, tree = accepted.label, self._tree
        run = tree.nodes if label.style is Style.DIEU else accepted.parent.children
        before = next((n.value for n in reversed(run) if n.style is label.style), None)
        if before is None and label.value > 1:
            tree.warnings.append(f"Mục {label.printed} là số đầu tiên ở bậc này (không có số 1).")
        elif before is not None and label.value > before + 1:
            tree.warnings.append(f"Đánh số nhảy từ {before} đến {label.printed.rstrip('.')}.")

    def _continues_articles(self, label: Label) -> bool:
        """Articles are numbered through all chapters."""
        before = self._tree.last(Style.DIEU)
        return before is not None and follows(before.value, label.value)

    def _starts_inner_list(self, label: Label, sibling: Node) -> bool:
        """Whether `1.` opens a list inside the current deeper node instead of starting over."""
        top = self._tree.stack[-1]
        return label.value == 1 and top is not sibling and top.text.rstrip().endswith(":")

    def _mend(self, label: Label, sibling: Node) -> tuple[Label, bool]:
        if label.style is not Style.POINT:
            return label, False
        letter = label.printed[0]
        value = point_value(letter, sibling.value)
        expected = sibling.value + 1
        if self._recognised and value != expected and (letter, expected) in _MISREAD_LETTERS:
            return _with_value(label, expected), True
        return _with_value(label, value), False

    def _mend_digit(self, label: Label) -> Accepted | None:
        """In recognised text `9)` after `c)` is the point `d)`."""
        if not self._recognised or label.style is not Style.ARABIC:
            return None
        point = next((n for n in reversed(self._tree.stack) if n.style is Style.POINT), None)
        if point is None or not label.printed.endswith(")"):
            return None
        if (label.printed[0], point.value) not in _MISREAD_DIGITS:
            return None
        mended = replace(_with_value(label, point.value + 1), style=Style.POINT)
        return Accepted(label=mended, parent=point.parent or self._tree.root, repaired=True)

    def _accept_decimal(self, label: Label) -> Accepted | None:
        """A decimal must be the next sibling or a first child of what its numbers name."""
        above = label.parts[:-1]
        for node in reversed(self._tree.stack):
            same_depth = node.style is Style.DECIMAL and len(node.parts) == len(label.parts)
            if same_depth and node.parts[:-1] == above and follows(node.value, label.value):
                return Accepted(label=label, parent=node.parent or self._tree.root)
            if node.style in (Style.ARABIC, Style.DECIMAL) and node.parts == above:
                # Typed twice: "2.5." comes again behind "2.7.".
                typed_again = not self._recognised and label.printed.endswith(".")
                again = typed_again and any(c.parts == label.parts for c in node.children)
                if label.value <= 4 or again:
                    return Accepted(label=label, parent=node)
            if node.style in (Style.ROMAN, Style.PHAN, Style.MUC) and (node.value,) == above:
                if label.value <= 4 or any(c.style is Style.DECIMAL for c in node.children):
                    return Accepted(label=label, parent=node)
        return self._accept_orphan(label)

    def _accept_orphan(self, label: Label) -> Accepted | None:
        """`3.1` without a `3.` before it, where 3 would be the next number."""
        if label.value != 1 or len(label.parts) != 2:
            return None
        numbered = (n for n in reversed(self._tree.nodes) if n.style in _NUMBERED)
        last = next(numbered, None)
        is_first = not any(n.style is not None for n in self._tree.nodes)
        if not is_first and label.parts[0] > (last.parts[0] if last else 0) + 1:
            return None  # An excerpt begins anywhere.
        self._tree.warnings.append(f"Mục {label.printed} không có mục mẹ {label.parts[0]}.")
        stack = self._tree.stack
        base = [n for n in stack if n.style is not None and n.style < Style.ARABIC]
        return Accepted(label=label, parent=base[-1] if base else self._tree.root)

    def _parent_for(self, label: Label) -> Node:
        """Where a style not on the stack belongs: by rank, unless it opens a new inner style."""
        stack = self._tree.stack
        if not stack:
            return self._tree.root
        seen = {n.style for n in self._tree.nodes}
        unusual = label.style < (stack[-1].style or 0) and label.style not in seen
        is_orphan = stack[-1].style is Style.DECIMAL and stack[-1].parent is self._tree.root
        if unusual and label.value == 1 and label.style is not Style.DIEU and not is_orphan:
            return stack[-1]
        above = [n for n in stack if n.style is not None and n.style < label.style]
        return above[-1] if above else self._tree.root


_NUMBERED = (Style.ARABIC, Style.DECIMAL)


def _is_sentence_label(label: Label, block: Block) -> bool:
    if label.style is Style.ROMAN:
        rest = block.text[label.length :]
        return len(rest) > MAX_HEADING and not rest[:20].isupper()
    if label.style is Style.ORDINAL:
        return label.value > 1
    return label.style is Style.CAPITAL and label.value > 2


def _with_value(label: Label, value: int) -> Label:
    return replace(label, value=value, parts=(value,))
