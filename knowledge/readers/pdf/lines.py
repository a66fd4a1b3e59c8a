"""Glyphs put into printed lines by their places, whatever their order in the file.

Accented capitals drawn from a second font, and a number that was stamped into a line later, come
last in the file; on the page they stand in their line.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from knowledge.readers.page.page import Line, Word
from knowledge.readers.pdf.glyphs import Glyph

# In parts of the font size. Base lines of one line differ by less than the first; where the file
# holds no blank, a gap beyond the second parts words, beyond the third if pdfium parts them too;
# the last is the reach of raised digits.
_SAME_BASE = 0.22
_WORD_GAP = 0.17
_PARTED_GAP = 0.08
_RAISED = 0.6
# Letters this much smaller than those of the line are raised or lowered.
_SMALL = 0.75
# Letters this much smaller than most of the page are notes, raised, or of a signing stamp.
_STAMP = 0.62
# What is printed to be written over.
_LEADERS = frozenset("._…")
# The same letter drawn twice, to look bold, is moved by less.
_TWICE = 0.12
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_printed_lines(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines of a page, from top to bottom, each over the whole width."""
    usual = _usual_size(glyphs)
    large = [glyph for glyph in glyphs if glyph.size >= _STAMP * usual]
    small = [glyph for glyph in glyphs if glyph.size < _STAMP * usual]
    # What a signing program prints over a head stands on lines of its own.
    rows = sorted([*_rows(large), *_rows(small)], key=lambda row: row[0].base)
    _place_stragglers(rows)
    lines = (_line(row) for row in rows)
    return tuple(line for line in lines if line is not None)


def _usual_size(glyphs: Iterable[Glyph]) -> float:
    sizes = Counter(round(glyph.size) for glyph in glyphs)
    return float(sizes.most_common(1)[0][0]) if sizes else 0.0


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by base line, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and glyph.base - rows[-1][0].base <= _SAME_BASE * _size(glyph, rows[-1][0]):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [row for row in rows if any(glyph.text != " " for glyph in row)]


def _size(one: Glyph, other: Glyph) -> float:
    return min(one.size, other.size)


def _place_stragglers(rows: list[list[Glyph]]) -> None:
    """Move raised digits and stamped numbers into the lines in which they are seen."""
    n = 0
    while n < len(rows):
        row = rows[n]
        near = [rows[m] for m in (n + 1, n - 1) if 0 <= m < len(rows)]
        home = next((other for other in near if _belongs(row, other)), None)
        if home is None:
            n += 1
            continue
        raised = _is_small(row, home) and row[0].base < home[0].base
        home.extend(_raised(glyph, home[0].base) if raised else glyph for glyph in row)
        rows.pop(n)


def _raised(glyph: Glyph, base: float) -> Glyph:
    text = glyph.text.translate(_SUPERSCRIPTS)
    return replace(glyph, text=text, base=base)


def _usual(row: Sequence[Glyph]) -> float:
    return max(glyph.size for glyph in row)


def _is_small(row: Sequence[Glyph], home: Sequence[Glyph]) -> bool:
    return _usual(row) <= _SMALL * _usual(home)


def _belongs(row: Sequence[Glyph], home: Sequence[Glyph]) -> bool:
    """Whether the glyphs of a row stand in the gaps of the line `home`."""
    letters = [glyph for glyph in row if glyph.text != " "]
    if abs(row[0].base - home[0].base) > _RAISED * _usual(home):
        return False
    stamped = all(glyph.text in "0123456789" for glyph in letters) and len(letters) <= 8
    if not _is_small(row, home) and not stamped:
        return False
    if not _is_small(row, home) and _usual(row) > 1.5 * _usual(home):
        return False
    near = 1.5 * _usual(home)
    printed = [glyph for glyph in home if glyph.text != " " and glyph.text not in _LEADERS]
    return all(
        not _overlapped(glyph, printed)
        and any(
            abs(glyph.left - g.right) < near or abs(g.left - glyph.right) < near for g in printed
        )
        for glyph in (letters[0], letters[-1])
    )


def _overlapped(glyph: Glyph, others: Iterable[Glyph]) -> bool:
    width = glyph.right - glyph.left
    return any(
        min(glyph.right, other.right) - max(glyph.left, other.left) > 0.5 * width
        for other in others
    )


def _line(row: Sequence[Glyph]) -> Line | None:
    ordered = sorted(row, key=lambda glyph: (glyph.left + glyph.right) / 2)
    letters = _without_leaders(_without_doubles(ordered))
    spread = _letter_spacing(letters)
    groups: list[list[Glyph]] = [[]]
    for glyph in letters:
        if glyph.text == " ":
            groups.append([])
            continue
        last = groups[-1][-1] if groups[-1] else None
        least = _PARTED_GAP if glyph.parted else _WORD_GAP
        if last is not None and glyph.left - last.right > spread + least * _size(glyph, last):
            groups.append([])
        groups[-1].append(glyph)
    words = [_word(group) for group in groups if group]
    return Line(words=tuple(words)) if words else None


def _without_doubles(ordered: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in ordered:
        twice = any(
            glyph.text == other.text and abs(glyph.left - other.left) < _TWICE * glyph.size
            for other in kept[-3:]
        )
        if not twice or glyph.text == " ":
            kept.append(glyph)
    return kept


def _without_leaders(letters: Sequence[Glyph]) -> list[Glyph]:
    """The letters without the dots over which a number was stamped."""
    stamped = [glyph for glyph in letters if glyph.text.isdigit()]
    return [
        glyph for glyph in letters if glyph.text not in _LEADERS or not _overlapped(glyph, stamped)
    ]


def _letter_spacing(letters: Sequence[Glyph]) -> float:
    """The usual gap between neighbouring letters: more than 0 in titles set wide."""
    gaps = [
        after.left - before.right
        for before, after in zip(letters, letters[1:], strict=False)
        if before.text != " " and after.text != " "
    ]
    return max(0.0, median(gaps)) if len(gaps) > 3 else 0.0


def _word(glyphs: Sequence[Glyph]) -> Word:
    large = max(glyphs, key=lambda glyph: glyph.size)
    return Word(
        text="".join(glyph.text for glyph in glyphs),
        left=min(glyph.left for glyph in glyphs),
        right=max(glyph.right for glyph in glyphs),
        base=large.base,
        size=large.size,
        bold="bold" in large.font.lower() or "black" in large.font.lower(),
    )
