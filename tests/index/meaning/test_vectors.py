"""Vectors of a library: made in pieces, copied, refused when not whole, searched exactly."""

import random
import re

import numpy as np
import pytest

from index.errors import IndexMismatchError, VectorsError, VectorsMissingError
from index.library.durable import unfinished
from index.library.passage import passage_text
from index.library.store import Library, build_library, change_library
from index.library.store_rows import PassageRows
from index.meaning.dense import DenseIndex
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors
from index.meaning.vectors_file import header_of, vectors_path


def passages_of(library):
    """All passages of an opened library in its order."""
    return [each for card in library.documents for each in library.passages_of(card.id)]


def expected(path, encoder):
    """The matrix that must come out, made at once."""
    with Library.open(path) as library:
        texts = [passage_text(each.breadcrumb, each.text) for each in passages_of(library)]
    return encoder._vectors(texts)


def test_rows_follow_the_passages(library, word_encoder):
    """Row n is the vector of the n-th passage of the library."""
    encoder = word_encoder()
    build_vectors(library, encoder)

    with Library.open(library) as opened:
        vectors = Vectors.open(opened, encoder)
        rows = PassageRows(opened)
        ids = [each.id for each in passages_of(opened)]
        assert rows.ids(range(len(vectors))) == ids
        assert rows.of_passages(ids) == {each: row for row, each in enumerate(ids)}
        np.testing.assert_array_equal(vectors.matrix, expected(library, encoder))


def test_rows_after_a_plan_was_withdrawn(library, make_plan, word_encoder):
    """Gaps in the library's own numbers leave the rows without gaps."""
    encoder = word_encoder()
    middle = make_plan(1)[0].id
    change_library(library, withdraw=[middle], add=[make_plan(7)])
    build_vectors(library, encoder)

    with Library.open(library) as opened:
        rows = PassageRows(opened)
        assert len(rows) == 150
        assert rows.ids([49, 50, 149]) == [passages_of(opened)[at].id for at in (49, 50, 149)]
        last = opened.documents[-1].id
        assert rows.of_documents([last, "unknown"]).tolist() == list(range(100, 150))
        np.testing.assert_array_equal(
            Vectors.open(opened, encoder).matrix, expected(library, encoder)
        )


def test_a_library_without_passages(tmp_path, word_encoder):
    """No passages make no vectors and no error."""
    path = tmp_path / "empty.db"
    build_library(path, [])
    encoder = word_encoder()
    build_vectors(path, encoder)

    with Library.open(path) as opened:
        dense = DenseIndex(opened, encoder, Vectors.open(opened, encoder))
        assert dense.search("kinh phí") == []
        assert dense.search("kinh phí", documents=["x"]) == []


def test_progress_reaches_the_end(library, word_encoder):
    """Progress grows up to the number of passages."""
    told = []
    build_vectors(library, word_encoder(), progress=lambda done, count: told.append((done, count)))

    assert told == sorted(told)
    assert told[-1] == (150, 150)
    assert len(told) > 3


def test_only_new_texts_are_read(library, make_plan, word_encoder):
    """After a plan was added, the model reads that plan alone."""
    encoder = word_encoder()
    build_vectors(library, encoder)
    change_library(library, add=[make_plan(3)])
    again = word_encoder()
    build_vectors(library, again)

    assert sum("3-" in text for text in again.read) == 50
    assert len(again.read) == 51  # and the sentence by which a model is recognised
    with Library.open(library) as opened:
        np.testing.assert_array_equal(
            Vectors.open(opened, again).matrix, expected(library, encoder)
        )


def test_equal_texts_are_read_once(make_entry, tmp_path, word_encoder):
    """Plans of other provinces with the same words cost nothing."""
    path = tmp_path / "same.db"
    line = "Sở Tài chính bố trí kinh phí."
    build_library(path, [make_entry(line, f"{number}.txt") for number in range(90)])
    encoder = word_encoder()
    build_vectors(path, encoder)

    assert encoder.read.count(line) == 1


def test_vectors_are_copied_from_another_library(library, make_plan, tmp_path, word_encoder):
    """`previous` names a library whose vectors serve where the text is the same."""
    build_vectors(library, word_encoder())
    other = tmp_path / "other.db"
    build_library(other, [make_plan(2), make_plan(5)])
    encoder = word_encoder()
    build_vectors(other, encoder, previous=library)

    assert len(encoder.read) == 51


def test_generations_take_over_vectors(make_plan, tmp_path, word_encoder):
    """In a folder of generations the vectors of the generation before serve the next."""
    folder = tmp_path / "library"
    folder.mkdir()
    build_library(folder, [make_plan(0)])
    first = build_vectors(folder, word_encoder())
    change_library(folder, add=[make_plan(1)])
    encoder = word_encoder()
    second = build_vectors(folder, encoder)

    assert (first.name, second.name) == ("g000001.db.vectors", "g000002.db.vectors")
    assert len(encoder.read) == 51
    with Library.open(folder) as opened:
        assert len(Vectors.open(opened, encoder)) == 100


def test_vectors_of_vanished_generations_are_swept(make_plan, tmp_path, word_encoder):
    """Vectors whose library file is gone do not stay."""
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(8):
        build_library(folder, [make_plan(number, lines=2)])
        build_vectors(folder, word_encoder())

    kept = {path.name for path in folder.glob("*.vectors")}
    assert kept == {f"{path.name}.vectors" for path in folder.glob("g*.db")}


@pytest.mark.parametrize("fails_after", [1, 33, 70, 140])
def test_a_model_that_fails_midway(library, fails_after, word_encoder):
    """What was done before a model failed is not done again, and searching by words goes on."""
    with pytest.raises(VectorsError, match="words dừng giữa chừng.*hết bộ nhớ.*index vectors"):
        build_vectors(library, word_encoder(fails_after=fails_after))
    with Library.open(library) as opened, pytest.raises(VectorsMissingError):
        Vectors.open(opened, word_encoder())

    again = word_encoder()
    build_vectors(library, again)

    done = (fails_after - 1) // 32 * 32
    assert len(again.read) == 1 + 150 - done
    with Library.open(library) as opened:
        np.testing.assert_array_equal(Vectors.open(opened, again).matrix, expected(library, again))
    assert [path.name for path in library.parent.glob("*.part*")] == []


def test_a_failing_rebuild_keeps_the_old_vectors(library, word_encoder):
    """Vectors in force stay until others are whole."""
    build_vectors(library, word_encoder())
    with pytest.raises(VectorsError):
        build_vectors(library, word_encoder(name="other", fails_after=40))

    with Library.open(library) as opened:
        assert len(Vectors.open(opened, word_encoder())) == 150


def test_a_killed_run_goes_on(library, word_encoder):
    """Whatever was on disk when a run was stopped from outside is used by the next."""

    class Stopped(BaseException):
        pass

    def stop(done, count):
        if done >= 64:
            raise Stopped

    with pytest.raises(Stopped):
        build_vectors(library, word_encoder(), progress=stop)
    again = word_encoder()
    build_vectors(library, again)

    assert len(again.read) == 1 + 150 - 64


def test_rows_lost_with_the_power_are_made_again(library, word_encoder):
    """A row whose fingerprint reached the disk but whose vector did not is not trusted."""
    with pytest.raises(VectorsError):
        build_vectors(library, word_encoder(fails_after=100))
    (part,) = library.parent.glob("*.part")
    content = bytearray(part.read_bytes())
    start = content.index(b"\n") + 1
    content[start + 5 * 64 : start + 6 * 64] = bytes(64)
    part.write_bytes(content)

    encoder = word_encoder()
    build_vectors(library, encoder)

    with Library.open(library) as opened:
        matrix = Vectors.open(opened, encoder).matrix
        np.testing.assert_array_equal(matrix, expected(library, encoder))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.5, 0.999])
def test_a_truncated_file_is_refused(library, share, word_encoder):
    """A file cut anywhere is refused with the way out, and made again by it."""
    encoder = word_encoder()
    path = build_vectors(library, encoder)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    with (
        Library.open(library) as opened,
        pytest.raises(VectorsError, match="python -m index vectors"),
    ):
        Vectors.open(opened, encoder)
    build_vectors(library, encoder)
    assert path.read_bytes() == content


def test_any_other_file_is_refused(library, word_encoder):
    """Random bytes, JSON of another kind and a later format are no vectors."""
    path = vectors_path(library)
    chance = random.Random(3)
    contents = [chance.randbytes(5000), b"{}\n", b"[1]\n", b"null\n", b'{"format": 2}\n', b"\n"]
    for content in contents:
        path.write_bytes(content)
        with Library.open(library) as opened, pytest.raises(VectorsError, match="hỏng"):
            Vectors.open(opened, word_encoder())


def test_bytes_changed_in_the_header(library, word_encoder):
    """No changed byte of the header line is taken for a whole file of other vectors."""
    path = build_vectors(library, word_encoder())
    content = path.read_bytes()
    for at in range(0, content.index(b"\n"), 7):
        changed = bytearray(content)
        changed[at] ^= 0x15
        path.write_bytes(changed)
        with Library.open(library) as opened:
            try:
                matrix = Vectors.open(opened, word_encoder()).matrix
            except VectorsError:
                continue
            assert matrix.shape == (150, 16)


def test_missing_vectors(library, word_encoder):
    """A library without vectors says so, and how to make them."""
    with (
        Library.open(library) as opened,
        pytest.raises(VectorsMissingError, match="python -m index vectors"),
    ):
        Vectors.open(opened, word_encoder())


@pytest.mark.parametrize(
    "other",
    [{"name": "khác"}, {"dim": 8}, {"prompts": ("", "")}],
    ids=["name", "dim", "prompts"],
)
def test_vectors_of_another_model(library, other, word_encoder):
    """Vectors of another model are refused, both are named, and its rebuild copies nothing."""
    other = word_encoder(**other)
    build_vectors(library, word_encoder())

    names = rf"words \(16.*{other.name} \({other.dim}.*python -m index vectors"
    with Library.open(library) as opened, pytest.raises(IndexMismatchError, match=names):
        Vectors.open(opened, other)
    other.read.clear()
    build_vectors(library, other)
    assert len(other.read) == 151


def test_another_model_under_the_same_name(library, word_encoder):
    """A folder whose model was exchanged is noticed by the vector of a known sentence."""
    build_vectors(library, word_encoder())
    exchanged = word_encoder(name="exchanged")
    exchanged.name, true_name = "words", exchanged.name
    exchanged._vectors = lambda texts: word_encoder(name=true_name)._vectors(texts)

    with Library.open(library) as opened, pytest.raises(IndexMismatchError):
        Vectors.open(opened, exchanged)


def test_vectors_of_another_library(library, make_plan, word_encoder):
    """Vectors of what the library was before are refused, and both are named."""
    build_vectors(library, word_encoder())
    before = re.search(r'"library": "(\w{8})', vectors_path(library).read_text(errors="replace"))
    change_library(library, add=[make_plan(4)])

    with (
        Library.open(library) as opened,
        pytest.raises(IndexMismatchError, match=f"{before[1]}.*python -m index vectors"),
    ):
        Vectors.open(opened, word_encoder())


def test_a_file_that_cannot_be_written(library, word_encoder):
    """When the disk refuses the file, that is reported with the file and the way out."""
    with Library.open(library) as opened:
        key = header_of(opened, word_encoder()).key
    part = vectors_path(library).with_name(f"plans.db.vectors.{key}.part")
    unfinished(part).mkdir()

    with pytest.raises(VectorsError, match=f"{key}.*dung lượng đĩa"):
        build_vectors(library, word_encoder())


def test_search_equals_comparing_all(library, word_encoder):
    """Search gives the highest cosines, best first, over all rows and over any part."""
    encoder = word_encoder()
    build_vectors(library, encoder)
    chance = np.random.default_rng(11)
    with Library.open(library) as opened:
        vectors = Vectors.open(opened, encoder)
        for size in (None, 0, 1, 2, 20, 75, 149, 150):
            rows = None if size is None else np.sort(chance.permutation(150)[:size])
            places = np.arange(150) if rows is None else rows
            query = encoder.encode_queries([f"kinh phí {size}"])[0]
            cosines = {int(row): float(vectors.matrix[row] @ query) for row in places}
            best = sorted(cosines, key=lambda row: (-cosines[row], row))
            for k in (0, 1, 7, 1000):
                found = vectors.search(query, k, rows)
                assert [row for row, _ in found] == best[:k]
                np.testing.assert_allclose(
                    [score for _, score in found], [cosines[row] for row in best[:k]], atol=1e-6
                )


def test_a_damaged_row_is_not_found(library, word_encoder):
    """A row that is no number any more is left out instead of coming first."""
    encoder = word_encoder()
    path = build_vectors(library, encoder)
    content = bytearray(path.read_bytes())
    start = content.index(b"\n") + 1
    content[start : start + 4] = np.float32("nan").tobytes()
    path.write_bytes(content)

    with Library.open(library) as opened:
        vectors = Vectors.open(opened, encoder)
        found = vectors.search(encoder.encode_queries(["kinh phí"])[0], 150)
    assert sorted(row for row, _ in found) == list(range(1, 150))
    build_vectors(library, encoder)
    with Library.open(library) as opened:
        np.testing.assert_array_equal(
            Vectors.open(opened, encoder).matrix, expected(library, encoder)
        )
