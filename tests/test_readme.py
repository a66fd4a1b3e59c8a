"""What README.md and README.vi.md show is what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parents[1]
# A block of commands that ends with a question, and the block of what it prints.
_SHOWN = re.compile(
    r"^(?P<command>python -m bot ask .+)\n```\n\n```text\n(?P<printed>(?:(?!```).*\n)*)```$",
    re.MULTILINE,
)
SHOWN = sorted(
    {
        (match["command"], match["printed"])
        for name in ("README.md", "README.vi.md")
        for match in _SHOWN.finditer((ROOT / name).read_text(encoding="utf-8"))
    }
)


def test_the_readme_shows_a_question_with_its_answer():
    """At least one question stands there with what it prints."""
    assert SHOWN


@pytest.mark.parametrize(("command", "printed"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_readme_shows_what_is_printed(command, printed, cache, tmp_path, monkeypatch, capsys):
    """Whoever types a question of the README over the shipped plans sees what stands there."""
    for name in ("LIBRARY", "DOCUMENTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.chdir(tmp_path)

    assert main(shlex.split(command)[3:]) == 0
    assert capsys.readouterr().out == printed
