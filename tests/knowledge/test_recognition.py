"""Whether a text comes from optical recognition."""

from pathlib import Path

import pytest

from knowledge.recognition import looks_recognised
from knowledge.shipped import shipped_documents


@pytest.mark.parametrize("shipped", shipped_documents(), ids=lambda each: each.path.stem)
def test_typed_texts_are_not_recognised_ones(shipped):
    """The texts of the package were typed."""
    assert not looks_recognised(Path(shipped.path).read_text(encoding="utf-8"))


def test_many_slips_mark_recognised_text():
    """Stray signs inside words, at the rate of a bad scan, mark a text as recognised."""
    clean = "Ủy ban nhân dân cấp tỉnh có trách nhiệm tổ chức thực hiện kế hoạch này. " * 20
    slips = clean.replace("cấp tỉnh", "cấp. tỉnh", 5)

    assert not looks_recognised(clean)
    assert looks_recognised(slips)
    assert not looks_recognised("cấp. tỉnh")
