"""Questions as they are read before anything is understood of them."""

import pytest


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\u200d", "\u00ad", "\ufeff", "\u2063"])
def test_what_nobody_sees_parts_neither_words_nor_numbers(shipped_answerer, unseen):
    """Text copied from web pages holds characters without width within words."""
    question = shipped_answerer.understand(f"ai ch{unseen}ủ trì nhiệm vụ 3{unseen}.2 k{unseen}h 61")

    assert question.typed == "ai chủ trì nhiệm vụ 3.2 kh 61"
    assert question.labels[0].printed == "3.2"
