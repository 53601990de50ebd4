"""The same forward pass written a second time, number by number, to compare with."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bot.embedding.safetensors import Array

Row = list[float]


def _linear(row: Row, weights: Mapping[str, Array], name: str) -> Row:
    matrix, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return [
        sum(float(matrix[out][at]) * row[at] for at in range(len(row))) + float(bias[out])
        for out in range(len(bias))
    ]


def _norm(row: Row, weights: Mapping[str, Array], name: str) -> Row:
    mean = sum(row) / len(row)
    spread = math.sqrt(sum((one - mean) ** 2 for one in row) / len(row) + 1e-12)
    scale, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return [
        (one - mean) / spread * float(a) + float(b)
        for one, a, b in zip(row, scale, bias, strict=True)
    ]


def _attend(rows: list[Row], weights: Mapping[str, Array], name: str, heads: int) -> list[Row]:
    query, key, value = (
        [_linear(row, weights, f"{name}.attention.self.{part}") for row in rows]
        for part in ("query", "key", "value")
    )
    size = len(rows[0]) // heads
    found = []
    for one in query:
        mixed: Row = []
        for head in range(heads):
            cut = slice(head * size, (head + 1) * size)
            scores = [
                sum(a * b for a, b in zip(one[cut], other[cut], strict=True)) / math.sqrt(size)
                for other in key
            ]
            parts = [math.exp(score) for score in scores]
            for at in range(size):
                column = [row[cut][at] for row in value]
                mixed.append(sum(p * v for p, v in zip(parts, column, strict=True)) / sum(parts))
        found.append(mixed)
    return found


def _gelu(value: float) -> float:
    return value * 0.5 * (1 + math.erf(value / math.sqrt(2)))


def _added(first: Row, second: Row) -> Row:
    return [a + b for a, b in zip(first, second, strict=True)]


def encode(weights: Mapping[str, Array], ids: Sequence[int], heads: int) -> list[Row]:
    words = weights["embeddings.word_embeddings.weight"]
    places = weights["embeddings.position_embeddings.weight"]
    kind = [float(one) for one in weights["embeddings.token_type_embeddings.weight"][0]]
    rows = [
        _norm(
            _added(_added([*map(float, words[one])], [*map(float, places[at])]), kind),
            weights,
            "embeddings.LayerNorm",
        )
        for at, one in enumerate(ids)
    ]
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        name = f"encoder.layer.{layer}"
        attended = _attend(rows, weights, name, heads)
        dense = f"{name}.attention.output"
        rows = [
            _norm(
                _added(row, _linear(one, weights, f"{dense}.dense")), weights, f"{dense}.LayerNorm"
            )
            for row, one in zip(rows, attended, strict=True)
        ]
        wide = [[*map(_gelu, _linear(row, weights, f"{name}.intermediate.dense"))] for row in rows]
        rows = [
            _norm(
                _added(row, _linear(one, weights, f"{name}.output.dense")),
                weights,
                f"{name}.output.LayerNorm",
            )
            for row, one in zip(rows, wide, strict=True)
        ]
        layer += 1
    return rows
