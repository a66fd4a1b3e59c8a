"""Dataclasses as JSON-able values and back, driven by their type hints.

A field that holds its default is left out, so a section without a label costs nothing. The
`fingerprint` of a type changes with its fields, which tells a file written for other ones.
"""

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_Decoder = Callable[[Any], Any]
_SCALARS = (str, int, float, bool)


def encode(value: object) -> Any:
    """`value` as JSON-able dicts, lists and scalars.

    Raises:
        TypeError: For a value that is no dataclass, enum of strings, tuple, scalar or None.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, _SCALARS):
        return value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: encode(item)
            for field in fields(value)
            if not _is_default(field, item := getattr(value, field.name))
        }
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decode(kind: type[T], data: object) -> T:
    """The value of type `kind` that `encode` made `data` from.

    Raises:
        ValueError: If `data` does not have the form of `kind`.
    """
    hint: Any = kind
    try:
        value = _decoder(hint)(data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not an encoded {kind.__name__}: {error}") from error
    assert isinstance(value, kind)
    return value


def to_text(value: object) -> str:
    """`value` as the JSON text that is stored; TypeError as `encode`."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def from_text(kind: type[T], text: str) -> T:
    """The value of type `kind` that `to_text` made `text` from; ValueError as `decode`."""
    return decode(kind, json.loads(text))


def fingerprint(*kinds: type) -> str:
    """Sixteen hex digits that change whenever a field or type below `kinds` does."""
    shapes: dict[str, str] = {}
    for kind in kinds:
        _describe(kind, shapes)
    return hashlib.sha256(repr(sorted(shapes.items())).encode()).hexdigest()[:16]


def _is_default(field: Field[Any], item: object) -> bool:
    # By type too: 0 == False, and the two must not stand for each other; nor 0.0 and -0.0.
    return (
        field.default is not MISSING
        and type(item) is type(field.default)
        and not isinstance(item, float)
        and item == field.default
    )


@cache
def _decoder(hint: Any) -> _Decoder:
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        if len(arguments) != 2 or types.NoneType not in arguments:
            raise TypeError(f"only optional unions can be stored: {hint}")
        inner = _decoder(next(part for part in arguments if part is not types.NoneType))
        return lambda data: None if data is None else inner(data)
    if get_origin(hint) is tuple:
        return _tuple_decoder(arguments)
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return hint
        if is_dataclass(hint):
            return _dataclass_decoder(hint)
        if hint in _SCALARS:
            return lambda data: _scalar(hint, data)
    raise TypeError(f"no JSON form for {hint}")


def _scalar(kind: type, data: object) -> object:
    if type(data) is not kind:
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data


def _tuple_decoder(arguments: tuple[Any, ...]) -> _Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _decoder(arguments[0])
        return lambda data: tuple([item(each) for each in data])
    items = [_decoder(argument) for argument in arguments]
    return lambda data: tuple([item(each) for item, each in zip(items, data, strict=True)])


def _dataclass_decoder(kind: type) -> _Decoder:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}

    def build(data: Any) -> Any:
        return kind(**{name: decoders[name](each) for name, each in data.items()})

    return build


def _describe(hint: Any, shapes: dict[str, str]) -> None:
    for argument in get_args(hint):
        _describe(argument, shapes)
    if not isinstance(hint, type) or hint.__qualname__ in shapes:
        return
    if issubclass(hint, Enum):
        shapes[hint.__qualname__] = repr([member.value for member in hint])
    elif is_dataclass(hint):
        hints = get_type_hints(hint)
        shapes[hint.__qualname__] = repr(
            [
                (field.name, str(hints[field.name]), field.default is MISSING or field.default)
                for field in fields(hint)
            ]
        )
        for each in hints.values():
            _describe(each, shapes)
