"""Training examples of the reader: a question, the pieces that answer it, pieces that do not.

    python -m training.examples SHARED LIBRARY OUT QUESTIONS [QUESTIONS …] [--part I --parts N]

LIBRARY holds the documents of the questions, OUT gets one JSON object a line. QUESTIONS are
judged:FILE, pairs:FILE, near:FILE or own:FILE; relative files lie in SHARED/questions. Questions
over documents that are held out are passed over. With a part of several only that share is made,
so that several processes can share the work.
"""

import argparse
import json
from pathlib import Path

from index.answerer import Answerer
from index.library.piece import Piece, cut_pieces
from index.library.store import Library
from index.search.search import Searcher
from knowledge.text import nfc, squash
from training.corpus import Asked, held_out, read_named, same

# Pieces of the question's document, and of the whole library, that are no answer.
_OF_DOCUMENT, _OF_LIBRARY = 14, 10


class ExampleMaker:
    """Finds what a question could be confused with, as the search of the product does."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answerer = Answerer(library)
        self._searcher = Searcher(library)
        self._by_file = {card.source_file: card.id for card in library.documents}

    def make(self, asked: Asked) -> dict[str, object] | None:
        """The example of a question; None where its document is not in the library."""
        document = self._by_file.get(asked.doc)
        if document is None:
            return None
        question = self._answerer.understand(asked.question)
        right = self._right(asked)
        if asked.accept and not right:
            return None
        own = self._wrong(self._searcher.search(question, documents=(document,), k=16), asked)
        others = self._wrong(self._searcher.search(question, k=16), asked)
        near = [p for p in self._pieces_of(document) if asked.near and same(p.text, asked.near)]
        return {
            "id": asked.id,
            "doc": asked.doc,
            "questions": list(dict.fromkeys([asked.question, question.restored.text])),
            "right": [row(p) for p in right[:4]],
            "wrong": [row(p) for p in (near + own)[:_OF_DOCUMENT]],
            "far": [row(p) for p in others if p.passage.document_id != document][:_OF_LIBRARY],
        }

    def _pieces_of(self, document: str) -> list[Piece]:
        text = self._library.document(document).text
        return [p for each in self._library.passages_of(document) for p in cut_pieces(text, each)]

    def _right(self, asked: Asked) -> list[Piece]:
        found = []
        for doc, strings in asked.accept:
            if doc in self._by_file:
                found += [p for p in self._pieces_of(self._by_file[doc]) if _answers(p, strings)]
        keyed = [p for p in found if all(squash(nfc(key)) in squash(p.text) for key in asked.keys)]
        return keyed or found

    def _wrong(self, hits: tuple[object, ...], asked: Asked) -> list[Piece]:
        found = []
        for hit in hits:
            passage = hit.passage  # type: ignore[attr-defined]
            text = self._library.document(passage.document_id).text
            found += [
                piece
                for piece in cut_pieces(text, passage)
                if not any(_answers(piece, strings) for _, strings in asked.accept)
            ]
        return found


def _answers(piece: Piece, strings: tuple[str, ...]) -> bool:
    """Whether a piece holds what an answer holds, or shares most of one long passage with it."""
    text = squash(nfc(piece.text))
    wanted = [squash(nfc(each)) for each in strings]
    if all(each in text for each in wanted):
        return True
    mine, theirs = _runs(text), _runs(wanted[0])
    shared = len(mine & theirs)
    return len(wanted) == 1 and shared > 0.6 * min(len(mine), len(theirs)) and shared > 3


def _runs(text: str) -> set[tuple[str, ...]]:
    """The runs of four words of a text."""
    words = text.split()
    return {tuple(words[n : n + 4]) for n in range(len(words) - 3)}


def row(piece: Piece) -> list[str]:
    """Document name, context and text of a piece."""
    return [piece.document_name, piece.context, piece.text]


def main() -> None:
    """Read the arguments and write the examples of what may be trained on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("library", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("questions", nargs="+")
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    given = parser.parse_args()
    asked = read_named(given.shared, given.questions)
    held = held_out(given.shared)
    asked = [q for q in asked if q.doc not in held and (q.accept or q.near)]
    made = 0
    with Library.open(given.library) as opened, given.out.open("w", encoding="utf-8") as file:
        maker = ExampleMaker(opened)
        for each in asked[given.part :: given.parts]:
            example = maker.make(each)
            if example is not None:
                made += 1
                file.write(json.dumps(example, ensure_ascii=False) + "\n")
    print(f"{made} examples, {len(held)} documents held out")


if __name__ == "__main__":
    main()
