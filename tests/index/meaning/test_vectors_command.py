"""`python -m index vectors`: the command that error messages name."""

import shlex
import sys

import pytest

from index.__main__ import main
from index.errors import VectorsMissingError
from index.library.store import Library, build_library
from index.meaning.vectors import Vectors
from index.meaning.vectors_file import vectors_path


@pytest.fixture
def plan(tmp_path, make_plan):
    """A library of 5 passages, in a folder with a blank in its name."""
    folder = tmp_path / "thư viện"
    folder.mkdir()
    path = folder / "plans.db"
    build_library(path, [make_plan(1, lines=5)])
    return path


def test_the_command_of_the_message_makes_the_vectors(plan, builtin, capsys):
    """Whoever copies the command from the message about missing vectors gets them."""
    with Library.open(plan) as opened, pytest.raises(VectorsMissingError) as caught:
        Vectors.open(opened, builtin)
    words = shlex.split(str(caught.value).partition("lệnh: ")[2])

    assert words[:3] == ["python", "-m", "index"]
    assert main(words[3:]) == 0
    assert capsys.readouterr() == (f"{vectors_path(plan)}\n", "")
    with Library.open(plan) as opened:
        assert len(Vectors.open(opened, builtin)) == 5


def test_a_terminal_sees_progress(plan, builtin, capsys, monkeypatch):
    """On a terminal a bar fills up once, and ends with a line of its own."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert main(["vectors", "--library", str(plan)]) == 0
    assert capsys.readouterr().err == f"\r{'█' * 30} 5/5\n"


def test_no_model_makes_no_vectors(plan):
    """With `none` nothing is made, which is not an error."""
    assert main(["vectors", "--library", str(plan), "--encoder", "none"]) == 0
    assert not vectors_path(plan).exists()


@pytest.mark.parametrize(
    "wrong", [("--library", "missing.db"), ("--encoder", "nano"), ("--encoder", "bad:x")]
)
def test_errors_are_one_line(plan, builtin, wrong, capsys):
    """What goes wrong is one line on standard error, and the exit status 1."""
    assert main(["vectors", "--library", str(plan), *wrong]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
