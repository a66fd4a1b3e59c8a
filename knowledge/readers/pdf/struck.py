"""Letters of a PDF page that a rule strikes out."""

from collections.abc import Collection, Sequence

from knowledge.readers.page.page import Rule
from knowledge.readers.pdf.glyphs import Glyph

# In parts of the font size above the base line: where a rule strikes small letters through.
_LOWEST, _HIGHEST = 0.12, 0.46
# A strike ends near the letters that it strikes, in parts of the font size.
_BEYOND = 0.8
# Letters; one alone may be crossed by anything.
_FEWEST = 2


def without(glyphs: Sequence[Glyph], left_out: Collection[int]) -> tuple[Glyph, ...]:
    """The glyphs but those at some places."""
    return tuple(glyph for n, glyph in enumerate(glyphs) if n not in left_out)


def without_struck(
    glyphs: Sequence[Glyph], rules: Sequence[Rule]
) -> tuple[tuple[Glyph, ...], tuple[str, ...]]:
    """The glyphs that no rule strikes out, and the stretches that one does."""
    gone: set[int] = set()
    struck: list[str] = []
    for rule in sorted((r for r in rules if not r.upright), key=lambda r: (round(r.at), r.start)):
        hit = [n for n, glyph in enumerate(glyphs) if n not in gone and _is_hit(glyph, rule)]
        hit.sort(key=lambda n: glyphs[n].left)
        letters = [glyphs[n] for n in hit if glyphs[n].text.strip()]
        if len(letters) < _FEWEST:
            continue
        reach = _BEYOND * max(glyph.size for glyph in letters)
        if rule.start < letters[0].left - reach or rule.end > letters[-1].right + reach:
            continue
        gone.update(hit)
        struck.append(_words([glyphs[n] for n in hit]))
    return without(glyphs, gone), tuple(struck)


def _is_hit(glyph: Glyph, rule: Rule) -> bool:
    height = glyph.base - rule.at
    middle = (glyph.left + glyph.right) / 2
    return (
        rule.start <= middle <= rule.end and _LOWEST * glyph.size <= height <= _HIGHEST * glyph.size
    )


def _words(glyphs: Sequence[Glyph]) -> str:
    words = ""
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        gap = before is not None and glyph.left - before.right > 0.17 * glyph.size
        words += f" {glyph.text}" if gap else glyph.text
    return words
