"""Tests of links that open a plan to one person for some time."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StateError
from bot.page.signed import Signer, read_key

SIGNER = Signer(b"k" * 32)
LINK = SIGNER.sign("KH61", "telegram:7", 1_000)


def test_a_link_says_until_when_and_for_whom():
    """The person is found among those who are known, and named nowhere in it."""
    grant = SIGNER.read("KH61", LINK)

    assert grant is not None and grant.until == 1_000
    assert SIGNER.person(grant, ["telegram:8", "telegram:7"]) == "telegram:7"
    assert SIGNER.person(grant, ["telegram:8"]) is None
    assert b"telegram" not in base64.urlsafe_b64decode(LINK + "=" * (-len(LINK) % 4))
    nobody = SIGNER.read("KH61", SIGNER.sign("KH61", None, 1_000))
    assert nobody is not None and nobody.tag is None


def test_a_link_opens_its_plan_alone():
    """Nor does that of another key."""
    assert SIGNER.read("KH62", LINK) is None
    assert SIGNER.read("kh61", LINK) is None
    assert Signer(b"x" * 32).read("KH61", LINK) is None


def test_no_letter_of_a_link_can_be_changed():
    """Whichever it is, and whatever is added or left out."""
    for number in range(len(LINK)):
        for letter in "A_9":
            changed = LINK[:number] + letter + LINK[number + 1 :]
            padded = changed + "=" * (-len(changed) % 4)
            same = base64.urlsafe_b64decode(padded) == base64.urlsafe_b64decode(
                LINK + "=" * (-len(LINK) % 4)
            )
            assert same or SIGNER.read("KH61", changed) is None
        assert SIGNER.read("KH61", LINK[:number]) is None
    assert SIGNER.read("KH61", f"{LINK}AAAA") is None


@given(st.text(max_size=100))
def test_what_is_no_link_is_none(text):
    """Whatever stands there."""
    assert SIGNER.read("KH61", text) is None


def test_the_key_is_for_its_owner_and_stays(tmp_path):
    """Made once, readable by nobody else; one that is none is told."""
    key = read_key(tmp_path)

    assert len(key) == 32 and read_key(tmp_path) == key
    assert os.stat(tmp_path / "page.key").st_mode & 0o777 == 0o600
    for broken in ("", "xyz", "ab" * 8):
        (tmp_path / "page.key").write_text(broken)
        with pytest.raises(StateError, match="page.key"):
            read_key(tmp_path)
