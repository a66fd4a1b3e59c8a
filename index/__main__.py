"""`python -m index`: build a library and its vectors, answer, inspect a file, evaluate."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.answer.scoring.chooser import Chooser
from index.answerer import Answerer
from index.building import Built, build, folder_sources
from index.errors import EncoderError, SearchError, VectorsError, VectorsMissingError
from index.evaluate import judge, read_judged, report
from index.interface import answer_row, document_row
from index.library.store import Library
from index.meaning.dense import DenseIndex
from index.meaning.load_encoder import BUILTIN, load_encoder
from index.meaning.meaning import open_meaning
from index.meaning.reranker import load_reranker
from index.meaning.vectors_build import Progress, build_vectors
from index.meaning.vectors_file import remake, vectors_path
from index.output import write_utf8
from index.training_report import training_report
from index.version import program_version
from knowledge.document import Document
from knowledge.errors import KnowledgeError
from knowledge.reader import read_documents

_ENCODERS = f"{BUILTIN}, sentence-transformers:NAME_OR_FOLDER, or none"
_WHOSE = f"whose vectors to use: {_ENCODERS}; {BUILTIN} where there are any if left out"
_AMENDED = (
    "Kho trước có điều quản trị viên đã sửa hoặc ghi nhận ở {count} văn bản; kho vừa lập không có "
    "các điều đó, và văn bản đã rút có thể trở lại. Để áp dụng lại, hãy chạy: python -m bot reload"
)
_RERANKERS = "CrossEncoder, by name or folder, that reads the best passages again; or none"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 for an error, 2 for wrong usage."""
    write_utf8()
    parsed = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    except (SearchError, KnowledgeError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads has enough; the flush at exit must not fail over it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    told = f"guidance-lookup {program_version()}"
    parser.add_argument("--version", action="version", version=told)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("build", help="build a library from a folder of plan texts")
    command.add_argument("--documents", type=Path, required=True, help="folder with the files")
    command.add_argument("--library", type=Path, required=True, help="library file to write")
    command.add_argument("--encoder", default=BUILTIN, help=f"makes the vectors: {_ENCODERS}")
    command.set_defaults(run=_build)
    command = commands.add_parser("vectors", help="make the vectors of a library, or go on")
    command.add_argument("--library", type=Path, required=True, help="library file or folder")
    command.add_argument("--encoder", default=BUILTIN, help=_ENCODERS)
    command.add_argument("--progress", action="store_true", help="tell on standard error how far")
    command.set_defaults(run=_vectors)
    command = commands.add_parser("answer", help="answer questions, one a line on standard input")
    command.add_argument("--library", type=Path, required=True, help="library file")
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    command.add_argument("--encoder", help=_WHOSE)
    command.add_argument("--reranker", default="none", help=_RERANKERS)
    command.set_defaults(run=_answer)
    command = commands.add_parser("inspect", help="show what is understood of one file")
    command.add_argument("file", type=Path)
    command.add_argument("--json", action="store_true", help="all of it as JSON")
    command.set_defaults(run=_inspect)
    command = commands.add_parser("evaluate", help="judged questions: figures and every miss")
    _add_evaluation(command)
    return parser


def _add_evaluation(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "questions", type=Path, nargs="*", help="JSON-lines files of judged questions"
    )
    asked = command.add_mutually_exclusive_group()
    asked.add_argument("--documents", type=Path, help="folder with .txt files")
    asked.add_argument("--library", type=Path, help="library file, asked as it is")
    asked.add_argument(
        "--report", action="store_true", help="what training reports of the weights instead"
    )
    command.add_argument("--encoder", help=_WHOSE)
    command.add_argument("--reranker", default="none", help=_RERANKERS)
    command.add_argument(
        "--reader", metavar="URL", help="server of a model that chooses; READER_KEY is its key"
    )
    command.add_argument("--reader-model", metavar="NAME", help="what the server calls the model")
    command.set_defaults(run=_evaluate, misused=command.error)


def _bar() -> Progress | None:
    """A progress bar on standard error, if that is a terminal."""
    return _show if sys.stderr.isatty() else None


def _progress(total: int) -> Callable[[int], None] | None:
    """The bar for a known number."""
    bar = _bar()
    return None if bar is None else lambda done: bar(done, total)


def _show(done: int, total: int) -> None:
    bar = "█" * (30 * done // max(total, 1))
    print(
        f"\r{bar:30} {done}/{total}",
        end="" if done < total else "\n",
        file=sys.stderr,
        flush=True,
    )


def _tell(done: int, total: int) -> None:
    print(f"{done}/{total}", file=sys.stderr, flush=True)


def _build(parsed: argparse.Namespace) -> int:
    encoder = load_encoder(parsed.encoder)
    amended = _amended(parsed.library)
    built = _build_folder(parsed.documents, parsed.library)
    if amended:
        print(_AMENDED.format(count=amended), file=sys.stderr)
    for name, warning in built.warnings:
        print(f"{name}: {warning}", file=sys.stderr)
    for reason in built.refused:
        print(reason, file=sys.stderr)
    if encoder is not None:
        build_vectors(parsed.library, encoder, progress=_bar())
    print(f"{parsed.library}: {built.documents} văn bản")
    return 1 if built.refused else 0


def _amended(path: Path) -> int:
    """Of how many documents a library tells what admins say; a new one is built without that."""
    try:
        with Library.open(path) as library:
            held = (library.document(card.id) for card in library.documents)
            return sum(bool(each.corrections or each.standing) for each in held)
    except SearchError:
        return 0  # None yet, or none that can be read.


def _build_folder(folder: Path, library: Path) -> Built:
    sources = folder_sources(folder)
    return build(sources, library, progress=_progress(len(sources)))


def _vectors(parsed: argparse.Namespace) -> int:
    encoder = load_encoder(parsed.encoder)
    if encoder is None:
        print("none: không có mô hình nên không tạo vectơ")
        return 0
    progress = _tell if parsed.progress else _bar()
    print(build_vectors(parsed.library, encoder, progress=progress))
    return 0


def _answer(parsed: argparse.Namespace) -> int:
    with Library.open(parsed.library) as library:
        meaning = _meaning(library, parsed.encoder)
        answerer = Answerer(library, meaning, load_reranker(parsed.reranker))
        for line in sys.stdin.buffer:
            question = line.decode("utf-8", errors="replace").rstrip("\r\n")
            answer = answerer.answer(question)
            if parsed.json:
                print(
                    json.dumps(answer_row(question, answer, library), ensure_ascii=False),
                    flush=True,
                )
            else:
                print(
                    *(notice.text for notice in answer.notices),
                    answer.statement,
                    *(f"  {c.line}" for c in answer.citations),
                    sep="\n",
                    flush=True,
                )
    return 0


def _meaning(library: Library, encoder: str | None) -> DenseIndex | None:
    """The index by meaning; where a model is named without its vectors, an error."""
    if encoder is None:
        try:
            return open_meaning(library, BUILTIN)
        except (EncoderError, VectorsError) as error:
            print(f"Chỉ tìm theo từ: {error}", file=sys.stderr)
            return None
    meaning = open_meaning(library, encoder)
    if meaning is None and encoder != "none":
        path = vectors_path(library.path)
        raise VectorsMissingError(f"Chưa có tệp vectơ {path}; {remake(path)}")
    return meaning


def _inspect(parsed: argparse.Namespace) -> int:
    read = read_documents(parsed.file)
    for reason in read.refused:
        print(reason, file=sys.stderr)
    if parsed.json:
        rows = [document_row(document) for document in read.documents]
        print(json.dumps(rows if len(rows) > 1 else rows[0], ensure_ascii=False, indent=1))
    else:
        for document in read.documents:
            _show_document(document, named=len(read.documents) > 1)
    return 1 if read.refused else 0


def _show_document(document: Document, *, named: bool) -> None:
    if named:
        print(f"== {document.source_file}")
    for name in ("type", "number", "date", "issuer", "place", "signer", "title"):
        field = getattr(document.identity, name)
        print(f"{name:8} {field.value if field else '✗'}")
    for section in document.sections:
        print(f"{'  ' * section.level}{section.path}  {section.heading or ''}")
    print(f"{len(document.assignments)} nhiệm vụ, {len(document.reporting)} điểm báo cáo")
    print(*document.warnings, sep="\n")


def _evaluate(parsed: argparse.Namespace) -> int:
    if parsed.report:
        print(training_report())
        return 0
    if not parsed.questions or (parsed.documents is None and parsed.library is None):
        parsed.misused("QUESTIONS and --documents or --library are needed, or --report alone")
    chooser = _chooser(parsed)
    sets = [read_judged(path) for path in parsed.questions]
    with _judged_library(parsed) as library:
        meaning = _meaning(library, parsed.encoder)
        answerer = Answerer(library, meaning, load_reranker(parsed.reranker), chooser=chooser)
        for path, questions in zip(parsed.questions, sets, strict=True):
            if len(sets) > 1:
                print(f"== {path.name}")
            print(report([judge(each, answerer.answer) for each in questions]), flush=True)
    return 0


def _chooser(parsed: argparse.Namespace) -> Chooser | None:
    """The model that may choose, if one is named; it is sent whatever the library holds."""
    if (parsed.reader is None) != (parsed.reader_model is None):
        parsed.misused("--reader and --reader-model go together")
    if parsed.reader is None:
        return None
    # Takes the HTTP library, which nothing else here needs.
    from index.answer.scoring.http_chooser import chooser_from

    return chooser_from(parsed.reader, parsed.reader_model, os.environ.get("READER_KEY"))


@contextmanager
def _judged_library(parsed: argparse.Namespace) -> Iterator[Library]:
    """The library that is given, or one of the folder's documents, which is gone afterwards."""
    if parsed.library is not None:
        with Library.open(parsed.library) as library:
            yield library
        return
    encoder = load_encoder(parsed.encoder or BUILTIN)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library.db"
        built = _build_folder(parsed.documents, file)
        for reason in built.refused:
            print(reason, file=sys.stderr)
        if encoder is not None:
            build_vectors(file, encoder, progress=_bar())
        with Library.open(file) as library:
            yield library


if __name__ == "__main__":
    sys.exit(main())
