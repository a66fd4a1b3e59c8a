"""Values of variables, those that are secret, and what is wrong with them."""

import re
from collections.abc import Mapping
from pathlib import Path


class SettingsError(Exception):
    """A setting that is missing or wrong; the message names each of them."""


class Secret:
    """A value that is never shown: not in a log, a traceback or a repr."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the platform alone."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


class Variables:
    """Reads variables and gathers what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._wrong: list[str] = []

    def text(self, name: str) -> str | None:
        """The value without blanks around it; None where it is empty."""
        return self._environ.get(name, "").strip() or None

    def path(self, name: str) -> Path | None:
        """The value as a path; ~ is the home folder."""
        value = self.text(name)
        return Path(value).expanduser() if value else None

    def one_of(self, name: str, values: tuple[str, ...]) -> str:
        """The value, one of those; the first where it is empty."""
        value = (self.text(name) or values[0]).lower()
        if value not in values:
            self.wrong(f"{name}={value}: chỉ nhận {' hoặc '.join(values)}")
        return value

    def number(self, name: str, least: int, most: int) -> int | None:
        """The value as a number in these bounds; None where it is empty or wrong."""
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"[0-9]{1,6}", value) or not least <= int(value) <= most:
            self.wrong(f"{name}={value}: phải là số từ {least} đến {most}")
            return None
        return int(value)

    def wrong(self, sentence: str) -> None:
        """Note what is wrong with a variable, in a sentence that names it."""
        self._wrong.append(sentence)

    def finish(self) -> None:
        """Raise `SettingsError` with all that was noted."""
        if self._wrong:
            raise SettingsError("\n".join(self._wrong))
