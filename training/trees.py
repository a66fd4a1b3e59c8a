"""From the trees of LightGBM to those that ship."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from index.answer.scoring.trees import Trees


def to_trees(
    boosters: Sequence[lightgbm.Booster], names: Sequence[str], *, mean: bool = False
) -> Trees:
    """The trees of several boosters as one sum, or as their mean."""
    dumped = [each.dump_model() for each in boosters]
    roots = [tree["tree_structure"] for model in dumped for tree in model["tree_info"]]
    flat = [_flat(root) for root in roots]
    size, depth = max(map(len, flat)), max(map(_depth, roots))
    shape = (len(flat), size)
    feature = np.zeros(shape, dtype=np.int16)
    threshold, value = np.zeros(shape), np.zeros(shape)
    left = np.tile(np.arange(size, dtype=np.int16), (len(flat), 1))
    right, missing = left.copy(), np.zeros(shape, dtype=bool)
    for t, nodes in enumerate(flat):
        for n, node in enumerate(nodes):
            if "leaf_value" in node:
                value[t, n] = node["leaf_value"] / (len(boosters) if mean else 1)
                continue
            feature[t, n], threshold[t, n] = node["split_feature"], node["threshold"]
            left[t, n], right[t, n] = node["left"], node["right"]
            # Without nan in training LightGBM takes it for 0.
            nan_is_zero = node["missing_type"] == "None"
            missing[t, n] = 0 <= node["threshold"] if nan_is_zero else node["default_left"]
    return Trees(
        columns=tuple(names), feature=feature, threshold=threshold, left=left, right=right,
        missing_left=missing, value=value, depth=depth,
    )  # fmt: skip


def _flat(root: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes of a tree, the root first, children by their place in the list."""
    nodes: list[dict[str, Any]] = []

    def add(node: dict[str, Any]) -> int:
        place = len(nodes)
        nodes.append(dict(node))
        if "leaf_value" not in node:
            nodes[place]["left"] = add(node["left_child"])
            nodes[place]["right"] = add(node["right_child"])
        return place

    add(root)
    return nodes


def _depth(node: dict[str, Any]) -> int:
    if "leaf_value" in node:
        return 0
    return 1 + max(_depth(node["left_child"]), _depth(node["right_child"]))
