"""Published PDF files as offices made them, against what was judged on their rendered pages."""

import json
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.errors import UnreadableFileError
from knowledge.extract import Method
from knowledge.reader import read_document
from knowledge.readers.scan.tesseract import require_tesseract
from knowledge.text import fold, squash

_FILES = Path(__file__).parents[5] / "shared" / "files"
_TRUTH = _FILES / "truth.jsonl"

pytestmark = pytest.mark.skipif(not _TRUTH.exists(), reason=f"{_TRUTH} is not at hand")


def has_tesseract() -> bool:
    """Whether scans can be recognised here."""
    try:
        require_tesseract("")
    except UnreadableFileError:
        return False
    return True


def judged(kind: Method) -> list[dict]:
    """The judged PDF files: of text, or scanned."""
    if not _TRUTH.exists():
        return []
    rows = [json.loads(line) for line in _TRUTH.read_text("utf-8").splitlines()]
    scanned = kind is Method.OCR
    return [row for row in rows if row["kind"] == "pdf" and ("scan" in row["file"]) is scanned]


@cache
def read(file: str) -> Document:
    """A judged file as read."""
    return read_document(_FILES / file)


def missing(row: dict) -> list[str]:
    """The strings that a reader must get and that are not there."""
    text = squash(read(row["file"]).text)
    return [
        words
        for words in row["must_contain"]
        if squash(unicodedata.normalize("NFC", words)) not in text
    ]


@pytest.mark.parametrize("row", judged(Method.PDF), ids=lambda row: row["file"][:2])
def test_digital_files_are_read_as_judged(row):
    """Number, day and issuer, the first labels and every judged string are there."""
    document = read(row["file"])
    header = document.header

    assert document.method is Method.PDF and not document.recognised
    assert header.number is not None and header.number.value == row["number"]
    assert header.date is not None and header.date.value == row["date"]
    assert header.issuer is not None
    assert fold(row["issuer"]).startswith(fold(header.issuer.value))
    assert [p for p in row["numbered_paths"] if p not in {s.path for s in document.sections}] == []
    assert missing(row) == []


@pytest.mark.skipif(not has_tesseract(), reason="tesseract with Vietnamese is absent")
@pytest.mark.parametrize("row", judged(Method.OCR), ids=lambda row: row["file"][:2])
def test_scanned_files_are_read_and_said_to_be_recognised(row):
    """Issuer and first labels are there, what is written by hand is asked for, not made up."""
    document = read(row["file"])
    header = document.header

    assert document.method is Method.OCR and document.recognised
    assert header.number is None or header.number.value == row["number"]
    assert header.date is None or header.date.value == row["date"]
    assert header.issuer is not None
    assert fold(row["issuer"]).startswith(fold(header.issuer.value))
