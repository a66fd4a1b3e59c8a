"""Declared successors of reorganised bodies."""

import json
from datetime import date

import pytest

from knowledge.names.succession import DeclarationError, load_declared, predecessors, successors

DECLARED = [
    {
        "name": "Sở Thông tin và Truyền thông",
        "valid_to": "2025-02-28",
        "successors": [
            {"name": "Sở Khoa học và Công nghệ", "function": "công nghệ số"},
            {"name": "Sở Văn hóa, Thể thao và Du lịch", "function": "báo chí"},
        ],
    }
]


@pytest.fixture
def declared(tmp_path):
    """One body with two successors."""
    path = tmp_path / "agencies.json"
    path.write_text(json.dumps(DECLARED), encoding="utf-8")
    return load_declared(path)


def test_a_body_may_have_several_successors(declared):
    """Both are given, each with its function, and as an admin's word."""
    found = successors("STTTT", declared, date(2026, 1, 1))
    assert [s.function for s in found] == ["công nghệ số", "báo chí"]
    assert {s.source for s in found} == {"admin"}


def test_before_its_end_a_body_has_no_successor(declared):
    """On a day on which it existed nobody had taken over."""
    assert successors("Sở TT&TT", declared, date(2024, 3, 18)) == ()
    assert successors("Sở Nội vụ", declared, date(2026, 1, 1)) == ()


def test_a_new_name_reaches_the_old_one(declared):
    """The body that was taken over is found from the one that took over."""
    (old,) = predecessors("Sở KH&CN", declared, date(2026, 1, 1))
    assert old.name == "Sở Thông tin và Truyền thông"


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "Sở A"}]', '{"name": "Sở A"}'])
def test_a_wrong_declaration_names_the_file(tmp_path, text):
    """What is no list of declarations is refused with the name of the file."""
    path = tmp_path / "khai-bao.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match="khai-bao.json"):
        load_declared(path)
