"""Tests of what a file is called, and of which plan it is a version."""

import dataclasses
import unicodedata
from pathlib import Path

import pytest
from making.tea_plan import tea_file as plan

from bot.files.pending import safe_name
from bot.files.preview import namesakes, versions
from bot.library.publishing import name_for
from index.library.card import DocumentCard
from knowledge.document import Field, Header
from knowledge.reader import parse_document


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\a\\KH 61.DOCX", "KH 61.docx"),
        (".htaccess", "htaccess"),
        (".txt", "van-ban.txt"),
        ("a\u0000\n\u202eb?*.pdf", "a b.pdf"),
        ("x" * 300 + ".pdf", "x" * 60 + ".pdf"),
        (unicodedata.normalize("NFD", "kế hoạch.txt"), "kế hoạch.txt"),
        ("", "van-ban"),
        ("...", "van-ban"),
    ],
)
def test_names_of_files_are_harmless(given, safe):
    """No path, no hidden file, no control characters, no overlong name."""
    assert safe_name(given) == safe
    assert Path("/x", safe_name(given)).parent == Path("/x")


def test_versions_are_told_by_number_issuer_and_date():
    """What the two both say must agree; without numbers the file name decides."""
    card = DocumentCard.of(parse_document(plan(), "a.txt"))
    header = card.identity
    undated = make(card, Header(number=header.number), "b.txt")
    other = make(card, Header(number=header.number, date=Field(value="2023-01-01", span=None)), "c")
    unnumbered = make(card, Header(title=header.title), "a.txt")
    assert versions(card, [undated, other]) == ((undated,), (other,))
    assert versions(card, [unnumbered]) == ((unnumbered,), ())
    assert versions(card, [make(card, Header(title=header.title), "x.txt")]) == ((), ())


def test_a_copy_of_a_plan_without_number_replaces_it():
    """A second file of that name and title; another name is remarked, another title is neither."""
    first = DocumentCard.of(parse_document(plan(), "a.txt"))
    title = Header(title=first.header.title)
    held = make(first, title, "chè.txt")
    other = make(first, Header(title=Field(value="Trồng cây", span=None)), "chè.txt")
    for name in ("chè (1).txt", "chè - Copy.txt", "Bản sao của chè.txt", "CHÈ(2).txt"):
        assert versions(make(first, title, name), [held]) == ((held,), ())
        assert versions(make(first, title, name), [other]) == ((), ())
    for name in ("chè sửa.txt", "chè (1).docx"):
        assert versions(make(first, title, name), [held]) == ((), ())
        assert namesakes(make(first, title, name), [held, other]) == (held,)
    assert namesakes(first, [held]) == (held,)
    assert namesakes(make(first, title, "chè (1).txt"), [held]) == ()


def test_a_copy_takes_the_name_of_what_it_replaces(tmp_path):
    """What was said about who may see it goes by that name."""
    card = DocumentCard.of(parse_document(plan(), "chè.txt"))
    (tmp_path / "chè.txt").touch()

    assert name_for(tmp_path, Path("chè (1).txt"), [card]) == "chè.txt"
    assert name_for(tmp_path, Path("chè.txt"), []) == "chè (2).txt"


def make(card, header, name):
    """The card with another header and file name."""
    return dataclasses.replace(card, header=header, describes=None, source_file=name, id=name)
