"""Fixtures shared by the tests."""

import gc
import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from remembering_reader import RememberingReader

from index.answer.scoring.scorer import Scorer, load_weights
from index.answerer import Answerer
from index.building import Source, build
from index.errors import EncoderError
from index.library.passage import Passage
from index.library.passages import cut_passages
from index.library.store import Library, build_library
from index.meaning.encoder import Encoder, Prompts
from index.meaning.load_encoder import load_encoder
from index.meaning.reader import load_reader
from knowledge.document import (
    Document,
    Family,
    Field,
    Header,
    Section,
    SectionKind,
    SourceKind,
)
from knowledge.reader import parse_document
from knowledge.shipped import shipped_documents
from knowledge.text import Span, clean, nfc

DATA = Path(__file__).parent / "data"

if TYPE_CHECKING:
    from telegram_server import TelegramServer
    from zalo_bot_server import ZaloBotServer
    from zalo_oa_server import ZaloOaServer

# Files that take long for the number of their tests.
_LONGEST = (
    "judged off_topic calibration intake audience photos keeping withheld whole_life crash "
    "large_sheet commands reload duplicates holding zalo_oa originals pdf_scans"
).split()

Entry = tuple[Document, list[Passage]]


def pytest_collection() -> None:
    """Nothing is thrown away while tests are collected."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was made lives as long as the tests: nobody need look through it again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: for a long file that comes last, everybody else waits."""
    tests = Counter(item.path for item in items)

    def rank(item: pytest.Item) -> tuple[bool, int, Path]:
        is_long = item.path.stem.removeprefix("test_") in _LONGEST
        return not is_long, -tests[item.path], item.path

    items.sort(key=rank)


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


def plan_of(number: int, lines: int = 50) -> Entry:
    """A plan of that many lines, no two alike."""
    chance = random.Random(number)
    words = "kinh phí đào tạo cán bộ văn hóa cơ sở báo cáo quý năm sở tài chính".split()
    text = "\n".join(
        f"{' '.join(chance.choices(words, k=6))} {number}-{line}" for line in range(lines)
    )
    return entry_of(text, f"{number}.txt")


@pytest.fixture(scope="session")
def make_plan() -> Callable[..., Entry]:
    """Makes the plan of that number, by default of 50 passages."""
    return plan_of


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library file of three plans with 150 passages."""
    path = tmp_path / "plans.db"
    build_library(path, [plan_of(number) for number in range(3)])
    return path


@pytest.fixture(scope="session")
def builtin() -> Encoder:
    """The built-in model."""
    try:
        encoder = load_encoder("builtin")
    except EncoderError as error:
        pytest.skip(str(error))
    assert encoder is not None
    return encoder


class WordEncoder:
    """A model that adds up a random vector for each word; it counts and can be made to fail."""

    weight = 0.5
    is_shipped = False
    cosines = (0.0, 1.0)

    def __init__(self, name="words", dim=16, fails_after=None, prompts=("q: ", "p: ")):
        self.name = name
        self.dim = dim
        self.prompts = Prompts(query=prompts[0], passage=prompts[1])
        self.fails_after = fails_after
        self.read = []
        self.asked = []

    def _vectors(self, texts):
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in f"{self.name} {text}".lower().split():
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
                row += np.random.default_rng(seed).normal(size=self.dim)
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def encode_queries(self, texts):
        """Vectors of questions."""
        self.asked += texts
        return self._vectors(texts)

    def encode_passages(self, texts):
        """Vectors of passages."""
        if self.fails_after is not None and len(self.read) + len(texts) > self.fails_after:
            raise EncoderError("hết bộ nhớ")
        self.read += texts
        return self._vectors(texts)


@pytest.fixture(scope="session")
def word_encoder() -> type[WordEncoder]:
    """A model of its own making for tests, as a class."""
    return WordEncoder


@pytest.fixture
def telegram() -> Iterator["TelegramServer"]:
    """A Telegram of our own."""
    from telegram_server import TelegramServer

    server = TelegramServer().start()
    yield server
    server.stop()


@pytest.fixture
def zalo_bot() -> Iterator["ZaloBotServer"]:
    """A Zalo bot platform of our own."""
    from zalo_bot_server import ZaloBotServer

    server = ZaloBotServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the shipped plans are built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def any_environ(tmp_path: Path, cache: Path) -> dict[str, str]:
    """The variables of a bot on whatever channel, open to everybody."""
    return {
        "DATA": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(cache),
        "ACCESS": "open",
        # A model would have its vectors made beside every bot of the tests.
        "ENCODER": "none",
    }


@pytest.fixture
def environ(telegram: "TelegramServer", any_environ: dict[str, str]) -> dict[str, str]:
    """The variables of a bot on that Telegram, with person 7 as admin."""
    from telegram_server import TOKEN

    return {
        **any_environ,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.url,
        "ADMINS": "telegram:7",
    }


@pytest.fixture
def zalo_bot_environ(zalo_bot: "ZaloBotServer", any_environ: dict[str, str]) -> dict[str, str]:
    """The variables of a bot on that platform, with one person as admin."""
    from zalo_bot_server import PERSON, TOKEN

    return {
        **any_environ,
        "ZALO_BOT_TOKEN": TOKEN,
        "ZALO_BOT_API_URL": zalo_bot.url,
        "ADMINS": f"zalo_bot:{PERSON}",
    }


@pytest.fixture
def zalo_oa() -> Iterator["ZaloOaServer"]:
    """A Zalo of our own, with an Official Account."""
    from zalo_oa_server import ZaloOaServer

    server = ZaloOaServer().start()
    yield server
    server.stop()


@pytest.fixture
def oa_environ(
    zalo_oa: "ZaloOaServer", any_environ: dict[str, str], tmp_path: Path
) -> dict[str, str]:
    """The variables of a bot on that account, with a grant in its file."""
    return {**any_environ, **zalo_oa.environ(tmp_path / "data")}


@pytest.fixture(scope="session")
def plan_files() -> dict[str, Path]:
    """The texts to be judged, by the name of the file as received: shipped ones and invented."""
    shipped = {each.source_file: each.path for each in shipped_documents()}
    return shipped | {path.name: path for path in sorted((DATA / "plans").glob("*.txt"))}


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    """The scorer that ships, which reads no question and piece together twice."""
    return Scorer(load_weights(), RememberingReader(load_reader()))


@pytest.fixture(scope="session")
def make_answerer(
    plan_files, scorer, tmp_path_factory
) -> Iterator[Callable[[Iterable[str]], Answerer]]:
    """Makes an answerer over those of `plan_files` that are named."""
    with ExitStack() as opened:

        def over(names: Iterable[str]) -> Answerer:
            file = tmp_path_factory.mktemp("library") / "library.db"
            build([Source(path=plan_files[name], source_file=name) for name in names], file)
            return Answerer(opened.enter_context(Library.open(file)), scorer=scorer)

        yield over


@pytest.fixture(scope="session")
def answerer_of(tmp_path_factory):
    """Makes an answerer over plan texts written in a test, or over documents."""
    with ExitStack() as opened:

        def over(*texts: str | Document) -> Answerer:
            file = tmp_path_factory.mktemp("texts") / "library.db"
            documents = [
                parse_document(t.encode(), f"{n}.txt") if isinstance(t, str) else t
                for n, t in enumerate(texts)
            ]
            build_library(file, [(each, cut_passages(each)) for each in documents])
            return Answerer(opened.enter_context(Library.open(file)))

        yield over


@pytest.fixture(scope="session")
def shipped_answerer(make_answerer) -> Answerer:
    """Answers from the five shipped plans."""
    return make_answerer(each.source_file for each in shipped_documents())


@pytest.fixture(scope="session")
def whole_answerer(make_answerer, plan_files) -> Answerer:
    """Answers from the shipped plans and those invented for tests."""
    return make_answerer(plan_files)
