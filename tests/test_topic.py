"""Everyday words and what plans say instead, told from other words by their accents."""

import pytest

from index.topic import alternatives


@pytest.mark.parametrize(
    ("restored", "plain", "words"),
    [
        ("bao giờ họp giao ban", False, ("hop",)),
        ("cơ quan nào phối hợp", False, ()),
        ("cơ quan nào phối hợp", True, ()),
        ("ai tuyên truyền", False, ()),
        ("ai đôn đốc, hướng dẫn", True, ()),
        ("kinh phí cho đào tạo", False, ("kinh", "phi")),
        ("bao nhiêu hà lúa phải gat", True, ("gat",)),
        ("bao nhiêu hà lúa phải gat", False, ()),
    ],
)
def test_accents_tell_everyday_words_from_others(restored, plain, words):
    """Words stand for others only as they are accented, or where nobody knows the accents."""
    found = alternatives(restored, (), plain=plain)

    assert tuple(word for each in found for word in each.words) == words
