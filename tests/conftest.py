"""Fixtures shared by the tests."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from index.passage import Passage
from index.store import build_library
from knowledge.document import (
    Document,
    Family,
    Field,
    Header,
    Section,
    SectionKind,
    SourceKind,
)
from knowledge.shipped import shipped_documents
from knowledge.text import Span, clean, nfc

Entry = tuple[Document, list[Passage]]


def entry_of(text: str, source_file: str, breadcrumb: str = "") -> Entry:
    """A document with a section and a passage for each line of `text`, and no header."""
    sha256 = hashlib.sha256(text.encode() + source_file.encode()).hexdigest()
    sections: list[Section] = []
    passages: list[Passage] = []
    start = 0
    for line in text.split("\n"):
        span = Span(start=start, end=start + len(line))
        start += len(line) + 1
        if not line.strip():
            continue
        path = str(len(sections) + 1)
        sections.append(
            Section(
                path=path,
                kind=SectionKind.PARA,
                label=None,
                heading=None,
                level=1,
                parent=None,
                span=span,
                reach=span,
            )
        )
        passages.append(
            Passage(
                id=f"{sha256[:16]}#{path}",
                document_id=sha256[:16],
                path=path,
                span=span,
                breadcrumb=breadcrumb,
                text=clean(line),
            )
        )
    document = Document(
        id=sha256[:16],
        source_file=source_file,
        sha256=sha256,
        text=text,
        source=SourceKind.OFFICIAL,
        family=Family.STATE,
        recognised=False,
        header=Header(title=Field(value=source_file, span=None)),
        describes=None,
        sections=tuple(sections),
        assignments=(),
        reporting=(),
        cites=(),
        abbreviations=(),
        warnings=("chưa rõ ngày ban hành",),
    )
    return document, passages


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., Entry]:
    """Makes a document and its passages, one for each line of a text."""
    return entry_of


@pytest.fixture(scope="session")
def shipped_entries() -> list[Entry]:
    """The five shipped texts, cut at every line."""
    return [
        entry_of(
            nfc(each.path.read_text(encoding="utf-8")),
            each.source_file,
            breadcrumb=each.path.stem.replace("-", " "),
        )
        for each in shipped_documents()
    ]


@pytest.fixture(scope="session")
def line_library(shipped_entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library file of the five shipped texts, cut at every line."""
    path = tmp_path_factory.mktemp("library") / "lines.db"
    build_library(path, shipped_entries)
    return path
