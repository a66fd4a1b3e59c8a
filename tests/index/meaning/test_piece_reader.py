"""The reader, and the order with and without one."""

import hashlib
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from index.answer.candidate import Pool
from index.answer.gather import gather
from index.answer.scoring.features import READER, columns
from index.answer.scoring.scorer import MOST_READ, Scorer, Weights, probability
from index.answer.scoring.sureness import TRAITS
from index.answer.scoring.trees import Trees
from index.errors import WeightsError
from index.library.passage import Passage
from index.library.piece import Piece, cut_pieces
from index.meaning.reader import NETWORK, OnnxReader
from index.meaning.reading import CONTEXT, NAME, PAD, QUESTION, TEXT, Layout, padded
from index.meaning.weights import CHECKSUMS, TOKENIZER, open_tokenizer
from knowledge.text import Span

SHIPPED = Path(str(files("index").joinpath("weights")))
QUESTION_TEXT = "Ai chủ trì đào tạo giáo viên?"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 61/KH-UBND
Lạng Sơn, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Triển khai chuyển đổi số trong trường học năm 2026

I. NHIỆM VỤ
{tasks}
"""


def piece_of(text, context="", name="Kế hoạch 61/KH-UBND"):
    """A piece with those words."""
    span = Span(start=0, end=len(text))
    breadcrumb = f"{name} › {context}" if context else name
    passage = Passage(
        id="kh#1", document_id="kh", path="1", span=span, breadcrumb=breadcrumb, text=text
    )
    return Piece(passage=passage, span=span, text=text, context=context)


@pytest.fixture(scope="module")
def reader():
    """The reader that ships."""
    return OnnxReader(SHIPPED)


@pytest.fixture(scope="module")
def layout():
    """The layout with the word pieces that ship."""
    return Layout(open_tokenizer(SHIPPED))


@pytest.fixture
def folder(tmp_path):
    """A copy of the reader's files."""
    for name in (NETWORK, TOKENIZER, CHECKSUMS):
        shutil.copyfile(SHIPPED / name, tmp_path / name)
    return tmp_path


@pytest.fixture(scope="module")
def pieces(shipped_entries):
    """Forty pieces of a shipped plan."""
    document, passages = max(shipped_entries, key=lambda entry: len(entry[1]))
    return [p for each in passages for p in cut_pieces(document.text, each)][:40]


def sign(folder):
    """Write the checksums of what is in a folder."""
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}"
        for name in (NETWORK, TOKENIZER)
    ]
    (folder / CHECKSUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, CHECKSUMS])
def test_a_missing_file_is_named(folder, name):
    """Without one of its files the reader is refused, and told which."""
    (folder / name).unlink()

    with pytest.raises(WeightsError, match=name.replace(".", r"\.")):
        OnnxReader(folder)


def test_an_empty_folder_is_refused(tmp_path):
    """No weights at all are an error of the weights too."""
    with pytest.raises(WeightsError, match=CHECKSUMS):
        OnnxReader(tmp_path)
    with pytest.raises(WeightsError, match=CHECKSUMS):
        OnnxReader(tmp_path / "nowhere")


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9999])
@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
def test_a_file_cut_short_is_named(folder, name, share):
    """A copy that broke off is refused by name."""
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: int(len(data) * share)])

    with pytest.raises(WeightsError, match=name):
        OnnxReader(folder)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
def test_a_file_of_another_version_is_named(folder, name):
    """A file that is not the one of the checksums is refused, be it whole or not."""
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))

    with pytest.raises(WeightsError, match=name):
        OnnxReader(folder)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
def test_a_wrong_checksum_names_its_file(folder, name):
    """Where the list is wrong the file that it lists is named."""
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    changed = [f"{'0' * 64}  {name}" if line.endswith(name) else line for line in lines]
    (folder / CHECKSUMS).write_text("\n".join(changed), encoding="utf-8")

    with pytest.raises(WeightsError, match=name):
        OnnxReader(folder)


def test_a_network_that_is_none_is_named(folder):
    """A file with the right checksum that is no network is refused by name."""
    (folder / NETWORK).write_bytes(b"no network" * 100)
    sign(folder)

    with pytest.raises(WeightsError, match=NETWORK):
        OnnxReader(folder)


def test_a_tokenizer_that_is_none_is_named(folder):
    """A file with the right checksum that holds no word pieces is refused by name."""
    (folder / TOKENIZER).write_bytes(b"{}")
    sign(folder)

    with pytest.raises(WeightsError, match=TOKENIZER):
        OnnxReader(folder)


@pytest.mark.parametrize("data", [b"", b"\n", b"212f1b3d8212", b"\xff\xfe\x00 a\n", b"a b c\n"])
def test_damaged_checksums_are_named(folder, data):
    """A list of checksums that is cut short or garbage is refused by name."""
    (folder / CHECKSUMS).write_bytes(data)

    with pytest.raises(WeightsError, match=CHECKSUMS):
        OnnxReader(folder)


def test_each_piece_has_a_score(reader, pieces):
    """Scores come one for each piece, finite, and differ."""
    scores = reader.read(QUESTION_TEXT, pieces)

    assert scores.shape == (len(pieces),)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()
    assert len(set(scores)) > len(pieces) / 2


def test_the_same_input_has_the_same_scores(reader, pieces):
    """Reading twice, with another reader too, gives the same."""
    first = reader.read(QUESTION_TEXT, pieces)

    np.testing.assert_array_equal(reader.read(QUESTION_TEXT, pieces), first)
    np.testing.assert_allclose(OnnxReader(SHIPPED).read(QUESTION_TEXT, pieces), first, atol=1e-4)


def moved(reader, pieces, seed):
    """How far scores change at most when the pieces come in another order, and their spread."""
    first = reader.read(QUESTION_TEXT, pieces)
    order = np.random.default_rng(seed).permutation(len(pieces))
    again = reader.read(QUESTION_TEXT, [pieces[n] for n in order])
    return float(np.abs(again - first[order]).max()), float(first.max() - first.min())


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pieces_of_several_lengths_does_not_matter(reader, layout, pieces, seed):
    """Pieces of different lengths are read in the same groups, so that their scores stay."""
    by_length = {
        len(layout.piece(piece.document_name, piece.context, piece.text)): piece for piece in pieces
    }
    assert len(by_length) > 10

    change, _ = moved(reader, list(by_length.values()), seed)

    assert change <= 1e-3


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pieces_matters_little(reader, pieces, seed):
    """Pieces of equal lengths may come into other groups, which moves their scores a little.

    The network computes in whole numbers scaled by what a group holds: up to 0.95 was measured
    where the scores lie 7.5 apart.
    """
    change, spread = moved(reader, pieces, seed)

    assert change <= spread / 3


@pytest.mark.parametrize(
    ("question", "text"),
    [("", "Sở Y tế"), ("Ai?", ""), ("", ""), ("?" * 50_000, "đ" * 50_000), ("📷", "\x00\u202e")],
    ids=["no question", "no words", "nothing", "much", "odd signs"],
)
def test_odd_texts_are_read(reader, question, text):
    """Whatever question and piece hold, there is a score."""
    assert np.isfinite(reader.read(question, [piece_of(text), piece_of("Sở Y tế báo cáo.")])).all()


def test_no_pieces_have_no_scores(reader):
    """Nothing to read gives nothing."""
    assert reader.read(QUESTION_TEXT, []).shape == (0,)


def test_sequences_are_padded_behind():
    """Shorter sequences are filled up, and what is filled up is masked."""
    ids, mask = padded([[5, 6, 7], [8], [9, 4]])

    assert ids.tolist() == [[5, 6, 7], [8, PAD, PAD], [9, 4, PAD]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0], [1, 1, 0]]
    assert ids.dtype == mask.dtype == np.int64


def test_long_texts_are_cut_where_they_say_least(layout):
    """Of headings the end is read, of questions, names and words the beginning."""
    words = " ".join(f"sở {n}" for n in range(500))

    question = layout.question(words)
    piece = layout.piece(words, words, words)

    assert len(question) == QUESTION + 2
    assert len(piece) == NAME + CONTEXT + TEXT + 2
    assert piece[:NAME] == question[1 : NAME + 1] == piece[NAME + CONTEXT + 1 :][:NAME]
    assert piece[NAME : NAME + CONTEXT] == layout.piece("", f"đầu {words}", "")[:CONTEXT]
    assert layout.pair(question, piece) == [*question, *piece]
    assert PAD not in layout.pair(question, piece)


class FakeReader:
    """Finds that pieces with certain words answer; keeps what it was given."""

    def __init__(self, words):
        self.words = words
        self.asked = []

    def read(self, question, pieces):
        """1 for the words, else -1."""
        self.asked.append((question, tuple(pieces)))
        return np.array([1.0 if self.words in p.text else -1.0 for p in pieces], dtype=np.float32)


def stump(names, name=None, at=0.0, low=0.0, high=0.0):
    """A tree that gives `high` where a feature is over `at`, else `low`."""
    feature = names.index(name) if name is not None else 0
    return Trees(
        columns=tuple(names),
        feature=np.array([[feature, 0, 0]], dtype=np.int16),
        threshold=np.array([[at, 0.0, 0.0]]),
        left=np.array([[1, 1, 2]], dtype=np.int16),
        right=np.array([[2, 1, 2]], dtype=np.int16),
        missing_left=np.array([[True, False, False]]),
        value=np.array([[0.0, low, high]]),
        depth=1,
    )


@pytest.fixture
def weights():
    """Weights by which the coverage counts, then what the reader says."""
    read = [*columns(), "by words", "by words, gap", *READER]
    return Weights(
        order_words=stump(columns(), "coverage_text", at=0.5, low=1.0, high=2.0),
        order_read=stump(read, "reader", low=-3.0, high=4.0),
        sure_words=stump([*columns(), *TRAITS], low=-2.0, high=-2.0),
        sure_read=stump([*read, *TRAITS], "gap", at=5.5, low=2.0, high=2.0),
    )


@pytest.fixture(scope="module")
def inquiry(answerer_of):
    """A question of a plan with many tasks."""
    tasks = "\n".join(
        f"{n}. Sở Nội vụ đào tạo giáo viên lớp {n} của trường số {n}." for n in range(1, 31)
    )
    answerer = answerer_of(PLAN.format(tasks=tasks))
    return answerer.inquire(answerer.understand("Ai đào tạo giáo viên lớp 7, kế hoạch 61?"))


@pytest.fixture
def pool(inquiry):
    """What may answer it."""
    found = gather(inquiry, ())
    assert len(found.candidates) > MOST_READ + 5
    return found


def check_ranking(ranking, pool):
    """What holds for every ranking."""
    ranked = [r.candidate for r in ranking.ranked]
    scores = [r.score for r in ranking.ranked]
    assert len(ranked) == len(pool.candidates)
    assert all(candidate in ranked for candidate in pool.candidates)
    assert scores == sorted(scores, reverse=True)
    assert 0.0 <= ranking.certainty <= 1.0


def test_without_a_reader_words_decide(inquiry, pool, weights):
    """A scorer that has no reader orders by words alone and says so."""
    ranking = Scorer(weights, None).rank(inquiry, pool)

    check_ranking(ranking, pool)
    assert not ranking.was_read
    assert ranking.certainty == pytest.approx(1 / (1 + np.exp(2.0)))
    assert ranking.ranked[0].score == 2.0


def test_a_reader_decides_among_the_first(inquiry, pool, weights):
    """What the reader finds comes first; it reads so many pieces and the others come behind."""
    by_words = Scorer(weights, None).rank(inquiry, pool)
    wanted = by_words.ranked[MOST_READ - 1].candidate
    reader = FakeReader(wanted.piece.text)

    ranking = Scorer(weights, reader).rank(inquiry, pool)

    check_ranking(ranking, pool)
    assert ranking.was_read
    assert ranking.ranked[0].candidate == wanted
    assert ranking.ranked[0].score == 4.0
    assert ranking.certainty == pytest.approx(1 / (1 + np.exp(-2.0)))
    ((question, pieces),) = reader.asked
    assert question == inquiry.question.restored.text
    assert list(pieces) == [r.candidate.piece for r in by_words.ranked[:MOST_READ]]
    assert [r.candidate for r in ranking.ranked[MOST_READ:]] == [
        r.candidate for r in by_words.ranked[MOST_READ:]
    ]


def test_one_candidate_is_ranked(inquiry, pool, weights):
    """A single candidate is read and comes first."""
    alone = replace(pool, candidates=pool.candidates[:1])

    for reader in (None, FakeReader("Sở")):
        check_ranking(Scorer(weights, reader).rank(inquiry, alone), alone)


def test_nothing_to_rank_is_not_read(inquiry, weights):
    """Without candidates nothing is sure and no reader is asked."""
    reader = FakeReader("Sở")

    ranking = Scorer(weights, reader).rank(inquiry, Pool(candidates=(), claims=()))

    assert (ranking.ranked, ranking.certainty, ranking.was_read) == ((), 0.0, False)
    assert reader.asked == []


def test_a_scorer_by_words_asks_no_reader(inquiry, pool, weights):
    """Without its reader a scorer orders as one that has none."""
    reader = FakeReader("Sở")
    scorer = Scorer(weights, reader).by_words()

    assert scorer.rank(inquiry, pool) == Scorer(weights, None).rank(inquiry, pool)
    assert not reader.asked


@pytest.mark.parametrize(("odds", "expected"), [(0.0, 0.5), (2.0, 0.8808), (-2.0, 0.1192)])
def test_log_odds_become_a_probability(odds, expected):
    """Trees give log-odds."""
    trees = stump(["gap"], low=odds, high=odds)

    assert probability(trees, [1.0]) == pytest.approx(expected, abs=1e-4)
