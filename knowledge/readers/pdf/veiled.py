"""Letters that seem to be painted over or unpainted, looked for in the picture of their page."""

from collections.abc import Collection, Sequence

import numpy as np
import pypdfium2 as pdfium

from knowledge.readers.pdf.glyphs import Glyph

# Dots a point; and of 255, how much paper and ink differ.
_SCALE = 2.0
_CONTRAST = 60
# Shares: of a letter's place that ink covers, and of the letters of a line that then show.
_INKED = 0.06
_SHOWN = 0.6


def still_veiled(
    page: pdfium.PdfPage, glyphs: Sequence[Glyph], veiled: Collection[int]
) -> frozenset[int]:
    """Those of the letters that the picture of the page does not show either.

    What is painted over what is told by the order in the file, which clips and blends may belie;
    a letter is only lost where nothing is seen in its place, or another letter.

    Args:
        page: As it is seen; its letters run level.
        glyphs: All its letters.
        veiled: The places in `glyphs` of those in question.
    """
    picture = np.asarray(page.render(scale=_SCALE, grayscale=True).to_pil().convert("L"))
    others = np.zeros(picture.shape, dtype=bool)
    for n, glyph in enumerate(glyphs):
        if n not in veiled and glyph.text != " ":
            others[_place(glyph)] = True
    lines: dict[int, list[int]] = {}
    for n in veiled:
        lines.setdefault(round(glyphs[n].base), []).append(n)
    found: set[int] = set()
    for line in lines.values():
        alone = [n for n in line if glyphs[n].text != " " and not others[_place(glyphs[n])].any()]
        shown = sum(_has_ink(picture[_place(glyphs[n])]) for n in alone)
        if not alone or shown < _SHOWN * len(alone):
            found.update(line)
    return frozenset(found)


def _place(glyph: Glyph) -> tuple[slice, slice]:
    top, bottom = glyph.base - 0.7 * glyph.size, glyph.base
    return (
        slice(max(0, round(top * _SCALE)), max(0, round(bottom * _SCALE))),
        slice(max(0, round(glyph.left * _SCALE)), max(0, round(glyph.right * _SCALE))),
    )


def _has_ink(dots: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> bool:
    if not dots.size or int(dots.max()) - int(dots.min()) < _CONTRAST:
        return False
    middle = (int(dots.max()) + int(dots.min())) / 2
    return bool(_INKED < float((dots < middle).mean()) < 1 - _INKED)
