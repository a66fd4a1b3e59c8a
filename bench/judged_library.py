"""Judged questions and the library they are asked of, for the measurements that share them."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.building import Source, build, folder_sources
from index.library.store import Library
from knowledge.shipped import shipped_documents

DATA = Path(__file__).parents[1] / "tests" / "data"


def parser_of(description: str) -> argparse.ArgumentParser:
    """A parser of QUESTIONS and --documents, by default those of the shipped plans."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("questions", type=Path, nargs="?", default=DATA / "dev_questions.jsonl")
    parser.add_argument("--documents", type=Path, help="default: the shipped plans")
    return parser


@contextmanager
def judged_library(documents: Path | None) -> Iterator[Library]:
    """A library of a folder's documents, or of the shipped plans; it is gone afterwards."""
    sources = (
        folder_sources(documents)
        if documents
        else [Source(path=s.path, source_file=s.source_file) for s in shipped_documents()]
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plans.db"
        build(sources, file)
        with Library.open(file) as library:
            yield library
