"""Answers by meaning where vectors are at hand, and by words alone where not."""

import io
import json
import logging
from types import SimpleNamespace

import pytest

from bot.environment.variables import SettingsError
from bot.library.shelf import Shelf
from bot.rights.audience import EVERYTHING
from bot.settings import Settings
from index.__main__ import main
from index.answerer import Answerer
from index.errors import IndexMismatchError
from index.library.store import Library
from index.meaning.dense import DenseIndex
from index.meaning.meaning import open_meaning
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors
from index.search.search import Searcher

QUESTION = "kinh phí đào tạo cán bộ 1-7"


def score_of(shelf):
    """The score of the best passage for a question, which tells whether meaning has a say."""
    return shelf.conversation(EVERYTHING).answerer.answer(QUESTION).hits[0].score


def answers(monkeypatch, capsys, *arguments):
    """Exit status, lines and complaints of `python -m index answer --json` for the question."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(f"{QUESTION}\n".encode())))
    status = main(["answer", "--json", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_no_meaning_without_vectors(library, builtin):
    """No vectors made, or no model wanted, is no meaning and no error."""
    with Library.open(library) as opened:
        assert open_meaning(opened, "builtin") is None
        assert open_meaning(opened, "unknown") is None
        build_vectors(library, builtin)
        assert open_meaning(opened, "none") is None
        assert open_meaning(opened, "builtin").search(QUESTION, k=3)


def test_vectors_of_another_model_are_refused(library, builtin, word_encoder):
    """Vectors that the model of the setting did not make are named, not used."""
    build_vectors(library, word_encoder())

    with Library.open(library) as opened, pytest.raises(IndexMismatchError, match="words.*builtin"):
        open_meaning(opened, "builtin")


def test_a_shelf_takes_up_vectors_as_they_come(library, builtin, word_encoder, tmp_path, caplog):
    """Words alone answer beside wrong vectors, which are logged; right ones join in at once."""
    build_vectors(library, word_encoder())
    shelf = Shelf(Settings(library=library, cache=tmp_path))
    assert "words alone" in caplog.text and "index vectors" in caplog.text
    by_words = score_of(shelf)
    build_vectors(library, builtin)
    shelf.refresh()
    by_both = score_of(shelf)
    shelf.close()

    assert by_words != by_both


def test_a_model_that_fails_leaves_the_words(library, word_encoder, caplog):
    """A question that the model cannot read is answered by words alone, and that is logged."""
    encoder = word_encoder()
    build_vectors(library, encoder)
    with Library.open(library) as opened:
        dense = DenseIndex(opened, encoder, Vectors.open(opened, encoder))
        wanted = Answerer(opened).answer(QUESTION)
        encoder.fails_after = 0
        encoder.encode_queries = encoder.encode_passages
        with caplog.at_level(logging.ERROR):
            found = Answerer(opened, dense).answer(QUESTION)

    assert found == wanted
    assert "hết bộ nhớ" in caplog.text


def test_the_command_answers_by_meaning_when_told(library, builtin, monkeypatch, capsys):
    """`--encoder` needs vectors and says how to make them; without it they serve where they lie."""
    status, plain, _ = answers(monkeypatch, capsys, "--library", library)
    assert status == 0 and len(plain) == 1
    status, lines, err = answers(monkeypatch, capsys, "--library", library, "--encoder", "builtin")
    assert (status, lines) == (1, []) and err.count("\n") == 1
    assert f"index vectors --library {library}" in err
    build_vectors(library, builtin)

    told = answers(monkeypatch, capsys, "--library", library, "--encoder", "builtin")
    assert told[0] == 0 and len(told[1]) == 1
    assert answers(monkeypatch, capsys, "--library", library) == told
    words = answers(monkeypatch, capsys, "--library", library, "--encoder", "none")
    assert words == (0, plain, "")


def test_vectors_of_another_model_leave_the_words(library, word_encoder, monkeypatch, capsys):
    """Without `--encoder` vectors of another model are passed over with one line that says so."""
    build_vectors(library, word_encoder())

    status, lines, err = answers(monkeypatch, capsys, "--library", library)

    assert status == 0 and len(lines) == 1
    assert "Chỉ tìm theo từ" in err and err.count("\n") == 1


def test_the_setting_of_the_model():
    """The model is the built-in one unless another is named; nonsense is refused."""
    assert Settings.from_env({}).encoder == "builtin"
    assert Settings.from_env({"ENCODER": "none"}).encoder == "none"
    named = "sentence-transformers:/models/e5"
    assert Settings.from_env({"ENCODER": named}).encoder == named
    for wrong in ("nano", "sentence-transformers:", "sentence-transformers"):
        with pytest.raises(SettingsError, match="ENCODER"):
            Settings.from_env({"ENCODER": wrong})


def test_hits_tell_their_nearness(library, builtin):
    """Every hit of a survey has a cosine where the model that ships made the vectors."""
    build_vectors(library, builtin)
    with Library.open(library) as opened:
        dense = DenseIndex(opened, builtin, Vectors.open(opened, builtin))
        asked = Answerer(opened).understand("tiền mở lớp cho anh em văn hóa xã")
        by_both, by_words = (Searcher(opened, d).survey(asked) for d in (dense, None))

    assert len(by_both) >= len(by_words)
    assert all(hit.nearness is not None and -1 <= hit.nearness <= 1 for hit in by_both)
    assert all(hit.nearness is None for hit in by_words)


def test_the_order_knows_no_other_model(library, word_encoder):
    """Cosines of another model move the search, but are nothing that the order was taught."""
    encoder = word_encoder()
    build_vectors(library, encoder)
    with Library.open(library) as opened:
        dense = DenseIndex(opened, encoder, Vectors.open(opened, encoder))
        asked = Answerer(opened).understand("tiền mở lớp cho anh em văn hóa xã")
        by_both, by_words = (Searcher(opened, d).survey(asked) for d in (dense, None))

    assert all(hit.nearness is None for hit in by_both)
    scores = {hit.passage.id: hit.score for hit in by_words}
    assert any(hit.score > scores.get(hit.passage.id, 0.0) for hit in by_both)
