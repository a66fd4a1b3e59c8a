"""Fixed wording in another language, sentence by sentence, the values in it kept."""

import re
from collections.abc import Callable, Mapping
from string import Formatter

Translator = Callable[[str], str]


class Phrasebook:
    """Pairs of sentences with fields, "{name} không nêu {what}." for "{name} does not state …"."""

    def __init__(
        self, pairs: Mapping[str, str], fields: Mapping[str, Translator] | None = None
    ) -> None:
        """Read the pairs.

        Args:
            pairs: A sentence for each, with fields in braces; the first that fits is used.
            fields: What is done with the values of a field; those of others stay as they are.
        """
        self._pairs = [(_pattern(sentence), other) for sentence, other in pairs.items()]
        self._fields = fields or {}

    def say(self, text: str) -> str | None:
        """A sentence in the other language; None for one that is not in the book."""
        for pattern, other in self._pairs:
            match = pattern.fullmatch(text)
            if match is not None:
                values = match.groupdict()
                return other.format_map({n: self._told(n, v) for n, v in values.items()})
        return None

    def _told(self, name: str, value: str) -> str:
        return self._fields[name](value) if name in self._fields else value


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = []
    for literal, field, _, _ in Formatter().parse(sentence):
        parts.append(re.escape(literal))
        parts.append(rf"(?P<{field}>.+?)" if field else "")
    return re.compile("".join(parts))
