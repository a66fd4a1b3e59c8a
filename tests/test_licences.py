"""The lock file and the list of licences name what the project needs."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = {
    canonicalize_name(name): version
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE)
}
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["lint"]]


@pytest.mark.parametrize("line", NEEDED)
def test_the_locked_version_is_within_the_range(line):
    """What is installed and tested is what the ranges allow."""
    needed = Requirement(line)
    if needed.name == PROJECT["name"]:
        return
    assert needed.specifier.contains(LOCKED[canonicalize_name(needed.name)])


def test_every_locked_file_has_its_checksum():
    """Nothing else is installed in its place."""
    entries = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [e.split(" ")[0] for e in entries if "--hash=sha256:" not in e] == []


def test_the_licence_of_each_package_is_listed():
    """Also of those that others bring along."""
    told = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").lower()
    named = {*re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", told)}
    assert sorted(LOCKED.keys() - named) == []
