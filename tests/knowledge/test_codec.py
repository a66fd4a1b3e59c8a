"""Values as JSON and back."""

import json
from dataclasses import dataclass, make_dataclass
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.codec import decode, encode, fingerprint, from_text, to_text
from knowledge.document import Document, Field, Header, Section, SectionKind
from knowledge.text import Span

# No place on a page is "not a number", which is not even equal to itself.
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(
    Span,
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
        lambda pair: Span(start=min(pair), end=max(pair))
    ),
)


class Colour(StrEnum):
    """An enum for the tests."""

    RED = "đỏ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """A value with every kind of field that can be stored."""

    text: str = "a"
    flag: bool = False
    number: int = 0
    ratio: float = 0.0
    colour: Colour | None = None
    pair: tuple[int, str] = (1, "b")
    nested: tuple[tuple[str, ...], ...] = ()


@settings(max_examples=60, deadline=None)
@given(st.from_type(Document))
def test_documents_survive_storing(document):
    """Whatever a document holds, decoding its JSON gives an equal one."""
    assert from_text(Document, to_text(document)) == document


@given(
    st.builds(Everything, ratio=st.floats(allow_nan=False), nested=st.just((("x", ""), (), ("y",))))
)
def test_every_kind_of_field_survives_storing(value):
    """Enums, numbers, flags and nested tuples come back with their types."""
    back = decode(Everything, json.loads(json.dumps(encode(value))))

    assert back == value
    assert repr(back) == repr(value)


def test_defaults_are_left_out():
    """A field that holds its default takes no room."""
    field = Field(value="61/KH-UBND", span=None)

    assert encode(Header(number=field)) == {"number": {"value": "61/KH-UBND", "span": None}}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {},
        {"start": 1},
        {"start": 1, "end": "2"},
        {"start": 5, "end": 2},
        {"start": True, "end": 2},
        {"start": 1, "end": 2, "more": 3},
    ],
)
def test_other_data_is_refused(data):
    """Data that is not an encoded value raises ValueError and gives no half value."""
    with pytest.raises(ValueError):
        decode(Span, data)


def test_values_without_json_form_are_refused():
    """A set or a date has to be given a form first."""
    with pytest.raises(TypeError, match="set"):
        encode({1})
    with pytest.raises(TypeError, match="list"):
        decode_hint = make_dataclass("Odd", [("items", list[int])])
        encode(decode_hint(items=[1]))


def test_fingerprint_tells_other_fields():
    """The fingerprint stays for the same type, and changes with a field's name, type or default."""
    shapes = [
        make_dataclass("Shape", [("a", int)]),
        make_dataclass("Shape", [("b", int)]),
        make_dataclass("Shape", [("a", str)]),
        make_dataclass("Shape", [("a", int, 3)]),
        make_dataclass("Shape", [("a", SectionKind)]),
    ]

    assert len({fingerprint(shape) for shape in shapes}) == len(shapes)
    assert fingerprint(shapes[0]) == fingerprint(make_dataclass("Shape", [("a", int)]))
    assert fingerprint(Document) != fingerprint(Section)
