"""Tests of links to places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.talk.chat import Place
from bot.talk.links import link_code, place_of


@given(st.binary(min_size=8, max_size=8), st.text(max_size=60))
def test_a_code_leads_back_to_its_place(document, path):
    """A code fits into a link and stands for the place it was made of."""
    place = Place(document_id=document.hex(), path=path.replace("\ud800", ""))
    code = link_code(place)

    assert code is not None or len(path.encode()) > 38
    if code is not None:
        assert re.fullmatch(r"[\w-]{1,64}", code, re.ASCII)
        assert place_of(code) == place


@pytest.mark.parametrize("code", ["", "s_", "s_!!", "x", "s_" + "A" * 63, "s_____8", "s_é"])
def test_other_words_are_no_code(code):
    """What was not made as a code leads nowhere, or to a place that no library has."""
    place = place_of(code)
    assert place is None or len(place.document_id) < 16 or place.path == ""
