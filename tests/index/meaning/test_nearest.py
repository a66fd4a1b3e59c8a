"""The approximate index over very many vectors, and doing without it."""

import sys

import numpy as np
import pytest

from index.library.store import Library
from index.meaning.nearest import FROM, build_nearest, nearest_path, open_nearest
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors
from index.meaning.vectors_file import Header

COUNT, DIM = 4_000, 32


@pytest.fixture(scope="module")
def matrix():
    """Unit vectors around twenty centres."""
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(20, DIM))[chance.integers(0, 20, COUNT)]
    rows = rows + 0.5 * chance.normal(size=rows.shape)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def path(tmp_path, matrix):
    """An index over the vectors."""
    pytest.importorskip("faiss", reason="faiss is not installed")
    found = nearest_path(tmp_path / "plans.db.vectors", "1234")
    build_nearest(found, matrix, least=COUNT)
    return found


def vectors_of(tmp_path, matrix, nearest):
    """Vectors of no library."""
    header = Header(
        library="0", encoder="m", dim=DIM, prompts=("", ""), count=COUNT, probe=(0.0,) * DIM
    )
    return Vectors(path=tmp_path, header=header, matrix=matrix, nearest=nearest)


def test_nearly_all_of_the_nearest_are_found(path, tmp_path, matrix):
    """Of the ten nearest nine are found on average at least, with their exact cosines."""
    exact = vectors_of(tmp_path, matrix, None)
    about = vectors_of(tmp_path, matrix, open_nearest(path, count=COUNT, dim=DIM))
    shared = 0
    for query in matrix[::100]:
        wanted, found = exact.search(query, 10), dict(about.search(query, 10))
        shared += len({row for row, _ in wanted} & found.keys())
        assert all(found[row] == pytest.approx(cosine) for row, cosine in wanted if row in found)

    assert shared >= 9 * len(matrix[::100])


def test_a_scope_is_searched_exactly(path, tmp_path, matrix):
    """Where only some rows are asked for, those are read."""
    rows = np.arange(7, 2_000, 3, dtype=np.int64)
    about = vectors_of(tmp_path, matrix, open_nearest(path, count=COUNT, dim=DIM))

    exact = vectors_of(tmp_path, matrix, None)
    assert about.search(matrix[0], 5, rows) == exact.search(matrix[0], 5, rows)


def test_few_vectors_get_no_index(tmp_path, matrix):
    """Under the number from which it is worth it nothing is made."""
    build_nearest(nearest_path(tmp_path / "a.vectors", "1"), matrix)

    assert len(matrix) < FROM
    assert not list(tmp_path.iterdir())


def test_the_index_of_other_vectors_is_deleted(path, matrix):
    """Only the index of the vectors in force stays."""
    other = path.with_name(path.name.replace("1234", "5678"))
    build_nearest(other, matrix, least=COUNT)

    assert other.exists() and not path.exists()


def test_a_damaged_index_is_left_alone(path, caplog):
    """A file that is cut short, or of other vectors, is logged and not used."""
    assert open_nearest(path, count=COUNT + 1, dim=DIM) is None
    path.write_bytes(path.read_bytes()[:100])

    assert open_nearest(path, count=COUNT, dim=DIM) is None
    assert "other vectors" in caplog.text and "damaged" in caplog.text


def test_without_faiss_all_vectors_are_read(path, matrix, monkeypatch, caplog):
    """Without the extra nothing is made, and what is there is not used, with a word why."""
    monkeypatch.setitem(sys.modules, "faiss", None)

    assert open_nearest(path, count=COUNT, dim=DIM) is None
    assert "guidance-lookup[nearest]" in caplog.text
    build_nearest(path.with_name("b.vectors-9.nearest"), matrix, least=1)
    assert not path.with_name("b.vectors-9.nearest").exists()


def test_an_index_without_its_vectors_is_swept(library, word_encoder):
    """Whoever makes vectors removes the indexes whose vectors are gone."""
    lost = library.with_name("gone.db.vectors-12.nearest")
    lost.touch()
    encoder = word_encoder()
    build_vectors(library, encoder)

    assert not lost.exists()
    with Library.open(library) as opened:
        assert Vectors.open(opened, encoder).nearest is None
