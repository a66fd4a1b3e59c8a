"""Boosted trees."""

import io
import random
from dataclasses import fields

import numpy as np
import pytest

from index.answer.scoring.trees import Trees
from index.errors import WeightsError

COLUMNS = ("coverage", "title", "độ dài", "kind")


def grow(chance, depth):
    """A tree: a leaf is a number, a node (feature, threshold, missing left, left, right)."""
    if depth == 0 or chance.random() < 0.15:
        return chance.uniform(-3, 3)
    return (
        chance.randrange(len(COLUMNS)),
        # Thresholds that features have exactly, and others.
        chance.choice([0.0, 0.5, -1.0, chance.uniform(-2, 2)]),
        chance.random() < 0.5,
        grow(chance, depth - 1),
        grow(chance, depth - 1),
    )


def walk(tree, row):
    """The leaf of a row."""
    while isinstance(tree, tuple):
        feature, threshold, missing_left, left, right = tree
        seen = float(row[feature])
        goes_left = missing_left if seen != seen else seen <= threshold
        tree = left if goes_left else right
    return tree


def height(tree):
    """Steps to the deepest leaf."""
    return 1 + max(height(tree[3]), height(tree[4])) if isinstance(tree, tuple) else 0


def flatten(tree, nodes):
    """The number of a tree's root, its nodes behind those that are there."""
    place = len(nodes)
    nodes.append([0, 0.0, False, place, place, 0.0])
    if not isinstance(tree, tuple):
        nodes[place][5] = tree
        return place
    nodes[place][:3] = tree[:3]
    nodes[place][3] = flatten(tree[3], nodes)
    nodes[place][4] = flatten(tree[4], nodes)
    return place


def trees_of(grown):
    """The arrays of trees."""
    lists = []
    for tree in grown:
        flatten(tree, nodes := [])
        lists.append(nodes)
    size = max(map(len, lists))
    padded = [nodes + [[0, 0.0, False, 0, 0, 0.0]] * (size - len(nodes)) for nodes in lists]

    def array(at, dtype):
        return np.array([[node[at] for node in nodes] for nodes in padded], dtype=dtype)

    return Trees(
        columns=COLUMNS,
        feature=array(0, np.int16),
        threshold=array(1, np.float64),
        missing_left=array(2, np.bool_),
        left=array(3, np.int16),
        right=array(4, np.int16),
        value=array(5, np.float64),
        depth=max(map(height, grown)),
    )


def rows_of(seed, count=200):
    """Rows with numbers, numbers that are thresholds, infinities and nan."""
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(count, len(COLUMNS)))
    odd = chance.choice([0.0, 0.5, -1.0, np.inf, -np.inf, np.nan], size=rows.shape)
    return np.where(chance.random(rows.shape) < 0.4, odd, rows).astype(np.float32)


def saved(trees, tmp_path):
    """The bytes that trees are saved as."""
    file = tmp_path / "order.npz"
    trees.save(file)
    return file.read_bytes()


@pytest.fixture
def trees():
    """A dozen trees."""
    chance = random.Random(7)
    return trees_of([grow(chance, 5) for _ in range(12)])


@pytest.mark.parametrize("seed", range(25))
def test_predict_walks_each_tree(seed):
    """The prediction is the sum of the leaves that a slow walk finds, for nan too."""
    chance = random.Random(seed)
    grown = [grow(chance, chance.randint(0, 7)) for _ in range(chance.randint(1, 30))]
    rows = rows_of(seed)

    found = trees_of(grown).predict(rows)

    assert found.shape == (len(rows),)
    expected = [sum(walk(tree, row) for tree in grown) for row in rows]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_predict_takes_no_rows(trees):
    """No rows give no predictions."""
    assert trees.predict(np.zeros((0, len(COLUMNS)), dtype=np.float32)).shape == (0,)


def test_rows_do_not_influence_each_other(trees):
    """A row is predicted alike alone and among others."""
    rows = rows_of(1)

    alone = [trees.predict(rows[n : n + 1])[0] for n in range(len(rows))]

    np.testing.assert_array_equal(trees.predict(rows), alone)


def test_saved_trees_are_read_again(trees, tmp_path):
    """What is loaded has the same arrays and predicts the same."""
    read = Trees.load(io.BytesIO(saved(trees, tmp_path)), "order.npz")

    for field in fields(Trees):
        before, after = getattr(trees, field.name), getattr(read, field.name)
        assert np.array_equal(before, after), field.name
        assert getattr(before, "dtype", None) == getattr(after, "dtype", None), field.name
    np.testing.assert_array_equal(read.predict(rows_of(3)), trees.predict(rows_of(3)))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_file_cut_short_is_named(trees, tmp_path, share):
    """A file that lacks its end is refused by name."""
    data = saved(trees, tmp_path)

    with pytest.raises(WeightsError, match=r"order_words\.npz"):
        Trees.load(io.BytesIO(data[: int(len(data) * share)]), "order_words.npz")


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_is_noticed_or_harmless(trees, tmp_path, seed):
    """A damaged file is refused by name or reads as before."""
    data = bytearray(saved(trees, tmp_path))
    data[random.Random(seed).randrange(len(data))] ^= 1 << seed % 8

    try:
        read = Trees.load(io.BytesIO(bytes(data)), "order_words.npz")
    except WeightsError as error:
        assert "order_words.npz" in str(error)
    else:
        np.testing.assert_array_equal(read.predict(rows_of(3)), trees.predict(rows_of(3)))


def _npy():
    np.save(held := io.BytesIO(), np.arange(9))
    return held.getvalue()


def _npz(**arrays):
    np.savez(held := io.BytesIO(), **arrays)
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 100,
        b"version https://git-lfs.github.com/spec/v1\n",
        _npy(),
        _npz(weights=np.arange(3)),
        _npz(feature=np.array([{"a": 1}], dtype=object)),
    ],
    ids=["zeros", "text", "one array", "other arrays", "pickled objects"],
)
def test_a_foreign_file_is_named(data):
    """A file of another kind is refused by name, and nothing in it is run."""
    with pytest.raises(WeightsError, match=r"sure_read\.npz"):
        Trees.load(io.BytesIO(data), "sure_read.npz")
