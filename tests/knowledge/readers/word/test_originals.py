"""Published Word files as offices made them, against what was judged by looking at their pages."""

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.reader import read_document
from knowledge.text import fold, nfc, squash

# They don't ship with the project; where they are at hand, they lie beside the checkout.
FOLDER = Path(__file__).parents[5] / "shared" / "files"
TRUTH = {
    each["file"]: each
    for each in map(json.loads, (FOLDER / "truth.jsonl").read_text("utf-8").splitlines())
    if each["kind"] in ("doc", "docx")
} if FOLDER.is_dir() else {}  # fmt: skip

pytestmark = pytest.mark.skipif(not TRUTH, reason=f"{FOLDER} is not at hand")
files = pytest.mark.parametrize("file", TRUTH)


@cache
def original(file: str) -> Document:
    """The file as read."""
    if file.endswith(".doc") and shutil.which("soffice") is None:
        pytest.skip("LibreOffice, which opens .doc files, is not installed")
    return read_document(FOLDER / file)


@files
def test_every_string_that_must_be_there_is_there(file):
    """Letter for letter, white space aside."""
    text = squash(original(file).text)

    assert [s for s in TRUTH[file]["must_contain"] if squash(nfc(s)) not in text] == []


@files
def test_first_labels_are_paths(file):
    """The first printed labels are found in their order; a row's path may name its part first."""
    paths = [section.path for section in original(file).sections]
    found = [path if path in paths else _in_a_part(path, paths) for path in labels(file)]

    assert None not in found, found
    places = [paths.index(path) for path in found]
    assert places == sorted(places)


def labels(file: str) -> list[str]:
    """The labels that were judged."""
    return [nfc(path) for path in TRUTH[file]["numbered_paths"]]


def _in_a_part(label: str, paths: list[str]) -> str | None:
    return next((path for path in paths if path.endswith(f"/{label}")), None)


@files
def test_head_is_right_or_absent(file):
    """Number, day and issuer are those of the page; blank ones stay empty."""
    header, truth = original(file).header, TRUTH[file]
    whole_day = truth["date"] if len(truth["date"]) == 10 else None

    assert (header.number and header.number.value) == (truth["number"] or None)
    assert (header.date and header.date.value) == whole_day
    assert header.issuer is not None
    assert _spelt_out(truth["issuer"]).startswith(_spelt_out(header.issuer.value))


def _spelt_out(body: str) -> str:
    return fold(nfc(body)).replace("ubnd", "uy ban nhan dan")
