"""Text typed for fonts older than Unicode, told by the fonts of a Word file and by its syllables.

Names of fonts lie: files whose text is Unicode keep `.VnTime` in their styles. So a font only
says which texts are judged together, and whether its letters are capitals.
"""

from collections.abc import Iterable

from knowledge.readers.legacy import (
    Legacy,
    from_legacy,
    from_tcvn3,
    from_vps,
    has_unicode,
    legacy_warning,
    looks_legacy,
    syllable_share,
)
from knowledge.readers.word.blocks import Block, Paragraph, Piece, Row
from knowledge.text import SOFT_HYPHEN, nfc

_FAMILIES = {".vn": Legacy.TCVN3, "vni": Legacy.VNI, "vps": Legacy.VPS}
_BY_LETTER = {Legacy.TCVN3: from_tcvn3, Legacy.VPS: from_vps}
_MOST_SAMPLES = 3


def _family(font: str) -> str:
    lowered = font.lower()
    return next((family for family in _FAMILIES if lowered.startswith(family)), "")


class Fonts:
    """What the fonts of one file stand for.

    Attributes:
        pairs: The first lines that were changed, before and after, with the name of their code.
    """

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        texts: dict[str, list[str]] = {}
        for paragraph in paragraphs:
            for family, pieces in _stretches(paragraph):
                texts.setdefault(family, []).append("".join(p.text for p in pieces))
        self._codes = {family: _code(family, "\n".join(text)) for family, text in texts.items()}
        self.pairs: dict[Legacy, list[tuple[str, str]]] = {}

    def text(self, paragraph: Paragraph) -> str:
        """The text of a paragraph in Unicode, NFC."""
        texts = []
        for family, pieces in _stretches(paragraph):
            code = self._codes.get(family)
            decoded = None if code is None else self._decoded(pieces, code)
            if decoded is None:
                text = "".join(_shown(piece, piece.text) for piece in pieces)
                decoded = text.replace(SOFT_HYPHEN, "")
            texts.append(decoded)
        return nfc("".join(texts))

    def warnings(self) -> list[str]:
        """A sentence for each code that was met, with samples."""
        return [legacy_warning(code, pairs) for code, pairs in self.pairs.items()]

    def _decoded(self, pieces: list[Piece], code: Legacy) -> str | None:
        """The pieces in Unicode; None where they are Unicode already, as they stand."""
        before = "".join(piece.text for piece in pieces)
        named = bool(_family(pieces[0].font))
        convert = _BY_LETTER.get(code)
        capitals = any(_is_capital(piece.font) for piece in pieces)
        if convert and (code is Legacy.TCVN3 or capitals) and named and not has_unicode(before):
            after = "".join(
                _shown(piece, convert(piece.text, capitals=_is_capital(piece.font)))
                for piece in pieces
            )
        else:
            after = from_legacy(before, code)
        if syllable_share(before)[0] > syllable_share(after)[0]:
            return None
        pairs = self.pairs.setdefault(code, [])
        if len(pairs) < _MOST_SAMPLES and before.split() != after.split():
            pairs.append((before, after))
        return after


def _code(family: str, text: str) -> Legacy | None:
    """The code of all text in a family of fonts; that of few words only if it explains them all."""
    code = looks_legacy(text)
    named = _FAMILIES.get(family)
    if code is None and named is not None:
        decoded = syllable_share(from_legacy(text, named))[0]
        code = named if decoded == 1.0 > syllable_share(text)[0] else None
    return code


def _stretches(paragraph: Paragraph) -> list[tuple[str, list[Piece]]]:
    """The pieces of a paragraph by family of fonts: a letter and its mark may be parted."""
    stretches: list[tuple[str, list[Piece]]] = []
    for piece in paragraph.pieces:
        family = _family(piece.font)
        if stretches and (stretches[-1][0] == family or not piece.text.strip()):
            stretches[-1][1].append(piece)
        else:
            stretches.append((family, [piece]))
    return stretches


def _shown(piece: Piece, text: str) -> str:
    return text.upper() if piece.capitals else text


def _is_capital(font: str) -> bool:
    """Whether a font holds capitals in the place of small letters: .VnTimeH, VPS Times Hoa."""
    return font.upper().endswith(("H", " HOA"))


def all_paragraphs(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """The paragraphs of blocks, those in cells with them."""
    for block in blocks:
        if isinstance(block, Row):
            for cell in block.cells:
                yield from cell
        else:
            yield block
