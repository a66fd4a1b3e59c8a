"""A reranker that reads the best passages again: a real small model, and those that do not work."""

import json
import logging
import sys

import pytest

from bot.library.shelf import answerer_of
from bot.settings import Settings
from index.answerer import Answerer
from index.errors import EncoderError
from index.library.store import Library
from index.meaning.meaning import open_reranker
from index.meaning.reranker import CrossEncoderReranker, load_reranker
from index.search.search import RERANKED, Searcher

QUESTION = "kinh phí đào tạo cán bộ 1-7"
WORDS = "sở tài chính bố trí kinh phí kế hoạch báo cáo kết quả đào tạo cán bộ văn hóa"


def cross_encoder(folder, labels=1):
    """A real CrossEncoder of one small layer with random weights, saved in a folder."""
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(5)
    logging.getLogger("transformers").setLevel(logging.ERROR)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(WORDS.split()))]
    BertTokenizerFast(
        vocab={word: number for number, word in enumerate(words)},
        do_lower_case=True,
        strip_accents=False,
        model_max_length=64,
    ).save_pretrained(folder)
    BertForSequenceClassification(
        BertConfig(
            vocab_size=len(words),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=64,
            num_labels=labels,
        )
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory):
    """The folder of a model with one output."""
    return cross_encoder(tmp_path_factory.mktemp("models") / "tiny")


class Judge:
    """A reranker that likes a word; it notes what it read, and can be made to fail."""

    def __init__(self, word, fails=False):
        self.word, self.fails, self.read = word, fails, []

    def judge(self, question, texts):
        """1 for texts with the word."""
        if self.fails:
            raise EncoderError("hết bộ nhớ")
        self.read.append((question, list(texts)))
        return [float(self.word in text) for text in texts]


def test_a_cross_encoder_judges_pairs(model_folder):
    """Each passage gets a share in 0..1 that depends on the question and on the passage."""
    reranker = CrossEncoderReranker(str(model_folder), device="cpu")

    shares = reranker.judge("kinh phí", ["kinh phí đào tạo", "báo cáo kết quả", "\x00a\ud800"])

    assert len(shares) == 3
    assert all(0 < share < 1 for share in shares)
    assert shares[0] != shares[1]
    assert reranker.judge("báo cáo", ["kinh phí đào tạo"]) != shares[:1]
    assert reranker.judge("kinh phí", []) == []


def test_none_is_no_reranker():
    """The setting `none` loads nothing."""
    assert load_reranker("none") is None


def test_the_best_passages_are_put_in_another_order(library):
    """What the reranker likes comes first, with the twenty best read once and the rest behind."""
    with Library.open(library) as opened:
        question = Answerer(opened).understand(QUESTION)
        before = Searcher(opened).search(question)
        judge = Judge(before[3].passage.text)
        after = Searcher(opened, reranker=judge).search(question)

    assert after[0].passage.id == before[3].passage.id
    assert [hit.rank for hit in after] == list(range(1, len(after) + 1))
    ((question, texts),) = judge.read
    assert question == QUESTION
    assert len(texts) == RERANKED


def test_a_failing_reranker_leaves_the_order(library, caplog):
    """Where the model fails the passages stay as they were, and that is logged."""
    with Library.open(library) as opened:
        before = Answerer(opened).answer(QUESTION)
        after = Answerer(opened, reranker=Judge("", fails=True)).answer(QUESTION)

    assert after == before
    assert "hết bộ nhớ" in caplog.text


def test_a_view_keeps_the_reranker(library):
    """Who may see only a part is answered with the reranker too."""
    with Library.open(library) as opened:
        judge = Judge("")
        Answerer(opened, reranker=judge).without([opened.documents[0].id]).answer(QUESTION)

    assert judge.read


def test_the_bot_reranks_with_the_model_that_is_set(library, model_folder, tmp_path):
    """The setting's model changes the scores of what is found."""
    settings = Settings.from_env({"RERANKER": str(model_folder), "ENCODER": "none"})
    with Library.open(library) as opened:
        question = Answerer(opened).understand(QUESTION)
        alone = Searcher(opened).search(question)
        found = Searcher(opened, reranker=open_reranker(settings.reranker)).search(question)
        answer = answerer_of(opened, settings).answer(QUESTION)

    assert {hit.passage.id for hit in answer.hits} <= {p.id for p in passages(library)}
    assert found[0].score > alone[0].score


def passages(path):
    """All passages of a library file."""
    with Library.open(path) as library:
        return [p for card in library.documents for p in library.passages_of(card.id)]


def test_the_bot_answers_without_a_reranker_that_does_not_work(library, tmp_path, caplog):
    """A model that is not there is logged with the way out; words answer."""
    settings = Settings.from_env({"RERANKER": str(tmp_path / "vắng"), "ENCODER": "none"})
    with Library.open(library) as opened:
        assert answerer_of(opened, settings).answer(QUESTION) == Answerer(opened).answer(QUESTION)

    assert "vắng" in caplog.text


def test_a_missing_folder_is_named(tmp_path):
    """A folder that is not there is named, and nothing is asked of the network."""
    with pytest.raises(EncoderError, match="vắng.*đường dẫn"):
        load_reranker(str(tmp_path / "vắng"))


def test_a_folder_without_its_configuration(tmp_path):
    """A folder into which not everything was copied yet is named."""
    (tmp_path / "model.safetensors").write_bytes(b"")

    with pytest.raises(EncoderError, match=r"config\.json.*chép lại"):
        load_reranker(str(tmp_path))


def test_half_written_weights_are_named(tmp_path):
    """Weights cut in half are refused with the advice to copy the folder again."""
    folder = cross_encoder(tmp_path / "hỏng")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])

    with pytest.raises(EncoderError, match="hỏng.*chép lại"):
        load_reranker(str(folder))


def test_a_model_of_another_kind_is_refused(tmp_path):
    """A classifier with several outputs cannot say how well a passage answers."""
    folder = cross_encoder(tmp_path / "ba", labels=3)
    assert json.loads((folder / "config.json").read_text())["id2label"]

    with pytest.raises(EncoderError, match="một đầu ra"):
        load_reranker(str(folder)).judge("kinh phí", ["đào tạo", "báo cáo"])


def test_without_the_extra(monkeypatch, tmp_path):
    """Without the extra the model is refused with the command that installs it."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(EncoderError, match=r"pip install 'guidance-lookup\[semantic\]'"):
        load_reranker(str(tmp_path))
